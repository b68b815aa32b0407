//! Browser sessions, in the table `session`.

use std::net::IpAddr;

use async_trait::async_trait;
use plenary_model::Timestamp;
use plenary_store::Database;
use plenary_store::entity::session::{ActiveModel, Column, Entity};
use sea_orm::{ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use tower_sessions::cookie::{SameSite, time};
use tower_sessions::service::SignedCookie;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, SessionManagerLayer, SessionStore};

use crate::state::AppState;

pub const COOKIE: &str = "plenary_session";
/// The key under which the session keeps the account's id.
pub(crate) const ACCOUNT: &str = "account";
/// Whether an administrator has put their powers aside.
pub(crate) const POWERS_OFF: &str = "powers_off";
/// Who is on the way through the second step of logging in.
pub(crate) const SECOND_STEP: &str = "second_step";
/// Who registered with an address that has an account ([`crate::visit::Pending`]).
pub(crate) const PENDING: &str = "pending";
/// Where a new account wanted to go.
pub(crate) const VERIFICATION_NEXT: &str = "verification_next";
/// Where and when the session was last used ([`Seen`]).
pub(crate) const SEEN: &str = "seen";
/// The key of the messages that wait for the next page.
pub(crate) const NOTICES: &str = "notices";
const DAYS: i64 = 14;

/// Where and when a session was last used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Microseconds since 1970.
    pub at: i64,
    /// What the browser says of itself.
    pub agent: String,
    /// The network it came from: an address whose last part is left out.
    pub network: String,
}

impl Seen {
    /// What a session's data says.
    pub fn of(data: &serde_json::Value) -> Option<Self> {
        serde_json::from_value(data.get(SEEN)?.clone()).ok()
    }

    pub fn at(&self) -> Timestamp {
        Timestamp::from_micros(self.at)
    }
}

/// `192.0.2.x`, `2001:db8:1::x`: enough to recognise a place, too little to find a person.
pub(crate) fn network(client: Option<IpAddr>) -> String {
    match client.map(|address| address.to_canonical()) {
        Some(IpAddr::V4(address)) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}.x")
        }
        Some(IpAddr::V6(address)) => {
            let [a, b, c, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}::x")
        }
        None => String::new(),
    }
}

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
    /// A session that was ended meanwhile is not brought back by a request that was still running.
    async fn write(&self, record: &Record, is_new: bool) -> Result<()> {
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
        if is_new {
            Entity::insert(row).exec_without_returning(tx.db()).await.map_err(failed)?;
        } else {
            let change = ActiveModel { id: NotSet, created: NotSet, ..row };
            let this = Entity::update_many().set(change).filter(Column::Id.eq(record.id.to_string()));
            this.exec(tx.db()).await.map_err(failed)?;
        }
        tx.commit().await.map_err(failed)
    }
}

#[async_trait]
impl SessionStore for DatabaseStore {
    async fn create(&self, record: &mut Record) -> Result<()> {
        while self.load(&record.id).await?.is_some() {
            record.id = Id::default();
        }
        self.write(record, true).await
    }

    async fn save(&self, record: &Record) -> Result<()> {
        self.write(record, false).await
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
