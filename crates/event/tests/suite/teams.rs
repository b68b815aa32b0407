use plenary_event::team::coverage::{self, Warning};
use plenary_event::team::{self, NAME_LENGTH, Settings, change};
use plenary_event::{organiser as organisers, rights};
use plenary_model::{Actor, Error, I18nText, Rights};
use plenary_store::Tx;
use plenary_store::entity::{account, team_member, track};
use plenary_store::testing::on_both_engines;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;

use crate::setting::{
    PROPOSALS, REVIEW, Setting, TEAMS, actor, add_event, conflict, logged, person, problems, set_up, settings,
};

async fn add_track(tx: &Tx, event: i32, name: &str) -> i32 {
    let row = track::ActiveModel {
        event_id: Set(event),
        name: Set(I18nText::plain(name)),
        description: Set(I18nText::Empty),
        color: Set("#123456".to_owned()),
        requires_access_code: Set(false),
        attendee_signup_required: Set(false),
        ..Default::default()
    };
    row.insert(tx.db()).await.unwrap().id
}

#[test]
fn adding_and_changing() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (organiser, chair) = (&setting.organiser, &setting.chair);
        let [first, second] = &setting.events;
        let tx = test.database.begin().await.unwrap();
        let track = add_track(&tx, first.id, "Maps").await;
        let elsewhere = organisers::create(&tx, &Actor::System, &"O".into(), "o", None).await.unwrap();
        let foreign = add_event(&tx, &elsewhere, "foreign").await;
        let foreign_track = add_track(&tx, foreign.id, "Foreign").await;

        let base = || Settings {
            force_hide_speaker_names: true,
            limit_tracks: [track].into(),
            ..settings(" Reviewers ", REVIEW, &[first])
        };
        for (wrong, expected) in [
            (Settings { name: " ".into(), ..base() }, "name: error-required"),
            (Settings { name: "x".repeat(NAME_LENGTH + 1), ..base() }, "name: error-too-long"),
            (Settings { name: "a\nb".into(), ..base() }, "name: error-control-characters"),
            (Settings { rights: Rights::NONE, ..base() }, ": organiser-error-team-without-rights"),
            (Settings { limit_events: [foreign.id].into(), ..base() }, "limit_events: error-choice"),
            (Settings { limit_events: [0].into(), ..base() }, "limit_events: error-choice"),
            (Settings { limit_tracks: [foreign_track].into(), ..base() }, "limit_tracks: error-choice"),
            (
                Settings { limit_events: [second.id].into(), ..base() },
                "limit_tracks: organiser-error-track-out-of-reach",
            ),
            (
                Settings { limit_events: [].into(), limit_tracks: [].into(), ..base() },
                "limit_events: organiser-error-team-without-events",
            ),
        ] {
            let found = problems(change::create(&tx, chair, organiser, wrong).await);
            assert!(found.contains(&expected.to_owned()), "{expected}: {found:?}");
        }
        let row = change::create(&tx, chair, organiser, base()).await.unwrap();
        assert_eq!((row.name.as_str(), row.all_events, row.is_reviewer), ("Reviewers", false, true));
        let team = team::one(tx.db(), chair, organiser, row.id).await.unwrap();
        assert_eq!((team.events.as_slice(), team.tracks.as_slice()), (&[first.id][..], &[track][..]));

        let wider = Settings {
            all_events: true,
            rights: REVIEW.union(PROPOSALS),
            name: "Reviewers".into(),
            ..base()
        };
        change::update(&tx, chair, organiser, row.id, wider.clone()).await.unwrap();
        let team = team::one(tx.db(), chair, organiser, row.id).await.unwrap();
        assert!(team.events.is_empty(), "all events leave no list");
        assert_eq!(team.tracks, [track]);
        change::update(&tx, chair, organiser, row.id, wider).await.unwrap();
        change::delete(&tx, chair, organiser, row.id).await.unwrap();
        let gone = change::update(&tx, chair, organiser, row.id, base()).await;
        assert!(matches!(gone, Err(Error::NotFound)));
        tx.commit().await.unwrap();

        // The first ones came with the organisers.
        let log = logged(&test, "plenary.team").await.split_off(2);
        let actions: Vec<&str> = log.iter().map(|(action, _)| action.as_str()).collect();
        assert_eq!(actions, ["plenary.team.create", "plenary.team.update"], "no change, no entry");
        assert_eq!(log[0].1["changes"]["limit_events"], json!({"old": null, "new": ["first"]}));
        assert_eq!(
            log[1].1["changes"],
            json!({
                "all_events": {"old": false, "new": true},
                "can_change_submissions": {"old": false, "new": true},
                "limit_events": {"old": ["first"], "new": []},
            })
        );
        let deleted = &logged(&test, "pretalx.team.delete").await[0].1;
        assert_eq!((&deleted["name"], &deleted["organiser"]), (&json!("Reviewers"), &json!("example")));
        assert_eq!(deleted["changes"]["is_reviewer"], json!({"old": true, "new": null}));
    });
}

