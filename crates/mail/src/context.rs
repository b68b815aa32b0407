//! What a mail is about, as plain texts in the language of the mail.
//!
//! A part that is `None` is not known to the mail: its placeholders make it fail. An empty text
//! inside a part is a value that is not there (no deadline, no track): its placeholder is empty.

use crate::Markdown;

#[derive(Clone, Debug, Default)]
pub struct Context {
    pub event: Option<EventContext>,
    pub submission: Option<SubmissionContext>,
    /// A placement with room and start.
    pub slot: Option<SlotContext>,
    /// Who receives the mail.
    pub user: Option<UserContext>,
    /// The name of the speaker on whose behalf somebody is invited.
    pub inviting_speaker: Option<String>,
    /// `submission.new`: the proposal as it was entered. Follows the text of a template that does
    /// not name it.
    pub full_submission_content: Option<Markdown>,
    /// `submission.new.internal`: the proposal's page for organisers.
    pub orga_url: Option<String>,
    /// `question.reminder`: the fields without an answer, and where to answer.
    pub questions: Option<Markdown>,
    pub url: Option<String>,
    /// `speaker.invite` and `speaker.invite.standalone`.
    pub invitation_link: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct EventContext {
    pub name: String,
    pub slug: String,
    pub url: String,
    pub schedule_url: String,
    pub cfp_url: String,
    /// The receiver's own proposals.
    pub all_submissions_url: String,
    pub profile_page_url: String,
    /// Date and time in the event's zone; empty without one.
    pub deadline: String,
}

#[derive(Clone, Debug, Default)]
pub struct SubmissionContext {
    pub code: String,
    pub title: String,
    /// The speaker's own page of the proposal.
    pub url: String,
    pub confirmation_link: String,
    pub withdraw_link: String,
    /// Names, with commas.
    pub speakers: String,
    pub session_type: String,
    pub track: String,
    pub duration_minutes: i32,
    /// Texts of the reviews, see [`Markdown::quoted`].
    pub all_reviews: Markdown,
}

#[derive(Clone, Debug, Default)]
pub struct SlotContext {
    /// The public page of the session.
    pub talk_url: String,
    pub start_date: String,
    pub start_time: String,
    pub end_date: String,
    pub end_time: String,
    pub room: String,
}

#[derive(Clone, Debug, Default)]
pub struct UserContext {
    pub name: String,
    pub email: String,
    /// Without one, placeholders that lead to pages behind the log-in are empty.
    pub has_account: bool,
    /// What is new or has moved in the current version, and everything. Needs reading only where
    /// [`crate::template::uses`] says so.
    pub schedule_new: Markdown,
    pub schedule_full: Markdown,
}
