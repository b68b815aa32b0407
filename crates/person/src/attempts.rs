//! How often something failed lately: whoever guesses has to wait. Kept in memory, by each process for
//! itself; nothing of what was tried is kept, only hashes.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use plenary_model::{Error, Result, Timestamp};
use sha2::{Digest, Sha256};

/// Failures older than this don't count (operations §11).
const WINDOW_SECONDS: i64 = 300;
/// From one public address.
const PER_ADDRESS: usize = 10;
/// From one private address: often a proxy with everybody behind it.
const PER_PRIVATE_ADDRESS: usize = 100;
/// For one account, from everywhere together.
const PER_ACCOUNT: usize = 20;
/// For the six digits of one account's second factor.
const PER_SECOND_FACTOR: usize = 5;
/// What may be remembered at all.
const MAX_KEYS: usize = 100_000;

type Key = [u8; 32];

/// What is being guessed, and from where.
#[derive(Clone, Debug)]
pub enum Guess<'a> {
    /// Anything about accounts, from this address of the network. Of IPv6 the first half counts.
    From(Option<IpAddr>),
    /// The password of whoever has this e-mail address, known or not.
    Password(&'a str),
    /// The code of an account.
    SecondFactor(i32),
}

impl Guess<'_> {
    fn key(&self) -> Key {
        let text = match self {
            Self::From(Some(IpAddr::V6(address))) if address.to_ipv4_mapped().is_none() => {
                format!("from {:x?}", &address.segments()[..4])
            }
            Self::From(Some(address)) => format!("from {}", address.to_canonical()),
            Self::From(None) => "from nowhere".to_owned(),
            Self::Password(email) => format!("password {email}"),
            Self::SecondFactor(account) => format!("second factor {account}"),
        };
        Sha256::digest(text.as_bytes()).into()
    }

    fn limit(&self) -> usize {
        match self {
            Self::From(Some(address)) if is_public(address.to_canonical()) => PER_ADDRESS,
            Self::From(_) => PER_PRIVATE_ADDRESS,
            Self::Password(_) => PER_ACCOUNT,
            Self::SecondFactor(_) => PER_SECOND_FACTOR,
        }
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let shared = v4.octets()[0] == 100 && v4.octets()[1] & 0xc0 == 64;
            !(v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_unspecified() || shared)
        }
        IpAddr::V6(v6) => {
            !(v6.is_loopback() || v6.is_unspecified() || v6.is_unique_local() || v6.is_unicast_link_local())
        }
    }
}

/// Cheap to clone; clones count together.
#[derive(Clone, Debug, Default)]
pub struct Attempts(Arc<Mutex<HashMap<Key, Vec<Timestamp>>>>);

/// An attempt that counts as failed until it is said to have been right.
#[must_use]
#[derive(Debug)]
pub struct Attempt {
    attempts: Attempts,
    keys: Vec<Key>,
    at: Timestamp,
}

impl Attempts {
    /// Refuses where too much failed lately, else counts one more: before the answer is known, so that
    /// many attempts at once don't get around the limit.
    pub fn begin(&self, now: Timestamp, guesses: &[Guess<'_>]) -> Result<Attempt> {
        let mut known = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let since = now.plus_seconds(-WINDOW_SECONDS);
        if known.len() >= MAX_KEYS {
            known.retain(|_, failures| failures.iter().any(|at| *at > since));
            if known.len() >= MAX_KEYS {
                known.clear();
            }
        }
        let mut wait = 0;
        for guess in guesses {
            let Some(failures) = known.get_mut(&guess.key()) else { continue };
            failures.retain(|at| *at > since);
            if failures.len() >= guess.limit() {
                let oldest = failures[failures.len() - guess.limit()];
                let micros = oldest.plus_seconds(WINDOW_SECONDS).micros() - now.micros();
                wait = wait.max(micros.div_euclid(1_000_000) + 1);
            }
        }
        if wait > 0 {
            return Err(Error::Limited { retry_after_seconds: wait.unsigned_abs() });
        }
        let keys: Vec<Key> = guesses.iter().map(Guess::key).collect();
        for key in &keys {
            known.entry(*key).or_default().push(now);
        }
        Ok(Attempt { attempts: self.clone(), keys, at: now })
    }
}

impl Attempt {
    /// It was right: it does not count.
    pub fn succeeded(self) {
        let mut known = self.attempts.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for key in &self.keys {
            let Some(failures) = known.get_mut(key) else { continue };
            if let Some(index) = failures.iter().position(|at| *at == self.at) {
                failures.remove(index);
            }
            if failures.is_empty() {
                known.remove(key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-06-01T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn failures_count_for_a_while() {
        let attempts = Attempts::default();
        let address: Option<IpAddr> = Some("203.0.113.7".parse().unwrap());
        for second in 0..10 {
            let _ = attempts.begin(now().plus_seconds(second), &[Guess::From(address)]).unwrap();
        }
        let refused = attempts.begin(now().plus_seconds(60), &[Guess::From(address)]);
        assert!(matches!(refused, Err(Error::Limited { retry_after_seconds: 241 })), "{refused:?}");
        let other: Option<IpAddr> = Some("203.0.113.8".parse().unwrap());
        attempts.begin(now(), &[Guess::From(other)]).unwrap().succeeded();
        let _ = attempts.begin(now().plus_seconds(301), &[Guess::From(address)]).unwrap();
    }

    #[test]
    fn what_succeeded_does_not_count() {
        let attempts = Attempts::default();
        for _ in 0..100 {
            attempts.begin(now(), &[Guess::SecondFactor(1), Guess::Password("a@b")]).unwrap().succeeded();
        }
        assert!(attempts.0.lock().unwrap().is_empty());
    }

    #[test]
    fn neighbours_in_ipv6_count_together() {
        let key = |text: &str| Guess::From(Some(text.parse().unwrap())).key();
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::2"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assert_eq!(key("::ffff:203.0.113.7"), key("203.0.113.7"));
        let limit = |text: &str| Guess::From(Some(text.parse().unwrap())).limit();
        assert_eq!(limit("10.1.2.3"), PER_PRIVATE_ADDRESS);
        assert_eq!(limit("::ffff:10.1.2.3"), PER_PRIVATE_ADDRESS);
        assert_eq!(limit("198.51.100.1"), PER_ADDRESS);
    }
}
