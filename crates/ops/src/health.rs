//! Is the instance well? What load balancers and monitoring ask.

use plenary_model::{Error, Result};
use plenary_store::entity::account;
use plenary_store::{Database, cache, migration};
use sea_orm::{EntityTrait, QuerySelect};

/// Reads from the database and takes a value through the cache and back. One reading statement,
/// three in a transaction.
pub async fn check(database: &Database) -> Result<()> {
    account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .into_tuple::<i32>()
        .one(database.reader())
        .await?;
    let tx = database.begin().await?;
    let value = plenary_model::code::token(tx.random(), 12);
    cache::put(&tx, "healthcheck", &value, 60).await?;
    tx.commit().await?;
    let read = cache::get(database.reader(), database.clock().now(), "healthcheck").await?;
    // Another check may have come in between: any value will do, none will not.
    read.map(drop).ok_or_else(|| Error::Unavailable("the cache forgot a value at once".to_owned()))
}

/// One part of the instance and how it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    pub name: &'static str,
    /// What is wrong, if anything.
    pub problem: Option<String>,
}

/// Whether requests can be served: the database answers and its schema is this version's.
pub async fn readiness(database: &Database) -> Vec<Component> {
    let database_and_cache = check(database).await.err().map(|error| error.to_string());
    let schema = match migration::status(database).await.and_then(migration::check) {
        Ok(pending) if pending.is_empty() => None,
        Ok(pending) => Some(format!("{} migrations are pending", pending.len())),
        Err(error) => Some(error.to_string()),
    };
    vec![
        Component { name: "database", problem: database_and_cache },
        Component { name: "schema", problem: schema },
    ]
}
