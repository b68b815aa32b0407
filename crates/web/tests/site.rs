//! The kit as browsers meet it: every layer in place, no network.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::routing::get;
use axum::{Router, response::Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::BodyExt;
use plenary_model::{Error, I18nText, Message};
use plenary_store::entity::account;
use plenary_store::testing::{TestDatabase, sqlite_database};
use plenary_web::{
    AppState, EventHead, Field, Form, Frame, Notice, Page, Site, Submitted, Visit, kit_router, layers,
    see_other, urls::SiteUrls,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use sha2::{Digest, Sha256};
use tower::ServiceExt;

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn cookies(&self) -> Vec<String> {
        self.headers.get_all(header::SET_COOKIE).iter().map(|v| v.to_str().unwrap().to_owned()).collect()
    }

    /// The `name=value` of the session cookie.
    fn session(&self) -> String {
        self.cookies()
            .into_iter()
            .find(|cookie| cookie.starts_with("plenary_session="))
            .and_then(|cookie| cookie.split(';').next().map(str::to_owned))
            .expect("a session cookie")
    }

    /// The hash by which the policy allows the page's style block.
    fn style_hash(&self) -> String {
        let policy = self.header("content-security-policy");
        policy.split("'sha256-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a hash").to_owned()
    }
}

#[derive(askama::Template)]
#[template(
    source = r#"{% extends "layout/public.html" %}{% block content %}<form method="post" enctype="{{ form.enctype() }}">{{ form.errors() }}{% for field in form.all() %}{{ field }}{% endfor %}</form>{% endblock %}"#,
    ext = "html"
)]
struct FormPage {
    frame: Frame,
    form: Form,
}

fn form(visit: &Visit) -> Form {
    Form::new(visit.locale())
        .with(Field::text("title", "Title").required().max(10))
        .with(Field::i18n("name", "Name", &["en".into(), "de".into()]))
        .with(Field::password("password", "Password").required())
        .with(Field::lines("text", "Text"))
}

async fn show(State(state): State<AppState>, visit: Visit) -> Page {
    let frame = visit.public_frame(&state).await?.title("A form").style(".x{color:red}");
    visit.page(&FormPage { frame, form: form(&visit) })
}

async fn save(State(state): State<AppState>, visit: Visit, submitted: Submitted) -> Page {
    let mut form = form(&visit).read(&submitted);
    let outcome = form.check().and_then(|()| match form.text("title") {
        "taken" => Err(Error::invalid("title", "error-choice")),
        "late" => Err(Error::conflict(Message::new("error-409-text"))),
        "mine" => Err(Error::Forbidden),
        _ => Ok(()),
    });
    match outcome {
        Ok(()) => {
            let url = SiteUrls::new().root();
            visit.say(&state, Notice::success("“Opening” has been saved.").about("Opening", &url)).await?;
            Ok(see_other(&url))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&FormPage { frame: visit.public_frame(&state).await?, form })
        }
    }
}

fn head() -> EventHead {
    EventHead {
        id: 1,
        slug: "demo".into(),
        name: I18nText::plain("Demo & Friends"),
        date_from: "2026-09-04".parse().unwrap(),
        date_to: "2026-09-06".parse().unwrap(),
        time_zone: "UTC".into(),
        locales: vec!["de".into()],
        locale: "de".into(),
        email: "orga@example.org".into(),
        site_url: None,
        has_styles: false,
        accent: plenary_web::colour::Accent::of(Some("#3aa57c")),
        logo: None,
        header_image: None,
        is_public: true,
        hide_from_search: false,
        header_links: vec![
            ("Bad".into(), "javascript:alert(1)".into()),
            ("Good".into(), "https://x.example".into()),
        ],
        footer_links: Vec::new(),
        imprint_url: None,
        shows_schedule: true,
        shows_featured: false,
        organises: false,
        has_proposals: false,
    }
}

async fn in_event(State(state): State<AppState>, visit: Visit) -> Page {
    visit.enter(head());
    visit.page(&FormPage { frame: visit.public_frame(&state).await?, form: form(&visit) })
}

async fn hidden_in_event(visit: Visit) -> Page {
    visit.enter(head());
    Err(Error::NotFound.into())
}

