//! The schema of 2026.1.

use sea_orm_migration::prelude::*;

use super::table;

mod event;
mod mail;
mod person;
mod review;
mod schedule;
mod submission;
mod system;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0001_schema"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            event::tables(),
            person::tables(),
            submission::tables(),
            review::tables(),
            schedule::tables(),
            mail::tables(),
            system::tables(),
        ];
        table::create(manager, tables.concat()).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("the first schema has nothing to go back to; restore a backup".to_owned()))
    }
}
