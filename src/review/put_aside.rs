//! What was looked at and left, kept out, turned down or done without.

use super::cues::Cue;
use super::part::{Opens, told_behind};
use super::rival::Rival;
use super::signal::joined;
use super::word::Class;
use crate::text::Span;

impl Rival<'_, '_> {
    /// Why, by a word of cause behind the word at `end`, or else by a part behind the word at `last`.
    fn why_behind(&self, end: usize, last: usize) -> Option<Span> {
        let cause = self.facts.causes().find(|r| r.words.0 > end).map(|r| r.span);
        cause.or_else(|| told_behind(self.facts, self.parts(), last))
    }

    /// "An event store was on the table; I dropped it, since": what might have been taken was left, in a part of its own.
    pub(super) fn left_it(&self) -> Option<Span> {
        /// Words to what was weighed, and from there to what became of it.
        const NEAR: usize = 6;
        const REACH: usize = 8;
        let facts = self.facts;
        let words = facts.words;
        facts.all(Cue::Weigh).find_map(|weigh| {
            let (_, part) = self.part_of(weigh.words.0)?;
            let mut what = weigh.words.0.saturating_sub(NEAR).max(part.words.0)..weigh.words.0;
            let passive = words[weigh.words.0].lower.starts_with('w');
            if !passive || !what.any(|at| self.is_way(at)) {
                return None;
            }
            let left = (weigh.words.1..words.len().min(weigh.words.1 + REACH)).find(|at| {
                let it = |at: usize| matches!(self.word(at), "it" | "that" | "them" | "this" | "both");
                // "Passed on it", "turned it down"
                self.is(*at, Class::LEAVES) && (it(at + 1) || self.word(at + 1) == "on" && it(at + 2))
                    || matches!(self.word(*at), "turned" | "voted") && it(at + 1) && self.word(at + 2) == "down"
            })?;
            Some(joined(words[part.words.0].span, self.why_behind(left, left)?))
        })
    }

    /// "Weighed Nomad too and left it, since", "kept Redux out on purpose: ...", "turned GraphQL down", "did without an ORM, because".
    pub(super) fn put_aside(&self) -> Option<Span> {
        const OUT: [(&str, &str); 26] = [
            ("left", "later"),
            ("keep", "out"),
            ("keeping", "out"),
            ("kept", "out"),
            ("leave", "out"),
            ("leaving", "out"),
            ("left", "out"),
            ("ruled", "out"),
            ("threw", "out"),
            ("voted", "down"),
            ("turned", "down"),
            ("shot", "down"),
            ("put", "aside"),
            ("set", "aside"),
            ("laid", "aside"),
            ("left", "aside"),
            ("pushed", "aside"),
            ("kept", "away"),
            ("talked", "out"),
            ("put", "off"),
            ("did", "without"),
            ("do", "without"),
            ("doing", "without"),
            ("managed", "without"),
            ("steered", "clear"),
            ("stayed", "away"),
        ];
        let facts = self.facts;
        let words = facts.words;
        let why = |from: usize, end: usize| {
            let (_, part) = self.part_of(from)?;
            Some(joined(words[from].span, self.why_behind(end, end.min(part.words.1 - 1))?))
        };
        for at in 0..words.len() {
            const OPENS: Class = Class::TRIES.with(Class::SHUNS).with(Class::ASIDE);
            if !words[at].is(OPENS) {
                continue;
            }
            let word = words[at].lower;
            // What was looked at must be of the trade.
            if words[at].is(Class::TRIES)
                && let Some(left) = (at + 2..words.len().min(at + 12)).find(|n| {
                    self.is(*n, Class::LEAVES)
                        && matches!(
                            facts.before(*n, 1),
                            "and" | "but" | "then" | "it" | "them" | "decided" | "went" | "did"
                        )
                })
                && (at + 1..left).any(|n| self.is_way(n))
                && let Some(why) = why(at, left)
            {
                return Some(why);
            }
            // "Considered a rewrite in one go; strangled it screen by screen, because"
            if words[at].is(Class::TRIES)
                && at < 3
                && let Some((n, part)) = self.part_of(at)
                && (at + 1..part.words.1).any(|n| self.is_way(n))
                && let Some(next) = self.parts().get(n + 1).filter(|p| p.opens == Opens::Stop)
                && (words[next.words.0].is(Class::VERB) || words[next.words.0].lower.ends_with("ed"))
                && let Some(cause) = facts.causes().find(|r| r.words.0 > next.words.0)
            {
                return Some(joined(words[at].span, cause.span));
            }
            if words[at].is(Class::ASIDE) {
                let reach = at + 1..words.len().min(at + 8);
                let particle = reach.clone().find(|n| OUT.contains(&(word, self.word(*n))));
                if let Some(particle) = particle
                    && words[at..particle].iter().all(|w| !w.ends_clause)
                {
                    // "Left Kubernetes out", and "did without Kafka", "talked the club out of a native app"
                    let apart = particle > at + 1 && !matches!(word, "talked" | "stayed");
                    let named = |n: usize| {
                        if matches!(word, "kept" | "left" | "keep" | "leave" | "leaving" | "keeping" | "put") {
                            self.is_named(n) || self.is(n, Class::WAY)
                        } else {
                            self.is_way(n)
                        }
                    };
                    let what = if apart { at + 1..particle } else { particle + 1..words.len().min(particle + 6) };
                    let what =
                        if word == "kept" && self.word(particle) == "away" { particle + 1..particle + 4 } else { what };
                    if what.clone().any(named)
                        && let Some(why) = why(at, if apart { particle } else { what.start })
                    {
                        return Some(why);
                    }
                }
            }
            if words[at].is(Class::SHUNS)
                && (at == 0
                    || words[at - 1].ends_phrase
                    || matches!(facts.before(at, 1), "and" | "i" | "we" | "deliberately"))
            {
                let over = usize::from(matches!(self.word(at + 1), "on" | "over" | "up"));
                let article = usize::from(matches!(self.word(at + 1 + over), "a" | "an" | "the"));
                // "Denied the request for a service mesh"
                let asked = at + 1 + over + article;
                let asked = asked
                    + usize::from(matches!(self.word(asked), "another" | "extra" | "new" | "second" | "separate"));
                let of = self.is(asked, Class::COUNSEL) && matches!(self.word(asked + 1), "for" | "of" | "to");
                let next = if of {
                    asked + 2 + usize::from(matches!(self.word(asked + 2), "a" | "an" | "the"))
                } else {
                    asked
                };
                const SMALL: [&str; 12] = [
                    "altogether",
                    "as",
                    "because",
                    "entirely",
                    "for",
                    "here",
                    "in",
                    "on",
                    "since",
                    "there",
                    "at",
                    "deliberately",
                ];
                let close = facts.words.get(next).is_some_and(|w| w.ends_phrase)
                    || SMALL.contains(&self.word(next + 1))
                    || self.part_of(next).is_some_and(|(_, p)| p.words.1 == next + 1)
                    || of && (next..next + 3).any(|n| self.is(n, Class::WAY));
                let passed = word != "passed" || over == 1;
                if close
                    && passed
                    && (of
                        || self.is_named(next)
                        || self.is(next, Class::WAY)
                        || words
                            .get(next)
                            .is_some_and(|w| w.gives(Cue::Craft) && over + article == 0 && word.ends_with("ected"))
                        || words.get(next).is_some_and(|w| w.gives(Cue::Partition) || w.gives(Cue::Layout)))
                    && let Some(why) = why(at, next)
                {
                    return Some(why);
                }
            }
        }
        None
    }
}
