use plenary_model::{Actor, Error, I18nText, SubmissionState, Timestamp};
use plenary_store::entity::{slot, submission, submission_tag, team_track};
use plenary_store::testing::on_both_engines;
use plenary_submission::access_code;
use plenary_submission::{information, submission_type, tag, track};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::setting::{a_track, a_type, logged, set_up, text};

fn key(error: Error) -> String {
    match error {
        Error::Conflict(message) => message.key.into_owned(),
        Error::Invalid(problems) => format!("{}: {}", problems[0].field, problems[0].message.key),
        other => other.to_string(),
    }
}

#[test]
fn another_duration_moves_the_ends_of_slots() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (chair, event) = (&setting.chair, &setting.event);
        let tx = test.database.begin().await.unwrap();
        let workshop = Some(setting.workshop.id);
        let usual = setting.propose(&tx, workshop, None, SubmissionState::Confirmed).await;
        let own = setting.propose(&tx, workshop, None, SubmissionState::Confirmed).await;
        let other = setting.propose(&tx, None, None, SubmissionState::Confirmed).await;
        let change =
            submission::ActiveModel { id: Set(own.id), duration: Set(Some(90)), ..Default::default() };
        change.update(tx.db()).await.unwrap();
        let start: Timestamp = "2026-09-11T08:00:00Z".parse().unwrap();
        let placed = slot::ActiveModel {
            starts: Set(Some(start)),
            ends: Set(Some(start.plus_minutes(90))),
            ..Default::default()
        };
        slot::Entity::update_many().set(placed).exec(tx.db()).await.unwrap();
        let longer = submission_type::Wanted { default_duration: 120, ..(&setting.workshop).into() };
        submission_type::save(&tx, chair, event, workshop, longer).await.unwrap();
        let end = async |proposal: &submission::Model| {
            let of = slot::Entity::find().filter(slot::Column::SubmissionId.eq(proposal.id));
            of.one(tx.db()).await.unwrap().unwrap().ends.unwrap()
        };
        assert_eq!(end(&usual).await, start.plus_minutes(120));
        assert_eq!(end(&own).await, start.plus_minutes(90));
        assert_eq!(end(&other).await, start.plus_minutes(90));
        tx.commit().await.unwrap();
        let entry = logged(&test).await;
        assert_eq!(entry.action_type, "pretalx.submission_type.update");
        assert_eq!(entry.data.unwrap(), json!({"changes": {"default_duration": {"old": 90, "new": 120}}}));
    });
}

#[test]
fn types_in_use_stay() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (chair, event) = (&setting.chair, &setting.event);
        let tx = test.database.begin().await.unwrap();
        let all = submission_type::list(tx.db(), chair, event).await.unwrap();
        let default = all.iter().find(|one| one.is_default).unwrap().row.id;
        let refused = submission_type::delete(&tx, chair, event, default).await.unwrap_err();
        assert_eq!(key(refused), "call-error-type-default");
        let workshop = setting.workshop.id;
        let taken = submission_type::save(&tx, chair, event, None, a_type("Workshop", 5)).await.unwrap_err();
        assert_eq!(key(taken), "name: call-error-name-taken");
        let long =
            submission_type::save(&tx, chair, event, None, a_type("Long", i32::MAX)).await.unwrap_err();
        assert_eq!(key(long), "default_duration: error-number-max");

        let draft = setting.propose(&tx, Some(workshop), None, SubmissionState::Draft).await;
        let used = setting.propose(&tx, Some(workshop), None, SubmissionState::Withdrawn).await;
        let refused = submission_type::delete(&tx, chair, event, workshop).await.unwrap_err();
        assert_eq!(key(refused), "call-error-type-used");
        let change = submission::ActiveModel {
            id: Set(used.id),
            submission_type_id: Set(default),
            ..Default::default()
        };
        change.update(tx.db()).await.unwrap();
        // A code for it alone would open everything without it.
        let code = |types: Vec<i32>| access_code::Wanted {
            code: String::new(),
            valid_until: None,
            maximum_uses: None,
            tracks: Vec::new(),
            submission_types: types,
            internal_notes: String::new(),
        };
        let only = access_code::save(&tx, chair, event, None, code(vec![workshop])).await.unwrap();
        let both = access_code::save(&tx, chair, event, None, code(vec![workshop, default])).await.unwrap();
        submission_type::delete(&tx, chair, event, workshop).await.unwrap();
        let gone = access_code::one(tx.db(), chair, event, &only.row.code).await;
        assert!(matches!(gone, Err(Error::NotFound)));
        let left = access_code::one(tx.db(), chair, event, &both.row.code).await.unwrap();
        assert_eq!(left.submission_types, [default]);
        let draft = submission::Entity::find_by_id(draft.id).one(tx.db()).await.unwrap().unwrap();
        assert_eq!(draft.submission_type_id, default);
        assert!(matches!(
            submission_type::list(tx.db(), &setting.stranger, event).await,
            Err(Error::NotFound)
        ));
    });
}

