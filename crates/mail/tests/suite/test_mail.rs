use plenary_locale::Locale;
use plenary_mail::delivery::send_test;
use plenary_mail::smtp::{Failure, Misfit, Security};
use plenary_model::Timestamp;
use uuid::Uuid;

use crate::encryption::{own_roots, server, settings};
use crate::server::{Act, Setup, Sink, Stage};

const NOW: i64 = 1_790_000_000_000_000;

#[tokio::test]
async fn a_test_mail_arrives_and_the_dialogue_is_told() {
    let sink = Sink::friendly().await;
    let mut server = server(sink.port, Security::Plain);
    server.host = "127.0.0.1".into();
    let settings = settings(Some(server), own_roots());
    let now = Timestamp::from_micros(NOW);
    let report = send_test(&settings, "ada@example.net", Locale::EN, Uuid::nil(), now).await;
    assert_eq!(report.failure, None, "{}", report.dialogue);
    assert_eq!(sink.count(), 1);
    let text = report.dialogue.to_string();
    assert!(text.contains("> RCPT TO:<ada@example.net>") && text.contains("> QUIT"), "{text}");
}

#[tokio::test]
async fn what_the_server_refuses_is_told() {
    let plan = |stage: Stage, _: &str, _: usize| match stage {
        Stage::Rcpt => Act::Say("550 no such user <b>"),
        _ => Act::Welcome,
    };
    let sink = Sink::start(Setup::default(), plan).await;
    let mut server = server(sink.port, Security::Plain);
    server.host = "127.0.0.1".into();
    let settings = settings(Some(server), own_roots());
    let now = Timestamp::from_micros(NOW);
    let report = send_test(&settings, "ada@example.net", Locale::EN, Uuid::nil(), now).await;
    assert!(matches!(report.failure, Some(Failure::Refused(reply)) if reply.code == 550));
    assert_eq!(sink.count(), 0);
    let bad = send_test(&settings, "nobody", Locale::EN, Uuid::nil(), now).await;
    assert_eq!(bad.failure, Some(Failure::NoRecipient));
}

#[tokio::test]
async fn without_a_server_there_is_nothing_to_say() {
    let now = Timestamp::from_micros(NOW);
    let settings = settings(None, own_roots());
    let report = send_test(&settings, "ada@example.net", Locale::EN, Uuid::nil(), now).await;
    assert_eq!(report.failure, Some(Failure::Settings(Misfit::NoServer)));
    assert!(report.dialogue.lines.is_empty());
}
