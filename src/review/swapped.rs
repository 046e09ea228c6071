//! One way in the place of another, told by where things went: brought back, left here and shifted there, put there after the other had
//! failed, or all of them declined.

use super::alternative::explained;
use super::cues::Cue;
use super::decision::is_store;
use super::part::{Opens, is_verb, told_behind};
use super::rival::Rival;
use super::signal::{Facts, joined};
use super::word::Class;
use crate::text::Span;

impl Rival<'_, '_> {
    /// Two ways, one of which took the other's place or kept its own, and why.
    pub(super) fn swapped(&self) -> Option<Span> {
        self.brought_back()
            .or_else(|| self.split_up())
            .or_else(|| after_a_failure(self.facts))
            .or_else(|| self.alone())
            .or_else(|| self.none_of_them())
            .or_else(|| self.was_the_other())
            .or_else(|| self.wanted())
            .or_else(|| self.advised_against())
    }

    /// "Took bookings back from DynamoDB to MariaDB, as each report joins them".
    fn brought_back(&self) -> Option<Span> {
        const BRINGS: [&str; 14] = [
            "bringing", "brought", "carried", "changed", "migrated", "moved", "moving", "ported", "pulled", "returned",
            "shifted", "switched", "took", "went",
        ];
        // "Moved the tables back to Tuesday's snapshot" mends.
        const SAVED: [&str; 6] = ["backup", "backups", "dump", "snapshot", "snapshots", "state"];
        let facts = self.facts;
        let words = facts.words;
        let back = (1..words.len()).find(|at| self.word(*at) == "back" && !words[*at].ends_clause)?;
        let verb = (back.saturating_sub(7)..back).rev().find(|at| BRINGS.contains(&self.word(*at)))?;
        let end = words.len().min(back + 7);
        let to = (back + 1..end).find(|at| {
            matches!(self.word(*at), "into" | "onto" | "to") && (at + 1..at + 4).any(|n| self.is_listed(n))
        })?;
        let saved = (verb..words.len().min(to + 6)).any(|at| SAVED.contains(&self.word(at)));
        let cause = || self.cause_behind(to).filter(|at| facts.one_clause(to, *at)).map(|at| words[at].span);
        let why = cause().or_else(|| explained(facts, to));
        (!saved && facts.one_clause(verb, to)).then_some(())?;
        Some(joined(words[verb].span, why?))
    }

    /// The word of cause behind the word at `from`: "because", or an "as" before a clause, whatever its verb.
    fn cause_behind(&self, from: usize) -> Option<usize> {
        /// Words of such a clause, and to its verb.
        const CLAUSE: usize = 4;
        const NEAR: usize = 7;
        let facts = self.facts;
        let words = facts.words;
        let clause = |at: usize| {
            let end = (at + 1..words.len()).find(|n| facts.ends_phrase(*n)).unwrap_or(at);
            let verb = (at + 2..words.len().min(at + 2 + NEAR))
                .take_while(|n| self.word(*n) != "and" && !words[n - 1].ends_phrase)
                .any(|n| is_verb(facts, n));
            verb || words[at - 1].ends_phrase && end - at >= CLAUSE
        };
        let cause = facts.causes().map(|r| r.words.0).find(|at| *at > from);
        cause.or_else(|| {
            let mut aims = facts.all(Cue::Purpose).map(|f| f.words.0);
            aims.find(|at| *at > from && self.word(*at) == "as" && clause(*at))
        })
    }

    /// "Kept recipes in Oracle but moved their search to Solr, because cooks mistype".
    fn split_up(&self) -> Option<Span> {
        const LEAVES: [&str; 6] = ["keep", "keeping", "kept", "leaving", "left", "stayed"];
        const SHIFTS: [&str; 10] =
            ["brought", "moved", "moving", "pushed", "rerouted", "sent", "shifted", "shifting", "switched", "took"];
        /// Words from one verb to the other, and from a verb to its place.
        const APART: usize = 14;
        const NEAR: usize = 7;
        let facts = self.facts;
        let words = facts.words;
        let placed = |from: usize, to: usize| {
            (from + 1..to.min(words.len()).min(from + 1 + NEAR)).find(|at| {
                let leads = |n: usize| matches!(facts.before(*at, n), "in" | "into" | "on" | "onto" | "to" | "with");
                self.is_listed(*at) && (leads(1) || leads(2))
            })
        };
        (0..words.len()).find_map(|one| {
            let leaves = LEAVES.contains(&self.word(one));
            if !leaves && !SHIFTS.contains(&self.word(one)) {
                return None;
            }
            let two = (one + 2..words.len().min(one + APART)).find(|at| {
                let other = if leaves { SHIFTS.contains(&self.word(*at)) } else { LEAVES.contains(&self.word(*at)) };
                other && matches!(facts.before(*at, 1), "and" | "but" | "while" | "only" | "we" | "i")
            })?;
            let (a, b) = (placed(one, two)?, placed(two, words.len())?);
            let cause = self.cause_behind(b)?;
            (self.word(a) != self.word(b) && facts.one_clause(one, cause))
                .then(|| joined(words[one].span, words[cause].span))
        })
    }

