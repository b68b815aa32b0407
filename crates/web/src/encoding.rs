//! The encodings in which bytes are sent.

use axum::http::{HeaderMap, header};

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

    pub fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn encodings() {
        let of = |value| {
            Encoding::accepted(&HeaderMap::from_iter([(
                header::ACCEPT_ENCODING,
                HeaderValue::from_static(value),
            )]))
        };
        assert_eq!(of("gzip, deflate, br, zstd"), Encoding::Brotli);
        assert_eq!(of("gzip;q=0.5"), Encoding::Gzip);
        assert_eq!(of("br;q=0, gzip"), Encoding::Gzip);
        assert_eq!(of("deflate"), Encoding::Identity);
        assert_eq!(Encoding::accepted(&HeaderMap::new()), Encoding::Identity);
    }
}
