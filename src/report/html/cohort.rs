//! The cohort's page.

use serde::Serialize;

use super::{Pages, shown};
use crate::error::Result;
use crate::report::{DemandRow, MatchRow, PostingRow, RejectRow, ResumeRow, StatisticRow, UnlockRow};

/// Rows of a table on the page.
const ROWS: usize = 200;
/// Skills of a tier.
const SKILLS: usize = 10;

/// What the cohort's page is made of.
#[derive(Debug)]
pub struct CohortPage<'a> {
    /// The day by which years were judged.
    pub as_of: Option<&'a str>,
    /// How many postings were scored.
    pub n_postings: usize,
    /// The clients, with their best matches.
    pub clients: Vec<BestOf<'a>>,
    /// The cohort's steps.
    pub unlocks: &'a [&'a UnlockRow],
    /// The score that they lead to.
    pub threshold: f64,
    /// Demand over all postings.
    pub demand: &'a [&'a DemandRow],
    /// Figures over all resumes.
    pub statistics: &'a [&'a StatisticRow],
    /// What was refused.
    pub rejects: &'a [RejectRow],
}

/// A client with the best match.
#[derive(Debug)]
pub struct BestOf<'a> {
    /// The client.
    pub resume: &'a ResumeRow,
    /// The best match and its posting.
    pub best: Option<(&'a MatchRow, &'a PostingRow)>,
}

#[derive(Serialize)]
struct Client<'a> {
    resume_id: &'a str,
    source_path: &'a str,
    title: &'a str,
    company: &'a str,
    score: Option<String>,
    potential: Option<String>,
    readiness: u32,
}

#[derive(Serialize)]
struct Tier<'a> {
    name: &'a str,
    rows: Vec<&'a DemandRow>,
}

#[derive(Serialize)]
struct Cohort<'a> {
    as_of: Option<&'a str>,
    n_clients: usize,
    n_postings: usize,
    n_rejects: usize,
    clients: Vec<Client<'a>>,
    unlocks: &'a [&'a UnlockRow],
    threshold: f64,
    demand: Vec<Tier<'a>>,
    statistics: &'a [&'a StatisticRow],
    rejects: &'a [RejectRow],
}

/// The page as HTML.
///
/// # Errors
/// [`crate::error::Error::Table`] where the template fails, which a test rules out.
pub fn cohort_page(pages: &Pages, page: &CohortPage<'_>) -> Result<String> {
    let mut order: Vec<&BestOf<'_>> = page.clients.iter().collect();
    order.sort_by_key(|c| std::cmp::Reverse(c.best.and_then(|(row, _)| row.score)));
    let client = |c: &&BestOf<'_>| {
        let points = |of: fn(&MatchRow) -> Option<crate::report::Points>| {
            c.best.and_then(|(row, _)| of(row)).map(|p| shown(p.0))
        };
        (points(|m| m.score), points(|m| m.potential))
    };
    let clients = order
        .iter()
        .take(ROWS)
        .map(|c| {
            let (score, potential) = client(c);
            Client {
                resume_id: &c.resume.resume_id,
                source_path: &c.resume.source_path,
                title: c.best.map_or("", |(_, p)| &p.title),
                company: c.best.map_or("", |(_, p)| &p.company),
                score,
                potential,
                readiness: c.resume.readiness,
            }
        })
        .collect();
    let mut demand: Vec<Tier<'_>> = Vec::new();
    for row in page.demand {
        match demand.iter_mut().find(|t| *t.name == *row.tier) {
            Some(tier) => tier.rows.push(row),
            None => demand.push(Tier { name: &row.tier, rows: vec![row] }),
        }
    }
    for tier in &mut demand {
        tier.rows.sort_by_key(|r| std::cmp::Reverse(r.postings));
        tier.rows.truncate(SKILLS);
    }
    let cohort = Cohort {
        as_of: page.as_of,
        n_clients: page.clients.len(),
        n_postings: page.n_postings,
        n_rejects: page.rejects.len(),
        clients,
        unlocks: page.unlocks,
        threshold: page.threshold,
        demand,
        statistics: page.statistics,
        rejects: &page.rejects[..page.rejects.len().min(ROWS)],
    };
    pages.render("cohort.html", &cohort)
}