/// Every function on teams, tried with the given team.
async fn everything(tx: &Tx, who: &Actor, setting: &Setting, team: i32, member: i32) -> Vec<Error> {
    let organiser = &setting.organiser;
    let new = || settings("New", PROPOSALS, &[]);
    let outcomes = [
        team::list(tx.db(), who, organiser).await.map(|_| ()),
        team::one(tx.db(), who, organiser, team).await.map(|_| ()),
        team::reach(tx.db(), who, organiser).await.map(|_| ()),
        coverage::of_deletion(tx.db(), who, organiser, team).await.map(|_| ()),
        change::create(tx, who, organiser, new()).await.map(|_| ()),
        change::update(tx, who, organiser, team, new()).await.map(|_| ()),
        change::remove_member(tx, who, organiser, team, member).await.map(|_| ()),
        change::delete(tx, who, organiser, team).await.map(|_| ()),
    ];
    outcomes.into_iter().filter_map(Result::err).collect()
}

#[test]
fn who_may() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let administrator = actor(&person(&tx, "administrator").await);
        let all_but_teams = Rights { can_change_teams: false, is_reviewer: true, ..Rights::ADMINISTRATOR };
        let (_, helper) = setting.staffed(&tx, settings("Helper", all_but_teams, &[])).await;
        let stranger = actor(&person(&tx, "stranger").await);
        // Somebody who may do everything elsewhere.
        let other =
            organisers::create(&tx, &administrator, &"O".into(), "o", stranger.account()).await.unwrap();
        let [first, _] = &setting.events;
        let (limited, one_event) = setting.staffed(&tx, settings("One", TEAMS, &[first])).await;
        tx.commit().await.unwrap();
        for who in [&helper, &stranger, &Actor::Anonymous] {
            let tx = test.database.begin().await.unwrap();
            let errors = everything(&tx, who, &setting, limited.id, one_event.account().unwrap()).await;
            assert_eq!(errors.len(), 8, "{who:?}");
            let expected = |error: &Error| match who {
                Actor::Anonymous => matches!(error, Error::NeedsLogin),
                _ => matches!(error, Error::NotFound),
            };
            assert!(errors.iter().all(expected), "{who:?}: {errors:?}");
        }
        // The right in one event is the right for all teams.
        for who in [&setting.chair, &administrator, &one_event, &Actor::System] {
            let tx = test.database.begin().await.unwrap();
            let errors = everything(&tx, who, &setting, limited.id, one_event.account().unwrap()).await;
            let after = if *who == one_event { 2 } else { 0 };
            assert_eq!(errors.len(), after, "the change takes the right away: {who:?}: {errors:?}");
        }
        // Teams of another organiser are not there.
        let tx = test.database.begin().await.unwrap();
        let elsewhere = Setting { organiser: other, ..set_like(&setting) };
        let errors =
            everything(&tx, &administrator, &elsewhere, limited.id, one_event.account().unwrap()).await;
        assert!(
            errors.len() == 4 && errors.iter().all(|error| matches!(error, Error::NotFound)),
            "{errors:?}"
        );
    });
}

fn set_like(setting: &Setting) -> Setting {
    Setting {
        organiser: setting.organiser.clone(),
        team: setting.team.clone(),
        chair: setting.chair.clone(),
        events: setting.events.clone(),
    }
}

