//! Which questions are asked, which answers fit, and what is stored.

use plenary_model::{
    Actor, Decimal, Error, QuestionRequired as Required, QuestionTarget, QuestionVariant as Variant,
    SubmissionState,
};
use plenary_store::Tx;
use plenary_store::entity::{
    answer, answer_choice, cfp, question, question_team, question_track, question_type, submission, track,
};
use plenary_store::testing::on_both_engines;
use plenary_submission::question::{About, Answerer, Input, NewFile, Posted, Sheet, Subject, save, stored};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait};
use serde_json::json;

use crate::asking::{LIMIT, answers, ask, at, logged, one, option, posted, problems, propose, set_up};

fn plain() -> question::ActiveModel {
    Default::default()
}

/// What is stored for one value; empty where nothing is.
async fn kept(setting: &crate::asking::Setting, tx: &Tx, question: i32, value: &str) -> String {
    match setting.answer(tx, &one(question, value)).await {
        Ok(saved) => {
            saved.files.keep();
            let all = answers(tx).await;
            all.into_iter().find(|row| row.question_id == question).map(|row| row.answer).unwrap_or_default()
        }
        Err(Error::Invalid(list)) => {
            assert_eq!(list.len(), 1);
            assert_eq!(list[0].field, format!("question_{question}"));
            list[0].message.key.to_string()
        }
        Err(other) => panic!("{other:?}"),
    }
}

/// A kind of answer, its limits, and what is typed with what is kept of it or why it is refused.
type Case<'a> = (Variant, question::ActiveModel, &'a [(&'a str, &'a str)]);

