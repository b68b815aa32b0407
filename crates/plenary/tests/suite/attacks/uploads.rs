//! Files that are not what they say: too large, pictures that would burst, pages and scripts under other names.

use std::collections::BTreeMap;
use std::path::Path;

use axum::http::{Method, StatusCode};
use plenary_store::testing::on_both_engines;
use plenary_web::testing::Visitor;

use super::ground::{forms, ground, walk};
use super::parts::Form;
use crate::permissions::people::Role;

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [kind.as_slice(), data].concat();
    [&(data.len() as u32).to_be_bytes()[..], &named, &crc(&named).to_be_bytes()].concat()
}

/// A PNG of a size, grey, with these data; its sums are right.
fn png(width: u32, height: u32, data: &[u8], extra: &[u8]) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &head), extra, &chunk(b"IDAT", data), &chunk(b"IEND", b"")]
        .concat()
}

/// As zlib packs bytes that it can't make smaller.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let length = bytes.len() as u16;
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in bytes {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    let mut out = vec![0x78, 0x01, 1];
    out.extend(length.to_le_bytes());
    out.extend((!length).to_le_bytes());
    out.extend(bytes);
    out.extend((b << 16 | a).to_be_bytes());
    out
}

fn gif(width: u16, height: u16) -> Vec<u8> {
    let mut out = b"GIF89a".to_vec();
    out.extend(width.to_le_bytes());
    out.extend(height.to_le_bytes());
    out.extend([0, 0, 0, b',', 0, 0, 0, 0]);
    out.extend(width.to_le_bytes());
    out.extend(height.to_le_bytes());
    out.extend([0, 2, 1, 0x4c, 0, b';']);
    out
}

/// A picture of one point.
pub fn good() -> Vec<u8> {
    png(1, 1, &packed(&[0, 7]), b"")
}

const PAGE: &[u8] = b"<!doctype html><script>zq7()</script>";

/// Name, type that is claimed, content.
fn files() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let with_page = |mut bytes: Vec<u8>| {
        bytes.extend_from_slice(PAGE);
        bytes
    };
    vec![
        ("good.png", "image/png", good()),
        ("page.html", "text/html", PAGE.to_vec()),
        ("page.png", "image/png", PAGE.to_vec()),
        ("page.jpg", "text/html", PAGE.to_vec()),
        ("both.png", "text/html", with_page(good())),
        ("both.gif", "image/gif", with_page(gif(1, 1))),
        ("both.html", "image/png", with_page(good())),
        (
            "drawing.svg",
            "image/svg+xml",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='zq7()'/>".to_vec(),
        ),
        (
            "drawing.png",
            "image/svg+xml",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='zq7()'/>".to_vec(),
        ),
        ("script.js", "image/png", b"zq7()".to_vec()),
        ("program.exe", "image/png", b"MZ\x90\0".to_vec()),
        ("program.php.png", "application/x-php", b"<?php zq7(); ?>".to_vec()),
        ("style.css", "text/css", b"</style><zq7el>@import url(//evil.example);".to_vec()),
        ("bomb.png", "image/png", png(60_000, 60_000, &packed(&[0]), b"")),
        ("bomb2.png", "image/png", png(u32::MAX, u32::MAX, &packed(&[0]), b"")),
        ("bomb3.png", "image/png", png(0x7fff_ffff, 1, &packed(&[0]), b"")),
        ("bomb.gif", "image/gif", gif(65_535, 65_535)),
        ("none.png", "image/png", png(0, 0, &packed(&[]), b"")),
        ("long-text.png", "image/png", png(1, 1, &packed(&[0, 7]), &chunk(b"tEXt", &[b'a'; 300_000]))),
        ("cut.png", "image/png", good()[..30].to_vec()),
        ("cut.jpg", "image/jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec()),
        ("cut.webp", "image/webp", b"RIFF\xff\xff\xff\xffWEBPVP8X".to_vec()),
        ("empty.png", "image/png", Vec::new()),
        ("wrong-sum.png", "image/png", {
            let mut bytes = good();
            let last = bytes.len() - 20;
            bytes[last] ^= 0xff;
            bytes
        }),
        ("../../../etc/passwd.png", "image/png", good()),
        ("..\\..\\evil.png", "image/png", good()),
        ("a%00b.png", "image/png", good()),
        ("a\0.html.png", "image/png", good()),
        (".htaccess", "image/png", good()),
        (".png", "image/png", good()),
        ("", "image/png", good()),
        ("\"><zq7el>.png", "image/png", good()),
        ("\u{202e}gnp.exe.png", "image/png", good()),
        ("CON.png", "image/png", good()),
        ("large.png", "image/png", {
            let mut bytes = good();
            bytes.resize(10 * 1024 * 1024 + 1, 0);
            bytes
        }),
        ("larger.png", "image/png", vec![0; 12 * 1024 * 1024]),
    ]
}

