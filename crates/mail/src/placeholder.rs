//! The placeholders that templates may use (data-model §2.8).

use plenary_model::{MailRole, Message};

use crate::context::Context;
use crate::render::{Piece, Value, pieces};

/// A part of a [`Context`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    Event,
    Submission,
    Slot,
    User,
    InvitingUser,
}

pub struct Placeholder {
    /// What organisers are shown.
    pub name: &'static str,
    /// Also accepted.
    pub aliases: &'static [&'static str],
    /// What the mail must know.
    pub needs: &'static [Needs],
    /// Empty for speakers without an account: it leads behind the log-in.
    pub account_only: bool,
    /// Only in these templates; empty for no such limit.
    pub only_in: &'static [MailRole],
    pub(crate) value: for<'a> fn(&'a Context) -> Option<Value<'a>>,
}

impl PartialEq for Placeholder {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl std::fmt::Debug for Placeholder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{{{}}}", self.name)
    }
}

/// One row: name and aliases, what it needs, how the value is taken.
macro_rules! row {
    ($name:literal $(/ $alias:literal)*, [$($needs:ident)*], account: $account:literal, in: [$($role:ident)*], $value:expr) => {
        Placeholder {
            name: $name,
            aliases: &[$($alias),*],
            needs: &[$(Needs::$needs),*],
            account_only: $account,
            only_in: &[$(MailRole::$role),*],
            value: $value,
        }
    };
    ($name:literal $(/ $alias:literal)*, [$($needs:ident)*], $value:expr) => {
        row!($name $(/ $alias)*, [$($needs)*], account: false, in: [], $value)
    };
    ($name:literal $(/ $alias:literal)*, [$($needs:ident)*], account, $value:expr) => {
        row!($name $(/ $alias)*, [$($needs)*], account: true, in: [], $value)
    };
    ($name:literal, in [$($role:ident)*], $value:expr) => {
        row!($name, [], account: false, in: [$($role)*], $value)
    };
}

fn trusted(text: &str) -> Option<Value<'_>> {
    Some(Value::Trusted(text.into()))
}

fn untrusted(text: &str) -> Option<Value<'_>> {
    Some(Value::Untrusted(text))
}

fn link(url: &str) -> Option<Value<'_>> {
    Some(Value::Link(url))
}

pub static PLACEHOLDERS: &[Placeholder] = &[
    row!("event_name" / "event", [Event], |c| trusted(&c.event.as_ref()?.name)),
    row!("event_slug", [Event], |c| trusted(&c.event.as_ref()?.slug)),
    row!("event_url", [Event], |c| link(&c.event.as_ref()?.url)),
    row!("event_schedule_url", [Event], |c| link(&c.event.as_ref()?.schedule_url)),
    row!("event_cfp_url", [Event], |c| link(&c.event.as_ref()?.cfp_url)),
    row!("all_submissions_url", [Event], account, |c| link(&c.event.as_ref()?.all_submissions_url)),
    row!("profile_page_url", [Event], account, |c| link(&c.event.as_ref()?.profile_page_url)),
    row!("deadline", [Event], |c| trusted(&c.event.as_ref()?.deadline)),
    row!("proposal_code" / "session_code" / "code", [Submission], |c| trusted(&c.submission.as_ref()?.code)),
    row!("proposal_title" / "submission_title", [Submission], |c| untrusted(&c.submission.as_ref()?.title)),
    row!("proposal_url" / "edit_url" / "submission_url", [Submission], account, |c| link(
        &c.submission.as_ref()?.url
    )),
    row!("confirmation_link", [Submission], account, |c| link(&c.submission.as_ref()?.confirmation_link)),
    row!("withdraw_link", [Submission], account, |c| link(&c.submission.as_ref()?.withdraw_link)),
    row!("speakers", [Submission], |c| untrusted(&c.submission.as_ref()?.speakers)),
    row!("session_type" / "submission_type", [Submission], |c| trusted(&c.submission.as_ref()?.session_type)),
    row!("track_name", [Submission], |c| trusted(&c.submission.as_ref()?.track)),
    row!("session_duration_minutes", [Submission], |c| {
        Some(Value::Trusted(c.submission.as_ref()?.duration_minutes.to_string().into()))
    }),
    row!("all_reviews", [Submission], |c| Some(Value::Block(&c.submission.as_ref()?.all_reviews))),
    row!("talk_url", [Slot], |c| link(&c.slot.as_ref()?.talk_url)),
    row!("session_start_date", [Slot], |c| trusted(&c.slot.as_ref()?.start_date)),
    row!("session_start_time", [Slot], |c| trusted(&c.slot.as_ref()?.start_time)),
    row!("session_end_date", [Slot], |c| trusted(&c.slot.as_ref()?.end_date)),
    row!("session_end_time", [Slot], |c| trusted(&c.slot.as_ref()?.end_time)),
    row!("session_room", [Slot], |c| trusted(&c.slot.as_ref()?.room)),
    row!("name", [User], |c| untrusted(&c.user.as_ref()?.name)),
    row!("email", [User], |c| untrusted(&c.user.as_ref()?.email)),
    row!("speaker_schedule_new", [User Event], |c| Some(Value::Block(&c.user.as_ref()?.schedule_new))),
    row!("speaker_schedule_full", [User Event], |c| Some(Value::Block(&c.user.as_ref()?.schedule_full))),
    row!("inviting_speaker", [InvitingUser], |c| untrusted(c.inviting_speaker.as_deref()?)),
    row!("full_submission_content", in [NewSubmission], |c| {
        Some(Value::Block(c.full_submission_content.as_ref()?))
    }),
    row!("orga_url", in [NewSubmissionInternal], |c| link(c.orga_url.as_deref()?)),
    row!("questions", in [QuestionReminder], |c| Some(Value::Block(c.questions.as_ref()?))),
    row!("url", in [QuestionReminder], |c| link(c.url.as_deref()?)),
    row!("invitation_link", in [SpeakerInvite SpeakerInviteStandalone], |c| link(c.invitation_link.as_deref()?)),
];

