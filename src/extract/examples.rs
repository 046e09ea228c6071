//! What makes examples of the names of a list, any of which will do: the words before it, behind it, and its bracket.

use std::ops::Range;

use crate::text::Span;

use super::clause::Gap;
use super::cue::Cue;
use super::group::Sentence;
use super::joint::{Joint, is_list_of_unknown, opens_list};
use super::scan::FoundCue;

impl Sentence<'_> {
    /// Whether the gap before a name says "or another" of a class and opens its examples: "or another server language (",
    /// "or experience with a comparable store such as".
    pub(super) fn other_class(&self, gap: Span) -> bool {
        let text = gap.of(self.scan.text);
        let mut words = text.trim_start_matches([',', ' ', ')']).split(|c: char| !c.is_alphanumeric());
        let other = |w: &str| matches!(w, "another" | "other" | "comparable" | "similar" | "equivalent");
        // "Or similar tools to manage clouds (" speaks of what they are for.
        if words.next() != Some("or") || !words.any(other) || text.contains(';') || text.contains(" to ") {
            return false;
        }
        let cues = self.scan.cues_in(gap);
        if cues.iter().any(|c| c.cue == Cue::SuchAs && c.span.end <= gap.end) {
            return true;
        }
        let Some(class) = cues.iter().find(|c| c.cue == Cue::Class && c.span.end <= gap.end) else { return false };
        self.scan.text[class.span.end as usize..gap.end as usize].contains(['(', ':'])
    }

    /// The text between what is named before `i`, or the start of the sentence, and `i`.
    pub(super) fn before(&self, i: usize) -> Span {
        let floor = if i == 0 { self.span.start } else { self.mentions[i - 1].span.end };
        Span { start: floor.min(self.mentions[i].span.start), end: self.mentions[i].span.start }
    }

    /// Whether examples are announced right before the mention: "such as", "one of", "message queues:", "databases (".
    pub(super) fn examples_before(&self, first: usize) -> bool {
        let before = self.before(first);
        self.scan.cues_in(before).iter().rev().any(|cue| {
            if cue.span.end > before.end {
                return false;
            }
            let between = &self.scan.text[cue.span.end as usize..before.end as usize];
            // Only what the kind of cue asks is looked at: the text behind the first cue may be a whole sentence.
            let bare = || is_list_of_unknown(between);
            let at_most = |n: usize| between.split_whitespace().nth(n).is_none() && !between.contains(',');
            match cue.cue {
                Cue::SuchAs => bare() || at_most(2),
                Cue::OneOf => at_most(6) || at_most(12) && self.includes(before),
                // "Our tech stack: Python, Airflow", "our stack (Java, Spring)" list what there is, and no examples.
                Cue::Class if between.trim_start().starts_with([':', '(']) && is_stack(cue.span.of(self.scan.text)) => {
                    false
                }
                // So do "Technologies: Python, Airflow".
                Cue::Class
                    if between.trim_start().starts_with(':')
                        && (self.opens_label(cue) || self.takes_all(cue))
                        && lists_all(cue.span.of(self.scan.text)) =>
                {
                    false
                }
                // "Database: MySQL, Redis" of a stack: both are used.
                Cue::Class if self.told && between.trim_start().starts_with(':') && self.opens_label(cue) => false,
                Cue::Class => opens_list(between) || matches!(between.trim(), "-" | "–" | "—"),
                _ => false,
            }
        })
    }

    /// Whether "such as" or its like opens what is named here.
    pub(super) fn such_as_before(&self, first: usize) -> bool {
        let before = self.before(first);
        self.scan.cues_in(before).iter().any(|c| c.cue == Cue::SuchAs && c.span.end <= before.end)
    }

    /// Whether the text closes with "including but not limited to".
    fn includes(&self, before: Span) -> bool {
        let closes = |c: &FoundCue| {
            c.cue == Cue::Including
                && self.scan.text[c.span.end as usize..before.end as usize].trim_matches([' ', ':']).is_empty()
        };
        self.scan.cues_in(before).iter().any(closes)
    }

    /// "The following technologies:" are all of them, "NoSQL technologies:" are of a kind.
    fn takes_all(&self, cue: &FoundCue) -> bool {
        let before = cue.tokens.0.checked_sub(1).map_or("", |token| self.scan.word(token));
        ["following", "these"].iter().any(|word| before.eq_ignore_ascii_case(word))
    }

    /// Whether a cue stands at the start of the sentence or of a part between bars.
    fn opens_label(&self, cue: &FoundCue) -> bool {
        let before = self.scan.text[self.span.start as usize..cue.span.start as usize].trim_end();
        cue.tokens.0 <= self.scan.token_at(self.span.start) + 1 || before.ends_with('|')
    }

    /// Whether the part is the inside of a bracket behind two classes, of both of which it gives examples: "containers and
    /// clouds (Docker, AWS/GCP)".
    pub(super) fn in_bracket_of_two_classes(&self, part: &Range<usize>) -> bool {
        let before = self.before(part.start);
        let has =
            |of: fn(&Gap) -> bool| part.clone().skip(1).any(|i| matches!(&self.joints[i], Joint::List(gap) if of(gap)));
        let mixed = has(|gap| gap.comma) && has(|gap| gap.slash);
        if !mixed || !before.of(self.scan.text).trim_end().ends_with('(') {
            return false;
        }
        let classes = || self.scan.cues_in(before).iter().filter(|c| c.cue == Cue::Class && c.span.end <= before.end);
        let Some(last) = classes().map(|c| c.tokens.1).max() else { return false };
        let Some(first) = classes().filter(|c| c.tokens.1 == last).map(|c| c.tokens.0).min() else { return false };
        let and = |t: u32| self.scan.word(t).eq_ignore_ascii_case("and");
        last == self.mentions[part.start].tokens.0 && classes().any(|c| c.tokens.1 + 1 == first && and(c.tokens.1))
    }

    /// Whether "etc." closes a list of languages, or one right behind the word for its class: "frameworks Django, Flask, etc.".
    pub(super) fn left_open(&self, part: &Range<usize>) -> bool {
        let language = |i: usize| {
            let tier = self.taxonomy.skill(self.mentions[i].skill).tier;
            self.taxonomy.tier(tier).id == "languages"
        };
        let before = self.before(part.start);
        let class = || {
            let behind = |c: &FoundCue| {
                c.span.end <= before.end && self.scan.text[c.span.end as usize..before.end as usize].trim().is_empty()
            };
            self.scan.cues_in(before).iter().any(|c| c.cue == Cue::Class && behind(c))
        };
        part.len() > 1 && self.closes_open(part.end - 1) && (part.clone().all(language) || class())
    }

    /// Whether "etc." stands behind a name.
    fn closes_open(&self, last: usize) -> bool {
        let end = self.mentions[last].span.end as usize;
        // A name may reach over the end of its sentence ("ASP .NET").
        let behind = self.scan.text.get(end..self.span.end as usize).unwrap_or_default();
        let behind = behind.trim_start_matches([',', ' ']);
        ["etc", "...", "…"].iter().any(|open| behind.starts_with(open))
    }

    /// Whether the part is two names that "and" joins in a bracket behind their class, and neither does for the other: "web
    /// services (REST and SOAP)" asks for both, "clouds (AWS and Azure)" for one.
    pub(super) fn in_closed_bracket(&self, part: &Range<usize>) -> bool {
        let and = |i: usize| matches!(self.joints[i], Joint::List(gap) if gap.and && !gap.or && !gap.slash);
        part.len() == 2
            && and(part.start + 1)
            && self.before(part.start).of(self.scan.text).ends_with('(')
            && !self.are_siblings(part.start, part.start + 1)
            && !self.are_sql_and_nosql(part.start, part.start + 1)
    }

    /// Whether the part is the inside of a bracket behind plain words ("mail servers (Postfix, Sendmail)"): examples. With an
    /// "and" inside ("tools (Git and Jira)") it is a list.
    pub(super) fn in_bracket_of_plain_words(&self, part: &Range<usize>) -> bool {
        // In duties and descriptions a bracket tells what is used, all of it.
        if self.told || part.len() == 1 {
            return false;
        }
        let before = self.before(part.start);
        let Some((head, inside)) = before.of(self.scan.text).rsplit_once('(') else { return false };
        if inside.contains(')') || !is_list_of_unknown(inside) {
            return false;
        }
        let head = head.trim_end();
        let word = head.rsplit(' ').next().unwrap_or_default();
        // "Web development knowledge (HTML, Angular)" tells what is to be known: all of it. "Cloud experience (AWS, Azure)" and
        // "Coding skills (Python, Ruby)" are of a class.
        let of_code = || head.rsplit(' ').nth(1).is_some_and(|w| OF_CODE.iter().any(|of| w.eq_ignore_ascii_case(of)));
        let of_class = || {
            let lead = Span { end: before.start + (head.len() - word.len()) as u32, ..before };
            self.scan.cues_in(lead).iter().any(|c| c.cue == Cue::Class && c.span.end + 1 == lead.end)
        };
        // "Development skills (C, C#, etc.)" are not all that there is.
        let whole = WHOLE.contains(&word) && !of_code() && !of_class() && !self.closes_open(part.end - 1);
        // "DevOps (Linux, Docker, ...)" is not all there is either.
        let plain = word.len() > 2
            && !whole
            && (self.closes_open(part.end - 1) || word.chars().all(|c| c.is_lowercase() || matches!(c, '-' | '/')));
        let joined = part.clone().skip(1).any(|i| matches!(self.joints[i], Joint::List(gap) if gap.and && !gap.or));
        plain && !joined
    }

    /// Whether "or similar" closes the list whose last mention this is.
    pub(super) fn similar_after(&self, last: usize) -> bool {
        let at = self.mentions[last].span.end;
        let ceiling = self.mentions.get(last + 1).map_or(self.span.end, |m| m.span.start).min(self.span.end);
        self.scan.cues_in(Span { start: at, end: ceiling.max(at) }).iter().any(|cue| {
            cue.cue == Cue::OrSimilar
                && !self.other_class(Span { start: at, end: ceiling.max(at) })
                && is_list_of_unknown(&self.scan.text[at as usize..cue.span.start as usize])
        })
    }

    /// Whether a comma list closes with something that is no name: "Databricks, Spark, or distributed environments".
    pub(super) fn or_unnamed_after(&self, part: &Range<usize>) -> bool {
        // A list of most sentences closes with nothing of the kind, which its end tells.
        let last = &self.mentions[part.end - 1];
        let behind = self.scan.text.get(last.span.end as usize..self.span.end as usize).unwrap_or_default();
        let Some(rest) = behind.strip_prefix(", or ") else { return false };
        /// Words that begin no name of a thing: "or willing to learn", "or in Berlin".
        const NO_THING: [&str; 22] = [
            "a",
            "an",
            "are",
            "at",
            "be",
            "can",
            "for",
            "have",
            "in",
            "is",
            "on",
            "the",
            "to",
            "want",
            "wants",
            "who",
            "willing",
            "willingness",
            "with",
            "would",
            "you",
            "your",
        ];
        let commas = part.clone().skip(1).all(|i| matches!(self.joints[i], Joint::List(gap) if gap.comma && !gap.and));
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let few = rest.split([',', '.', ';', '(']).next().is_some_and(|words| words.split(' ').count() < 5);
        // "Or rented a movie", but "or distributed environments"
        let object = rest.split(' ').nth(1).is_some_and(|w| NO_THING.contains(&w));
        let deed = word.ends_with("ed") && object || word.ends_with("ing") || NO_THING.contains(&word);
        let plain = !part.clone().any(|i| self.is_class(i));
        part.len() > 1 && commas && few && word.starts_with(char::is_lowercase) && !deed && plain
    }

    /// Whether the words behind a mention say that it will do as well: "(Kotlin accepted too)".
    pub(super) fn accepted_after(&self, last: usize) -> bool {
        const ACCEPTED: [&str; 14] = [
            "accepted",
            "acceptable",
            "ok",
            "okay",
            "fine",
            "works",
            "work",
            "suffices",
            "suffice",
            "counts",
            "count",
            "equivalent",
            "considered",
            "do",
        ];
        const LEADS: [&str; 9] = ["is", "are", "also", "both", "will", "would", "can", "be", "experience"];
        let from = self.mentions[last].tokens.1;
        let words = (from..from + 4).map(|t| self.scan.word(t)).skip_while(|w| LEADS.contains(w));
        self.scan.gap(from - 1) == " " && words.take(1).any(|w| ACCEPTED.contains(&w))
    }
}

/// What skills are of whose bracket gives examples: any language will do, and of networks none is all there is.
const OF_CODE: [&str; 5] = ["coding", "programming", "scripting", "network", "networking"];

/// Words behind which a bracket lists what they are of.
const WHOLE: [&str; 16] = [
    "back-end",
    "backend",
    "background",
    "basics",
    "experience",
    "expertise",
    "exposure",
    "familiarity",
    "front-end",
    "frontend",
    "fundamentals",
    "knowledge",
    "proficiency",
    "skills",
    "stack",
    "stacks",
];

fn is_stack(class: &str) -> bool {
    class.rsplit(' ').next().is_some_and(|last| ["stack", "stacks"].iter().any(|s| last.eq_ignore_ascii_case(s)))
}

/// Whether a word for a class is so wide that what a colon puts behind it is a list of all there is.
fn lists_all(class: &str) -> bool {
    const WIDE: [&str; 3] = ["technologies", "environment", "technology"];
    WIDE.iter().any(|w| class.eq_ignore_ascii_case(w))
}
