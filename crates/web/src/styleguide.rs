//! Every component in every state, at `/_styleguide/` in debug mode. Not part of the product: its
//! sample texts are the only ones outside the catalogues.

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use plenary_model::error::FieldError;
use plenary_model::{Error, I18nText, Message, SubmissionState, Timestamp};
use serde::Deserialize;

use crate::colour::Accent;
use crate::component::{Avatar, Badge, StateBadge};
use crate::event_head::EventHead;
use crate::failure::Page;
use crate::form::{Choice, Field, Form};
use crate::frame::Frame;
use crate::grid::{Entry, Grid, Room, placement_css, track_css};
use crate::nav::Navigation;
use crate::notice::Notice;
use crate::pagination::Pagination;
use crate::state::AppState;
use crate::urls::{OrgaUrls, SiteUrls, Url};
use crate::visit::Visit;

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route(SiteUrls::STYLEGUIDE, get(components))
        .route("/_styleguide/schedule/", get(schedule))
        .route("/_styleguide/orga/", get(orga))
}

#[derive(Deserialize)]
struct Options {
    /// The event's colour, without `#`.
    colour: Option<String>,
    rooms: Option<usize>,
}

fn event(options: &Options, public: bool) -> EventHead {
    let day = |text: &str| text.parse().unwrap_or(plenary_model::Date(jiff::civil::Date::ZERO));
    let colour = options.colour.as_ref().map(|colour| format!("#{colour}"));
    EventHead {
        id: 1,
        slug: "demo".into(),
        name: I18nText::plain("Open Infrastructure Days 2026"),
        date_from: day("2026-09-04"),
        date_to: day("2026-09-06"),
        time_zone: "Europe/Berlin".into(),
        locales: vec!["en".into(), "de".into()],
        locale: "en".into(),
        email: "orga@example.org".into(),
        site_url: None,
        has_styles: false,
        accent: Accent::of(Some(colour.as_deref().unwrap_or("#3aa57c"))),
        logo: None,
        header_image: None,
        is_public: public,
        hide_from_search: true,
        header_links: vec![("Tickets".into(), "https://example.org/tickets".into())],
        footer_links: vec![("Code of conduct".into(), "https://example.org/coc".into())],
        imprint_url: Some("https://example.org/imprint".into()),
        shows_schedule: true,
        shows_featured: false,
        organises: true,
        has_proposals: false,
    }
}

#[derive(Template)]
#[template(path = "pages/styleguide.html")]
struct Components {
    frame: Frame,
    form: Form,
    wrong: Form,
    badges: Vec<Badge>,
    states: Vec<StateBadge>,
    people: Vec<(Avatar, &'static str, &'static str)>,
    pagination: Pagination,
}

