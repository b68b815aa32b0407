//! What has to be known of a JPEG before it is decoded.

/// A progressive picture has about ten scans.
const MAX_SCANS: usize = 64;

const START_OF_SCAN: u8 = 0xda;

/// Whether there are so many scans that decoding would take minutes: each one costs a walk over all
/// pixels, and takes a dozen bytes.
pub fn is_endless(bytes: &[u8]) -> bool {
    let (mut at, mut scans) = (2, 0);
    while let Some(marker) = next_marker(bytes, &mut at) {
        if marker == START_OF_SCAN {
            scans += 1;
        }
        // Start and end of the picture and the restart marks have no length.
        if matches!(marker, 0x01 | 0xd0..=0xd9) {
            continue;
        }
        let Some(&[high, low]) = bytes.get(at..at + 2) else { break };
        at += usize::from(u16::from_be_bytes([high, low])).max(2);
    }
    scans > MAX_SCANS
}

/// Moves behind the next marker, over compressed data and fill bytes.
fn next_marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    loop {
        let found = bytes.get(*at..)?.iter().position(|byte| *byte == 0xff)?;
        *at += found + 1;
        match *bytes.get(*at)? {
            0x00 => *at += 1,
            0xff => {}
            marker => {
                *at += 1;
                return Some(marker);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scans_are_counted_outside_of_segments_only() {
        let scan = [0xff, 0xda, 0x00, 0x04, 0x00, 0x00, 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];
        let mut bytes = vec![0xff, 0xd8];
        // An application's segment that is full of what looks like scans.
        bytes.extend([0xff, 0xe1, 0x01, 0x92]);
        bytes.extend([0xff, 0xda].repeat(200));
        for _ in 0..MAX_SCANS {
            bytes.extend(scan);
        }
        assert!(!is_endless(&bytes));
        bytes.extend(scan);
        assert!(is_endless(&bytes));
        for length in 0..bytes.len() {
            is_endless(&bytes[..length]);
        }
    }
}
