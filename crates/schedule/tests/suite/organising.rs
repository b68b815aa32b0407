//! What organisers' pages read beside the lists.

use plenary_model::{Rights, SubmissionState};
use plenary_schedule::place::{self, Place};
use plenary_schedule::{release, room, working};
use plenary_store::entity::event;
use plenary_store::testing::on_both_engines;
use plenary_submission::{list, state};
use sea_orm::ConnectionTrait;

use crate::setting::{set_up, submit};

async fn unscheduled(db: &impl ConnectionTrait, event: &event::Model) -> u64 {
    let others = working::standing(db, Rights { is_reviewer: true, ..Rights::NONE }, event).await.unwrap();
    let known = working::standing(db, Rights::ADMINISTRATOR, event).await.unwrap();
    assert_eq!((others.unscheduled, &others.current), (0, &known.current));
    known.unscheduled
}

#[test]
fn counts_and_slots() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (event, organiser) = (&setting.event, &setting.organiser);
        let tx = test.database.begin().await.unwrap();
        assert!(list::counts(tx.db(), organiser, event).await.unwrap().is_empty());
        assert_eq!(unscheduled(tx.db(), event).await, 0);
        let hall = room::create(&tx, organiser, event, "Hall".into(), None).await.unwrap();
        let mut placed = 0;
        for (title, new) in [
            ("placed", SubmissionState::Confirmed),
            ("waiting", SubmissionState::Accepted),
            ("another", SubmissionState::Accepted),
            ("out", SubmissionState::Rejected),
        ] {
            let proposal = submit(&tx, event, &setting.speaker, title).await;
            state::change_as_organiser(&tx, organiser, event, &proposal.code, new).await.unwrap();
            let slots = working::slots_of(tx.db(), organiser, event, proposal.id).await.unwrap();
            assert_eq!(slots.len(), usize::from(new.is_accepted()), "{title}");
            if title == "placed" {
                let start = "2026-09-12T08:00:00Z".parse().unwrap();
                let place = Place { room: hall.id, start, end: None };
                place::place(&tx, organiser, event, slots[0].id, Some(place)).await.unwrap();
                placed = proposal.id;
            }
        }
        submit(&tx, event, &setting.speaker, "new").await;
        let counts = list::counts(tx.db(), organiser, event).await.unwrap();
        let expected = [
            (SubmissionState::Submitted, 1),
            (SubmissionState::Accepted, 2),
            (SubmissionState::Confirmed, 1),
            (SubmissionState::Rejected, 1),
        ];
        assert_eq!(counts, expected.into());
        assert_eq!(unscheduled(tx.db(), event).await, 2);
        assert_eq!(working::standing(tx.db(), Rights::ADMINISTRATOR, event).await.unwrap().current, None);
        for version in ["1", "2"] {
            release::release(&tx, organiser, event, version, Default::default()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let standing = working::standing(test.database.reader(), Rights::ADMINISTRATOR, event).await.unwrap();
        assert_eq!(standing.current.unwrap().0, "2");

        // Only the working schedule counts, not the released copy of it.
        let (database, db) = (&test.database, test.database.reader());
        let before = database.statements();
        let slots = working::slots_of(db, organiser, event, placed).await.unwrap();
        assert_eq!((slots.len(), slots[0].room_id), (1, Some(hall.id)));
        assert_eq!(database.statements() - before, 2);
        assert_eq!(unscheduled(db, event).await, 2);
        let before = database.statements();
        assert_eq!(list::counts(db, organiser, event).await.unwrap().len(), 4);
        assert_eq!(database.statements() - before, 2);
        assert_eq!(room::for_organisers(db, organiser, event).await.unwrap().len(), 1);
    });
}