    /// "Drafts stay in the browser, because with Vuex alone a crash lost them": what was too little by itself.
    fn alone(&self) -> Option<Span> {
        let facts = self.facts;
        facts.causes().find_map(|cause| {
            let from = cause.words.1;
            let alone = (from + 1..facts.words.len().min(from + 9)).find(|at| self.word(*at) == "alone")?;
            let old = alone - 1;
            if !self.is_listed(old) || !facts.one_clause(from, alone) {
                return None;
            }
            let new = (0..cause.words.0).rev().find(|at| self.is_named(*at) && self.word(*at) != self.word(old))?;
            Some(joined(facts.words[new].span, facts.words[alone].span))
        })
    }

    /// "Compared Snowflake and Redshift and bought neither, since ...".
    fn none_of_them(&self) -> Option<Span> {
        const TAKES: [&str; 11] = [
            "adopted",
            "advised",
            "bought",
            "chose",
            "introduced",
            "needed",
            "picked",
            "proposed",
            "recommended",
            "selected",
            "took",
        ];
        let facts = self.facts;
        let verb = (0..facts.words.len().min(3))
            .find(|at| self.is(*at, Class::TRIES) || facts.words[*at].gives(Cue::Weigh))?;
        let none = (verb + 2..facts.words.len().min(verb + 16)).find(|at| {
            matches!(self.word(*at), "neither" | "none" | "nothing") && TAKES.contains(&facts.before(*at, 1))
        })?;
        if !(verb + 1..none).any(|at| self.is_way(at)) || !facts.one_clause(verb, none) {
            return None;
        }
        let cause = facts.causes().find(|r| r.words.0 > none).map(|r| r.span);
        let end = self.part_of(none)?.1.words.1 - 1;
        let why = cause.or_else(|| told_behind(facts, self.parts(), end)).or_else(|| explained(facts, none))?;
        Some(joined(facts.words[verb].span, why))
    }

    /// "Events in QuestDB; MySQL was the alternative, but its inserts were too slow".
    fn was_the_other(&self) -> Option<Span> {
        // What became of it after all.
        const ELSE: [&str; 12] =
            ["eventually", "finally", "for", "i", "in", "it", "later", "now", "then", "to", "we", "with"];
        let facts = self.facts;
        let words = facts.words;
        facts.all(Cue::Weigh).find_map(|weigh| {
            let (from, end) = weigh.words;
            if !self.word(from).starts_with('w') || self.word(from) == "weighed" {
                return None;
            }
            let old = (from.saturating_sub(6)..from).rev().find(|at| self.is_listed(*at))?;
            let new = (0..old).rev().find(|at| self.is_listed(*at) && self.word(*at) != self.word(old))?;
            let but = (end..words.len().min(end + 4))
                .find(|at| matches!(self.word(*at), "but" | "however" | "only" | "yet"))?;
            if ELSE.contains(&self.word(but + 1)) {
                return None;
            }
            let verb = (but + 2..words.len().min(but + 12))
                .take_while(|at| facts.one_clause(but, *at))
                .find(|at| is_verb(facts, *at))?;
            Some(joined(words[new].span, words[verb].span))
        })
    }

    /// "Advised against Kubernetes: two people look after all of it".
    fn advised_against(&self) -> Option<Span> {
        const ADVISES: [&str; 9] =
            ["advised", "advising", "argued", "counselled", "decided", "recommended", "ruled", "voted", "warned"];
        let facts = self.facts;
        let against = (1..facts.words.len().min(4))
            .find(|at| self.word(*at) == "against" && (1..3).any(|n| ADVISES.contains(&facts.before(*at, n))))?;
        let (_, part) = self.part_of(against)?;
        let end = part.words.1.min(against + 6);
        let way = (against + 1..end).find(|at| self.is_listed(*at) || self.is(*at, Class::WAY))?;
        let cause = self.cause_behind(way).map(|at| facts.words[at].span);
        let why = cause.or_else(|| told_behind(facts, self.parts(), way)).or_else(|| explained(facts, way))?;
        Some(joined(facts.words[against].span, why))
    }

