//! Ways out and short ways in (pages-public §2.9).

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use plenary_submission::short_link::{self, Target};
use plenary_web::{AppState, EventUrls, Failure, Frame, OrgaUrls, Page, Visit, outbound};

use crate::negotiation::parameter;
use plenary_web::found;

#[derive(askama::Template)]
#[template(path = "public/leaving.html")]
struct LeavingPage {
    frame: Frame,
    host: String,
    address: String,
}

/// `/redirect/?url=`: to another site, if one of our pages made the link. Who does not come from one of
/// our pages is asked first.
pub async fn leave(
    State(state): State<AppState>,
    visit: Visit,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Page {
    let signed = parameter(query.as_deref(), "url").unwrap_or_default();
    let address =
        outbound::verified(&state, &signed).ok_or_else(|| Failure::status(StatusCode::BAD_REQUEST))?;
    if comes_from_here(&state, &headers) {
        return Ok(to(address));
    }
    let frame = visit.public_frame(&state).await?.title(visit.t("pages-leaving-title")).hide_from_search();
    let host = match outbound::host(address) {
        "" => address,
        host => host,
    };
    visit.page(&LeavingPage { frame, host: host.to_owned(), address: address.to_owned() })
}

fn to(address: &str) -> Response {
    (StatusCode::FOUND, [(header::LOCATION, address.to_owned())]).into_response()
}

/// Whether the page with the link was one of this site.
fn comes_from_here(state: &AppState, headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(referer) = text(header::REFERER) else { return false };
    let from = outbound::host(referer);
    let ours = outbound::host(&state.site.url);
    !from.is_empty()
        && (from.eq_ignore_ascii_case(ours)
            || text(header::HOST).is_some_and(|host| from.eq_ignore_ascii_case(host)))
}

/// `/redirect/{code}`: to the best page for what has this code.
pub async fn short(State(state): State<AppState>, visit: Visit, Path(code): Path<String>) -> Page {
    let target = short_link::resolve(state.database.reader(), &visit.actor(), &code).await?;
    Ok(found(&match target {
        Target::Proposal { event, code } => OrgaUrls::new(event).submission(code),
        Target::Session { event, code } => EventUrls::new(event).talk(code),
        Target::Speaker { event, code } => EventUrls::new(event).speaker(code),
    }))
}