#[test]
fn somebody_can_always_administer() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (organiser, chair, id) = (&setting.organiser, &setting.chair, setting.team.id);
        let [first, second] = &setting.events;
        let own = chair.account().unwrap();
        // Each in a transaction of its own: what is refused must leave nothing behind.
        let begin = async || test.database.begin().await.unwrap();
        const NOBODY: &str = "organiser-error-nobody-changes-teams";
        const EVENT: &str = "organiser-error-event-without-team";
        assert_eq!(conflict(change::remove_member(&begin().await, chair, organiser, id, own).await), NOBODY);
        assert_eq!(conflict(change::delete(&begin().await, chair, organiser, id).await), NOBODY);
        let weaker = settings("Weaker", PROPOSALS, &[]);
        assert_eq!(conflict(change::update(&begin().await, chair, organiser, id, weaker).await), NOBODY);
        let narrower = settings("Narrower", TEAMS, &[first]);
        let refused = change::update(&begin().await, chair, organiser, id, narrower).await;
        let Err(Error::Conflict(message)) = &refused else { panic!("{refused:?}") };
        assert_eq!(message.args, [("events".into(), "second".to_owned()), ("more".into(), "0".to_owned())]);
        assert_eq!(conflict(refused), EVENT);

        // A team without members, or with one who can't log in, is none.
        let tx = begin().await;
        change::create(&tx, chair, organiser, settings("Empty", TEAMS, &[])).await.unwrap();
        let (_, off) = setting.staffed(&tx, settings("Off", TEAMS, &[])).await;
        let row = account::ActiveModel {
            id: Set(off.account().unwrap()),
            is_active: Set(false),
            ..Default::default()
        };
        row.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(conflict(change::remove_member(&begin().await, chair, organiser, id, own).await), NOBODY);
        let listed = coverage::of_deletion(test.database.reader(), chair, organiser, id).await.unwrap();
        assert_eq!(listed.unwrap().key, NOBODY);

        // With somebody else who manages teams, but reaches one event only.
        let tx = begin().await;
        let (other, _) = setting.staffed(&tx, settings("Other", TEAMS, &[first])).await;
        tx.commit().await.unwrap();
        assert_eq!(conflict(change::delete(&begin().await, chair, organiser, id).await), EVENT);
        let tx = begin().await;
        let (_, _) = setting.staffed(&tx, settings("Rest", PROPOSALS, &[second])).await;
        let (_, warnings) = change::remove_member(&tx, chair, organiser, id, own).await.unwrap();
        tx.commit().await.unwrap();
        let events = Warning::NobodyChangesEvents(vec![first.clone(), second.clone()]);
        let slugs = |warning: &Warning| match warning {
            Warning::NobodyChangesEvents(events) => events.iter().map(|e| e.slug.clone()).collect(),
            _ => Vec::new(),
        };
        assert!(matches!(warnings[..2], [Warning::NobodyCreatesEvents, Warning::NobodyChangesOrganiser]));
        assert_eq!(slugs(&warnings[2]), slugs(&events));
        assert_eq!(
            logged(&test, "pretalx.team.remove_member").await[0].1,
            json!({"code": code_of(&test, own).await, "name": "chair", "email": "chair@example.org"})
        );
        let none = rights::at_organiser(test.database.reader(), chair, organiser.id).await.unwrap();
        assert!(!none.any());
        assert_eq!(
            conflict(change::delete(&begin().await, &Actor::System, organiser, other.id).await),
            NOBODY
        );
    });
}

async fn code_of(test: &plenary_store::testing::TestDatabase, account: i32) -> Option<String> {
    account::Entity::find_by_id(account).one(test.database.reader()).await.unwrap().unwrap().code
}

