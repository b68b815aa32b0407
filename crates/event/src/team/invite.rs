//! Invitations to a team: sent to addresses, each good for one person, whoever holds its link. They
//! don't expire; who invited can take them back.

use std::collections::{HashMap, HashSet};

use plenary_mail::address;
use plenary_mail::system::{self, SystemMail};
use plenary_model::error::Problems;
use plenary_model::{Actor, EmailVerification, Error, Message, ObjectType, Result, code};
use plenary_person::account::is_email;
use plenary_store::Tx;
use plenary_store::entity::{account, organiser, team, team_invite, team_member};
use sea_orm::sea_query::{Expr, ExprTrait, Func, OnConflict};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::change::write_log;
use super::coverage::lock;
use super::{changes_teams, find, load};
use crate::organiser as organisers;
use crate::rights;

/// The form's field.
pub const FIELD: &str = "invite-emails";
/// At once.
pub const MOST: usize = 100;
/// As the column of accounts' addresses.
const EMAIL_LENGTH: usize = 254;
const TOKEN_LENGTH: usize = 32;

/// The addresses in a text, each once: on lines of their own, between commas, semicolons or blanks, or
/// behind names as `Name <address>`. What is no address is in the list as well. One more than
/// may be invited at most.
pub fn addresses(text: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    text.lines()
        .flat_map(address::entries)
        .flat_map(|entry| match address::mailbox(entry).filter(|_| entry.contains('<')) {
            Some(named) => vec![named.email.to_string()],
            None => entry.split_whitespace().map(str::to_owned).collect(),
        })
        .filter(|part| seen.insert(part.to_lowercase()))
        .take(MOST + 1)
        .collect()
}

/// Invites everybody in `text`, or nobody: there is one message, at [`FIELD`], about each address that
/// can't be invited.
pub async fn invite(
    tx: &Tx,
    actor: &Actor,
    organiser: &organiser::Model,
    team: i32,
    text: &str,
) -> Result<Vec<team_invite::Model>> {
    lock(tx, organiser.id).await?;
    rights::require_at_organiser(tx.db(), actor, organiser.id, changes_teams).await?;
    let team = load(tx.db(), organiser.id, team).await?;
    let emails = addresses(text);
    let mut problems = Problems::default();
    if emails.is_empty() {
        problems.add(FIELD, "error-required");
    } else if emails.len() > MOST {
        return Err(Error::invalid(FIELD, Message::new("organiser-error-invite-many").arg("max", MOST)));
    }
    for email in &emails {
        let same = |other: &str| other.to_lowercase() == email.to_lowercase();
        let key = if !is_sendable(email) {
            "organiser-error-invite-address"
        } else if team.members.iter().any(|member| same(&member.email)) {
            "organiser-error-invite-member"
        } else if team.invites.iter().filter_map(|invite| invite.email.as_deref()).any(same) {
            "organiser-error-invite-again"
        } else {
            continue;
        };
        problems.add(FIELD, Message::new(key).arg("email", shortened(email)));
    }
    problems.done()?;
    let letter = Letter::new(tx, actor, organiser, &team.row, &emails).await?;
    let mut invites = Vec::new();
    for email in emails {
        let row = team_invite::ActiveModel {
            team_id: Set(team.row.id),
            email: Set(Some(email)),
            token: Set(Some(code::lower_token(tx.random(), TOKEN_LENGTH))),
            created: Set(Some(tx.now())),
            updated: Set(Some(tx.now())),
            ..Default::default()
        };
        let invite = row.insert(tx.db()).await?;
        letter.send(tx, actor, &invite).await?;
        invites.push(invite);
    }
    Ok(invites)
}

/// Whether mail can go to what somebody typed.
fn is_sendable(email: &str) -> bool {
    email.len() <= EMAIL_LENGTH && is_email(email) && address::parse(email).is_some()
}

/// Sends an invitation once more.
pub async fn resend(
    tx: &Tx,
    actor: &Actor,
    organiser: &organiser::Model,
    team: i32,
    id: i32,
) -> Result<team_invite::Model> {
    let (team, invite) = open(tx, actor, organiser, team, id).await?;
    let row = team_invite::ActiveModel { id: Set(id), updated: Set(Some(tx.now())), ..Default::default() };
    row.update(tx.db()).await?;
    let email: Vec<String> = invite.email.iter().cloned().collect();
    if !email.iter().all(|email| is_sendable(email)) || email.is_empty() {
        return Err(Error::conflict("organiser-error-invite-no-address"));
    }
    Letter::new(tx, actor, organiser, &team, &email).await?.send(tx, actor, &invite).await?;
    Ok(invite)
}

/// Takes an invitation back: its link leads nowhere any more.
pub async fn retract(
    tx: &Tx,
    actor: &Actor,
    organiser: &organiser::Model,
    team: i32,
    id: i32,
) -> Result<team_invite::Model> {
    let (team, invite) = open(tx, actor, organiser, team, id).await?;
    team_invite::Entity::delete_by_id(id).exec(tx.db()).await?;
    let object = (ObjectType::Team, team.id);
    write_log(tx, actor, object, "pretalx.team.invite.orga.retract", json!({"email": invite.email})).await?;
    Ok(invite)
}

/// An open invitation of a team, for whoever may change it.
async fn open(
    tx: &Tx,
    actor: &Actor,
    organiser: &organiser::Model,
    team: i32,
    id: i32,
) -> Result<(team::Model, team_invite::Model)> {
    lock(tx, organiser.id).await?;
    one(tx.db(), actor, organiser, team, id).await
}

