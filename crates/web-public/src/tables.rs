//! The lists that organisers take away as CSV (api-and-exports §11).

use plenary_export::csv;
use plenary_locale::Locale;
use plenary_model::Result;
use plenary_store::entity::event;
use plenary_submission::tables::{self, Answer};
use plenary_web::urls::media;
use plenary_web::{AppState, Visit};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    Speakers,
    SpeakerAnswers,
    SubmissionAnswers,
}

impl Table {
    const ALL: [Self; 3] = [Self::Speakers, Self::SpeakerAnswers, Self::SubmissionAnswers];

    /// Without the ending.
    pub fn name(self) -> &'static str {
        match self {
            Self::Speakers => "speakers",
            Self::SpeakerAnswers => "speaker-questions",
            Self::SubmissionAnswers => "submission-questions",
        }
    }

    /// From the name of an export: `speakers.csv`.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.strip_suffix(".csv")?;
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// The file. Questions and options are in `locale`, names of columns never are.
    pub async fn read(
        self,
        state: &AppState,
        visit: &Visit,
        event: &event::Model,
        locale: Locale,
    ) -> Result<String> {
        let (db, actor) = (state.database.reader(), visit.actor());
        let question = |line: &tables::AnswerLine| line.question.get(locale.code(), &event.locale).to_owned();
        let given = |answer| shown(answer, locale, event);
        Ok(match self {
            Self::Speakers => {
                let lines = tables::speakers(db, &actor, event).await?;
                // Spelled as those who read it with a program know it.
                let flag = |yes: bool| if yes { "True" } else { "False" }.to_owned();
                let rows = lines.into_iter().map(|line| [line.name, line.email, flag(line.confirmed)]);
                csv(["name", "email", "confirmed"], rows)
            }
            Self::SpeakerAnswers => {
                let lines = tables::speaker_answers(db, &actor, event).await?;
                let rows = lines.into_iter().map(|line| {
                    let question = question(&line);
                    [line.code, line.about, line.email, question, given(line.answer)]
                });
                csv(["code", "name", "email", "question", "answer"], rows)
            }
            Self::SubmissionAnswers => {
                let lines = tables::submission_answers(db, &actor, event).await?;
                let rows = lines.into_iter().map(|line| {
                    let question = question(&line);
                    [line.code, line.about, question, given(line.answer)]
                });
                csv(["code", "title", "question", "answer"], rows)
            }
        })
    }
}

fn shown(answer: Answer, locale: Locale, event: &event::Model) -> String {
    match answer {
        Answer::Text(text) => text,
        Answer::YesNo(yes) => locale.t(if yes { "kit-yes" } else { "kit-no" }).into_owned(),
        Answer::File(path) => media(&path).to_string(),
        Answer::Choices(options) => {
            let names: Vec<&str> =
                options.iter().map(|option| option.get(locale.code(), &event.locale)).collect();
            names.join(", ")
        }
    }
}
