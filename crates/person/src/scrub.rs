//! Taking what names a person out of texts and of the log.

use plenary_mail::escape;
use plenary_model::Result;
use plenary_store::Tx;
use plenary_store::entity::activity_log;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, LikeExpr, SimpleExpr};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};
use serde_json::Value;

/// What stands in the place of what was taken out.
const GONE: &str = "[deleted]";

/// Names and addresses. What somebody could have typed to harm others (a name may be any words) must only be
/// looked for in what is connected with the person.
#[derive(Debug, Default)]
pub struct Traces {
    texts: Vec<String>,
}

impl Traces {
    /// Shorter texts say nothing by themselves, and are parts of too much; two signs of Chinese are a name.
    const SHORTEST: usize = 3;

    /// The text, and as it stands in Markdown and in HTML.
    pub fn add(&mut self, text: &str) {
        let text = text.trim();
        let weight: usize = text.chars().map(|c| if has_no_blanks(c) { 2 } else { 1 }).sum();
        if weight < Self::SHORTEST {
            return;
        }
        let html = |apostrophe: &str| {
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            text.replace('"', "&quot;").replace('\'', apostrophe)
        };
        // In some languages a letter becomes two: “ß”, “İ”.
        let length = text.chars().count();
        let cases = [text.to_lowercase(), text.to_uppercase()];
        let cases = cases.into_iter().filter(|other| other.chars().count() != length);
        let spellings = [text.to_owned(), escape::line(text), html("'"), html("&#39;"), html("&#x27;")];
        for spelling in spellings.into_iter().chain(cases) {
            if !self.texts.contains(&spelling) {
                self.texts.push(spelling);
            }
        }
    }

    /// Longer ones first: an address may hold a name.
    pub fn finish(mut self) -> Self {
        self.texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        self
    }

    pub fn is(&self, text: &str) -> bool {
        let text = text.trim().to_lowercase();
        self.texts.iter().any(|trace| trace.to_lowercase() == text)
    }

    /// The text without them, or `None` if there are none in it. Only whole words count.
    pub fn taken_out(&self, text: &str) -> Option<String> {
        let mut current: Option<String> = None;
        for trace in &self.texts {
            let place = current.as_deref().unwrap_or(text);
            if let Some(without) = replaced(place, trace) {
                current = Some(without);
            }
        }
        current
    }

    /// The same in every string of a value; addresses in the names of its fields, too.
    pub fn taken_out_of_value(&self, value: &Value) -> Option<Value> {
        match value {
            Value::String(text) => self.taken_out(text).map(Value::String),
            Value::Array(list) => {
                let changed: Vec<Option<Value>> =
                    list.iter().map(|item| self.taken_out_of_value(item)).collect();
                changed.iter().any(Option::is_some).then(|| {
                    changed
                        .into_iter()
                        .zip(list)
                        .map(|(new, old)| new.unwrap_or_else(|| old.clone()))
                        .collect()
                })
            }
            Value::Object(map) => {
                let mut any = false;
                let mut new = serde_json::Map::new();
                for (key, item) in map {
                    let name = Some(key).filter(|key| key.contains('@')).and_then(|key| self.taken_out(key));
                    let inner = self.taken_out_of_value(item);
                    any |= name.is_some() || inner.is_some();
                    new.insert(name.unwrap_or_else(|| key.clone()), inner.unwrap_or_else(|| item.clone()));
                }
                any.then_some(Value::Object(new))
            }
            _ => None,
        }
    }

    /// Whether a column may hold one of them: what the database can tell. `escaped`: it holds JSON.
    pub fn may_be_in(&self, column: impl ColumnTrait, escaped: bool) -> Condition {
        let text = || -> SimpleExpr { Expr::expr(column.into_expr()).cast_as(Alias::new("text")) };
        self.texts.iter().fold(Condition::any().add(Expr::val(1).eq(2)), |any, trace| {
            let trace = if escaped { in_json(trace) } else { trace.clone() };
            let any = [trace.clone(), trace.to_lowercase(), trace.to_uppercase()]
                .iter()
                .fold(any, |any, form| any.add(text().like(pattern(form, false))));
            // What databases call lower case is so for ASCII everywhere, and for other letters here and there.
            match trace.bytes().filter(u8::is_ascii_alphanumeric).count() {
                0..3 => any,
                _ => {
                    any.add(Expr::expr(Func::lower(text())).like(pattern(&trace.to_ascii_lowercase(), true)))
                }
            }
        })
    }
}

fn in_json(text: &str) -> String {
    let quoted = Value::String(text.to_owned()).to_string();
    quoted.trim_matches('"').to_owned()
}

/// `loose`: any sign fits where the text has one that is not ASCII.
fn pattern(text: &str, loose: bool) -> LikeExpr {
    let mut pattern = String::from("%");
    for c in text.chars() {
        match c {
            '!' | '%' | '_' => pattern.extend(['!', c]),
            c if loose && !c.is_ascii() => pattern.push('_'),
            c => pattern.push(c),
        }
    }
    LikeExpr::new(pattern + "%").escape('!')
}

