//! The tables beside matches and gaps: what each posting asks for, what each resume shows, what the cohort has and lacks.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::clock::Meter;
use super::cohort::{Market, unlock_rows};
use super::drafts::drafts;
use super::explaining::Told;
use super::intake::Posting;
use super::pages::{Rows, write_pages};
use super::relay::relay;
use super::sides::Sides;
use super::survey::ALL;
use super::tables::Tables;
use crate::error::Result;
use crate::ingest::Reject;
use crate::report::{
    self, BulletRow, DemandRow, Output, PostingRow, RejectRow, ResumeRow, SkillRow, StatisticRow, TextCells, UnlockRow,
};
use crate::review::{Review, Rewrite, bullets, review_of};
use crate::state::{Found, TextPlace};
use crate::taxonomy::SkillId;

/// Postings whose rows are written before it is asked whether the run is to go on.
const POSTINGS: usize = 2048;
/// Resumes whose rows are made before they are written.
const RESUMES: usize = 256;
/// Postings whose texts are read before they are written: few enough for a core's cache to hold them while they are looked at.
const TEXTS: usize = 128;
/// Companies whose rows are made before they are written.
const COMPANIES: usize = 64;

/// The rows of resumes.
#[derive(Default)]
struct ResumeRows {
    resumes: Vec<ResumeRow>,
    /// For each resume its statements, and the review that they come from.
    bullets: Vec<Vec<BulletRow>>,
    reviews: Vec<Review>,
    /// For each resume its skills.
    skills: Vec<Vec<SkillRow>>,
}

/// The rows about all resumes together.
pub(super) struct CohortRows {
    /// Those of `demand` over all postings.
    pub demand: Vec<DemandRow>,
    pub unlocks: Vec<UnlockRow>,
    statistics: Vec<StatisticRow>,
}

/// Writes the tables and, where they are asked for, the pages. Says in `notes` what was left out.
///
/// # Errors
/// What stops the writing.
pub(super) fn describe(
    sides: &Sides<'_>,
    explained: &Told,
    rejects: &[Reject],
    rewritten: Option<&[Vec<Rewrite>]>,
    (tables, output): (&mut Tables, &Output),
    notes: &mut Vec<String>,
    meter: &Meter<'_>,
) -> Result<CohortRows> {
    meter.progress.stage("write", Some((sides.postings.len() + sides.resumes.len()) as u64));
    let html = sides.has_pages();
    let postings = write_postings(sides, html, tables, meter)?;
    let market = meter.explain.busy(|| Market::new(sides));
    let resumes = write_resumes(sides, &market, html, rewritten, tables, meter)?;
    let cohort = write_cohort(sides, &market, (explained, &resumes.resumes), tables, notes, meter)?;
    let refused: Vec<RejectRow> = rejects.iter().map(report::reject_row).collect();
    tables.rejects.append(&refused)?;
    if html {
        let pages = Rows {
            taxonomy: sides.basis.taxonomy(),
            as_of: sides.as_of,
            threshold: sides.config.unlock_threshold,
            min_group: sides.config.min_group,
            postings: &postings,
            resumes: &resumes.resumes,
            picked: &explained.picked,
            bullets: &resumes.bullets,
            reviews: &resumes.reviews,
            skills: &resumes.skills,
            unlocks: &cohort.unlocks,
            demand: &cohort.demand,
            statistics: &cohort.statistics,
            rejects: &refused,
        };
        tables.settle()?;
        meter.html.alone(|| write_pages(output.dir(), &pages))?;
    }
    write_texts(sides, tables, meter)?;
    Ok(cohort)
}

/// `postings` and `requirements`. The rows of the first are returned where they are to be kept.
fn write_postings(sides: &Sides<'_>, keep: bool, tables: &mut Tables, meter: &Meter<'_>) -> Result<Vec<PostingRow>> {
    let row = |at: usize| {
        let Found { record, profile, imprint, .. } = &*sides.postings[at].found;
        let first = sides.repeated_postings.firsts[at].map(|first| sides.postings[first].record.posting_id());
        let seen = sides.postings[at].seen(sides.as_of);
        report::posting_cells(sides.basis.taxonomy(), record, profile, imprint, first, seen)
    };
    let asked = |at: usize| {
        let (id, words) = (sides.postings[at].record.posting_id(), &*sides.postings[at].words);
        let cells = move |r| report::requirement_cells(&sides.basis.names, id, r, words, sides.basis.weight(r));
        sides.postings[at].profile.requirements.iter().map(cells)
    };
    let places: Vec<usize> = (0..sides.postings.len()).collect();
    let Tables { postings, requirements, .. } = tables;
    for places in places.chunks(POSTINGS) {
        meter.go_on()?;
        meter.progress.step(places.len() as u64);
        let (rows, asked) = (places.iter().map(|at| row(*at)), places.iter().flat_map(|at| asked(*at)));
        let (first, second) = rayon::join(|| postings.append(rows), || requirements.append(asked));
        first.and(second)?;
    }
    Ok(if keep { places.iter().map(|at| row(*at).to_row()).collect() } else { Vec::new() })
}

