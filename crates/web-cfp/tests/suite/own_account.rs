//! One's own account, at an event and at the instance.

use axum::http::{Method, StatusCode};
use plenary_person::second_factor;
use plenary_store::entity::{account, api_token, profile_picture, second_factor as factors, team_member};
use plenary_store::sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_web::Site;
use plenary_web::testing::{Answer, Visitor, site_with};

use crate::setting::{FORM, PASSWORD, register, set_up};
use crate::setting_accounts::{link, log_in, mails, register_as, strict};

async fn zoe(test: &TestDatabase) -> account::Model {
    let found = account::Entity::find().filter(account::Column::Email.eq("zoe@example.org"));
    found.one(test.database.reader()).await.unwrap().unwrap()
}

#[test]
fn registering_tells_nothing_about_an_address() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        register(&setting.app, "Zoë", "zoe@example.org").await;
        let app = strict(&test);
        let (new, known) = (Visitor::new(&app), Visitor::new(&app));
        let for_new = register_as(&new, "/conf/login/", "New", "new@example.org").await;
        let for_known = register_as(&known, "/conf/login/", "New", "ZOE@example.org").await;
        let outline = |answer: &Answer| {
            let cookies: Vec<String> = answer
                .headers
                .get_all("set-cookie")
                .iter()
                .map(|value| value.to_str().unwrap().split('=').next().unwrap().to_owned())
                .collect();
            (answer.status, answer.location().to_owned(), answer.body.clone(), cookies)
        };
        assert_eq!(outline(&for_new), outline(&for_known));
        assert_eq!(for_new.location(), "/conf/verify/");
        let page = async |visitor: &Visitor, email: &str| {
            visitor.get("/conf/verify/").await.body.replace(email, "ADDRESS")
        };
        assert_eq!(page(&new, "new@example.org").await, page(&known, "zoe@example.org").await);
        let again = async |visitor: &Visitor| {
            let answer = visitor.post("/conf/verify/", &[("action", "resend")]).await;
            (answer.status, answer.location().to_owned())
        };
        assert_eq!(again(&new).await, again(&known).await);
        let to: Vec<String> = mails(&test).await.into_iter().map(|(to, _)| to).collect();
        assert_eq!(to, ["new@example.org", "zoe@example.org"], "both addresses get a mail");
    });
}

#[test]
fn whoever_did_not_prove_an_address_gets_no_further_than_a_proposal() {
    on_both_engines(|test| async move {
        set_up(&test).await;
        let app = strict(&test);
        let visitor = Visitor::new(&app);
        let answer = register_as(&visitor, "/conf/login/?next=/conf/submit/", "Zoë", "zoe@example.org").await;
        assert_eq!(answer.location(), "/conf/verify/");
        assert!(visitor.get("/conf/verify/").await.body.contains("href=\"/conf/submit/\""));
        assert_eq!(visitor.get(FORM).await.status, StatusCode::OK, "no proposal is lost");
        for path in ["/conf/me/", "/conf/me/submissions/", "/conf/me/sessions/", "/orga/me"] {
            let answer = visitor.get(path).await;
            let wait = if path.starts_with("/orga") { "/orga/verify/" } else { "/conf/verify/" };
            assert_eq!(answer.location(), format!("{wait}?next={path}"));
        }
        let link = link(&test, "/conf/verify/").await;
        let page = visitor.get(&link).await;
        assert!(page.status == StatusCode::OK && page.body.contains("zoe@example.org"));
        assert_eq!(visitor.get("/conf/me/").await.status, StatusCode::FOUND, "looking confirms nothing");
        let done = visitor.post(&link, &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.get("/conf/me/").await.status, StatusCode::OK);
        assert_eq!(visitor.post(&link, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "once");
        for wrong in ["/conf/verify/nosuch", "/orga/verify/nosuch"] {
            assert_eq!(visitor.get(wrong).await.status, StatusCode::OK);
        }
    });
}

#[test]
fn a_forgotten_password() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let old = register(&setting.app, "Zoë", "zoe@example.org").await;
        let visitor = Visitor::new(&setting.app);
        let mut answers = Vec::new();
        for email in ["zoe@example.org", "nobody@example.org"] {
            let answer = visitor.post("/conf/reset", &[("login_email", email)]).await;
            let page = visitor.get(answer.location()).await;
            answers.push((answer.status, answer.location().to_owned(), page.body));
        }
        assert_eq!(answers[0], answers[1]);
        let path = link(&test, "/conf/reset/").await;
        let page = visitor.get(&path).await;
        assert_eq!(
            (page.header("cache-control"), page.header("referrer-policy")),
            ("no-store", "same-origin")
        );
        let send = async |password: &str, repeat: &str| {
            visitor.post(&path, &[("password", password), ("password_repeat", repeat)]).await
        };
        let refused = send("a new long one", "another").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!refused.body.contains("a new long one"));
        assert_eq!(send("a new long one", "a new long one").await.location(), "/conf/login/");
        assert_eq!(send("one more time", "one more time").await.location(), "/conf/reset", "once");
        let gone = old.get("/conf/me/").await;
        assert!(gone.location().starts_with("/conf/login/"), "every session ended");
        assert_eq!(
            log_in(&visitor, "zoe@example.org", PASSWORD).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert_eq!(log_in(&visitor, "zoe@example.org", "a new long one").await.status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.get("/orga/reset/").await.status, StatusCode::OK);
        assert_eq!(visitor.get("/conf/invite/abc").await.location(), "/conf/reset/abc");
    });
}

