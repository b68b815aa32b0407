use plenary_model::{Actor, Error, MailState, ObjectType, ProfileOrigin};
use plenary_person::account::{self, NewAccount};
use plenary_person::{address, erase, reset, second_factor};
use plenary_store::entity::{
    account as accounts, api_token, job, profile_picture, queued_mail, queued_mail_speaker, session,
    speaker_profile, team, team_invite,
};
use plenary_store::log::{self, Entry};
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_store::{Tx, entity};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::{PASSWORD, holder, jane, links};

/// What names the person; none of it may be left anywhere.
const TRACES: [&str; 9] = [
    "zoe.erased@example.org",
    "zoe.next@example.org",
    "zoe.contact@example.org",
    "zoe.former@example.org",
    "Zoë Erasedperson",
    "Zoe At Conference",
    "Born in Atlantis",
    "203.0.113",
    "zoe-token",
];

async fn event(tx: &Tx) -> entity::event::Model {
    let owner = entity::organiser::ActiveModel {
        name: Set("Example".into()),
        slug: Set("example".into()),
        ..Default::default()
    };
    let owner = owner.insert(tx.db()).await.unwrap();
    crate::event_of(owner.id).insert(tx.db()).await.unwrap()
}

/// Every value of every column of every table, as text.
async fn everything(test: &TestDatabase) -> String {
    test.everything().await.into_iter().map(|row| format!("{} {}\n", row.table, row.text)).collect()
}

/// An account with everything that an account can have.
async fn populate(test: &TestDatabase) -> accounts::Model {
    let tx = test.database.begin().await.unwrap();
    let event = event(&tx).await;
    let new = NewAccount { name: "Zoë Erasedperson", email: "zoe.former@example.org", ..jane() };
    let zoe = account::create(&tx, new).await.unwrap();
    let actor = holder(&zoe);
    address::request_change(&tx, &actor, "zoe.erased@example.org", &links()).await.unwrap();
    tx.commit().await.unwrap();
    let token = crate::token_in(&crate::mails(&test.database).await[0].1, "/verify/");
    let tx = test.database.begin().await.unwrap();
    address::follow(&tx, &token).await.unwrap().unwrap();
    address::request_change(&tx, &actor, "zoe.next@example.org", &links()).await.unwrap();
    reset::request(&tx, &Actor::Anonymous, "zoe.erased@example.org", &links()).await.unwrap();
    let secret = second_factor::begin(&tx, &actor).await.unwrap();
    let code = second_factor::code_at(&secret, tx.now()).unwrap();
    second_factor::confirm(&tx, &actor, &code).await.unwrap();

    let picture = profile_picture::ActiveModel {
        account_id: Set(Some(zoe.id)),
        avatar: Set(Some("avatars/zoe_1234567.webp".into())),
        avatar_thumbnail: Set(Some("avatars/zoe_default.webp".into())),
        avatar_thumbnail_tiny: Set(Some("avatars/zoe_tiny.webp".into())),
        ..Default::default()
    };
    let picture = picture.insert(tx.db()).await.unwrap();
    let profile = speaker_profile::ActiveModel {
        account_id: Set(Some(zoe.id)),
        event_id: Set(event.id),
        name: Set(Some("Zoe At Conference".into())),
        code: Set("ABCDEF".into()),
        email: Set(Some("zoe.contact@example.org".into())),
        origin: Set(ProfileOrigin::Cfp),
        guid: Set("11111111-1111-5111-8111-111111111111".into()),
        biography: Set(Some("Born in Atlantis".into())),
        internal_notes: Set(Some("Zoe At Conference needs a hotel".into())),
        has_arrived: Set(false),
        profile_picture_id: Set(Some(picture.id)),
        ..Default::default()
    };
    let profile = profile.insert(tx.db()).await.unwrap();
    let other = speaker_profile::ActiveModel {
        event_id: Set(event.id),
        name: Set(Some("Somebody Else".into())),
        code: Set("GHJKLM".into()),
        origin: Set(ProfileOrigin::Orga),
        guid: Set("22222222-2222-5222-8222-222222222222".into()),
        has_arrived: Set(false),
        ..Default::default()
    };
    let other = other.insert(tx.db()).await.unwrap();

    let mail = |recipients: Option<&str>, text: &str| queued_mail::ActiveModel {
        event_id: Set(Some(event.id)),
        recipients: Set(recipients.map(str::to_owned)),
        subject: Set("For Zoe At Conference".into()),
        text: Set(text.into()),
        sent: Set(Some(tx.now())),
        state: Set(MailState::Sent),
        ..Default::default()
    };
    let own = mail(None, "Dear Zoe At Conference").insert(tx.db()).await.unwrap();
    let shared = mail(Some("zoe.erased@example.org, other@example.org"), "Dear Zoë Erasedperson and others");
    let shared = shared.insert(tx.db()).await.unwrap();
    for (mail, speaker) in [(own.id, profile.id), (shared.id, profile.id), (shared.id, other.id)] {
        let link = queued_mail_speaker::ActiveModel { queued_mail_id: Set(mail), speaker_id: Set(speaker) };
        queued_mail_speaker::Entity::insert(link).exec_without_returning(tx.db()).await.unwrap();
    }
    let entries = [
        (
            ObjectType::SpeakerProfile,
            profile.id,
            json!({"changes": {"biography": {"old": "Born in Atlantis", "new": "x"}}}),
        ),
        (
            ObjectType::Submission,
            4711,
            json!({"code": "ABCDEF", "email": "zoe.contact@example.org", "name": "Zoe At Conference"}),
        ),
        (
            ObjectType::Event,
            event.id,
            json!({"text": "told “zoe.erased@example.org” \"twice\"", "kept": "this"}),
        ),
    ];
    for (kind, id, data) in entries {
        let entry = Entry {
            event: Some(event.id),
            actor: &Actor::System,
            object: (kind, id),
            action: "pretalx.test",
            data,
            as_organiser: true,
        };
        log::write(&tx, entry).await.unwrap();
    }
    let session = session::ActiveModel {
        id: Set("s".into()),
        account_id: Set(Some(zoe.id)),
        data: Set(json!({"account": zoe.id, "seen": {"at": 1, "agent": "x", "network": "203.0.113.x"}})),
        created: Set(tx.now()),
        expires: Set(tx.now().plus_minutes(60)),
    };
    session::Entity::insert(session).exec_without_returning(tx.db()).await.unwrap();
    let pending = session::ActiveModel {
        id: Set("p".into()),
        account_id: Set(None),
        data: Set(json!({"pending": {"email": "zoe.erased@example.org"}})),
        created: Set(tx.now()),
        expires: Set(tx.now().plus_minutes(60)),
    };
    session::Entity::insert(pending).exec_without_returning(tx.db()).await.unwrap();
    let failed = job::ActiveModel {
        kind: Set("mail".into()),
        key: Set("1".into()),
        revision: Set(1),
        attempts: Set(6),
        created: Set(tx.now()),
        due: Set(tx.now()),
        failed: Set(Some(tx.now())),
        error: Set(Some("550 <zoe.contact@example.org>: no such mailbox".into())),
        ..Default::default()
    };
    failed.insert(tx.db()).await.unwrap();
    let token = api_token::ActiveModel {
        name: Set("zoe-token".into()),
        account_id: Set(zoe.id),
        endpoints: Set(json!({})),
        token_hash: Set("hash".into()),
        token_start: Set("abcd".into()),
        all_events: Set(true),
        ..Default::default()
    };
    let token = token.insert(tx.db()).await.unwrap();
    let entry = Entry {
        event: None,
        actor: &actor,
        object: (ObjectType::ApiToken, token.id),
        action: "pretalx.user.token.create",
        data: json!({"name": "zoe-token"}),
        as_organiser: false,
    };
    log::write(&tx, entry).await.unwrap();
    let team = team::ActiveModel {
        organiser_id: Set(event.organiser_id.unwrap()),
        name: Set("Team".into()),
        ..Default::default()
    };
    let team = team.insert(tx.db()).await.unwrap();
    let invite = team_invite::ActiveModel {
        team_id: Set(team.id),
        email: Set(Some("Zoe.Erased@example.org".into())),
        token: Set(Some("x".into())),
        ..Default::default()
    };
    invite.insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    account::load(test.database.reader(), zoe.id).await.unwrap()
}

