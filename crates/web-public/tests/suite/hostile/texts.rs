//! Texts that try to be more than texts, wherever people can put one.

use std::sync::LazyLock;

use axum::http::StatusCode;
use plenary_model::{I18nText, LinkRole, QuestionTarget, QuestionVariant, SubmissionState};
use plenary_schedule::release;
use plenary_store::Tx;
use plenary_store::entity::{
    account, answer_choice, answer_option, cfp, event, event_link, organiser, question, resource, room, slot,
    speaker_profile, submission, submission_tag, submission_type, tag, track,
};
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_web::urls::{EventUrls, SiteUrls};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::json;

use super::{files, page};
use crate::answers;
use crate::setting::{Answer, Setting, TestSite, Wanted, set_up};

static TEXTS: LazyLock<[String; 6]> = LazyLock::new(|| {
    [
        "<script>zq7()</script><zq7el zq7attr=\"1\" onload=zq7()>\"'`><img src=x onerror=zq7()>\" onfocus=\"zq7()\" \
         zq7attr=' {{ zq7 }} ${zq7} %7Bzq7%7D"
            .to_owned(),
        "</script></title></style></textarea>--><!--<zq7el>]]><![CDATA[<zq7el>]]>&zq7;&#x3c;zq7el>".to_owned(),
        "=cmd|'/C zq7'!A0 @SUM(1+1)*cmd|' /C zq7'!A0".to_owned(),
        "+zq7\r\nBEGIN:ZQ7\r\nX-ZQ7:1\r\n\r\nSet-Cookie: zq7=1\nATTENDEE:zq7\rX-ZQ7:2\u{2028}X-ZQ7:3\u{85}X-ZQ7:4\
         \u{1b}[2J\u{1b}]0;zq7\u{7}\u{8}\u{7f}\u{c}\u{b}"
            .to_owned(),
        "-[a](javascript:zq7()) ![x](javascript:zq7()) <javascript:zq7()> [b](data:text/html,<zq7el>) \
         [c](JaVaScRiPt&colon;zq7()) <a href=\"java&#10;script:zq7()\" zq7attr>d</a> [e](//evil.example) \
         <svg><style><zq7el></style></svg>"
            .to_owned(),
        format!("@\u{202e}\u{2066}\u{301}\u{301}\u{feff}👩‍👩‍👧‍👦{}", "Ä\u{308}ﷺ🏳️‍🌈<zq7el> \u{200f}".repeat(1000)),
    ]
});

/// The nth of them; every place takes another one first.
fn hostile(index: usize) -> String {
    TEXTS[index % TEXTS.len()].clone()
}

/// All of them.
fn all() -> String {
    TEXTS.join("\n\n")
}

fn short(index: usize) -> String {
    hostile(index).chars().take(150).collect()
}

fn i18n(index: usize) -> I18nText {
    I18nText::localised([("en", hostile(index).as_str()), ("de", hostile(index + 1).as_str())])
}

/// What addresses are made of.
struct Known {
    codes: Vec<String>,
    versions: Vec<String>,
}

