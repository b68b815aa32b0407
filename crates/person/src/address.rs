//! Whether an address is its account's holder's, and getting another one (data-model §3.14).

use plenary_mail::system::{self, SystemMail};
use plenary_model::{Actor, AddressCheckKind as Kind, EmailVerification, Error, Result, Timestamp, code};
use plenary_store::entity::address_check::{self, ActiveModel, Column, Entity};
use plenary_store::entity::{account, account::Model};
use plenary_store::{Tx, unique};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::account::{EMAIL_LENGTH, Links, is_email, load, normalise_email, note, own};
use crate::token;

const VALID_MINUTES: i64 = 24 * 60;
/// Between two mails.
const COOLDOWN_SECONDS: i64 = 5 * 60;
const TOKEN_LENGTH: usize = 32;

/// What was sent to an account last, if anything.
pub async fn sent(db: &impl ConnectionTrait, account: i32) -> Result<Option<address_check::Model>> {
    Ok(Entity::find().filter(Column::AccountId.eq(account)).one(db).await?)
}

/// Seconds until another mail may be sent.
pub fn cooldown(sent: Option<Timestamp>, now: Timestamp) -> u64 {
    let Some(sent) = sent else { return 0 };
    let micros = sent.plus_seconds(COOLDOWN_SECONDS).micros() - now.micros();
    u64::try_from(micros).unwrap_or(0).div_ceil(1_000_000)
}

async fn cooled_down(tx: &Tx, account: i32) -> Result<()> {
    let last = sent(tx.db(), account).await?;
    match cooldown(last.filter(|row| row.used.is_none()).map(|row| row.sent), tx.now()) {
        0 => Ok(()),
        retry_after_seconds => Err(Error::Limited { retry_after_seconds }),
    }
}

/// Asks a new account's holder to prove the address.
pub(crate) async fn send_first(tx: &Tx, account: &Model, links: &Links) -> Result<()> {
    let holder = Actor::Person { account: account.id, administrator: false };
    send_verification(tx, &holder, account, links, None).await
}

/// Sends the link again, at most every five minutes; nothing if the address is proven.
pub async fn resend(tx: &Tx, actor: &Actor, links: &Links) -> Result<()> {
    let account = own(tx.db(), actor).await?;
    if account.email_verification_state == EmailVerification::Verified {
        return Ok(());
    }
    cooled_down(tx, account.id).await?;
    let corrected = sent(tx.db(), account.id).await?.and_then(|row| row.corrected);
    if let Some(taken) = &account.pending_email {
        // The mail that went to its holder says everything: there is no second one.
        write_check(tx, account.id, Kind::Verify, taken, corrected).await?;
        return Ok(());
    }
    send_verification(tx, actor, &account, links, corrected).await
}

async fn send_verification(
    tx: &Tx,
    actor: &Actor,
    account: &Model,
    links: &Links,
    corrected: Option<Timestamp>,
) -> Result<()> {
    let secret = write_check(tx, account.id, Kind::Verify, &account.email, corrected).await?;
    let data = json!({"email": account.email, "kind": "verify"});
    note(tx, actor, account.id, "pretalx.user.email.verification.send", data).await?;
    let url = format!("{}{secret}", links.verify);
    let mail = SystemMail::VerifyAddress { name: account.name.clone(), url };
    system::queue(tx, &account.email, &account.locale, mail).await?;
    Ok(())
}

/// Writes down that a link is on its way, and returns its token. The one before is void.
async fn write_check(
    tx: &Tx,
    account: i32,
    kind: Kind,
    address: &str,
    corrected: Option<Timestamp>,
) -> Result<String> {
    let secret = code::token(tx.random(), TOKEN_LENGTH);
    let row = ActiveModel {
        account_id: Set(account),
        kind: Set(kind),
        address: Set(address.to_owned()),
        token_hash: Set(token::hash(&secret)),
        sent: Set(tx.now()),
        corrected: Set(corrected),
        used: Set(None),
        ..Default::default()
    };
    let again = OnConflict::column(Column::AccountId)
        .update_columns([
            Column::Kind,
            Column::Address,
            Column::TokenHash,
            Column::Sent,
            Column::Corrected,
            Column::Used,
        ])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await?;
    Ok(secret)
}

fn check(email: &str) -> Result<String> {
    let email = normalise_email(email);
    if email.is_empty() {
        return Err(Error::invalid("email", "error-required"));
    }
    if !is_email(&email) || email.len() > EMAIL_LENGTH {
        return Err(Error::invalid("email", "error-email"));
    }
    Ok(email)
}

async fn is_taken(tx: &Tx, email: &str) -> Result<bool> {
    unique::exists(tx.db(), account::Entity::find(), account::Column::Email, email).await
}

