//! Postings in, postings with their profiles out: those that were given and, with a state, those of earlier runs.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::clock::Meter;
use super::stated::complete;
use crate::error::Result;
use crate::extract::Extractor;
use crate::ingest::{
    Card, Imprint, InputFile, KnownPosting, KnownPostings, Limits, PostingBatch, PostingReader, PostingRecord, Reject,
    RejectCode, RejectKind, alone,
};
use crate::state::{Found, Given, KeptPosting, Mark, Memory, Shared, State, TextPlace, Texts};
use crate::text::{Likeness, Signature, posting_text};

/// A posting with what it asks for. Its text is elsewhere; `record.description` is empty.
#[derive(Clone)]
pub(crate) struct Posting {
    /// What was read and found; apart, because it is large and postings are sorted.
    pub found: Box<Found>,
    /// With a state.
    pub memory: Option<Box<Memory>>,
    /// Whether this run was given it.
    pub today: bool,
}

impl Deref for Posting {
    type Target = Found;

    fn deref(&self) -> &Found {
        &self.found
    }
}

impl Posting {
    /// Whether a file of the state has it as it is.
    pub(super) fn is_kept(&self) -> bool {
        self.memory.as_ref().is_some_and(|memory| memory.mark.is_kept())
    }

    /// The days of the first and of the last run that was given it.
    pub(super) fn seen<'a>(&'a self, as_of: Option<&'a str>) -> (Option<&'a str>, Option<&'a str>) {
        let Some(memory) = &self.memory else { return (as_of, as_of) };
        let mark = &memory.mark;
        let last = if self.today { as_of } else { mark.last_seen() };
        (mark.first_seen().or(if self.today { as_of } else { None }), last)
    }
}

/// All postings of a run.
pub(super) struct Intake {
    /// Open ones, sorted by id.
    pub postings: Vec<Posting>,
    /// Their texts.
    pub texts: Texts,
    pub rejects: Vec<Reject>,
    /// Those that are gone, by id.
    pub closed: BTreeMap<String, Mark>,
    /// Ids that the index must let go of.
    pub outdated: Vec<String>,
    /// Records that were read, and with a state what became of them.
    pub counts: BTreeMap<String, u64>,
    pub notes: Vec<String>,
}

/// Postings that are read before the next are: enough to keep the threads busy.
pub(super) const BATCH: usize = 2048;

/// Reads the postings of `files`. With a state, what it has of a posting that says the same as before is taken as it is, and
/// the other open postings of earlier runs are added, or closed where `snapshot` says that the files are all there is. Without one,
/// texts are kept in a file in the folder `beside`.
///
/// # Errors
/// What keeps texts from being written or read.
pub(super) fn take_in(
    files: Vec<InputFile>,
    extractor: &Extractor,
    limits: &Limits,
    (mut state, snapshot, beside): (Option<&mut State>, bool, &Path),
    meter: &Meter<'_>,
) -> Result<Intake> {
    meter.progress.stage("postings", None);
    let mut closed = BTreeMap::new();
    let mut earlier = state.as_mut().map(|state| meter.state.alone(|| Earlier::new(state, &mut closed)));
    let texts = match &state {
        Some(state) => state.texts()?,
        None => Texts::temporary(beside)?,
    };
    let (postings, rejects, outdated) = (Vec::new(), Vec::new(), Vec::new());
    let mut intake = Intake { postings, texts, rejects, closed, outdated, counts: BTreeMap::new(), notes: Vec::new() };
    let mut reader = match &earlier {
        None => PostingReader::new(files, limits.clone()),
        Some(earlier) => {
            let known = meter.read.busy(|| earlier.known(bytes_of(&files)));
            PostingReader::knowing(files, limits.clone(), known)
        }
    };
    let mut n_read = 0;
    let mut batch = meter.read.busy(|| reader.batch(BATCH, &mut intake.rejects));
    // A run that is to end goes no further than the caller, who asks too.
    while batch.taken > 0 && !meter.progress.is_cancelled() {
        meter.progress.step(batch.taken);
        n_read += (batch.postings.len() + batch.again.len()) as u64;
        let new: Vec<(PostingRecord, Option<Mark>)> = match &mut earlier {
            None => batch.postings.into_iter().map(|(record, _)| (record, None)).collect(),
            Some(earlier) => meter.read.busy(|| earlier.sort_out(batch)),
        };
        let read = |(record, mark)| meter.extract.busy(|| read_posting(record, mark, extractor));
        // The next are read while these are looked at; no more than two batches are held.
        let (found, next) = rayon::join(
            || new.into_par_iter().map(read).collect::<Vec<_>>(),
            || meter.read.busy(|| reader.batch(BATCH, &mut intake.rejects)),
        );
        batch = next;
        meter.read.busy(|| {
            found.into_iter().try_for_each(|found| {
                match found {
                    Ok((mut posting, text)) => {
                        posting.found.text = intake.texts.add(&text)?;
                        intake.postings.push(posting);
                    }
                    Err(reject) => intake.rejects.push(reject),
                }
                Ok(())
            })
        })?;
    }
    intake.texts.flush()?;
    intake.counts.insert("posting_records_read".to_owned(), n_read);
    intake.postings.par_sort_by(|a, b| a.record.posting_id().cmp(b.record.posting_id()));
    if let Some(earlier) = earlier {
        earlier.join(&mut intake, extractor, snapshot, meter)?;
    }
    Ok(intake)
}

