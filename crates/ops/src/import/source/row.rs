//! One row of the source, the same whichever engine it came from.

use std::str::FromStr;

use plenary_model::{Date, Decimal, I18nText, Timestamp};
use serde_json::Value as Json;

use super::tables::Table;
use crate::import::error::{ImportError, Result};

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    /// A text that could not be decoded. Rows never hold one.
    NotUnicode,
}

#[derive(Debug)]
pub struct Row {
    table: &'static Table,
    values: Vec<Value>,
}

impl Row {
    /// `values` in the order of the table's columns.
    pub fn new(table: &'static Table, values: Vec<Value>) -> Self {
        Self { table, values }
    }

    pub fn table(&self) -> &'static Table {
        self.table
    }

    pub fn value(&self, column: &str) -> &Value {
        let index = self.table.columns.iter().position(|name| *name == column);
        debug_assert!(index.is_some(), "{} has no column {column}", self.table.name);
        index.and_then(|index| self.values.get(index)).unwrap_or(&Value::Null)
    }

    /// The key as it is, also where it would not fit into ours.
    pub fn key(&self) -> i64 {
        match self.value("id") {
            Value::Int(id) => *id,
            Value::Text(text) => text.parse().unwrap_or_default(),
            _ => 0,
        }
    }

    pub fn bad(&self, column: &str, problem: impl Into<String>) -> ImportError {
        ImportError::BadValue {
            table: self.table.name,
            row: self.key(),
            column: column.to_owned(),
            problem: problem.into(),
        }
    }

    fn needed<T>(&self, column: &str, value: Option<T>) -> Result<T> {
        value.ok_or_else(|| self.bad(column, "there is no value, but one is needed"))
    }

    /// What text a value shows when read as text.
    fn shown(&self, column: &str) -> Option<String> {
        match self.value(column) {
            Value::Null | Value::NotUnicode => None,
            Value::Int(number) => Some(number.to_string()),
            Value::Real(number) => Some(number.to_string()),
            Value::Text(text) => Some(text.clone()),
        }
    }

    fn parsed<T: FromStr>(&self, column: &str, what: &str) -> Result<Option<T>> {
        let Some(text) = self.shown(column) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| self.bad(column, format!("“{}” is no {what}", excerpt(&text))))
    }

    pub fn id(&self) -> Result<i32> {
        self.int("id")
    }

    pub fn int(&self, column: &str) -> Result<i32> {
        self.needed(column, self.int_opt(column)?)
    }

    pub fn int_opt(&self, column: &str) -> Result<Option<i32>> {
        self.parsed(column, "whole number of 32 bits")
    }

    pub fn flag(&self, column: &str) -> Result<bool> {
        match self.value(column) {
            Value::Int(number) => Ok(*number != 0),
            Value::Text(text) if ["true", "t", "1"].contains(&text.as_str()) => Ok(true),
            Value::Text(text) if ["false", "f", "0"].contains(&text.as_str()) => Ok(false),
            _ => {
                let shown = self.needed(column, self.shown(column))?;
                Err(self.bad(column, format!("“{}” is neither true nor false", excerpt(&shown))))
            }
        }
    }

    /// Empty where the source has NULL.
    pub fn text(&self, column: &str) -> String {
        self.shown(column).unwrap_or_default()
    }

    pub fn text_opt(&self, column: &str) -> Option<String> {
        self.shown(column)
    }

    /// `None` also for an empty text.
    pub fn filled(&self, column: &str) -> Option<String> {
        self.shown(column).filter(|text| !text.is_empty())
    }

    pub fn i18n(&self, column: &str) -> I18nText {
        I18nText::parse(&self.text(column))
    }

    /// A value of a closed set.
    pub fn choice<T: FromStr>(&self, column: &str) -> Result<T> {
        self.needed(column, self.parsed(column, "known value")?)
    }

    pub fn time(&self, column: &str) -> Result<Timestamp> {
        self.needed(column, self.time_opt(column)?)
    }

    pub fn time_opt(&self, column: &str) -> Result<Option<Timestamp>> {
        let Some(text) = self.shown(column) else { return Ok(None) };
        let parsed = parse_time(&text);
        parsed.map(Some).ok_or_else(|| self.bad(column, format!("“{}” is no time", excerpt(&text))))
    }

    pub fn date(&self, column: &str) -> Result<Date> {
        self.needed(column, self.date_opt(column)?)
    }

    pub fn date_opt(&self, column: &str) -> Result<Option<Date>> {
        self.parsed(column, "date")
    }

    pub fn decimal_opt<const PLACES: u32>(&self, column: &str) -> Result<Option<Decimal<PLACES>>> {
        if let Value::Real(number) = self.value(column) {
            let fits = number.is_finite() && number.abs() < 1e12;
            return if fits {
                Ok(Some(Decimal::from_f64(*number)))
            } else {
                Err(self.bad(column, format!("{number} is too large")))
            };
        }
        self.parsed(column, &format!("decimal number with {PLACES} places"))
    }

    pub fn decimal<const PLACES: u32>(&self, column: &str) -> Result<Decimal<PLACES>> {
        self.needed(column, self.decimal_opt(column)?)
    }

    pub fn json_opt(&self, column: &str) -> Result<Option<Json>> {
        let Some(text) = self.shown(column) else { return Ok(None) };
        let parsed = serde_json::from_str(&text);
        parsed.map(Some).map_err(|error| self.bad(column, format!("this is not valid JSON ({error})")))
    }

    /// A JSON object; also one that is wrapped in a JSON string, as old rows have it.
    pub fn object(&self, column: &str) -> Result<Json> {
        let mut value = self.json_opt(column)?.unwrap_or(Json::Null);
        if let Json::String(text) = &value {
            value = serde_json::from_str(text)
                .map_err(|error| self.bad(column, format!("the text inside is not valid JSON ({error})")))?;
        }
        match value {
            Json::Null => Ok(Json::Object(serde_json::Map::new())),
            Json::Object(_) => Ok(value),
            _ => Err(self.bad(column, "this is JSON, but not an object")),
        }
    }
}

