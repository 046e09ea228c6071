//! Postings and resumes from a small grammar of our own: the same texts on every machine, with about as many names and as
//! many different words to the kilobyte as real ones have.
#![allow(dead_code)]

use std::sync::LazyLock;

use gaprank::taxonomy::Taxonomy;

/// SplitMix64.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % sides as u64) as usize
    }

    pub(crate) fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.roll(of.len())]
    }

    /// One of `of`, some far more often than others, as words and technologies are in ads: each doubling of the rank is as
    /// likely as the one before.
    pub(crate) fn pick_skewed<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        let reach = 1 << self.roll(of.len().ilog2() as usize + 1);
        let rank = reach - 1 + self.roll(reach);
        // The list may be in the order of the alphabet: neighbours in rank stand far apart in it.
        of[rank * 7_919 % of.len()]
    }
}

const ROLES: [&str; 8] = [
    "Backend Engineer",
    "Data Engineer",
    "Platform Engineer",
    "Full Stack Developer",
    "Site Reliability Engineer",
    "Software Developer",
    "Machine Learning Engineer",
    "QA Engineer",
];
const LEVELS: [&str; 5] = ["Junior", "Senior", "Lead", "Staff", "Mid-level"];
const ADJECTIVES: [&str; 24] = [
    "steady",
    "careful",
    "internal",
    "curious",
    "regional",
    "quiet",
    "growing",
    "shared",
    "public",
    "busy",
    "seasonal",
    "patient",
    "modern",
    "honest",
    "small",
    "distributed",
    "nightly",
    "customer-facing",
    "reliable",
    "thoughtful",
    "regulated",
    "multilingual",
    "accessible",
    "everyday",
];
const NOUNS: [&str; 40] = [
    "ferries",
    "ticket office",
    "invoices",
    "warehouse",
    "booking",
    "greenhouse sensors",
    "library",
    "clinic",
    "payments",
    "timetable",
    "reports",
    "archive",
    "bakery orders",
    "catalogue",
    "insurance claims",
    "harbour",
    "forecast",
    "museum",
    "inventory",
    "search page",
    "newsletter",
    "membership",
    "orchard",
    "laboratory",
    "classroom",
    "parcel lockers",
    "tram network",
    "repair shop",
    "customs forms",
    "kitchen displays",
    "loyalty cards",
    "weather stations",
    "water meters",
    "grants",
    "translations",
    "subscriptions",
    "shifts",
    "rentals",
    "maps",
    "permits",
];
const VERBS: [&str; 24] = [
    "maintain",
    "design",
    "review",
    "simplify",
    "measure",
    "explain",
    "document",
    "migrate",
    "monitor",
    "test",
    "plan",
    "discuss",
    "improve",
    "prepare",
    "operate",
    "replace",
    "automate",
    "untangle",
    "present",
    "release",
    "investigate",
    "estimate",
    "support",
    "reshape",
];
const PEOPLE: [&str; 12] = [
    "analysts",
    "drivers",
    "nurses",
    "librarians",
    "the finance team",
    "shop owners",
    "our partners",
    "product managers",
    "dispatchers",
    "teachers",
    "field engineers",
    "the support desk",
];

/// Ordinary words, as many different ones as ads have: an automaton is fast on texts that say the same things again and again.
fn word(dice: &mut Dice) -> &'static str {
    static WORDS: LazyLock<Vec<&str>> =
        LazyLock::new(|| include_str!("../../src/taxonomy/english.txt").lines().filter(|w| w.len() > 3).collect());
    dice.pick_skewed(&WORDS)
}

/// Names as the taxonomy spells them, the first of each skill.
pub(crate) fn names(taxonomy: &Taxonomy) -> Vec<&str> {
    taxonomy.skills().iter().map(|s| s.name.as_str()).collect()
}

