//! What to look at before an event is shown to the public.

use plenary_model::Timestamp;
use plenary_store::entity::{cfp, event, submission_type};

/// Something that is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Nobody can write to the organisers: events that were moved here may lack it.
    NoAddress,
    /// It is called nothing in its own language.
    NoName,
    /// Its last day has passed.
    IsOver,
    /// The first page says nothing about the event.
    NoWelcome,
    /// The call for proposals says nothing.
    NoCall,
    /// The call is open, but every type of session needs an access code, or has passed its deadline.
    NoTypeToChoose,
    /// The call has no end.
    NoDeadline,
    /// The call is over already.
    DeadlineOver,
    /// Who is responsible is not said.
    NoImprint,
}

impl Finding {
    /// Whether the event can't be shown with it; the others are advice.
    pub fn hinders(self) -> bool {
        matches!(self, Self::NoAddress | Self::NoName)
    }
}

/// What hinders first, then what is advised: of an event, its call and its types of sessions.
pub fn check(
    event: &event::Model,
    call: &cfp::Model,
    types: &[submission_type::Model],
    now: Timestamp,
) -> Vec<Finding> {
    let mut findings = of_row(event);
    let mut add = |finding: Finding, holds: bool| {
        if holds {
            findings.push(finding);
        }
    };
    add(Finding::IsOver, event.ends() <= now);
    add(Finding::NoWelcome, event.landing_page_text.is_empty());
    let imprint = event.display();
    add(Finding::NoImprint, imprint.text("imprint_url", "").is_empty());
    let over = call.deadline.is_some_and(|deadline| deadline < now);
    add(Finding::NoCall, call.text.is_empty());
    add(Finding::NoDeadline, call.deadline.is_none());
    add(Finding::DeadlineOver, over);
    let offered = types.iter().any(|of_type| {
        !of_type.requires_access_code && of_type.deadline.map_or(!over, |deadline| deadline >= now)
    });
    add(Finding::NoTypeToChoose, !over && !offered);
    findings
}

/// What hinders, as far as the row alone tells.
pub(crate) fn of_row(event: &event::Model) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !plenary_person::account::is_email(&event.email) {
        findings.push(Finding::NoAddress);
    }
    if event.name_in(&event.locale).trim().is_empty() {
        findings.push(Finding::NoName);
    }
    findings
}
