//! Taking what names a person out of texts and of the log.

use plenary_model::Result;
use plenary_store::Tx;
use plenary_store::entity::activity_log;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, LikeExpr, SimpleExpr};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};
use serde_json::Value;

/// What stands in the place of what was taken out.
const GONE: &str = "[deleted]";

/// The names and addresses of one person.
#[derive(Debug, Default)]
pub struct Traces {
    texts: Vec<String>,
}

impl Traces {
    /// Shorter texts say nothing by themselves, and are parts of too much.
    const SHORTEST: usize = 3;

    pub fn add(&mut self, text: &str) {
        let text = text.trim();
        let known = self.texts.iter().any(|other| other == text);
        if text.chars().count() >= Self::SHORTEST && !known {
            self.texts.push(text.to_owned());
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

    /// The same in every string of a value, and in the names of its fields.
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
                    let (name, inner) = (self.taken_out(key), self.taken_out_of_value(item));
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
            any.add(text().like(pattern(&trace)))
                .add(Expr::expr(Func::lower(text())).like(pattern(&trace.to_lowercase())))
        })
    }
}

fn in_json(text: &str) -> String {
    let quoted = Value::String(text.to_owned()).to_string();
    quoted.trim_matches('"').to_owned()
}

fn pattern(text: &str) -> LikeExpr {
    let escaped = text.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    LikeExpr::new(format!("%{escaped}%")).escape('!')
}

/// `text` with every occurrence of `trace` replaced, whatever the case, where it is a word of its own.
fn replaced(text: &str, trace: &str) -> Option<String> {
    let fold = |c: char| c.to_lowercase().next().unwrap_or(c);
    let (chars, wanted): (Vec<char>, Vec<char>) = (text.chars().collect(), trace.chars().map(fold).collect());
    let is_word =
        |index: Option<usize>| index.and_then(|i| chars.get(i)).is_some_and(|c| c.is_alphanumeric());
    let mut result = String::new();
    let (mut at, mut any) = (0, false);
    while at < chars.len() {
        let end = at + wanted.len();
        let found = end <= chars.len()
            && chars[at..end].iter().zip(&wanted).all(|(have, want)| fold(*have) == *want)
            && !is_word(at.checked_sub(1))
            && !is_word(Some(end));
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

/// Takes a person's traces out of the log: what it says of `objects` goes as a whole.
pub async fn log(tx: &Tx, traces: &Traces, about: Condition, questions: &[i32]) -> Result<()> {
    use activity_log::{ActiveModel, Column, Entity};
    let cleared = ActiveModel { data: Set(None), ..Default::default() };
    Entity::update_many().set(cleared).filter(about).filter(Column::Data.is_not_null()).exec(tx.db()).await?;
    let mut wanted = Condition::any().add(traces.may_be_in(Column::Data, true));
    for id in questions {
        let text = Expr::expr(Column::Data.into_expr()).cast_as(Alias::new("text"));
        wanted = wanted.add(text.like(format!("%\"question-{id}\"%")));
    }
    for row in Entity::find().filter(wanted).all(tx.db()).await? {
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
    fn values() {
        let traces = traces(&["ann@example.org"]);
        let old = json!({"a": ["x", {"to": "ann@example.org"}], "ann@example.org": 1});
        let new = json!({"a": ["x", {"to": "[deleted]"}], "[deleted]": 1});
        assert_eq!(traces.taken_out_of_value(&old), Some(new));
        assert_eq!(traces.taken_out_of_value(&json!({"a": 1})), None);
    }
}
