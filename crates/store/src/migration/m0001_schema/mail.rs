use crate::migration::table::{OnDelete::*, Table};

pub(super) fn tables() -> Vec<Table> {
    vec![
        Table::new("mail_template")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers("event_id", "event", Restrict)
            .one_of_null(
                "role",
                &[
                    "submission.new",
                    "submission.new.internal",
                    "submission.state.accepted",
                    "submission.state.rejected",
                    "speaker.invite",
                    "speaker.invite.standalone",
                    "speaker.invite.existing",
                    "question.reminder",
                    "draft.reminder",
                    "schedule.new",
                ],
            )
            .i18n("subject")
            .i18n("text")
            .text_null("reply_to")
            .text_null("bcc")
            .flag("is_auto_created", false)
            .unique(&["event_id", "role"]),
        Table::new("queued_mail")
            .id()
            .time_null("created")
            .time_null("updated")
            .refers_null("event_id", "event", Restrict)
            .refers_null("template_id", "mail_template", SetNull)
            .text_null("recipients")
            .text_null("reply_to")
            .text_null("cc")
            .text_null("bcc")
            .text("subject")
            .text("text")
            .text_null("text_html")
            .time_null("sent")
            .one_of("state", &["draft", "sending", "sent"])
            .json_null("error_data")
            .time_null("error_timestamp")
            .text_null("locale")
            .json_null("attachments")
            .index(&["state"]),
        Table::new("queued_mail_submission")
            .refers("queued_mail_id", "queued_mail", Cascade)
            .refers("submission_id", "submission", Cascade)
            .primary(&["queued_mail_id", "submission_id"]),
        Table::new("queued_mail_speaker")
            .refers("queued_mail_id", "queued_mail", Cascade)
            .refers("speaker_id", "speaker_profile", Cascade)
            .primary(&["queued_mail_id", "speaker_id"]),
    ]
}
