//! Organisers and their teams.

use plenary_model::error::Problems;
use plenary_model::{Actor, Error, I18nText, ObjectType, Result, slug};
use plenary_store::entity::{organiser, team, team_member};
use plenary_store::{Tx, log, unique};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;

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
    if name.is_empty() {
        problems.add("name", "error-required");
    }
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
        name: Set(format!("Team {}", name.get("en", "en"))),
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
    log::write(
        tx,
        log::Entry {
            event: None,
            actor,
            object: (ObjectType::Organiser, organiser.id),
            action: "plenary.organiser.create",
            data: json!({}),
            as_organiser: true,
        },
    )
    .await?;
    Ok(organiser)
}

/// Puts an account into a team. The caller has checked that it may.
pub async fn add_member(tx: &Tx, team: i32, account: i32) -> Result<()> {
    let row = team_member::ActiveModel { team_id: Set(team), account_id: Set(account) };
    team_member::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

pub async fn find(db: &impl ConnectionTrait, slug: &str) -> Result<organiser::Model> {
    let found = organiser::Entity::find().filter(unique::same_text(organiser::Column::Slug, slug));
    found.one(db).await?.ok_or(Error::NotFound)
}
