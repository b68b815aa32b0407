//! Organisers: who runs events.

use std::collections::{HashMap, HashSet};

use plenary_model::error::Problems;
use plenary_model::{Actor, Error, I18nText, Message, ObjectType, Result, Rights, slug};
use plenary_store::entity::{activity_log, event, organiser, team, team_event, team_member};
use plenary_store::{Tx, log, unique};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::{Map, Value, json};

use crate::rights::{self, memberships, teams_of};
use crate::team::change;
use crate::team::coverage::lock;

/// In characters, in each language.
pub const NAME_LENGTH: usize = 190;

/// Creates an organiser with a team that may do everything, and its first member. Only
/// administrators create organisers. Errors name `name` and `slug`.
pub async fn create(
    tx: &Tx,
    actor: &Actor,
    name: &I18nText,
    slug: &str,
    member: Option<i32>,
) -> Result<organiser::Model> {
    if !actor.is_administrator() {
        return Err(Error::Forbidden);
    }
    let mut problems = Problems::default();
    check_name(name, &mut problems);
    if !slug::is_well_formed(slug) {
        problems.add("slug", "error-slug");
    } else if unique::exists(tx.db(), organiser::Entity::find(), organiser::Column::Slug, slug).await? {
        problems.add("slug", "error-slug-taken");
    }
    problems.done()?;
    let organiser = organiser::ActiveModel {
        name: Set(name.clone()),
        slug: Set(slug.to_owned()),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let organiser = organiser.insert(tx.db()).await?;
    let team = team::ActiveModel {
        organiser_id: Set(organiser.id),
        name: Set(first_team_name(name)),
        all_events: Set(true),
        can_create_events: Set(true),
        can_change_teams: Set(true),
        can_change_organiser_settings: Set(true),
        can_change_event_settings: Set(true),
        can_change_submissions: Set(true),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let team = team.insert(tx.db()).await?;
    if let Some(account) = member {
        add_member(tx, team.id, account).await?;
    }
    let data = json!({"slug": organiser.slug, "name": organiser.name.to_json()});
    write_log(tx, actor, organiser.id, "plenary.organiser.create", data).await?;
    change::note_new(tx, actor, &team, Vec::new(), member).await?;
    Ok(organiser)
}

fn check_name(name: &I18nText, problems: &mut Problems) {
    if name.values().all(|text| text.trim().is_empty()) {
        problems.add("name", "error-required");
    } else if name.values().any(|text| text.chars().any(char::is_control)) {
        problems.add("name", "error-control-characters");
    } else if let Some(long) = name.values().map(|text| text.chars().count()).max()
        && long > NAME_LENGTH
    {
        problems.add("name", Message::new("error-too-long").arg("max", NAME_LENGTH).arg("length", long));
    }
}

/// As long as a team's name may be.
fn first_team_name(name: &I18nText) -> String {
    format!("Team {}", name.get("en", "en")).chars().take(crate::team::NAME_LENGTH).collect()
}

/// Changes the name; the slug stays. Errors name `name`.
pub async fn rename(
    tx: &Tx,
    actor: &Actor,
    organiser: &organiser::Model,
    name: &I18nText,
) -> Result<organiser::Model> {
    let old = lock(tx, organiser.id).await?;
    rights::require_at_organiser(tx.db(), actor, old.id, |rights| rights.can_change_organiser_settings)
        .await?;
    let mut problems = Problems::default();
    check_name(name, &mut problems);
    problems.done()?;
    let snapshot = |name: &I18nText| Map::from_iter([("name".to_owned(), name.to_json())]);
    let Some(data) = log::changes(&snapshot(&old.name), &snapshot(name)) else { return Ok(old) };
    let row = organiser::ActiveModel {
        id: Set(old.id),
        name: Set(name.clone()),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let row = row.update(tx.db()).await?;
    write_log(tx, actor, row.id, "plenary.organiser.update", data).await?;
    Ok(row)
}

/// Deletes an organiser with its teams. Only administrators do, and only once there is no event left:
/// with each of them more goes than one question can name.
pub async fn delete(tx: &Tx, actor: &Actor, organiser: &organiser::Model) -> Result<()> {
    if !actor.is_administrator() {
        return Err(Error::NotFound);
    }
    let row = lock(tx, organiser.id).await?;
    let events = event::Entity::find()
        .select_only()
        .column(event::Column::Id)
        .filter(event::Column::OrganiserId.eq(row.id))
        .into_tuple::<i32>()
        .one(tx.db())
        .await?;
    if events.is_some() {
        return Err(Error::conflict("organiser-error-has-events"));
    }
    forget_log(tx, row.id).await?;
    let data = json!({"slug": row.slug, "name": row.name.to_json()});
    write_log(tx, actor, row.id, "pretalx.organiser.delete", data).await?;
    organiser::Entity::delete_by_id(row.id).exec(tx.db()).await?;
    Ok(())
}

/// Takes away what the log says of the organiser and its teams: who was invited, and who left. That events were
/// deleted stays.
async fn forget_log(tx: &Tx, organiser: i32) -> Result<()> {
    use activity_log::Column;
    let of = |kind: ObjectType| Condition::all().add(Column::ObjectType.eq(kind.to_string()));
    let teams = Query::select()
        .column(team::Column::Id)
        .from(team::Entity)
        .and_where(team::Column::OrganiserId.eq(organiser))
        .to_owned();
    let own = of(ObjectType::Organiser)
        .add(Column::ObjectId.eq(organiser))
        .add(Column::ActionType.ne("pretalx.event.delete"));
    let of_teams = of(ObjectType::Team).add(Column::ObjectId.in_subquery(teams));
    activity_log::Entity::delete_many().filter(Condition::any().add(own).add(of_teams)).exec(tx.db()).await?;
    Ok(())
}

async fn write_log(tx: &Tx, actor: &Actor, organiser: i32, action: &str, data: Value) -> Result<()> {
    let object = (ObjectType::Organiser, organiser);
    log::write(tx, log::Entry { event: None, actor, object, action, data, as_organiser: true }).await
}

/// Puts an account into a team. The caller has checked that it may.
pub async fn add_member(tx: &Tx, team: i32, account: i32) -> Result<()> {
    let row = team_member::ActiveModel { team_id: Set(team), account_id: Set(account) };
    team_member::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// The events of an organiser in which the actor has any right, with these rights; the latest first.
/// Three statements.
pub async fn events(
    db: &impl ConnectionTrait,
    actor: &Actor,
    organiser: i32,
) -> Result<Vec<(event::Model, Rights)>> {
    let all = event::Entity::find()
        .filter(event::Column::OrganiserId.eq(organiser))
        .order_by_desc(event::Column::DateFrom)
        .order_by_desc(event::Column::Id)
        .all(db)
        .await?;
    let base = if actor.is_administrator() { Rights::ADMINISTRATOR } else { Rights::NONE };
    let (mut teams, mut listed) = (Vec::new(), HashSet::new());
    if let Some(account) = actor.account() {
        teams = teams_of(account).filter(team::Column::OrganiserId.eq(organiser)).all(db).await?;
        let rows = team_event::Entity::find()
            .filter(team_event::Column::TeamId.in_subquery(memberships(account)))
            .all(db)
            .await?;
        listed.extend(rows.into_iter().map(|row| (row.team_id, row.event_id)));
    }
    let rights = |event: &event::Model| {
        teams
            .iter()
            .filter(|team| team.all_events || listed.contains(&(team.id, event.id)))
            .map(rights::of_team)
            .fold(base, Rights::union)
    };
    let with_rights = all.into_iter().map(|event| (rights(&event), event));
    Ok(with_rights.filter(|(rights, _)| rights.any()).map(|(rights, event)| (event, rights)).collect())
}

/// An organiser with what a list shows of it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub organiser: organiser::Model,
    pub events: usize,
    pub teams: usize,
}

/// The organisers in whose teams the actor is, for those who may change the settings of any; all of
/// them for administrators. By slug. Four statements.
pub async fn list(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<Listed>> {
    if !rights::anywhere(db, actor).await?.can_change_organiser_settings {
        return Err(if actor.is_logged_in() { Error::NotFound } else { Error::NeedsLogin });
    }
    let organisers = of_actor(db, actor).await?;
    let events: Vec<Option<i32>> =
        event::Entity::find().select_only().column(event::Column::OrganiserId).into_tuple().all(db).await?;
    let teams: Vec<i32> =
        team::Entity::find().select_only().column(team::Column::OrganiserId).into_tuple().all(db).await?;
    let (events, teams) = (count(events.into_iter().flatten()), count(teams.into_iter()));
    let number = |of: &HashMap<i32, usize>, id| of.get(&id).copied().unwrap_or_default();
    let listed = |organiser: organiser::Model| Listed {
        events: number(&events, organiser.id),
        teams: number(&teams, organiser.id),
        organiser,
    };
    Ok(organisers.into_iter().map(listed).collect())
}

/// The organisers in whose teams the actor is; all of them for administrators. One statement.
pub async fn of_actor(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<organiser::Model>> {
    let query = organiser::Entity::find().order_by_asc(organiser::Column::Slug);
    if actor.is_administrator() {
        return Ok(query.all(db).await?);
    }
    let Some(account) = actor.account() else { return Ok(Vec::new()) };
    let own = Query::select()
        .column(team::Column::OrganiserId)
        .from(team::Entity)
        .and_where(team::Column::Id.in_subquery(memberships(account)))
        .to_owned();
    Ok(query.filter(organiser::Column::Id.in_subquery(own)).all(db).await?)
}

fn count(ids: impl Iterator<Item = i32>) -> HashMap<i32, usize> {
    let mut numbers = HashMap::new();
    for id in ids {
        *numbers.entry(id).or_default() += 1;
    }
    numbers
}

pub async fn load(db: &impl ConnectionTrait, id: i32) -> Result<organiser::Model> {
    organiser::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)
}

pub async fn find(db: &impl ConnectionTrait, slug: &str) -> Result<organiser::Model> {
    let found = organiser::Entity::find().filter(unique::same_text(organiser::Column::Slug, slug));
    found.one(db).await?.ok_or(Error::NotFound)
}
