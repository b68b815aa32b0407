//! Work beside requests.

use sea_orm_migration::prelude::*;

use super::table::{self, Table};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0002_jobs"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let job = Table::new("job")
            .id()
            .text("kind")
            .text("key")
            .int_default("revision", 1)
            .int_default("attempts", 0)
            .time("created")
            .time("due")
            .text_null("holder")
            .time_null("held_until")
            .time_null("failed")
            .text_null("error")
            .unique(&["kind", "key"])
            .index(&["due"]);
        table::create(manager, vec![job]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(sea_orm_migration::prelude::Table::drop().table(Alias::new("job")).to_owned())
            .await
    }
}
