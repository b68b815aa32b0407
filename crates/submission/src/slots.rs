//! Which slots a proposal has in the working schedule (data-model §3.3).

use plenary_model::{I18nText, Result, SubmissionState};
use plenary_store::Tx;
use plenary_store::entity::{schedule, slot, submission};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

/// Brings the number and the visibility of a proposal's slots in the working schedule in line with
/// its state and slot count. Surplus slots go, those without a time first.
pub async fn reconcile(tx: &Tx, submission: &submission::Model) -> Result<()> {
    let wip = schedule::Entity::find()
        .filter(schedule::Column::EventId.eq(submission.event_id))
        .filter(schedule::Column::Version.is_null())
        .one(tx.db())
        .await?;
    let Some(wip) = wip else { return Ok(()) };
    let of_submission = || {
        slot::Entity::find()
            .filter(slot::Column::ScheduleId.eq(wip.id))
            .filter(slot::Column::SubmissionId.eq(submission.id))
    };
    let mut slots = of_submission().all(tx.db()).await?;
    slots.sort_by_key(|slot| (slot.starts, slot.room_id, slot.is_visible, slot.id));
    let accepted =
        submission.state.is_accepted() || submission.pending_state.is_some_and(SubmissionState::is_accepted);
    let wanted = if accepted { usize::try_from(submission.slot_count).unwrap_or(0).max(1) } else { 0 };
    if slots.len() > wanted {
        let surplus: Vec<i32> = slots.drain(..slots.len() - wanted).map(|slot| slot.id).collect();
        slot::Entity::delete_many().filter(slot::Column::Id.is_in(surplus)).exec(tx.db()).await?;
    }
    let visible = submission.state == SubmissionState::Confirmed;
    if slots.iter().any(|slot| slot.is_visible != visible) {
        slot::Entity::update_many()
            .col_expr(slot::Column::IsVisible, Expr::value(visible))
            .filter(slot::Column::Id.is_in(slots.iter().map(|slot| slot.id)))
            .exec(tx.db())
            .await?;
    }
    let missing = (slots.len()..wanted).map(|_| slot::ActiveModel {
        submission_id: Set(Some(submission.id)),
        schedule_id: Set(wip.id),
        is_visible: Set(visible),
        description: Set(I18nText::Empty),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    });
    if slots.len() < wanted {
        slot::Entity::insert_many(missing).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}
