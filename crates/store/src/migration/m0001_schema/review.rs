use crate::migration::table::{OnDelete::*, Table};

pub(super) fn tables() -> Vec<Table> {
    vec![
        Table::new("review")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("submission_id", "submission", Cascade)
            .refers("account_id", "account", Cascade)
            .text_null("text")
            .big_null("score")
            .unique(&["account_id", "submission_id"]),
        Table::new("review_given_score")
            .refers("review_id", "review", Cascade)
            .refers("score_id", "score", Cascade)
            .primary(&["review_id", "score_id"]),
        Table::new("review_phase")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("event_id", "event", Cascade)
            .text("name")
            .time_null("starts")
            .time_null("ends")
            .flag("is_active", false)
            .flag("can_review", true)
            .one_of("proposal_visibility", &["all", "assigned"])
            .one_of("can_see_other_reviews", &["always", "never", "after_review"])
            .flag("can_see_speaker_names", true)
            .flag("can_see_reviewer_names", true)
            .flag("can_change_submission_state", false)
            .one_of("can_tag_submissions", &["never", "use_tags", "create_tags"])
            .flag("speakers_can_change_submissions", false),
        Table::new("score")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("category_id", "score_category", Cascade)
            .big("value")
            .text_null("label"),
        Table::new("score_category")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("event_id", "event", Cascade)
            .i18n("name")
            .big("weight")
            .flag("required", false)
            .flag("active", true)
            .flag("is_independent", false),
        Table::new("score_category_track")
            .refers("score_category_id", "score_category", Cascade)
            .refers("track_id", "track", Cascade)
            .primary(&["score_category_id", "track_id"]),
    ]
}
