use axum::http::{Method, StatusCode};
use plenary_event::event as events;
use plenary_event::review::{category, phase};
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_web::testing::Answer;

use crate::setting::{Setting, Who, set_up};

/// What a browser sends for the form of a page: names and values of its controls.
fn controls(page: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        Some(unescaped(rest.split('"').next().unwrap_or_default()))
    };
    let main = page.split("<main").nth(1).unwrap_or_default();
    for part in main.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let Some(name) = attribute(tag, "name") else {
            if let (true, Some((name, _))) =
                (tag.starts_with("option") && tag.contains(" selected"), pairs.last().cloned())
            {
                let value = attribute(tag, "value").unwrap_or_default();
                *pairs.last_mut().unwrap() = (name, value);
            }
            continue;
        };
        let value = attribute(tag, "value").unwrap_or_default();
        let chosen = !(tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\""))
            || tag.contains(" checked");
        if tag.starts_with("textarea") {
            pairs.push((name, unescaped(text.strip_prefix('\n').unwrap_or(text))));
        } else if tag.starts_with("select") {
            pairs.push((name, String::new()));
        } else if tag.starts_with("input")
            && chosen
            && !tag.contains("type=\"file\"")
            && !tag.contains(" disabled")
        {
            pairs.push((name, value));
        }
    }
    pairs
}

fn unescaped(text: &str) -> String {
    text.replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
}

/// Loads a page, changes fields of its form, and sends it.
pub async fn send(setting: &Setting, who: Who, end: &str, changes: &[(&str, &str)]) -> Answer {
    let visitor = setting.come(who).await;
    let path = setting.path(end);
    let page = visitor.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let mut pairs = controls(&page.body);
    for (name, value) in changes {
        pairs.retain(|(other, _)| other != name);
        pairs.push((name.to_string(), value.to_string()));
    }
    let pairs: Vec<(&str, &str)> =
        pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    visitor.post(&path, &pairs).await
}

#[test]
fn a_form_that_is_sent_as_it_came_changes_nothing() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let before = events::find(test.database.reader(), "conf").await.unwrap();
        for end in ["settings/", "settings/mail", "settings/widget"] {
            let answer = send(&setting, Who::Organiser, end, &[]).await;
            assert_eq!(answer.location(), setting.path(end), "{}", answer.body);
        }
        let after = events::find(test.database.reader(), "conf").await.unwrap();
        assert_eq!(after, before);
    });
}

#[test]
fn languages_that_are_not_shown_stay() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let only = send(&setting, Who::Organiser, "settings/", &[("locales", "en")]).await;
        assert_eq!(only.location(), setting.path("settings/"), "{}", only.body);
        send(&setting, Who::Organiser, "settings/", &[("name_en", "Moss Days")]).await;
        let event = events::find(test.database.reader(), "conf").await.unwrap();
        assert_eq!(event.page_locales(), ["en"]);
        let name = |code| event.name.exact(code).map(str::to_owned);
        assert_eq!(
            (name("en").as_deref(), name("de").as_deref()),
            (Some("Moss Days"), Some("Beispielkonferenz"))
        );
    });
}

