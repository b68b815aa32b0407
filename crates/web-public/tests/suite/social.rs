//! Pictures beside links: for whoever may see the page, drawn once, kept until the words change.

use std::path::Path;

use axum::http::StatusCode;
use plenary_model::SubmissionState;
use plenary_store::entity::{event, profile_picture, speaker_profile, submission};
use plenary_store::testing::on_both_engines;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::setting::{TestSite, Wanted, set_up};

fn picture(format: image::ImageFormat) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(90, 60).write_to(&mut file, format).unwrap();
    file.into_inner()
}

fn cards(media: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(media.join("example2026/cards")) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn cards_for_who_may_see_the_page() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let session = setting.session(&tx, Wanted { title: "</svg>🎉 A talk", ..Default::default() }).await;
        tx.commit().await.unwrap();
        let media = tempfile::tempdir().unwrap();
        let site = TestSite::with_media(&test, media.path());
        let talk = format!("/example2026/talk/{}/preview-image", session.code);
        let profile = speaker_profile::Entity::find().one(test.database.reader()).await.unwrap().unwrap();
        let speaker = format!("/example2026/speaker/{}/preview-image", profile.code);
        let status = async |site: &TestSite, path: &str| site.get(path).await.status;

        // Before the release only the event has one.
        for path in
            [talk.as_str(), speaker.as_str(), "/example2026/talk/NOSUCH/preview-image", "/nope/preview-image"]
        {
            assert_eq!(status(&site, path).await, StatusCode::NOT_FOUND, "{path}");
        }
        let tx = test.database.begin().await.unwrap();
        setting.release(&tx, "1.0").await;
        let hidden = setting
            .session(
                &tx,
                Wanted { title: "Secret", speaker: 1, start: "2026-09-11T10:00:00Z", ..Default::default() },
            )
            .await;
        tx.commit().await.unwrap();
        for path in [talk.as_str(), speaker.as_str(), "/example2026/preview-image"] {
            let answer = site.get(path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert_eq!(answer.header("content-type"), "image/png", "{path}");
            assert_eq!(answer.header("cache-control"), "public, max-age=3600", "{path}");
            let tag = answer.header("etag").to_owned();
            let again = site.ask(path, &[("if-none-match", &tag)]).await;
            assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
        }
        let names = cards(media.path());
        assert_eq!(names.len(), 3, "{names:?}");
        assert!(!names.iter().any(|name| name.contains("Secret") || name.contains(&hidden.code)));
        // Not released; and a profile without a session there.
        for code in [hidden.code.as_str(), &hidden.code.to_lowercase()] {
            let path = format!("/example2026/talk/{code}/preview-image");
            assert_eq!(status(&site, &path).await, StatusCode::NOT_FOUND);
        }
        let all = speaker_profile::Entity::find().all(test.database.reader()).await.unwrap();
        let other = all.iter().find(|row| row.id != profile.id).unwrap();
        let path = format!("/example2026/speaker/{}/preview-image", other.code);
        assert_eq!(status(&site, &path).await, StatusCode::NOT_FOUND);

        // Hidden schedule, then hidden event: organisers go on, and nothing between keeps theirs.
        let organiser = site.logged_in(&setting.organiser).await;
        let stranger = site.logged_in(&setting.stranger).await;
        let tx = test.database.begin().await.unwrap();
        let change =
            event::ActiveModel { feature_flags: Set(json!({"show_schedule": false})), ..Default::default() };
        setting.change_event(&tx, change).await;
        tx.commit().await.unwrap();
        for path in [&talk, &speaker] {
            assert_eq!(status(&site, path).await, StatusCode::NOT_FOUND);
            assert_eq!(status(&stranger, path).await, StatusCode::NOT_FOUND);
            let answer = organiser.get(path).await;
            assert_eq!(
                (answer.status, answer.header("cache-control")),
                (StatusCode::OK, "private, no-cache")
            );
        }
        assert_eq!(status(&site, "/example2026/preview-image").await, StatusCode::OK);
        let tx = test.database.begin().await.unwrap();
        let change = event::ActiveModel { is_public: Set(false), ..Default::default() };
        setting.change_event(&tx, change).await;
        tx.commit().await.unwrap();
        assert_eq!(status(&site, "/example2026/preview-image").await, StatusCode::NOT_FOUND);
        assert_eq!(
            organiser.get("/example2026/preview-image").await.header("cache-control"),
            "private, no-cache"
        );
    });
}