/// Of scripts that put no blanks between words, or put particles right behind names: Chinese, Japanese, Korean,
/// Thai, Lao, Burmese, Khmer.
fn has_no_blanks(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// `text` with every occurrence of `trace` replaced, whatever the case, where it is a word of its own.
fn replaced(text: &str, trace: &str) -> Option<String> {
    let fold = |c: char| c.to_lowercase().next().unwrap_or(c);
    let (chars, wanted): (Vec<char>, Vec<char>) = (text.chars().collect(), trace.chars().map(fold).collect());
    // Whether the sign at this place and that of the trace beside it may belong to one word.
    let joins = |index: Option<usize>, edge: Option<&char>| {
        let of_word = |c: &char| c.is_alphanumeric() && !has_no_blanks(*c);
        index.and_then(|i| chars.get(i)).is_some_and(of_word) && edge.is_some_and(of_word)
    };
    let mut result = String::new();
    let (mut at, mut any) = (0, false);
    while at < chars.len() {
        let end = at + wanted.len();
        let found = end <= chars.len()
            && chars[at..end].iter().zip(&wanted).all(|(have, want)| fold(*have) == *want)
            && !joins(at.checked_sub(1), wanted.first())
            && !joins(Some(end), wanted.last());
        if found {
            result.push_str(GONE);
            at = end;
            any = true;
        } else {
            result.push(chars[at]);
            at += 1;
        }
    }
    any.then_some(result)
}

/// Forgets everything that the log says of objects.
pub async fn clear_log(tx: &Tx, about: Condition) -> Result<()> {
    use activity_log::{ActiveModel, Column, Entity};
    let cleared = ActiveModel { data: Set(None), ..Default::default() };
    Entity::update_many().set(cleared).filter(about).filter(Column::Data.is_not_null()).exec(tx.db()).await?;
    Ok(())
}

/// Whether the log's data have this code as a value: codes are ours, nobody can choose one.
pub fn log_names(code: &str) -> Condition {
    let text = Expr::expr(activity_log::Column::Data.into_expr()).cast_as(Alias::new("text"));
    Condition::all().add(text.like(pattern(&format!("\"{code}\""), false)))
}

/// Takes a person's traces out of some entries of the log, and answers to some questions.
pub async fn log(tx: &Tx, traces: &Traces, some: Condition, questions: &[i32]) -> Result<()> {
    use activity_log::{ActiveModel, Column, Entity};
    for row in Entity::find().filter(some).filter(Column::Data.is_not_null()).all(tx.db()).await? {
        let Some(mut data) = row.data.clone() else { continue };
        if let Some(changes) = data.get_mut("changes").and_then(Value::as_object_mut) {
            for id in questions {
                changes.remove(&format!("question-{id}"));
            }
        }
        let data = traces.taken_out_of_value(&data).unwrap_or(data);
        if row.data.as_ref() != Some(&data) {
            let change = ActiveModel { id: Set(row.id), data: Set(Some(data)), ..Default::default() };
            change.update(tx.db()).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn traces(texts: &[&str]) -> Traces {
        let mut traces = Traces::default();
        texts.iter().for_each(|text| traces.add(text));
        traces.finish()
    }

    #[test]
    fn whole_words_whatever_the_case() {
        let traces = traces(&["Ann", "ann@example.org"]);
        assert_eq!(
            traces.taken_out("The annual Ann’s meeting"),
            Some("The annual [deleted]’s meeting".into())
        );
        assert_eq!(traces.taken_out("to ANN@Example.org, now").unwrap(), "to [deleted], now");
        assert_eq!(traces.taken_out("nothing, Anna"), None);
        let own = self::traces(&["Zoë Ångström"]);
        assert_eq!(own.taken_out("Dear zoë ångström,").unwrap(), "Dear [deleted],");
    }

    #[test]
    fn as_it_is_written_elsewhere() {
        let traces = traces(&["Zoë O'Hara [she/her]", "zoe@example.org"]);
        let taken = |text: &str| traces.taken_out(text).unwrap();
        assert_eq!(taken("Dear Zoë O'Hara \\[she/her\\],"), "Dear [deleted],");
        assert_eq!(taken("<p>Zoë O&#39;Hara [she/her]</p>"), "<p>[deleted]</p>");
        assert_eq!(taken("zoe@\u{2060}example.org"), "[deleted]");
        let chinese = self::traces(&["王芳", "芳"]);
        assert_eq!(chinese.taken_out("亲爱的王芳女士").unwrap(), "亲爱的[deleted]女士");
        assert_eq!(chinese.taken_out("芬芳"), None);
    }

    #[test]
    fn values() {
        let traces = traces(&["ann@example.org"]);
        let old = json!({"a": ["x", {"to": "ann@example.org"}], "ann@example.org": 1});
        let new = json!({"a": ["x", {"to": "[deleted]"}], "[deleted]": 1});
        assert_eq!(traces.taken_out_of_value(&old), Some(new));
        assert_eq!(traces.taken_out_of_value(&json!({"a": 1})), None);
    }
}
