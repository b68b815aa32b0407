//! Names of files relative to the media directory, as the database keeps them.

use std::fmt;

/// Longest name that a database column takes, in characters (data-model.md §1.1).
pub const MAX_PATH_CHARS: usize = 100;
/// Longest path and longest component that we accept, in bytes.
const MAX_BYTES: usize = 255;
/// Files being written carry it until they are complete.
pub(crate) const TEMPORARY_PREFIX: &str = ".plenary-tmp-";
const SUFFIX_LENGTH: usize = 7;

/// A relative path with `/` between its parts that cannot leave its directory by name. Kept byte for byte:
/// no Unicode normalisation, no change of case. Symbolic links are the store's business.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MediaPath(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    #[error("the file name is empty")]
    Empty,
    #[error("the file name is longer than 255 bytes")]
    TooLong,
    #[error("{0:?} is not a relative path without empty parts, \".\" and \"..\"")]
    NotRelative(String),
    #[error("{0:?} has a backslash or a control character")]
    Character(String),
    #[error("{0:?} is a reserved name")]
    Reserved(String),
    #[error("the random part must be seven letters or digits")]
    Suffix,
    #[error("{0:?} is not a file extension")]
    Extension(String),
}

impl MediaPath {
    pub fn new(path: impl Into<String>) -> Result<Self, PathError> {
        let path = path.into();
        if path.is_empty() {
            return Err(PathError::Empty);
        }
        if path.len() > MAX_BYTES {
            return Err(PathError::TooLong);
        }
        if path.chars().any(|c| c.is_control() || c == '\\') {
            return Err(PathError::Character(path));
        }
        // An absolute path starts with an empty part.
        if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
            return Err(PathError::NotRelative(path));
        }
        if path.split('/').any(|part| part.starts_with(TEMPORARY_PREFIX)) {
            return Err(PathError::Reserved(path));
        }
        Ok(Self(path))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The directory, empty for the media directory itself.
    pub fn parent(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(directory, _)| directory)
    }

    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(self.0.as_str(), |(_, name)| name)
    }

    /// What follows the last dot of the name, in lower case; empty if there is none.
    pub fn extension(&self) -> String {
        extension(self.file_name())
    }
}

pub(crate) fn extension(file_name: &str) -> String {
    match file_name.rsplit_once('.') {
        Some((base, extension)) if !base.is_empty() => extension.to_lowercase(),
        _ => String::new(),
    }
}

impl fmt::Display for MediaPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<std::path::Path> for MediaPath {
    fn as_ref(&self) -> &std::path::Path {
        self.0.as_ref()
    }
}

impl TryFrom<String> for MediaPath {
    type Error = PathError;

    fn try_from(path: String) -> Result<Self, PathError> {
        Self::new(path)
    }
}

impl std::str::FromStr for MediaPath {
    type Err = PathError;

    fn from_str(path: &str) -> Result<Self, PathError> {
        Self::new(path)
    }
}

/// `<dir>/<base>_<random7><ext>`. The base may be what a person called the file: characters other than
/// letters, digits, `-`, `_` and `.` are dropped, white space becomes `_`. It is shortened so that the path has
/// at most 100 characters. `ext` comes with or without its dot, or is empty; `random7` is seven characters of
/// `[A-Za-z0-9]`.
///
/// The reference counts the absolute path; we count what the column holds, so that names do not depend
/// on where Plenary is installed.
pub fn name_with_suffix(dir: &str, base: &str, ext: &str, random7: &str) -> Result<MediaPath, PathError> {
    if random7.len() != SUFFIX_LENGTH || !random7.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(PathError::Suffix);
    }
    let ext = ext.strip_prefix('.').unwrap_or(ext);
    if ext.len() > 10 || !ext.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(PathError::Extension(ext.to_owned()));
    }
    let dot = if ext.is_empty() { "" } else { "." };
    let tail = format!("_{random7}{dot}{ext}");
    let head = if dir.is_empty() { String::new() } else { format!("{dir}/") };
    let room_chars = MAX_PATH_CHARS.saturating_sub(head.chars().count() + tail.len());
    let room_bytes = MAX_BYTES.saturating_sub(head.len() + tail.len());
    let mut name = String::new();
    for c in clean(base).chars().take(room_chars) {
        if name.len() + c.len_utf8() > room_bytes {
            break;
        }
        name.push(c);
    }
    if name.is_empty() {
        return Err(PathError::TooLong);
    }
    MediaPath::new(format!("{head}{name}{tail}"))
}

