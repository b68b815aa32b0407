//! Moving instants with the calendar or the clock on the wall: when an event's dates or its time zone
//! change, what was planned for ten in the morning stays at ten in the morning (data-model §3.8).

use jiff::ToSpan;
use jiff::tz::TimeZone;
use plenary_model::{Result, Timestamp};
use plenary_store::Tx;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};

/// Where instants go: so many days on, and the same time of day in another zone.
#[derive(Clone, Debug)]
pub struct Shift {
    pub from: TimeZone,
    pub to: TimeZone,
    pub days: i64,
}

impl Shift {
    /// So many days on, at the same time of day.
    pub fn days(zone: TimeZone, days: i64) -> Self {
        Self { from: zone.clone(), to: zone, days }
    }

    /// The same day and time of day in another zone.
    pub fn zones(from: TimeZone, to: TimeZone) -> Self {
        Self { from, to, days: 0 }
    }

    pub fn is_nothing(&self) -> bool {
        self.days == 0 && self.from == self.to
    }

    /// A time that a change of the clock skips is moved on, of one that it repeats the first is taken.
    pub fn of(&self, at: Timestamp) -> Timestamp {
        let local = at.in_zone(&self.from).datetime();
        let Ok(local) = local.checked_add(self.days.days()) else { return at };
        self.to.to_ambiguous_zoned(local).compatible().map_or(at, |zoned| (&zoned).into())
    }

    /// Moves columns of the rows in `scope`: one statement for each column, and one for all.
    pub(crate) async fn apply<E: EntityTrait>(
        &self,
        tx: &Tx,
        scope: Condition,
        columns: &[E::Column],
    ) -> Result<()> {
        if self.is_nothing() {
            return Ok(());
        }
        let mut update = E::update_many().filter(scope.clone());
        let mut moves = false;
        for column in columns {
            let mut instants: Vec<Timestamp> = E::find()
                .select_only()
                .column(*column)
                .filter(scope.clone())
                .filter(column.is_not_null())
                .distinct()
                .into_tuple()
                .all(tx.db())
                .await?;
            instants.sort();
            if let Some(by) = self.difference(*column, &instants) {
                update = update.col_expr(*column, Expr::col(*column).add(by));
                moves = true;
            }
        }
        if moves {
            update.exec(tx.db()).await?;
        }
        Ok(())
    }

    /// By how many microseconds each of the instants moves, as one expression: it changes only where
    /// one of the zones changes its clock. `None` without instants.
    fn difference(&self, column: impl ColumnTrait, instants: &[Timestamp]) -> Option<SimpleExpr> {
        let moved = |at: &Timestamp| self.of(*at).micros() - at.micros();
        let mut runs: Vec<(Timestamp, i64)> = Vec::new();
        for at in instants {
            match runs.last_mut() {
                Some((last, by)) if *by == moved(at) => *last = *at,
                _ => runs.push((*at, moved(at))),
            }
        }
        let (_, last) = runs.pop()?;
        if runs.is_empty() {
            return Some(Expr::val(last));
        }
        let case = runs.into_iter().fold(CaseStatement::new(), |case, (until, by)| {
            case.case(Expr::col(column).lte(until), Expr::val(by))
        });
        Some(case.finally(Expr::val(last)).into())
    }
}

#[cfg(test)]
mod tests {
    use plenary_model::time::zone;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_time_of_day_stays() {
        let shift = Shift::zones(zone("Europe/Berlin"), zone("America/New_York"));
        assert_eq!(shift.of(at("2026-09-12T08:00:00Z")), at("2026-09-12T14:00:00Z"));
        // Europe is back to winter time a week before America.
        assert_eq!(shift.of(at("2026-10-28T09:00:00Z")), at("2026-10-28T14:00:00Z"));
        let days = Shift::days(zone("Europe/Berlin"), 60);
        assert_eq!(days.of(at("2026-09-12T08:00:00Z")), at("2026-11-11T09:00:00Z"));
        assert!(Shift::days(zone("UTC"), 0).is_nothing());
    }

    #[test]
    fn times_that_do_not_exist_are_moved_on() {
        let shift = Shift::zones(zone("UTC"), zone("Europe/Berlin"));
        assert_eq!(shift.of(at("2026-03-29T02:30:00Z")), at("2026-03-29T01:30:00Z"));
    }
}
