//! The events of the instance in memory: which revision is the latest, in which languages, on which
//! domain. Refreshed when this process has published something, and every few seconds for the case
//! that another process has.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, RwLock};

use plenary_model::{Result, Timestamp};
use plenary_store::entity::{event, event_link};
use plenary_store::{Database, instance};
use sea_orm::{EntityTrait, FromQueryResult, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::event_head::list;

/// How old the directory may get before it is read again.
const SECONDS: i64 = 5;

/// What is known of an event without asking the database.
#[derive(Clone, Debug)]
pub struct Known {
    pub id: i32,
    pub slug: String,
    pub revision: i64,
    pub locales: Vec<String>,
    pub locale: String,
    /// Host (and port) of the event's own site, lower case.
    pub host: Option<String>,
    /// Scheme and host of the event's own site, without a slash at the end; empty without one.
    pub site_url: String,
    pub is_public: bool,
    pub date_from: plenary_model::Date,
    /// Links that organisers added, in their order.
    pub links: Vec<event_link::Model>,
}

#[derive(FromQueryResult)]
struct Row {
    id: i32,
    slug: String,
    revision: i64,
    locales: sea_orm::JsonValue,
    locale: String,
    custom_domain: Option<String>,
    is_public: bool,
    date_from: plenary_model::Date,
}

pub struct Directory {
    database: Database,
    loaded: RwLock<Option<Arc<Loaded>>>,
    loading: tokio::sync::Mutex<()>,
}

/// One reading of the directory.
pub struct Loaded {
    /// The namespace of every exported UUID.
    pub instance: Uuid,
    by_slug: HashMap<String, Arc<Known>>,
    hosts: HashSet<String>,
    publications: u64,
    at: Timestamp,
}

impl Loaded {
    /// Whatever the case of `slug`.
    pub fn event(&self, slug: &str) -> Option<&Arc<Known>> {
        if slug.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return self.by_slug.get(&slug.to_ascii_lowercase());
        }
        self.by_slug.get(slug)
    }

    /// Whether any event has a site of its own.
    pub fn has_hosts(&self) -> bool {
        !self.hosts.is_empty()
    }

    /// Whether this host is the site of an event.
    pub fn is_host(&self, host: &str) -> bool {
        self.hosts.contains(host)
    }

    /// The events whose own site this host is.
    pub fn at_host<'a>(&'a self, host: &'a str) -> impl Iterator<Item = &'a Arc<Known>> {
        self.by_slug.values().filter(move |known| known.host.as_deref() == Some(host))
    }
}

impl Directory {
    pub fn new(database: Database) -> Self {
        Self { database, loaded: RwLock::default(), loading: tokio::sync::Mutex::default() }
    }

    /// The directory, if it is known to be up to date.
    pub fn peek(&self) -> Option<Arc<Loaded>> {
        let loaded = self.loaded.read().ok()?.clone()?;
        let fresh = loaded.publications == self.database.publications() && self.is_young(&loaded);
        fresh.then_some(loaded)
    }

    /// The directory as it was a few seconds ago at most, whatever was published since.
    pub async fn recent(&self) -> Result<Arc<Loaded>> {
        let loaded = self.loaded.read().ok().and_then(|loaded| loaded.clone());
        match loaded.filter(|loaded| self.is_young(loaded)) {
            Some(loaded) => Ok(loaded),
            None => self.get().await,
        }
    }

    fn is_young(&self, loaded: &Loaded) -> bool {
        let now = self.database.clock().now();
        now >= loaded.at && now.micros() - loaded.at.micros() < SECONDS * 1_000_000
    }

    /// The directory, read again if need be: three statements, once for all who wait.
    pub async fn get(&self) -> Result<Arc<Loaded>> {
        if let Some(loaded) = self.peek() {
            return Ok(loaded);
        }
        let _turn = self.loading.lock().await;
        if let Some(loaded) = self.peek() {
            return Ok(loaded);
        }
        // Asked before reading: what is published meanwhile makes this reading stale.
        let publications = self.database.publications();
        let snapshot = self.database.snapshot().await?;
        let at = snapshot.now();
        let rows = event::Entity::find()
            .select_only()
            .columns([
                event::Column::Id,
                event::Column::Slug,
                event::Column::Revision,
                event::Column::Locales,
                event::Column::Locale,
                event::Column::CustomDomain,
                event::Column::IsPublic,
                event::Column::DateFrom,
            ])
            .into_model::<Row>()
            .all(snapshot.db())
            .await?;
        let mut links: HashMap<i32, Vec<event_link::Model>> = HashMap::new();
        for link in event_link::Entity::find().order_by_asc(event_link::Column::Id).all(snapshot.db()).await?
        {
            links.entry(link.event_id).or_default().push(link);
        }
        let instance = instance::identifier(snapshot.db()).await?;
        let by_slug: HashMap<String, Arc<Known>> = rows
            .into_iter()
            .map(|row| {
                let links = links.remove(&row.id).unwrap_or_default();
                (row.slug.to_ascii_lowercase(), Arc::new(known(row, links)))
            })
            .collect();
        let hosts = by_slug.values().filter_map(|known| known.host.clone()).collect();
        let loaded = Arc::new(Loaded { instance, by_slug, hosts, publications, at });
        if let Ok(mut place) = self.loaded.write() {
            *place = Some(loaded.clone());
        }
        Ok(loaded)
    }
}

fn known(row: Row, links: Vec<event_link::Model>) -> Known {
    Known {
        id: row.id,
        revision: row.revision,
        locales: list(&row.locales),
        locale: row.locale,
        site_url: row.custom_domain.as_deref().and_then(site_of).unwrap_or_default(),
        host: row.custom_domain.as_deref().and_then(host_of),
        is_public: row.is_public,
        date_from: row.date_from,
        slug: row.slug,
        links,
    }
}

/// `https://Talks.example:8443/` → `talks.example:8443`
pub(crate) fn host_of(domain: &str) -> Option<String> {
    let host = domain.split_once("://").map_or(domain, |(_, rest)| rest);
    let host = host.split('/').next().unwrap_or_default().to_ascii_lowercase();
    (!host.is_empty()).then_some(host)
}

/// Scheme and host of a stored domain: `https://` unless it says otherwise.
pub(crate) fn site_of(domain: &str) -> Option<String> {
    let host = host_of(domain)?;
    let scheme = domain.split_once("://").map_or("https", |(scheme, _)| scheme);
    Some(format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::{host_of, site_of};

    #[test]
    fn hosts() {
        assert_eq!(host_of("https://Talks.example:8443/").as_deref(), Some("talks.example:8443"));
        assert_eq!(host_of("talks.example").as_deref(), Some("talks.example"));
        assert_eq!(host_of(""), None);
        assert_eq!(host_of("https://"), None);
        assert_eq!(site_of("Talks.example/").as_deref(), Some("https://talks.example"));
        assert_eq!(site_of("http://talks.example:81").as_deref(), Some("http://talks.example:81"));
    }
}