#[test]
fn settings_are_saved_and_refused() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let saved = send(
            &setting,
            Who::Organiser,
            "settings/",
            &[
                ("name_en", "Moss <b>Days</b>"),
                ("timezone", "Asia/Tokyo"),
                ("primary_color", "#ffcc00"),
                ("imprint_url", "https://example.org/imprint"),
                ("links-0-label_en", "Venue"),
                ("links-0-url", "https://venue.example/"),
            ],
        );
        assert_eq!(saved.await.location(), setting.path("settings/"));
        let visitor = setting.come(Who::Organiser).await;
        let page = visitor.get(&setting.path("settings/")).await.body;
        for part in [
            "value=\"Moss &#60;b&#62;Days&#60;/b&#62;\"",
            "Asia/Tokyo\" selected",
            "https://venue.example/",
            "links-2-url",
        ] {
            assert!(page.contains(part), "{part}");
        }
        assert!(page.contains("could not be read everywhere"), "yellow text on white");

        let refused = send(
            &setting,
            Who::Organiser,
            "settings/",
            &[
                ("name_en", ""),
                ("name_de", ""),
                ("date_to", "2026-09-01"),
                ("timezone", "Mars/Olympus"),
                ("email", "nobody"),
                ("custom_domain", "nowhere.invalid"),
                ("links-1-url", "javascript:alert(1)"),
            ],
        )
        .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for part in [
            "id_name_error",
            "id_timezone_error",
            "id_email_error",
            "id_links-1-url_error",
            "value=\"2026-09-01\"",
            "value=\"nowhere.invalid\"",
            "javascript:alert(1)",
        ] {
            assert!(refused.body.contains(part), "{part}");
        }
        for (field, value, problem) in [
            ("date_to", "2026-09-01", "id_date_to_error"),
            ("custom_domain", "nowhere.invalid", "There is no such domain"),
            ("custom_domain", "plan.example", "id_custom_domain_error"),
            ("links-1-label_en", "Only a text", "id_links-1-url_error"),
            (
                "custom_css_text",
                "a { color: red }\n@import 'x';",
                "Line 2: rules called “@import” are not possible.",
            ),
            (
                "custom_css_text",
                "a { background: url(https://x.example/y) }",
                "“https://x.example/y” would be loaded",
            ),
        ] {
            let refused = send(&setting, Who::Organiser, "settings/", &[(field, value)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
            assert!(refused.body.contains(problem), "{field} {value}: {problem}");
        }
        // Disabled for others, and not taken from them.
        let same = send(&setting, Who::Organiser, "settings/", &[("slug", "mine")]).await;
        assert_eq!(same.location(), setting.path("settings/"));
        let renamed = send(&setting, Who::Administrator, "settings/", &[("slug", "Other2026")]).await;
        assert_eq!(renamed.location(), "/orga/event/other2026/settings/", "{}", renamed.body);
    });
}

#[test]
fn hostile_input_is_no_error_of_ours() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let long = "ß😀\u{202e}".repeat(20_000);
        let ends = ["settings/", "settings/mail", "settings/widget", "settings/review/"];
        for end in ends {
            for fields in [
                vec![
                    ("name_en", long.as_str()),
                    ("part", "general"),
                    ("reply_to", &long),
                    ("smtp_port", "99999999999"),
                ],
                vec![
                    ("date_from", "9999-99-99"),
                    ("timezone", "\u{1}"),
                    ("locales", "xx"),
                    ("part", "phase-99999999999"),
                ],
                vec![
                    ("part", "category-new"),
                    ("category-new-weight", "1e9"),
                    ("category-new-value_new1", "x"),
                ],
                vec![("part", "phase-7777"), ("action", "delete")],
                vec![("part", "phase-new"), ("phase-new-starts", "2026-13-01T00:00")],
                vec![],
            ] {
                let answer = visitor.post(&setting.path(end), &fields).await;
                assert!(!answer.status.is_server_error(), "{end} {fields:?}");
            }
            let nul = visitor.post(&setting.path(end), &[("name_en", "a\0b")]).await;
            assert_eq!(nul.status, StatusCode::BAD_REQUEST);
        }
        let headers =
            [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
        let huge = format!("name_en={}", "x".repeat(12 * 1024 * 1024));
        let answer = visitor.send(Method::POST, &setting.path("settings/"), &headers, huge).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    });
}

