use plenary_model::programme::SlotContent;
use plenary_model::{Error, I18nText, SlotType, SubmissionState, Timestamp};
use plenary_schedule::place::Place;
use plenary_schedule::programme::{Reading, read};
use plenary_schedule::version::{self, Which};
use plenary_schedule::{place, release, room, working};
use plenary_store::entity::{activity_log, event, queued_mail, schedule};
use plenary_store::testing::on_both_engines;
use plenary_submission::{list, state};
use sea_orm::{EntityTrait, QueryOrder};

use crate::setting::{set_up, submit, working_slots};

const READING: Reading<'static> =
    Reading { locale: "de", base_url: "https://example.org", instance: uuid::Uuid::nil() };

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_proposal_becomes_a_published_session() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let event = &setting.event;
        assert_eq!(event.slug, "example2026");
        let tx = test.database.begin().await.unwrap();
        let proposal = submit(&tx, event, &setting.speaker, "  How to <b>test</b> ").await;
        assert_eq!(proposal.title, "How to <b>test</b>");
        assert_eq!(proposal.state, SubmissionState::Submitted);
        assert!(working_slots(&tx, proposal.id).await.is_empty());

        let accepted = state::change_as_organiser(
            &tx,
            &setting.organiser,
            event,
            &proposal.code.to_lowercase(),
            SubmissionState::Accepted,
        )
        .await
        .unwrap();
        assert_eq!(accepted.state, SubmissionState::Accepted);
        let mails = queued_mail::Entity::find().all(tx.db()).await.unwrap();
        assert_eq!(mails.len(), 1, "the speaker will be told");
        let link = format!("http://localhost/example2026/me/submissions/{}/confirm", proposal.code);
        assert!(mails[0].text.contains(&link), "{}", mails[0].text);
        assert_eq!(mails[0].state, plenary_model::MailState::Draft);
        let slots = working_slots(&tx, proposal.id).await;
        assert_eq!((slots.len(), slots[0].is_visible), (1, false));
        state::confirm_as_speaker(&tx, &setting.speaker, event, &proposal.code).await.unwrap();
        assert!(working_slots(&tx, proposal.id).await[0].is_visible);

        let hall = room::create(
            &tx,
            &setting.organiser,
            event,
            I18nText::localised([("en", "Hall"), ("de", "Saal")]),
            Some(100),
        )
        .await
        .unwrap();
        let start = at("2026-09-11T08:00:00Z");
        let place = Place { room: hall.id, start, end: None };
        let slot = place::place(&tx, &setting.organiser, event, slots[0].id, Some(place)).await.unwrap();
        assert_eq!(slot.ends, Some(start.plus_minutes(30)));
        let coffee = Place { room: hall.id, start: start.plus_minutes(30), end: None };
        for (kind, name) in [(SlotType::Break, "Coffee"), (SlotType::Blocker, "Cleaning")] {
            place::add_break(&tx, &setting.organiser, event, kind, name.into(), coffee).await.unwrap();
        }
        let before = working::load(tx.db(), &setting.organiser, event).await.unwrap();
        assert_eq!((before.slots.len(), before.unscheduled(), before.unconfirmed()), (3, 0, 0));
        assert_eq!(before.next_version(), "0.1");
        let released =
            release::release(&tx, &setting.organiser, event, " v1 ", I18nText::Empty).await.unwrap();
        assert_eq!(released.version.as_deref(), Some("v1"));
        assert_eq!(
            working::load(tx.db(), &setting.organiser, event).await.unwrap().slots.len(),
            3,
            "the blocker stays in the working schedule"
        );
        tx.commit().await.unwrap();

        let snapshot = test.database.snapshot().await.unwrap();
        let programme = read(snapshot.db(), event, &released, READING).await.unwrap();
        assert_eq!(programme.event.name, "Beispielkonferenz");
        assert_eq!(programme.rooms[0].name, "Saal");
        assert_eq!(programme.sessions[0].title, "How to <b>test</b>");
        assert_eq!(programme.sessions[0].session_type, "Vortrag");
        assert_eq!(programme.speakers[0].name, "Ünal Speaker");
        let contents: Vec<_> = programme
            .slots
            .iter()
            .map(|slot| match &slot.content {
                SlotContent::Session { session, suffix, .. } => {
                    format!("{}{suffix}", programme.sessions[*session].code)
                }
                SlotContent::Break { description } => description.clone(),
            })
            .collect();
        assert_eq!(contents, [proposal.code.clone(), "Coffee".to_owned()]);

        let actions: Vec<String> = activity_log::Entity::find()
            .order_by_asc(activity_log::Column::Id)
            .all(test.database.reader())
            .await
            .unwrap()
            .into_iter()
            .map(|entry| entry.action_type)
            .collect();
        assert_eq!(
            actions,
            [
                "plenary.organiser.create",
                "plenary.team.create",
                "pretalx.event.create",
                "pretalx.event.activate",
                "pretalx.submission.create",
                "pretalx.submission.accept",
                "pretalx.submission.confirm",
                "pretalx.room.create",
                "plenary.slot.update",
                "plenary.slot.create",
                "plenary.slot.create",
                "pretalx.schedule.release"
            ]
        );
    });
}