/// Times come as `2026-09-11 10:00:00.123`, in UTC, from PostgreSQL with `+00` behind.
fn parse_time(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let plain = ["Z", "+00:00", "+00"].iter().find_map(|zone| text.strip_suffix(zone));
    let plain = plain.unwrap_or(text).replacen(' ', "T", 1);
    let date_only = plain.len() == 10;
    let full = if date_only { format!("{plain}T00:00:00Z") } else { format!("{plain}Z") };
    full.parse().ok()
}

fn excerpt(text: &str) -> String {
    if text.chars().count() <= 40 {
        text.to_owned()
    } else {
        format!("{}…", text.chars().take(40).collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static TABLE: Table = Table { name: "t", columns: &["id", "x"] };

    fn row(value: Value) -> Row {
        Row::new(&TABLE, vec![Value::Int(7), value])
    }

    fn text(text: &str) -> Row {
        row(Value::Text(text.to_owned()))
    }

    #[test]
    fn times_of_both_engines() {
        let expected: Timestamp = "2026-09-11T10:00:00.125Z".parse().unwrap();
        for shape in ["2026-09-11 10:00:00.125", "2026-09-11 10:00:00.125+00", "2026-09-11T10:00:00.125000Z"]
        {
            assert_eq!(text(shape).time("x").unwrap(), expected, "{shape}");
        }
        for bad in ["", "yesterday", "2026-13-01 00:00:00", "infinity", "2026-09-11 10:00:00+05:30+00", "é"]
        {
            assert!(text(bad).time_opt("x").is_err(), "{bad}");
        }
    }

    #[test]
    fn numbers_of_both_engines() {
        assert!(text("true").flag("x").unwrap() && row(Value::Int(1)).flag("x").unwrap());
        assert!(!text("false").flag("x").unwrap() && !row(Value::Int(0)).flag("x").unwrap());
        assert!(text("maybe").flag("x").is_err() && row(Value::Real(1.0)).flag("x").is_err());
        for value in [Value::Int(3), Value::Real(3.0), Value::Text("3.00".to_owned())] {
            assert_eq!(row(value).decimal::<2>("x").unwrap().to_string(), "3.00");
        }
        for value in [Value::Int(i64::MAX), Value::Real(f64::NAN), Value::Real(1e300)] {
            assert!(row(value).decimal::<6>("x").is_err());
        }
        assert!(row(Value::Int(i64::MAX)).int("x").is_err());
    }

    #[test]
    fn problems_name_the_place() {
        let problem = text("{broken").json_opt("x").unwrap_err().to_string();
        assert!(problem.starts_with("Table t, row 7, column x: this is not valid JSON"), "{problem}");
        let deep = "[".repeat(100_000);
        assert!(text(&deep).json_opt("x").is_err());
        assert_eq!(text(r#""{\"a\": 1}""#).object("x").unwrap()["a"], 1);
        assert!(text("[1]").object("x").is_err());
    }
}