async fn components(State(state): State<AppState>, visit: Visit, Query(options): Query<Options>) -> Page {
    visit.enter(event(&options, false));
    let l = visit.locale();
    let mut frame =
        visit.public_frame(&state).await?.title("Styleguide").above("Start", SiteUrls::new().root());
    frame.notices = vec![
        Notice::success("“Opening ceremony” has been saved.")
            .about("Opening ceremony", &SiteUrls::new().styleguide()),
        Notice::info("The deadline is Friday 4 September 2026, 23:59 (Europe/Berlin)."),
        Notice::warning("Two sessions overlap in room Aula."),
        Notice::danger("The mail server did not answer. Three mails wait in the outbox."),
    ];
    let types = vec![
        Choice::new(1, "Talk (30 minutes)").hint("Questions included"),
        Choice::new(2, "Workshop (90 minutes)"),
        Choice::new(3, "Lightning talk (5 minutes)").disabled(),
    ];
    let base = || {
        let languages = ["en".to_owned(), "de".to_owned()];
        Form::new(l)
            .with(
                Field::text("title", "Title")
                    .required()
                    .max(60)
                    .public()
                    .hint("What the programme will call your session."),
            )
            .with(Field::email("email", "Email").required())
            .with(Field::i18n("name", "Name of the track", &languages).required())
            .with(Field::markdown("abstract", "Abstract").public().max(400).hint("Two or three sentences."))
            .with(Field::select("type", "Session type", types.clone()).required())
            .with(Field::radio("length", "Length", types.clone()).required())
            .with(Field::choices("topics", "Topics", types.clone()))
            .with(Field::date("day", "Date"))
            .with(Field::time("time", "Time"))
            .with(
                Field::date_time("deadline", "Deadline")
                    .hint(l.t_args("kit-time-zone-hint", ("zone", "Europe/Berlin"))),
            )
            .with(Field::number("seats", "Seats", Some(1), Some(500)))
            .with(Field::colour("colour", "Colour").required())
            .with(Field::file("slides", "Slides", ".pdf,.odp").current_file(
                "keynote.pdf",
                "/media/keynote.pdf",
                false,
            ))
            .with(Field::password("password", "Password").required())
            .with(Field::checkbox("terms", "I have read the code of conduct").required())
            .with(Field::text("locked", "Event slug").disabled().hint("Cannot be changed."))
    };
    let form = base()
        .fill("title", "How we moved a city’s bus timetable to open data")
        .fill("type", 1)
        .fill("length", 2)
        .fill_all("topics", ["1", "2"])
        .fill("day", "2026-09-04")
        .fill("time", "14:30")
        .fill("deadline", "2026-06-30T23:59")
        .fill("seats", 120)
        .fill("colour", "#3aa57c")
        .fill_flag("terms", true)
        .fill("locked", "demo")
        .fill_i18n("name", &I18nText::localised([("en", "Open data")]))
        .fill("abstract", "A **short** story about timetables.");
    let mut wrong = base()
        .fill("email", "nobody")
        .fill("seats", "-3")
        .fill("locked", "demo")
        .fill("title", "A title that is much longer than the sixty characters a title may have in this form");
    for field in &mut wrong.fields {
        field.name = format!("wrong_{}", field.name);
    }
    if let Err(error) = wrong.check() {
        wrong.refuse(error)?;
    }
    wrong.refuse(Error::Invalid(vec![FieldError::new("wrong_name_de", Message::new("error-required"))]))?;
    let badges = [
        ("", "draft"),
        ("info", "new"),
        ("success", "released"),
        ("warning", "waiting"),
        ("danger", "failed"),
        ("accent", "keynote"),
    ]
    .into_iter()
    .map(|(class, text)| Badge::new(class, None, text))
    .collect();
    let states = SubmissionState::ALL
        .iter()
        .map(|state| StateBadge::new(l, *state))
        .chain([StateBadge::new(l, SubmissionState::Submitted).pending(&Some(SubmissionState::Accepted))])
        .collect();
    let people = vec![
        (Avatar::new("Ada Lovelace", None, ""), "Ada Lovelace", "London"),
        (
            Avatar::new("Şeyma Nur Öztürk-Vandenberghe", None, ""),
            "Şeyma Nur Öztürk-Vandenberghe",
            "Ghent University",
        ),
        (Avatar::new("李明", None, ""), "李明", "Taipei"),
    ];
    let pagination = Pagination::new(l, SiteUrls::new().styleguide(), 4, 50, 612);
    visit.page(&Components { frame, form, wrong, badges, states, people, pagination })
}

struct Talk {
    title: &'static str,
    speakers: &'static str,
    track: &'static str,
    language: &'static str,
    unrecorded: bool,
    pause: bool,
}

#[derive(Template)]
#[template(path = "pages/styleguide_schedule.html")]
struct Schedule {
    frame: Frame,
    grid: Grid<Talk>,
    url: Url,
}

const TALKS: [(&str, &str); 12] = [
    ("How we moved a city’s bus timetable to open data", "Ada Lovelace, Grace Hopper"),
    (
        "Datenschutzgrundverordnungskonforme Veranstaltungsplanungssoftware selbst betreiben",
        "Karl-Theodor von Hohenstein-Wolkenburg",
    ),
    ("Tiny kernels", "李明"),
    (
        "A gentle introduction to federated calendars, and why your time zone is wrong",
        "Şeyma Nur Öztürk, Björn Þórsson",
    ),
    ("What I learned from 10,000 bug reports", "Ngozi Adébáyọ̀"),
    ("Radio in the mountains", "Chiara Fiorentini"),
    ("The museum of broken builds", "Paweł Żółkiewski"),
    ("Repairing a bridge with a spreadsheet", "Tomáš Dvořák"),
    ("Maps for people who walk", "Fatima al-Zahra"),
    ("Ten years of community networks", "Joana Gonçalves, Luís Araújo, Inês Conceição"),
    ("Accessible by default", "Sam Okafor"),
    ("Lightning talks", ""),
];

