//! Accounts.

use plenary_mail::system::{self, SystemMail};
use plenary_model::error::Problems;
use plenary_model::{Actor, EmailVerification, Error, Message, ObjectType, Result, time};
use plenary_store::entity::account::{ActiveModel, Column, Entity, Model};
use plenary_store::{Tx, log, unique};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::{Value, json};

use crate::{address, password, profile, session};

/// What a new account starts with.
pub struct NewAccount<'a> {
    pub name: &'a str,
    pub email: &'a str,
    /// `None`: it can't be logged into until a password is set.
    pub password: Option<&'a str>,
    pub locale: &'a str,
    pub time_zone: &'a str,
    pub administrator: bool,
}

pub const NAME_LENGTH: usize = 120;
pub const EMAIL_LENGTH: usize = 254;

/// Addresses are kept trimmed and in lower case.
pub fn normalise_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Whether a text can be an e-mail address: one `@` between non-empty parts, a host with or without
/// dots, no blanks, no control characters, nothing that would need quoting in a header.
pub fn is_email(email: &str) -> bool {
    let forbidden = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"".contains(c);
    match email.split_once('@') {
        Some((local, host)) => {
            !local.is_empty()
                && !host.is_empty()
                && !host.contains('@')
                && !host.starts_with(['.', '-'])
                && !host.ends_with(['.', '-'])
                && !host.contains("..")
                && !email.contains(forbidden)
                && email.len() <= EMAIL_LENGTH
        }
        None => false,
    }
}

/// Creates an account whose address nobody is asked to prove. Errors name the fields `name`, `email` and
/// `password`.
pub async fn create(tx: &Tx, new: NewAccount<'_>) -> Result<Model> {
    let (name, email) = check(&new)?;
    if unique::exists(tx.db(), Entity::find(), Column::Email, &email).await? {
        return Err(Error::invalid("email", "error-email-taken"));
    }
    let hash = match new.password {
        Some(text) => {
            password::check(text, "password", &name, &email)?;
            hash_off_thread(tx, text).await?
        }
        None => password::unusable(tx.random()),
    };
    insert(tx, &new, name, email, hash, EmailVerification::Legacy).await
}

/// What became of a registration.
pub enum Registered {
    New(Box<Model>),
    /// The address has an account, whose holder was told. Whoever registers must not learn it. With the
    /// hash of the password that was typed, for another try with another address.
    Known {
        hash: String,
    },
}

/// The password of somebody who registers.
pub enum Chosen<'a> {
    Text(&'a str),
    /// The hash of one that was found to be good.
    Hash(String),
}

/// Registers somebody who says that an address is theirs: it gets a mail, whether it has an account or
/// not. Errors name the fields `name`, `email` and `password`.
pub async fn register(tx: &Tx, new: NewAccount<'_>, chosen: Chosen<'_>, links: &Links) -> Result<Registered> {
    let (name, email) = check(&new)?;
    // Before it is known whether there is one, so that both take as long.
    let hash = match chosen {
        Chosen::Text(text) => {
            password::check(text, "password", &name, &email)?;
            hash_off_thread(tx, text).await?
        }
        Chosen::Hash(hash) => hash,
    };
    if let Some(known) = find_by_email(tx.db(), &email).await? {
        let mail = SystemMail::RegistrationExists { name: known.name.clone(), url: links.reset.clone() };
        system::queue(tx, &known.email, &known.locale, mail).await?;
        return Ok(Registered::Known { hash });
    }
    let account = insert(tx, &new, name, email, hash, EmailVerification::Unverified).await?;
    address::send_first(tx, &account, links).await?;
    Ok(Registered::New(Box::new(account)))
}

fn check(new: &NewAccount<'_>) -> Result<(String, String)> {
    let email = normalise_email(new.email);
    let name = new.name.trim();
    let mut problems = Problems::default();
    if let Some(problem) = name_problem(name) {
        problems.add("name", problem);
    }
    if email.is_empty() {
        problems.add("email", "error-required");
    } else if !is_email(&email) {
        problems.add("email", "error-email");
    }
    problems.done()?;
    Ok((name.to_owned(), email))
}

/// What is wrong with a person's name.
pub fn name_problem(name: &str) -> Option<Message> {
    if name.is_empty() {
        Some("error-required".into())
    } else if name.chars().count() > NAME_LENGTH {
        Some(Message::new("error-too-long").arg("max", NAME_LENGTH))
    } else if name.contains(['<', '>']) {
        Some("error-name-markup".into())
    } else if name.chars().any(char::is_control) {
        Some("error-control-characters".into())
    } else {
        None
    }
}

async fn insert(
    tx: &Tx,
    new: &NewAccount<'_>,
    name: String,
    email: String,
    hash: String,
    verification: EmailVerification,
) -> Result<Model> {
    let row = ActiveModel {
        password: Set(hash),
        code: Set(Some(unique::draw_code(tx, Entity::find(), Column::Code).await?)),
        name: Set(name),
        email: Set(email),
        email_verification_state: Set(verification),
        created: Set(tx.now()),
        is_active: Set(true),
        is_administrator: Set(new.administrator),
        locale: Set(new.locale.to_owned()),
        timezone: Set(new.time_zone.to_owned()),
        ..Default::default()
    };
    Ok(row.insert(tx.db()).await?)
}

