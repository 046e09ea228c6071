//! Proof that a draft invents nothing: every number, technology, name and word of weight is one of the statement's own.

use std::collections::BTreeSet;

use super::MetricRole;
use super::lower::Lower;
use super::metrics::{amounts, metrics};
use super::opener::{Ownership, opener};
use super::opening::IRREGULAR;
use super::word::read_words;
use crate::extract::Extractor;
use crate::taxonomy::SkillId;
use crate::text::Span;

/// What kind of thing was invented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InventedKind {
    /// A number that the statement does not have, or one that changed its part (before for after).
    Number,
    /// A technology that the statement neither names nor proves.
    Technology,
    /// A name: an employer, a product, a person.
    Name,
    /// A word that claims something.
    Claim,
    /// An owner's verb in front where the statement tells of help or of shared work.
    Ownership,
    /// A "no" or "without" that was lost.
    Negation,
}

/// Something that the source lacks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Invented {
    /// What it is.
    pub kind: InventedKind,
    /// Its words in the draft.
    pub text: String,
}

/// Words that claim nothing, reviewed one by one. No word of quantity ("all", "every", "only"), of negation or of a deed.
const NEUTRAL: &[&str] = &[
    "a", "an", "the", "of", "to", "in", "on", "at", "for", "from", "by", "with", "and", "or", "which", "that", "this",
    "these", "it", "its", "their", "as", "so", "because", "using", "used", "use", "where", "when", "while", "into",
    "over", "through", "across", "per", "via", "be", "is", "are", "was", "were", "has", "have", "had", "also", "than",
    "between", "within", "under", "between", "such", "both", "who", "our", "my", "i", "we",
];

const NEGATIONS: &[&str] = &["no", "not", "without", "never", "zero"];

