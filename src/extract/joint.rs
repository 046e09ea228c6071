//! How two neighbours of a sentence are joined: by the marks of a list, by words that open examples, or not at all.

use crate::text::Span;

use super::clause::{Gap, list_gap};
use super::cue::Cue;
use super::mention::Mention;
use super::scan::{FoundCue, Scan};

/// How a mention is joined to the one before it in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// Not at all.
    None,
    /// As the next of a list.
    List(Gap),
    /// As an example of the one before ("NoSQL solutions like MongoDB").
    Example,
}

/// How a mention is joined to `a` by the text of `gap`. `repeated`: a bracket that opened was a repetition of `a`.
pub(super) fn joint(scan: &Scan<'_>, a: &Mention, gap: Span, repeated: bool) -> Joint {
    let mut text = gap.of(scan.text);
    // "C++. C#. Python": a dot for a comma.
    if text == ". " {
        return Joint::List(Gap { comma: true, ..Gap::default() });
    }
    if repeated {
        text = text.trim_start().strip_prefix(')').unwrap_or(text);
    }
    // "Bitbucket Pipelines/Runners, GitLab CI": what a slash adds to a name is part of it.
    if let Some(rest) = text.strip_prefix('/') {
        let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(0);
        // "Kafka/MQ/NATS"
        let item = word == 2 && rest[word..].starts_with('/');
        if word > 2 || item {
            text = &rest[word..];
        }
    }
    if text.contains(';') {
        return Joint::None;
    }
    // "Kubernetes (open source), Docker"
    if let Some(rest) = text.strip_prefix(" (").and_then(behind_remark) {
        text = rest;
    }
    // Texts that have lost their commas: "like AWS Azure or Google Cloud".
    if text == " " {
        return Joint::List(Gap { comma: true, ..Gap::default() });
    }
    if let Some(gap) = list_gap(text) {
        return Joint::List(gap);
    }
    if text.len() > 60 {
        return Joint::None;
    }
    // Words for classes may stand between: "MySQL database or PostgreSQL", "NoSQL solutions like MongoDB".
    let (from, to) = (gap.end - text.len() as u32, gap.end);
    let mut rest = String::with_capacity(text.len());
    let mut at = from;
    let mut example = false;
    let mut class = None;
    for cue in scan.cues_in(Span { start: from, end: to }) {
        if matches!(cue.cue, Cue::Class | Cue::SuchAs) && cue.span.start >= at && cue.span.end <= to {
            rest.push_str(&scan.text[at as usize..cue.span.start as usize]);
            at = cue.span.end;
            example |= cue.cue == Cue::SuchAs;
            class = Some(cue.span.start);
        }
    }
    rest.push_str(&scan.text[at as usize..to as usize]);
    if example {
        let nouns = ["experience", "knowledge", "skills", "expertise", ""];
        let words = rest.trim_matches([' ', '(', ',', ':', '.', '-']);
        let bare = nouns.contains(&words);
        // "Hadoop related technologies such as HDFS and Hive"
        if words == "related" {
            return Joint::Example;
        }
        // "AWS (e.g. EC2, S3)"
        let bracket = || rest.trim_start().starts_with('(');
        // "platforms such as Heroku or containers like Docker"
        if list_gap(&rest).is_some_and(|gap| gap.or && !gap.and && !gap.open && !gap.close) {
            return Joint::List(Gap { or: true, ..Gap::default() });
        }
        return match bare {
            true if is_class(scan, a, &[Cue::Class]) => Joint::Example,
            true if bracket() => Joint::List(Gap { open: true, ..Gap::default() }),
            _ => Joint::None,
        };
    }
    // "NoSQL databases, message queues (": behind the comma another class has a bracket of its own.
    let ended = |class: u32| scan.text[from as usize..class as usize].contains(',');
    if rest.trim_end().ends_with('(') && class.is_some_and(ended) {
        return Joint::None;
    }
    // "NoSQL design and operation (MongoDB)"
    if let Some(words) = rest.trim_end().strip_suffix('(')
        && words.chars().all(|c| c.is_lowercase() || matches!(c, ' ' | ',' | '-'))
        && is_class(scan, a, &[Cue::Class])
    {
        return Joint::Example;
    }
    let rest = without_unknown_items(&rest);
    list_gap(&rest).filter(|g| g.comma || g.or || g.and || g.slash || g.open).map_or(Joint::None, Joint::List)
}

