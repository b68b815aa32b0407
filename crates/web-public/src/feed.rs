//! News of the schedule for feed readers (api-and-exports §8.10).

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use plenary_export::{Feed, FeedEntry, feed_xml, version_fragment};
use plenary_locale::Locale;
use plenary_model::Error;
use plenary_web::{AppState, Page, Visit};

use crate::answer::{dated_file, varies};
use crate::changelog::{self, Inside, entries};
use crate::negotiation::parameter;

/// `/{event}/schedule/feed.xml`
pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Page {
    let language = parameter(query.as_deref(), "lang");
    let (shown, history) = changelog::read(&state, &visit, &slug, language.as_deref()).await?;
    let event = &shown.programme.event;
    let locale = Locale::find(&event.locale).unwrap_or_default();
    let (base, urls) = (event.base_url.as_str(), shown.urls());
    let changelog = urls.changelog().absolute(base);
    let entries = entries(&shown, &history, locale, base)
        .iter()
        .map(|entry| {
            let args = (("event", event.name.as_str()), ("version", entry.version.as_str()));
            Ok(FeedEntry {
                title: locale.t_args("exports-feed-entry", args).into_owned(),
                url: format!("{changelog}#{}", version_fragment(&entry.version)),
                published: entry.at,
                summary: Inside { entry }.render()?,
            })
        })
        .collect::<Result<Vec<_>, askama::Error>>()
        .map_err(Error::internal)?;
    let updated = entries.first().map_or_else(|| state.now(), |entry| entry.published);
    let body = feed_xml(&Feed {
        language: &event.locale,
        title: &locale.t_args("exports-feed-title", ("event", event.name.as_str())),
        page_url: &urls.schedule().absolute(base),
        feed_url: &urls.feed().absolute(base),
        updated,
        entries,
    });
    let mut response =
        dated_file(&headers, "application/atom+xml; charset=utf-8", body.into_bytes(), updated);
    varies(&mut response, "Accept-Language, Cookie");
    Ok(response)
}
