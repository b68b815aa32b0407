//! Which files may be uploaded, and as what they are served. Decided by the content; the name must agree.

use crate::path::{MediaPath, extension};

/// So many bytes from the start are enough to tell the kind.
pub const HEAD_LENGTH: usize = 1024;

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Png,
    Jpeg,
    Gif,
    Webp,
    Bmp,
    Tiff,
    Pdf,
    /// Also every newer office document.
    Zip,
    /// The container of older office documents, and of newer ones with a password.
    Ole,
    Rtf,
    /// No control characters but white space. In which encoding is not known.
    Text,
}

/// Which files a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accept {
    Images,
    /// Images as well.
    Documents,
}

/// One line of the list of what may be uploaded.
#[derive(Debug, PartialEq, Eq)]
pub struct FileType {
    /// In lower case.
    pub extension: &'static str,
    pub content_type: &'static str,
    /// A picture that is decoded, re-encoded and shown.
    pub is_image: bool,
    kinds: &'static [Kind],
}

const IMAGES: &[Kind] = &[Kind::Png, Kind::Jpeg, Kind::Gif, Kind::Webp];

const fn image(extension: &'static str, content_type: &'static str, kinds: &'static [Kind]) -> FileType {
    FileType { extension, content_type, is_image: true, kinds }
}

const fn document(extension: &'static str, content_type: &'static str, kinds: &'static [Kind]) -> FileType {
    FileType { extension, content_type, is_image: false, kinds }
}

/// The allowed extensions (data-model.md §1.1). Never SVG, HTML or scripts.
pub const FILE_TYPES: &[FileType] = &[
    image("png", "image/png", &[Kind::Png]),
    image("jpg", "image/jpeg", &[Kind::Jpeg]),
    image("jpeg", "image/jpeg", &[Kind::Jpeg]),
    image("gif", "image/gif", &[Kind::Gif]),
    image("webp", "image/webp", &[Kind::Webp]),
    document("bmp", "image/bmp", &[Kind::Bmp]),
    document("tif", "image/tiff", &[Kind::Tiff]),
    document("tiff", "image/tiff", &[Kind::Tiff]),
    document("pdf", "application/pdf", &[Kind::Pdf]),
    document("txt", "text/plain", &[Kind::Text]),
    document("csv", "text/csv", &[Kind::Text]),
    document("zip", "application/zip", &[Kind::Zip]),
    document("doc", "application/msword", &[Kind::Ole, Kind::Rtf]),
    document(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        &[Kind::Zip, Kind::Ole],
    ),
    document("rtf", "application/rtf", &[Kind::Rtf]),
    document("ppt", "application/vnd.ms-powerpoint", &[Kind::Ole]),
    document(
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        &[Kind::Zip, Kind::Ole],
    ),
    document("xls", "application/vnd.ms-excel", &[Kind::Ole]),
    document(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        &[Kind::Zip, Kind::Ole],
    ),
    document("odt", "application/vnd.oasis.opendocument.text", &[Kind::Zip]),
    document("ods", "application/vnd.oasis.opendocument.spreadsheet", &[Kind::Zip]),
    document("odp", "application/vnd.oasis.opendocument.presentation", &[Kind::Zip]),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UploadRefusal {
    #[error("the file is empty")]
    Empty,
    /// Name the allowed ones to the person.
    #[error("files with this extension are not accepted")]
    Extension,
    #[error("the content does not fit the extension")]
    Content,
}

/// `head` is the first [`HEAD_LENGTH`] bytes, or all. Pictures are often named as another kind of picture; since
/// they are decoded by content, that is accepted, and the type of the content is returned.
pub fn check_upload(
    file_name: &str,
    head: &[u8],
    accept: Accept,
) -> Result<&'static FileType, UploadRefusal> {
    let extension = extension(file_name);
    let named = FILE_TYPES
        .iter()
        .find(|file_type| file_type.extension == extension)
        .filter(|file_type| file_type.is_image || accept == Accept::Documents)
        .ok_or(UploadRefusal::Extension)?;
    if head.is_empty() {
        return Err(UploadRefusal::Empty);
    }
    let kind = Kind::of(head).ok_or(UploadRefusal::Content)?;
    if named.kinds.contains(&kind) {
        return Ok(named);
    }
    FILE_TYPES
        .iter()
        .find(|file_type| named.is_image && file_type.is_image && file_type.kinds.contains(&kind))
        .ok_or(UploadRefusal::Content)
}

