//! Changing a state: `/submissions/{code}/{verb}`. Without a `POST` the page asks first, so that it
//! works as a link and without scripts.

use axum::extract::{Path, State};
use plenary_model::{Error, Result, SubmissionState};
use plenary_schedule::{room, working};
use plenary_submission::{list, state as states};
use plenary_web::{AppState, Frame, Notice, Page, Submitted, Url, Visit, see_other, state_name};

use crate::entrance::enter;
use crate::query;
use crate::schedule::Place;

/// What an organiser can do with a proposal. All of it is possible from every state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Submit,
    Accept,
    Confirm,
    Reject,
    Withdraw,
    Cancel,
}

impl Verb {
    pub const ALL: [Self; 6] =
        [Self::Submit, Self::Accept, Self::Confirm, Self::Reject, Self::Withdraw, Self::Cancel];

    /// As in the address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Accept => "accept",
            Self::Confirm => "confirm",
            Self::Reject => "reject",
            Self::Withdraw => "withdraw",
            Self::Cancel => "cancel",
        }
    }

    fn find(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|verb| verb.name() == name).ok_or(Error::NotFound)
    }

    pub fn target(self) -> SubmissionState {
        match self {
            Self::Submit => SubmissionState::Submitted,
            Self::Accept => SubmissionState::Accepted,
            Self::Confirm => SubmissionState::Confirmed,
            Self::Reject => SubmissionState::Rejected,
            Self::Withdraw => SubmissionState::Withdrawn,
            Self::Cancel => SubmissionState::Canceled,
        }
    }

    /// What usually comes next.
    pub fn next(state: SubmissionState) -> Option<Self> {
        match state {
            SubmissionState::Submitted => Some(Self::Accept),
            SubmissionState::Accepted => Some(Self::Confirm),
            _ => None,
        }
    }

    /// Whether this takes back a confirmation, of which nobody is told.
    fn unconfirms(self, from: SubmissionState) -> bool {
        self == Self::Accept && from == SubmissionState::Confirmed
    }

    pub fn label(self, visit: &Visit, from: SubmissionState) -> String {
        match self {
            Self::Accept if self.unconfirms(from) => visit.t("orga-unconfirm"),
            Self::Submit => visit.t("orga-submit"),
            Self::Accept => visit.t("orga-accept"),
            Self::Confirm => visit.t("kit-confirm"),
            Self::Reject => visit.t("orga-reject"),
            Self::Withdraw => visit.t("orga-withdraw"),
            Self::Cancel => visit.t("orga-cancel"),
        }
    }

    pub fn icon(self) -> &'static str {
        match self {
            Self::Submit => "inbox",
            Self::Accept => "check",
            Self::Confirm => "circle-check",
            Self::Reject => "x",
            Self::Withdraw => "undo-2",
            Self::Cancel => "circle-x",
        }
    }

    pub fn is_dangerous(self) -> bool {
        self.target().is_out()
    }

    /// Whether the button leads to the page that asks first: where a place in the schedule would be
    /// lost, and where a session is taken out without a decision of the organisers.
    pub fn asks(self, is_placed: bool) -> bool {
        matches!(self, Self::Withdraw | Self::Cancel) || (is_placed && !self.target().is_accepted())
    }

    fn question(self, visit: &Visit, title: &str, from: SubmissionState) -> String {
        let title = ("title", title);
        match self {
            Self::Accept if self.unconfirms(from) => visit.t_args("orga-unconfirm-question", title),
            Self::Submit => visit.t_args("orga-submit-question", title),
            Self::Accept => visit.t_args("orga-accept-question", title),
            Self::Confirm => visit.t_args("orga-confirm-question", title),
            Self::Reject => visit.t_args("orga-reject-question", title),
            Self::Withdraw => visit.t_args("orga-withdraw-question", title),
            Self::Cancel => visit.t_args("orga-cancel-question", title),
        }
    }

    /// What will follow.
    fn consequence(self, visit: &Visit, from: SubmissionState) -> String {
        match self {
            Self::Accept if self.unconfirms(from) => visit.t("orga-unconfirm-text"),
            Self::Submit => visit.t("orga-submit-text"),
            Self::Accept => visit.t("orga-accept-text"),
            Self::Confirm => visit.t("orga-confirm-text"),
            Self::Reject => visit.t("orga-reject-text"),
            Self::Withdraw => visit.t("orga-withdraw-text"),
            Self::Cancel => visit.t("orga-cancel-text"),
        }
    }

    fn done(self, visit: &Visit, title: &str, from: SubmissionState) -> String {
        let title = ("title", title);
        match self {
            Self::Accept if self.unconfirms(from) => visit.t_args("orga-unconfirm-done", title),
            Self::Submit => visit.t_args("orga-submit-done", title),
            Self::Accept => visit.t_args("orga-accept-done", title),
            Self::Confirm => visit.t_args("orga-confirm-done", title),
            Self::Reject => visit.t_args("orga-reject-done", title),
            Self::Withdraw => visit.t_args("orga-withdraw-done", title),
            Self::Cancel => visit.t_args("orga-cancel-done", title),
        }
    }
}