/// `resumes`, `skills` and `bullets`. The rows of the first are returned, those of the others where they are to be kept.
fn write_resumes(
    sides: &Sides<'_>,
    market: &Market<'_>,
    keep: bool,
    rewritten: Option<&[Vec<Rewrite>]>,
    tables: &mut Tables,
    meter: &Meter<'_>,
) -> Result<ResumeRows> {
    let (taxonomy, names, month) = (sides.basis.taxonomy(), &sides.basis.names, sides.month);
    let asked = |skill: SkillId| Some(market.survey.asked[skill.0 as usize]);
    let rows = |at: usize| {
        let (resume, id) = (&sides.resumes[at], &sides.resume_ids[at]);
        let first = sides.repeated_resumes[at].map(|first| sides.resumes[first].document.resume_id.as_str());
        let found = sides
            .known
            .map_or_else(|| bullets(taxonomy, &resume.text, &resume.profile), |known| known.bullets(taxonomy, resume));
        let review = review_of(found, &resume.profile, month);
        let drafts = rewritten.map_or_else(
            || drafts(&sides.basis.extractor, &resume.text, &review, &market.survey.wording),
            |all| all[at].clone(),
        );
        (
            report::resume_row(&resume.document, &resume.profile, &resume.text, first, month, &review),
            report::bullet_rows(id, &resume.profile, &resume.text, &review, drafts),
            report::skill_rows(taxonomy, names, id, &resume.profile, &resume.text, month, &asked),
            review,
        )
    };
    let places: Vec<usize> = (0..sides.resumes.len()).collect();
    let make = |places: &[usize]| {
        meter.go_on()?;
        meter.progress.step(places.len() as u64);
        Ok(places.par_iter().map(|at| meter.explain.busy(|| rows(*at))).collect::<Vec<_>>())
    };
    let mut kept = ResumeRows::default();
    relay(places.chunks(RESUMES), make, |_, made: Vec<(ResumeRow, Vec<BulletRow>, Vec<SkillRow>, Review)>| {
        for (row, bullets, skills, review) in made {
            tables.bullets.append(&bullets)?;
            tables.skills.append(&skills)?;
            kept.resumes.push(row);
            if keep {
                kept.bullets.push(bullets);
                kept.skills.push(skills);
                kept.reviews.push(review);
            }
        }
        Ok(())
    })?;
    tables.resumes.append(&kept.resumes)?;
    Ok(kept)
}

/// `demand`, `unlocks` and `statistics`.
fn write_cohort(
    sides: &Sides<'_>,
    market: &Market<'_>,
    (explained, resumes): (&Told, &[ResumeRow]),
    tables: &mut Tables,
    notes: &mut Vec<String>,
    meter: &Meter<'_>,
) -> Result<CohortRows> {
    let make = |companies| Ok(meter.explain.busy(|| market.cells(companies)));
    let mut demand = Vec::new();
    relay(market.survey.companies.chunks(COMPANIES), make, |_, cells| {
        demand.extend(cells.iter().filter(|cells| cells.company == ALL).map(|cells| cells.to_row()));
        tables.demand.append(&cells)
    })?;
    let most = sides.config.unlock_pairs;
    let unlocks = if sides.pairs() <= most {
        tables.settle()?;
        meter.explain.alone(|| unlock_rows(sides))
    } else {
        let pairs = sides.pairs();
        notes.push(format!("unlocks is empty: {pairs} pairs are more than unlock_pairs = {most} of the configuration"));
        Vec::new()
    };
    tables.unlocks.append(&unlocks)?;
    let scores = explained.scores.iter().map(|(of, score)| (&*sides.resume_ids[*of as usize], *score)).collect();
    let statistics = meter.explain.busy(|| report::statistic_rows(resumes, &scores, sides.config.min_group));
    tables.statistics.append(&statistics)?;
    Ok(CohortRows { demand, unlocks, statistics })
}

/// `texts`, where it is asked for: what the offsets of the other tables point into.
fn write_texts(sides: &Sides<'_>, tables: &mut Tables, meter: &Meter<'_>) -> Result<()> {
    let Some(table) = &mut tables.texts else { return Ok(()) };
    // Memory that is read into again and again is not asked for anew.
    let rooms: Mutex<Vec<Vec<u8>>> = Mutex::default();
    let rooms = || rooms.lock().unwrap_or_else(PoisonError::into_inner);
    let read = |postings: &[Posting]| {
        meter.go_on()?;
        let room = rooms().pop().unwrap_or_default();
        meter.read.busy(|| {
            let places: Vec<TextPlace> = postings.iter().map(|posting| posting.text).collect();
            sides.texts.read_all(&places, room)
        })
    };
    relay(sides.postings.chunks(TEXTS), read, |postings, bytes| {
        let mut cells = Vec::with_capacity(postings.len());
        meter.read.busy(|| {
            let mut end = 0;
            for posting in postings {
                let start = end;
                end += posting.text.bytes();
                let text = sides.texts.text(posting.text, &bytes[start..end])?;
                cells.push(TextCells { kind: "posting", id: posting.record.posting_id(), text });
            }
            Ok(())
        })?;
        table.append(&cells)?;
        drop(cells);
        rooms().push(bytes);
        Ok(())
    })?;
    let resumes = sides.resumes.iter().zip(&sides.resume_ids);
    let cells = resumes.map(|(r, id)| TextCells { kind: "resume", id, text: &r.text });
    table.append(cells)
}
