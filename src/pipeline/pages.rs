//! `report/`: the pages of a run.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::report::{
    BestOf, BulletRow, ClientPage, CohortPage, DemandRow, FitOf, GapCells, GapRow, MatchCells, MatchRow, Pages, Points,
    PostingRow, RejectRow, ResumeRow, SOLID_DEMANDS, ShownPosting, SkillRow, StatisticRow, UnlockRow, client_page,
    cohort_page,
};
use crate::review::Review;
use crate::score::Kept;
use crate::taxonomy::Taxonomy;

/// Postings that a client's page shows.
const SHOWN: usize = 20;
/// Postings with fewer than [`SOLID_DEMANDS`] demands that it shows beside them.
const THIN: usize = 5;
/// Clients of a posting that the cohort's page names.
const FITTING: usize = 3;
/// Ranks that they are picked from, since a resume that repeats another one is passed over.
const RANKS: u32 = 8;

/// A kept match that a page shows: the posting's place, the match, its gaps.
type Shown = (usize, MatchRow, Vec<GapRow>);

/// The matches that pages show, picked while all of them pass by.
#[derive(Default)]
pub(super) struct Picked {
    /// For each resume its best matches, best first: those whose score rests on enough, and a few others.
    by_resume: Vec<[Vec<Shown>; 2]>,
    /// Posting, rank in it, resume, score.
    by_posting: Vec<(usize, u32, usize, Points)>,
}

impl Picked {
    pub(super) fn new(resumes: usize) -> Self {
        Self { by_resume: vec![Default::default(); resumes], by_posting: Vec::new() }
    }

    /// Keeps a match that a page shows. They come in the order of the table `matches`; `repeated` tells for each posting the one that it
    /// repeats.
    pub(super) fn pick(
        &mut self,
        kept: &Kept,
        row: &MatchCells<'_>,
        (gaps, demands): (&[GapCells<'_>], usize),
        repeated: &[Option<usize>],
    ) {
        let (posting, resume) = (kept.posting as usize, kept.resume as usize);
        let score = row.score.filter(|_| repeated[posting].is_none());
        if let (Some(rank), Some(score)) = (kept.rank_in_posting.filter(|rank| *rank <= RANKS), score) {
            self.by_posting.push((posting, rank, resume, score));
        }
        let thin = demands < SOLID_DEMANDS;
        let shown = &mut self.by_resume[resume];
        let room = shown[usize::from(thin)].len() < if thin { THIN } else { SHOWN };
        if kept.rank_in_resume.is_none() || !room {
            return;
        }
        // One ad on several boards is shown once, where it fits best.
        let ad = |at: usize| repeated[at].unwrap_or(at);
        if !shown.iter().flatten().any(|(other, ..)| ad(*other) == ad(posting)) {
            shown[usize::from(thin)].push((posting, row.to_row(), gaps.iter().map(|gap| gap.to_row()).collect()));
        }
    }
}

/// The rows that pages are made of.
pub(super) struct Rows<'a> {
    pub taxonomy: &'a Taxonomy,
    pub as_of: Option<&'a str>,
    pub threshold: f64,
    pub min_group: u32,
    pub postings: &'a [PostingRow],
    pub resumes: &'a [ResumeRow],
    pub picked: &'a Picked,
    /// For each resume its statements, and the review that they come from.
    pub bullets: &'a [Vec<BulletRow>],
    pub reviews: &'a [Review],
    /// For each resume its skills.
    pub skills: &'a [Vec<SkillRow>],
    pub unlocks: &'a [UnlockRow],
    /// Those over all postings.
    pub demand: &'a [DemandRow],
    pub statistics: &'a [StatisticRow],
    pub rejects: &'a [RejectRow],
}

impl<'a> Rows<'a> {
    fn shown(&'a self, resume: usize) -> Vec<ShownPosting<'a>> {
        let mut shown: Vec<&Shown> = self.picked.by_resume[resume].iter().flatten().collect();
        shown.sort_by_key(|(_, row, _)| row.rank_in_resume);
        let posting = |(at, row, gaps): &'a Shown| ShownPosting { posting: &self.postings[*at], row, gaps };
        shown.into_iter().map(posting).collect()
    }

    /// The postings with their best clients.
    fn fits(&self) -> Vec<FitOf<'_>> {
        let mut ranked: Vec<&(usize, u32, usize, Points)> = self.picked.by_posting.iter().collect();
        ranked.sort_unstable();
        let of = |ranked: &[&(usize, u32, usize, Points)]| {
            let clients = ranked.iter().map(|(_, _, resume, score)| (&self.resumes[*resume], *score));
            let once = clients.filter(|(resume, _)| resume.duplicate_of.is_none());
            FitOf { posting: &self.postings[ranked[0].0], clients: once.take(FITTING).collect() }
        };
        ranked.chunk_by(|a, b| a.0 == b.0).map(of).collect()
    }
}

/// Writes the cohort's page and one a client into `dir`.
pub(super) fn write_pages(dir: &Path, rows: &Rows<'_>) -> Result<()> {
    let folder = dir.join("report").join("resumes");
    fs::create_dir_all(&folder).map_err(Error::io("creating", &folder))?;
    let pages = Pages::new()?;
    let write = |path: &Path, html: String| fs::write(path, html).map_err(Error::io("writing", path));
    (0..rows.resumes.len()).into_par_iter().try_for_each(|at| {
        let resume = &rows.resumes[at];
        // The rows are in the order of the ids, the cohort's without one first.
        let from = rows.unlocks.partition_point(|u| u.resume_id.as_deref() < Some(&*resume.resume_id));
        let steps: Vec<&UnlockRow> =
            rows.unlocks[from..].iter().take_while(|u| u.resume_id.as_deref() == Some(&*resume.resume_id)).collect();
        let page = ClientPage {
            taxonomy: rows.taxonomy,
            resume,
            as_of: rows.as_of,
            postings: rows.shown(at),
            bullets: &rows.bullets[at],
            review: &rows.reviews[at],
            skills: &rows.skills[at],
            unlocks: &steps,
            threshold: rows.threshold,
        };
        write(&folder.join(format!("{}.html", &*resume.resume_id)), client_page(&pages, &page)?)
    })?;
    let page = CohortPage {
        taxonomy: rows.taxonomy,
        as_of: rows.as_of,
        n_postings: rows.postings.iter().filter(|p| p.duplicate_of.is_none()).count(),
        clients: rows
            .resumes
            .iter()
            .enumerate()
            .map(|(at, resume)| BestOf { resume, postings: rows.shown(at) })
            .collect(),
        fits: rows.fits(),
        unlocks: &rows.unlocks.iter().filter(|u| u.resume_id.is_none()).collect::<Vec<_>>(),
        threshold: rows.threshold,
        demand: rows.demand,
        statistics: rows.statistics,
        rejects: rows.rejects,
        min_group: rows.min_group,
    };
    write(&dir.join("report").join("index.html"), cohort_page(&pages, &page)?)
}
