//! What every handler can reach.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use plenary_model::{Random, Timestamp};
use plenary_person::Attempts;
use plenary_store::Database;

use crate::finished::{Cache, Directory, Programmes};

/// The parts of the configuration that pages need. The binary fills it from `config`.
#[derive(Clone, Debug)]
pub struct Site {
    /// Scheme and host without a slash at the end.
    pub url: String,
    pub debug: bool,
    /// Cookies only over HTTPS.
    pub secure_cookies: bool,
    pub cookie_domain: Option<String>,
    /// Which entry of `X-Forwarded-For`, from the right, is the client; 0: the peer.
    pub trusted_proxy_count: u32,
    /// For one upload, in bytes.
    pub upload_limit: u64,
    /// Where uploaded files lie.
    pub media: PathBuf,
    /// Code of the language of pages outside events.
    pub default_locale: String,
    /// IANA name, for pages outside events.
    pub time_zone: String,
    /// Added to the directives of the content security policy.
    pub csp: ExtraSources,
    /// Slug of the event whose site is being written to files: it is shown as if it were public, without
    /// anything that needs a server.
    pub export_of: Option<String>,
    /// What kept answers may take in memory, in MB; 0 keeps none.
    pub page_cache: u64,
    /// Whether new accounts must prove their address by a mailed link before they get anywhere but to
    /// handing in proposals. Off where no mail arrives, as in the demo.
    pub verify_addresses: bool,
    pub version: &'static str,
}

#[derive(Clone, Debug, Default)]
pub struct ExtraSources {
    pub default: Vec<String>,
    pub script: Vec<String>,
    pub style: Vec<String>,
    pub img: Vec<String>,
    pub form: Vec<String>,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            url: "http://localhost:8000".into(),
            debug: false,
            secure_cookies: false,
            cookie_domain: None,
            trusted_proxy_count: 0,
            upload_limit: 10 * 1024 * 1024,
            media: "data/media".into(),
            default_locale: "en".into(),
            time_zone: "UTC".into(),
            csp: ExtraSources::default(),
            export_of: None,
            page_cache: 64,
            verify_addresses: false,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// Cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<Inner>);

pub struct Inner {
    pub database: Database,
    pub site: Site,
    pub directory: Directory,
    pub programmes: Programmes,
    /// Who guesses passwords and codes.
    pub attempts: Attempts,
    pub(crate) finished: Cache,
    /// What signs cookies; derived from the instance's secret.
    pub(crate) cookie_key: tower_sessions::cookie::Key,
    /// What signs addresses of other sites; derived from the same secret.
    pub(crate) link_key: [u8; 32],
}

impl AppState {
    /// `secret` is the instance's secret, never stored or sent as it is.
    pub fn new(database: Database, site: Site, secret: &[u8]) -> Self {
        use sha2::Digest;
        let mut hash = sha2::Sha512::new();
        hash.update(b"plenary: session cookies\0");
        hash.update(secret);
        let cookie_key = tower_sessions::cookie::Key::from(hash.finalize().as_slice());
        let mut hash = sha2::Sha256::new();
        hash.update(b"plenary: links to other sites\0");
        hash.update(secret);
        let link_key = hash.finalize().into();
        let directory = Directory::new(database.clone());
        let finished = Cache::new(site.page_cache);
        let programmes = Programmes::new(site.page_cache / 2);
        let attempts = Attempts::default();
        Self(Arc::new(Inner {
            database,
            site,
            directory,
            programmes,
            attempts,
            finished,
            cookie_key,
            link_key,
        }))
    }

    pub fn now(&self) -> Timestamp {
        self.database.clock().now()
    }

    pub fn random(&self) -> &dyn Random {
        &**self.database.random()
    }
}

impl Deref for AppState {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}
