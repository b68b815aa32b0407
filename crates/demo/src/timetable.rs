//! Rooms and times for the scheduled sessions.
//!
//! The blocks of all rooms form one long tape, room after room, and the tracks are written onto
//! it one after the other: a track stays in its room, and never competes with itself. What did
//! not fit because a speaker was elsewhere goes into the gaps.

use crate::event::{Size, Slot};

/// The shape of one day, in minutes after midnight.
pub(crate) struct Day {
    /// Start of the sessions for everybody, in the first room.
    pub keynotes: &'static [u16],
    /// When sessions run in parallel: start and end.
    pub blocks: &'static [(u16, u16)],
    /// Start, end and which line of the break titles.
    pub breaks: &'static [(u16, u16, usize)],
}

const fn at(hour: u16, minute: u16) -> u16 {
    hour * 60 + minute
}

const COFFEE: usize = 1;
const LUNCH: usize = 2;
const CHANGE: usize = 3;
pub(crate) const EVENING: usize = 4;

const SMALL_DAY: Day = Day {
    keynotes: &[at(9, 30)],
    blocks: &[(at(11, 0), at(12, 30)), (at(13, 30), at(15, 0)), (at(15, 30), at(17, 0))],
    breaks: &[
        (at(10, 30), at(11, 0), COFFEE),
        (at(12, 30), at(13, 30), LUNCH),
        (at(15, 0), at(15, 30), COFFEE),
        (at(18, 0), at(22, 0), EVENING),
    ],
};

const SMALL_LAST_DAY: Day = Day {
    keynotes: &[at(15, 15)],
    blocks: &[(at(10, 0), at(11, 30)), (at(13, 0), at(15, 0))],
    breaks: &[(at(9, 30), at(10, 0), COFFEE), (at(11, 30), at(13, 0), LUNCH)],
};

const BIG_FIRST_DAY: Day = Day {
    keynotes: &[at(9, 0)],
    blocks: &[
        (at(10, 0), at(12, 0)),
        (at(13, 0), at(15, 0)),
        (at(15, 30), at(17, 30)),
        (at(17, 45), at(19, 45)),
    ],
    breaks: &[
        (at(12, 0), at(13, 0), LUNCH),
        (at(15, 0), at(15, 30), COFFEE),
        (at(17, 30), at(17, 45), CHANGE),
        (at(20, 0), at(23, 0), EVENING),
    ],
};

const BIG_LAST_DAY: Day = Day {
    keynotes: &[at(18, 30)],
    blocks: &[
        (at(9, 0), at(11, 0)),
        (at(11, 30), at(13, 30)),
        (at(14, 30), at(16, 30)),
        (at(17, 0), at(18, 30)),
    ],
    breaks: &[
        (at(11, 0), at(11, 30), COFFEE),
        (at(13, 30), at(14, 30), LUNCH),
        (at(16, 30), at(17, 0), COFFEE),
    ],
};

pub(crate) fn days(size: Size) -> &'static [Day] {
    match size {
        Size::Small => &[SMALL_DAY, SMALL_DAY, SMALL_LAST_DAY],
        Size::Big => &[BIG_FIRST_DAY, BIG_LAST_DAY],
    }
}

/// A session that needs a place.
pub(crate) struct Job<'a> {
    pub minutes: u16,
    pub keynote: bool,
    pub track: usize,
    pub speakers: &'a [usize],
}

struct Board<'a> {
    jobs: &'a [Job<'a>],
    /// The day on which a speaker is there, if it is only one.
    only_day: &'a [Option<u8>],
    /// Per speaker: day, start, end.
    engaged: Vec<Vec<(u8, u16, u16)>>,
    slots: Vec<Option<Slot>>,
    pause: u16,
}

/// A block of one room, and how much of it is taken.
struct Stretch {
    room: usize,
    day: u8,
    free_from: u16,
    end: u16,
}

