//! `/orga/event/{event}/history/{id}/`: one entry, field by field.

use axum::extract::{Path, State};
use plenary_event::history;
use plenary_model::Error;
use plenary_web::{AppState, Frame, Page, Url, Visit};

use super::change::{Change, Reader};
use super::{kind_name, object_name, object_url, sentence};
use crate::entrance::enter;

/// Longer than any text that is kept.
const WHOLE: usize = 250_000;

#[derive(askama::Template)]
#[template(path = "history/entry.html")]
struct EntryPage {
    frame: Frame,
    sentence: String,
    kind: String,
    object: Option<String>,
    object_url: Option<Url>,
    who: String,
    /// For machines and for people.
    at: (String, String),
    as_organiser: bool,
    changes: Vec<Change>,
    details: Vec<(String, String)>,
    /// The log of the same object.
    of_object: Url,
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, id)): Path<(String, String)>,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let event = &entrance.event;
    let entry = history::one(state.database.reader(), &visit.actor(), event, id).await?;
    let (zone, default) = (event.zone(), event.locale.as_str());
    let reader = Reader { visit: &visit, default, zone: &zone, most: WHOLE };
    let sentence = sentence(&visit, default, &entry);
    let log = entrance.urls().history();
    let frame = entrance
        .frame(&state, &visit)
        .await?
        .title(sentence.clone())
        .above(visit.t("history-title"), log.clone());
    visit.page(&EntryPage {
        frame,
        sentence,
        kind: kind_name(&visit, &entry.object.kind),
        object: object_name(&visit, default, &entry),
        object_url: object_url(&entrance, &entry.object),
        who: entry.who.clone().unwrap_or_else(|| visit.t("history-nobody")),
        at: (entry.at.to_string(), visit.locale().date_time(&entry.at.in_zone(&zone))),
        as_organiser: entry.as_organiser,
        changes: reader.changes(&entry),
        details: reader.details(&entry),
        of_object: log.query("object_type", &entry.object.kind).query("object", entry.object.id),
    })
}
