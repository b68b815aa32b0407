//! Pictures are cleaned beside the requests: once, completely, and whatever happens meanwhile.

use std::io::Cursor;
use std::sync::Arc;

use plenary_event::event::NewEvent;
use plenary_event::{event as events, organiser};
use plenary_files::{MediaPath, MediaStore};
use plenary_model::Actor;
use plenary_person::account::{self, NewAccount};
use plenary_person::profile;
use plenary_queue::job::run_due;
use plenary_store::entity::{account as accounts, event, job, profile_picture, speaker_profile, submission};
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_submission::picture::{Place, enqueue_missing, jobs, replaced, stored};
use plenary_submission::submit::{self, NewSubmission};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

struct Setting<'a> {
    test: &'a TestDatabase,
    _folder: tempfile::TempDir,
    media: Arc<MediaStore>,
    event: event::Model,
    session: i32,
    person: i32,
}

fn path(text: &str) -> MediaPath {
    MediaPath::new(text).unwrap()
}

fn photo(format: image::ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let pixels = image::RgbImage::from_fn(2400, 1600, |x, y| image::Rgb([x as u8, y as u8, 90]));
    image::DynamicImage::from(pixels).write_to(&mut file, format).unwrap();
    file.into_inner()
}

fn size(file: &[u8]) -> (u32, u32) {
    assert_eq!(image::guess_format(file).unwrap(), image::ImageFormat::WebP);
    let picture = image::load_from_memory(file).unwrap();
    (picture.width(), picture.height())
}

/// An event with one proposal and a speaker who has a picture, all of them as they were uploaded.
async fn set_up(test: &TestDatabase) -> Setting<'_> {
    let folder = tempfile::tempdir().unwrap();
    let media = Arc::new(MediaStore::open_root(folder.path()).unwrap());
    let tx = test.database.begin().await.unwrap();
    let new = NewAccount {
        name: "Ada",
        email: "ada@example.org",
        password: None,
        locale: "en",
        time_zone: "UTC",
        administrator: true,
    };
    let ada = account::create(&tx, new).await.unwrap();
    let actor = plenary_person::login::actor(&ada);
    let owner =
        organiser::create(&tx, &Actor::System, &"Example".into(), "example", Some(ada.id)).await.unwrap();
    let new = NewEvent {
        organiser: owner,
        name: "Example".into(),
        slug: "example".to_owned(),
        date_from: "2026-09-11".parse().unwrap(),
        date_to: "2026-09-13".parse().unwrap(),
        time_zone: "UTC".to_owned(),
        email: "orga@example.org".to_owned(),
        locales: vec!["en".to_owned()],
        deadline: None,
        primary_color: None,
    };
    let event = events::create(&tx, &actor, new).await.unwrap();
    let change = event::ActiveModel {
        id: Set(event.id),
        is_public: Set(true),
        logo: Set(Some("example/img/logo_aaaaaaa.png".to_owned())),
        ..Default::default()
    };
    let event = change.update(tx.db()).await.unwrap();
    let picture = profile_picture::ActiveModel {
        account_id: Set(Some(ada.id)),
        avatar: Set(Some("avatars/ADA_bbbbbbb.jpg".to_owned())),
        ..Default::default()
    };
    let picture = picture.insert(tx.db()).await.unwrap();
    let change = accounts::ActiveModel {
        id: Set(ada.id),
        profile_picture_id: Set(Some(picture.id)),
        ..Default::default()
    };
    let ada = change.update(tx.db()).await.unwrap();
    let speaker = profile::ensure(&tx, &ada, &event).await.unwrap();
    let change = speaker_profile::ActiveModel {
        id: Set(speaker.id),
        profile_picture_id: Set(Some(picture.id)),
        ..Default::default()
    };
    let speaker = change.update(tx.db()).await.unwrap();
    let new = NewSubmission { title: "T".to_owned(), abstract_text: "A".to_owned(), ..Default::default() };
    let session = submit::submit(&tx, &actor, &event, &speaker, new).await.unwrap();
    let change = submission::ActiveModel {
        id: Set(session.id),
        image: Set(Some("example/submissions/X/image_ccccccc.png".to_owned())),
        ..Default::default()
    };
    change.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    media.write(&path("avatars/ADA_bbbbbbb.jpg"), &photo(image::ImageFormat::Jpeg)).unwrap();
    media.write(&path("example/img/logo_aaaaaaa.png"), &photo(image::ImageFormat::Png)).unwrap();
    media.write(&path("example/submissions/X/image_ccccccc.png"), &photo(image::ImageFormat::Png)).unwrap();
    Setting { test, _folder: folder, media, event, session: session.id, person: picture.id }
}