#[test]
fn a_release_does_not_change_when_states_do() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (event, organiser) = (&setting.event, &setting.organiser);
        let tx = test.database.begin().await.unwrap();
        let hall = room::create(&tx, organiser, event, "Hall".into(), None).await.unwrap();
        let mut proposals = Vec::new();
        for (number, title) in ["confirmed", "accepted only", "without a time"].into_iter().enumerate() {
            let proposal = submit(&tx, event, &setting.speaker, title).await;
            state::change_as_organiser(&tx, organiser, event, &proposal.code, SubmissionState::Accepted)
                .await
                .unwrap();
            let slot = working_slots(&tx, proposal.id).await[0].id;
            if title != "without a time" {
                let start = at("2026-09-12T08:00:00Z").plus_minutes(60 * number as i64);
                let place = Place { room: hall.id, start, end: Some(start.plus_minutes(45)) };
                place::place(&tx, organiser, event, slot, Some(place)).await.unwrap();
            }
            if title != "accepted only" {
                state::change_as_organiser(&tx, organiser, event, &proposal.code, SubmissionState::Confirmed)
                    .await
                    .unwrap();
            }
            proposals.push(proposal);
        }
        let first = release::release(&tx, organiser, event, "1.0", I18nText::Empty).await.unwrap();
        // Withdrawn after the release: still in it, gone from the next one.
        state::change_as_organiser(&tx, organiser, event, &proposals[0].code, SubmissionState::Canceled)
            .await
            .unwrap();
        assert!(working_slots(&tx, proposals[0].id).await.is_empty());
        test.clock.set(test.database.clock().now().plus_minutes(1));
        tx.commit().await.unwrap();
        let tx = test.database.begin().await.unwrap();
        let second = release::release(&tx, organiser, event, "1.1", I18nText::Empty).await.unwrap();
        tx.commit().await.unwrap();
        let titles = async |schedule: &schedule::Model| -> Vec<String> {
            let programme = read(test.database.reader(), event, schedule, READING).await.unwrap();
            programme.sessions.into_iter().map(|session| session.title).collect()
        };
        assert_eq!(titles(&first).await, ["confirmed"]);
        assert_eq!(titles(&second).await, Vec::<String>::new());
        let found = async |which| {
            version::find(test.database.reader(), &setting.stranger, event, which).await.unwrap().id
        };
        assert_eq!(found(Which::Current).await, second.id);
        assert_eq!(found(Which::Named("1.0")).await, first.id);
        assert_eq!(found(Which::Named("no such version")).await, second.id);
    });
}

#[test]
fn version_names_are_checked() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        release::release(&tx, &setting.organiser, &setting.event, "V1", I18nText::Empty).await.unwrap();
        for (name, key) in [
            ("", "error-required"),
            (" wip", "error-version-name"),
            ("Latest", "error-version-name"),
            ("v1", "error-version-taken"),
        ] {
            let error = release::release(&tx, &setting.organiser, &setting.event, name, I18nText::Empty)
                .await
                .unwrap_err();
            assert!(
                matches!(&error, Error::Invalid(fields) if fields[0].field == "version" && fields[0].message.key == key),
                "{name}: {error}"
            );
        }
    });
}

