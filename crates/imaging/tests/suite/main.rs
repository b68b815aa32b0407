//! Tests of pictures and cards, from outside.

mod cards;
mod hostile;
mod kinds;
mod metadata;
mod sample;
