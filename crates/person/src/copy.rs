//! Everything that is stored about a person, for that person: as JSON, with the names of the files.

use plenary_model::{Actor, EmailVerification, ObjectType, Result};
use plenary_store::entity::{
    account, activity_log, address_check, answer, api_token, attendee_profile, attendee_signup, availability,
    cached_file, favourite, feedback, preference, profile_picture, queued_mail, queued_mail_speaker,
    resource, review, review_given_score, session, speaker_profile, speaker_role, submission,
    submission_comment, submission_invitation, submission_reviewer, team_invite, team_member,
};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Select,
};
use serde_json::{Map, Value, json};

use crate::account::{normalise_email, own};

/// What one's copy consists of.
#[derive(Debug)]
pub struct Copy {
    /// One list of rows for each kind of thing.
    pub data: Value,
    /// Paths in the media directory.
    pub files: Vec<String>,
}

/// Nobody needs these to know what is stored about them, and they open things.
const SECRETS: [&str; 10] = [
    "password",
    "pw_reset_token",
    "token",
    "token_hash",
    "session_key",
    "invitation_token",
    "review_code",
    "internal_notes",
    "data_of_session",
    "text_html",
];

/// Columns that hold JSON.
const JSON: [&str; 5] = ["data", "preferences", "endpoints", "anonymised", "draft_additional_speakers"];

/// Columns whose values are paths in the media directory.
const FILES: [&str; 7] =
    ["avatar", "avatar_thumbnail", "avatar_thumbnail_tiny", "image", "resource", "answer_file", "file"];

/// Collects it for whoever acts. A constant number of statements. What organisers note about proposals
/// and people, and what reviewers write, is theirs and not in it.
pub async fn collect(db: &impl ConnectionTrait, actor: &Actor) -> Result<Copy> {
    let account = own(db, actor).await?;
    let id = account.id;
    let profiles = || {
        ids(speaker_profile::Column::Id, speaker_profile::Entity, speaker_profile::Column::AccountId.eq(id))
    };
    let proposals = || {
        ids(
            speaker_role::Column::SubmissionId,
            speaker_role::Entity,
            speaker_role::Column::SpeakerId.in_subquery(profiles()),
        )
    };
    let mut data = Map::new();
    let mut add = |name: &str, rows: Vec<Value>| {
        data.insert(name.to_owned(), rows.into_iter().map(without_secrets).collect());
    };
    macro_rules! rows {
        ($name:literal, $entity:ident, $condition:expr) => {
            add($name, json_rows(db, $entity::Entity::find().filter($condition)).await?)
        };
    }
    rows!("account", account, account::Column::Id.eq(id));
    rows!("address_check", address_check, address_check::Column::AccountId.eq(id));
    rows!("profiles", speaker_profile, speaker_profile::Column::AccountId.eq(id));
    rows!("pictures", profile_picture, profile_picture::Column::AccountId.eq(id));
    rows!("proposals", submission, submission::Column::Id.in_subquery(proposals()));
    rows!("speaker_roles", speaker_role, speaker_role::Column::SpeakerId.in_subquery(profiles()));
    rows!("resources", resource, resource::Column::SubmissionId.in_subquery(proposals()));
    rows!("answers", answer, answer::Column::SpeakerId.in_subquery(profiles()));
    rows!("answers_about_proposals", answer, answer::Column::SubmissionId.in_subquery(proposals()));
    rows!("availabilities", availability, availability::Column::SpeakerId.in_subquery(profiles()));
    rows!("stars", favourite, favourite::Column::AccountId.eq(id));
    rows!("attendances", attendee_profile, attendee_profile::Column::AccountId.eq(id));
    let attendances = ids(
        attendee_profile::Column::Id,
        attendee_profile::Entity,
        attendee_profile::Column::AccountId.eq(id),
    );
    rows!("signups", attendee_signup, attendee_signup::Column::AttendeeId.in_subquery(attendances));
    rows!("reviews", review, review::Column::AccountId.eq(id));
    let reviews = || ids(review::Column::Id, review::Entity, review::Column::AccountId.eq(id));
    rows!("answers_of_reviews", answer, answer::Column::ReviewId.in_subquery(reviews()));
    rows!("scores", review_given_score, review_given_score::Column::ReviewId.in_subquery(reviews()));
    rows!("review_assignments", submission_reviewer, submission_reviewer::Column::AccountId.eq(id));
    rows!("comments", submission_comment, submission_comment::Column::AccountId.eq(id));
    // What visitors told speakers: they can read it at the session.
    let to_everybody = Condition::all()
        .add(feedback::Column::SpeakerId.is_null())
        .add(feedback::Column::SubmissionId.in_subquery(proposals()));
    let told = Condition::any().add(feedback::Column::SpeakerId.in_subquery(profiles())).add(to_everybody);
    rows!("feedback", feedback, told);
    rows!("teams", team_member, team_member::Column::AccountId.eq(id));
    rows!("api_tokens", api_token, api_token::Column::AccountId.eq(id));
    rows!("preferences", preference, preference::Column::AccountId.eq(id));
    let own_sessions = || ids(session::Column::Id, session::Entity, session::Column::AccountId.eq(id));
    rows!("uploads", cached_file, cached_file::Column::SessionKey.in_subquery(own_sessions()));
    let emails = emails(&account);
    let invited = by_email(submission_invitation::Column::Email, &emails);
    rows!("invitations_to_proposals", submission_invitation, invited);
    rows!("invitations_to_teams", team_invite, by_email(team_invite::Column::Email, &emails));
    add("mails", mails(db, ids_of_mails(profiles()), &emails).await?);
    let log = activity_log::Entity::find().filter(activity_log::Column::AccountId.eq(id));
    add("actions", json_rows(db, log.order_by_asc(activity_log::Column::Id)).await?);
    add("history", history(db, id, profiles()).await?);
    let sessions = json_rows(db, session::Entity::find().filter(session::Column::AccountId.eq(id))).await?;
    add("sessions", sessions.into_iter().map(session_as_seen).collect());

    let mut files = Vec::new();
    for rows in data.values() {
        for row in rows.as_array().into_iter().flatten() {
            let paths = FILES.iter().filter_map(|column| row.get(*column)).filter_map(Value::as_str);
            files.extend(paths.filter(|path| !path.is_empty()).map(str::to_owned));
        }
    }
    files.sort();
    files.dedup();
    Ok(Copy { data: Value::Object(data), files })
}

