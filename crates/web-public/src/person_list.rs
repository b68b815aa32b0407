//! Speakers under a session's title.

use plenary_web::urls::media;
use plenary_web::{Avatar, Visit};

use crate::programme::Shown;

/// A speaker with a picture.
pub struct Person {
    pub avatar: Avatar,
    pub name: String,
}

/// The speakers of a session, in its order.
pub fn people(shown: &Shown, visit: &Visit, speakers: &[usize], class: &'static str) -> Vec<Person> {
    speakers
        .iter()
        .filter_map(|index| shown.programme.speakers.get(*index))
        .map(|speaker| {
            let name = shown.name_of(visit.locale(), speaker);
            let picture = speaker.avatar_thumbnail.as_deref().or(speaker.avatar.as_deref());
            let avatar = Avatar::new(name.as_str(), picture.map(|path| media(path).to_string()), class);
            Person { avatar, name }
        })
        .collect()
}
