//! Accounts.

use plenary_model::error::Problems;
use plenary_model::{EmailVerification, Error, Message, Result};
use plenary_store::entity::account::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::session;
use plenary_store::{Tx, unique};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};

use crate::password;

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

/// Creates an account. Errors name the fields `name`, `email` and `password`.
pub async fn create(tx: &Tx, new: NewAccount<'_>) -> Result<Model> {
    let email = normalise_email(new.email);
    let name = new.name.trim();
    let mut problems = Problems::default();
    if name.is_empty() {
        problems.add("name", "error-required");
    } else if name.chars().count() > NAME_LENGTH {
        problems.add("name", Message::new("error-too-long").arg("max", NAME_LENGTH));
    } else if name.contains(['<', '>']) {
        problems.add("name", "error-name-markup");
    } else if name.chars().any(char::is_control) {
        problems.add("name", "error-control-characters");
    }
    if email.is_empty() {
        problems.add("email", "error-required");
    } else if !is_email(&email) {
        problems.add("email", "error-email");
    }
    problems.done()?;
    if unique::exists(tx.db(), Entity::find(), Column::Email, &email).await? {
        return Err(Error::invalid("email", "error-email-taken"));
    }
    let hash = match new.password {
        Some(text) => {
            password::check(text, "password", name, &email)?;
            hash_off_thread(tx, text).await?
        }
        None => password::unusable(tx.random()),
    };
    let row = ActiveModel {
        password: Set(hash),
        code: Set(Some(unique::draw_code(tx, Entity::find(), Column::Code).await?)),
        name: Set(name.to_owned()),
        email: Set(email),
        // Verification by mail comes with system mail; until then nobody is held up by it.
        email_verification_state: Set(EmailVerification::Legacy),
        created: Set(tx.now()),
        is_active: Set(true),
        is_administrator: Set(new.administrator),
        locale: Set(new.locale.to_owned()),
        timezone: Set(new.time_zone.to_owned()),
        ..Default::default()
    };
    Ok(row.insert(tx.db()).await?)
}

/// Sets a password after checking it against the rules, and logs the account out everywhere.
pub async fn set_password(tx: &Tx, account: &Model, text: &str) -> Result<()> {
    password::check(text, "password", &account.name, &account.email)?;
    let hash = hash_off_thread(tx, text).await?;
    let row = ActiveModel { id: Set(account.id), password: Set(hash), ..Default::default() };
    row.update(tx.db()).await?;
    session::Entity::delete_many().filter(session::Column::AccountId.eq(account.id)).exec(tx.db()).await?;
    Ok(())
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
