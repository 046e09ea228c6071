//! How far a softener reaches: "is a plus" over what stands before it, "ideally" over what stands behind.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::text::Span;

use super::clause::list_gap;
use super::cue::Cue;
use super::demand::leads_demand;
use super::mention::Mention;
use super::scan::{FoundCue, Scan};

/// The range of the text that `cue`, a softener among the `cues` of `sentence`, softens; none if it softens nothing.
pub(super) fn softened(
    scan: &Scan<'_>,
    sentence: Span,
    cues: &[FoundCue],
    cue: &FoundCue,
    mentions: &[Mention],
) -> Option<(u32, u32)> {
    let text = scan.text;
    let before = &text[sentence.start as usize..cue.span.start as usize];
    let after = &text[cue.span.end as usize..sentence.end as usize];
    let labels = after.trim_start().starts_with(':');
    let opens = before.trim_matches([' ', '(', '-', '–', '•']).is_empty() || labels;
    let twin = |kind: Cue| cues.iter().any(|c| c.cue == kind && c.span.start == cue.span.start);
    let named_before = mentions.iter().any(|m| m.span.end <= cue.span.start);
    let dashed = || [" - ", " – ", " — "].iter().any(|dash| after.starts_with(dash));
    if cue.cue == Cue::SoftAfter && twin(Cue::NegationAfter) && denies(scan, cue) {
        return None;
    }
    if cue.cue == Cue::SoftBefore && prefers_among(scan, sentence, cue, mentions) {
        return None;
    }
    if twin(Cue::SoftAfter) && twin(Cue::SoftBefore) {
        // "nice to have" softens what follows it where it opens the sentence, a bracket with more in it, or a label; else
        // what it closes.
        let in_bracket = before.trim_end().ends_with('(') && !after.trim_start().starts_with(')');
        let parted = before.trim_end().ends_with([';', ',']) && dashed();
        let forward = opens || in_bracket || !named_before || parted;
        if forward != (cue.cue == Cue::SoftBefore) {
            return None;
        }
    } else if cue.cue == Cue::SoftBefore && before.ends_with('(') && after.starts_with(')') {
        // "Elixir (advantage)"
        let (open, close) = (cue.span.start - 1, cue.span.end);
        return backward(scan, sentence, cues, cue, mentions, Some((open, close)));
    } else if let Some(last) = mentions.iter().rev().find(|m| m.span.end <= cue.span.start)
        && cue.cue == Cue::SoftBefore
        && ends_part(after)
        && is_bare(&text[last.span.end as usize..cue.span.start as usize])
    {
        // "Java, Kafka ideally"
        return Some((last.span.start, last.span.end));
    } else if cue.cue == Cue::SoftBefore && closes(before, after) && named_before {
        // "Istio – advantage"
        let from = before.rfind([';', ',']).map_or(sentence.start, |n| sentence.start + n as u32 + 1);
        return Some((from, cue.span.start));
    } else if cue.cue == Cue::SoftBefore && is_mere_noun(cue.span.of(text)) && !opens {
        // "Java plus Spring" joins, and "100 plus services" counts.
        return None;
    }
    // "We use Elixir and Erlang, so bonus points if you know some": what was named before is meant.
    if cue.cue == Cue::SoftBefore && named_before && !mentions.iter().any(|m| m.span.start >= cue.span.end) {
        const AGAIN: [&str; 17] = [
            "all", "any", "both", "couple", "either", "few", "it", "more", "one", "ones", "several", "some", "that",
            "them", "these", "this", "those",
        ];
        const WORDS: usize = 12;
        let credit = ["bonus", "plus", "points", "credit", "great", "better"];
        let phrase = cue.span.of(text).to_ascii_lowercase();
        let again = after.split(|c: char| !c.is_alphanumeric()).take(WORDS).any(|w| AGAIN.contains(&w));
        // "We use Elixir, and ideally you are at home with that"
        let told_of = ["with that", "with it", "with this", "with them", "with these", "with those"];
        let at_home = || told_of.iter().any(|words| after.contains(words));
        if again && (credit.iter().any(|w| phrase.contains(w)) || at_home()) {
            return Some((sentence.start, cue.span.start));
        }
    }
    // "Experience in any of these is a plus: HTTP, gRPC", "Experience is a plus in Kafka"
    let leads = ["in ", "with ", "for "].iter().any(|w| after.trim_start().starts_with(w));
    if cue.cue == Cue::SoftAfter && (labels || leads) && !named_before {
        return Some((cue.span.end, sentence.end));
    }
    // "Strong Java (a plus: Kafka)", "Strong Java; big plus: Kafka"
    let parted = before.trim_end().ends_with(['(', ';', ',', '.']);
    if cue.cue == Cue::SoftAfter && parted && (labels || dashed()) {
        let close = after.find([')', ';']).map_or(sentence.end, |n| cue.span.end + n as u32);
        return Some((cue.span.end, close));
    }
    let close = after.find(')').filter(|n| !after[..*n].contains('(')).map(|n| cue.span.end + n as u32);
    let open = before.rfind('(').filter(|n| !before[*n..].contains(')')).map(|n| sentence.start + n as u32);
    let bracket = open.zip(close);
    if cue.cue == Cue::SoftBefore {
        let to = bracket.map_or(sentence.end, |(_, close)| close);
        return Some((cue.span.end, forward_end(scan, cues, cue, mentions, to, opens)));
    }
    let (from, to) = backward(scan, sentence, cues, cue, mentions, bracket)?;
    // "Kotlin is a plus, as is experience in Scala or Groovy"
    const LIKEWISE: [&str; 8] =
        ["as is ", "as are ", "as would ", "as well as ", "so is ", "so are ", "along with ", "and so "];
    let likewise = bracket.is_none() && LIKEWISE.iter().any(|w| after.trim_start_matches([',', ' ']).starts_with(w));
    Some((from, if likewise { sentence.end } else { to }))
}

