//! What happened: the log of an event, its entries, and the panel on the pages of objects.

mod change;
mod entry;
mod list;
mod panel;
mod sentence;
mod words;

pub use panel::Panel;
pub use sentence::{action_name, sentence};

use axum::Router;
use axum::routing::get;
use plenary_event::history::{Entry, Object};
use plenary_model::ObjectType;
use plenary_web::{AppState, OrgaUrls, Url, Visit};

use crate::entrance::Entrance;

pub fn routes() -> Router<AppState> {
    Router::new().route(OrgaUrls::HISTORY, get(list::show)).route(OrgaUrls::HISTORY_ENTRY, get(entry::show))
}

/// What an object is called: its name now, or what the entry kept of it.
pub fn object_name(visit: &Visit, default: &str, entry: &Entry) -> Option<String> {
    if let Some(name) = &entry.object.name {
        return Some(name.get(visit.locale().code(), default).to_owned());
    }
    let kept = ["title", "name", "subject", "code"].iter().find_map(|key| entry.data.get(key));
    kept.and_then(|kept| sentence::named(visit.locale(), default, kept))
}

/// What kind of thing it is; models of plug-ins have no name in the catalogue.
fn kind_name(visit: &Visit, kind: &str) -> String {
    let key = format!("history-kind-{kind}");
    if visit.locale().has(&key) { visit.t(&key) } else { kind.to_owned() }
}

/// The page of an object that is still there, if there is one for this visitor.
fn object_url(entrance: &Entrance, object: &Object) -> Option<Url> {
    object.name.as_ref()?;
    let (urls, rights) = (entrance.urls(), entrance.rights);
    match object.kind.parse().ok()? {
        ObjectType::Event => Some(urls.settings()),
        ObjectType::Room => Some(urls.rooms()),
        ObjectType::ReviewPhase | ObjectType::ScoreCategory => Some(urls.settings_review()),
        ObjectType::Schedule if rights.can_change_submissions => Some(urls.schedule()),
        ObjectType::Submission if rights.can_change_submissions => {
            object.code.as_deref().map(|code| urls.submission(code))
        }
        _ => None,
    }
}
