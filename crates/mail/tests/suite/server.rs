//! Mail servers for tests, on this machine: they do what a test wants of them and remember what
//! they have taken.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{ServerConfig, crypto};

/// Where in a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    Greeting,
    Mail,
    Rcpt,
    Data,
    /// After the whole message.
    End,
}

/// What the server does there.
#[derive(Clone, Debug)]
pub enum Act {
    Welcome,
    Say(&'static str),
    /// Answers nothing, for ever.
    Silence,
    HangUp,
    /// Takes the message, and then never answers.
    TakeAndSilence,
}

#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    pub data: String,
    pub user: Option<String>,
    pub encrypted: bool,
}

impl Received {
    /// A header as it stands, continued lines joined.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.data.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ").replace("\r\n\t", " ");
        head.lines().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then(|| value.to_owned())
        })
    }

    /// The names of all headers of the message itself.
    pub fn header_names(&self) -> Vec<String> {
        let head = self.data.split("\r\n\r\n").next().unwrap();
        let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
        lines.map(|line| line.split(':').next().unwrap().to_owned()).collect()
    }
}

type Plan = dyn Fn(Stage, &str, usize) -> Act + Send + Sync;

/// What a server wants and offers.
#[derive(Clone, Default)]
pub struct Setup {
    pub start_tls: Option<TlsAcceptor>,
    pub tls: Option<TlsAcceptor>,
    /// User, password and the mechanisms on offer.
    pub login: Option<(String, String, &'static str)>,
    /// Said in one breath with the answer to `STARTTLS`.
    pub injected: Option<&'static str>,
}

pub struct Sink {
    pub port: u16,
    pub received: Arc<Mutex<Vec<Received>>>,
    pub connections: Arc<AtomicUsize>,
    /// Every line that came in, in the clear or not.
    pub heard: Arc<Mutex<Vec<String>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Sink {
    /// Takes everything.
    pub async fn friendly() -> Self {
        Self::start(Setup::default(), |_, _, _| Act::Welcome).await
    }

    /// `plan` is asked at every stage, with the line and how often that stage was reached before.
    pub async fn start(
        setup: Setup,
        plan: impl Fn(Stage, &str, usize) -> Act + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Shared {
            setup,
            plan: Arc::new(plan),
            counts: Arc::default(),
            received: Arc::default(),
            heard: Arc::default(),
        };
        let connections = Arc::new(AtomicUsize::new(0));
        let (received, heard, counter) = (shared.received.clone(), shared.heard.clone(), connections.clone());
        let task = tokio::spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else { return };
                counter.fetch_add(1, Ordering::SeqCst);
                let shared = shared.clone();
                tokio::spawn(async move {
                    match shared.setup.tls.clone() {
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                shared.talk(Box::new(stream), true).await;
                            }
                        }
                        None => shared.talk(Box::new(stream), false).await,
                    }
                });
            }
        });
        Self { port, received, connections, heard, task }
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    pub fn count(&self) -> usize {
        self.received.lock().unwrap().len()
    }
}

trait Both: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Both for T {}

