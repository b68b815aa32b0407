//! Somebody deletes their account.

use axum::http::StatusCode;
use plenary_model::Actor;
use plenary_person::{account, copy};
use plenary_store::testing::{TestDatabase, on_both_engines};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

use super::filled::{
    ABOUT_THEM, CONTACT, EMAIL, Filled, NAME, NEXT_EMAIL, PASSWORD, PROFILE_NAME, STAYS, THEIRS, fill,
};
use crate::attacks::ground::ground;

/// As it may stand somewhere: in Markdown, in HTML, in an address, in JSON.
fn spellings(name: &str) -> Vec<String> {
    let mut all = vec![
        name.to_owned(),
        plenary_mail::escape::line(name),
        name.replace('&', "&amp;").replace('\'', "&#39;"),
        name.replace('&', "&amp;").replace('\'', "&#x27;"),
        name.replace('@', "@\u{2060}"),
        name.replace('@', "%40"),
        form_urlencoded::byte_serialize(name.as_bytes()).collect(),
        serde_json::Value::from(name).to_string().trim_matches('"').to_owned(),
    ];
    all.iter_mut().for_each(|text| *text = text.to_lowercase());
    all.sort();
    all.dedup();
    all
}

/// Every row and every file in which one of the texts is left.
async fn left(test: &TestDatabase, media: &std::path::Path, texts: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let mut look = |place: String, content: &str| {
        let content = content.to_lowercase();
        for text in texts.iter().filter(|text| content.contains(text.as_str())) {
            found.push(format!("{text} in {place}"));
        }
    };
    for row in test.everything().await {
        look(format!("{}: {}", row.table, row.text), &row.text.replace("\\\"", "\""));
    }
    for file in super::files(media) {
        look(file.clone(), &file);
        let bytes = std::fs::read(media.join(&file)).unwrap();
        look(format!("the content of {file}"), &String::from_utf8_lossy(&bytes));
    }
    found
}

fn searched(filled: &Filled) -> Vec<String> {
    let mut texts: Vec<String> = filled.names.iter().flat_map(|name| spellings(name)).collect();
    texts.extend(THEIRS.iter().chain(&ABOUT_THEM).map(|text| (*text).to_owned()));
    texts.extend(["erasedperson", "o'conference", "zoe.", "203.0.113"].map(str::to_owned));
    texts
}

#[test]
fn nothing_is_left_of_a_person() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        super::demo(&test, setting.media.path(), "demo").await;
        let (filled, visitor) = fill(&test, &setting).await;
        let media = setting.media.path();
        let texts = searched(&filled);
        let before = left(&test, media, &texts).await.join("\n");
        for text in THEIRS.iter().chain(&ABOUT_THEM).chain(&[EMAIL, NEXT_EMAIL, CONTACT]) {
            assert!(before.contains(text), "{text} is there before");
        }
        for name in &filled.names {
            assert!(before.contains(&name.to_lowercase()), "{name} is there before");
        }
        let files = super::files(media);
        for path in filled.gone.iter().chain(&filled.kept) {
            assert!(files.contains(path), "{path} is there before");
        }
        let accounts = test.texts("SELECT CAST(count(*) AS text) FROM account").await;

        let answer = visitor.post("/orga/me/delete", &[("password", PASSWORD), ("really", "on")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        super::work_off(&test, media).await;

        let after = left(&test, media, &texts).await;
        assert!(after.is_empty(), "{} left:\n{}", after.len(), after.join("\n"));
        let files = super::files(media);
        let still: Vec<&String> = filled.gone.iter().filter(|path| files.contains(*path)).collect();
        assert!(still.is_empty(), "files: {still:?}");
        assert!(filled.kept.iter().all(|path| files.contains(path)), "files of a session stay");
        let all: String = test.everything().await.into_iter().map(|row| row.text + "\n").collect();
        for text in STAYS.iter().chain(&["other@example.org", "and others", "Deleted User"]) {
            assert!(all.contains(text), "{text} stays");
        }
        assert_eq!(
            test.texts("SELECT CAST(count(*) AS text) FROM account").await,
            accounts,
            "nobody else went"
        );
        assert!(visitor.get("/orga/me").await.status.is_redirection());
        // Neither does any page show them, nor is a new card drawn with the old name.
        for path in
            ["/demo/speaker/", "/demo/schedule/", "/demo/talk/", "/demo/schedule.json", "/demo/schedule.xml"]
        {
            let body = visitor.get(path).await.body;
            assert!(!body.contains("Erasedperson") && !body.contains("Conference &amp; S"), "{path}");
        }
    });
}

