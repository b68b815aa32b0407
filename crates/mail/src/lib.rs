//! Mails: the templates of an event, the placeholders in them, the outbox; what the instance itself
//! writes; and how all of it is delivered.
//!
//! What never lives here: where a mail's values come from (proposals, slots and people are plain
//! texts in a [`Context`], links arrive ready-made), and who may do what.

pub mod address;
mod body;
pub mod context;
mod defaults;
pub mod delivery;
pub mod escape;
mod message;
pub mod outbox;
pub mod placeholder;
pub mod render;
pub mod smtp;
pub mod speakers;
pub mod system;
pub mod template;

pub use context::{Context, EventContext, SlotContext, SubmissionContext, UserContext};
pub use escape::Markdown;
pub use outbox::{Attachment, Draft, Failed, Queued, queue_draft, queue_drafts};
pub use placeholder::{Placeholder, TemplateProblem, validate};
pub use render::{Rendered, Source, UnknownPlaceholder, render};
pub use template::ensure_defaults;
