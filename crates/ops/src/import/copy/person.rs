//! Accounts, their pictures, API tokens and preferences.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use plenary_model::{EmailVerification, Timestamp, code::CODE_ALPHABET};
use plenary_store::entity::{account, api_token, api_token_event, preference, profile_picture};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Before;
use crate::import::context::{Context, Mapped, Person, Skip, Stop, few};
use crate::import::error::{ImportError, Result};
use crate::import::importer::Importer;
use crate::import::source::tables::{
    EVENT, ORGANISER, PREFERENCE, SUBMISSION, TOKEN, TOKEN_EVENT, Table, USER,
};
use crate::import::source::{Row, Value};

/// What other rows need to know of accounts, and whether names that must be unique without regard
/// to capitals are.
pub async fn look_up(importer: &mut Importer<'_>) -> Result<()> {
    let accounts = importer.source.all(&USER).await?;
    ambiguous("E-mail addresses of accounts", &accounts, "email")?;
    ambiguous("Codes of accounts", &accounts, "code")?;
    ambiguous("Slugs of organisers", &importer.source.all(&ORGANISER).await?, "slug")?;
    let events = importer.source.all(&EVENT).await?;
    ambiguous("Slugs of events", &events, "slug")?;
    ambiguous_codes(importer).await?;
    let cx = &mut importer.cx;
    for event in &events {
        if cx.scope.is_none_or(|scope| i64::from(scope) == event.key()) {
            cx.slugs.insert(event.id()?, event.text("slug"));
        }
    }
    let mut taken: HashSet<String> = accounts.iter().map(|row| row.text("code").to_uppercase()).collect();
    for row in &accounts {
        let id = row.id()?;
        let code = row.filled("code").unwrap_or_else(|| {
            let mut drawn = (0..).map(|attempt| made_up_code(cx.instance, "account", id, attempt));
            drawn.find(|code| taken.insert(code.clone())).unwrap_or_default()
        });
        let person = Person { code, name: row.text("name"), email: address(row), picture: false };
        cx.people.insert(id, person);
    }
    // Which pictures exist is known once their files have been looked for; then every row that
    // names one is asked about again, so nothing is reported twice.
    for row in &accounts {
        let picture = has_avatar(row) && cx.files.may_exist(&row.text("avatar"));
        if let Some(person) = cx.people.get_mut(&row.id()?) {
            person.picture = picture;
        }
    }
    Ok(())
}

/// After everything else: in an import of one event, whoever is involved in it is known by now.
pub async fn copy(importer: &mut Importer<'_>, before: &Before) -> Result<()> {
    let first_seen = first_seen(importer).await?;
    let mut pictures = Vec::new();
    let mut unknown = Vec::new();
    importer
        .copy(&USER, |cx, row| {
            let account = account(cx, row, &first_seen, before)?;
            if !is_known_hash(&account.password) {
                unknown.push(account.email.clone());
            }
            if has_avatar(row) {
                pictures.extend(picture(cx, row, account.id)?);
            }
            Ok(account)
        })
        .await?;
    importer.write(&USER, &pictures).await?;
    report_passwords(&mut importer.cx, &unknown);
    let tokens_of_scope = tokens_of_scope(importer).await?;
    let mut legacy = 0;
    importer
        .copy(&TOKEN, |cx, row| {
            let token = token(cx, row, tokens_of_scope.as_ref())?;
            legacy += u32::from(token.version.as_deref() == Some("LEGACY"));
            Ok(token)
        })
        .await?;
    if legacy > 0 {
        importer
            .cx
            .report
            .note(format!("{legacy} API tokens are of the oldest kind, which is refused: make new ones."));
    }
    importer.copy(&TOKEN_EVENT, token_event).await?;
    importer.copy(&PREFERENCE, preference).await
}

