//! A block of postings turned round: for each skill and level, the points it brings to which postings.

use std::ops::Range;

use super::standing::Coverage;
use super::{CompiledPosting, CompiledRequirement, Evidence, EvidenceMatrix};

/// The most postings of a block: their scores (8 KiB) stay in the first-level cache, their points in the second.
/// Half as many cost a tenth to a fifth more in long batches: lists get too short for their start.
const LANES: usize = 4096;

/// The most slots of a block: their points take 64 KiB.
const SLOTS: usize = 1 << 15;

/// A list of points with at least one entry for so many lanes is stored as a full row instead, zeros and all: a row is added
/// eight lanes an instruction, a list one. Measured with 4, 8, 16 and 24: the same within the noise.
const LANES_AN_ENTRY: usize = 16;

/// Postings of a batch, ready to be scored against any resume. The scored ones are its lanes.
///
/// Points are signed, because that is what the baseline of x86-64 compares and takes the most of in one instruction.
/// A requirement of one skill adds its points to the lane itself. One of several has a slot that keeps the most points of
/// any of its skills; as points never fall with the level, that is what the best level earns.
#[derive(Debug)]
pub(super) struct Block {
    /// The posting of each lane, by its index. Lanes with the most slots come first, see `turns`.
    pub lanes: Vec<u32>,
    /// What each lane's requirements earn where everything is missing.
    pub base: Vec<i16>,
    /// Points to add to lanes.
    pub singles: Points,
    /// Points to take the most of in slots.
    pub choices: Points,
    /// The slots of every lane's first choice, of every lane's second choice, and so on: range `turns[k]` belongs to the
    /// first lanes, one each.
    pub turns: Vec<Range<usize>>,
    /// Whether a score of 0 can only mean that no required requirement is met.
    pub zero_is_unmet: bool,
    /// Postings without a score and without required requirements: they stand by their index alone.
    pub unscored: Vec<u32>,
    /// Postings that do not fit the scheme and are assessed pair by pair: by index, and by place in the batch.
    pub plain: Vec<(u32, usize)>,
    /// Each lane's required requirements, and where its columns in `needed` start.
    needs: Vec<(u32, u32)>,
    /// Columns that can meet a required requirement; the last of a requirement is marked.
    needed: Vec<(u32, bool)>,
}

/// For every column and level, the points it brings to places (lanes or slots).
#[derive(Debug, Default)]
pub(super) struct Points {
    columns: Vec<Column>,
    /// For each listed column four runs of its entries, one a level from adjacent to demonstrated: (place, points).
    lists: Vec<(u16, i16)>,
    /// For each full column four rows of `width` points.
    rows: Vec<i16>,
    width: usize,
}

#[derive(Debug, Clone, Copy)]
enum Column {
    Listed { start: usize, len: usize },
    Full { start: usize },
}

/// A column's points at a place, for the four levels above missing.
type Entry = (u32, u16, [i16; 4]);

impl Block {
    /// How many of the postings fit one block; at least one, unless there are none.
    pub(super) fn fitting(postings: &[CompiledPosting]) -> usize {
        let mut slots = 0;
        let fits = |posting: &&CompiledPosting| {
            slots += n_choices(posting);
            slots <= SLOTS
        };
        postings.iter().take(LANES).take_while(fits).count().max(postings.len().min(1))
    }

    /// Turns the postings round; they have the indices from `first` on, and are no more than [`Block::fitting`] says.
    pub(super) fn new(matrix: &EvidenceMatrix, first: u32, batch: &[CompiledPosting]) -> Self {
        let (mut lanes, mut unscored, mut plain) = (Vec::new(), Vec::new(), Vec::new());
        for (at, posting) in batch.iter().enumerate() {
            let index = first + at as u32;
            let n_choices = n_choices(posting);
            if posting.is_scored() && n_choices <= SLOTS {
                lanes.push((n_choices, at));
            } else if posting.requirements().iter().any(CompiledRequirement::required) || posting.is_scored() {
                plain.push((index, at));
            } else {
                unscored.push(index);
            }
        }
        lanes.sort_by_key(|&(n_choices, _)| std::cmp::Reverse(n_choices));
        let most_choices = lanes.first().map_or(0, |&(n_choices, _)| n_choices);
        let mut turns: Vec<Range<usize>> = Vec::with_capacity(most_choices);
        let mut slots = 0;
        for turn in 0..most_choices {
            let len = lanes.partition_point(|&(n_choices, _)| n_choices > turn);
            turns.push(slots..slots + len);
            slots += len;
        }

        let mut block = Self {
            lanes: lanes.iter().map(|&(_, at)| first + at as u32).collect(),
            base: Vec::with_capacity(lanes.len()),
            singles: Points::default(),
            choices: Points::default(),
            turns,
            zero_is_unmet: true,
            unscored,
            plain,
            needs: Vec::with_capacity(lanes.len()),
            needed: Vec::new(),
        };
        let (mut singles, mut chosen): (Vec<Entry>, Vec<Entry>) = (Vec::new(), Vec::new());
        for (lane, &(_, at)) in lanes.iter().enumerate() {
            let (mut base, mut total, mut turn) = (0, 0, 0);
            let mut needed = Vec::new();
            for requirement in batch[at].requirements() {
                let earned = |level| requirement.earned(level) as i16;
                let missing = earned(Evidence::Missing);
                let gains = [1, 2, 3, 4].map(|level| earned(Evidence::ALL[level]) - missing);
                let columns = || requirement.any_of().iter().filter_map(|&skill| matrix.column(skill));
                base += missing;
                if is_choice(requirement) {
                    let slot = (block.turns[turn].start + lane) as u16;
                    chosen.extend(columns().map(|column| (column, slot, gains)));
                    turn += 1;
                } else {
                    singles.extend(columns().map(|column| (column, lane as u16, gains)));
                }
                if requirement.required() {
                    total += 1;
                    block.zero_is_unmet &= requirement.earned(Evidence::Implied) > 0;
                    needed.extend(columns().map(|column| (column, false)));
                    if columns().next().is_some() {
                        needed.last_mut().into_iter().for_each(|last: &mut (u32, bool)| last.1 = true);
                    }
                }
            }
            block.base.push(base);
            block.needs.push((total, block.needed.len() as u32));
            block.needed.append(&mut needed);
        }
        block.singles = Points::new(matrix.columns(), lanes.len(), singles, |a, b| a + b);
        block.choices = Points::new(matrix.columns(), slots, chosen, i16::max);
        block
    }