/// Puts right the address of an account that could not prove it yet. Whoever calls has asked for the
/// password. One correction a day need not wait for the pause between mails. An address that has an account
/// is kept as one that waits, which nobody can prove: its holder is told, and nobody else learns why.
pub async fn correct(tx: &Tx, actor: &Actor, email: &str, links: &Links) -> Result<()> {
    let account = own(tx.db(), actor).await?;
    if account.email_verification_state != EmailVerification::Unverified {
        return Err(Error::NotFound);
    }
    let email = check(email)?;
    if email == account.email && account.pending_email.is_none() {
        return resend(tx, actor, links).await;
    }
    let last = sent(tx.db(), account.id).await?.and_then(|row| row.corrected);
    if last.is_some_and(|at| at.plus_minutes(VALID_MINUTES) > tx.now()) {
        cooled_down(tx, account.id).await?;
    }
    let data = json!({"old_email": account.email, "new_email": email});
    let known = crate::account::find_by_email(tx.db(), &email).await?;
    if let Some(known) = known.filter(|known| known.id != account.id) {
        let change = account::ActiveModel {
            id: Set(account.id),
            pending_email: Set(Some(email.clone())),
            ..Default::default()
        };
        change.update(tx.db()).await?;
        note(tx, actor, account.id, "pretalx.user.email.verification.correct", data).await?;
        write_check(tx, account.id, Kind::Verify, &email, Some(tx.now())).await?;
        let mail = SystemMail::RegistrationExists { name: known.name, url: links.reset.clone() };
        system::queue(tx, &known.email, &known.locale, mail).await?;
        return Ok(());
    }
    let change = account::ActiveModel {
        id: Set(account.id),
        email: Set(email.clone()),
        pending_email: Set(None),
        // A link to a new password went to somebody else's address.
        pw_reset_token: Set(None),
        pw_reset_time: Set(None),
        ..Default::default()
    };
    let changed = change.update(tx.db()).await?;
    note(tx, actor, account.id, "pretalx.user.email.verification.correct", data).await?;
    send_verification(tx, actor, &changed, links, Some(tx.now())).await
}

/// Asks for another address: it counts once it is proven; the old one is told. Whoever calls has asked
/// for the password. An address that has an account gets no mail, and nobody learns why.
pub async fn request_change(tx: &Tx, actor: &Actor, email: &str, links: &Links) -> Result<()> {
    let account = own(tx.db(), actor).await?;
    if account.email_verification_state == EmailVerification::Unverified {
        return Err(Error::invalid("email", "account-error-unverified"));
    }
    let email = check(email)?;
    if email == account.email {
        return Err(Error::invalid("email", "account-error-same-address"));
    }
    cooled_down(tx, account.id).await?;
    let change = account::ActiveModel {
        id: Set(account.id),
        pending_email: Set(Some(email.clone())),
        pending_email_sent: Set(Some(tx.now())),
        ..Default::default()
    };
    change.update(tx.db()).await?;
    let secret = write_check(tx, account.id, Kind::Change, &email, None).await?;
    let data = json!({"pending_email": email});
    note(tx, actor, account.id, "pretalx.user.email.change.request", data).await?;
    let name = account.name.clone();
    if !is_taken(tx, &email).await? {
        let url = format!("{}{secret}", links.verify);
        let mail = SystemMail::ConfirmNewAddress { name: name.clone(), url };
        system::queue(tx, &email, &account.locale, mail).await?;
    }
    let mail = SystemMail::AddressChangeRequested { name, old: account.email.clone(), new: email };
    system::queue(tx, &account.email, &account.locale, mail).await?;
    Ok(())
}

/// Takes a change back that is not proven yet.
pub async fn cancel_change(tx: &Tx, actor: &Actor) -> Result<()> {
    let account = own(tx.db(), actor).await?;
    let Some(pending) = account.pending_email else { return Ok(()) };
    forget_pending(tx, account.id).await?;
    Entity::delete_many().filter(Column::AccountId.eq(account.id)).exec(tx.db()).await?;
    let data = json!({"pending_email": pending});
    note(tx, actor, account.id, "pretalx.user.email.change.cancel", data).await
}

async fn forget_pending(tx: &Tx, account: i32) -> Result<()> {
    let change = account::ActiveModel {
        id: Set(account),
        pending_email: Set(None),
        pending_email_sent: Set(None),
        ..Default::default()
    };
    change.update(tx.db()).await?;
    Ok(())
}

/// Why a link is not good (pages-public §17.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Invalid,
    Expired,
    AlreadyVerified,
    PendingExpired,
    Taken,
}

/// What a link is about.
#[derive(Debug)]
pub struct Link {
    pub kind: Kind,
    pub address: String,
    pub account: Model,
    id: i32,
}

