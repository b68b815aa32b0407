//! Tests of what administrators need, on both engines.

mod import;
