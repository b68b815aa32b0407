//! One connection to a server, and mails over it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lettre::Address;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::dialogue::{Dialogue, Speaker};
use super::failure::{Failure, Misfit};
use super::reply::{Collecting, MOST_BYTES_OF_A_LINE, Reply};
use super::server::{Security, Server};
use super::tls::Tls;

/// How long to wait for what.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// For the name, for each of its addresses, and for encryption.
    pub connect: Duration,
    /// For each answer.
    pub reply: Duration,
    /// For the answer to a whole message, which the server may have to check.
    pub data: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            reply: Duration::from_secs(45),
            data: Duration::from_secs(120),
        }
    }
}

/// Addresses of one name that are tried.
const MOST_ADDRESSES: usize = 3;

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

pub struct Connection {
    stream: BufReader<Box<dyn Stream>>,
    offers: Offers,
    timeouts: Timeouts,
    dialogue: Option<Arc<Mutex<Dialogue>>>,
    broken: bool,
    data_begun: bool,
    messages: u32,
}

/// What a server says that it can do.
#[derive(Clone, Debug, Default)]
struct Offers {
    start_tls: bool,
    utf8: bool,
    size: bool,
    logins: Vec<String>,
}

impl Offers {
    fn of(reply: &Reply) -> Self {
        let mut offers = Self::default();
        for line in reply.lines.iter().skip(1) {
            let upper = line.to_ascii_uppercase().replace('=', " ");
            let mut words = upper.split_ascii_whitespace();
            match words.next() {
                Some("STARTTLS") => offers.start_tls = true,
                Some("SMTPUTF8") => offers.utf8 = true,
                Some("SIZE") => offers.size = true,
                Some("AUTH") => offers.logins.extend(words.map(str::to_owned)),
                _ => {}
            }
        }
        offers
    }
}

/// Who took the message, and who did not.
#[derive(Debug, Default)]
pub struct Delivered {
    pub accepted: Vec<Address>,
    pub refused: Vec<(Address, Reply)>,
}

impl Connection {
    /// Connects, greets, encrypts and logs in. `name` is what we call ourselves.
    pub async fn open(
        server: &Server,
        name: &str,
        tls: &Tls,
        timeouts: Timeouts,
        dialogue: Option<Arc<Mutex<Dialogue>>>,
    ) -> Result<Self, Failure> {
        let tcp = connect(server, timeouts).await?;
        let stream: Box<dyn Stream> = match server.security {
            Security::Tls => Box::new(encrypt(tcp, server, tls, timeouts).await?),
            Security::Plain | Security::StartTls => Box::new(tcp),
        };
        let mut connection = Self {
            stream: BufReader::new(stream),
            offers: Offers::default(),
            timeouts,
            dialogue,
            broken: false,
            data_begun: false,
            messages: 0,
        };
        connection.note(&format!("connected to {} port {}", server.host, server.port));
        if server.security == Security::Tls {
            connection.note("encrypted");
        }
        let greeting = connection.reply("its greeting", timeouts.reply).await?;
        positive(greeting)?;
        connection.hello(name).await?;
        if server.security == Security::StartTls {
            connection = connection.start_tls(server, name, tls).await?;
        }
        if let Some((user, password)) = &server.login {
            connection.log_in(user, password).await?;
        }
        Ok(connection)
    }

    /// Whether it may be used for another mail.
    pub fn is_usable(&self) -> bool {
        !self.broken
    }

    /// Whether the server may have had the whole of a message whose fate is not known.
    pub fn may_have_delivered(&self) -> bool {
        self.data_begun
    }

    /// Messages that it has carried.
    pub fn messages(&self) -> u32 {
        self.messages
    }