/// By name or alias.
pub fn find(name: &str) -> Option<&'static Placeholder> {
    PLACEHOLDERS.iter().find(|row| row.name == name || row.aliases.contains(&name))
}

/// What mails of a role know; `None` for templates without a role.
pub fn known_to(role: Option<MailRole>) -> &'static [Needs] {
    use Needs::*;
    match role {
        None | Some(MailRole::NewSubmission) => &[Event, Submission, User, Slot],
        Some(MailRole::NewSubmissionInternal) => &[Event, Submission],
        Some(
            MailRole::SubmissionAccepted
            | MailRole::SubmissionRejected
            | MailRole::SpeakerInvite
            | MailRole::ExistingSpeakerInvite
            | MailRole::DraftReminder,
        ) => &[Event, Submission, User],
        Some(MailRole::SpeakerInviteStandalone | MailRole::QuestionReminder | MailRole::NewSchedule) => {
            &[Event, User]
        }
    }
}

/// What a template of this role must not lose: without it the mail is of no use.
pub fn required_in(role: MailRole) -> Option<&'static str> {
    matches!(role, MailRole::SpeakerInvite | MailRole::SpeakerInviteStandalone).then_some("invitation_link")
}

impl Placeholder {
    /// Whether templates of this role may use it.
    pub fn fits(&self, role: Option<MailRole>) -> bool {
        let known = known_to(role);
        self.needs.iter().all(|needed| known.contains(needed))
            && (self.only_in.is_empty() || role.is_some_and(|role| self.only_in.contains(&role)))
    }
}

/// What templates of a role may use.
pub fn available(role: Option<MailRole>) -> impl Iterator<Item = &'static Placeholder> {
    PLACEHOLDERS.iter().filter(move |row| row.fits(role))
}

/// Whether a text uses a placeholder, whatever alias it is called by.
pub fn uses(text: &str, name: &str) -> bool {
    let wanted = find(name);
    pieces(text).iter().any(|piece| matches!(piece, Piece::Known(known) if Some(*known) == wanted))
}

/// Why a template can't be saved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TemplateProblem {
    /// No such placeholder.
    Unknown(String),
    /// Mails of this role don't know it.
    NotHere(String),
    /// A brace without its other half.
    Brace,
    /// `[text]()`
    EmptyLink,
    /// See [`required_in`].
    Lacks(&'static str),
}

impl TemplateProblem {
    pub fn message(&self) -> Message {
        match self {
            Self::Unknown(name) => Message::new("error-placeholder-unknown").arg("name", name),
            Self::NotHere(name) => Message::new("error-placeholder-not-here").arg("name", name),
            Self::Brace => Message::new("error-placeholder-brace"),
            Self::EmptyLink => Message::new("error-link-empty"),
            Self::Lacks(name) => Message::new("error-placeholder-lacking").arg("name", name),
        }
    }
}

/// Every problem of a subject or text in one language, each once.
pub fn validate(text: &str, role: Option<MailRole>) -> Vec<TemplateProblem> {
    let mut problems = Vec::new();
    for piece in pieces(text) {
        match piece {
            Piece::Unknown(name) => problems.push(TemplateProblem::Unknown(name.to_owned())),
            Piece::Known(row) if !row.fits(role) => {
                problems.push(TemplateProblem::NotHere(row.name.to_owned()))
            }
            Piece::Stray(_) => problems.push(TemplateProblem::Brace),
            Piece::Known(_) | Piece::Literal(_) => {}
        }
    }
    if text.match_indices("](").any(|(at, _)| text[at + 2..].trim_start().starts_with([')'])) {
        problems.push(TemplateProblem::EmptyLink);
    }
    problems.sort();
    problems.dedup();
    problems
}
