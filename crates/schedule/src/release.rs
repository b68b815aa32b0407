//! Releasing the working schedule as a version (data-model §3.3).

use plenary_event::rights;
use plenary_model::{Actor, I18nText, Message, ObjectType, Result, SlotType, SubmissionState};
use plenary_store::entity::{event, schedule, slot, submission};
use plenary_store::{Tx, log, unique};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::json;

use crate::working;

pub const VERSION_LENGTH: usize = 190;

/// Names that mean something else in addresses.
const RESERVED: [&str; 2] = ["wip", "latest"];

/// Releases the working schedule under a name. Errors name `version`.
///
/// Visible from then on is what has a time and is confirmed, or is a break; the new working
/// schedule begins as a copy of everything.
pub async fn release(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    version: &str,
    comment: I18nText,
) -> Result<schedule::Model> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_submissions).await?;
    let version = version.trim();
    check(tx, event, version).await?;
    let wip = working::schedule(tx, event).await?;
    let row = schedule::ActiveModel {
        id: Set(wip.id),
        version: Set(Some(version.to_owned())),
        comment: Set(comment),
        published: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let released = row.update(tx.db()).await?;
    let new_wip = working::schedule(tx, event).await?;
    let mut changes = json!({"version": {"old": null, "new": released.version}});
    if !released.comment.is_empty() {
        changes["comment"] = json!({"old": null, "new": released.comment.to_json()});
    }
    let entry = log::Entry {
        event: Some(event.id),
        actor,
        object: (ObjectType::Schedule, released.id),
        action: "pretalx.schedule.release",
        data: json!({"changes": changes}),
        as_organiser: true,
    };
    log::write(tx, entry).await?;
    settle_visibility(tx, event, released.id).await?;
    copy_slots(tx, released.id, new_wip.id).await?;
    slot::Entity::delete_many()
        .filter(slot::Column::ScheduleId.eq(released.id))
        .filter(slot::Column::SlotType.eq(SlotType::Blocker))
        .exec(tx.db())
        .await?;
    Ok(released)
}

async fn check(tx: &Tx, event: &event::Model, version: &str) -> Result<()> {
    let problem = if version.is_empty() {
        Some(Message::new("error-required"))
    } else if version.chars().count() > VERSION_LENGTH {
        Some(Message::new("error-too-long").arg("max", VERSION_LENGTH))
    } else if RESERVED.iter().any(|name| name.eq_ignore_ascii_case(version))
        || version.chars().any(char::is_control)
    {
        Some(Message::new("error-version-name"))
    } else {
        let others = schedule::Entity::find()
            .filter(schedule::Column::EventId.eq(event.id))
            .filter(unique::same_text(schedule::Column::Version, version));
        (others.count(tx.db()).await? > 0).then(|| Message::new("error-version-taken"))
    };
    problem.map_or(Ok(()), |message| Err(plenary_model::Error::invalid("version", message)))
}

async fn settle_visibility(tx: &Tx, event: &event::Model, schedule: i32) -> Result<()> {
    let confirmed = Query::select()
        .column(submission::Column::Id)
        .from(submission::Entity)
        .and_where(submission::Column::EventId.eq(event.id))
        .and_where(submission::Column::State.eq(SubmissionState::Confirmed))
        .to_owned();
    let is_public = Condition::all().add(slot::Column::Starts.is_not_null()).add(
        Condition::any().add(slot::Column::SubmissionId.in_subquery(confirmed)).add(
            slot::Column::SubmissionId
                .is_null()
                .and(slot::Column::SlotType.is_null().or(slot::Column::SlotType.eq(SlotType::Break))),
        ),
    );
    let all = || slot::Entity::update_many().filter(slot::Column::ScheduleId.eq(schedule));
    all().col_expr(slot::Column::IsVisible, Expr::value(false)).exec(tx.db()).await?;
    all().col_expr(slot::Column::IsVisible, Expr::value(true)).filter(is_public).exec(tx.db()).await?;
    Ok(())
}

/// One statement, inside the database.
async fn copy_slots(tx: &Tx, from: i32, to: i32) -> Result<()> {
    use slot::Column::*;
    let copied = [SubmissionId, RoomId, IsVisible, SlotType, Starts, Ends, Description, Created];
    let rows = Query::select()
        .expr(Expr::value(to))
        .expr(Expr::value(tx.now()))
        .columns(copied)
        .from(slot::Entity)
        .and_where(ScheduleId.eq(from))
        .order_by(Id, sea_orm::Order::Asc)
        .to_owned();
    let mut insert = Query::insert();
    insert.into_table(slot::Entity).columns([ScheduleId, Updated].into_iter().chain(copied));
    insert.select_from(rows).map_err(plenary_model::Error::internal)?;
    use sea_orm::ConnectionTrait;
    tx.db().execute(&insert).await?;
    Ok(())
}