#[test]
fn places_are_checked() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (event, organiser) = (&setting.event, &setting.organiser);
        let tx = test.database.begin().await.unwrap();
        let hall = room::create(&tx, organiser, event, "Hall".into(), None).await.unwrap();
        let proposal = submit(&tx, event, &setting.speaker, "x").await;
        state::change_as_organiser(&tx, organiser, event, &proposal.code, SubmissionState::Accepted)
            .await
            .unwrap();
        let slot = working_slots(&tx, proposal.id).await[0].id;
        let inside = at("2026-09-11T08:00:00Z");
        let bad = [
            (Place { room: hall.id + 1, start: inside, end: None }, "room"),
            (Place { room: hall.id, start: at("2026-09-10T21:59:00Z"), end: None }, "start"),
            (Place { room: hall.id, start: at("2026-09-13T22:00:00Z"), end: None }, "start"),
            (Place { room: hall.id, start: inside, end: Some(inside.plus_minutes(-1)) }, "end"),
            (Place { room: hall.id, start: inside, end: Some(at("9999-12-30T10:00:00Z")) }, "end"),
        ];
        for (place, field) in bad {
            let error = place::place(&tx, organiser, event, slot, Some(place)).await.unwrap_err();
            assert!(matches!(&error, Error::Invalid(fields) if fields[0].field == field), "{field}: {error}");
        }
        place::place(&tx, organiser, event, slot, Some(Place { room: hall.id, start: inside, end: None }))
            .await
            .unwrap();
        let off = place::place(&tx, organiser, event, slot, None).await.unwrap();
        assert_eq!((off.room_id, off.starts, off.ends), (None, None, None));
    });
}

#[test]
fn the_revision_rises_with_what_the_public_sees() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let revision = async || {
            event::Entity::find_by_id(setting.event.id)
                .one(test.database.reader())
                .await
                .unwrap()
                .unwrap()
                .revision
        };
        let before = revision().await;
        let tx = test.database.begin().await.unwrap();
        submit(&tx, &setting.event, &setting.speaker, "x").await;
        tx.commit().await.unwrap();
        assert_eq!(revision().await, before, "a proposal is not public");
        let tx = test.database.begin().await.unwrap();
        release::release(&tx, &setting.organiser, &setting.event, "1", I18nText::Empty).await.unwrap();
        tx.commit().await.unwrap();
        assert!(revision().await > before);
    });
}

#[test]
fn lists_cost_the_same_however_long_they_are() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (event, organiser) = (&setting.event, &setting.organiser);
        let tx = test.database.begin().await.unwrap();
        let hall = room::create(&tx, organiser, event, "Hall".into(), None).await.unwrap();
        let add = async |tx: &plenary_store::Tx, from: i64, to: i64| {
            for number in from..to {
                let proposal = submit(tx, event, &setting.speaker, &format!("Talk {number}")).await;
                state::change_as_organiser(tx, organiser, event, &proposal.code, SubmissionState::Confirmed)
                    .await
                    .unwrap();
                let slot = working_slots(tx, proposal.id).await[0].id;
                let start = at("2026-09-11T08:00:00Z").plus_minutes(number);
                place::place(tx, organiser, event, slot, Some(Place { room: hall.id, start, end: None }))
                    .await
                    .unwrap();
            }
        };
        add(&tx, 0, 2).await;
        let first = release::release(&tx, organiser, event, "1", I18nText::Empty).await.unwrap();
        add(&tx, 2, 150).await;
        let second = release::release(&tx, organiser, event, "2", I18nText::Empty).await.unwrap();
        tx.commit().await.unwrap();
        let database = &test.database;
        let cost = async |schedule: &schedule::Model| {
            let before = database.statements();
            let programme = read(database.reader(), event, schedule, READING).await.unwrap();
            (programme.sessions.len(), database.statements() - before)
        };
        assert_eq!(cost(&first).await, (2, 8));
        assert_eq!(cost(&second).await, (150, 8));
        let before = database.statements();
        assert_eq!(list::of_event(database.reader(), organiser, event).await.unwrap().len(), 150);
        assert_eq!(database.statements() - before, 6);
        let before = database.statements();
        assert_eq!(list::own(database.reader(), &setting.speaker, event).await.unwrap().len(), 150);
        assert_eq!(database.statements() - before, 5);
        let before = database.statements();
        assert_eq!(working::load(database.reader(), organiser, event).await.unwrap().slots.len(), 150);
        assert_eq!(database.statements() - before, 5);
    });
}
