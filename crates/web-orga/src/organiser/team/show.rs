//! One team: who is in it, who is invited, what it may do. Its form, and that of a new one.

use axum::extract::{Path, State};
use plenary_event::history;
use plenary_event::team::{self, Reach, Settings, Team, change, invite};
use plenary_model::Result;
use plenary_web::{
    AppState, Avatar, Failure, Field, Form, Frame, Notice, Page, Submitted, Url, Visit, see_other,
};

use super::{form, may, onwards, warn};
use crate::history::Panel;
use crate::organiser::entrance::{Entrance, enter, id};

#[derive(askama::Template)]
#[template(path = "organiser/team.html")]
struct TeamPage {
    frame: Frame,
    name: String,
    members: Vec<Member>,
    invites: Vec<Invite>,
    invitation: Form,
    form: Form,
    has_tracks: bool,
    has_events: bool,
    back: Url,
    delete: Url,
    history: Panel,
}

struct Member {
    avatar: Avatar,
    name: String,
    email: String,
    /// Whether it is the visitor.
    own: bool,
    active: bool,
    reset: Url,
    remove: Url,
}

struct Invite {
    email: String,
    /// When the last mail went: for machines and for people.
    sent: (String, String),
    resend: Url,
    retract: Url,
}

#[derive(askama::Template)]
#[template(path = "organiser/team_new.html")]
struct NewPage {
    frame: Frame,
    form: Form,
    has_tracks: bool,
    has_events: bool,
    back: Url,
}

/// What both methods need of a team that is there.
struct Subject {
    entrance: Entrance,
    team: Team,
    reach: Reach,
}

impl Subject {
    async fn load(state: &AppState, visit: &Visit, slug: &str, number: &str) -> Result<Self> {
        let entrance = enter(state, visit, slug, may).await?;
        let (db, actor) = (state.database.reader(), visit.actor());
        let team = team::one(db, &actor, &entrance.organiser, id(number)?).await?;
        let reach = team::reach(db, &actor, &entrance.organiser).await?;
        Ok(Self { entrance, team, reach })
    }

    fn filled(&self, visit: &Visit) -> Form {
        form::filled(visit, &self.reach, &Settings::of(&self.team))
    }

    async fn page(
        &self,
        state: &AppState,
        visit: &Visit,
        form: Form,
        invitation: Form,
    ) -> Result<TeamPage, Failure> {
        let (urls, row) = (self.entrance.urls(), &self.team.row);
        let (db, organiser) = (state.database.reader(), self.entrance.organiser.id);
        let entries = history::of_team(db, &visit.actor(), organiser, row.id).await?;
        let own = visit.account().map(|account| account.id);
        let members = self.team.members.iter().map(|account| Member {
            avatar: Avatar::new(&account.name, None, ""),
            name: account.name.clone(),
            email: account.email.clone(),
            own: own == Some(account.id),
            active: account.is_active,
            reset: urls.member_reset(row.id, account.id),
            remove: urls.member_delete(row.id, account.id),
        });
        let invites = self.team.invites.iter().map(|invite| Invite {
            email: invite.email.clone().unwrap_or_default(),
            sent: sent(state, visit, invite.updated.or(invite.created)),
            resend: urls.invite_resend(row.id, invite.id),
            retract: urls.invite_withdraw(row.id, invite.id),
        });
        let frame = self.entrance.frame(state, visit).await?.title(row.name.clone());
        Ok(TeamPage {
            frame: frame.above(visit.t("organiser-teams"), urls.teams()),
            name: row.name.clone(),
            members: members.collect(),
            invites: invites.collect(),
            invitation,
            form,
            has_tracks: !self.reach.tracks.is_empty(),
            has_events: !self.reach.events.is_empty(),
            back: urls.teams(),
            delete: urls.team_delete(row.id),
            history: Panel::outside(visit, &entries),
        })
    }
}

fn sent(state: &AppState, visit: &Visit, at: Option<plenary_model::Timestamp>) -> (String, String) {
    let zone = visit.time_zone(state);
    at.map(|at| {
        let day = at.in_zone(&zone).date();
        (day.to_string(), visit.locale().date_short(day))
    })
    .unwrap_or_default()
}

fn invitation(visit: &Visit) -> Form {
    Form::new(visit.locale()).with(
        Field::lines(invite::FIELD, visit.t("organiser-invite-emails"))
            .required()
            .autocomplete("off")
            .hint(visit.t_args("organiser-invite-emails-hint", ("max", invite::MOST))),
    )
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let subject = Subject::load(&state, &visit, &slug, &number).await?;
    let form = subject.filled(&visit);
    visit.page(&subject.page(&state, &visit, form, invitation(&visit)).await?)
}

