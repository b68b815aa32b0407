//! Whose certificates count.

use std::sync::Arc;

use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

use super::failure::Failure;

/// Cheap to clone.
#[derive(Clone)]
pub struct Tls(Arc<ClientConfig>);

impl Tls {
    /// Certificates that the machine trusts; where it knows of none, those that browsers trust.
    pub fn of_machine() -> Result<Self, Failure> {
        let mut roots = RootCertStore::empty();
        let native = rustls_native_certs::load_native_certs();
        roots.add_parsable_certificates(native.certs);
        if roots.is_empty() {
            roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        }
        Self::with(roots)
    }

    /// Only certificates signed by this one (DER).
    pub fn trusting(root: Vec<u8>) -> Result<Self, Failure> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from(root)).map_err(|error| Failure::Tls(error.to_string()))?;
        Self::with(roots)
    }

    fn with(roots: RootCertStore) -> Result<Self, Failure> {
        let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| Failure::Tls(error.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self(Arc::new(config)))
    }

    pub(super) fn connector(&self) -> TlsConnector {
        TlsConnector::from(self.0.clone())
    }

    /// The name that the certificate must be for.
    pub(super) fn name(host: &str) -> Result<ServerName<'static>, Failure> {
        let host = host.trim().trim_start_matches('[').trim_end_matches(']').to_owned();
        ServerName::try_from(host)
            .map_err(|_| Failure::Tls("the host has no name that a certificate could be for".to_owned()))
    }
}
