mod codes;
mod form;
mod notes;
mod parts;
mod setting;
