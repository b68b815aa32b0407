use axum::http::StatusCode;
use plenary_model::{Actor, SubmissionState};
use plenary_store::entity::submission;
use plenary_store::testing::on_both_engines;
use plenary_submission::state;
use plenary_web::testing::Visitor;
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::setting::{FORM, register, set_up};

const FIELDS: [(&str, &str); 4] = [
    ("title", "Rivers & <clouds>"),
    ("content_locale", "de"),
    ("abstract", "It *rains*.\n\n<script>alert(1)</script>"),
    ("biography", "Walks a lot."),
];

#[test]
fn a_proposal_is_submitted_confirmed_and_withdrawn() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let speaker = register(&setting.app, "Zoë Übermut", "zoe@example.org").await;
        let form = speaker.get(FORM).await;
        assert!(
            form.body.contains("5 June 2026") && form.body.contains("Europe/Berlin"),
            "the deadline is in view: {}",
            form.body
        );
        let sent = speaker.post(FORM, &FIELDS).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let own = sent.location().to_owned();
        let page = speaker.get(&own).await;
        assert!(
            page.body.contains("Rivers &#38; &#60;clouds&#62;")
                || page.body.contains("Rivers &amp; &lt;clouds&gt;"),
            "{}",
            page.body
        );
        assert!(!page.body.contains("<script>alert"), "{}", page.body);
        assert!(page.body.contains("<em>rains</em>"));
        let row = submission::Entity::find().one(test.database.reader()).await.unwrap().unwrap();
        assert_eq!((row.content_locale.as_str(), row.state), ("de", SubmissionState::Submitted));

        // Too early to confirm: led back with a sentence.
        assert_eq!(speaker.get(&format!("{own}confirm")).await.location(), own);
        let early = speaker.post(&format!("{own}confirm"), &[]).await;
        assert_eq!(early.status, StatusCode::CONFLICT);

        let change = async |new| {
            let tx = test.database.begin().await.unwrap();
            state::change_as_organiser(&tx, &Actor::System, &setting.event, &row.code, new).await.unwrap();
            tx.commit().await.unwrap();
        };
        change(SubmissionState::Accepted).await;
        let ask = speaker.get(&format!("{own}confirm")).await;
        assert_eq!(ask.status, StatusCode::OK);
        let unchanged = submission::Entity::find().one(test.database.reader()).await.unwrap().unwrap();
        assert_eq!(unchanged.state, SubmissionState::Accepted, "looking confirms nothing");
        assert_eq!(speaker.post(&format!("{own}confirm"), &[]).await.location(), own);
        assert_eq!(speaker.post(&format!("{own}confirm"), &[]).await.location(), own, "twice does no harm");
        assert_eq!(speaker.post(&format!("{own}withdraw"), &[]).await.status, StatusCode::CONFLICT);
        change(SubmissionState::Submitted).await;
        assert_eq!(speaker.post(&format!("{own}withdraw"), &[]).await.location(), own);
        let row = submission::Entity::find().one(test.database.reader()).await.unwrap().unwrap();
        assert_eq!(row.state, SubmissionState::Withdrawn);
    });
}

#[test]
fn nothing_typed_is_lost() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let speaker = register(&setting.app, "Zoë", "zoe@example.org").await;
        let long = "x".repeat(1001);
        for (field, value) in [
            ("title", ""),
            ("title", "   "),
            ("title", long.as_str()),
            ("content_locale", "fr"),
            ("abstract", ""),
        ] {
            let fields: Vec<(&str, &str)> =
                FIELDS.iter().map(|pair| if pair.0 == field { (field, value) } else { *pair }).collect();
            let answer = speaker.post(FORM, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {}", answer.location());
            assert!(answer.body.contains(&format!("{field}_error")), "{field}: {}", answer.body);
            assert!(answer.body.contains("Walks a lot."), "{field}: {}", answer.body);
        }
        // After the deadline: a message, and everything is still there.
        test.clock.set("2026-06-05T10:00:01Z".parse().unwrap());
        let late = speaker.post(FORM, &FIELDS).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.body.contains("Walks a lot.") && late.body.contains("It *rains*."), "{}", late.body);
        assert_eq!(speaker.get(FORM).await.location(), "/conf/cfp");
        assert_eq!(submission::Entity::find().count(test.database.reader()).await.unwrap(), 0);
    });
}

#[test]
fn a_proposal_is_its_speakers_business_only() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let speaker = register(&setting.app, "Zoë", "zoe@example.org").await;
        let own = speaker.post(FORM, &FIELDS).await.location().to_owned();
        let stranger = register(&setting.app, "Sam", "sam@example.org").await;
        let visitor = Visitor::new(&setting.app);
        for path in [own.clone(), format!("{own}confirm"), format!("{own}withdraw")] {
            assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
            assert!(visitor.get(&path).await.location().starts_with("/conf/login/?next="), "{path}");
            if path != own {
                assert_eq!(stranger.post(&path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
                assert!(visitor.post(&path, &[]).await.location().starts_with("/conf/login/"), "{path}");
            }
        }
        assert!(visitor.post(FORM, &FIELDS).await.location().starts_with("/conf/login/"));
        assert!(stranger.get("/conf/me/submissions/").await.body.contains("No proposals yet"));
    });
}

#[test]
fn pages_cost_the_same_however_much_there_is() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let speaker = register(&setting.app, "Zoë", "zoe@example.org").await;
        let mut costs = Vec::new();
        for _ in 0..2 {
            assert_eq!(speaker.post(FORM, &FIELDS).await.status, StatusCode::SEE_OTHER);
            speaker.get("/conf/me/submissions/").await;
            let before = test.database.statements();
            speaker.get("/conf/me/submissions/").await;
            costs.push(test.database.statements() - before);
            for _ in 0..20 {
                speaker.post(FORM, &FIELDS).await;
            }
        }
        assert_eq!(costs[0], costs[1]);
        assert!(costs[0] <= 16, "{costs:?}");
        let visitor = Visitor::new(&setting.app);
        let before = test.database.statements();
        visitor.get("/conf/cfp").await;
        assert!(test.database.statements() - before <= 8);
    });
}
