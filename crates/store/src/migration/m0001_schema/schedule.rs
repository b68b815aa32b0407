use crate::migration::table::{OnDelete::*, Table};

pub(super) fn tables() -> Vec<Table> {
    vec![
        Table::new("availability")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("event_id", "event", Cascade)
            .refers_null("speaker_id", "speaker_profile", Cascade)
            .refers_null("room_id", "room", Cascade)
            .time("starts")
            .time("ends"),
        Table::new("room")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("event_id", "event", Restrict)
            .i18n("name")
            .text_null("guid")
            .i18n("description")
            .i18n("speaker_info")
            .int_null("capacity")
            .int_null("position")
            .flag("hidden", false)
            .unique(&["event_id", "guid"]),
        Table::new("schedule")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("event_id", "event", Restrict)
            .text_null("version")
            .time_null("published")
            .i18n("comment")
            .unique(&["event_id", "version"])
            .unique_where(&["event_id"], "version is null")
            .index(&["event_id", "published"]),
        Table::new("slot")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers_null("submission_id", "submission", Restrict)
            .refers_null("room_id", "room", Restrict)
            .refers("schedule_id", "schedule", Restrict)
            .flag("is_visible", false)
            .one_of_null("slot_type", &["break", "blocker"])
            .time_null("starts")
            .time_null("ends")
            .i18n("description")
            .index(&["schedule_id", "starts"]),
    ]
}