impl Setting<'_> {
    async fn ask(&self, place: Place) {
        let tx = self.test.database.begin().await.unwrap();
        stored(&tx, place).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn work(&self) -> u64 {
        run_due(&self.test.database, "p", &jobs(self.media.clone())).await.unwrap()
    }

    fn later(&self, minutes: i64) {
        self.test.clock.set(self.test.database.clock().now().plus_minutes(minutes));
    }

    async fn image(&self) -> Option<String> {
        let found = submission::Entity::find_by_id(self.session).one(self.test.database.reader()).await;
        found.unwrap().unwrap().image
    }

    async fn set_image(&self, name: &str) {
        let tx = self.test.database.begin().await.unwrap();
        let change = submission::ActiveModel {
            id: Set(self.session),
            image: Set(Some(name.to_owned())),
            ..Default::default()
        };
        change.update(tx.db()).await.unwrap();
        stored(&tx, Place::Session(self.session)).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn person(&self) -> profile_picture::Model {
        let found = profile_picture::Entity::find_by_id(self.person).one(self.test.database.reader()).await;
        found.unwrap().unwrap()
    }

    async fn revision(&self) -> i64 {
        let found = event::Entity::find_by_id(self.event.id).one(self.test.database.reader()).await;
        found.unwrap().unwrap().revision
    }

    async fn open_jobs(&self) -> Vec<job::Model> {
        job::Entity::find().all(self.test.database.reader()).await.unwrap()
    }

    fn files(&self) -> Vec<String> {
        self.media.list().unwrap().iter().map(ToString::to_string).collect()
    }
}

#[test]
fn everything_becomes_webp_and_the_originals_go() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let before = setting.revision().await;
        for place in [
            Place::Session(setting.session),
            Place::Person(setting.person),
            Place::EventLogo(setting.event.id),
        ] {
            setting.ask(place).await;
        }
        assert_eq!(setting.work().await, 3);
        assert_eq!(setting.revision().await, before + 3);
        let person = setting.person().await;
        assert_eq!(person.avatar.as_deref(), Some("avatars/ADA_bbbbbbb.webp"));
        assert_eq!(person.avatar_thumbnail.as_deref(), Some("avatars/ADA_bbbbbbb_thumbnail_default.webp"));
        assert_eq!(person.avatar_thumbnail_tiny.as_deref(), Some("avatars/ADA_bbbbbbb_thumbnail_tiny.webp"));
        assert_eq!(setting.image().await.as_deref(), Some("example/submissions/X/image_ccccccc.webp"));
        let read = |name: &str| setting.media.read(&path(name)).unwrap();
        assert_eq!(size(&read("avatars/ADA_bbbbbbb.webp")), (1620, 1080));
        assert_eq!(size(&read("avatars/ADA_bbbbbbb_thumbnail_default.webp")), (460, 460));
        assert_eq!(size(&read("avatars/ADA_bbbbbbb_thumbnail_tiny.webp")), (64, 64));
        assert_eq!(size(&read("example/img/logo_aaaaaaa.webp")), (1620, 1080));
        // Pages that still name the originals get them for a minute.
        assert_eq!(setting.files().len(), 8);
        setting.later(2);
        assert_eq!(setting.work().await, 3);
        assert_eq!(setting.files().len(), 5);
        assert!(setting.open_jobs().await.is_empty());

        // Again: nothing is written, nothing changes.
        setting.ask(Place::Person(setting.person)).await;
        assert_eq!(setting.work().await, 1);
        assert_eq!((setting.revision().await, setting.files().len()), (before + 3, 5));
        assert_eq!(setting.person().await, person);
        assert!(setting.open_jobs().await.is_empty());
    });
}

