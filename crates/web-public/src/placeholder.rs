//! The picture of speakers without a picture.

use axum::http::{HeaderMap, header};
use axum::response::Response;

use crate::answer::{file, set};

/// Head and shoulders in grey; readable on light and dark pages.
const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 96 96\">\
    <rect width=\"96\" height=\"96\" fill=\"#d7dbe0\"/>\
    <g fill=\"#8a929c\"><circle cx=\"48\" cy=\"37\" r=\"17\"/>\
    <path d=\"M14 96c2-22 16-34 34-34s32 12 34 34z\"/></g></svg>";

/// `/{event}/speaker/avatar.svg`, the same for every event.
pub async fn show(headers: HeaderMap) -> Response {
    let mut response = file(&headers, "image/svg+xml", PICTURE.as_bytes().to_vec());
    set(&mut response, header::CONTENT_DISPOSITION, "attachment");
    set(&mut response, header::CACHE_CONTROL, "public, max-age=3600");
    response
}
