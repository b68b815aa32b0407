//! Codes and tokens: what they are made of and how long they are.

use crate::Random;

/// Codes people read aloud: no letter or digit that looks like another.
pub const CODE_ALPHABET: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ3789";
const LOWER: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
const ALNUM: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Proposals, accounts, speaker profiles.
pub const CODE_LENGTH: usize = 6;
/// Questions and their options.
pub const IDENTIFIER_LENGTH: usize = 8;
/// Access codes, review codes, invitations to a proposal.
pub const LONG_CODE_LENGTH: usize = 32;

fn draw(random: &dyn Random, alphabet: &str, length: usize) -> String {
    let symbols = alphabet.as_bytes();
    (0..length).map(|_| char::from(symbols[random.below(symbols.len() as u32) as usize])).collect()
}

/// `length` symbols of [`CODE_ALPHABET`].
pub fn code(random: &dyn Random, length: usize) -> String {
    draw(random, CODE_ALPHABET, length)
}

/// Whether a text can be a code of a proposal, whoever drew it and whatever its case.
pub fn is_code(text: &str) -> bool {
    (4..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// `[a-z0-9]`: team invitations (32) and API tokens (64).
pub fn lower_token(random: &dyn Random, length: usize) -> String {
    draw(random, LOWER, length)
}

/// `[A-Za-z0-9]`: password resets and claims (32), file names (7), cached files (12).
pub fn token(random: &dyn Random, length: usize) -> String {
    draw(random, ALNUM, length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeededRandom;

    #[test]
    fn codes_use_the_alphabet() {
        let random = SeededRandom::new(1);
        assert_eq!(CODE_ALPHABET.len(), 28);
        for _ in 0..200 {
            let code = code(&random, CODE_LENGTH);
            assert_eq!(code.len(), 6);
            assert!(code.chars().all(|c| CODE_ALPHABET.contains(c)), "{code}");
        }
        assert_ne!(token(&random, 32), token(&random, 32));
    }
}