#[test]
fn missing_thumbnails_are_found_once() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let ask = async || {
            let tx = test.database.begin().await.unwrap();
            let count = enqueue_missing(&tx).await.unwrap();
            tx.commit().await.unwrap();
            count
        };
        assert_eq!((ask().await, ask().await), (1, 0));
        assert_eq!(setting.work().await, 1);
        assert_eq!(ask().await, 0);

        // A file that is gone is asked for once and not for ever.
        let tx = test.database.begin().await.unwrap();
        let gone = profile_picture::ActiveModel {
            id: Set(setting.person),
            avatar: Set(Some("avatars/gone.png".to_owned())),
            avatar_thumbnail: Set(Some(String::new())),
            ..Default::default()
        };
        gone.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(ask().await, 1);
        assert_eq!(setting.work().await, 0);
        assert_eq!(ask().await, 0);
        let kept = setting.open_jobs().await;
        assert!(
            kept.iter()
                .any(|job| job.failed.is_some() && job.error.as_deref().unwrap().contains("no such file"))
        );
        assert_eq!(setting.person().await.avatar.as_deref(), Some("avatars/gone.png"));
    });
}

#[test]
fn what_can_not_be_read_is_kept_and_what_is_no_picture_goes() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let broken = photo(image::ImageFormat::Png)[..3000].to_vec();
        setting.media.write(&path("example/broken.png"), &broken).unwrap();
        setting.set_image("example/broken.png").await;
        assert_eq!(setting.work().await, 0);
        assert_eq!(setting.image().await.as_deref(), Some("example/broken.png"));
        assert!(setting.open_jobs().await[0].failed.is_some());

        setting.media.write(&path("example/page.png"), b"<script>alert(1)</script>").unwrap();
        setting.set_image("example/page.png").await;
        assert_eq!(setting.work().await, 1);
        assert_eq!(setting.image().await, None);
        setting.later(2);
        setting.work().await;
        assert!(!setting.files().contains(&"example/page.png".to_owned()));

        // A path out of the folder is never followed.
        setting.set_image("../secret.png").await;
        assert_eq!(setting.work().await, 0);
        assert_eq!(setting.image().await.as_deref(), Some("../secret.png"));
    });
}

#[test]
fn files_of_others_are_left_alone() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        // Somebody else's file has the name that ours would get, and the original has a second owner.
        setting.media.write(&path("example/submissions/X/image_ccccccc.webp"), b"theirs").unwrap();
        let tx = test.database.begin().await.unwrap();
        let shared = event::ActiveModel {
            id: Set(setting.event.id),
            header_image: Set(Some("example/submissions/X/image_ccccccc.png".to_owned())),
            ..Default::default()
        };
        shared.update(tx.db()).await.unwrap();
        stored(&tx, Place::Session(setting.session)).await.unwrap();
        replaced(&tx, "../../outside").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(setting.work().await, 1);
        let name = setting.image().await.unwrap();
        assert!(
            name.starts_with("example/submissions/X/image_ccccccc_") && name.ends_with(".webp"),
            "{name}"
        );
        assert_eq!(size(&setting.media.read(&path(&name)).unwrap()), (1620, 1080));
        setting.later(2);
        setting.work().await;
        let files = setting.files();
        assert!(files.contains(&"example/submissions/X/image_ccccccc.png".to_owned()), "still a header");
        assert_eq!(setting.media.read(&path("example/submissions/X/image_ccccccc.webp")).unwrap(), b"theirs");
    });
}

#[test]
fn keys_of_jobs_are_read_back() {
    for place in [
        Place::Session(1),
        Place::Person(2),
        Place::EventLogo(3),
        Place::EventHeader(4),
        Place::EventSocial(i32::MAX),
    ] {
        assert_eq!(Place::of_key(&place.key()), Some(place));
    }
    for key in ["", "session", "session:", "session:x", "event:1", "session:99999999999"] {
        assert_eq!(Place::of_key(key), None);
    }
}