#[test]
fn guessing_a_password_has_to_wait() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        register(&setting.app, "Zoë", "zoe@example.org").await;
        let visitor = Visitor::new(&setting.app);
        for _ in 0..20 {
            let wrong = log_in(&visitor, "zoe@example.org", "guess").await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let limited = log_in(&visitor, "zoe@example.org", PASSWORD).await;
        assert_eq!(limited.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(limited.header("retry-after").parse::<u32>().unwrap() > 200);
        assert!(limited.body.contains("6 minutes") || limited.body.contains("5 minutes"), "{}", limited.body);
        assert!(limited.body.contains("value=\"zoe@example.org\""), "what was typed stays");
    });
}

#[test]
fn a_session_gets_another_name_at_log_in_and_others_can_be_ended() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        register(&setting.app, "Zoë", "zoe@example.org").await;
        let visitor = Visitor::new(&setting.app);
        // A session before logging in: the message that waits for the next page.
        visitor.post("/conf/reset", &[("login_email", "x@example.org")]).await;
        let before = visitor.cookie("plenary_session").unwrap();
        log_in(&visitor, "zoe@example.org", PASSWORD).await;
        assert_ne!(visitor.cookie("plenary_session").unwrap(), before);
        let thief = Visitor::new(&setting.app);
        let cookie = format!("plenary_session={before}");
        let stolen = thief.send(Method::GET, "/conf/me/", &[("cookie", &cookie)], String::new()).await;
        assert!(stolen.location().starts_with("/conf/login/"));

        let page = visitor.get("/conf/me/sessions/").await;
        assert_eq!(page.body.matches("<tr>").count(), 3, "a head and two sessions: {}", page.body);
        assert_eq!(page.body.matches("badge--accent").count(), 1);
        let other = Visitor::new(&setting.app);
        log_in(&other, "zoe@example.org", PASSWORD).await;
        assert_eq!(visitor.post("/conf/me/sessions/", &[]).await.status, StatusCode::SEE_OTHER);
        assert!(other.get("/conf/me/").await.location().starts_with("/conf/login/"));
        assert_eq!(visitor.get("/conf/me/").await.status, StatusCode::OK);
    });
}

#[test]
fn a_second_step() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = register(&setting.app, "Zoë", "zoe@example.org").await;
        let page = visitor.post("/conf/me/two-factor/", &[("action", "begin")]).await;
        assert!(page.body.contains("<svg class=\"qr\"") && page.header("cache-control") == "no-store");
        let row = factors::Entity::find().one(test.database.reader()).await.unwrap().unwrap();
        let now = test.database.clock().now();
        let wrong = visitor.post("/conf/me/two-factor/", &[("action", "confirm"), ("code", "1")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let code = second_factor::code_at(&row.secret, now).unwrap();
        let codes = visitor.post("/conf/me/two-factor/", &[("action", "confirm"), ("code", &code)]).await;
        assert_eq!(codes.body.matches("class=\"secret\"").count(), second_factor::RECOVERY_CODES);
        let recovery = codes.body.split("class=\"secret\">").nth(1).unwrap();
        let recovery = recovery.split('<').next().unwrap().to_owned();
        assert!(!visitor.get("/conf/me/two-factor/").await.body.contains(&recovery), "shown once");

        let other = Visitor::new(&setting.app);
        assert_eq!(other.get("/conf/login/code/").await.location(), "/conf/login/");
        let fields = [("login_email", "zoe@example.org"), ("login_password", PASSWORD)];
        let asked = other.post("/conf/login/?next=/conf/me/", &fields).await;
        assert_eq!(asked.location(), "/conf/login/code/");
        assert!(other.get("/conf/me/").await.location().starts_with("/conf/login/"), "not logged in yet");
        assert_eq!(other.get("/conf/login/code/").await.status, StatusCode::OK);
        let replayed = other.post("/conf/login/code/", &[("code", &code)]).await;
        assert_eq!(replayed.status, StatusCode::UNPROCESSABLE_ENTITY);
        let right = other.post("/conf/login/code/", &[("code", &recovery)]).await;
        assert_eq!(right.location(), "/conf/me/");
        assert_eq!(other.get("/conf/me/").await.status, StatusCode::OK);

        let off = async |password: &str| {
            other.post("/conf/me/two-factor/", &[("action", "off"), ("password", password)]).await.status
        };
        assert_eq!(off("guess").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(off(PASSWORD).await, StatusCode::SEE_OTHER);
        let third = Visitor::new(&setting.app);
        assert_eq!(log_in(&third, "zoe@example.org", PASSWORD).await.location(), "/conf/me/submissions/");
    });
}

