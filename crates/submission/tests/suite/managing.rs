//! What organisers do with questions.

use plenary_model::{
    Decimal, Error, I18nText, QuestionRequired as Required, QuestionTarget as Target,
    QuestionVariant as Variant,
};
use plenary_store::Tx;
use plenary_store::entity::{answer, answer_option, question, queued_mail, queued_mail_speaker};
use plenary_store::testing::on_both_engines;
use plenary_submission::question::manage::{
    self, Deleted, Filters, OptionWanted, Options, Reminder, Role, Wanted, uploaded,
};
use plenary_submission::question::{About, Answerer, Condition, of_event, save as answer_all};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait, QueryOrder};
use serde_json::json;

use crate::asking::{
    LIMIT, Setting, answers, ask, at, logged, one, option, posted, problems, propose, set_up,
};

fn wanted(variant: Variant) -> Wanted {
    Wanted { variant, question: "What?".into(), ..Wanted::default() }
}

fn with_options(variant: Variant, labels: &[&str]) -> Wanted {
    let row = |label: &&str| OptionWanted { id: None, answer: (*label).into() };
    Wanted { options: Options::Rows(labels.iter().map(row).collect()), ..wanted(variant) }
}

async fn put(setting: &Setting, tx: &Tx, id: Option<i32>, wanted: Wanted) -> Result<i32, Error> {
    manage::save(tx, &setting.organiser, &setting.event, Target::Submission, id, wanted).await
}

async fn labels(tx: &Tx) -> Vec<(i32, String, String)> {
    let all = answer_option::Entity::find().order_by_asc(answer_option::Column::Position);
    let all = all.order_by_asc(answer_option::Column::Id).all(tx.db()).await.unwrap();
    all.into_iter().map(|row| (row.id, row.answer.get("en", "en").to_owned(), row.identifier)).collect()
}