    /// Hands over one message (lines with CRLF). Recipients that are refused do not hold up the
    /// others; when all are, the message is not sent.
    pub async fn send(
        &mut self,
        from: &Address,
        to: &[Address],
        message: &[u8],
    ) -> Result<Delivered, Failure> {
        let mut delivered = self.envelope(from, to, Some(message.len())).await?;
        if delivered.accepted.is_empty() {
            self.reset().await;
            return Ok(delivered);
        }
        let go = self.command("DATA", "DATA").await?;
        if go.code != 354 {
            self.reset().await;
            return if go.is_positive() { Err(self.not_smtp()) } else { Err(Failure::Refused(go)) };
        }
        self.data_begun = true;
        self.say(Speaker::Note, "the message");
        self.write(&stuffed(message), self.timeouts.data).await?;
        let reply = self.reply("the message", self.timeouts.data).await?;
        self.data_begun = false;
        self.messages += 1;
        if !reply.is_positive() {
            return Err(Failure::Refused(reply));
        }
        delivered.accepted.shrink_to_fit();
        Ok(delivered)
    }

    /// Asks whether a mail would be welcome, without sending one.
    pub async fn probe(&mut self, from: &Address, to: &Address) -> Result<(), Failure> {
        let delivered = self.envelope(from, std::slice::from_ref(to), None).await?;
        self.reset().await;
        match delivered.refused.into_iter().next() {
            Some((_, reply)) => Err(Failure::Refused(reply)),
            None => Ok(()),
        }
    }

    /// Says good-bye; whether that is heard does not matter.
    pub async fn quit(mut self) {
        if !self.broken {
            self.timeouts.reply = self.timeouts.reply.min(Duration::from_secs(2));
            let _ = self.command("QUIT", "QUIT").await;
        }
    }

    async fn envelope(
        &mut self,
        from: &Address,
        to: &[Address],
        size: Option<usize>,
    ) -> Result<Delivered, Failure> {
        let wide = !from.to_string().is_ascii() || to.iter().any(|address| !address.to_string().is_ascii());
        if wide && !self.offers.utf8 {
            return Err(Failure::Settings(Misfit::Ascii));
        }
        let mut command = format!("MAIL FROM:<{from}>");
        if let Some(size) = size.filter(|_| self.offers.size) {
            command.push_str(&format!(" SIZE={size}"));
        }
        if wide {
            command.push_str(" SMTPUTF8");
        }
        let reply = self.command(&command, &command).await?;
        if !reply.is_positive() {
            self.reset().await;
            return Err(Failure::Refused(reply));
        }
        let mut delivered = Delivered::default();
        for address in to {
            let command = format!("RCPT TO:<{address}>");
            let reply = self.command(&command, &command).await?;
            if reply.is_positive() {
                delivered.accepted.push(address.clone());
            } else {
                delivered.refused.push((address.clone(), reply));
            }
        }
        Ok(delivered)
    }

    async fn reset(&mut self) {
        if !self.broken && !matches!(self.command("RSET", "RSET").await, Ok(reply) if reply.is_positive()) {
            self.broken = true;
        }
    }

    async fn hello(&mut self, name: &str) -> Result<(), Failure> {
        let reply = self.command(&format!("EHLO {name}"), &format!("EHLO {name}")).await?;
        if reply.is_positive() {
            self.offers = Offers::of(&reply);
            return Ok(());
        }
        // Very old servers.
        if !matches!(reply.code, 500..=504) {
            return Err(Failure::Refused(reply));
        }
        let reply = self.command(&format!("HELO {name}"), &format!("HELO {name}")).await?;
        self.offers = Offers::default();
        positive(reply)
    }

    async fn start_tls(mut self, server: &Server, name: &str, tls: &Tls) -> Result<Self, Failure> {
        if !self.offers.start_tls {
            self.quit().await;
            return Err(Failure::Settings(Misfit::NoStartTls));
        }
        positive(self.command("STARTTLS", "STARTTLS").await?)?;
        // What was said before encryption, by whomever, must not be taken for an answer after it.
        if !self.stream.buffer().is_empty() {
            return Err(Failure::NotSmtp);
        }
        let stream = encrypt(self.stream.into_inner(), server, tls, self.timeouts).await?;
        self.stream = BufReader::new(Box::new(stream));
        self.note("encrypted");
        self.hello(name).await?;
        Ok(self)
    }

