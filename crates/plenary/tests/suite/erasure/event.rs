//! An administrator deletes an event, and then its organiser.

use axum::http::StatusCode;
use plenary_model::{Actor, ObjectType, ProfileOrigin};
use plenary_store::entity::{
    access_code, api_token, api_token_event, attendee_profile, cached_file, event, event_setting, favourite,
    preference, profile_picture, speaker_information, speaker_profile, submission, team_event,
};
use plenary_store::log::{self, Entry};
use plenary_store::testing::{Row, TestDatabase, on_both_engines};
use plenary_web::testing::Visitor;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::attacks::foreign::{mentions, part_ids};
use crate::attacks::good_picture;
use crate::attacks::ground::ground;
use crate::permissions::people::Role;
use crate::permissions::setting::Setting;

/// What pages of organisers and visitors add to an event.
async fn add(test: &TestDatabase, setting: &Setting) {
    let tx = test.database.begin().await.unwrap();
    let db = tx.db();
    let event = plenary_event::event::find(db, "demo").await.unwrap();
    let store = plenary_files::MediaStore::open_root(setting.media.path()).unwrap();
    let file = |path: &str| {
        store.write(&plenary_files::MediaPath::new(path).unwrap(), &good_picture()).unwrap();
        Some(path.to_owned())
    };
    let person = plenary_person::account::find_by_email(db, &Role::Stranger.email()).await.unwrap().unwrap();
    let talk = submission::Entity::find()
        .filter(submission::Column::EventId.eq(event.id))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let star = favourite::ActiveModel {
        account_id: Set(person.id),
        submission_id: Set(talk.id),
        ..Default::default()
    };
    star.insert(db).await.unwrap();
    let attendee = attendee_profile::ActiveModel {
        account_id: Set(person.id),
        event_id: Set(event.id),
        ..Default::default()
    };
    attendee.insert(db).await.unwrap();
    let wish = preference::ActiveModel {
        account_id: Set(person.id),
        event_id: Set(Some(event.id)),
        preferences: Set(json!({})),
        ..Default::default()
    };
    wish.insert(db).await.unwrap();
    let token = api_token::ActiveModel {
        name: Set("One event".into()),
        account_id: Set(person.id),
        endpoints: Set(json!({})),
        token_hash: Set("hash".into()),
        token_start: Set("abcd".into()),
        all_events: Set(false),
        ..Default::default()
    };
    let token = token.insert(db).await.unwrap().id;
    let limited = api_token_event::ActiveModel { api_token_id: Set(token), event_id: Set(event.id) };
    api_token_event::Entity::insert(limited).exec_without_returning(db).await.unwrap();
    let team = plenary_store::entity::team::Entity::find().one(db).await.unwrap().unwrap().id;
    let limited = team_event::ActiveModel { team_id: Set(team), event_id: Set(event.id) };
    team_event::Entity::insert(limited).exec_without_returning(db).await.unwrap();
    let code = access_code::ActiveModel {
        event_id: Set(event.id),
        code: Set("abc".into()),
        redeemed: Set(1),
        ..Default::default()
    };
    let code = code.insert(db).await.unwrap().id;
    let used =
        submission::ActiveModel { id: Set(talk.id), access_code_id: Set(Some(code)), ..Default::default() };
    used.update(db).await.unwrap();
    let setting_row = event_setting::ActiveModel {
        key: Set("imprint_url".into()),
        value: Set("https://mark-setting.example".into()),
        event_id: Set(event.id),
        ..Default::default()
    };
    setting_row.insert(db).await.unwrap();
    let note = speaker_information::ActiveModel {
        event_id: Set(event.id),
        target_group: Set(plenary_model::TargetGroup::Submitters),
        title: Set("mark-note".into()),
        text: Set("mark-note".into()),
        resource: Set(file("demo/speaker_information/note.pdf")),
        ..Default::default()
    };
    note.insert(db).await.unwrap();
    // A speaker whom organisers entered, without an account.
    let picture = profile_picture::ActiveModel {
        account_id: Set(None),
        avatar: Set(file("avatars/managed.webp")),
        avatar_thumbnail: Set(file("avatars/managed_default.webp")),
        avatar_thumbnail_tiny: Set(file("avatars/managed_tiny.webp")),
        ..Default::default()
    };
    let picture = picture.insert(db).await.unwrap().id;
    let managed = speaker_profile::ActiveModel {
        event_id: Set(event.id),
        name: Set(Some("mark-managed".into())),
        code: Set("MANAGD".into()),
        origin: Set(ProfileOrigin::Orga),
        guid: Set("22222222-2222-5222-8222-222222222222".into()),
        has_arrived: Set(false),
        profile_picture_id: Set(Some(picture)),
        ..Default::default()
    };
    managed.insert(db).await.unwrap();
    let styled = event::ActiveModel {
        id: Set(event.id),
        custom_css: Set(file("demo/css/custom.css")),
        og_image: Set(file("demo/img/og.png")),
        ..Default::default()
    };
    styled.update(db).await.unwrap();
    let upload = cached_file::ActiveModel {
        id: Set("upload".into()),
        expires: Set(tx.now().plus_minutes(60)),
        timestamp: Set(None),
        filename: Set("a.pdf".into()),
        content_type: Set("application/pdf".into()),
        session_key: Set(None),
        file: Set(file("cached/somebody.pdf")),
    };
    cached_file::Entity::insert(upload).exec_without_returning(db).await.unwrap();
    // About the event without being of it.
    let entry = Entry {
        event: None,
        actor: &Actor::System,
        object: (ObjectType::Event, event.id),
        action: "pretalx.test",
        data: json!({"text": "mark-log"}),
        as_organiser: true,
    };
    log::write(&tx, entry).await.unwrap();
    tx.commit().await.unwrap();
    let nobody = Visitor::new(&setting.app);
    for path in ["/demo/preview-image", "/demo/"] {
        assert!(nobody.get(path).await.status.is_success(), "{path}");
    }
    let confirmed = submission::Entity::find()
        .filter(submission::Column::EventId.eq(event.id))
        .filter(submission::Column::State.eq(plenary_model::SubmissionState::Confirmed))
        .all(test.database.reader());
    for talk in confirmed.await.unwrap().iter().take(12) {
        let answer = nobody.get(&format!("/demo/talk/{}/preview-image", talk.code)).await;
        assert!(!answer.status.is_server_error(), "{}", talk.code);
    }
    let cards =
        super::files(setting.media.path()).into_iter().filter(|path| path.contains("/cards/")).count();
    assert!(cards > 0, "a card was drawn");
}

