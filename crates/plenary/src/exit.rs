//! What the process says and returns when a command fails.

use std::process::ExitCode;

use plenary_model::Error;

/// Exit codes of every command; `docs/admin/commands.md` lists them. Wrong usage is 2 (clap's).
const FAILED: u8 = 1;
const CONFIGURATION: u8 = 3;
const DATABASE: u8 = 4;

/// A failure that was already explained; only the exit code is left to give.
#[derive(Debug)]
pub struct Explained;

impl std::fmt::Display for Explained {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Explained {}

pub fn report(error: &anyhow::Error) -> ExitCode {
    if error.is::<Explained>() {
        return FAILED.into();
    }
    eprintln!("plenary: {}", sentence(error));
    code(error).into()
}

fn code(error: &anyhow::Error) -> u8 {
    if error.is::<plenary_config::ConfigError>() || error.is::<plenary_config::DataDirError>() {
        CONFIGURATION
    } else if matches!(error.downcast_ref::<Error>(), Some(Error::Unavailable(_))) {
        DATABASE
    } else {
        FAILED
    }
}

/// The error and its causes, those left out that the sentence before already tells.
fn chain(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if text.is_empty() {
            text = cause;
        } else if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}

fn sentence(error: &anyhow::Error) -> String {
    match error.downcast_ref::<Error>() {
        // Each problem in words, the field in front.
        Some(Error::Invalid(fields)) => {
            let locale = plenary_locale::Locale::EN;
            let lines: Vec<String> = fields
                .iter()
                .map(|problem| {
                    let text = locale.message(&problem.message);
                    if problem.field.is_empty() {
                        text.into_owned()
                    } else {
                        format!("{}: {text}", problem.field)
                    }
                })
                .collect();
            lines.join("\n         ")
        }
        Some(Error::Conflict(message)) => plenary_locale::Locale::EN.message(message).into_owned(),
        Some(Error::Unavailable(text)) => text.clone(),
        _ => chain(error),
    }
}
