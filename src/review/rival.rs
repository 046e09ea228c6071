//! One way against another where no word of choice stands between them: others wanted it, it was better in something, it was looked at
//! and left, it would have cost, it could not.

use std::cell::OnceCell;

use super::cues::Cue;
use super::part::{Opens, Part, is_verb, parts};
use super::signal::{Facts, joined};
use super::word::{Class, Word};
use crate::text::Span;

/// Two ways and why one of them was not taken.
pub(super) fn rival(facts: &Facts<'_>) -> Option<Span> {
    // Who mends, looks for or learns chooses nothing.
    const OF_WAYS: u64 =
        Cue::bits(&[Cue::Store, Cue::StoreName, Cue::Style, Cue::Craft, Cue::Api, Cue::Layout, Cue::Partition]);
    let classes = facts.classes;
    let technical = !facts.skills.is_empty() || facts.present & OF_WAYS != 0 || classes.has(Class::WAY);
    if !technical || facts.words.first()?.is(Class::MENDS) {
        return None;
    }
    let rival = Rival { facts, parts: OnceCell::new() };
    let when = |class: Class| classes.has(class).then_some(());
    let praises = classes.has(Class::BETTER.with(Class::WISHES)) && classes.has(Class::CONTRA);
    let both = facts.databases.len() + facts.queues.len() > 1 || facts.has(Cue::Style);
    when(Class::WISHES.with(Class::COUNSEL).with(Class::WOULD))
        .and_then(|()| rival.wished())
        .or_else(|| when(Class::TOO).and_then(|()| rival.too_much()))
        .or_else(|| when(Class::CONTRA).and_then(|()| rival.at_a_price()))
        .or_else(|| praises.then(|| rival.praised())?)
        .or_else(|| when(Class::TRIES.with(Class::SHUNS).with(Class::ASIDE)).and_then(|()| rival.put_aside()))
        .or_else(|| when(Class::LEAVES.with(Class::ASIDE)).and_then(|()| rival.left_it()))
        .or_else(|| when(Class::WOULD).and_then(|()| rival.would()))
        .or_else(|| {
            when(Class::FALLS_SHORT.with(Class::NOT).with(Class::TOO).with(Class::HAVING).with(Class::WRONG))
                .and_then(|()| rival.could_not())
        })
        .or_else(|| both.then(|| rival.in_places())?)
        .or_else(|| facts.causes().next().and_then(|_| rival.won()))
        .or_else(|| when(Class::THAN).and_then(|()| rival.easier()))
        .or_else(|| rival.swapped())
}

/// A statement that is asked for rivals.
pub(super) struct Rival<'r, 'f> {
    pub facts: &'r Facts<'f>,
    parts: OnceCell<Vec<Part>>,
}

