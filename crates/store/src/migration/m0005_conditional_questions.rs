//! Questions that are asked only after a certain answer to another one.

use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0005_conditional_questions"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (reference, json) = match manager.get_database_backend() {
            DbBackend::Postgres => (
                "integer CONSTRAINT fk_question_depends_on_id REFERENCES question (id) ON DELETE SET NULL \
                 DEFERRABLE INITIALLY IMMEDIATE",
                "json",
            ),
            _ => ("integer REFERENCES question (id) ON DELETE SET NULL", "json_text"),
        };
        for statement in [
            format!("ALTER TABLE question ADD COLUMN depends_on_id {reference}"),
            format!("ALTER TABLE question ADD COLUMN depends_on_values {json} NOT NULL DEFAULT '[]'"),
            "CREATE INDEX ix_question_depends_on_id ON question (depends_on_id)".to_owned(),
        ] {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for statement in [
            "DROP INDEX ix_question_depends_on_id",
            "ALTER TABLE question DROP COLUMN depends_on_id",
            "ALTER TABLE question DROP COLUMN depends_on_values",
        ] {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
