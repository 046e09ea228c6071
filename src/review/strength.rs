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
    let flags = judged.flags.iter().fold(0u32, |bits, weakness| bits | 1 << weakness.flag as u32);
    let flagged = |f: Flag| flags >> f as u32 & 1 != 0;
    let mut sum = [match judged.ownership {
        Ownership::Strong => 20,
        Ownership::Shared => 10,
        Ownership::None => 8,
        Ownership::Weak => 0,
    }; 3];
    // Nothing predicts what a statement has: points are multiplied, where a branch would cost more.
    let mut add = |points: [i32; 3], has: bool| {
        sum.iter_mut().zip(points).for_each(|(sum, points)| *sum += points * i32::from(has));
    };
    add([10, 10, 8], judged.names_system);
    add([10, 8, 6], !facts.skills.is_empty());
    add([20, 18, 16], has(Signal::Scale));
    let two = has(Signal::Scale) && facts.metrics.len() > 1;
    add([4; 3], two && facts.metrics.iter().filter(|m| m.is_scale()).count() > 1);
    let (reaches, outcome) = (!facts.result & facts.reaches, !facts.result & !facts.reaches & facts.has(Cue::Outcome));
    add([24, 24, 22], facts.result);
    add([16; 3], reaches);
    add([10; 3], outcome);
    add([6, 10, 18], has(Signal::TradeOff) | facts.has(Cue::Reason));
    let depth = [Signal::ApiDesign, Signal::DatabaseDecision, Signal::Reliability, Signal::Security];
    let depth = depth.iter().map(|s| i32::from(has(*s))).sum::<i32>().min(2);
    add([5 * depth; 3], true);
    for (flag, cost) in [(Flag::Buzzword, 8), (Flag::UnclearContribution, 6), (Flag::NoSystem, 8)] {
        add([-cost; 3], flagged(flag));
    }
    add([-10; 3], judged.words < 4);
    add([-5; 3], judged.words > 45);
    sum.map(|sum| sum.clamp(0, 100) as u8)
}
