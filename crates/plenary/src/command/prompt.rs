//! Asking the person at the terminal, or taking answers from variables.

use std::io::Write;

use anyhow::{Context, Result, bail};

use crate::instance::has_terminal;

/// The first of the variables that is set and not empty.
fn variable(names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| std::env::var(name).ok()).filter(|value| !value.is_empty())
}

/// An answer from an option, a variable or the person.
pub fn answer(question: &str, given: Option<String>, variables: &[&str], ask: bool) -> Result<String> {
    if let Some(value) = given.or_else(|| variable(variables)) {
        return Ok(value);
    }
    if !ask {
        bail!("{question}: nothing was given, and nobody may be asked; set {}", variables[0]);
    }
    if !has_terminal() {
        bail!("{question}: there is no terminal to ask at; use --noinput and set {}", variables[0]);
    }
    eprint!("{question}: ");
    std::io::stderr().flush().ok();
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).context("can't read the answer")?;
    Ok(line.trim().to_owned())
}

/// A password from a variable, or typed twice without being shown.
pub fn password(variables: &[&str], ask: bool) -> Result<String> {
    if let Some(value) = variable(variables) {
        return Ok(value);
    }
    if !ask {
        bail!("password: nothing was given, and nobody may be asked; set {}", variables[0]);
    }
    if !has_terminal() {
        bail!("password: there is no terminal to ask at; set {}", variables[0]);
    }
    let typed = rpassword::prompt_password("Password (not shown): ").context("can't read the password")?;
    let again = rpassword::prompt_password("Password again: ").context("can't read the password")?;
    if typed != again {
        bail!("the two passwords differ; nothing was changed");
    }
    Ok(typed)
}
