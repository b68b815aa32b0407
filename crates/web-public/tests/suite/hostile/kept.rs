//! Answers that are kept for everyone are those that everyone would get: whoever asked before, and
//! however strangely.

use plenary_store::testing::on_both_engines;

use crate::setting::{TestSite, Wanted, set_up};

const PATHS: [&str; 24] = [
    "",
    "schedule/",
    "schedule/nojs",
    "schedule/v/1.0/",
    "schedule/changelog/",
    "schedule/changelog/1.0/",
    "schedule/feed.xml",
    "schedule.xml",
    "schedule.json",
    "schedule.ics",
    "schedule.xcal",
    "schedule/export/schedule.json",
    "schedule/widgets/schedule.json",
    "schedule/widgets/session/CODE.json",
    "schedule/widget/messages.js",
    "talk/",
    "talk/CODE/",
    "talk/CODE.ics",
    "speaker/",
    "featured/",
    "offline/",
    "offline/index.json",
    "offline/items.json",
    "manifest.webmanifest",
];

#[test]
fn as_if_nobody_had_asked_before() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let session = setting.session(&tx, Wanted::default()).await;
        setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();
        let (kept, fresh) = (TestSite::with_memory(&test, 16), TestSite::new(&test));
        for path in PATHS {
            let path = format!("/example2026/{}", path.replace("CODE", &session.code));
            for query in
                ["?lang=zz", "?lang=DE", "?lang=", "", "?lang=en", "?lang=de&lang=en", "?a=b&access_code=x"]
            {
                for (language, cookie) in [
                    ("de", "plenary_theme=dark"),
                    ("en", ""),
                    ("fr", "plenary_language=de"),
                    ("de;q=0.1, en", "plenary_language=zz; plenary_theme=<b>"),
                ] {
                    let asked = format!("{path}{query}");
                    let headers =
                        [("accept", "text/html"), ("accept-language", language), ("cookie", cookie)];
                    let (kept, fresh) = (kept.ask(&asked, &headers).await, fresh.ask(&asked, &headers).await);
                    assert_eq!(kept.status, fresh.status, "{asked} {language} {cookie}");
                    assert_eq!(
                        kept.header("content-language"),
                        fresh.header("content-language"),
                        "{asked} {language} {cookie}"
                    );
                    assert!(kept.body == fresh.body, "{asked} {language} {cookie} is another one when kept");
                }
            }
        }
    });
}