/// What a record asks for, and its text, which has no place yet; `mark` is for a state.
///
/// # Errors
/// The reject of a posting on which extraction failed.
pub(crate) fn read_posting(
    mut record: PostingRecord,
    mark: Option<Mark>,
    extractor: &Extractor,
) -> Result<(Posting, String), Reject> {
    let (source_path, number) = (record.source_path.clone(), record.record);
    alone(RejectKind::Posting, &source_path, number, move || {
        let description = std::mem::take(&mut record.description);
        let text = posting_text(&record.title, &record.tags, &description);
        let given = mark.is_some().then(|| Given::of(&record));
        let found = found(record, &text, extractor);
        let memory = mark.zip(given).map(|(mark, given)| Box::new(Memory { given: given.beside(&found.record), mark }));
        (Posting { found, memory, today: true }, text)
    })
}

fn found(mut record: PostingRecord, text: &str, extractor: &Extractor) -> Box<Found> {
    complete(&mut record, text);
    let mut profile = extractor.posting_of(text, &record.company);
    Box::new(Found {
        words: profile.requirements.excerpt(text),
        profile,
        signature: Some(Signature::of(text, Likeness::POSTING).into()),
        imprint: Imprint::of_posting(&record.title, &record.company, text),
        record: Card::of(record),
        text: TextPlace::default(),
    })
}

/// Bytes of a file that are read in the time that it takes to put one posting into the table of those that are known.
const KNOWN: u64 = 50;

/// How long files are together; what is no file may be of any length.
fn bytes_of(files: &[InputFile]) -> u64 {
    let bytes = |file: &InputFile| file.path.metadata().ok().filter(|_| file.regular && !file.stdin).map(|of| of.len());
    files.iter().map(bytes).try_fold(0_u64, |sum, bytes| sum.checked_add(bytes?)).unwrap_or(u64::MAX)
}

/// The open postings of earlier runs.
struct Earlier {
    /// Sorted by id.
    postings: Vec<KeptPosting>,
    /// What this run has said of each.
    news: Vec<News>,
    reads_alike: bool,
    extracts_alike: bool,
    n_new: u64,
    /// What the posting that was last noted has in common with many.
    shared: Shared,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum News {
    /// Nothing.
    None,
    /// It was given and says what it said.
    Same,
    /// It was given and says something else.
    Changed,
}

impl Earlier {
    fn new(state: &mut State, closed: &mut BTreeMap<String, Mark>) -> Self {
        let (postings, gone) = state.postings();
        *closed = gone;
        let news = vec![News::None; postings.len()];
        let (reads_alike, extracts_alike) = (state.reads_alike(), state.extracts_alike());
        Self { postings, news, reads_alike, extracts_alike, n_new: 0, shared: None }
    }

    /// Those whose records need not be read again in files of so many bytes: where they would be read as something else, or where to
    /// know them takes longer than to read the files, none.
    fn known(&self, bytes: u64) -> KnownPostings {
        if !self.reads_alike || bytes < KNOWN * self.postings.len() as u64 {
            return KnownPostings::default();
        }
        let known = self.postings.iter().zip(0..).filter_map(|(kept, place)| {
            let (posting_id, content) = (kept.found.record.posting_id(), kept.memory.mark.hashes.content);
            Some((kept.memory.mark.hashes.raw?, KnownPosting { posting_id, content, place }))
        });
        known.collect()
    }

    /// What of a batch is to be extracted, each with what the ledger is to say of it.
    fn sort_out(&mut self, batch: PostingBatch) -> Vec<(PostingRecord, Option<Mark>)> {
        for (place, source_path) in batch.again {
            self.is_same(place as usize, &source_path);
        }
        let mut new = Vec::new();
        for (record, hashes) in batch.postings {
            let mut first_seen = None;
            if let Ok(at) =
                self.postings.binary_search_by(|p| p.found.record.posting_id().cmp(record.posting_id.as_str()))
            {
                let kept = &mut self.postings[at];
                if kept.memory.mark.hashes.content == hashes.content && self.reads_alike {
                    kept.memory.mark.hashes = hashes;
                    self.is_same(at, &record.source_path);
                    continue;
                }
                self.news[at] = News::Changed;
                first_seen = Some(&kept.memory.mark);
            } else {
                self.n_new += 1;
            }
            let mut mark = Mark::new(hashes, &record.source_path);
            first_seen.into_iter().for_each(|first| mark.was_seen_as(first));
            new.push((record, Some(mark)));
        }
        new
    }

    /// Notes that a posting was given and says what it said, in the file `source_path`.
    fn is_same(&mut self, at: usize, source_path: &str) {
        self.news[at] = News::Same;
        let kept = &mut self.postings[at];
        if **kept.memory.mark.source_path() != *source_path {
            kept.memory.mark.came_in(source_path, &mut self.shared);
            kept.found.record.source_path = Arc::clone(kept.memory.mark.source_path());
        }
    }