/// Checks `draft` against the statement it is a draft of. `context` is what else may be named in it: the title and employer
/// of the statement's role, or nothing. A fact of another statement is a claim moved, and counts as invented. Text in square
/// brackets that ends in a question mark is a blank and claims nothing.
///
/// # Errors
/// What was invented, sorted, each once.
pub fn check(extractor: &Extractor, statement: &str, context: &str, draft: &str) -> Result<(), Vec<Invented>> {
    let told = told(draft);
    let source = format!("{statement}\n{context}");
    let mut out = BTreeSet::new();
    let mut invented = |kind, text: &str| {
        out.insert((kind, text.to_owned()));
    };
    let whole = |text: &str| Span::new(0, text.len());

    let own: Vec<(Option<f64>, &str)> =
        amounts(&source, whole(&source)).into_iter().map(|(value, span)| (value, span.of(&source))).collect();
    let numbers = amounts(&told, whole(&told));
    for (value, span) in &numbers {
        let text = span.of(&told);
        let same = |(v, t): &(Option<f64>, &str)| match (v, value) {
            (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
            _ => *t == text,
        };
        if !own.iter().any(same) {
            invented(InventedKind::Number, text);
        }
    }
    // A before that becomes an after turns the result around.
    let before = metrics(statement, whole(statement));
    for metric in metrics(&told, whole(&told)) {
        let turned = match metric.role {
            Some(MetricRole::Before) => Some(MetricRole::After),
            Some(MetricRole::After) => Some(MetricRole::Before),
            _ => None,
        };
        let mut same = before.iter().filter(|m| m.value == metric.value && m.kind == metric.kind).peekable();
        if turned.is_some() && same.peek().is_some() && same.all(|m| m.role == turned) {
            invented(InventedKind::Number, metric.span.of(&told));
        }
    }

    let mut skills: BTreeSet<SkillId> = extractor.names_of(&source).into_iter().map(|(skill, _)| skill).collect();
    let implied: Vec<SkillId> =
        skills.iter().flat_map(|s| extractor.taxonomy().skill(*s).implies.iter().copied()).collect();
    skills.extend(implied);
    let names = extractor.names_of(&told);
    let source_words: BTreeSet<String> = pieces(&source).map(|(_, word)| folded(word)).collect();
    for (skill, span) in &names {
        // A word of the statement may be found as another name where the words beside it have changed.
        let its_words = || pieces(span.of(&told)).all(|(_, word)| source_words.contains(&folded(word)));
        if !skills.contains(skill) && !its_words() {
            invented(InventedKind::Technology, span.of(&told));
        }
    }

    let negated = negated(statement);
    let draft_words: Vec<(usize, &str)> = pieces(&told).collect();
    for (i, (at, word)) in draft_words.iter().enumerate() {
        let place = Span::new(*at, at + word.len());
        if names.iter().any(|(_, s)| s.contains(place)) || numbers.iter().any(|(_, s)| s.contains(place)) {
            continue;
        }
        let lower = word.to_lowercase();
        let fold = folded(word);
        let neutral = NEUTRAL.contains(&lower.as_str());
        if !neutral && !source_words.contains(&fold) {
            let name = i > 0 && word.starts_with(char::is_uppercase);
            invented(if name { InventedKind::Name } else { InventedKind::Claim }, word);
        }
        let denied =
            || draft_words[i.saturating_sub(3)..i].iter().any(|(_, w)| NEGATIONS.contains(&w.to_lowercase().as_str()));
        if negated.contains(&fold) && !denied() {
            invented(InventedKind::Negation, word);
        }
    }

    let owner = |text: &str| {
        let lower = Lower::of(text);
        let mut words = Vec::new();
        let classes = read_words(&lower, whole(text), &mut words);
        opener(&words, classes).map_or(Ownership::None, |o| o.ownership)
    };
    let helped = matches!(owner(statement), Ownership::Weak | Ownership::Shared);
    if helped && !draft.trim_start().starts_with('[') && owner(&told) == Ownership::Strong {
        invented(InventedKind::Ownership, draft.split_whitespace().next().unwrap_or_default());
    }
    let out: Vec<Invented> = out.into_iter().map(|(kind, text)| Invented { kind, text }).collect();
    if out.is_empty() { Ok(()) } else { Err(out) }
}

/// How many blanks a draft has: texts in square brackets that end in a question mark.
pub fn blanks(draft: &str) -> usize {
    without_blanks(draft).1
}

/// The draft without its blanks; a bar stands for each, so that the words beside it do not join.
fn told(draft: &str) -> String {
    without_blanks(draft).0
}

fn without_blanks(draft: &str) -> (String, usize) {
    let (mut out, mut blanks) = (String::with_capacity(draft.len()), 0);
    let mut rest = draft;
    while let Some(open) = rest.find('[') {
        let blank = rest[open..].find(']').filter(|close| {
            let inside = &rest[open + 1..open + close];
            inside.trim_end().ends_with('?') && !inside.contains('[')
        });
        out.push_str(&rest[..open]);
        match blank {
            Some(close) => {
                out.push_str(" | ");
                blanks += 1;
                rest = &rest[open + close + 1..];
            }
            None => {
                out.push('[');
                rest = &rest[open + 1..];
            }
        }
    }
    out.push_str(rest);
    (out, blanks)
}

/// The words of a text with their places: runs of letters, digits, `+` and `#`.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '+' | '#')))
        .filter(|word| word.chars().any(char::is_alphanumeric) && *word != "s")
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Words that stand in a text only behind a "no" or "without", folded.
fn negated(text: &str) -> BTreeSet<String> {
    let all: Vec<&str> = pieces(text).map(|(_, word)| word).collect();
    let behind = |i: usize| all[i.saturating_sub(1)..i].iter().any(|w| NEGATIONS.contains(&w.to_lowercase().as_str()));
    let plain: BTreeSet<String> = (0..all.len()).filter(|i| !behind(*i)).map(|i| folded(all[i])).collect();
    (0..all.len()).filter(|i| behind(*i)).map(|i| folded(all[i])).filter(|word| !plain.contains(word)).collect()
}

/// A word without its inflection: "migrating", "migrated" and "migration" are one.
fn folded(word: &str) -> String {
    let lower = word.to_lowercase();
    if let Some((base, _)) = IRREGULAR.iter().find(|(_, past)| *past == lower) {
        return stem(base);
    }
    stem(&lower)
}

fn stem(word: &str) -> String {
    let cut = |suffix: &str| word.strip_suffix(suffix).filter(|s| s.chars().count() >= 3);
    let base = if let Some(s) = cut("ies").or_else(|| cut("ied")) {
        format!("{s}y")
    } else if let Some(s) = cut("ing").or_else(|| cut("ions")).or_else(|| cut("ion")).or_else(|| cut("ed")) {
        s.to_owned()
    } else if let Some(s) = cut("es") {
        s.to_owned()
    } else if let Some(s) = cut("s").filter(|s| !s.ends_with('s')) {
        s.to_owned()
    } else {
        word.to_owned()
    };
    let base = base.strip_suffix('e').filter(|s| s.chars().count() >= 2).unwrap_or(&base).to_owned();
    let mut letters = base.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(a), Some(b)) if a == b && a.is_ascii_alphabetic() && base.len() > 3 => base[..base.len() - 1].to_owned(),
        _ => base,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::Taxonomy;

    #[test]
    fn what_a_draft_may_say_and_what_it_may_not() {
        use InventedKind as K;
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        for (statement, draft, expected) in [
            ("Helped migrate 2k shops to EKS", "[Your part: planned, ran?] in migrating 2,000 shops to EKS", vec![]),
            ("Ran EKS for two teams", "Ran Kubernetes for 2 teams", vec![]),
            ("Built an API in Go", "Built an API in Go [for 10 million users at Initech?]", vec![]),
            ("Built an API in Go", "Built an API in Go for 40 users", vec![(K::Number, "40"), (K::Claim, "users")]),
            ("Built an API in Go", "Built an API in Go with Kafka", vec![(K::Technology, "Kafka")]),
            ("Built an API in Go", "Built an API for Initech in Go", vec![(K::Name, "Initech")]),
            (
                "Built an API in Go",
                "Built an award-winning API in Go",
                vec![(K::Claim, "award"), (K::Claim, "winning")],
            ),
            ("Helped lead a migration", "Led a migration", vec![(K::Ownership, "Led")]),
            (
                "Cut p95 from 900 ms to 90 ms",
                "Cut p95 from 90 ms to 900 ms",
                vec![(K::Number, "90 ms"), (K::Number, "900 ms")],
            ),
            ("Moved a database without downtime", "Moved a database with downtime", vec![(K::Negation, "downtime")]),
            ("Built an API in Go", "Built an API in Go [for 40 users]", vec![(K::Number, "40"), (K::Claim, "users")]),
        ] {
            let found = check(&extractor, statement, "", draft).err().unwrap_or_default();
            let found: Vec<(K, &str)> = found.iter().map(|i| (i.kind, i.text.as_str())).collect();
            assert_eq!(found, expected, "{statement} -> {draft}");
        }
    }
}