#[test]
fn every_variant_has_its_rules() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let event = setting.event.id;
        let long = "x".repeat(10 * 1024 * 1024);
        let lines = "x\n".repeat(100);
        let number = question::ActiveModel {
            min_number: Set(Some(Decimal::from_units(-1_500_000))),
            max_number: Set(Some(Decimal::whole(10))),
            ..plain()
        };
        let lengths = question::ActiveModel { min_length: Set(Some(3)), max_length: Set(Some(5)), ..plain() };
        let days = question::ActiveModel {
            min_date: Set(Some("2026-09-01".parse().unwrap())),
            max_date: Set(Some("2026-09-30".parse().unwrap())),
            ..plain()
        };
        let times = question::ActiveModel {
            min_datetime: Set(Some(at("2026-09-01T10:00:00Z"))),
            max_datetime: Set(Some(at("2026-09-02T10:00:00Z"))),
            ..plain()
        };
        let cases: [Case<'_>; 8] = [
            (
                Variant::Number,
                number,
                &[
                    ("4", "4"),
                    (" 4.50 ", "4.5"),
                    ("0,25", "0.25"),
                    ("-1.5", "-1.5"),
                    ("-1.6", "error-number-min"),
                    ("11", "error-number-max"),
                    ("four", "question-error-number"),
                    ("1e3", "question-error-number"),
                    ("1.1234567", "question-error-number"),
                    ("NaN", "question-error-number"),
                    (&long, "question-error-number"),
                    ("4\0", "question-error-number"),
                    ("", ""),
                ],
            ),
            (
                Variant::String,
                lengths.clone(),
                &[
                    ("äöü", "äöü"),
                    ("ab", "error-too-short"),
                    ("abcdef", "error-too-long"),
                    ("a\nb", "error-control-characters"),
                    ("a\0bc", "error-control-characters"),
                    (&long, "error-too-long"),
                    ("   ", ""),
                ],
            ),
            (
                Variant::Text,
                plain(),
                &[
                    ("Some, \"text\"\nand <b>more</b> \u{202e}", "Some, \"text\"\nand <b>more</b> \u{202e}"),
                    (&lines, lines.trim()),
                    ("a\0bc", "error-control-characters"),
                    (&long, "error-too-long"),
                ],
            ),
            (
                Variant::Url,
                plain(),
                &[
                    ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
                    ("example.org", "error-url"),
                    ("javascript:alert(1)", "error-url"),
                    ("https://a\"onclick", "error-url"),
                    ("https://", "error-url"),
                    (&long, "error-too-long"),
                ],
            ),
            (
                Variant::Date,
                days,
                &[
                    ("2026-09-04", "2026-09-04"),
                    ("2026-08-31", "question-error-early"),
                    ("2026-10-01", "question-error-late"),
                    ("2026-02-30", "error-date"),
                    ("04.09.2026", "error-date"),
                    ("2026-09-04T10:00", "error-date"),
                    ("2026-09-04\0", "error-date"),
                ],
            ),
            (
                Variant::Datetime,
                times,
                &[
                    ("2026-09-01T14:30", "2026-09-01T14:30:00+02:00"),
                    ("2026-09-01T12:30:00Z", "2026-09-01T14:30:00+02:00"),
                    ("2026-09-01T11:59", "question-error-early"),
                    ("2026-09-02T12:01", "question-error-late"),
                    ("2026-09-01", "error-date-time"),
                    ("2026-09-01T25:00", "error-date-time"),
                    ("soon", "error-date-time"),
                ],
            ),
            (
                Variant::Boolean,
                plain(),
                &[
                    ("on", "True"),
                    ("off", ""),
                    ("True", "True"),
                    ("perhaps", "question-error-kind"),
                    ("", ""),
                ],
            ),
            (Variant::File, plain(), &[("file://../../etc/passwd", ""), ("", "")]),
        ];
        for (variant, change, values) in cases {
            for (number, (value, expected)) in values.iter().enumerate() {
                let tx = test.database.begin().await.unwrap();
                let id = ask(&tx, event, variant, &format!("Q{number}"), change.clone()).await;
                let shown: String = value.chars().take(40).collect();
                assert_eq!(kept(&setting, &tx, id, value).await, *expected, "{variant:?} {shown}");
                tx.rollback().await.unwrap();
            }
        }
        let tx = test.database.begin().await.unwrap();
        let words =
            cfp::ActiveModel { settings: Set(json!({"count_length_in": "words"})), ..Default::default() };
        cfp::Entity::update_many().set(words).exec(tx.db()).await.unwrap();
        let id = ask(&tx, event, Variant::String, "W", lengths).await;
        for (value, expected) in [
            ("one two three", "one two three"),
            ("one two", "error-too-few-words"),
            ("1 2 3 4 5 6", "error-too-many-words"),
        ] {
            assert_eq!(kept(&setting, &tx, id, value).await, expected);
        }
        let two = posted([(id, ["one two three", "four five six"].as_slice())]);
        assert_eq!(problems(setting.answer(&tx, &two).await), [format!("question_{id}: question-error-one")]);
    });
}