/// A multipart body with the controls of a page and one file.
fn multipart(pairs: &[(String, String)], field: &str, name: &str, content: &str) -> String {
    let mut body = String::new();
    for (name, value) in pairs {
        body += &format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    body + &format!(
        "--B\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
         Content-Type: image/png\r\n\r\n{content}\r\n--B--\r\n"
    )
}

#[test]
fn uploads_are_told_by_their_content() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let pairs = controls(&visitor.get(&setting.path("settings/")).await.body);
        let headers =
            [("content-type", "multipart/form-data; boundary=B"), ("sec-fetch-site", "same-origin")];
        for (name, content, problem) in [
            ("logo.svg", "<svg/>", "This type of file is not accepted"),
            ("logo.png", "<script>alert(1)</script>", "not a picture"),
            ("logo.png", "%PDF-1.4", "not a picture"),
        ] {
            let body = multipart(&pairs, "logo", name, content);
            let answer = visitor.send(Method::POST, &setting.path("settings/"), &headers, body).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert!(
                answer.body.contains(problem) && answer.body.contains("id_logo_error"),
                "{name}: {problem}"
            );
        }
        let event = events::find(test.database.reader(), "conf").await.unwrap();
        assert_eq!(event.logo, None);
    });
}

#[test]
fn mail_settings_do_not_show_the_password() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let fields = [
            ("smtp_use_custom", "on"),
            ("mail_from", "talks@example.com"),
            ("smtp_host", "mail.example.com"),
            ("smtp_username", "talks"),
            ("smtp_password", "very secret"),
            ("smtp_use_tls", "on"),
        ];
        let saved = send(&setting, Who::Organiser, "settings/mail", &fields).await;
        assert_eq!(saved.location(), setting.path("settings/mail"), "{}", saved.body);
        let again = send(&setting, Who::Organiser, "settings/mail", &[("subject_prefix", "moss")]).await;
        assert_eq!(again.location(), setting.path("settings/mail"));
        let event = events::find(test.database.reader(), "conf").await.unwrap();
        assert_eq!(event.mail_settings["smtp_password"], "very secret");
        let page = setting.come(Who::Organiser).await.get(&setting.path("settings/mail")).await.body;
        assert!(!page.contains("very secret") && page.contains("A password is stored"));
        let refused = send(&setting, Who::Organiser, "settings/mail", &[("smtp_use_ssl", "on")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("one kind of encryption"));
    });
}

#[test]
fn the_code_for_other_sites() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let path = setting.path("settings/widget");
        let page = visitor.get(&path).await.body;
        assert!(page.contains("https://plan.example/conf/widgets/schedule.js"), "{page}");
        let query = "?locale=de&schedule_display=list&days=2026-09-12&days=2026-09-13";
        let page = visitor.get(&format!("{path}{query}")).await.body;
        for part in
            ["locale=&#34;de&#34;", "format=&#34;list&#34;", "date-filter=&#34;2026-09-12,2026-09-13&#34;"]
        {
            assert!(page.contains(part), "{part}: {page}");
        }
        let hostile =
            visitor.get(&format!("{path}?locale=%22%3E%3Cscript%3E&schedule_display=x&days=%22")).await;
        assert_eq!(hostile.status, StatusCode::OK);
        assert!(!hostile.body.contains("&#62;&#60;script") && !hostile.body.contains("<script>"));
        visitor.post(&path, &[("show_widget_if_not_public", "on")]).await;
        let event = events::find(test.database.reader(), "conf").await.unwrap();
        assert!(event.flags().show_widget_if_not_public());
    });
}

async fn review(test: &TestDatabase, setting: &Setting, fields: &[(&str, &str)]) -> Answer {
    let _ = test;
    setting.come(Who::Organiser).await.post(&setting.path("settings/review/"), fields).await
}