#[test]
fn what_is_broken_can_be_mended() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        // An organiser of whom nobody is a member, and whose event no team reaches.
        let organiser = organisers::create(&tx, &Actor::System, &"O".into(), "o", None).await.unwrap();
        add_event(&tx, &organiser, "third").await;
        let team =
            change::create(&tx, &Actor::System, &organiser, settings("T", PROPOSALS, &[])).await.unwrap();
        let better = settings("Better", PROPOSALS.union(TEAMS), &[]);
        change::update(&tx, &Actor::System, &organiser, team.id, better).await.unwrap();
        change::delete(&tx, &Actor::System, &organiser, team.id).await.unwrap();
        drop(setting);
    });
}

/// Two people who manage teams remove each other at the same moment.
#[test]
fn two_removals_at_once() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let organiser = &setting.organiser;
        let tx = test.database.begin().await.unwrap();
        let (other, colleague) = setting.staffed(&tx, settings("Colleague", TEAMS, &[])).await;
        let third = actor(&person(&tx, "administrator").await);
        tx.commit().await.unwrap();
        let (chair_id, colleague_id) = (setting.chair.account().unwrap(), colleague.account().unwrap());
        // The first has removed the chair and not yet committed when the second begins.
        let removed = tokio::sync::Notify::new();
        let first = async {
            let tx = test.database.begin().await?;
            change::remove_member(&tx, &third, organiser, setting.team.id, chair_id).await?;
            removed.notify_one();
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            tx.commit().await
        };
        let second = async {
            removed.notified().await;
            let tx = test.database.begin().await?;
            change::remove_member(&tx, &third, organiser, other.id, colleague_id).await?;
            tx.commit().await
        };
        let (first, second) = tokio::join!(first, second);
        first.unwrap();
        assert_eq!(conflict(second), "organiser-error-nobody-changes-teams");
        let left = team_member::Entity::find().all(test.database.reader()).await.unwrap();
        assert_eq!(left.len(), 1);
        // And whoever was removed first can't remove the other any more.
        let tx = test.database.begin().await.unwrap();
        let (removed, still) = match left[0].account_id == chair_id {
            true => (&colleague, &left[0]),
            false => (&setting.chair, &left[0]),
        };
        let refused = change::remove_member(&tx, removed, organiser, still.team_id, still.account_id).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    });
}

#[test]
fn lists_cost_the_same_however_much_there_is() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (organiser, chair) = (&setting.organiser, &setting.chair);
        let cost = async || {
            let db = test.database.reader();
            let mut costs = Vec::new();
            for number in 0..4 {
                let before = test.database.statements();
                match number {
                    0 => drop(team::list(db, chair, organiser).await.unwrap()),
                    1 => drop(team::one(db, chair, organiser, setting.team.id).await.unwrap()),
                    2 => drop(team::reach(db, chair, organiser).await.unwrap()),
                    _ => drop(organisers::list(db, chair).await.unwrap()),
                }
                costs.push(test.database.statements() - before);
            }
            costs
        };
        let few = cost().await;
        assert_eq!(few, [6, 7, 3, 4]);
        let change_cost = async |name: &str| {
            let tx = test.database.begin().await.unwrap();
            let before = test.database.statements();
            let renamed = settings(name, Rights::ADMINISTRATOR, &[]);
            change::update(&tx, chair, organiser, setting.team.id, renamed).await.unwrap();
            tx.commit().await.unwrap();
            test.database.statements() - before
        };
        let change_few = change_cost("A").await;
        let tx = test.database.begin().await.unwrap();
        for number in 0..30 {
            let event = add_event(&tx, organiser, &format!("event{number}")).await;
            add_track(&tx, event.id, "Track").await;
            setting.staffed(&tx, settings(&format!("Team{number}"), PROPOSALS, &[&event])).await;
            let member = person(&tx, &format!("member{number}")).await;
            organisers::add_member(&tx, setting.team.id, member.id).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(cost().await, few);
        assert_eq!(change_cost("B").await, change_few);
        let list = team::list(test.database.reader(), chair, organiser).await.unwrap();
        assert_eq!(list.len(), 31);
        let own = list.iter().find(|listed| listed.team.id == setting.team.id).unwrap();
        assert_eq!(own.members.len(), 31);
        let names: Vec<&str> = own.members.iter().map(|account| account.name.as_str()).take(3).collect();
        assert_eq!(names, ["chair", "member0", "member1"], "by name");
    });
}