    /// Every posting of the block, by its index: lanes first, then `unscored`, then `plain`.
    pub(super) fn postings(&self) -> impl Iterator<Item = u32> {
        self.lanes.iter().chain(&self.unscored).copied().chain(self.plain.iter().map(|&(index, _)| index))
    }

    /// How many slots there are.
    pub(super) fn slots(&self) -> usize {
        self.turns.last().map_or(0, |turn| turn.end)
    }

    /// How many required requirements of a lane are met and how many there are, given the level in each column.
    pub(super) fn coverage(&self, lane: usize, levels: &[Evidence]) -> Coverage {
        let (total, start) = self.needs[lane];
        let end = self.needs.get(lane + 1).map_or(self.needed.len(), |next| next.1 as usize);
        let (mut met, mut any) = (0, false);
        for &(column, is_last) in &self.needed[start as usize..end] {
            any |= levels[column as usize].meets();
            met += u32::from(any & is_last);
            any &= !is_last;
        }
        Coverage { met, total }
    }
}

/// Whether several skills compete, so that the requirement needs a slot.
fn is_choice(requirement: &CompiledRequirement) -> bool {
    requirement.any_of().len() > 1
}

fn n_choices(posting: &CompiledPosting) -> usize {
    posting.requirements().iter().filter(|requirement| is_choice(requirement)).count()
}

impl Points {
    /// `combine` decides between two entries of one column at one place.
    fn new(columns: usize, width: usize, entries: Vec<Entry>, combine: impl Fn(i16, i16) -> i16) -> Self {
        let mut counts = vec![0; columns];
        for &(column, ..) in &entries {
            counts[column as usize] += 1;
        }
        let (mut listed, mut full) = (0, 0);
        let place = |&len: &usize| {
            if len * LANES_AN_ENTRY >= width.max(1) {
                full += 4 * width;
                Column::Full { start: full - 4 * width }
            } else {
                listed += 4 * len;
                Column::Listed { start: listed - 4 * len, len }
            }
        };
        let columns: Vec<Column> = counts.iter().map(place).collect();
        let mut points = Self { columns, lists: vec![(0, 0); listed], rows: vec![0; full], width };
        for (column, at, gains) in entries {
            let left = &mut counts[column as usize];
            *left -= 1;
            for (level, gain) in gains.into_iter().enumerate() {
                match points.columns[column as usize] {
                    Column::Listed { start, len } => points.lists[start + level * len + *left] = (at, gain),
                    Column::Full { start } => {
                        let cell = &mut points.rows[start + level * width + usize::from(at)];
                        *cell = combine(*cell, gain);
                    }
                }
            }
        }
        points
    }

    /// Combines what a level in a column brings with what the places have.
    #[inline]
    pub(super) fn bring(&self, column: u32, level: Evidence, places: &mut [i16], combine: impl Fn(i16, i16) -> i16) {
        let Some(run) = (level as usize).checked_sub(1) else { return };
        match self.columns[column as usize] {
            Column::Listed { start, len } => {
                for &(at, points) in &self.lists[start + run * len..][..len] {
                    let place = &mut places[usize::from(at)];
                    *place = combine(*place, points);
                }
            }
            Column::Full { start } => {
                for (place, &points) in places.iter_mut().zip(&self.rows[start + run * self.width..][..self.width]) {
                    *place = combine(*place, points);
                }
            }
        }
    }
}
