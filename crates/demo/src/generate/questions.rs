//! What the organisers ask beside the usual fields: every kind of question, with believable answers.

use crate::dice::Dice;
use crate::event::*;

struct Draft {
    target: QuestionTarget,
    kind: QuestionKind,
    en: &'static str,
    de: &'static str,
    help_en: &'static str,
    help_de: &'static str,
    required: bool,
    public: bool,
    /// How many in a hundred answer.
    answered: usize,
    options: &'static [(&'static str, &'static str)],
    /// Answers to choose from, for lines, texts, addresses and files.
    texts: &'static [&'static str],
}

const NOTHING: Draft = Draft {
    target: QuestionTarget::Speaker,
    kind: QuestionKind::Line,
    en: "",
    de: "",
    help_en: "",
    help_de: "",
    required: false,
    public: false,
    answered: 60,
    options: &[],
    texts: &[],
};

const DRAFTS: &[Draft] = &[
    Draft {
        target: QuestionTarget::Proposal,
        kind: QuestionKind::Number,
        en: "How many people can take part at most?",
        de: "Wie viele Personen können höchstens teilnehmen?",
        help_en: "Leave this empty unless there is a limit.",
        help_de: "Bitte leer lassen, wenn es keine Grenze gibt.",
        public: true,
        answered: 18,
        ..NOTHING
    },
    Draft {
        target: QuestionTarget::Proposal,
        kind: QuestionKind::Choice,
        en: "How much should the audience know already?",
        de: "Wie viel sollte das Publikum schon wissen?",
        required: true,
        public: true,
        answered: 100,
        options: &[
            ("Nothing", "Nichts"),
            ("The basics", "Die Grundlagen"),
            ("A good deal", "Eine ganze Menge"),
        ],
        ..NOTHING
    },
    Draft {
        target: QuestionTarget::Proposal,
        kind: QuestionKind::Choices,
        en: "What do you need on stage?",
        de: "Was brauchen Sie auf der Bühne?",
        answered: 70,
        options: &[
            ("Sound from my computer", "Ton von meinem Rechner"),
            ("Wired network", "Netzwerkkabel"),
            ("A second microphone", "Ein zweites Mikrofon"),
            ("A table", "Einen Tisch"),
            ("A flip chart", "Ein Flipchart"),
        ],
        ..NOTHING
    },
    Draft {
        target: QuestionTarget::Proposal,
        kind: QuestionKind::YesNo,
        en: "Have you given this session elsewhere?",
        de: "Haben Sie diesen Beitrag schon anderswo gehalten?",
        answered: 100,
        required: true,
        ..NOTHING
    },
    Draft {
        target: QuestionTarget::Proposal,
        kind: QuestionKind::Url,
        en: "Recording of an earlier talk",
        de: "Aufzeichnung eines früheren Vortrags",
        answered: 25,
        texts: &["https://video.example.org/w/harbour-lights", "https://media.example.org/v/2024/17"],
        ..NOTHING
    },
    Draft {
        target: QuestionTarget::Proposal,
        kind: QuestionKind::File,
        en: "Draft of your outline",
        de: "Entwurf Ihrer Gliederung",
        help_en: "Plain text is enough.",
        help_de: "Einfacher Text genügt.",
        answered: 6,
        texts: &[
            "1. Why this matters\n2. What we tried\n3. What we measured\n4. What is left\n",
            "Opening story (3 min)\nThe problem in one picture (5 min)\nDemonstration (12 min)\nQuestions (10 min)\n",
        ],
        ..NOTHING
    },
    Draft {
        kind: QuestionKind::Choice,
        en: "Food",
        de: "Essen",
        answered: 85,
        options: &[
            ("Everything", "Alles"),
            ("Vegetarian", "Vegetarisch"),
            ("Vegan", "Vegan"),
            ("Something else, I will write to you", "Etwas anderes, ich schreibe Ihnen"),
        ],
        ..NOTHING
    },
    Draft {
        kind: QuestionKind::Date,
        en: "When do you arrive?",
        de: "Wann reisen Sie an?",
        help_en: "We book the room from this night on.",
        help_de: "Ab dieser Nacht buchen wir das Zimmer.",
        answered: 75,
        ..NOTHING
    },
    Draft {
        kind: QuestionKind::DateTime,
        en: "When does your train or plane leave?",
        de: "Wann fährt oder fliegt Ihre Rückreise ab?",
        answered: 30,
        ..NOTHING
    },
    Draft {
        kind: QuestionKind::Line,
        en: "How is your name pronounced?",
        de: "Wie spricht man Ihren Namen aus?",
        answered: 35,
        texts: &[
            "As it is written",
            "The second syllable is stressed",
            "I will tell you on site",
            "Just use my first name",
        ],
        ..NOTHING
    },
    Draft {
        kind: QuestionKind::Text,
        en: "Is there anything that would make the event easier for you?",
        de: "Gibt es etwas, das Ihnen die Veranstaltung erleichtern würde?",
        help_en: "Access, child care, quiet rooms, anything else.",
        help_de: "Zugänge, Kinderbetreuung, ruhige Räume oder anderes.",
        answered: 22,
        texts: &[
            "I use a wheelchair and need a ramp to the stage.",
            "I travel with a toddler, so child care on all days would help a lot.",
            "I follow talks with captions.",
            "A quiet room between sessions, please.",
            "Bitte ein Hotel mit Aufzug.",
        ],
        ..NOTHING
    },
    Draft {
        target: QuestionTarget::Review,
        kind: QuestionKind::YesNo,
        en: "Would you go to this session yourself?",
        de: "Würden Sie selbst hingehen?",
        answered: 80,
        ..NOTHING
    },
];

