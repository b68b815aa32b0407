//! Talking to a mail server (RFC 5321), with encryption (RFC 3207) and log-in (RFC 4954).
//!
//! Our own and not a library's, because of what we need to know: every recipient's fate, in which
//! step it failed, the whole dialogue for people who set up mail, and that nothing which the server
//! says before encryption counts afterwards.

mod connection;
mod dialogue;
mod failure;
mod reply;
mod server;
mod tls;

pub use connection::{Connection, Delivered, Timeouts};
pub use dialogue::{Dialogue, Line, Speaker};
pub use failure::{Failure, Misfit};
pub use reply::Reply;
pub use server::{Security, Server, Trust};
pub use tls::Tls;
