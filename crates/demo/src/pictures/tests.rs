use super::*;
use crate::plan;

#[test]
fn portraits_are_small_and_repeatable() {
    let event = plan(Size::Small, 0);
    for speaker in &event.speakers {
        let large = avatar(&speaker.name, 460);
        assert!((500..15_000).contains(&large.len()), "{}: {}", speaker.name, large.len());
        assert!((100..5_000).contains(&avatar(&speaker.name, 64).len()));
        assert_eq!(large, avatar(&speaker.name, 460));
    }
}

#[test]
fn headers_logos_and_session_images_are_small() {
    for size in [Size::Small, Size::Big] {
        let event = plan(size, 0);
        assert!((1_000..60_000).contains(&header(&event).len()), "{}", header(&event).len());
        assert!((500..20_000).contains(&logo(&event).len()), "{}", logo(&event).len());
        for proposal in event.proposals.iter().take(20) {
            let picture = session_image(&proposal.title, &event.tracks[proposal.track].colour);
            assert!((500..40_000).contains(&picture.len()), "{}", picture.len());
        }
    }
}

#[test]
fn pictures_can_be_read() {
    let event = plan(Size::Big, 0);
    for (bytes, size) in
        [(avatar("Ọlá", 460), (460, 460)), (header(&event), (1920, 480)), (logo(&event), (512, 512))]
    {
        let picture = image::load_from_memory_with_format(&bytes, image::ImageFormat::Png).unwrap();
        assert_eq!((picture.width(), picture.height()), size);
    }
}
