//! A short way to write tables that are the same on both engines: instants and decimals are whole
//! numbers, texts are unlimited, every reference has a constraint and an index.

use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::prelude::*;

/// What happens to a row when the row it refers to goes.
#[derive(Clone, Copy)]
pub enum OnDelete {
    Cascade,
    SetNull,
    Restrict,
}

impl OnDelete {
    fn action(self) -> ForeignKeyAction {
        match self {
            Self::Cascade => ForeignKeyAction::Cascade,
            Self::SetNull => ForeignKeyAction::SetNull,
            Self::Restrict => ForeignKeyAction::NoAction,
        }
    }

    fn sql(self) -> &'static str {
        match self {
            Self::Cascade => "CASCADE",
            Self::SetNull => "SET NULL",
            Self::Restrict => "NO ACTION",
        }
    }
}

#[derive(Clone)]
struct Reference {
    column: &'static str,
    table: &'static str,
    on_delete: OnDelete,
}

#[derive(Clone)]
struct Index {
    columns: Vec<&'static str>,
    unique: bool,
    /// Compare texts without case.
    ignore_case: bool,
    condition: Option<&'static str>,
}

#[derive(Clone)]
pub struct Table {
    name: &'static str,
    columns: Vec<ColumnDef>,
    primary: Vec<&'static str>,
    references: Vec<Reference>,
    indexes: Vec<Index>,
}

fn column(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name))
}

impl Table {
    pub fn new(name: &'static str) -> Self {
        Self { name, columns: vec![], primary: vec![], references: vec![], indexes: vec![] }
    }

    fn with(mut self, column: ColumnDef) -> Self {
        self.columns.push(column);
        self
    }

    /// A 32-bit number that is never given twice.
    pub fn id(self) -> Self {
        self.with(column("id").integer().not_null().auto_increment().primary_key().to_owned())
    }

    pub fn text_id(self, name: &'static str) -> Self {
        self.with(column(name).text().not_null().primary_key().to_owned())
    }

    pub fn text(self, name: &'static str) -> Self {
        self.with(column(name).text().not_null().to_owned())
    }

    pub fn text_null(self, name: &'static str) -> Self {
        self.with(column(name).text().to_owned())
    }

    /// A text in several languages; empty when there is none.
    pub fn i18n(self, name: &'static str) -> Self {
        self.with(column(name).text().not_null().default("").to_owned())
    }

    pub fn one_of(self, name: &'static str, values: &[&str]) -> Self {
        self.with(column(name).text().not_null().check(is_one_of(name, values)).to_owned())
    }

    pub fn one_of_null(self, name: &'static str, values: &[&str]) -> Self {
        self.with(column(name).text().check(is_one_of(name, values)).to_owned())
    }

    pub fn json(self, name: &'static str) -> Self {
        self.with(column(name).json().not_null().to_owned())
    }

    pub fn json_null(self, name: &'static str) -> Self {
        self.with(column(name).json().to_owned())
    }

    pub fn flag(self, name: &'static str, default: bool) -> Self {
        self.with(column(name).boolean().not_null().default(default).to_owned())
    }

    pub fn flag_null(self, name: &'static str) -> Self {
        self.with(column(name).boolean().to_owned())
    }

    pub fn int(self, name: &'static str) -> Self {
        self.with(column(name).integer().not_null().to_owned())
    }

    pub fn int_null(self, name: &'static str) -> Self {
        self.with(column(name).integer().to_owned())
    }

    pub fn int_default(self, name: &'static str, default: i32) -> Self {
        self.with(column(name).integer().not_null().default(default).to_owned())
    }

    pub fn big(self, name: &'static str) -> Self {
        self.with(column(name).big_integer().not_null().to_owned())
    }

    pub fn big_null(self, name: &'static str) -> Self {
        self.with(column(name).big_integer().to_owned())
    }

    pub fn big_default(self, name: &'static str, default: i64) -> Self {
        self.with(column(name).big_integer().not_null().default(default).to_owned())
    }

    /// Microseconds since 1970 in UTC.
    pub fn time(self, name: &'static str) -> Self {
        self.big(name)
    }

    pub fn time_null(self, name: &'static str) -> Self {
        self.big_null(name)
    }

    pub fn refers(mut self, name: &'static str, table: &'static str, on_delete: OnDelete) -> Self {
        self.references.push(Reference { column: name, table, on_delete });
        self.int(name)
    }

    pub fn refers_null(mut self, name: &'static str, table: &'static str, on_delete: OnDelete) -> Self {
        self.references.push(Reference { column: name, table, on_delete });
        self.int_null(name)
    }

