//! The cohort's page.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::client::{ShownPosting, demands};
use super::fixes::fixes;
use super::plot::{Pair, histogram, pairs};
use super::tiers::{Tier, coverage, tiers};
use super::{Pages, name_of, percent, plain, shown, words};
use crate::error::Result;
use crate::report::{DemandRow, Points, PostingRow, RejectRow, ResumeRow, StatisticRow, UnlockRow};
use crate::taxonomy::Taxonomy;

/// Rows of a table on the page; the tables of the run have all of them.
const ROWS: usize = 300;
/// Skills of a tier in a plot.
const PLOTTED: usize = 7;
/// Lines of a list on the first screen.
const FIRST: usize = 5;

/// What the cohort's page is made of.
#[derive(Debug)]
pub struct CohortPage<'a> {
    /// For the names of the tiers.
    pub taxonomy: &'a Taxonomy,
    /// The day by which years were judged.
    pub as_of: Option<&'a str>,
    /// How many postings count.
    pub n_postings: usize,
    /// The clients, with their best matches. Those that repeat another are told by `duplicate_of`.
    pub clients: Vec<BestOf<'a>>,
    /// The postings with their best clients, in any order.
    pub fits: Vec<FitOf<'a>>,
    /// The cohort's steps.
    pub unlocks: &'a [&'a UnlockRow],
    /// The score that they lead to.
    pub threshold: f64,
    /// Demand over all postings.
    pub demand: &'a [DemandRow],
    /// Figures over all resumes and by level.
    pub statistics: &'a [StatisticRow],
    /// What was refused.
    pub rejects: &'a [RejectRow],
    /// Figures about fewer clients are left out.
    pub min_group: u32,
}

/// A client with the best postings.
#[derive(Debug)]
pub struct BestOf<'a> {
    /// The client.
    pub resume: &'a ResumeRow,
    /// The best matches, best first.
    pub postings: Vec<ShownPosting<'a>>,
}

/// A posting with the best clients.
#[derive(Debug)]
pub struct FitOf<'a> {
    /// The posting.
    pub posting: &'a PostingRow,
    /// Its best clients, best first, with their scores.
    pub clients: Vec<(&'a ResumeRow, Points)>,
}

#[derive(Serialize)]
struct Client<'a> {
    resume_id: &'a str,
    name: String,
    /// The same person's other files: id and path.
    also: Vec<(&'a str, &'a str)>,
    level: &'a str,
    posting: Option<String>,
    is_above: bool,
    demands: usize,
    score: String,
    potential: String,
    /// Score and potential in 1/100, to sort by.
    points: [u32; 2],
    reaches: bool,
    readiness: u32,
    first: Option<String>,
}

#[derive(Serialize)]
struct Fit<'a> {
    posting: String,
    demands: u32,
    score: String,
    points: u32,
    clients: Vec<(&'a str, String, String)>,
}

#[derive(Serialize)]
struct Asked<'a> {
    row: &'a DemandRow,
    tier: &'a str,
    share: u64,
    lacking: u64,
}

#[derive(Serialize)]
struct Plotted<'a> {
    name: &'a str,
    svg: String,
    told: String,
}

#[derive(Serialize)]
struct Figure {
    name: &'static str,
    values: Vec<String>,
}

#[derive(Serialize)]
struct Refused<'a> {
    row: &'a RejectRow,
    what_to_do: &'static str,
}

#[derive(Serialize)]
struct Cohort<'a> {
    as_of: Option<&'a str>,
    n_clients: usize,
    n_postings: usize,
    n_rejects: usize,
    /// None where it is about fewer clients than may be told of.
    n_reaching: Option<usize>,
    threshold: String,
    median: String,
    clients: &'a [Client<'a>],
    wins: Vec<&'a Client<'a>>,
    more_clients: usize,
    fits: Vec<Fit<'a>>,
    more_fits: usize,
    unlocks: &'a [&'a UnlockRow],
    demand: &'a [Asked<'a>],
    lacking: Vec<&'a Asked<'a>>,
    more_demand: usize,
    tier_names: Vec<&'a str>,
    plots: Vec<Plotted<'a>>,
    tiers: &'a [Tier<'a>],
    coverage: Option<String>,
    scores: Option<String>,
    score_counts: String,
    groups: Vec<(&'a str, u32)>,
    figures: Vec<Figure>,
    rejects: Vec<Refused<'a>>,
}