#[test]
fn options_are_those_of_the_question() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let event = setting.event.id;
        let tx = test.database.begin().await.unwrap();
        let level = ask(&tx, event, Variant::Choices, "level", plain()).await;
        let (easy, hard) = (option(&tx, level, "Easy").await, option(&tx, level, "Hard").await);
        let limits =
            question::ActiveModel { min_options: Set(Some(2)), max_options: Set(Some(3)), ..plain() };
        let food = ask(&tx, event, Variant::MultipleChoice, "food", limits).await;
        let mut dishes = Vec::new();
        for dish in ["Rice", "Soup", "Bread", "Salad"] {
            dishes.push(option(&tx, food, dish).await);
        }
        let send = async |pairs: &[(i32, Vec<String>)]| {
            let posted: Posted =
                pairs.iter().map(|(id, values)| (*id, Input::Values(values.clone()))).collect();
            setting.answer(&tx, &posted).await.map(|saved| saved.files.keep())
        };
        let ids = |list: &[i32]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        for (question, values, expected) in [
            (level, ids(&[dishes[0]]), "error-choice"),
            (level, vec!["0".into()], "error-choice"),
            (level, vec!["99999999999".into()], "error-choice"),
            (level, vec!["Easy".into()], "error-choice"),
            (level, ids(&[easy, hard]), "question-error-one"),
            (food, ids(&[dishes[0], easy]), "error-choice"),
            (food, ids(&[dishes[0]]), "question-error-few-options"),
            (food, ids(&[dishes[0], dishes[0]]), "question-error-few-options"),
            (food, ids(&dishes), "question-error-many-options"),
        ] {
            assert_eq!(
                problems(send(&[(question, values)]).await),
                [format!("question_{question}: {expected}")]
            );
        }
        send(&[(level, ids(&[hard])), (food, ids(&[dishes[2], dishes[0]]))]).await.unwrap();
        let all = answers(&tx).await;
        assert_eq!(all.iter().map(|row| row.answer.as_str()).collect::<Vec<_>>(), ["Hard", "Rice, Bread"]);
        assert_eq!(answer_choice::Entity::find().count(tx.db()).await.unwrap(), 3);
        // Changed, taken away.
        send(&[(level, ids(&[easy])), (food, vec![])]).await.unwrap();
        let now = answers(&tx).await;
        assert_eq!(now.len(), 1);
        assert_eq!((now[0].id, now[0].answer.as_str()), (all[0].id, "Easy"), "the row stays");
        let chosen = answer_choice::Entity::find().all(tx.db()).await.unwrap();
        assert_eq!(chosen.len(), 1);
        assert_eq!(chosen[0].answer_option_id, easy);
        let changes = logged(&tx, "pretalx.submission.update").await;
        assert_eq!(changes.len(), 2);
        assert_eq!(
            changes[1].1["changes"],
            json!({
                format!("question-{level}"): {"old": "Hard", "new": "Easy"},
                format!("question-{food}"): {"old": "Rice, Bread", "new": null},
            })
        );
        // The same again is no change.
        send(&[(level, ids(&[easy]))]).await.unwrap();
        assert_eq!(logged(&tx, "pretalx.submission.update").await.len(), 2);
    });
}

