//! One kept answer: its headers and its bytes in up to three encodings, each made when first asked for.

use std::io::Write;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use bytes::Bytes;
use plenary_export::if_none_match;
use plenary_model::Timestamp;
use sha2::Digest;
use tokio::sync::OnceCell;

/// Below this size compressing costs more than it saves.
const WORTH_COMPRESSING: usize = 512;
const BROTLI_QUALITY: u32 = 5;
const GZIP_LEVEL: u32 = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Identity,
    Gzip,
    Brotli,
}

impl Encoding {
    /// The best of what the client accepts.
    pub fn accepted(headers: &HeaderMap) -> Self {
        let (mut gzip, mut brotli) = (false, false);
        for value in headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|v| v.to_str().ok()) {
            for part in value.split(',') {
                let (name, weight) = part.split_once(';').map_or((part, ""), |(name, weight)| (name, weight));
                let refused = weight.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0_f32));
                match name.trim() {
                    "gzip" => gzip = !refused,
                    "br" => brotli = !refused,
                    _ => {}
                }
            }
        }
        match (brotli, gzip) {
            (true, _) => Self::Brotli,
            (_, true) => Self::Gzip,
            _ => Self::Identity,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }

    /// What distinguishes the tags of an answer's encodings: a strong tag names bytes.
    fn suffix(self) -> &'static str {
        match self {
            Self::Identity => "",
            Self::Gzip => "-gzip",
            Self::Brotli => "-br",
        }
    }
}

pub(crate) struct Answer {
    headers: HeaderMap,
    /// One for each encoding.
    tags: [HeaderValue; 3],
    compressible: bool,
    identity: Bytes,
    gzip: OnceCell<Bytes>,
    brotli: OnceCell<Bytes>,
    until: Option<Timestamp>,
}

impl Answer {
    pub fn new(mut headers: HeaderMap, body: Bytes, until: Option<Timestamp>) -> Option<Self> {
        let own = headers.remove(header::ETAG);
        let tag = match own.as_ref().and_then(|tag| tag.to_str().ok()).map(|tag| tag.trim_matches('"')) {
            Some(tag) => tag.to_owned(),
            None => {
                use std::fmt::Write;
                sha2::Sha256::digest(&body).iter().take(16).fold(
                    String::with_capacity(32),
                    |mut hex, byte| {
                        let _ = write!(hex, "{byte:02x}");
                        hex
                    },
                )
            }
        };
        let tag_of =
            |encoding: Encoding| HeaderValue::from_str(&format!("\"{tag}{}\"", encoding.suffix())).ok();
        let tags = [tag_of(Encoding::Identity)?, tag_of(Encoding::Gzip)?, tag_of(Encoding::Brotli)?];
        for name in [header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::DATE] {
            headers.remove(name);
        }
        headers.append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        let is_picture = headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"image/") && kind != "image/svg+xml");
        Some(Self {
            tags,
            compressible: body.len() >= WORTH_COMPRESSING && !is_picture,
            headers,
            identity: body,
            gzip: OnceCell::new(),
            brotli: OnceCell::new(),
            until,
        })
    }

    /// Whether it still says what a new one would.
    pub fn is_good(&self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| now < until)
    }

    /// About how much memory it takes, encodings included.
    pub fn weight(&self) -> u32 {
        let body = self.identity.len();
        let encodings = if self.compressible { body / 2 } else { 0 };
        u32::try_from(body + encodings + 2048).unwrap_or(u32::MAX)
    }

    /// The answer to a request with these headers, if its bytes are ready.
    pub fn ready(&self, request: &HeaderMap) -> Option<Response<Body>> {
        if self.is_known_to(request) {
            return Some(self.not_modified(Encoding::accepted(request)));
        }
        let encoding = self.encoding(request);
        Some(self.whole(encoding, self.made(encoding)?.clone()))
    }

    /// The same, made ready if need be, away from the threads that answer.
    pub async fn respond(&self, request: &HeaderMap) -> Response<Body> {
        if let Some(ready) = self.ready(request) {
            return ready;
        }
        let encoding = self.encoding(request);
        let cell = if encoding == Encoding::Gzip { &self.gzip } else { &self.brotli };
        let plain = self.identity.clone();
        let made = cell
            .get_or_try_init(|| async {
                tokio::task::spawn_blocking(move || compress(encoding, &plain)).await.ok().flatten().ok_or(())
            })
            .await;
        match made {
            Ok(bytes) => self.whole(encoding, bytes.clone()),
            Err(()) => self.whole(Encoding::Identity, self.identity.clone()),
        }
    }

    fn encoding(&self, request: &HeaderMap) -> Encoding {
        if self.compressible { Encoding::accepted(request) } else { Encoding::Identity }
    }

    fn made(&self, encoding: Encoding) -> Option<&Bytes> {
        match encoding {
            Encoding::Identity => Some(&self.identity),
            Encoding::Gzip => self.gzip.get(),
            Encoding::Brotli => self.brotli.get(),
        }
    }

    fn whole(&self, encoding: Encoding, bytes: Bytes) -> Response<Body> {
        let mut response = Response::new(Body::from(bytes));
        let headers = response.headers_mut();
        *headers = self.headers.clone();
        if encoding != Encoding::Identity {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
        }
        headers.insert(header::ETAG, self.tags[encoding as usize].clone());
        response
    }

    fn not_modified(&self, encoding: Encoding) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        let headers = response.headers_mut();
        for (name, value) in &self.headers {
            if ![header::CONTENT_TYPE, header::CONTENT_DISPOSITION, header::CONTENT_LANGUAGE].contains(name) {
                headers.append(name.clone(), value.clone());
            }
        }
        headers.insert(header::ETAG, self.tags[encoding as usize].clone());
        response
    }

    fn is_known_to(&self, request: &HeaderMap) -> bool {
        if request.contains_key(header::IF_NONE_MATCH) {
            return is_known(&self.tags, request);
        }
        let changed = self.headers.get(header::LAST_MODIFIED);
        changed.is_some() && changed == request.get(header::IF_MODIFIED_SINCE)
    }
}

