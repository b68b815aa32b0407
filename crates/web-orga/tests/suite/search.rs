use axum::http::{Method, StatusCode};
use plenary_model::{Actor, SubmissionState};
use plenary_store::entity::{event, review_phase, submission, team};
use plenary_store::testing::on_both_engines;
use plenary_web::testing::Visitor;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use crate::setting::{Who, create_event, set_up, submit};

async fn find(visitor: &Visitor, query: &str) -> Value {
    ask(visitor, &format!("query={query}")).await
}

/// As a script asks.
async fn ask(visitor: &Visitor, asked: &str) -> Value {
    let path = format!("/orga/nav/typeahead/?{asked}");
    let answer = visitor.send(Method::GET, &path, &[("accept", "application/json")], String::new()).await;
    assert_eq!(answer.status, StatusCode::OK, "{asked}");
    serde_json::from_str(&answer.body).unwrap()
}

fn kinds(answer: &Value) -> Vec<&str> {
    answer["results"].as_array().unwrap().iter().map(|hit| hit["type"].as_str().unwrap()).collect()
}

#[test]
fn everybody_finds_what_is_theirs() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        // Another organiser's event, a draft, and something with capitals that SQLite does not know.
        let other = plenary_event::organiser::create(&tx, &Actor::System, &"Other".into(), "other", None)
            .await
            .unwrap();
        let foreign = create_event(&tx, other, "foreign").await;
        submit(&tx, &foreign, &setting.speaker, "Moss elsewhere").await;
        let draft = submit(&tx, &setting.event, &setting.speaker, "Moss in a draft").await;
        let row = submission::ActiveModel {
            id: Set(draft.id),
            state: Set(SubmissionState::Draft),
            ..Default::default()
        };
        row.update(tx.db()).await.unwrap();
        submit(&tx, &setting.event, &setting.speaker, "ÜBER 100%_Flüsse").await;
        tx.commit().await.unwrap();

        let titles = |answer: &Value, kind: &str| -> Vec<String> {
            let hits = answer["results"].as_array().unwrap().iter().filter(|hit| hit["type"] == kind);
            hits.map(|hit| hit["name"].as_str().unwrap().to_owned()).collect()
        };
        for who in Who::ALL.into_iter().skip(1) {
            let visitor = setting.come(who).await;
            let answer = find(&visitor, "moss").await;
            let expected: &[&str] = match who {
                Who::Programme | Who::Organiser => &["Moss & <b>moon</b>"],
                Who::Administrator => &["Moss elsewhere", "Moss & <b>moon</b>"],
                _ => &[],
            };
            assert_eq!(titles(&answer, "submission"), expected, "{who:?}");
            assert_eq!(answer["pagination"], json!({"more": false}));
            let people = titles(&find(&visitor, "speaker%40example").await, "speaker").len();
            assert_eq!(
                people,
                match who {
                    Who::Programme | Who::Organiser => 1,
                    Who::Administrator => 2,
                    _ => 0,
                },
                "{who:?}"
            );
            let events = titles(&find(&visitor, "beispiel").await, "event").len();
            assert_eq!(
                events,
                match who {
                    Who::Stranger | Who::Speaker => 0,
                    Who::Administrator => 2,
                    _ => 1,
                },
                "{who:?}"
            );
            let own = find(&visitor, &who.email().replace('@', "%40")).await;
            assert_eq!(kinds(&own)[0], "user", "{who:?}");
            assert_eq!(kinds(&own).contains(&"user.admin"), who == Who::Administrator, "{who:?}");
        }
        let organiser = setting.come(Who::Organiser).await;
        let event = find(&organiser, "conf").await["results"][0].clone();
        assert_eq!(
            event,
            json!({"type": "event", "name": "Example Conference", "url": "/orga/event/conf/",
            "organiser": "Example", "date_range": "11–13 September 2026"})
        );
        // After one's own account, whose address has the word in it.
        assert_eq!(
            kinds(&find(&organiser, "example").await)[..2],
            ["user", "organiser"],
            "called exactly so"
        );
        for (query, found) in [
            ("%C3%BCber", 1),
            ("%C3%9CBER", 1),
            ("100%25_", 1),
            ("100__", 0),
            ("fl%C3%BCsse+100", 1),
            (&*setting.proposal.code.to_lowercase(), 1),
            ("mo", 0),
            ("%5C%5C%5C", 0),
            ("%27+or+1%3D1", 0),
        ] {
            assert_eq!(titles(&find(&organiser, query).await, "submission").len(), found, "{query}");
        }
        let none = find(&organiser, "").await;
        assert_eq!(kinds(&none), ["event"]);
        assert_eq!(none["has_more_events"], false);
        assert!(none.get("pages").is_none());
        let anonymous = setting.come(Who::Anonymous).await.get("/orga/nav/typeahead/?query=x").await;
        assert!(anonymous.location().starts_with("/orga/login/?next="));
    });
}

