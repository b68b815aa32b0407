//! The plan of a demo event, as plain data. Everything refers to everything else by its index;
//! times are days from the first one and minutes from midnight.

/// How much is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 70 proposals, 5 tracks, 4 rooms, 3 days: pleasant to look at.
    Small,
    /// 1,300 proposals, 40 tracks, 30 rooms, 2 days: for measurements.
    Big,
}

/// A text in the two languages of the interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub en: String,
    pub de: String,
}

impl Words {
    pub fn new(en: impl Into<String>, de: impl Into<String>) -> Self {
        Self { en: en.into(), de: de.into() }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct DemoEvent {
    pub size: Size,
    pub name: Words,
    /// Markdown, for the start page of the event.
    pub introduction: Words,
    pub colour: String,
    pub time_zone: &'static str,
    /// Languages of the interface.
    pub locales: Vec<&'static str>,
    /// Languages in which proposals may be made.
    pub content_locales: Vec<&'static str>,
    pub days: u8,
    pub tracks: Vec<Track>,
    pub session_types: Vec<SessionType>,
    pub rooms: Vec<Room>,
    pub tags: Vec<Tag>,
    pub questions: Vec<Question>,
    pub speakers: Vec<Speaker>,
    pub proposals: Vec<Proposal>,
    pub reviewers: Vec<String>,
    /// The labels of the scores 0 to 4.
    pub scores: [Words; 5],
    pub reviews: Vec<Review>,
    pub feedback: Vec<Feedback>,
    pub breaks: Vec<Break>,
    /// In the order of their publication; the last one is the timetable of the proposals' slots.
    pub releases: Vec<Release>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    pub key: &'static str,
    pub name: Words,
    pub description: Words,
    /// `#rrggbb`, readable under white letters.
    pub colour: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SessionKind {
    Talk,
    LongTalk,
    Workshop,
    Lightning,
    Keynote,
}

impl SessionKind {
    pub const ALL: [Self; 5] = [Self::Talk, Self::LongTalk, Self::Workshop, Self::Lightning, Self::Keynote];

    pub fn minutes(self) -> u16 {
        match self {
            Self::Talk => 30,
            Self::LongTalk => 45,
            Self::Workshop => 90,
            Self::Lightning => 10,
            Self::Keynote => 60,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionType {
    pub kind: SessionKind,
    pub name: Words,
    pub minutes: u16,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    pub name: Words,
    pub description: Words,
    pub capacity: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub name: Words,
    pub description: String,
    pub colour: String,
    pub public: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    pub name: String,
    pub email: String,
    /// The language this person speaks at home.
    pub locale: &'static str,
    /// Markdown, may be empty.
    pub biography: String,
    /// Draw a picture with [`crate::pictures::avatar`].
    pub has_picture: bool,
    /// Not available on the other days.
    pub only_day: Option<u8>,
}

/// What has become of a proposal once the programme is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Draft,
    Undecided,
    Accepted,
    Confirmed,
    Rejected,
    Withdrawn,
    Canceled,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub title: String,
    pub locale: &'static str,
    /// Markdown.
    pub abstract_text: String,
    /// Markdown, may be empty.
    pub description: String,
    /// From the speakers to the organisers, may be empty.
    pub notes: String,
    /// Among organisers, may be empty.
    pub internal_notes: String,
    pub track: usize,
    pub kind: SessionKind,
    /// Differs from the minutes of the type only now and then.
    pub minutes: u16,
    pub do_not_record: bool,
    pub featured: bool,
    /// Draw a picture with [`crate::pictures::session_image`].
    pub has_picture: bool,
    pub speakers: Vec<usize>,
    pub tags: Vec<usize>,
    pub links: Vec<Link>,
    /// Days before the end of the call for papers.
    pub days_early: u16,
    pub outcome: Outcome,
    /// Present exactly if confirmed.
    pub slot: Option<Slot>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub description: &'static str,
    pub url: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub room: usize,
    pub day: u8,
    /// Minutes after midnight.
    pub start: u16,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    pub title: Words,
    pub day: u8,
    pub start: u16,
    pub minutes: u16,
    pub rooms: Vec<usize>,
}

/// An earlier timetable, told as its difference from the final one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    pub version: String,
    pub comment: Words,
    /// Not yet in the timetable.
    pub without: Vec<usize>,
    /// Still in each other's slot: same start, same length, other room.
    pub swapped: Vec<(usize, usize)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    pub proposal: usize,
    pub reviewer: usize,
    /// None: abstained.
    pub score: Option<u8>,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    pub proposal: usize,
    /// 1 to 5.
    pub rating: Option<u8>,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionKind {
    Number,
    Line,
    Text,
    Url,
    Date,
    DateTime,
    YesNo,
    File,
    Choice,
    Choices,
}

/// Whom a question is put to, and what an answer's `about` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionTarget {
    Proposal,
    Speaker,
    /// Answered once per review.
    Review,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub target: QuestionTarget,
    pub kind: QuestionKind,
    pub prompt: Words,
    pub help: Words,
    pub required: bool,
    pub public: bool,
    pub options: Vec<Words>,
    pub answers: Vec<Answer>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub about: usize,
    pub value: AnswerValue,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerValue {
    Number(i64),
    /// For lines, texts and URLs.
    Text(String),
    /// Days from the first day of the event, minutes after midnight.
    Moment {
        day: i64,
        minute: u16,
    },
    YesNo(bool),
    /// Indexes of options: one for a choice.
    Options(Vec<usize>),
    /// A plain text file.
    File {
        name: String,
        content: String,
    },
}
