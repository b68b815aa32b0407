//! Pictures and uploads in the media directory.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use plenary_files::{MediaPath, MediaStore, name_with_suffix};
use plenary_model::code::token;
use plenary_model::{Error, Random, Result};
use tokio::runtime::{Handle, RuntimeFlavor};

use super::{Progress, Stage, codes::Codes};
use crate::event::{AnswerValue, DemoEvent, QuestionTarget};
use crate::pictures;

/// The paths that rows refer to.
#[derive(Default)]
pub(super) struct Names {
    pub logo: String,
    pub header: String,
    /// By speaker: 460 pixels, the whole picture as well as the one on a page, and 64 pixels.
    pub avatars: HashMap<usize, [String; 2]>,
    /// By proposal.
    pub sessions: HashMap<usize, String>,
    /// By question and the place of the answer among its answers.
    pub answers: HashMap<(usize, usize), String>,
}

enum Content<'a> {
    Logo,
    Header,
    Avatar(&'a str, u16),
    Session(&'a str, &'a str),
    Text(&'a str),
}

/// Pixels, and what the name says of them.
const SIDES: [(u16, &str); 2] = [(460, ""), (64, "_tiny")];

/// Most of the time is waiting for the disk, which takes many files at once in one go.
const THREADS: usize = 8;

/// Files that go again unless they are kept, whatever the reason.
pub(super) struct Files<'a> {
    media: &'a MediaStore,
    names: Names,
    written: Vec<MediaPath>,
}

impl Drop for Files<'_> {
    fn drop(&mut self) {
        for path in &self.written {
            // There is nobody left to tell; a file that stays is lost space, not wrong content.
            let _ = self.media.delete(path);
        }
    }
}

impl<'a> Files<'a> {
    /// Draws and writes all files of the event.
    pub fn write(
        media: &'a MediaStore,
        random: &dyn Random,
        plan: &DemoEvent,
        codes: &Codes,
        slug: &str,
        stage: Stage,
        progress: &dyn Progress,
    ) -> Result<Self> {
        let mut list = List { random, files: Vec::new() };
        let names = list.all(plan, codes, slug, stage)?;
        let written = list.files.iter().map(|(path, _)| path.clone()).collect();
        let files = Self { media, names, written };
        progress.phase("files", list.files.len() as u64);
        blocking(|| write_all(media, plan, &list.files, progress))?;
        Ok(files)
    }

    pub fn names(&self) -> &Names {
        &self.names
    }

    pub fn count(&self) -> usize {
        self.written.len()
    }

    pub fn keep(mut self) {
        self.written.clear();
    }
}

struct List<'a> {
    random: &'a dyn Random,
    files: Vec<(MediaPath, Content<'a>)>,
}

impl<'a> List<'a> {
    fn add(&mut self, directory: &str, base: &str, extension: &str, content: Content<'a>) -> Result<String> {
        let path =
            name_with_suffix(directory, base, extension, &token(self.random, 7)).map_err(Error::internal)?;
        let name = path.to_string();
        self.files.push((path, content));
        Ok(name)
    }

    fn all(&mut self, plan: &'a DemoEvent, codes: &Codes, slug: &str, stage: Stage) -> Result<Names> {
        let extension = pictures::EXTENSION;
        let mut names = Names {
            logo: self.add(&format!("{slug}/img"), "logo", extension, Content::Logo)?,
            header: self.add(&format!("{slug}/img"), "header", extension, Content::Header)?,
            ..Default::default()
        };
        for (at, speaker) in plan.speakers.iter().enumerate().filter(|(_, speaker)| speaker.has_picture) {
            let mut paths = <[String; 2]>::default();
            for (path, (side, size)) in paths.iter_mut().zip(SIDES) {
                let base = format!("{}{size}", codes.speakers[at].code);
                *path = self.add("avatars", &base, extension, Content::Avatar(&speaker.name, side))?;
            }
            names.avatars.insert(at, paths);
        }
        for (at, proposal) in plan.proposals.iter().enumerate().filter(|(_, proposal)| proposal.has_picture) {
            let directory = format!("{slug}/submissions/{}", codes.proposals[at]);
            let content = Content::Session(&proposal.title, &plan.tracks[proposal.track].colour);
            names.sessions.insert(at, self.add(&directory, "image", extension, content)?);
        }
        for (question, asked) in plan.questions.iter().enumerate() {
            for (place, answer) in asked.answers.iter().enumerate() {
                let AnswerValue::File { content, .. } = &answer.value else { continue };
                let about = match asked.target {
                    QuestionTarget::Proposal => codes.proposals[answer.about].clone(),
                    QuestionTarget::Speaker => codes.speakers[answer.about].code.clone(),
                    QuestionTarget::Review if stage >= Stage::Review => format!("r{}", answer.about),
                    QuestionTarget::Review => continue,
                };
                let base = format!("q{}-{about}", codes.questions[question]);
                let directory = format!("{slug}/question_uploads");
                let path = self.add(&directory, &base, "txt", Content::Text(content))?;
                names.answers.insert((question, place), path);
            }
        }
        Ok(names)
    }
}

impl Content<'_> {
    fn bytes(&self, plan: &DemoEvent) -> Vec<u8> {
        match self {
            Self::Logo => pictures::logo(plan),
            Self::Header => pictures::header(plan),
            Self::Avatar(name, side) => pictures::avatar(name, *side),
            Self::Session(title, colour) => pictures::session_image(title, colour),
            Self::Text(text) => text.as_bytes().to_vec(),
        }
    }
}

fn write_all(
    media: &MediaStore,
    plan: &DemoEvent,
    files: &[(MediaPath, Content<'_>)],
    progress: &dyn Progress,
) -> Result<()> {
    let (next, failure) = (AtomicUsize::new(0), Mutex::new(None));
    let failed = || failure.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    std::thread::scope(|threads| {
        for _ in 0..THREADS {
            threads.spawn(|| {
                while let Some((path, content)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if failed().is_some() {
                        return;
                    }
                    if let Err(error) = media.write(path, &content.bytes(plan)) {
                        *failed() = Some(error);
                        return;
                    }
                    progress.advance(1);
                }
            });
        }
    });
    match failed().take() {
        Some(error) => Err(Error::internal(error)),
        None => Ok(()),
    }
}

/// Runs what takes its time without keeping other tasks of the runtime waiting, where it has more
/// than one thread.
fn blocking<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|runtime| runtime.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}
