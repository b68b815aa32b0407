//! Values of fields, in and out, as the types the domain uses.

use jiff::civil;
use jiff::tz::TimeZone;
use plenary_model::{Date, I18nText, Timestamp};

use super::{Field, Form};

impl Form {
    /// Sets a field's value from an object.
    pub fn fill(mut self, name: &str, value: impl ToString) -> Self {
        if let Some(field) = self.find_mut(name) {
            field.values = vec![value.to_string()];
        }
        self
    }

    pub fn fill_option(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.fill(name, value),
            None => self,
        }
    }

    pub fn fill_flag(self, name: &str, on: bool) -> Self {
        self.fill(name, if on { "on" } else { "" })
    }

    pub fn fill_all<V: ToString>(mut self, name: &str, values: impl IntoIterator<Item = V>) -> Self {
        if let Some(field) = self.find_mut(name) {
            field.values = values.into_iter().map(|value| value.to_string()).collect();
        }
        self
    }

    pub fn fill_i18n(mut self, name: &str, value: &I18nText) -> Self {
        if let Some(field) = self.find_mut(name) {
            field.set_i18n(value);
        }
        self
    }

    /// An instant as local date and time of a zone.
    pub fn fill_instant(self, name: &str, value: Option<Timestamp>, zone: &TimeZone) -> Self {
        self.fill_option(name, value.map(|at| at.in_zone(zone).strftime("%Y-%m-%dT%H:%M").to_string()))
    }

    pub fn text(&self, name: &str) -> &str {
        self.find(name).map_or("", |field| field.value())
    }

    /// The text of a field that only some forms have, empty in the others: what a call for
    /// proposals asks for is the organisers' choice.
    pub fn if_asked(&self, name: &str) -> &str {
        self.fields.iter().find(|field| field.name == name).map_or("", Field::value)
    }

    /// Nothing where the field is empty.
    pub fn optional(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    pub fn i18n(&self, name: &str) -> I18nText {
        self.find(name).map(|field| field.i18n_value()).unwrap_or_default()
    }

    pub fn flag(&self, name: &str) -> bool {
        self.text(name) == "on"
    }

    /// Nothing where the field is empty or was refused by [`Form::check`].
    pub fn number(&self, name: &str) -> Option<i64> {
        self.text(name).parse().ok()
    }

    pub fn id(&self, name: &str) -> Option<i32> {
        self.text(name).parse().ok()
    }

    pub fn list(&self, name: &str) -> Vec<&str> {
        self.find(name).map(|field| field.values.iter().map(String::as_str).collect()).unwrap_or_default()
    }

    pub fn ids(&self, name: &str) -> Vec<i32> {
        self.list(name).into_iter().filter_map(|value| value.parse().ok()).collect()
    }

    pub fn date(&self, name: &str) -> Option<Date> {
        self.text(name).parse().ok()
    }

    /// The instant a local date and time means in a zone. A time that a change of the clock skips is
    /// moved on, of one that it repeats the first is taken.
    pub fn instant(&self, name: &str, zone: &TimeZone) -> Option<Timestamp> {
        let local = local_date_time(self.text(name))?;
        zone.to_ambiguous_zoned(local).compatible().ok().map(|zoned| (&zoned).into())
    }
}

/// `2026-09-04T14:30`, with seconds or a blank instead of the `T` too.
pub(super) fn local_date_time(text: &str) -> Option<civil::DateTime> {
    text.replacen(' ', "T", 1).parse().ok().filter(|_| text.len() > 10)
}

#[cfg(test)]
mod tests {
    use plenary_locale::Locale;
    use plenary_model::time::zone;

    use super::super::Field;
    use super::*;

    #[test]
    fn local_times() {
        let berlin = zone("Europe/Berlin");
        let form = Form::new(Locale::EN).with(Field::date_time("start", "Start"));
        let at: Timestamp = "2026-09-04T12:30:00Z".parse().unwrap();
        let form = form.fill_instant("start", Some(at), &berlin);
        assert_eq!(form.text("start"), "2026-09-04T14:30");
        assert_eq!(form.instant("start", &berlin), Some(at));
        // Skipped at the start of summer time.
        let form = form.fill("start", "2026-03-29T02:30");
        assert_eq!(form.instant("start", &berlin).unwrap().to_string(), "2026-03-29T01:30:00Z");
        assert_eq!(form.fill("start", "2026-03-29").instant("start", &berlin), None);
    }
}
