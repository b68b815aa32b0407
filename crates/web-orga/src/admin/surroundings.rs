//! What the pages tell of the machine and the configuration, which only the binary knows.

use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::{Extension, Router};
use plenary_mail::delivery::Settings;
use plenary_ops::check::Facts;
use plenary_web::AppState;

/// Without passwords and secrets. What is empty is not known.
#[derive(Clone, Default)]
pub struct Surroundings {
    /// Weakest first.
    pub config_files: Vec<PathBuf>,
    pub executable: Option<PathBuf>,
    /// Name, and where it is.
    pub database: String,
    pub data: PathBuf,
    pub logs: PathBuf,
    pub media: PathBuf,
    /// Who gets errors by mail.
    pub error_recipients: Vec<String>,
    /// Whether the mail server gets a password.
    pub has_mail_password: bool,
    pub mail_user: String,
    /// What the system checks look at; the database's part is filled in when they are asked for.
    pub facts: Facts,
    /// What is odd about the configuration, in English.
    pub notices: Vec<String>,
    /// `None`: mail can't be set up as configured.
    pub mail: Option<Settings>,
}

/// Tells the pages of their surroundings.
pub fn around(surroundings: Surroundings, pages: Router<AppState>) -> Router<AppState> {
    pages.layer(Extension(Arc::new(surroundings)))
}

/// The surroundings as far as somebody told of them.
pub(crate) struct Known(pub Arc<Surroundings>);

impl<S: Send + Sync> FromRequestParts<S> for Known {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.extensions.get::<Arc<Surroundings>>().cloned().unwrap_or_default()))
    }
}
