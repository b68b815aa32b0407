//! Lists of what a call is made of.

use plenary_web::{Frame, Page, Url, Visit};

/// A list, or what belongs there while it is empty.
#[derive(askama::Template)]
#[template(path = "orga/call_list.html")]
pub struct ListPage {
    pub frame: Frame,
    pub title: String,
    pub lead: String,
    /// Where new ones are made and what the button says, for those who may.
    pub add: Option<(Url, String)>,
    pub icon: &'static str,
    pub none: String,
    /// Columns after the name.
    pub heads: Vec<String>,
    pub name_head: String,
    pub rows: Vec<Row>,
    /// Can be put into another order, by those who may.
    pub sortable: bool,
}

#[derive(Default)]
pub struct Row {
    pub id: String,
    pub name: String,
    pub url: Option<Url>,
    /// Class of the dot in front of the name.
    pub colour: String,
    pub badges: Vec<String>,
    pub note: String,
    pub cells: Vec<Cell>,
    /// Which of the two buttons was pressed last: it keeps the focus.
    pub moved_up: bool,
    pub moved_down: bool,
}

#[derive(Default)]
pub struct Cell {
    pub text: String,
    pub url: Option<Url>,
}

impl Cell {
    pub fn text(text: impl ToString) -> Self {
        Self { text: text.to_string(), url: None }
    }

    pub fn count(number: u64, url: Url) -> Self {
        Self { text: number.to_string(), url: (number > 0).then_some(url) }
    }
}

impl ListPage {
    pub fn show(&self, visit: &Visit) -> Page {
        visit.page(self)
    }
}