#[test]
fn changing_how_to_log_in_takes_the_password() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = register(&setting.app, "Zoë", "zoe@example.org").await;
        let other = Visitor::new(&setting.app);
        log_in(&other, "zoe@example.org", PASSWORD).await;
        let send = async |path: &str, email: &str, old: &str, new: &str| {
            let fields = [
                ("form", "login"),
                ("email", email),
                ("old_password", old),
                ("password", new),
                ("password_repeat", new),
            ];
            visitor.post(path, &fields).await
        };
        for path in ["/conf/me/", "/orga/me"] {
            for (email, new) in [("next@example.org", ""), ("zoe@example.org", "a new long one")] {
                for old in ["", "guess"] {
                    let refused = send(path, email, old, new).await;
                    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
                    assert!(refused.body.contains("id_old_password_error"), "{}", refused.body);
                }
            }
        }
        assert_eq!(send("/conf/me/", "zoe@example.org", "", "").await.status, StatusCode::SEE_OTHER);
        let changed = send("/orga/me", "next@example.org", PASSWORD, "a new long one").await;
        assert_eq!(changed.location(), "/orga/me");
        assert_eq!(visitor.get("/orga/me").await.status, StatusCode::OK, "this session goes on");
        assert!(other.get("/conf/me/").await.location().starts_with("/conf/login/"), "others end");
        assert!(visitor.get("/conf/me/").await.body.contains("next@example.org"), "it waits");
        let cancel = visitor.post("/conf/me/", &[("form", "cancel_email_change")]).await;
        assert_eq!(cancel.status, StatusCode::SEE_OTHER);
        assert_eq!(zoe(&test).await.pending_email, None);
    });
}

fn multipart(parts: &[(&str, Option<&str>, &str)]) -> String {
    let mut body = String::new();
    for (name, file, value) in parts {
        let file =
            file.map(|name| format!("; filename=\"{name}\"\r\nContent-Type: image/png")).unwrap_or_default();
        body.push_str(&format!(
            "--x\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n"
        ));
    }
    body + "--x--\r\n"
}

