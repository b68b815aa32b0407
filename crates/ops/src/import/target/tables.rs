//! Every table that an import fills, and how a change made here is noticed.

pub struct Filled {
    pub name: &'static str,
    /// Whether rows have a number of their own.
    pub numbered: bool,
    pub watch: Watch,
}

/// What must stay the same until the next import. Not watched is what the program changes by
/// itself or people change by looking at pages, and what leaves a trace in the activity log anyway.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Watch {
    Nothing,
    /// How many rows there are, and the highest number. Named so in messages.
    Rows(&'static str),
    /// Also when rows were changed.
    Changes(&'static str),
    /// Rows for which this holds.
    Some(&'static str, &'static str),
}

use Watch::{Changes, Nothing, Rows, Some};

const fn numbered(name: &'static str, watch: Watch) -> Filled {
    Filled { name, numbered: true, watch }
}

const fn joining(name: &'static str) -> Filled {
    Filled { name, numbered: false, watch: Nothing }
}

/// Rows that refer to others come before these. Left alone are sessions, leases, cached values and
/// temporary files; settings of the instance are replaced one by one.
pub static FILLED: &[Filled] = &[
    numbered("activity_log", Some("log entries of people", "account_id IS NOT NULL")),
    joining("queued_mail_speaker"),
    joining("queued_mail_submission"),
    numbered("queued_mail", Rows("mails")),
    numbered("mail_template", Nothing),
    numbered("slot", Changes("slots")),
    numbered("availability", Rows("availabilities")),
    numbered("schedule", Some("schedule versions", "version IS NOT NULL")),
    joining("answer_choice"),
    numbered("answer", Changes("answers")),
    numbered("resource", Changes("resources")),
    joining("review_given_score"),
    numbered("review", Changes("reviews")),
    numbered("score", Rows("scores")),
    joining("score_category_track"),
    numbered("score_category", Rows("score categories")),
    numbered("review_phase", Rows("review phases")),
    numbered("feedback", Rows("feedback")),
    numbered("speaker_role", Rows("speakers of proposals")),
    numbered("attendee_signup", Rows("sign-ups")),
    numbered("attendee_profile", Rows("attendees")),
    joining("submission_tag"),
    joining("submission_reviewer"),
    numbered("favourite", Rows("stars")),
    numbered("submission_comment", Rows("comments")),
    numbered("submission_invitation", Rows("invitations")),
    numbered("submission", Changes("proposals")),
    joining("question_team"),
    joining("question_type"),
    joining("question_track"),
    numbered("answer_option", Rows("options of questions")),
    numbered("question", Rows("questions")),
    joining("access_code_type"),
    joining("access_code_track"),
    numbered("access_code", Rows("access codes")),
    joining("speaker_information_track"),
    joining("speaker_information_type"),
    numbered("speaker_information", Rows("speaker information")),
    numbered("speaker_profile", Nothing),
    numbered("cfp", Nothing),
    joining("team_event"),
    joining("team_track"),
    joining("team_member"),
    numbered("team_invite", Rows("team invitations")),
    numbered("team", Rows("teams")),
    numbered("tag", Rows("tags")),
    numbered("track", Rows("tracks")),
    numbered("submission_type", Rows("session types")),
    numbered("room", Rows("rooms")),
    numbered("event_link", Rows("links")),
    numbered("event_setting", Nothing),
    joining("api_token_event"),
    numbered("api_token", Nothing),
    numbered("preference", Nothing),
    numbered("event", Rows("events")),
    numbered("organiser", Rows("organisers")),
    numbered("profile_picture", Nothing),
    numbered("account", Rows("accounts")),
];
