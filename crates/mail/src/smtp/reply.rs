//! What a server answers (RFC 5321 §4.2).

/// Longer ones are no answers but attacks on our memory.
const LONGEST_LINE: usize = 2_000;
const MOST_LINES: usize = 100;
/// Characters of the server's words that are kept and shown.
const SHOWN: usize = 400;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub code: u16,
    pub lines: Vec<String>,
}

impl Reply {
    /// A line's code, whether more lines follow, and its words. `None`: that is no SMTP.
    pub(super) fn line(raw: &[u8]) -> Option<(u16, bool, String)> {
        let digits = raw.get(..3)?;
        if !(b'2'..=b'5').contains(&digits[0]) || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let code = digits.iter().fold(0, |code, digit| code * 10 + u16::from(digit - b'0'));
        let (more, rest) = match raw.get(3) {
            None => (false, &[][..]),
            Some(b' ') => (false, &raw[4..]),
            Some(b'-') => (true, &raw[4..]),
            Some(_) => return None,
        };
        let words: String =
            String::from_utf8_lossy(rest).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        Some((code, more, words.trim().to_owned()))
    }

    pub fn is_positive(&self) -> bool {
        self.code < 400
    }

    /// Whether the same may be welcome later.
    pub fn is_temporary(&self) -> bool {
        (400..500).contains(&self.code)
    }

    /// In one line, not too long, for people.
    pub fn text(&self) -> String {
        let joined = self.lines.iter().filter(|line| !line.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        joined.chars().take(SHOWN).collect()
    }
}

/// Collects the lines of one reply.
#[derive(Default)]
pub(super) struct Collecting {
    lines: Vec<String>,
    code: Option<u16>,
}

impl Collecting {
    /// The whole reply after its last line; `Err` for what is no SMTP.
    pub fn add(&mut self, raw: &[u8]) -> Result<Option<Reply>, ()> {
        let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
        let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
        if raw.len() > LONGEST_LINE || self.lines.len() >= MOST_LINES {
            return Err(());
        }
        let (code, more, words) = Reply::line(raw).ok_or(())?;
        if self.code.is_some_and(|first| first != code) {
            return Err(());
        }
        self.code = Some(code);
        self.lines.push(words);
        Ok((!more).then(|| Reply { code, lines: std::mem::take(&mut self.lines) }))
    }
}

pub(super) const MOST_BYTES_OF_A_LINE: u64 = LONGEST_LINE as u64 + 2;

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(text: &str) -> Result<Option<Reply>, ()> {
        let mut collecting = Collecting::default();
        let mut last = Ok(None);
        for line in text.split_inclusive('\n') {
            last = collecting.add(line.as_bytes());
        }
        last
    }

    #[test]
    fn replies() {
        let found = reply("250-mail.example\r\n250-SIZE 1000\r\n250 STARTTLS\r\n").unwrap().unwrap();
        assert_eq!((found.code, found.lines.len()), (250, 3));
        assert_eq!(reply("250-mail.example\r\n").unwrap(), None, "more is to come");
        assert_eq!(reply("354\r\n").unwrap().unwrap().code, 354);
        let odd = reply("550 5.1.1 no \u{1b}[31msuch\tuser\r\n").unwrap().unwrap();
        assert_eq!(odd.text(), "5.1.1 no  [31msuch user");
        assert!(!odd.is_positive() && !odd.is_temporary());
        assert!(reply("421 later\n").unwrap().unwrap().is_temporary());
    }

    #[test]
    fn what_is_no_smtp() {
        for other in [
            "SSH-2.0-OpenSSH_9.6\r\n",
            "HTTP/1.1 400 Bad Request\r\n",
            "25\r\n",
            "250_x\r\n",
            "999 x\r\n",
            "250-a\r\n550 b\r\n",
            "\r\n",
        ] {
            assert!(reply(other).is_err(), "{other:?}");
        }
        assert!(reply(&format!("250 {}\r\n", "x".repeat(3_000))).is_err());
        assert!(reply(&"250-x\r\n".repeat(200)).is_err());
    }
}
