//! Accepting an invitation to a team: with the account that is logged in, after logging in, or by
//! registering. Whoever has the link may look.
//!
//! Following a link shows that mail to the address it was sent to is read here. So only this address can
//! be registered with it, and needs no other proof.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use plenary_event::team::invite::{self, Invitation};
use plenary_model::{Actor, Error, Result};
use plenary_person::account::{self, NewAccount};
use plenary_person::attempts::Guess;
use plenary_person::login;
use plenary_store::entity::account::Model as Person;
use plenary_web::{
    AppState, Failure, Field, Form, Frame, Notice, Page, SiteUrls, Submitted, Url, Visit, see_other,
};

use super::text;

#[derive(askama::Template)]
#[template(path = "organiser/invitation.html")]
struct InvitationPage {
    frame: Frame,
    lead: String,
    organiser: String,
    team: String,
    /// What its members may do.
    rights: Vec<String>,
    /// The address it was sent to.
    email: String,
    /// Name and address of whoever is logged in.
    account: Option<(String, String)>,
    /// Whether that is another address.
    other_address: bool,
    /// Where to log in and come back.
    login: Url,
    register: Form,
    logout: Url,
    here: Url,
}

#[derive(askama::Template)]
#[template(path = "organiser/invitation_gone.html")]
struct GonePage {
    frame: Frame,
    events: Url,
}

fn register_form(visit: &Visit, found: &Invitation) -> Form {
    let email = Field::email("register_email", visit.t("orga-email"));
    let email = match &found.invite.email {
        Some(_) => email.disabled(),
        None => email.required(),
    };
    Form::new(visit.locale())
        .with(
            Field::text("register_name", visit.t("organiser-register-name"))
                .required()
                .max(120)
                .autocomplete("name"),
        )
        .with(email)
        .with(
            Field::password("register_password", visit.t("orga-password"))
                .required()
                .autocomplete("new-password"),
        )
        .with(
            Field::password("register_password_repeat", visit.t("organiser-register-repeat"))
                .required()
                .autocomplete("new-password"),
        )
        .fill_option("register_email", found.invite.email.as_deref())
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(code): Path<String>) -> Page {
    let Some(found) = find(&state, &code).await? else { return gone(&state, &visit).await };
    let register = register_form(&visit, &found);
    visit.page(&page(&state, &visit, &found, register).await?)
}

async fn find(state: &AppState, code: &str) -> Result<Option<Invitation>> {
    match invite::by_token(state.database.reader(), code).await {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Wrong, used, or taken back: nobody can tell which.
async fn gone(state: &AppState, visit: &Visit) -> Page {
    let frame =
        visit.public_frame(state).await?.title(visit.t("organiser-invitation-gone")).hide_from_search();
    let mut answer = visit.page(&GonePage { frame, events: SiteUrls::new().orga_events() })?;
    *answer.status_mut() = StatusCode::NOT_FOUND;
    Ok(answer)
}

async fn page(
    state: &AppState,
    visit: &Visit,
    found: &Invitation,
    register: Form,
) -> Result<InvitationPage, Failure> {
    let email = found.invite.email.clone().unwrap_or_default();
    let account = visit.account().map(|account| (account.name.clone(), account.email.clone()));
    let other = |own: &str| !email.is_empty() && own.to_lowercase() != email.to_lowercase();
    let organiser = text(visit, &found.organiser.name);
    let flags = super::team::flags(&found.team).into_iter().filter(|(_, on)| *on);
    let here = visit.here().bare();
    Ok(InvitationPage {
        frame: visit.public_frame(state).await?.title(visit.t("organiser-invitation")).hide_from_search(),
        lead: visit
            .t_args("organiser-invitation-lead", (("organiser", &organiser), ("team", &found.team.name))),
        organiser,
        team: found.team.name.clone(),
        rights: flags.map(|(flag, _)| visit.t(super::team::label(flag).0)).collect(),
        other_address: account.as_ref().is_some_and(|(_, own)| other(own)),
        email,
        account,
        login: SiteUrls::new().orga_login().next(&here),
        register,
        logout: SiteUrls::new().orga_logout().next(&here),
        here,
    })
}

pub async fn accept(
    State(state): State<AppState>,
    visit: Visit,
    Path(code): Path<String>,
    submitted: Submitted,
) -> Page {
    let Some(found) = find(&state, &code).await? else { return gone(&state, &visit).await };
    if visit.account().is_some() {
        return joined(&state, &visit, enter_team(&state, &visit.actor(), &code).await).await;
    }
    let mut register = register_form(&visit, &found).read(&submitted);
    match sign_up(&state, &visit, &code, &register).await {
        Ok((account, found)) => {
            visit.log_in(&state, &account).await?;
            joined(&state, &visit, Ok(found)).await
        }
        // Somebody else was faster with the same link.
        Err(Error::NotFound) => gone(&state, &visit).await,
        Err(error) => {
            let refused = register.turn_down(error)?;
            visit.again_as(refused, &page(&state, &visit, &found, register).await?)
        }
    }
}

async fn joined(state: &AppState, visit: &Visit, outcome: Result<Invitation>) -> Page {
    let found = match outcome {
        Ok(found) => found,
        Err(Error::NotFound) => return gone(state, visit).await,
        Err(error) => return Err(error.into()),
    };
    let organiser = text(visit, &found.organiser.name);
    let args = (("team", &found.team.name), ("organiser", &organiser));
    visit.say(state, Notice::success(visit.t_args("organiser-joined", args))).await?;
    Ok(see_other(&SiteUrls::new().orga_events()))
}

async fn enter_team(state: &AppState, actor: &Actor, code: &str) -> Result<Invitation> {
    let tx = state.database.begin().await?;
    let found = invite::accept(&tx, actor, code).await?;
    tx.commit().await?;
    Ok(found)
}

/// Account and membership come together or not at all.
async fn sign_up(state: &AppState, visit: &Visit, code: &str, form: &Form) -> Result<(Person, Invitation)> {
    form.check()?;
    if form.text("register_password") != form.text("register_password_repeat") {
        return Err(Error::invalid("register_password_repeat", "error-password-repeat"));
    }
    let new = NewAccount {
        name: form.text("register_name"),
        email: form.text("register_email"),
        password: Some(form.text("register_password")),
        locale: visit.locale().code(),
        time_zone: &state.site.time_zone,
        administrator: false,
    };
    // Whoever has a link that was sent to nobody could try one address after the other.
    let attempt = state.attempts.begin(state.now(), &[Guess::From(visit.client())])?;
    let tx = state.database.begin().await?;
    let created = account::create(&tx, new).await;
    // Only what tells something about an address counts.
    if !created.as_ref().is_err_and(is_taken) {
        attempt.succeeded();
    }
    let account = created.map_err(renamed)?;
    let found = invite::accept(&tx, &login::actor(&account), code).await?;
    tx.commit().await?;
    Ok((account, found))
}

fn is_taken(error: &Error) -> bool {
    matches!(error, Error::Invalid(problems) if problems.iter().any(|p| p.message.key == "error-email-taken"))
}

/// The domain calls the fields `name`, `email` and `password`.
fn renamed(error: Error) -> Error {
    let Error::Invalid(mut problems) = error else { return error };
    for problem in &mut problems {
        if !problem.field.is_empty() {
            problem.field = format!("register_{}", problem.field).into();
        }
    }
    Error::Invalid(problems)
}
