use crate::migration::table::{OnDelete::*, Table};

pub(super) fn tables() -> Vec<Table> {
    vec![
        Table::new("activity_log")
            .id()
            .refers_null("event_id", "event", Restrict)
            .refers_null("account_id", "account", Restrict)
            .int("object_id")
            .time("timestamp")
            .text("action_type")
            .json_null("data")
            .flag("is_orga_action", false)
            .text("object_type")
            .index(&["object_type", "object_id"])
            .index(&["event_id", "timestamp"]),
        Table::new("cached_file")
            .text_id("id")
            .time("expires")
            .time_null("timestamp")
            .text("filename")
            .text("content_type")
            .text_null("session_key")
            .text_null("file")
            .index(&["expires"]),
        Table::new("instance_setting").id().text("key").text("value").unique(&["key"]),
        Table::new("session")
            .text_id("id")
            .refers_null("account_id", "account", Cascade)
            .json("data")
            .time("created")
            .time("expires")
            .index(&["expires"]),
        Table::new("cache_entry").text_id("name").text("value").time("expires"),
        Table::new("lease").text_id("name").text("holder").time("expires").time_null("finished"),
    ]
}