#[test]
fn what_can_be_wrong() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let taken = Wanted { identifier: "Taken".to_owned(), ..wanted(Variant::Boolean) };
        let taken = put(&setting, &tx, None, taken).await.unwrap();
        let level = put(&setting, &tx, None, with_options(Variant::Choices, &["A", "B"])).await.unwrap();
        let text = wanted(Variant::Text);
        let on = |question: i32, values: &[&str]| {
            Some(Condition { question, values: values.iter().map(|value| (*value).to_owned()).collect() })
        };
        let many: Vec<String> = (0..1001).map(|number| number.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        for (wanted, expected) in [
            (Wanted { question: " ".into(), ..text.clone() }, vec!["question: error-required"]),
            (
                Wanted { question: I18nText::plain("x".repeat(801)), ..text.clone() },
                vec!["question: error-too-long"],
            ),
            (Wanted { question: "a\0".into(), ..text.clone() }, vec!["question: error-control-characters"]),
            (Wanted { help_text: "a\0".into(), ..text.clone() }, vec!["help_text: error-control-characters"]),
            (
                Wanted { default_answer: "x".repeat(10 * 1024 * 1024), ..text.clone() },
                vec!["default_answer: error-too-long"],
            ),
            (
                Wanted { identifier: "a b".to_owned(), ..text.clone() },
                vec!["identifier: question-error-identifier"],
            ),
            (
                Wanted { identifier: "tAKEN".to_owned(), ..text.clone() },
                vec!["identifier: question-error-identifier-taken"],
            ),
            (
                Wanted { required: Required::AfterDeadline, ..text.clone() },
                vec!["deadline: question-error-deadline"],
            ),
            (
                Wanted { min_length: Some(5), max_length: Some(4), ..text.clone() },
                vec!["max_length: question-error-crossed"],
            ),
            (Wanted { min_length: Some(-1), ..text.clone() }, vec!["min_length: error-number-min"]),
            (
                Wanted {
                    min_number: Some(Decimal::whole(2)),
                    max_number: Some(Decimal::whole(1)),
                    ..wanted(Variant::Number)
                },
                vec!["max_number: question-error-crossed"],
            ),
            (
                Wanted { max_number: Some(Decimal::from_units(i64::MAX)), ..wanted(Variant::Number) },
                vec!["max_number: question-error-number"],
            ),
            (
                Wanted { min_options: Some(3), ..with_options(Variant::MultipleChoice, &["A", "B"]) },
                vec!["min_options: error-number-max"],
            ),
            (with_options(Variant::Choices, &[]), vec!["options: question-error-no-options"]),
            (with_options(Variant::Choices, &many), vec!["options: question-error-options"]),
            (
                Wanted { is_public: true, icon: Some("evil".to_owned()), ..wanted(Variant::Url) },
                vec!["icon: error-choice"],
            ),
            (
                Wanted { tracks: vec![99], types: vec![98], teams: vec![97], ..text.clone() },
                vec!["tracks: error-choice", "submission_types: error-choice", "limit_teams: error-choice"],
            ),
            (Wanted { depends_on: on(99_999, &[]), ..text.clone() }, vec!["depends_on: error-choice"]),
            (
                Wanted { depends_on: on(level, &[]), ..text.clone() },
                vec!["depends_on_values: error-required-choice"],
            ),
            (
                Wanted { depends_on: on(level, &["x"]), ..text.clone() },
                vec!["depends_on_values: error-choice"],
            ),
        ] {
            assert_eq!(problems(put(&setting, &tx, None, wanted).await), expected);
        }
        // In a circle.
        let b = Wanted { depends_on: on(taken, &[]), ..wanted(Variant::Boolean) };
        let b = put(&setting, &tx, None, b).await.unwrap();
        let around = Wanted { depends_on: on(b, &[]), ..wanted(Variant::Boolean) };
        assert_eq!(
            problems(put(&setting, &tx, Some(taken), around).await),
            ["depends_on: question-error-circle"]
        );
        let itself = Wanted { depends_on: on(taken, &[]), ..wanted(Variant::Boolean) };
        assert_eq!(problems(put(&setting, &tx, Some(taken), itself).await), ["depends_on: error-choice"]);
        // Of another target.
        let of_speaker = Wanted { depends_on: on(taken, &[]), ..text };
        let outcome =
            manage::save(&tx, &setting.organiser, &setting.event, Target::Speaker, None, of_speaker).await;
        assert_eq!(problems(outcome), ["depends_on: error-choice"]);
        // A kind that others depend on, or that has answers, stays.
        let outcome = put(&setting, &tx, Some(taken), wanted(Variant::String)).await;
        assert_eq!(problems(outcome), ["variant: question-error-variant-needed"]);
        setting.answer(&tx, &one(b, "on")).await.unwrap().files.keep();
        setting
            .answer(&tx, &posted([(taken, ["on"].as_slice()), (b, ["on"].as_slice())]))
            .await
            .unwrap()
            .files
            .keep();
        let outcome = put(&setting, &tx, Some(b), wanted(Variant::String)).await;
        assert_eq!(problems(outcome), ["variant: question-error-variant"]);
        for actor in [&setting.stranger, &setting.speaker] {
            for outcome in [
                manage::save(&tx, actor, &setting.event, Target::Speaker, None, wanted(Variant::Text))
                    .await
                    .map(drop),
                manage::toggle(&tx, actor, &setting.event, level).await.map(drop),
                manage::delete(&tx, actor, &setting.event, level).await.map(drop),
                manage::reorder(&tx, actor, &setting.event, Target::Submission, &[level]).await.map(drop),
                manage::remind(&tx, actor, &setting.event, &Reminder::default()).await.map(drop),
                manage::list(tx.db(), actor, &setting.event, Target::Submission).await.map(drop),
            ] {
                assert!(matches!(outcome, Err(Error::NotFound)));
            }
        }
    });
}

