//! What a hiring manager would find in ten seconds, 0 to 100: a sum of parts, apart from any posting.

use super::bullet::Bullet;
use super::opener::Ownership;
use super::signal::Signal;
use crate::extract::ResumeProfile;

/// A list of more skills says that none is known well (GUIDE section 4).
const BUDGET: usize = 25;

/// A part of the readiness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// What it is for.
    pub name: &'static str,
    /// Points earned.
    pub points: u8,
    /// Points there are.
    pub of: u8,
}

/// The readiness of a resume with its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    /// 0 to 100, the sum of the parts.
    pub score: u8,
    /// In the order in which a page shows them.
    pub parts: Vec<Part>,
}

/// Adds up what the resume shows. A share of bullets earns its part of the points; half of them with a scale number is all
/// that can be asked.
pub(super) fn readiness(profile: &ResumeProfile, bullets: &[Bullet]) -> Readiness {
    let n = bullets.len();
    // A statement has a signal once.
    let mut statements = [0; Signal::COUNT];
    bullets.iter().flat_map(|b| &b.signals).for_each(|proof| statements[proof.signal as usize] += 1);
    let with = |s: Signal| statements[s as usize];
    // `enough` of 100 is the share that earns everything.
    let share = |count: usize, enough: usize, of: u8| {
        let points = (count * 100 * usize::from(of)).checked_div(n * enough).unwrap_or(0);
        points.min(usize::from(of)) as u8
    };
    let any = |count: usize, of: u8| if count > 0 { of } else { 0 };
    let listed = profile.listed.len();
    let strong = bullets.iter().filter(|b| b.ownership == Ownership::Strong).count();
    let result = bullets.iter().filter(|b| b.metrics.iter().any(|m| m.role.is_some())).count();
    let parts = vec![
        Part { name: "scale in bullets", points: share(with(Signal::Scale), 50, 25), of: 25 },
        Part { name: "measured results", points: share(result, 40, 20), of: 20 },
        Part { name: "an owner's verb in front", points: share(strong, 80, 15), of: 15 },
        Part {
            name: "an API or database decision",
            points: any(with(Signal::ApiDesign) + with(Signal::DatabaseDecision) + with(Signal::TradeOff), 15),
            of: 15,
        },
        Part { name: "reliability in bullets", points: any(with(Signal::Reliability), 10), of: 10 },
        Part { name: "security in bullets", points: any(with(Signal::Security), 5), of: 5 },
        Part {
            name: "a skills list within its budget",
            points: any(usize::from((1..=BUDGET).contains(&listed)), 10),
            of: 10,
        },
    ];
    Readiness { score: parts.iter().map(|p| p.points).sum(), parts }
}
