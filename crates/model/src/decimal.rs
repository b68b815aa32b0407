//! Decimal numbers with a fixed number of places.

use std::fmt;
use std::str::FromStr;

/// A decimal with `PLACES` places, kept and stored as a whole number of its smallest unit, so that
/// both engines hold exactly the same value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal<const PLACES: u32>(pub i64);

impl<const PLACES: u32> Decimal<PLACES> {
    const UNIT: i64 = 10_i64.pow(PLACES);

    pub fn from_units(units: i64) -> Self {
        Self(units)
    }

    pub fn whole(value: i64) -> Self {
        Self(value * Self::UNIT)
    }

    pub fn units(self) -> i64 {
        self.0
    }

    pub fn to_f64(self) -> f64 {
        self.0 as f64 / Self::UNIT as f64
    }

    /// The nearest decimal, halves away from zero: for sources that hold floats.
    pub fn from_f64(value: f64) -> Self {
        Self((value * Self::UNIT as f64).round() as i64)
    }
}

impl<const PLACES: u32> fmt::Display for Decimal<PLACES> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, units) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        let unit = Self::UNIT.unsigned_abs();
        if PLACES == 0 {
            return write!(f, "{sign}{units}");
        }
        write!(f, "{sign}{}.{:0width$}", units / unit, units % unit, width = PLACES as usize)
    }
}

impl<const PLACES: u32> fmt::Debug for Decimal<PLACES> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is no decimal number, or has more digits than fit.
#[derive(Debug, thiserror::Error)]
#[error("not a decimal number")]
pub struct NotADecimal;

impl<const PLACES: u32> FromStr for Decimal<PLACES> {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
            return Err(NotADecimal);
        }
        // Trailing zeros beyond the scale carry no value.
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > PLACES as usize {
            return Err(NotADecimal);
        }
        let padded = format!("{whole}{fraction:0<width$}", width = PLACES as usize);
        let units: i64 = padded.parse().map_err(|_| NotADecimal)?;
        Ok(Self(if negative { -units } else { units }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        let two = |text: &str| text.parse::<Decimal<2>>().map(|d| d.to_string());
        assert_eq!(two("2").unwrap(), "2.00");
        assert_eq!(two("-0.5").unwrap(), "-0.50");
        assert_eq!(two("1.500000").unwrap(), "1.50");
        assert_eq!(two(".25").unwrap(), "0.25");
        for bad in ["", ".", "1.234", "1e3", "abc", "99999999999999999999"] {
            assert!(two(bad).is_err(), "{bad}");
        }
        assert_eq!(Decimal::<6>::from_f64(0.1).to_string(), "0.100000");
    }
}
