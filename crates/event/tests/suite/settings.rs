use plenary_event::settings::links::Link;
use plenary_event::settings::mail::{self, MASK, MailSettings};
use plenary_event::settings::{self, File, Wanted};
use plenary_event::{event as events, golive, links};
use plenary_model::{Actor, Error, I18nText, LinkRole};
use plenary_store::entity::{availability, cfp, event, review_phase, submission_type};
use plenary_store::testing::{TestDatabase, on_both_engines};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder};
use serde_json::json;

use crate::planned::{
    Setting, add_room, add_slot, add_submission, at, day, logged, new_event, open, set_up, slot_times,
    version,
};

fn problems(error: Error) -> Vec<String> {
    match error {
        Error::Invalid(problems) => problems
            .into_iter()
            .map(|problem| format!("{}: {}", problem.field, problem.message.key))
            .collect(),
        other => panic!("{other:?}"),
    }
}

async fn change(
    test: &TestDatabase,
    setting: &Setting,
    actor: &Actor,
    change: impl FnOnce(&mut Wanted),
) -> Result<settings::Saved, Error> {
    let tx = test.database.begin().await?;
    let event = events::find(tx.db(), &setting.event.slug).await?;
    let mut wanted =
        Wanted::of(&event, links::of_event(tx.db(), event.id).await?.into_iter().map(Link::from).collect());
    change(&mut wanted);
    let saved = settings::update(&tx, actor, &event, wanted).await?;
    tx.commit().await?;
    Ok(saved)
}

#[test]
fn what_differs_is_written_and_logged() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (db, organiser) = (test.database.reader(), setting.organiser.clone());
        let before = logged(db).await.len();
        let saved = change(&test, &setting, &organiser, |_| {}).await.unwrap();
        assert!(!saved.changed);
        assert_eq!(logged(db).await.len(), before, "nothing was different");
        assert_eq!(saved.event.feature_flags, json!({}), "settings stay sparse");
        let revision = saved.event.revision;

        let saved = change(&test, &setting, &organiser, |wanted| {
            wanted.name = I18nText::localised([("en", "Moss Days")]);
            wanted.use_tracks = false;
            wanted.look.hide_from_search = true;
            wanted.look.primary_color = Some("#0a0".to_owned());
            wanted.custom_domain = "http://Talks.Moss.example/".to_owned();
            wanted.locales = vec!["de".to_owned(), "en".to_owned()];
            wanted.locale = "de".to_owned();
            wanted.files.logo = File::New("conf/img/logo_abc.png".to_owned());
            let link = |role| Link { label: "Venue".into(), url: "https://venue.example/".to_owned(), role };
            wanted.links = vec![link(LinkRole::Header), link(LinkRole::Footer)];
        })
        .await
        .unwrap();
        assert!(saved.changed && saved.unused.is_empty());
        let event = events::find(db, "conf").await.unwrap();
        assert!(!event.flags().use_tracks() && event.display().flag("meta_noindex", false));
        assert_eq!(event.custom_domain.as_deref(), Some("https://talks.moss.example"));
        assert_eq!((event.locale.as_str(), event.page_locales().len()), ("de", 2));
        assert!(event.revision > revision, "finished pages are made anew");
        assert_eq!(links::of_event(db, event.id).await.unwrap().len(), 2);
        let (action, data) = logged(db).await.pop().unwrap();
        assert_eq!(action, "pretalx.event.update");
        let changes = data["changes"].as_object().unwrap();
        assert_eq!(changes["use_tracks"], json!({"old": null, "new": false}));
        assert_eq!(changes["locale"], json!({"old": "en", "new": "de"}));
        assert_eq!(changes["header_links"]["new"][0]["url"], "https://venue.example/");
        assert!(!changes.contains_key("email") && !changes.contains_key("timezone"));

        let saved =
            change(&test, &setting, &organiser, |wanted| wanted.files.logo = File::Remove).await.unwrap();
        assert_eq!(saved.unused, ["conf/img/logo_abc.png"]);
        assert_eq!(saved.event.logo, None);
    });
}

