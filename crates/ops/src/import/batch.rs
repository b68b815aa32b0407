//! Writing many rows of one table with few statements.

use plenary_store::Tx;
use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, EntityName, EntityTrait, IdenStatic, Iterable, ModelTrait, Statement,
    Value,
};

/// Below what SQLite (32,766) and PostgreSQL (65,535) allow in one statement.
const MAX_VALUES: usize = 16_000;
const MAX_ROWS: usize = 500;
/// A batch with more text than this is written before it is full.
const MAX_BYTES: usize = 4_000_000;

/// Rows that wait to be written, every column of them.
pub struct Batch<M: ModelTrait> {
    rows: usize,
    bytes: usize,
    values: Vec<Value>,
    columns: Vec<<M::Entity as EntityTrait>::Column>,
    /// The statement for a full batch, made once.
    full: Option<String>,
}

impl<M: ModelTrait> Batch<M> {
    pub fn new() -> Self {
        let columns = <M::Entity as EntityTrait>::Column::iter().collect();
        Self { rows: 0, bytes: 0, values: Vec::new(), columns, full: None }
    }

    pub fn table() -> &'static str {
        M::Entity::default().table_name()
    }

    fn size(&self) -> usize {
        (MAX_VALUES / self.columns.len()).clamp(1, MAX_ROWS)
    }

    pub fn push(&mut self, model: &M) {
        for column in &self.columns {
            let value = model.get(*column);
            self.bytes += match &value {
                Value::String(Some(text)) => text.len(),
                Value::Json(Some(json)) => json.to_string().len(),
                _ => 0,
            };
            self.values.push(value);
        }
        self.rows += 1;
    }

    pub fn clear(&mut self) {
        self.values.clear();
        self.rows = 0;
        self.bytes = 0;
    }

    fn sql(&self, backend: DbBackend, rows: usize) -> String {
        let names: Vec<String> =
            self.columns.iter().map(|column| format!("\"{}\"", column.as_str())).collect();
        let mut sql = format!("INSERT INTO \"{}\" ({}) VALUES ", Self::table(), names.join(", "));
        let mut number = 0;
        for row in 0..rows {
            sql.push_str(if row == 0 { "(" } else { ", (" });
            for column in 0..names.len() {
                if column > 0 {
                    sql.push(',');
                }
                number += 1;
                match backend {
                    DbBackend::Postgres => sql.push_str(&format!("${number}")),
                    _ => sql.push('?'),
                }
            }
            sql.push(')');
        }
        sql
    }

    /// Writes what has been pushed; without `rest` only if it is worth a statement.
    pub async fn flush(&mut self, tx: &Tx, rest: bool) -> Result<(), DbErr> {
        let rest = rest || self.bytes > MAX_BYTES;
        let backend = tx.db().get_database_backend();
        let size = self.size();
        while self.rows >= size || (rest && self.rows > 0) {
            let rows = self.rows.min(size);
            let sql = if rows == size {
                if self.full.is_none() {
                    self.full = Some(self.sql(backend, size));
                }
                self.full.clone().unwrap_or_default()
            } else {
                self.sql(backend, rows)
            };
            let later = self.values.split_off(rows * self.columns.len());
            let values = std::mem::replace(&mut self.values, later);
            tx.db().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
            self.rows -= rows;
        }
        if self.rows == 0 {
            self.bytes = 0;
        }
        Ok(())
    }
}