#[test]
fn the_default_type_is_another_one() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        submission_type::make_default(&tx, &setting.chair, &setting.event, setting.workshop.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let db = test.database.reader();
        let all = submission_type::list(db, &setting.chair, &setting.event).await.unwrap();
        assert!(all.iter().find(|one| one.row.id == setting.workshop.id).unwrap().is_default);
        assert_eq!(logged(&test).await.action_type, "pretalx.submission_type.make_default");
    });
}

#[test]
fn tracks_have_an_order_and_limits_that_hold() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (chair, event) = (&setting.chair, &setting.event);
        let (first, second) = (setting.track.id, setting.other_track.id);
        let tx = test.database.begin().await.unwrap();
        assert!(track::reorder(&tx, chair, event, &[second, first]).await.unwrap());
        assert!(!track::reorder(&tx, chair, event, &[second]).await.unwrap(), "as it is");
        assert!(matches!(track::reorder(&tx, chair, event, &[999_999]).await, Err(Error::NotFound)));
        let order: Vec<(i32, Option<i32>)> = track::list(tx.db(), chair, event)
            .await
            .unwrap()
            .iter()
            .map(|one| (one.row.id, one.row.position))
            .collect();
        assert_eq!(order, [(second, Some(0)), (first, Some(1))]);
        let pale = track::Wanted { color: "green".to_owned(), ..a_track("Green") };
        assert_eq!(key(track::save(&tx, chair, event, None, pale).await.unwrap_err()), "color: error-colour");

        // What is for one track alone does not become for everything.
        let note = information::Wanted {
            title: "Arrival".into(),
            text: I18nText::Empty,
            target_group: plenary_model::TargetGroup::Submitters,
            tracks: vec![first],
            submission_types: Vec::new(),
            file: information::File::Keep,
        };
        let saved = information::save(&tx, chair, event, None, note.clone()).await.unwrap();
        let refused = track::delete(&tx, chair, event, first).await.unwrap_err();
        assert_eq!(key(refused), "call-error-only-limit-information");
        let both = information::Wanted { tracks: vec![first, second], ..note };
        information::save(&tx, chair, event, Some(saved.id), both).await.unwrap();
        let team = plenary_store::entity::team::Entity::find().one(tx.db()).await.unwrap().unwrap();
        let limit = team_track::ActiveModel { team_id: Set(team.id), track_id: Set(first) };
        team_track::Entity::insert(limit).exec_without_returning(tx.db()).await.unwrap();
        let refused = track::delete(&tx, chair, event, first).await.unwrap_err();
        assert_eq!(key(refused), "call-error-only-limit-team");
        team_track::Entity::delete_many().exec(tx.db()).await.unwrap();

        setting.propose(&tx, None, Some(second), SubmissionState::Submitted).await;
        let draft = setting.propose(&tx, None, Some(first), SubmissionState::Draft).await;
        assert_eq!(key(track::delete(&tx, chair, event, second).await.unwrap_err()), "call-error-track-used");
        track::delete(&tx, chair, event, first).await.unwrap();
        let draft = submission::Entity::find_by_id(draft.id).one(tx.db()).await.unwrap().unwrap();
        assert_eq!(draft.track_id, None);
        tx.commit().await.unwrap();
        assert_eq!(logged(&test).await.action_type, "pretalx.track.delete");
    });
}

