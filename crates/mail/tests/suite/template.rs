//! The templates every event has.

use std::collections::BTreeSet;

use plenary_mail::{Source, ensure_defaults, render, template};
use plenary_model::{Error, I18nText, MailRole};
use plenary_store::entity::mail_template::{ActiveModel, Column, Entity};
use plenary_store::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, ModelTrait, QueryFilter,
};
use plenary_store::testing::on_both_engines;

use crate::full_context;
use crate::outbox::an_event;

#[test]
fn defaults_are_created_once_and_again_when_deleted() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        let event = an_event(&tx).await;
        let custom = ActiveModel {
            event_id: Set(event.id),
            subject: Set("Hi".into()),
            text: Set("there".into()),
            is_auto_created: Set(false),
            ..Default::default()
        };
        custom.insert(tx.db()).await.unwrap();
        let before = test.database.statements();
        ensure_defaults(&tx, event.id).await.unwrap();
        assert_eq!(test.database.statements() - before, 2);
        ensure_defaults(&tx, event.id).await.unwrap();
        assert_eq!(test.database.statements() - before, 3);
        let all = Entity::find().filter(Column::EventId.eq(event.id)).all(tx.db()).await.unwrap();
        assert_eq!(all.len(), MailRole::ALL.len() + 1);

        let accepted = all.iter().find(|row| row.role == Some(MailRole::SubmissionAccepted)).unwrap().clone();
        accepted.delete(tx.db()).await.unwrap();
        ensure_defaults(&tx, event.id).await.unwrap();
        let roles: BTreeSet<MailRole> = MailRole::ALL.iter().copied().collect();
        let before = test.database.statements();
        assert_eq!(template::of_roles(&tx, event.id, &roles).await.unwrap().len(), 10);
        assert_eq!(test.database.statements() - before, 1);
    });
}

#[test]
fn the_defaults_are_valid_and_complete_in_every_language() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        let event = an_event(&tx).await;
        ensure_defaults(&tx, event.id).await.unwrap();
        for row in Entity::find().all(tx.db()).await.unwrap() {
            let role = row.role.unwrap();
            template::check(&row.subject, &row.text, Some(role))
                .unwrap_or_else(|error| panic!("{role}: {error}"));
            for language in ["de", "en"] {
                let (subject, text) =
                    (row.subject.exact(language).unwrap(), row.text.exact(language).unwrap());
                let mail = render(&Source::new(subject, text), &full_context()).unwrap();
                assert!(mail.subject.len() < 90 && mail.text.len() > 100, "{role} {language}: {mail:?}");
                assert!(
                    !mail.text.contains(['{', '}']) && !mail.text.contains("\n\n\n"),
                    "{role} {language}: {mail:?}"
                );
            }
            let same = |text: &I18nText| text.exact("de") == text.exact("en");
            assert!(!same(&row.subject) && !same(&row.text), "{role}");
        }
    });
}

#[test]
fn a_template_is_checked_in_every_language() {
    let keys = |subject: &str, text: &str, role| match template::check(
        &I18nText::parse(subject),
        &I18nText::parse(text),
        role,
    ) {
        Ok(()) => vec![],
        Err(Error::Invalid(fields)) => {
            fields.iter().map(|field| format!("{} {}", field.field, field.message.key)).collect()
        }
        Err(other) => panic!("{other}"),
    };
    let role = Some(MailRole::SpeakerInvite);
    assert_eq!(
        keys("Hi {name}", r#"{"en":"{invitation_link}","de":"Hier: {invitation_link}"}"#, role),
        [""; 0]
    );
    assert_eq!(
        keys(r#"{"en":"Hi","de":"{wer}"}"#, r#"{"en":"{invitation_link}","de":"Hier: {"}"#, role),
        [
            "subject error-placeholder-unknown",
            "text error-placeholder-brace",
            "text error-placeholder-lacking"
        ]
    );
    assert_eq!(keys("", "x", None), ["subject error-required"]);
}