/// The page as HTML.
///
/// # Errors
/// [`crate::error::Error::Table`] where the template fails, which a test rules out.
pub fn cohort_page(pages: &Pages, page: &CohortPage<'_>) -> Result<String> {
    let mut also: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for client in &page.clients {
        if let Some(first) = &client.resume.duplicate_of {
            also.entry(first).or_default().push((&client.resume.resume_id, &client.resume.source_path));
        }
    }
    let once: Vec<&BestOf<'_>> = page.clients.iter().filter(|c| c.resume.duplicate_of.is_none()).collect();
    let enough = once.len() >= page.min_group as usize;
    let threshold = (page.threshold * 100.0).round() as u32;
    let mut clients: Vec<Client<'_>> =
        once.iter().map(|c| client(c, also.remove(&*c.resume.resume_id).unwrap_or_default(), threshold)).collect();
    clients.sort_by_key(|c| Reverse(c.points[0]));
    let counts = tenths(&clients, page.min_group);
    let n_clients = clients.len();
    let n_reaching = clients.iter().filter(|c| c.reaches).count();
    let n_reaching = (page.min_group <= 1 || n_reaching >= page.min_group as usize).then_some(n_reaching);
    let median = if enough { clients.get(n_clients / 2).map(|c| c.score.clone()) } else { None }.unwrap_or_default();
    let more_clients = clients.len().saturating_sub(ROWS);
    clients.truncate(ROWS);
    let mut wins: Vec<&Client<'_>> = clients.iter().filter(|c| c.points[1] > c.points[0]).collect();
    wins.sort_by_key(|c| Reverse(c.points[1] - c.points[0]));
    wins.truncate(FIRST);

    let mut fits: Vec<Fit<'_>> = page.fits.iter().map(fit).collect();
    // Scores that rest on little stand last, whatever they are.
    fits.sort_by_key(|f| (Reverse((f.demands as usize) >= super::SOLID_DEMANDS), Reverse(f.points)));
    let more_fits = fits.len().saturating_sub(ROWS);
    fits.truncate(ROWS);

    let tier_name = |id: &str| page.taxonomy.tiers().iter().find(|t| t.id == id).map_or("", |t| &*t.name);
    let mut demand: Vec<Asked<'_>> = page
        .demand
        .iter()
        .map(|row| Asked {
            row,
            tier: tier_name(&row.tier),
            share: percent(row.postings.into(), page.n_postings as u64),
            lacking: row
                .cohort_have
                .map_or(0, |n| u64::from(row.postings) * (n_clients as u64).saturating_sub(n.into())),
        })
        .collect();
    demand.sort_by_key(|asked| Reverse((asked.row.postings, asked.row.required)));
    let scored = page.taxonomy.tiers().iter().filter(|t| t.scored);
    let plots = plotted(scored.map(|t| &*t.name), &demand, n_clients as u64);
    let mut lacking: Vec<&Asked<'_>> = demand.iter().filter(|asked| asked.lacking > 0).collect();
    lacking.sort_by_key(|asked| Reverse(asked.lacking));
    lacking.truncate(FIRST);
    let shown_demand = &demand[..demand.len().min(ROWS)];
    let mut tier_names: Vec<&str> = page.taxonomy.tiers().iter().map(|t| &*t.name).collect();
    tier_names.retain(|name| shown_demand.iter().any(|asked| asked.tier == *name));

    let solid = once.iter().flat_map(|c| &c.postings).filter(|p| p.is_solid()).flat_map(|p| p.gaps);
    let tiers = if enough { tiers(page.taxonomy, solid) } else { Vec::new() };
    let (groups, figures) = figures(page.statistics);
    let mut rejects: Vec<&RejectRow> = page.rejects.iter().collect();
    rejects.sort_by_key(|r| Reverse(&*r.kind == "resume"));
    let cohort = Cohort {
        as_of: page.as_of,
        n_clients,
        n_postings: page.n_postings,
        n_rejects: rejects.len(),
        n_reaching,
        threshold: plain(page.threshold),
        median,
        clients: &clients,
        wins,
        more_clients,
        fits,
        more_fits,
        unlocks: page.unlocks,
        demand: shown_demand,
        lacking,
        more_demand: demand.len() - shown_demand.len(),
        tier_names,
        plots,
        coverage: coverage(&tiers),
        tiers: &tiers,
        scores: histogram(&counts),
        score_counts: told(&counts),
        groups,
        figures,
        rejects: rejects
            .into_iter()
            .take(ROWS)
            .map(|row| Refused { row, what_to_do: words::what_to_do(&row.kind, &row.code) })
            .collect(),
    };
    pages.render("cohort.html", &cohort)
}

