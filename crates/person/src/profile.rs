//! Speaker profiles.

use plenary_model::{ProfileOrigin, Result, guid};
use plenary_store::entity::speaker_profile::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{account, event};
use plenary_store::{Tx, instance, unique};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

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

/// Sets what speakers say about themselves.
pub async fn describe(tx: &Tx, profile: &Model, name: &str, biography: Option<&str>) -> Result<()> {
    let row = ActiveModel {
        id: Set(profile.id),
        name: Set(Some(name.trim().to_owned())),
        biography: Set(biography.map(str::to_owned)),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    row.update(tx.db()).await?;
    Ok(())
}
