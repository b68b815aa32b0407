//! `/orga/event/{event}/settings/widget`: the schedule on other sites.

use axum::extract::{Path, State};
use plenary_event::settings::widget;
use plenary_model::Date;
use plenary_schedule::room;
use plenary_web::{
    AppState, Choice, Field, Form, Frame, Notice, Page, SiteUrls, Submitted, Url, Visit, see_other,
};

use super::enter_settings;
use crate::entrance::Entrance;

#[derive(askama::Template)]
#[template(path = "orga/settings_widget.html")]
struct WidgetPage {
    frame: Frame,
    form: Form,
    /// What the code to copy is made from; sent as the query of this page.
    generator: Form,
    here: Url,
    /// Loads the widget, once on a page.
    script: String,
    /// Stands where the schedule is to appear.
    element: String,
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let event = &entrance.event;
    let rooms = room::for_organisers(state.database.reader(), &visit.actor(), event).await?;
    let query = visit.here().as_str().split_once('?').map_or("", |(_, query)| query).to_owned();
    let asked = Submitted::new(
        form_urlencoded::parse(query.as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned())),
    );
    let days: Vec<Date> = (0..=event.date_to.days_since(event.date_from).min(366))
        .map(|day| event.date_from.plus_days(day))
        .collect();
    let locale = visit.locale();
    let generator = Form::new(locale)
        .with(
            Field::select(
                "locale",
                visit.t("event-widget-locale"),
                super::languages::of_pages(&event.page_locales()),
            )
            .required(),
        )
        .with(
            Field::radio(
                "schedule_display",
                visit.t("event-layout"),
                vec![
                    Choice::new("grid", visit.t("event-layout-grid")),
                    Choice::new("list", visit.t("event-layout-list")),
                ],
            )
            .required(),
        )
        .with(
            Field::choices(
                "days",
                visit.t("event-widget-days"),
                days.iter().map(|day| Choice::new(day, locale.date_long(day.0))).collect(),
            )
            .hint(visit.t("event-widget-all")),
        )
        .with(
            Field::choices(
                "rooms",
                visit.t("kit-schedule-rooms"),
                rooms
                    .iter()
                    .filter(|room| !room.hidden)
                    .map(|room| Choice::new(room.id, entrance.text(&visit, &room.name)))
                    .collect(),
            )
            .hint(visit.t("event-widget-all")),
        )
        .fill("locale", &event.locale)
        .fill("schedule_display", event.display().text("schedule", "grid"));
    let generator = if asked.has("locale") { generator.read(&asked) } else { generator };
    // What is not on the list does not get into the code.
    let generator =
        if generator.check().is_ok() { generator } else { generator.fill("locale", &event.locale) };
    let (script, element) = code(&state, &entrance, &generator);
    let form = Form::new(locale)
        .with(
            Field::checkbox("show_widget_if_not_public", visit.t("event-widget-always"))
                .hint(visit.t("event-widget-always-hint")),
        )
        .fill_flag("show_widget_if_not_public", event.flags().show_widget_if_not_public());
    let frame = entrance
        .frame(&state, &visit)
        .await?
        .title(visit.t("event-widget"))
        .above(visit.t("event-settings"), entrance.urls().settings());
    let here = entrance.urls().settings_widget();
    visit.page(&WidgetPage { frame, form, generator, here, script, element })
}

/// The two pieces of HTML.
fn code(state: &AppState, entrance: &Entrance, generator: &Form) -> (String, String) {
    let site = entrance.event.custom_domain.as_deref().unwrap_or(&state.site.url);
    let urls = (SiteUrls::new().widget_script(&entrance.event.slug), entrance.public_urls().schedule());
    let script = format!("<script src=\"{}\" async></script>", quoted(&urls.0.absolute(site)));
    let mut element = format!("<plenary-schedule event-url=\"{}\"", {
        let landing = entrance.public_urls().landing();
        quoted(&landing.absolute(site))
    });
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            element.push_str(&format!(" {name}=\"{}\"", quoted(value)));
        }
    };
    add("locale", generator.text("locale"));
    add("format", generator.text("schedule_display"));
    add("date-filter", &generator.list("days").join(","));
    add("room-filter", &generator.list("rooms").join(","));
    element.push_str("></plenary-schedule>");
    (script, element)
}

fn quoted(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

pub async fn save(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let tx = state.database.begin().await?;
    let always = submitted.flag("show_widget_if_not_public");
    let (_, changed) = widget::show_widget(&tx, &visit.actor(), &entrance.event, always).await?;
    tx.commit().await?;
    let key = if changed { "kit-saved" } else { "event-unchanged" };
    visit.say(&state, Notice::success(visit.t(key))).await?;
    Ok(see_other(&entrance.urls().settings_widget()))
}
