//! Whether a domain leads anywhere, and whether here.

use std::collections::HashSet;
use std::net::IpAddr;
use std::time::Duration;

use plenary_event::settings::domain::host_of;

/// What the name servers say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// There is no such host, or no answer in time.
    Unknown,
    /// It is another machine's than this site's.
    Elsewhere,
    Here,
}

/// Whoever waits for a page waits for this.
const PATIENCE: Duration = Duration::from_secs(3);

/// Asks for a domain in its stored form. A site whose own name has no address can't be compared.
pub async fn look_up(domain: &str, site_url: &str) -> Answer {
    let found = addresses(host_of(domain)).await;
    if found.is_empty() {
        return Answer::Unknown;
    }
    let own = addresses(host_of(site_url)).await;
    if own.is_empty() {
        tracing::warn!(site_url, "the site’s own name has no address: its events’ domains can’t be checked");
        return Answer::Here;
    }
    if own.is_disjoint(&found) { Answer::Elsewhere } else { Answer::Here }
}

async fn addresses(host: &str) -> HashSet<IpAddr> {
    let host = if host.contains(':') { host.to_owned() } else { format!("{host}:443") };
    match tokio::time::timeout(PATIENCE, tokio::net::lookup_host(host)).await {
        Ok(Ok(found)) => found.map(|address| address.ip()).collect(),
        _ => HashSet::new(),
    }
}