/// Whether a softener opens a bracket of which one is demanded: "at least one database (preferably MySQL, or Oracle)".
fn prefers_among(scan: &Scan<'_>, sentence: Span, cue: &FoundCue, mentions: &[Mention]) -> bool {
    let before = &scan.text[sentence.start as usize..cue.span.start as usize];
    let Some(lead) = before.trim_end().strip_suffix('(') else { return false };
    let demanded = |c: &FoundCue| c.cue == Cue::OneOf && c.span.end <= sentence.start + lead.len() as u32;
    let behind = &scan.text[cue.span.end as usize..sentence.end as usize];
    let close = cue.span.end + behind.find(')').unwrap_or(behind.len()) as u32;
    let inside = mentions.iter().filter(|m| m.span.start >= cue.span.end && m.span.end <= close);
    inside.count() > 1 && scan.cues_in(sentence).iter().any(demanded)
}

/// The mention, as its place in `mentions`, that a softener only takes up again: the second AWS of "AWS or Azure, AWS
/// preferred". It is a choice among what is wanted anyway.
pub(super) fn taken_up_again(cue: &FoundCue, mentions: &[Mention]) -> Option<usize> {
    let last = mentions.partition_point(|m| m.span.end <= cue.span.start).checked_sub(1)?;
    let close = cue.tokens.0 - mentions[last].tokens.1 <= 2;
    (cue.cue == Cue::SoftAfter && close && mentions[..last].iter().any(|m| m.skill == mentions[last].skill))
        .then_some(last)
}

/// Whether "not required" denies what stands before it. In brackets it only softens, and before "but" it does.
pub(super) fn denies(scan: &Scan<'_>, cue: &FoundCue) -> bool {
    let (before, after) = (&scan.text[..cue.span.start as usize], &scan.text[cue.span.end as usize..]);
    !before.trim_end().ends_with('(') && !after.trim_start_matches([',', ' ']).starts_with("but ")
}

/// Whether nothing stands between a name and what softens it but a noun of demands: "Kafka experience, ideally".
fn is_bare(between: &str) -> bool {
    matches!(between.trim_matches([' ', ',']), "" | "experience" | "knowledge" | "skills" | "expertise")
}

/// Whether nothing of its part of a sentence is left in `after`.
fn ends_part(after: &str) -> bool {
    after.is_empty() || after.starts_with(['.', ';', ')', '!'])
}

/// Whether what stands between `before` and `after` closes a part of its sentence behind a dash or colon.
fn closes(before: &str, after: &str) -> bool {
    let set_off = [" -", " –", " —", ":"].iter().any(|mark| before.trim_end().ends_with(mark));
    set_off && (after.is_empty() || after.starts_with(['.', ',', ';', ')', '!']))
}

/// Words that soften as a label ("Plus: Kafka") and mean other things inside a sentence.
fn is_mere_noun(phrase: &str) -> bool {
    ["plus", "extra", "advantage"].iter().any(|w| phrase.eq_ignore_ascii_case(w))
}

/// Words that point at what was named before them.
static POINTS_BACK: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::new([
        "with that",
        "with them",
        "with those",
        "with these",
        "some of them",
        "some of these",
        "any of them",
        "know some",
        "any of the",
        "any of those",
        "all of these",
        "the above",
        "mentioned",
        "listed",
        "these t",
        "those t",
        "these skills",
    ])
    .ok()
});

