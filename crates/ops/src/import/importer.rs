//! Goes through the source's tables. Once without target, to find every problem and every file
//! before anything is touched; then again to write.

use plenary_store::Tx;
use sea_orm::ModelTrait;

use super::batch::Batch;
use super::context::{Context, Mapped, Stop};
use super::error::{ImportError, Result};
use super::progress::Progress;
use super::source::tables::Table;
use super::source::{Row, Source, Value};

pub struct Importer<'a> {
    pub source: &'a mut Source,
    pub cx: Context,
    /// `None`: nothing is written.
    pub tx: Option<&'a Tx>,
    pub progress: &'a dyn Progress,
}

impl Importer<'_> {
    /// Turns each row of a table into one of ours, or skips it.
    pub async fn copy<M>(
        &mut self,
        table: &'static Table,
        mut map: impl FnMut(&mut Context, &Row) -> Mapped<M>,
    ) -> Result<()>
    where
        M: ModelTrait,
    {
        self.cx.begin(table.name);
        let target = Batch::<M>::table();
        let mut batch = Batch::<M>::new();
        let mut after = None;
        loop {
            let page = self.source.page(table, after).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.key());
            let mut written = 0;
            for row in &page {
                let id = row.id()?;
                self.cx.reserve(target, id);
                match map(&mut self.cx, row) {
                    Ok(model) => {
                        self.cx.set_fate(table, id, None);
                        batch.push(&model);
                        written += 1;
                    }
                    Err(Stop::Skip(skip)) => {
                        self.cx.set_fate(table, id, Some(skip));
                        self.cx.skip(skip);
                    }
                    Err(Stop::Fail(error)) => return Err(error),
                }
            }
            self.cx.now_reading().read += page.len() as u64;
            self.cx.wrote(target, written);
            self.flush(&mut batch, false).await?;
            self.progress.advance(page.len() as u64);
        }
        self.flush(&mut batch, true).await
    }

    /// Looks at each row of a table without writing any.
    pub async fn visit(
        &mut self,
        table: &'static Table,
        mut look: impl FnMut(&mut Context, &Row) -> Mapped<()>,
    ) -> Result<()> {
        self.cx.begin(table.name);
        let mut after = None;
        loop {
            let page = self.source.page(table, after).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.key());
            for row in &page {
                match look(&mut self.cx, row) {
                    Ok(()) => {}
                    Err(Stop::Skip(skip)) => self.cx.skip(skip),
                    Err(Stop::Fail(error)) => return Err(error),
                }
            }
            self.cx.now_reading().read += page.len() as u64;
            self.progress.advance(page.len() as u64);
        }
    }

    /// The rows of a statement that selects numbers as texts, without those where one is missing.
    pub async fn numbers<const N: usize>(&mut self, of: &'static Table, sql: &str) -> Result<Vec<[i32; N]>> {
        let rows = self.source.query(of.name, sql.to_owned()).await?;
        let number = |value: &Value| match value {
            Value::Text(text) => text.parse().ok(),
            _ => None,
        };
        let numbers =
            |row: &Vec<Value>| row.iter().map(number).collect::<Option<Vec<i32>>>()?.try_into().ok();
        Ok(rows.iter().filter_map(numbers).collect())
    }

    /// Writes rows that were put together from those of `table`.
    pub async fn write<M: ModelTrait>(&mut self, table: &'static Table, models: &[M]) -> Result<()> {
        self.cx.begin(table.name);
        self.cx.wrote(Batch::<M>::table(), models.len() as u64);
        let mut batch = Batch::<M>::new();
        if self.tx.is_some() {
            for model in models {
                batch.push(model);
                self.flush(&mut batch, false).await?;
            }
        }
        self.flush(&mut batch, true).await
    }

    async fn flush<M: ModelTrait>(&self, batch: &mut Batch<M>, rest: bool) -> Result<()> {
        match self.tx {
            Some(tx) => batch.flush(tx, rest).await.map_err(|error| ImportError::Write {
                table: Batch::<M>::table().to_owned(),
                reason: error.to_string(),
            }),
            None => {
                batch.clear();
                Ok(())
            }
        }
    }
}
