//! `/orga/event/{event}/settings/plugins`: what is built in, and what an event that was moved here had.

use axum::extract::{Path, State};
use plenary_web::{AppState, Frame, Page, Url, Visit};

use super::enter_settings;

#[derive(askama::Template)]
#[template(path = "orga/settings_plugins.html")]
struct PluginsPage {
    frame: Frame,
    built_in: Vec<Part>,
    /// Names of plug-ins.
    moved: Vec<String>,
}

struct Part {
    name: String,
    text: String,
    icon: &'static str,
    /// Where it is set, or seen.
    url: Option<Url>,
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let (urls, public) = (entrance.urls(), entrance.public_urls());
    let part = |key: &str, icon: &'static str, url: Option<Url>| Part {
        name: visit.t(&format!("frame-plugins-{key}")),
        text: visit.t(&format!("frame-plugins-{key}-text")),
        icon,
        url,
    };
    let built_in = vec![
        part("widget", "globe", Some(urls.settings_widget())),
        part("cards", "image", Some(urls.settings().anchor("look"))),
        part("offline", "download", None),
        part("search", "search", Some(public.search())),
        part("export", "save", Some(urls.settings().anchor("id_html_export_url"))),
    ];
    let stored = entrance.event.plugins.clone().unwrap_or_default();
    let names = stored.split(',').map(str::trim).filter(|name| !name.is_empty());
    visit.page(&PluginsPage {
        frame: entrance.frame(&state, &visit).await?.title(visit.t("frame-plugins")),
        built_in,
        moved: names.map(str::to_owned).collect(),
    })
}