/// Whether a sentence softens what was named right before it, and names nothing: "Any of the above is a plus".
pub(super) fn softens_back(scan: &Scan<'_>, sentence: Span) -> bool {
    let soft = |c: &FoundCue| matches!(c.cue, Cue::SoftAfter | Cue::SoftBefore) && c.span.end <= sentence.end;
    // "Any of these skills is a plus:" speaks of what is below.
    !sentence.of(scan.text).ends_with(':') && scan.cues_in(sentence).iter().any(soft) && {
        let text = sentence.of(scan.text).to_ascii_lowercase();
        // "The salaries listed do not include a bonus" speaks of money.
        const PAY: [&str; 5] = ["compensation", "salar", "equity", "base pay", "benefits"];
        POINTS_BACK.as_ref().is_some_and(|words| words.is_match(&text)) && !PAY.iter().any(|word| text.contains(word))
    }
}

/// Where the words behind a softener stop being softened.
fn forward_end(scan: &Scan<'_>, cues: &[FoundCue], cue: &FoundCue, mentions: &[Mention], end: u32, opens: bool) -> u32 {
    let after = &scan.text[cue.span.end as usize..end as usize];
    let mut to = after.find(';').map_or(end, |n| cue.span.end + n as u32);
    if opens {
        return to;
    }
    // "Nice if you know some of these: Docker ..." goes on as long as the list does.
    let first = mentions.iter().find(|m| m.span.start >= cue.span.end);
    let announced = first.is_some_and(|m| scan.text[cue.span.end as usize..m.span.start as usize].contains(':'));
    if end - cue.span.start > RUN_ON && !announced {
        to = to.min(near_list_end(scan, cue.span.end, mentions));
    }
    let behind = mentions.partition_point(|m| m.span.start < cue.span.end);
    // "You will ideally know Go and have built on AWS": a second verb is not softened.
    let verbs = [" and have ", " and be ", " and bring ", " and can ", " and possess "];
    if let Some(at) = verbs.iter().filter_map(|verb| after.find(verb)).min()
        && mentions[behind..].first().is_some_and(|m| m.span.end <= cue.span.end + at as u32)
    {
        to = to.min(cue.span.end + at as u32);
    }
    // "ideally with Django, and PostgreSQL", "ideally Redis, and clouds like AWS": a list does not begin with ", and".
    if let [first, second, ..] = &mentions[behind..]
        && let gap = &scan.text[first.span.end as usize..second.span.start as usize]
        && (list_gap(gap).is_some_and(|g| g.comma && g.and)
            || gap.starts_with(", and ") && is_class_between(scan, first.span.end, second.span.start))
    {
        to = to.min(first.span.end);
    }
    // "ideally Django, and solid knowledge of SQL"
    for other in cues.iter().filter(|c| c.span.start > cue.span.end && c.cue == Cue::Need) {
        let named = mentions[behind..].iter().any(|m| m.span.end <= other.span.start);
        let lead = scan.text[cue.span.end as usize..other.span.start as usize].trim_end();
        if named
            && (parted(lead, &mentions[behind..], cue.span.end)
                || opens_anew(scan, Span { start: cue.span.end, end }, other))
        {
            to = to.min(other.span.start);
        }
    }
    to
}

/// Whether a word for a class stands between two names.
fn is_class_between(scan: &Scan<'_>, start: u32, end: u32) -> bool {
    scan.cues_in(Span { start, end }).iter().any(|c| c.cue == Cue::Class && c.span.end <= end)
}

/// Bytes from which a sentence is no longer one.
pub(super) const RUN_ON: u32 = 200;

/// Most bytes between words that soften and the list that they soften, in a sentence that is no longer one.
const LIST_NEAR: u32 = 60;

/// Where the list ends that begins close behind `from`; `from` itself if none does. In a text that has lost its marks nothing
/// else shows where words stop to be meant.
pub(super) fn near_list_end(scan: &Scan<'_>, from: u32, mentions: &[Mention]) -> u32 {
    let first = mentions.partition_point(|m| m.span.start < from);
    let Some(opening) = mentions.get(first).filter(|m| m.span.start - from <= LIST_NEAR) else { return from };
    let more = mentions[first..].windows(2).take_while(|pair| are_listed(scan.text, pair)).last();
    more.map_or(opening.span.end, |pair| pair[1].span.end)
}

/// Whether two neighbours stand in one list, be it of marks or of spaces alone.
fn are_listed(text: &str, pair: &[Mention]) -> bool {
    let gap = &text[pair[0].span.end as usize..pair[1].span.start as usize];
    gap == " " || list_gap(gap).is_some()
}

