//! What would a hiring manager say of this resume? The guide's checks over statements of work.
//!
//! In: a resume's text and its [`ResumeProfile`]. Out: a [`Review`] that quotes the words which prove each point.
//! Pure: no files, no threads. This room knows no postings and no scores.

mod aftermath;
mod alternative;
mod beside;
mod blank;
mod bullet;
mod check;
mod class;
mod concession;
mod contract;
mod cues;
mod decision;
mod desk;
mod drawback;
mod ended;
mod endures;
mod enumeration;
mod everyday;
mod flag;
mod kept;
mod kinds;
mod level;
mod line;
mod lists;
mod lower;
mod metric;
mod metrics;
mod naming;
mod opener;
mod opening;
mod others;
mod outcome;
mod part;
mod put_aside;
mod reach;
mod readiness;
mod rejected;
mod reliability;
mod rewrite;
mod rival;
mod scale;
mod security;
mod sense;
mod settled;
mod signal;
mod skills_list;
mod stored;
mod strength;
mod subject;
mod swapped;
mod system;
mod title;
mod told;
mod trade_off;
mod used;
mod word;
mod wording;

pub use bullet::Bullet;
pub use check::{Invented, InventedKind, blanks, check};
pub use flag::{Flag, Weakness};
use lower::Lower;
pub use metric::{Metric, MetricKind, MetricRole, MetricUnit};
pub use metrics::metrics;
pub use opener::Ownership;
pub use readiness::{Part, Readiness};
pub use rewrite::{Rewrite, rewrite};
pub use signal::{Proof, Signal};
pub use skills_list::{
    Listing, SKILL_BUDGET, STALE_AFTER, SkillAdvice, SkillsList, Suggestion, interview_question, skills_list,
};
pub use wording::{Spellings, Wording};

use crate::extract::{Level, Month, ResumeProfile};
use crate::taxonomy::Taxonomy;

/// What the review found in one resume.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// The level that it was judged by; none where the resume shows none, and it was judged as for mid.
    pub level: Option<Level>,
    /// Why, and what the statements show of what is expected at this level: a sentence each.
    pub level_reasons: Vec<String>,
    /// Its statements of work, in the order of the text.
    pub bullets: Vec<Bullet>,
    /// What a hiring manager would find in ten seconds.
    pub readiness: Readiness,
}

impl Review {
    /// Bullets with a signal.
    pub fn with_signal(&self, signal: Signal) -> usize {
        self.bullets.iter().filter(|b| b.signals.iter().any(|p| p.signal == signal)).count()
    }
}

/// Reviews a resume. `as_of` is the month by which a job without an end is dated.
pub fn review(taxonomy: &Taxonomy, text: &str, profile: &ResumeProfile, as_of: Option<Month>) -> Review {
    review_of(bullets(taxonomy, text, profile), profile, as_of)
}

/// Reviews the statements of a resume one by one, each as of a person whose level is mid.
pub fn bullets(taxonomy: &Taxonomy, text: &str, profile: &ResumeProfile) -> Vec<Bullet> {
    let lower = Lower::of(text);
    desk::bullets(taxonomy, text, &lower, profile)
}

/// The review of a resume whose statements [`bullets`] found.
pub fn review_of(mut bullets: Vec<Bullet>, profile: &ResumeProfile, as_of: Option<Month>) -> Review {
    let (level, level_reasons) = level::level(profile, &bullets, as_of);
    let trades = Trades::new(profile, &bullets);
    for bullet in &mut bullets {
        bullet.judge(level.unwrap_or(Level::Mid));
        if trades.is_other(profile, bullet.role) {
            bullet.leave_software();
        }
    }
    let readiness = readiness::readiness(profile, &bullets);
    Review { level, level_reasons, bullets, readiness }
}

/// Which of somebody's jobs are of another trade than software.
struct Trades {
    /// Whether the person works on software at all.
    software: bool,
    /// For each job how many statements it has, and how many of them are technical.
    jobs: Vec<(usize, usize)>,
}

impl Trades {
    /// As a job's head says, or else its statements.
    fn new(profile: &ResumeProfile, bullets: &[Bullet]) -> Self {
        let mut jobs = vec![(0, 0); profile.roles.len()];
        for (at, bullet) in bullets.iter().filter_map(|bullet| Some((bullet.role?, bullet))) {
            let (all, technical) = &mut jobs[usize::from(at)];
            *all += 1;
            *technical += usize::from(bullet.technical);
        }
        let technical = bullets.iter().filter(|bullet| bullet.technical).count();
        let software = is_of_software(bullets.len(), technical) || profile.roles.iter().any(|role| role.named_of_trade);
        Self { software, jobs }
    }

    /// Whether a job is, or what stands in none. One whose head names no trade is of the trade that its statements are of.
    fn is_other(&self, profile: &ResumeProfile, job: Option<u16>) -> bool {
        let Some(job) = job.map(usize::from) else { return !self.software };
        let (role, (all, technical)) = (&profile.roles[job], self.jobs[job]);
        let untold = !role.named_of_trade && (!role.of_trade && !self.software || !is_of_software(all, technical));
        role.of_other_trade || untold
    }
}

/// Whether so many statements are of work on software when so many of them are technical: one in ten. Of a few, none need be.
fn is_of_software(all: usize, technical: usize) -> bool {
    /// Statements of which one in ten is none.
    const FEW: usize = 5;
    all < FEW || technical * 10 >= all
}