/// Whoever reviews under blinded names, or only some tracks, finds nobody.
#[test]
fn reviewers_find_no_proposals() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let reviewer = setting.come(Who::Reviewer).await;
        let words = plenary_store::contains::words("speaker");
        let part = plenary_submission::lookup::Part { offset: 0, most: 10 };
        let email = Who::Reviewer.email();
        let account = plenary_person::account::find_by_email(test.database.reader(), &email).await;
        let id = account.unwrap().unwrap().id;
        let actor = Actor::Person { account: id, administrator: false };
        let found = async || {
            let db = test.database.reader();
            assert!(
                plenary_submission::lookup::submissions(db, &actor, &words, part).await.unwrap().is_empty()
            );
            plenary_submission::lookup::speakers(db, &actor, &words, part).await.unwrap().len()
        };
        let set_names = async |names: bool| {
            let tx = test.database.begin().await.unwrap();
            review_phase::Entity::update_many()
                .col_expr(review_phase::Column::IsActive, Expr::value(true))
                .col_expr(review_phase::Column::CanSeeSpeakerNames, Expr::value(names))
                .filter(review_phase::Column::EventId.eq(setting.event.id))
                .exec(tx.db())
                .await
                .unwrap();
            tx.commit().await.unwrap();
        };
        set_names(true).await;
        assert_eq!(found().await, 1, "the phase shows names");
        set_names(false).await;
        assert_eq!(found().await, 0, "the phase hides names");
        set_names(true).await;
        let tx = test.database.begin().await.unwrap();
        team::Entity::update_many()
            .col_expr(team::Column::ForceHideSpeakerNames, Expr::value(true))
            .filter(team::Column::IsReviewer.eq(true))
            .exec(tx.db())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found().await, 0, "the team hides names");
        let pages = ask(&reviewer, "event=conf&query=settings").await;
        assert_eq!(pages["pages"], json!([]), "no pages that they may not open");
    });
}

#[test]
fn a_page_without_a_script() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let organiser = setting.come(Who::Organiser).await;
        let html = [("accept", "text/html,application/xhtml+xml,*/*;q=0.8")];
        let get = async |query: &str| {
            organiser.send(Method::GET, &format!("/orga/nav/typeahead/{query}"), &html, String::new()).await
        };
        let page = get("?event=conf&query=zone").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("/orga/event/conf/settings/#id_timezone"), "{}", page.body);
        let page = get("?query=%22%3E%3Cscript%3Ealert(1)").await.body;
        assert!(page.contains("Nothing found for") && !page.contains("<script>alert"), "{page}");
        let page = get("?query=moon").await.body;
        assert!(page.contains("Moss &#38; &#60;b&#62;moon&#60;/b&#62;"), "{page}");
        // An event of which one knows nothing is none, as is one that does not exist.
        for slug in ["nosuch", "%F0%9F%8C%BF", "../x"] {
            assert_eq!(
                get(&format!("?event={slug}&query=a&page=-1&organiser=x")).await.status,
                StatusCode::OK
            );
        }
        let cost = async |query: &str| {
            let before = test.database.statements();
            find(&organiser, query).await;
            test.database.statements() - before
        };
        let few = cost("example").await;
        let tx = test.database.begin().await.unwrap();
        for number in 0..30 {
            submit(&tx, &setting.event, &setting.speaker, &format!("Example {number}")).await;
        }
        tx.commit().await.unwrap();
        assert_eq!(cost("example").await, few);
        let first = find(&organiser, "example").await;
        assert_eq!(first["pagination"]["more"], true);
        let second = find(&organiser, "example&page=2").await;
        assert_eq!((kinds(&second).len(), second["pagination"]["more"].clone()), (10, json!(false)));
    });
}

#[test]
fn ways_in() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let start =
            async |who| setting.come(who).await.get("/orga/start/redirect").await.location().to_owned();
        assert_eq!(start(Who::Organiser).await, "/orga/event/conf/");
        assert_eq!(start(Who::Speaker).await, "/conf/me/submissions/");
        assert_eq!(start(Who::Stranger).await, "/orga/event/");
        // The log-in of an event says nothing of it.
        let visitor = setting.come(Who::Anonymous).await;
        let (there, not) =
            (visitor.get("/orga/event/conf/login/").await, visitor.get("/orga/event/nosuch/login/").await);
        assert_eq!((there.status, not.status), (StatusCode::OK, StatusCode::OK));
        assert!(!there.body.contains("Example Conference"));
        assert_eq!(there.body.replace("/conf/", "/nosuch/"), not.body);
        let form = [("email", "organiser@example.org"), ("password", crate::setting::PASSWORD)];
        let answer = visitor.post("/orga/event/conf/login/", &form).await;
        assert_eq!(answer.location(), "/orga/event/conf/");
        let form = [("email", "organiser@example.org"), ("password", "wrong")];
        let wrong = setting.come(Who::Anonymous).await.post("/orga/event/conf/login/", &form).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("action=\"/orga/event/conf/login/\""), "{}", wrong.body);
    });
}

#[test]
fn tables_and_plugins() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let reviewer = setting.come(Who::Reviewer).await;
        let path = setting.path("preferences/");
        let json_type = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
        let send = async |body: &str| reviewer.send(Method::POST, &path, &json_type, body.to_owned()).await;
        for good in [
            r#"{"table_name":"SubmissionTable","columns":["title","state"],"ordering":["state","-created"]}"#,
            r#"{"table_name":"SubmissionTable","reset":true}"#,
        ] {
            let answer = send(good).await;
            assert_eq!(
                (answer.status, answer.body.as_str()),
                (StatusCode::OK, r#"{"success":true}"#),
                "{good}"
            );
        }
        for bad in [
            "",
            "{}",
            "[]",
            r#"{"table_name":"SubmissionTable","columns":"title"}"#,
            r#"{"table_name":"x"}"#,
            r#"{"table_name":"SubmissionTable","ordering":[1]}"#,
            r#"{"columns":[]}"#,
            "\u{0}",
        ] {
            let answer = send(bad).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{bad}");
            assert!(answer.body.contains("\"error\""), "{bad}: {}", answer.body);
        }
        let tx = test.database.begin().await.unwrap();
        let row = event::ActiveModel {
            id: Set(setting.event.id),
            plugins: Set(Some("pretalx_pages, <b>odd</b>".to_owned())),
            ..Default::default()
        };
        row.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        let page = setting.come(Who::Organiser).await.get(&setting.path("settings/plugins")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.body.contains("<code>pretalx_pages</code>") && !page.body.contains("<b>odd</b>"),
            "{}",
            page.body
        );
    });
}
