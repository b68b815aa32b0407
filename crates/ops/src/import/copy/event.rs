//! Organisers, events, settings, rooms, teams.

use std::collections::HashSet;

use plenary_store::entity::{
    event, event_link, event_setting, organiser, room, team, team_event, team_invite, team_member, team_track,
};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::Before;
use crate::import::context::{Context, Mapped, Skip, Stop};
use crate::import::error::Result;
use crate::import::importer::Importer;
use crate::import::source::Row;
use crate::import::source::tables::{
    EVENT, EVENT_SETTING, EXTRA_LINK, GLOBAL_SETTING, ORGANISER, ROOM, TEAM, TEAM_EVENT, TEAM_INVITE,
    TEAM_MEMBER, TEAM_TRACK, TRACK,
};

pub async fn copy(importer: &mut Importer<'_>, before: &Before) -> Result<()> {
    importer.visit(&GLOBAL_SETTING, global_setting).await?;
    let owner = owner_of_scope(importer).await?;
    importer.copy(&ORGANISER, |cx, row| organiser(cx, row, owner)).await?;
    importer.copy(&EVENT, |cx, row| event(cx, row, before.revision)).await?;
    importer.copy(&EVENT_SETTING, event_setting).await?;
    importer.copy(&EXTRA_LINK, link).await?;
    importer.copy(&ROOM, room).await
}

/// Teams come after tracks, to which they can be limited.
pub async fn copy_teams(importer: &mut Importer<'_>) -> Result<()> {
    let reaching = teams_reaching_scope(importer).await?;
    importer.copy(&TEAM, |cx, row| team(cx, row, reaching.as_ref())).await?;
    importer.copy(&TEAM_EVENT, team_event).await?;
    importer.copy(&TEAM_TRACK, team_track).await?;
    importer.copy(&TEAM_MEMBER, team_member).await?;
    importer.copy(&TEAM_INVITE, team_invite).await
}

/// Settings of the instance that mean nothing here: states of a check for updates of pretalx.
pub fn dropped_global_setting(key: &str) -> bool {
    let kept = ["update_check_enabled", "update_check_ack", "update_check_email"];
    key.starts_with("update_check_") && !kept.contains(&key)
}

fn dropped_event_setting(key: &str) -> bool {
    // Texts that are fixed here, and a mail that is sent no more.
    key.starts_with("mail_text_") || key == "sent_mail_event_created"
}

/// Only counted: their keys replace ones that are here, so they are written by themselves.
fn global_setting(cx: &mut Context, row: &Row) -> Mapped<()> {
    if dropped_global_setting(&row.text("key")) {
        return Err(Stop::Skip(Skip::Unused));
    }
    cx.wrote("instance_setting", 1);
    Ok(())
}

async fn owner_of_scope(importer: &mut Importer<'_>) -> Result<Option<Option<i32>>> {
    let Some(scope) = importer.cx.scope else { return Ok(None) };
    let rows = importer.source.all(&EVENT).await?;
    let event = rows.iter().find(|row| row.key() == i64::from(scope));
    event.map(|row| row.int_opt("organiser_id")).transpose()
}

/// The teams that may see the one event to be imported; `None` for all events.
async fn teams_reaching_scope(importer: &mut Importer<'_>) -> Result<Option<HashSet<i32>>> {
    let Some(scope) = importer.cx.scope else { return Ok(None) };
    let mut reaching = HashSet::new();
    for row in importer.source.all(&TEAM_EVENT).await? {
        if row.int("event_id")? == scope {
            reaching.insert(row.int("team_id")?);
        }
    }
    Ok(Some(reaching))
}

fn organiser(_: &mut Context, row: &Row, owner: Option<Option<i32>>) -> Mapped<organiser::Model> {
    let id = row.id()?;
    if owner.is_some_and(|owner| owner != Some(id)) {
        return Err(Stop::Skip(Skip::OtherEvent));
    }
    Ok(organiser::Model {
        id,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        name: row.i18n("name"),
        slug: row.text("slug"),
    })
}

/// `en,de` → `["en", "de"]`.
fn locales(row: &Row, column: &str) -> Json {
    let list: Vec<String> = row
        .text(column)
        .split(',')
        .map(|code| code.trim().to_owned())
        .filter(|code| !code.is_empty())
        .collect();
    if list.is_empty() { json!(["en"]) } else { json!(list) }
}

