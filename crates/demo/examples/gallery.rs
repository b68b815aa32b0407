//! Draws the pictures of both demo events to look at: `cargo run -p plenary-demo --example gallery`.

use std::fmt::Write;
use std::path::PathBuf;

use plenary_demo::{DemoEvent, Size, pictures, plan};

fn main() -> std::io::Result<()> {
    let folder: PathBuf = match std::env::args_os().nth(1) {
        Some(folder) => folder.into(),
        None => std::env::temp_dir().join("plenary-demo-gallery"),
    };
    std::fs::create_dir_all(&folder)?;
    let mut page =
        "<!doctype html><meta charset=\"utf-8\"><title>Pictures of the demo events</title>\n".to_owned();
    let mut number = 0;
    let mut show = |bytes: Vec<u8>, width: u32| {
        number += 1;
        let name = format!("{number:03}.{}", pictures::EXTENSION);
        std::fs::write(folder.join(&name), bytes)?;
        // Writing to a string does not fail.
        let _ = writeln!(page, "<img src=\"{name}\" width=\"{width}\" alt=\"\">");
        std::io::Result::Ok(())
    };
    for event in [plan(Size::Small, 0), plan(Size::Big, 0)] {
        show(pictures::header(&event), 1200)?;
        show(pictures::logo(&event), 256)?;
        for speaker in event.speakers.iter().take(40) {
            show(pictures::avatar(&speaker.name, 460), 180)?;
        }
        for proposal in event.proposals.iter().take(16) {
            show(pictures::session_image(&proposal.title, colour(&event, proposal.track)), 384)?;
        }
    }
    let index = folder.join("index.html");
    std::fs::write(&index, page)?;
    println!("{}", index.display());
    Ok(())
}

fn colour(event: &DemoEvent, track: usize) -> &str {
    &event.tracks[track].colour
}