/// How a stored file is served; always with `nosniff`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Served {
    pub content_type: &'static str,
    /// Otherwise `Content-Disposition: attachment`.
    pub inline: bool,
}

/// Only pictures are shown in the page; a file whose name and content disagree is just bytes.
pub fn served_as(path: &MediaPath, head: &[u8]) -> Served {
    let Some(kind) = Kind::of(head) else {
        return Served { content_type: "application/octet-stream", inline: false };
    };
    let extension = path.extension();
    let by_content =
        FILE_TYPES.iter().find(|file_type| file_type.is_image && file_type.kinds.contains(&kind));
    let by_name = FILE_TYPES.iter().find(|t| t.extension == extension && t.kinds.contains(&kind));
    match (by_content, by_name) {
        (Some(image), _) => Served { content_type: image.content_type, inline: true },
        (None, Some(named)) => Served { content_type: named.content_type, inline: false },
        (None, None) => Served { content_type: "application/octet-stream", inline: false },
    }
}

impl Kind {
    /// From the first [`HEAD_LENGTH`] bytes; `None` if it is nothing we know.
    pub fn of(head: &[u8]) -> Option<Self> {
        let signatures: &[(&[u8], Kind)] = &[
            (b"\x89PNG\r\n\x1a\n", Kind::Png),
            (b"\xff\xd8\xff", Kind::Jpeg),
            (b"GIF87a", Kind::Gif),
            (b"GIF89a", Kind::Gif),
            (b"II*\0", Kind::Tiff),
            (b"MM\0*", Kind::Tiff),
            (b"%PDF-", Kind::Pdf),
            (b"\xef\xbb\xbf%PDF-", Kind::Pdf),
            (b"PK\x03\x04", Kind::Zip),
            // An archive without files.
            (b"PK\x05\x06", Kind::Zip),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::Ole),
            (b"{\\rtf", Kind::Rtf),
        ];
        if let Some((_, kind)) = signatures.iter().find(|(signature, _)| head.starts_with(signature)) {
            return Some(*kind);
        }
        if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
            return Some(Kind::Webp);
        }
        // "BM" alone also starts words: the four reserved bytes must be zero.
        if head.starts_with(b"BM") && head.get(6..10) == Some(&[0; 4]) {
            return Some(Kind::Bmp);
        }
        is_text(head).then_some(Kind::Text)
    }

    /// Whether it is one of the four picture formats that are decoded.
    pub fn is_image(self) -> bool {
        IMAGES.contains(&self)
    }
}

