//! What the other way would have done, could not do, or was harder in.

use super::cues::Cue;
use super::part::Opens;
use super::rival::Rival;
use super::signal::joined;
use super::word::{Class, is_people};
use crate::text::Span;

impl Rival<'_, '_> {
    /// "A second cache would have doubled the bill", "(a hosted one would need a contract)": what another way would do.
    pub(super) fn would(&self) -> Option<Span> {
        const ONES: [&str; 13] = [
            "a",
            "an",
            "another",
            "two",
            "alternative",
            "both",
            "one",
            "ones",
            "other",
            "latter",
            "second",
            "rewrite",
            "separate",
        ];
        let facts = self.facts;
        let words = facts.words;
        // "Terraform would be next" does nothing.
        const MUCH: [&str; 9] = ["a", "another", "more", "one", "overkill", "second", "slower", "too", "worse"];
        let does = |at: usize| match self.word(at) {
            "be" => MUCH.contains(&self.word(at + 1)),
            word => !matches!(word, "" | "allow" | "come" | "enjoy" | "follow" | "help" | "like" | "love" | "wish"),
        };
        let at = (2..words.len()).find(|at| {
            let Some((n, part)) = self.part_of(*at) else { return false };
            // "A bloom filter where a full set would not fit"
            // and "as moving them would have been a project of its own", where something was chosen.
            // and "since storing them all would have cost more", which was not done.
            let cause = facts
                .causes()
                .map(|r| r.words.0)
                .filter(|n| part.has(*n) && n < at && (self.is_chosen(0, *n) || self.is_spared(*n, *at)))
                .last();
            let place = (part.words.0 + 1..*at).rev().take(6).find(|n| self.word(*n) == "where").or(cause);
            let subject = place.map_or(part.words.0, |n| n + 1)..*at;
            let would = self.word(*at) == "would"
                || self.word(*at) == "wouldn't"
                || self.word(*at) == "could" && self.word(at + 1) == "not" && self.word(at + 2) == "have";
            would
                && (n > 0 || place.is_some())
                && part.opens != Opens::Closed
                && !subject.is_empty()
                && subject.len() <= 6
                && !subject.clone().any(|n| {
                    // "Rewriting it would"
                    self.is(n, Class::NO_WAY) && !(n > subject.start && words[n - 1].lower.ends_with("ing"))
                        || words[n].is(Class::FAILURE)
                        || words[n].is(Class::PEOPLE)
                        || facts.all(Cue::Reason).any(|r| r.words.0 == n)
                })
                && (ONES.contains(&self.word(subject.start))
                    || words[subject.start].lower.ends_with("ing") && subject.len() > 1
                    || subject.len() == 1
                        && self.word(at + 1) == "have"
                        && part.opens != Opens::Colon
                        && !words[subject.start].is(Class::VERB)
                    || subject.clone().any(|n| self.is_named(n) || words[n].gives(Cue::Store)))
                && does(*at + 1)
        })?;
        let (_, part) = self.part_of(at)?;
        let opens = |n: &usize| self.word(*n) == "where" || facts.causes().any(|r| r.words.0 == *n);
        let place = (part.words.0..at).rev().find(opens);
        let from = place.unwrap_or(part.words.0);
        let chosen = self.is_chosen(0, from) || self.is_spared(from, at) || (0..from).any(|n| self.is_way(n));
        let from = facts
            .skills
            .iter()
            .rfind(|s| s.end <= words[part.words.0].span.start)
            .map_or(words[part.words.0].span, |s| *s);
        chosen.then(|| joined(from, words[at].span))
    }

    /// Whether the cause at `cause` names a deed that was not done, since at `would` it "would have" done harm.
    fn is_spared(&self, cause: usize, would: usize) -> bool {
        const HARM: [&str; 8] = ["been", "cost", "doubled", "filled", "meant", "needed", "slowed", "taken"];
        self.word(cause + 1).ends_with("ing")
            && cause + 2 < would
            && self.word(would + 1) == "have"
            && HARM.contains(&self.word(would + 2))
    }

