//! The event revision: a counter that finished public answers are kept under. It rises in the
//! transaction of every change that the public may see, so that a reader gets the state before or
//! after it, never a mixture.

use plenary_model::Result;
use sea_orm::sea_query::{Expr, ExprTrait, IntoCondition};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::Tx;
use crate::entity::event::{Column, Entity};

/// Raises an event's revision, once in a transaction.
pub async fn raise(tx: &Tx, event: i32) -> Result<()> {
    if tx.raises(event) {
        raise_all(tx, Column::Id.eq(event)).await?;
    }
    Ok(())
}

/// Raises the revisions of all events of which the condition holds. One statement.
pub async fn raise_all(tx: &Tx, events: impl IntoCondition) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .filter(events)
        .exec(tx.db())
        .await?;
    tx.publishes();
    Ok(())
}

/// What is logged under these names stays among organisers, reviewers or account holders. Everything
/// else that is logged for an event raises its revision: a page too fresh does no harm, a page too
/// old does.
const INTERNAL: [&str; 10] = [
    "pretalx.submission.create",
    "pretalx.submission.review",
    "pretalx.submission.comment",
    "pretalx.submission.signup",
    "pretalx.submission.invitation",
    "pretalx.mail",
    "pretalx.user",
    "pretalx.team",
    "pretalx.access_code",
    // Only releasing makes the working schedule public.
    "plenary.slot",
];

/// Whether the public may see what an action of this name changes.
pub(crate) fn is_public_matter(action: &str) -> bool {
    !INTERNAL.iter().any(|prefix| action.starts_with(prefix)) || action.starts_with("pretalx.user.profile")
}

#[cfg(test)]
mod tests {
    use super::is_public_matter;

    #[test]
    fn what_concerns_the_public() {
        assert!(is_public_matter("pretalx.submission.update"));
        assert!(is_public_matter("pretalx.schedule.release"));
        assert!(is_public_matter("pretalx.user.profile.update"));
        assert!(!is_public_matter("pretalx.submission.review.create"));
        assert!(!is_public_matter("pretalx.user.password.reset"));
    }
}