/// Six symbols that follow from the instance and the row, so that importing again gives the same.
pub fn made_up_code(instance: Uuid, kind: &str, id: i32, attempt: u32) -> String {
    let uuid = Uuid::new_v5(&instance, format!("{kind}-code:{id}:{attempt}").as_bytes());
    let symbols = CODE_ALPHABET.as_bytes();
    uuid.as_bytes()
        .iter()
        .take(6)
        .map(|byte| char::from(symbols[usize::from(*byte) % symbols.len()]))
        .collect()
}

fn address(row: &Row) -> String {
    row.text("email").trim().to_lowercase()
}

fn ambiguous(what: &'static str, rows: &[Row], column: &str) -> Result<()> {
    let values = rows.iter().filter_map(|row| row.filled(column)).collect();
    refuse_ambiguous(what, values)
}

fn refuse_ambiguous(what: &'static str, values: Vec<String>) -> Result<()> {
    let mut groups: HashMap<String, Vec<String>> = HashMap::new();
    for value in values {
        groups.entry(value.trim().to_lowercase()).or_default().push(value);
    }
    let mut list: Vec<String> =
        groups.into_values().filter(|group| group.len() > 1).map(|group| group.join(" and ")).collect();
    list.sort();
    if list.is_empty() { Ok(()) } else { Err(ImportError::Ambiguous { what, list }) }
}

async fn ambiguous_codes(importer: &mut Importer<'_>) -> Result<()> {
    let sql = "SELECT code FROM submission_submission WHERE state <> 'deleted' ORDER BY id";
    let rows = importer.source.query(SUBMISSION.name, sql.to_owned()).await?;
    let codes = rows.into_iter().flatten().filter_map(|value| match value {
        Value::Text(code) => Some(code),
        _ => None,
    });
    refuse_ambiguous("Codes of proposals", codes.collect())
}

fn has_avatar(row: &Row) -> bool {
    row.filled("avatar").is_some_and(|path| path != "False")
}

/// When the log first mentions an account, as the one who acts or as the object.
async fn first_seen(importer: &mut Importer<'_>) -> Result<HashMap<i32, Timestamp>> {
    let queries = [
        "SELECT CAST(person_id AS TEXT) AS id, CAST(min(timestamp) AS TEXT) AS timestamp \
         FROM common_activitylog WHERE person_id IS NOT NULL GROUP BY person_id",
        "SELECT CAST(object_id AS TEXT) AS id, CAST(min(timestamp) AS TEXT) AS timestamp \
         FROM common_activitylog WHERE content_type_id IN \
         (SELECT id FROM django_content_type WHERE app_label = 'person' AND model = 'user') GROUP BY object_id",
    ];
    static FIRST: Table = Table { name: "common_activitylog", columns: &["id", "timestamp"] };
    let mut seen: HashMap<i32, Timestamp> = HashMap::new();
    for sql in queries {
        for values in importer.source.query(FIRST.name, sql.to_owned()).await? {
            let row = Row::new(&FIRST, values);
            let (id, at) = (row.id()?, row.time("timestamp")?);
            seen.entry(id).and_modify(|first| *first = at.min(*first)).or_insert(at);
        }
    }
    Ok(seen)
}

fn account(
    cx: &mut Context,
    row: &Row,
    first_seen: &HashMap<i32, Timestamp>,
    before: &Before,
) -> Mapped<account::Model> {
    let id = row.id()?;
    if !cx.brings(id) {
        return Err(Stop::Skip(Skip::OtherEvent));
    }
    let person = cx.people.get(&id).cloned().ok_or(Stop::Skip(Skip::Orphan))?;
    if row.filled("code").is_none() {
        cx.changed("given a code");
    }
    if person.email != row.text("email") {
        cx.changed("address written in lower case");
    }
    let promoted = before.administrators.contains(&person.email);
    Ok(account::Model {
        id,
        password: row.text("password"),
        last_login: row.time_opt("last_login")?,
        code: Some(person.code),
        name: person.name,
        email: person.email,
        email_verification_state: EmailVerification::Legacy,
        pending_email: None,
        pending_email_sent: None,
        created: first_seen.get(&id).or_else(|| before.created.get(&id)).copied().unwrap_or(cx.now),
        is_active: row.flag("is_active")?,
        is_administrator: row.flag("is_administrator")? || promoted,
        locale: row.filled("locale").unwrap_or_else(|| "en".to_owned()),
        timezone: row.filled("timezone").unwrap_or_else(|| "UTC".to_owned()),
        profile_picture_id: person.picture.then_some(id),
        pw_reset_token: row.text_opt("pw_reset_token"),
        pw_reset_time: row.time_opt("pw_reset_time")?,
    })
}

