//! A site in files: complete, with links that lead somewhere, and nothing in it that is not public.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

use std::collections::BTreeMap;
use std::path::Path;

use plenary_event::event::{self as events, NewEvent};
use plenary_event::organiser;
use plenary_model::{Actor, I18nText, SubmissionState};
use plenary_person::account::{self, NewAccount};
use plenary_person::profile;
use plenary_schedule::place::{self, Place};
use plenary_schedule::{release, room, working};
use plenary_static_site::{read, to_folder, to_zip};
use plenary_store::Tx;
use plenary_store::entity::event;
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_submission::state;
use plenary_submission::submit::{self, NewSubmission};
use plenary_web::Site;

const SECRET: &[u8] = b"a secret of tests";

struct Maker {
    organiser: Actor,
    speaker: Actor,
}

impl Maker {
    async fn new(tx: &Tx) -> Self {
        let person = async |name: &str, email: &str| {
            let new = NewAccount {
                name,
                email,
                password: None,
                locale: "en",
                time_zone: "UTC",
                administrator: false,
            };
            plenary_person::login::actor(&account::create(tx, new).await.unwrap())
        };
        Self {
            organiser: person("Olga", "olga@example.org").await,
            speaker: person("Zoë Quinn", "zoe@example.org").await,
        }
    }

    async fn event(&self, tx: &Tx, slug: &str) -> event::Model {
        let name = format!("Organiser of {slug}");
        let owner =
            organiser::create(tx, &Actor::System, &name.as_str().into(), slug, self.organiser.account())
                .await
                .unwrap();
        let new = NewEvent {
            organiser: owner,
            name: format!("Event {slug}").as_str().into(),
            slug: slug.to_owned(),
            date_from: "2026-09-11".parse().unwrap(),
            date_to: "2026-09-12".parse().unwrap(),
            time_zone: "Europe/Berlin".to_owned(),
            email: "orga@example.org".to_owned(),
            locales: vec!["en".to_owned()],
            deadline: None,
            primary_color: None,
        };
        events::create(tx, &self.organiser, new).await.unwrap()
    }

    /// A confirmed session in the working schedule; its code.
    async fn session(&self, tx: &Tx, event: &event::Model, room: i32, title: &str, hour: u8) -> String {
        let account = account::load(tx.db(), self.speaker.account().unwrap()).await.unwrap();
        let profile = profile::ensure(tx, &account, event).await.unwrap();
        let abstract_text = format!("About {title}.");
        let new = NewSubmission { title: title.to_owned(), abstract_text, ..NewSubmission::default() };
        let made = submit::submit(tx, &self.speaker, event, &profile, new).await.unwrap();
        state::change_as_organiser(tx, &self.organiser, event, &made.code, SubmissionState::Confirmed)
            .await
            .unwrap();
        let wip = working::load(tx.db(), &self.organiser, event).await.unwrap();
        let slot = wip.slots.iter().find(|slot| slot.slot.submission_id == Some(made.id)).unwrap().slot.id;
        let start = format!("2026-09-11T{hour:02}:00:00Z").parse().unwrap();
        let place = Place { room, start, end: None };
        place::place(tx, &self.organiser, event, slot, Some(place)).await.unwrap();
        made.code
    }

    async fn release(&self, tx: &Tx, event: &event::Model, version: &str) {
        release::release(tx, &self.organiser, event, version, I18nText::Empty).await.unwrap();
    }
}

/// An event with two released versions and a session that is not released, and another event.
async fn set_up(test: &TestDatabase) -> (String, String) {
    let tx = test.database.begin().await.unwrap();
    let maker = Maker::new(&tx).await;
    let event = maker.event(&tx, "static2026").await;
    // It is written to files before it is public.
    let opened = events::set_public(&tx, &maker.organiser, &event, true).await.unwrap();
    let hall = room::create(&tx, &maker.organiser, &opened, "Hall".into(), None).await.unwrap().id;
    let kept = maker.session(&tx, &opened, hall, "Kept <b>& told", 8).await;
    maker.release(&tx, &opened, "1.0").await;
    tx.commit().await.unwrap();
    test.clock.set(test.database.clock().now().plus_minutes(1));
    let tx = test.database.begin().await.unwrap();
    maker.session(&tx, &opened, hall, "Second", 9).await;
    maker.release(&tx, &opened, "2.0 <ä>/?").await;
    let secret = maker.session(&tx, &opened, hall, "Xylophone-unreleased", 10).await;
    events::set_public(&tx, &maker.organiser, &opened, false).await.unwrap();
    let other = maker.event(&tx, "foreign2026").await;
    let other = events::set_public(&tx, &maker.organiser, &other, true).await.unwrap();
    let room = room::create(&tx, &maker.organiser, &other, "Quagga-room".into(), None).await.unwrap().id;
    maker.session(&tx, &other, room, "Quagga-session", 8).await;
    maker.release(&tx, &other, "1").await;
    tx.commit().await.unwrap();
    (kept, secret)
}

