//! Custom fields as fields of a form, and what is sent with them.

use plenary_locale::Locale;
use plenary_model::{Actor, I18nText, QuestionRequired, QuestionTarget, QuestionVariant as Variant};
use plenary_store::Tx;
use plenary_store::entity::{answer_option, question};
use plenary_store::testing::sqlite_database;
use plenary_submission::question::{About, Answerer, Input, Sheet};
use plenary_web::{Form, Submitted, question as questions};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use crate::setting::set_up;

async fn ask(tx: &Tx, event: i32, variant: Variant, name: &str, options: usize) -> i32 {
    let row = question::ActiveModel {
        event_id: Set(event),
        variant: Set(variant),
        target: Set(QuestionTarget::Submission),
        question_required: Set(QuestionRequired::Optional),
        question: Set(name.into()),
        help_text: Set("*Help* <script>alert(1)</script>".into()),
        position: Set(0),
        identifier: Set(name.to_owned()),
        active: Set(true),
        contains_personal_data: Set(false),
        is_public: Set(false),
        is_visible_to_reviewers: Set(true),
        ..Default::default()
    };
    let id = row.insert(tx.db()).await.unwrap().id;
    for number in 0..options {
        let option = answer_option::ActiveModel {
            question_id: Set(id),
            answer: Set(I18nText::plain(format!("<b>{number}"))),
            position: Set(number as i32),
            identifier: Set(format!("O{number}")),
            ..Default::default()
        };
        option.insert(tx.db()).await.unwrap();
    }
    id
}

#[tokio::test]
async fn each_kind_has_its_control() {
    let test = sqlite_database().await;
    let setting = set_up(&test).await;
    let tx = test.database.begin().await.unwrap();
    let event = setting.event.id;
    let mut ids = Vec::new();
    for (variant, options) in [
        (Variant::Number, 0),
        (Variant::String, 0),
        (Variant::Text, 0),
        (Variant::Url, 0),
        (Variant::Date, 0),
        (Variant::Datetime, 0),
        (Variant::Boolean, 0),
        (Variant::File, 0),
        (Variant::Choices, 3),
        (Variant::Choices, 4),
        (Variant::MultipleChoice, 7),
        (Variant::MultipleChoice, 8),
    ] {
        ids.push(ask(&tx, event, variant, &format!("{variant}{options}"), options).await);
    }
    let dependent = ask(&tx, event, Variant::String, "dependent", 0).await;
    let condition = question::ActiveModel {
        id: Set(dependent),
        depends_on_id: Set(Some(ids[6])),
        question_required: Set(QuestionRequired::Required),
        ..Default::default()
    };
    condition.update(tx.db()).await.unwrap();
    let about = About::Submission(&setting.proposal);
    let sheet = Sheet::about(tx.db(), &Actor::System, &setting.event, about, Answerer::Author, tx.now());
    let sheet = sheet.await.unwrap();
    let fields = questions::fields(Locale::EN, &setting.event, &sheet, true);
    let form = Form::new(Locale::EN).with_all(fields);
    for (id, control) in ids.iter().zip([
        r#"type="number""#,
        r#"type="text""#,
        "<textarea",
        r#"type="url""#,
        r#"type="date""#,
        r#"type="datetime-local""#,
        r#"type="checkbox""#,
        r#"type="file""#,
        r#"type="radio""#,
        "<select",
        r#"type="checkbox""#,
        "multiple",
    ]) {
        let html = form.field(&format!("question_{id}")).to_string();
        assert!(html.contains(control), "{control}: {html}");
        assert!(html.contains("<em>Help</em>") && !html.contains("<script>") && !html.contains("<b>0"));
    }
    assert_eq!(form.enctype(), "multipart/form-data");
    let html = form.field(&format!("question_{dependent}")).to_string();
    assert!(html.contains(&format!(r#"data-shown-by="question_{}" data-shown-for="on""#, ids[6])), "{html}");
    // The kit leaves everything to the domain: what is hidden need not be filled in.
    assert!(form.check().is_ok());

    let pair = |id: i32, value: &str| (format!("question_{id}"), value.to_owned());
    let submitted = Submitted::new([
        pair(ids[0], " 4 "),
        pair(ids[10], "1"),
        pair(ids[10], "2"),
        (format!("question_{}-clear", ids[7]), "on".to_owned()),
        pair(99_999, "x"),
    ]);
    let posted = questions::posted(&sheet, &submitted);
    assert_eq!(posted[&ids[0]], Input::Values(vec!["4".to_owned()]));
    assert_eq!(posted[&ids[10]], Input::Values(vec!["1".to_owned(), "2".to_owned()]));
    assert_eq!(posted[&ids[7]], Input::RemoveFile);
    assert_eq!(posted[&ids[1]], Input::Values(vec![]));
    assert!(!posted.contains_key(&99_999));
    // Problems stand beside their fields, and what was typed stays.
    let mut form = form.read(&submitted);
    let wrong = Submitted::new([pair(ids[0], "four"), pair(ids[6], "on")]);
    let error = sheet.check(&questions::posted(&sheet, &wrong)).unwrap_err();
    assert!(form.refuse(error).is_ok());
    let problem = form.field(&format!("question_{dependent}")).to_string();
    assert!(problem.contains("aria-invalid"), "{problem}");
    assert!(form.errors().to_string().contains("2 problems"));
}
