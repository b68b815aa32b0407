//! Figures for monitoring, in the Prometheus text format.

use std::sync::atomic::AtomicU64;

use plenary_store::Database;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    /// The pattern of the route, never the path: paths would make endless series.
    route: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: String,
}

/// Counts requests as they are answered; the rest is read when somebody asks.
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Family<Route, Histogram>,
    statements: Gauge<i64>,
    memory: Gauge<i64>,
    started: Gauge<f64, AtomicU64>,
}

impl Metrics {
    pub fn new(version: &'static str, started_seconds: f64) -> Self {
        let mut registry = Registry::with_prefix("plenary");
        let requests = Family::default();
        let buckets =
            || Histogram::new([0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0]);
        let seconds = Family::new_with_constructor(buckets as fn() -> Histogram);
        let (statements, memory, started) = (Gauge::default(), Gauge::default(), Gauge::default());
        started.set(started_seconds);
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register("http_request_seconds", "Time to answer", seconds.clone());
        registry.register("database_statements", "Statements sent since the start", statements.clone());
        registry.register("process_resident_memory_bytes", "Memory in use", memory.clone());
        registry.register("process_start_time_seconds", "When the process started", started.clone());
        registry.register("build", "What is running", Info::new(vec![("version", version)]));
        Self { registry, requests, seconds, statements, memory, started }
    }

    /// Notes an answered request. `route` is the pattern that matched, empty if none did.
    pub fn record(&self, method: &'static str, route: &str, status: u16, seconds: f64) {
        let route = route.to_owned();
        self.seconds.get_or_create(&Route { route: route.clone() }).observe(seconds);
        self.requests.get_or_create(&Answered { method, route, status }).inc();
    }

    /// All figures as text.
    pub fn text(&self, database: &Database) -> String {
        self.statements.set(i64::try_from(database.statements()).unwrap_or(i64::MAX));
        self.memory.set(resident_bytes().unwrap_or(0));
        let mut text = String::new();
        // Writing into a string can't fail.
        let _ = encode(&mut text, &self.registry);
        text
    }

    pub fn started_seconds(&self) -> f64 {
        self.started.get()
    }
}

/// What the kernel says this process holds in memory; `None` where there is no /proc.
fn resident_bytes() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: i64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// A method as a label; anything unusual is one label, since clients may invent any.
pub fn method_label(method: &str) -> &'static str {
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
        .into_iter()
        .find(|known| *known == method)
        .unwrap_or("OTHER")
}
