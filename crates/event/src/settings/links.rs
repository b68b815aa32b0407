//! Links that organisers add to the header and footer of their pages.

use plenary_model::error::Problems;
use plenary_model::{I18nText, LinkRole, Message, Result};
use plenary_store::Tx;
use plenary_store::entity::event_link::{ActiveModel, Column, Entity, Model};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Map, Value, json};

/// More than any page has room for.
pub const MOST: usize = 20;
pub const LABEL_LENGTH: usize = 200;
pub const URL_LENGTH: usize = 200;

/// A link as it should be. Errors name `links-N-label` and `links-N-url`, counted from 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub label: I18nText,
    pub url: String,
    pub role: LinkRole,
}

impl From<Model> for Link {
    fn from(row: Model) -> Self {
        Self { label: row.label, url: row.url, role: row.role }
    }
}

pub(super) fn check(links: &[Link], problems: &mut Problems) {
    for (index, link) in links.iter().enumerate() {
        if link.label.values().all(|text| text.trim().is_empty()) {
            problems.add(format!("links-{index}-label"), "error-required");
        } else if link.label.values().any(|text| text.chars().count() > LABEL_LENGTH) {
            problems
                .add(format!("links-{index}-label"), Message::new("error-too-long").arg("max", LABEL_LENGTH));
        }
        if link.url.is_empty() {
            problems.add(format!("links-{index}-url"), "error-required");
        } else if link.url.chars().count() > URL_LENGTH {
            problems.add(format!("links-{index}-url"), Message::new("error-too-long").arg("max", URL_LENGTH));
        } else if !is_web_address(&link.url) {
            problems.add(format!("links-{index}-url"), "error-url");
        }
    }
    if links.len() > MOST {
        problems.add("", Message::new("event-error-links").arg("max", MOST));
    }
}

/// Whether a text is the address of a page, and of nothing that runs.
pub fn is_web_address(text: &str) -> bool {
    let start = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let rest = start.strip_prefix("https://").or_else(|| start.strip_prefix("http://"));
    rest.is_some()
        && text.split_once("://").is_some_and(|(_, rest)| !rest.is_empty())
        && !text
            .contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\'))
}

/// Puts the links in place of those that are there. Returns both for the log. Up to three statements.
pub(super) async fn replace(tx: &Tx, event: i32, links: Vec<Link>) -> Result<[Map<String, Value>; 2]> {
    let old: Vec<Link> = crate::links::of_event(tx.db(), event).await?.into_iter().map(Link::from).collect();
    if old == links {
        return Ok(Default::default());
    }
    let both = [listed(&old), listed(&links)];
    Entity::delete_many().filter(Column::EventId.eq(event)).exec(tx.db()).await?;
    let rows: Vec<ActiveModel> = links
        .into_iter()
        .map(|link| ActiveModel {
            event_id: Set(event),
            label: Set(link.label),
            url: Set(link.url),
            role: Set(link.role),
            created: Set(Some(tx.now())),
            updated: Set(Some(tx.now())),
            ..Default::default()
        })
        .collect();
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    }
    Ok(both)
}

fn listed(links: &[Link]) -> Map<String, Value> {
    let of = |role: LinkRole| -> Vec<Value> {
        let these = links.iter().filter(|link| link.role == role);
        these.map(|link| json!({"label": link.label.to_json(), "url": link.url})).collect()
    };
    let mut map = Map::new();
    map.insert("header_links".to_owned(), json!(of(LinkRole::Header)));
    map.insert("footer_links".to_owned(), json!(of(LinkRole::Footer)));
    map
}
