//! Trying a server out while somebody watches.

use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::settings::Settings;
use crate::address;
use crate::message::host_of;
use crate::smtp::{Connection, Dialogue, Failure, Misfit, Server};

/// What was said, and what was wrong if anything was.
#[derive(Clone, Debug)]
pub struct Report {
    pub dialogue: Dialogue,
    pub failure: Option<Failure>,
}

/// Connects, encrypts and logs in, and asks whether a mail from `sender` to the same address would
/// be welcome. No mail is sent.
pub async fn test_connection(settings: &Settings, server: &Server, sender: &str) -> Report {
    let secrets = server.login.iter().flat_map(|(user, password)| {
        let both = format!("\0{user}\0{password}");
        [password.clone(), STANDARD.encode(password), STANDARD.encode(user), STANDARD.encode(both)]
    });
    let dialogue = Arc::new(Mutex::new(Dialogue::new(secrets)));
    let failure = try_out(settings, server, sender, &dialogue).await.err();
    let dialogue = dialogue.lock().map(|dialogue| dialogue.clone()).unwrap_or_default();
    Report { dialogue, failure }
}

async fn try_out(
    settings: &Settings,
    server: &Server,
    sender: &str,
    dialogue: &Arc<Mutex<Dialogue>>,
) -> Result<(), Failure> {
    let sender = address::mailbox(sender).ok_or(Failure::Settings(Misfit::Sender))?.email;
    let name = host_of(&settings.site_url);
    let log = Some(dialogue.clone());
    let mut connection = Connection::open(server, &name, &settings.tls, settings.timeouts, log).await?;
    let result = connection.probe(&sender, &sender).await;
    connection.quit().await;
    result
}
