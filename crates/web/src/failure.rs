//! Errors of handlers, and the pages they become.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use plenary_model::Error;

use crate::frame::{Frame, FrameKind};
use crate::state::AppState;
use crate::urls::SiteUrls;
use crate::visit::Context;

/// What handlers return: a page, or the reason why there is none.
pub type Page = Result<Response, Failure>;

/// Any error on its way to becoming a page; `?` makes it from [`Error`].
#[derive(Debug)]
pub struct Failure(Reason);

#[derive(Debug)]
enum Reason {
    Error(Error),
    /// A status without an error of ours behind it.
    Status(StatusCode),
    CrossSite,
}

impl Failure {
    pub fn status(status: StatusCode) -> Self {
        Self(Reason::Status(status))
    }

    pub fn not_found() -> Self {
        Error::NotFound.into()
    }

    /// A change that another site asked for.
    pub fn cross_site() -> Self {
        Self(Reason::CrossSite)
    }

    fn code(&self) -> StatusCode {
        match &self.0 {
            Reason::Error(error) => status_of(error),
            Reason::Status(status) => *status,
            Reason::CrossSite => StatusCode::FORBIDDEN,
        }
    }
}

/// The status of an error's page. `NeedsLogin` becomes a redirect where there is a page to log in.
pub fn status_of(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Forbidden => StatusCode::FORBIDDEN,
        Error::NeedsLogin => StatusCode::UNAUTHORIZED,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Conflict(_) => StatusCode::CONFLICT,
        Error::Limited { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(Reason::Error(error))
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Error::internal(error).into()
    }
}

impl From<tower_sessions::session::Error> for Failure {
    fn from(error: tower_sessions::session::Error) -> Self {
        Error::internal(error).into()
    }
}

impl From<sea_orm::DbErr> for Failure {
    fn from(error: sea_orm::DbErr) -> Self {
        Error::from(error).into()
    }
}

/// Carries the reason to [`pages`].
#[derive(Clone)]
struct Cause(Arc<Failure>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.code().into_response();
        response.extensions_mut().insert(Cause(Arc::new(self)));
        response
    }
}

/// Put on a response with an error status that is finished as it is: a form with its errors, a
/// plain text for machines.
#[derive(Clone, Copy)]
pub struct Finished;

/// Middleware: turns errors into pages in the frame, in the visitor's language, and logs them, once.
pub(crate) async fn pages(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let context = request.extensions().get::<Context>().cloned();
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error())
        || response.extensions().get::<Finished>().is_some()
    {
        return response;
    }
    let cause = response.extensions().get::<Cause>().map(|cause| cause.0.clone());
    // Answers in JSON and the like belong to whoever wrote them; what axum refuses is plain text.
    let plain = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let Some(context) = context else { return response };
    if cause.is_none() && !plain {
        return response;
    }
    let mut page = explain(&state, &context, status, cause.as_deref());
    for name in [header::ALLOW, header::ACCESS_CONTROL_ALLOW_ORIGIN] {
        if let Some(value) = response.headers().get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page
}

fn explain(state: &AppState, context: &Context, status: StatusCode, cause: Option<&Failure>) -> Response {
    let error = match cause {
        Some(Failure(Reason::Error(error))) => Some(error),
        _ => None,
    };
    match error {
        Some(Error::Internal(source)) => {
            tracing::error!(error = %chain(source.as_ref()), "request failed");
        }
        Some(Error::Unavailable(what)) => tracing::warn!(what, "not available"),
        Some(error) => tracing::debug!(%error, "refused"),
        None if status.is_server_error() => tracing::error!(%status, "request failed"),
        None => {}
    }
    if matches!(error, Some(Error::NeedsLogin)) {
        return found(&match context.account() {
            Some(account) if account.held => context.verification_url(),
            None if context.awaits_proof() => context.verification_url(),
            _ => context.login_url(),
        });
    }

    let locale = context.locale();
    let code = match status {
        StatusCode::UNAUTHORIZED => StatusCode::FORBIDDEN,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => StatusCode::BAD_REQUEST,
        other => other,
    };
    let (title, text) = match (cause.map(|failure| &failure.0), code.as_u16()) {
        (Some(Reason::CrossSite), _) => {
            (locale.t("error-cross-site-title"), locale.t("error-cross-site-text"))
        }
        (_, 403) => (locale.t("error-403-title"), locale.t("error-403-text")),
        (_, 404) => (locale.t("error-404-title"), locale.t("error-404-text")),
        (_, 405) => (locale.t("error-405-title"), locale.t("error-405-text")),
        (Some(Reason::Error(Error::Conflict(message))), _) => {
            (locale.t("error-409-title"), locale.message(message))
        }
        (_, 409) => (locale.t("error-409-title"), locale.t("error-409-text")),
        (_, 413) => (locale.t("error-413-title"), locale.t("error-413-text")),
        (_, 422) => (locale.t("error-422-title"), locale.t("error-422-text")),
        (Some(Reason::Error(Error::Limited { retry_after_seconds })), _) => {
            let minutes = retry_after_seconds.div_ceil(60).max(1);
            (locale.t("error-429-title"), locale.t_args("error-429-text", ("minutes", minutes)))
        }
        (_, 503) => (locale.t("error-503-title"), locale.t("error-503-text")),
        (_, 500..) => (locale.t("error-500-title"), locale.t("error-500-text")),
        _ => (locale.t("error-400-title"), locale.t("error-400-text")),
    };
    let details = match error {
        Some(Error::Invalid(problems)) => {
            problems.iter().map(|problem| locale.message(&problem.message).into_owned()).collect()
        }
        _ => Vec::new(),
    };

    let frame = Frame::bare(context, &state.site, FrameKind::Public).title(title.clone());
    let page = ErrorPage {
        code: code.as_u16(),
        title: title.into_owned(),
        text: text.into_owned(),
        details,
        start: SiteUrls::new().root().to_string(),
        request_id: code.is_server_error().then(|| context.request_id().to_owned()),
        frame,
    };
    let mut response = match askama::Template::render(&page) {
        Ok(html) => {
            context.allow_style(&html);
            (code, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
        }
        Err(_) => (code, page.title).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(Error::Limited { retry_after_seconds }) = error {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(*retry_after_seconds));
    }
    response
}

/// An error with everything behind it.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

#[derive(askama::Template)]
#[template(path = "pages/error.html")]
struct ErrorPage {
    frame: Frame,
    code: u16,
    title: String,
    text: String,
    details: Vec<String>,
    start: String,
    request_id: Option<String>,
}

/// To another page for now (status 302, as programs know it).
pub fn found(url: &crate::urls::Url) -> Response {
    (StatusCode::FOUND, [(header::LOCATION, url.to_string())]).into_response()
}

/// To another page after something was done (status 303).
pub fn see_other(url: &crate::urls::Url) -> Response {
    Redirect::to(url.as_str()).into_response()
}
