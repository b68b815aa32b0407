//! A visitor for tests: asks the whole site, with every layer in place, without a network; keeps
//! cookies and sends forms as browsers do.

use std::collections::BTreeMap;
use std::sync::Mutex;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use plenary_store::testing::TestDatabase;
use tower::ServiceExt;

use crate::{AppState, Site, kit_router, layers};

/// Where the site of tests is.
pub const SITE_URL: &str = "https://plan.example";

/// The site of a test: the kit and the given pages over the test's database.
pub fn site(test: &TestDatabase, pages: Router<AppState>) -> Router {
    site_with(test, pages, Site::default())
}

/// The same with other settings; the address is always [`SITE_URL`].
pub fn site_with(test: &TestDatabase, pages: Router<AppState>, site: Site) -> Router {
    let site = Site { url: SITE_URL.to_owned(), ..site };
    let state = AppState::new(test.database.clone(), site, b"a secret of tests");
    layers(kit_router(&state).merge(pages), state)
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    /// The body as it came.
    pub bytes: Bytes,
}

impl Answer {
    /// The first value of a header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }
}

/// Somebody with a browser of their own.
pub struct Visitor {
    app: Router,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Visitor {
    pub fn new(app: &Router) -> Self {
        Self { app: app.clone(), cookies: Mutex::default() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[("accept", "text/html")], String::new()).await
    }

    /// Sends a form from a page of this site.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let headers =
            [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
        self.send(Method::POST, path, &headers, body).await
    }

    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: String) -> Answer {
        self.send_bytes(method, path, headers, body.into_bytes()).await
    }

    /// The same with a body that need not be text. `host` among the headers stands for ours.
    pub async fn send_bytes(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header(header::HOST, "plan.example");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let cookies = self.cookie_header();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies);
        }
        let request = request.body(Body::from(body)).expect("a request");
        let response = self.app.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes();
        self.keep_cookies(&parts.headers);
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().expect("no test panicked").get(name).cloned()
    }

    /// Has the browser send this cookie from now on, wherever its value comes from.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().expect("no test panicked").insert(name.to_owned(), value.to_owned());
    }

    fn cookie_header(&self) -> String {
        let cookies = self.cookies.lock().expect("no test panicked");
        cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().expect("no test panicked");
        for text in headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let pair = text.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                if text.contains("Max-Age=0") || value.is_empty() {
                    cookies.remove(name);
                } else {
                    cookies.insert(name.to_owned(), value.to_owned());
                }
            }
        }
    }
}