/// Addresses that are known to be the person's: what came to others anybody could ask for otherwise.
fn emails(account: &account::Model) -> Vec<String> {
    let is_proven = account.email_verification_state == EmailVerification::Verified;
    is_proven.then(|| normalise_email(&account.email)).into_iter().collect()
}

fn by_email(column: impl ColumnTrait, emails: &[String]) -> Condition {
    Condition::all().add(Expr::expr(Func::lower(column.into_expr())).is_in(emails.iter().map(String::as_str)))
}

fn ids_of_mails(profiles: SelectStatement) -> SelectStatement {
    ids(
        queued_mail_speaker::Column::QueuedMailId,
        queued_mail_speaker::Entity,
        queued_mail_speaker::Column::SpeakerId.in_subquery(profiles),
    )
}

/// What was sent to the person; drafts are the organisers'.
async fn mails(db: &impl ConnectionTrait, linked: SelectStatement, emails: &[String]) -> Result<Vec<Value>> {
    let to_person = by_email(queued_mail::Column::Recipients, emails);
    let sent = queued_mail::Entity::find()
        .filter(Condition::any().add(queued_mail::Column::Id.in_subquery(linked)).add(to_person))
        .filter(queued_mail::Column::Sent.is_not_null());
    Ok(json_rows(db, sent).await?.into_iter().map(mail_as_received).collect())
}

/// What others did to the account and the profiles. Who they are is theirs.
async fn history(db: &impl ConnectionTrait, account: i32, profiles: SelectStatement) -> Result<Vec<Value>> {
    use activity_log::Column;
    let of = |kind: ObjectType| Condition::all().add(Column::ObjectType.eq(kind.to_string()));
    let about = Condition::any()
        .add(of(ObjectType::Account).add(Column::ObjectId.eq(account)))
        .add(of(ObjectType::SpeakerProfile).add(Column::ObjectId.in_subquery(profiles)));
    let by_others = Condition::any().add(Column::AccountId.is_null()).add(Column::AccountId.ne(account));
    let entries = activity_log::Entity::find().filter(about).filter(by_others).order_by_asc(Column::Id);
    let mut rows = json_rows(db, entries).await?;
    for row in rows.iter_mut().filter_map(Value::as_object_mut) {
        row.remove("account_id");
        // Notes of organisers are theirs here, too.
        if let Some(changes) = row.get_mut("data").and_then(|data| data.get_mut("changes")) {
            changes.as_object_mut().map(|changes| changes.remove("internal_notes"));
        }
    }
    Ok(rows)
}

fn ids(
    column: impl ColumnTrait,
    from: impl sea_orm::sea_query::IntoTableRef,
    condition: sea_orm::sea_query::SimpleExpr,
) -> SelectStatement {
    Query::select().column(column).from(from).and_where(condition).to_owned()
}

async fn json_rows<E: EntityTrait>(db: &impl ConnectionTrait, query: Select<E>) -> Result<Vec<Value>>
where
    E::Model: FromQueryResult,
{
    let mut rows = query.into_json().all(db).await?;
    for (name, value) in rows.iter_mut().filter_map(Value::as_object_mut).flatten() {
        // One of the engines gives these as text.
        if JSON.contains(&name.as_str())
            && let Some(parsed) = value.as_str().and_then(|text| serde_json::from_str(text).ok())
        {
            *value = parsed;
        }
    }
    Ok(rows)
}

fn without_secrets(mut row: Value) -> Value {
    if let Some(row) = row.as_object_mut() {
        row.retain(|name, _| !SECRETS.contains(&name.as_str()));
        // Instants are stored as microseconds.
        for (name, value) in row.iter_mut() {
            if let Some(micros) = value.as_i64().filter(|micros| micros.abs() > 1_000_000_000_000)
                && name != "id"
            {
                *value = json!(plenary_model::Timestamp::from_micros(micros).to_string());
            }
        }
    }
    row
}

/// Without the addresses of others.
fn mail_as_received(row: Value) -> Value {
    let part = |name: &str| row.get(name).cloned().unwrap_or_default();
    json!({"id": part("id"), "subject": part("subject"), "text": part("text"), "sent": part("sent")})
}

/// Without its id, which opens it.
fn session_as_seen(row: Value) -> Value {
    let part = |name: &str| row.get(name).cloned().unwrap_or_default();
    let seen = row.get("data").and_then(|data| data.get("seen")).cloned().unwrap_or_default();
    json!({"created": part("created"), "expires": part("expires"), "seen": seen})
}