fn event(cx: &mut Context, row: &Row, revision: i64) -> Mapped<event::Model> {
    let id = row.id()?;
    if cx.scope.is_some_and(|scope| scope != id) {
        return Err(Stop::Skip(Skip::OtherEvent));
    }
    let slug = row.text("slug");
    let organiser_id = cx.may_need(row, "organiser_id", &ORGANISER)?;
    if organiser_id.is_none() {
        cx.report.warn(format!("The event {slug} has no organiser: only administrators can reach it."));
    }
    if plenary_model::slug::is_reserved(&slug) {
        cx.report
            .warn(format!("The event {slug} has an address that this site needs for itself: rename it."));
    }
    let timezone = row.text("timezone");
    if plenary_model::time::zone(&timezone).iana_name() != Some(timezone.as_str())
        && plenary_model::time::zone(&timezone) == plenary_model::time::zone("UTC")
    {
        cx.report
            .warn(format!("The event {slug} is in the unknown time zone “{timezone}”: UTC is used instead."));
    }
    let mut feature_flags = row.object("feature_flags")?;
    if let Json::Object(flags) = &mut feature_flags {
        flags.shift_remove("export_html_on_release");
    }
    Ok(event::Model {
        id,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        name: row.i18n("name"),
        slug,
        organiser_id,
        is_public: row.flag("is_public")?,
        date_from: row.date("date_from")?,
        date_to: row.date("date_to")?,
        timezone,
        email: row.text("email"),
        custom_domain: row.text_opt("custom_domain"),
        feature_flags,
        display_settings: row.object("display_settings")?,
        review_settings: row.object("review_settings")?,
        mail_settings: row.object("mail_settings")?,
        attendee_signup_settings: json!({}),
        primary_color: row.text_opt("primary_color"),
        custom_css: cx.file(row, "custom_css"),
        logo: cx.file(row, "logo"),
        header_image: cx.file(row, "header_image"),
        og_image: None,
        locales: locales(row, "locale_array"),
        content_locales: locales(row, "content_locale_array"),
        locale: row.filled("locale").unwrap_or_else(|| "en".to_owned()),
        landing_page_text: row.i18n("landing_page_text"),
        featured_sessions_text: row.i18n("featured_sessions_text"),
        plugins: row.text_opt("plugins"),
        revision,
    })
}

fn event_setting(cx: &mut Context, row: &Row) -> Mapped<event_setting::Model> {
    let event_id = cx.needs(row, "object_id", &EVENT)?;
    let (key, value) = (row.text("key"), row.text("value"));
    if dropped_event_setting(&key) {
        return Err(Stop::Skip(Skip::Unused));
    }
    if let Some(path) = value.strip_prefix("file://")
        && !cx.files.take(row, "value", path)
    {
        cx.changed("names a file that is missing");
    }
    Ok(event_setting::Model { id: row.id()?, key, value, event_id })
}

fn link(cx: &mut Context, row: &Row) -> Mapped<event_link::Model> {
    Ok(event_link::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        event_id: cx.event(row)?,
        label: row.i18n("label"),
        url: row.text("url"),
        role: row.choice("role")?,
    })
}

fn room(cx: &mut Context, row: &Row) -> Mapped<room::Model> {
    let guid = match row.filled("guid") {
        Some(text) => {
            let parsed: Result<Uuid, _> = text.parse();
            Some(parsed.map_err(|_| row.bad("guid", format!("“{text}” is no UUID")))?.to_string())
        }
        None => None,
    };
    Ok(room::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        event_id: cx.event(row)?,
        name: row.i18n("name"),
        guid,
        description: row.i18n("description"),
        speaker_info: row.i18n("speaker_info"),
        capacity: row.int_opt("capacity")?,
        position: row.int_opt("position")?,
        hidden: false,
    })
}

fn team(cx: &mut Context, row: &Row, reaching: Option<&HashSet<i32>>) -> Mapped<team::Model> {
    let id = row.id()?;
    let organiser_id = cx.needs(row, "organiser_id", &ORGANISER)?;
    let all_events = row.flag("all_events")?;
    if reaching.is_some_and(|reaching| !all_events && !reaching.contains(&id)) {
        return Err(Stop::Skip(Skip::OtherEvent));
    }
    Ok(team::Model {
        id,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        organiser_id,
        name: row.text("name"),
        all_events,
        can_create_events: row.flag("can_create_events")?,
        can_change_teams: row.flag("can_change_teams")?,
        can_change_organiser_settings: row.flag("can_change_organiser_settings")?,
        can_change_event_settings: row.flag("can_change_event_settings")?,
        can_change_submissions: row.flag("can_change_submissions")?,
        is_reviewer: row.flag("is_reviewer")?,
        force_hide_speaker_names: row.flag("force_hide_speaker_names")?,
    })
}

fn team_event(cx: &mut Context, row: &Row) -> Mapped<team_event::Model> {
    Ok(team_event::Model { team_id: cx.needs(row, "team_id", &TEAM)?, event_id: cx.event(row)? })
}

fn team_track(cx: &mut Context, row: &Row) -> Mapped<team_track::Model> {
    Ok(team_track::Model {
        team_id: cx.needs(row, "team_id", &TEAM)?,
        track_id: cx.needs(row, "track_id", &TRACK)?,
    })
}

fn team_member(cx: &mut Context, row: &Row) -> Mapped<team_member::Model> {
    let team_id = cx.needs(row, "team_id", &TEAM)?;
    Ok(team_member::Model { team_id, account_id: cx.account(row, "user_id")? })
}

fn team_invite(cx: &mut Context, row: &Row) -> Mapped<team_invite::Model> {
    Ok(team_invite::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        team_id: cx.needs(row, "team_id", &TEAM)?,
        email: row.text_opt("email"),
        token: row.text_opt("token"),
    })
}
