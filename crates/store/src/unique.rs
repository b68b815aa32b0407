//! Drawing codes that nobody else has.

use plenary_model::code::{CODE_LENGTH, code};
use plenary_model::{Error, Result};
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Select};

use crate::Tx;

/// A code of `length` symbols that no row of `scope` has in `column`, whatever the case. The
/// transaction holds the write lock or the unique index decides, so nobody gets in between.
pub async fn draw<E: EntityTrait>(
    tx: &Tx,
    scope: Select<E>,
    column: impl ColumnTrait,
    length: usize,
) -> Result<String>
where
    E::Model: Sync,
{
    for _ in 0..100 {
        let candidate = code(tx.random(), length);
        if !exists(tx.db(), scope.clone(), column, &candidate).await? {
            return Ok(candidate);
        }
    }
    Err(Error::internal("no free code after 100 draws"))
}

/// A six-symbol code, see [`draw`].
pub async fn draw_code<E: EntityTrait>(tx: &Tx, scope: Select<E>, column: impl ColumnTrait) -> Result<String>
where
    E::Model: Sync,
{
    draw(tx, scope, column, CODE_LENGTH).await
}

/// Whether a row of `scope` has `value` in `column`, whatever the case.
pub async fn exists<E: EntityTrait>(
    db: &impl ConnectionTrait,
    scope: Select<E>,
    column: impl ColumnTrait,
    value: &str,
) -> Result<bool>
where
    E::Model: Sync,
{
    Ok(scope.filter(same_text(column, value)).count(db).await? > 0)
}

/// `lower(column) = lower(value)`, both by the engine: served by the indexes made without case.
pub fn same_text(column: impl ColumnTrait, value: &str) -> Condition {
    Condition::all().add(ExprTrait::eq(Func::lower(column.into_expr()), Func::lower(Expr::val(value))))
}
