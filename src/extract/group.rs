//! Which technologies of a sentence are alternatives: "Java, Go or Python" is one requirement, "Java and Go" are two.

use std::borrow::Cow;
use std::ops::Range;

use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::Span;

use super::clause::{Gap, list_gap};
use super::cue::Cue;
use super::joint::{Joint, is_announced, is_class, is_unknown_between, joint};
use super::mention::Mention;
use super::scan::Scan;
use super::section::PostingSection;

/// A sentence with what is named in it, each name once in a row: "Amazon Web Services (AWS)" is one.
pub(super) struct Sentence<'a> {
    pub taxonomy: &'a Taxonomy,
    pub scan: &'a Scan<'a>,
    pub span: Span,
    section: PostingSection,
    /// Whether it only tells what is used.
    pub told: bool,
    pub mentions: Vec<Mention>,
    /// How each is joined to the one before.
    pub joints: Vec<Joint>,
}

/// The groups of a sentence's mentions, in order. A group of several is "any of".
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// The places of those mentions that are no repetition.
    places: Vec<usize>,
    /// Which of them begin a run: nearly all groups are one run.
    opens: Vec<bool>,
    /// The first of a run that belongs to an earlier group, and the first of that.
    joined: Vec<(usize, usize)>,
}

impl Groups {
    /// Each group as places in the list of mentions; none is empty.
    pub(super) fn iter(&self) -> impl Iterator<Item = Cow<'_, [usize]>> {
        let heads = (0..self.places.len()).filter(|i| self.opens[*i] && !self.joined.iter().any(|j| j.0 == *i));
        heads.map(|head| {
            let mut group = Cow::Borrowed(self.run(head));
            for (first, _) in self.joined.iter().filter(|j| j.1 == head) {
                group.to_mut().extend(self.run(*first));
            }
            group
        })
    }

    /// The run that begins with `first`.
    fn run(&self, first: usize) -> &[usize] {
        let more = self.opens[first + 1..].iter().take_while(|opens| !**opens).count();
        &self.places[first..=first + more]
    }

    /// The first of the group of `i`.
    fn head(&self, i: usize) -> usize {
        let first = self.opens[..=i].iter().rposition(|opens| *opens).unwrap_or(0);
        self.joined.iter().find(|j| j.0 == first).map_or(first, |j| j.1)
    }
}

/// Groups the mentions of a posting's sentences, one sentence after the other in the same memory.
pub(super) struct Grouping<'a> {
    sentence: Sentence<'a>,
    groups: Groups,
}

impl<'a> Grouping<'a> {
    pub(super) fn new(taxonomy: &'a Taxonomy, scan: &'a Scan<'a>) -> Self {
        let (span, section, told) = (Span::default(), PostingSection::Intro, false);
        let sentence = Sentence { taxonomy, scan, span, section, told, mentions: vec![], joints: vec![] };
        Self { sentence, groups: Groups::default() }
    }

    /// Groups the mentions of a sentence. `told`: it only tells what is used.
    pub(super) fn of(&mut self, span: Span, section: PostingSection, told: bool, mentions: &[Mention]) -> &Groups {
        let Self { sentence, groups } = self;
        (sentence.span, sentence.section, sentence.told) = (span, section, told);
        sentence.read(mentions, &mut groups.places);
        groups.joined.clear();
        groups.opens.clear();
        groups.opens.resize(groups.places.len(), true);
        sentence.group(groups);
        groups
    }
}

