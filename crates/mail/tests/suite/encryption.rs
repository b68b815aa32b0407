//! Encryption, log-in, and what people see who try a server out.

use std::time::Duration;

use plenary_mail::delivery::{Report, Settings, test_connection};
use plenary_mail::smtp::{Failure, Misfit, Security, Server, Timeouts, Tls, Trust};

use crate::server::{Act, Setup, Sink, Stage, certificate};

pub const QUICK: Timeouts = Timeouts {
    connect: Duration::from_millis(2_000),
    reply: Duration::from_millis(400),
    data: Duration::from_millis(400),
};

pub fn server(port: u16, security: Security) -> Server {
    Server { host: "localhost".into(), port, security, login: None, trust: Trust::Operator }
}

pub fn settings(server: Option<Server>, tls: Tls) -> Settings {
    Settings {
        from: "Our Conferences <us@ours.example>".into(),
        server,
        site_url: "https://talks.ours.example".into(),
        debug: false,
        private_servers: false,
        tls,
        timeouts: QUICK,
    }
}

pub fn own_roots() -> Tls {
    Tls::of_machine().unwrap()
}

async fn try_out(server: &Server, tls: Tls) -> Report {
    test_connection(&settings(None, tls), server, "us@ours.example").await
}

fn login(user: &str, password: &str) -> Option<(String, String)> {
    Some((user.to_owned(), password.to_owned()))
}

#[tokio::test]
async fn start_tls() {
    let (acceptor, root) = certificate();
    let sink =
        Sink::start(Setup { start_tls: Some(acceptor), ..Default::default() }, |_, _, _| Act::Welcome).await;
    let server = server(sink.port, Security::StartTls);

    let report = try_out(&server, Tls::trusting(root).unwrap()).await;
    assert_eq!(report.failure, None, "{}", report.dialogue);
    let text = report.dialogue.to_string();
    let order = [
        "* connected",
        "< 220",
        "> EHLO",
        "> STARTTLS",
        "* encrypted",
        "> EHLO",
        "> MAIL",
        "> RCPT",
        "> RSET",
    ];
    let mut at = 0;
    for step in order {
        at += text[at..].find(step).unwrap_or_else(|| panic!("{step} is not in its place: {text}"));
    }

    // Somebody in between with another certificate.
    let report = try_out(&server, own_roots()).await;
    assert!(matches!(report.failure, Some(Failure::Tls(_))), "{:?}", report.failure);
    let (_, other) = certificate();
    let report = try_out(&server, Tls::trusting(other).unwrap()).await;
    assert!(matches!(report.failure, Some(Failure::Tls(_))), "{:?}", report.failure);
    // The right certificate for another name.
    let (acceptor, root) = certificate();
    let sink = Sink::start(Setup { tls: Some(acceptor), ..Default::default() }, |_, _, _| Act::Welcome).await;
    let by_number = Server { host: "127.0.0.1".into(), ..self::server(sink.port, Security::Tls) };
    let report = try_out(&by_number, Tls::trusting(root).unwrap()).await;
    assert!(matches!(report.failure, Some(Failure::Tls(_))), "{:?}", report.failure);
}

#[tokio::test]
async fn nothing_is_said_in_the_clear_where_encryption_is_asked_for() {
    let sink = Sink::start(
        Setup { login: Some(("jo".into(), "hunter2".into(), "PLAIN LOGIN")), ..Default::default() },
        |_, _, _| Act::Welcome,
    )
    .await;
    let server = Server { login: login("jo", "hunter2"), ..server(sink.port, Security::StartTls) };
    let report = try_out(&server, own_roots()).await;
    assert_eq!(report.failure, Some(Failure::Settings(Misfit::NoStartTls)));
    let heard = sink.heard.lock().unwrap().join("\n");
    assert!(!heard.contains("AUTH") && !heard.contains("MAIL"), "{heard}");
}

#[tokio::test]
async fn what_is_said_before_encryption_does_not_count_after_it() {
    let (acceptor, root) = certificate();
    let injected = Some("\r\n250-mail.example\r\n250 AUTH PLAIN");
    let setup = Setup { start_tls: Some(acceptor), injected, ..Default::default() };
    let sink = Sink::start(setup, |_, _, _| Act::Welcome).await;
    let server = Server { login: login("jo", "hunter2"), ..server(sink.port, Security::StartTls) };
    let report = try_out(&server, Tls::trusting(root).unwrap()).await;
    assert_eq!(report.failure, Some(Failure::NotSmtp));
    assert!(!sink.heard.lock().unwrap().iter().any(|line| line.starts_with("AUTH")));
}

#[tokio::test]
async fn encrypted_from_the_start() {
    let (acceptor, root) = certificate();
    let sink = Sink::start(Setup { tls: Some(acceptor), ..Default::default() }, |_, _, _| Act::Welcome).await;
    let report = try_out(&server(sink.port, Security::Tls), Tls::trusting(root.clone()).unwrap()).await;
    assert_eq!(report.failure, None, "{}", report.dialogue);

    // A server that does not speak TLS there.
    let sink = Sink::friendly().await;
    let report = try_out(&server(sink.port, Security::Tls), Tls::trusting(root).unwrap()).await;
    assert!(matches!(report.failure, Some(Failure::Tls(_))), "{:?}", report.failure);
}

