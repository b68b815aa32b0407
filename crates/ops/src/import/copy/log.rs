//! The activity log. Every row is kept, also those whose object is gone.

use std::collections::HashMap;

use plenary_store::entity::activity_log;
use serde_json::{Map, Value as Json, json};

use crate::import::context::{Context, Mapped, Skip, Stop};
use crate::import::error::Result;
use crate::import::importer::Importer;
use crate::import::source::Row;
use crate::import::source::tables::{CONTENT_TYPE, EVENT, LOG, ORGANISER, TEAM};

/// Parts of the original whose models are named by themselves; plug-ins' with their part in front.
const PARTS: [&str; 6] = ["event", "person", "submission", "schedule", "mail", "common"];

pub async fn copy(importer: &mut Importer<'_>) -> Result<()> {
    let mut types = HashMap::new();
    importer
        .visit(&CONTENT_TYPE, |_, row| {
            let (part, model) = (row.text("app_label"), row.text("model"));
            let name = if PARTS.contains(&part.as_str()) { model } else { format!("{part}.{model}") };
            types.insert(row.id()?, name);
            Err(Stop::Skip(Skip::Dissolved))
        })
        .await?;
    importer.copy(&LOG, |cx, row| entry(cx, row, &types)).await
}

fn entry(cx: &mut Context, row: &Row, types: &HashMap<i32, String>) -> Mapped<activity_log::Model> {
    let content_type = row.int("content_type_id")?;
    let object_type = types.get(&content_type).cloned().unwrap_or_else(|| {
        cx.changed("its kind of object is not known");
        format!("unknown.{content_type}")
    });
    let object_id = row.int("object_id")?;
    if cx.scope.is_some() {
        check_scope(cx, row, &object_type, object_id)?;
    }
    let event_id = cx.may_need(row, "event_id", &EVENT)?;
    let action_type = row.text("action_type");
    let data = data(cx, row)?.map(|data| renamed(cx, &action_type, event_id, data));
    let object_id = match object_type.as_str() {
        "speakerprofile" => cx.merged_profiles.get(&object_id).copied().unwrap_or(object_id),
        _ => object_id,
    };
    if let Some(table) = table_of(&object_type)
        // A number near the end of what fits would leave no room for new rows.
        && object_id < i32::MAX / 2
    {
        cx.reserve(table, object_id);
    }
    Ok(activity_log::Model {
        id: row.id()?,
        event_id,
        account_id: cx.may_account(row, "person_id")?,
        object_id,
        timestamp: row.time("timestamp")?,
        action_type,
        data,
        is_orga_action: row.flag("is_orga_action")?,
        object_type,
    })
}

/// Of rows without event, those of the chosen event's organiser and teams come along.
fn check_scope(cx: &Context, row: &Row, object_type: &str, object_id: i32) -> Mapped<()> {
    let wanted = match row.int_opt("event_id")? {
        Some(event) => cx.is_kept(&EVENT, event),
        None => match object_type {
            "organiser" => cx.is_kept(&ORGANISER, object_id),
            "team" => cx.is_kept(&TEAM, object_id),
            _ => false,
        },
    };
    if wanted { Ok(()) } else { Err(Stop::Skip(Skip::OtherEvent)) }
}

/// The details of an entry: from the older column where the newer is empty, unwrapped where they
/// are JSON inside a JSON string.
fn data(cx: &mut Context, row: &Row) -> Result<Option<Json>> {
    let data = match row.json_opt("data")? {
        None | Some(Json::Null) => match row.filled("legacy_data") {
            Some(text) => match serde_json::from_str(&text) {
                Ok(Json::Null) => return Ok(None),
                Ok(data) => data,
                Err(_) => {
                    cx.changed("its old details are no JSON and were kept as text");
                    json!({ "text": text })
                }
            },
            None => return Ok(None),
        },
        Some(data) => data,
    };
    Ok(Some(match &data {
        Json::String(text) => match serde_json::from_str(text) {
            Ok(inner @ (Json::Object(_) | Json::Array(_))) => inner,
            _ => data,
        },
        _ => data,
    }))
}

fn renamed(cx: &Context, action: &str, event: Option<i32>, mut data: Json) -> Json {
    let Json::Object(fields) = &mut data else { return data };
    match action {
        "pretalx.user.profile.update" => {
            if let Some(Json::Object(changes)) = fields.get_mut("changes")
                && let Some(change) = changes.shift_remove("email")
            {
                changes.insert("user_email".to_owned(), change);
            }
        }
        "pretalx.mail.sent" => rename_recipients(cx, event, fields),
        _ => {}
    }
    data
}

/// `to_users` [[account, address], …] → `to_speakers` [[profile, address], …]; the addresses of
/// those who have no profile join `to`.
fn rename_recipients(cx: &Context, event: Option<i32>, fields: &mut Map<String, Json>) {
    let Some(Json::Array(users)) = fields.shift_remove("to_users") else { return };
    let mut speakers = Vec::new();
    let mut addresses: Vec<String> = match fields.get("to") {
        Some(Json::String(to)) if !to.is_empty() => vec![to.clone()],
        _ => Vec::new(),
    };
    for user in &users {
        let account = user.get(0).and_then(Json::as_i64).and_then(|id| i32::try_from(id).ok());
        let address = user.get(1).cloned().unwrap_or(Json::Null);
        let profile = account.zip(event).and_then(|pair| cx.profiles.get(&pair));
        match (profile, address.as_str()) {
            (Some(profile), _) => speakers.push(json!([profile, address])),
            (None, Some(address)) => addresses.push(address.to_owned()),
            (None, None) => {}
        }
    }
    fields.insert("to_speakers".to_owned(), Json::Array(speakers));
    if !addresses.is_empty() {
        fields.insert("to".to_owned(), Json::String(addresses.join(",")));
    }
}

/// The table here whose keys the log's objects of this kind have.
fn table_of(object_type: &str) -> Option<&'static str> {
    Some(match object_type {
        "organiser" => "organiser",
        "team" => "team",
        "event" => "event",
        "user" => "account",
        "userapitoken" => "api_token",
        "speakerprofile" => "speaker_profile",
        "speakerinformation" => "speaker_information",
        "submission" => "submission",
        "submissiontype" => "submission_type",
        "submissioncomment" => "submission_comment",
        "track" => "track",
        "tag" => "tag",
        "submitteraccesscode" => "access_code",
        "cfp" => "cfp",
        "question" => "question",
        "answeroption" => "answer_option",
        "answer" => "answer",
        "resource" => "resource",
        "feedback" => "feedback",
        "review" => "review",
        "reviewphase" => "review_phase",
        "reviewscorecategory" => "score_category",
        "room" => "room",
        "schedule" => "schedule",
        "talkslot" => "slot",
        "mailtemplate" => "mail_template",
        "queuedmail" => "queued_mail",
        _ => return None,
    })
}