/// A slot for each job. None is left only if there is truly no room.
pub(crate) fn solve(
    size: Size,
    rooms: usize,
    jobs: &[Job<'_>],
    only_day: &[Option<u8>],
) -> Vec<Option<Slot>> {
    let pause = match size {
        Size::Small => 10,
        Size::Big => 0,
    };
    let engaged = vec![Vec::new(); only_day.len()];
    let mut board = Board { jobs, only_day, engaged, slots: vec![None; jobs.len()], pause };
    board.place_keynotes(days(size));

    let mut tape = Vec::new();
    for room in 0..rooms {
        for (day, shape) in (0..).zip(days(size)) {
            tape.extend(shape.blocks.iter().map(|&(start, end)| Stretch {
                room,
                day,
                free_from: start,
                end,
            }));
        }
    }
    board.write_tracks(&mut tape);
    board.fill_gaps(&mut tape);
    board.slots
}

impl Board<'_> {
    fn place_keynotes(&mut self, days: &[Day]) {
        let mut open: Vec<(u8, u16)> = (0..)
            .zip(days)
            .flat_map(|(day, shape)| shape.keynotes.iter().map(move |&at| (day, at)))
            .collect();
        for job in (0..self.jobs.len()).filter(|&job| self.jobs[job].keynote) {
            let fits = open.iter().position(|&(day, start)| self.can_start(job, day, start));
            if let Some(place) = fits {
                let (day, start) = open.remove(place);
                self.take(job, Slot { room: 0, day, start });
            }
        }
    }

    fn write_tracks(&mut self, tape: &mut [Stretch]) {
        let tracks = self.jobs.iter().map(|job| job.track + 1).max().unwrap_or(0);
        let mut queues = vec![Vec::new(); tracks];
        let mut order: Vec<usize> = (0..self.jobs.len()).filter(|&job| !self.jobs[job].keynote).collect();
        order.sort_by_key(|&job| std::cmp::Reverse(self.jobs[job].minutes));
        for job in order {
            queues[self.jobs[job].track].push(job);
        }
        // A half-empty event is empty everywhere a little, not in its last rooms.
        let needed: u64 = queues.iter().flatten().map(|&job| u64::from(self.footprint(job))).sum();
        let capacity: u64 = tape.iter().map(|stretch| u64::from(stretch.end - stretch.free_from)).sum();
        let (mut passed, mut written) = (0, 0);
        for stretch in tape {
            passed += u64::from(stretch.end - stretch.free_from);
            while written * capacity < passed * needed {
                // The current track, or the beginning of the next two.
                let choice =
                    queues.iter().enumerate().filter(|(_, queue)| !queue.is_empty()).take(3).find_map(
                        |(track, queue)| {
                            let place = queue.iter().position(|&job| self.fits(job, stretch))?;
                            Some((track, place))
                        },
                    );
                let Some((track, place)) = choice else { break };
                let job = queues[track].remove(place);
                written += u64::from(self.footprint(job));
                self.write(job, stretch);
            }
        }
    }

    /// The longest first, each into the emptiest block.
    fn fill_gaps(&mut self, tape: &mut [Stretch]) {
        let mut left: Vec<usize> = (0..self.jobs.len())
            .filter(|&job| self.slots[job].is_none() && !self.jobs[job].keynote)
            .collect();
        left.sort_by_key(|&job| std::cmp::Reverse(self.jobs[job].minutes));
        for job in left {
            let open = tape.iter_mut().filter(|stretch| self.fits(job, stretch));
            if let Some(stretch) = open.max_by_key(|stretch| stretch.end - stretch.free_from) {
                self.write(job, stretch);
            }
        }
    }

    /// The session with the pause after it, in steps of five minutes, a lightning talk with time to breathe.
    fn footprint(&self, job: usize) -> u16 {
        (self.jobs[job].minutes + self.pause).next_multiple_of(if self.pause == 0 { 15 } else { 5 })
    }

    fn fits(&self, job: usize, stretch: &Stretch) -> bool {
        stretch.free_from + self.jobs[job].minutes <= stretch.end
            && self.can_start(job, stretch.day, stretch.free_from)
    }

    fn can_start(&self, job: usize, day: u8, start: u16) -> bool {
        let end = start + self.jobs[job].minutes;
        self.jobs[job].speakers.iter().all(|&speaker| {
            self.only_day[speaker].is_none_or(|only| only == day)
                && self.engaged[speaker].iter().all(|&(on, from, to)| on != day || to <= start || end <= from)
        })
    }

    fn write(&mut self, job: usize, stretch: &mut Stretch) {
        self.take(job, Slot { room: stretch.room, day: stretch.day, start: stretch.free_from });
        stretch.free_from += self.footprint(job);
    }

    fn take(&mut self, job: usize, slot: Slot) {
        for &speaker in self.jobs[job].speakers {
            self.engaged[speaker].push((slot.day, slot.start, slot.start + self.jobs[job].minutes));
        }
        self.slots[job] = Some(slot);
    }
}