#[test]
fn tags_are_changed_and_lost() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (chair, event) = (&setting.chair, &setting.event);
        let tx = test.database.begin().await.unwrap();
        let wanted = |name: &str| tag::Wanted {
            tag: name.to_owned(),
            description: text("All about it", ""),
            color: "#123".to_owned(),
            is_public: true,
        };
        let saved = tag::save(&tx, chair, event, None, wanted(" wet ")).await.unwrap();
        assert_eq!(saved.tag, "wet");
        for (name, problem) in [
            ("wet", "tag: call-error-name-taken"),
            ("", "tag: error-required"),
            ("a\nb", "tag: error-control-characters"),
        ] {
            assert_eq!(key(tag::save(&tx, chair, event, None, wanted(name)).await.unwrap_err()), problem);
        }
        let long = tag::save(&tx, chair, event, None, wanted(&"🦀".repeat(51))).await.unwrap_err();
        assert_eq!(key(long), "tag: error-too-long");
        let proposal = setting.propose(&tx, None, None, SubmissionState::Submitted).await;
        let link = submission_tag::ActiveModel { submission_id: Set(proposal.id), tag_id: Set(saved.id) };
        submission_tag::Entity::insert(link).exec_without_returning(tx.db()).await.unwrap();
        let (all, may) = tag::list(tx.db(), chair, event).await.unwrap();
        assert_eq!((all.len(), all[0].proposals, may.create, may.change), (1, Some(1), true, true));
        assert_eq!(tag::public(tx.db(), event).await.unwrap().len(), 1);
        tag::delete(&tx, chair, event, saved.id).await.unwrap();
        assert!(submission_tag::Entity::find().one(tx.db()).await.unwrap().is_none());
        assert!(matches!(tag::list(tx.db(), &setting.speaker, event).await, Err(Error::NotFound)));
        let refused = tag::save(&tx, &setting.speaker, event, None, wanted("x")).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        assert!(matches!(tag::list(tx.db(), &Actor::Anonymous, event).await, Err(Error::NeedsLogin)));
    });
}

#[test]
fn lists_cost_the_same_however_much_there_is() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (chair, event) = (&setting.chair, &setting.event);
        let cost = async || {
            let db = test.database.reader();
            let mut costs = Vec::new();
            for number in 0..5 {
                let before = test.database.statements();
                match number {
                    0 => drop(submission_type::list(db, chair, event).await.unwrap()),
                    1 => drop(track::list(db, chair, event).await.unwrap()),
                    2 => drop(tag::list(db, chair, event).await.unwrap()),
                    3 => drop(access_code::list(db, chair, event).await.unwrap()),
                    _ => drop(information::list(db, chair, event).await.unwrap()),
                }
                costs.push(test.database.statements() - before);
            }
            costs
        };
        assert_eq!(cost().await, [4, 3, 4, 5, 4]);
        let tx = test.database.begin().await.unwrap();
        for number in 0..12 {
            let name = format!("Number {number}");
            let track = track::save(&tx, chair, event, None, a_track(&name)).await.unwrap().id;
            let of_type = submission_type::save(&tx, chair, event, None, a_type(&name, 10)).await.unwrap().id;
            let wanted = tag::Wanted {
                tag: name.clone(),
                description: I18nText::Empty,
                color: "#123456".to_owned(),
                is_public: false,
            };
            tag::save(&tx, chair, event, None, wanted).await.unwrap();
            let wanted = access_code::Wanted {
                code: String::new(),
                valid_until: None,
                maximum_uses: Some(3),
                tracks: vec![track],
                submission_types: vec![of_type],
                internal_notes: String::new(),
            };
            access_code::save(&tx, chair, event, None, wanted).await.unwrap();
            let wanted = information::Wanted {
                title: name.as_str().into(),
                text: I18nText::Empty,
                target_group: plenary_model::TargetGroup::Accepted,
                tracks: vec![track],
                submission_types: vec![of_type],
                file: information::File::Keep,
            };
            information::save(&tx, chair, event, None, wanted).await.unwrap();
            setting.propose(&tx, Some(of_type), Some(track), SubmissionState::Accepted).await;
        }
        tx.commit().await.unwrap();
        assert_eq!(cost().await, [4, 3, 4, 5, 4]);
    });
}