#[test]
fn what_is_not_right_is_refused() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (organiser, stranger) = (setting.organiser.clone(), setting.stranger.clone());
        let tx = test.database.begin().await.unwrap();
        let other = plenary_event::organiser::create(&tx, &Actor::System, &"Other".into(), "other", None)
            .await
            .unwrap();
        let theirs = events::create(&tx, &Actor::System, new_event(&other, "theirs")).await.unwrap();
        let ours = events::create(&tx, &Actor::System, new_event(&setting.owner, "ours")).await.unwrap();
        for (event, domain) in [(&theirs, "https://theirs.example"), (&ours, "https://ours.example")] {
            let row = event::ActiveModel {
                id: Set(event.id),
                custom_domain: Set(Some(domain.to_owned())),
                ..Default::default()
            };
            row.update(tx.db()).await.unwrap();
        }
        tx.commit().await.unwrap();
        for actor in [&Actor::Anonymous, &stranger] {
            let refused =
                change(&test, &setting, actor, |wanted| wanted.use_tracks = false).await.unwrap_err();
            assert!(matches!(refused, Error::NotFound | Error::NeedsLogin), "{refused:?}");
        }
        let refused = change(&test, &setting, &organiser, |wanted| wanted.slug = "mine".to_owned()).await;
        assert!(matches!(refused.unwrap_err(), Error::NotFound), "administrators only");
        let administrator = setting.administrator.clone();
        let taken = change(&test, &setting, &administrator, |wanted| wanted.slug = "THEIRS".to_owned()).await;
        assert_eq!(problems(taken.unwrap_err()), ["slug: error-slug-taken"]);

        let refused = change(&test, &setting, &organiser, |wanted| {
            wanted.name = I18nText::Empty;
            wanted.date_to = day("2026-09-10");
            wanted.time_zone = "Mars/Olympus".to_owned();
            wanted.email = "nobody".to_owned();
            wanted.locale = "fr".to_owned();
            wanted.content_locales = Vec::new();
            wanted.look.primary_color = Some("red".to_owned());
            wanted.look.imprint_url = "javascript:alert(1)".to_owned();
            wanted.custom_domain = "theirs.example".to_owned();
            wanted.links =
                vec![Link { label: I18nText::Empty, url: "data:x".to_owned(), role: LinkRole::Header }];
        });
        assert_eq!(
            problems(refused.await.unwrap_err()),
            [
                "name: error-required",
                "date_to: error-event-dates",
                "time_zone: error-time-zone",
                "email: error-email",
                "content_locales: error-required-choice",
                "locale: event-error-default-language",
                "primary_color: error-color",
                "imprint_url: error-url",
                "links-0-label: error-required",
                "links-0-url: error-url",
                "custom_domain: event-error-domain-taken",
            ]
        );
        let tx = test.database.clone().at_site("https://Plan.example:8443").begin().await.unwrap();
        let mut wanted = Wanted::of(&setting.event, Vec::new());
        wanted.custom_domain = "plan.example".to_owned();
        let refused = settings::update(&tx, &organiser, &setting.event, wanted).await.unwrap_err();
        assert_eq!(problems(refused), ["custom_domain: event-error-domain-own"], "it would lead in a circle");
        tx.rollback().await.unwrap();
        for (domain, problem) in [("localhost", ""), ("a b", ""), ("a.example/x", "")] {
            let refused =
                change(&test, &setting, &organiser, |wanted| wanted.custom_domain = domain.to_owned()).await;
            assert_eq!(
                problems(refused.unwrap_err()),
                [format!("custom_domain: event-error-domain{problem}")],
                "{domain}"
            );
        }
        let shared =
            change(&test, &setting, &organiser, |wanted| wanted.custom_domain = "ours.example".to_owned());
        assert!(shared.await.is_ok(), "events of one organiser may share a domain");
    });
}