    pub fn primary(mut self, columns: &[&'static str]) -> Self {
        self.primary = columns.to_vec();
        self
    }

    pub fn index(mut self, columns: &[&'static str]) -> Self {
        self.indexes.push(Index {
            columns: columns.to_vec(),
            unique: false,
            ignore_case: false,
            condition: None,
        });
        self
    }

    pub fn unique(mut self, columns: &[&'static str]) -> Self {
        self.indexes.push(Index {
            columns: columns.to_vec(),
            unique: true,
            ignore_case: false,
            condition: None,
        });
        self
    }

    /// Unique whatever the case.
    pub fn unique_ci(mut self, name: &'static str) -> Self {
        self.indexes.push(Index { columns: vec![name], unique: true, ignore_case: true, condition: None });
        self
    }

    pub fn unique_where(mut self, columns: &[&'static str], condition: &'static str) -> Self {
        self.indexes.push(Index {
            columns: columns.to_vec(),
            unique: true,
            ignore_case: false,
            condition: Some(condition),
        });
        self
    }

    fn create_statement(&self, backend: DbBackend) -> TableCreateStatement {
        let mut statement = sea_orm_migration::prelude::Table::create();
        statement.table(Alias::new(self.name));
        for column in &self.columns {
            statement.col(column.clone());
        }
        if !self.primary.is_empty() {
            let mut primary = sea_orm_migration::prelude::Index::create();
            for column in &self.primary {
                primary.col(Alias::new(*column));
            }
            statement.primary_key(&mut primary);
        }
        // SQLite knows constraints only inside CREATE TABLE, and there the order of tables is free.
        if backend == DbBackend::Sqlite {
            for reference in &self.references {
                statement.foreign_key(
                    ForeignKey::create()
                        .from(Alias::new(self.name), Alias::new(reference.column))
                        .to(Alias::new(reference.table), Alias::new("id"))
                        .on_delete(reference.on_delete.action()),
                );
            }
        }
        statement
    }

    /// PostgreSQL: added once all tables stand; deferrable, so that an import can write rows in any
    /// order inside its transaction.
    fn constraint_statements(&self) -> impl Iterator<Item = String> {
        self.references.iter().map(|Reference { column, table, on_delete }| {
            let (name, action) = (self.name, on_delete.sql());
            format!(
                "ALTER TABLE {name} ADD CONSTRAINT fk_{name}_{column} FOREIGN KEY ({column}) \
                 REFERENCES {table} (id) ON DELETE {action} DEFERRABLE INITIALLY IMMEDIATE"
            )
        })
    }

    fn index_statements(&self) -> impl Iterator<Item = String> {
        // A reference is looked up from its other end, and by every deletion there.
        let leads = |column: &str| {
            self.primary.first() == Some(&column)
                || self.indexes.iter().any(|index| index.columns[0] == column && index.condition.is_none())
        };
        let of_references =
            self.references.iter().filter(move |reference| !leads(reference.column)).map(|reference| {
                format!("CREATE INDEX ix_{0}_{1} ON {0} ({1})", self.name, reference.column)
            });
        let declared = self.indexes.iter().enumerate().map(|(number, index)| {
            let (name, unique) = (self.name, if index.unique { "UNIQUE " } else { "" });
            let columns = if index.ignore_case {
                format!("lower({})", index.columns[0])
            } else {
                index.columns.join(", ")
            };
            let condition = index.condition.map(|c| format!(" WHERE {c}")).unwrap_or_default();
            format!(
                "CREATE {unique}INDEX ix_{name}_{}_{number} ON {name} ({columns}){condition}",
                index.columns.join("_")
            )
        });
        of_references.chain(declared)
    }
}

fn is_one_of(name: &str, values: &[&str]) -> Expr {
    let list = values.iter().map(|value| format!("'{value}'")).collect::<Vec<_>>().join(", ");
    Expr::cust(format!("{name} IN ({list})"))
}

/// Creates all tables, then their constraints and indexes.
pub async fn create(manager: &SchemaManager<'_>, tables: Vec<Table>) -> Result<(), DbErr> {
    let backend = manager.get_database_backend();
    for table in &tables {
        manager.create_table(table.create_statement(backend)).await?;
    }
    let connection = manager.get_connection();
    if backend == DbBackend::Postgres {
        for statement in tables.iter().flat_map(Table::constraint_statements) {
            connection.execute_unprepared(&statement).await?;
        }
    }
    for statement in tables.iter().flat_map(Table::index_statements) {
        connection.execute_unprepared(&statement).await?;
    }
    Ok(())
}