fn clean(base: &str) -> String {
    let kept: String = base
        .trim()
        .chars()
        .map(|c| if c.is_whitespace() { '_' } else { c })
        .filter(|c| c.is_alphanumeric() || "-_.".contains(*c))
        .collect();
    let name = kept.trim_start_matches('.');
    if name.is_empty() { "file".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_and_unusual_names_are_kept_as_they_are() {
        for path in ["a", "avatars/ABC_x.webp", "é/e\u{301}.png", "…/..a", "a b/c..d", ".hidden", "emoji😀"]
        {
            assert_eq!(MediaPath::new(path).expect("valid").as_str(), path);
        }
    }

    #[test]
    fn hostile_names_are_refused() {
        let long = "x".repeat(256);
        let hostile = [
            "",
            "/",
            "/etc/passwd",
            "..",
            ".",
            "../x",
            "a/../../x",
            "a/..",
            "a/./b",
            "a//b",
            "a/",
            "//x",
            "a\0b",
            "a\nb",
            "a\\..\\b",
            "C:\\x",
            "a\u{85}b",
            ".plenary-tmp-1",
            "a/.plenary-tmp-1/b",
            &long,
        ];
        for path in hostile {
            assert!(MediaPath::new(path).is_err(), "{path:?}");
        }
    }

    #[test]
    fn parts() {
        let path = MediaPath::new("a/b/c.tar.GZ").expect("valid");
        assert_eq!((path.parent(), path.file_name(), path.extension().as_str()), ("a/b", "c.tar.GZ", "gz"));
        let path = MediaPath::new(".png").expect("valid");
        assert_eq!((path.parent(), path.extension().as_str()), ("", ""));
    }

    #[test]
    fn suffixed_names() {
        let cases = [
            ("avatars", "ABCDEF", "webp", "avatars/ABCDEF_aB3dE6g.webp"),
            ("avatars", "ABCDEF", ".webp", "avatars/ABCDEF_aB3dE6g.webp"),
            ("ev/submissions/X", "image", "", "ev/submissions/X/image_aB3dE6g"),
            ("", "x", "pdf", "x_aB3dE6g.pdf"),
            ("d", " My talk (final)", "pdf", "d/My_talk_final_aB3dE6g.pdf"),
            ("d", "../../etc/passwd", "txt", "d/etcpasswd_aB3dE6g.txt"),
            ("d", "Größe\0\n", "txt", "d/Größe_aB3dE6g.txt"),
            ("d", "///", "txt", "d/file_aB3dE6g.txt"),
        ];
        for (dir, base, ext, expected) in cases {
            assert_eq!(name_with_suffix(dir, base, ext, "aB3dE6g").expect("valid").as_str(), expected);
        }
    }

    #[test]
    fn the_base_is_cut_to_a_hundred_characters() {
        for base in ["x", "ü", "😀", "漢"] {
            let base = base.repeat(300);
            if let Ok(path) = name_with_suffix("event/img", &base, "png", "aB3dE6g") {
                assert!(path.as_str().chars().count() <= MAX_PATH_CHARS && path.as_str().len() <= 255);
                assert!(path.as_str().ends_with("_aB3dE6g.png"));
            }
        }
        let ascii = name_with_suffix("event/img", &"x".repeat(300), "png", "aB3dE6g").expect("valid");
        assert_eq!(ascii.as_str().len(), 100);
        assert!(name_with_suffix(&"d".repeat(86), "base", "png", "aB3dE6g").is_ok());
        assert_eq!(name_with_suffix(&"d".repeat(87), "base", "png", "aB3dE6g"), Err(PathError::TooLong));
    }

    #[test]
    fn what_is_not_a_suffix_or_extension() {
        assert_eq!(name_with_suffix("d", "b", "png", "short"), Err(PathError::Suffix));
        assert_eq!(name_with_suffix("d", "b", "png", "../../x"), Err(PathError::Suffix));
        assert!(name_with_suffix("d", "b", "p/ng", "aB3dE6g").is_err());
        assert!(name_with_suffix("../d", "b", "png", "aB3dE6g").is_err());
    }
}