#[test]
fn required_locked_limited_and_inactive() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let event = setting.event.id;
        let tx = test.database.begin().await.unwrap();
        let required = |mode, deadline: Option<&str>| question::ActiveModel {
            question_required: Set(mode),
            deadline: Set(deadline.map(at)),
            ..plain()
        };
        let must = ask(&tx, event, Variant::String, "must", required(Required::Required, None)).await;
        let past = ask(
            &tx,
            event,
            Variant::Boolean,
            "past",
            required(Required::AfterDeadline, Some("2026-05-01T00:00:00Z")),
        )
        .await;
        let later = ask(
            &tx,
            event,
            Variant::String,
            "later",
            required(Required::AfterDeadline, Some("2026-07-01T00:00:00Z")),
        )
        .await;
        let choice = ask(&tx, event, Variant::Choices, "choice", required(Required::Required, None)).await;
        let file = ask(&tx, event, Variant::File, "file", required(Required::Required, None)).await;
        let frozen = question::ActiveModel {
            question_required: Set(Required::Required),
            freeze_after: Set(Some(at("2026-05-01T00:00:00Z"))),
            ..plain()
        };
        let frozen = ask(&tx, event, Variant::String, "frozen", frozen).await;
        let off = question::ActiveModel { active: Set(false), ..required(Required::Required, None) };
        let off = ask(&tx, event, Variant::String, "off", off).await;
        let other_track = ask(&tx, event, Variant::String, "track", required(Required::Required, None)).await;
        let this_type = ask(&tx, event, Variant::String, "type", required(Required::Required, None)).await;
        let row = track::ActiveModel {
            event_id: Set(event),
            name: Set("Track".into()),
            description: Set("".into()),
            color: Set("#123456".to_owned()),
            ..Default::default()
        };
        let track = row.insert(tx.db()).await.unwrap().id;
        let limit = question_track::ActiveModel { question_id: Set(other_track), track_id: Set(track) };
        question_track::Entity::insert(limit).exec_without_returning(tx.db()).await.unwrap();
        let limit = question_type::ActiveModel {
            question_id: Set(this_type),
            submission_type_id: Set(setting.proposal.submission_type_id),
        };
        question_type::Entity::insert(limit).exec_without_returning(tx.db()).await.unwrap();

        let mut expected: Vec<String> = [
            (must, "error-required"),
            (past, "error-required-tick"),
            (choice, "error-required-choice"),
            (file, "question-error-file-missing"),
            (this_type, "error-required"),
        ]
        .iter()
        .map(|(id, key)| format!("question_{id}: {key}"))
        .collect();
        assert_eq!(problems(setting.answer(&tx, &Posted::new()).await), expected);
        // What is not asked is ignored; organisers need not fill in anything.
        let all = [frozen, off, other_track].map(|id| (id, ["x"].as_slice()));
        setting.correct(&tx, &posted(all)).await.unwrap().files.keep();
        let now = answers(&tx).await;
        assert_eq!(now.iter().map(|row| row.question_id).collect::<Vec<_>>(), [frozen]);
        // Locked: what was sent is ignored, what is there stays.
        let sheet = Sheet::about(
            tx.db(),
            &setting.speaker,
            &setting.event,
            About::Submission(&setting.proposal),
            Answerer::Author,
            tx.now(),
        )
        .await
        .unwrap();
        let asked = sheet.asked(true);
        let of = |id: i32| asked.iter().find(|asked| asked.question.row.id == id).unwrap();
        assert!(of(frozen).frozen && !of(frozen).required);
        assert_eq!(of(frozen).values, ["x"]);
        assert!(!of(later).required);
        assert!(sheet.check(&Posted::new()).is_err());
        // On the track, the question for it is asked as well.
        let in_track = submission::ActiveModel {
            id: Set(setting.proposal.id),
            track_id: Set(Some(track)),
            ..Default::default()
        };
        let in_track = in_track.update(tx.db()).await.unwrap();
        let about = About::Submission(&in_track);
        let uploads = (setting.media.path(), LIMIT);
        let outcome =
            save(&tx, &setting.speaker, &setting.event, about, Answerer::Author, &Posted::new(), uploads)
                .await;
        expected.insert(4, format!("question_{other_track}: error-required"));
        assert_eq!(problems(outcome), expected);
    });
}

#[test]
fn conditions() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let event = setting.event.id;
        let tx = test.database.begin().await.unwrap();
        let on = |other: i32, values: &[&str]| question::ActiveModel {
            depends_on_id: Set(Some(other)),
            depends_on_values: Set(json!(values)),
            question_required: Set(Required::Required),
            ..plain()
        };
        let travel = ask(&tx, event, Variant::Choices, "travel", plain()).await;
        let (train, plane) = (option(&tx, travel, "train").await, option(&tx, travel, "plane").await);
        let why = ask(&tx, event, Variant::String, "why", on(travel, &["plane"])).await;
        let visa = ask(&tx, event, Variant::Boolean, "visa", plain()).await;
        let country = ask(&tx, event, Variant::String, "country", on(visa, &[])).await;
        let deep = ask(&tx, event, Variant::Boolean, "deep", on(why, &["x"])).await;
        let a = ask(&tx, event, Variant::Boolean, "a", plain()).await;
        let b = ask(&tx, event, Variant::Boolean, "b", on(a, &[])).await;
        let circle = question::ActiveModel { id: Set(a), depends_on_id: Set(Some(b)), ..Default::default() };
        circle.update(tx.db()).await.unwrap();
        let send = async |pairs: &[(i32, &str)]| {
            let values: Posted =
                pairs.iter().map(|(id, value)| (*id, Input::Values(vec![(*value).to_owned()]))).collect();
            setting.answer(&tx, &values).await.map(|saved| saved.files.keep())
        };
        let (train, plane) = (train.to_string(), plane.to_string());
        // Hidden answers are ignored, whatever they are.
        send(&[(travel, &train), (why, "x\0"), (country, "Norway"), (deep, "on"), (a, "on"), (b, "on")])
            .await
            .unwrap();
        assert_eq!(answers(&tx).await.iter().map(|row| row.question_id).collect::<Vec<_>>(), [travel]);
        assert_eq!(
            problems(send(&[(travel, &plane), (visa, "on")]).await),
            [format!("question_{why}: error-required"), format!("question_{country}: error-required")]
        );
        send(&[(travel, &plane), (why, "far"), (visa, "on"), (country, "Norway")]).await.unwrap();
        assert_eq!(answers(&tx).await.len(), 4);
        // An answer whose question is not asked any more goes.
        send(&[(travel, &train), (why, "far"), (country, "Norway")]).await.unwrap();
        assert_eq!(answers(&tx).await.iter().map(|row| row.question_id).collect::<Vec<_>>(), [travel]);
        // Without the other question, nobody can be asked.
        let off = question::ActiveModel { id: Set(visa), active: Set(false), ..Default::default() };
        off.update(tx.db()).await.unwrap();
        send(&[(visa, "on"), (country, "Norway")]).await.unwrap();
        assert!(answers(&tx).await.is_empty());
        let subject = Subject::of_submission(&setting.proposal);
        let sheet =
            Sheet::blank(tx.db(), &setting.speaker, &setting.event, subject, Answerer::Author, tx.now())
                .await;
        let sheet = sheet.unwrap();
        let asked = sheet.asked(true);
        let shown: Vec<(i32, bool)> =
            asked.iter().map(|asked| (asked.question.row.id, asked.shown)).collect();
        assert_eq!(
            shown,
            [(travel, true), (why, false), (deep, false), (a, false), (b, false)],
            "the question about the country is in no form"
        );
    });
}

