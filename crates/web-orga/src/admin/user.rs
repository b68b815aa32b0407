//! `/orga/admin/users/{code}/`: one person, and what administrators can do for them.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use plenary_model::{EmailVerification, Result};
use plenary_person::account::Links;
use plenary_person::administrator;
use plenary_person::people::{self, Person, log};
use plenary_store::entity::{account, organiser, team};
use plenary_web::{
    AppState, Badge, EventUrls, Failure, Frame, OrgaUrls, OrganiserUrls, Page, SiteUrls, StateBadge,
    Submitted, Url, Visit, see_other,
};

use super::log::{Line, line};
use super::{enter, frame, tell, when};

/// How many lines of the log the page shows.
const LINES: u64 = 50;

pub type Marks = Vec<Badge>;

/// What is special about an account.
pub fn marks(visit: &Visit, account: &account::Model) -> Marks {
    let mut marks = Vec::new();
    if account.is_administrator {
        marks.push(Badge::new("accent", Some("lock"), visit.t("admin-administrator")));
    }
    if !account.is_active {
        marks.push(Badge::new("danger", Some("circle-x"), visit.t("admin-inactive")));
    } else if account.email_verification_state == EmailVerification::Unverified {
        marks.push(Badge::new("warning", Some("mail"), visit.t("admin-unverified")));
    }
    marks
}

#[derive(askama::Template)]
#[template(path = "admin/user.html")]
struct UserPage {
    frame: Frame,
    name: String,
    email: String,
    marks: Marks,
    facts: Vec<(String, String)>,
    teams: Vec<(String, Url, String)>,
    profiles: Vec<(String, Url, String)>,
    proposals: Vec<(String, Url, StateBadge, String)>,
    lines: Vec<Line>,
    active: bool,
    administrator: bool,
    own: bool,
    verified: bool,
    has_second_factor: bool,
    verification: Url,
    delete: Url,
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(code): Path<String>) -> Page {
    enter(&visit)?;
    let (db, actor) = (state.database.reader(), visit.actor());
    let person = people::one(db, &actor, &code, state.now()).await?;
    let lines = log::of_person(db, &actor, &person.account, LINES).await?;
    let lines = lines.into_iter().map(|entry| line(&state, &visit, entry)).collect();
    let frame = frame(&state, &visit, person.account.name.clone()).await?;
    let urls = SiteUrls::new();
    let account = &person.account;
    let code = account.code.clone().unwrap_or_default();
    let page = UserPage {
        frame: frame.above(visit.t("admin-users"), urls.admin_users()),
        name: account.name.clone(),
        email: account.email.clone(),
        marks: marks(&visit, account),
        facts: facts(&state, &visit, &person),
        teams: teams(&visit, &person),
        profiles: profiles(&visit, &person),
        proposals: proposals(&visit, &person),
        lines,
        active: account.is_active,
        administrator: account.is_administrator,
        own: actor.account() == Some(account.id),
        verified: account.email_verification_state == EmailVerification::Verified,
        has_second_factor: person.has_second_factor,
        verification: urls.admin_user_verification(&code),
        delete: urls.admin_user_delete(&code),
    };
    visit.page(&page)
}

fn facts(state: &AppState, visit: &Visit, person: &Person) -> Vec<(String, String)> {
    let account = &person.account;
    let at = |time: Option<plenary_model::Timestamp>| {
        time.map_or_else(|| visit.t("admin-never"), |time| when(state, visit, time))
    };
    let state_of_address = match account.email_verification_state {
        EmailVerification::Verified => "admin-verified",
        EmailVerification::Unverified => "admin-unverified",
        EmailVerification::Legacy => "admin-legacy",
    };
    let mut rows = vec![
        (visit.t("admin-code"), account.code.clone().unwrap_or_default()),
        (visit.t("orga-email"), account.email.clone()),
        (visit.t("admin-verification"), visit.t(state_of_address)),
    ];
    if let Some(pending) = &account.pending_email {
        rows.push((visit.t("admin-pending-email"), pending.clone()));
    }
    rows.extend([
        (visit.t("admin-created"), at(Some(account.created))),
        (visit.t("admin-last-login"), at(account.last_login)),
        (visit.t("admin-reset-time"), at(account.pw_reset_time)),
        (visit.t("admin-sessions-open"), person.sessions.to_string()),
        (
            visit.t("admin-second-factor"),
            visit.t(if person.has_second_factor { "admin-yes" } else { "admin-no" }),
        ),
        (visit.t("admin-language"), account.locale.clone()),
        (visit.t("orga-time-zone"), account.timezone.clone()),
    ]);
    rows
}

