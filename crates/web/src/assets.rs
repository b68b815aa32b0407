//! The front end's files: built by Vite into `frontend/dist`, part of the binary in release builds,
//! read from disk in debug builds.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::encoding::Encoding;

#[derive(rust_embed::Embed)]
#[folder = "../../frontend/dist"]
#[allow_missing = true]
struct Dist;

/// The addresses of the files that pages name.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pub app_css: String,
    pub app_js: String,
    pub orga_css: String,
    pub orga_js: String,
    /// The sprite; an icon is `…#name`.
    pub icons: String,
    /// The part of the font that nearly every page needs.
    pub font: String,
    manifest: HashMap<String, Chunk>,
}

#[derive(Clone, Debug, Default, Deserialize)]
struct Chunk {
    file: String,
    #[serde(default)]
    css: Vec<String>,
    /// Names of the chunks it cannot do without.
    #[serde(default)]
    imports: Vec<String>,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::read);

impl Assets {
    /// As built. Debug builds look again for each page, so that a running server follows
    /// `npm run dev`.
    pub fn current() -> Self {
        if cfg!(debug_assertions) { Self::read() } else { ASSETS.clone() }
    }

    fn read() -> Self {
        let manifest: HashMap<String, Chunk> = Dist::get("manifest.json")
            .and_then(|file| serde_json::from_slice(&file.data).ok())
            .unwrap_or_default();
        let of = |name: &str| manifest.get(name).cloned().unwrap_or_default();
        let (app, orga) = (of("src/app.ts"), of("src/orga.ts"));
        Self {
            app_css: address(app.css.first()),
            app_js: address(Some(&app.file)),
            orga_css: address(orga.css.first()),
            orga_js: address(Some(&orga.file)),
            icons: address(Some(&of("src/icons.svg").file)),
            font: address(manifest.iter().find_map(|(name, chunk)| {
                name.ends_with("geist-latin-wght-normal.woff2").then_some(&chunk.file)
            })),
            manifest,
        }
    }

    /// Script and styles of another entry of `frontend/vite.config.ts`, such as `src/editor.ts`.
    pub fn entry(&self, source: &str) -> (String, Vec<String>) {
        let chunk = self.manifest.get(source).cloned().unwrap_or_default();
        (address(Some(&chunk.file)), chunk.css.iter().map(|file| address(Some(file))).collect())
    }
}

impl Assets {
    /// Every script that an entry loads before it runs, itself first: what must be there without a
    /// network.
    pub fn scripts_of(&self, source: &str) -> Vec<String> {
        let mut names = vec![source];
        let mut next = 0;
        while let Some(chunk) = names.get(next).map(|name| self.manifest.get(*name)) {
            for import in chunk.iter().flat_map(|chunk| &chunk.imports) {
                if !names.contains(&import.as_str()) {
                    names.push(import);
                }
            }
            next += 1;
        }
        names.iter().filter_map(|name| Some(address(Some(&self.manifest.get(*name)?.file)))).collect()
    }
}

/// A built file under a name without a hash, for addresses that must not change.
pub fn file(name: &str) -> Option<Cow<'static, [u8]>> {
    Dist::get(name).map(|file| file.data)
}

/// Empty where the front end was not built: the page then does without.
fn address(file: Option<&String>) -> String {
    file.filter(|file| !file.is_empty()).map_or_else(String::new, |file| format!("/static/{file}"))
}

/// The script that registers the schedule widget on other sites; `None` where it was not built.
pub fn widget_script() -> Option<Vec<u8>> {
    Dist::get("embed.js").map(|file| file.data.into_owned())
}

/// `GET /static/…`. Every name but the manifest's holds a hash of the content. Texts lie there compressed
/// as well (`frontend/scripts/compress.mjs`).
pub async fn serve(Path(path): Path<String>, request: HeaderMap) -> Response {
    let Some(file) = Dist::get(&path).filter(|_| path != "manifest.json") else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (kind, text) = match path.rsplit('.').next() {
        Some("css") => ("text/css; charset=utf-8", true),
        Some("js") => ("text/javascript; charset=utf-8", true),
        Some("svg") => ("image/svg+xml", true),
        Some("woff2") => ("font/woff2", false),
        Some("png") => ("image/png", false),
        _ => ("application/octet-stream", false),
    };
    let headers =
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    let (encoding, compressed) = match Encoding::accepted(&request) {
        encoding @ Encoding::Brotli if text => (encoding, Dist::get(&format!("{path}.br"))),
        encoding @ Encoding::Gzip if text => (encoding, Dist::get(&format!("{path}.gz"))),
        encoding => (encoding, None),
    };
    match compressed {
        Some(compressed) => {
            let encoded = [
                (header::CONTENT_ENCODING, HeaderValue::from_static(encoding.name())),
                (header::VARY, HeaderValue::from_static("accept-encoding")),
            ];
            (headers, encoded, compressed.data.into_owned()).into_response()
        }
        None => (headers, file.data.into_owned()).into_response(),
    }
}
