//! Events: creating, finding, changing what the public sees of them.

use plenary_model::error::Problems;
use plenary_model::{Actor, Date, Error, I18nText, ObjectType, Result, Timestamp, slug, time};
use plenary_store::entity::event::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{organiser, team, team_event};
use plenary_store::{Tx, log, revision, unique};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder,
};
use serde_json::json;

use crate::rights::{self, memberships, teams_of};
use crate::team::change;
use crate::{golive, initial, organiser as organisers};

/// What a new event starts with.
pub struct NewEvent {
    pub organiser: organiser::Model,
    pub name: I18nText,
    pub slug: String,
    pub date_from: Date,
    pub date_to: Date,
    pub time_zone: String,
    pub email: String,
    /// Languages of its pages, the first one being the default.
    pub locales: Vec<String>,
    pub deadline: Option<Timestamp>,
    pub primary_color: Option<String>,
}

/// The longest event; a longer one is a slip of the keyboard.
pub(crate) const MAX_DAYS: i64 = 366;

/// Creates an event with its initial data (data-model §3.8). Errors name the fields of
/// [`NewEvent`].
pub async fn create(tx: &Tx, actor: &Actor, new: NewEvent) -> Result<Model> {
    let teams = match actor.account() {
        Some(account) => {
            teams_of(account).filter(team::Column::OrganiserId.eq(new.organiser.id)).all(tx.db()).await?
        }
        None => Vec::new(),
    };
    if !actor.is_administrator() && !teams.iter().any(|team| team.can_create_events) {
        return Err(Error::Forbidden);
    }
    let slug = new.slug.to_lowercase();
    check(tx, &new, &slug).await?;
    let locales = json!(new.locales);
    let row = ActiveModel {
        name: Set(new.name),
        slug: Set(slug),
        organiser_id: Set(Some(new.organiser.id)),
        is_public: Set(false),
        date_from: Set(new.date_from),
        date_to: Set(new.date_to),
        timezone: Set(new.time_zone),
        email: Set(new.email),
        feature_flags: Set(json!({})),
        display_settings: Set(json!({})),
        review_settings: Set(json!({})),
        mail_settings: Set(json!({})),
        attendee_signup_settings: Set(json!({})),
        primary_color: Set(new.primary_color),
        content_locales: Set(locales.clone()),
        locales: Set(locales),
        locale: Set(new.locales.first().cloned().unwrap_or_else(|| "en".to_owned())),
        landing_page_text: Set(I18nText::Empty),
        featured_sessions_text: Set(I18nText::Empty),
        revision: Set(1),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let event = row.insert(tx.db()).await?;
    initial::ensure(tx, &event, new.deadline).await?;
    write_log(tx, actor, &event, "pretalx.event.create").await?;
    let covered = teams
        .iter()
        .any(|team| team.all_events && team.can_change_event_settings && team.can_change_submissions);
    if let (Some(account), false) = (actor.account(), covered) {
        add_team(tx, actor, &event, account).await?;
    }
    Ok(event)
}

async fn check(tx: &Tx, new: &NewEvent, slug: &str) -> Result<()> {
    let mut problems = Problems::default();
    if new.name.is_empty() {
        problems.add("name", "error-required");
    }
    if let Some(problem) = slug_problem(tx.db(), slug).await? {
        problems.add("slug", problem);
    }
    if new.date_to < new.date_from {
        problems.add("date_to", "error-event-dates");
    } else if new.date_to.days_since(new.date_from) > MAX_DAYS {
        problems.add("date_to", "error-event-long");
    }
    if !time::zone_is_selectable(&new.time_zone) {
        problems.add("time_zone", "error-time-zone");
    }
    if new.email.is_empty() {
        problems.add("email", "error-required");
    } else if !plenary_person::account::is_email(&new.email) {
        problems.add("email", "error-email");
    }
    if new.locales.iter().all(String::is_empty) {
        problems.add("locales", "error-required");
    }
    if new.primary_color.as_deref().is_some_and(|color| !is_color(color)) {
        problems.add("primary_color", "error-color");
    }
    problems.done()
}

/// What speaks against calling a new event so in addresses.
pub async fn slug_problem(db: &impl ConnectionTrait, slug: &str) -> Result<Option<&'static str>> {
    Ok(if !slug::is_well_formed(slug) {
        Some("error-slug")
    } else if slug::is_reserved(slug) {
        Some("error-slug-reserved")
    } else if unique::exists(db, Entity::find(), Column::Slug, slug).await? {
        Some("error-slug-taken")
    } else {
        None
    })
}