/// What follows a bracket that holds nothing but a few small words, without the end that it comes with.
fn behind_remark(text: &str) -> Option<&str> {
    const LONGEST: usize = 3;
    let (remark, rest) = text.split_once(')')?;
    let small = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let words = remark.split(' ');
    (words.clone().count() <= LONGEST && words.clone().all(small) && !remark.is_empty() && !rest.is_empty())
        .then_some(rest)
}

/// A gap of a list without the items that no taxonomy knows: ", VPN, " is a comma. An item has at most two words, the first
/// with a capital or digit.
pub(super) fn without_unknown_items(gap: &str) -> String {
    let items: Vec<&str> = gap.split(',').collect();
    if items.len() < 3 {
        return gap.to_owned();
    }
    let middle = &items[1..items.len() - 1];
    if middle.iter().all(|item| is_unknown_item(item)) {
        return format!("{},{}", items[0], items[items.len() - 1]);
    }
    gap.to_owned()
}

/// Whether words open a list of examples or of what any one will do of.
pub(super) fn is_announced(scan: &Scan<'_>, before: Span) -> bool {
    let opens = |c: &FoundCue| matches!(c.cue, Cue::SuchAs | Cue::OneOf) && c.span.end <= before.end;
    scan.cues_in(before).iter().any(opens)
}

/// Whether a gap is an item that no taxonomy knows, of a list that has lost its commas: "Spring ORM Kafka".
pub(super) fn is_unknown_between(scan: &Scan<'_>, sentence: Span, gap: Span) -> bool {
    let words = gap.of(scan.text).trim();
    words.starts_with(char::is_uppercase)
        && (1..=2).contains(&words.split(' ').count())
        && words
            .split(' ')
            .all(|w| w.len() > 1 && w.starts_with(char::is_uppercase) && w.chars().all(char::is_alphanumeric))
        && scan.cues_in(gap).iter().all(|c| c.cue == Cue::Class)
        && !sentence.of(scan.text).contains(',')
}

/// At most two words, the first with a capital or digit; "Experience with" is none.
pub(super) fn is_unknown_item(item: &str) -> bool {
    let mut words = item.split_whitespace();
    let first = words.next().is_some_and(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    let leads = words.clone().next().is_some_and(|w| matches!(w, "with" | "in" | "of" | "on" | "using"));
    first && !leads && words.count() < 2 && !item.contains(['.', '(', ')', ':'])
}

/// Whether a colon or bracket opens the text, and nothing but items follow that no taxonomy knows.
pub(super) fn opens_list(text: &str) -> bool {
    text.split_once([':', '(']).is_some_and(|(lead, items)| lead.trim().is_empty() && is_list_of_unknown(items))
}

/// Whether a text is nothing but the marks of a list, and items between its commas that no taxonomy knows.
pub(super) fn is_list_of_unknown(text: &str) -> bool {
    let marks = |c: char| matches!(c, ' ' | '.' | ':' | '(' | '"' | '-' | '…');
    text.split([',', '/']).map(|item| item.trim_matches(marks)).all(|item| item.is_empty() || is_unknown_item(item))
}

/// Whether the words of the name are a cue of one of these kinds.
pub(super) fn is_class(scan: &Scan<'_>, m: &Mention, kinds: &[Cue]) -> bool {
    scan.cues_in(m.span).iter().any(|c| kinds.contains(&c.cue) && c.span == m.span)
}
