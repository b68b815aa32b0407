//! The server as a process: start, health, metrics, stop.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

struct Server {
    child: Child,
    address: SocketAddr,
    _directory: TempDir,
}

impl Server {
    fn start(variables: &[(&str, &str)]) -> Self {
        let directory = tempfile::tempdir().unwrap();
        Self::start_in(directory, variables)
    }

    fn start_in(directory: TempDir, variables: &[(&str, &str)]) -> Self {
        let mut child = command(directory.path())
            .args(["serve", "--bind", "127.0.0.1:0"])
            .envs(variables.iter().copied())
            .env("PLENARY_LOG_FORMAT", "json")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        // The log says on which port.
        let address = loop {
            let line = lines.next().expect("the server says its address").unwrap();
            let entry: serde_json::Value = serde_json::from_str(&line).unwrap();
            if let Some(address) = entry["fields"]["address"].as_str() {
                break address.parse().unwrap();
            }
        };
        // Keep reading, so that the server never waits for us.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address, _directory: directory }
    }

    /// Status, headers and body.
    fn get(&self, path: &str, headers: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head.to_lowercase(), body.to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(directory: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    command
        .current_dir(directory)
        .env_clear()
        .env("PLENARY_DATA_DIR", directory.join("data"))
        .env("HOME", directory);
    command
}

#[test]
fn health_is_answered_under_any_host() {
    let server = Server::start(&[]);
    for host in ["Host: localhost\r\n", "Host: no.such.host.example\r\n"] {
        let (status, _, body) = server.get("/healthcheck/", host);
        assert_eq!((status, body.trim_end_matches("0\r\n\r\n")), (200, ""));
        assert_eq!(server.get("/healthz/live", host).0, 200);
    }
    let (status, _, body) = server.get("/healthz/ready", "Host: x\r\n");
    assert_eq!(status, 200);
    assert!(body.contains("\"schema\""), "{body}");
    let (status, _, body) = server.get("/healthz/ready", "Host: x\r\nX-Forwarded-For: 203.0.113.7\r\n");
    assert_eq!(status, 200);
    assert!(!body.contains("schema"), "no details for others: {body}");
}

#[test]
fn metrics_are_for_this_machine_or_the_token() {
    let server = Server::start(&[]);
    server.get("/orga/login/", "Host: localhost\r\n");
    let (status, _, body) = server.get("/metrics", "Host: x\r\n");
    assert_eq!(status, 200);
    assert!(body.contains("plenary_http_requests_total{method=\"GET\",route=\"/orga/login/\""), "{body}");
    assert!(body.contains("plenary_database_statements"), "{body}");
    assert_eq!(server.get("/metrics", "Host: x\r\nX-Forwarded-For: 203.0.113.7\r\n").0, 404);
    let server = Server::start(&[("PLENARY_METRICS_TOKEN", "sesame")]);
    assert_eq!(server.get("/metrics", "Host: x\r\n").0, 404);
    assert_eq!(server.get("/metrics", "Host: x\r\nAuthorization: Bearer open\r\n").0, 404);
    assert_eq!(server.get("/metrics", "Host: x\r\nAuthorization: Bearer sesame\r\n").0, 200);
}

#[test]
fn it_stops_when_told_and_finishes_what_runs() {
    let mut server = Server::start(&[]);
    let mut stream = TcpStream::connect(server.address).unwrap();
    // Half a request: the server waits for the rest of it.
    write!(stream, "GET /healthz/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n").unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let told = Instant::now();
    let status = Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap();
    assert!(status.success());
    std::thread::sleep(Duration::from_millis(300));
    write!(stream, "\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") || answer.is_empty(), "{answer}");
    let status = server.child.wait().unwrap();
    assert!(status.success(), "{status}");
    assert!(told.elapsed() < Duration::from_secs(15));
}

/// The signal may come while the first periodic jobs still run.
#[test]
fn it_stops_however_early_it_is_told() {
    for _ in 0..5 {
        let mut server = Server::start(&[]);
        let told = Instant::now();
        assert!(
            Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap().success()
        );
        while server.child.try_wait().unwrap().is_none() {
            assert!(told.elapsed() < Duration::from_secs(15), "it does not stop");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

#[test]
fn a_worker_stops_when_told() {
    let directory = tempfile::tempdir().unwrap();
    let mut child = command(directory.path()).arg("worker").stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(1500));
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    assert!(child.wait().unwrap().success());
}

#[test]
fn losing_the_secret_costs_no_more_than_sessions() {
    let directory = tempfile::tempdir().unwrap();
    let server = Server::start_in(directory, &[]);
    let data = server._directory.path().join("data");
    let first = std::fs::read_to_string(data.join(".secret")).unwrap();
    std::fs::remove_file(data.join(".secret")).unwrap();
    let output = command(server._directory.path()).arg("migrate").output().unwrap();
    assert!(output.status.success());
    assert_ne!(std::fs::read_to_string(data.join(".secret")).unwrap(), first);
}