    async fn log_in(&mut self, user: &str, password: &str) -> Result<(), Failure> {
        let offers = |mechanism: &str| self.offers.logins.iter().any(|offered| offered == mechanism);
        let reply = if offers("PLAIN") {
            let secret = STANDARD.encode(format!("\0{user}\0{password}"));
            self.command(&format!("AUTH PLAIN {secret}"), "AUTH PLAIN ********").await?
        } else if offers("LOGIN") {
            let mut reply = self.command("AUTH LOGIN", "AUTH LOGIN").await?;
            for secret in [user, password] {
                if reply.code == 334 {
                    reply = self.command(&STANDARD.encode(secret), "********").await?;
                }
            }
            reply
        } else {
            return Err(Failure::Settings(Misfit::NoLogin));
        };
        match reply.code {
            200..=299 => Ok(()),
            300..=399 => Err(self.not_smtp()),
            _ => Err(Failure::Refused(reply)),
        }
    }

    /// `shown` is what the dialogue shows of the line.
    async fn command(&mut self, line: &str, shown: &str) -> Result<Reply, Failure> {
        // Values are checked before they get here; this is the last door.
        if line.chars().any(char::is_control) {
            return Err(Failure::Message("a command would have several lines".to_owned()));
        }
        self.say(Speaker::Us, shown);
        self.write(format!("{line}\r\n").as_bytes(), self.timeouts.reply).await?;
        let step = match line.split(' ').next() {
            Some("EHLO" | "HELO") => "HELO",
            Some("MAIL") => "MAIL",
            Some("RCPT") => "RCPT",
            Some("DATA") => "DATA",
            Some("STARTTLS") => "STARTTLS",
            _ => "log-in or end",
        };
        self.reply(step, self.timeouts.reply).await
    }

    async fn write(&mut self, bytes: &[u8], patience: Duration) -> Result<(), Failure> {
        let stream = self.stream.get_mut();
        let written = timeout(patience, async {
            stream.write_all(bytes).await?;
            stream.flush().await
        });
        let result = match written.await {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) => Failure::Unreachable(broken_line(&error)),
            Err(_) => Failure::Timeout("sending"),
        };
        self.broken = true;
        Err(result)
    }

    async fn reply(&mut self, step: &'static str, patience: Duration) -> Result<Reply, Failure> {
        let result = match timeout(patience, self.read_reply()).await {
            Ok(result) => result,
            Err(_) => Err(Failure::Timeout(step)),
        };
        match &result {
            // "I am closing the channel."
            Ok(reply) if reply.code == 421 => self.broken = true,
            Ok(_) => {}
            Err(_) => self.broken = true,
        }
        result
    }

    async fn read_reply(&mut self) -> Result<Reply, Failure> {
        let mut collecting = Collecting::default();
        let mut line = Vec::new();
        loop {
            line.clear();
            let mut bounded = (&mut self.stream).take(MOST_BYTES_OF_A_LINE);
            let read = bounded.read_until(b'\n', &mut line).await;
            if read.map_err(|error| Failure::Unreachable(broken_line(&error)))? == 0 {
                return Err(Failure::Unreachable("it closed the connection".to_owned()));
            }
            if !line.ends_with(b"\n") && line.len() as u64 >= MOST_BYTES_OF_A_LINE {
                return Err(Failure::NotSmtp);
            }
            // What is no mail server is not quoted: it is none of an organiser's business.
            match collecting.add(&line) {
                Err(()) => return Err(Failure::NotSmtp),
                Ok(whole) => {
                    self.say(Speaker::Server, &String::from_utf8_lossy(&line));
                    if let Some(reply) = whole {
                        return Ok(reply);
                    }
                }
            }
        }
    }

    fn not_smtp(&mut self) -> Failure {
        self.broken = true;
        Failure::NotSmtp
    }

    fn note(&self, text: &str) {
        self.say(Speaker::Note, text);
    }

    fn say(&self, speaker: Speaker, text: &str) {
        if let Some(dialogue) = &self.dialogue
            && let Ok(mut dialogue) = dialogue.lock()
        {
            dialogue.add(speaker, text);
        }
    }
}