/// Ids that stood in these rows as their own.
async fn own_ids(test: &TestDatabase, tables: &[String]) -> Vec<(String, i64)> {
    let mut ids = Vec::new();
    for table in tables {
        let found = test.texts(&format!("SELECT CAST(id AS text) FROM \"{table}\" WHERE id > 1000000")).await;
        ids.extend(found.into_iter().map(|id| (table.clone(), id.parse().unwrap())));
    }
    ids
}

#[test]
fn nothing_is_left_of_an_event_and_its_organiser() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        super::work_off(&test, setting.media.path()).await;
        let files = super::files(setting.media.path());
        let rows: Vec<Row> = test.everything().await;
        let tables = part_ids(&test).await;
        super::demo(&test, setting.media.path(), "demo").await;
        add(&test, &setting).await;
        let of_event = own_ids(&test, &tables).await;
        let administrator = setting.come(Role::Administrator).await;

        let refused =
            setting.come(Role::Everything).await.post("/orga/event/demo/delete", &[("slug", "demo")]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let answer = administrator.post("/orga/event/demo/delete", &[("slug", "demo")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        super::work_off(&test, setting.media.path()).await;

        let new: Vec<Row> = test.everything().await.into_iter().filter(|row| !rows.contains(row)).collect();
        // People and their pictures are not the event's, nor is the organiser with its teams. A line says what was deleted.
        const STAY: [&str; 10] = [
            "account",
            "profile_picture",
            "organiser",
            "team",
            "team_member",
            "api_token",
            "session",
            "lease",
            "cache_entry",
            "cached_file",
        ];
        for row in new.iter().filter(|row| !STAY.contains(&row.table.as_str())) {
            let is_line = row.table == "activity_log"
                && (row.text.contains("pretalx.event.delete")
                    || row.text.contains("pretalx.organiser.create"));
            assert!(is_line || is_of_team(row), "left of the event: {row:?}");
        }
        let still: Vec<(String, i64)> = own_ids(&test, &tables).await;
        let gone: Vec<_> = of_event.iter().filter(|id| !still.contains(id)).collect();
        assert!(gone.len() > 500, "{}", gone.len());
        for row in &new {
            // Instants are long numbers, too: ids are seven digits, and stand for themselves.
            let found = gone.iter().find(|(_, id)| mentions(row, *id));
            assert!(found.is_none(), "{found:?} is in {row:?}");
        }
        for mark in ["mark-setting", "mark-note", "mark-managed", "mark-log"] {
            assert!(!new.iter().any(|row| row.text.contains(mark)), "{mark}");
        }
        // A file that waits for its form belongs to whoever sent it, and goes with time.
        let pictures = test.texts("SELECT avatar FROM profile_picture WHERE avatar IS NOT NULL UNION ALL SELECT avatar_thumbnail FROM profile_picture WHERE avatar_thumbnail IS NOT NULL UNION ALL SELECT avatar_thumbnail_tiny FROM profile_picture WHERE avatar_thumbnail_tiny IS NOT NULL").await;
        let left: Vec<String> = super::files(setting.media.path()).difference(&files).cloned().collect();
        for path in left {
            assert!(pictures.contains(&path) || path == "cached/somebody.pdf", "{path} is left of the event");
        }

        // Nothing of the organiser.
        let answer =
            administrator.post("/orga/organiser/demoorg/settings/delete/", &[("slug", "demoorg")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        super::work_off(&test, setting.media.path()).await;
        let new: Vec<Row> = test.everything().await.into_iter().filter(|row| !rows.contains(row)).collect();
        const PEOPLE: [&str; 7] =
            ["account", "profile_picture", "api_token", "session", "lease", "cache_entry", "cached_file"];
        for row in new.iter().filter(|row| !PEOPLE.contains(&row.table.as_str())) {
            let is_line =
                row.text.contains("pretalx.event.delete") || row.text.contains("pretalx.organiser.delete");
            assert!(row.table == "activity_log" && is_line, "left of the organiser: {row:?}");
        }
    });
}

/// What the log says of a team, the organiser or a person is theirs.
fn is_of_team(row: &Row) -> bool {
    let of = |kind: &str| {
        row.text.contains(&format!("\"object_type\": {kind},"))
            || row.text.contains(&format!("\"object_type\": \"{kind}\""))
            || row.text.ends_with(&format!("\"object_type\": {kind}"))
    };
    row.table == "activity_log" && ["team", "organiser", "user"].into_iter().any(of)
}