fn teams(visit: &Visit, person: &Person) -> Vec<(String, Url, String)> {
    let row = |(team, organiser): &(team::Model, organiser::Model)| {
        let url = OrganiserUrls::new(&organiser.slug).team(team.id);
        (team.name.clone(), url, organiser.name.get(visit.locale().code(), "en").to_owned())
    };
    person.teams.iter().map(row).collect()
}

fn profiles(visit: &Visit, person: &Person) -> Vec<(String, Url, String)> {
    let row = |at: &people::Appearance| {
        let name = at.profile.name.clone().unwrap_or_else(|| person.account.name.clone());
        let url = EventUrls::new(&at.event.slug).speaker(&at.profile.code);
        (name, url, at.event.name_in(visit.locale().code()).to_owned())
    };
    person.appearances.iter().map(row).collect()
}

fn proposals(visit: &Visit, person: &Person) -> Vec<(String, Url, StateBadge, String)> {
    let row = |proposal: &people::Proposal| {
        let url = OrgaUrls::new(&proposal.event.slug).submission(&proposal.submission.code);
        let badge = StateBadge::new(visit.locale(), proposal.submission.state);
        let event = proposal.event.name_in(visit.locale().code()).to_owned();
        (proposal.submission.title.clone(), url, badge, event)
    };
    person.proposals.iter().map(row).collect()
}

/// Where links in mails of the instance lead.
pub fn links(state: &AppState) -> Links {
    let (urls, site) = (SiteUrls::new(), &state.site.url);
    Links {
        verify: urls.orga_verify("").absolute(site),
        recover: urls.orga_recover("").absolute(site),
        reset: urls.orga_reset().absolute(site),
    }
}

/// Without a word it is a new password, as in the original.
pub async fn act(
    State(state): State<AppState>,
    visit: Visit,
    Path(code): Path<String>,
    submitted: Submitted,
) -> Page {
    enter(&visit)?;
    let outcome = match submitted.text("action") {
        "" | "reset" => reset(&state, &visit, &code).await,
        "appoint" => appoint(&state, &visit, &code, true).await,
        "dismiss" => appoint(&state, &visit, &code, false).await,
        "second-factor" => second_factor(&state, &visit, &code).await,
        _ => return Err(Failure::status(StatusCode::BAD_REQUEST)),
    };
    let left = submitted.text("action") == "dismiss" && outcome.is_ok();
    let own = visit.account().and_then(|account| account.code.as_deref());
    let own = own.is_some_and(|own| own.eq_ignore_ascii_case(&code));
    tell(&state, &visit, outcome).await?;
    let urls = SiteUrls::new();
    Ok(see_other(&if left && own { urls.orga_events() } else { urls.admin_user(code) }))
}

async fn reset(state: &AppState, visit: &Visit, code: &str) -> Result<String> {
    let tx = state.database.begin().await?;
    let account = people::send_reset(&tx, &visit.actor(), code, &links(state)).await?;
    tx.commit().await?;
    Ok(visit.t_args("admin-reset-sent", ("email", account.email)))
}

async fn appoint(state: &AppState, visit: &Visit, code: &str, on: bool) -> Result<String> {
    let tx = state.database.begin().await?;
    let account = administrator::appoint(&tx, &visit.actor(), code, on).await?;
    tx.commit().await?;
    Ok(visit.t_args(if on { "admin-appointed" } else { "admin-dismissed" }, ("name", account.name)))
}

async fn second_factor(state: &AppState, visit: &Visit, code: &str) -> Result<String> {
    let tx = state.database.begin().await?;
    let account = people::reset_second_factor(&tx, &visit.actor(), code).await?;
    tx.commit().await?;
    Ok(visit.t_args("admin-second-factor-off", ("name", account.name)))
}

/// `POST …/verification/` with `state`.
pub async fn verify(
    State(state): State<AppState>,
    visit: Visit,
    Path(code): Path<String>,
    submitted: Submitted,
) -> Page {
    enter(&visit)?;
    let verified = match submitted.text("state") {
        "verified" => true,
        "unverified" => false,
        _ => return Err(Failure::status(StatusCode::BAD_REQUEST)),
    };
    let outcome = set_verified(&state, &visit, &code, verified).await;
    tell(&state, &visit, outcome).await?;
    Ok(see_other(&SiteUrls::new().admin_user(code)))
}

async fn set_verified(state: &AppState, visit: &Visit, code: &str, verified: bool) -> Result<String> {
    let tx = state.database.begin().await?;
    let account = people::set_verified(&tx, &visit.actor(), code, verified).await?;
    tx.commit().await?;
    let key = if verified { "admin-now-verified" } else { "admin-now-unverified" };
    Ok(visit.t_args(key, ("email", account.email)))
}