fn positive(reply: Reply) -> Result<(), Failure> {
    if reply.is_positive() { Ok(()) } else { Err(Failure::Refused(reply)) }
}

async fn connect(server: &Server, timeouts: Timeouts) -> Result<TcpStream, Failure> {
    if server.security == Security::Plain && server.login.is_some() {
        tracing::debug!(host = server.host, "logging in to a mail server without encryption");
    }
    let mut last = Failure::Unreachable("its name is not known".to_owned());
    for address in server.addresses(timeouts.connect).await?.into_iter().take(MOST_ADDRESSES) {
        match timeout(timeouts.connect, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => {
                let _ = stream.set_nodelay(true);
                return Ok(stream);
            }
            Ok(Err(error)) => last = Failure::Unreachable(broken_line(&error)),
            Err(_) => last = Failure::Timeout("connecting"),
        }
    }
    Err(last)
}

async fn encrypt<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    server: &Server,
    tls: &Tls,
    timeouts: Timeouts,
) -> Result<tokio_rustls::client::TlsStream<S>, Failure> {
    let name = Tls::name(&server.host)?;
    match timeout(timeouts.connect, tls.connector().connect(name, stream)).await {
        Ok(Ok(stream)) => Ok(stream),
        // Errors of TLS itself come wrapped; anything else is the line.
        Ok(Err(error)) if error.get_ref().is_some_and(|inner| inner.is::<tokio_rustls::rustls::Error>()) => {
            Err(Failure::Tls(error.to_string()))
        }
        Ok(Err(error)) => Err(Failure::Unreachable(broken_line(&error))),
        Err(_) => Err(Failure::Timeout("encryption")),
    }
}

fn broken_line(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::ConnectionRefused => "nobody listens there".to_owned(),
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => {
            "it closed the connection".to_owned()
        }
        ErrorKind::UnexpectedEof => "it closed the connection".to_owned(),
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => "there is no way to it".to_owned(),
        _ => "the connection failed".to_owned(),
    }
}

/// The message as it goes over the line: dots at the start of a line doubled, the end marked.
fn stuffed(message: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(message.len() + message.len() / 50 + 5);
    for line in message.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(b".") {
            out.push(b'.');
        }
        out.extend_from_slice(line);
    }
    if !out.ends_with(b"\r\n") {
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b".\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_dot_does_not_end_the_message() {
        let out = stuffed(b"a\r\n.\r\n..b\r\n.c");
        assert_eq!(String::from_utf8(out).unwrap(), "a\r\n..\r\n...b\r\n..c\r\n.\r\n");
        assert_eq!(stuffed(b""), b"\r\n.\r\n");
    }

    #[test]
    fn what_servers_offer() {
        let lines = ["mail.example", "SIZE 100", "AUTH PLAIN LOGIN", "AUTH=CRAM-MD5", "starttls", "SMTPUTF8"];
        let offers = Offers::of(&Reply { code: 250, lines: lines.map(str::to_owned).to_vec() });
        assert!(offers.start_tls && offers.size && offers.utf8);
        assert_eq!(offers.logins, ["PLAIN", "LOGIN", "CRAM-MD5"]);
        // The first line is its name, whatever that is.
        let offers = Offers::of(&Reply { code: 250, lines: vec!["STARTTLS".to_owned()] });
        assert!(!offers.start_tls);
    }
}
