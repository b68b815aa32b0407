//! Assembling and running the web server.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use plenary_ops::metrics::Metrics;
use plenary_web::{AppState, ExtraSources, Site};
use plenary_web_orga::health::{self, Monitor};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::instance::Instance;

/// How long running requests may take to finish once the server is told to stop.
const GRACE: Duration = Duration::from_secs(20);

/// What pages need to know of the instance.
pub fn site(instance: &Instance) -> Site {
    let config = &instance.config;
    Site {
        url: config.site.url.clone(),
        debug: config.site.debug,
        secure_cookies: config.site.https,
        cookie_domain: config.site.cookie_domain.clone(),
        trusted_proxy_count: config.site.trusted_proxy_count,
        upload_limit: config.files.upload_limit,
        media: config.filesystem.media.clone(),
        default_locale: config.locale.language_code.clone(),
        time_zone: config.locale.time_zone.clone(),
        csp: ExtraSources {
            default: config.site.csp.default.clone(),
            script: config.site.csp.script.clone(),
            style: config.site.csp.style.clone(),
            img: config.site.csp.img.clone(),
            form: config.site.csp.form.clone(),
        },
        export_of: None,
        page_cache: config.memory.pages,
        verify_addresses: config.site.verify_addresses,
        version: env!("CARGO_PKG_VERSION"),
    }
}

pub fn app(instance: &Instance) -> Router {
    let config = &instance.config;
    let state = AppState::new(instance.database.clone(), site(instance), instance.secret.expose().as_bytes());
    let started = instance.database.clock().now().micros() as f64 / 1e6;
    let monitor = Monitor {
        database: instance.database.clone(),
        metrics: Arc::new(Metrics::new(env!("CARGO_PKG_VERSION"), started)),
        token: config.site.metrics_token.as_ref().map(|token| token.expose().to_owned()),
    };
    let pages = plenary_web::kit_router(&state)
        .merge(plenary_web_orga::router())
        .merge(plenary_web_cfp::router())
        .merge(plenary_web_public::router());
    // Health is asked for by address, under any host name: outside of everything pages go through.
    health::around(monitor, plenary_web::layers(pages, state))
}

/// Serves until `stop` is done and running requests are answered.
pub async fn serve(app: Router, listener: TcpListener, shutdown: Shutdown) -> Result<()> {
    let stop = shutdown.clone();
    let stop = async move {
        stop.told().await;
        tracing::info!("stopping: finishing what is running");
    };
    let service = app.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(stop);
    tokio::select! {
        result = server => result.context("the web server failed"),
        () = async {
            shutdown.told().await;
            tokio::time::sleep(GRACE).await;
        } => {
            tracing::warn!("some requests did not finish in time");
            Ok(())
        }
    }
}

pub async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("can't listen on {address}"))
}

/// Knows whether the process was told to stop: by `SIGTERM` (service managers) or Ctrl-C.
#[derive(Clone)]
pub struct Shutdown(watch::Receiver<bool>);

impl Shutdown {
    /// Begins to listen at once, so that a signal is noticed however early it comes.
    pub fn listen() -> Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate()).context("can't wait for SIGTERM")?;
        let mut interrupt = signal(SignalKind::interrupt()).context("can't wait for Ctrl-C")?;
        let (tell, told) = watch::channel(false);
        tokio::spawn(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            let _ = tell.send(true);
        });
        Ok(Self(told))
    }

    /// Done once the process was told, also if that was before.
    pub async fn told(mut self) {
        // The sender goes only after it has told.
        let _ = self.0.wait_for(|told| *told).await;
    }
}