/// Names of few letters, and of scripts that put no blanks between words.
#[test]
fn other_names() {
    on_both_engines(async |test| {
        for (number, name) in
            ["王芳", "Bø Å", "Ōe", "Иван Стёртый", "عمر المحذوف", "D'Arcy <3", "İpek Iğdır", "ß"]
                .iter()
                .enumerate()
        {
            let email = format!("person{number}@example.org");
            let tx = test.database.begin().await.unwrap();
            let new = plenary_person::account::NewAccount {
                name: &name.replace('<', ""),
                email: &email,
                password: None,
                locale: "en",
                time_zone: "UTC",
                administrator: false,
            };
            let account = plenary_person::account::create(&tx, new).await.unwrap();
            let name = account.name.clone();
            let holder = Actor::Person { account: account.id, administrator: false };
            let entry = |data| plenary_store::log::Entry {
                event: None,
                actor: &holder,
                object: (plenary_model::ObjectType::Team, 1),
                action: "pretalx.test",
                data,
                as_organiser: true,
            };
            for text in [name.clone(), format!("“{name}”, {email}"), name.to_uppercase(), name.to_lowercase()]
            {
                plenary_store::log::write(
                    &tx,
                    entry(serde_json::json!({"code": account.code, "text": text})),
                )
                .await
                .unwrap();
            }
            if number == 0 {
                plenary_store::log::write(
                    &tx,
                    entry(serde_json::json!({"code": account.code, "text": "亲爱的王芳女士"})),
                )
                .await
                .unwrap();
            }
            plenary_person::erase::erase(&tx, &holder, &account).await.unwrap();
            tx.commit().await.unwrap();
            // Shorter ones are parts of too much to be looked for; their addresses are not.
            let is_looked_for = name.chars().count() > 2 || name == "王芳";
            for row in test.everything().await.iter().filter(|row| row.table == "activity_log") {
                let text = row.text.to_lowercase();
                assert!(!text.contains(&email), "{}", row.text);
                assert!(!is_looked_for || !text.contains(&name.to_lowercase()), "{name}: {}", row.text);
            }
        }
    });
}

/// Anybody can be called anything and can say that any address is theirs. What is not connected with them stays
/// as it is, whatever they were called.
#[test]
fn nothing_of_others_goes() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        super::demo(&test, setting.media.path(), "demo").await;
        super::work_off(&test, setting.media.path()).await;
        let victim = "anne.victim@example.org";
        let tx = test.database.begin().await.unwrap();
        let invite = plenary_store::entity::team_invite::Entity::find().one(tx.db()).await.unwrap().unwrap();
        let invite = plenary_store::entity::team_invite::ActiveModel {
            id: Set(invite.id),
            email: Set(Some(victim.to_owned())),
            ..Default::default()
        };
        invite.update(tx.db()).await.unwrap();
        for (text, data) in [
            ("Anne", serde_json::json!({"email": victim})),
            ("changes", serde_json::json!({"changes": {"name": {"old": "name", "new": "changes"}}})),
        ] {
            let entry = plenary_store::log::Entry {
                event: None,
                actor: &Actor::System,
                object: (plenary_model::ObjectType::Team, 1),
                action: "pretalx.test",
                data,
                as_organiser: true,
            };
            plenary_store::log::write(&tx, entry).await.unwrap();
            let mail = plenary_store::entity::queued_mail::ActiveModel {
                recipients: Set(Some(victim.to_owned())),
                subject: Set(format!("Your proposal has been accepted, {text}")),
                text: Set(format!(
                    "Dear {text},\nyour proposal has been accepted. It will change the session."
                )),
                state: Set(plenary_model::MailState::Sent),
                sent: Set(Some(tx.now())),
                ..Default::default()
            };
            mail.insert(tx.db()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let media = super::files(setting.media.path());
        let before = crate::attacks::cross_site::kept(&test).await;
        for (number, name) in ["has been accepted", "changes", "name", "session", "Anne", "the", "proposal"]
            .into_iter()
            .enumerate()
        {
            let email = format!("attacker{number}@example.net");
            let tx = test.database.begin().await.unwrap();
            let links = account::Links { verify: "v/".into(), recover: "r/".into(), reset: "r/".into() };
            let new = account::NewAccount {
                name,
                email: if number % 2 == 0 { &email } else { victim },
                password: None,
                locale: "en",
                time_zone: "UTC",
                administrator: false,
            };
            let chosen = account::Chosen::Hash("!".to_owned());
            let account::Registered::New(row) = account::register(&tx, new, chosen, &links).await.unwrap()
            else {
                panic!("nobody has this address yet");
            };
            let holder = Actor::Person { account: row.id, administrator: false };
            // Proven or not: both ways there is something that is not.
            tx.commit().await.unwrap();
            test.clock.set(test.database.clock().now().plus_minutes(10));
            let tx = test.database.begin().await.unwrap();
            if number % 2 == 0 {
                let administrator = Actor::Person { account: row.id, administrator: true };
                plenary_person::address::set_state(&tx, &administrator, &row, true).await.unwrap();
                plenary_person::address::request_change(&tx, &holder, victim, &links).await.unwrap();
            }
            let event = plenary_event::event::find(tx.db(), "demo").await.unwrap();
            let new = plenary_person::profile::Description { name, biography: name, contact_email: victim };
            plenary_person::profile::update(&tx, &holder, &event, new).await.unwrap();
            let row = account::load(tx.db(), row.id).await.unwrap();
            plenary_person::erase::erase(&tx, &holder, &row).await.unwrap();
            tx.commit().await.unwrap();
        }
        let after = crate::attacks::cross_site::kept(&test).await;
        // Pages of the event are made anew.
        let gone: Vec<_> = before.iter().filter(|row| row.table != "event" && !after.contains(row)).collect();
        assert!(gone.is_empty(), "{} rows of others: {gone:?}", gone.len());
        assert_eq!(super::files(setting.media.path()), media);
    });
}

