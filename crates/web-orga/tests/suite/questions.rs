//! Custom fields: list, form, numbers, order, reminders.

use plenary_store::entity::{answer_option, question, queued_mail};
use plenary_store::testing::{TestDatabase, sqlite_database};
use plenary_web::testing::Visitor;
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder};

use crate::setting::{Setting, Who, set_up};

async fn come(who: Who) -> (TestDatabase, Setting, Visitor) {
    let test = sqlite_database().await;
    let setting = set_up(&test).await;
    let visitor = setting.come(who).await;
    (test, setting, visitor)
}

async fn all(test: &TestDatabase) -> Vec<question::Model> {
    question::Entity::find()
        .order_by_asc(question::Column::Position)
        .order_by_asc(question::Column::Id)
        .all(test.database.reader())
        .await
        .unwrap()
}

const BASE: [(&str, &str); 3] =
    [("question_en", "Meals <b>?"), ("variant", "string"), ("question_required", "optional")];

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = BASE.into_iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    kept.chain(more.iter().copied()).collect()
}

#[tokio::test]
async fn from_nothing_to_a_question_with_options() {
    let (test, setting, visitor) = come(Who::Organiser).await;
    let list = setting.path("cfp/questions/");
    let answer = visitor.get(&list).await;
    assert!(answer.body.contains("No custom fields yet"), "{}", answer.body);
    for page in ["cfp/questions/new/", "cfp/questions/new/sessions/", "cfp/questions/new/reviews/"] {
        assert_eq!(visitor.get(&setting.path(page)).await.status, 200, "{page}");
    }
    assert_eq!(visitor.get(&setting.path("cfp/questions/new/others/")).await.status, 404);

    let new = setting.path("cfp/questions/new/speakers/");
    let refused = visitor.post(&new, &with(&[("variant", "choices"), ("question_en", "")])).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("Please add at least one option") || refused.body.contains("Please fill in")
    );
    let sent = with(&[
        ("variant", "choices"),
        ("option-new1_en", "Rice"),
        ("place-new1", "2"),
        ("option-new2_en", "Soup <script>"),
        ("option-new2_de", "Suppe"),
        ("place-new2", "1"),
    ]);
    let answer = visitor.post(&new, &sent).await;
    let row = all(&test).await.remove(0);
    assert_eq!(answer.location(), setting.path(&format!("cfp/questions/{}/", row.id)), "{}", answer.body);
    let options = answer_option::Entity::find()
        .order_by_asc(answer_option::Column::Position)
        .all(test.database.reader())
        .await
        .unwrap();
    assert_eq!(options[0].answer.get("de", "en"), "Suppe");
    assert_eq!(options[1].answer.get("en", "en"), "Rice");

    let shown = visitor.get(answer.location()).await;
    assert_eq!(shown.status, 200);
    assert!(
        shown.body.contains("Meals &#60;b&#62;?") || shown.body.contains("Meals &lt;b&gt;?"),
        "{}",
        shown.body
    );
    assert!(!shown.body.contains("<script>"));
    let edit = setting.path(&format!("cfp/questions/{}/edit/", row.id));
    let page = visitor.get(&edit).await;
    assert!(page.body.contains("Suppe"), "{}", page.body);
    // An option whose text is taken away goes.
    let (kept, gone) = (options[1].id.to_string(), options[0].id.to_string());
    let (kept_en, gone_en) = (format!("option-{kept}_en"), format!("option-{gone}_en"));
    // What a form did not show, somebody else has added meanwhile.
    let sent = with(&[("variant", "choices"), (&kept_en, "Rice")]);
    assert_eq!(visitor.post(&edit, &sent).await.status, 303);
    assert_eq!(answer_option::Entity::find().count(test.database.reader()).await.unwrap(), 2);
    let sent = with(&[("variant", "choices"), (&kept_en, "Rice"), (&gone_en, "")]);
    assert_eq!(visitor.post(&edit, &sent).await.status, 303);
    assert_eq!(answer_option::Entity::find().count(test.database.reader()).await.unwrap(), 1);
}

#[tokio::test]
async fn the_order_changes_with_and_without_scripts() {
    let (test, setting, visitor) = come(Who::Organiser).await;
    let new = setting.path("cfp/questions/new/sessions/");
    for name in ["One", "Two", "Three"] {
        assert_eq!(visitor.post(&new, &with(&[("question_en", name)])).await.status, 303);
    }
    let ids: Vec<i32> = all(&test).await.iter().map(|row| row.id).collect();
    let list = setting.path("cfp/questions/");
    let answer = visitor.post(&list, &[("move", &format!("{}:up", ids[2]))]).await;
    assert_eq!(answer.location(), format!("{list}#question-{}", ids[2]));
    let order = async || all(&test).await.iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(order().await, [ids[0], ids[2], ids[1]]);
    // Nothing happens at the ends, or for what is not there.
    for wrong in [format!("{}:up", ids[0]), format!("{}:down", ids[1]), "0:up".to_owned(), "x".to_owned()] {
        assert_eq!(visitor.post(&list, &[("move", &wrong)]).await.status, 303);
    }
    assert_eq!(order().await, [ids[0], ids[2], ids[1]]);
    let sent = format!("{},{},{}", ids[1], ids[0], ids[2]);
    assert_eq!(visitor.post(&list, &[("order", &sent)]).await.status, 204);
    assert_eq!(order().await, [ids[1], ids[0], ids[2]]);
    assert_eq!(visitor.post(&list, &[("order", "99999")]).await.status, 409);
    assert_eq!(visitor.post(&list, &[("order", "x")]).await.status, 404);
}