#[test]
fn another_zone_keeps_the_time_of_day() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (db, event, organiser) = (test.database.reader(), setting.event.id, setting.organiser.clone());
        let tx = test.database.begin().await.unwrap();
        let hall = add_room(&tx, event, false).await;
        let talk = add_submission(&tx, event, "ABCDEF").await;
        let (wip, released) = (version(&tx, event, None).await, version(&tx, event, Some("1")).await);
        let ten = ("2026-09-12T08:00:00Z", "2026-09-12T09:00:00Z");
        let slots = [
            add_slot(&tx, wip, Some(talk), hall, ten.0, ten.1).await,
            add_slot(&tx, released, Some(talk), hall, ten.0, ten.1).await,
        ];
        // Winter in Berlin: another difference.
        open(&tx, event, hall, "2026-12-01T08:00:00Z", "2026-12-01T17:00:00Z").await;
        open(&tx, event, hall, ten.0, "2026-09-12T16:00:00Z").await;
        let other = events::create(&tx, &organiser, new_event(&setting.owner, "other")).await.unwrap();
        let elsewhere = version(&tx, other.id, None).await;
        let theirs = add_slot(&tx, elsewhere, None, hall, ten.0, ten.1).await;
        tx.commit().await.unwrap();
        change(&test, &setting, &organiser, |wanted| wanted.time_zone = "Asia/Tokyo".to_owned())
            .await
            .unwrap();
        let moved = (Some(at("2026-09-12T01:00:00Z")), Some(at("2026-09-12T02:00:00Z")));
        for slot in slots {
            assert_eq!(slot_times(db, slot).await, Some(moved), "ten o’clock in every version");
        }
        assert_eq!(slot_times(db, theirs).await.unwrap().0, Some(at(ten.0)), "of another event");
        let open: Vec<_> =
            availability::Entity::find().order_by_asc(availability::Column::Id).all(db).await.unwrap();
        assert_eq!(open[0].starts, at("2026-12-01T00:00:00Z"), "nine in the morning in winter");
        assert_eq!((open[1].starts, open[1].ends), (at("2026-09-12T01:00:00Z"), at("2026-09-12T09:00:00Z")));
        let call = cfp::Entity::find().order_by_asc(cfp::Column::Id).all(db).await.unwrap().remove(0);
        assert_eq!(call.deadline, Some(at("2026-07-01T14:59:00Z")), "a minute before midnight");
        let phases =
            review_phase::Entity::find().order_by_asc(review_phase::Column::Id).all(db).await.unwrap();
        assert_eq!(phases[0].starts, call.deadline);
        assert_eq!(phases[0].ends, Some(at("2026-12-10T15:00:00Z")), "midnight");
    });
}