#[test]
fn a_card_is_drawn_once_and_anew_when_its_words_change() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let session = setting.session(&tx, Wanted::default()).await;
        setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();
        let media = tempfile::tempdir().unwrap();
        let site = TestSite::with_media(&test, media.path());
        let talk = format!("/example2026/talk/{}/preview-image", session.code);
        let before = test.database.statements();
        let first = site.get(&talk).await;
        // As any page of the programme, and which events there are.
        assert_eq!(test.database.statements() - before, 13);
        let names = cards(media.path());
        assert_eq!(names.len(), 1);
        // What is kept is what is sent: nothing is drawn a second time.
        let kept = media.path().join("example2026/cards").join(&names[0]);
        std::fs::write(&kept, b"\x89PNG\r\n\x1a\nkept").unwrap();
        assert!(site.get(&talk).await.body.ends_with("kept"));
        std::fs::remove_file(&kept).unwrap();
        assert_eq!(site.get(&talk).await.header("etag"), first.header("etag"));

        let tx = test.database.begin().await.unwrap();
        let change =
            submission::ActiveModel { id: Set(session.id), title: Set("Other".into()), ..Default::default() };
        change.update(tx.db()).await.unwrap();
        plenary_event::event::raise_revision(&tx, setting.event.id).await.unwrap();
        tx.commit().await.unwrap();
        let second = site.get(&talk).await;
        assert_ne!(second.header("etag"), first.header("etag"));
        let after = cards(media.path());
        assert!(after.len() == 1 && after != names, "the old one is gone: {after:?}");
        // The visitor's language changes nothing.
        let german = site.ask(&talk, &[("accept-language", "de")]).await;
        assert_eq!(german.header("etag"), second.header("etag"));
        let tx = test.database.begin().await.unwrap();
        setting.set_state(&tx, &session.code, SubmissionState::Canceled).await;
        tx.commit().await.unwrap();
        assert_eq!(site.get(&talk).await.status, StatusCode::OK, "until the next release, as the page");
    });
}

#[test]
fn own_pictures_come_first_if_they_are_pictures() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let media = tempfile::tempdir().unwrap();
        let tx = test.database.begin().await.unwrap();
        let change =
            submission::ActiveModel { image: Set(Some("example2026/a.png".into())), ..Default::default() };
        let session = setting.session(&tx, Wanted { change, ..Default::default() }).await;
        let row =
            profile_picture::ActiveModel { avatar: Set(Some("avatars/x.webp".into())), ..Default::default() };
        let row = row.insert(tx.db()).await.unwrap();
        speaker_profile::Entity::update_many()
            .col_expr(speaker_profile::Column::ProfilePictureId, Expr::value(row.id))
            .filter(speaker_profile::Column::EventId.eq(setting.event.id))
            .exec(tx.db())
            .await
            .unwrap();
        let logo = event::ActiveModel { logo: Set(Some("../../etc/passwd".into())), ..Default::default() };
        setting.change_event(&tx, logo).await;
        setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();
        let site = TestSite::with_media(&test, media.path());
        let profile = speaker_profile::Entity::find().one(test.database.reader()).await.unwrap().unwrap();
        let talk = format!("/example2026/talk/{}/preview-image", session.code);
        let speaker = format!("/example2026/speaker/{}/preview-image", profile.code);
        let kind = async |path: &str| site.get(path).await.header("content-type").to_owned();

        // The files are missing, or no pictures: a card.
        assert_eq!((kind(&talk).await.as_str(), kind(&speaker).await.as_str()), ("image/png", "image/png"));
        std::fs::write(media.path().join("example2026/a.png"), "<script>alert(1)</script>").unwrap();
        assert!(!site.get(&talk).await.body.contains("alert"));
        // Told by the content, not by the name.
        std::fs::create_dir(media.path().join("avatars")).unwrap();
        std::fs::write(media.path().join("example2026/a.png"), picture(image::ImageFormat::Jpeg)).unwrap();
        std::fs::write(media.path().join("avatars/x.webp"), picture(image::ImageFormat::WebP)).unwrap();
        assert_eq!((kind(&talk).await.as_str(), kind(&speaker).await.as_str()), ("image/jpeg", "image/webp"));
        let answer = site.get(&talk).await;
        assert_eq!(answer.header("content-disposition"), "inline; filename=\"a.png\"");
        assert!(answer.header("content-security-policy").contains("sandbox"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    });
}