#[tokio::test]
async fn off_on_gone_and_reminded() {
    let (test, setting, visitor) = come(Who::Organiser).await;
    visitor.post(&setting.path("cfp/questions/new/speakers/"), &with(&[])).await;
    let id = all(&test).await[0].id;
    let at = |end: &str| setting.path(&format!("cfp/questions/{id}/{end}"));
    assert_eq!(visitor.post(&at("toggle/"), &[]).await.status, 303);
    assert!(!all(&test).await[0].active);
    visitor.post(&at("toggle/"), &[]).await;
    assert!(all(&test).await[0].active);
    let remind = setting.path("cfp/questions/remind/");
    assert!(visitor.get(&remind).await.body.contains("Meals"));
    assert_eq!(visitor.post(&remind, &[("questions", "x")]).await.status, 422);
    assert_eq!(visitor.post(&remind, &[]).await.status, 303);
    let mails = queued_mail::Entity::find().all(test.database.reader()).await.unwrap();
    assert!(mails.iter().any(|mail| mail.text.contains("Meals")));
    // Only fields for files have files.
    assert_eq!(visitor.get(&at("download/")).await.status, 404);
    assert_eq!(visitor.get(&at("delete/")).await.status, 200);
    assert_eq!(visitor.post(&at("delete/"), &[]).await.status, 303);
    assert!(all(&test).await.is_empty());
    assert_eq!(visitor.get(&at("")).await.status, 404);
}

#[tokio::test]
async fn files_come_as_an_archive() {
    let (test, setting, visitor) = come(Who::Organiser).await;
    visitor.post(&setting.path("cfp/questions/new/sessions/"), &with(&[("variant", "file")])).await;
    let id = all(&test).await[0].id;
    let answer = visitor.get(&setting.path(&format!("cfp/questions/{id}/download/"))).await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.starts_with("PK"));
}

#[tokio::test]
async fn conditions_and_limits_are_kept() {
    let (test, setting, visitor) = come(Who::Organiser).await;
    let new = setting.path("cfp/questions/new/sessions/");
    visitor.post(&new, &with(&[("variant", "choices"), ("option-new1_en", "Yes")])).await;
    let first = all(&test).await.remove(0);
    let option = answer_option::Entity::find().one(test.database.reader()).await.unwrap().unwrap();
    let id = first.id.to_string();
    let values = format!("depends_on_values_{id}");
    let sent = with(&[("question_en", "Why"), ("depends_on", &id), ("min_length", "3")]);
    let refused = visitor.post(&new, &sent).await;
    assert_eq!(refused.status, 422);
    let sent: Vec<_> = sent.into_iter().chain([(values.as_str(), option.identifier.as_str())]).collect();
    assert_eq!(visitor.post(&new, &sent).await.status, 303);
    let second = all(&test).await.remove(1);
    assert_eq!(second.depends_on_id, Some(first.id));
    assert_eq!(second.depends_on_values, serde_json::json!([option.identifier]));
    assert_eq!(second.min_length, Some(3));
    let list = visitor.get(&setting.path("cfp/questions/")).await;
    assert!(list.body.contains("Depends on"), "{}", list.body);
    // Saved again as it is shown, nothing changes.
    for (wrong, status) in
        [(("min_length", "many"), 422), (("deadline", "soon"), 422), (("icon", "evil"), 422)]
    {
        assert_eq!(visitor.post(&new, &with(&[wrong])).await.status, status, "{wrong:?}");
    }
    assert_eq!(visitor.post(&new, &with(&[("question_en", &"x".repeat(10_000))])).await.status, 422);
}

#[tokio::test]
async fn a_list_costs_the_same_whatever_its_length() {
    let (test, setting, visitor) = come(Who::Organiser).await;
    let new = setting.path("cfp/questions/new/sessions/");
    let cost = async || {
        let before = test.database.statements();
        assert_eq!(visitor.get(&setting.path("cfp/questions/")).await.status, 200);
        test.database.statements() - before
    };
    visitor.post(&new, &with(&[])).await;
    cost().await;
    let few = cost().await;
    for _ in 0..15 {
        visitor.post(&new, &with(&[("variant", "choices"), ("option-new1_en", "A")])).await;
    }
    cost().await;
    assert_eq!(cost().await, few);
}

#[tokio::test]
async fn others_find_nothing() {
    let test = sqlite_database().await;
    let setting = set_up(&test).await;
    let organiser = setting.come(Who::Organiser).await;
    organiser.post(&setting.path("cfp/questions/new/sessions/"), &with(&[])).await;
    let id = all(&test).await[0].id;
    for (who, shows) in [(Who::Programme, true), (Who::Reviewer, false), (Who::Speaker, false)] {
        let visitor = setting.come(who).await;
        for (end, needs_settings) in [
            ("", false),
            ("new/", true),
            ("remind/", true),
            (&format!("{id}/"), false),
            (&format!("{id}/edit/"), true),
        ] {
            let status = visitor.get(&setting.path(&format!("cfp/questions/{end}"))).await.status;
            let expected = if shows && !needs_settings { 200 } else { 404 };
            assert_eq!(status, expected, "{who:?} {end}");
        }
        let answer = visitor.post(&setting.path(&format!("cfp/questions/{id}/toggle/")), &[]).await;
        assert_eq!(answer.status, 404);
    }
}
