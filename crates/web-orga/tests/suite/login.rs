use axum::http::{Method, StatusCode};
use plenary_store::testing::on_both_engines;
use plenary_web::testing::Visitor;

use crate::setting::{PASSWORD, Who, log_in, set_up};

fn cookie(answer: &plenary_web::testing::Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

#[test]
fn logging_in_and_out() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = Visitor::new(&setting.app);
        let asked = visitor.get("/orga/event/conf/submissions/?state=accepted").await;
        assert_eq!(asked.location(), "/orga/login/?next=/orga/event/conf/submissions/%3Fstate%3Daccepted");
        let query = asked.location().strip_prefix("/orga/login/").unwrap();

        let page = visitor.get(asked.location()).await;
        for part in [
            "type=\"email\"",
            "autocomplete=\"username\"",
            "autocomplete=\"current-password\"",
            "action=\"/orga/login/?next=",
        ] {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        let email = Who::Organiser.email();
        for (email, password) in [
            (email.as_str(), "not it"),
            ("nobody@example.org", PASSWORD),
            (email.as_str(), &PASSWORD.to_uppercase()),
        ] {
            let wrong = log_in(&visitor, query, email, password).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(
                wrong.body.contains("data-error-summary") && wrong.body.contains("don’t belong together")
            );
            assert!(wrong.body.contains(&format!("value=\"{email}\"")) && !wrong.body.contains(password));
            assert!(
                wrong.body.contains("/orga/login/?next=/orga/event/conf/submissions/%3Fstate"),
                "the way back is kept"
            );
        }
        let missing = log_in(&visitor, query, "", "").await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(missing.body.contains("id_email_error") && missing.body.contains("id_password_error"));

        let right = log_in(&visitor, query, &format!("  {} ", email.to_uppercase()), PASSWORD).await;
        assert_eq!(right.status, StatusCode::SEE_OTHER);
        assert_eq!(right.location(), "/orga/event/conf/submissions/?state=accepted");
        assert_eq!(visitor.get(right.location()).await.status, StatusCode::OK);
        assert_eq!(
            visitor.get("/orga/login/?next=/orga/event/conf/").await.location(),
            "/orga/event/conf/",
            "logged in already"
        );

        assert_eq!(visitor.get("/orga/logout/").await.status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.get("/orga/event/").await.status, StatusCode::OK, "a link logs nobody out");
        assert_eq!(visitor.post("/orga/logout/", &[]).await.location(), "/orga/login/");
        assert!(visitor.get("/orga/event/").await.location().starts_with("/orga/login/"));
    });
}

#[test]
fn the_session_gets_a_new_name() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = Visitor::new(&setting.app);
        let first = cookie(&log_in(&visitor, "", &Who::Speaker.email(), PASSWORD).await);
        let second = cookie(&log_in(&visitor, "", &Who::Organiser.email(), PASSWORD).await);
        assert!(first.starts_with("plenary_session=") && first != second);
        let other = Visitor::new(&setting.app);
        let answer = other.send(Method::GET, "/orga/event/", &[("cookie", &first)], String::new()).await;
        assert_eq!(answer.status, StatusCode::FOUND, "whoever knew the first name gets nowhere with it");
    });
}

#[test]
fn nobody_is_led_astray() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let hostile = [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "javascript:alert(1)",
            "orga/event/",
            "",
            " //evil.example",
            "/%00",
        ];
        for next in hostile {
            let visitor = Visitor::new(&setting.app);
            let encoded: String = next.bytes().map(|byte| format!("%{byte:02X}")).collect();
            let query = format!("?next={encoded}");

            let answer = log_in(&visitor, &query, &Who::Organiser.email(), PASSWORD).await;
            assert_eq!(
                (answer.status, answer.location()),
                (StatusCode::SEE_OTHER, "/orga/event/"),
                "{next:?}"
            );
            assert_eq!(
                visitor.get(&format!("/orga/login/{query}")).await.location(),
                "/orga/event/",
                "{next:?}"
            );
            assert_eq!(
                visitor.get(&format!("/orga/logout/{query}")).await.location(),
                "/orga/event/",
                "{next:?}"
            );
            let accept = setting.path(&format!("submissions/{}/accept", setting.proposal.code));
            let answer = visitor.post(&accept, &[("next", next)]).await;
            assert_eq!(answer.location(), "/orga/event/conf/submissions/", "{next:?}");
            assert_eq!(
                visitor.post(&format!("/orga/logout/{query}"), &[]).await.location(),
                "/orga/login/",
                "{next:?}"
            );
        }
    });
}
