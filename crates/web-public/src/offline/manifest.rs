//! What a device needs to know to keep the programme among its programs: name, colours, icon
//! (W3C Web Application Manifest).

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use plenary_model::{Error, Result};
use plenary_store::entity::event;
use plenary_web::colour::Accent;
use plenary_web::entrance::enter_for_all;
use plenary_web::{AppState, EventUrls, Page, Visit};
use serde_json::json;

use super::{json, shared};

/// `/{event}/manifest.webmanifest`
pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Page {
    let event = public(&state, &visit, &slug).await?;
    let (locale, urls) = (visit.locale(), EventUrls::new(&event.slug));
    let name = event.name.get(locale.code(), &event.locale);
    let accent = Accent::of(event.primary_color.as_deref());
    let icon = |purpose: &str| {
        json!({
            "src": urls.icon().as_str(),
            "sizes": "any",
            "type": "image/svg+xml",
            "purpose": purpose,
        })
    };
    let manifest = json!({
        "id": urls.landing().as_str(),
        "name": name,
        "short_name": name,
        "lang": locale.code(),
        "dir": locale.direction().as_str(),
        "start_url": urls.schedule().as_str(),
        "scope": urls.landing().as_str(),
        "display": "standalone",
        "theme_color": accent.event.to_string(),
        "background_color": "#ffffff",
        "icons": [icon("any"), icon("maskable")],
    });
    Ok(shared(&headers, "application/manifest+json", json(&manifest)?))
}

/// `/{event}/icon.svg`: the first letter of the event's name on its colour. Fills its square and keeps
/// the letter in the middle, so that devices may cut any shape out of it.
pub async fn icon(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Page {
    let event = public(&state, &visit, &slug).await?;
    let colour = Accent::of(event.primary_color.as_deref()).light;
    let name = event.name.get(visit.locale().code(), &event.locale);
    let letter = initial(name).or_else(|| initial(&event.slug)).unwrap_or_default();
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 512 512\">\
         <rect width=\"512\" height=\"512\" fill=\"{colour}\"/>\
         <text x=\"256\" y=\"256\" dy=\".36em\" fill=\"#fff\" font-family=\"system-ui,sans-serif\" font-size=\"260\" \
         font-weight=\"700\" text-anchor=\"middle\">{letter}</text></svg>"
    );
    let mut response = shared(&headers, "image/svg+xml", svg.into_bytes());
    let policy = HeaderValue::from_static("default-src 'none'");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

/// A letter or digit: never a character that means something in XML.
fn initial(name: &str) -> Option<String> {
    name.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().collect())
}

/// The event, if everyone may see its programme.
async fn public(state: &AppState, visit: &Visit, slug: &str) -> Result<event::Model> {
    let db = state.database.reader();
    let entrance = enter_for_all(state, db, visit, slug, |_, visible| visible.agenda).await?;
    if visit.is_shared() { Ok(entrance.event) } else { Err(Error::NotFound) }
}

#[cfg(test)]
mod tests {
    use super::initial;

    #[test]
    fn initials() {
        assert_eq!(initial("  «élan» 2026").as_deref(), Some("É"));
        assert_eq!(initial("<&> 42").as_deref(), Some("4"));
        assert_eq!(initial("🎉 –").as_deref(), None);
    }
}
