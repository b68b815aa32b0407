use crate::migration::table::{OnDelete::*, Table};

pub(super) fn tables() -> Vec<Table> {
    vec![
        Table::new("answer")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("question_id", "question", Restrict)
            .refers_null("submission_id", "submission", Restrict)
            .refers_null("speaker_id", "speaker_profile", Restrict)
            .refers_null("review_id", "review", Restrict)
            .text("answer")
            .text_null("answer_file"),
        Table::new("answer_choice")
            .refers("answer_id", "answer", Cascade)
            .refers("answer_option_id", "answer_option", Cascade)
            .primary(&["answer_id", "answer_option_id"]),
        Table::new("answer_option")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("question_id", "question", Restrict)
            .i18n("answer")
            .int_default("position", 0)
            .text("identifier")
            .unique(&["question_id", "identifier"]),
        Table::new("attendee_signup")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("submission_id", "submission", Cascade)
            .refers("attendee_id", "attendee_profile", Cascade)
            .one_of("state", &["confirmed", "canceled"])
            .int_default("position", 0)
            .unique(&["submission_id", "attendee_id"]),
        Table::new("cfp")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("event_id", "event", Restrict)
            .i18n("headline")
            .i18n("text")
            .refers("default_type_id", "submission_type", Restrict)
            .time_null("opening")
            .time_null("deadline")
            .json("settings")
            .json("fields")
            .unique(&["event_id"]),
        Table::new("feedback")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("submission_id", "submission", Restrict)
            .refers_null("speaker_id", "speaker_profile", Restrict)
            .int_null("rating")
            .text("review"),
        Table::new("question")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("event_id", "event", Restrict)
            .one_of(
                "variant",
                &[
                    "number",
                    "string",
                    "text",
                    "url",
                    "date",
                    "datetime",
                    "boolean",
                    "file",
                    "choices",
                    "multiple_choice",
                ],
            )
            .one_of("target", &["submission", "speaker", "reviewer"])
            .time_null("deadline")
            .time_null("freeze_after")
            .one_of("question_required", &["optional", "required", "after_deadline"])
            .i18n("question")
            .i18n("help_text")
            .text_null("default_answer")
            .int_default("position", 0)
            .text("identifier")
            .flag("active", true)
            .flag("contains_personal_data", true)
            .int_null("min_length")
            .int_null("max_length")
            .big_null("min_number")
            .big_null("max_number")
            .int_null("min_options")
            .int_null("max_options")
            .text_null("min_date")
            .text_null("max_date")
            .time_null("min_datetime")
            .time_null("max_datetime")
            .flag("is_public", false)
            .flag("is_visible_to_reviewers", true)
            .text_null("icon")
            .unique(&["event_id", "identifier"]),
        Table::new("question_team")
            .refers("question_id", "question", Cascade)
            .refers("team_id", "team", Cascade)
            .primary(&["question_id", "team_id"]),
        Table::new("question_type")
            .refers("question_id", "question", Cascade)
            .refers("submission_type_id", "submission_type", Cascade)
            .primary(&["question_id", "submission_type_id"]),
        Table::new("question_track")
            .refers("question_id", "question", Cascade)
            .refers("track_id", "track", Cascade)
            .primary(&["question_id", "track_id"]),
        Table::new("resource")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("submission_id", "submission", Restrict)
            .text_null("resource")
            .text_null("link")
            .text("description")
            .flag("is_public", true),
        Table::new("speaker_role")
            .id()
            .refers("submission_id", "submission", Cascade)
            .refers("speaker_id", "speaker_profile", Cascade)
            .int_default("position", 0)
            .unique(&["submission_id", "speaker_id"]),
        Table::new("submission")
            .id()
            .time_null("created")
            .time_null("updated")
            .text("code")
            .refers("event_id", "event", Restrict)
            .text("title")
            .refers("submission_type_id", "submission_type", Restrict)
            .refers_null("track_id", "track", Restrict)
            .one_of(
                "state",
                &["submitted", "accepted", "confirmed", "rejected", "canceled", "withdrawn", "draft"],
            )
            .one_of_null(
                "pending_state",
                &["submitted", "accepted", "confirmed", "rejected", "canceled", "withdrawn", "draft"],
            )
            .text_null("abstract_text")
            .text_null("description")
            .text_null("notes")
            .text_null("internal_notes")
            .int_null("duration")
            .int_default("slot_count", 1)
            .flag_null("attendee_signup_required")
            .int_null("attendee_signup_capacity")
            .text("content_locale")
            .flag("is_featured", false)
            .flag("do_not_record", false)
            .text_null("image")
            .text("invitation_token")
            .refers_null("access_code_id", "access_code", Restrict)
            .text_null("review_code")
            .json_null("anonymised")
            .json("draft_additional_speakers")
            .unique(&["review_code"])
            .unique_ci("code")
            .index(&["event_id", "state"]),
        Table::new("submission_reviewer")
            .refers("submission_id", "submission", Cascade)
            .refers("account_id", "account", Cascade)
            .primary(&["submission_id", "account_id"]),
        Table::new("submission_tag")
            .refers("submission_id", "submission", Cascade)
            .refers("tag_id", "tag", Cascade)
            .primary(&["submission_id", "tag_id"]),
        Table::new("submission_comment")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("submission_id", "submission", Cascade)
            .refers("account_id", "account", Cascade)
            .text("text")
            .refers_null("reply_to_id", "submission_comment", SetNull),
        Table::new("favourite")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("account_id", "account", Cascade)
            .refers("submission_id", "submission", Cascade)
            .unique(&["account_id", "submission_id"]),
        Table::new("submission_invitation")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("submission_id", "submission", Cascade)
            .text("email")
            .text("token")
            .unique(&["token"])
            .unique(&["submission_id", "email"]),
        Table::new("submission_type")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("event_id", "event", Cascade)
            .i18n("name")
            .int_default("default_duration", 30)
            .time_null("deadline")
            .flag("requires_access_code", false)
            .flag("attendee_signup_required", false),
        Table::new("access_code")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("event_id", "event", Cascade)
            .text("code")
            .time_null("valid_until")
            .int_null("maximum_uses")
            .int_default("redeemed", 0)
            .text_null("internal_notes")
            .unique(&["event_id", "code"]),
        Table::new("access_code_type")
            .refers("access_code_id", "access_code", Cascade)
            .refers("submission_type_id", "submission_type", Cascade)
            .primary(&["access_code_id", "submission_type_id"]),
        Table::new("access_code_track")
            .refers("access_code_id", "access_code", Cascade)
            .refers("track_id", "track", Cascade)
            .primary(&["access_code_id", "track_id"]),
        Table::new("tag")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("event_id", "event", Restrict)
            .text("tag")
            .i18n("description")
            .text("color")
            .flag("is_public", false)
            .unique(&["event_id", "tag"]),
        Table::new("track")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("event_id", "event", Restrict)
            .i18n("name")
            .i18n("description")
            .text("color")
            .int_null("position")
            .flag("requires_access_code", false)
            .flag("attendee_signup_required", false),
    ]
}
