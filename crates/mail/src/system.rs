//! Mails of the instance to account holders and administrators: about passwords, addresses, teams.
//!
//! They belong to no event and always go through the instance's server, so that an event's broken
//! one can't hold them up. None is kept once it is sent: some hold links that open an account.

use plenary_locale::Locale;
use plenary_model::{Error, MailState, Result};
use plenary_queue::job;
use plenary_store::Tx;
use plenary_store::entity::queued_mail;
use plenary_store::sea_orm::{ActiveModelTrait, ActiveValue::Set};

use crate::render::subject_line;
use crate::{address, delivery, escape};

/// What the mail says. Texts are as people typed them; each `url` is a complete address of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SystemMail {
    /// The way to a new password.
    PasswordReset { name: String, url: String },
    /// The password is another one now.
    PasswordChanged { name: String },
    /// To a new account: does this address belong to you?
    VerifyAddress { name: String, url: String },
    /// To the address that an account is to get.
    ConfirmNewAddress { name: String, url: String },
    /// To the address that an account still has.
    AddressChangeRequested { name: String, old: String, new: String },
    /// To the address that an account had.
    AddressChanged { name: String, old: String, new: String },
    /// To an address, whether it has an account or not.
    TeamInvitation { team: String, organiser: String, inviter: String, url: String },
    /// To an account holder; `url` leads to what the team works on.
    AddedToTeam { name: String, team: String, organiser: String, inviter: String, url: String },
    /// Somebody tried to register with an address that has an account; `url` is where a new
    /// password is asked for.
    RegistrationExists { name: String, url: String },
    /// To the address that the account had.
    AccountErased { name: String },
    /// For administrators who want to know whether mail works.
    MailTest { site: String },
}

/// Writes a mail in the recipient's language (English where there is none) and has it sent as soon
/// as the transaction is committed. `to` is one address without a name. Returns the mail's id; the
/// row goes when the mail is sent.
pub async fn queue(tx: &Tx, to: &str, locale: &str, mail: SystemMail) -> Result<i32> {
    if address::parse(to).is_none() {
        return Err(Error::invalid("email", "error-email"));
    }
    let locale = Locale::find(locale).unwrap_or_default();
    let (subject, text) = render(locale, &mail, tx.site_url());
    let row = queued_mail::ActiveModel {
        recipients: Set(Some(to.trim().to_owned())),
        subject: Set(subject),
        text: Set(text),
        state: Set(MailState::Sending),
        locale: Set(Some(locale.code().to_owned())),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let id = row.insert(tx.db()).await?.id;
    job::enqueue(tx, delivery::SYSTEM, &id.to_string(), tx.now()).await?;
    Ok(id)
}

/// Names longer than this are cut: whoever may choose the name of a team could otherwise have us
/// send an advertisement to anybody.
const LONGEST_NAME: usize = 80;

/// Subject and text (Markdown) in one language.
pub fn render(locale: Locale, mail: &SystemMail, site: &str) -> (String, String) {
    let words = |text: &str| escape::line(&cut(text));
    let link = |url: &str| format!("<{}>", escape::link(url));
    let plain = |key: &str| locale.t(key).into_owned();
    let with_url = |key: &str, url: &str| locale.t_args(key, ("url", link(url))).into_owned();
    let (subject, name, text) = match mail {
        SystemMail::PasswordReset { name, url } => (
            plain("system-mail-password-reset-subject"),
            name.as_str(),
            with_url("system-mail-password-reset", url),
        ),
        SystemMail::PasswordChanged { name } => (
            plain("system-mail-password-changed-subject"),
            name.as_str(),
            plain("system-mail-password-changed"),
        ),
        SystemMail::VerifyAddress { name, url } => (
            plain("system-mail-verify-address-subject"),
            name.as_str(),
            with_url("system-mail-verify-address", url),
        ),
        SystemMail::ConfirmNewAddress { name, url } => (
            plain("system-mail-confirm-new-address-subject"),
            name.as_str(),
            with_url("system-mail-confirm-new-address", url),
        ),
        SystemMail::AddressChangeRequested { name, old, new } => (
            plain("system-mail-address-change-requested-subject"),
            name.as_str(),
            locale
                .t_args(
                    "system-mail-address-change-requested",
                    (("old", escape::line(old)), ("new", escape::line(new))),
                )
                .into_owned(),
        ),
        SystemMail::AddressChanged { name, old, new } => (
            plain("system-mail-address-changed-subject"),
            name.as_str(),
            locale
                .t_args(
                    "system-mail-address-changed",
                    (("old", escape::line(old)), ("new", escape::line(new))),
                )
                .into_owned(),
        ),
        SystemMail::TeamInvitation { team, organiser, inviter, url } => (
            locale.t_args("system-mail-team-invitation-subject", ("team", cut(team))).into_owned(),
            "",
            locale
                .t_args("system-mail-team-invitation", team_arguments(team, organiser, inviter, &link(url)))
                .into_owned(),
        ),
        SystemMail::AddedToTeam { name, team, organiser, inviter, url } => (
            locale.t_args("system-mail-added-to-team-subject", ("team", cut(team))).into_owned(),
            name.as_str(),
            locale
                .t_args("system-mail-added-to-team", team_arguments(team, organiser, inviter, &link(url)))
                .into_owned(),
        ),
        SystemMail::RegistrationExists { name, url } => (
            plain("system-mail-registration-exists-subject"),
            name.as_str(),
            with_url("system-mail-registration-exists", url),
        ),
        SystemMail::AccountErased { name } => {
            (plain("system-mail-account-erased-subject"), name.as_str(), plain("system-mail-account-erased"))
        }
        SystemMail::MailTest { site } => (
            plain("system-mail-test-subject"),
            "",
            locale.t_args("system-mail-test", ("site", words(site))).into_owned(),
        ),
    };
    let hello = match name.trim() {
        "" => plain("system-mail-hello-anybody"),
        name => locale.t_args("system-mail-hello", ("name", words(name))).into_owned(),
    };
    let footer = locale.t_args("system-mail-footer", ("site", link(site)));
    (subject_line(&subject), format!("{hello}\n\n{}\n\n{footer}", text.trim()))
}

fn team_arguments<'a>(team: &str, organiser: &str, inviter: &str, link: &str) -> [(&'a str, String); 4] {
    let words = |text: &str| escape::line(&cut(text));
    [
        ("team", words(team)),
        ("organiser", words(organiser)),
        ("inviter", words(inviter)),
        ("url", link.to_owned()),
    ]
}

fn cut(text: &str) -> String {
    let line = escape::one_line(text);
    if line.chars().count() <= LONGEST_NAME {
        return line;
    }
    let mut cut: String = line.chars().take(LONGEST_NAME).collect();
    cut.push('…');
    cut
}