/// A client with the best posting whose score rests on enough; with the best one where there is none.
fn client<'a>(client: &'a BestOf<'a>, also: Vec<(&'a str, &'a str)>, threshold: u32) -> Client<'a> {
    let best = client.postings.iter().find(|p| p.is_solid()).or_else(|| client.postings.first());
    let points = best.map_or([None; 2], |p| [p.row.score, p.row.potential]);
    let [score, potential] = points.map(|p| p.map_or_else(|| "–".to_owned(), |p| shown(p.0)));
    let fixes = fixes(&client.postings);
    Client {
        resume_id: &client.resume.resume_id,
        name: name_of(&client.resume.source_path),
        also,
        level: client.resume.level.as_deref().unwrap_or_default(),
        posting: best.map(ShownPosting::name),
        is_above: best.is_some_and(|p| p.row.level_fit.as_deref() == Some("below")),
        demands: best.map_or(0, |p| demands(p.gaps)),
        score,
        potential,
        points: points.map(|p| p.map_or(0, |p| p.0)),
        reaches: points[0].is_some_and(|p| p.0 >= threshold),
        readiness: client.resume.readiness,
        first: fixes.words.into_iter().chain(fixes.learning).next().map(|fix| fix.title),
    }
}

fn fit<'a>(fit: &FitOf<'a>) -> Fit<'a> {
    let best = fit.clients.first().map_or(0, |(_, score)| score.0);
    Fit {
        posting: ShownPosting::title(fit.posting),
        demands: fit.posting.n_required + fit.posting.n_preferred + fit.posting.n_mentioned,
        score: shown(best),
        points: best,
        clients: fit
            .clients
            .iter()
            .map(|(resume, score)| (&*resume.resume_id, name_of(&resume.source_path), shown(score.0)))
            .collect(),
    }
}

/// How many clients' best scores lie in each tenth of the way to 100; tenths of fewer than `min_group` clients are left out.
fn tenths(clients: &[Client<'_>], min_group: u32) -> [u32; 10] {
    let mut counts = [0; 10];
    for client in clients.iter().filter(|c| c.posting.is_some() && c.score != "–") {
        counts[(client.points[0] as usize / 1000).min(9)] += 1;
    }
    counts.map(|n| if n < min_group { 0 } else { n })
}

/// "3 from 60 to 70, 1 from 70 to 80"
fn told(counts: &[u32; 10]) -> String {
    let some = counts.iter().enumerate().filter(|(_, n)| **n > 0);
    some.map(|(at, n)| format!("{n} from {} to {}", at * 10, at * 10 + 10)).collect::<Vec<_>>().join(", ")
}

/// What the skills of each tier are asked for in, against the clients who show them; all on one scale.
fn plotted<'a>(tiers: impl Iterator<Item = &'a str>, demand: &[Asked<'_>], n_clients: u64) -> Vec<Plotted<'a>> {
    let rows = |tier: &str| -> Vec<Pair> {
        let of_tier = demand.iter().filter(|asked| asked.tier == tier);
        let pair = |asked: &Asked<'_>| {
            let have = percent(asked.row.cohort_have?.into(), n_clients);
            Some(Pair { label: asked.row.keyword.to_string(), first: asked.share, second: have })
        };
        of_tier.filter_map(pair).take(PLOTTED).collect()
    };
    let tiers: Vec<(&str, Vec<Pair>)> = tiers.map(|tier| (tier, rows(tier))).collect();
    let most = tiers.iter().flat_map(|(_, rows)| rows).map(|row| row.first.max(row.second)).max().unwrap_or(0);
    let plot = |(name, rows): (&'a str, Vec<Pair>)| {
        let told = |r: &Pair| format!("{}: {} % of postings, {} % of clients", r.label, r.first, r.second);
        let told: Vec<String> = rows.iter().map(told).collect();
        Some(Plotted { name, svg: pairs(&rows, most)?, told: told.join("; ") })
    };
    tiers.into_iter().filter_map(plot).collect()
}

/// The groups with their sizes, everybody first, and each figure in all of them.
fn figures(statistics: &[StatisticRow]) -> (Vec<(&str, u32)>, Vec<Figure>) {
    let mut groups: Vec<(&str, u32)> = statistics.iter().map(|s| (&*s.group, s.count)).collect();
    groups.dedup();
    groups.sort_by_key(|(name, _)| *name != "all");
    let mut metrics: Vec<&str> = statistics.iter().map(|s| &*s.metric).collect();
    metrics.sort_unstable();
    metrics.dedup();
    let figure = |metric: &&str| {
        let (name, is_share) = words::figure(metric)?;
        let value = |(group, _): &(&str, u32)| {
            let row = statistics.iter().find(|s| *s.group == **group && *s.metric == **metric);
            match row.and_then(|s| s.value) {
                Some(value) if is_share => format!("{:.0} %", value * 100.0),
                Some(value) => format!("{value:.1}"),
                None => "–".to_owned(),
            }
        };
        Some(Figure { name, values: groups.iter().map(value).collect() })
    };
    let figures = metrics.iter().filter_map(figure).collect();
    (groups, figures)
}
