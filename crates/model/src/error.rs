//! The one error type that crosses crate borders, and messages for people.

use std::borrow::Cow;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A sentence for a person: the id of a message in the catalogues and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub key: Cow<'static, str>,
    pub args: Vec<(Cow<'static, str>, String)>,
}

impl Message {
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self { key: key.into(), args: Vec::new() }
    }

    pub fn arg(mut self, name: impl Into<Cow<'static, str>>, value: impl ToString) -> Self {
        self.args.push((name.into(), value.to_string()));
        self
    }
}

impl From<&'static str> for Message {
    fn from(key: &'static str) -> Self {
        Self::new(key)
    }
}

/// What is wrong with one field of a form. An empty `field` means the form as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    pub field: Cow<'static, str>,
    pub message: Message,
}

impl FieldError {
    pub fn new(field: impl Into<Cow<'static, str>>, message: impl Into<Message>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}

/// Why something was not done. Pages, the API and commands each turn it into their own shape.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or the actor must not learn that it does.
    #[error("not found")]
    NotFound,
    #[error("forbidden")]
    Forbidden,
    #[error("log-in needed")]
    NeedsLogin,
    /// The input can't be accepted; every problem found, not only the first.
    #[error("invalid input: {}", .0.iter().map(|e| format!("{}: {}", e.field, e.message.key)).collect::<Vec<_>>().join(", "))]
    Invalid(Vec<FieldError>),
    /// The state of things does not allow it (any more).
    #[error("conflict: {}", .0.key)]
    Conflict(Message),
    /// Too many attempts.
    #[error("limited, try again in {retry_after_seconds} s")]
    Limited { retry_after_seconds: u64 },
    /// Something that is needed is not reachable for now.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// Our fault.
    #[error("internal error: {0}")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    pub fn internal(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(source.into())
    }

    pub fn invalid(field: impl Into<Cow<'static, str>>, message: impl Into<Message>) -> Self {
        Self::Invalid(vec![FieldError::new(field, message)])
    }

    pub fn conflict(message: impl Into<Message>) -> Self {
        Self::Conflict(message.into())
    }
}

#[cfg(feature = "db")]
impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        match error {
            sea_orm::DbErr::RecordNotFound(_) => Self::NotFound,
            sea_orm::DbErr::ConnectionAcquire(_) => Self::Unavailable(error.to_string()),
            other => Self::internal(other),
        }
    }
}

/// Collects the problems of a form; [`Problems::done`] is an error if there are any.
#[derive(Debug, Default)]
pub struct Problems(Vec<FieldError>);

impl Problems {
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, message: impl Into<Message>) {
        self.0.push(FieldError::new(field, message));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn done(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}