/// The same for pages. Three statements.
pub async fn one(
    db: &impl ConnectionTrait,
    actor: &Actor,
    organiser: &organiser::Model,
    team: i32,
    id: i32,
) -> Result<(team::Model, team_invite::Model)> {
    rights::require_at_organiser(db, actor, organiser.id, changes_teams).await?;
    let team = find(db, organiser.id, team).await?;
    let query = team_invite::Entity::find_by_id(id).filter(team_invite::Column::TeamId.eq(team.id));
    Ok((team, query.one(db).await?.ok_or(Error::NotFound)?))
}

/// What an invitation leads to.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub invite: team_invite::Model,
    pub team: team::Model,
    pub organiser: organiser::Model,
}

/// The invitation of a link, whatever the case; nobody needs rights to look at it. Three statements.
pub async fn by_token(db: &impl ConnectionTrait, token: &str) -> Result<Invitation> {
    if token.len() != TOKEN_LENGTH {
        return Err(Error::NotFound);
    }
    let query = team_invite::Entity::find().filter(team_invite::Column::Token.eq(token.to_ascii_lowercase()));
    let invite = query.one(db).await?.ok_or(Error::NotFound)?;
    let team = team::Entity::find_by_id(invite.team_id).one(db).await?.ok_or(Error::NotFound)?;
    let organiser = organisers::load(db, team.organiser_id).await?;
    Ok(Invitation { invite, team, organiser })
}

/// Puts the actor's account into the team; the invitation is used up. Whoever follows a link that was
/// sent to their own address has shown that it is theirs.
pub async fn accept(tx: &Tx, actor: &Actor, token: &str) -> Result<Invitation> {
    let account = actor.account().ok_or(Error::NeedsLogin)?;
    let found = by_token(tx.db(), token).await?;
    lock(tx, found.organiser.id).await?;
    let used = team_invite::Entity::delete_by_id(found.invite.id).exec(tx.db()).await?;
    if used.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    let row = team_member::ActiveModel { team_id: Set(found.team.id), account_id: Set(account) };
    let once = OnConflict::columns([team_member::Column::TeamId, team_member::Column::AccountId])
        .do_nothing()
        .to_owned();
    team_member::Entity::insert(row).on_conflict(once).exec_without_returning(tx.db()).await?;
    verify(tx, actor, account, found.invite.email.as_deref()).await?;
    let data = json!({"team": found.team.name, "email": found.invite.email});
    let object = (ObjectType::Organiser, found.organiser.id);
    write_log(tx, actor, object, "pretalx.invite.orga.accept", data).await?;
    Ok(found)
}

/// The account's address is verified if the invitation went there.
async fn verify(tx: &Tx, actor: &Actor, account: i32, email: Option<&str>) -> Result<()> {
    let account = plenary_person::account::load(tx.db(), account).await?;
    let same = email.is_some_and(|email| email.to_lowercase() == account.email.to_lowercase());
    if !same || account.email_verification_state == EmailVerification::Verified {
        return Ok(());
    }
    let row = account::ActiveModel {
        id: Set(account.id),
        email_verification_state: Set(EmailVerification::Verified),
        ..Default::default()
    };
    row.update(tx.db()).await?;
    let object = (ObjectType::Account, account.id);
    let data = json!({"email": account.email});
    write_log(tx, actor, object, "pretalx.user.email.verification.promote", data).await
}

/// What the mails of several invitations share.
struct Letter<'a> {
    team: &'a team::Model,
    organiser: &'a organiser::Model,
    inviter: String,
    /// The languages of the addresses that have an account, in lower case.
    locales: HashMap<String, String>,
    /// The inviter's language.
    locale: String,
}

impl<'a> Letter<'a> {
    /// Two statements at most.
    async fn new(
        tx: &Tx,
        actor: &Actor,
        organiser: &'a organiser::Model,
        team: &'a team::Model,
        emails: &[String],
    ) -> Result<Self> {
        let (inviter, locale) = match actor.account() {
            Some(id) => {
                let account = plenary_person::account::load(tx.db(), id).await?;
                (account.name, account.locale)
            }
            None => (String::new(), "en".to_owned()),
        };
        let lower = emails.iter().map(|email| email.to_lowercase());
        let accounts = account::Entity::find()
            .filter(Expr::expr(Func::lower(account::Column::Email.into_expr())).is_in(lower))
            .all(tx.db())
            .await?;
        let locales =
            accounts.into_iter().map(|account| (account.email.to_lowercase(), account.locale)).collect();
        Ok(Self { team, organiser, inviter, locales, locale })
    }

    async fn send(&self, tx: &Tx, actor: &Actor, invite: &team_invite::Model) -> Result<()> {
        let email = invite.email.as_deref().unwrap_or_default();
        let locale = self.locales.get(&email.to_lowercase()).unwrap_or(&self.locale);
        let token = invite.token.as_deref().unwrap_or_default();
        let mail = SystemMail::TeamInvitation {
            team: self.team.name.clone(),
            organiser: self.organiser.name.get(locale, "en").to_owned(),
            inviter: self.inviter.clone(),
            url: format!("{}/orga/invitation/{token}", tx.site_url()),
        };
        system::queue(tx, email, locale, mail).await?;
        let object = (ObjectType::Team, self.team.id);
        write_log(tx, actor, object, "pretalx.invite.orga.send", json!({"email": email})).await
    }
}

/// A wrong address in a message about it.
fn shortened(email: &str) -> String {
    const SHOWN: usize = 60;
    match email.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &email[..end]),
        None => email.to_owned(),
    }
}