/// Whether `If-None-Match` names one of the tags.
fn is_known(tags: &[HeaderValue], request: &HeaderMap) -> bool {
    let mut names = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    names.any(|names| tags.iter().filter_map(|tag| tag.to_str().ok()).any(|tag| if_none_match(names, tag)))
}

/// A personal answer, or 304 if the client has its bytes.
pub(crate) fn unless_known(mut response: Response<Body>, request: &HeaderMap) -> Response<Body> {
    let known =
        is_known(response.headers().get(header::ETAG).map(std::slice::from_ref).unwrap_or_default(), request);
    if known && response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_DISPOSITION] {
            response.headers_mut().remove(name);
        }
    }
    response
}

fn compress(encoding: Encoding, plain: &[u8]) -> Option<Bytes> {
    match encoding {
        Encoding::Identity => None,
        Encoding::Gzip => {
            let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(GZIP_LEVEL));
            writer.write_all(plain).ok()?;
            Some(Bytes::from(writer.finish().ok()?))
        }
        Encoding::Brotli => {
            let mut made = Vec::new();
            let mut writer = brotli::CompressorWriter::new(&mut made, 64 * 1024, BROTLI_QUALITY, 22);
            writer.write_all(plain).ok()?;
            drop(writer);
            Some(Bytes::from(made))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn encodings() {
        let of = |value| Encoding::accepted(&asks(header::ACCEPT_ENCODING, value));
        assert_eq!(of("gzip, deflate, br, zstd"), Encoding::Brotli);
        assert_eq!(of("gzip;q=0.5"), Encoding::Gzip);
        assert_eq!(of("br;q=0, gzip"), Encoding::Gzip);
        assert_eq!(of("deflate"), Encoding::Identity);
        assert_eq!(Encoding::accepted(&HeaderMap::new()), Encoding::Identity);
    }

    #[tokio::test]
    async fn each_encoding_has_its_tag_and_each_tag_is_known() {
        let text = "Grüße ".repeat(1000);
        let answer = Answer::new(HeaderMap::new(), Bytes::from(text.clone()), None).unwrap();
        let mut tags = Vec::new();
        for encoding in ["identity", "gzip", "br"] {
            let response = answer.respond(&asks(header::ACCEPT_ENCODING, encoding)).await;
            let tag = response.headers()[header::ETAG].clone();
            let mut request = HeaderMap::new();
            request.insert(header::IF_NONE_MATCH, tag.clone());
            assert_eq!(answer.respond(&request).await.status(), StatusCode::NOT_MODIFIED);
            let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
            assert!(encoding == "identity" || bytes.len() < text.len() / 10);
            tags.push(tag);
        }
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), 3);
        let gzip = answer.respond(&asks(header::ACCEPT_ENCODING, "gzip")).await;
        let bytes = axum::body::to_bytes(gzip.into_body(), usize::MAX).await.unwrap();
        let mut plain = String::new();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&bytes[..]), &mut plain).unwrap();
        assert_eq!(plain, text);
    }

    #[tokio::test]
    async fn other_tags_are_not_known() {
        let own = asks(header::ETAG, "\"abc\"");
        let answer = Answer::new(own, Bytes::from_static(b"text"), None).unwrap();
        for (tags, known) in [
            ("\"abc\"", true),
            ("W/\"abc\"", true),
            ("abc", true),
            ("\"x\", \"abc-br\"", true),
            ("*", true),
            ("\"abcd\"", false),
            ("\"\"", false),
            ("\"*\"", false),
        ] {
            let status = answer.respond(&asks(header::IF_NONE_MATCH, tags)).await.status();
            assert_eq!(status == StatusCode::NOT_MODIFIED, known, "{tags}");
        }
    }
}
