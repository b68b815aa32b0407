//! The domain an event may have of its own (operations §13).

use plenary_model::Result;
use plenary_store::Tx;
use plenary_store::entity::event::{Column, Entity, Model};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter};

/// As it is stored: `https://` and the host in lower case, with its port. `None` if the text names no
/// host, or more than one.
pub fn normalised(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(&text);
    let host = rest.trim_end_matches('/');
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let well_formed = name.len() <= 190
        && name.contains('.')
        && name.split('.').all(label)
        // A name, not an address of a machine.
        && name.rsplit('.').next().is_some_and(|last| last.bytes().any(|byte| byte.is_ascii_alphabetic()))
        && port.parse::<u16>().is_ok_and(|port| port > 0);
    well_formed.then(|| format!("https://{host}"))
}

/// What speaks against a domain in its stored form: a message about the field.
pub(super) async fn problem(tx: &Tx, event: &Model, domain: &str) -> Result<Option<&'static str>> {
    let host = host_of(domain);
    let name = |host: &str| host.split(':').next().unwrap_or_default().to_owned();
    // The site would send visitors back and forth.
    if name(host) == name(host_of(&tx.site_url().to_ascii_lowercase())) || name(host) == "localhost" {
        return Ok(Some("event-error-domain-own"));
    }
    // One organiser may show several events under one domain; those of others stay theirs.
    let others = match event.organiser_id {
        Some(organiser) => {
            Condition::any().add(Column::OrganiserId.ne(organiser)).add(Column::OrganiserId.is_null())
        }
        None => Condition::all(),
    };
    let forms =
        [format!("https://{host}"), format!("http://{host}"), format!("https://{host}/"), host.to_owned()];
    let taken = Entity::find()
        .filter(Column::Id.ne(event.id))
        .filter(Column::CustomDomain.is_in(forms))
        .filter(others)
        .count(tx.db())
        .await?;
    Ok((taken > 0).then_some("event-error-domain-taken"))
}

/// `https://talks.example:8443/` → `talks.example:8443`
pub fn host_of(domain: &str) -> &str {
    let rest = domain.split_once("://").map_or(domain, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn domains() {
        for (typed, stored) in [
            (" Talks.Example.ORG/ ", "https://talks.example.org"),
            ("http://talks.example.org", "https://talks.example.org"),
            ("https://talks.example.org:8443", "https://talks.example.org:8443"),
            ("xn--tlk-0na.example", "https://xn--tlk-0na.example"),
        ] {
            assert_eq!(normalised(typed).as_deref(), Some(stored), "{typed}");
        }
        for bad in [
            "",
            "https://",
            "localhost",
            "127.0.0.1",
            "a b.example",
            "a..example",
            "-a.example",
            "a.example/x",
            "u@a.example",
            "a.example:0",
            "a.example:x",
            "ftp://a.example",
            "a.example?x",
            "[::1]",
            "ä.example",
            &format!("{}.example", "x".repeat(64)),
        ] {
            assert_eq!(normalised(bad), None, "{bad}");
        }
    }
}
