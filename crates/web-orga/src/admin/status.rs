//! `/orga/admin/`: how the instance is, and what should be done about it.

use axum::extract::State;
use plenary_ops::check::{Facts, Finding, Severity, findings};
use plenary_ops::disk::Space;
use plenary_ops::status::{self, Status};
use plenary_person::people::log;
use plenary_queue::load::Load;
use plenary_web::{AppState, Frame, Page, SiteUrls, Url, Visit};

use super::log::{Line, line};
use super::surroundings::{Known, Surroundings};
use super::{enter, frame, size, when};

/// How many lines of the log the page shows.
const LINES: u64 = 20;

#[derive(askama::Template)]
#[template(path = "admin/status.html")]
struct StatusPage {
    frame: Frame,
    /// How bad (`danger`, `warning`, `info`), what, and where to see about it.
    warnings: Vec<(&'static str, String, Option<Url>)>,
    cards: Vec<(String, Vec<(String, String)>)>,
    kinds: Vec<Load>,
    jobs: Url,
    test_mail: Url,
    lines: Vec<Line>,
}

pub async fn show(State(state): State<AppState>, visit: Visit, Known(about): Known) -> Page {
    enter(&visit)?;
    let actor = visit.actor();
    let status = status::read(&state.database, &actor).await?;
    let lines = log::of_instance(state.database.reader(), &actor, LINES).await?;
    let urls = SiteUrls::new();
    let space = (!about.data.as_os_str().is_empty()).then(|| Space::at(&about.data).ok()).flatten();
    let page = StatusPage {
        frame: frame(&state, &visit, visit.t("admin-status")).await?,
        warnings: warnings(&state, &visit, &about, &status, space),
        cards: vec![
            (visit.t("admin-program"), program(&state, &visit, &about, &status)),
            (visit.t("admin-database"), database(&state, &visit, &about, &status)),
            (visit.t("admin-files"), files(&visit, &about, space)),
            (visit.t("admin-mail"), mail(&visit, &about)),
        ],
        kinds: status.queue.kinds,
        jobs: urls.admin_jobs(),
        test_mail: urls.admin_test_mail(),
        lines: lines.into_iter().map(|entry| line(&state, &visit, entry)).collect(),
    };
    visit.page(&page)
}

fn warnings(
    state: &AppState,
    visit: &Visit,
    about: &Surroundings,
    status: &Status,
    space: Option<Space>,
) -> Vec<(&'static str, String, Option<Url>)> {
    let facts = Facts {
        deploy: true,
        sqlite: status.database.starts_with("SQLite"),
        postgres_version: status.database.clone(),
        pending_migrations: status.pending_migrations.clone(),
        debug: state.site.debug,
        https: state.site.url.starts_with("https://"),
        ..about.facts.clone()
    };
    let jobs = || Some(SiteUrls::new().admin_jobs());
    let mut all = Vec::new();
    if status.queue.dead() > 0 {
        let text = visit.t_args("admin-warning-dead", ("count", status.queue.dead()));
        all.push(("danger", text, jobs()));
    }
    if status.is_idle(state.now())
        && let Some(since) = status.queue.overdue_since
    {
        let text = visit.t_args("admin-warning-idle", ("since", when(state, visit, since)));
        all.push(("danger", text, jobs()));
    }
    if let Some(space) = space.filter(|space| space.is_short()) {
        all.push(("danger", visit.t_args("admin-warning-disk", ("free", size(visit, space.free))), None));
    }
    let mut found = findings(&facts);
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    all.extend(found.into_iter().map(|finding| (level(finding.severity), text(visit, finding), None)));
    all.extend(about.notices.iter().map(|notice| ("warning", notice.clone(), None)));
    all
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "danger",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// A finding in the reader's language.
fn text(visit: &Visit, finding: Finding) -> String {
    let key = format!("admin-check-{}", finding.id.replace('.', "-").to_lowercase());
    if visit.locale().has(&key) { visit.t(&key) } else { finding.message }
}

type Rows = Vec<(String, String)>;

fn program(state: &AppState, visit: &Visit, about: &Surroundings, status: &Status) -> Rows {
    let files: Vec<String> = about.config_files.iter().map(|path| path.display().to_string()).collect();
    let files = if files.is_empty() { visit.t("admin-none") } else { files.join(", ") };
    let mut rows = vec![
        (visit.t("admin-version"), state.site.version.to_owned()),
        (visit.t("admin-address"), state.site.url.clone()),
        (visit.t("admin-config-files"), files),
    ];
    if let Some(path) = &about.executable {
        rows.push((visit.t("admin-executable"), path.display().to_string()));
    }
    rows.push((visit.t("admin-accounts"), status.accounts.to_string()));
    rows.push((visit.t("admin-sessions-open"), status.sessions.to_string()));
    rows.push((visit.t("orga-events"), status.events.to_string()));
    rows
}

fn database(state: &AppState, visit: &Visit, about: &Surroundings, status: &Status) -> Rows {
    let schema = match status.pending_migrations.as_slice() {
        [] => visit.t("admin-schema-current"),
        pending => visit.t_args("admin-schema-pending", ("count", pending.len())),
    };
    let mut rows = vec![(visit.t("admin-engine"), status.database.clone())];
    if !about.database.is_empty() {
        rows.push((visit.t("admin-database-name"), about.database.clone()));
    }
    rows.push((visit.t("admin-size"), size(visit, status.size)));
    rows.push((visit.t("admin-schema"), schema));
    rows.push((visit.t("admin-cache"), visit.t_args("admin-cache-entries", ("count", status.cached))));
    let pages = visit.t_args("admin-cache-pages-limit", ("size", state.site.page_cache));
    rows.push((visit.t("admin-cache-pages"), pages));
    rows
}

fn files(visit: &Visit, about: &Surroundings, space: Option<Space>) -> Rows {
    let paths = [("admin-data", &about.data), ("admin-logs", &about.logs), ("admin-media", &about.media)];
    let mut rows: Rows = paths
        .into_iter()
        .filter(|(_, path)| !path.as_os_str().is_empty())
        .map(|(key, path)| (visit.t(key), path.display().to_string()))
        .collect();
    let free = match space {
        Some(space) => {
            let args = (("free", size(visit, space.free)), ("total", size(visit, space.total)));
            visit.t_args("admin-free-of", args)
        }
        None => visit.t("admin-unknown"),
    };
    rows.push((visit.t("admin-free"), free));
    rows
}

/// How mail goes out.
pub fn mail(visit: &Visit, about: &Surroundings) -> Rows {
    let or_none = |text: &str| if text.is_empty() { visit.t("admin-none") } else { text.to_owned() };
    let server = about.mail.as_ref().and_then(|mail| mail.server.as_ref());
    let encryption = match (about.facts.mail_tls, about.facts.mail_ssl) {
        (true, true) => visit.t("admin-check-pretalx-e002"),
        (true, false) => "STARTTLS".to_owned(),
        (false, true) => "TLS".to_owned(),
        (false, false) => visit.t("admin-mail-plain"),
    };
    let mut rows = match server {
        Some(server) => vec![
            (visit.t("admin-mail-server"), format!("{}:{}", server.host, server.port)),
            (visit.t("admin-mail-encryption"), encryption),
            (visit.t("admin-mail-user"), or_none(&about.mail_user)),
            (
                visit.t("admin-mail-password"),
                visit.t(if about.has_mail_password { "admin-set" } else { "admin-none" }),
            ),
        ],
        None => vec![(visit.t("admin-mail-server"), visit.t("admin-none"))],
    };
    rows.push((visit.t("admin-mail-from"), or_none(&about.facts.mail_sender)));
    rows.push((visit.t("admin-mail-errors"), or_none(&about.error_recipients.join(", "))));
    rows
}
