//! Drafts in the outbox.

use std::time::Instant;

use plenary_mail::{
    Attachment, Context, Draft, Failed, UnknownPlaceholder, ensure_defaults, queue_draft, queue_drafts,
    template,
};
use plenary_model::{
    EmailVerification, Error, I18nText, MailRole, MailState, ProfileOrigin, SubmissionState,
};
use plenary_store::Tx;
use plenary_store::entity::{
    account, activity_log, event, mail_template, organiser, queued_mail, queued_mail_speaker,
    queued_mail_submission, speaker_profile, submission, submission_type,
};
use plenary_store::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder,
};
use plenary_store::testing::on_both_engines;
use serde_json::json;

use crate::full_context;

pub async fn an_event(tx: &Tx) -> event::Model {
    let organiser =
        organiser::ActiveModel { name: Set("Org".into()), slug: Set("org".into()), ..Default::default() };
    let row = event::ActiveModel {
        name: Set("RustConf 2026".into()),
        slug: Set("rust26".into()),
        organiser_id: Set(Some(organiser.insert(tx.db()).await.unwrap().id)),
        is_public: Set(false),
        date_from: Set("2026-09-04".parse().unwrap()),
        date_to: Set("2026-09-06".parse().unwrap()),
        timezone: Set("Europe/Berlin".into()),
        email: Set("orga@example.org".into()),
        feature_flags: Set(json!({})),
        display_settings: Set(json!({})),
        review_settings: Set(json!({})),
        mail_settings: Set(json!({})),
        attendee_signup_settings: Set(json!({})),
        locales: Set(json!(["en", "de"])),
        content_locales: Set(json!(["en", "de"])),
        locale: Set("en".into()),
        landing_page_text: Set(I18nText::Empty),
        featured_sessions_text: Set(I18nText::Empty),
        revision: Set(1),
        ..Default::default()
    };
    row.insert(tx.db()).await.unwrap()
}

pub async fn speakers(tx: &Tx, event: &event::Model, count: usize) -> Vec<i32> {
    let account = account::ActiveModel {
        password: Set("!".into()),
        name: Set("Jane Doe".into()),
        email: Set("jane@example.org".into()),
        email_verification_state: Set(EmailVerification::Verified),
        created: Set(tx.now()),
        is_active: Set(true),
        is_administrator: Set(false),
        locale: Set("en".into()),
        timezone: Set("UTC".into()),
        ..Default::default()
    };
    let account = account.insert(tx.db()).await.unwrap();
    let rows = (0..count).map(|number| speaker_profile::ActiveModel {
        account_id: Set((number == 0).then_some(account.id)),
        event_id: Set(event.id),
        code: Set(format!("S{number}")),
        origin: Set(ProfileOrigin::Orga),
        guid: Set(format!("guid-{number}")),
        has_arrived: Set(false),
        ..Default::default()
    });
    speaker_profile::Entity::insert_many(rows).exec_without_returning(tx.db()).await.unwrap();
    let all =
        speaker_profile::Entity::find().order_by_asc(speaker_profile::Column::Id).all(tx.db()).await.unwrap();
    all.into_iter().map(|row| row.id).collect()
}

async fn submissions(tx: &Tx, event: &event::Model, count: usize) -> Vec<i32> {
    let talk = submission_type::ActiveModel {
        event_id: Set(event.id),
        name: Set("Talk".into()),
        default_duration: Set(30),
        ..Default::default()
    };
    let talk = talk.insert(tx.db()).await.unwrap();
    let rows = (0..count).map(|number| submission::ActiveModel {
        code: Set(format!("P{number}")),
        event_id: Set(event.id),
        title: Set(format!("Session {number}")),
        submission_type_id: Set(talk.id),
        state: Set(SubmissionState::Confirmed),
        slot_count: Set(1),
        content_locale: Set("en".into()),
        is_featured: Set(false),
        do_not_record: Set(false),
        invitation_token: Set(format!("token-{number}")),
        draft_additional_speakers: Set(json!([])),
        ..Default::default()
    });
    submission::Entity::insert_many(rows).exec_without_returning(tx.db()).await.unwrap();
    let all = submission::Entity::find().order_by_asc(submission::Column::Id).all(tx.db()).await.unwrap();
    all.into_iter().map(|row| row.id).collect()
}