/// `#rgb` or `#rrggbb`.
pub fn is_color(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| matches!(digits.len(), 3 | 6) && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// The creator can work on the event even where no team of theirs reaches it.
async fn add_team(tx: &Tx, actor: &Actor, event: &Model, account: i32) -> Result<()> {
    let team = team::ActiveModel {
        organiser_id: Set(event.organiser_id.unwrap_or_default()),
        name: Set(format!("Team {}", event.name_in(&event.locale))),
        can_change_event_settings: Set(true),
        can_change_submissions: Set(true),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let team = team.insert(tx.db()).await?;
    let reach = team_event::ActiveModel { team_id: Set(team.id), event_id: Set(event.id) };
    team_event::Entity::insert(reach).exec_without_returning(tx.db()).await?;
    organisers::add_member(tx, team.id, account).await?;
    change::note_new(tx, actor, &team, vec![event.clone()], Some(account)).await
}

/// The event at a slug, whatever the case.
pub async fn find(db: &impl ConnectionTrait, slug: &str) -> Result<Model> {
    let found = Entity::find().filter(unique::same_text(Column::Slug, slug)).one(db).await?;
    found.ok_or(Error::NotFound)
}

/// Public events, the latest first.
pub async fn public(db: &impl ConnectionTrait) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::IsPublic.eq(true)).order_by_desc(Column::DateFrom).all(db).await?)
}

/// The events in which the actor has any right, the latest first. One statement.
pub async fn accessible(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<Model>> {
    let query = Entity::find().order_by_desc(Column::DateFrom);
    if actor.is_administrator() {
        return Ok(query.all(db).await?);
    }
    let Some(account) = actor.account() else { return Ok(Vec::new()) };
    let organisers = Query::select()
        .column(team::Column::OrganiserId)
        .from(team::Entity)
        .and_where(team::Column::AllEvents.eq(true))
        .and_where(team::Column::Id.in_subquery(memberships(account)))
        .to_owned();
    let listed = Query::select()
        .column(team_event::Column::EventId)
        .from(team_event::Entity)
        .and_where(team_event::Column::TeamId.in_subquery(memberships(account)))
        .to_owned();
    let reach =
        Condition::any().add(Column::OrganiserId.in_subquery(organisers)).add(Column::Id.in_subquery(listed));
    Ok(query.filter(reach).all(db).await?)
}

/// Makes the event public or hides it. A conflict while something hinders it ([`crate::golive`]).
pub async fn set_public(tx: &Tx, actor: &Actor, event: &Model, public: bool) -> Result<Model> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    if event.is_public == public {
        return Ok(event.clone());
    }
    if public && !golive::of_row(event).is_empty() {
        return Err(Error::conflict("event-error-golive"));
    }
    let row = ActiveModel {
        id: Set(event.id),
        is_public: Set(public),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let event = row.update(tx.db()).await?;
    let action = if public { "pretalx.event.activate" } else { "pretalx.event.deactivate" };
    write_log(tx, actor, &event, action).await?;
    Ok(event)
}

/// Called by changes that the public can see and that write no log of their own; the log does it
/// for the others.
pub async fn raise_revision(tx: &Tx, event: i32) -> Result<()> {
    revision::raise(tx, event).await
}

async fn write_log(tx: &Tx, actor: &Actor, event: &Model, action: &'static str) -> Result<()> {
    let entry = log::Entry {
        event: Some(event.id),
        actor,
        object: (ObjectType::Event, event.id),
        action,
        data: json!({}),
        as_organiser: true,
    };
    log::write(tx, entry).await
}