    /// "Swapped Solr for DuckDB in the tide archive. Pilots need hourly means, seldom a word": what is asked of it, or seldom.
    fn wanted(&self) -> Option<Span> {
        const SELDOM: [&str; 5] = ["barely", "hardly", "rarely", "scarcely", "seldom"];
        const WANTS: [&str; 6] = ["ask", "asks", "need", "needs", "want", "wants"];
        const RESULT: [&str; 10] =
            ["anymore", "faster", "fell", "fewer", "less", "longer", "not", "now", "today", "happy"];
        let facts = self.facts;
        let words = facts.words;
        let verb = (0..words.len().min(3))
            .find(|at| matches!(self.word(*at), "exchanged" | "replaced" | "swapped" | "switched"))?;
        let (n, part) = self.part_of(verb)?;
        let one = (verb + 1..part.words.1).find(|at| self.is_listed(*at))?;
        let two = (one + 1..part.words.1).find(|at| self.is_listed(*at) && self.word(*at) != self.word(one))?;
        if !matches!(facts.before(two, 1), "by" | "for" | "with" | "to") {
            return None;
        }
        let behind = self.parts().iter().skip(n + 1).take(3).filter(|p| p.opens != Opens::Comma);
        behind.into_iter().find_map(|part| {
            let told = part.of(facts);
            let result = told.iter().any(|w| RESULT.contains(&w.lower)) || matches!(told[0].lower, "i" | "we");
            let why = told.iter().skip(1).find(|w| WANTS.contains(&w.lower) || SELDOM.contains(&w.lower))?;
            (!result).then(|| joined(words[verb].span, why.span))
        })
    }
}

/// "Orders in Kafka, after a table in MySQL had locked up twice": a store or queue instead of one that failed.
pub(super) fn after_a_failure(facts: &Facts<'_>) -> Option<Span> {
    /// Words to the verb of what failed, and from there to how.
    const REACH: usize = 10;
    const NEAR: usize = 4;
    /// Words between what was taken and "after".
    const APART: usize = 8;
    const HAD: [&str; 8] = ["became", "could", "had", "has", "kept", "proved", "ran", "turned"];
    const FAILED: [&str; 27] = [
        "blocked",
        "blocking",
        "broken",
        "buckled",
        "choked",
        "choking",
        "collapsed",
        "cope",
        "crashed",
        "crashing",
        "died",
        "dropped",
        "dropping",
        "failed",
        "failing",
        "fallen",
        "filled",
        "freezing",
        "frozen",
        "hung",
        "locked",
        "losing",
        "lost",
        "seized",
        "slow",
        "stalled",
        "timed",
    ];
    const PUTS: [&str; 7] = ["chose", "moved", "put", "rebuilt", "replaced", "switched", "took"];
    // "Added a replica after MySQL had failed", "restored Redis after" put nothing in its place.
    const BESIDE: [&str; 22] = [
        "added",
        "alerts",
        "backup",
        "backups",
        "cache",
        "cached",
        "caching",
        "failover",
        "index",
        "indexes",
        "monitoring",
        "recovered",
        "rehearsed",
        "replica",
        "replicas",
        "replication",
        "restarted",
        "restored",
        "runbook",
        "tuned",
        "upgraded",
        "tuning",
    ];
    let words = facts.words;
    (0..words.len()).filter(|at| words[*at].lower == "after").find_map(|at| {
        let had = (at + 2..words.len().min(at + REACH)).find(|n| HAD.contains(&words[*n].lower))?;
        let old = (at + 1..had).find(|n| is_store(facts, *n, n + 1, true))?;
        let how = (had + 1..words.len().min(had + 1 + NEAR)).find(|n| FAILED.contains(&words[*n].lower))?;
        let named = |n: usize| facts.within(facts.databases, n) || facts.within(facts.queues, n);
        // "A log on NATS"
        let of_kind = |n: usize| facts.within(facts.skills, n) && is_store(facts, n.saturating_sub(3), n, false);
        let new = |n: &usize| (named(*n) || of_kind(*n)) && words[*n].lower != words[old].lower;
        let before = || (at.saturating_sub(APART)..at).rev().find(new);
        // "After MySQL had locked up twice, we put orders into Kafka"
        let behind = || {
            let put = (how + 1..words.len().min(how + APART)).find(|n| PUTS.contains(&words[*n].lower))?;
            (put + 1..words.len().min(put + APART)).find(new)
        };
        let new = if at < 2 { behind()? } else { before()? };
        let end = if at < 2 { new } else { at };
        let beside = words[..end].iter().any(|w| BESIDE.contains(&w.lower) || w.is(Class::MENDS));
        (!beside && facts.one_clause(new, how)).then(|| joined(words[new].span, words[how].span))
    })
}
