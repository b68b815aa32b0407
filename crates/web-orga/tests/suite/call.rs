use axum::http::{Method, StatusCode};
use plenary_event::event as events;
use plenary_store::testing::on_both_engines;
use plenary_submission::cfp::Cfp;
use plenary_submission::cfp::flow::{FlowField, Step};
use plenary_submission::{access_code, information, submission_type, track};
use plenary_web::Site;
use plenary_web::testing::site_with;

use crate::setting::{Setting, Who, set_up};
use crate::settings::send;

const HOSTILE: &str = "<script>alert(1)</script> \u{202e}\u{202e} 🦀";

async fn event(
    setting: &Setting,
    test: &plenary_store::testing::TestDatabase,
) -> plenary_store::entity::event::Model {
    events::find(test.database.reader(), &setting.event.slug).await.unwrap()
}

fn organiser() -> plenary_model::Actor {
    plenary_model::Actor::System
}

#[test]
fn pages_open_for_those_who_may() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let settings = [
            "cfp/text",
            "cfp/editor/",
            "cfp/types/new/",
            "cfp/tracks/new/",
            "cfp/access-codes/",
            "cfp/access-codes/new/",
            "info/new/",
        ];
        let lists = ["cfp/types/", "cfp/tracks/", "submissions/tags/", "info/"];
        for who in Who::ALL {
            let visitor = setting.come(who).await;
            for end in settings {
                let answer = visitor.get(&setting.path(end)).await;
                let wanted = match who {
                    Who::Organiser | Who::Administrator => StatusCode::OK,
                    Who::Anonymous => StatusCode::FOUND,
                    _ => StatusCode::NOT_FOUND,
                };
                assert_eq!(answer.status, wanted, "{who:?} {end}: {}", answer.body);
            }
            for end in lists {
                let answer = visitor.get(&setting.path(end)).await;
                let wanted = match who {
                    Who::Organiser | Who::Administrator | Who::Programme => StatusCode::OK,
                    Who::Reviewer if end.ends_with("tags/") => StatusCode::OK,
                    Who::Anonymous => StatusCode::FOUND,
                    _ => StatusCode::NOT_FOUND,
                };
                assert_eq!(answer.status, wanted, "{who:?} {end}: {}", answer.body);
            }
        }
        let visitor = setting.come(Who::Organiser).await;
        assert_eq!(visitor.get(&setting.path("cfp/")).await.location(), setting.path("cfp/editor/"));
    });
}

#[test]
fn the_settings_are_saved_in_the_zone_of_the_event() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let before = Cfp::load(test.database.reader(), &setting.event).await.unwrap().row;
        let same = send(&setting, Who::Organiser, "cfp/text", &[]).await;
        assert_eq!(same.location(), setting.path("cfp/text"), "{}", same.body);
        let now = event(&setting, &test).await;
        assert_eq!(Cfp::load(test.database.reader(), &now).await.unwrap().row, before);
        let saved = send(
            &setting,
            Who::Organiser,
            "cfp/text",
            &[("headline_en", HOSTILE), ("deadline", "2026-07-20T23:59"), ("count_length_in", "words")],
        );
        assert_eq!(saved.await.location(), setting.path("cfp/text"));
        let cfp = Cfp::load(test.database.reader(), &now).await.unwrap();
        assert_eq!(cfp.row.deadline.unwrap().to_string(), "2026-07-20T21:59:00Z");
        assert_eq!(cfp.settings.text("count_length_in", "chars"), "words");
        let page = setting.come(Who::Organiser).await.get(&setting.path("cfp/text")).await.body;
        assert!(page.contains("2026-07-20T23:59") && !page.contains("<script>alert"));
        for (name, value) in [
            ("deadline", "never"),
            ("opening", "2027-01-01T00:00"),
            ("headline_en", &"x".repeat(301)),
            ("count_length_in", "pages"),
        ] {
            let refused = send(&setting, Who::Organiser, "cfp/text", &[(name, value)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        }
    });
}

