//! Writing an event's row with a log entry of what changed.

use plenary_model::settings::Settings;
use plenary_model::{Actor, Error, ObjectType, Result};
use plenary_store::entity::event::{ActiveModel, Entity, Model};
use plenary_store::{Tx, log};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QuerySelect};
use serde_json::{Map, Value, json};

/// Sets a switch if it is not so already.
pub fn set_flag(settings: &mut Settings, key: &str, default: bool, wanted: bool) {
    if settings.flag(key, default) != wanted {
        settings.set(key, wanted);
    }
}

/// Sets a text if it is not so already.
pub fn set_text(settings: &mut Settings, key: &str, default: &str, wanted: &str) {
    if settings.text(key, default) != wanted {
        settings.set(key, wanted);
    }
}

/// Writes what differs between `old`, from which somebody started, and `new`; what others have changed
/// meanwhile stays. `more` is what changed beside the row. Without any change nothing is written or logged.
pub(crate) async fn write(
    tx: &Tx,
    actor: &Actor,
    old: &Model,
    new: Model,
    more: [Map<String, Value>; 2],
) -> Result<(Model, bool)> {
    let stored = Entity::find_by_id(old.id).lock_exclusive().one(tx.db()).await?.ok_or(Error::NotFound)?;
    let new = merged(old, new, &stored);
    let [mut before, mut after] = more;
    before.extend(snapshot(&stored));
    after.extend(snapshot(&new));
    let mut changes = log::changes(&before, &after);
    if password(&stored) != password(&new) {
        // That it changed is worth knowing; what it was is nobody's business.
        let hidden = json!({"old": "********", "new": "********"});
        let all = changes.get_or_insert_with(|| json!({"changes": {}}));
        if let Some(fields) = all.get_mut("changes").and_then(Value::as_object_mut) {
            fields.insert("smtp_password".to_owned(), hidden);
        }
    }
    let Some(changes) = changes else { return Ok((stored, false)) };
    let row = ActiveModel {
        id: Set(new.id),
        updated: Set(Some(tx.now())),
        name: Set(new.name),
        slug: Set(new.slug),
        date_from: Set(new.date_from),
        date_to: Set(new.date_to),
        timezone: Set(new.timezone),
        email: Set(new.email),
        custom_domain: Set(new.custom_domain),
        feature_flags: Set(new.feature_flags),
        display_settings: Set(new.display_settings),
        review_settings: Set(new.review_settings),
        mail_settings: Set(new.mail_settings),
        primary_color: Set(new.primary_color),
        custom_css: Set(new.custom_css),
        logo: Set(new.logo),
        header_image: Set(new.header_image),
        og_image: Set(new.og_image),
        locales: Set(new.locales),
        content_locales: Set(new.content_locales),
        locale: Set(new.locale),
        landing_page_text: Set(new.landing_page_text),
        featured_sessions_text: Set(new.featured_sessions_text),
        ..Default::default()
    };
    let saved = row.update(tx.db()).await?;
    let entry = log::Entry {
        event: Some(saved.id),
        actor,
        object: (ObjectType::Event, saved.id),
        action: "pretalx.event.update",
        data: changes,
        as_organiser: true,
    };
    log::write(tx, entry).await?;
    Ok((saved, true))
}

/// What is stored, with the changes that were made between the other two.
fn merged(old: &Model, mut new: Model, stored: &Model) -> Model {
    macro_rules! keep {
        ($($column:ident)*) => {$(
            if new.$column == old.$column {
                new.$column.clone_from(&stored.$column);
            }
        )*};
    }
    keep!(name slug date_from date_to timezone email custom_domain primary_color custom_css logo header_image
        og_image locales content_locales locale landing_page_text featured_sessions_text);
    for (new, old, stored) in [
        (&mut new.feature_flags, &old.feature_flags, &stored.feature_flags),
        (&mut new.display_settings, &old.display_settings, &stored.display_settings),
        (&mut new.review_settings, &old.review_settings, &stored.review_settings),
        (&mut new.mail_settings, &old.mail_settings, &stored.mail_settings),
    ] {
        *new = merged_settings(old, new, stored);
    }
    new
}

/// The same for an object of settings, key by key.
fn merged_settings(old: &Value, new: &Value, stored: &Value) -> Value {
    let object = |value: &Value| match Settings::new(value).into_json() {
        Value::Object(settings) => settings,
        _ => Map::new(),
    };
    let (old, new, mut all) = (object(old), object(new), object(stored));
    for key in old.keys().chain(new.keys()) {
        match new.get(key) {
            same if same == old.get(key) => {}
            Some(value) => {
                all.insert(key.clone(), value.clone());
            }
            None => {
                all.remove(key);
            }
        }
    }
    Value::Object(all)
}

fn password(event: &Model) -> String {
    Settings::new(&event.mail_settings).text("smtp_password", "").to_owned()
}

/// Every setting under its name, those within the objects as well; without the password.
fn snapshot(event: &Model) -> Map<String, Value> {
    let mut map = Map::new();
    let mut add = |key: &str, value: Value| {
        map.insert(key.to_owned(), value);
    };
    add("name", event.name.to_json());
    add("slug", json!(event.slug));
    add("date_from", json!(event.date_from.to_string()));
    add("date_to", json!(event.date_to.to_string()));
    add("timezone", json!(event.timezone));
    add("email", json!(event.email));
    add("custom_domain", json!(event.custom_domain));
    add("primary_color", json!(event.primary_color));
    add("custom_css", json!(event.custom_css));
    add("logo", json!(event.logo));
    add("header_image", json!(event.header_image));
    add("og_image", json!(event.og_image));
    add("locales", event.locales.clone());
    add("content_locales", event.content_locales.clone());
    add("locale", json!(event.locale));
    add("landing_page_text", event.landing_page_text.to_json());
    add("featured_sessions_text", event.featured_sessions_text.to_json());
    let objects =
        [&event.feature_flags, &event.display_settings, &event.review_settings, &event.mail_settings];
    for object in objects {
        if let Value::Object(settings) = Settings::new(object).into_json() {
            for (key, value) in settings.into_iter().filter(|(key, _)| key != "smtp_password") {
                map.insert(key, value);
            }
        }
    }
    map
}