/// Most bytes between a name and a bracket that speaks of it alone.
const BESIDE: u32 = 12;

/// Bytes between a name and a softener that may hold another clause.
const CLAUSE: usize = 24;

/// What stands before a softener and is meant by it.
fn backward(
    scan: &Scan<'_>,
    sentence: Span,
    cues: &[FoundCue],
    cue: &FoundCue,
    mentions: &[Mention],
    bracket: Option<(u32, u32)>,
) -> Option<(u32, u32)> {
    let text = scan.text;
    let before = &text[sentence.start as usize..cue.span.start as usize];
    let mut from = before.rfind(';').map_or(sentence.start, |n| sentence.start + n as u32 + 1);
    if let Some((open, _)) = bracket {
        if mentions.iter().any(|m| m.span.start > open && m.span.end <= cue.span.start) {
            from = from.max(open);
        } else {
            // "(preferred)": only what stands right before the bracket; "(other languages are welcome)" speaks of others.
            if has_subject(&text[open as usize..cue.span.start as usize]) {
                return None;
            }
            let head = mentions.iter().rposition(|m| m.span.end <= open)?;
            let (first, last) = (mentions[0].span.start, mentions[head].span);
            if open - last.end <= BESIDE {
                // "Kafka or RabbitMQ (a plus)" softens both; "AWS or Azure (preferred)" prefers one.
                let chooses = cue.span.of(text).to_ascii_lowercase().contains("prefer");
                // "Azure (preferred) or AWS" prefers one of what is wanted anyway.
                if chooses && text[cue.span.end as usize..].starts_with(") or ") {
                    return None;
                }
                let joined = |pair: &[Mention]| {
                    let gap = &text[pair[0].span.end as usize..pair[1].span.start as usize];
                    list_gap(gap).is_some_and(|g| (g.or || g.slash) && !g.open && !g.close)
                };
                let alike = mentions[..=head].windows(2).rev().take_while(|pair| !chooses && joined(pair)).count();
                return Some((mentions[head - alike].span.start, last.end));
            }
            // "Experience with Kubernetes in production (nice to have)": of one name it says all that it says.
            let behind = text[open as usize..sentence.end as usize].split_once(')').map_or("", |(_, rest)| rest);
            return (head == 0 && behind.trim_matches(['.', ' ']).is_empty()).then_some((first, last.end));
        }
    }
    // A sentence that goes on for lines is a text that has lost its marks: only the list right before the softener is meant.
    let end = mentions.partition_point(|m| m.span.end <= cue.span.start);
    // One with its commas is only long.
    let kept_marks = sentence.end - sentence.start <= 2 * RUN_ON
        && before.matches(", ").count() > 3
        && before.matches(" - ").count() < 2;
    if sentence.end - sentence.start > RUN_ON && end > 0 && !kept_marks {
        let first = mentions[..end].windows(2).rposition(|pair| !are_listed(text, pair)).map_or(0, |n| n + 1);
        from = from.max(mentions[first].span.start);
    }
    // "Acme is a place to grow, and every voice is valued": a clause with a subject of its own.
    if let Some(last) = end.checked_sub(1).filter(|_| bracket.is_none()) {
        let between = &text[mentions[last].span.end as usize..cue.span.start as usize];
        if between.len() > CLAUSE
            && [", and every", ", and your", ", and all", ", where "].iter().any(|w| between.contains(w))
        {
            return None;
        }
    }
    // "Java (8 or later) any other language such as Kotlin is a plus"
    if let Some(at) = text[from as usize..cue.span.start as usize].rfind(" any other ") {
        let (lead, at) = (text[from as usize..from as usize + at].trim_end(), from + at as u32);
        let apart = !lead.ends_with([',', '/']) && !["or", "and"].iter().any(|w| lead.ends_with(w));
        if apart && mentions.iter().any(|m| m.span.start > at && m.span.end <= cue.span.start) {
            from = at;
        }
    }
    let floor = from;
    // "Perl is not a requirement, but it is a plus" speaks of Perl twice.
    let same = |from: u32| {
        let between = &text[from as usize..cue.span.end as usize];
        between.starts_with([',', ' ', ')'])
            && between.split(|c: char| !c.is_alphanumeric()).any(|w| matches!(w, "it" | "but" | "though"))
            && !mentions.iter().any(|m| m.span.start >= from && m.span.end <= cue.span.start)
    };
    for other in cues.iter().filter(|c| c.span.end <= cue.span.start && c.span.start >= floor) {
        let lead = text[sentence.start as usize..other.span.start as usize].trim_end();
        match other.cue {
            // "Java is required, Kotlin is a plus"
            Cue::NeedAfter | Cue::SoftAfter | Cue::NegationAfter if !same(other.span.end) => {
                from = from.max(other.span.end);
            }
            // "strong Python, good knowledge of Go is a plus": a comma and at most two words before it.
            Cue::Need if parted(lead, mentions, sentence.start) || opens_anew(scan, sentence, other) => {
                from = from.max(other.span.start);
            }
            _ => {}
        }
    }
    // "Experience with Java, Kotlin a plus": a demand of one name, and another that is set against it.
    let verb = ["is ", "are ", "would ", "will "].iter().any(|v| cue.span.of(text).starts_with(v));
    let demanded = |first: &Mention| {
        cues.iter().any(|c| c.cue == Cue::Need && c.span.end <= first.span.start && c.span.start >= from)
    };
    if let [first, second] = mentions
        && !verb
        && second.span.end + 1 == cue.span.start
        && &text[first.span.end as usize..second.span.start as usize] == ", "
        && demanded(first)
    {
        from = second.span.start;
    }
    // "Java, and Kotlin is a plus": the second half is a sentence of its own; "Java, Go, and Rust are a plus" is one list.
    let end = mentions.partition_point(|m| m.span.end <= cue.span.start);
    let start = mentions.partition_point(|m| m.span.start < from);
    if let Some([.., a, b]) = mentions.get(start..end)
        && list_gap(&text[a.span.end as usize..b.span.start as usize]).is_some_and(|g| g.comma && g.and)
        && end - start == 2
    {
        from = b.span.start;
    }
    Some((from, cue.span.start))
}

