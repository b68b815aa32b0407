//! What the frame needs to know of the event a page belongs to.

use plenary_model::settings::Settings;
use plenary_model::{Date, I18nText};
use plenary_store::entity::event;

use crate::colour::Accent;
use crate::finished::site_of;
use crate::urls::{EventUrls, OrgaUrls, Url, is_web_address, media};

/// The event on the page. Page crates make it from the row they loaded and say what is open to the
/// visitor, because only they know the rights.
#[derive(Clone, Debug)]
pub struct EventHead {
    pub id: i32,
    pub slug: String,
    pub name: I18nText,
    pub date_from: Date,
    pub date_to: Date,
    pub time_zone: String,
    /// Codes of the languages the pages may have, as stored.
    pub locales: Vec<String>,
    pub locale: String,
    pub email: String,
    /// Scheme and host of the event's own site, if it has one.
    pub site_url: Option<String>,
    pub accent: Accent,
    pub logo: Option<Url>,
    pub header_image: Option<Url>,
    /// Whether organisers wrote a style sheet.
    pub has_styles: bool,
    pub is_public: bool,
    pub hide_from_search: bool,
    /// Links that organisers added: text and address.
    pub header_links: Vec<(I18nText, String)>,
    pub footer_links: Vec<(I18nText, String)>,
    pub imprint_url: Option<String>,
    /// Whether the visitor can see the programme.
    pub shows_schedule: bool,
    pub shows_featured: bool,
    /// Whether the visitor may go to the organiser's side.
    pub organises: bool,
    /// Whether the visitor has proposals here.
    pub has_proposals: bool,
}

impl EventHead {
    /// Everything the row knows; programme, featured sessions and the organiser's side start closed.
    pub fn new(row: &event::Model) -> Self {
        let display = Settings::new(&row.display_settings);
        Self {
            id: row.id,
            slug: row.slug.clone(),
            name: row.name.clone(),
            date_from: row.date_from,
            date_to: row.date_to,
            time_zone: row.timezone.clone(),
            locales: list(&row.locales),
            locale: row.locale.clone(),
            email: row.email.clone(),
            site_url: row.custom_domain.as_deref().and_then(site_of),
            accent: Accent::of(row.primary_color.as_deref()),
            logo: row.logo.as_deref().filter(|path| !path.is_empty()).map(media),
            header_image: row.header_image.as_deref().filter(|path| !path.is_empty()).map(media),
            has_styles: row.custom_css.as_deref().is_some_and(|path| !path.is_empty()),
            is_public: row.is_public,
            hide_from_search: display.flag("meta_noindex", false),
            header_links: Vec::new(),
            footer_links: Vec::new(),
            imprint_url: Some(display.text("imprint_url", "").to_owned()).filter(|url| is_web_address(url)),
            shows_schedule: false,
            shows_featured: false,
            organises: false,
            has_proposals: false,
        }
    }

    pub fn urls(&self) -> EventUrls {
        EventUrls::new(&self.slug)
    }

    pub fn orga_urls(&self) -> OrgaUrls {
        OrgaUrls::new(&self.slug)
    }
}

/// A stored list of texts: a JSON array, JSON text of one, or texts between commas.
pub(crate) fn list(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::Array(items) => {
            items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
        }
        serde_json::Value::String(text) => match serde_json::from_str::<Vec<String>>(text) {
            Ok(items) => items,
            Err(_) => {
                text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
            }
        },
        _ => Vec::new(),
    }
}
