//! Finding rows by parts of their texts, whatever the case, on both engines.

use std::collections::BTreeSet;

use sea_orm::sea_query::{Expr, ExprTrait, Func, LikeExpr, SimpleExpr};
use sea_orm::{ColumnTrait, Condition};

/// More words than this narrow nothing down.
const MOST_WORDS: usize = 8;
/// Longer words are cut: nobody types them.
const MOST_CHARACTERS: usize = 100;

/// The words of a search.
pub fn words(query: &str) -> Vec<String> {
    let word =
        |word: &str| word.chars().filter(|c| !c.is_control()).take(MOST_CHARACTERS).collect::<String>();
    query.split_whitespace().map(word).filter(|word| !word.is_empty()).take(MOST_WORDS).collect()
}

/// Every word stands in one of the columns.
pub fn all_words<C: ColumnTrait>(words: &[String], columns: &[C]) -> Condition {
    words.iter().fold(Condition::all(), |all, word| {
        all.add(columns.iter().fold(Condition::any(), |any, column| any.add(contains(*column, word))))
    })
}

/// SQLite lowers ASCII letters only, so that other letters are asked for as they may be written: all
/// small, all capital, or with one at the beginning.
fn contains(column: impl ColumnTrait, word: &str) -> Condition {
    let lower = word.to_lowercase();
    let mut rest = lower.chars();
    let title: String = rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect();
    let spellings: BTreeSet<String> =
        [lower.clone(), word.to_uppercase(), title].iter().map(|text| text.to_ascii_lowercase()).collect();
    spellings.into_iter().fold(Condition::any(), |any, text| {
        let pattern = LikeExpr::new(format!("%{}%", escaped(&text))).escape('\\');
        any.add(SimpleExpr::from(Func::lower(Expr::col(column.as_column_ref()))).like(pattern))
    })
}

fn escaped(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            all.push('\\');
        }
        all.push(character);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_search() {
        assert_eq!(words("  Moss\u{0} & \tmoon "), ["Moss", "&", "moon"]);
        assert_eq!(words(&"x ".repeat(50)).len(), MOST_WORDS);
        assert_eq!(words(&"é".repeat(10_000))[0].chars().count(), MOST_CHARACTERS);
        assert!(words(" \n\u{7}").is_empty());
        assert_eq!(escaped(r"50%_\"), r"50\%\_\\");
    }
}