fn files(folder: &Path, below: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, below, found);
        } else {
            let name = path.strip_prefix(below).unwrap().to_str().unwrap().to_owned();
            found.insert(name, std::fs::read(path).unwrap());
        }
    }
}

/// The relative links of a page, without what follows `#`.
fn links(html: &str) -> Vec<String> {
    [" href=\"", " src=\""]
        .iter()
        .flat_map(|before| html.split(before).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .map(|link| link.split('#').next().unwrap_or_default().replace("&amp;", "&"))
        .filter(|link| !link.is_empty() && !link.contains(':'))
        .collect()
}

fn followed(from: &str, link: &str) -> String {
    let mut parts: Vec<String> = from.split('/').map(str::to_owned).collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop().unwrap();
            }
            part => {
                parts.push(percent_encoding::percent_decode_str(part).decode_utf8().unwrap().into_owned())
            }
        }
    }
    parts.join("/")
}

#[test]
fn a_whole_site() {
    on_both_engines(|test| async move {
        let (kept, secret) = set_up(&test).await;
        let site = Site { url: "https://plan.example".to_owned(), ..Site::default() };
        let site = read(&test.database, site, SECRET, "static2026").await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        // Twice: the second one replaces the first.
        to_folder(&site, folder.path()).unwrap();
        let target = to_folder(&site, folder.path()).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        let mut found = BTreeMap::new();
        files(&target, &target, &mut found);

        for name in [
            "static2026/index.html",
            "static2026/schedule/index.html",
            "static2026/schedule/nojs",
            "static2026/schedule/changelog/index.html",
            "static2026/schedule/feed.xml",
            "static2026/schedule/widgets/schedule.json",
            "static2026/schedule/widget/messages.js",
            "static2026/schedule/export/schedule.xml",
            "static2026/schedule/export/schedule.ics",
            "static2026/schedule.json",
            "static2026/schedule/v/1.0/index.html",
            "static2026/schedule/v/1.0/widgets/schedule.json",
            "static2026/talk/index.html",
            &format!("static2026/talk/{kept}/index.html"),
            &format!("static2026/talk/{kept}.ics"),
            "static2026/speaker/index.html",
        ] {
            assert!(found.contains_key(name), "{name} of {:?}", found.keys());
        }
        for (name, bytes) in &found {
            let text = String::from_utf8_lossy(bytes);
            for hidden in ["Xylophone", "Quagga", "foreign2026", secret.as_str(), "zoe@example.org"] {
                assert!(!text.contains(hidden), "{hidden} in {name}");
            }
            if !text.starts_with("<!doctype html>") {
                continue;
            }
            assert!(!text.contains("/login/") && !text.contains("theme/set"), "{name} needs a server");
            for link in links(&text) {
                assert!(!link.starts_with('/'), "{link} in {name}");
                let to = followed(name, &link);
                assert!(found.contains_key(&to), "{link} in {name} leads to {to}");
            }
        }
        let schedule = String::from_utf8_lossy(&found["static2026/schedule/index.html"]);
        assert!(schedule.contains(&format!("../talk/{kept}/index.html")));
        assert!(schedule.contains("Kept &#60;b&#62;&#38; told") && schedule.contains("Second"));
        let first = String::from_utf8_lossy(&found["static2026/schedule/v/1.0/index.html"]);
        assert!(!first.contains("Second"));

        let zip = to_zip(&site, folder.path()).unwrap();
        assert_eq!(zip.file_name().unwrap(), "static2026.zip");
        let mut archive = zip::ZipArchive::new(std::fs::File::open(zip).unwrap()).unwrap();
        assert_eq!(archive.len(), found.len());
        assert!(archive.by_name("static2026/static2026/index.html").is_ok());
    });
}

#[test]
fn no_such_event() {
    on_both_engines(|test| async move {
        assert!(read(&test.database, Site::default(), SECRET, "nothing").await.is_err());
    });
}
