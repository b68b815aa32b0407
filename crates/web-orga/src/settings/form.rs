//! The form of the general settings: what it asks, and what was answered.

use plenary_event::settings::links::{LABEL_LENGTH, Link, MOST};
use plenary_event::settings::{Layout, Look, NAME_LENGTH, Wanted, featured_value};
use plenary_model::settings::ShowFeatured;
use plenary_model::{Error, FieldError, I18nText, LinkRole};
use plenary_store::entity::event;
use plenary_web::colour::Accent;
use plenary_web::urls::media;
use plenary_web::{Choice, Field, Form, Submitted, Visit};

use super::{languages, uploads, with_hidden_languages};

/// Rows for new links, after those that are there.
const BLANK: usize = 2;
const DEFAULT_COLOUR: &str = "#2f6f9f";

/// How many rows for links the form has.
pub fn rows(links: usize) -> usize {
    (links + BLANK).min(MOST)
}

/// As many rows as were sent.
pub fn sent_rows(submitted: &Submitted) -> usize {
    (0..MOST).rev().find(|row| submitted.has(&format!("links-{row}-url"))).map_or(0, |row| row + 1)
}

pub fn form(visit: &Visit, event: &event::Model, administrator: bool, links: usize) -> Form {
    let t = |key: &str| visit.t(key);
    let locales = event.page_locales();
    let choice = |value: &str, key: &str| Choice::new(value, visit.t(key));
    let slug = Field::text("slug", t("event-slug")).required().max(50).hint(t("event-slug-hint"));
    let mut form = Form::new(visit.locale())
        .with(Field::i18n("name", t("event-name"), &locales).required().public().max(NAME_LENGTH))
        .with(if administrator { slug } else { slug.disabled() })
        .with(Field::date("date_from", t("event-date-from")).required().public())
        .with(Field::date("date_to", t("event-date-to")).required().public().hint(t("event-dates-hint")))
        .with(
            Field::email("email", t("event-email"))
                .required()
                .public()
                .autocomplete("off")
                .hint(t("event-email-hint")),
        )
        .with(Field::text("custom_domain", t("event-domain")).max(200).hint(t("event-domain-hint")))
        .with(Field::url("imprint_url", t("event-imprint")).public().hint(t("event-imprint-hint")))
        .with(Field::checkbox("meta_noindex", t("event-noindex")))
        .with(Field::checkbox("use_tracks", t("event-use-tracks")))
        .with(Field::checkbox("use_feedback", t("event-use-feedback")))
        .with(Field::checkbox("present_multiple_times", t("event-multiple")).hint(t("event-multiple-hint")))
        .with(Field::checkbox("show_schedule", t("event-show-schedule")))
        .with(
            Field::radio(
                "schedule",
                t("event-layout"),
                vec![choice("grid", "event-layout-grid"), choice("list", "event-layout-list")],
            )
            .required(),
        )
        .with(
            Field::radio(
                "show_featured",
                t("event-featured"),
                vec![
                    choice("never", "event-featured-never"),
                    choice("pre_schedule", "event-featured-before"),
                    choice("always", "event-featured-always"),
                ],
            )
            .required(),
        )
        .with(Field::url("html_export_url", t("event-export-url")).hint(t("event-export-url-hint")))
        .with(Field::choices("locales", t("event-locales"), languages::of_pages(&locales)).required())
        .with(Field::select("locale", t("event-locale"), languages::of_pages(&locales)).required())
        .with(
            Field::choices(
                "content_locales",
                t("event-content-locales"),
                languages::of_content(&event.proposal_locales()),
            )
            .required(),
        )
        .with(
            Field::select("timezone", t("event-time-zone"), languages::zones(&event.timezone))
                .required()
                .hint(t("event-time-zone-hint")),
        )
        .with(Field::colour("primary_color", t("event-colour")).public().hint(colour_hint(visit, event)))
        .with(picture(visit, "logo", "event-logo", event.logo.as_deref()))
        .with(picture(visit, "header_image", "event-header", event.header_image.as_deref()))
        .with(picture(visit, "og_image", "event-social", event.og_image.as_deref()))
        .with(Field::lines("custom_css_text", t("event-css")).hint(t("event-css-hint")))
        .with(Field::file("custom_css", t("event-css-file"), ".css").hint(t("event-css-file-hint")))
        .with(Field::i18n_markdown("landing_page_text", t("event-landing"), &locales).public())
        .with(Field::i18n_markdown("featured_sessions_text", t("event-featured-text"), &locales).public());
    for row in 0..links {
        let number = row + 1;
        let label = |key: &str| visit.t_args(key, ("number", number));
        form = form
            .with(
                Field::i18n(format!("links-{row}-label"), label("event-link-label"), &locales)
                    .max(LABEL_LENGTH),
            )
            .with(Field::url(format!("links-{row}-url"), label("event-link-url")))
            .with(Field::select(
                format!("links-{row}-role"),
                label("event-link-role"),
                vec![choice("header", "event-link-header"), choice("footer", "event-link-footer")],
            ));
    }
    form
}

fn picture(visit: &Visit, name: &str, key: &str, path: Option<&str>) -> Field {
    let field =
        Field::file(name, visit.t(key), uploads::PICTURES).public().hint(visit.t(&format!("{key}-hint")));
    match path.filter(|path| !path.is_empty()) {
        Some(path) => {
            let file = path.rsplit('/').next().unwrap_or(path);
            field.current_file(file, media(path), true)
        }
        None => field,
    }
}