impl Sentence<'_> {
    /// Takes the mentions that are no repetition, with their joints and, in `places`, which they are.
    fn read(&mut self, mentions: &[Mention], places: &mut Vec<usize>) {
        let Self { taxonomy, scan, span, .. } = *self;
        self.mentions.clear();
        self.joints.clear();
        places.clear();
        let mut end = 0;
        let mut repeated = false;
        for (place, mention) in mentions.iter().enumerate() {
            let gap = scan.text.get(end as usize..mention.span.start as usize).unwrap_or_default();
            if let Some(last) = self.mentions.last()
                && last.skill == mention.skill
                && list_gap(gap).is_some()
            {
                (end, repeated) = (mention.span.end, true);
                continue;
            }
            let joint = match self.mentions.last() {
                None => Joint::None,
                Some(last) => {
                    let gap = Span { start: end, end: mention.span.start };
                    // Without a comma, and outside a bracket, what counts and what does not are no list: "tools like MyPy C JavaScript".
                    let alike = || taxonomy.is_scored(last.skill) == taxonomy.is_scored(mention.skill);
                    let before = &scan.text[span.start as usize..end as usize];
                    let bracketed = || before.matches('(').count() > before.matches(')').count();
                    let announced = || is_announced(scan, Span { start: span.start, end });
                    if gap.of(scan.text) == ", " {
                        // As most neighbours of a list are parted.
                        Joint::List(Gap { comma: true, ..Gap::default() })
                    } else if is_class(scan, mention, &[Cue::Class]) && is_or_another(gap.of(scan.text)) {
                        Joint::List(Gap { or: true, ..Gap::default() })
                    } else if gap.of(scan.text) == " " && !alike() && !bracketed() && !announced() {
                        Joint::None
                    } else if is_unknown_between(scan, span, gap) && announced() {
                        Joint::List(Gap { comma: true, ..Gap::default() })
                    } else {
                        joint(scan, last, gap, repeated)
                    }
                }
            };
            // "JavaScript/TypeScript, ES6": what a list has named already is no other demand.
            if joint != Joint::None && self.lists(mention.skill) {
                (end, repeated) = (mention.span.end, false);
                continue;
            }
            places.push(place);
            self.mentions.push(*mention);
            self.joints.push(joint);
            (end, repeated) = (mention.span.end, false);
        }
    }

    /// Whether the list that goes on behind the last mention has named a skill beside others of its own.
    fn lists(&self, skill: SkillId) -> bool {
        let first = self.joints.iter().rposition(|joint| *joint == Joint::None).unwrap_or(0);
        self.mentions[first..].iter().any(|m| m.skill == skill)
    }

    /// Takes the mark of an opening from the mentions that belong to the group before them; all have it at first.
    fn group(&self, groups: &mut Groups) {
        let mut start = 0;
        while start < self.mentions.len() {
            let next = (start + 1..self.mentions.len()).find(|i| self.joints[*i] == Joint::None);
            let end = next.unwrap_or(self.mentions.len());
            self.chain(start..end, groups);
            self.join_others(start, groups);
            start = end;
        }
    }

    /// Joins the run that begins with `first` to the group that it is another of: "Python and Django, or another language
    /// (Ruby, Java)" takes Python with Ruby and Java.
    fn join_others(&self, first: usize, groups: &mut Groups) {
        if !self.other_class(self.before(first)) {
            return;
        }
        let tier = |i: usize| self.taxonomy.skill(self.mentions[i].skill).tier;
        let alike = (0..first).filter(|i| tier(*i) == tier(first)).map(|i| groups.head(i)).max();
        groups.joined.extend(alike.map(|head| (first, head)));
    }

    /// Groups one chain: mentions with nothing but joints of a list between them.
    fn chain(&self, range: Range<usize>, groups: &mut Groups) {
        // Brackets part a chain: what is inside belongs together, and to the name before it.
        let mut from = range.start;
        let mut head = None;
        let mut parts: Vec<(Range<usize>, Option<usize>)> = Vec::new();
        for i in range.clone().skip(1) {
            let (open, close) = match self.joints[i] {
                Joint::List(gap) => (gap.open, gap.close),
                Joint::Example => (true, false),
                Joint::None => (false, false),
            };
            if open || close {
                self.part(from..i, head, &mut groups.opens);
                parts.push((from..i, head));
                head = open.then_some(i - 1);
                from = i;
            }
        }
        self.part(from..range.end, head, &mut groups.opens);
        if parts.is_empty() {
            return;
        }
        parts.push((from..range.end, head));
        self.join_behind_bracket(&parts, groups);
        let any_one = self.examples_before(range.start);
        self.join_over_brackets(&parts, any_one, groups);
    }

    /// Joins what "or" joins to the examples of a class in a bracket: "cloud platforms (AWS, GCP) or Kubernetes".
    fn join_behind_bracket(&self, parts: &[(Range<usize>, Option<usize>)], groups: &mut Groups) {
        for pair in parts.windows(2) {
            let [(first, None), (second, None)] = pair else { continue };
            let or = matches!(self.joints[second.start], Joint::List(gap) if gap.close && gap.or);
            let examples = groups.opens[first.start + 1..first.end].iter().all(|opens| !opens);
            // "Relational (PostgreSQL, MySQL) or NoSQL (MongoDB)"
            let relational = || {
                self.before(first.start).of(self.scan.text).to_ascii_lowercase().ends_with("relational (")
                    && self.taxonomy.skill(self.mentions[second.start].skill).id == "nosql"
            };
            if or && examples && (self.examples_before(first.start) || relational()) {
                groups.opens[second.start] = false;
            }
        }
    }

    /// Joins names that "or" joins over the bracket of the first, and so the brackets of both: "Node.js (Express) or Java
    /// (Spring)" takes either language, and either framework. `any_one`: examples were announced before the first, and commas join as well.
    fn join_over_brackets(&self, parts: &[(Range<usize>, Option<usize>)], any_one: bool, groups: &mut Groups) {
        let gap = |i: usize| match self.joints[i] {
            Joint::List(gap) => gap,
            _ => Gap::default(),
        };
        let whole = |groups: &Groups, part: &Range<usize>| groups.opens[part.start + 1..part.end].iter().all(|o| !o);
        for (n, pair) in parts.windows(2).enumerate() {
            let [(first, Some(head)), (second, None)] = pair else { continue };
            let joint = gap(second.start);
            let or = joint.or || joint.slash;
            // "AWS (EC2), GCP (GKE) or Azure"
            let later = || {
                second.clone().skip(1).any(|i| gap(i).or)
                    || parts[n + 2..].iter().any(|(part, head)| head.is_none() && gap(part.start).or)
            };
            if any_one && joint.comma {
                self.join_all(second.clone(), &mut groups.opens);
            } else if !(or || joint.comma && !joint.and && later()) {
                continue;
            }
            groups.joined.push((second.start, groups.head(*head)));
            // "SQL (PostgreSQL, MySQL) or NoSQL (MongoDB)": any of them.
            if or && second.start == first.end && self.are_sql_and_nosql(*head, second.start) {
                self.join_all(first.clone(), &mut groups.opens);
                groups.joined.push((first.start, groups.head(*head)));
            }
            for examples in [Some(first), parts.get(n + 2).map(|(third, _)| third)].into_iter().flatten() {
                if or && self.examples_before(examples.start) {
                    self.join_all(examples.clone(), &mut groups.opens);
                }
            }
            if let Some((third, Some(of))) = parts.get(n + 2)
                && *of == second.start
                && whole(groups, first)
                && whole(groups, third)
                && groups.opens[first.start]
                && groups.opens[third.start]
            {
                groups.joined.push((third.start, groups.head(first.start)));
            }
        }
    }

    /// Groups a part of a chain; `head` is the name whose bracket it stands in.
    fn part(&self, part: Range<usize>, head: Option<usize>, opens: &mut [bool]) {
        let all = self.examples_before(part.start)
            || self.left_open(&part)
            || (self.similar_after(part.end - 1) || self.or_unnamed_after(&part)) && !self.are_of_all_kinds(&part)
            || self.in_bracket_of_plain_words(&part)
            || head.is_some_and(|h| self.is_class(h) || self.are_clouds(&part) && !self.is_cloud(h));
        if all && self.in_closed_bracket(&part) {
            self.split(part.clone(), opens);
        } else if all && self.in_bracket_of_two_classes(&part) {
            self.join_by_marks(part.clone(), opens);
        } else if all && !self.are_parts(&part) {
            self.join_all(part.clone(), opens);
        } else {
            self.split(part.clone(), opens);
        }
        // "NoSQL solutions like MongoDB": the class stands with its examples.
        let example = self.joints[part.start] == Joint::Example;
        let of_class = || head.is_some_and(|h| is_class(self.scan, &self.mentions[h], &[Cue::Class]));
        if part.len() == 1 && head.is_some_and(|h| self.are_siblings(h, part.start)) {
            opens[part.start] = false;
        }
        // "React (or Vue/Angular)", "PyTorch (TensorFlow or JAX accepted)"
        let or = || matches!(self.joints[part.start], Joint::List(gap) if gap.or);
        let opens_bracket = matches!(self.joints[part.start], Joint::List(gap) if gap.open);
        if head.is_some() && opens_bracket && (or() || self.accepted_after(part.end - 1)) {
            opens[part].fill(false);
            return;
        }
        if example || part.start > 0 && opens[part.start - 1] && of_class() {
            opens[part.start] = false;
        }
    }

    /// Whether one does for the other, as kinds of one thing of which neither is made with the other: MySQL and MariaDB.
    pub(super) fn are_siblings(&self, a: usize, b: usize) -> bool {
        let (first, second) = (self.mentions[a].skill, self.mentions[b].skill);
        let (one, other) = (self.taxonomy.skill(first), self.taxonomy.skill(second));
        one.family.is_some()
            && one.family == other.family
            && !one.implies.contains(&second)
            && !other.implies.contains(&first)
    }

    /// Whether a bracket holds clouds and nothing else, of which any will do: "cloud IAM (AWS, GCP, Azure)".
    fn are_clouds(&self, part: &Range<usize>) -> bool {
        let and = |i: usize| matches!(self.joints[i], Joint::List(gap) if gap.and && !gap.or);
        part.len() > 1 && part.clone().all(|i| self.is_cloud(i)) && !part.clone().skip(1).any(and)
    }

    /// Whether it is one of the clouds that rent out everything.
    fn is_cloud(&self, i: usize) -> bool {
        let clouds = self.taxonomy.find("aws").and_then(|aws| self.taxonomy.skill(aws).family);
        clouds.is_some() && self.taxonomy.skill(self.mentions[i].skill).family == clouds
    }

    /// Whether there are many of three tiers and more.
    fn are_a_stack(&self, part: &Range<usize>) -> bool {
        part.len() > 3 && self.tiers(part) > 2
    }

    /// Whether there are several and no two of them of one tier: "Docker, RabbitMQ, PostgreSQL (or similar)" are three demands.
    fn are_of_all_kinds(&self, part: &Range<usize>) -> bool {
        part.len() > 2 && self.tiers(part) == part.len()
    }

    /// How many tiers there are.
    fn tiers(&self, part: &Range<usize>) -> usize {
        let mut tiers: Vec<_> = part.clone().map(|i| self.taxonomy.skill(self.mentions[i].skill).tier).collect();
        tiers.sort_unstable();
        tiers.dedup();
        tiers.len()
    }

    /// Whether all are parts of one cloud or platform that the sentence has named before: "AWS services like EC2, IAM", "Spring
    /// modules (Boot, Data)".
    fn are_parts(&self, part: &Range<usize>) -> bool {
        // Half of them tell: "IAM" alone may be anybody's.
        let of = |whole: SkillId| {
            let parts = part.clone().filter(|i| self.taxonomy.skill(self.mentions[*i].skill).implies.contains(&whole));
            let parts = parts.count();
            // "On AWS, containers (e.g. EKS, Docker)" gives examples of both.
            if self.such_as_before(part.start) { parts * 2 > part.len() } else { parts * 2 >= part.len() }
        };
        let begins = |m: &Mention| {
            let whole = self.taxonomy.skill(m.skill).name.as_str();
            part.clone().all(|i| is_kind_of(&self.taxonomy.skill(self.mentions[i].skill).name, whole))
        };
        part.len() > 1
            && (0..part.start).any(|i| self.is_cloud(i) && of(self.mentions[i].skill) || begins(&self.mentions[i]))
    }

    /// Groups the examples of two classes: what slashes join, and what commas do.
    fn join_by_marks(&self, part: Range<usize>, opens: &mut [bool]) {
        let slash = |i: usize| matches!(self.joints[i], Joint::List(gap) if gap.slash);
        let slashed = |i: usize| i > part.start && slash(i) || i + 1 < part.end && slash(i + 1);
        for i in part.clone().skip(1) {
            opens[i] = !slash(i) && (slashed(i) || slashed(i - 1));
        }
    }

    /// Makes one group of a part. HTML is used together with CSS and JavaScript: a list that opens with them asks for each, and
    /// for one of the rest.
    fn join_all(&self, part: Range<usize>, opens: &mut [bool]) {
        let id = |i: usize| self.taxonomy.skill(self.mentions[i].skill).id.as_str();
        let has = |which: &str| part.clone().any(|i| id(i) == which);
        let pages = part.clone().take_while(|i| matches!(id(*i), "html" | "css" | "javascript")).count();
        let rest = part.start + pages;
        // "Mobile platforms (iOS and Android)" are worked for both.
        let both = matches!(self.joints[part.end - 1], Joint::List(gap) if gap.and && !gap.or)
            && part.clone().all(|i| matches!(id(i), "android" | "ios"));
        // "Skills such as HTML, CSS, Angular, etc." are examples, all of them.
        let all = self.examples_before(part.start) && self.taxonomy.is_scored(self.mentions[part.start].skill);
        if both {
            self.split(part, opens);
        } else if all {
            opens[part.start + 1..part.end].fill(false);
        } else if pages > 1 && has("html") {
            opens[part.start..(rest + 1).min(part.end)].fill(true);
            opens[(rest + 1).min(part.end)..part.end].fill(false);
        } else if has("html") && has("css") {
            self.split(part, opens);
        } else {
            opens[part.start + 1..part.end].fill(false);
        }
    }

    /// Groups a plain list by its joints.
    fn split(&self, part: Range<usize>, opens: &mut [bool]) {
        let gap = |i: usize| match self.joints[i] {
            Joint::List(gap) => gap,
            _ => Gap::default(),
        };
        // First what a slash joins, then what "or" joins.
        if part.len() < 2 || !part.clone().any(|i| gap(i).slash || gap(i).or) {
            return;
        }
        // "Snowflake / Python / AWS / Kafka" is a stack.
        let stacked = part.clone().skip(1).all(|i| gap(i).slash) && self.are_a_stack(&part);
        let slashed =
            |i: usize| i > part.start && gap(i).slash && !gap(i).comma && !stacked && self.are_alternatives(i);
        let units: Vec<usize> = part.clone().filter(|i| !slashed(*i)).collect();
        part.clone().for_each(|i| opens[i] = units.binary_search(&i).is_ok());
        let left = |u: usize| gap(units[u]);
        for u in 1..units.len() {
            if !left(u).or {
                continue;
            }
            // Back over commas: "Java, Go or Python". A comma list that follows an "and" begins behind it.
            let mut first = u - 1;
            // "Java or Kotlin, Kafka or NATS" are two choices.
            let closes = |u: usize| u > 0 && left(u).or;
            while first > 0 && left(first).comma && !left(first).and && !left(first).or && !closes(first - 1) {
                first -= 1;
            }
            if first > 0 && left(first).and && first + 1 < u {
                first += 1;
            }
            // "Ruby, or JavaScript/Node.js": a pair is one of the choices, whatever its slash means by itself.
            let paired =
                (u + 1..units.len()).take_while(|n| left(*n).slash && !left(*n).comma && !left(*n).and).count();
            units[first + 1..=u + paired].iter().for_each(|start| opens[*start] = false);
        }
    }

    /// Whether two names are the two kinds of databases.
    pub(super) fn are_sql_and_nosql(&self, a: usize, b: usize) -> bool {
        let id = |i: usize| self.taxonomy.skill(self.mentions[i].skill).id.as_str();
        matches!((id(a), id(b)), ("sql", "nosql") | ("nosql", "sql"))
    }

    /// Whether the name is itself a word for a class: "NoSQL", "CI/CD".
    pub(super) fn is_class(&self, i: usize) -> bool {
        is_class(self.scan, &self.mentions[i], &[Cue::Class, Cue::Practice])
    }

    /// Whether a slash between `i` and the one before means "or". It does not where one is built on the other
    /// (React/Redux), where they come as a pair (HTML/CSS, Linux/Unix), or between a language and what is made with it
    /// (Node.js/React).
    fn are_alternatives(&self, i: usize) -> bool {
        let (a, b) = (self.mentions[i - 1].skill, self.mentions[i].skill);
        let (first, second) = (self.taxonomy.skill(a), self.taxonomy.skill(b));
        let same_tier = first.tier == second.tier;
        let languages =
            self.taxonomy.tier(first.tier).id == "languages" || self.taxonomy.tier(second.tier).id == "languages";
        // "React/React Native": one is a kind of the other by its very name.
        let kinds = is_kind_of(&first.name, &second.name) || is_kind_of(&second.name, &first.name);
        let built_on =
            (first.implies.contains(&b) || second.implies.contains(&a)) && !kinds && !(languages && same_tier);
        let pair = |x: &str, y: &str| first.id == x && second.id == y || first.id == y && second.id == x;
        // A title names its whole stack: "(Django/MySQL)"; of two languages or two clouds either will do: "Java/Kotlin".
        if self.section == PostingSection::Title {
            let related = first.implies.contains(&b) || second.implies.contains(&a);
            let platform = first.id == "dotnet" || second.id == "dotnet";
            return (languages && same_tier || self.are_siblings(i - 1, i)) && !related && !platform;
        }
        // C# is written on .NET, and PL/SQL in a database that speaks SQL.
        let base = [first, second].iter().any(|s| matches!(s.id.as_str(), "dotnet" | "sql")) && languages && same_tier;
        if base && (first.implies.contains(&b) || second.implies.contains(&a)) {
            return false;
        }
        if self.are_sql_and_nosql(i - 1, i) {
            return true;
        }
        let together = pair("html", "css")
            || pair("linux", "unix")
            || pair("css", "javascript")
            || pair("css", "sass")
            || pair("css", "less")
            || pair("react", "redux")
            || pair("nodejs", "typescript")
            || pair("nodejs", "javascript")
            || pair("prometheus", "grafana")
            || pair("jsp", "servlet")
            || pair("docker", "kubernetes") && self.section == PostingSection::Duties;
        (same_tier || !languages) && !built_on && !together
    }
}

/// Whether a gap says that the class behind it will do as well: "MongoDB or any other NoSQL database".
fn is_or_another(gap: &str) -> bool {
    let words = gap.trim_start_matches([',', ' ']).trim_end();
    words
        .strip_prefix("or ")
        .is_some_and(|w| matches!(w, "any" | "any other" | "another" | "other" | "similar" | "a similar"))
}

/// Whether `name` is `whole` with more words behind it.
fn is_kind_of(name: &str, whole: &str) -> bool {
    name.strip_prefix(whole).is_some_and(|rest| rest.starts_with(' '))
}
