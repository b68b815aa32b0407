//! What came of trying a mail server out, on the pages that do so.

use plenary_mail::delivery::Report;
use plenary_mail::smtp::Failure;
use plenary_web::Visit;

pub struct Outcome {
    /// What went wrong: in the reader's language, and in detail.
    pub problem: Option<(String, String)>,
    /// What it means that nothing did.
    pub success: String,
    pub dialogue: String,
}

impl Outcome {
    pub fn of(visit: &Visit, report: Report, success: String) -> Self {
        let problem = report.failure.map(|failure| (said(visit, failure.kind()), failure.to_string()));
        Self { problem, success, dialogue: report.dialogue.to_string() }
    }

    /// Nothing could be tried.
    pub fn failed(visit: &Visit, kind: &str) -> Self {
        let problem = Some((said(visit, kind), String::new()));
        Self { problem, success: String::new(), dialogue: String::new() }
    }
}

fn said(visit: &Visit, kind: &str) -> String {
    visit.locale().message(&Failure::message_of_kind(kind)).into_owned()
}
