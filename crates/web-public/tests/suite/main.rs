//! The public pages and files as browsers and programs meet them: every layer in place, no network.

mod exports;
mod pages;
mod setting;
mod statements;
mod visibility;