#[test]
fn phases_and_scores() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let db = test.database.reader();
        let event = setting.event.id;
        let phases = phase::of_event(db, event).await.unwrap();
        let page = setting.come(Who::Organiser).await.get(&setting.path("settings/review/")).await;
        assert_eq!(page.status, StatusCode::OK);
        for part in
            ["name=\"phase-new-name\"", "name=\"category-new-weight\"", "Total of a review: 1.0 × Score."]
        {
            assert!(page.body.contains(part), "{part}");
        }
        let choices = [
            ("phase-new-proposal_visibility", "assigned"),
            ("phase-new-can_see_other_reviews", "never"),
            ("phase-new-can_tag_submissions", "use_tags"),
        ];
        let mut fields =
            vec![("part", "phase-new"), ("phase-new-name", "Early"), ("phase-new-ends", "2026-08-01T00:00")];
        fields.extend(choices);
        let refused = review(&test, &setting, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("id_phase-new-ends_error") && refused.body.contains("value=\"Early\""));
        fields[2] = ("phase-new-ends", "2026-06-30T00:00");
        assert_eq!(review(&test, &setting, &fields).await.location(), setting.path("settings/review/"));
        let now = phase::of_event(db, event).await.unwrap();
        assert_eq!((now.len(), now[0].name.as_str()), (3, "Early"));
        assert_eq!(now[0].proposal_visibility.as_str(), "assigned");

        let visitor = setting.come(Who::Organiser).await;
        let activate = setting.path(&format!("settings/review/phase/{}/activate", phases[1].id));
        assert_eq!(visitor.post(&activate, &[]).await.location(), setting.path("settings/review/"));
        assert!(phase::of_event(db, event).await.unwrap()[2].is_active);
        for id in ["99999", "x", "99999999999"] {
            let path = setting.path(&format!("settings/review/phase/{id}/activate"));
            assert_eq!(visitor.post(&path, &[]).await.status, StatusCode::NOT_FOUND, "{id}");
        }
        let part = format!("phase-{}", now[0].id);
        review(&test, &setting, &[("part", &part), ("action", "delete")]).await;
        assert_eq!(phase::of_event(db, event).await.unwrap().len(), 2);

        let fields = [
            ("part", "category-new"),
            ("category-new-name_en", "Novelty"),
            ("category-new-weight", "0,5"),
            ("category-new-active", "on"),
            ("category-new-value_new1", "1"),
            ("category-new-label_new1", "old"),
            ("category-new-value_new3", "2.5"),
        ];
        assert_eq!(review(&test, &setting, &fields).await.location(), setting.path("settings/review/"));
        let categories = category::of_event(db, event).await.unwrap();
        assert_eq!((categories.len(), categories[1].row.weight.to_string()), (2, "0.5".to_owned()));
        assert_eq!(categories[1].scores.len(), 2);
        let mut twice = fields.to_vec();
        twice[6] = ("category-new-value_new3", "1");
        let refused = review(&test, &setting, &twice).await;
        assert!(refused.body.contains("id_category-new-value_new3_error"), "beside the row it was typed in");
        let first = format!("category-{}", categories[0].row.id);
        review(&test, &setting, &[("part", &first), ("action", "delete")]).await;
        assert_eq!(category::of_event(db, event).await.unwrap().len(), 1);
        let last = format!("category-{}", categories[1].row.id);
        let kept = review(&test, &setting, &[("part", &last), ("action", "delete")]).await;
        assert!(kept.body.contains("must count for the total"), "{}", kept.status);
    });
}

