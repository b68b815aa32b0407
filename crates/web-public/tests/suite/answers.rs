//! Public answers: which of them stand on pages, and how.

use axum::http::StatusCode;
use plenary_model::{I18nText, QuestionRequired, QuestionTarget, QuestionVariant};
use plenary_store::Tx;
use plenary_store::entity::{
    answer, answer_choice, answer_option, question, question_team, question_track, question_type,
    speaker_profile, submission, submission_type, team,
};
use plenary_store::testing::on_both_engines;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::setting::{Setting, TestSite, Wanted, set_up};

pub async fn question(
    tx: &Tx,
    setting: &Setting,
    name: &str,
    variant: QuestionVariant,
    target: QuestionTarget,
    change: question::ActiveModel,
) -> i32 {
    let row = question::ActiveModel {
        event_id: Set(setting.event.id),
        variant: Set(variant),
        target: Set(target),
        question_required: Set(QuestionRequired::Optional),
        question: Set(name.into()),
        help_text: Set(I18nText::Empty),
        position: Set(0),
        identifier: Set(format!(
            "id-{}",
            name.len() * 1000 + usize::from(name.bytes().fold(0u8, u8::wrapping_add))
        )),
        active: if change.active.is_not_set() { Set(true) } else { change.active },
        contains_personal_data: Set(false),
        is_public: if change.is_public.is_not_set() { Set(true) } else { change.is_public },
        is_visible_to_reviewers: Set(true),
        icon: change.icon,
        ..Default::default()
    };
    row.insert(tx.db()).await.unwrap().id
}

pub async fn answer(tx: &Tx, question: i32, session: Option<i32>, speaker: Option<i32>, text: &str) -> i32 {
    let row = answer::ActiveModel {
        question_id: Set(question),
        submission_id: Set(session),
        speaker_id: Set(speaker),
        answer: Set(text.to_owned()),
        ..Default::default()
    };
    row.insert(tx.db()).await.unwrap().id
}

const HOSTILE: &str = "<script>alert(1)</script>\u{202e}\"'><img src=x onerror=alert(1)>";

