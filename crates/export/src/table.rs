//! Lists for spreadsheets: CSV in which no cell is a formula (api-and-exports §11).

use std::borrow::Cow;

/// Comma, CRLF, quotes only where they are needed, a row of names first.
pub fn csv<const N: usize>(names: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::<u8>::new());
    let mut write = |cells: [Cow<'_, str>; N]| {
        out.write_record(cells.iter().map(AsRef::as_ref)).expect("writing into memory cannot fail");
    };
    write(names.map(Cow::Borrowed));
    for row in rows {
        write(row.each_ref().map(|cell| harmless(cell)));
    }
    let bytes = out.into_inner().expect("writing into memory cannot fail");
    String::from_utf8(bytes).expect("only str was written")
}

/// Spreadsheets run what begins like a formula: a `'` before it makes it text, and a `|`, which
/// could start a program, is escaped. Numbers stay.
fn harmless(cell: &str) -> Cow<'_, str> {
    let starts_formula = cell.starts_with(['@', '+', '-', '=', '|', '%', '\t', '\r', '＝', '＋', '－', '＠']);
    let is_number = |text: &str| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
    };
    if !starts_formula || is_number(cell) {
        return Cow::Borrowed(cell);
    }
    Cow::Owned(format!("'{}", cell.replace('|', "\\|")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        for (cell, safe) in [
            ("plain", "plain"),
            ("", ""),
            ("=1+1 \"q\"", "'=1+1 \"q\""),
            ("=cmd|' /C calc'!A0", "'=cmd\\|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+49 30 1", "'+49 30 1"),
            ("-5", "-5"),
            ("-5.00,1", "-5.00,1"),
            ("-", "'-"),
            ("%0A", "'%0A"),
            ("|a", "'\\|a"),
            ("a|b", "a|b"),
            ("\t=1", "'\t=1"),
            ("＝1", "'＝1"),
        ] {
            assert_eq!(harmless(cell), safe, "{cell:?}");
        }
    }

    #[test]
    fn the_dialect() {
        let rows = [["Jo, \"Jo\"".to_owned(), "two\nlines".to_owned()], ["x".to_owned(), String::new()]];
        assert_eq!(
            csv(["name", "answer"], rows),
            "name,answer\r\n\"Jo, \"\"Jo\"\"\",\"two\nlines\"\r\nx,\r\n"
        );
        assert_eq!(csv(["name"], []), "name\r\n");
    }
}