#[test]
fn what_does_not_belong_is_left_out() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let team = plenary_store::entity::team::Entity::find().one(tx.db()).await.unwrap().unwrap();
        let full = Wanted {
            min_length: Some(1),
            max_number: Some(Decimal::whole(5)),
            min_options: Some(1),
            min_date: Some("2026-01-01".parse().unwrap()),
            min_datetime: Some(at("2026-01-01T00:00:00Z")),
            deadline: Some(at("2026-01-01T00:00:00Z")),
            is_public: true,
            icon: Some("github".to_owned()),
            teams: vec![team.id],
            types: vec![setting.proposal.submission_type_id],
            ..with_options(Variant::Number, &["A"])
        };
        let reviewer =
            manage::save(&tx, &setting.organiser, &setting.event, Target::Reviewer, None, full.clone()).await;
        let row = manage::one(tx.db(), &setting.event, reviewer.unwrap()).await.unwrap();
        assert!(!row.row.is_public && row.types.is_empty() && row.options.is_empty());
        assert_eq!(row.teams, [team.id]);
        let saved = put(&setting, &tx, None, full).await.unwrap();
        let saved = manage::one(tx.db(), &setting.event, saved).await.unwrap();
        assert_eq!(saved.row.max_number, Some(Decimal::whole(5)));
        assert_eq!((saved.row.min_length, saved.row.min_options, &saved.row.icon), (None, None, &None));
        assert_eq!((saved.row.min_date, saved.row.min_datetime, saved.row.deadline), (None, None, None));
        assert!(saved.teams.is_empty(), "public answers are for everyone");
        assert_eq!(saved.types, [setting.proposal.submission_type_id]);
        assert_eq!(saved.row.identifier.len(), 8);
    });
}

#[test]
fn changes_are_logged() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let id = put(&setting, &tx, None, wanted(Variant::String)).await.unwrap();
        let second = put(&setting, &tx, None, wanted(Variant::Text)).await.unwrap();
        let row = manage::one(tx.db(), &setting.event, id).await.unwrap();
        let same = Wanted::from(&row);
        put(&setting, &tx, Some(id), same.clone()).await.unwrap();
        put(&setting, &tx, Some(id), Wanted { max_length: Some(9), ..same }).await.unwrap();
        manage::toggle(&tx, &setting.organiser, &setting.event, id).await.unwrap();
        manage::toggle(&tx, &setting.organiser, &setting.event, id).await.unwrap();
        let event = &setting.event;
        assert!(!manage::reorder(&tx, &setting.organiser, event, Target::Submission, &[id]).await.unwrap());
        assert!(
            manage::reorder(&tx, &setting.organiser, event, Target::Submission, &[second]).await.unwrap()
        );
        let foreign = manage::reorder(&tx, &setting.organiser, event, Target::Speaker, &[second]).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
        let order: Vec<i32> =
            of_event(tx.db(), event.id).await.unwrap().iter().map(|question| question.row.id).collect();
        assert_eq!(order, [second, id]);
        let log = logged(&tx, "pretalx.question").await;
        assert_eq!(
            log.iter().map(|(action, _)| action.as_str()).collect::<Vec<_>>(),
            [
                "pretalx.question.create",
                "pretalx.question.create",
                "pretalx.question.update",
                "pretalx.question.deactivate",
                "pretalx.question.activate",
                "pretalx.question.reorder",
            ]
        );
        assert_eq!(log[2].1, json!({"changes": {"max_length": {"old": null, "new": 9}}}));
        // With an answer, a question is only turned off.
        setting.answer(&tx, &one(id, "x")).await.unwrap().files.keep();
        let outcome = manage::delete(&tx, &setting.organiser, event, id).await.unwrap();
        assert!(matches!(outcome, Deleted::Deactivated(row) if !row.active));
        let outcome = manage::delete(&tx, &setting.organiser, event, second).await.unwrap();
        assert!(matches!(outcome, Deleted::Gone(_)));
        assert_eq!(question::Entity::find().count(tx.db()).await.unwrap(), 1);
        let log = logged(&tx, "pretalx.question").await;
        let last: Vec<&str> = log.iter().rev().take(2).map(|(action, _)| action.as_str()).collect();
        assert_eq!(last, ["pretalx.question.delete", "pretalx.question.deactivate"]);
        assert_eq!(log.len(), 7, "the history of what is gone is gone");
    });
}

