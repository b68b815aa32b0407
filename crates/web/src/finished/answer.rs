//! One kept answer: its headers and its bytes in up to three encodings, each made when first asked for,
//! and once more, smaller, for what many ask for.

use std::io::Write;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use bytes::Bytes;
use plenary_export::if_none_match;
use plenary_model::Timestamp;
use sha2::Digest;
use tokio::sync::{OnceCell, Semaphore};

use crate::encoding::Encoding;

/// Below this size compressing costs more than it saves.
const WORTH_COMPRESSING: usize = 512;
const BROTLI_QUALITY: u32 = 5;
/// An eighth smaller, for thirty times the computing.
const BEST_BROTLI_QUALITY: u32 = 11;
const GZIP_LEVEL: u32 = 6;
/// What was asked for this often will be asked for again.
const WORTH_SQUEEZING: u32 = 8;

/// Answers are made smaller one after the other, so that the rest of the machine is left to visitors.
static SQUEEZING: Semaphore = Semaphore::const_new(1);

pub(crate) struct Answer {
    headers: HeaderMap,
    /// One for each encoding, and one for the smaller Brotli.
    tags: [HeaderValue; 4],
    compressible: bool,
    identity: Bytes,
    gzip: OnceCell<Bytes>,
    brotli: OnceCell<Bytes>,
    squeezed: OnceLock<Bytes>,
    asked: AtomicU32,
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
        let tag_of = |suffix: &str| HeaderValue::from_str(&format!("\"{tag}{suffix}\"")).ok();
        let tags = [tag_of("")?, tag_of("-gzip")?, tag_of("-br")?, tag_of("-brotli")?];
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
            squeezed: OnceLock::new(),
            asked: AtomicU32::new(0),
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

    /// The answer to a request with these headers. What has to be computed for it is computed away from
    /// the threads that answer.
    pub async fn respond(self: &Arc<Self>, request: &HeaderMap) -> Response<Body> {
        let encoding = if self.compressible { Encoding::accepted(request) } else { Encoding::Identity };
        if self.is_known_to(request) {
            return self.not_modified(encoding);
        }
        let cell = match encoding {
            Encoding::Identity => return self.whole(encoding, &self.tags[0], self.identity.clone()),
            Encoding::Gzip => &self.gzip,
            Encoding::Brotli => {
                if let Some(bytes) = self.squeezed.get() {
                    return self.whole(encoding, &self.tags[3], bytes.clone());
                }
                if self.asked.fetch_add(1, Ordering::Relaxed) == WORTH_SQUEEZING {
                    self.squeeze();
                }
                &self.brotli
            }
        };
        let plain = self.identity.clone();
        let made = cell
            .get_or_try_init(|| async {
                tokio::task::spawn_blocking(move || compress(encoding, BROTLI_QUALITY, &plain))
                    .await
                    .ok()
                    .flatten()
                    .ok_or(())
            })
            .await;
        match made {
            Ok(bytes) => self.whole(encoding, &self.tags[encoding as usize], bytes.clone()),
            Err(()) => self.whole(Encoding::Identity, &self.tags[0], self.identity.clone()),
        }
    }

    /// Makes the smaller Brotli beside the requests, unless the answer is dropped before its turn.
    fn squeeze(self: &Arc<Self>) {
        let answer = Arc::downgrade(self);
        tokio::spawn(async move {
            let Ok(_turn) = SQUEEZING.acquire().await else { return };
            let Some(plain) = answer.upgrade().map(|answer| answer.identity.clone()) else { return };
            let made =
                tokio::task::spawn_blocking(move || compress(Encoding::Brotli, BEST_BROTLI_QUALITY, &plain));
            if let (Ok(Some(bytes)), Some(answer)) = (made.await, answer.upgrade()) {
                let _ = answer.squeezed.set(bytes);
            }
        });
    }

    fn whole(&self, encoding: Encoding, tag: &HeaderValue, bytes: Bytes) -> Response<Body> {
        let mut response = Response::new(Body::from(bytes));
        let headers = response.headers_mut();
        *headers = self.headers.clone();
        if encoding != Encoding::Identity {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
        }
        headers.insert(header::ETAG, tag.clone());
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

fn compress(encoding: Encoding, brotli_quality: u32, plain: &[u8]) -> Option<Bytes> {
    match encoding {
        Encoding::Identity => None,
        Encoding::Gzip => {
            let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(GZIP_LEVEL));
            writer.write_all(plain).ok()?;
            Some(Bytes::from(writer.finish().ok()?))
        }
        Encoding::Brotli => {
            let mut made = Vec::new();
            let mut writer = brotli::CompressorWriter::new(&mut made, 64 * 1024, brotli_quality, 22);
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

    #[tokio::test]
    async fn each_encoding_has_its_tag_and_each_tag_is_known() {
        let text = "Grüße ".repeat(1000);
        let answer = Arc::new(Answer::new(HeaderMap::new(), Bytes::from(text.clone()), None).unwrap());
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
    async fn what_many_ask_for_becomes_smaller() {
        let text: String =
            (0..2000).map(|n| format!("<li>{} {}</li>", n * 7919 % 1013, n * 104_729 % 911)).collect();
        let answer = Arc::new(Answer::new(HeaderMap::new(), Bytes::from(text.clone()), None).unwrap());
        let asks = asks(header::ACCEPT_ENCODING, "br");
        let first = answer.respond(&asks).await;
        for _ in 0..500 {
            answer.respond(&asks).await;
            if answer.squeezed.get().is_some() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        let later = answer.respond(&asks).await;
        assert_ne!(first.headers()[header::ETAG], later.headers()[header::ETAG]);
        assert_eq!(later.headers()[header::CONTENT_ENCODING], "br");
        for tag in [&first.headers()[header::ETAG], &later.headers()[header::ETAG]] {
            let mut again = asks.clone();
            again.insert(header::IF_NONE_MATCH, tag.clone());
            assert_eq!(answer.respond(&again).await.status(), StatusCode::NOT_MODIFIED);
        }
        let bytes = async |response: Response<Body>| {
            axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap()
        };
        let (first, later) = (bytes(first).await, bytes(later).await);
        assert!(later.len() < first.len(), "{} {}", later.len(), first.len());
        let mut plain = String::new();
        std::io::Read::read_to_string(&mut brotli::Decompressor::new(&later[..], 4096), &mut plain).unwrap();
        assert_eq!(plain, text);
    }

    #[tokio::test]
    async fn other_tags_are_not_known() {
        let own = asks(header::ETAG, "\"abc\"");
        let answer = Arc::new(Answer::new(own, Bytes::from_static(b"text"), None).unwrap());
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