#[derive(Clone)]
struct Shared {
    setup: Setup,
    plan: Arc<Plan>,
    counts: Arc<Mutex<HashMap<Stage, usize>>>,
    received: Arc<Mutex<Vec<Received>>>,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Shared {
    fn act(&self, stage: Stage, line: &str) -> Act {
        let number = {
            let mut counts = self.counts.lock().unwrap();
            let count = counts.entry(stage.clone()).or_default();
            *count += 1;
            *count - 1
        };
        (self.plan)(stage, line, number)
    }

    async fn talk(self, stream: Box<dyn Both>, mut encrypted: bool) {
        let mut stream = BufReader::new(stream);
        let mut user = None;
        let (mut from, mut to) = (String::new(), Vec::new());
        match self.act(Stage::Greeting, "") {
            Act::Welcome => say(&mut stream, "220 mail.example ESMTP").await,
            Act::Say(text) => say(&mut stream, text).await,
            Act::Silence | Act::TakeAndSilence => std::future::pending().await,
            Act::HangUp => return,
        }
        loop {
            let Some(line) = read(&mut stream).await else { return };
            self.heard.lock().unwrap().push(line.clone());
            let upper = line.to_ascii_uppercase();
            let stage = match upper.split(' ').next().unwrap() {
                "EHLO" => {
                    let mut lines = vec!["mail.example".to_owned(), "SIZE 10000000".to_owned()];
                    if self.setup.start_tls.is_some() && !encrypted {
                        lines.push("STARTTLS".to_owned());
                    }
                    if let Some((_, _, mechanisms)) = &self.setup.login {
                        lines.push(format!("AUTH {mechanisms}"));
                    }
                    let last = lines.len() - 1;
                    for (number, text) in lines.iter().enumerate() {
                        let mark = if number == last { ' ' } else { '-' };
                        say(&mut stream, &format!("250{mark}{text}")).await;
                    }
                    continue;
                }
                "STARTTLS" => {
                    let Some(tls) = self.setup.start_tls.clone() else {
                        say(&mut stream, "502 no").await;
                        continue;
                    };
                    let answer = format!("220 go ahead{}", self.setup.injected.unwrap_or_default());
                    say(&mut stream, &answer).await;
                    let Ok(inner) = tls.accept(stream.into_inner()).await else { return };
                    stream = BufReader::new(Box::new(inner));
                    encrypted = true;
                    continue;
                }
                "AUTH" => {
                    user = self.log_in(&mut stream, &line).await;
                    say(&mut stream, if user.is_some() { "235 welcome" } else { "535 5.7.8 wrong password" })
                        .await;
                    continue;
                }
                "RSET" | "NOOP" => {
                    (from, to) = (String::new(), Vec::new());
                    say(&mut stream, "250 ok").await;
                    continue;
                }
                "QUIT" => {
                    say(&mut stream, "221 bye").await;
                    return;
                }
                "MAIL" if self.setup.login.is_some() && user.is_none() => {
                    say(&mut stream, "530 log in first").await;
                    continue;
                }
                "MAIL" => Stage::Mail,
                "RCPT" => Stage::Rcpt,
                "DATA" => Stage::Data,
                _ => {
                    say(&mut stream, "500 what?").await;
                    continue;
                }
            };
            match self.act(stage.clone(), &line) {
                Act::Welcome => match stage {
                    Stage::Mail => {
                        from = between(&line);
                        say(&mut stream, "250 ok").await;
                    }
                    Stage::Rcpt => {
                        to.push(between(&line));
                        say(&mut stream, "250 ok").await;
                    }
                    _ => {
                        say(&mut stream, "354 go ahead").await;
                        let Some(data) = read_data(&mut stream).await else { return };
                        let act = self.act(Stage::End, "");
                        if matches!(act, Act::Welcome | Act::TakeAndSilence) {
                            let user = user.clone();
                            let mail = Received { from: from.clone(), to: to.clone(), data, user, encrypted };
                            self.received.lock().unwrap().push(mail);
                        }
                        (from, to) = (String::new(), Vec::new());
                        match act {
                            Act::Welcome => say(&mut stream, "250 taken").await,
                            Act::Say(text) => say(&mut stream, text).await,
                            Act::Silence | Act::TakeAndSilence => std::future::pending().await,
                            Act::HangUp => return,
                        }
                    }
                },
                Act::Say(text) => say(&mut stream, text).await,
                Act::Silence | Act::TakeAndSilence => std::future::pending().await,
                Act::HangUp => {
                    if stage == Stage::Data {
                        // In the middle of the message.
                        say(&mut stream, "354 go ahead").await;
                        read(&mut stream).await;
                    }
                    return;
                }
            }
        }
    }

    async fn log_in(&self, stream: &mut BufReader<Box<dyn Both>>, line: &str) -> Option<String> {
        let (user, password, _) = self.setup.login.clone()?;
        let decoded = |text: &str| String::from_utf8(STANDARD.decode(text.trim()).unwrap()).unwrap();
        let given = match line.split(' ').nth(1)? {
            "PLAIN" => {
                let text = decoded(line.split(' ').nth(2)?);
                let mut parts = text.split('\0').skip(1).map(str::to_owned);
                (parts.next()?, parts.next()?)
            }
            "LOGIN" => {
                say(stream, "334 VXNlcm5hbWU6").await;
                let user = decoded(&read(stream).await?);
                say(stream, "334 UGFzc3dvcmQ6").await;
                (user, decoded(&read(stream).await?))
            }
            _ => return None,
        };
        (given == (user.clone(), password)).then_some(user)
    }
}

fn between(line: &str) -> String {
    let start = line.find('<').unwrap() + 1;
    line[start..line.rfind('>').unwrap()].to_owned()
}

async fn say(stream: &mut BufReader<Box<dyn Both>>, text: &str) {
    let _ = stream.get_mut().write_all(format!("{text}\r\n").as_bytes()).await;
    let _ = stream.get_mut().flush().await;
}

async fn read(stream: &mut BufReader<Box<dyn Both>>) -> Option<String> {
    let mut line = String::new();
    match stream.read_line(&mut line).await {
        Ok(read) if read > 0 => Some(line.trim_end_matches(['\r', '\n']).to_owned()),
        _ => None,
    }
}

/// The message without its end mark; lines must end properly.
async fn read_data(stream: &mut BufReader<Box<dyn Both>>) -> Option<String> {
    let mut data = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        assert!(
            line.ends_with("\r\n") && !line[..line.len() - 2].contains('\r'),
            "a bare line end: {line:?}"
        );
        assert!(line.len() <= 1_000, "a line of {} bytes", line.len());
        if line == ".\r\n" {
            return Some(data);
        }
        data.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

/// A certificate for `localhost` that nobody knows: what the server shows, and the root (DER).
pub fn certificate() -> (TlsAcceptor, Vec<u8>) {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    (TlsAcceptor::from(Arc::new(config)), made.cert.der().to_vec())
}
