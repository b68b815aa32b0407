// Temporary: serves a site with a programme to look at.
#[path = "../tests/suite/setting.rs"]
#[allow(dead_code)]
mod setting;

use plenary_store::entity::{event, profile_picture, resource, speaker_profile, submission, room};
use plenary_model::I18nText;
use plenary_store::testing::sqlite_database;
use plenary_web::{AppState, Site, layers};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use setting::*;

const LONG: &str = "Datenschutzgrundverordnungskonforme Veranstaltungsplanungssoftware selbst betreiben: ein Erfahrungsbericht aus zehn Jahren ehrenamtlicher Konferenzorganisation";

#[tokio::main]
async fn main() {
    let test = sqlite_database().await;
    let mut setting = set_up(&test).await;
    let tx = test.database.begin().await.unwrap();
    let tracks = [
        setting.track(&tx, "Open data", "#3aa57c").await,
        setting.track(&tx, "Community & networks, and everything around them", "#c2410c").await,
        setting.track(&tx, "Infrastructure", "#6d5bd0").await,
    ];
    for name in ["Seminar room “Grace Hopper”", "Workshop area on the second floor", "קולנוע"] {
        let r = plenary_schedule::room::create(&tx, &setting.organiser, &setting.event, I18nText::plain(name), None).await.unwrap();
        setting.rooms.push(r.id);
    }
    let rooms = room::Entity::find().all(tx.db()).await.unwrap();
    let mut r: room::ActiveModel = rooms[0].clone().into();
    r.description = Set(I18nText::plain("Ground floor, to the left of the entrance. Step-free."));
    r.update(tx.db()).await.unwrap();
    setting.change_event(tx.db(), event::ActiveModel {
        landing_page_text: Set(I18nText::localised([("en", "## Welcome\n\nThree days for people who **plan**, run and love community conferences. Talks, workshops and long evenings by the river.\n\n### Getting there\n\n- By train: ten minutes from the main station\n- By bike: there are racks in the yard\n\nRead more on [our web site](https://example.org)."), ("de", "## Willkommen\n\nDrei Tage für alle, die Konferenzen planen.")])),
        content_locales: Set(serde_json::json!(["en","de","ar"])),
        ..Default::default()
    }).await;
    for name in ["Şeyma Nur Öztürk-Vandenberghe van der Meulen-Papadopoulos", "李明", "محمد الأحمد", "Ada Lovelace", "Karl-Theodor von Hohenstein-Wolkenburg"] {
        { let a = person(&tx, name, &format!("p{}@example.org", setting.speakers.len())).await; setting.speakers.push(a); }
    }
    let titles = ["How we moved a city’s bus timetable to open data", LONG, "Tiny kernels", "A gentle introduction to federated calendars, and why your time zone is wrong", "What I learned from 10,000 bug reports", "مقدمة في البرمجيات الحرة للمؤتمرات", "The museum of broken builds", "Repairing a bridge with a spreadsheet", "Maps for people who walk", "Ten years of community networks"];
    let mut n = 0usize;
    for day in 11..=13 {
        for room in 0..5 {
            let mut at_min: i64 = 9 * 60;
            for k in 0..8 {
                let minutes = [45, 30, 60, 30, 15, 45, 90, 30, 20][(k + room) % 9];
                if at_min < 750 && at_min + minutes > 750 || (750..810).contains(&at_min) { at_min = 810; }
                if at_min + minutes > 18 * 60 { break; }
                if day == 13 && room > 2 { break; }
                let t = titles[n % titles.len()];
                let title = if n >= titles.len() { format!("{t} ({})", n / titles.len() + 1) } else { t.to_owned() };
                let start = format!("2026-09-{day}T{:02}:{:02}:00+02:00", at_min / 60, at_min % 60);
                let row = setting.session(&tx, Wanted { title: &title, speaker: n % 8, room, start: &start, minutes, change: submission::ActiveModel {
                    track_id: Set(if n % 4 == 3 { None } else { Some(tracks[n % 3]) }),
                    content_locale: Set(["en","de","en","en","en","ar","en","en","en","en"][n % 10].to_owned()),
                    do_not_record: Set(n % 5 == 2),
                    abstract_text: Set(Some("Every city has a timetable, and **nobody** can read it by machine. We tell how it was done, what went wrong, and what it cost.".into())),
                    description: Set(Some("# What you will hear\n\nA story in three parts:\n\n1. The *format*\n2. The people\n3. The `code`\n\n> It was not easy.\n\n## Who it is for\n\nAnybody who takes the bus. See https://example.org/a/very/long/address/that/does/not/end/soon/and/goes/on/and/on/without/a/break.".into())),
                    ..Default::default() } }).await;
                if n == 0 {
                    for (link, file, description) in [(Some("https://example.org/slides"), None, "Slides"), (None, Some("demo/handout.pdf"), "Handout with every table, map and diagram of the talk (PDF)")] {
                        resource::ActiveModel { submission_id: Set(row.id), link: Set(link.map(Into::into)), resource: Set(file.map(Into::into)), description: Set(description.to_owned()), is_public: Set(true), ..Default::default() }.insert(tx.db()).await.unwrap();
                    }
                    println!("session {} ", row.code);
                }
                if n == 5 || n == 1 { println!("session {} ", row.code); }
                at_min += minutes + [15, 10, 0][k % 3];
                n += 1;
            }
        }
        for room in 0..(if day == 13 { 1 } else { 5 }) {
            setting.pause(&tx, "Lunch", room, &format!("2026-09-{day}T12:30:00+02:00"), 60).await;
        }
        setting.pause(&tx, "Registration and coffee", 1, &format!("2026-09-{day}T08:30:00+02:00"), 30).await;
    }
    for profile in speaker_profile::Entity::find().all(tx.db()).await.unwrap() {
        let mut change: speaker_profile::ActiveModel = profile.clone().into();
        change.biography = Set(Some("Works on calendars by day and on bridges by night. Has *opinions* about time zones.\n\n- [Home page](https://example.org)".into()));
        if profile.id % 2 == 0 {
            let picture = profile_picture::ActiveModel { avatar: Set(Some("face.png".into())), avatar_thumbnail: Set(Some("face.png".into())), ..Default::default() }.insert(tx.db()).await.unwrap();
            change.profile_picture_id = Set(Some(picture.id));
        }
        change.update(tx.db()).await.unwrap();
        println!("speaker {} {:?}", profile.code, profile.name);
    }
    println!("{n} sessions");
    setting.release(&tx, "1.0").await;
    tx.commit().await.unwrap();
    test.clock.set(at("2026-06-02T12:00:00Z"));
    let tx = test.database.begin().await.unwrap();
    setting.release(&tx, "1.1").await;
    tx.commit().await.unwrap();
    println!("log in: /test/log-in/{}", setting.organiser.account().unwrap());
    let site = Site { url: "http://127.0.0.1:8765".into(), debug: true, media: "/tmp/look-media".into(), ..Site::default() };
    let state = AppState::new(test.database.clone(), site, b"look");
    let app = layers(routes(&state), state);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8765").await.unwrap();
    println!("ready");
    axum::serve(listener, app).await.unwrap();
}
