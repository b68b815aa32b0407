//! To whom a mail goes.

use std::collections::HashSet;

use lettre::Address;
use lettre::message::Mailbox;
use plenary_model::Result;
use plenary_store::entity::queued_mail;
use plenary_store::sea_orm::ConnectionTrait;

use crate::{address, speakers};

/// Hosts that belong to nobody: mail for them is not sent, except in debug mode.
const NOBODYS: [&str; 3] = ["localhost", "example.org", "example.com"];

#[derive(Debug, Default)]
pub(super) struct Recipients {
    pub to: Vec<Mailbox>,
    pub cc: Vec<Mailbox>,
    pub bcc: Vec<Mailbox>,
    /// Entries that are no addresses.
    pub unusable: Vec<String>,
}

/// One copy of a mail: whom its header names, and who gets it.
#[derive(Debug, PartialEq)]
pub(super) struct Copy {
    pub shown: Vec<Mailbox>,
    pub to: Vec<Address>,
}

/// Reads the speakers of a mail and what was typed. At most three statements.
pub(super) async fn of_mail(
    db: &impl ConnectionTrait,
    mail: &queued_mail::Model,
    debug: bool,
) -> Result<Recipients> {
    let mut found = Recipients::default();
    let mut seen = HashSet::new();
    if mail.event_id.is_some() {
        let speakers = speakers::of_mails(db, &[mail.id]).await?;
        for speaker in speakers.values().flatten() {
            found.add(&speaker.email, Some(&speaker.name), |found| &mut found.to, &mut seen, debug);
        }
    }
    let typed = |text: &Option<String>| text.clone().unwrap_or_default();
    for entry in address::entries(&typed(&mail.recipients)) {
        found.add(entry, None, |found| &mut found.to, &mut seen, debug);
    }
    for entry in address::entries(&typed(&mail.cc)) {
        found.add(entry, None, |found| &mut found.cc, &mut seen, debug);
    }
    for entry in address::entries(&typed(&mail.bcc)) {
        found.add(entry, None, |found| &mut found.bcc, &mut seen, debug);
    }
    Ok(found)
}

impl Recipients {
    fn add(
        &mut self,
        entry: &str,
        name: Option<&str>,
        place: impl Fn(&mut Self) -> &mut Vec<Mailbox>,
        seen: &mut HashSet<String>,
        debug: bool,
    ) {
        let mailbox = match name {
            Some(name) => address::parse(entry).map(|email| address::named(name, email)),
            None => address::mailbox(entry),
        };
        let Some(mailbox) = mailbox else {
            self.unusable.push(entry.chars().take(254).collect());
            return;
        };
        let host = mailbox.email.domain().to_ascii_lowercase();
        if !debug && NOBODYS.contains(&host.as_str()) {
            return;
        }
        if seen.insert(mailbox.email.to_string().to_lowercase()) {
            place(self).push(mailbox);
        }
    }

    /// Who gets what: one copy for each person the mail is to, which does not name the others, and
    /// one for all who only get to know of it. Those in `done` have theirs already.
    pub fn copies(&self, done: &[String]) -> Vec<Copy> {
        let address = |mailbox: &Mailbox| mailbox.email.clone();
        let silent: Vec<Address> = self.cc.iter().chain(&self.bcc).map(address).collect();
        let mut copies: Vec<Copy> = Vec::with_capacity(self.to.len() + 1);
        for mailbox in &self.to {
            copies.push(Copy { shown: vec![mailbox.clone()], to: vec![address(mailbox)] });
        }
        match copies.as_mut_slice() {
            [only] => only.to.extend(silent),
            [] => {}
            _ if silent.is_empty() => {}
            _ => copies.push(Copy { shown: self.to.clone(), to: silent }),
        }
        for copy in &mut copies {
            copy.to.retain(|address| !done.contains(&address.to_string()));
        }
        copies.retain(|copy| !copy.to.is_empty());
        copies
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(to: &[&str], cc: &[&str], bcc: &[&str]) -> Recipients {
        let mut found = Recipients::default();
        let mut seen = HashSet::new();
        for entry in to {
            found.add(entry, None, |found| &mut found.to, &mut seen, false);
        }
        for entry in cc {
            found.add(entry, None, |found| &mut found.cc, &mut seen, false);
        }
        for entry in bcc {
            found.add(entry, None, |found| &mut found.bcc, &mut seen, false);
        }
        found
    }

    fn sent(recipients: &Recipients, done: &[&str]) -> Vec<(usize, Vec<String>)> {
        let done: Vec<String> = done.iter().map(|text| (*text).to_owned()).collect();
        let copies = recipients.copies(&done);
        copies.into_iter().map(|c| (c.shown.len(), c.to.iter().map(|a| a.to_string()).collect())).collect()
    }

    #[test]
    fn everybody_gets_one_copy() {
        let one = of(&["a@x.example"], &["c@x.example"], &["b@x.example", "A@x.example"]);
        let all: Vec<String> = ["a@x.example", "c@x.example", "b@x.example"].map(str::to_owned).to_vec();
        assert_eq!(sent(&one, &[]), [(1, all)]);
        let two = of(&["a@x.example", "d@x.example"], &[], &["b@x.example"]);
        let alone = |a: &str| vec![a.to_owned()];
        assert_eq!(
            sent(&two, &[]),
            [(1, alone("a@x.example")), (1, alone("d@x.example")), (2, alone("b@x.example"))]
        );
        assert_eq!(sent(&two, &["a@x.example", "b@x.example"]), [(1, alone("d@x.example"))]);
        assert!(sent(&of(&[], &["c@x.example"], &[]), &[]).is_empty(), "a mail to nobody");
    }

    #[test]
    fn nobodys_hosts_are_exact() {
        let found = of(
            &["a@example.org", "b@EXAMPLE.com", "c@localhost", "d@notexample.org", "e@x.example.org"],
            &[],
            &[],
        );
        let kept: Vec<String> = found.to.iter().map(|mailbox| mailbox.email.to_string()).collect();
        assert_eq!(kept, ["d@notexample.org", "e@x.example.org"]);
        let broken = of(&["jane", "a@x.example\r\nBcc: b@x.example", "Jane <j@x.example>"], &[], &[]);
        assert_eq!((broken.to.len(), broken.unusable.len()), (1, 2));
    }
}
