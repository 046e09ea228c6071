//! The posting index, for the runs that ask something of it.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::clock::Meter;
use super::intake::{BATCH, Intake, Posting};
use super::sides::Sides;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::index::{PostingDoc, PostingIndex};
use crate::score::Kept;
use crate::state::{State, Texts};
use crate::taxonomy::Taxonomy;

/// The index over all open postings, where something asks for it: a query, a state, rarity or relevance.
pub(super) fn index_where_asked(
    config: &Config,
    query: Option<&str>,
    state: Option<&State>,
    (taxonomy, intake): (&Taxonomy, &mut Intake),
    threads: usize,
    meter: &Meter<'_>,
) -> Result<Option<PostingIndex>> {
    if query.is_none() && state.is_none() && !config.score.rarity && !config.score.text_relevance {
        return Ok(None);
    }
    meter.progress.stage("index", None);
    let index = || match state {
        Some(state) => index_of_state(state, taxonomy, intake, threads),
        None => index_in_memory(taxonomy, intake, threads),
    };
    meter.index.alone(index).map(Some)
}

/// The postings that a query picks, and the others.
pub(super) fn pick(index: &PostingIndex, query: &str, postings: Vec<Posting>) -> Result<(Vec<Posting>, Vec<Posting>)> {
    let picked = index.select(query)?;
    let is_picked = |p: &Posting| picked.binary_search_by(|id| id.as_str().cmp(p.record.posting_id())).is_ok();
    Ok(postings.into_iter().partition(is_picked))
}

/// The index over all open postings, for this run alone.
fn index_in_memory(taxonomy: &Taxonomy, intake: &Intake, threads: usize) -> Result<PostingIndex> {
    let mut index = PostingIndex::in_memory(threads)?;
    add(&mut index, taxonomy, &intake.postings.iter().collect::<Vec<_>>(), &intake.texts)?;
    index.commit()?;
    Ok(index)
}

/// The state's index over all open postings, brought up to date. It is made anew where it is not that of the state's newest
/// generation: damaged, or left behind by a run that was killed.
fn index_of_state(state: &State, taxonomy: &Taxonomy, intake: &mut Intake, threads: usize) -> Result<PostingIndex> {
    let dir = state.index();
    let kept = PostingIndex::open(&dir, threads).ok().filter(|index| state.owns_index(index.generation()));
    let mut index = match kept {
        Some(mut index) => {
            let new = |p: &&Posting| !p.is_kept();
            let new: Vec<&Posting> = intake.postings.iter().filter(new).collect();
            index.remove(&intake.outdated.iter().map(String::as_str).collect::<Vec<_>>())?;
            add(&mut index, taxonomy, &new, &intake.texts)?;
            index
        }
        _ => {
            if dir.exists() {
                std::fs::remove_dir_all(&dir).map_err(Error::io("replacing", &dir))?;
                if state.number() > 0 {
                    intake.notes.push("the index is not that of the last complete run: it is made anew".to_owned());
                }
            }
            let mut index = PostingIndex::create(&dir, threads)?;
            add(&mut index, taxonomy, &intake.postings.iter().collect::<Vec<_>>(), &intake.texts)?;
            index
        }
    };
    index.commit_as(state.next_number())?;
    Ok(index)
}

fn add(index: &mut PostingIndex, taxonomy: &Taxonomy, postings: &[&Posting], texts: &Texts) -> Result<()> {
    for batch in postings.chunks(BATCH) {
        let doc = |posting: &&Posting| Ok(posting_doc(taxonomy, posting, texts.read(posting.text)?));
        let docs: Vec<PostingDoc> = batch.par_iter().map(doc).collect::<Result<_>>()?;
        index.add(&docs)?;
    }
    Ok(())
}

fn posting_doc(taxonomy: &Taxonomy, posting: &Posting, text: String) -> PostingDoc {
    let asked = posting.profile.requirements.skills();
    let mut tiers: Vec<String> = asked.clone().map(|s| taxonomy.tier_of(s).id.clone()).collect();
    tiers.sort();
    tiers.dedup();
    let record = &posting.record;
    PostingDoc {
        posting_id: record.posting_id().to_owned(),
        title: record.title().to_owned(),
        company: record.company().to_owned(),
        location: record.location().to_owned(),
        body: text,
        skills: asked.clone().map(|s| taxonomy.skill(s).id.clone()).collect(),
        skill_names: asked.map(|s| taxonomy.skill(s).name.clone()).collect(),
        tiers,
        date: record.date_posted().map(str::to_owned),
        level: posting.profile.level.map(|l| l.as_str().to_owned()),
        min_years: posting.profile.min_years.map(u32::from),
        is_remote: record.is_remote,
        n_required: posting
            .profile
            .requirements
            .iter()
            .filter(|r| r.importance == crate::extract::Importance::Required)
            .count() as u32,
    }
}

/// BM25 of each kept pair's resume against its posting, by (resume, posting).
pub(super) fn relevance(index: &PostingIndex, kept: &[Kept], sides: &Sides<'_>) -> Result<FxHashMap<(u32, u32), f64>> {
    let by_resume: Vec<&[Kept]> = kept.chunk_by(|a, b| a.resume == b.resume).collect();
    let scored: Vec<Vec<((u32, u32), f64)>> = by_resume
        .par_iter()
        .map(|pairs| {
            let resume = &sides.resumes[pairs[0].resume as usize];
            let parts: Vec<&str> = resume.profile.relevant.iter().map(|span| span.of(&resume.text)).collect();
            let ids: Vec<&str> = pairs.iter().map(|k| sides.postings[k.posting as usize].record.posting_id()).collect();
            let scores = index.relevance(&parts.join("\n"), &ids)?;
            // Fixed point of thousandths.
            Ok(pairs.iter().zip(scores).map(|(k, s)| ((k.resume, k.posting), s as f64 / 1000.0)).collect())
        })
        .collect::<Result<_>>()?;
    Ok(scored.into_iter().flatten().collect())
}