/// Which colour text gets, where the chosen one could not be read.
fn colour_hint(visit: &Visit, event: &event::Model) -> String {
    let accent = Accent::of(event.primary_color.as_deref());
    if event.primary_color.is_none() || (accent.light == accent.event && accent.dark == accent.event) {
        return visit.t("event-colour-hint");
    }
    visit.t_args(
        "event-colour-adjusted",
        (("light", accent.light.to_string()), ("dark", accent.dark.to_string())),
    )
}

/// The form as the event is.
pub fn filled(form: Form, wanted: &Wanted, styles: &str) -> Form {
    let look = &wanted.look;
    let mut form = form
        .fill_i18n("name", &wanted.name)
        .fill("slug", &wanted.slug)
        .fill("date_from", wanted.date_from)
        .fill("date_to", wanted.date_to)
        .fill("email", &wanted.email)
        .fill("custom_domain", &wanted.custom_domain)
        .fill("imprint_url", &look.imprint_url)
        .fill_flag("meta_noindex", look.hide_from_search)
        .fill_flag("use_tracks", wanted.use_tracks)
        .fill_flag("use_feedback", wanted.use_feedback)
        .fill_flag("present_multiple_times", wanted.present_multiple_times)
        .fill_flag("show_schedule", look.show_schedule)
        .fill("schedule", look.layout.as_str())
        .fill("show_featured", featured_value(look.show_featured))
        .fill("html_export_url", &look.html_export_url)
        .fill_all("locales", &wanted.locales)
        .fill("locale", &wanted.locale)
        .fill_all("content_locales", &wanted.content_locales)
        .fill("timezone", &wanted.time_zone)
        .fill_option("primary_color", look.primary_color.as_ref())
        .fill("custom_css_text", styles)
        .fill_i18n("landing_page_text", &look.landing_page_text)
        .fill_i18n("featured_sessions_text", &look.featured_sessions_text);
    for (row, link) in wanted.links.iter().enumerate() {
        form = form
            .fill_i18n(&format!("links-{row}-label"), &link.label)
            .fill(&format!("links-{row}-url"), &link.url)
            .fill(&format!("links-{row}-role"), link.role);
    }
    for row in wanted.links.len()..rows(wanted.links.len()) {
        form = form.fill(&format!("links-{row}-role"), LinkRole::Footer);
    }
    form
}

/// What the form says, and in which rows its links stand; the form has passed its check.
pub fn wanted(form: &Form, event: &event::Model, rows: usize) -> (Wanted, Vec<usize>) {
    let texts = |name: &str| form.list(name).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let shown = event.page_locales();
    let text = |name: &str, stored: &I18nText| with_hidden_languages(form.i18n(name), stored, &shown);
    let colour = form.optional("primary_color").map(str::to_owned);
    // Browsers always send a colour.
    let colour = colour.filter(|colour| event.primary_color.is_some() || colour != DEFAULT_COLOUR);
    let links: Vec<(usize, Link)> = (0..rows)
        .map(|row| {
            let name = |end: &str| format!("links-{row}-{end}");
            let link = Link {
                label: form.i18n(&name("label")),
                url: form.text(&name("url")).to_owned(),
                role: form.text(&name("role")).parse().unwrap_or(LinkRole::Footer),
            };
            (row, link)
        })
        .filter(|(_, link)| !link.label.is_empty() || !link.url.is_empty())
        .collect();
    let numbers = links.iter().map(|(row, _)| *row).collect();
    let wanted = Wanted {
        name: text("name", &event.name),
        slug: form.text("slug").to_owned(),
        date_from: form.date("date_from").unwrap_or(event.date_from),
        date_to: form.date("date_to").unwrap_or(event.date_to),
        time_zone: form.text("timezone").to_owned(),
        email: form.text("email").to_owned(),
        custom_domain: form.text("custom_domain").to_owned(),
        locales: texts("locales"),
        locale: form.text("locale").to_owned(),
        content_locales: texts("content_locales"),
        use_tracks: form.flag("use_tracks"),
        use_feedback: form.flag("use_feedback"),
        present_multiple_times: form.flag("present_multiple_times"),
        look: Look {
            primary_color: colour,
            landing_page_text: text("landing_page_text", &event.landing_page_text),
            featured_sessions_text: text("featured_sessions_text", &event.featured_sessions_text),
            show_schedule: form.flag("show_schedule"),
            layout: if form.text("schedule") == "list" { Layout::List } else { Layout::Grid },
            show_featured: match form.text("show_featured") {
                "never" => ShowFeatured::Never,
                "always" => ShowFeatured::Always,
                _ => ShowFeatured::PreSchedule,
            },
            hide_from_search: form.flag("meta_noindex"),
            imprint_url: form.text("imprint_url").to_owned(),
            html_export_url: form.text("html_export_url").to_owned(),
        },
        links: links.into_iter().map(|(_, link)| link).collect(),
        files: Default::default(),
    };
    (wanted, numbers)
}

/// Problems beside the fields as this form calls them.
pub fn renamed(error: Error, rows: &[usize]) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let rename = |problem: FieldError| {
        let name = problem.field.as_ref();
        let field = match name.strip_prefix("links-").and_then(|rest| rest.split_once('-')) {
            Some((index, end)) => {
                let row = index.parse::<usize>().ok().and_then(|index| rows.get(index));
                row.map_or_else(|| name.to_owned(), |row| format!("links-{row}-{end}"))
            }
            None if name == "time_zone" => "timezone".to_owned(),
            None => name.to_owned(),
        };
        FieldError { field: field.into(), ..problem }
    };
    Error::Invalid(problems.into_iter().map(rename).collect())
}
