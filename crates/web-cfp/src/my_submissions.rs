//! What a speaker has submitted, and how it stands.

use axum::extract::{Path, State};
use plenary_model::SubmissionState;
use plenary_submission::list::{self, Listed};
use plenary_web::entrance::enter_or_log_in;
use plenary_web::{AppState, EventUrls, Frame, Page, Url, Visit};

#[derive(askama::Template)]
#[template(path = "cfp/my_submissions.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
    submit: Option<Url>,
}

struct Row {
    title: String,
    url: Url,
    state: SubmissionState,
    kind: String,
    confirm: Option<Url>,
}

pub async fn list(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_or_log_in(&state, &visit, &slug).await?;
    let event = &entrance.event;
    visit.logged_in()?;
    let db = state.database.reader();
    let proposals = list::own(db, &visit.actor(), event).await?;
    let open = plenary_submission::cfp::Cfp::load(db, event).await?.is_open(event, state.now());
    let urls = EventUrls::new(&event.slug);
    let locale = visit.locale();
    let rows = proposals
        .into_iter()
        .map(|listed| Row {
            url: urls.my_submission(&listed.submission.code),
            confirm: can_confirm(&listed).then(|| urls.my_submission_confirm(&listed.submission.code)),
            kind: listed.submission_type.name.get(locale.code(), &event.locale).to_owned(),
            state: listed.submission.state,
            title: listed.submission.title,
        })
        .collect();
    let frame = visit.public_frame(&state).await?.title(visit.t("kit-my-proposals")).hide_from_search();
    visit.page(&ListPage { frame, rows, submit: open.then(|| urls.submit()) })
}

#[derive(askama::Template)]
#[template(path = "cfp/my_submission.html")]
struct ShowPage {
    frame: Frame,
    title: String,
    state: SubmissionState,
    /// What the state means and what comes next.
    explanation: String,
    confirm: Option<Url>,
    withdraw: Option<Url>,
    facts: Vec<(String, String)>,
    /// Heading and HTML.
    texts: Vec<(String, String)>,
}

pub fn can_confirm(listed: &Listed) -> bool {
    listed.submission.state == SubmissionState::Accepted
}

pub fn can_withdraw(listed: &Listed) -> bool {
    matches!(listed.submission.state, SubmissionState::Submitted | SubmissionState::Accepted)
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
) -> Page {
    let entrance = enter_or_log_in(&state, &visit, &slug).await?;
    let event = &entrance.event;
    visit.logged_in()?;
    let listed = list::own_one(state.database.reader(), &visit.actor(), event, &code).await?;
    let urls = EventUrls::new(&event.slug);
    let locale = visit.locale();
    let text = |value: &plenary_model::I18nText| value.get(locale.code(), &event.locale).to_owned();
    let submission = &listed.submission;
    let speakers: Vec<&str> = listed.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    let mut facts = vec![
        (visit.t("cfp-speakers"), speakers.join(", ")),
        (visit.t("cfp-type"), text(&listed.submission_type.name)),
        (visit.t("cfp-duration"), locale.duration(i64::from(listed.duration()))),
    ];
    if let Some(track) = &listed.track {
        facts.push((visit.t("cfp-track"), text(&track.name)));
    }
    facts.push((visit.t("cfp-code"), submission.code.clone()));
    let texts = [
        ("cfp-abstract", &submission.abstract_text),
        ("cfp-description", &submission.description),
        ("cfp-notes", &submission.notes),
    ];
    let texts = texts
        .into_iter()
        .filter_map(|(key, text)| Some((visit.t(key), plenary_markup::html(text.as_deref()?))))
        .collect();
    let frame = visit
        .public_frame(&state)
        .await?
        .title(submission.title.clone())
        .hide_from_search()
        .above(visit.t("kit-my-proposals"), urls.my_submissions());
    visit.page(&ShowPage {
        frame,
        title: submission.title.clone(),
        state: submission.state,
        explanation: visit.t(&format!("cfp-explain-{}", submission.state)),
        confirm: can_confirm(&listed).then(|| urls.my_submission_confirm(&submission.code)),
        withdraw: can_withdraw(&listed).then(|| urls.my_submission_withdraw(&submission.code)),
        facts,
        texts,
    })
}
