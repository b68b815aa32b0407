use plenary_event::create;
use plenary_event::event::NewEvent;
use plenary_model::{Actor, Error, I18nText, MailRole};
use plenary_store::Tx;
use plenary_store::entity::{
    answer_option, availability, cfp, event, mail_template, question, question_track, question_type,
    review_phase, room, score, submission_type, track,
};
use plenary_store::testing::{TestDatabase, on_both_engines};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use crate::planned::{Setting, add_room, at, day, new_event, open, set_up};

fn next_year(setting: &Setting, slug: &str) -> NewEvent {
    NewEvent {
        // A year and a day, across a change of the clock.
        date_from: day("2027-11-12"),
        date_to: day("2027-11-14"),
        deadline: Some(at("2027-07-01T22:00:00Z")),
        ..new_event(&setting.owner, slug)
    }
}

/// A type, a track and a question with options for both.
async fn fill(tx: &Tx, event: i32, number: usize) {
    let of_type = submission_type::ActiveModel {
        event_id: Set(event),
        name: Set(I18nText::plain(format!("Type {number}"))),
        default_duration: Set(45),
        deadline: Set(Some(at("2026-07-10T10:00:00Z"))),
        ..Default::default()
    };
    let of_type = of_type.insert(tx.db()).await.unwrap().id;
    let track = track::ActiveModel {
        event_id: Set(event),
        name: Set(I18nText::plain(format!("Track {number}"))),
        description: Set(I18nText::Empty),
        color: Set("#123456".to_owned()),
        ..Default::default()
    };
    let track = track.insert(tx.db()).await.unwrap().id;
    let question = question::ActiveModel {
        event_id: Set(event),
        variant: Set("choices".parse().unwrap()),
        target: Set("submission".parse().unwrap()),
        question_required: Set("optional".parse().unwrap()),
        question: Set(I18nText::plain(format!("Question {number}"))),
        help_text: Set(I18nText::Empty),
        position: Set(1),
        identifier: Set(format!("QUEST{number}")),
        active: Set(number != 1),
        contains_personal_data: Set(false),
        is_public: Set(true),
        is_visible_to_reviewers: Set(true),
        ..Default::default()
    };
    let question = question.insert(tx.db()).await.unwrap().id;
    for option in 0..3 {
        let row = answer_option::ActiveModel {
            question_id: Set(question),
            answer: Set(I18nText::plain(format!("Option {number}.{option}"))),
            position: Set(option),
            identifier: Set(format!("OPT{option}")),
            ..Default::default()
        };
        row.insert(tx.db()).await.unwrap();
    }
    let row = question_type::ActiveModel { question_id: Set(question), submission_type_id: Set(of_type) };
    question_type::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
    let row = question_track::ActiveModel { question_id: Set(question), track_id: Set(track) };
    question_track::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
}

