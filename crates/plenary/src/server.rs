//! Assembling and running the web server.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use plenary_ops::metrics::Metrics;
use plenary_web::{AppState, ExtraSources, Site};
use plenary_web_orga::admin::{self, Surroundings};
use plenary_web_orga::health::{self, Monitor};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::ServiceExt;

use crate::instance::Instance;
use crate::{command, mail};

/// How long running requests may take to finish once the server is told to stop.
const GRACE: Duration = Duration::from_secs(20);
/// How long a connection may take to send the head of a request, and how long it may wait with none: who dawdles
/// on purpose holds a socket no longer than this.
const PATIENCE: Duration = Duration::from_secs(30);

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

/// What administrators are told of the machine.
fn surroundings(instance: &Instance) -> Surroundings {
    let config = &instance.config;
    Surroundings {
        config_files: config.files_read.clone(),
        executable: std::env::current_exe().ok(),
        database: config.database.to_string(),
        data: config.filesystem.data.clone(),
        logs: config.filesystem.logs.clone(),
        media: config.filesystem.media.clone(),
        error_recipients: config.logging.email.clone(),
        has_mail_password: !config.mail.password.is_empty(),
        mail_user: config.mail.user.clone(),
        facts: command::check::facts(instance),
        notices: instance.notices.iter().map(ToString::to_string).collect(),
        mail: mail::settings(config).inspect_err(|error| tracing::error!(%error, "no mail")).ok(),
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
        .merge(admin::around(surroundings(instance), plenary_web_orga::router()))
        .merge(plenary_web_cfp::router())
        .merge(plenary_web_public::router());
    // Health is asked for by address, under any host name: outside of everything pages go through.
    health::around(monitor, plenary_web::layers(pages, state))
}

/// Serves until `shutdown` and running requests are answered.
pub async fn serve(app: Router, listener: TcpListener, shutdown: Shutdown) -> Result<()> {
    serve_patiently(app, listener, shutdown, PATIENCE).await
}

/// `patience`: how long a connection may take for the head of a request, idle ones included.
async fn serve_patiently(
    app: Router,
    mut listener: TcpListener,
    shutdown: Shutdown,
    patience: Duration,
) -> Result<()> {
    let mut protocol = http1::Builder::new();
    protocol.timer(TokioTimer::new()).header_read_timeout(patience);
    let connections = GracefulShutdown::new();
    loop {
        let (stream, peer) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = shutdown.clone().told() => break,
        };
        let app = app.clone().map_request(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            request.map(Body::new)
        });
        let connection = protocol.serve_connection(TokioIo::new(stream), TowerToHyperService::new(app));
        let connection = connections.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::trace!(%error, "a connection failed");
            }
        });
    }
    tracing::info!("stopping: finishing what is running");
    // Nobody else is let in meanwhile.
    drop(listener);
    if tokio::time::timeout(GRACE, connections.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::*;

    async fn said(stream: &mut TcpStream) -> String {
        let mut text = Vec::new();
        // Done when the server closes the connection.
        let _ = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut text)).await.unwrap();
        String::from_utf8(text).unwrap()
    }

    #[tokio::test]
    async fn who_dawdles_is_shown_the_door_and_running_requests_are_finished() {
        let slow = async |ConnectInfo(peer): ConnectInfo<SocketAddr>| {
            tokio::time::sleep(Duration::from_millis(600)).await;
            peer.ip().to_string()
        };
        let listener = listen("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (tell, told) = watch::channel(false);
        let app = Router::new().route("/", get(slow));
        let server = serve_patiently(app, listener, Shutdown(told), Duration::from_millis(300));
        let server = tokio::spawn(server);

        let mut dawdler = TcpStream::connect(address).await.unwrap();
        dawdler.write_all(b"GET / HTTP/1.1\r\nhost: a\r\nx: ").await.unwrap();
        assert!(!said(&mut dawdler).await.starts_with("HTTP/1.1 200"));

        // The answer may take longer than the head, and the end of the server.
        let mut patient = TcpStream::connect(address).await.unwrap();
        patient.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        tokio::time::sleep(Duration::from_millis(200)).await;
        tell.send(true).unwrap();
        let answer = said(&mut patient).await;
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("127.0.0.1"), "{answer}");
        server.await.unwrap().unwrap();
        assert!(TcpStream::connect(address).await.is_err());
    }
}