/// What other programs know: uploads only, those of the event where there is no own one.
#[test]
fn uploads_come_in_their_order() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let media = tempfile::tempdir().unwrap();
        let tx = test.database.begin().await.unwrap();
        let change = submission::ActiveModel { image: Set(Some("own.png".into())), ..Default::default() };
        let own = setting.session(&tx, Wanted { change, ..Default::default() }).await;
        let without = Wanted { speaker: 1, start: "2026-09-11T10:00:00Z", ..Default::default() };
        let without = setting.session(&tx, without).await;
        setting.release(&tx, "1.0").await;
        let change = submission::ActiveModel { is_featured: Set(true), ..Default::default() };
        let featured = Wanted { start: "2026-09-11T12:00:00Z", change, ..Default::default() };
        let featured = setting.session(&tx, featured).await;
        let hidden = Wanted { start: "2026-09-11T14:00:00Z", ..Default::default() };
        let hidden = setting.session(&tx, hidden).await;
        let images = event::ActiveModel {
            og_image: Set(Some("beside.png".into())),
            logo: Set(Some("logo.png".into())),
            header_image: Set(Some("header.png".into())),
            feature_flags: Set(json!({"show_featured": "always"})),
            ..Default::default()
        };
        setting.change_event(&tx, images).await;
        tx.commit().await.unwrap();
        let site = TestSite::with_media(&test, media.path());
        let organiser = site.logged_in(&setting.organiser).await;
        let stranger = site.logged_in(&setting.stranger).await;
        let talk = |code: &str| format!("/example2026/talk/{code}/og-image");
        let profile = speaker_profile::Entity::find().one(test.database.reader()).await.unwrap().unwrap();
        let speaker = format!("/example2026/speaker/{}/og-image", profile.code);
        let all = [
            talk(&own.code),
            talk(&without.code),
            talk(&featured.code),
            speaker,
            "/example2026/og-image".into(),
        ];
        let file = async |site: &TestSite, path: &str| {
            let answer = site.get(path).await;
            let name = answer.header("content-disposition").strip_prefix("inline; filename=");
            (answer.status, name.unwrap_or_default().trim_matches('"').to_owned())
        };

        // Nothing was uploaded, or what is there is no picture.
        std::fs::write(media.path().join("beside.png"), "<svg onload='alert(1)'/>").unwrap();
        for path in &all {
            assert_eq!(file(&site, path).await.0, StatusCode::NOT_FOUND, "{path}");
        }
        assert!(cards(media.path()).is_empty());
        for name in ["header.png", "logo.png", "beside.png"] {
            std::fs::write(media.path().join(name), picture(image::ImageFormat::Png)).unwrap();
            for path in &all {
                assert_eq!(file(&site, path).await, (StatusCode::OK, name.to_owned()), "{path}");
            }
        }
        std::fs::write(media.path().join("own.png"), picture(image::ImageFormat::Png)).unwrap();
        assert_eq!(file(&site, &all[0]).await.1, "own.png");
        assert_eq!(file(&site, &talk(&own.code.to_lowercase())).await.1, "own.png");
        assert_eq!(site.get(&all[0]).await.header("cache-control"), "public, max-age=3600");

        // What is not public has one for its organisers, and nothing between keeps it.
        for path in [talk(&hidden.code), talk("NOSUCH")] {
            assert_eq!(file(&site, &path).await.0, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(file(&stranger, &path).await.0, StatusCode::NOT_FOUND, "{path}");
        }
        let answer = organiser.get(&talk(&hidden.code)).await;
        assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "private, no-cache"));
        assert_eq!(file(&organiser, &talk("NOSUCH")).await.0, StatusCode::NOT_FOUND);

        let before = test.database.statements();
        site.get(&all[0]).await;
        let cost = test.database.statements() - before;
        let tx = test.database.begin().await.unwrap();
        for minute in 0..10 {
            let start = format!("2026-09-12T08:{minute:02}:00Z");
            setting.session(&tx, Wanted { start: &start, minutes: 1, ..Default::default() }).await;
        }
        setting.release(&tx, "2.0").await;
        tx.commit().await.unwrap();
        let before = test.database.statements();
        site.get(&all[0]).await;
        assert_eq!(test.database.statements() - before, cost);
        assert!(cost <= 8, "{cost}");
    });
}
