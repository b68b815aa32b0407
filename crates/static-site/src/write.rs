//! The files, in a folder or a ZIP archive. What was there before stays until the new one is complete.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::crawl::{Found, Site};
use crate::file::file_of;
use crate::icons::Sprite;
use crate::link;

/// Files that are compressed already.
const COMPRESSED: [&str; 6] = ["png", "jpg", "jpeg", "webp", "woff2", "zip"];

/// Writes `FOLDER/<event>/…`, replacing what is there.
pub fn to_folder(site: &Site, folder: &Path) -> io::Result<PathBuf> {
    let (target, new) = (folder.join(&site.slug), folder.join(format!("{}-new", site.slug)));
    remove(&new)?;
    for (file, bytes) in files(site) {
        let path = new.join(&file);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    // Two renames: for a moment there is none, never half of one.
    let old = folder.join(format!("{}-old", site.slug));
    remove(&old)?;
    if target.exists() {
        fs::rename(&target, &old)?;
    }
    fs::rename(&new, &target)?;
    remove(&old)?;
    Ok(target)
}

/// Writes `FOLDER/<event>.zip` with one folder `<event>` in it.
pub fn to_zip(site: &Site, folder: &Path) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let (target, new) =
        (folder.join(format!("{}.zip", site.slug)), folder.join(format!("{}-new.zip", site.slug)));
    let mut archive = ZipWriter::new(io::BufWriter::new(fs::File::create(&new)?));
    for (file, bytes) in files(site) {
        let ending = file.rsplit('.').next().unwrap_or_default();
        let method = match COMPRESSED.contains(&ending) {
            true => CompressionMethod::Stored,
            false => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        archive.start_file(format!("{}/{file}", site.slug), options)?;
        archive.write_all(&bytes)?;
    }
    archive.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    fs::rename(&new, &target)?;
    Ok(target)
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Name and content of every file.
fn files(site: &Site) -> impl Iterator<Item = (String, Vec<u8>)> + '_ {
    let sprite = site
        .found
        .iter()
        .find(|(path, found)| path.contains("/icons") && found.kind == "image/svg+xml")
        .and_then(|(path, found)| Some(Sprite::new(path, std::str::from_utf8(&found.body).ok()?)));
    site.found.iter().map(move |(path, found)| (file_of(path), content(site, sprite.as_ref(), path, found)))
}

fn content(site: &Site, sprite: Option<&Sprite<'_>>, path: &str, found: &Found) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(&found.body) else { return found.body.clone() };
    let turn = |target: &str, rest: &str| match site.found.contains_key(target) {
        // Files know no parameters.
        true => {
            let place = rest.find('#').map_or("", |at| &rest[at..]);
            format!("{}{place}", link::relative(path, target))
        }
        false => format!("{}{target}{rest}", site.live),
    };
    match found.kind.as_str() {
        "text/html" => {
            let page = sprite.map_or_else(|| text.to_owned(), |sprite| sprite.put_into(text));
            link::turn_page(&page, turn).into_bytes()
        }
        "text/css" => link::turn_styles(text, turn).into_bytes(),
        _ => found.body.clone(),
    }
}