#[test]
fn files() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let paper = ask(&tx, setting.event.id, Variant::File, "paper", plain()).await;
        let line = ask(&tx, setting.event.id, Variant::String, "line", plain()).await;
        let file = |name: &str, content: &[u8]| {
            Posted::from([(paper, Input::File(NewFile { name: name.to_owned(), content: content.to_vec() }))])
        };
        let big = vec![b'x'; LIMIT as usize + 1];
        for (posted, key) in [
            (file("a.html", b"<script>"), "error-file-type"),
            (file("../../a", b"text"), "error-file-type"),
            (file("a.pdf", b"<script>"), "question-error-file-content"),
            (file("a.txt", b""), "question-error-file-empty"),
            (file("a.txt", &big), "error-file-size"),
        ] {
            assert_eq!(problems(setting.answer(&tx, &posted).await), [format!("question_{paper}: {key}")]);
        }
        let wrong =
            Posted::from([(line, Input::File(NewFile { name: "a.txt".into(), content: b"a".into() }))]);
        assert_eq!(
            problems(setting.answer(&tx, &wrong).await),
            [format!("question_{line}: question-error-kind")]
        );
        let there = |path: &str| setting.media.path().join(path).exists();

        let first = setting.answer(&tx, &file("my paper.txt", b"text")).await.unwrap();
        first.files.keep();
        let row = answers(&tx).await.remove(0);
        let path = row.answer_file.clone().unwrap();
        assert!(path.starts_with(&format!("conf/question_uploads/q{paper}-MOSSES_")), "{path}");
        assert!(path.ends_with(".txt"));
        assert_eq!(row.answer, format!("file://{path}"));
        assert!(there(&path));
        // A form without a new file keeps it.
        setting.answer(&tx, &Posted::new()).await.unwrap().files.keep();
        assert_eq!(answers(&tx).await, std::slice::from_ref(&row));
        // Nothing is left of one that was not kept.
        let second = setting.answer(&tx, &file("b.txt", b"more")).await.unwrap();
        let replaced = answers(&tx).await.remove(0);
        let path = replaced.answer_file.clone().unwrap();
        assert_eq!(replaced.id, row.id);
        assert!(there(&path));
        drop(second);
        assert!(!there(&path));
        setting.answer(&tx, &Posted::from([(paper, Input::RemoveFile)])).await.unwrap().files.keep();
        assert!(answers(&tx).await.is_empty());
    });
}