fn draft(role: MailRole, speaker: i32, submission: i32, context: Context) -> Draft {
    Draft {
        role,
        speakers: vec![speaker],
        locale: "en".into(),
        submissions: vec![submission],
        context,
        attachments: vec![],
    }
}

fn titled(title: &str) -> Context {
    let mut context = full_context();
    context.submission.as_mut().unwrap().title = title.to_owned();
    context
}

async fn mail(tx: &Tx, id: i32) -> queued_mail::Model {
    queued_mail::Entity::find_by_id(id).one(tx.db()).await.unwrap().unwrap()
}

async fn links(tx: &Tx, id: i32) -> (Vec<i32>, Vec<i32>) {
    use {queued_mail_speaker as to, queued_mail_submission as about};
    let speakers =
        to::Entity::find().filter(to::Column::QueuedMailId.eq(id)).order_by_asc(to::Column::SpeakerId);
    let proposals = about::Entity::find()
        .filter(about::Column::QueuedMailId.eq(id))
        .order_by_asc(about::Column::SubmissionId);
    (
        speakers.all(tx.db()).await.unwrap().into_iter().map(|row| row.speaker_id).collect(),
        proposals.all(tx.db()).await.unwrap().into_iter().map(|row| row.submission_id).collect(),
    )
}

#[test]
fn a_draft_is_rendered_from_the_events_template() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        let event = an_event(&tx).await;
        let (people, proposals) = (speakers(&tx, &event, 2).await, submissions(&tx, &event, 2).await);
        // The template is created when it is first needed.
        let hostile = titled("[x](http://evil.example)\r\nBcc: a@evil.example {event_name}<script>");
        let german = Draft {
            locale: "de-formal".into(),
            speakers: vec![people[1], people[0], people[1]],
            submissions: vec![proposals[1], proposals[0]],
            attachments: vec![Attachment {
                name: "a.ics".into(),
                content: "BEGIN:VCALENDAR".into(),
                content_type: "text/calendar".into(),
            }],
            ..draft(MailRole::SubmissionAccepted, 0, 0, hostile)
        };
        let before = test.database.statements();
        let id = queue_draft(&tx, &event, german).await.unwrap();
        assert_eq!(test.database.statements() - before, 7, "four for the templates, three for the mail");

        let row = mail(&tx, id).await;
        assert_eq!(
            row.subject,
            "Angenommen: [x](http://evil.example) Bcc: a@evil.example {event_name}<script>"
        );
        assert!(
            row.text.contains(
                "\\[x\\](http:\u{2060}//evil.example) Bcc: a@\u{2060}evil.example {event_name}\\<script>"
            ),
            "{}",
            row.text
        );
        assert!(row.text.starts_with("Guten Tag Jane Doe,"), "{}", row.text);
        assert_eq!(
            (row.state, row.sent, row.text_html, row.error_data),
            (MailState::Draft, None, None, None)
        );
        assert_eq!((row.event_id, row.locale.as_deref()), (Some(event.id), Some("de-formal")));
        assert_eq!((row.created, row.updated), (Some(tx.now()), Some(tx.now())));
        let file = json!([{"name": "a.ics", "content": "BEGIN:VCALENDAR", "content_type": "text/calendar"}]);
        assert_eq!(row.attachments, Some(file));
        let used =
            mail_template::Entity::find_by_id(row.template_id.unwrap()).one(tx.db()).await.unwrap().unwrap();
        assert_eq!(used.role, Some(MailRole::SubmissionAccepted));
        assert_eq!(links(&tx, id).await, (people, proposals));
        assert_eq!(activity_log::Entity::find().count(tx.db()).await.unwrap(), 0);
    });
}

