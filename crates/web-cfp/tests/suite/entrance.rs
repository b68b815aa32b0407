//! Where the state of an event leads whoever asks for a page of the call or of an account.

use axum::http::StatusCode;
use plenary_store::entity::account;
use plenary_store::testing::on_both_engines;
use plenary_web::testing::Visitor;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::setting::{FORM, register, set_up};

#[test]
fn visitors_of_a_private_event_are_asked_to_log_in() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = Visitor::new(&setting.app);
        let pages = [
            "cfp",
            "submit/",
            "submit/Ab3dE9/info/",
            "reset",
            "me/",
            "me/sessions/",
            "me/mails/",
            "me/submissions/",
            "me/submissions/ABCDEF/",
            "me/submissions/ABCDEF/withdraw",
        ];
        for page in pages {
            let path = format!("/hidden/{page}");
            let answer = visitor.get(&path).await;
            assert_eq!(answer.status, StatusCode::FOUND, "{path}");
            assert_eq!(answer.location(), format!("/hidden/login/?next={path}"));
            // There is nothing to log in for.
            assert_eq!(visitor.get(&format!("/nosuch/{page}")).await.status, StatusCode::NOT_FOUND, "{page}");
        }
        let sent = visitor.post("/hidden/submit/Ab3dE9/info/", &[("title", "x")]).await;
        assert_eq!(sent.location(), "/hidden/login/?next=/hidden/submit/Ab3dE9/info/");
        // Its own log-in is not there for anybody, or it would lead in a circle.
        let organiser = register(&setting.app, "Ada", "ada@example.org").await;
        let tx = test.database.begin().await.unwrap();
        account::Entity::update_many()
            .col_expr(account::Column::IsAdministrator, Expr::value(true))
            .filter(account::Column::Email.eq("ada@example.org"))
            .exec(tx.db())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        for page in ["login/", "login/code/"] {
            let path = format!("/hidden/{page}");
            for who in [&visitor, &organiser] {
                assert_eq!(who.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
                assert_eq!(who.post(&path, &[("login_email", "x")]).await.status, StatusCode::NOT_FOUND);
            }
        }
        assert_eq!(organiser.get("/hidden/cfp").await.status, StatusCode::OK);
        assert_eq!(organiser.get("/hidden/me/").await.status, StatusCode::OK);
    });
}

#[test]
fn every_way_to_a_proposal_has_an_address_of_its_own() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = Visitor::new(&setting.app);
        let begin = async |query: &str| {
            let answer = visitor.get(&format!("/conf/submit/{query}")).await;
            assert_eq!(answer.status, StatusCode::FOUND);
            let to = answer.location().to_owned();
            let (way, rest) = to.strip_prefix("/conf/submit/").unwrap().split_once('/').unwrap();
            assert!(way.len() == 6 && way.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{to}");
            (way.to_owned(), rest.to_owned())
        };
        let (first, rest) = begin("").await;
        assert_eq!(rest, "info/");
        // Everything in the address goes on, as it was written.
        let query = "?access_code=A%2Bb&track=3-moss&submission_type=&lang=de&other=%3Cb%3E";
        let (second, rest) = begin(query).await;
        assert_eq!(rest, format!("info/{query}"));
        assert_ne!(first, second);

        // The form is for people with an account.
        let form = format!("/conf/submit/{first}/info/");
        assert_eq!(visitor.get(&form).await.location(), format!("/conf/login/?next={form}"));
        let speaker = register(&setting.app, "Zoë", "zoe@example.org").await;
        assert_eq!(speaker.get(&form).await.status, StatusCode::OK);
        for path in [
            format!("/conf/submit/{first}/profile/"),
            format!("/conf/submit/{first}/nosuch/"),
            "/conf/submit/Ab3dE/info/".to_owned(),
            "/conf/submit/Ab3dE9x/info/".to_owned(),
            "/conf/submit/Ab3d%2F9/info/".to_owned(),
            "/conf/submit/Ab3d%C3%A99/info/".to_owned(),
            "/conf/submit/%00b3dE9/info/".to_owned(),
        ] {
            let status = speaker.get(&path).await.status;
            assert!([StatusCode::NOT_FOUND, StatusCode::BAD_REQUEST].contains(&status), "{path}: {status}");
        }
        // After the deadline the way begins all the same, and ends where one reads why.
        test.clock.set("2026-06-05T10:00:01Z".parse().unwrap());
        assert_eq!(begin("").await.1, "info/");
        for who in [&visitor, &speaker] {
            let answer = who.get(FORM).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, "/conf/cfp"));
        }
    });
}