fn clause(dice: &mut Dice) -> String {
    let (verb, adjective, noun) = (dice.pick(&VERBS), dice.pick(&ADJECTIVES), dice.pick(&NOUNS));
    match dice.roll(3) {
        0 => format!("{verb} the {} {noun} for {}", word(dice), dice.pick(&PEOPLE)),
        1 => format!("{verb} our {adjective} {} and {} for the {}", word(dice), word(dice), word(dice)),
        _ => format!("{verb} the {adjective} {noun} of a {} {}", word(dice), word(dice)),
    }
}

fn prose(dice: &mut Dice) -> String {
    match dice.roll(4) {
        0 => format!("Every week we {} and {}.", clause(dice), clause(dice)),
        1 => format!("You will {}, together with {}.", clause(dice), dice.pick(&PEOPLE)),
        2 => format!(
            "Our {} grew out of a {} idea: {} without waiting for it.",
            dice.pick(&NOUNS),
            dice.pick(&ADJECTIVES),
            clause(dice)
        ),
        _ => format!(
            "It matters to {} that somebody can {} when the {} is late.",
            dice.pick(&PEOPLE),
            clause(dice),
            dice.pick(&NOUNS)
        ),
    }
}

fn demand(dice: &mut Dice, names: &[&str]) -> String {
    match dice.roll(6) {
        0 => format!(
            "{}+ years of experience with {} and {}",
            2 + dice.roll(6),
            dice.pick_skewed(names),
            dice.pick_skewed(names)
        ),
        1 => format!(
            "Solid knowledge of {}, {} or {}",
            dice.pick_skewed(names),
            dice.pick_skewed(names),
            dice.pick_skewed(names)
        ),
        2 => format!("You have used {} to {}", dice.pick_skewed(names), clause(dice)),
        3 => format!("Comfortable with {} ({} is a plus)", dice.pick_skewed(names), dice.pick_skewed(names)),
        4 => format!("Able to {} and to tell {} about it in plain words", clause(dice), dice.pick(&PEOPLE)),
        _ => format!("You can {}, and you know why", clause(dice)),
    }
}

/// Appends sentences of running text, and items.
fn section(out: &mut String, heading: &str, items: usize, mut line: impl FnMut() -> String) {
    out.push_str("\n\n");
    out.push_str(heading);
    out.push('\n');
    for _ in 0..items {
        out.push_str("- ");
        out.push_str(&line());
        out.push('\n');
    }
}

/// A title and a description of about 3,500 bytes.
pub(crate) fn posting(dice: &mut Dice, names: &[&str]) -> (String, String) {
    let title = format!("{} {}", dice.pick(&LEVELS), dice.pick(&ROLES));
    let mut text = format!("{} {} {}", prose(dice), prose(dice), prose(dice));
    section(&mut text, "What you will do", 8, || prose(dice));
    section(&mut text, "Requirements", 7, || demand(dice, names));
    section(&mut text, "Nice to have", 2, || format!("Knowledge of {}", dice.pick_skewed(names)));
    section(&mut text, "What we offer", 6, || prose(dice));
    section(&mut text, "About us", 5, || prose(dice));
    (title, text)
}

/// A resume as plain text, about 2,500 bytes.
pub(crate) fn resume(dice: &mut Dice, names: &[&str]) -> String {
    let mut text = format!(
        "Robin Example {}\n{} {}\nrobin@example.org\n",
        dice.roll(100_000),
        dice.pick(&LEVELS),
        dice.pick(&ROLES)
    );
    text.push_str("\nSummary\n");
    text.push_str(&prose(dice));
    text.push_str("\n\nExperience\n");
    for job in 0..4 {
        let end = 2025 - 3 * job;
        text.push_str(&format!("\n{} at Example Works, Jan {} - Dec {end}\n", dice.pick(&ROLES), end - 2));
        for _ in 0..4 {
            text.push_str(&format!("- Used {} to {}\n", dice.pick_skewed(names), clause(dice)));
        }
    }
    text.push_str("\nSkills\n");
    let listed: Vec<&str> = (0..12).map(|_| dice.pick_skewed(names)).collect();
    text.push_str(&listed.join(", "));
    text.push_str("\n\nEducation\nBSc, Example College, 2010 - 2013\n");
    text
}
