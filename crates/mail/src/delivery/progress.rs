//! What became of a mail so far, as it is stored with it (`error_data`, `error_timestamp`, `state`).
//!
//! `{"error", "type", "smtp_code"}` say why a mail waits or failed. `delivered` are addresses that
//! have it already, `refused` those that will not get it, with the server's words.

use plenary_model::{MailState, Result};
use plenary_queue::job::{self, Turn};
use plenary_store::Database;
use plenary_store::entity::queued_mail::{ActiveModel, Column, Entity, Model};
use plenary_store::sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use crate::smtp::{Failure, Reply};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Progress {
    pub delivered: Vec<String>,
    /// Address and what the server said.
    pub refused: Vec<(String, String)>,
}

impl Progress {
    pub fn of(mail: &Model) -> Self {
        let list =
            |key: &str| mail.error_data.as_ref().and_then(|data| data.get(key)).and_then(Value::as_array);
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let pair = |entry: &Value| {
            Some((
                entry.get("address").and_then(text)?,
                entry.get("reply").and_then(text).unwrap_or_default(),
            ))
        };
        Self {
            delivered: list("delivered").into_iter().flatten().filter_map(text).collect(),
            refused: list("refused").into_iter().flatten().filter_map(pair).collect(),
        }
    }

    pub fn refuse(&mut self, address: String, reply: &Reply) {
        let words = format!("{} {}", reply.code, reply.text());
        self.refused.retain(|(known, _)| *known != address);
        self.refused.push((address, words));
    }

    fn json(&self, failure: Option<&Failure>) -> Option<Value> {
        let refused: Vec<Value> =
            self.refused.iter().map(|(address, reply)| json!({"address": address, "reply": reply})).collect();
        let mut data = match failure {
            Some(failure) => json!({"error": failure.to_string(), "type": failure.kind()}),
            None => match self.refused.first() {
                Some((_, reply)) => json!({"error": reply, "type": "refused"}),
                None => return None,
            },
        };
        let code = failure.and_then(Failure::code);
        for (key, value) in [
            ("smtp_code", code.map(Value::from)),
            ("refused", (!refused.is_empty()).then_some(Value::from(refused))),
            (
                "delivered",
                failure.and((!self.delivered.is_empty()).then(|| Value::from(self.delivered.clone()))),
            ),
        ] {
            if let Some(value) = value {
                data[key] = value;
            }
        }
        Some(data)
    }
}

/// The mail has gone out: to everybody, or to all who were not refused. A mail of the instance goes.
pub(super) async fn note_sent(
    database: &Database,
    mail: &Model,
    progress: &Progress,
    turn: &Turn,
) -> Result<()> {
    let tx = database.begin().await?;
    if mail.event_id.is_none() {
        Entity::delete_many()
            .filter(Column::Id.eq(mail.id))
            .filter(Column::State.eq(MailState::Sending))
            .exec(tx.db())
            .await?;
    } else {
        let data = progress.json(None);
        let change = ActiveModel {
            state: Set(MailState::Sent),
            sent: Set(Some(tx.now())),
            error_timestamp: Set(data.as_ref().map(|_| tx.now())),
            error_data: Set(data),
            ..Default::default()
        };
        update(&tx, mail.id, change).await?;
    }
    job::settle(&tx, turn).await?;
    tx.commit().await
}

/// Part of it has gone out, and another attempt at the rest follows.
pub(super) async fn note_waiting(
    database: &Database,
    mail: &Model,
    progress: &Progress,
    failure: &Failure,
) -> Result<()> {
    let tx = database.begin().await?;
    let change = ActiveModel {
        error_data: Set(progress.json(Some(failure))),
        error_timestamp: Set(Some(tx.now())),
        ..Default::default()
    };
    update(&tx, mail.id, change).await?;
    tx.commit().await
}

/// Who has it so far, in case this process does not live to tell.
pub(super) async fn note_delivered(database: &Database, mail: &Model, progress: &Progress) -> Result<()> {
    note_waiting(database, mail, progress, &Failure::Timeout("being sent")).await
}

/// It is a draft again, with the reason. The text of a mail of the instance goes: it may hold a link
/// that opens an account.
pub(super) async fn note_failed(
    database: &Database,
    mail: &Model,
    progress: &Progress,
    failure: &Failure,
) -> Result<()> {
    let tx = database.begin().await?;
    let mut change = ActiveModel {
        state: Set(MailState::Draft),
        error_data: Set(progress.json(Some(failure))),
        error_timestamp: Set(Some(tx.now())),
        ..Default::default()
    };
    if mail.event_id.is_none() {
        change.text = Set(String::new());
        change.text_html = Set(None);
    }
    update(&tx, mail.id, change).await?;
    tx.commit().await
}

async fn update(tx: &plenary_store::Tx, mail: i32, change: ActiveModel) -> Result<()> {
    Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(mail))
        .filter(Column::State.eq(MailState::Sending))
        .exec(tx.db())
        .await?;
    Ok(())
}
