//! A client's page.

use serde::Serialize;

use super::fixes::{Fixes, fixes};
use super::marks::{Piece, pieces};
use super::tiers::{Tier, coverage, tiers};
use super::{Pages, SOLID_DEMANDS, name_of, plain, shown, words};
use crate::error::Result;
use crate::report::{BulletRow, GapRow, MatchRow, Points, PostingRow, ResumeRow, SkillRow, UnlockRow};
use crate::review::{Bullet, Ownership, Review, Weakness};
use crate::taxonomy::Taxonomy;

/// Statements that a page shows, and characters of them all: with the next two, what keeps a page under 300 kB.
const BULLETS: usize = 40;
const BULLET_CHARS: usize = 20_000;
/// Demands of the postings that a page shows.
const DEMANDS: usize = 220;
/// Characters of a quote.
const QUOTE: usize = 300;
/// Characters of a statement that name it.
const OPENING: usize = 110;

/// What a client's page is made of.
#[derive(Debug)]
pub struct ClientPage<'a> {
    /// For the names of the tiers.
    pub taxonomy: &'a Taxonomy,
    /// The client.
    pub resume: &'a ResumeRow,
    /// The day by which years were judged.
    pub as_of: Option<&'a str>,
    /// The best postings, best first.
    pub postings: Vec<ShownPosting<'a>>,
    /// The statements, in the order of the text.
    pub bullets: &'a [BulletRow],
    /// The review that they come from.
    pub review: &'a Review,
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

impl ShownPosting<'_> {
    /// Whether its score rests on enough to be believed.
    pub(super) fn is_solid(&self) -> bool {
        demands(self.gaps) >= SOLID_DEMANDS
    }

    /// Title and company.
    pub(super) fn name(&self) -> String {
        Self::title(self.posting)
    }

    /// Title and company of a posting.
    pub(super) fn title(posting: &PostingRow) -> String {
        let title = if posting.title.is_empty() { "(no title)" } else { &posting.title };
        if posting.company.is_empty() { title.to_owned() } else { format!("{title}, {}", &*posting.company) }
    }
}

/// The demands that a score rests on.
pub(super) fn demands(gaps: &[GapRow]) -> usize {
    gaps.iter().filter(|gap| gap.points_possible.0 > 0).count()
}

#[derive(Serialize)]
struct Posting<'a> {
    score: String,
    potential: String,
    /// The same in 1/100, to sort by.
    points: [u32; 2],
    name: String,
    location: &'a str,
    url: Option<&'a str>,
    level: Option<&'a str>,
    is_above: bool,
    years: Option<f64>,
    required_met: u32,
    required_total: u32,
    /// Spellings of the posting that stand in the resume as written, in percent.
    literal: Option<String>,
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
    posting_quote: String,
    resume_quote: String,
    advice: &'a str,
}

#[derive(Serialize)]
struct Statement<'a> {
    row: &'a BulletRow,
    pieces: Vec<Piece<'a>>,
    flags: Vec<Flagged>,
}

#[derive(Serialize)]
struct Flagged {
    id: &'static str,
    why: &'static str,
}

#[derive(Serialize)]
struct Remark<'a> {
    meaning: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct Readiness {
    name: &'static str,
    points: u8,
    of: u8,
}

/// Skills of the list with the same suggestion.
#[derive(Serialize)]
struct List<'a> {
    id: &'static str,
    title: &'static str,
    why: &'static str,
    skills: Vec<&'a SkillRow>,
}

#[derive(Serialize)]
struct Client<'a> {
    name: String,
    resume: &'a ResumeRow,
    remarks: Vec<Remark<'a>>,
    as_of: Option<&'a str>,
    best: Option<&'a Posting<'a>>,
    fixes: Fixes<'a>,
    tiers: &'a [Tier<'a>],
    coverage: Option<String>,
    postings: &'a [Posting<'a>],
    more_postings: usize,
    thin: usize,
    statements: Vec<Statement<'a>>,
    more_statements: usize,
    flags: Vec<&'static str>,
    readiness: Vec<Readiness>,
    lists: Vec<List<'a>>,
    /// Skills of the list that an interviewer will ask about, for no statement shows them.
    asked: Vec<&'a SkillRow>,
    /// The beginning of the weakest statement, where there is a draft of it.
    weakest: Option<String>,
    unlocks: &'a [&'a UnlockRow],
    threshold: String,
}