async fn private(visit: Visit) -> Page {
    visit.enter(head());
    let account = visit.logged_in()?;
    Ok(Response::new(Body::from(account.email.clone())))
}

async fn log_in(State(state): State<AppState>, visit: Visit) -> Page {
    let account = account::Entity::find_by_id(1).one(state.database.reader()).await?;
    visit.log_in(&state, &account.expect("the account")).await?;
    Ok(see_other(&SiteUrls::new().root()))
}

async fn log_out(State(state): State<AppState>, visit: Visit) -> Page {
    visit.log_out(&state).await?;
    Ok(see_other(&SiteUrls::new().root()))
}

async fn broken() -> Page {
    Err(Error::internal("the secret reason").into())
}

async fn tagged() -> Response {
    let headers = [(header::ETAG, "\"abc\""), (header::CONTENT_TYPE, "text/css")];
    axum::response::IntoResponse::into_response((headers, "a{}".repeat(1000)))
}

async fn panics() -> Page {
    panic!("the secret reason")
}

async fn limited() -> Page {
    Err(Error::Limited { retry_after_seconds: 300 }.into())
}

struct TestSite {
    app: Router,
    _database: TestDatabase,
    _media: tempfile::TempDir,
}

impl TestSite {
    async fn new() -> Self {
        let database = sqlite_database().await;
        let media = tempfile::tempdir().unwrap();
        std::fs::create_dir(media.path().join("demo")).unwrap();
        std::fs::write(media.path().join("demo/a.png"), "png").unwrap();
        std::fs::write(media.path().join("demo/a.html"), "<script>alert(1)</script>").unwrap();
        std::fs::write(media.path().join("demo/a.svg"), "<svg/>").unwrap();
        let site = Site {
            url: "https://plan.example".into(),
            debug: true,
            secure_cookies: true,
            media: media.path().to_owned(),
            ..Site::default()
        };
        let state = AppState::new(database.database.clone(), site, b"secret");
        let router = kit_router(&state)
            .route("/", get(show).post(save))
            .route("/demo/", get(in_event))
            .route("/demo/hidden/", get(hidden_in_event))
            .route("/demo/me/", get(private))
            .route("/log-in", get(log_in))
            .route("/log-out", get(log_out))
            .route("/broken", get(broken))
            .route("/tagged", get(tagged))
            .route("/panics", get(panics))
            .route("/limited", get(limited));
        Self { app: layers(router, state), _database: database, _media: media }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    async fn post(&self, path: &str, body: &str) -> Answer {
        self.post_with(path, body, &[("sec-fetch-site", "same-origin")]).await
    }

    async fn post_with(&self, path: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }
}

#[tokio::test]
async fn security_headers_and_the_hash_of_the_style() {
    let site = TestSite::new().await;
    let first = site.get("/").await;
    assert_eq!(first.status, StatusCode::OK);
    assert_eq!(first.header("x-content-type-options"), "nosniff");
    assert_eq!(first.header("x-frame-options"), "DENY");
    assert_eq!(first.header("referrer-policy"), "strict-origin-when-cross-origin");
    assert_eq!(first.header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(first.header("content-language"), "en");
    assert!(!first.header("x-request-id").is_empty());
    let policy = first.header("content-security-policy");
    assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
    assert!(first.body.contains("<style>.x{color:red}</style>"));
    assert_eq!(first.style_hash(), STANDARD.encode(Sha256::digest(".x{color:red}")));
    assert!(first.cookies().is_empty(), "a visit alone sets no cookie");
    assert!(!first.body.contains(" style="), "no style attributes");
}

#[tokio::test]
async fn changes_from_other_sites_are_refused() {
    let site = TestSite::new().await;
    for headers in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("origin", "https://evil.example"), ("host", "plan.example")],
        &[],
    ] {
        let answer = site.post_with("/", "title=x", headers).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.body.contains("came from another site"), "{}", answer.body);
    }
    let answer = site.post_with("/", "title=x&password=y", &[("origin", "https://plan.example")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn error_pages() {
    let site = TestSite::new().await;
    let missing = site.get("/nowhere/").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.body.contains("<h1>This page does not exist</h1>"), "{}", missing.body);

    let method = site.post("/broken", "").await;
    assert_eq!(method.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(method.header("allow").contains("GET"), "{}", method.header("allow"));
    assert!(method.body.contains("<h1>"));

    for path in ["/broken", "/panics"] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert!(!answer.body.contains("secret reason"), "{path}");
        assert!(answer.body.contains(answer.header("x-request-id")), "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
    }

    let limited = site.get("/limited").await;
    assert_eq!(limited.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(limited.header("retry-after"), "300");
    assert!(limited.body.contains("wait for 5 minutes"));

    assert_eq!(site.get("/x%00y").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(site.get("/?a=%00").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(site.post("/", "title=%00").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn error_pages_are_in_the_events_frame_and_language() {
    let site = TestSite::new().await;
    let answer = site.get_with("/demo/hidden/", &[("accept-language", "en")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("Demo &#38; Friends") || answer.body.contains("Demo &amp; Friends"));
    assert!(answer.body.contains("Diese Seite gibt es nicht"));
    assert!(answer.body.contains("--event-color:#3aa57c"));
}

#[tokio::test]
async fn what_was_typed_is_kept() {
    let site = TestSite::new().await;
    let answer =
        site.post("/", "title=much+too+long+%3Cb%3E&name_de=Hallo&password=hunter2&text=one%0D%0Atwo").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let body = &answer.body;
    assert!(body.contains("much too long &#60;b&#62;") || body.contains("much too long &lt;b&gt;"), "{body}");
    assert!(body.contains("value=\"Hallo\"") && body.contains("one\ntwo"), "{body}");
    assert!(!body.contains("hunter2"), "passwords are not sent back");
    assert!(body.contains("at most 10 characters. At the moment there are 17"), "{body}");
    assert!(body.contains("data-error-summary") && body.contains("href=\"#id_title\""), "{body}");
    assert!(body.contains("aria-invalid=\"true\"") && body.contains("id_title_error"), "{body}");

    let taken = site.post("/", "title=taken&password=x").await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.body.contains("This option is not available"));
    let late = site.post("/", "title=late&password=x").await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("reload the page"));
    assert_eq!(site.post("/", "title=mine&password=x").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn multipart_forms() {
    let site = TestSite::new().await;
    let body = "--X\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nmuch too long too\r\n\
                --X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"C:\\\\a.txt\"\r\n\r\nfile\r\n--X--\r\n";
    let request = Request::post("/")
        .header("content-type", "multipart/form-data; boundary=X")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    let answer = site.send(request).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("value=\"much too long too\""), "{}", answer.body);
}

#[tokio::test]
async fn messages_survive_the_redirect_once() {
    let site = TestSite::new().await;
    let saved = site.post("/", "title=x&password=y").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let cookie = &saved.cookies()[0];
    for part in ["plenary_session=", "HttpOnly", "SameSite=Lax", "Secure", "Path=/", "Max-Age=12096"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    let session = saved.session();
    let shown = site.get_with("/", &[("cookie", &session)]).await;
    assert!(shown.body.contains("“<a href=\"/\">Opening</a>” has been saved."), "{}", shown.body);
    let again = site.get_with("/", &[("cookie", &session)]).await;
    assert!(!again.body.contains("has been saved"));
}

#[tokio::test]
async fn log_in_and_out() {
    let site = TestSite::new().await;
    let database = &site._database.database;
    let tx = database.begin().await.unwrap();
    let row = account::ActiveModel {
        id: Set(1),
        password: Set("!".into()),
        name: Set("Ada".into()),
        email: Set("ada@example.org".into()),
        email_verification_state: Set(plenary_model::EmailVerification::Verified),
        created: Set(tx.now()),
        is_active: Set(true),
        is_administrator: Set(false),
        locale: Set("de".into()),
        timezone: Set("UTC".into()),
        ..Default::default()
    };
    account::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
    tx.commit().await.unwrap();

    let refused = site.get("/demo/me/?a=b").await;
    assert_eq!(refused.status, StatusCode::FOUND);
    assert_eq!(refused.header("location"), "/demo/login/?next=/demo/me/%3Fa%3Db");

    let entered = site.get("/log-in").await;
    // The account's language becomes the browser's: pages that are the same for everyone follow it.
    assert!(entered.cookies().iter().any(|cookie| cookie.starts_with("plenary_language=de;")));
    assert!(entered.cookies().iter().any(|cookie| cookie.starts_with("plenary_account=1;")));
    let session = entered.session();
    let mine = site.get_with("/demo/me/", &[("cookie", &session)]).await;
    assert_eq!((mine.status, mine.body.as_str()), (StatusCode::OK, "ada@example.org"));
    // The account's language counts outside events.
    assert_eq!(site.get_with("/", &[("cookie", &session)]).await.header("content-language"), "de");

    // A page for somebody who is logged in: session and account, no more. (The first one also reads
    // which events there are.)
    site.get_with("/demo/", &[("cookie", &session)]).await;
    let before = database.statements();
    site.get_with("/demo/", &[("cookie", &session)]).await;
    assert_eq!(database.statements() - before, 2);

    let forged = format!("{}x", session);
    assert_eq!(site.get_with("/demo/me/", &[("cookie", &forged)]).await.status, StatusCode::FOUND);

    // Choosing a language is kept with the account.
    site.get_with("/locale/set?locale=en&next=/", &[("cookie", &session)]).await;
    assert_eq!(site.get_with("/", &[("cookie", &session)]).await.header("content-language"), "en");

    let left = site.get_with("/log-out", &[("cookie", &session)]).await;
    assert!(left.cookies().iter().any(|cookie| cookie.starts_with("plenary_account=;")));
    assert_eq!(site.get_with("/demo/me/", &[("cookie", &session)]).await.status, StatusCode::FOUND);

    // Accounts that are switched off are nobody.
    let session = site.get("/log-in").await.session();
    let tx = database.begin().await.unwrap();
    let off = account::ActiveModel { id: Set(1), is_active: Set(false), ..Default::default() };
    off.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(site.get_with("/demo/me/", &[("cookie", &session)]).await.status, StatusCode::FOUND);
}

#[tokio::test]
async fn languages() {
    let site = TestSite::new().await;
    let language = async |path: &str, headers: &[(&str, &str)]| {
        site.get_with(path, headers).await.header("content-language").to_owned()
    };
    assert_eq!(language("/", &[]).await, "en");
    assert_eq!(language("/", &[("accept-language", "de-AT, en;q=0.5")]).await, "de");
    assert_eq!(language("/", &[("accept-language", "de"), ("cookie", "plenary_language=en")]).await, "en");
    assert_eq!(language("/?lang=de", &[("cookie", "plenary_language=en")]).await, "de");
    assert_eq!(language("/demo/?lang=en", &[]).await, "de");

    let set = site.get("/locale/set?locale=de&next=/demo/%3Fa=b").await;
    assert_eq!(set.status, StatusCode::FOUND);
    assert_eq!(set.header("location"), "/demo/?a=b");
    assert!(
        set.cookies()[0].starts_with("plenary_language=de; Path=/; Max-Age=315360000"),
        "{:?}",
        set.cookies()
    );
    for bad in ["//evil.example", "https://evil.example", "/%5Cevil.example", ""] {
        let answer = site.get(&format!("/demo/locale/set?locale=de&next={bad}")).await;
        assert_eq!(answer.header("location"), "/", "{bad}");
    }
    assert!(site.get("/locale/set?locale=tlh").await.cookies().is_empty());
    // A link on another site leads to the page, and changes nothing.
    for from in [("sec-fetch-site", "cross-site"), ("referer", "https://evil.example/")] {
        let answer = site.get_with("/demo/locale/set?locale=de&next=/demo/", &[from]).await;
        assert_eq!(answer.header("location"), "/demo/");
        assert!(answer.cookies().is_empty(), "{from:?}");
    }
}

#[tokio::test]
async fn a_long_form_is_not_answered_with_itself() {
    let site = TestSite::new().await;
    let much = "x".repeat(1024 * 1024);
    let answer = site.post("/", &format!("title={much}&password=a")).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.len() < 10_000 && !answer.body.contains("xxxxxxxx"));
    let encoded = "%C3%A4".repeat(1024 * 1024);
    assert_eq!(site.post("/", &encoded).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let part = format!("--b\r\ncontent-disposition: form-data; name=\"title\"\r\n\r\n{much}\r\n--b--\r\n");
    let request = Request::post("/")
        .header("content-type", "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin");
    let answer = site.send(request.body(Body::from(part)).unwrap()).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    // A long text is one.
    let long = "%C3%A4".repeat(100_000);
    let answer = site.post("/", &format!("title=a&password=a&text={long}")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_strong_tag_names_bytes() {
    let site = TestSite::new().await;
    assert_eq!(site.get("/tagged").await.header("etag"), "\"abc\"");
    for encoding in ["gzip", "br"] {
        let answer = site.get_with("/tagged", &[("accept-encoding", encoding)]).await;
        assert_eq!((answer.header("content-encoding"), answer.header("etag")), (encoding, "W/\"abc\""));
    }
}

#[tokio::test]
async fn addresses_that_nobody_made() {
    let site = TestSite::new().await;
    for path in ["//schedule/?version=1", "//evil.example/schedule", "//", "//demo/"] {
        let answer = site.get(path).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::NOT_FOUND, ""), "{path}");
    }
    for path in ["a".repeat(300), "a/".repeat(3000), "%C3%A4".repeat(130)] {
        assert_eq!(site.get(&format!("/media/{path}.png")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn appearance() {
    let site = TestSite::new().await;
    let set = site.post("/theme/set", "theme=dark&next=/").await;
    assert!(set.cookies()[0].starts_with("plenary_theme=dark;"), "{:?}", set.cookies());
    let dark = site.get_with("/", &[("cookie", "plenary_theme=dark")]).await;
    assert!(dark.body.contains("data-theme=\"dark\""));
    let hostile = site.get_with("/", &[("cookie", "plenary_theme=\"><script>")]).await;
    assert!(!hostile.body.contains("data-theme="));
}

#[tokio::test]
async fn links_of_organisers_lead_to_the_web() {
    let site = TestSite::new().await;
    let body = site.get("/demo/").await.body;
    assert!(body.contains("https://x.example") && !body.contains("javascript:"), "{body}");
}

#[tokio::test]
async fn media_files_cannot_act() {
    let site = TestSite::new().await;
    let picture = site.get("/media/demo/a.png").await;
    assert_eq!(picture.header("content-type"), "image/png");
    assert_eq!(picture.header("content-disposition"), "inline");
    for name in ["a.html", "a.svg"] {
        let file = site.get(&format!("/media/demo/{name}")).await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(file.header("content-type"), "application/octet-stream");
        assert_eq!(file.header("content-disposition"), "attachment");
        assert_eq!(file.header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
    }
    for path in [
        "/media/../Cargo.toml",
        "/media/%2e%2e/Cargo.toml",
        "/media/demo/",
        "/media/",
        "/media/demo/..%2f..%2fx",
    ] {
        let status = site.get(path).await.status;
        assert!(status == StatusCode::NOT_FOUND || status == StatusCode::BAD_REQUEST, "{path}: {status}");
    }
}

#[tokio::test]
async fn front_end_files() {
    let site = TestSite::new().await;
    assert_eq!(site.get("/static/manifest.json").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/static/../Cargo.toml").await.status, StatusCode::NOT_FOUND);
    let page = site.get("/").await.body;
    // Only where `npm run build` has run.
    if let Some(path) =
        page.split("rel=\"stylesheet\" href=\"").nth(1).and_then(|rest| rest.split('"').next())
        && !path.is_empty()
    {
        let css = site.get(path).await;
        assert_eq!(css.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(css.header("content-type"), "text/css; charset=utf-8");
    }
}

#[tokio::test]
async fn the_styleguide_draws() {
    let site = TestSite::new().await;
    for path in ["/_styleguide/", "/_styleguide/schedule/?rooms=12", "/_styleguide/orga/"] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(!answer.body.contains(" style="), "{path}");
        assert!(!answer.body.contains("<script>"), "{path}");
    }
    assert_eq!(
        site.send(
            Request::builder()
                .method(Method::POST)
                .uri("/_styleguide/")
                .header("sec-fetch-site", "none")
                .body(Body::empty())
                .unwrap()
        )
        .await
        .status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}