async fn build(test: &TestDatabase) -> (Setting, Known) {
    let mut setting = set_up(test).await;
    let tx = test.database.begin().await.unwrap();
    setting.speakers.push(crate::setting::person(&tx, "Hostile", "hostile@example.org").await);
    let speaker = setting.speakers.len() - 1;
    let track = setting.track(&tx, &hostile(0), "red;}</style><script>zq7()</script>").await;
    let row = track::ActiveModel {
        id: Set(track),
        name: Set(i18n(1)),
        description: Set(i18n(2)),
        ..Default::default()
    };
    row.update(tx.db()).await.unwrap();
    let mut codes = Vec::new();
    for index in 0..TEXTS.len() {
        let start = format!("2026-09-11T{:02}:00:00Z", 8 + index);
        let change = submission::ActiveModel {
            track_id: Set(Some(track)),
            title: Set(hostile(index)),
            abstract_text: Set(Some(hostile(index + 1))),
            description: Set(Some(all())),
            image: Set(Some(format!("example2026/{}.png", short(index).replace(['/', '\0'], "")))),
            content_locale: Set(["en", "de", "\"><zq7el>"][index % 3].to_owned()),
            is_featured: Set(true),
            ..Default::default()
        };
        let room = index % 2;
        let wanted = Wanted { start: &start, speaker, room, change, ..Default::default() };
        let session = setting.session(&tx, wanted).await;
        around(&tx, &setting, &session, index).await;
        codes.push(session.code);
    }
    for row in speaker_profile::Entity::find().all(tx.db()).await.unwrap() {
        codes.push(row.code.clone());
        let mut change = row.into_active_model();
        (change.name, change.biography) = (Set(Some(short(3))), Set(Some(all())));
        change.update(tx.db()).await.unwrap();
    }
    for (index, id) in setting.rooms.iter().enumerate() {
        let row = room::ActiveModel {
            id: Set(*id),
            name: Set(i18n(index)),
            description: Set(i18n(4)),
            ..Default::default()
        };
        row.update(tx.db()).await.unwrap();
    }
    for (index, row) in submission_type::Entity::find().all(tx.db()).await.unwrap().into_iter().enumerate() {
        let mut change = row.into_active_model();
        change.name = Set(i18n(index));
        change.update(tx.db()).await.unwrap();
    }
    setting.pause(&tx, &hostile(3), 1, "2026-09-12T12:00:00Z", 30).await;
    for row in
        slot::Entity::find().all(tx.db()).await.unwrap().into_iter().filter(|row| row.submission_id.is_none())
    {
        let mut change = row.into_active_model();
        change.description = Set(i18n(3));
        change.update(tx.db()).await.unwrap();
    }
    let mut versions = Vec::new();
    for index in [0, 1, 3] {
        let version: String = short(index).chars().filter(|c| !c.is_control()).take(100).collect();
        release::release(&tx, &setting.organiser, &setting.event, &version, i18n(index)).await.unwrap();
        test.clock.set(test.database.clock().now().plus_minutes(1));
        // So that there is something to tell.
        setting.set_state(&tx, &codes[index], SubmissionState::Canceled).await;
        versions.push(version);
    }
    dress(&tx, &setting).await;
    tx.commit().await.unwrap();
    (setting, Known { codes, versions })
}

/// Answers, files, links and tags of a session.
async fn around(tx: &Tx, setting: &Setting, session: &submission::Model, index: usize) {
    use QuestionVariant::{Choices, File, String, Text, Url};
    let db = tx.db();
    for (offset, variant) in [String, Text, Url, File, Choices].into_iter().enumerate() {
        let text = hostile(index + offset);
        let icon = question::ActiveModel { icon: Set(Some(short(offset))), ..Default::default() };
        let name = format!("{} {index}", hostile(offset));
        let id = answers::question(tx, setting, &name, variant, QuestionTarget::Submission, icon).await;
        let given = answers::answer(tx, id, Some(session.id), None, &text).await;
        let file = plenary_store::entity::answer::ActiveModel {
            id: Set(given),
            answer_file: Set((variant == File).then(|| format!("example2026/{}", short(index)))),
            ..Default::default()
        };
        file.update(db).await.unwrap();
        if variant == Choices {
            let row = answer_option::ActiveModel {
                question_id: Set(id),
                answer: Set(i18n(index)),
                position: Set(0),
                identifier: Set(format!("{index}")),
                ..Default::default()
            };
            let option = row.insert(db).await.unwrap().id;
            let choice = answer_choice::ActiveModel { answer_id: Set(given), answer_option_id: Set(option) };
            answer_choice::Entity::insert(choice).exec_without_returning(db).await.unwrap();
        }
    }
    let links = [
        "javascript:zq7()",
        "https://x.example/\"><zq7el>\r\nX-ZQ7:1",
        "data:text/html,<zq7el>",
        "//evil.example",
    ];
    for link in links {
        let row = resource::ActiveModel {
            submission_id: Set(session.id),
            link: Set(Some(link.to_owned())),
            description: Set(short(index)),
            is_public: Set(true),
            ..Default::default()
        };
        row.insert(db).await.unwrap();
    }
    let row = resource::ActiveModel {
        submission_id: Set(session.id),
        resource: Set(Some(format!("example2026/{}", short(index)))),
        description: Set(short(index + 1)),
        is_public: Set(true),
        ..Default::default()
    };
    row.insert(db).await.unwrap();
    let row = tag::ActiveModel {
        event_id: Set(setting.event.id),
        tag: Set(format!("{} {index}", short(index).chars().take(40).collect::<std::string::String>())),
        description: Set(i18n(index)),
        color: Set("#00</style>".to_owned()),
        is_public: Set(true),
        ..Default::default()
    };
    let tag = row.insert(db).await.unwrap().id;
    let row = submission_tag::ActiveModel { submission_id: Set(session.id), tag_id: Set(tag) };
    submission_tag::Entity::insert(row).exec_without_returning(db).await.unwrap();
}