    /// Adds the open postings of earlier runs to what was given, and closes those that are gone.
    fn join(self, intake: &mut Intake, extractor: &Extractor, snapshot: bool, meter: &Meter<'_>) -> Result<()> {
        for posting in &mut intake.postings {
            // One that was gone and is there again was first seen when it was.
            let Some(memory) = &mut posting.memory else { continue };
            if let Some(mark) = intake.closed.remove(posting.found.record.posting_id()) {
                memory.mark.was_seen_as(&mark);
            }
        }
        let unread = intake.rejects.iter().filter(|reject| leaves_a_gap(reject.code)).count();
        let closes = snapshot && unread == 0;
        if snapshot && !closes {
            intake.notes.push(format!(
                "{unread} of the postings given could not be read, so that none is marked as closed: mend them and run again"
            ));
        }
        let (mut n_same, mut n_kept, mut n_changed, mut n_closed) = (0, 0, 0, 0);
        let mut all: Vec<Posting> = Vec::with_capacity(self.postings.len() + intake.postings.len());
        let mut sort = |KeptPosting { found, mut memory }, news| {
            let id = || found.record.posting_id().to_owned();
            match news {
                News::Changed => {
                    n_changed += 1;
                    intake.outdated.push(id());
                }
                News::None if closes => {
                    n_closed += 1;
                    intake.outdated.push(id());
                    memory.mark.open = false;
                    memory.mark.rewrite();
                    intake.closed.insert(id(), memory.mark);
                }
                _ => {
                    let today = news == News::Same;
                    n_same += u64::from(today);
                    n_kept += u64::from(!today);
                    return Some(Posting { found, memory: Some(memory), today });
                }
            }
            None
        };
        meter.read.busy(|| {
            // Both are in the order of the ids. There are far more old ones: few of them are looked at.
            let new = std::mem::take(&mut intake.postings);
            let before = |id: &str| self.postings.partition_point(|old| old.found.record.posting_id() < id);
            let places: Vec<usize> = new.iter().map(|new| before(new.record.posting_id())).collect();
            let mut new = places.into_iter().zip(new).peekable();
            for (at, (kept, news)) in self.postings.into_iter().zip(self.news).enumerate() {
                all.extend(std::iter::from_fn(|| new.next_if(|(place, _)| *place <= at)).map(|(_, posting)| posting));
                all.extend(sort(kept, news));
            }
            all.extend(new.map(|(_, posting)| posting));
        });
        if !self.extracts_alike {
            let kept = all.iter().filter(|posting| posting.is_kept());
            intake.outdated.extend(kept.map(|kept| kept.record.posting_id().to_owned()));
            all = extract_again(all, intake, extractor, meter)?;
        }
        intake.postings = all;
        let counts = [
            ("postings_new", self.n_new),
            ("postings_changed", n_changed),
            ("postings_same", n_same),
            ("postings_of_earlier_runs", n_kept),
            ("postings_closed", n_closed),
        ];
        intake.counts.extend(counts.map(|(name, n)| (name.to_owned(), n)));
        Ok(())
    }
}

/// Postings with what is found in those of earlier runs now. One that cannot be extracted any more is refused as a new one is, and is
/// known again when it is given again.
fn extract_again(
    postings: Vec<Posting>,
    intake: &mut Intake,
    extractor: &Extractor,
    meter: &Meter<'_>,
) -> Result<Vec<Posting>> {
    let texts = &intake.texts;
    let again = |posting: Posting| {
        if !posting.is_kept() {
            return Ok(Ok(posting));
        }
        let Posting { found: last, memory: Some(mut memory), today } = posting else { return Ok(Ok(posting)) };
        let words = texts.read(last.text)?;
        let record = memory.given.record(&last.record)?;
        let record = PostingRecord { source_path: last.record.source_path.to_string(), ..record };
        let (source_path, number) = (record.source_path.clone(), record.record);
        let given = Given::of(&record);
        let find = || meter.extract.busy(|| found(record, &words, extractor));
        Ok(alone(RejectKind::Posting, &source_path, number, find).map(|mut found| {
            found.text = last.text;
            memory.mark.rewrite();
            memory.given = given.beside(&found.record);
            Posting { found, memory: Some(memory), today }
        }))
    };
    let extracted: Vec<Result<Posting, Reject>> = postings.into_par_iter().map(again).collect::<Result<_>>()?;
    let mut out = Vec::with_capacity(extracted.len());
    for posting in extracted {
        match posting {
            Ok(posting) => out.push(posting),
            Err(reject) => intake.rejects.push(reject),
        }
    }
    Ok(out)
}

/// Whether a reject can stand for a posting that is open and was not read.
fn leaves_a_gap(code: RejectCode) -> bool {
    use RejectCode::{DuplicateId, DuplicateRecord, NoDescription, UnsupportedType};
    !matches!(code, DuplicateId | DuplicateRecord | NoDescription | UnsupportedType)
}
