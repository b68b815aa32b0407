use axum::http::StatusCode;
use plenary_event::event as events;
use plenary_store::entity::{cfp, organiser};
use plenary_store::testing::on_both_engines;
use plenary_web::testing::Visitor;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::setting::{Who, set_up};

const NEW: &str = "/orga/event/new/";

async fn answer(visitor: &Visitor, step: &str, fields: &[(&str, &str)]) -> plenary_web::testing::Answer {
    visitor.post(&format!("{NEW}?step={step}"), fields).await
}

#[test]
fn a_new_event_after_another_one() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let db = test.database.reader();
        let owner = organiser::Entity::find().one(db).await.unwrap().unwrap().id.to_string();
        let visitor = setting.come(Who::Organiser).await;
        assert!(visitor.get("/orga/event/").await.body.contains("href=\"/orga/event/new/\""));
        assert_eq!(
            visitor.get(&format!("{NEW}?step=display")).await.location(),
            format!("{NEW}?step=initial")
        );
        assert_eq!(answer(&visitor, "timeline", &[]).await.location(), format!("{NEW}?step=initial"));

        let wrong =
            answer(&visitor, "initial", &[("organiser", &owner), ("locales", "en"), ("locale", "de")]).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("id_locale_error"));
        let foreign =
            answer(&visitor, "initial", &[("organiser", "999"), ("locales", "en"), ("locale", "en")]).await;
        assert!(foreign.body.contains("id_organiser_error"));
        let fields = [("organiser", owner.as_str()), ("locales", "en"), ("locales", "de"), ("locale", "de")];
        assert_eq!(answer(&visitor, "initial", &fields).await.location(), format!("{NEW}?step=basics"));

        let model = setting.event.id.to_string();
        let mut fields = vec![
            ("name_de", "Moostage"),
            ("slug", "CONF"),
            ("timezone", "Europe/Berlin"),
            ("email", "moss@example.org"),
            ("copy_from_event", model.as_str()),
        ];
        let taken = answer(&visitor, "basics", &fields).await;
        assert!(taken.body.contains("id_slug_error") && taken.body.contains("value=\"Moostage\""));
        // Kept although it was refused, also after coming back.
        assert!(visitor.get(&format!("{NEW}?step=basics")).await.body.contains("value=\"Moostage\""));
        fields[1] = ("slug", "Moss");
        assert_eq!(answer(&visitor, "basics", &fields).await.location(), format!("{NEW}?step=timeline"));
        let page = visitor.get(&format!("{NEW}?step=timeline")).await.body;
        assert!(page.contains("does not say the year") && page.contains("Europe/Berlin"), "{page}");
        let back = [("date_from", "2027-09-10"), ("wizard_goto_step", "initial")];
        assert_eq!(answer(&visitor, "timeline", &back).await.location(), format!("{NEW}?step=initial"));
        assert!(visitor.get(&format!("{NEW}?step=timeline")).await.body.contains("value=\"2027-09-10\""));
        let wrong = [("date_from", "2027-09-10"), ("date_to", "2027-09-01")];
        assert!(answer(&visitor, "timeline", &wrong).await.body.contains("id_date_to_error"));
        let fields =
            [("date_from", "2027-09-10"), ("date_to", "2027-09-12"), ("deadline", "2027-06-30T23:59")];
        assert_eq!(answer(&visitor, "timeline", &fields).await.location(), format!("{NEW}?step=display"));
        assert!(visitor.get(&format!("{NEW}?step=display")).await.body.contains("are taken over from"));
        let done = answer(&visitor, "display", &[("primary_color", "#112233")]).await;
        assert_eq!(done.location(), "/orga/event/moss/?congratulations=", "{}", done.body);

        let event = events::find(db, "moss").await.unwrap();
        assert_eq!((event.locale.as_str(), event.page_locales().len()), ("de", 2));
        assert_eq!((event.primary_color.as_deref(), event.is_public), (Some("#112233"), false));
        let call =
            cfp::Entity::find().filter(cfp::Column::EventId.eq(event.id)).one(db).await.unwrap().unwrap();
        assert_eq!(call.deadline, Some("2027-06-30T21:59:00Z".parse().unwrap()), "in the event’s zone");
        assert!(visitor.get(done.location()).await.body.contains("Nobody but its organisers sees it yet."));
        assert!(!visitor.get(NEW).await.body.contains("Moostage"), "the next one begins empty");
    });
}

#[test]
fn only_who_may_create_events_comes() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        for who in [Who::Stranger, Who::Speaker, Who::Reviewer, Who::Programme] {
            let visitor = setting.come(who).await;
            assert_eq!(visitor.get(NEW).await.status, StatusCode::NOT_FOUND, "{who:?}");
            assert_eq!(visitor.post(NEW, &[("organiser", "1")]).await.status, StatusCode::NOT_FOUND);
            assert!(!visitor.get("/orga/event/").await.body.contains("/orga/event/new/"));
        }
        let visitor = setting.come(Who::Administrator).await;
        assert_eq!(visitor.get(NEW).await.status, StatusCode::OK);
        let long = "x".repeat(50_000);
        let refused = answer(&visitor, "initial", &[("organiser", &long)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!visitor.get(NEW).await.body.contains(&long), "sessions stay small");
    });
}
