//! A site that asks new accounts to prove their address, and mails to look into.

use axum::Router;
use plenary_store::entity::queued_mail;
use plenary_store::sea_orm::{EntityTrait, QueryOrder};
use plenary_store::testing::TestDatabase;
use plenary_web::Site;
use plenary_web::testing::{Answer, Visitor, site_with};

use crate::setting::PASSWORD;

/// The site of the setting with verification on.
pub fn strict(test: &TestDatabase) -> Router {
    site_with(test, plenary_web_cfp::router(), Site { verify_addresses: true, ..Site::default() })
}

pub async fn register_as(visitor: &Visitor, path: &str, name: &str, email: &str) -> Answer {
    let fields = [
        ("register_name", name),
        ("register_email", email),
        ("register_password", PASSWORD),
        ("register_password_repeat", PASSWORD),
    ];
    visitor.post(path, &fields).await
}

pub async fn log_in(visitor: &Visitor, email: &str, password: &str) -> Answer {
    visitor.post("/conf/login/", &[("login_email", email), ("login_password", password)]).await
}

/// The mails that wait: to whom, and what.
pub async fn mails(test: &TestDatabase) -> Vec<(String, String)> {
    let query = queued_mail::Entity::find().order_by_asc(queued_mail::Column::Id);
    let rows = query.all(test.database.reader()).await.unwrap();
    rows.into_iter().map(|row| (row.recipients.unwrap_or_default(), row.text)).collect()
}

/// The path of the newest link that begins like this.
pub async fn link(test: &TestDatabase, start: &str) -> String {
    let mails = mails(test).await;
    let wanted = format!("https://plan.example{start}");
    let (_, text) = mails.iter().rev().find(|(_, text)| text.contains(&wanted)).expect("a link");
    let rest = text.split_once(&wanted).unwrap().1;
    let token: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
    format!("{start}{token}")
}
