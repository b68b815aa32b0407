//! Stable identifiers of exported things: UUIDv5 in the namespace of the instance identifier
//! (api-and-exports §8.8). They must survive a move from another instance, so the instance
//! identifier moves along.

use uuid::Uuid;

/// A placement of a session: its code and, where it is presented several times, `-<index>`.
pub fn slot(instance: Uuid, code: &str, suffix: &str) -> Uuid {
    Uuid::new_v5(&instance, format!("{code}{suffix}").as_bytes())
}

/// A room without a GUID of its own.
pub fn room(instance: Uuid, id: i32) -> Uuid {
    Uuid::new_v5(&instance, format!("room:{id}").as_bytes())
}

/// A speaker profile that belongs to an account.
pub fn speaker_with_account(instance: Uuid, account_code: &str) -> Uuid {
    Uuid::new_v5(&instance, format!("user:{account_code}").as_bytes())
}

/// A speaker profile without an account.
pub fn managed_speaker(instance: Uuid, profile_code: &str) -> Uuid {
    Uuid::new_v5(&instance, format!("speaker:{profile_code}").as_bytes())
}

/// The person identifier of `schedule.json` in API version 1.
pub fn person_by_email(email: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("acct:{email}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors() {
        let instance: Uuid = "bba2cb17-6f4c-4f26-8366-e2e0e6bbb4ba".parse().unwrap();
        assert_eq!(slot(instance, "ELGHYT", "").to_string(), "1671c060-9e87-5a26-9dd8-59dc5828c6a5");
        assert_eq!(slot(instance, "ELGHYT", "-0").to_string(), "dd561355-423a-5080-9e69-28f88ea9f330");
        assert_eq!(room(instance, 1).to_string(), "814444e9-a602-58e2-81c4-0c96ea02a86d");
        assert_eq!(person_by_email("s1@example.org").to_string(), "cbafa352-57f6-518d-a208-12da8b78c4a3");
    }
}
