//! The speaker's side, as browsers meet it.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

mod account;
mod entrance;
mod my_mails;
mod own_account;
mod setting;
mod setting_accounts;
mod submitting;