/// The page has two forms; that of the invitation sends its field.
pub async fn save(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
    submitted: Submitted,
) -> Page {
    let subject = Subject::load(&state, &visit, &slug, &number).await?;
    if submitted.has(invite::FIELD) {
        return send(&state, &visit, &subject, &submitted).await;
    }
    let mut form = form::form(&visit, &subject.reach).read(&submitted);
    let outcome = match form.check() {
        Ok(()) => update(&state, &visit, &subject, &form).await,
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok((saved, warnings)) => {
            let url = subject.entrance.urls().team(saved.id);
            let text = visit.t_args("organiser-team-saved", ("name", &saved.name));
            visit.say(&state, Notice::success(text)).await?;
            warn(&state, &visit, warnings).await?;
            Ok(see_other(&onwards(&state, &visit, &subject.entrance, url).await?))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&subject.page(&state, &visit, form, invitation(&visit)).await?)
        }
    }
}

async fn update(
    state: &AppState,
    visit: &Visit,
    subject: &Subject,
    form: &Form,
) -> Result<(plenary_store::entity::team::Model, Vec<team::coverage::Warning>)> {
    let tx = state.database.begin().await?;
    let organiser = &subject.entrance.organiser;
    let saved =
        change::update(&tx, &visit.actor(), organiser, subject.team.row.id, form::settings(form)).await?;
    tx.commit().await?;
    Ok(saved)
}

async fn send(state: &AppState, visit: &Visit, subject: &Subject, submitted: &Submitted) -> Page {
    let mut sent = invitation(visit).read(submitted);
    match invite_all(state, visit, subject, sent.text(invite::FIELD)).await {
        Ok(invites) => {
            let text = match invites.as_slice() {
                [one] => {
                    let email = one.email.as_deref().unwrap_or_default();
                    visit.t_args("organiser-invited-one", ("email", email))
                }
                all => visit.t_args("organiser-invited", ("count", all.len())),
            };
            visit.say(state, Notice::success(text)).await?;
            Ok(see_other(&subject.entrance.urls().team(subject.team.row.id)))
        }
        Err(error) => {
            sent.refuse(error)?;
            let form = subject.filled(visit);
            visit.again(&subject.page(state, visit, form, sent).await?)
        }
    }
}

async fn invite_all(
    state: &AppState,
    visit: &Visit,
    subject: &Subject,
    text: &str,
) -> Result<Vec<plenary_store::entity::team_invite::Model>> {
    let tx = state.database.begin().await?;
    let organiser = &subject.entrance.organiser;
    let invites = invite::invite(&tx, &visit.actor(), organiser, subject.team.row.id, text).await?;
    tx.commit().await?;
    Ok(invites)
}

async fn new_page(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    reach: &Reach,
    form: Form,
) -> Result<NewPage, Failure> {
    let back = entrance.urls().teams();
    let frame = entrance.frame(state, visit).await?.title(visit.t("organiser-team-add"));
    Ok(NewPage {
        frame: frame.above(visit.t("organiser-teams"), back.clone()),
        form,
        has_tracks: !reach.tracks.is_empty(),
        has_events: !reach.events.is_empty(),
        back,
    })
}

pub async fn new(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug, may).await?;
    let reach = team::reach(state.database.reader(), &visit.actor(), &entrance.organiser).await?;
    let form = form::form(&visit, &reach);
    visit.page(&new_page(&state, &visit, &entrance, &reach, form).await?)
}

pub async fn create(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter(&state, &visit, &slug, may).await?;
    let reach = team::reach(state.database.reader(), &visit.actor(), &entrance.organiser).await?;
    let mut form = form::form(&visit, &reach).read(&submitted);
    let outcome = match form.check() {
        Ok(()) => add(&state, &visit, &entrance, &form).await,
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok(saved) => {
            let text = visit.t_args("organiser-team-added", ("name", &saved.name));
            visit.say(&state, Notice::success(text)).await?;
            Ok(see_other(&entrance.urls().team(saved.id)))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&new_page(&state, &visit, &entrance, &reach, form).await?)
        }
    }
}

async fn add(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    form: &Form,
) -> Result<plenary_store::entity::team::Model> {
    let tx = state.database.begin().await?;
    let saved = change::create(&tx, &visit.actor(), &entrance.organiser, form::settings(form)).await?;
    tx.commit().await?;
    Ok(saved)
}
