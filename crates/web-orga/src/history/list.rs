//! `/orga/event/{event}/history/`: everything that happened, by day, with filters.

use axum::extract::{Path, State};
use plenary_event::history::{self, Entry, Filter, Person};
use plenary_web::{AppState, Frame, Page, Url, Visit};

use super::change::Reader;
use super::sentence::action_name;
use super::{kind_name, object_name, object_url, sentence};
use crate::entrance::{Entrance, enter};
use crate::query;

#[derive(askama::Template)]
#[template(path = "history/list.html")]
struct ListPage {
    frame: Frame,
    /// Whether entries are left out for this visitor.
    limited: bool,
    /// Of all entries there are; the chosen one of each is marked.
    kinds: Vec<Choice>,
    actions: Vec<Choice>,
    people: Vec<Choice>,
    day: String,
    /// The number of one object, while the list is of one.
    object: Option<i32>,
    filtered: bool,
    /// Without any filter.
    bare: Url,
    days: Vec<Day>,
    page: u64,
    newer: Option<Url>,
    older: Option<Url>,
}

/// One choice of a filter.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

struct Day {
    heading: String,
    lines: Vec<Line>,
}

struct Line {
    url: Url,
    sentence: String,
    kind: String,
    object: Option<String>,
    object_url: Option<Url>,
    who: String,
    /// For machines and for people.
    at: (String, String),
    /// Names of the fields that changed.
    fields: String,
}

/// The filters in the address. What is none of them counts as not given.
fn filter(visit: &Visit) -> Filter {
    let text = |name: &str| Some(query::value(visit, name)).filter(|text| !text.is_empty());
    let kind = text("object_type");
    Filter {
        object: text("object").and_then(|id| id.parse().ok()).filter(|_| kind.is_some()),
        kind,
        action: text("action_type"),
        person: text("person").and_then(|id| match id.as_str() {
            "none" => Some(Person::Nobody),
            id => id.parse().ok().map(Person::Account),
        }),
        day: text("day").and_then(|day| day.parse().ok()),
    }
}

/// The address of the list with these filters.
fn address(entrance: &Entrance, filter: &Filter) -> Url {
    let person = filter.person.map(|person| match person {
        Person::Account(id) => id.to_string(),
        Person::Nobody => "none".to_owned(),
    });
    [
        ("object_type", filter.kind.clone()),
        ("object", filter.object.map(|id| id.to_string())),
        ("action_type", filter.action.clone()),
        ("person", person),
        ("day", filter.day.map(|day| day.to_string())),
    ]
    .into_iter()
    .fold(entrance.urls().history(), |url, (name, value)| match value {
        Some(value) => url.query(name, value),
        None => url,
    })
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let (db, actor, event) = (state.database.reader(), visit.actor(), &entrance.event);
    let filter = filter(&visit);
    let number = query::value(&visit, "page").parse().unwrap_or(1);
    let page = history::list(db, &actor, event, &filter, number).await?;
    let subjects = history::subjects(db, &actor, event).await?;
    let base = address(&entrance, &filter);
    let mut kinds: Vec<Choice> = subjects
        .kinds
        .into_iter()
        .map(|kind| Choice {
            label: kind_name(&visit, &kind),
            chosen: filter.kind.as_deref() == Some(&*kind),
            value: kind,
        })
        .collect();
    kinds.sort_by(|a, b| a.label.cmp(&b.label));
    let mut actions: Vec<Choice> = subjects
        .actions
        .into_iter()
        .map(|action| Choice {
            label: action_name(&visit, &action),
            chosen: filter.action.as_deref() == Some(&*action),
            value: action,
        })
        .collect();
    actions.sort_by(|a, b| a.label.cmp(&b.label));
    let mut people: Vec<Choice> = subjects
        .people
        .into_iter()
        .map(|(id, name)| Choice {
            value: id.to_string(),
            label: name,
            chosen: filter.person == Some(Person::Account(id)),
        })
        .collect();
    people.push(Choice {
        value: "none".to_owned(),
        label: visit.t("history-nobody"),
        chosen: filter.person == Some(Person::Nobody),
    });
    let leaf = |page: u64| if page == 1 { base.clone() } else { base.clone().query("page", page) };
    let frame = entrance.frame(&state, &visit).await?.title(visit.t("history-title"));
    visit.page(&ListPage {
        frame,
        limited: !entrance.rights.can_change_submissions,
        kinds,
        actions,
        people,
        day: filter.day.map_or_else(String::new, |day| day.to_string()),
        object: filter.object,
        filtered: filter != Filter::default(),
        bare: entrance.urls().history(),
        days: days(&visit, &entrance, &page.entries),
        page: page.number,
        newer: (page.number > 1).then(|| leaf(page.number - 1)),
        older: page.has_more.then(|| leaf(page.number + 1)),
    })
}

/// The entries by their day in the event's zone.
fn days(visit: &Visit, entrance: &Entrance, entries: &[Entry]) -> Vec<Day> {
    let (zone, locale, default) = (entrance.event.zone(), visit.locale(), entrance.event.locale.as_str());
    let reader = Reader { visit, default, zone: &zone, most: 0 };
    let mut days: Vec<(jiff::civil::Date, Day)> = Vec::new();
    for entry in entries {
        let at = entry.at.in_zone(&zone);
        let fields = entry.data.get("changes").and_then(|changes| changes.as_object()).into_iter().flatten();
        let fields: Vec<String> = fields
            .map(|(field, _)| match entry.referred.get(field) {
                Some(question) => question.get(locale.code(), default).to_owned(),
                None => reader.label(field),
            })
            .collect();
        let line = Line {
            url: entrance.urls().history_entry(entry.id),
            sentence: sentence(visit, default, entry),
            kind: kind_name(visit, &entry.object.kind),
            object: object_name(visit, default, entry),
            object_url: object_url(entrance, &entry.object),
            who: entry.who.clone().unwrap_or_else(|| visit.t("history-nobody")),
            at: (entry.at.to_string(), locale.time(&at)),
            fields: fields.join(", "),
        };
        match days.last_mut() {
            Some((day, last)) if *day == at.date() => last.lines.push(line),
            _ => days.push((at.date(), Day { heading: locale.date_long(at.date()), lines: vec![line] })),
        }
    }
    days.into_iter().map(|(_, day)| day).collect()
}
