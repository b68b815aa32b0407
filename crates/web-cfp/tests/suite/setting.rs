//! A public event with an open call, and one that is hidden.

use axum::Router;
use plenary_event::event::NewEvent;
use plenary_event::{event as events, organiser};
use plenary_model::{Actor, I18nText};
use plenary_store::entity::event;
use plenary_store::testing::TestDatabase;
use plenary_web::testing::{Visitor, site};

/// The form of some way to a proposal.
pub const FORM: &str = "/conf/submit/Ab3dE9/info/";
pub const PASSWORD: &str = "a good long one";

pub struct Setting {
    pub event: event::Model,
    pub app: Router,
}

pub async fn set_up(test: &TestDatabase) -> Setting {
    let tx = test.database.begin().await.unwrap();
    let owner = organiser::create(&tx, &Actor::System, &"Example".into(), "example", None).await.unwrap();
    let new = |slug: &str| NewEvent {
        organiser: owner.clone(),
        name: I18nText::localised([("en", "Example Conference"), ("de", "Beispielkonferenz")]),
        slug: slug.to_owned(),
        date_from: "2026-09-11".parse().unwrap(),
        date_to: "2026-09-13".parse().unwrap(),
        time_zone: "Europe/Berlin".to_owned(),
        email: "orga@example.org".to_owned(),
        locales: vec!["en".to_owned(), "de".to_owned()],
        deadline: Some("2026-06-05T10:00:00Z".parse().unwrap()),
        primary_color: None,
    };
    events::create(&tx, &Actor::System, new("hidden")).await.unwrap();
    let event = events::create(&tx, &Actor::System, new("conf")).await.unwrap();
    let event = events::set_public(&tx, &Actor::System, &event, true).await.unwrap();
    tx.commit().await.unwrap();
    Setting { event, app: site(test, plenary_web_cfp::router()) }
}

/// Registers somebody, who stays logged in.
pub async fn register(app: &Router, name: &str, email: &str) -> Visitor {
    let visitor = Visitor::new(app);
    let answer = visitor
        .post(
            "/conf/login/",
            &[
                ("register_name", name),
                ("register_email", email),
                ("register_password", PASSWORD),
                ("register_password_repeat", PASSWORD),
            ],
        )
        .await;
    assert_eq!(answer.location(), "/conf/me/submissions/", "{}", answer.body);
    visitor
}