/// The page as HTML.
///
/// # Errors
/// [`crate::error::Error::Table`] where the template fails, which a test rules out.
pub fn client_page(pages: &Pages, page: &ClientPage<'_>) -> Result<String> {
    let (solid, thin): (Vec<&ShownPosting<'_>>, Vec<_>) = page.postings.iter().partition(|p| p.is_solid());
    let tiers =
        tiers(page.taxonomy, page.postings.iter().filter(|p| solid.is_empty() || p.is_solid()).flat_map(|p| p.gaps));
    // Scores that rest on little stand last, whatever they are.
    let mut left = DEMANDS;
    let fits = |p: &&&ShownPosting<'_>| {
        let room = left;
        left = left.saturating_sub(demands(p.gaps));
        room > 0
    };
    let postings: Vec<Posting<'_>> = solid.iter().chain(&thin).take_while(fits).map(|p| posting(p)).collect();
    let mut bullets: Vec<(&BulletRow, &Bullet)> = page.bullets.iter().zip(&page.review.bullets).collect();
    // What opens without a verb may be a title or a heading that was taken for a statement.
    bullets.sort_by_key(|(row, bullet)| (bullet.ownership == Ownership::None, row.strength));
    let n_statements = bullets.len();
    bullets.truncate(BULLETS);
    let mut chars = 0;
    bullets.retain(|(row, _)| {
        chars += row.text.len();
        chars <= BULLET_CHARS
    });
    let more_statements = n_statements - bullets.len();
    let statements: Vec<Statement<'_>> = bullets.into_iter().map(|(row, bullet)| statement(row, bullet)).collect();
    let weakest = statements
        .first()
        .filter(|s| !s.row.rewrite.is_empty() && &*s.row.ownership != "none")
        .map(|s| opening(&s.row.text, OPENING));
    let mut flags: Vec<&str> = statements.iter().flat_map(|s| s.flags.iter().map(|f| f.id)).collect();
    flags.sort_unstable();
    flags.dedup();
    let remarks = page.resume.remarks.iter().zip(&page.resume.remark_texts);
    let client = Client {
        name: name_of(&page.resume.source_path),
        resume: page.resume,
        remarks: remarks.map(|(code, text)| Remark { meaning: words::remark(code), text }).collect(),
        as_of: page.as_of,
        best: postings.first(),
        fixes: fixes(&page.postings),
        coverage: coverage(&tiers),
        tiers: &tiers,
        postings: &postings,
        more_postings: page.postings.len() - postings.len(),
        thin: thin.len(),
        statements,
        more_statements,
        flags,
        readiness: page
            .review
            .readiness
            .parts
            .iter()
            .map(|p| Readiness { name: p.name, points: p.points, of: p.of })
            .collect(),
        lists: lists(page.skills),
        asked: page.skills.iter().filter(|s| s.interview_question.is_some()).collect(),
        weakest,
        unlocks: page.unlocks,
        threshold: plain(page.threshold),
    };
    pages.render("client.html", &client)
}

fn statement<'a>(row: &'a BulletRow, bullet: &Bullet) -> Statement<'a> {
    let flagged = |w: &Weakness| Flagged { id: w.flag.as_str(), why: w.flag.why() };
    Statement { row, pieces: pieces(&row.text, bullet), flags: bullet.flags.iter().map(flagged).collect() }
}

/// The first `most` characters of a text, cut between words.
fn opening(text: &str, most: usize) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if !out.is_empty() && out.chars().count() + word.chars().count() > most {
            return out + " …";
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The skills list by what to do with each.
fn lists(skills: &[SkillRow]) -> Vec<List<'_>> {
    [
        ("show", "Show in your work", "Postings ask for it, and it stands in the list alone."),
        ("drop", "Drop first", "It stands in the list alone or is long ago, and no posting asks for it."),
        ("keep", "Keep", "Your work shows it."),
    ]
    .into_iter()
    .map(|(id, title, why)| List {
        id,
        title,
        why,
        skills: skills.iter().filter(|s| s.suggestion.as_deref() == Some(id)).collect(),
    })
    .filter(|list| !list.skills.is_empty())
    .collect()
}

fn posting<'a>(shown_posting: &ShownPosting<'a>) -> Posting<'a> {
    let ShownPosting { posting, row, gaps } = shown_posting;
    let points = |p: Option<Points>| p.map_or_else(|| "–".to_owned(), |p| shown(p.0));
    let scored = gaps.iter().filter(|gap| gap.points_possible.0 > 0);
    Posting {
        score: points(row.score),
        potential: points(row.potential),
        points: [row.score, row.potential].map(|p| p.map_or(0, |p| p.0)),
        name: shown_posting.name(),
        location: &posting.location,
        // Only what a browser fetches as a page becomes a link.
        url: posting.url.as_deref().filter(|u| u.starts_with("https://") || u.starts_with("http://")),
        level: posting.level.as_deref(),
        is_above: row.level_fit.as_deref() == Some("below"),
        years: posting.min_years.filter(|_| row.years_fit.as_ref().is_some_and(|fit| fit.0 < 10_000)),
        required_met: row.required_met,
        required_total: row.required_total,
        literal: row.literal_coverage.as_ref().map(|share| format!("{} %", (u32::from(share.0) + 50) / 100)),
        demands: demands(gaps),
        gaps: scored
            .map(|g| Gap {
                any_of: g.any_of.iter().map(|k| &**k).collect(),
                importance: &g.importance,
                status: &g.status,
                via: g.via.as_deref().filter(|_| matches!(&*g.status, "implied" | "adjacent")),
                earned: shown(g.points_earned.0),
                possible: shown(g.points_possible.0),
                posting_quote: opening(&g.posting_quote, QUOTE),
                resume_quote: opening(g.resume_quote.as_deref().unwrap_or_default(), QUOTE),
                advice: &g.advice,
            })
            .collect(),
    }
}
