//! Speaker profiles.

use plenary_model::error::Problems;
use plenary_model::{Actor, Message, ObjectType, ProfileOrigin, Result, guid};
use plenary_store::entity::speaker_profile::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{account, event};
use plenary_store::{Tx, instance, log, revision, unique};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::{Map, Value};

use crate::account::{is_email, name_problem, normalise_email};

/// The profile of an account at an event, if there is one.
pub async fn find(db: &impl ConnectionTrait, account: i32, event: i32) -> Result<Option<Model>> {
    let of_both = Entity::find().filter(Column::AccountId.eq(account)).filter(Column::EventId.eq(event));
    Ok(of_both.one(db).await?)
}

/// The profile of an account at an event; made with the account's name and code where missing.
pub async fn ensure(tx: &Tx, account: &account::Model, event: &event::Model) -> Result<Model> {
    if let Some(profile) = find(tx.db(), account.id, event.id).await? {
        return Ok(profile);
    }
    let scope = Entity::find().filter(Column::EventId.eq(event.id));
    let code = match &account.code {
        Some(code) if !unique::exists(tx.db(), scope.clone(), Column::Code, code).await? => code.clone(),
        _ => unique::draw_code(tx, scope, Column::Code).await?,
    };
    let instance = instance::ensure_identifier(tx).await?;
    let row = ActiveModel {
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        account_id: Set(Some(account.id)),
        event_id: Set(event.id),
        name: Set(Some(account.name.clone())),
        guid: Set(guid::speaker_with_account(instance, account.code.as_deref().unwrap_or(&code)).to_string()),
        code: Set(code),
        origin: Set(ProfileOrigin::Cfp),
        has_arrived: Set(false),
        profile_picture_id: Set(account.profile_picture_id),
        ..Default::default()
    };
    Ok(row.insert(tx.db()).await?)
}

/// Sets what speakers say about themselves; what was so already is no change.
pub async fn describe(
    tx: &Tx,
    actor: &Actor,
    profile: &Model,
    name: &str,
    biography: Option<&str>,
) -> Result<()> {
    let name = name.trim();
    let snapshot = |name: Option<&str>, biography: Option<&str>| {
        Map::from_iter([("name".to_owned(), name.into()), ("biography".to_owned(), biography.into())])
    };
    let before = snapshot(profile.name.as_deref(), profile.biography.as_deref());
    let Some(data) = log::changes(&before, &snapshot(Some(name), biography)) else { return Ok(()) };
    let row = ActiveModel {
        id: Set(profile.id),
        name: Set(Some(name.to_owned())),
        biography: Set(biography.map(str::to_owned)),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    row.update(tx.db()).await?;
    note(tx, actor, profile, data).await
}

/// What speakers say about themselves at an event.
pub struct Description<'a> {
    pub name: &'a str,
    pub biography: &'a str,
    /// For mails about this event only; empty: the account's.
    pub contact_email: &'a str,
}

/// Changes the profile of whoever acts at an event, and makes it where there is none; says whether
/// anything is different now.
pub async fn update(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    new: Description<'_>,
) -> Result<(Model, bool)> {
    let account = crate::account::own(tx.db(), actor).await?;
    let profile = ensure(tx, &account, event).await?;
    let (name, biography) = (new.name.trim(), new.biography.trim());
    let email = normalise_email(new.contact_email);
    let mut problems = Problems::default();
    if let Some(problem) = name_problem(name) {
        problems.add("name", problem);
    }
    if biography.chars().count() > BIOGRAPHY_LENGTH {
        problems.add("biography", Message::new("error-too-long").arg("max", BIOGRAPHY_LENGTH));
    }
    if !email.is_empty() && !is_email(&email) {
        problems.add("contact_email", "error-email");
    }
    problems.done()?;
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let (biography, email) = (text(biography), text(&email));
    let snapshot = |name: Option<&str>, biography: &Option<String>, email: &Option<String>| {
        let mut map = Map::new();
        map.insert("name".to_owned(), name.into());
        map.insert("biography".to_owned(), biography.clone().into());
        map.insert("email".to_owned(), email.clone().into());
        map
    };
    let old_name = profile.name.as_deref().filter(|name| !name.is_empty()).unwrap_or(&account.name);
    let before = snapshot(Some(old_name), &profile.biography, &profile.email);
    let after = snapshot(Some(name), &biography, &email);
    let Some(data) = log::changes(&before, &after) else { return Ok((profile, false)) };
    let row = ActiveModel {
        id: Set(profile.id),
        name: Set(Some(name.to_owned())),
        biography: Set(biography),
        email: Set(email),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let changed = row.update(tx.db()).await?;
    note(tx, actor, &changed, data).await?;
    Ok((changed, true))
}

/// The longest text of a biography, in characters.
pub const BIOGRAPHY_LENGTH: usize = 20_000;

/// Writes down that the holder changed a profile.
pub(crate) async fn note(tx: &Tx, actor: &Actor, profile: &Model, data: Value) -> Result<()> {
    let entry = log::Entry {
        event: Some(profile.event_id),
        actor,
        object: (ObjectType::SpeakerProfile, profile.id),
        action: "pretalx.user.profile.update",
        data,
        as_organiser: false,
    };
    log::write(tx, entry).await
}

/// Makes finished pages of every event anew at which an account has a profile. One statement.
pub(crate) async fn raise_revisions(tx: &Tx, account: i32) -> Result<()> {
    let events = Query::select()
        .column(Column::EventId)
        .from(Entity)
        .and_where(Column::AccountId.eq(account))
        .to_owned();
    revision::raise_all(tx, event::Column::Id.in_subquery(events)).await
}

/// Every profile of an account.
pub async fn of_account(db: &impl ConnectionTrait, account: i32) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::AccountId.eq(account)).order_by_asc(Column::Id).all(db).await?)
}
