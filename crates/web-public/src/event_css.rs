//! The event's colour, and its organisers' own rules, as a style sheet (api-and-exports §9.1).

use std::io::Read;
use std::path::PathBuf;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, header};
use plenary_event::event as events;
use plenary_event::visibility::visibility;
use plenary_files::{MediaPath, MediaStore};
use plenary_markup::css;
use plenary_model::Error;
use plenary_schedule::widget;
use plenary_web::{AppState, Page, Visit};

use crate::answer::{self, for_anyone};
use crate::negotiation::parameter;

/// `/{event}/static/event.css`: the colour, as others know it by name. With `?target=orga` under
/// another name; with `?target=public` followed by the rules that organisers wrote for the pages.
pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Page {
    let db = state.database.reader();
    let event = plenary_web::entrance::found(&state, events::find(db, &slug).await?);
    let visible = visibility(db, &visit.actor(), &event).await?;
    if !visible.event && !widget::is_public(&event, &visible) {
        return Err(Error::NotFound.into());
    }
    let target = parameter(query.as_deref(), "target");
    let name = if target.as_deref() == Some("orga") { "--color-primary-event" } else { "--color-primary" };
    let mut body = match event.primary_color.as_deref().filter(|color| is_color(color)) {
        Some(color) => format!(":root {{ {name}: {color}; }}"),
        None => String::new(),
    };
    if target.as_deref() == Some("public")
        && let Some(path) = event.custom_css.filter(|path| !path.is_empty())
    {
        let folder = state.site.media.clone();
        let own = tokio::task::spawn_blocking(move || read(folder, &path)).await.map_err(Error::internal)?;
        body.push('\n');
        body.push_str(&css::sanitised(&own));
    }
    let mut response = answer::file(&headers, "text/css", body.into_bytes());
    let cache = if event.is_public { "max-age=300" } else { "private, max-age=300" };
    answer::set(&mut response, header::CACHE_CONTROL, cache);
    Ok(for_anyone(response))
}

fn is_color(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A style sheet that is missing or too long is none.
fn read(folder: PathBuf, path: &str) -> String {
    let Ok(path) = path.parse::<MediaPath>() else { return String::new() };
    let opened = MediaStore::open_root(&folder).and_then(|store| store.open(&path));
    let mut text = Vec::new();
    match opened.map(|found| found.file.take(css::MAX_LENGTH as u64 + 1).read_to_end(&mut text)) {
        Ok(Ok(length)) if length <= css::MAX_LENGTH => String::from_utf8_lossy(&text).into_owned(),
        _ => {
            tracing::warn!(%path, "a style sheet cannot be read, or is too long");
            String::new()
        }
    }
}