async fn schedule(State(state): State<AppState>, visit: Visit, Query(options): Query<Options>) -> Page {
    visit.enter(event(&options, true));
    let rooms = options.rooms.unwrap_or(4).clamp(1, 30);
    let start: Timestamp = "2026-09-04T07:00:00Z".parse().unwrap_or(state.now());
    let languages = ["en", "de", "en", "en"];
    let tracks = ["track-1", "track-2", "track-3", "track-4", ""];
    let mut entries = Vec::new();
    let mut add =
        |room: Option<usize>, from: i64, minutes: i64, number: usize, pause: Option<&'static str>| {
            let (title, speakers) = TALKS[number % TALKS.len()];
            entries.push(Entry {
                start: start.plus_minutes(from),
                end: start.plus_minutes(from + minutes),
                room,
                content: Talk {
                    title: pause.unwrap_or(title),
                    speakers,
                    track: tracks[number % tracks.len()],
                    language: if number % TALKS.len() == 1 { "de" } else { languages[0] },
                    unrecorded: number % 5 == 2,
                    pause: pause.is_some(),
                },
            });
        };
    add(None, 0, 30, 0, Some("Registration and coffee"));
    for room in 0..rooms {
        let mut at = 30;
        for number in 0..9 {
            let minutes = [45, 30, 60, 30, 15, 45, 90, 30, 20][(number + room) % 9];
            if at < 210 && at + minutes > 210 || (210..270).contains(&at) {
                at = 270;
            }
            if at + minutes > 540 {
                break;
            }
            add(Some(room), at, minutes, number * 5 + room * 7, None);
            at += minutes + [15, 10, 0][number % 3];
        }
    }
    add(None, 210, 60, 0, Some("Lunch"));
    let names = ["Aula", "Hörsaal 1", "Seminar room “Grace Hopper”", "Workshop area", "Studio"];
    let rooms = (0..rooms)
        .zip(1..)
        .map(|(room, id)| {
            let number = if room < 5 { String::new() } else { format!(" {room}") };
            Room { id, name: format!("{}{number}", names[room % 5]) }
        })
        .collect();
    let zone = plenary_model::time::zone("Europe/Berlin");
    let grid = Grid::new("d1", rooms, entries, &zone);
    let colours = track_css([(1, "#3aa57c"), (2, "#c2410c"), (3, "#6d5bd0"), (4, "#e0b000")]);
    let mut frame = visit
        .public_frame(&state)
        .await?
        .title("Schedule")
        .style(&grid.css)
        .style(&placement_css([&grid]))
        .style(&colours)
        .script("src/agenda.ts");
    if let Some(tab) = frame.tabs.first_mut() {
        tab.current = true;
    }
    visit.page(&Schedule { frame, grid, url: SiteUrls::new().styleguide() })
}

#[derive(Template)]
#[template(path = "pages/styleguide_orga.html")]
struct Orga {
    frame: Frame,
    rows: Vec<Row>,
    pagination: Pagination,
    url: Url,
}

struct Row {
    title: &'static str,
    speakers: &'static str,
    state: SubmissionState,
    track: &'static str,
    track_name: &'static str,
    score: &'static str,
}

async fn orga(State(state): State<AppState>, visit: Visit, Query(options): Query<Options>) -> Page {
    visit.enter(event(&options, true));
    let urls = OrgaUrls::new("demo");
    let frame = visit
        .orga_frame(&state)
        .await?
        .title("Proposals")
        .navigation(Navigation::example(&urls.submissions(), &urls))
        .style(&track_css([(1, "#3aa57c"), (2, "#c2410c"), (3, "#6d5bd0")]));
    let tracks = [("track-1", "Open data"), ("track-2", "Community networks"), ("track-3", "Infrastructure")];
    let rows = TALKS
        .iter()
        .enumerate()
        .map(|(number, (title, speakers))| Row {
            title,
            speakers,
            state: SubmissionState::ALL[number % SubmissionState::ALL.len()],
            track: tracks[number % 3].0,
            track_name: tracks[number % 3].1,
            score: ["4.5", "3.2", "–", "2.8"][number % 4],
        })
        .collect();
    let pagination = Pagination::new(visit.locale(), urls.submissions(), 2, 50, 612);
    visit.page(&Orga { frame, rows, pagination, url: urls.submissions() })
}
