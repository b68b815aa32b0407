//! Which words differ between two texts.

/// A piece of a text: whether it stands in this text only, and what it says.
pub type Piece = (bool, String);

/// Above this many comparisons the middle of two texts counts as different altogether.
const MOST_COMPARISONS: usize = 1_000_000;

/// Both texts in pieces, those marked that the other one lacks.
pub fn compare(old: &str, new: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (a, b) = (tokens(old), tokens(new));
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (middle_a, middle_b) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    let (same_a, same_b) = common(middle_a, middle_b);
    let pieces = |all: &[&str], same: &[bool]| {
        let marks = (0..all.len()).map(|at| {
            let inside = at >= start && at < all.len() - end;
            inside && !same[at - start]
        });
        let mut pieces: Vec<Piece> = Vec::new();
        for (token, differs) in all.iter().zip(marks) {
            match pieces.last_mut() {
                Some((last, text)) if *last == differs => text.push_str(token),
                _ => pieces.push((differs, (*token).to_owned())),
            }
        }
        pieces
    };
    (pieces(&a, &same_a), pieces(&b, &same_b))
}

/// Words with the blanks behind them.
fn tokens(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// Which of each belong to the longest common sequence.
fn common(a: &[&str], b: &[&str]) -> (Vec<bool>, Vec<bool>) {
    let (mut same_a, mut same_b) = (vec![false; a.len()], vec![false; b.len()]);
    if a.is_empty() || b.is_empty() || a.len().saturating_mul(b.len()) > MOST_COMPARISONS {
        return (same_a, same_b);
    }
    let width = b.len() + 1;
    let mut lengths = vec![0_u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            lengths[i * width + j] = if a[i] == b[j] {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            (same_a[i], same_b[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (same_a, same_b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|(differs, text)| if *differs { format!("[{text}]") } else { text.clone() })
            .collect()
    }

    #[test]
    fn words_are_compared() {
        for (old, new, left, right) in [
            ("the wet moss grows", "the green moss grows", "the [wet ]moss grows", "the [green ]moss grows"),
            ("a b c", "b c d", "[a ]b [c]", "b [c d]"),
            ("", "new", "", "[new]"),
            ("same", "same", "same", "same"),
            ("ä🌿 x", "ä🌿 y", "ä🌿 [x]", "ä🌿 [y]"),
        ] {
            let (a, b) = compare(old, new);
            assert_eq!((shown(&a).as_str(), shown(&b).as_str()), (left, right));
            let plain = |pieces: &[Piece]| pieces.iter().map(|(_, text)| text.as_str()).collect::<String>();
            assert_eq!((plain(&a).as_str(), plain(&b).as_str()), (old, new));
        }
    }

    #[test]
    fn long_texts_take_no_time() {
        let text = |word: &str| format!("{word} ").repeat(20_000);
        let (a, b) = compare(&text("old"), &text("new"));
        assert_eq!((a.len(), b.len()), (1, 1));
        assert!(a[0].0 && b[0].0);
    }
}
