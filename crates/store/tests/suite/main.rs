//! Tests of the store on both engines.

mod migration;
mod transaction;
