//! What was said between us and a server, for people who set up mail.

/// Enough for every set-up; a server that talks on is cut off.
const MOST_LINES: usize = 100;
const LONGEST: usize = 300;

/// Without passwords: log-ins stand there as asterisks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dialogue {
    pub lines: Vec<Line>,
    secrets: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub speaker: Speaker,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    Us,
    Server,
    /// Not said, but done: connected, encrypted.
    Note,
}

const HIDDEN: &str = "********";

impl Dialogue {
    /// `secrets` never appear, not even when the server repeats them.
    pub fn new(secrets: impl IntoIterator<Item = String>) -> Self {
        Self { lines: Vec::new(), secrets: secrets.into_iter().filter(|secret| !secret.is_empty()).collect() }
    }

    pub(super) fn add(&mut self, speaker: Speaker, text: &str) {
        if self.lines.len() >= MOST_LINES {
            return;
        }
        let mut text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        for secret in &self.secrets {
            text = text.replace(secret.as_str(), HIDDEN);
        }
        self.lines.push(Line { speaker, text: text.trim().chars().take(LONGEST).collect() });
    }
}

/// One line each, with `>` before what we said and `<` before what the server said.
impl std::fmt::Display for Dialogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for line in &self.lines {
            let mark = match line.speaker {
                Speaker::Us => '>',
                Speaker::Server => '<',
                Speaker::Note => '*',
            };
            writeln!(f, "{mark} {}", line.text)?;
        }
        Ok(())
    }
}
