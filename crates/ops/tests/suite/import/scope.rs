//! Importing one event.

use plenary_ops::import::ImportError;
use plenary_store::testing::on_both_engines;

use super::dump::{number, texts};
use super::{OldInstance, Place};

#[test]
fn only_one_event_with_whoever_is_involved() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        let database = &test.database;
        let mut request = old.request();
        request.event = Some("OpenCfp".to_owned());
        let report = place.import(&request, database).await.unwrap();
        assert_eq!(report.event.as_deref(), Some("opencfp"));
        assert_eq!(texts(database, "SELECT slug FROM event").await, ["opencfp"]);
        assert_eq!(texts(database, "SELECT slug FROM organiser").await, ["otherorg"]);
        let event = number(database, "SELECT id FROM event").await;
        for table in
            ["submission", "room", "question", "mail_template", "speaker_profile", "cfp", "queued_mail"]
        {
            let sql = format!("SELECT count(*) FROM {table} WHERE event_id <> {event}");
            assert_eq!(number(database, &sql).await, 0, "{table}");
        }
        assert!(number(database, "SELECT count(*) FROM submission").await > 0);
        let all = report.table("person_user").unwrap().read;
        let accounts = number(database, "SELECT count(*) FROM account").await;
        assert!(accounts > 0 && (accounts as u64) < all, "{accounts} of {all}");
        let members = "SELECT count(*) FROM team_member m LEFT JOIN account a ON a.id = m.account_id WHERE a.id IS NULL";
        assert_eq!(number(database, members).await, 0);
        assert!(report.rows_skipped() > 100, "{report}");

        // The rest may follow, but not another event instead.
        request.event = Some("democon".to_owned());
        let error = place.import(&request, database).await.unwrap_err();
        assert!(matches!(error, ImportError::OtherScope { .. }), "{error}");
        request.event = None;
        place.import(&request, database).await.unwrap();
        assert_eq!(number(database, "SELECT count(*) FROM event").await, 4);
        request.event = Some("democon".to_owned());
        let error = place.import(&request, database).await.unwrap_err();
        assert!(matches!(error, ImportError::OtherScope { .. }), "{error}");
    });
}

#[test]
fn every_event_can_be_imported_alone() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        for slug in ["democon", "secretconf", "opencfp", "notracks"] {
            let mut request = old.request();
            request.event = Some(slug.to_owned());
            request.replace = true;
            place.import(&request, &test.database).await.unwrap_or_else(|error| panic!("{slug}: {error}"));
            assert_eq!(texts(&test.database, "SELECT slug FROM event").await, [slug]);
        }
    });
}

#[test]
fn an_unknown_event_is_named_with_those_that_exist() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        let mut request = old.request();
        request.event = Some("nope".to_owned());
        let error = place.import(&request, &test.database).await.unwrap_err().to_string();
        assert_eq!(
            error,
            "There is no event “nope” in the source. It has: democon, secretconf, opencfp, notracks."
        );
    });
}
