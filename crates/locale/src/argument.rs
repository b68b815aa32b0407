//! What can be put into a message.

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};

/// A text or a whole number. References count too, so that templates can pass what they have.
pub trait Argument {
    fn value(&self) -> FluentValue<'_>;
}

impl Argument for str {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::String(Cow::Borrowed(self))
    }
}

impl Argument for String {
    fn value(&self) -> FluentValue<'_> {
        self.as_str().value()
    }
}

impl Argument for Cow<'_, str> {
    fn value(&self) -> FluentValue<'_> {
        self.as_ref().value()
    }
}

impl<T: Argument + ?Sized> Argument for &T {
    fn value(&self) -> FluentValue<'_> {
        (**self).value()
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl Argument for $number {
            fn value(&self) -> FluentValue<'_> {
                FluentValue::from(*self)
            }
        })+
    };
}

numbers!(i16, i32, i64, u16, u32, u64, usize);

/// The arguments of one message: `("count", n)`, or several such pairs in a tuple, an array or a
/// slice. Templates and Rust write the same: `t_args("kit-results", ("count", total))`,
/// `t_args("kit-page-of", (("page", page), ("pages", pages)))`.
pub trait Arguments {
    fn add<'a>(&'a self, args: &mut FluentArgs<'a>);
}

impl<T: Arguments + ?Sized> Arguments for &T {
    fn add<'a>(&'a self, args: &mut FluentArgs<'a>) {
        (**self).add(args);
    }
}

impl<A: Argument> Arguments for (&str, A) {
    fn add<'a>(&'a self, args: &mut FluentArgs<'a>) {
        args.set(self.0, self.1.value());
    }
}

impl<A: Argument> Arguments for [(&str, A)] {
    fn add<'a>(&'a self, args: &mut FluentArgs<'a>) {
        for pair in self {
            pair.add(args);
        }
    }
}

impl<A: Argument, const N: usize> Arguments for [(&str, A); N] {
    fn add<'a>(&'a self, args: &mut FluentArgs<'a>) {
        self.as_slice().add(args);
    }
}

macro_rules! tuples {
    ($(($($type:ident $index:tt),+))+) => {
        $(impl<$($type: Argument),+> Arguments for ($((&str, $type),)+) {
            fn add<'a>(&'a self, args: &mut FluentArgs<'a>) {
                $(self.$index.add(args);)+
            }
        })+
    };
}

tuples! {
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
}