/// What organisers and accounts are called, and what organisers write on every page.
async fn dress(tx: &Tx, setting: &Setting) {
    let db = tx.db();
    for (index, role) in [LinkRole::Header, LinkRole::Footer].into_iter().enumerate() {
        for url in ["javascript:zq7()", "https://x.example/\"><zq7el>"] {
            let row = event_link::ActiveModel {
                event_id: Set(setting.event.id),
                label: Set(i18n(index)),
                url: Set(url.to_owned()),
                role: Set(role),
                ..Default::default()
            };
            row.insert(db).await.unwrap();
        }
    }
    for row in organiser::Entity::find().all(db).await.unwrap() {
        let mut change = row.into_active_model();
        change.name = Set(i18n(0));
        change.update(db).await.unwrap();
    }
    for row in account::Entity::find().all(db).await.unwrap() {
        let mut change = row.into_active_model();
        change.name = Set(short(0));
        change.update(db).await.unwrap();
    }
    for row in cfp::Entity::find().all(db).await.unwrap() {
        let mut change = row.into_active_model();
        (change.headline, change.text) = (Set(i18n(0)), Set(I18nText::plain(all())));
        change.update(db).await.unwrap();
    }
    let change = event::ActiveModel {
        name: Set(i18n(0)),
        email: Set("a@b.example\"><zq7el>".to_owned()),
        landing_page_text: Set(I18nText::plain(all())),
        featured_sessions_text: Set(I18nText::plain(all())),
        primary_color: Set(Some("#fff}</style>".chars().take(9).collect())),
        custom_css: Set(Some("../../../etc/passwd".to_owned())),
        logo: Set(Some("example2026/\"><zq7el>.png".to_owned())),
        header_image: Set(Some("example2026/'onload='zq7().png".to_owned())),
        feature_flags: Set(json!({"show_featured": "always", "use_feedback": true})),
        display_settings: Set(json!({
            "imprint_url": "javascript:zq7()",
            "header_pattern": hostile(0),
            "html_export_url": "javascript:zq7()",
            "texts": {"agenda_session_above": all(), "agenda_session_below": {"en": all()}},
        })),
        ..Default::default()
    };
    setting.change_event(tx, change).await;
}

fn problems(path: &str, answer: &Answer) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, value) in &answer.headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        let strange = name.as_str().contains("zq7") || (name == "set-cookie" && value.contains("zq7"));
        let broken = name == "content-disposition" && value.matches('"').count() % 2 == 1;
        let outside = name == "location" && (!value.starts_with('/') || value.starts_with("//"));
        if strange || broken || outside {
            problems.push(format!("a header {name}: {value}"));
        }
    }
    let body = &answer.body;
    let kind = answer.header("content-type").split(';').next().unwrap_or_default();
    problems.extend(match kind {
        _ if body.is_empty() => Vec::new(),
        "text/html" => page::problems(body),
        "application/json" | "application/manifest+json" => files::json(body),
        "text/xml" | "application/xml" | "application/atom+xml" | "image/svg+xml" => files::xml(body),
        "text/calendar" => files::calendar(body),
        "text/plain" if path.contains(".csv") => files::table(body),
        "text/plain" => files::plain(body),
        "text/css" if body.contains('<') || body.contains("root:") => vec![body.chars().take(80).collect()],
        "text/css" | "text/javascript" | "image/png" => Vec::new(),
        // A copy of the account's own data, for nobody else.
        "application/zip" => Vec::new(),
        other => vec![format!("a type nobody checks: {other}")],
    });
    problems
}

