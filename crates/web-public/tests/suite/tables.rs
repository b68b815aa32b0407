//! Lists for spreadsheets: what is in them, and that nobody else gets them.

use axum::http::StatusCode;
use plenary_model::{
    I18nText, QuestionRequired, QuestionTarget, QuestionVariant, SubmissionState, Timestamp,
};
use plenary_store::Tx;
use plenary_store::entity::{answer, answer_choice, answer_option, question, speaker_profile, submission};
use plenary_store::testing::on_both_engines;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, EntityTrait};

use crate::setting::{Setting, TestSite, Wanted, set_up};

const NAMES: [&str; 3] = ["speakers.csv", "speaker-questions.csv", "submission-questions.csv"];

async fn question(
    setting: &Setting,
    tx: &Tx,
    target: QuestionTarget,
    variant: QuestionVariant,
    text: &str,
    active: bool,
) -> i32 {
    let row = question::ActiveModel {
        event_id: Set(setting.event.id),
        variant: Set(variant),
        target: Set(target),
        question_required: Set(QuestionRequired::Optional),
        question: Set(I18nText::localised([("en", text), ("de", &format!("{text} (de)"))])),
        help_text: Set(I18nText::Empty),
        position: Set(0),
        identifier: Set(text.to_owned()),
        active: Set(active),
        contains_personal_data: Set(false),
        is_public: Set(false),
        is_visible_to_reviewers: Set(false),
        ..Default::default()
    };
    row.insert(tx.db()).await.unwrap().id
}

async fn give(tx: &Tx, question: i32, submission: Option<i32>, speaker: Option<i32>, text: &str) -> i32 {
    let row = answer::ActiveModel {
        question_id: Set(question),
        submission_id: Set(submission),
        speaker_id: Set(speaker),
        answer: Set(text.to_owned()),
        answer_file: Set(text.strip_prefix("file://").map(str::to_owned)),
        created: Set(None::<Timestamp>),
        ..Default::default()
    };
    row.insert(tx.db()).await.unwrap().id
}

#[test]
fn organisers_take_lists_away() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let first = setting.session(&tx, Wanted { title: "=1+1 \"q\"", ..Default::default() }).await;
        let wanted = Wanted { title: "B", speaker: 1, start: "2026-09-11T09:00:00Z", ..Default::default() };
        let second = setting.session(&tx, wanted).await;
        setting.set_state(&tx, &second.code, SubmissionState::Accepted).await;
        let wanted = Wanted { title: "C", speaker: 2, start: "2026-09-11T10:00:00Z", ..Default::default() };
        let third = setting.session(&tx, wanted).await;
        setting.set_state(&tx, &third.code, SubmissionState::Canceled).await;
        let wanted = Wanted { title: "D", speaker: 2, start: "2026-09-11T11:00:00Z", ..Default::default() };
        let draft = setting.session(&tx, wanted).await;
        submission::ActiveModel {
            id: Set(draft.id),
            state: Set(SubmissionState::Draft),
            ..Default::default()
        }
        .update(tx.db())
        .await
        .unwrap();

        use QuestionTarget::{Reviewer, Speaker, Submission};
        use QuestionVariant::{Boolean, Date, File, MultipleChoice, String};
        let text = question(&setting, &tx, Submission, String, "Text?", true).await;
        let yes = question(&setting, &tx, Submission, Boolean, "Yes?", true).await;
        let date = question(&setting, &tx, Submission, Date, "Date?", true).await;
        let file = question(&setting, &tx, Submission, File, "File?", true).await;
        let inactive = question(&setting, &tx, Submission, String, "Inactive?", false).await;
        let review = question(&setting, &tx, Reviewer, String, "Reviewers?", true).await;
        let colours = question(&setting, &tx, Speaker, MultipleChoice, "Colours?", true).await;
        give(&tx, text, Some(first.id), None, "two\nlines").await;
        give(&tx, yes, Some(first.id), None, "True").await;
        give(&tx, date, Some(third.id), None, "2026-09-01").await;
        give(&tx, file, Some(second.id), None, "file://e/a b.txt").await;
        for (question, text) in [(inactive, "inactive answer"), (review, "review answer")] {
            give(&tx, question, Some(first.id), None, text).await;
        }
        give(&tx, text, Some(draft.id), None, "draft answer").await;
        let profiles = speaker_profile::Entity::find().all(tx.db()).await.unwrap();
        let given = give(&tx, colours, None, Some(profiles[1].id), "").await;
        for (position, name) in [(1, "Green"), (0, "Red")] {
            let option = answer_option::ActiveModel {
                question_id: Set(colours),
                answer: Set(I18nText::localised([("en", name), ("de", &format!("{name}-de"))])),
                position: Set(position),
                identifier: Set(name.to_owned()),
                ..Default::default()
            };
            let option = option.insert(tx.db()).await.unwrap().id;
            let choice = answer_choice::ActiveModel { answer_id: Set(given), answer_option_id: Set(option) };
            answer_choice::Entity::insert(choice).exec(tx.db()).await.unwrap();
        }
        tx.commit().await.unwrap();

        let site = TestSite::new(&test);
        let organiser = site.logged_in(&setting.organiser).await;
        let list = async |path: &str| {
            let answer = organiser.ask(&format!("/example2026/schedule/export/{path}"), &[]).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
            answer
        };
        let speakers = list("speakers.csv").await;
        assert_eq!(
            speakers.body,
            "name,email,confirmed\r\nZoë Quinn,zoe@example.org,False\r\nÜnal Şimşek,unal@example.org,True\r\n"
        );
        assert_eq!(
            (speakers.header("content-type"), speakers.header("content-disposition")),
            ("text/plain", "attachment; filename=\"example2026-speakers--2026-06-01-12-00.csv\"")
        );
        assert_eq!(speakers.header("access-control-allow-origin"), "*");
        assert_eq!(
            list("submission-questions.csv").await.body,
            format!(
                "code,title,question,answer\r\n\
                 {0},\"'=1+1 \"\"q\"\"\",Text?,\"two\nlines\"\r\n\
                 {0},\"'=1+1 \"\"q\"\"\",Yes?,Yes\r\n\
                 {1},B,File?,/media/e/a%20b.txt\r\n\
                 {2},C,Date?,2026-09-01\r\n",
                first.code, second.code, third.code
            )
        );
        let code = &profiles[1].code;
        assert_eq!(
            list("speaker-questions.csv").await.body,
            format!(
                "code,name,email,question,answer\r\n{code},Zoë Quinn,zoe@example.org,Colours?,\"Red, Green\"\r\n"
            )
        );
        let german = list("speaker-questions.csv?lang=de").await.body;
        assert!(german.contains("Colours? (de),\"Red-de, Green-de\""), "{german}");

        let visitors = [
            site.clone(),
            site.logged_in(&setting.stranger).await,
            site.logged_in(&setting.speakers[0]).await,
        ];
        for name in NAMES {
            for visitor in &visitors {
                let answer = visitor.ask(&format!("/example2026/schedule/export/{name}"), &[]).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
                assert!(!answer.body.contains("@example.org,"));
            }
            let versioned = format!("/example2026/schedule/v/wip/export/{name}");
            assert_eq!(organiser.ask(&versioned, &[]).await.status, StatusCode::NOT_FOUND, "{name}");
            let other = format!("/nope/schedule/export/{name}");
            assert_eq!(organiser.ask(&other, &[]).await.status, StatusCode::NOT_FOUND, "{name}");
            let before = test.database.statements();
            list(name).await;
            let cost = test.database.statements() - before;
            assert!(cost <= 13, "{name} costs {cost}");
        }
    });
}
