//! Mails of the instance: every one in every language, and what hostile names become.

use plenary_locale::{LOCALES, Locale};
use plenary_mail::delivery;
use plenary_mail::system::{SystemMail, queue, render};
use plenary_model::{Error, MailState};
use plenary_store::entity::{job, queued_mail};
use plenary_store::sea_orm::EntityTrait;
use plenary_store::testing::on_both_engines;

const SITE: &str = "https://talks.ours.example";
const URL: &str = "https://talks.ours.example/orga/reset/t0ken";

/// Every mail, with this text wherever somebody could have typed something.
fn all(typed: &str) -> Vec<SystemMail> {
    let text = || typed.to_owned();
    let url = || URL.to_owned();
    vec![
        SystemMail::PasswordReset { name: text(), url: url() },
        SystemMail::PasswordChanged { name: text() },
        SystemMail::VerifyAddress { name: text(), url: url() },
        SystemMail::ConfirmNewAddress { name: text(), url: url() },
        SystemMail::AddressChangeRequested { name: text(), old: text(), new: text() },
        SystemMail::AddressChanged { name: text(), old: text(), new: text() },
        SystemMail::TeamInvitation { team: text(), organiser: text(), inviter: text(), url: url() },
        SystemMail::AddedToTeam {
            name: text(),
            team: text(),
            organiser: text(),
            inviter: text(),
            url: url(),
        },
        SystemMail::RegistrationExists { name: text(), url: url() },
        SystemMail::AccountErased { name: text() },
        SystemMail::MailTest { site: text() },
    ]
}

#[test]
fn every_mail_speaks_every_language() {
    for locale in LOCALES {
        for mail in all("Jane") {
            let (subject, text) = render(*locale, &mail, SITE);
            for part in [&subject, &text] {
                assert!(!part.contains("system-mail-") && !part.contains("{"), "{locale}: {part}");
            }
            assert!(text.contains(SITE), "who writes: {text}");
        }
    }
    let mail = SystemMail::PasswordReset { name: "Jane".into(), url: URL.into() };
    assert_ne!(render(Locale::EN, &mail, SITE), render(Locale::DE, &mail, SITE));
    assert!(render(Locale::EN, &mail, SITE).1.contains(&format!("<{URL}>")));
}

#[test]
fn names_are_words_and_nothing_else() {
    for hostile in [
        "[click](https://evil.example)",
        "https://evil.example www.evil.example evil@evil.example",
        "<a href=https://evil.example>x</a>",
        "![x](https://evil.example/x.png)",
        "**bold** `code`",
        "Jane\r\nBcc: all@evil.example\r\n\r\n<script>",
        "</p><script>alert(1)</script>",
        "<https://evil.example>",
    ] {
        for mail in all(hostile) {
            let (subject, text) = render(Locale::EN, &mail, SITE);
            assert!(!subject.chars().any(char::is_control), "{subject:?}");
            let html = plenary_markup::html(&text);
            let links: Vec<&str> =
                html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
            assert!(links.iter().all(|link| [SITE, URL].contains(link)), "{hostile}: {links:?}");
            for tag in ["<script", "<img", "<strong", "<code", "<em"] {
                assert!(!html.contains(tag), "{hostile}: {html}");
            }
        }
    }
}

#[test]
fn long_names_are_cut() {
    let mail = SystemMail::TeamInvitation {
        team: "x".repeat(10_000),
        organiser: "😀".repeat(10_000),
        inviter: "y".repeat(10_000),
        url: URL.into(),
    };
    let (subject, text) = render(Locale::EN, &mail, SITE);
    assert!(subject.chars().count() <= 200 && text.chars().count() < 1_000, "{text}");
}

#[test]
fn it_is_sent_with_the_transaction_or_not_at_all() {
    on_both_engines(|test| async move {
        let mail = || SystemMail::PasswordChanged { name: "Jane".into() };
        let tx = test.database.begin().await.unwrap();
        queue(&tx, "jane@mail.example", "de", mail()).await.unwrap();
        tx.rollback().await.unwrap();
        assert!(job::Entity::find().one(test.database.reader()).await.unwrap().is_none());

        let tx = test.database.begin().await.unwrap();
        let id = queue(&tx, " jane@mail.example ", "de-formal", mail()).await.unwrap();
        queue(&tx, "jane@mail.example", "tlh", mail()).await.unwrap();
        for bad in ["", "jane", "a@mail.example,b@mail.example", "a@mail.example\r\nBcc: b@mail.example"] {
            assert!(matches!(queue(&tx, bad, "en", mail()).await, Err(Error::Invalid(_))), "{bad}");
        }
        tx.commit().await.unwrap();
        let row = queued_mail::Entity::find_by_id(id).one(test.database.reader()).await.unwrap().unwrap();
        assert_eq!((row.event_id, row.state), (None, MailState::Sending));
        assert_eq!(row.recipients.as_deref(), Some("jane@mail.example"));
        assert_eq!(row.locale.as_deref(), Some("de"));
        assert!(row.subject.contains("Passwort"));
        let jobs = job::Entity::find().all(test.database.reader()).await.unwrap();
        assert_eq!(jobs.len(), 2);
        assert_eq!((jobs[0].kind.as_str(), jobs[0].key.clone()), (delivery::SYSTEM, id.to_string()));
        let other = queued_mail::Entity::find_by_id(id + 1).one(test.database.reader()).await.unwrap();
        assert_eq!(other.unwrap().locale.as_deref(), Some("en"), "the language that everybody gets else");
    });
}