/// Finds out what following a link would do, and changes nothing.
pub async fn look(db: &impl ConnectionTrait, secret: &str, now: Timestamp) -> Result<Result<Link, Refusal>> {
    let found = Entity::find().filter(Column::TokenHash.eq(token::hash(secret))).one(db).await?;
    let Some(row) = found else { return Ok(Err(Refusal::Invalid)) };
    let account = load(db, row.account_id).await?;
    if !account.is_active {
        return Ok(Err(Refusal::Invalid));
    }
    if row.used.is_some() {
        return Ok(Err(Refusal::AlreadyVerified));
    }
    let expired = row.sent.plus_minutes(VALID_MINUTES) <= now;
    Ok(match row.kind {
        Kind::Verify if account.email != row.address => Err(Refusal::Invalid),
        Kind::Verify if account.email_verification_state == EmailVerification::Verified => {
            Err(Refusal::AlreadyVerified)
        }
        Kind::Verify if expired => Err(Refusal::Expired),
        Kind::Change if account.pending_email.as_ref() != Some(&row.address) => Err(Refusal::Invalid),
        Kind::Change if expired => Err(Refusal::PendingExpired),
        kind => Ok(Link { kind, address: row.address, account, id: row.id }),
    })
}

/// Follows a link: the address counts as proven, or becomes the account's. It is good once.
pub async fn follow(tx: &Tx, secret: &str) -> Result<Result<Model, Refusal>> {
    let link = match look(tx.db(), secret, tx.now()).await? {
        Ok(link) => link,
        Err(Refusal::PendingExpired) => {
            expire(tx, secret).await?;
            return Ok(Err(Refusal::PendingExpired));
        }
        Err(refusal) => return Ok(Err(refusal)),
    };
    let holder = Actor::Person { account: link.account.id, administrator: false };
    let account = match link.kind {
        Kind::Verify => {
            let account = set_verified(tx, &link.account, None).await?;
            let data = json!({"email": link.address});
            note(tx, &holder, account.id, "pretalx.user.email.verification.confirm", data).await?;
            account
        }
        Kind::Change => {
            if is_taken(tx, &link.address).await? {
                forget_pending(tx, link.account.id).await?;
                let data = json!({"pending_email": link.address});
                note(tx, &holder, link.account.id, "pretalx.user.email.change.taken", data).await?;
                return Ok(Err(Refusal::Taken));
            }
            let account = set_verified(tx, &link.account, Some(&link.address)).await?;
            let (old, new) = (link.account.email.clone(), link.address.clone());
            let data = json!({"old_email": old, "new_email": new});
            note(tx, &holder, account.id, "pretalx.user.email.change.confirm", data).await?;
            let mail = SystemMail::AddressChanged { name: account.name.clone(), old: old.clone(), new };
            system::queue(tx, &old, &account.locale, mail).await?;
            account
        }
    };
    let used = ActiveModel { id: Set(link.id), used: Set(Some(tx.now())), ..Default::default() };
    used.update(tx.db()).await?;
    Ok(Ok(account))
}

async fn expire(tx: &Tx, secret: &str) -> Result<()> {
    let found = Entity::find().filter(Column::TokenHash.eq(token::hash(secret))).one(tx.db()).await?;
    let Some(row) = found else { return Ok(()) };
    let holder = Actor::Person { account: row.account_id, administrator: false };
    forget_pending(tx, row.account_id).await?;
    let data = json!({"pending_email": row.address});
    note(tx, &holder, row.account_id, "pretalx.user.email.change.expire", data).await
}

async fn set_verified(tx: &Tx, account: &Model, email: Option<&str>) -> Result<Model> {
    let mut change = account::ActiveModel {
        id: Set(account.id),
        email_verification_state: Set(EmailVerification::Verified),
        pending_email: Set(None),
        pending_email_sent: Set(None),
        ..Default::default()
    };
    if let Some(email) = email {
        change.email = Set(email.to_owned());
        // A link to a new password that went to the old address must not be good any more.
        change.pw_reset_token = Set(None);
        change.pw_reset_time = Set(None);
    }
    Ok(change.update(tx.db()).await?)
}

/// Counts an address as proven, because an invitation that was sent to exactly this address was followed.
pub async fn promote(tx: &Tx, account: &Model, invited: &str) -> Result<()> {
    let proven = account.email_verification_state == EmailVerification::Verified;
    if proven || normalise_email(invited) != account.email {
        return Ok(());
    }
    set_verified(tx, account, None).await?;
    let holder = Actor::Person { account: account.id, administrator: false };
    let data = json!({"email": account.email});
    note(tx, &holder, account.id, "pretalx.user.email.verification.promote", data).await
}

/// Sets whether an address counts as proven. Administrators only.
pub async fn set_state(tx: &Tx, actor: &Actor, account: &Model, verified: bool) -> Result<()> {
    if !actor.is_administrator() {
        return Err(Error::NotFound);
    }
    let state = if verified { EmailVerification::Verified } else { EmailVerification::Unverified };
    let change = account::ActiveModel {
        id: Set(account.id),
        email_verification_state: Set(state),
        ..Default::default()
    };
    change.update(tx.db()).await?;
    let data = json!({"state": state.as_str()});
    note(tx, actor, account.id, "pretalx.user.email.verification.set", data).await
}
