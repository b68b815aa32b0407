//! Connections that wait for the next mail, and servers that are better left alone for a while.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lettre::Address;
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::smtp::{Connection, Delivered, Failure, Server, Timeouts, Tls};

/// An idle connection is closed after this.
const IDLE: Duration = Duration::from_secs(15);
/// Servers like a good-bye now and then.
const MESSAGES: u32 = 100;
/// A server that does not answer is not asked again before this: a dead one must not keep the mails
/// for others waiting, one time-out after the other.
const LEAVE_ALONE: Duration = Duration::from_secs(20);

struct Idle {
    connection: Connection,
    since: Instant,
}

#[derive(Default)]
struct Shelf {
    idle: HashMap<Server, Vec<Idle>>,
    down: HashMap<Server, (Instant, Failure)>,
}

pub(super) struct Pool {
    name: String,
    tls: Tls,
    timeouts: Timeouts,
    shelf: Arc<Mutex<Shelf>>,
    sweeping: Arc<AtomicBool>,
}

impl Pool {
    /// `name`: what we call ourselves.
    pub fn new(name: String, tls: Tls, timeouts: Timeouts) -> Self {
        Self { name, tls, timeouts, shelf: Arc::default(), sweeping: Arc::default() }
    }

    /// Hands over one message.
    pub async fn send(
        &self,
        server: &Server,
        from: &Address,
        to: &[Address],
        message: &[u8],
    ) -> Result<Delivered, Failure> {
        // The server may have closed an idle connection without our noticing: as long as it has not
        // seen the message, the next connection may try.
        while let Some(mut connection) = self.take(server).await {
            let result = connection.send(from, to, message).await;
            let is_stale = !connection.is_usable() && !connection.may_have_delivered();
            self.give_back(server, connection).await;
            if result.is_ok() || !is_stale {
                return result;
            }
        }
        self.ask_down(server).await?;
        let opened = Connection::open(server, &self.name, &self.tls, self.timeouts, None).await;
        let mut connection = match opened {
            Ok(connection) => connection,
            Err(failure) => {
                if matches!(failure, Failure::Unreachable(_) | Failure::Timeout(_) | Failure::NotSmtp) {
                    let until = Instant::now() + LEAVE_ALONE;
                    self.shelf.lock().await.down.insert(server.clone(), (until, failure.clone()));
                }
                return Err(failure);
            }
        };
        let result = connection.send(from, to, message).await;
        self.give_back(server, connection).await;
        result
    }

    async fn ask_down(&self, server: &Server) -> Result<(), Failure> {
        let mut shelf = self.shelf.lock().await;
        match shelf.down.get(server) {
            Some((until, failure)) if *until > Instant::now() => Err(failure.clone()),
            Some(_) => {
                shelf.down.remove(server);
                Ok(())
            }
            None => Ok(()),
        }
    }

    async fn take(&self, server: &Server) -> Option<Connection> {
        let mut shelf = self.shelf.lock().await;
        let idle = shelf.idle.get_mut(server)?;
        while let Some(entry) = idle.pop() {
            if entry.since.elapsed() < IDLE {
                return Some(entry.connection);
            }
        }
        None
    }

    async fn give_back(&self, server: &Server, connection: Connection) {
        if !connection.is_usable() {
            return;
        }
        if connection.messages() >= MESSAGES {
            connection.quit().await;
            return;
        }
        let entry = Idle { connection, since: Instant::now() };
        self.shelf.lock().await.idle.entry(server.clone()).or_default().push(entry);
        self.sweep();
    }

    /// Closes what was idle for too long, until nothing is left.
    fn sweep(&self) {
        if self.sweeping.swap(true, Ordering::AcqRel) {
            return;
        }
        let (shelf, sweeping) = (self.shelf.clone(), self.sweeping.clone());
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(IDLE).await;
                let mut old = Vec::new();
                let is_empty = {
                    let mut shelf = shelf.lock().await;
                    for idle in shelf.idle.values_mut() {
                        let (keep, gone): (Vec<_>, Vec<_>) =
                            std::mem::take(idle).into_iter().partition(|entry| entry.since.elapsed() < IDLE);
                        *idle = keep;
                        old.extend(gone);
                    }
                    shelf.idle.retain(|_, idle| !idle.is_empty());
                    let is_empty = shelf.idle.is_empty();
                    if is_empty {
                        sweeping.store(false, Ordering::Release);
                    }
                    is_empty
                };
                for entry in old {
                    entry.connection.quit().await;
                }
                if is_empty {
                    return;
                }
            }
        });
    }
}
