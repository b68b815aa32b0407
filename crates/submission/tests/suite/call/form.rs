use plenary_model::settings::{CfpField, Visibility};
use plenary_model::{Error, I18nText};
use plenary_store::entity::{activity_log, cfp, event};
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_submission::cfp::Cfp;
use plenary_submission::cfp::editor::{self, Wanted};
use plenary_submission::cfp::flow::{Flow, FlowField, Step};
use plenary_submission::cfp::length::{LengthUnit, Limits};
use plenary_submission::cfp::settings;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait};
use serde_json::json;

use super::setting::{Setting, logged, set_up, text};

async fn call(test: &TestDatabase, setting: &Setting) -> (cfp::Model, Flow) {
    let cfp = Cfp::load(test.database.reader(), &setting.event).await.unwrap();
    let flow = cfp.flow();
    (cfp.row, flow)
}

fn keys(flow: &Flow, step: Step) -> Vec<&'static str> {
    flow.asked(step).map(FlowField::key).collect()
}

#[test]
fn fields_are_set_up_in_the_stored_shape() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (chair, event) = (&setting.chair, &setting.event);
        let tx = test.database.begin().await.unwrap();
        // Keys of others stay.
        let old = cfp::ActiveModel {
            id: Set(call(&test, &setting).await.0.id),
            fields: Set(json!({"abstract": {"visibility": "required", "plugin": 1}, "other": {"x": 2}})),
            settings: Set(json!({"flow": {"steps": {"plugin": {"title": "A"}}}, "more": true})),
            ..Default::default()
        };
        old.update(tx.db()).await.unwrap();
        let wanted = Wanted {
            visibility: Visibility::Optional,
            label: text("Teaser", "Kurztext"),
            help: text("Short!", ""),
            limits: Limits::new(Some(10), Some(500)),
        };
        assert!(editor::save_field(&tx, chair, event, CfpField::Abstract, wanted.clone()).await.unwrap());
        assert!(!editor::save_field(&tx, chair, event, CfpField::Abstract, wanted).await.unwrap());
        tx.commit().await.unwrap();
        let (row, flow) = call(&test, &setting).await;
        assert_eq!(
            row.fields,
            json!({
                "abstract": {"visibility": "optional", "min_length": 10, "max_length": 500, "plugin": 1},
                "other": {"x": 2},
            })
        );
        let steps = &row.settings["flow"]["steps"];
        assert_eq!((&row.settings["more"], &steps["plugin"]), (&json!(true), &json!({"title": "A"})));
        let fields = steps["info"]["fields"].as_array().unwrap();
        assert_eq!(fields.len(), Step::Info.fields().len());
        let own = fields.iter().find(|field| field["key"] == "abstract").unwrap();
        assert_eq!(
            *own,
            json!({
                "key": "abstract", "label": {"de": "Kurztext", "en": "Teaser"}, "help_text": {"en": "Short!"},
                "request": true, "required": false,
            })
        );
        assert!(steps.get("profile").is_none(), "what was not touched is not written");
        assert_eq!(flow.field(CfpField::Abstract).unwrap().limits, Limits { min: Some(10), max: Some(500) });
        let entry = logged(&test).await;
        assert_eq!((entry.action_type.as_str(), entry.is_orga_action), ("pretalx.cfp.update", true));
        let changed = &entry.data.unwrap()["changes"]["abstract"];
        assert_eq!(
            (&changed["old"]["visibility"], &changed["new"]["visibility"]),
            (&json!("required"), &json!("optional"))
        );
    });
}

#[test]
fn order_and_what_is_asked() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (chair, event) = (&setting.chair, &setting.event);
        let tx = test.database.begin().await.unwrap();
        let order = [CfpField::Notes, CfpField::Title];
        assert!(editor::reorder(&tx, chair, event, Step::Info, &order).await.unwrap());
        assert!(
            editor::set_visibility(&tx, chair, event, CfpField::Tags, Visibility::Optional).await.unwrap()
        );
        assert!(
            editor::set_visibility(&tx, chair, event, CfpField::Image, Visibility::DoNotAsk).await.unwrap()
        );
        let wrong = editor::reorder(&tx, chair, event, Step::Info, &[CfpField::Biography]).await;
        assert!(matches!(wrong, Err(Error::NotFound)));
        for field in [CfpField::Title, CfpField::Name, CfpField::SubmissionType] {
            let refused = editor::set_visibility(&tx, chair, event, field, Visibility::DoNotAsk).await;
            assert!(matches!(refused, Err(Error::Conflict(_))));
        }
        let title = text("Idea", "Idee");
        assert!(editor::save_step(&tx, chair, event, Step::User, title, I18nText::Empty).await.unwrap());
        tx.commit().await.unwrap();
        let (row, flow) = call(&test, &setting).await;
        let asked = keys(&flow, Step::Info);
        assert_eq!(asked[..2], ["notes", "title"]);
        assert!(asked.contains(&"tags") && !asked.contains(&"image"));
        let fields = row.settings["flow"]["steps"]["info"]["fields"].as_array().unwrap();
        let image = fields.iter().find(|field| field["key"] == "image").unwrap();
        assert_eq!((&image["request"], &image["required"]), (&json!(false), &json!(false)));
        assert_eq!(flow.step(Step::User).unwrap().title.get("de", "en"), "Idee");

        let tx = test.database.begin().await.unwrap();
        editor::reset(&tx, chair, event).await.unwrap();
        tx.commit().await.unwrap();
        let (row, flow) = call(&test, &setting).await;
        assert_eq!((&row.fields, &row.settings["flow"]), (&json!({}), &json!({})));
        assert_eq!(keys(&flow, Step::Info)[0], "title");
        assert_eq!(logged(&test).await.action_type, "pretalx.cfp.reset");
    });
}