fn asked(cfp: &Cfp) -> Vec<&'static str> {
    cfp.flow().asked(Step::Info).map(FlowField::key).collect()
}

#[test]
fn the_form_is_set_up_without_scripts() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let path = setting.path("cfp/editor/");
        let visitor = setting.come(Who::Organiser).await;
        let load = async || Cfp::load(test.database.reader(), &setting.event).await.unwrap();
        for step in ["info", "questions", "user", "profile", "nonsense"] {
            let page = visitor.get(&format!("{path}?step={step}")).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.body.contains("id=\"preview\""));
        }
        let moved = visitor.post(&path, &[("step", "info"), ("move", "down-title")]).await;
        assert!(moved.location().contains("moved=down-title"), "{}", moved.body);
        let now = asked(&load().await);
        assert_eq!(now.iter().position(|key| *key == "title"), Some(1));
        let order = visitor.post(&path, &[("step", "info"), ("order", "notes,title")]).await;
        assert_eq!(order.status, StatusCode::NO_CONTENT);
        assert_eq!(asked(&load().await)[..2], ["notes", "title"]);
        visitor.post(&path, &[("step", "info"), ("add", "tags")]).await;
        visitor.post(&path, &[("step", "info"), ("remove", "notes")]).await;
        let now = asked(&load().await);
        assert!(now.contains(&"tags") && !now.contains(&"notes"));
        for wrong in
            [("add", "nothing"), ("order", "biography"), ("order", ""), ("move", "up-x"), ("field", "x")]
        {
            let answer = visitor.post(&path, &[("step", "info"), wrong]).await;
            assert!(answer.status.is_client_error(), "{wrong:?} {}", answer.status);
        }
        let required = visitor.post(&path, &[("step", "info"), ("remove", "title")]).await;
        assert_eq!(required.status, StatusCode::CONFLICT);

        let field = [
            ("part", "field"),
            ("field", "abstract"),
            ("visibility", "required"),
            ("label_en", HOSTILE),
            ("min", "5"),
            ("max", "50"),
        ];
        let saved = visitor.post(&path, &field).await;
        assert!(saved.location().contains("step=info"), "{}", saved.body);
        let page = visitor.get(&path).await.body;
        assert!(page.contains("Between 5 and 50 characters") && !page.contains("<script>alert"));
        for (min, max) in [("60", "50"), ("-1", ""), ("", "200001"), ("x", "")] {
            let mut wrong = field;
            (wrong[4].1, wrong[5].1) = (min, max);
            assert_eq!(
                visitor.post(&path, &wrong).await.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{min} {max}"
            );
        }
        let header =
            [("part", "header"), ("step", "profile"), ("title_en", "Who are you?"), ("text_en", "*Please*")];
        visitor.post(&path, &header).await;
        let page = visitor.get(&format!("{path}?step=profile")).await.body;
        assert!(page.contains("Who are you?") && page.contains("<em>Please</em>"));
        let unsure = visitor.post(&path, &[("part", "reset"), ("step", "info")]).await;
        assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
        visitor.post(&path, &[("part", "reset"), ("step", "info"), ("sure", "on")]).await;
        assert_eq!(asked(&load().await)[0], "title");
    });
}