async fn model(test: &TestDatabase, setting: &Setting) {
    let tx = test.database.begin().await.unwrap();
    let id = setting.event.id;
    for number in 0..3 {
        fill(&tx, id, number).await;
    }
    // One depends on another that comes along, one on another that stays.
    fill(&tx, id, 3).await;
    let all = question::Entity::find().filter(question::Column::EventId.eq(id));
    let all = all.order_by_asc(question::Column::Id).all(tx.db()).await.unwrap();
    for (question, other) in [(2, 0), (3, 1)] {
        let row = question::ActiveModel {
            id: Set(all[question].id),
            depends_on_id: Set(Some(all[other].id)),
            depends_on_values: Set(json!(["OPT1"])),
            ..Default::default()
        };
        row.update(tx.db()).await.unwrap();
    }
    for hidden in [false, true] {
        let room = add_room(&tx, id, hidden).await;
        open(&tx, id, room, "2026-09-11T08:00:00Z", "2026-09-11T16:00:00Z").await;
    }
    let row = event::ActiveModel {
        id: Set(id),
        feature_flags: Set(json!({"use_feedback": false})),
        display_settings: Set(json!({"schedule": "list", "html_export_url": "https://old.example"})),
        mail_settings: Set(json!({"smtp_password": "secret"})),
        landing_page_text: Set("Welcome".into()),
        logo: Set(Some("conf/img/logo.png".to_owned())),
        ..Default::default()
    };
    row.update(tx.db()).await.unwrap();
    let acceptance = mail_template::ActiveModel { subject: Set("Yes!".into()), ..Default::default() };
    mail_template::Entity::update_many()
        .set(acceptance)
        .filter(mail_template::Column::EventId.eq(id))
        .filter(mail_template::Column::Role.eq(MailRole::SubmissionAccepted))
        .exec(tx.db())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn copies_have_what_their_model_has() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        model(&test, &setting).await;
        let tx = test.database.begin().await.unwrap();
        let new =
            create::create(&tx, &setting.organiser, next_year(&setting, "next"), Some(setting.event.id));
        let new = new.await.unwrap();
        assert_eq!(new.feature_flags, json!({"use_feedback": false}));
        assert_eq!(new.display_settings, json!({"schedule": "list", "html_export_url": ""}));
        assert_eq!(
            (new.mail_settings.clone(), new.logo.clone()),
            (json!({}), None),
            "secrets and files stay"
        );
        assert_eq!(new.landing_page_text.get("en", "en"), "Welcome");

        let types = submission_type::Entity::find()
            .filter(submission_type::Column::EventId.eq(new.id))
            .order_by_asc(submission_type::Column::Id);
        let types = types.all(tx.db()).await.unwrap();
        let names: Vec<&str> = types.iter().map(|row| row.name.get("en", "en")).collect();
        assert_eq!(names, ["Talk", "Type 0", "Type 1", "Type 2", "Type 3"]);
        // Noon in Berlin, summer and winter.
        assert_eq!(types[1].deadline, Some(at("2027-09-10T10:00:00Z")));
        let calls = cfp::Entity::find().filter(cfp::Column::EventId.eq(new.id)).all(tx.db()).await.unwrap();
        assert_eq!(calls[0].default_type_id, types[0].id);
        assert_eq!(calls[0].deadline, Some(at("2027-07-01T22:00:00Z")), "the deadline is its own");

        let questions = question::Entity::find().filter(question::Column::EventId.eq(new.id));
        let questions = questions.order_by_asc(question::Column::Id).all(tx.db()).await.unwrap();
        let names: Vec<&str> = questions.iter().map(|row| row.question.get("en", "en")).collect();
        assert_eq!(names, ["Question 0", "Question 2"], "what is switched off is left");
        assert_eq!(questions[0].depends_on_id, None);
        assert_eq!(questions[1].depends_on_id, Some(questions[0].id), "not the other event’s");
        assert_eq!(questions[1].depends_on_values, json!(["OPT1"]));
        let limits =
            question_type::Entity::find().filter(question_type::Column::QuestionId.eq(questions[1].id));
        let limits = limits.all(tx.db()).await.unwrap();
        assert_eq!(limits[0].submission_type_id, types[3].id, "limits name the new event’s types");
        let options = answer_option::Entity::find()
            .filter(answer_option::Column::QuestionId.eq(questions[1].id))
            .order_by_asc(answer_option::Column::Id);
        let options = options.all(tx.db()).await.unwrap();
        let names: Vec<&str> = options.iter().map(|row| row.answer.get("en", "en")).collect();
        assert_eq!(names, ["Option 2.0", "Option 2.1", "Option 2.2"]);
        let tracks =
            track::Entity::find().filter(track::Column::EventId.eq(new.id)).all(tx.db()).await.unwrap();
        let limits =
            question_track::Entity::find().filter(question_track::Column::QuestionId.eq(questions[0].id));
        assert!(tracks.iter().any(|track| track.name.get("en", "en") == "Track 0"));
        let limited = limits.all(tx.db()).await.unwrap()[0].track_id;
        assert!(tracks.iter().any(|track| track.id == limited && track.name.get("en", "en") == "Track 0"));

        let rooms = room::Entity::find().filter(room::Column::EventId.eq(new.id)).all(tx.db()).await.unwrap();
        assert_eq!((rooms.len(), rooms[0].guid.clone()), (1, None), "hidden rooms are left");
        let times = availability::Entity::find().filter(availability::Column::EventId.eq(new.id));
        let times = times.all(tx.db()).await.unwrap();
        assert_eq!((times.len(), times[0].room_id), (1, Some(rooms[0].id)));
        assert_eq!(times[0].starts, at("2027-11-12T09:00:00Z"), "ten o’clock, in winter time");
        let phases = review_phase::Entity::find().filter(review_phase::Column::EventId.eq(new.id));
        let phases = phases.all(tx.db()).await.unwrap();
        assert!(phases.len() == 2 && phases.iter().all(|phase| !phase.is_active));
        assert_eq!(phases[0].starts, Some(at("2027-09-01T21:59:00Z")));
        let templates = mail_template::Entity::find().filter(mail_template::Column::EventId.eq(new.id));
        let templates = templates.all(tx.db()).await.unwrap();
        assert_eq!(templates.len(), MailRole::ALL.len());
        let accepted = templates.iter().find(|row| row.role == Some(MailRole::SubmissionAccepted)).unwrap();
        assert_eq!(accepted.subject.get("en", "en"), "Yes!");
        assert_eq!(score::Entity::find().all(tx.db()).await.unwrap().len(), 6);
        tx.commit().await.unwrap();
    });
}