#[test]
fn options_in_rows_and_from_a_list() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let id = put(&setting, &tx, None, with_options(Variant::Choices, &["A", "B", "C"])).await.unwrap();
        let before = labels(&tx).await;
        assert_eq!(before.iter().map(|row| row.1.as_str()).collect::<Vec<_>>(), ["A", "B", "C"]);
        let row = |id: Option<i32>, label: &str| OptionWanted { id, answer: label.into() };
        let (a, b, c) = (before[0].0, before[1].0, before[2].0);
        let change = |options| Wanted { options, ..wanted(Variant::Choices) };
        let rows = Options::Rows(vec![row(Some(c), "C"), row(Some(a), "Aa"), row(None, "D")]);
        put(&setting, &tx, Some(id), change(rows)).await.unwrap();
        let after = labels(&tx).await;
        assert_eq!(after.iter().map(|row| row.1.as_str()).collect::<Vec<_>>(), ["C", "Aa", "D"]);
        assert_eq!((after[0].0, &after[0].2), (c, &before[2].2), "ids and identifiers stay");
        let _ = b;
        // Of another question.
        let other = put(&setting, &tx, None, with_options(Variant::Choices, &["X"])).await.unwrap();
        let stolen = Options::Rows(vec![row(Some(a), "Aa")]);
        assert_eq!(
            problems(put(&setting, &tx, Some(other), change(stolen)).await),
            ["options: error-choice"]
        );
        // Translations are changes as well.
        let german = I18nText::localised([("en", "C"), ("de", "Ce")]);
        let rows = Options::Rows(vec![
            OptionWanted { id: Some(c), answer: german },
            row(Some(a), "Aa"),
            row(Some(after[2].0), "D"),
        ]);
        put(&setting, &tx, Some(id), change(rows)).await.unwrap();
        setting.answer(&tx, &one(id, &a.to_string())).await.unwrap().files.keep();
        put(&setting, &tx, Some(id), change(Options::Add(vec!["E".into()]))).await.unwrap();
        assert_eq!(answers(&tx).await.len(), 1);
        // What others depend on can't go.
        let condition = Condition { question: id, values: vec![before[0].2.clone()] };
        let dependent = Wanted { depends_on: Some(condition), ..wanted(Variant::Text) };
        let dependent = put(&setting, &tx, None, dependent).await.unwrap();
        let replace = || change(Options::Replace(vec!["New".into()]));
        let outcome = put(&setting, &tx, Some(id), replace()).await;
        assert_eq!(problems(outcome), ["options: question-error-option-needed"]);
        let needed = manage::delete(&tx, &setting.organiser, &setting.event, other).await.unwrap();
        assert!(matches!(needed, Deleted::Gone(_)));
        manage::delete(&tx, &setting.organiser, &setting.event, dependent).await.unwrap();
        put(&setting, &tx, Some(id), replace()).await.unwrap();
        assert!(answers(&tx).await.is_empty(), "answers go with the options");
        assert_eq!(labels(&tx).await.len(), 1);
    });
}

