//! The embedded text pools of `content/`: lines under `[headings]`, `#` comments between them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(crate) struct Pool(BTreeMap<&'static str, Vec<&'static str>>);

impl Pool {
    fn parse(texts: &[&'static str]) -> Self {
        let mut sections = BTreeMap::<_, Vec<_>>::new();
        let mut heading = "";
        for line in texts.iter().flat_map(|text| text.lines()) {
            if line.trim().is_empty() || line.starts_with("# ") {
                continue;
            }
            match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                Some(name) => heading = name,
                None => sections.entry(heading).or_default().push(line),
            }
        }
        Self(sections)
    }

    /// The lines under a heading; none if there is no such heading.
    pub fn lines(&self, heading: &str) -> &[&'static str] {
        self.0.get(heading).map_or(&[], Vec::as_slice)
    }

    pub fn sections(&self) -> impl Iterator<Item = (&'static str, &[&'static str])> {
        self.0.iter().map(|(name, lines)| (*name, lines.as_slice()))
    }
}

/// The parts of a line that are separated by ` | `.
pub(crate) fn parts<const N: usize>(line: &'static str) -> [&'static str; N] {
    let mut parts = line.split(" | ");
    std::array::from_fn(|_| parts.next().unwrap_or_default().trim())
}

/// Replaces `{name}` by its value and `\n` by a line break.
pub(crate) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = template.replace("\\n", "\n");
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    // “io_uring” is written small wherever it stands.
    match letters.next() {
        Some(first) if !text.starts_with("io_") => first.to_uppercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

macro_rules! pools {
    ($($(#[$doc:meta])* $name:ident = $($file:literal),+;)*) => {
        $($(#[$doc])* pub(crate) static $name: LazyLock<Pool> =
            LazyLock::new(|| Pool::parse(&[$(include_str!(concat!("../content/", $file))),+]));)*
    };
}

pools! {
    /// One track per line: key, family, names, descriptions.
    TRACKS = "tracks.txt";
    /// Under each track's key: topic and what is difficult about it.
    TOPICS = "en/topics-1.txt", "en/topics-2.txt";
    TITLES = "en/titles.txt";
    ABSTRACTS = "en/abstracts.txt";
    CODE = "en/code.txt";
    CONTEXT = "en/context.txt";
    PEOPLE = "en/people.txt";
    REVIEWS = "en/reviews.txt";
    FEEDBACK = "en/feedback.txt";
    /// Rooms, breaks, tags, comments of versions, reviewers.
    FRAME = "frame.txt";
    NAMES = "names.txt";
    UNUSUAL_NAMES = "unusual-names.txt";
}

macro_rules! languages {
    ($($code:literal),+ $(,)?) => {
        /// What is said in languages other than English, by language code.
        pub(crate) static LANGUAGES: LazyLock<BTreeMap<&'static str, Pool>> = LazyLock::new(|| {
            BTreeMap::from([$(($code, Pool::parse(&[include_str!(concat!("../content/lang/", $code, ".txt"))]))),+])
        });
    };
}

languages!(
    "ar", "cs", "de", "el", "es", "fr", "he", "hi", "it", "ja", "ko", "nl", "pl", "pt-br", "tr", "uk", "vi",
    "zh-hans",
);
