//! Handing over what waits in an event's outbox.

use std::collections::HashMap;

use plenary_mail::{delivery, speakers};
use plenary_model::{Actor, Error, MailState, ObjectType, Result};
use plenary_store::Tx;
use plenary_store::entity::event;
use plenary_store::entity::queued_mail::{ActiveModel, Column, Entity};
use plenary_store::log::{self, Entry};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};

use crate::rights;

/// Which drafts.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    /// All that there are, those that failed before included.
    All,
    These(&'a [i32]),
}

/// Numbers in one statement: well below what SQLite can bind.
const AT_ONCE: usize = 10_000;

/// Has drafts sent; returns their ids. Their delivery begins when the transaction is committed. A
/// mail that was sent already, or is on its way, is a conflict, and then none is sent. A constant
/// number of statements for every thousand mails.
pub async fn send(tx: &Tx, actor: &Actor, event: &event::Model, which: Which<'_>) -> Result<Vec<i32>> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_submissions).await?;
    let mut mails: Vec<(i32, MailState)> = Vec::new();
    let of_event = || {
        Entity::find()
            .select_only()
            .columns([Column::Id, Column::State])
            .filter(Column::EventId.eq(event.id))
            .order_by_asc(Column::Id)
    };
    match which {
        Which::All => {
            mails = of_event().filter(Column::State.eq(MailState::Draft)).into_tuple().all(tx.db()).await?
        }
        Which::These(ids) => {
            let mut ids = ids.to_vec();
            ids.sort_unstable();
            ids.dedup();
            for chunk in ids.chunks(AT_ONCE) {
                let these = of_event().filter(Column::Id.is_in(chunk.iter().copied()));
                mails.extend(these.into_tuple::<(i32, MailState)>().all(tx.db()).await?);
            }
            if mails.len() != ids.len() {
                return Err(Error::NotFound);
            }
        }
    }
    if mails.iter().any(|(_, state)| *state != MailState::Draft) {
        return Err(Error::conflict("system-mail-not-a-draft"));
    }
    let ids: Vec<i32> = mails.into_iter().map(|(id, _)| id).collect();
    for chunk in ids.chunks(AT_ONCE) {
        let change = ActiveModel { state: Set(MailState::Sending), ..Default::default() };
        let changed = Entity::update_many()
            .set(change)
            .filter(Column::Id.is_in(chunk.iter().copied()))
            .filter(Column::State.eq(MailState::Draft))
            .exec(tx.db())
            .await?;
        // Somebody else was faster.
        if changed.rows_affected != chunk.len() as u64 {
            return Err(Error::conflict("system-mail-not-a-draft"));
        }
    }
    let speakers = speakers::of_mails(tx.db(), &ids).await?;
    let entries = ids.iter().map(|id| Entry {
        event: Some(event.id),
        actor,
        object: (ObjectType::QueuedMail, *id),
        action: "pretalx.mail.sent",
        data: json!({"to_speakers": to_speakers(&speakers, *id)}),
        as_organiser: true,
    });
    log::write_all(tx, entries.collect()).await?;
    delivery::enqueue(tx, &ids).await?;
    Ok(ids)
}

/// Profile and address of each.
fn to_speakers(speakers: &HashMap<i32, Vec<speakers::Speaker>>, mail: i32) -> Value {
    let of_mail = speakers.get(&mail).map(Vec::as_slice).unwrap_or_default();
    of_mail.iter().map(|speaker| json!([speaker.profile, speaker.email])).collect()
}
