//! Browser sessions, in the table `session`.

use async_trait::async_trait;
use plenary_model::Timestamp;
use plenary_store::Database;
use plenary_store::entity::session::{ActiveModel, Column, Entity};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use tower_sessions::cookie::{SameSite, time};
use tower_sessions::service::SignedCookie;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, SessionManagerLayer, SessionStore};

use crate::state::AppState;

pub const COOKIE: &str = "plenary_session";
/// The key under which the session keeps the account's id.
pub(crate) const ACCOUNT: &str = "account";
/// The key of the messages that wait for the next page.
pub(crate) const NOTICES: &str = "notices";
const DAYS: i64 = 14;

/// A session is stored, and its cookie set, when something was put into it.
pub(crate) fn layer(state: &AppState) -> SessionManagerLayer<DatabaseStore, SignedCookie> {
    let layer = SessionManagerLayer::new(DatabaseStore(state.database.clone()))
        .with_name(COOKIE)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(state.site.secure_cookies)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(time::Duration::days(DAYS)));
    let layer = match &state.site.cookie_domain {
        Some(domain) => layer.with_domain(domain.clone()),
        None => layer,
    };
    layer.with_signed(state.cookie_key.clone())
}

#[derive(Clone)]
pub(crate) struct DatabaseStore(Database);

impl std::fmt::Debug for DatabaseStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DatabaseStore")
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Backend(error.to_string())
}

impl DatabaseStore {
    async fn write(&self, record: &Record) -> Result<()> {
        let tx = self.0.begin().await.map_err(failed)?;
        let account = record.data.get(ACCOUNT).and_then(serde_json::Value::as_i64);
        let row = ActiveModel {
            id: Set(record.id.to_string()),
            account_id: Set(account.and_then(|id| i32::try_from(id).ok())),
            data: Set(serde_json::to_value(&record.data).map_err(|error| Error::Encode(error.to_string()))?),
            created: Set(tx.now()),
            // The expiry that tower-sessions computed comes from the machine's clock; ours does not.
            expires: Set(tx.now().plus_seconds(DAYS * 24 * 60 * 60)),
        };
        let update = OnConflict::column(Column::Id)
            .update_columns([Column::AccountId, Column::Data, Column::Expires])
            .to_owned();
        Entity::insert(row).on_conflict(update).exec_without_returning(tx.db()).await.map_err(failed)?;
        tx.commit().await.map_err(failed)
    }
}

#[async_trait]
impl SessionStore for DatabaseStore {
    async fn create(&self, record: &mut Record) -> Result<()> {
        while self.load(&record.id).await?.is_some() {
            record.id = Id::default();
        }
        self.write(record).await
    }

    async fn save(&self, record: &Record) -> Result<()> {
        self.write(record).await
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = self.0.clock().now();
        let row = Entity::find_by_id(id.to_string())
            .filter(Column::Expires.gt(now))
            .one(self.0.reader())
            .await
            .map_err(failed)?;
        row.map(|row| {
            let data = serde_json::from_value(row.data).map_err(|error| Error::Decode(error.to_string()))?;
            Ok(Record { id: *id, data, expiry_date: date_time(row.expires)? })
        })
        .transpose()
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let tx = self.0.begin().await.map_err(failed)?;
        Entity::delete_by_id(id.to_string()).exec(tx.db()).await.map_err(failed)?;
        tx.commit().await.map_err(failed)
    }
}

fn date_time(at: Timestamp) -> Result<time::OffsetDateTime> {
    time::OffsetDateTime::from_unix_timestamp(at.micros().div_euclid(1_000_000))
        .map_err(|error| Error::Decode(error.to_string()))
}