    /// "Served from Redis (Snowflake takes a second)", "in Zarr; HDF5 could not be read in parallel": what another one could not.
    pub(super) fn could_not(&self) -> Option<Span> {
        const AUX: [&str; 13] =
            ["are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "was", "were", "will"];
        const TRIAL: [&str; 5] = ["pilot", "prototype", "spike", "tests", "trial"];
        let facts = self.facts;
        let words = facts.words;
        let parts = self.parts().iter().skip(1).map(|p| (p.words.0, p.words.1, p.opens));
        let parts = parts.filter(|(_, _, opens)| matches!(opens, Opens::Bracket | Opens::Dash | Opens::Stop));
        // "With canvas, SVG having crawled at 4,000 seats"
        let having = self.parts().iter().skip(1).filter(|p| p.opens == Opens::Comma).find_map(|p| {
            // "SVG having", "React Router being"; not "Bangalore and having".
            let at = (p.words.0 + 1..p.words.1.min(p.words.0 + 3))
                .find(|at| matches!(self.word(*at), "being" | "having") && self.is_named(at - 1))?;
            let fresh =
                (p.words.0..at).any(|n| self.is_listed(n) && !(0..p.words.0).any(|o| self.word(o) == self.word(n)));
            (fresh && (0..p.words.0).any(|n| self.is_way(n)) && !matches!(self.word(at + 1), "used"))
                .then(|| joined(words[p.words.0].span, words[at].span))
        });
        if having.is_some() {
            return having;
        }
        if let Some(bracket) = self.in_bracket() {
            return Some(bracket);
        }
        let causes = facts.causes().filter_map(|r| Some((r.words.1, self.part_of(r.words.0)?.1.words.1, Opens::Comma)));
        parts.chain(causes).find_map(|(from, end, opens)| {
            let fault = |at: usize| {
                self.is(at, Class::FALLS_SHORT)
                    || AUX.contains(&self.word(at))
                        && (words.get(at + 1).is_some_and(|w| w.is(Class::NOT))
                            || matches!(self.word(at + 1), "too" | "never"))
            };
            let verb = (from + 1..end.min(from + 5)).find(|at| fault(*at))?;
            let now = || (from..end).any(|at| matches!(self.word(at), "now" | "fixed"));
            let trial = opens == Opens::Bracket && (verb..end).any(|at| TRIAL.contains(&self.word(at)));
            let away = |at: usize| {
                (1..4).any(|n| {
                    matches!(facts.before(at, n), "from" | "off" | "of" | "than" | "over" | "not" | "left" | "replaced")
                })
            };
            let used = |at: usize| (0..from).any(|n| self.word(n) == self.word(at) && !away(n));
            let name = (from..verb).find(|at| self.is_named(*at));
            let fresh = name.is_some_and(|at| !used(at))
                && (0..from).any(|at| self.is_listed(at) || at > 0 && self.is_proper(at));
            // Of a name that no list has, only what it cannot.
            let strict =
                |at: usize| self.is_listed(at) || self.word(verb).starts_with("c") || self.word(verb + 1) == "not";
            let fresh = fresh && name.is_some_and(strict);
            // "(Kibana needs a licence)" tells of what goes with Elasticsearch: only of another store what it needs.
            let cannot = matches!(
                self.word(verb),
                "cannot" | "can't" | "couldn't" | "doesn't" | "didn't" | "lacked" | "lacks" | "failed"
            ) || self.is(verb + 1, Class::NOT)
                || matches!(self.word(verb + 1), "too" | "never");
            let alike = || {
                let store = |at: usize| facts.within(facts.databases, at) || facts.within(facts.queues, at);
                let style = |at: usize| words[at].gives(Cue::Style);
                name.is_some_and(|n| store(n) && (0..from).any(store) || style(n) && (0..from).any(style))
            };
            // Behind "since", only of one alike, or of what was there where one's own was made.
            let own = || words[..from].iter().any(|w| matches!(w.lower, "own" | "custom" | "home-grown"));
            let cannot_here = cannot && (opens != Opens::Comma || alike());
            // "(a CRUD table cannot answer it)"
            let any = cannot
                && opens != Opens::Comma
                && matches!(self.word(from), "a" | "an")
                && self.is_chosen(0, from)
                && !(from + 1..verb).any(|n| {
                    self.is(n, Class::NO_WAY) || self.is(n, Class::FAILURE) || is_people(self.word(n), words[n].classes)
                });
            let made = opens == Opens::Comma && own() && name.is_some_and(|at| !used(at));
            let fresh = made || fresh && (cannot_here || alike() && (opens != Opens::Stop || self.is_chosen(0, from)));
            // "Switched printing from a service to a daemon; the old one needed a user"
            let old = matches!(self.word(from), "the" | "its")
                && matches!(self.word(from + 1), "former" | "old" | "predecessor" | "previous");
            let moved =
                || facts.all(Cue::Move).any(|f| f.words.0 < 3) && words[..from].iter().any(|w| w.lower == "from");
            if old && !now() && opens == Opens::Stop && moved() && verb <= from + 3 {
                return Some(joined(words[0].span, words[verb].span));
            }
            let trade = || (0..from).any(|at| self.is_way(at));
            if now() || !(fresh || any || trial && trade()) {
                return None;
            }
            let first = facts.skills.first().map_or(words[from].span, |s| joined(*s, words[from].span));
            Some(joined(first, words[verb].span))
        })
    }

    /// "(long polling; sockets died behind hotel proxies)": in a bracket, what was taken and what the other did wrong.
    fn in_bracket(&self) -> Option<Span> {
        /// Words of what was taken, and to what the other did.
        const FEW: usize = 4;
        let facts = self.facts;
        self.parts().windows(2).find_map(|pair| {
            let [taken, other] = pair else { return None };
            let (from, end) = other.words;
            let bracket = taken.opens == Opens::Bracket && other.opens == Opens::Stop;
            if !bracket || taken.words.1 - taken.words.0 > FEW || self.is(from, Class::NO_WAY) {
                return None;
            }
            let gap = facts.text.get(facts.words[from - 1].span.end as usize..facts.words[from].span.start as usize)?;
            let wrong = |at: &usize| self.is(*at, Class::FALLS_SHORT.with(Class::WRONG));
            let verb = (from + 1..end.min(from + FEW)).find(wrong)?;
            gap.starts_with(';').then(|| joined(facts.words[taken.words.0].span, facts.words[verb].span))
        })
    }

    /// "Cloud Run, easier to run than Kubernetes": what it is better at than the other.
    pub(super) fn easier(&self) -> Option<Span> {
        const EASIER: [&str; 9] =
            ["better", "cheaper", "easier", "kinder", "lighter", "quicker", "safer", "simpler", "faster"];
        let facts = self.facts;
        let at = (0..facts.words.len()).find(|at| {
            EASIER.contains(&self.word(*at))
                && self.word(at + 1) == "to"
                && (at + 3..at + 7).any(|n| self.word(n) == "than")
        })?;
        let than = (at + 3..at + 7).find(|n| self.word(*n) == "than")?;
        let end = facts.words.len().min(than + 4);
        let name = (than + 1..end).find(|n| self.is_named(*n))?;
        self.other_named((name, name + 1)).then(|| joined(facts.words[at].span, facts.words[name].span))
    }
}
