//! `report/`: the pages of a run.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::report::{
    BestOf, BulletRow, ClientPage, CohortPage, DemandRow, GapRow, MatchRow, Pages, PostingRow, RejectRow, ResumeRow,
    ShownPosting, SkillRow, StatisticRow, UnlockRow, client_page, cohort_page,
};

/// Postings that a client's page shows.
pub(super) const SHOWN: usize = 20;

/// A kept match that a page shows: the posting's place, the match, its gaps.
pub(super) type Shown = (usize, MatchRow, Vec<GapRow>);

/// The rows that pages are made of.
pub(super) struct Rows<'a> {
    pub as_of: Option<&'a str>,
    pub threshold: f64,
    pub postings: &'a [PostingRow],
    pub resumes: &'a [ResumeRow],
    /// For each resume its best matches, best first.
    pub shown: &'a [Vec<Shown>],
    /// For each resume its statements.
    pub bullets: &'a [Vec<BulletRow>],
    /// For each resume its skills.
    pub skills: &'a [Vec<SkillRow>],
    pub unlocks: &'a [UnlockRow],
    pub demand: &'a [DemandRow],
    pub statistics: &'a [StatisticRow],
    pub rejects: &'a [RejectRow],
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
            resume,
            as_of: rows.as_of,
            postings: rows.shown[at]
                .iter()
                .map(|(posting, row, gaps)| ShownPosting { posting: &rows.postings[*posting], row, gaps })
                .collect(),
            bullets: &rows.bullets[at],
            skills: &rows.skills[at],
            unlocks: &steps,
            threshold: rows.threshold,
        };
        write(&folder.join(format!("{}.html", &*resume.resume_id)), client_page(&pages, &page)?)
    })?;
    let best = |at: usize| rows.shown[at].first().map(|(posting, row, _)| (row, &rows.postings[*posting]));
    let page = CohortPage {
        as_of: rows.as_of,
        n_postings: rows.postings.iter().filter(|p| p.duplicate_of.is_none()).count(),
        clients: rows.resumes.iter().enumerate().map(|(at, resume)| BestOf { resume, best: best(at) }).collect(),
        unlocks: &rows.unlocks.iter().filter(|u| u.resume_id.is_none()).collect::<Vec<_>>(),
        threshold: rows.threshold,
        demand: &rows.demand.iter().filter(|d| &*d.company == "all").collect::<Vec<_>>(),
        statistics: &rows.statistics.iter().filter(|s| &*s.group == "all").collect::<Vec<_>>(),
        rejects: rows.rejects,
    };
    write(&dir.join("report").join("index.html"), cohort_page(&pages, &page)?)
}
