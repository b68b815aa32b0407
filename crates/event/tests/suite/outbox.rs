//! Handing over what waits in the outbox: who may, what, and only once.

use plenary_event::outbox::{Which, send};
use plenary_mail::delivery;
use plenary_model::{Actor, EmailVerification, Error, I18nText, MailState, ProfileOrigin};
use plenary_store::Tx;
use plenary_store::entity::{
    account, activity_log, event, job, organiser, queued_mail, queued_mail_speaker, speaker_profile, team,
    team_member,
};
use plenary_store::testing::on_both_engines;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait};
use serde_json::json;

async fn an_event(tx: &Tx, slug: &str) -> event::Model {
    let owner =
        organiser::ActiveModel { name: Set("Org".into()), slug: Set(slug.into()), ..Default::default() };
    let row = event::ActiveModel {
        name: Set("Conf".into()),
        slug: Set(slug.into()),
        organiser_id: Set(Some(owner.insert(tx.db()).await.unwrap().id)),
        is_public: Set(false),
        date_from: Set("2026-09-04".parse().unwrap()),
        date_to: Set("2026-09-06".parse().unwrap()),
        timezone: Set("Europe/Berlin".into()),
        email: Set("orga@mail.example".into()),
        feature_flags: Set(json!({})),
        display_settings: Set(json!({})),
        review_settings: Set(json!({})),
        mail_settings: Set(json!({})),
        attendee_signup_settings: Set(json!({})),
        locales: Set(json!(["en"])),
        content_locales: Set(json!(["en"])),
        locale: Set("en".into()),
        landing_page_text: Set(I18nText::Empty),
        featured_sessions_text: Set(I18nText::Empty),
        revision: Set(1),
        ..Default::default()
    };
    row.insert(tx.db()).await.unwrap()
}

async fn an_account(tx: &Tx, email: &str) -> i32 {
    let row = account::ActiveModel {
        password: Set("!".into()),
        name: Set("Jane Doe".into()),
        email: Set(email.into()),
        email_verification_state: Set(EmailVerification::Verified),
        created: Set(tx.now()),
        is_active: Set(true),
        is_administrator: Set(false),
        locale: Set("en".into()),
        timezone: Set("UTC".into()),
        ..Default::default()
    };
    row.insert(tx.db()).await.unwrap().id
}

/// Somebody in a team of the event's organiser, with the right to change proposals or only to review.
async fn a_member(tx: &Tx, event: &event::Model, email: &str, may_change: bool) -> Actor {
    let account = an_account(tx, email).await;
    let team = team::ActiveModel {
        organiser_id: Set(event.organiser_id.unwrap()),
        name: Set(email.into()),
        all_events: Set(true),
        can_create_events: Set(false),
        can_change_teams: Set(false),
        can_change_organiser_settings: Set(false),
        can_change_event_settings: Set(false),
        can_change_submissions: Set(may_change),
        is_reviewer: Set(true),
        force_hide_speaker_names: Set(false),
        ..Default::default()
    };
    let team = team.insert(tx.db()).await.unwrap().id;
    let member = team_member::ActiveModel { team_id: Set(team), account_id: Set(account) };
    team_member::Entity::insert(member).exec_without_returning(tx.db()).await.unwrap();
    Actor::Person { account, administrator: false }
}

async fn drafts(tx: &Tx, event: &event::Model, count: usize) -> Vec<i32> {
    let mut ids = Vec::new();
    for _ in 0..count {
        let row = queued_mail::ActiveModel {
            event_id: Set(Some(event.id)),
            recipients: Set(Some("jane@mail.example".into())),
            subject: Set("Hello".into()),
            text: Set("Hello".into()),
            state: Set(MailState::Draft),
            ..Default::default()
        };
        ids.push(row.insert(tx.db()).await.unwrap().id);
    }
    ids
}

#[test]
fn drafts_are_handed_over_once() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        let event = an_event(&tx, "conf").await;
        let other = an_event(&tx, "other").await;
        let organiser = a_member(&tx, &event, "orga@mail.example", true).await;
        let reviewer = a_member(&tx, &event, "reviewer@mail.example", false).await;
        let foreign = a_member(&tx, &other, "foreign@mail.example", true).await;
        let ids = drafts(&tx, &event, 3).await;
        let theirs = drafts(&tx, &other, 1).await;
        let profile = speaker_profile::ActiveModel {
            account_id: Set(Some(an_account(&tx, "speaker@mail.example").await)),
            event_id: Set(event.id),
            code: Set("SPEAKR".into()),
            origin: Set(ProfileOrigin::Orga),
            guid: Set("guid".into()),
            has_arrived: Set(false),
            ..Default::default()
        };
        let profile = profile.insert(tx.db()).await.unwrap().id;
        let link = queued_mail_speaker::ActiveModel { queued_mail_id: Set(ids[0]), speaker_id: Set(profile) };
        queued_mail_speaker::Entity::insert(link).exec_without_returning(tx.db()).await.unwrap();

        for actor in [&reviewer, &foreign] {
            let refused = send(&tx, actor, &event, Which::These(&ids)).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        }
        assert!(matches!(send(&tx, &Actor::Anonymous, &event, Which::All).await, Err(Error::NeedsLogin)));
        let mixed = [ids[0], theirs[0]];
        assert!(matches!(send(&tx, &organiser, &event, Which::These(&mixed)).await, Err(Error::NotFound)));
        assert_eq!(job::Entity::find().count(tx.db()).await.unwrap(), 0);

        let twice = [ids[0], ids[0]];
        assert_eq!(send(&tx, &organiser, &event, Which::These(&twice)).await.unwrap(), [ids[0]]);
        let again = send(&tx, &organiser, &event, Which::These(&ids)).await;
        assert!(matches!(again, Err(Error::Conflict(_))), "one of them is on its way: {again:?}");
        assert_eq!(send(&tx, &organiser, &event, Which::All).await.unwrap(), ids[1..]);
        assert_eq!(send(&tx, &organiser, &event, Which::All).await.unwrap(), Vec::<i32>::new());
        tx.commit().await.unwrap();

        let db = test.database.reader();
        let jobs = job::Entity::find().all(db).await.unwrap();
        assert_eq!(jobs.len(), 3);
        assert!(jobs.iter().all(|job| job.kind == delivery::OF_EVENT));
        for mail in queued_mail::Entity::find().all(db).await.unwrap() {
            let expected = if theirs.contains(&mail.id) { MailState::Draft } else { MailState::Sending };
            assert_eq!(mail.state, expected);
        }
        let log = activity_log::Entity::find().all(db).await.unwrap();
        assert_eq!(log.len(), 3);
        assert!(log.iter().all(|entry| entry.action_type == "pretalx.mail.sent" && entry.is_orga_action));
        assert_eq!(log[0].data, Some(json!({"to_speakers": [[profile, "speaker@mail.example"]]})));
    });
}

#[test]
fn many_drafts_cost_few_statements() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        let event = an_event(&tx, "conf").await;
        drafts(&tx, &event, 2).await;
        let before = test.database.statements();
        send(&tx, &Actor::System, &event, Which::All).await.unwrap();
        let few = test.database.statements() - before;
        drafts(&tx, &event, 200).await;
        let before = test.database.statements();
        assert_eq!(send(&tx, &Actor::System, &event, Which::All).await.unwrap().len(), 200);
        assert_eq!(test.database.statements() - before, few);
    });
}