#[test]
fn the_template_of_the_event_counts_and_a_broken_one_holds_nobody_else_up() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        let event = an_event(&tx).await;
        let (people, proposals) = (speakers(&tx, &event, 1).await, submissions(&tx, &event, 1).await);
        ensure_defaults(&tx, event.id).await.unwrap();
        let roles = [MailRole::SubmissionRejected].into();
        let stored =
            template::of_roles(&tx, event.id, &roles).await.unwrap().remove(&MailRole::SubmissionRejected);
        let mut own = stored.unwrap().into_active_model();
        own.subject = Set(I18nText::localised([("en", "No, {name}"), ("de", "Nein, {wer}")]));
        own.text = Set("Sorry about {proposal_title}".into());
        own.reply_to = Set(Some("cfp@example.org".into()));
        own.bcc = Set(Some("archive@example.org".into()));
        own.update(tx.db()).await.unwrap();

        let english = draft(MailRole::SubmissionRejected, people[0], proposals[0], full_context());
        let german = Draft { locale: "de".into(), ..english.clone() };
        let queued = queue_drafts(&tx, &event, vec![german.clone(), english]).await.unwrap();
        let problem = UnknownPlaceholder { name: "wer".into() };
        assert_eq!(queued.failed, [Failed { draft: 0, problem }]);
        assert_eq!(queued.mails.len(), 1);
        let row = mail(&tx, queued.mails[0]).await;
        assert_eq!(
            (row.subject.as_str(), row.text.as_str()),
            ("No, Jane Doe", "Sorry about Fearless gardening")
        );
        assert_eq!(
            (row.reply_to.as_deref(), row.bcc.as_deref()),
            (Some("cfp@example.org"), Some("archive@example.org"))
        );
        assert_eq!(row.attachments, None);
        let error = queue_draft(&tx, &event, german).await.unwrap_err();
        assert!(matches!(error, Error::Conflict(message) if message.key == "error-mail-placeholder"));
    });
}

#[test]
fn an_acknowledgement_carries_the_proposal_and_needs_no_slot() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        let event = an_event(&tx).await;
        let (people, proposals) = (speakers(&tx, &event, 1).await, submissions(&tx, &event, 1).await);
        ensure_defaults(&tx, event.id).await.unwrap();
        let context = || Context { slot: None, ..full_context() };
        let id = queue_draft(&tx, &event, draft(MailRole::NewSubmission, people[0], proposals[0], context()))
            .await
            .unwrap();
        assert!(mail(&tx, id).await.text.ends_with("team\n\n> All of it"));

        let roles = [MailRole::NewSubmission].into();
        let stored =
            template::of_roles(&tx, event.id, &roles).await.unwrap().remove(&MailRole::NewSubmission);
        let mut own = stored.unwrap().into_active_model();
        own.text = Set("{full_submission_content}\nRoom: {session_room}".into());
        own.update(tx.db()).await.unwrap();
        let id = queue_draft(&tx, &event, draft(MailRole::NewSubmission, people[0], proposals[0], context()))
            .await
            .unwrap();
        assert_eq!(mail(&tx, id).await.text, "> All of it\n\nRoom: ");
    });
}