/// The picture of an account gets the account's key, which no other picture can have.
fn picture(cx: &mut Context, row: &Row, account: i32) -> Result<Option<profile_picture::Model>> {
    let Some(avatar) = cx.file(row, "avatar") else { return Ok(None) };
    cx.reserve("profile_picture", account);
    Ok(Some(profile_picture::Model {
        id: account,
        created: None,
        updated: None,
        account_id: Some(account),
        avatar: Some(avatar),
        avatar_thumbnail: cx.file(row, "avatar_thumbnail"),
        avatar_thumbnail_tiny: cx.file(row, "avatar_thumbnail_tiny"),
    }))
}

async fn tokens_of_scope(importer: &mut Importer<'_>) -> Result<Option<HashSet<i32>>> {
    let Some(scope) = importer.cx.scope else { return Ok(None) };
    let mut tokens = HashSet::new();
    for row in importer.source.all(&TOKEN_EVENT).await? {
        if row.int("event_id")? == scope {
            tokens.insert(row.int("userapitoken_id")?);
        }
    }
    Ok(Some(tokens))
}

fn token(cx: &mut Context, row: &Row, of_scope: Option<&HashSet<i32>>) -> Mapped<api_token::Model> {
    let id = row.id()?;
    if of_scope.is_some_and(|tokens| !tokens.contains(&id)) {
        return Err(Stop::Skip(Skip::OtherEvent));
    }
    let token = row.text("token");
    Ok(api_token::Model {
        id,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        name: row.text("name"),
        account_id: cx.imported_account(row, "user_id")?,
        all_events: false,
        expires: row.time_opt("expires")?,
        endpoints: row.object("endpoints")?,
        version: row.text_opt("version"),
        last_used: row.time_opt("last_used")?,
        token_hash: hash(&token),
        token_start: token.chars().take(4).collect(),
    })
}

/// SHA-256 in hex.
fn hash(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn token_event(cx: &mut Context, row: &Row) -> Mapped<api_token_event::Model> {
    let event_id = cx.event(row)?;
    Ok(api_token_event::Model { api_token_id: cx.needs(row, "userapitoken_id", &TOKEN)?, event_id })
}

fn preference(cx: &mut Context, row: &Row) -> Mapped<preference::Model> {
    let event_id = cx.event(row)?;
    Ok(preference::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        account_id: cx.imported_account(row, "user_id")?,
        event_id: Some(event_id),
        preferences: row.object("preferences")?,
    })
}

/// Kinds of password hashes that can be checked at log-in.
const HASHES: [&str; 6] =
    ["argon2$", "pbkdf2_sha256$", "pbkdf2_sha1$", "bcrypt_sha256$", "bcrypt$", "scrypt$"];

fn is_known_hash(password: &str) -> bool {
    // A password that starts so can't be used by anybody.
    password.starts_with('!') || HASHES.iter().any(|kind| password.starts_with(kind))
}

fn report_passwords(cx: &mut Context, unknown: &[String]) {
    if !unknown.is_empty() {
        cx.report.warn(format!(
            "The passwords of {} accounts have an unknown form and can't be checked ({}): they need a new one.",
            unknown.len(),
            few(unknown)
        ));
    }
}
