//! Whether the instance may look for newer versions, and what it would tell (operations §5.3).

use plenary_model::{Actor, Error, ObjectType, Result};
use plenary_person::account::is_email;
use plenary_store::entity::event;
use plenary_store::{Database, Tx, instance, log};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Map, Value, json};

// The keys and values of the original, so that an import brings the choice along.
const ENABLED: &str = "update_check_enabled";
const EMAIL: &str = "update_check_email";
const LAST: &str = "update_check_last";

/// What administrators decide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Off until somebody says otherwise.
    pub enabled: bool,
    /// Who is told of a newer version by mail; empty: nobody.
    pub email: String,
}

/// What a check would tell: nothing that names people or events, and no identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Engine and version.
    pub database: String,
    pub events: u64,
    pub public_events: u64,
}

/// The choice, and when somebody last looked, as far as that is known. Three statements.
pub async fn choice(db: &impl ConnectionTrait, actor: &Actor) -> Result<(Choice, Option<String>)> {
    actor.must_administer()?;
    Ok((load(db).await?, instance::get(db, LAST).await?.filter(|text| !text.is_empty())))
}

async fn load(db: &impl ConnectionTrait) -> Result<Choice> {
    let enabled = instance::get(db, ENABLED).await?;
    let email = instance::get(db, EMAIL).await?;
    Ok(Choice { enabled: enabled.as_deref() == Some("True"), email: email.unwrap_or_default() })
}

/// Keeps a choice; returns whether it is another one. An error names the field `email`.
pub async fn choose(tx: &Tx, actor: &Actor, new: &Choice) -> Result<bool> {
    actor.must_administer()?;
    let email = new.email.trim();
    if !email.is_empty() && !is_email(email) {
        return Err(Error::invalid("email", "error-email"));
    }
    let new = Choice { enabled: new.enabled, email: email.to_owned() };
    let Some(data) = log::changes(&snapshot(&load(tx.db()).await?), &snapshot(&new)) else {
        return Ok(false);
    };
    instance::set(tx, ENABLED, if new.enabled { "True" } else { "False" }).await?;
    instance::set(tx, EMAIL, &new.email).await?;
    let entry = log::Entry {
        event: None,
        actor,
        object: (ObjectType::Instance, 0),
        action: "plenary.instance.update",
        data,
        as_organiser: true,
    };
    log::write(tx, entry).await?;
    Ok(true)
}

fn snapshot(choice: &Choice) -> Map<String, Value> {
    Map::from_iter([(ENABLED.to_owned(), json!(choice.enabled)), (EMAIL.to_owned(), json!(choice.email))])
}

/// What a check would tell now. Three statements.
pub async fn told(database: &Database, actor: &Actor) -> Result<Told> {
    actor.must_administer()?;
    let db = database.reader();
    let public = event::Entity::find().filter(event::Column::IsPublic.eq(true));
    Ok(Told {
        database: database.description().await?,
        events: event::Entity::find().count(db).await?,
        public_events: public.count(db).await?,
    })
}
