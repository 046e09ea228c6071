//! What spoke for the other way: others wanted it, or it was better in something.

use super::cues::Cue;
use super::part::{Opens, Part, cause_outside, is_verb, told_behind};
use super::rival::Rival;
use super::signal::joined;
use super::word::Class;
use crate::text::Span;

/// Against what was wanted.
const CONTRA: [&str; 8] = ["although", "despite", "even", "though", "when", "where", "whereas", "while"];
impl Rival<'_, '_> {
    /// "Although the board wanted Couchbase - doses are relations", "Solr had been suggested; I argued for Postgres, since":
    /// others wanted something else.
    pub(super) fn wished(&self) -> Option<Span> {
        const GOES: [&str; 14] = [
            "adopt",
            "build",
            "buy",
            "go",
            "introduce",
            "keep",
            "migrate",
            "move",
            "outsource",
            "put",
            "rewrite",
            "split",
            "switch",
            "use",
        ];
        let facts = self.facts;
        let words = facts.words;
        // What they wanted is told in `clause`; why it was not done, elsewhere.
        let why = |at: usize, clause: (usize, usize)| {
            let cause = cause_outside(facts, clause).or_else(|| told_behind(facts, self.parts(), at));
            cause.map(|why| joined(joined(words[clause.0].span, words[at].span), why))
        };
        let whole = words.len();
        for at in (0..whole).filter(|at| words[*at].is(Class::WISHES)) {
            let Some((n, part)) = self.part_of(at) else { continue };
            let contra = (part.words.0..at).rev().take(9).find(|n| CONTRA.contains(&self.word(*n)));
            let but = (at + 1..part.words.1).find(|n| matches!(self.word(*n), "but" | "yet"));
            let cause = facts.causes().map(|r| r.words.0).find(|r| (at + 1..part.words.1).contains(r));
            let end = [but, cause].into_iter().flatten().min().unwrap_or(part.words.1);
            let clause = (contra.unwrap_or(part.words.0), end);
            let passive = matches!(facts.before(at, 1), "been" | "was" | "were") && at > clause.0 + 1;
            let mut reach = if passive { clause.0..at } else { at + 1..end.min(at + 8) };
            let aim = self.word(at + 1) == "to" && !GOES.contains(&self.word(at + 2));
            if aim || !reach.any(|n| self.is_way(n)) {
                continue;
            }
            let against = || {
                contra.is_some()
                    && (self.is_chosen(0, clause.0) || self.is_chosen(clause.1, whole) || self.other_named(clause))
            };
            // "The board wanted Oracle; we took ...", "we wanted Postgres but took Oracle"
            let first = n == 0 || self.parts()[n].opens == Opens::Stop;
            let behind = || {
                let turns = |p: &&Part| p.opens == Opens::Stop || matches!(self.word(p.words.0), "but" | "yet" | "i");
                let own = matches!(facts.before(at, 1), "i" | "we") || at == part.words.0;
                but.is_some_and(|but| self.is_chosen(but + 1, part.words.1))
                    || (passive || !own)
                        && self.parts().get(n + 1).filter(turns).is_some_and(|p| self.is_chosen(p.words.0, whole))
            };
            if (against() || first && contra.is_none() && behind())
                && let Some(why) = why(at, clause)
            {
                return Some(why);
            }
        }
        // "Could have used Lambda; chose a container because", "would have liked Kotlin, took Java: ..."
        let might = |at: usize| match self.word(at) {
            "could" => true,
            "would" => matches!(self.word(at + 2), "liked" | "loved" | "preferred"),
            _ => false,
        };
        if let Some(could) = (0..whole.min(8)).find(|at| might(*at) && self.word(at + 1) == "have")
            && let Some((n, part)) = self.part_of(could)
            && (could + 2..part.words.1).any(|at| self.is_way(at))
            && self.parts().get(n + 1).is_some_and(|p| self.is_chosen(p.words.0, whole))
            && let Some(why) = why(could, part.words)
        {
            return Some(why);
        }
        // "Against the advice of the vendor, left it on DB2, since"
        let at = (1..whole).find(|at| {
            let against =
                |n| matches!(facts.before(*at, n), "against" | "contrary" | "defying" | "despite" | "ignoring");
            words[*at].is(Class::COUNSEL) && (1..5).any(against)
        })?;
        let (_, part) = self.part_of(at)?;
        let from = at.saturating_sub(4).max(part.words.0);
        self.is_chosen(0, whole).then(|| why(at, (from, part.words.1))).flatten()
    }

    /// "Went for managed Kafka although it costs double, because we are three": what one's own choice costs, and why it was made.
    pub(super) fn at_a_price(&self) -> Option<Span> {
        const PRICE: [&str; 12] = [
            "cost", "costs", "dearer", "double", "extra", "longer", "more", "older", "pricier", "slower", "twice",
            "worse",
        ];
        let facts = self.facts;
        let contra = (1..facts.words.len()).find(|at| matches!(self.word(*at), "although" | "though"))?;
        let (_, part) = self.part_of(contra)?;
        let clause = (contra, part.words.1);
        let price = (contra + 1..clause.1.min(contra + 7)).any(|n| PRICE.contains(&self.word(n)));
        let it = matches!(self.word(contra + 1), "it" | "that" | "this" | "they" | "we");
        let chosen = self.is_chosen(0, contra) && (0..contra).any(|n| self.is_way(n));
        let why = (price && it && chosen)
            .then(|| cause_outside(facts, clause).or_else(|| told_behind(facts, self.parts(), contra)))??;
        Some(joined(facts.words[contra].span, why))
    }