#[tokio::test]
async fn log_in() {
    for mechanisms in ["PLAIN", "LOGIN", "CRAM-MD5 LOGIN PLAIN"] {
        let setup =
            Setup { login: Some(("jö".into(), "p\"w 😀".into(), mechanisms)), ..Default::default() };
        let sink = Sink::start(setup, |_, _, _| Act::Welcome).await;
        let server = server(sink.port, Security::Plain);
        let right = Server { login: login("jö", "p\"w 😀"), ..server.clone() };
        let report = try_out(&right, own_roots()).await;
        assert_eq!(report.failure, None, "{mechanisms}: {}", report.dialogue);

        let wrong = Server { login: login("jö", "hunter2"), ..server.clone() };
        let report = try_out(&wrong, own_roots()).await;
        let Some(failure) = report.failure else { panic!("a wrong password is let in") };
        assert_eq!((failure.code(), failure.is_temporary()), (Some(535), false));
        let text = report.dialogue.to_string();
        for secret in ["hunter2", "aHVudGVyMg==", "AGrDtgBodW50ZXIy"] {
            assert!(!text.contains(secret), "{text}");
        }
        assert!(text.contains("********") && text.contains("535"), "{text}");

        let report = try_out(&server, own_roots()).await;
        assert_eq!(report.failure.and_then(|failure| failure.code()), Some(530), "without a log-in");
    }
    let setup = Setup { login: Some(("jo".into(), "x".into(), "CRAM-MD5")), ..Default::default() };
    let sink = Sink::start(setup, |_, _, _| Act::Welcome).await;
    let server = Server { login: login("jo", "x"), ..server(sink.port, Security::Plain) };
    let report = try_out(&server, own_roots()).await;
    assert_eq!(report.failure, Some(Failure::Settings(Misfit::NoLogin)));
}

#[tokio::test]
async fn a_server_that_repeats_the_password_does_not_get_it_shown() {
    let sink = Sink::start(Setup::default(), |stage, _, _| match stage {
        Stage::Mail => Act::Say("550 you said hunter2 and aHVudGVyMg=="),
        _ => Act::Welcome,
    })
    .await;
    let setup = Setup { login: Some(("jo".into(), "hunter2".into(), "PLAIN")), ..Default::default() };
    let with_login = Sink::start(setup, |stage, _, _| match stage {
        Stage::Mail => Act::Say("550 you said hunter2 and aHVudGVyMg=="),
        _ => Act::Welcome,
    })
    .await;
    let plain = try_out(&server(sink.port, Security::Plain), own_roots()).await;
    assert!(plain.dialogue.to_string().contains("hunter2"), "it is no secret there");
    let server = Server { login: login("jo", "hunter2"), ..server(with_login.port, Security::Plain) };
    let text = try_out(&server, own_roots()).await.dialogue.to_string();
    assert!(text.contains("550") && !text.contains("hunter2") && !text.contains("aHVudGVyMg=="), "{text}");
}

#[tokio::test]
async fn what_can_be_wrong_with_a_server() {
    let nobody = {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap().port()
    };
    let report = try_out(&server(nobody, Security::Plain), own_roots()).await;
    assert!(matches!(report.failure, Some(Failure::Unreachable(_))), "{:?}", report.failure);

    let silent = Sink::start(Setup::default(), |_, _, _| Act::Silence).await;
    let report = try_out(&server(silent.port, Security::Plain), own_roots()).await;
    assert_eq!(report.failure, Some(Failure::Timeout("its greeting")));

    let ssh = Sink::start(Setup::default(), |_, _, _| Act::Say("SSH-2.0-OpenSSH_9.6 secret-build")).await;
    let report = try_out(&server(ssh.port, Security::Plain), own_roots()).await;
    assert_eq!(report.failure, Some(Failure::NotSmtp));
    assert!(!report.dialogue.to_string().contains("secret-build"), "other services are not read out");

    let closed = Sink::start(Setup::default(), |_, _, _| Act::HangUp).await;
    let report = try_out(&server(closed.port, Security::Plain), own_roots()).await;
    assert!(matches!(report.failure, Some(Failure::Unreachable(_))));

    let unwilling = Sink::start(Setup::default(), |_, _, _| Act::Say("554 no service here")).await;
    let report = try_out(&server(unwilling.port, Security::Plain), own_roots()).await;
    assert_eq!(report.failure.and_then(|failure| failure.code()), Some(554));

    let friendly = Sink::friendly().await;
    let report =
        test_connection(&settings(None, own_roots()), &server(friendly.port, Security::Plain), "nobody")
            .await;
    assert_eq!(report.failure, Some(Failure::Settings(Misfit::Sender)));
    assert_eq!(friendly.count(), 0, "a test sends no mail");

    // What an organiser typed must not lead to this machine.
    let organisers = Trust::Organiser { private_allowed: false };
    let inside = Server { trust: organisers, ..server(friendly.port, Security::StartTls) };
    let before = friendly.connections.load(std::sync::atomic::Ordering::SeqCst);
    let report = try_out(&inside, own_roots()).await;
    assert_eq!(report.failure, Some(Failure::Settings(Misfit::PrivateAddress)));
    assert_eq!(report.dialogue.to_string(), "");
    assert_eq!(friendly.connections.load(std::sync::atomic::Ordering::SeqCst), before, "nobody called");
}

#[test]
fn every_failure_has_a_sentence() {
    use plenary_locale::LOCALES;
    let failures = Misfit::ALL.map(Failure::Settings).into_iter().chain([
        Failure::Unreachable(String::new()),
        Failure::Timeout(""),
        Failure::Tls(String::new()),
        Failure::NotSmtp,
        Failure::NoRecipient,
        Failure::Message(String::new()),
    ]);
    for kind in failures.map(|failure| failure.kind()).chain(["refused", "lost", "of another version"]) {
        let message = Failure::message_of_kind(kind);
        for locale in LOCALES {
            assert_ne!(locale.message(&message), message.key, "{kind}");
        }
        assert_eq!(message.key == "system-mail-failed-other", kind == "of another version", "{kind}");
    }
}