pub(super) fn with_answers(
    seed: u64,
    speakers: &[Speaker],
    proposals: &[Proposal],
    reviews: usize,
) -> Vec<Question> {
    let mut dice = Dice::new(seed, "questions");
    let words = |&(en, de): &(&str, &str)| Words::new(en, de);
    DRAFTS
        .iter()
        .map(|draft| {
            let count = match draft.target {
                QuestionTarget::Proposal => proposals.len(),
                QuestionTarget::Speaker => speakers.len(),
                QuestionTarget::Review => reviews,
            };
            let mut answers = Vec::new();
            for about in 0..count {
                if dice.chance(draft.answered) {
                    answers.push(Answer { about, value: draft.answer(&mut dice) });
                }
            }
            Question {
                target: draft.target,
                kind: draft.kind,
                prompt: Words::new(draft.en, draft.de),
                help: Words::new(draft.help_en, draft.help_de),
                required: draft.required,
                public: draft.public,
                options: draft.options.iter().map(words).collect(),
                answers,
            }
        })
        .collect()
}

impl Draft {
    fn answer(&self, dice: &mut Dice) -> AnswerValue {
        match self.kind {
            QuestionKind::Number => AnswerValue::Number(*dice.pick(&[12, 15, 16, 20, 24, 25, 30, 40])),
            QuestionKind::YesNo => AnswerValue::YesNo(dice.chance(40)),
            QuestionKind::Date => AnswerValue::Moment { day: -(dice.below(3) as i64), minute: 0 },
            QuestionKind::DateTime => AnswerValue::Moment {
                day: dice.between(1, 4) as i64,
                minute: (dice.between(6 * 12, 22 * 12) * 5) as u16,
            },
            QuestionKind::Choice => AnswerValue::Options(vec![dice.below(self.options.len())]),
            QuestionKind::Choices => {
                let all: Vec<usize> = (0..self.options.len()).collect();
                let count = dice.between(1, 3);
                let mut chosen = dice.some(&all, count);
                chosen.sort_unstable();
                AnswerValue::Options(chosen)
            }
            QuestionKind::File => AnswerValue::File {
                name: "outline.txt".to_owned(),
                content: dice.line(self.texts).to_owned(),
            },
            QuestionKind::Line | QuestionKind::Text | QuestionKind::Url => {
                AnswerValue::Text(dice.line(self.texts).to_owned())
            }
        }
    }
}
