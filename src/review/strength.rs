//! How strong a statement is, 0 to 100: a sum of what it shows, by level.
//!
//! | part | junior | mid | senior and lead |
//! |---|---|---|---|
//! | an owner's verb (shared 10, none 8, weak 0) | 20 | 20 | 20 |
//! | a named system | 10 | 10 | 8 |
//! | a technology | 10 | 8 | 6 |
//! | scale, and a second number of it (4) | 20 | 18 | 16 |
//! | a measured result (carried traffic or users 16, an outcome in words 10) | 24 | 24 | 22 |
//! | a reason or trade-off | 6 | 10 | 18 |
//! | API design, database decision, reliability, security: each, up to two | 5 | 5 | 5 |
//!
//! A buzzword costs 8, an unclear part 6, no system 8, more than 45 words 5, fewer than 4 words 10.

use super::cues::Cue;
use super::flag::{Flag, Weakness};
use super::opener::Ownership;
use super::signal::{Facts, Proof, Signal};
use crate::extract::Level;

/// What a statement is judged by.
pub(super) struct Judged<'a> {
    pub facts: &'a Facts<'a>,
    pub ownership: Ownership,
    pub signals: &'a [Proof],
    pub flags: &'a [Weakness],
    pub names_system: bool,
    pub words: usize,
}

/// The column of the table above that a level is judged by.
pub(super) fn band(level: Level) -> usize {
    match level {
        Level::Intern | Level::Junior => 0,
        Level::Mid => 1,
        Level::Senior | Level::Lead => 2,
    }
}

/// The strengths of a statement of a junior, a mid and a senior person.
pub(super) fn strengths(judged: &Judged<'_>) -> [u8; 3] {
    let facts = judged.facts;
    let shown = Signal::bits(judged.signals);
    let has = |s: Signal| shown & s.bit() != 0;
    let flagged = |f: Flag| judged.flags.iter().any(|w| w.flag == f);
    let mut sum = [match judged.ownership {
        Ownership::Strong => 20,
        Ownership::Shared => 10,
        Ownership::None => 8,
        Ownership::Weak => 0,
    }; 3];
    let mut add = |points: [i32; 3]| sum.iter_mut().zip(points).for_each(|(sum, points)| *sum += points);
    if judged.names_system {
        add([10, 10, 8]);
    }
    if !facts.skills.is_empty() {
        add([10, 8, 6]);
    }
    if has(Signal::Scale) {
        add([20, 18, 16]);
        if facts.metrics.iter().filter(|m| m.is_scale()).count() > 1 {
            add([4; 3]);
        }
    }
    if facts.result {
        add([24, 24, 22]);
    } else if facts.reaches {
        add([16; 3]);
    } else if facts.has(Cue::Outcome) {
        add([10; 3]);
    }
    if has(Signal::TradeOff) || facts.has(Cue::Reason) {
        add([6, 10, 18]);
    }
    let depth = [Signal::ApiDesign, Signal::DatabaseDecision, Signal::Reliability, Signal::Security];
    add([5 * depth.iter().filter(|s| has(**s)).count().min(2) as i32; 3]);
    for (flag, cost) in [(Flag::Buzzword, 8), (Flag::UnclearContribution, 6), (Flag::NoSystem, 8)] {
        if flagged(flag) {
            add([-cost; 3]);
        }
    }
    match judged.words {
        0..4 => add([-10; 3]),
        46.. => add([-5; 3]),
        _ => {}
    }
    sum.map(|sum| sum.clamp(0, 100) as u8)
}
