//! Proofs of addresses, and second factors.

use sea_orm_migration::prelude::*;

use super::table::{self, OnDelete::Cascade, Table};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0004_accounts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let address_check = Table::new("address_check")
            .id()
            .refers("account_id", "account", Cascade)
            .one_of("kind", &["verify", "change"])
            .text("address")
            .text("token_hash")
            .time("sent")
            .time_null("corrected")
            .time_null("used")
            .unique(&["account_id"])
            .unique(&["token_hash"]);
        let second_factor = Table::new("second_factor")
            .id()
            .refers("account_id", "account", Cascade)
            .text("secret")
            .time("created")
            .time_null("confirmed")
            .big_default("last_step", 0)
            .unique(&["account_id"]);
        let recovery_code = Table::new("recovery_code")
            .id()
            .refers("account_id", "account", Cascade)
            .text("code_hash")
            .unique(&["account_id", "code_hash"]);
        table::create(manager, vec![address_check, second_factor, recovery_code]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["recovery_code", "second_factor", "address_check"] {
            let drop = sea_orm_migration::prelude::Table::drop().table(Alias::new(name)).to_owned();
            manager.drop_table(drop).await?;
        }
        Ok(())
    }
}
