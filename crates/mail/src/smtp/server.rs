//! Which server, how to talk to it, and whether that is allowed.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use super::failure::{Failure, Misfit};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Security {
    Plain,
    /// Begins in the clear and must become encrypted before anything else is said.
    StartTls,
    /// Encrypted from the first byte.
    Tls,
}

/// Who chose the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trust {
    /// Whoever runs this instance: any address will do.
    Operator,
    /// An organiser: must not lead into the network of this server, and not be unencrypted unless it
    /// is this machine.
    Organiser { private_allowed: bool },
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Server {
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// User name and password.
    pub login: Option<(String, String)>,
    pub trust: Trust,
}

/// Shows no password.
impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("login", &self.login.as_ref().map(|(user, _)| user))
            .finish_non_exhaustive()
    }
}

/// The names of this machine that organisers may use without encryption, where private addresses
/// are allowed at all.
const THIS_MACHINE: [&str; 4] = ["127.0.0.1", "::1", "localhost", "localhost.localdomain"];

impl Server {
    /// Where to connect. Only addresses that were checked are returned: a second look at the name
    /// could find another.
    pub(super) async fn addresses(&self, patience: Duration) -> Result<Vec<SocketAddr>, Failure> {
        let host = self.host.trim().trim_start_matches('[').trim_end_matches(']');
        if host.is_empty() {
            return Err(Failure::Settings(Misfit::NoServer));
        }
        if let Trust::Organiser { .. } = self.trust
            && self.security == Security::Plain
            && !THIS_MACHINE.contains(&host.to_ascii_lowercase().as_str())
        {
            return Err(Failure::Settings(Misfit::Unencrypted));
        }
        let looked_up = tokio::time::timeout(patience, tokio::net::lookup_host((host, self.port)));
        let found: Vec<SocketAddr> = looked_up
            .await
            .map_err(|_| Failure::Timeout("looking up its name"))?
            .map_err(|_| Failure::Unreachable("its name is not known".to_owned()))?
            .collect();
        let allowed: Vec<SocketAddr> = match self.trust {
            Trust::Operator | Trust::Organiser { private_allowed: true } => found.clone(),
            Trust::Organiser { private_allowed: false } => {
                found.iter().copied().filter(|address| is_public(address.ip())).collect()
            }
        };
        match (allowed.is_empty(), found.is_empty()) {
            (false, _) => Ok(allowed),
            (true, false) => Err(Failure::Settings(Misfit::PrivateAddress)),
            (true, true) => Err(Failure::Unreachable("its name is not known".to_owned())),
        }
    }
}

/// Whether an address belongs to the open internet.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_broadcast()
        || address.is_documentation()
        || a == 0
        || a >= 240
        // Shared by customers of a provider (RFC 6598), benchmarks, protocol assignments.
        || (a == 100 && (64..128).contains(&b))
        || (a == 198 && (18..20).contains(&b))
        || (a == 192 && b == 0 && c == 0))
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    // IPv4 in disguise: mapped, compatible, NAT64, 6to4.
    let segments = address.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match segments {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            is_public_v4(v4(high, low))
        }
        [0x2002, high, low, ..] => is_public_v4(v4(high, low)),
        // Global unicast, without documentation (2001:db8::/32) and Teredo (2001::/32).
        [first, second, ..] => {
            (0x2000..0x4000).contains(&first) && !(first == 0x2001 && [0, 0xdb8].contains(&second))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_public() {
        for address in ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "2002:101:101::"] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
        for address in [
            "127.0.0.1",
            "127.1.2.3",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.127.255.255",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "198.18.0.1",
            "240.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2002:a00:1::",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }

    fn server(host: &str, security: Security, trust: Trust) -> Server {
        Server { host: host.into(), port: 25, security, login: Some(("jo".into(), "hunter2".into())), trust }
    }

    #[tokio::test]
    async fn organisers_do_not_reach_the_network_of_the_server() {
        let patience = Duration::from_secs(5);
        let strict = Trust::Organiser { private_allowed: false };
        let lenient = Trust::Organiser { private_allowed: true };
        for host in
            ["127.0.0.1", "localhost", "[::1]", "10.1.2.3", "169.254.169.254", "0x7f000001", "2130706433"]
        {
            let found = server(host, Security::StartTls, strict).addresses(patience).await;
            assert!(
                matches!(found, Err(Failure::Settings(Misfit::PrivateAddress) | Failure::Unreachable(_))),
                "{host}: {found:?}"
            );
        }
        let plain = server("1.1.1.1", Security::Plain, strict).addresses(patience).await;
        assert_eq!(plain, Err(Failure::Settings(Misfit::Unencrypted)));
        let plain = server("10.0.0.1", Security::Plain, lenient).addresses(patience).await;
        assert_eq!(plain, Err(Failure::Settings(Misfit::Unencrypted)));
        assert!(server("127.0.0.1", Security::Plain, lenient).addresses(patience).await.is_ok());
        assert!(server("1.1.1.1", Security::Tls, strict).addresses(patience).await.is_ok());
        assert!(server("10.0.0.1", Security::Plain, Trust::Operator).addresses(patience).await.is_ok());
        assert!(server(" ", Security::Plain, Trust::Operator).addresses(patience).await.is_err());
        assert!(!format!("{:?}", server("x", Security::Tls, strict)).contains("hunter2"));
    }
}