/// Any encoding that keeps ASCII, or UTF-16 with its mark, as spreadsheets export it.
fn is_text(head: &[u8]) -> bool {
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return head.len() > 2;
    }
    !head.is_empty() && !head.iter().any(|byte| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1f | 0x7f))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    const WEBP: &[u8] = b"RIFF\x10\0\0\0WEBPVP8 ";
    const ZIP: &[u8] = b"PK\x03\x04\x14\0";
    const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0";

    #[test]
    fn kinds_by_content() {
        let cases: &[(&[u8], Option<Kind>)] = &[
            (PNG, Some(Kind::Png)),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Some(Kind::Jpeg)),
            (b"GIF89a\x01\0", Some(Kind::Gif)),
            (WEBP, Some(Kind::Webp)),
            (b"RIFF\x10\0\0\0WAVEfmt ", None),
            (b"BM\x46\0\0\0\0\0\0\0\x36\0", Some(Kind::Bmp)),
            (b"BMW drivers", Some(Kind::Text)),
            (b"II*\0\x08\0", Some(Kind::Tiff)),
            (b"MM\0*\0\0", Some(Kind::Tiff)),
            (b"%PDF-1.7\n\xe2\xe3", Some(Kind::Pdf)),
            (ZIP, Some(Kind::Zip)),
            (OLE, Some(Kind::Ole)),
            (b"{\\rtf1\\ansi", Some(Kind::Rtf)),
            (b"a;b\r\n1;2\r\n", Some(Kind::Text)),
            ("Grüße".as_bytes(), Some(Kind::Text)),
            (b"Gr\xfc\xdfe", Some(Kind::Text)),
            (b"\xff\xfea\0;\0", Some(Kind::Text)),
            (b"\x7fELF\x02", None),
            (b"MZ\x90\0", None),
            (b"", None),
        ];
        for (head, kind) in cases {
            assert_eq!(Kind::of(head), *kind, "{head:?}");
        }
    }

    #[test]
    fn the_allowed_extensions() {
        let images: Vec<_> = FILE_TYPES.iter().filter(|t| t.is_image).map(|t| t.extension).collect();
        assert_eq!(images, ["png", "jpg", "jpeg", "gif", "webp"]);
        let documents: Vec<_> = FILE_TYPES.iter().filter(|t| !t.is_image).map(|t| t.extension).collect();
        assert_eq!(
            documents,
            "bmp tif tiff pdf txt csv zip doc docx rtf ppt pptx xls xlsx odt ods odp"
                .split(' ')
                .collect::<Vec<_>>()
        );
    }

    #[test]
    fn uploads() {
        use UploadRefusal::{Content, Empty, Extension};
        type Case = (&'static str, &'static [u8], Accept, Result<&'static str, UploadRefusal>);
        let cases: &[Case] = &[
            ("a.PNG", PNG, Accept::Images, Ok("image/png")),
            ("a.jpg", WEBP, Accept::Images, Ok("image/webp")),
            ("a.png", PNG, Accept::Documents, Ok("image/png")),
            ("a.pdf", b"%PDF-1.4", Accept::Documents, Ok("application/pdf")),
            ("a.pdf", b"%PDF-1.4", Accept::Images, Err(Extension)),
            ("a.odp", ZIP, Accept::Documents, Ok("application/vnd.oasis.opendocument.presentation")),
            ("a.doc", b"{\\rtf1", Accept::Documents, Ok("application/msword")),
            ("a.csv", b"a,b", Accept::Documents, Ok("text/csv")),
            ("a.csv", b"", Accept::Documents, Err(Empty)),
            ("a.pdf", PNG, Accept::Documents, Err(Content)),
            ("a.png", b"<svg onload=alert(1)>", Accept::Images, Err(Content)),
            ("a.png", b"BM\x46\0\0\0\0\0\0\0", Accept::Images, Err(Content)),
            ("a.txt", b"MZ\x90\0", Accept::Documents, Err(Content)),
            ("a.svg", b"<svg>", Accept::Documents, Err(Extension)),
            ("a.html", b"<html>", Accept::Documents, Err(Extension)),
            ("a.png.exe", PNG, Accept::Documents, Err(Extension)),
            ("png", PNG, Accept::Documents, Err(Extension)),
            (".png", PNG, Accept::Documents, Err(Extension)),
        ];
        for (name, head, accept, expected) in cases {
            let found = check_upload(name, head, *accept).map(|file_type| file_type.content_type);
            assert_eq!(found, *expected, "{name} {head:?}");
        }
    }

    #[test]
    fn serving() {
        let served = |name: &str, head: &[u8]| {
            let served = served_as(&MediaPath::new(name).expect("valid"), head);
            (served.content_type, served.inline)
        };
        assert_eq!(served("e/submissions/X/image_aB3dE6g", PNG), ("image/png", true));
        assert_eq!(served("a.txt", b"<script>"), ("text/plain", false));
        assert_eq!(served("a.html", b"<script>"), ("application/octet-stream", false));
        assert_eq!(served("a.svg", b"<svg/>"), ("application/octet-stream", false));
        assert_eq!(served("a.pdf", b"%PDF-1.4"), ("application/pdf", false));
        assert_eq!(served("a.pdf", b"<html>"), ("application/octet-stream", false));
        assert_eq!(served("a.bmp", b"BM\x46\0\0\0\0\0\0\0"), ("image/bmp", false));
        assert!(!served("a.docx", ZIP).1);
        assert_eq!(served("a.bin", b"\0\x01"), ("application/octet-stream", false));
    }
}
