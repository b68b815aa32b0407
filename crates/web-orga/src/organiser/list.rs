//! The organisers an account belongs to.

use axum::extract::State;
use plenary_event::organiser::{self as organisers, Listed};
use plenary_web::{AppState, Frame, OrganiserUrls, Page, SiteUrls, Url, Visit};

use super::{site_navigation, text};
use crate::query;

#[derive(askama::Template)]
#[template(path = "organiser/list.html")]
struct ListPage {
    frame: Frame,
    q: String,
    /// Without the search.
    all: Url,
    rows: Vec<Row>,
    total: usize,
    /// For administrators.
    add: Option<Url>,
}

struct Row {
    name: String,
    slug: String,
    url: Url,
    events: usize,
    teams: usize,
}

pub async fn show(State(state): State<AppState>, visit: Visit) -> Page {
    let administrator = visit.logged_in()?.administrator;
    let all = organisers::list(state.database.reader(), &visit.actor()).await?;
    let q = query::value(&visit, "q");
    let urls = SiteUrls::new();
    let page = ListPage {
        frame: visit
            .orga_frame(&state)
            .await?
            .title(visit.t("organiser-list"))
            .navigation(site_navigation(&visit, true)),
        rows: all.iter().filter(|listed| matches(listed, &q)).map(|listed| row(&visit, listed)).collect(),
        total: all.len(),
        q,
        all: urls.organisers(),
        add: administrator.then(|| urls.organiser_new()),
    };
    visit.page(&page)
}

/// Whether every word stands in the slug or in a name, whatever the case and language.
fn matches(listed: &Listed, q: &str) -> bool {
    let mut text = listed.organiser.slug.to_lowercase();
    for name in listed.organiser.name.values() {
        text.push('\n');
        text.push_str(&name.to_lowercase());
    }
    q.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

fn row(visit: &Visit, listed: &Listed) -> Row {
    Row {
        name: text(visit, &listed.organiser.name),
        slug: listed.organiser.slug.clone(),
        url: OrganiserUrls::new(&listed.organiser.slug).dashboard(),
        events: listed.events,
        teams: listed.teams,
    }
}