#[test]
fn who_may_answer() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let event = setting.event.id;
        let of = |target| question::ActiveModel { target: Set(target), ..plain() };
        let about_proposal = ask(&tx, event, Variant::String, "p", plain()).await;
        let about_speaker = ask(&tx, event, Variant::String, "s", of(QuestionTarget::Speaker)).await;
        let in_review = ask(&tx, event, Variant::String, "r", of(QuestionTarget::Reviewer)).await;
        let all = [about_proposal, about_speaker, in_review].map(|id| (id, ["x"].as_slice()));
        let uploads = (setting.media.path(), LIMIT);
        let send = async |actor: &Actor, about, answerer| {
            let saved = save(&tx, actor, &setting.event, about, answerer, &posted(all), uploads).await;
            saved.map(|saved| saved.files.keep())
        };
        let (proposal, profile, review) = (
            About::Submission(&setting.proposal),
            About::Speaker(&setting.profile),
            About::Review(&setting.review),
        );
        for about in [proposal, profile, review] {
            for answerer in [Answerer::Author, Answerer::Organiser] {
                let outcome = send(&setting.stranger, about, answerer).await;
                assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
                let outcome = send(&Actor::Anonymous, about, answerer).await;
                assert!(matches!(outcome, Err(Error::NeedsLogin)), "{outcome:?}");
            }
        }
        assert!(matches!(send(&setting.speaker, proposal, Answerer::Organiser).await, Err(Error::NotFound)));
        send(&setting.speaker, proposal, Answerer::Author).await.unwrap();
        send(&setting.speaker, profile, Answerer::Author).await.unwrap();
        send(&setting.organiser, review, Answerer::Author).await.unwrap();
        let rows = answers(&tx).await;
        let about: Vec<_> = rows
            .iter()
            .map(|row| (row.question_id, row.submission_id, row.speaker_id, row.review_id))
            .collect();
        assert_eq!(
            about,
            [
                (about_proposal, Some(setting.proposal.id), None, None),
                (about_speaker, None, Some(setting.profile.id), None),
                (in_review, None, None, Some(setting.review.id)),
            ]
        );
        assert_eq!(logged(&tx, "pretalx.user.profile.update").await.len(), 1);
        assert_eq!(logged(&tx, "pretalx.submission.review.update").await.len(), 1);
        // What is for another team, its outsiders neither see nor change.
        let team = plenary_store::entity::team::ActiveModel {
            organiser_id: Set(setting.event.organiser_id.unwrap()),
            name: Set("Others".to_owned()),
            ..Default::default()
        };
        let team = team.insert(tx.db()).await.unwrap().id;
        let limit = question_team::ActiveModel { question_id: Set(about_proposal), team_id: Set(team) };
        question_team::Entity::insert(limit).exec_without_returning(tx.db()).await.unwrap();
        let saved = setting.correct(&tx, &one(about_proposal, "changed")).await.unwrap();
        assert!(!saved.is_changed());
        // Drafts are nobody's business yet.
        let draft = submission::ActiveModel {
            id: Set(setting.proposal.id),
            state: Set(SubmissionState::Draft),
            ..Default::default()
        };
        let draft = draft.update(tx.db()).await.unwrap();
        let before = logged(&tx, "pretalx.submission.update").await.len();
        let posted = one(about_proposal, "draft");
        let about = About::Submission(&draft);
        let saved =
            save(&tx, &setting.speaker, &setting.event, about, Answerer::Author, &posted, uploads).await;
        assert!(saved.unwrap().is_changed());
        assert_eq!(logged(&tx, "pretalx.submission.update").await.len(), before);
    });
}

#[test]
fn older_answers_to_the_same_question_go() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let id = ask(&tx, setting.event.id, Variant::String, "q", plain()).await;
        for text in ["one", "two", "three"] {
            let row = answer::ActiveModel {
                question_id: Set(id),
                submission_id: Set(Some(setting.proposal.id)),
                answer: Set(text.to_owned()),
                ..Default::default()
            };
            row.insert(tx.db()).await.unwrap();
        }
        let all = stored(tx.db(), About::Submission(&setting.proposal)).await.unwrap();
        assert_eq!(all[&id].text, "three");
        assert_eq!(kept(&setting, &tx, id, "four").await, "four");
        assert_eq!(answers(&tx).await.len(), 1);
    });
}