#[test]
fn other_dates_move_the_plan() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (db, event, organiser) = (test.database.reader(), setting.event.id, setting.organiser.clone());
        let tx = test.database.begin().await.unwrap();
        let hall = add_room(&tx, event, false).await;
        let talk = add_submission(&tx, event, "ABCDEF").await;
        let (wip, released) = (version(&tx, event, None).await, version(&tx, event, Some("1")).await);
        let ten = ("2026-09-13T08:00:00Z", "2026-09-13T09:00:00Z");
        let slot = add_slot(&tx, wip, Some(talk), hall, ten.0, ten.1).await;
        let lunch = add_slot(&tx, wip, None, hall, "2026-09-13T10:00:00Z", "2026-09-13T11:00:00Z").await;
        let shown = add_slot(&tx, released, Some(talk), hall, ten.0, ten.1).await;
        open(&tx, event, hall, ten.0, "2026-09-13T16:00:00Z").await;
        tx.commit().await.unwrap();

        let longer = change(&test, &setting, &organiser, |wanted| wanted.date_to = day("2026-09-14"));
        assert_eq!(longer.await.unwrap().unscheduled, 0);
        assert_eq!(slot_times(db, slot).await.unwrap().0, Some(at(ten.0)), "longer alone moves nothing");
        // Into winter time: nine UTC is ten in Berlin.
        change(&test, &setting, &organiser, |wanted| {
            (wanted.date_from, wanted.date_to) = (day("2026-11-11"), day("2026-11-14"));
        })
        .await
        .unwrap();
        assert_eq!(slot_times(db, slot).await.unwrap().0, Some(at("2026-11-13T09:00:00Z")));
        assert_eq!(slot_times(db, shown).await.unwrap().0, Some(at(ten.0)), "what is released stays");
        let open = availability::Entity::find().all(db).await.unwrap();
        assert_eq!(open[0].starts, at("2026-11-13T09:00:00Z"));
        let shorter = change(&test, &setting, &organiser, |wanted| wanted.date_to = day("2026-11-12"));
        assert_eq!(shorter.await.unwrap().unscheduled, 1);
        assert_eq!(slot_times(db, slot).await, Some((None, None)));
        assert_eq!(slot_times(db, lunch).await, None, "a break without a time is nothing");
        assert!(availability::Entity::find().all(db).await.unwrap().is_empty());

        let tx = test.database.begin().await.unwrap();
        let now = events::find(tx.db(), "conf").await.unwrap();
        let refused = settings::dates::move_to(&tx, &organiser, &now, day("2027-01-01")).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let moved = settings::dates::move_to(&tx, &Actor::System, &now, day("2027-01-01")).await.unwrap();
        assert_eq!((moved.date_from, moved.date_to), (day("2027-01-01"), day("2027-01-02")));
        tx.commit().await.unwrap();
        let days = day("2027-01-01").days_since(day("2026-11-11"));
        let expected = plenary_model::Timestamp::plus_minutes(at(ten.0), days * 24 * 60 + 60);
        assert_eq!(slot_times(db, shown).await.unwrap().0, Some(expected), "of all versions");
    });
}

#[test]
fn moving_costs_the_same_however_much_there_is() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let organiser = setting.organiser.clone();
        let tx = test.database.begin().await.unwrap();
        let hall = add_room(&tx, setting.event.id, false).await;
        let wip = version(&tx, setting.event.id, None).await;
        let one = add_slot(&tx, wip, None, hall, "2026-09-12T08:00:00Z", "2026-09-12T09:00:00Z").await;
        tx.commit().await.unwrap();
        let cost = async |zone: &str| {
            let before = test.database.statements();
            change(&test, &setting, &organiser, |wanted| wanted.time_zone = zone.to_owned()).await.unwrap();
            test.database.statements() - before
        };
        let few = cost("Asia/Tokyo").await;
        let tx = test.database.begin().await.unwrap();
        let first = plenary_store::entity::slot::Entity::find_by_id(one).one(tx.db()).await.unwrap().unwrap();
        for minutes in 1..200 {
            let mut row: plenary_store::entity::slot::ActiveModel = first.clone().into();
            row.id = sea_orm::ActiveValue::NotSet;
            row.starts = Set(first.starts.map(|at| at.plus_minutes(minutes * 60 * 24)));
            row.insert(tx.db()).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(cost("Europe/London").await, few);
        assert!(few < 40, "{few}");
    });
}