#[test]
fn what_reads_the_same_for_the_same_speaker_is_one_mail() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        let event = an_event(&tx).await;
        let (people, proposals) = (speakers(&tx, &event, 2).await, submissions(&tx, &event, 3).await);
        let file = |name: &str| Attachment {
            name: name.into(),
            content: "x".into(),
            content_type: "text/calendar".into(),
        };
        let mut drafts: Vec<Draft> = [(0, 0, "A"), (0, 2, "A"), (1, 1, "A"), (0, 1, "B")]
            .map(|(who, what, title)| {
                draft(MailRole::SubmissionAccepted, people[who], proposals[what], titled(title))
            })
            .into();
        drafts[0].attachments = vec![file("1.ics")];
        drafts[1].attachments = vec![file("1.ics"), file("2.ics")];
        let queued = queue_drafts(&tx, &event, drafts).await.unwrap();
        assert_eq!((queued.mails.len(), queued.failed.len()), (3, 0));
        assert_eq!(links(&tx, queued.mails[0]).await, (vec![people[0]], vec![proposals[0], proposals[2]]));
        assert_eq!(links(&tx, queued.mails[1]).await, (vec![people[1]], vec![proposals[1]]));
        assert_eq!(links(&tx, queued.mails[2]).await, (vec![people[0]], vec![proposals[1]]));
        let names = mail(&tx, queued.mails[0]).await.attachments.unwrap();
        assert_eq!((names.as_array().unwrap().len(), &names[1]["name"]), (2, &json!("2.ics")));
        assert_eq!(mail(&tx, queued.mails[2]).await.subject, "Accepted: B");
    });
}

#[test]
fn nobody_and_nothing() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        let event = an_event(&tx).await;
        let before = test.database.statements();
        assert_eq!(queue_drafts(&tx, &event, vec![]).await.unwrap(), Default::default());
        assert_eq!(test.database.statements(), before);
        let to_nobody = Draft { speakers: vec![], ..draft(MailRole::NewSchedule, 0, 0, full_context()) };
        assert!(matches!(queue_draft(&tx, &event, to_nobody).await, Err(Error::Internal(_))));
    });
}

/// The first release of an event with 1,000 sessions.
#[test]
fn a_release_queues_its_mails_at_once() {
    on_both_engines(|test| async move {
        const SPEAKERS: usize = 1_100;
        let tx = test.database.begin().await.unwrap();
        let event = an_event(&tx).await;
        let (people, proposals) =
            (speakers(&tx, &event, SPEAKERS).await, submissions(&tx, &event, 1_000).await);
        ensure_defaults(&tx, event.id).await.unwrap();
        let calendar = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", "DESCRIPTION:x\r\n".repeat(40));
        let drafts = people.iter().enumerate().map(|(number, speaker)| {
            let mut context = full_context();
            let user = context.user.as_mut().unwrap();
            user.name = format!("Speaker {number}");
            user.has_account = number == 0;
            Draft {
                locale: if number % 3 == 0 { "de" } else { "en" }.into(),
                attachments: vec![Attachment {
                    name: format!("rust26-{number}.ics"),
                    content: calendar.clone(),
                    content_type: "text/calendar".into(),
                }],
                ..draft(MailRole::NewSchedule, *speaker, proposals[number % proposals.len()], context)
            }
        });
        let drafts: Vec<Draft> = drafts.collect();
        let (before, started) = (test.database.statements(), Instant::now());
        let queued = queue_drafts(&tx, &event, drafts).await.unwrap();
        let took = started.elapsed();
        println!("{:?}: {SPEAKERS} drafts in {took:?}", test.engine);
        assert_eq!(test.database.statements() - before, 1 + 2 * 3, "templates, then three for a thousand");
        assert!(took.as_millis() < 1_000, "{took:?}");
        assert_eq!((queued.mails.len(), queued.failed.len()), (SPEAKERS, 0));
        // Each number belongs to the mail that was meant.
        for number in [0, 1, 999, 1_000, 1_099] {
            let id = queued.mails[number];
            assert_eq!(links(&tx, id).await, (vec![people[number]], vec![proposals[number % 1_000]]));
            assert!(mail(&tx, id).await.text.contains(&format!("Speaker {number},")));
        }
        let rows =
            queued_mail::Entity::find().order_by_asc(queued_mail::Column::Id).all(tx.db()).await.unwrap();
        for (number, row) in rows.iter().enumerate() {
            assert_eq!(row.attachments.as_ref().unwrap()[0]["name"], format!("rust26-{number}.ics"));
        }
    });
}
