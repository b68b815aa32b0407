//! Passwords: rules, hashes, verification of everything that moves over from another instance.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use plenary_model::error::Problems;
use plenary_model::{Error, Message, Random, Result};

/// Shortest password that is accepted.
pub const MIN_LENGTH: usize = 8;
/// Longest one: hashing must not become a way to keep the server busy.
pub const MAX_LENGTH: usize = 1024;

/// Passwords that are tried first by everybody.
const COMMON: &str = include_str!("common_passwords.txt");

/// Hashes with Argon2id. The form is the one that imported accounts have: `argon2` and a PHC string.
pub fn hash(password: &str, salt: &[u8; 16]) -> Result<String> {
    let phc = Argon2::default()
        .hash_password_with_salt(password.as_bytes(), salt)
        .map_err(|error| Error::internal(error.to_string()))?;
    Ok(format!("argon2{phc}"))
}

pub fn salt(random: &dyn Random) -> [u8; 16] {
    let mut salt = [0; 16];
    random.fill(&mut salt);
    salt
}

/// A hash no password matches.
pub fn unusable(random: &dyn Random) -> String {
    format!("!{}", plenary_model::code::token(random, 40))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Wrong,
    Right,
    /// Right, but hashed in an older way: hash it again now that it is known.
    RightButOld,
}

/// Compares a password with a stored hash: `argon2…`, `pbkdf2_sha256$…`, `pbkdf2_sha1$…`,
/// `bcrypt_sha256$…`, `scrypt$…`. What starts with `!` matches nothing.
pub fn verify(password: &str, stored: &str) -> Verdict {
    if password.len() > MAX_LENGTH || stored.is_empty() || stored.starts_with('!') {
        return Verdict::Wrong;
    }
    if let Some(phc) = stored.strip_prefix("argon2") {
        let Ok(parsed) = PasswordHash::new(phc) else { return Verdict::Wrong };
        if Argon2::default().verify_password(password.as_bytes(), &parsed).is_err() {
            return Verdict::Wrong;
        }
        let current = argon2::Params::default();
        let same = argon2::Params::try_from(&parsed)
            .is_ok_and(|params| params.m_cost() >= current.m_cost() && params.t_cost() >= current.t_cost());
        return if same { Verdict::Right } else { Verdict::RightButOld };
    }
    match djangohashers::check_password(password, stored) {
        Ok(true) => Verdict::RightButOld,
        _ => Verdict::Wrong,
    }
}

/// The rules for new passwords. Every broken rule is named.
pub fn check(password: &str, field: &'static str, name: &str, email: &str) -> Result<()> {
    let mut problems = Problems::default();
    if password.chars().count() < MIN_LENGTH {
        problems.add(field, Message::new("error-password-short").arg("min", MIN_LENGTH));
    }
    if password.len() > MAX_LENGTH {
        problems.add(field, Message::new("error-password-long").arg("max", MAX_LENGTH));
    }
    if !password.is_empty() && password.chars().all(|c| c.is_ascii_digit()) {
        problems.add(field, "error-password-digits");
    }
    let lower = password.to_lowercase();
    if COMMON.lines().any(|line| line == lower) {
        problems.add(field, "error-password-common");
    }
    if [name, email, email.split('@').next().unwrap_or_default()].iter().any(|word| is_similar(&lower, word))
    {
        problems.add(field, "error-password-similar");
    }
    problems.done()
}

/// Whether the password is little more than `word`.
fn is_similar(password: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    word.chars().count() >= 4 && password.contains(&word) && password.len() < word.len() + 5
}

#[cfg(test)]
mod tests {
    use super::*;
    use plenary_model::SeededRandom;

    #[test]
    fn own_hashes() {
        let random = SeededRandom::new(1);
        let stored = hash("correct horse", &salt(&random)).unwrap();
        assert!(stored.starts_with("argon2$argon2id$v=19$"), "{stored}");
        assert_eq!(verify("correct horse", &stored), Verdict::Right);
        assert_eq!(verify("correct Horse", &stored), Verdict::Wrong);
        assert_eq!(verify("", &unusable(&random)), Verdict::Wrong);
        for broken in ["", "argon2", "argon2$", "plain", "md5$a$b", "pbkdf2_sha256$x$y$z"] {
            assert_eq!(verify("x", broken), Verdict::Wrong, "{broken}");
        }
    }

    #[test]
    fn hashes_of_other_kinds() {
        let stored =
            djangohashers::make_password_with_algorithm("s3cret word", djangohashers::Algorithm::PBKDF2);
        assert_eq!(verify("s3cret word", &stored), Verdict::RightButOld);
        assert_eq!(verify("s3cret Word", &stored), Verdict::Wrong);
    }

    #[test]
    fn rules() {
        let broken =
            |password: &str| check(password, "password", "Jane Doe", "jane.doe@example.org").is_err();
        for bad in ["short", "12345678901", "password", "jane doe1", "jane.doe", "iloveyou"] {
            assert!(broken(bad), "{bad}");
        }
        assert!(!broken("a much better one"));
    }
}