#[test]
fn limits_fit_the_columns() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (chair, event) = (&setting.chair, &setting.event);
        let tx = test.database.begin().await.unwrap();
        let with = |min, max| Wanted {
            visibility: Visibility::Required,
            label: I18nText::Empty,
            help: I18nText::Empty,
            limits: Limits::new(min, max),
        };
        for wrong in [with(None, Some(1001)), with(Some(5), Some(4)), with(Some(2000), None)] {
            let refused = editor::save_field(&tx, chair, event, CfpField::Title, wrong).await;
            assert!(matches!(refused, Err(Error::Invalid(_))));
        }
        editor::save_field(&tx, chair, event, CfpField::Title, with(None, Some(1000))).await.unwrap();
        let many =
            editor::save_field(&tx, chair, event, CfpField::AdditionalSpeaker, with(None, Some(51))).await;
        assert!(matches!(many, Err(Error::Invalid(_))));
        tx.commit().await.unwrap();

        // What an import brings: more words than the column has characters.
        let tx = test.database.begin().await.unwrap();
        let (row, _) = call(&test, &setting).await;
        let old = cfp::ActiveModel {
            id: Set(row.id),
            fields: Set(json!({"title": {"visibility": "required", "max_length": 1500}})),
            settings: Set(json!({"count_length_in": "words"})),
            ..Default::default()
        };
        let row = old.update(tx.db()).await.unwrap();
        let wanted =
            settings::Wanted { count_length_in: LengthUnit::Characters, ..settings::Wanted::of(&row, event) };
        let Err(Error::Invalid(problems)) = settings::update(&tx, chair, event, wanted).await else {
            panic!("too long for the column");
        };
        assert_eq!(problems[0].field, "count_length_in");
    });
}

#[test]
fn settings_are_saved_with_what_changed() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (chair, event) = (&setting.chair, &setting.event);
        let (row, _) = call(&test, &setting).await;
        let before = activity_log::Entity::find().count(test.database.reader()).await.unwrap();
        let tx = test.database.begin().await.unwrap();
        let now = settings::Wanted::of(&row, event);
        assert!(!settings::update(&tx, chair, event, now.clone()).await.unwrap(), "nothing changed");
        let wanted = settings::Wanted {
            headline: text("Come!", "Kommt!"),
            opening: Some("2026-05-01T10:00:00Z".parse().unwrap()),
            count_length_in: LengthUnit::Words,
            show_deadline: false,
            speakers_can_edit_submissions: false,
            mail_on_new_submission: true,
            ..now
        };
        assert!(settings::update(&tx, chair, event, wanted.clone()).await.unwrap());
        let late =
            settings::Wanted { opening: Some("2026-08-01T10:00:00Z".parse().unwrap()), ..wanted.clone() };
        assert!(matches!(settings::update(&tx, chair, event, late).await, Err(Error::Invalid(_))));
        for actor in [&setting.stranger, &setting.speaker] {
            let refused = settings::update(&tx, actor, event, wanted.clone()).await;
            assert!(matches!(refused, Err(Error::NotFound)));
        }
        tx.commit().await.unwrap();
        let (row, flow) = call(&test, &setting).await;
        let event = event::Entity::find_by_id(event.id).one(test.database.reader()).await.unwrap().unwrap();
        assert_eq!(settings::Wanted::of(&row, &event), wanted);
        assert_eq!(flow.unit, LengthUnit::Words);
        assert!(event.revision > setting.event.revision, "public pages show it");
        let entry = logged(&test).await;
        let changes = entry.data.unwrap()["changes"].clone();
        assert_eq!(changes["count_length_in"], json!({"old": "chars", "new": "words"}));
        assert_eq!(changes["speakers_can_edit_submissions"], json!({"old": true, "new": false}));
        assert_eq!(activity_log::Entity::find().count(test.database.reader()).await.unwrap(), before + 1);
    });
}