#[test]
fn lists_of_options() {
    let texts = |content: &str| {
        uploaded(content)
            .map(|list| list.iter().map(I18nText::stored).collect::<Vec<_>>())
            .map_err(|message| message.key.to_string())
    };
    assert_eq!(texts("\u{feff}One\r\n\n Two \n").unwrap(), ["One", "Two"]);
    assert_eq!(
        texts(r#"["One", {"en": "Two", "de": "Zwei"}]"#).unwrap(),
        ["One", r#"{"de":"Zwei","en":"Two"}"#]
    );
    for bad in ["[1]", "[", r#"[{"en": 1}]"#, r#"[["a"]]"#] {
        assert_eq!(texts(bad).unwrap_err(), "question-error-upload");
    }
    for empty in ["", " \n ", "[]", r#"[""]"#] {
        assert_eq!(texts(empty).unwrap_err(), "question-error-upload-empty");
    }
}

#[test]
fn counting() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let event = setting.event.id;
        let level = ask(&tx, event, Variant::MultipleChoice, "level", Default::default()).await;
        let (easy, hard) = (option(&tx, level, "Easy").await, option(&tx, level, "Hard").await);
        let notes = ask(&tx, event, Variant::String, "notes", Default::default()).await;
        let yes = ask(&tx, event, Variant::Boolean, "yes", Default::default()).await;
        let of_speaker = question::ActiveModel { target: Set(Target::Speaker), ..Default::default() };
        let food = ask(&tx, event, Variant::String, "food", of_speaker).await;
        let (easy, hard) = (easy.to_string(), hard.to_string());
        setting
            .answer(
                &tx,
                &posted([
                    (level, [easy.as_str(), hard.as_str()].as_slice()),
                    (notes, ["same"].as_slice()),
                    (yes, ["on"].as_slice()),
                ]),
            )
            .await
            .unwrap()
            .files
            .keep();
        let mut other = propose(&tx, &setting.event, &setting.profile, "OTHERS").await;
        let uploads = (setting.media.path(), LIMIT);
        let sent = posted([(level, [easy.as_str()].as_slice()), (notes, ["same"].as_slice())]);
        let about = About::Submission(&other);
        answer_all(&tx, &setting.speaker, &setting.event, about, Answerer::Author, &sent, uploads)
            .await
            .unwrap()
            .files
            .keep();
        propose(&tx, &setting.event, &setting.profile, "SILENT").await;
        let count = async |id: i32, filters| {
            let question = manage::one(tx.db(), &setting.event, id).await.unwrap();
            let before = test.database.statements();
            let counted = manage::statistics(tx.db(), &setting.organiser, &setting.event, &question, filters)
                .await
                .unwrap();
            assert!(test.database.statements() - before <= 6);
            let counts: Vec<(String, usize)> = counted
                .counts
                .iter()
                .map(|count| (count.label.get("en", "en").to_owned(), count.count))
                .collect();
            (counted.asked, counted.answered, counts)
        };
        let all = Filters::default();
        let of = |pairs: &[(&str, usize)]| -> Vec<(String, usize)> {
            pairs.iter().map(|(label, count)| ((*label).to_owned(), *count)).collect()
        };
        assert_eq!(count(level, all).await, (3, 2, of(&[("Easy", 2), ("Hard", 1)])));
        assert_eq!(count(notes, all).await, (3, 2, of(&[("same", 2)])));
        assert_eq!(count(yes, all).await, (3, 1, of(&[("True", 1)])));
        assert_eq!(count(food, all).await, (1, 0, vec![]));
        // Only who is accepted.
        let accepted = plenary_store::entity::submission::ActiveModel {
            id: Set(other.id),
            state: Set(plenary_model::SubmissionState::Accepted),
            ..Default::default()
        };
        other = accepted.update(tx.db()).await.unwrap();
        let only = |role| Filters { role: Some(role), ..Filters::default() };
        assert_eq!(count(level, only(Role::Accepted)).await, (1, 1, of(&[("Easy", 1), ("Hard", 0)])));
        assert_eq!(count(level, only(Role::Confirmed)).await.0, 0);
        let of_type = Filters { submission_type: Some(other.submission_type_id), ..all };
        assert_eq!(count(level, of_type).await.0, 3);
        assert_eq!(count(level, Filters { track: Some(1), ..all }).await.0, 0);
        let list =
            manage::list(tx.db(), &setting.organiser, &setting.event, Target::Submission).await.unwrap();
        let counts: Vec<(i32, u64)> = list.iter().map(|row| (row.question.row.id, row.answers)).collect();
        assert_eq!(counts, [(level, 2), (notes, 2), (yes, 1)]);
        let question = manage::one(tx.db(), &setting.event, level).await.unwrap();
        let outcome = manage::statistics(tx.db(), &setting.speaker, &setting.event, &question, all).await;
        assert!(matches!(outcome, Err(Error::NotFound)));
    });
}