/// Sets a password after checking it against the rules, logs the account out everywhere, voids a link for
/// a new one and tells the holder by mail. Whoever calls has found out that the actor may.
pub async fn set_password(tx: &Tx, actor: &Actor, account: &Model, text: &str) -> Result<()> {
    password::check(text, "password", &account.name, &account.email)?;
    let hash = hash_off_thread(tx, text).await?;
    let row = ActiveModel {
        id: Set(account.id),
        password: Set(hash),
        pw_reset_token: Set(None),
        pw_reset_time: Set(None),
        ..Default::default()
    };
    row.update(tx.db()).await?;
    session::end_all(tx, account.id).await?;
    note(tx, actor, account.id, "pretalx.user.password.update", json!({})).await?;
    let mail = SystemMail::PasswordChanged { name: account.name.clone() };
    system::queue(tx, &account.email, &account.locale, mail).await?;
    Ok(())
}

/// What people say about themselves at the instance.
pub struct Details<'a> {
    pub name: &'a str,
    pub locale: &'a str,
    pub time_zone: &'a str,
}

/// Changes name, language and time zone of whoever acts; returns the account as it is then.
pub async fn update(tx: &Tx, actor: &Actor, details: Details<'_>) -> Result<Model> {
    let account = own(tx.db(), actor).await?;
    let name = details.name.trim();
    let mut problems = Problems::default();
    if let Some(problem) = name_problem(name) {
        problems.add("name", problem);
    }
    if !time::zone_is_selectable(details.time_zone) {
        problems.add("timezone", "error-time-zone");
    }
    problems.done()?;
    let is_same =
        account.name == name && account.locale == details.locale && account.timezone == details.time_zone;
    if is_same {
        return Ok(account);
    }
    let row = ActiveModel {
        id: Set(account.id),
        name: Set(name.to_owned()),
        locale: Set(details.locale.to_owned()),
        timezone: Set(details.time_zone.to_owned()),
        ..Default::default()
    };
    let changed = row.update(tx.db()).await?;
    // Whoever is erased later is erased under former names, too.
    let data = match account.name == name {
        true => json!({}),
        false => json!({"changes": {"name": {"old": account.name, "new": name}}}),
    };
    note(tx, actor, account.id, "pretalx.user.profile.update", data).await?;
    if account.name != name {
        // Profiles without a name of their own show the account's.
        profile::raise_revisions(tx, account.id).await?;
    }
    Ok(changed)
}

/// The account of whoever acts.
pub async fn own(db: &impl ConnectionTrait, actor: &Actor) -> Result<Model> {
    let id = actor.account().ok_or(Error::NeedsLogin)?;
    let found = Entity::find_by_id(id).filter(Column::IsActive.eq(true)).one(db).await?;
    found.ok_or(Error::NeedsLogin)
}

/// Writes down what happened to an account.
pub(crate) async fn note(tx: &Tx, actor: &Actor, account: i32, action: &str, data: Value) -> Result<()> {
    let as_organiser = actor.account().is_some_and(|id| id != account);
    let entry =
        log::Entry { event: None, actor, object: (ObjectType::Account, account), action, data, as_organiser };
    log::write(tx, entry).await
}

/// Addresses for mails, complete up to the token at their end.
#[derive(Clone, Debug)]
pub struct Links {
    /// `https://…/verify/`
    pub verify: String,
    /// `https://…/reset/`
    pub recover: String,
    /// Where a new password is asked for.
    pub reset: String,
}

/// Hashing takes tens of milliseconds of computing: not on the threads that serve requests.
pub(crate) async fn hash_off_thread(tx: &Tx, text: &str) -> Result<String> {
    let text = text.to_owned();
    let salt = password::salt(tx.random());
    tokio::task::spawn_blocking(move || password::hash(&text, &salt)).await.map_err(Error::internal)?
}

/// Sets the language in which an account sees pages. No log: it is a matter of taste.
pub async fn set_locale(tx: &Tx, account: i32, locale: &str) -> Result<()> {
    let row = ActiveModel { id: Set(account), locale: Set(locale.to_owned()), ..Default::default() };
    row.update(tx.db()).await?;
    Ok(())
}

pub async fn load(db: &impl ConnectionTrait, id: i32) -> Result<Model> {
    Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)
}

pub async fn find_by_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<Model>> {
    Ok(Entity::find().filter(unique::same_text(Column::Email, email.trim())).one(db).await?)
}

/// The oldest administrator who can log in.
pub async fn first_administrator(db: &impl ConnectionTrait) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::IsAdministrator.eq(true))
        .filter(Column::IsActive.eq(true))
        .order_by_asc(Column::Id)
        .one(db)
        .await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for good in ["a@b", "jane.doe+x@example.org", "admin@localhost", "ü@exämple.org"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\r\nBcc: x@y", "a@.b", "a@b..c", "<a@b>"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
