//! How the vocabulary is bound to and read from database columns, the same way on both engines.

use sea_orm::sea_query::{ArrayType, ColumnType, Nullable, Value, ValueType, ValueTypeErr};
use sea_orm::{ColIdx, QueryResult, TryGetError, TryGetable};

use crate::{Date, Decimal, I18nText, Timestamp};

/// Binds a type through its text form (`to_string`, `parse`).
macro_rules! text_column {
    ($name:ident) => {
        impl From<$name> for sea_orm::sea_query::Value {
            fn from(value: $name) -> Self {
                value.to_string().into()
            }
        }
        impl sea_orm::sea_query::Nullable for $name {
            fn null() -> sea_orm::sea_query::Value {
                String::null()
            }
        }
        impl sea_orm::sea_query::ValueType for $name {
            fn try_from(value: sea_orm::sea_query::Value) -> Result<Self, sea_orm::sea_query::ValueTypeErr> {
                <String as sea_orm::sea_query::ValueType>::try_from(value)?
                    .parse()
                    .map_err(|_| sea_orm::sea_query::ValueTypeErr)
            }
            fn type_name() -> String {
                stringify!($name).to_owned()
            }
            fn array_type() -> sea_orm::sea_query::ArrayType {
                sea_orm::sea_query::ArrayType::String
            }
            fn column_type() -> sea_orm::sea_query::ColumnType {
                sea_orm::sea_query::ColumnType::Text
            }
        }
        impl sea_orm::TryGetable for $name {
            fn try_get_by<I: sea_orm::ColIdx>(
                row: &sea_orm::QueryResult,
                index: I,
            ) -> Result<Self, sea_orm::TryGetError> {
                crate::column::from_text(row, index, |text| text.parse())
            }
        }
    };
}
pub(crate) use text_column;

pub(crate) fn from_text<I: ColIdx, T, E: std::fmt::Display>(
    row: &QueryResult,
    index: I,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<T, TryGetError> {
    let text = String::try_get_by(row, index)?;
    parse(&text).map_err(|error| {
        TryGetError::DbErr(sea_orm::DbErr::Type(format!("column {index:?} holds “{text}”: {error}")))
    })
}

text_column!(Date);

impl From<I18nText> for Value {
    fn from(value: I18nText) -> Self {
        value.stored().into()
    }
}
impl Nullable for I18nText {
    fn null() -> Value {
        String::null()
    }
}
impl ValueType for I18nText {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        Ok(Self::parse(&<String as ValueType>::try_from(value)?))
    }
    fn type_name() -> String {
        "I18nText".to_owned()
    }
    fn array_type() -> ArrayType {
        ArrayType::String
    }
    fn column_type() -> ColumnType {
        ColumnType::Text
    }
}
impl TryGetable for I18nText {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        from_text(row, index, |text| Ok::<_, std::convert::Infallible>(Self::parse(text)))
    }
}

/// Binds a type through a whole number.
macro_rules! integer_column {
    ($name:ty, [$($generics:tt)*], $to:expr, $from:expr) => {
        impl<$($generics)*> From<$name> for Value {
            fn from(value: $name) -> Self {
                $to(value).into()
            }
        }
        impl<$($generics)*> Nullable for $name {
            fn null() -> Value {
                i64::null()
            }
        }
        impl<$($generics)*> ValueType for $name {
            fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
                Ok($from(<i64 as ValueType>::try_from(value)?))
            }
            fn type_name() -> String {
                stringify!($name).to_owned()
            }
            fn array_type() -> ArrayType {
                ArrayType::BigInt
            }
            fn column_type() -> ColumnType {
                ColumnType::BigInteger
            }
        }
        impl<$($generics)*> TryGetable for $name {
            fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
                i64::try_get_by(row, index).map($from)
            }
        }
    };
}

integer_column!(Timestamp, [], Timestamp::micros, Timestamp::from_micros);
integer_column!(Decimal<PLACES>, [const PLACES: u32], Decimal::<PLACES>::units, Decimal::<PLACES>::from_units);