#[test]
fn copying_costs_the_same_however_much_there_is() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        model(&test, &setting).await;
        let cost = async |slug: &str| {
            let before = test.database.statements();
            let tx = test.database.begin().await.unwrap();
            let new = next_year(&setting, slug);
            create::create(&tx, &setting.organiser, new, Some(setting.event.id)).await.unwrap();
            tx.commit().await.unwrap();
            test.database.statements() - before
        };
        let few = cost("few").await;
        let tx = test.database.begin().await.unwrap();
        for number in 4..41 {
            fill(&tx, setting.event.id, number).await;
            add_room(&tx, setting.event.id, false).await;
        }
        tx.commit().await.unwrap();
        assert_eq!(cost("many").await, few);
        assert!(few < 120, "{few}");
    });
}

#[test]
fn who_may_create_and_copy() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let other = plenary_event::organiser::create(&tx, &Actor::System, &"Other".into(), "other", None)
            .await
            .unwrap();
        let theirs =
            plenary_event::event::create(&tx, &Actor::System, new_event(&other, "theirs")).await.unwrap();
        let stranger = create::create(&tx, &setting.stranger, next_year(&setting, "x"), None).await;
        assert!(matches!(stranger, Err(Error::Forbidden)));
        tx.commit().await.unwrap();
        for actor in [&setting.organiser, &setting.administrator] {
            let tx = test.database.begin().await.unwrap();
            let foreign = create::create(&tx, actor, next_year(&setting, "copy"), Some(theirs.id)).await;
            assert!(matches!(foreign, Err(Error::NotFound)), "only events of the same organiser");
            tx.rollback().await.unwrap();
        }
        let tx = test.database.begin().await.unwrap();
        let slugs = |rows: Vec<plenary_store::entity::organiser::Model>| {
            rows.into_iter().map(|row| row.slug).collect::<Vec<_>>()
        };
        assert_eq!(slugs(create::organisers(tx.db(), &setting.organiser).await.unwrap()), ["example"]);
        assert_eq!(
            slugs(create::organisers(tx.db(), &setting.administrator).await.unwrap()),
            ["example", "other"]
        );
        assert!(create::organisers(tx.db(), &setting.stranger).await.unwrap().is_empty());
        let models = create::models(tx.db(), &setting.organiser, setting.owner.id).await.unwrap();
        assert_eq!(models.iter().map(|event| event.id).collect::<Vec<_>>(), [setting.event.id]);
        assert!(create::models(tx.db(), &setting.stranger, setting.owner.id).await.unwrap().is_empty());
    });
}