#[test]
fn every_kind_and_no_private_one() {
    use QuestionTarget::{Reviewer, Speaker, Submission};
    use QuestionVariant::{
        Boolean, Choices, Date, Datetime, File, MultipleChoice, Number, String, Text, Url,
    };
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let (tech, art) =
            (setting.track(&tx, "Tech", "#123456").await, setting.track(&tx, "Art", "#654321").await);
        let change = submission::ActiveModel { track_id: Set(Some(tech)), ..Default::default() };
        let session = setting.session(&tx, Wanted { change, ..Default::default() }).await;
        let speaker = speaker_profile::Entity::find().one(tx.db()).await.unwrap().unwrap();
        setting.release(&tx, "1.0").await;
        let of_session = Some(session.id);
        let none = <question::ActiveModel as Default>::default;

        let ask = async |name: &str, variant, text: &str| {
            let id = question(&tx, &setting, name, variant, Submission, none()).await;
            answer(&tx, id, of_session, None, text).await
        };
        ask("Level now", Number, "42").await;
        ask("Needs *x*", String, "A **bold** word").await;
        ask("Long story", Text, &format!("# Part\n\n{}", "word ".repeat(60))).await;
        ask("Day of it", Date, "2026-09-04").await;
        ask("Hour of it", Datetime, "2026-09-04T10:00:00+00:00").await;
        ask("Is it so?", Boolean, "True").await;
        ask("Bad day", Date, "never").await;
        ask("Empty one", String, "   ").await;
        ask("Evil link", Url, "javascript:alert(1)").await;
        ask("Hostile text", Text, &format!("{HOSTILE}\n\n{HOSTILE}")).await;
        ask("Hostile line", String, HOSTILE).await;
        ask(HOSTILE, Number, HOSTILE).await;
        let icon = question::ActiveModel { icon: Set(Some("github".to_owned())), ..Default::default() };
        let code = question(&tx, &setting, "Source code", Url, Submission, icon).await;
        answer(&tx, code, of_session, None, "https://code.example/?a=\"><script>").await;
        let file = ask("Slide deck", File, "file://example2026/question_uploads/q1.pdf").await;
        let change = answer::ActiveModel {
            id: Set(file),
            answer_file: Set(Some("example2026/question_uploads/q1 ä.pdf".to_owned())),
            ..Default::default()
        };
        change.update(tx.db()).await.unwrap();
        let several = ask("Which ones", MultipleChoice, "stale text").await;
        let one = question(&tx, &setting, "Not chosen", Choices, Submission, none()).await;
        answer(&tx, one, of_session, None, "").await;
        let question_of =
            answer::Entity::find_by_id(several).one(tx.db()).await.unwrap().unwrap().question_id;
        for (position, text) in ["Second", "First"].into_iter().enumerate() {
            let option = answer_option::ActiveModel {
                question_id: Set(question_of),
                answer: Set(text.into()),
                position: Set(10 - i32::try_from(position).unwrap()),
                identifier: Set(format!("o{position}")),
                ..Default::default()
            };
            let option = option.insert(tx.db()).await.unwrap().id;
            let chosen =
                answer_choice::ActiveModel { answer_id: Set(several), answer_option_id: Set(option) };
            answer_choice::Entity::insert(chosen).exec_without_returning(tx.db()).await.unwrap();
        }

        // None of these is anybody's business.
        let secret = async |name: &str, target, change| {
            let id = question(&tx, &setting, name, Number, target, change).await;
            let (session, speaker) = match target {
                Speaker => (None, Some(speaker.id)),
                _ => (of_session, None),
            };
            answer(&tx, id, session, speaker, "SECRET").await;
            id
        };
        let private = question::ActiveModel { is_public: Set(false), ..Default::default() };
        secret("Private question", Submission, private.clone()).await;
        secret("Private to speakers", Speaker, private).await;
        secret(
            "Inactive question",
            Submission,
            question::ActiveModel { active: Set(false), ..Default::default() },
        )
        .await;
        secret("For reviewers only", Reviewer, none()).await;
        let limited = secret("Other track only", Submission, none()).await;
        let row = question_track::ActiveModel { question_id: Set(limited), track_id: Set(art) };
        question_track::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
        let other_type = submission_type::ActiveModel {
            event_id: Set(setting.event.id),
            name: Set("Other".into()),
            default_duration: Set(30),
            requires_access_code: Set(false),
            attendee_signup_required: Set(false),
            ..Default::default()
        };
        let other_type = other_type.insert(tx.db()).await.unwrap().id;
        let limited = secret("Other type only", Submission, none()).await;
        let row =
            question_type::ActiveModel { question_id: Set(limited), submission_type_id: Set(other_type) };
        question_type::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
        let limited = secret("For a team only", Submission, none()).await;
        let team = team::Entity::find().one(tx.db()).await.unwrap().unwrap();
        let row = question_team::ActiveModel { question_id: Set(limited), team_id: Set(team.id) };
        question_team::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
        // Limited to what the session is.
        let fits = question(&tx, &setting, "Fitting limits", Number, Submission, none()).await;
        answer(&tx, fits, of_session, None, "4711").await;
        let row = question_track::ActiveModel { question_id: Set(fits), track_id: Set(tech) };
        question_track::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
        let row = question_type::ActiveModel {
            question_id: Set(fits),
            submission_type_id: Set(session.submission_type_id),
        };
        question_type::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
        let web = question::ActiveModel { icon: Set(Some("web".to_owned())), ..Default::default() };
        let web = question(&tx, &setting, "My site", Url, Speaker, web).await;
        answer(&tx, web, None, Some(speaker.id), "https://me.example").await;
        tx.commit().await.unwrap();

        let site = TestSite::new(&test);
        let details = site.get(&format!("/example2026/schedule/widgets/session/{}.json", session.code)).await;
        assert!(!details.body.contains("SECRET") && !details.body.contains("Private"), "{}", details.body);
        let details: serde_json::Value = serde_json::from_str(&details.body).unwrap();
        let said = |question: &str| {
            let all = details["answers"].as_array().unwrap();
            all.iter().find(|each| each["question"] == question).unwrap()["answer_html"].as_str().unwrap()
        };
        assert_eq!(said("Level now"), "42");
        assert_eq!(said("Which ones"), "First, Second");
        assert_eq!(said("Evil link"), "javascript:alert(1)");
        assert!(
            said("Slide deck").contains("https://plan.example/media/example2026/"),
            "{}",
            said("Slide deck")
        );
        assert!(said("Source code").starts_with(r#"<a href="https://code.example/?a=&quot;"#));
        for hostile in ["Hostile text", "Hostile line", HOSTILE] {
            assert!(
                !said(hostile).contains("<script") && !said(hostile).contains("<img"),
                "{}",
                said(hostile)
            );
        }
        let page = site.get(&format!("/example2026/talk/{}/", session.code)).await;
        assert_eq!(page.status, StatusCode::OK);
        let body = &page.body;
        for wanted in [
            "<bdi>42</bdi>",
            "A <strong>bold</strong> word",
            "<h2><bdi>Long story</bdi></h2>",
            "<h3>Part</h3>",
            "4 September 2026",
            "12:00",
            "<bdi>never</bdi>",
            "<bdi>First, Second</bdi>",
            "<bdi>javascript:alert(1)</bdi>",
            "href=\"/media/example2026/question_uploads/q1%20%C3%A4.pdf\"",
            "<bdi>4711</bdi>",
            "<bdi>Source code</bdi>",
            "No answer",
        ] {
            assert!(body.contains(wanted), "{wanted} in {body}");
        }
        for unwanted in [
            "SECRET",
            "Private",
            "Inactive",
            "reviewers",
            "Other track",
            "Other type",
            "For a team",
            "stale text",
            "Empty one",
            "My site",
            "<script>alert",
            "<img src=x",
            "href=\"javascript",
            "\"><script>",
        ] {
            assert!(!body.contains(unwanted), "{unwanted} in {body}");
        }
        let page = site.get(&format!("/example2026/speaker/{}/", speaker.code)).await;
        assert!(
            page.body.contains("href=\"https://me.example\"") && page.body.contains("<bdi>My site</bdi>")
        );
        assert!(!page.body.contains("SECRET") && !page.body.contains("Level now"), "{}", page.body);
        // Organisers see the public page as it is.
        let organiser = site.logged_in(&setting.organiser).await;
        let page = organiser.get(&format!("/example2026/talk/{}/", session.code)).await;
        assert!(!page.body.contains("SECRET"));
        let left = answer::Entity::find().filter(answer::Column::Answer.eq("SECRET"));
        assert_eq!(left.all(test.database.reader()).await.unwrap().len(), 7);
    });
}
