//! The two ends of the site: kept answers are given before anything else runs, new ones are taken
//! where they leave.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll};

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use axum::middleware::Next;
use tower::Service;

use super::answer::Answer;
use super::key::{Key, key, may_be_kept};
use crate::state::AppState;
use crate::visit::Context;

/// Around the whole site: answers what is kept, passes on the rest.
#[derive(Clone)]
pub(crate) struct Finished<S> {
    site: S,
    state: AppState,
}

impl<S> Finished<S> {
    pub fn new(site: S, state: AppState) -> Self {
        Self { site, state }
    }

    fn kept(&self, request: &Request) -> Option<Arc<Answer>> {
        let directory = self.state.directory.peek()?;
        let key = key(&directory, request.method(), request.uri(), request.headers())?;
        self.state.finished.get(&key, self.state.now())
    }
}

impl<S> Service<Request> for Finished<S>
where
    S: Service<Request, Response = Response<Body>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send + 'static,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut task::Context<'_>) -> Poll<Result<(), Infallible>> {
        self.site.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match self.kept(&request) {
            Some(answer) => Box::pin(async move { Ok(answer.respond(request.headers()).await) }),
            None => Box::pin(self.site.call(request)),
        }
    }
}

/// Middleware: makes each answer for everyone once, and keeps it.
pub(crate) async fn collect(State(state): State<AppState>, request: Request, next: Next) -> Response<Body> {
    if !may_be_kept(request.method(), request.uri()) {
        return next.run(request).await;
    }
    let directory = match state.directory.get().await {
        Ok(directory) => directory,
        // The handler will meet the same error and say so.
        Err(_) => return next.run(request).await,
    };
    let Some(wanted) = key(&directory, request.method(), request.uri(), request.headers()) else {
        return next.run(request).await;
    };
    let _turn = state.finished.turn(&wanted).await;
    let headers = request.headers().clone();
    if let Some(answer) = state.finished.get(&wanted, state.now()) {
        return answer.respond(&headers).await;
    }
    let context = request.extensions().get::<Context>().cloned();
    // The whole answer is wanted, whatever this client has already.
    let mut request = request;
    request.headers_mut().remove(header::IF_NONE_MATCH);
    request.headers_mut().remove(header::IF_MODIFIED_SINCE);
    let is_head = request.method() == Method::HEAD;
    if is_head {
        *request.method_mut() = Method::GET;
    }
    let response = next.run(request).await;
    let shared = context.and_then(|context| context.shared());
    let Some(shared) = shared.filter(|_| is_for_everyone(&response)) else {
        return super::answer::unless_known(response, &headers);
    };
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return axum::response::IntoResponse::into_response(StatusCode::INTERNAL_SERVER_ERROR);
    };
    let mut kept = parts.headers;
    let html = kept.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if html {
        // Anyone may keep it, and asks whether it is still the same: that costs next to nothing.
        kept.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    }
    let Some(answer) = Answer::new(kept, body, shared.until).map(Arc::new) else {
        return axum::response::IntoResponse::into_response(StatusCode::INTERNAL_SERVER_ERROR);
    };
    // Read from a later state than the directory knew? Then it is that state's answer.
    if shared.event == wanted.event {
        state.finished.keep(Key { revision: shared.revision, ..wanted }, answer.clone());
    }
    answer.respond(&headers).await
}

fn is_for_everyone(response: &Response<Body>) -> bool {
    let headers = response.headers();
    let private = headers
        .get(header::CACHE_CONTROL)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("no-store"));
    response.status() == StatusCode::OK && !headers.contains_key(header::SET_COOKIE) && !private
}