#[test]
fn types_and_tracks_are_made_changed_and_deleted() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let db = test.database.reader();
        let made = visitor
            .post(&setting.path("cfp/types/new/"), &[("name_en", HOSTILE), ("default_duration", "95")])
            .await;
        assert_eq!(made.location(), setting.path("cfp/types/"), "{}", made.body);
        let page = visitor.get(&setting.path("cfp/types/")).await.body;
        assert!(!page.contains("<script>alert"), "{page}");
        let all = submission_type::list(db, &organiser(), &setting.event).await.unwrap();
        let id = all.iter().find(|one| one.row.default_duration == 95).unwrap().row.id;
        let same =
            send(&setting, Who::Organiser, &format!("cfp/types/{id}/"), &[("deadline", "2026-08-01T12:00")])
                .await;
        assert_eq!(same.location(), setting.path("cfp/types/"), "{}", same.body);
        assert!(visitor.get(&setting.path("cfp/text")).await.body.contains("have a deadline of their own"));
        let default = visitor.post(&setting.path(&format!("cfp/types/{id}/default/")), &[]).await;
        assert_eq!(default.location(), setting.path("cfp/types/"));
        let refused = visitor.post(&setting.path(&format!("cfp/types/{id}/delete/")), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("default session type"));
        // Those who work with proposals look, and can't change.
        let programme = setting.come(Who::Programme).await;
        let page = programme.get(&setting.path(&format!("cfp/types/{id}/"))).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains(" disabled") && !page.body.contains("/delete/"));

        for name in ["A", "B", "C"] {
            let sent = [("name_en", name), ("color", "#2f6f9f")];
            visitor.post(&setting.path("cfp/tracks/new/"), &sent).await;
        }
        let ids = async || track::ids(db, &organiser(), &setting.event).await.unwrap();
        let first = ids().await;
        let up = format!("up-{}", first[2]);
        let moved = visitor.post(&setting.path("cfp/tracks/"), &[("move", &up)]).await;
        assert_eq!(moved.location(), setting.path(&format!("cfp/tracks/?moved={up}")));
        assert_eq!(ids().await, [first[0], first[2], first[1]]);
        let order = format!("{},{},{}", first[2], first[1], first[0]);
        let sorted = visitor.post(&setting.path("cfp/tracks/"), &[("order", &order)]).await;
        assert_eq!(sorted.status, StatusCode::NO_CONTENT);
        assert_eq!(ids().await, [first[2], first[1], first[0]]);
        for wrong in ["999999", "x", ""] {
            let answer = visitor.post(&setting.path("cfp/tracks/"), &[("order", wrong)]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        let gone = visitor.post(&setting.path(&format!("cfp/tracks/{}/delete/", first[0])), &[]).await;
        assert_eq!(gone.location(), setting.path("cfp/tracks/"));
        assert_eq!(visitor.get(&setting.path("cfp/tracks/999999/")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(visitor.get(&setting.path("cfp/tracks/x/")).await.status, StatusCode::NOT_FOUND);
        let again =
            visitor.post(&setting.path("cfp/tracks/new/"), &[("name_en", "A2"), ("color", "red")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn tags_and_codes() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Programme).await;
        let sent = [("tag", HOSTILE), ("color", "#2f6f9f"), ("is_public", "on")];
        let made = visitor.post(&setting.path("submissions/tags/new/"), &sent).await;
        assert_eq!(made.location(), setting.path("submissions/tags/"), "{}", made.body);
        let page = visitor.get(&setting.path("submissions/tags/")).await.body;
        assert!(page.contains("public") && !page.contains("<script>alert"));
        let reviewer = setting.come(Who::Reviewer).await;
        let refused = reviewer.post(&setting.path("submissions/tags/new/"), &sent).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);

        let visitor = setting.come(Who::Organiser).await;
        let sent = [
            ("code", "Moss1"),
            ("maximum_uses", "3"),
            ("valid_until", "2026-08-01T12:00"),
            ("internal_notes", HOSTILE),
        ];
        let made = visitor.post(&setting.path("cfp/access-codes/new/"), &sent).await;
        assert_eq!(made.location(), setting.path("cfp/access-codes/"), "{}", made.body);
        let page = visitor.get(&setting.path("cfp/access-codes/")).await.body;
        assert!(page.contains("0 / 3") && page.contains("Moss1") && !page.contains("<script>alert"));
        let page = visitor.get(&setting.path("cfp/access-codes/moss1/")).await.body;
        assert!(page.contains("/conf/submit/?access_code=Moss1"));
        let letter = visitor.get(&setting.path("cfp/access-codes/Moss1/send")).await.body;
        assert!(letter.contains("access_code=Moss1") && letter.contains("3 proposals"), "{letter}");
        let mail = [("to", "guest@venue.example"), ("subject", "Come"), ("text", "Here")];
        let gone = visitor.post(&setting.path("cfp/access-codes/Moss1/send"), &mail).await;
        assert_eq!(gone.location(), setting.path("cfp/access-codes/Moss1/"), "{}", gone.body);
        let wrong = [("to", "x"), ("subject", ""), ("text", "")];
        let refused = visitor.post(&setting.path("cfp/access-codes/Moss1/send"), &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let drawn = visitor.post(&setting.path("cfp/access-codes/new/"), &[]).await;
        assert_eq!(drawn.location(), setting.path("cfp/access-codes/"));
        let all = access_code::list(test.database.reader(), &organiser(), &setting.event).await.unwrap();
        assert_eq!(all.len(), 2);
        visitor.post(&setting.path("cfp/access-codes/Moss1/delete/"), &[]).await;
        let after = visitor.get(&setting.path("cfp/access-codes/Moss1/")).await;
        assert_eq!(after.status, StatusCode::NOT_FOUND);
    });
}

/// A form with a file, as browsers send it.
fn multipart(fields: &[(&str, &str)], name: &str, content: &str) -> String {
    let mut body = String::new();
    for (field, value) in fields {
        body += &format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
    }
    body += &format!(
        "--edge\r\nContent-Disposition: form-data; name=\"resource\"; filename=\"{name}\"\r\n\
         Content-Type: application/pdf\r\n\r\n{content}\r\n--edge--\r\n"
    );
    body
}

#[test]
fn notes_take_files_that_are_what_they_say() {
    on_both_engines(|test| async move {
        let media =
            std::env::temp_dir().join(format!("plenary-notes-{}-{:?}", std::process::id(), test.engine));
        std::fs::create_dir_all(&media).unwrap();
        let about = Site { media: media.clone(), ..Site::default() };
        let setting =
            Setting { app: site_with(&test, plenary_web_orga::router(), about), ..set_up(&test).await };
        let visitor = setting.come(Who::Organiser).await;
        let path = setting.path("info/new/");
        let fields = [("title_en", "Arrival"), ("text_en", HOSTILE), ("target_group", "confirmed")];
        let kind =
            [("content-type", "multipart/form-data; boundary=edge"), ("sec-fetch-site", "same-origin")];
        for (name, content) in [("a.html", "<b>"), ("a.pdf", "<html>"), ("a.svg", "<svg/>"), ("a", "x")] {
            let refused = visitor.send(Method::POST, &path, &kind, multipart(&fields, name, content)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        }
        let made =
            visitor.send(Method::POST, &path, &kind, multipart(&fields, "../way.pdf", "%PDF-1.7 x")).await;
        assert_eq!(made.location(), setting.path("info/"), "{}", made.body);
        let all = information::list(test.database.reader(), &organiser(), &setting.event).await.unwrap();
        let file = all[0].row.resource.clone().unwrap();
        assert!(file.starts_with("conf/speaker_information/info_") && file.ends_with(".pdf"), "{file}");
        let id = all[0].row.id;
        let programme = setting.come(Who::Programme).await;
        let page = programme.get(&setting.path(&format!("info/{id}/"))).await;
        assert!(page.body.contains(&file) && !page.body.contains("<script>alert"));
        let refused = programme.post(&setting.path(&format!("info/{id}/")), &fields).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let gone = visitor.post(&setting.path(&format!("info/{id}/delete/")), &[]).await;
        assert_eq!(gone.location(), setting.path("info/"));
        let stored = std::fs::read_to_string(media.join(&file));
        std::fs::remove_dir_all(&media).unwrap();
        assert_eq!(stored.unwrap(), "%PDF-1.7 x");
    });
}