#[test]
fn mail_settings_keep_their_password() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let save = async |change: &dyn Fn(&mut MailSettings)| {
            let tx = test.database.begin().await?;
            let event = events::find(tx.db(), "conf").await?;
            let mut wanted = MailSettings::of(&event);
            change(&mut wanted);
            let saved = mail::update(&tx, &setting.organiser, &event, wanted).await?;
            tx.commit().await?;
            Ok::<_, Error>(saved)
        };
        assert!(!save(&|_| {}).await.unwrap().1);
        let refused = save(&|wanted| {
            wanted.own_server = true;
            wanted.reply_to = "x".to_owned();
            wanted.subject_prefix = "a\nb".to_owned();
            wanted.password = "ä".to_owned();
        });
        assert_eq!(
            problems(refused.await.unwrap_err()),
            [
                "reply_to: error-email",
                "subject_prefix: error-control-characters",
                "smtp_password: event-error-password",
                "mail_from: error-required",
                "smtp_host: error-required",
                "smtp_use_tls: event-error-unencrypted",
            ]
        );
        let (event, _) = save(&|wanted| {
            wanted.own_server = true;
            wanted.mail_from = "talks@example.com".to_owned();
            wanted.host = "mail.example.com".to_owned();
            wanted.username = "talks".to_owned();
            wanted.password = "secret &%".to_owned();
            wanted.start_tls = true;
        })
        .await
        .unwrap();
        assert_eq!(event.mail_settings["smtp_password"], "secret &%");
        assert_eq!(event.mail_settings["smtp_use_ssl"], serde_json::Value::Null);
        let log = logged(test.database.reader()).await.pop().unwrap().1.to_string();
        assert!(!log.contains("secret") && log.contains("********"), "{log}");
        assert_eq!(MailSettings::of(&event).password, MASK);
        for kept in ["", MASK] {
            let (event, _) = save(&|wanted| {
                wanted.password = kept.to_owned();
                wanted.signature = format!("Yours{kept}");
            })
            .await
            .unwrap();
            assert_eq!(event.mail_settings["smtp_password"], "secret &%");
        }
        // It is not sent to another server, nor in the clear, because somebody who can't read it says so.
        for elsewhere in [
            |wanted: &mut MailSettings| wanted.host = "evil.example".to_owned(),
            |wanted: &mut MailSettings| wanted.port += 1,
        ] {
            let refused = problems(save(&elsewhere).await.unwrap_err());
            assert_eq!(refused, ["smtp_password: event-error-password-again"]);
        }
        let (event, _) = save(&|wanted| {
            wanted.host = "other.example".to_owned();
            wanted.password = "another".to_owned();
        })
        .await
        .unwrap();
        assert_eq!(event.mail_settings["smtp_password"], "another");
        let (event, _) = save(&|wanted| wanted.username.clear()).await.unwrap();
        assert_eq!(event.mail_settings["smtp_password"], "", "a password of nobody");
    });
}

#[test]
fn two_who_save_at_a_time_keep_each_others_changes() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let opened = events::find(test.database.reader(), "conf").await.unwrap();
        let save = async |change: &dyn Fn(&mut MailSettings)| {
            let tx = test.database.begin().await.unwrap();
            let mut wanted = MailSettings::of(&opened);
            change(&mut wanted);
            let (saved, _) = mail::update(&tx, &setting.organiser, &opened, wanted).await.unwrap();
            tx.commit().await.unwrap();
            saved
        };
        save(&|wanted| wanted.reply_to = "us@ours.example".to_owned()).await;
        let saved = save(&|wanted| wanted.signature = "Yours".to_owned()).await;
        assert_eq!(saved.mail_settings["reply_to"], "us@ours.example");
        assert_eq!(saved.mail_settings["signature"], "Yours");
        let (_, entry) = logged(test.database.reader()).await.pop().unwrap();
        assert_eq!(entry["changes"].as_object().unwrap().keys().collect::<Vec<_>>(), ["signature"]);
    });
}

#[test]
fn what_hinders_showing_an_event() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let call = cfp::Entity::find().one(tx.db()).await.unwrap().unwrap();
        let types = submission_type::Entity::find().all(tx.db()).await.unwrap();
        let check = |event: &event::Model, now| golive::check(event, &call, &types, now);
        let findings = check(&setting.event, tx.now());
        use golive::Finding::*;
        assert_eq!(findings, [NoWelcome, NoImprint, NoCall]);
        assert!(findings.iter().all(|finding| !finding.hinders()));
        let row =
            event::ActiveModel { id: Set(setting.event.id), email: Set(String::new()), ..Default::default() };
        let bare = row.update(tx.db()).await.unwrap();
        assert_eq!(check(&bare, tx.now())[0], NoAddress);
        let refused = events::set_public(&tx, &setting.organiser, &bare, true).await.unwrap_err();
        assert!(matches!(refused, Error::Conflict(_)), "{refused:?}");
        let over = check(&setting.event, at("2026-09-14T00:00:00Z"));
        assert_eq!(over, [IsOver, NoWelcome, NoImprint, NoCall, DeadlineOver]);
    });
}