#[test]
fn profiles_and_pictures() {
    on_both_engines(|test| async move {
        set_up(&test).await;
        let folder = tempfile::tempdir().unwrap();
        let site = Site { media: folder.path().to_owned(), ..Site::default() };
        let app = site_with(&test, plenary_web_cfp::router(), site);
        let visitor = register(&app, "Zoë", "zoe@example.org").await;
        let headers =
            [("content-type", "multipart/form-data; boundary=x"), ("sec-fetch-site", "same-origin")];
        let send = async |path: &str, name: &str, file: Option<(&str, &str)>| {
            let mut parts = vec![
                ("form", None, "profile"),
                ("name", None, name),
                ("biography", None, "About me"),
                ("locale", None, "de"),
                ("timezone", None, "Europe/Berlin"),
            ];
            if let Some((file, content)) = file {
                parts.push(("avatar", Some(file), content));
            }
            visitor.send(Method::POST, path, &headers, multipart(&parts)).await
        };
        for (file, content) in
            [("x.svg", "<svg/>"), ("x.png", "<html>"), ("x.exe", "MZ"), ("x.png", "\u{89}PNG")]
        {
            let refused = send("/conf/me/", "Zoë", Some((file, content))).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{file}");
            assert!(refused.body.contains("id_avatar_error") && refused.body.contains("About me"));
        }
        let stored = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(stored, 0, "nothing that was refused is kept");
        let gif = "GIF89a\u{1}\0\u{1}\0\0\0\0,\0\0\0\0\u{1}\0\u{1}\0\0\u{2}\u{2}D\u{1}\0;";
        assert_eq!(
            send("/conf/me/", "<b>", Some(("me.gif", gif))).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let saved = send("/conf/me/", "Zoë", Some(("../../me.gif", gif))).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let picture = profile_picture::Entity::find().one(test.database.reader()).await.unwrap().unwrap();
        let path = picture.avatar.unwrap();
        assert!(path.starts_with("avatars/") && folder.path().join(&path).is_file(), "{path}");
        assert_eq!(zoe(&test).await.profile_picture_id, Some(picture.id), "the account's first");
        let saved = send("/orga/me", "Zoë Z", None).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let row = zoe(&test).await;
        assert_eq!(
            (row.name.as_str(), row.locale.as_str(), row.timezone.as_str()),
            ("Zoë Z", "de", "Europe/Berlin")
        );

        let steal =
            profile_picture::ActiveModel { avatar: Set(Some("avatars/y".into())), ..Default::default() };
        let tx = test.database.begin().await.unwrap();
        let foreign = steal.insert(tx.db()).await.unwrap().id;
        tx.commit().await.unwrap();
        for wrong in [foreign.to_string(), "x".into(), "99999999999999".into()] {
            let action = format!("select_{wrong}");
            let fields = [("form", "profile"), ("name", "Zoë"), ("avatar_action", action.as_str())];
            assert_eq!(visitor.post("/conf/me/", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let remove = [("form", "profile"), ("name", "Zoë"), ("avatar_action", "remove")];
        assert_eq!(visitor.post("/conf/me/", &remove).await.status, StatusCode::SEE_OTHER);
        let select = format!("select_{}", picture.id);
        let select = [("form", "profile"), ("name", "Zoë"), ("avatar_action", select.as_str())];
        assert_eq!(visitor.post("/conf/me/", &select).await.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn tokens_are_shown_once_and_reach_no_further_than_their_owner() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = register(&setting.app, "Zoë", "zoe@example.org").await;
        let event = setting.event.id.to_string();
        let create = [
            ("form", "token"),
            ("name", "Screens"),
            ("limit_events", event.as_str()),
            ("permission_preset", "read"),
        ];
        assert_eq!(visitor.get("/orga/me?new=token").await.status, StatusCode::NOT_FOUND);
        assert_eq!(visitor.post("/orga/me", &create).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!visitor.get("/orga/me").await.body.contains("new=token"), "only for members of teams");

        let tx = test.database.begin().await.unwrap();
        let team = plenary_store::entity::team::ActiveModel {
            organiser_id: Set(setting.event.organiser_id.unwrap()),
            name: Set("Team".into()),
            all_events: Set(true),
            can_change_submissions: Set(true),
            ..Default::default()
        };
        let team = team.insert(tx.db()).await.unwrap().id;
        let member = team_member::ActiveModel { team_id: Set(team), account_id: Set(zoe(&test).await.id) };
        team_member::Entity::insert(member).exec_without_returning(tx.db()).await.unwrap();
        tx.commit().await.unwrap();

        for (name, value) in [
            ("limit_events", ""),
            ("limit_events", "999"),
            ("permission_preset", "custom"),
            ("permission_preset", "all"),
            ("name", ""),
            ("expires", "2020-01-01"),
            ("expires", "soon"),
        ] {
            let mut fields: Vec<(&str, &str)> =
                create.iter().copied().filter(|(key, _)| *key != name).collect();
            fields.push((name, value));
            let refused = visitor.post("/orga/me", &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}={value}");
        }
        let made = visitor.post("/orga/me", &create).await;
        assert_eq!(
            (made.status, made.header("cache-control")),
            (StatusCode::OK, "no-store"),
            "{}",
            made.body
        );
        let secret = made.body.split("class=\"secret\">").nth(1).unwrap().split('<').next().unwrap();
        assert_eq!(secret.len(), 64);
        assert!(!visitor.get("/orga/me").await.body.contains(secret));
        let row = api_token::Entity::find().one(test.database.reader()).await.unwrap().unwrap();
        assert_eq!(row.token_hash, plenary_person::token::hash(secret));
        assert_eq!(row.endpoints["submissions"], serde_json::json!(["list", "retrieve"]));
        let custom = [
            ("form", "token"),
            ("name", "Rooms"),
            ("all_events", "on"),
            ("permission_preset", "custom"),
            ("endpoint_rooms", "update"),
            ("endpoint_rooms", "list"),
        ];
        assert_eq!(visitor.post("/orga/me", &custom).await.status, StatusCode::OK);
        let edit = format!("/orga/me/token/{}/", row.id);
        assert_eq!(visitor.get(&edit).await.status, StatusCode::OK);
        assert_eq!(visitor.post(&edit, &[("all_events", "on")]).await.status, StatusCode::SEE_OTHER);
        let id = row.id.to_string();
        assert_eq!(
            visitor.post("/orga/me", &[("tokenupgrade", id.as_str())]).await.status,
            StatusCode::SEE_OTHER
        );
        let stranger = register(&setting.app, "Sam", "sam@example.org").await;
        assert_eq!(stranger.get(&edit).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.post("/orga/me", &[("revoke", id.as_str())]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(visitor.post("/orga/me", &[("revoke", id.as_str())]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.get(&edit).await.status, StatusCode::NOT_FOUND);
        assert_eq!(visitor.post("/orga/me", &[("revoke", "x")]).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_copy_and_the_end() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = register(&setting.app, "Zoë", "zoe@example.org").await;
        let copy = visitor.get("/conf/me/data.zip").await;
        assert_eq!((copy.status, copy.header("content-type")), (StatusCode::OK, "application/zip"));
        assert!(copy.body.contains("account.json"));
        let page = visitor.get("/conf/me/delete").await;
        assert!(page.body.contains("id_really") && page.body.contains("id_password"));
        for fields in [
            vec![],
            vec![("really", "on")],
            vec![("password", PASSWORD)],
            vec![("really", "on"), ("password", "guess")],
        ] {
            let refused = visitor.post("/conf/me/delete", &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let done = visitor.post("/conf/me/delete", &[("really", "on"), ("password", PASSWORD)]).await;
        assert_eq!(done.location(), "/conf/login/");
        assert!(visitor.get("/conf/me/").await.location().starts_with("/conf/login/"));
        let again = visitor.post("/conf/me/delete", &[("really", "on"), ("password", PASSWORD)]).await;
        assert!(again.location().starts_with("/conf/login/"));
        assert_eq!(
            log_in(&visitor, "zoe@example.org", PASSWORD).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        register(&setting.app, "Zoë", "zoe@example.org").await;
    });
}

#[test]
fn nobody_gets_in_without_logging_in_and_nothing_hostile_breaks_a_page() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let nobody = Visitor::new(&setting.app);
        for path in ["me/", "me/sessions/", "me/two-factor/", "me/data.zip", "me/delete"] {
            let answer = nobody.get(&format!("/conf/{path}")).await;
            assert!(answer.location().starts_with("/conf/login/?next="), "{path}");
            let answer = nobody.get(&format!("/hidden/{path}")).await;
            assert_eq!(answer.location(), format!("/hidden/login/?next=/hidden/{path}"));
        }
        for path in
            ["/orga/me", "/orga/me/sessions/", "/orga/me/two-factor/", "/orga/me/delete", "/orga/me/token/1/"]
        {
            assert!(nobody.get(path).await.location().starts_with("/orga/login/?next="), "{path}");
        }
        let visitor = register(&setting.app, "Zoë", "zoe@example.org").await;
        let long = "x".repeat(100_000);
        for value in [long.as_str(), "<script>alert(1)</script>", "\u{202e}", "💥", "", "\u{7f}"] {
            for path in ["/conf/me/", "/orga/me"] {
                for form in ["profile", "login", "token", "nosuch"] {
                    let names = [
                        "name",
                        "biography",
                        "locale",
                        "timezone",
                        "email",
                        "contact_email",
                        "old_password",
                        "password",
                        "password_repeat",
                        "permission_preset",
                        "expires",
                        "limit_events",
                        "avatar_action",
                        "code",
                    ];
                    let mut fields = vec![("form", form)];
                    fields.extend(names.map(|name| (name, value)));
                    let answer = visitor.post(path, &fields).await;
                    assert!(!answer.status.is_server_error(), "{path} {form} {value:.20}");
                    assert!(!answer.body.contains("<script>alert"), "{path} {form}");
                }
            }
            for path in [
                "/conf/me/two-factor/",
                "/conf/me/sessions/",
                "/conf/reset",
                "/conf/verify/",
                "/conf/login/code/",
            ] {
                let answer =
                    visitor.post(path, &[("action", value), ("code", value), ("login_email", value)]).await;
                assert!(!answer.status.is_server_error(), "{path} {value:.20}");
            }
        }
        let nul = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
        let answer = visitor.send(Method::POST, "/conf/me/", &nul, "form=profile&name=%00".into()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        let huge = format!("form=profile&name={}", "x".repeat(12 * 1024 * 1024));
        let answer = visitor.send(Method::POST, "/conf/me/", &nul, huge).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        let foreign = visitor
            .send(Method::POST, "/conf/me/delete", &[("sec-fetch-site", "cross-site")], String::new())
            .await;
        assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    });
}