#[test]
fn nothing_is_left_that_names_the_person() {
    on_both_engines(|test| async move {
        let zoe = populate(&test).await;
        let before = everything(&test).await;
        for trace in TRACES {
            assert!(before.to_lowercase().contains(&trace.to_lowercase()), "{trace} is there before");
        }
        let tx = test.database.begin().await.unwrap();
        assert!(matches!(erase::erase(&tx, &Actor::Anonymous, &zoe).await, Err(Error::NotFound)));
        let stranger = Actor::Person { account: zoe.id + 1, administrator: false };
        assert!(matches!(erase::erase(&tx, &stranger, &zoe).await, Err(Error::NotFound)));
        erase::erase(&tx, &holder(&zoe), &zoe).await.unwrap();
        tx.commit().await.unwrap();

        // The last mail tells the holder, and goes when it is sent.
        let last = crate::mails(&test.database).await.pop().unwrap();
        assert_eq!(last.0, "zoe.erased@example.org");
        let tx = test.database.begin().await.unwrap();
        let waiting = queued_mail::Column::State.eq(MailState::Sending);
        queued_mail::Entity::delete_many().filter(waiting).exec(tx.db()).await.unwrap();
        tx.commit().await.unwrap();

        let after = everything(&test).await;
        for line in after.lines() {
            for trace in TRACES {
                assert!(!line.to_lowercase().contains(&trace.to_lowercase()), "{trace} is left: {line}");
            }
        }
        for kept in ["Somebody Else", "other@example.org", "and others", "\"this\"", "Deleted User"] {
            assert!(after.contains(kept) || after.contains(&kept.replace('"', "\\\"")), "{kept} stays");
        }
        let row = account::load(test.database.reader(), zoe.id).await.unwrap();
        assert!(
            !row.is_active && row.email.starts_with("deleted_user_") && row.email.ends_with("@localhost")
        );
        assert!(crate::log_in(&test.database, "zoe.erased@example.org", PASSWORD).await.is_err());
        let jobs = job::Entity::find().all(test.database.reader()).await.unwrap();
        let files: Vec<&str> =
            jobs.iter().filter(|job| job.kind == "unused-file").map(|job| job.key.as_str()).collect();
        for file in ["avatars/zoe_1234567.webp", "avatars/zoe_default.webp", "avatars/zoe_tiny.webp"] {
            assert!(files.contains(&file), "{file} goes: {files:?}");
        }
    });
}

#[test]
fn the_last_administrator_stays() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        let root = account::create(&tx, NewAccount { administrator: true, ..jane() }).await.unwrap();
        assert!(matches!(erase::erase(&tx, &holder(&root), &root).await, Err(Error::Conflict(_))));
        let other = NewAccount { administrator: true, email: "root@example.org", name: "Root", ..jane() };
        account::create(&tx, other).await.unwrap();
        erase::erase(&tx, &holder(&root), &root).await.unwrap();
        tx.commit().await.unwrap();
    });
}