impl Rival<'_, '_> {
    /// Its parts, which most questions do not come to.
    pub(super) fn parts(&self) -> &[Part] {
        self.parts.get_or_init(|| parts(self.facts))
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.facts.words.get(at).map_or("", |w| w.lower)
    }

    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.facts.words.get(at).is_some_and(|w| w.is(class))
    }

    /// Whether the word at `at` names a technology that the lists have.
    pub(super) fn is_listed(&self, at: usize) -> bool {
        let facts = self.facts;
        [facts.skills, facts.databases, facts.queues].iter().any(|names| facts.within(names, at))
            || facts.words.get(at).is_some_and(|w| w.gives(Cue::Style) || w.gives(Cue::StoreName))
    }

    pub(super) fn is_named(&self, at: usize) -> bool {
        self.is_listed(at) || self.is_proper(at)
    }

    /// Whether it is written as a name within a sentence, or has a capital or a digit within ("HDF5").
    pub(super) fn is_proper(&self, at: usize) -> bool {
        let facts = self.facts;
        let Some(word) = facts.words.get(at) else { return false };
        let Some(text) = facts.text.get(word.span.start as usize..word.span.end as usize) else { return false };
        let mut letters = text.chars();
        let capital = letters.next().is_some_and(char::is_uppercase) && word.lower.len() > 2;
        let mut within = || letters.any(|c| c.is_uppercase() || c.is_ascii_digit());
        let in_sentence = || at > 0 && !facts.words[at - 1].ends_clause;
        capital && (in_sentence() && !word.is(Class::TIME) || within())
    }

    /// Whether it is a technology, by name or by kind.
    pub(super) fn is_way(&self, at: usize) -> bool {
        self.is_named(at)
            || self
                .facts
                .words
                .get(at)
                .is_some_and(|w| w.gives(Cue::Store) || w.gives(Cue::Craft) || w.gives(Cue::Api) || w.is(Class::WAY))
    }

    pub(super) fn part_of(&self, at: usize) -> Option<(usize, &Part)> {
        self.parts().iter().enumerate().find(|(_, p)| p.has(at))
    }

    /// A name that stands before the word at `at` and is not that of the word at `than`.
    pub(super) fn other_named(&self, than: (usize, usize)) -> bool {
        let same = |at: usize| (than.0..than.1).any(|n| self.word(n) == self.word(at));
        (0..self.facts.words.len()).any(|at| !(than.0..than.1).contains(&at) && self.is_named(at) && !same(at))
    }

    /// Whether somebody chose, kept or built of one's own will.
    pub(super) fn is_chosen(&self, from: usize, to: usize) -> bool {
        const OWN: [&str; 17] = [
            "argued", "built", "chose", "held", "insisted", "kept", "left", "made", "picked", "pushed", "stayed",
            "stuck", "took", "used", "went", "wrapped", "wrote",
        ];
        let facts = self.facts;
        [Cue::Choose, Cue::Stay].iter().any(|cue| facts.all(*cue).any(|f| (from..to).contains(&f.words.0)))
            || (from..to.min(facts.words.len())).any(|at| {
                // "The Excel import stays"
                matches!(self.word(at), "gave" | "remained" | "remains" | "stays")
                    || OWN.contains(&self.word(at))
                        && (at == from || matches!(facts.before(at, 1), "i" | "we" | "but" | "and" | "still"))
            })
    }

    /// "gRPC between pricing and stock, where we own both; REST towards shops, where JSON is expected".
    fn in_places(&self) -> Option<Span> {
        let facts = self.facts;
        let style = |at: usize| facts.words[at].gives(Cue::Style);
        let store = |at: usize| facts.within(facts.databases, at) || facts.within(facts.queues, at);
        let placed = |at: &usize| {
            self.is(at + 1, Class::WHEREABOUTS)
                || at.checked_sub(1).is_some_and(|b| matches!(self.word(b), "from" | "of" | "in"))
                    && (1..4).any(|n| matches!(facts.before(*at, n), "online" | "offline"))
        };
        let all: Vec<usize> = (0..facts.words.len()).filter(|at| (style(*at) || store(*at)) && placed(at)).collect();
        let pair = all.windows(2).find(|p| {
            p[1] - p[0] <= 14
                && self.word(p[0]) != self.word(p[1])
                && (style(p[0]) && style(p[1]) || store(p[0]) && store(p[1]))
        })?;
        let (one, two) = (pair[0], pair[1]);
        // "..., where bandwidth matters"
        let grounds = |p: &&Part| {
            p.words.0 > one
                && p.opens == Opens::Comma
                && matches!(self.word(p.words.0), "where" | "whose" | "who" | "which")
                && (p.words.0 + 1..p.words.1).any(|at| is_verb(facts, at))
        };
        // Of styles, one cause is that of one of them: "REST for partners because they asked".
        let causes = facts.causes().find(|r| store(two) && r.words.0 > two && r.words.0 - two <= 16);
        let cause = causes.map(|r| r.span);
        let count = self.parts().iter().filter(grounds).count();
        let why = cause.or_else(|| {
            self.parts().iter().rfind(grounds).filter(|_| count > 1).map(|p| facts.words[p.words.0].span)
        })?;
        Some(joined(facts.words[one].span, why))
    }

    /// "Of Kafka, Pulsar and NATS, NATS won because", "between Vue and React we took Vue, since".
    fn won(&self) -> Option<Span> {
        const TAKES: [&str; 8] = ["chose", "got", "picked", "remained", "selected", "took", "went", "won"];
        let facts = self.facts;
        let opens = |w: &Word<'_>| matches!(w.lower, "of" | "between" | "among" | "from") || w.is(Class::TRIES);
        let at = facts.words.iter().position(opens)?;
        // "Between 2019 and 2021"
        if facts.words.get(at + 1).is_some_and(Word::is_number) {
            return None;
        }
        // "Had the choice between buying a CMS and writing one; bought, since"
        let choice = matches!(facts.before(at, 1), "choice" | "choose" | "chose" | "decide" | "decided" | "torn");
        if let (true, Some(cause)) = (choice, facts.causes().find(|r| r.words.0 > at + 3)) {
            return Some(joined(facts.words[at].span, cause.span));
        }
        let takes = (at + 3..facts.words.len().min(at + 14)).find(|n| TAKES.contains(&self.word(*n)))?;
        let mut names: Vec<&str> = (0..takes).filter(|n| self.is_named(*n)).map(|n| self.word(n)).collect();
        // "Flutter was considered; two native apps won, since"
        let won = matches!(self.word(takes), "prevailed" | "won")
            && facts.words[..takes].iter().any(|w| w.is(Class::TRIES) || w.is(Class::WISHES));
        names.sort_unstable();
        names.dedup();
        let cause = facts.causes().find(|r| r.words.0 > takes)?;
        (names.len() > 1 || won && !names.is_empty()).then(|| joined(facts.words[at].span, cause.span))
    }
}