    /// "Kafka was too heavy for thirty kiosks, so MQTT it was", "Airflow would have been overkill, so I used timers".
    pub(super) fn too_much(&self) -> Option<Span> {
        let words = self.facts.words;
        let too = (2..words.len()).find(|at| {
            let be = |n: usize| is_be(self.facts.before(*at, n));
            matches!(self.word(*at), "overkill" | "too") && (be(1) || be(2))
        })?;
        let (n, part) = self.part_of(too)?;
        let from = too.saturating_sub(6).max(part.words.0);
        let next = self.parts().get(n + 1)?;
        let so = matches!(self.word(next.words.0), "hence" | "so" | "therefore" | "thus");
        let mends = (next.words.0..next.words.1).any(|at| {
            self.is(at, Class::MENDS)
                || matches!(self.word(at), "added" | "tuned" | "scaled" | "raised" | "moved" | "increased")
        });
        let turned_down = words[from..too].iter().any(|w| w.lower == "would") || self.other_named(part.words);
        ((from..too).any(|at| self.is_named(at)) && so && !mends && turned_down)
            .then(|| joined(words[from].span, words[next.words.0].span))
    }

    /// "Fortran was faster in our runs, but nobody could maintain it", "although React is the house standard: 9 KB matters": the other
    /// one was better in something.
    pub(super) fn praised(&self) -> Option<Span> {
        const ONES: [&str; 15] = [
            "answer",
            "candidate",
            "choice",
            "option",
            "route",
            "tool",
            "alternative",
            "competitor",
            "latter",
            "one",
            "ones",
            "other",
            "others",
            "prototype",
            "rival",
        ];
        let facts = self.facts;
        self.parts().iter().enumerate().find_map(|(n, part)| {
            // "The obvious choice was Airflow, but", "DynamoDB was discussed, but"
            let discussed =
                |at: usize| matches!(self.word(at), "considered" | "debated" | "discussed" | "proposed" | "suggested");
            let choice = |at: usize| {
                matches!(facts.before(at, 1), "answer" | "candidate" | "choice" | "option" | "route" | "tool")
            };
            let obvious = |at: usize| choice(at) && self.is(at - 2, Class::BETTER) || discussed(at + 1);
            let be = (part.words.0 + 1..part.words.1).find(|at| {
                is_be(self.word(*at)) && *at > 1 && obvious(*at)
                    || is_be(self.word(*at)) && (at + 1..part.words.1.min(at + 5)).any(|n| self.is(n, Class::BETTER))
            })?;
            let from = be.saturating_sub(5).max(part.words.0);
            let contra = (from..be).find(|at| matches!(self.word(*at), "although" | "though" | "while" | "whereas"));
            let clause = (contra.unwrap_or(part.words.0), part.words.1);
            let subject = (clause.0.max(from)..be).any(|at| self.is_named(at) || ONES.contains(&self.word(at)));
            // "; Druid was quicker on paper, but": a name that no list has.
            let unknown = || {
                part.opens == Opens::Stop
                    && be - part.words.0 == 1
                    && !facts.words[part.words.0].is(Class::FINITE)
                    && !matches!(
                        self.word(part.words.0),
                        "it" | "this" | "that" | "which" | "all" | "everything" | "there" | "they"
                    )
                    && !self.word(part.words.0).ends_with('s')
                    && facts.skills.iter().any(|s| s.end < facts.words[part.words.0].span.start)
            };
            if (from..part.words.1).any(|at| matches!(self.word(at), "now" | "old" | "previous"))
                || !(subject || unknown())
                || !(self.other_named(clause) || facts.has(Cue::Choose))
            {
                return None;
            }
            let part_span = joined(facts.words[clause.0].span, facts.words[be].span);
            let first = facts.skills.first().map_or(part_span, |s| joined(*s, part_span));
            let opens_but = |p: &&Part| {
                matches!(self.word(p.words.0), "but" | "yet" | "however")
                    && p.opens != Opens::Start
                    && p.words.1 - p.words.0 > 3
            };
            let inner = (be + 2..part.words.1).find(|at| matches!(self.word(*at), "but" | "yet"));
            // "Sticky sessions were the quick fix; moved state to Redis, since"
            let deed = |p: &&Part| {
                let verb = facts.words[p.words.0].is(Class::VERB) || matches!(self.word(p.words.0), "i" | "we");
                p.opens == Opens::Stop && verb && facts.causes().any(|r| r.words.0 > p.words.0)
            };
            let opens_but = |p: &&Part| opens_but(p) || deed(p);
            let but = self.parts()[n + 1..].iter().take(3).find(opens_but).map(|p| p.words.0).or(inner);
            // "But I know React best"
            let taste = |but: usize| {
                self.word(but + 1) == "i"
                    && matches!(self.word(but + 2), "am" | "enjoy" | "knew" | "know" | "learned" | "like" | "prefer")
            };
            let told =
                but.filter(|but| !taste(*but) && (but + 1..facts.words.len()).take(12).any(|at| is_verb(facts, at)));
            if let (Some(but), None) = (told, contra) {
                return Some(joined(first, facts.words[but].span));
            }
            contra?;
            let why = cause_outside(facts, clause).or_else(|| told_behind(facts, self.parts(), be))?;
            Some(joined(first, why))
        })
    }
}

/// Whether a word says how something is, or did.
fn is_be(word: &str) -> bool {
    const BE: [&str; 18] = [
        "are",
        "be",
        "been",
        "benchmarked",
        "came",
        "felt",
        "had",
        "is",
        "looked",
        "looks",
        "offered",
        "offers",
        "ran",
        "scored",
        "seemed",
        "seems",
        "was",
        "were",
    ];
    BE.contains(&word)
}