#[test]
fn reminding() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let event = setting.event.id;
        let of_speaker = || question::ActiveModel { target: Set(Target::Speaker), ..Default::default() };
        let notes = ask(&tx, event, Variant::String, "No*tes", Default::default()).await;
        let visa = ask(&tx, event, Variant::Boolean, "Visa", Default::default()).await;
        let hidden = question::ActiveModel { depends_on_id: Set(Some(visa)), ..Default::default() };
        ask(&tx, event, Variant::String, "Country", hidden).await;
        let frozen =
            question::ActiveModel { freeze_after: Set(Some(at("2026-05-01T00:00:00Z"))), ..of_speaker() };
        ask(&tx, event, Variant::String, "Frozen", frozen).await;
        let off = question::ActiveModel { active: Set(false), ..of_speaker() };
        ask(&tx, event, Variant::String, "Inactive", off).await;
        let food = ask(&tx, event, Variant::String, "Food", of_speaker()).await;
        let remind =
            async |wanted: Reminder| manage::remind(&tx, &setting.organiser, &setting.event, &wanted).await;
        let mails = remind(Reminder::default()).await.unwrap();
        assert_eq!(mails.len(), 1);
        let mail = queued_mail::Entity::find_by_id(mails[0]).one(tx.db()).await.unwrap().unwrap();
        assert_eq!(mail.state, plenary_model::MailState::Draft);
        for (word, expected) in [
            ("Food", true),
            (r"No\*tes (Moss)", true),
            ("/conf/me/", true),
            ("Country", false),
            ("Visa", false),
            ("Frozen", false),
            ("Inactive", false),
        ] {
            assert_eq!(mail.text.contains(word), expected, "{word}: {}", mail.text);
        }
        let to = queued_mail_speaker::Entity::find().one(tx.db()).await.unwrap().unwrap();
        assert_eq!(to.speaker_id, setting.profile.id);
        // Only what was chosen; nothing for who has answered.
        setting.answer(&tx, &one(notes, "x")).await.unwrap().files.keep();
        let only = |questions: Vec<i32>| Reminder { questions, ..Reminder::default() };
        assert!(remind(only(vec![notes])).await.unwrap().is_empty());
        let mails = remind(only(vec![food])).await.unwrap();
        let mail = queued_mail::Entity::find_by_id(mails[0]).one(tx.db()).await.unwrap().unwrap();
        assert!(mail.text.contains("Food") && !mail.text.contains("Moss"));
        assert_eq!(problems(remind(only(vec![99_999])).await), ["questions: error-choice"]);
        let confirmed = Filters { role: Some(Role::Confirmed), ..Filters::default() };
        assert!(remind(Reminder { filters: confirmed, questions: vec![] }).await.unwrap().is_empty());
        // As many statements for more proposals.
        let count = async || {
            let before = test.database.statements();
            remind(Reminder::default()).await.unwrap();
            test.database.statements() - before
        };
        propose(&tx, &setting.event, &setting.profile, "SECOND").await;
        let few = count().await;
        for number in 0..20 {
            propose(&tx, &setting.event, &setting.profile, &format!("CODE{number}")).await;
        }
        assert_eq!(count().await, few);
    });
}

#[test]
fn only_their_teams_look_at_answers() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let team = plenary_store::entity::team::ActiveModel {
            organiser_id: Set(setting.event.organiser_id.unwrap()),
            name: Set("Others".to_owned()),
            ..Default::default()
        };
        let team = team.insert(tx.db()).await.unwrap().id;
        let id =
            put(&setting, &tx, None, Wanted { teams: vec![team], ..wanted(Variant::File) }).await.unwrap();
        let question = manage::one(tx.db(), &setting.event, id).await.unwrap();
        let (organiser, event) = (&setting.organiser, &setting.event);
        let statistics = manage::statistics(tx.db(), organiser, event, &question, Filters::default()).await;
        assert!(matches!(statistics, Err(Error::NotFound)));
        assert!(matches!(manage::files(tx.db(), organiser, event, &question).await, Err(Error::NotFound)));
        let list = manage::list(tx.db(), organiser, event, Target::Submission).await.unwrap();
        assert!(!list[0].open);
        plenary_event::organiser::add_member(&tx, team, organiser.account().unwrap()).await.unwrap();
        let row = answer::ActiveModel {
            question_id: Set(id),
            submission_id: Set(Some(setting.proposal.id)),
            answer: Set("file://conf/a.pdf".to_owned()),
            answer_file: Set(Some("conf/a.pdf".to_owned())),
            ..Default::default()
        };
        row.insert(tx.db()).await.unwrap();
        assert_eq!(manage::files(tx.db(), organiser, event, &question).await.unwrap(), ["conf/a.pdf"]);
    });
}
