//! `/orga/admin/logs/{id}/`: an entry of the log that belongs to no event, with old and new values.

use axum::extract::{Path, State};
use plenary_model::Error;
use plenary_person::people::log::{self, Object};
use plenary_web::{AppState, Frame, OrganiserUrls, Page, SiteUrls, Url, Visit};
use serde_json::Value;

use super::{enter, frame, when};
use crate::history::action_name;

/// One line of a list.
pub struct Line {
    pub what: String,
    pub who: String,
    /// The page of whoever did it.
    pub by: Option<Url>,
    /// Where it happened.
    pub event: Option<String>,
    pub at: String,
    /// All that the entry says.
    pub url: Option<Url>,
}

pub fn line(state: &AppState, visit: &Visit, line: log::Line) -> Line {
    let (who, by) = match line.who {
        Some((name, code)) => (name, code.map(|code| SiteUrls::new().admin_user(code))),
        None => (visit.t("history-nobody"), None),
    };
    Line {
        what: action_name(visit, &line.action),
        who,
        by,
        url: line.event.is_none().then(|| SiteUrls::new().admin_log(line.id)),
        event: line.event.map(|event| event.name_in(visit.locale().code()).to_owned()),
        at: when(state, visit, line.at),
    }
}

#[derive(askama::Template)]
#[template(path = "admin/log.html")]
struct LogPage {
    frame: Frame,
    line: Line,
    key: String,
    object: String,
    object_url: Option<Url>,
    as_organiser: bool,
    changes: Vec<(String, String, String)>,
    details: Vec<(String, String)>,
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(id): Path<String>) -> Page {
    enter(&visit)?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let entry = log::entry(state.database.reader(), &visit.actor(), id).await?;
    let (object, object_url) = object(&visit, entry.object);
    let key = entry.line.action.clone();
    let line = line(&state, &visit, entry.line);
    let frame = frame(&state, &visit, line.what.clone()).await?;
    let page = LogPage {
        frame: frame.above(visit.t("admin-status"), SiteUrls::new().admin()),
        line,
        key,
        object,
        object_url,
        as_organiser: entry.as_organiser,
        changes: entry
            .changes
            .into_iter()
            .map(|(name, old, new)| (name, value(&visit, old), value(&visit, new)))
            .collect(),
        details: entry.details.into_iter().map(|(name, data)| (name, value(&visit, data))).collect(),
    };
    visit.page(&page)
}

fn object(visit: &Visit, object: Object) -> (String, Option<Url>) {
    match object {
        Object::Account(name, code) => (name, code.map(|code| SiteUrls::new().admin_user(code))),
        Object::Organiser(name, slug) => {
            (name.get(visit.locale().code(), "en").to_owned(), Some(OrganiserUrls::new(slug).dashboard()))
        }
        Object::Team(name, slug, id) => (name, Some(OrganiserUrls::new(slug).team(id))),
        Object::Other(kind, id) if kind == "instance" && id == 0 => (visit.t("admin-instance"), None),
        Object::Other(kind, id) => (format!("{kind} {id}"), None),
    }
}

/// Texts as they are, everything else as JSON.
fn value(visit: &Visit, value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        Value::Bool(true) => visit.t("admin-yes"),
        Value::Bool(false) => visit.t("admin-no"),
        other => serde_json::to_string_pretty(&other).unwrap_or_default(),
    }
}
