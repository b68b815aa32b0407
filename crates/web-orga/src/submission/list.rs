//! The list of proposals: all of an event, by state, by words.

use axum::extract::{Path, State};
use plenary_locale::Locale;
use plenary_model::SubmissionState;
use plenary_submission::list::{self, Listed};
use plenary_web::grid::track_css;
use plenary_web::{AppState, DEFAULT_SIZE, Frame, Page, Pagination, Url, Visit};

use crate::entrance::{Entrance, enter};
use crate::query;

#[derive(askama::Template)]
#[template(path = "orga/submissions.html")]
struct ListPage {
    frame: Frame,
    filters: Vec<Filter>,
    q: String,
    state: Option<SubmissionState>,
    /// The list without the search.
    without_search: Url,
    has_tracks: bool,
    rows: Vec<Row>,
    /// Of the event, whatever is filtered.
    total: usize,
    pagination: Pagination,
    cfp: Url,
}

/// One state, or all of them.
struct Filter {
    label: String,
    count: usize,
    url: Url,
    current: bool,
}

struct Row {
    url: Url,
    title: String,
    language: String,
    speakers: String,
    kind: String,
    /// Class and name.
    track: Option<(String, String)>,
    state: SubmissionState,
    pending: Option<SubmissionState>,
    /// For machines and for people.
    submitted: (String, String),
}

/// The states a proposal on this list may be in.
const STATES: [SubmissionState; 6] = [
    SubmissionState::Submitted,
    SubmissionState::Accepted,
    SubmissionState::Confirmed,
    SubmissionState::Rejected,
    SubmissionState::Withdrawn,
    SubmissionState::Canceled,
];

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let all = list::of_event(state.database.reader(), &visit.actor(), &entrance.event).await?;
    let total = all.len();
    let q = query::value(&visit, "q");
    let wanted = query::value(&visit, "state").parse().ok().filter(|state| STATES.contains(state));
    let base = |state: Option<SubmissionState>, q: &str| {
        let url = entrance.urls().submissions();
        let url = match state {
            Some(state) => url.query("state", state),
            None => url,
        };
        if q.is_empty() { url } else { url.query("q", q) }
    };

    let found: Vec<&Listed> = all.iter().filter(|listed| matches(listed, &q)).collect();
    let count = |of| found.iter().filter(|listed| listed.submission.state == of).count();
    let mut filters = vec![Filter {
        label: visit.t("orga-state-all"),
        count: found.len(),
        url: base(None, &q),
        current: wanted.is_none(),
    }];
    filters.extend(STATES.into_iter().map(|of| Filter {
        label: state_label(&visit, of),
        count: count(of),
        url: base(Some(of), &q),
        current: wanted == Some(of),
    }));

    let shown: Vec<&Listed> = found
        .into_iter()
        .filter(|listed| wanted.is_none_or(|state| listed.submission.state == state))
        .collect();
    let page = query::value(&visit, "page").parse().unwrap_or(1);
    let pagination =
        Pagination::new(visit.locale(), base(wanted, &q), page, DEFAULT_SIZE, shown.len() as u64);
    let from = usize::try_from(pagination.offset()).unwrap_or(0);
    let size = usize::try_from(pagination.size).unwrap_or(usize::MAX);
    let colours: std::collections::BTreeMap<i32, &str> = all
        .iter()
        .filter_map(|listed| listed.track.as_ref())
        .map(|track| (track.id, track.color.as_str()))
        .collect();
    let frame =
        entrance.frame(&state, &visit).await?.title(visit.t("orga-proposals")).style(&track_css(colours));
    visit.page(&ListPage {
        frame,
        filters,
        state: wanted,
        without_search: base(wanted, ""),
        has_tracks: all.iter().any(|listed| listed.track.is_some()),
        rows: shown.into_iter().skip(from).take(size).map(|listed| row(&visit, &entrance, listed)).collect(),
        q,
        total,
        pagination,
        cfp: entrance.public_urls().cfp(),
    })
}

fn row(visit: &Visit, entrance: &Entrance, listed: &Listed) -> Row {
    let submission = &listed.submission;
    let created = submission.created.map(|at| at.in_zone(&entrance.event.zone()).date());
    Row {
        url: entrance.urls().submission(&submission.code),
        title: submission.title.clone(),
        language: submission.content_locale.clone(),
        speakers: names(listed),
        kind: entrance.text(visit, &listed.submission_type.name),
        track: listed
            .track
            .as_ref()
            .map(|track| (format!("track-{}", track.id), entrance.text(visit, &track.name))),
        state: submission.state,
        pending: submission.pending_state,
        submitted: created.map(|day| (day.to_string(), date(visit.locale(), day))).unwrap_or_default(),
    }
}

fn date(locale: Locale, day: jiff::civil::Date) -> String {
    locale.date_short(day)
}

/// The speakers of a proposal in their order.
pub fn names(listed: &Listed) -> String {
    listed.speakers.iter().map(|speaker| speaker.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Whether every word stands in title, speakers or code, whatever the case.
fn matches(listed: &Listed, q: &str) -> bool {
    if q.is_empty() {
        return true;
    }
    let text =
        format!("{}\n{}\n{}", listed.submission.title, names(listed), listed.submission.code).to_lowercase();
    q.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

/// What a state is called as the name of a filter.
fn state_label(visit: &Visit, state: SubmissionState) -> String {
    visit.t(match state {
        SubmissionState::Draft => "kit-state-draft",
        SubmissionState::Submitted => "orga-state-submitted",
        SubmissionState::Accepted => "orga-state-accepted",
        SubmissionState::Confirmed => "orga-state-confirmed",
        SubmissionState::Rejected => "orga-state-rejected",
        SubmissionState::Canceled => "orga-state-canceled",
        SubmissionState::Withdrawn => "orga-state-withdrawn",
    })
}