#[test]
fn defaults_are_offered_for_what_is_new() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let event = setting.event.id;
        let of = |text: &str| question::ActiveModel { default_answer: Set(Some(text.to_owned())), ..plain() };
        let mut expected = Vec::new();
        for (number, (variant, text, values)) in [
            (Variant::String, "n/a", vec!["n/a"]),
            (Variant::Number, "4.0", vec!["4"]),
            (Variant::Number, "many", vec![]),
            (Variant::Boolean, "True", vec!["on"]),
            (Variant::Boolean, "no", vec![]),
            (Variant::Datetime, "2026-09-01T12:30:00+00:00", vec!["2026-09-01T14:30"]),
            (Variant::File, "x", vec![]),
        ]
        .into_iter()
        .enumerate()
        {
            ask(&tx, event, variant, &format!("Q{number}"), of(text)).await;
            expected.push(values.into_iter().map(str::to_owned).collect::<Vec<_>>());
        }
        for (name, variant, text) in
            [("one", Variant::Choices, "B (de)"), ("some", Variant::MultipleChoice, "A, B, C")]
        {
            let id = ask(&tx, event, variant, name, of(text)).await;
            let (a, b) = (option(&tx, id, "A").await, option(&tx, id, "B").await);
            let ids = if name == "one" { vec![b] } else { vec![a, b] };
            expected.push(ids.iter().map(ToString::to_string).collect());
        }
        let subject = Subject::of_submission(&setting.proposal);
        let sheet =
            Sheet::blank(tx.db(), &setting.speaker, &setting.event, subject, Answerer::Author, tx.now())
                .await;
        let sheet = sheet.unwrap();
        let values = |prefill| sheet.asked(prefill).into_iter().map(|asked| asked.values).collect::<Vec<_>>();
        assert_eq!(values(true), expected);
        assert!(values(false).iter().all(Vec::is_empty));
    });
}

/// The same number of statements whatever the number of questions.
#[test]
fn statements_do_not_grow() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let mut texts = Vec::new();
        let mut choices = Vec::new();
        let mut used = Vec::new();
        for size in [2, 40] {
            let proposal = propose(&tx, &setting.event, &setting.profile, &format!("CODE{size}")).await;
            while texts.len() < size {
                let name = format!("t{}", texts.len());
                texts.push(ask(&tx, setting.event.id, Variant::String, &name, plain()).await);
                let name = format!("c{}", choices.len());
                let id = ask(&tx, setting.event.id, Variant::MultipleChoice, &name, plain()).await;
                choices.push((
                    id,
                    option(&tx, id, "A").await.to_string(),
                    option(&tx, id, "B").await.to_string(),
                ));
            }
            for round in ["one", "two", ""] {
                let mut sent: Posted =
                    texts.iter().map(|id| (*id, Input::Values(vec![round.to_owned()]))).collect();
                sent.extend(choices.iter().map(|(id, a, b)| {
                    let values = match round {
                        "one" => vec![a.clone()],
                        "two" => vec![a.clone(), b.clone()],
                        _ => vec![],
                    };
                    (*id, Input::Values(values))
                }));
                let before = test.database.statements();
                let about = About::Submission(&proposal);
                let uploads = (setting.media.path(), LIMIT);
                let saved =
                    save(&tx, &setting.speaker, &setting.event, about, Answerer::Author, &sent, uploads)
                        .await;
                saved.unwrap().files.keep();
                used.push(test.database.statements() - before);
            }
        }
        // The event's revision is raised once in a transaction.
        assert_eq!(used[0] - 1, used[3], "{used:?}");
        assert_eq!(used[1..3], used[4..6], "{used:?}");
        assert!(used.iter().all(|count| *count <= 16), "{used:?}");
    });
}
