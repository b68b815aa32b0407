//! Secrets that are shown or mailed once: only their hashes are stored.

use sha2::{Digest, Sha256};

/// SHA-256 in hex. Enough for what is random and long; never for what people choose.
pub fn hash(secret: &str) -> String {
    Sha256::digest(secret.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
