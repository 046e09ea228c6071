//! A client's page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Pages, shown};
use crate::error::Result;
use crate::report::{BulletRow, GapRow, MatchRow, Points, PostingRow, ResumeRow, SkillRow, UnlockRow};

/// Statements that a page shows.
const BULLETS: usize = 40;
/// Fixes that a page puts first.
const FIXES: usize = 8;

/// What a client's page is made of.
#[derive(Debug)]
pub struct ClientPage<'a> {
    /// The client.
    pub resume: &'a ResumeRow,
    /// The day by which years were judged.
    pub as_of: Option<&'a str>,
    /// The best postings, best first.
    pub postings: Vec<ShownPosting<'a>>,
    /// The statements, in the order of the text.
    pub bullets: &'a [BulletRow],
    /// The skills.
    pub skills: &'a [SkillRow],
    /// The client's steps.
    pub unlocks: &'a [&'a UnlockRow],
    /// The score that the steps lead to.
    pub threshold: f64,
}

/// A kept match with its posting and its gaps.
#[derive(Debug)]
pub struct ShownPosting<'a> {
    /// The posting.
    pub posting: &'a PostingRow,
    /// The match.
    pub row: &'a MatchRow,
    /// Requirement by requirement.
    pub gaps: &'a [GapRow],
}

#[derive(Serialize)]
struct Fix<'a> {
    keyword: &'a str,
    advice: &'a str,
    postings: usize,
    points: String,
}

#[derive(Serialize)]
struct Posting<'a> {
    score: String,
    potential: String,
    title: &'a str,
    company: &'a str,
    url: Option<&'a str>,
    level_fit: Option<&'a str>,
    required_met: u32,
    required_total: u32,
    demands: usize,
    gaps: Vec<Gap<'a>>,
}

#[derive(Serialize)]
struct Gap<'a> {
    any_of: Vec<&'a str>,
    importance: &'a str,
    status: &'a str,
    via: Option<&'a str>,
    earned: String,
    possible: String,
    posting_quote: &'a str,
    resume_quote: &'a str,
    advice: &'a str,
}

#[derive(Serialize)]
struct Client<'a> {
    resume: &'a ResumeRow,
    as_of: Option<&'a str>,
    fixes: Vec<Fix<'a>>,
    postings: Vec<Posting<'a>>,
    bullets: Vec<&'a BulletRow>,
    more_bullets: usize,
    lists: Vec<List<'a>>,
    unlocks: &'a [&'a UnlockRow],
    threshold: f64,
}

/// Skills of the list with the same suggestion.
#[derive(Serialize)]
struct List<'a> {
    title: &'static str,
    skills: Vec<&'a str>,
}

/// The skills list by what to do with each.
fn lists<'a>(skills: &'a [SkillRow]) -> Vec<List<'a>> {
    [
        ("keep", "Keep: your work shows it"),
        ("show", "Show: postings ask for it, and it stands in the list alone"),
        ("drop", "Drop first: it stands in the list alone, or is long ago, and no posting asks for it"),
    ]
    .into_iter()
    .map(|(id, title)| List {
        title,
        skills: skills.iter().filter(|s| s.suggestion.as_deref() == Some(id)).map(|s| &*s.keyword).collect(),
    })
    .filter(|list| !list.skills.is_empty())
    .collect()
}

/// The page as HTML.
///
/// # Errors
/// [`crate::error::Error::Table`] where the template fails, which a test rules out.
pub fn client_page(pages: &Pages, page: &ClientPage<'_>) -> Result<String> {
    let mut bullets: Vec<&BulletRow> = page.bullets.iter().collect();
    bullets.sort_by_key(|b| b.strength);
    let more_bullets = bullets.len().saturating_sub(BULLETS);
    bullets.truncate(BULLETS);
    let client = Client {
        resume: page.resume,
        as_of: page.as_of,
        fixes: fixes(&page.postings),
        postings: page.postings.iter().map(posting).collect(),
        bullets,
        more_bullets,
        lists: lists(page.skills),
        unlocks: page.unlocks,
        threshold: page.threshold,
    };
    pages.render("client.html", &client)
}

/// What wins most over all postings shown: one line a skill and fix, with the advice of its best posting.
fn fixes<'a>(postings: &[ShownPosting<'a>]) -> Vec<Fix<'a>> {
    let mut sums: BTreeMap<(&str, &str), (u32, usize, &'a GapRow)> = BTreeMap::new();
    for gap in postings.iter().flat_map(|p| p.gaps).filter(|g| g.fix_points.0 > 0) {
        let sum = sums.entry((&gap.keyword, &gap.fix)).or_insert((0, 0, gap));
        sum.0 += gap.fix_points.0;
        sum.1 += 1;
        if gap.fix_points > sum.2.fix_points {
            sum.2 = gap;
        }
    }
    let mut sums: Vec<(u32, usize, &GapRow)> = sums.into_values().collect();
    sums.sort_by_key(|(points, ..)| std::cmp::Reverse(*points));
    let fix = |(points, postings, gap): (u32, usize, &'a GapRow)| Fix {
        keyword: &gap.keyword,
        advice: &gap.advice,
        postings,
        points: shown(points),
    };
    sums.into_iter().take(FIXES).map(fix).collect()
}

fn posting<'a>(shown_posting: &ShownPosting<'a>) -> Posting<'a> {
    let ShownPosting { posting, row, gaps } = shown_posting;
    let points = |p: Option<Points>| p.map_or_else(|| "-".to_owned(), |p| shown(p.0));
    Posting {
        score: points(row.score),
        potential: points(row.potential),
        title: &posting.title,
        company: &posting.company,
        // Only what a browser fetches as a page becomes a link.
        url: posting.url.as_deref().filter(|u| u.starts_with("https://") || u.starts_with("http://")),
        level_fit: row.level_fit.as_deref(),
        required_met: row.required_met,
        required_total: row.required_total,
        demands: gaps.iter().filter(|g| g.points_possible.0 > 0).count(),
        gaps: gaps
            .iter()
            .filter(|g| g.points_possible.0 > 0)
            .map(|g| Gap {
                any_of: g.any_of.iter().map(|k| &**k).collect(),
                importance: &g.importance,
                status: &g.status,
                via: g.via.as_deref(),
                earned: shown(g.points_earned.0),
                possible: shown(g.points_possible.0),
                posting_quote: &g.posting_quote,
                resume_quote: g.resume_quote.as_deref().unwrap_or_default(),
                advice: &g.advice,
            })
            .collect(),
    }
}