#[test]
fn showing_and_deleting() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        visitor.post(&setting.path("live"), &[("action", "deactivate")]).await;
        let page = visitor.get(&setting.path("")).await.body;
        for part in [
            "Nothing hinders.",
            "The first page has no text.",
            "/settings/#texts",
            "Event hidden",
            "Timeline",
        ] {
            assert!(page.contains(part), "{part}");
        }
        let programme = setting.come(Who::Programme).await.get(&setting.path("")).await.body;
        assert!(!programme.contains("Nothing hinders.") && !programme.contains("Event hidden"));

        for who in [Who::Organiser, Who::Programme, Who::Reviewer, Who::Stranger] {
            let answer = setting.come(who).await.get(&setting.path("delete")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{who:?}");
        }
        let administrator = setting.come(Who::Administrator).await;
        let path = setting.path("delete");
        assert!(administrator.get(&path).await.body.contains("1 proposal goes with it"));
        let refused = administrator.post(&path, &[("slug", "other")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = administrator.post(&path, &[("slug", "conf")]).await;
        assert_eq!(done.location(), "/orga/event/");
        assert_eq!(administrator.get(&setting.path("")).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn pages_cost_the_same_however_much_there_is() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        visitor.get(&setting.path("settings/")).await;
        let cost = async |end: &str| {
            let before = test.database.statements();
            assert_eq!(visitor.get(&setting.path(end)).await.status, StatusCode::OK);
            test.database.statements() - before
        };
        let pages = ["", "settings/", "settings/mail", "settings/widget", "settings/review/"];
        let mut few = Vec::new();
        for page in pages {
            few.push(cost(page).await);
        }
        assert!(few.iter().all(|cost| *cost <= 12), "{few:?}");
        let tx = test.database.begin().await.unwrap();
        let actor = plenary_model::Actor::System;
        for number in 0..20 {
            let name = plenary_model::I18nText::plain(format!("Room {number}"));
            plenary_schedule::room::create(&tx, &actor, &setting.event, name, None).await.unwrap();
            let score = category::ScoreValue {
                id: None,
                value: plenary_model::Decimal::whole(1),
                label: String::new(),
            };
            let wanted = category::Wanted {
                name: plenary_model::I18nText::plain(format!("Category {number}")),
                weight: plenary_model::Decimal::whole(1),
                required: false,
                active: true,
                is_independent: false,
                tracks: Vec::new(),
                scores: vec![score],
            };
            category::save(&tx, &actor, &setting.event, None, wanted).await.unwrap();
        }
        tx.commit().await.unwrap();
        for (page, few) in pages.into_iter().zip(few) {
            assert_eq!(cost(page).await, few, "{page}");
        }
    });
}

/// Takes every mail, one line after the other, as often as somebody comes.
fn friendly_server() -> u16 {
    use std::io::{BufRead, BufReader, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            stream.write_all(b"220 here\r\n").unwrap();
            for line in BufReader::new(stream.try_clone().unwrap()).lines() {
                let answer =
                    if line.unwrap_or_default().starts_with("QUIT") { "221 bye" } else { "250 fine" };
                if stream.write_all(format!("{answer}\r\n").as_bytes()).is_err() {
                    break;
                }
            }
        }
    });
    port
}

#[test]
fn mail_servers_are_tried_out() {
    on_both_engines(|test| async move {
        let port = friendly_server();
        let mut setting = set_up(&test).await;
        for private_servers in [true, false] {
            let mail = plenary_mail::delivery::Settings {
                from: "us@ours.example".to_owned(),
                server: None,
                site_url: plenary_web::testing::SITE_URL.to_owned(),
                debug: false,
                private_servers,
                tls: plenary_mail::smtp::Tls::of_machine().unwrap(),
                timeouts: Default::default(),
            };
            let about = plenary_web_orga::admin::Surroundings { mail: Some(mail), ..Default::default() };
            let pages = plenary_web_orga::admin::around(about, plenary_web_orga::router());
            setting.app = plenary_web::testing::site(&test, pages);
            if private_servers {
                let without = send(&setting, Who::Organiser, "settings/mail", &[("test", "on")]).await;
                assert_eq!(without.status, StatusCode::OK);
                assert!(without.body.contains("server of this site"), "{}", without.body);
            }
            let port = port.to_string();
            let fields = [
                ("test", "on"),
                ("smtp_use_custom", "on"),
                ("mail_from", "conf@ours.example"),
                ("smtp_host", "localhost"),
                ("smtp_port", &port),
            ];
            let tried = send(&setting, Who::Organiser, "settings/mail", &fields).await;
            assert_eq!(tried.status, StatusCode::OK, "{}", tried.body);
            assert_eq!(tried.body.contains("message--success"), private_servers, "{}", tried.body);
            assert_eq!(tried.body.contains("MAIL FROM"), private_servers, "{}", tried.body);
            assert_eq!(tried.body.contains("message--danger"), !private_servers, "{}", tried.body);
        }
    });
}