#[test]
fn texts_stay_texts() {
    on_both_engines(|test| async move {
        let (setting, known) = build(&test).await;
        let media = tempfile::tempdir().unwrap();
        let site = TestSite::whole(&test, media.path());
        let visitors = [
            site.clone(),
            site.logged_in(&setting.organiser).await,
            site.logged_in(&setting.speakers[3]).await,
        ];
        let mut found = Vec::new();
        let mut kinds = std::collections::BTreeMap::new();
        for path in paths(&known) {
            let terminal =
                (path.contains("/schedule/") && path.ends_with('/')).then_some((&site, "text/plain"));
            for (visitor, accept) in visitors.iter().zip(["text/html"; 3]).chain(terminal) {
                let answer = visitor.ask(&path, &[("accept", accept)]).await;
                assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
                if answer.status == StatusCode::OK {
                    *kinds.entry(answer.header("content-type").to_owned()).or_insert(0) += 1;
                }
                found
                    .extend(problems(&path, &answer).into_iter().map(|problem| format!("{path}: {problem}")));
            }
        }
        found.dedup();
        assert!(found.is_empty(), "{} problems:\n{}", found.len(), found.join("\n"));
        assert!(kinds.len() >= 11, "{kinds:?}");
    });
}

/// Every public address, with all that is known.
fn paths(known: &Known) -> Vec<String> {
    let names = [
        "schedule.xml",
        "schedule.json",
        "schedule.ics",
        "schedule.xcal",
        "schedule.ics.svg",
        "speakers.csv",
        "speaker-questions.csv",
        "submission-questions.csv",
        "faved.ics",
    ];
    let encoded = |version: &String| {
        let url = EventUrls::new("e").version(version).to_string();
        url.strip_prefix("/e/schedule/v/").unwrap().trim_end_matches('/').to_owned()
    };
    let versions: Vec<String> = known.versions.iter().map(encoded).chain(["wip".to_owned()]).collect();
    let mut paths = Vec::new();
    for pattern in SiteUrls::ALL.iter().chain(EventUrls::ALL).filter(|pattern| !pattern.starts_with("/orga/"))
    {
        let base = pattern.replace("{event}", "example2026");
        let mut some = vec![base];
        let none = Vec::new();
        for (place, values) in [
            ("{code}", &known.codes),
            ("{version}", &versions),
            ("{name}", &names.map(str::to_owned).to_vec()),
            ("{ending}", &["xml", "json", "ics", "xcal"].map(str::to_owned).to_vec()),
            ("", &none),
        ] {
            if !place.is_empty() && pattern.contains(place) {
                some = some
                    .iter()
                    .flat_map(|path| values.iter().map(|value| path.replace(place, value)))
                    .collect();
            }
        }
        paths.extend(some.into_iter().filter(|path| !path.contains('{')));
    }
    paths.push("/example2026/static/event.css?target=public".to_owned());
    for text in TEXTS.iter() {
        paths.push(
            EventUrls::new("example2026")
                .search()
                .query("q", text.chars().take(300).collect::<String>())
                .to_string(),
        );
        paths.push(
            EventUrls::new("example2026")
                .speakers()
                .query("q", text.chars().take(300).collect::<String>())
                .to_string(),
        );
        paths.push(
            EventUrls::new("example2026")
                .login()
                .query("next", text.chars().take(300).collect::<String>())
                .to_string(),
        );
    }
    paths
}