fn body(form: &Form, field: &str, name: &str, kind: &str, content: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for (key, value) in form.untouched() {
        out.extend(
            format!("--zzz\r\ncontent-disposition: form-data; name=\"{key}\"\r\n\r\n{value}\r\n").as_bytes(),
        );
    }
    let name = name.replace('\\', "\\\\").replace('"', "%22");
    let head = format!(
        "--zzz\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\ncontent-type: {kind}\r\n\r\n"
    );
    out.extend(head.as_bytes());
    out.extend(content);
    out.extend(b"\r\n--zzz--\r\n");
    out
}

fn everything_in(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { everything_in(&path, found) } else { found.push(path) }
    }
}

/// Whatever lies there can be asked for, and acts on nothing.
async fn look(visitor: &Visitor, media: &Path) -> usize {
    let mut found = Vec::new();
    everything_in(media, &mut found);
    for path in &found {
        let name = path.strip_prefix(media).unwrap().to_str().unwrap();
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c)), "{name:?}");
        let answer = visitor.get(&format!("/media/{name}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{name}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{name}");
        let kind = answer.header("content-type");
        let is_picture = ["image/png", "image/jpeg", "image/gif", "image/webp"].contains(&kind);
        assert!(is_picture || kind == "application/octet-stream", "{name}: {kind}");
        assert!(is_picture || answer.header("content-disposition").starts_with("attachment"), "{name}");
        assert!(answer.header("content-security-policy").contains("sandbox"), "{name}");
        for bad in [".html", ".svg", ".js", ".exe", ".php", ".htaccess"] {
            assert!(!name.to_lowercase().contains(bad), "{name}");
        }
    }
    found.len()
}

#[test]
fn every_file_field_of_every_form() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        let files = files();
        let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
        let mut fields = 0;
        for role in [Role::Administrator, Role::Speaker] {
            let visitor = setting.come(role).await;
            let seen = walk(&setting, &visitor).await;
            for (page, form) in forms(&seen).iter().filter(|(_, form)| form.is_post) {
                let target = form.target(page);
                for field in form.fields.iter().filter(|field| field.is_file()) {
                    fields += 1;
                    for (name, kind, content) in &files {
                        let sent = body(form, &field.name, name, kind, content);
                        let headers = [
                            ("content-type", "multipart/form-data; boundary=zzz"),
                            ("sec-fetch-site", "same-origin"),
                        ];
                        let answer = visitor.send_bytes(Method::POST, &target, &headers, sent).await;
                        let about = format!("{name:?} for {} of {target}: {}", field.name, answer.status);
                        assert!(!answer.status.is_server_error(), "{about}");
                        assert_eq!(super::live::problems(&answer.body), Vec::<String>::new(), "{about}");
                        if answer.status.is_redirection() {
                            *taken.entry(name).or_default() += 1;
                        }
                        // Files for readers are handed on as they are: nothing here opens their pictures.
                        let is_opened = field.name != "resource";
                        let must_go = ["bomb", "larger", "page", "drawing", "program", "script", "large"];
                        let must_go = &must_go[usize::from(!is_opened)..];
                        let may = name.starts_with("large") && answer.status == StatusCode::PAYLOAD_TOO_LARGE;
                        if !field.name.contains("css") && must_go.iter().any(|start| name.starts_with(start))
                        {
                            assert!(may || answer.status == StatusCode::UNPROCESSABLE_ENTITY, "{about}");
                        }
                    }
                    look(&visitor, setting.media.path()).await;
                }
            }
            // The file that was there last is shown, whatever it is called.
            for seen in walk(&setting, &visitor).await.iter().filter(|seen| seen.is_html()) {
                assert_eq!(super::live::problems(&seen.answer.body), Vec::<String>::new(), "{}", seen.path);
            }
        }
        assert!(fields >= 6, "{fields} fields take files");
        assert!(taken.get("good.png").is_some_and(|count| *count >= 4), "{taken:?}");
        work_off(&test, setting.media.path()).await;
        look(&setting.come(Role::Anonymous).await, setting.media.path()).await;
    });
}

/// What is done beside the requests: cleaning pictures, removing files.
async fn work_off(test: &plenary_store::testing::TestDatabase, media: &Path) {
    let store = std::sync::Arc::new(plenary_files::MediaStore::open_root(media).unwrap());
    let kinds = plenary_submission::picture::jobs(store);
    // What replaces a picture asks for the end of the old one, somewhat later.
    for _ in 0..2 {
        test.clock.set(test.database.clock().now().plus_minutes(10));
        plenary_queue::job::run_due(&test.database, "test", &kinds).await.unwrap();
    }
    let failed = plenary_store::entity::job::Entity::find();
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let failed = failed.filter(plenary_store::entity::job::Column::Kind.is_in(["picture", "unused-file"]));
    let left = failed.all(test.database.reader()).await.unwrap();
    // Whether a picture is whole is only known when it is read: such a file stays, shown as a picture or not at all.
    let is_damaged = |job: &plenary_store::entity::job::Model| {
        job.failed.is_some()
            && job.error.as_ref().is_some_and(|error| error.ends_with("the picture is damaged"))
    };
    assert!(left.iter().all(is_damaged), "{left:?}");
}
