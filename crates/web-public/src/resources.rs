//! Files and links that belong to a session.

use std::path::{Component, Path};

use plenary_locale::Locale;
use plenary_model::programme::{ProgrammeSession, ResourceTarget};
use plenary_web::urls::{is_web_address, media};

pub struct Resource {
    pub name: String,
    pub url: String,
    pub icon: &'static str,
    pub is_file: bool,
    /// Empty where it is not known.
    pub size: String,
}

/// Links lead to the web, files to our own folder; anything else is left out. `folder`: where the files
/// lie, if their sizes are wanted.
pub fn resources(folder: Option<&Path>, locale: Locale, session: &ProgrammeSession) -> Vec<Resource> {
    let of_file = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    session
        .resources
        .iter()
        .filter_map(|resource| {
            let (url, fallback, file) = match &resource.target {
                ResourceTarget::Link(url) if is_web_address(url) => (url.clone(), url.clone(), None),
                ResourceTarget::Link(_) => return None,
                ResourceTarget::File(path) => (media(path).to_string(), of_file(path), Some(path)),
            };
            let name = match resource.description.trim() {
                "" => fallback,
                name => name.to_owned(),
            };
            let bytes = folder.zip(file).and_then(|(folder, path)| bytes(folder, path));
            Some(Resource {
                name,
                url,
                icon: if file.is_some() { "file" } else { "link" },
                is_file: file.is_some(),
                size: bytes.map(|bytes| size(locale, bytes)).unwrap_or_default(),
            })
        })
        .collect()
}

/// The length of a file below `folder`; a path that could leave it has none.
fn bytes(folder: &Path, path: &str) -> Option<u64> {
    let path = Path::new(path);
    if !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    std::fs::metadata(folder.join(path)).ok().filter(std::fs::Metadata::is_file).map(|file| file.len())
}

/// “340 kB”, “1.2 MB”
fn size(locale: Locale, bytes: u64) -> String {
    let tenths = bytes.saturating_add(50_000) / 100_000;
    match tenths {
        0..10 => locale.t_args("pages-size-kb", ("size", bytes.div_ceil(1000).max(1))),
        10..100 => locale.t_args("pages-size-mb-tenths", (("whole", tenths / 10), ("tenths", tenths % 10))),
        _ => locale.t_args("pages-size-mb", ("size", bytes.saturating_add(500_000) / 1_000_000)),
    }
    .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        let en = |bytes| size(Locale::EN, bytes);
        assert_eq!([en(0), en(1), en(340_000), en(949_999)], ["1 kB", "1 kB", "340 kB", "950 kB"]);
        assert_eq!([en(950_000), en(1_249_999), en(12_500_000)], ["1.0 MB", "1.2 MB", "13 MB"]);
        assert_eq!(size(Locale::find("de").unwrap(), 1_249_999), "1,2 MB");
    }

    #[test]
    fn only_files_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.pdf"), [0; 7]).unwrap();
        assert_eq!(bytes(folder.path(), "a.pdf"), Some(7));
        for other in ["b.pdf", "", ".", "../a.pdf", "/etc/passwd", "x/../a.pdf"] {
            assert_eq!(bytes(folder.path(), other), None, "{other}");
        }
    }
}