#[derive(askama::Template)]
#[template(path = "orga/transition.html")]
struct AskPage {
    frame: Frame,
    verb: Verb,
    question: String,
    text: String,
    label: String,
    speakers: String,
    state: SubmissionState,
    /// Places in the schedule that would be lost.
    lost: Vec<String>,
    next: Option<Url>,
    back: Url,
}

pub async fn ask(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code, verb)): Path<(String, String, String)>,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let verb = Verb::find(&verb)?;
    let (db, actor, event) = (state.database.reader(), visit.actor(), &entrance.event);
    let listed = list::one(db, &actor, event, &code).await?;
    let submission = &listed.submission;
    let urls = entrance.urls();
    let back = urls.submission(&submission.code);
    if submission.state == verb.target() && submission.pending_state.is_none() {
        visit.say(&state, already(&visit, &submission.title, submission.state, &back)).await?;
        return Ok(see_other(&query::next(&visit).unwrap_or(back)));
    }
    let mut lost = Vec::new();
    if !verb.target().is_accepted() {
        let slots = working::slots_of(db, &actor, event, submission.id).await?;
        let rooms = room::for_organisers(db, &actor, event).await?;
        let placed = slots.iter().filter(|slot| slot.starts.is_some());
        lost = placed.map(|slot| Place::of(&visit, &entrance, &rooms, slot).in_words()).collect();
    }
    let question = verb.question(&visit, &submission.title, submission.state);
    let frame = entrance
        .frame(&state, &visit)
        .await?
        .title(question.clone())
        .above(visit.t("orga-proposals"), urls.submissions())
        .above(submission.title.clone(), back.clone());
    visit.page(&AskPage {
        frame,
        verb,
        question,
        text: verb.consequence(&visit, submission.state),
        label: verb.label(&visit, submission.state),
        speakers: super::list::names(&listed),
        state: submission.state,
        lost,
        next: query::next(&visit),
        back,
    })
}

pub async fn act(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code, verb)): Path<(String, String, String)>,
    submitted: Submitted,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let verb = Verb::find(&verb)?;
    let event = &entrance.event;
    let tx = state.database.begin().await?;
    let before = states::find(tx.db(), event, &code).await?.state;
    let changed = states::change_as_organiser(&tx, &visit.actor(), event, &code, verb.target()).await?;
    tx.commit().await?;
    let url = entrance.urls().submission(&changed.code);
    let notice = if before == changed.state {
        already(&visit, &changed.title, changed.state, &url)
    } else {
        Notice::success(verb.done(&visit, &changed.title, before)).about(changed.title, &url)
    };
    visit.say(&state, notice).await?;
    Ok(see_other(&Url::local(submitted.text("next")).unwrap_or_else(|| entrance.urls().submissions())))
}

fn already(visit: &Visit, title: &str, state: SubmissionState, url: &Url) -> Notice {
    let name = state_name(visit.locale(), state);
    Notice::info(visit.t_args("orga-state-already", (("title", title), ("state", name)))).about(title, url)
}
