use axum::http::{Method, StatusCode};
use plenary_store::testing::on_both_engines;
use plenary_web::testing::Visitor;

use crate::setting::{FORM, PASSWORD, register, set_up};

#[test]
fn registering_logging_out_and_in() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = register(&setting.app, "Zoë Übermut", "zoe@example.org").await;
        assert_eq!(visitor.get("/conf/me/submissions/").await.status, StatusCode::OK);
        let on = visitor.get("/conf/login/?next=/conf/submit/").await;
        assert_eq!((on.status, on.location()), (StatusCode::FOUND, "/conf/submit/"), "logged in already");
        let on = visitor.get("/conf/login/").await;
        assert_eq!((on.status, on.location()), (StatusCode::FOUND, "/conf/me/submissions/"));
        assert_eq!(visitor.get("/conf/logout").await.location(), "/conf/cfp");
        assert_eq!(
            visitor.get("/conf/me/submissions/").await.status,
            StatusCode::OK,
            "a link logs nobody out"
        );
        assert_eq!(visitor.post("/conf/logout", &[]).await.location(), "/conf/cfp");
        assert!(visitor.get("/conf/me/submissions/").await.location().starts_with("/conf/login/?next="));

        let wrong = visitor
            .post("/conf/login/", &[("login_email", "zoe@example.org"), ("login_password", "nope")])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.body.contains("value=\"zoe@example.org\"") && !wrong.body.contains("nope"),
            "{}",
            wrong.body
        );
        let right = visitor
            .post(
                "/conf/login/?next=/conf/submit/",
                &[("login_email", "ZOE@example.org"), ("login_password", PASSWORD)],
            )
            .await;
        assert_eq!((right.status, right.location()), (StatusCode::SEE_OTHER, "/conf/submit/"));
    });
}

#[test]
fn nobody_is_led_astray() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        register(&setting.app, "Zoë", "zoe@example.org").await;
        for next in [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "/%09/evil.example",
            "javascript:alert(1)",
            "conf/",
        ] {
            let visitor = Visitor::new(&setting.app);
            let path = format!("/conf/login/?next={}", next.replace('%', "%25"));
            let answer = visitor
                .post(&path, &[("login_email", "zoe@example.org"), ("login_password", PASSWORD)])
                .await;
            assert!(
                ["/conf/me/submissions/", "/%2509/evil.example"].contains(&answer.location())
                    || answer.location().starts_with("/%09/"),
                "{next}: {}",
                answer.location()
            );
        }
    });
}

#[test]
fn mistakes_stand_beside_the_field_and_what_was_typed_stays() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        register(&setting.app, "Zoë", "zoe@example.org").await;
        let visitor = Visitor::new(&setting.app);
        let try_with = async |name: &str, email: &str, password: &str, repeat: &str| {
            let fields = [
                ("register_name", name),
                ("register_email", email),
                ("register_password", password),
                ("register_password_repeat", repeat),
            ];
            let answer = visitor.post("/conf/login/", &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            answer.body
        };
        for (field, body) in [
            ("register_name", try_with("", "a@example.org", PASSWORD, PASSWORD).await),
            ("register_name", try_with("<b>x</b>", "a@example.org", PASSWORD, PASSWORD).await),
            ("register_email", try_with("A", "nobody", PASSWORD, PASSWORD).await),
            ("register_email", try_with("A", "Zoe@Example.org", PASSWORD, PASSWORD).await),
            ("register_password", try_with("A", "a@example.org", "short", "short").await),
            ("register_password_repeat", try_with("A", "a@example.org", PASSWORD, "another").await),
        ] {
            assert!(
                body.contains(&format!("id=\"{field}_error\"")) || body.contains(&format!("{field}_error")),
                "{field}: {body}"
            );
            assert!(!body.contains(PASSWORD), "a password is never sent back");
        }
        let body = try_with("Anna", "nobody", PASSWORD, PASSWORD).await;
        assert!(body.contains("value=\"Anna\"") && body.contains("value=\"nobody\""), "{body}");
    });
}

#[test]
fn another_site_can_do_nothing() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = register(&setting.app, "Zoë", "zoe@example.org").await;
        let form = ("content-type", "application/x-www-form-urlencoded");
        for headers in [
            vec![form, ("sec-fetch-site", "cross-site")],
            vec![form, ("origin", "https://evil.example")],
            vec![form],
        ] {
            let answer = visitor.send(Method::POST, "/conf/logout", &headers, String::new()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
        }
        assert_eq!(visitor.get("/conf/me/submissions/").await.status, StatusCode::OK);
    });
}

#[test]
fn a_hidden_event_does_not_exist() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = register(&setting.app, "Zoë", "zoe@example.org").await;
        for path in [
            "cfp",
            "login/",
            "submit/",
            "me/submissions/",
            "me/submissions/ABCDEF/",
            "me/submissions/ABCDEF/confirm",
        ] {
            for event in ["hidden", "nosuch"] {
                assert_eq!(
                    visitor.get(&format!("/{event}/{path}")).await.status,
                    StatusCode::NOT_FOUND,
                    "{event}/{path}"
                );
            }
        }
        let form = FORM.replace("/conf/", "/hidden/");
        assert_eq!(visitor.post(&form, &[("title", "x")]).await.status, StatusCode::NOT_FOUND);
    });
}