/// Whether the words of a demand stand with a capital inside a sentence, or behind a word of their own that has one ("Any
/// experience with"): one that has lost its full stop before them.
fn opens_anew(scan: &Scan<'_>, sentence: Span, cue: &FoundCue) -> bool {
    let first = scan.token_at(sentence.start);
    let capital = |token: u32| scan.word(token).starts_with(char::is_uppercase);
    let led = |token: u32| token > first && capital(token) && scan.gap(token) == " " && leads_demand(scan.word(token));
    cue.tokens.0 > first && (capital(cue.tokens.0) || led(cue.tokens.0 - 1))
}

/// Whether the start of a bracket has words that something can be said of.
fn has_subject(text: &str) -> bool {
    const NONE: [&str; 14] =
        ["a", "also", "an", "are", "be", "both", "but", "even", "highly", "is", "it", "not", "strongly", "would"];
    text.split(|c: char| !c.is_alphanumeric())
        .any(|w| !w.is_empty() && !NONE.contains(&w.to_ascii_lowercase().as_str()))
}

/// Whether `lead`, the text before a cue, ends in a comma, dash, "&" or "but" with at most two words behind it, none of
/// them a technology.
fn parted(lead: &str, mentions: &[Mention], start: u32) -> bool {
    let word = |w: &str| lead.rfind(w).map(|n| n + w.len());
    let Some(at) = lead.rfind([',', '&', '–', '—']).max(word(" but")) else { return false };
    let behind = start + at as u32;
    lead[at..].split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count() <= 2
        && !mentions.iter().any(|m| m.span.start >= behind && m.span.end <= start + lead.len() as u32)
}

/// Whether a name stands for itself and not before another noun: "Kubernetes certification is a plus" does not make a plus of
/// Kubernetes.
pub(super) fn is_meant_alone(scan: &Scan<'_>, name: &Mention) -> bool {
    const PLAIN: [&str; 22] = [
        "is",
        "are",
        "would",
        "will",
        "can",
        "may",
        "a",
        "an",
        "as",
        "and",
        "or",
        "experience",
        "knowledge",
        "skills",
        "expertise",
        "if",
        "being",
        "also",
        "preferred",
        "desired",
        "desirable",
        "nice",
    ];
    let behind = &scan.text[name.span.end as usize..];
    !behind.starts_with(' ')
        || !behind.trim_start().starts_with(char::is_alphabetic)
        || PLAIN.iter().any(|w| scan.word(name.tokens.1).eq_ignore_ascii_case(w))
        || scan.cues_in(Span { start: name.span.end, end: name.span.end + 2 }).iter().any(|c| c.cue == Cue::SoftAfter)
        // "Kafka platform is a plus"
        || scan.cues_in(Span { start: name.span.end, end: name.span.end + NOUN_MAX }).iter().any(|c| {
            c.cue == Cue::Class && c.tokens.0 == name.tokens.1
        })
}

/// Longest word for a class behind a name, in bytes.
const NOUN_MAX: u32 = 24;
