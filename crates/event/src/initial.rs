//! What every event has from the start (data-model §3.8). Running it again adds what is missing.

use plenary_model::{
    Decimal, I18nText, ProposalVisibility, Result, ReviewerTagging, SeeOtherReviews, Timestamp,
};
use plenary_store::Tx;
use plenary_store::entity::{cfp, event, review_phase, schedule, score, score_category, submission_type};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

fn names(en: &str, de: &str) -> I18nText {
    I18nText::localised([("en", en), ("de", de)])
}

pub async fn ensure(tx: &Tx, event: &event::Model, deadline: Option<Timestamp>) -> Result<()> {
    let default_type = ensure_type(tx, event).await?;
    ensure_cfp(tx, event, default_type, deadline).await?;
    ensure_wip_schedule(tx, event.id).await?;
    ensure_review(tx, event, deadline).await?;
    plenary_mail::ensure_defaults(tx, event.id).await
}

async fn ensure_type(tx: &Tx, event: &event::Model) -> Result<i32> {
    use submission_type::{ActiveModel, Column, Entity};
    let existing = Entity::find().filter(Column::EventId.eq(event.id)).order_by_asc(Column::Id);
    if let Some(first) = existing.one(tx.db()).await? {
        return Ok(first.id);
    }
    let row = ActiveModel {
        event_id: Set(event.id),
        name: Set(names("Talk", "Vortrag")),
        default_duration: Set(30),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    Ok(row.insert(tx.db()).await?.id)
}

async fn ensure_cfp(
    tx: &Tx,
    event: &event::Model,
    default_type: i32,
    deadline: Option<Timestamp>,
) -> Result<()> {
    let existing = cfp::Entity::find().filter(cfp::Column::EventId.eq(event.id));
    if existing.count(tx.db()).await? > 0 {
        return Ok(());
    }
    let row = cfp::ActiveModel {
        event_id: Set(event.id),
        headline: Set(I18nText::Empty),
        text: Set(I18nText::Empty),
        default_type_id: Set(default_type),
        deadline: Set(deadline),
        settings: Set(json!({})),
        fields: Set(json!({})),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    row.insert(tx.db()).await?;
    Ok(())
}

/// The schedule being worked on; made where it is missing.
pub async fn ensure_wip_schedule(tx: &Tx, event: i32) -> Result<schedule::Model> {
    use schedule::{ActiveModel, Column, Entity};
    let existing = Entity::find().filter(Column::EventId.eq(event)).filter(Column::Version.is_null());
    if let Some(schedule) = existing.one(tx.db()).await? {
        return Ok(schedule);
    }
    let row = ActiveModel {
        event_id: Set(event),
        comment: Set(I18nText::Empty),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    Ok(row.insert(tx.db()).await?)
}

async fn ensure_review(tx: &Tx, event: &event::Model, deadline: Option<Timestamp>) -> Result<()> {
    let phases = review_phase::Entity::find().filter(review_phase::Column::EventId.eq(event.id));
    if phases.count(tx.db()).await? == 0 {
        let zone = event.zone();
        let three_months_on = event.date_from.0.saturating_add(jiff::Span::new().months(3));
        let end = plenary_model::Date(three_months_on).start_in(&zone);
        let in_german = event.locale.starts_with("de");
        let phase = |name: &str| review_phase::ActiveModel {
            event_id: Set(event.id),
            name: Set(name.to_owned()),
            can_review: Set(true),
            proposal_visibility: Set(ProposalVisibility::All),
            can_see_other_reviews: Set(SeeOtherReviews::AfterReview),
            can_see_speaker_names: Set(true),
            can_see_reviewer_names: Set(true),
            can_change_submission_state: Set(false),
            can_tag_submissions: Set(ReviewerTagging::Never),
            speakers_can_change_submissions: Set(false),
            is_active: Set(false),
            created: Set(Some(tx.now())),
            updated: Set(Some(tx.now())),
            ..Default::default()
        };
        let review = review_phase::ActiveModel {
            starts: Set(deadline),
            ends: Set(Some(end)),
            is_active: Set(deadline.is_none_or(|deadline| deadline <= tx.now())),
            ..phase(if in_german { "Begutachtung" } else { "Review" })
        };
        let selection = review_phase::ActiveModel {
            starts: Set(Some(end)),
            can_review: Set(false),
            can_see_other_reviews: Set(SeeOtherReviews::Always),
            can_change_submission_state: Set(true),
            ..phase(if in_german { "Auswahl" } else { "Selection" })
        };
        review.insert(tx.db()).await?;
        selection.insert(tx.db()).await?;
    }
    let categories = score_category::Entity::find().filter(score_category::Column::EventId.eq(event.id));
    if categories.count(tx.db()).await? == 0 {
        let category = score_category::ActiveModel {
            event_id: Set(event.id),
            name: Set(names("Score", "Bewertung")),
            weight: Set(Decimal::whole(1)),
            active: Set(true),
            created: Set(Some(tx.now())),
            updated: Set(Some(tx.now())),
            ..Default::default()
        };
        let category = category.insert(tx.db()).await?;
        let labels = if event.locale.starts_with("de") {
            ["Nein", "Vielleicht", "Ja"]
        } else {
            ["No", "Maybe", "Yes"]
        };
        let scores = labels.iter().zip(0..).map(|(label, value)| score::ActiveModel {
            category_id: Set(category.id),
            value: Set(Decimal::whole(value)),
            label: Set(Some((*label).to_owned())),
            created: Set(Some(tx.now())),
            updated: Set(Some(tx.now())),
            ..Default::default()
        });
        score::Entity::insert_many(scores).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}