/// Whoever asks gets everything that is stored about them.
#[test]
fn a_copy_of_everything() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        super::demo(&test, setting.media.path(), "demo").await;
        let (filled, visitor) = fill(&test, &setting).await;
        let actor = Actor::Person { account: filled.account.id, administrator: false };
        let before = test.database.statements();
        let copy = copy::collect(test.database.reader(), &actor).await.unwrap();
        assert!(test.database.statements() - before < 45, "a constant number of statements");
        let text = copy.data.to_string();
        for wanted in THEIRS.iter().chain(&STAYS).chain(&[
            EMAIL,
            NEXT_EMAIL,
            CONTACT,
            NAME,
            "Conference",
            "203.0.113.x",
        ]) {
            assert!(text.contains(wanted), "{wanted} is missing from the copy");
        }
        assert!(text.contains(PROFILE_NAME));
        for hidden in ABOUT_THEM {
            assert!(!text.contains(hidden), "{hidden} is in the copy");
        }
        // What opens something, and what belongs to others.
        for hidden in
            ["\"hash\"", &"x".repeat(32), &"y".repeat(32), "other@example.org,", "speaks well", "I know"]
        {
            assert!(!text.contains(hidden), "{hidden} is in the copy");
        }
        for path in filled.gone.iter().chain(&filled.kept).filter(|path| !path.contains("/cards/")) {
            assert!(copy.files.contains(path), "{path} is missing from the copy");
        }
        // Every table with a column that refers to the person is looked into.
        for table in test.tables().await {
            let columns = match test.engine {
                plenary_store::Engine::Sqlite => test.texts(&format!("SELECT name FROM pragma_table_info('{table}')")).await,
                plenary_store::Engine::Postgres => {
                    test.texts(&format!(
                        "SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}' AND table_schema = current_schema()"
                    ))
                    .await
                }
            };
            let refers = columns
                .iter()
                .any(|name| matches!(name.as_str(), "account_id" | "speaker_id" | "attendee_id"));
            // Secrets by which one logs in.
            let is_secret = ["second_factor", "recovery_code"].contains(&table.as_str());
            if !refers || is_secret {
                continue;
            }
            let list = listed_as(&table);
            let rows = copy.data.get(list).and_then(|rows| rows.as_array());
            assert!(rows.is_some_and(|rows| !rows.is_empty()), "nothing of {table} ({list}) is in the copy");
        }
        // What came to an address that somebody only says is theirs is not for them.
        let tx = test.database.begin().await.unwrap();
        let new = account::NewAccount {
            name: "Somebody",
            email: "somebody.else@example.org",
            password: None,
            locale: "en",
            time_zone: "UTC",
            administrator: false,
        };
        let other = account::create(&tx, new).await.unwrap();
        let holder = Actor::Person { account: other.id, administrator: false };
        let event = plenary_event::event::find(tx.db(), "demo").await.unwrap();
        let new =
            plenary_person::profile::Description { name: "Somebody", biography: "", contact_email: EMAIL };
        plenary_person::profile::update(&tx, &holder, &event, new).await.unwrap();
        tx.commit().await.unwrap();
        let copy = copy::collect(test.database.reader(), &holder).await.unwrap();
        for list in ["mails", "invitations_to_proposals", "invitations_to_teams"] {
            assert_eq!(copy.data[list], serde_json::json!([]), "{list}");
        }
        let answer = visitor.get("/orga/me/data.zip").await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/zip"));
    });
}

/// Under which name the rows of a table are in the copy.
fn listed_as(table: &str) -> &str {
    match table {
        "activity_log" => "actions",
        "speaker_profile" => "profiles",
        "profile_picture" => "pictures",
        "speaker_role" => "speaker_roles",
        "answer" => "answers",
        "availability" => "availabilities",
        "favourite" => "stars",
        "attendee_profile" => "attendances",
        "attendee_signup" => "signups",
        "review" => "reviews",
        "submission_reviewer" => "review_assignments",
        "submission_comment" => "comments",
        "team_member" => "teams",
        "api_token" => "api_tokens",
        "preference" => "preferences",
        "queued_mail_speaker" => "mails",
        "session" => "sessions",
        other => other,
    }
}
