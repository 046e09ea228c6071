//! Whether a name is meant as the technology: the guards of ambiguous words.

use crate::taxonomy::{Alone, Case, Guard, Phrases, SkillId, Taxonomy};
use crate::text::Span;

use super::clause::{is_abbreviation, list_gap};
use super::cue::Cue;
use super::scan::{Name, Scan};

/// A technology that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    pub skill: SkillId,
    pub span: Span,
    /// Its tokens, half open.
    pub tokens: (u32, u32),
    /// The piece that it stands in.
    pub piece: u32,
}

/// What kind of place a piece is, as far as guards care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Running text.
    Text,
    /// A job title: a rightly written word is meant.
    Title,
    /// A list of skills or tags: names stand there without sentences.
    List,
}

/// The names of `scan` that are meant, in order. `pieces` are spans in order with what they are; names outside them are
/// left out.
pub(super) fn mentions(taxonomy: &Taxonomy, scan: &Scan<'_>, pieces: &[(Span, Place)]) -> Vec<Mention> {
    let mut kept: Vec<(Name, u32, Option<bool>)> = Vec::with_capacity(scan.names.len());
    let mut at = 0;
    for name in &scan.names {
        while at < pieces.len() && pieces[at].0.end <= name.span.start {
            at += 1;
        }
        if at < pieces.len()
            && pieces[at].0.contains(name.span)
            && !in_address(scan.text, name.span)
            && !in_letters(scan.text, name.span)
        {
            kept.push((*name, at as u32, name.guard.is_none().then_some(true)));
        }
    }
    if kept.iter().any(|k| k.2.is_none()) {
        decide(taxonomy, scan, pieces, &mut kept);
    }
    kept.iter()
        .filter(|(_, _, meant)| *meant == Some(true))
        .map(|(name, piece, _)| Mention { skill: name.skill, span: name.span, tokens: name.tokens, piece: *piece })
        .collect()
}

/// Whether the name is a part of a web or mail address: "github.com/ada" tells where somebody is found.
fn in_address(text: &str, name: Span) -> bool {
    let bytes = text.as_bytes();
    let (start, end) = (name.start as usize, name.end as usize);
    let is_end = |b: &u8| matches!(b, b' ' | b'\n' | b'|' | b',' | b'(' | b')');
    // Most names are a word between spaces and commas.
    let ends = |at: Option<&u8>| at.is_none_or(is_end);
    if ends(bytes[..start].last()) & ends(bytes.get(end)) {
        return false;
    }
    let from = bytes[..start].iter().rposition(is_end).map_or(0, |n| n + 1);
    let to = bytes[end..].iter().position(is_end).map_or(bytes.len(), |n| end + n);
    let word = &bytes[from..to];
    // Nearly all names are told by this from addresses.
    if !word.iter().any(|b| matches!(b, b':' | b'.' | b'@')) {
        return false;
    }
    ["://", "www.", "@", ".com/", ".io/", ".org/", ".dev/", ".net/"]
        .iter()
        .any(|mark| memchr::memmem::find(word, mark.as_bytes()).is_some())
}

/// Whether the name is a letter of an abbreviation ("S.S.C", "Q. & A.", "D.T.") or the ending of a file's name ("page.html").
fn in_letters(text: &str, name: Span) -> bool {
    let (before, behind) = (&text[..name.start as usize], &text[name.end as usize..]);
    let spelled = name.of(text);
    if let Some(rest) = before.strip_suffix('.') {
        let file = rest.ends_with(|c: char| c.is_alphanumeric() || c == '_')
            && spelled.bytes().all(|b| b.is_ascii_lowercase());
        // "Ph.D", "M.C."
        if file || spelled.len() == 1 && rest.ends_with(char::is_alphabetic) {
            return true;
        }
    }
    // "An 8-node cluster" counts machines.
    if spelled == "node" && before.strip_suffix('-').is_some_and(|lead| lead.ends_with(|c: char| c.is_ascii_digit())) {
        return true;
    }
    let mut next = behind.chars();
    spelled.len() == 1 && next.next() == Some('.') && next.next().is_some_and(char::is_uppercase)
}

/// Decides the guarded names; proof by neighbours runs from left to right, then back, since one name of a list may prove
/// the next.
fn decide(taxonomy: &Taxonomy, scan: &Scan<'_>, pieces: &[(Span, Place)], kept: &mut [(Name, u32, Option<bool>)]) {
    for i in 0..kept.len() {
        if kept[i].2.is_none() {
            kept[i].2 = on_its_own(taxonomy, scan, pieces[kept[i].1 as usize], &kept[i].0);
        }
    }
    let beside = |kept: &[(Name, u32, Option<bool>)], i: usize, j: usize| {
        let (a, b) = (&kept[i.min(j)], &kept[i.max(j)]);
        if a.1 != b.1 || kept[j].2 != Some(true) {
            return false;
        }
        let gap = &scan.text[a.0.span.end as usize..b.0.span.start as usize];
        // A list that has lost its commas: "Python Go React", "C++17/20 Rust". Only a rightly written word is meant there.
        if parts_by_space(gap) {
            return well_written_in(taxonomy, scan, &kept[i].0);
        }
        // "React with TypeScript", "from Java to Go", "Playwright over Selenium"
        if matches!(gap, " with " | " to " | " over " | " instead of " | " rather than ") {
            return well_written_in(taxonomy, scan, &kept[i].0);
        }
        list_gap(gap).is_some_and(|gap| {
            // "Go and Kubernetes" may be two sentences' worth of words; commas and slashes are lists.
            gap.comma || gap.slash || gap.or || gap.and || gap.open
                // "MySQL (MariaDB) Doctrine" has lost its commas.
                || gap.close && well_written_in(taxonomy, scan, &kept[i].0)
        })
    };
    // "Go or Rust": two doubtful names of one tier, rightly written, prove each other.
    for i in 1..kept.len() {
        let (a, b) = (&kept[i - 1], &kept[i]);
        let tier = |name: &Name| taxonomy.skill(name.skill).tier;
        let twins = a.1 == b.1 && a.2.is_none() && b.2.is_none() && tier(&a.0) == tier(&b.0);
        let joined = || {
            let gap = &scan.text[a.0.span.end as usize..b.0.span.start as usize];
            gap == " to " && is_left(scan, &a.0)
                || list_gap(gap).is_some_and(|gap| gap.comma || gap.slash || gap.or || gap.and)
        };
        if twins && well_written_in(taxonomy, scan, &a.0) && well_written_in(taxonomy, scan, &b.0) && joined() {
            (kept[i - 1].2, kept[i].2) = (Some(true), Some(true));
        }
    }
    for i in 1..kept.len() {
        if kept[i].2.is_none() && beside(kept, i, i - 1) {
            kept[i].2 = Some(true);
        }
    }
    for i in (0..kept.len().saturating_sub(1)).rev() {
        if kept[i].2.is_none() && beside(kept, i, i + 1) {
            kept[i].2 = Some(true);
        }
    }
    for i in 0..kept.len() {
        if kept[i].2.is_none() && in_list_of_its_tier(taxonomy, scan, kept, i) {
            kept[i].2 = Some(true);
        }
    }
    for i in 0..kept.len() {
        if kept[i].2.is_none() && well_written_in(taxonomy, scan, &kept[i].0) && is_bare_list(scan, pieces, kept, i) {
            kept[i].2 = Some(true);
        }
    }
}

/// Whether a gap is a space, or a version of the name before it and a space: " 17 ", "17/20 ", "/20 ".
fn parts_by_space(gap: &str) -> bool {
    const LONGEST: usize = 8;
    let number = gap.strip_prefix('/').unwrap_or(gap).trim();
    let digit = |c: char| c.is_ascii_digit();
    gap.len() <= LONGEST
        && gap.ends_with(' ')
        && number.chars().all(|c| digit(c) || matches!(c, '.' | '/' | '+'))
        && (gap == " " || number.starts_with(digit) && !number.ends_with('.'))
}

/// Whether the piece of the `i`th name is nothing but a list of names, two or more: "• Windsurf or Cursor".
fn is_bare_list(scan: &Scan<'_>, pieces: &[(Span, Place)], kept: &[(Name, u32, Option<bool>)], i: usize) -> bool {
    let piece = kept[i].1;
    let here = kept.partition_point(|k| k.1 < piece)..kept.partition_point(|k| k.1 <= piece);
    let names = &kept[here];
    let span = pieces[piece as usize].0;
    let ends = [
        &scan.text[span.start as usize..names[0].0.span.start as usize],
        &scan.text[names[names.len() - 1].0.span.end as usize..span.end as usize],
    ];
    names.len() > 1
        && names.iter().all(|k| k.2 != Some(false))
        && ends.iter().all(|end| end.chars().all(|c| matches!(c, ' ' | '•' | '.')))
        && names
            .windows(2)
            .all(|pair| list_gap(&scan.text[pair[0].0.span.end as usize..pair[1].0.span.start as usize]).is_some())
}

/// Whether an undecided word stands between the commas or brackets of a list, in a line that names a technology of its
/// tier: "Kubernetes (deployments, ingress, helm)".
fn in_list_of_its_tier(taxonomy: &Taxonomy, scan: &Scan<'_>, kept: &[(Name, u32, Option<bool>)], i: usize) -> bool {
    let (name, piece, _) = kept[i];
    let before = scan.text[..name.span.start as usize].trim_end_matches(' ').chars().next_back();
    let after = scan.text[name.span.end as usize..].trim_start_matches(' ').chars().next();
    let listed = matches!(before, Some(',' | '(' | '/')) && matches!(after, Some(',' | ')' | '/' | '.' | '\n') | None);
    let tier = taxonomy.skill(name.skill).tier;
    listed && kept.iter().any(|k| k.1 == piece && k.2 == Some(true) && taxonomy.skill(k.0.skill).tier == tier)
}

/// What the word, its writing and the words beside it say: yes, no, or nothing (a list may still prove it).
fn on_its_own(taxonomy: &Taxonomy, scan: &Scan<'_>, (piece, place): (Span, Place), name: &Name) -> Option<bool> {
    let Some(guard) = name.guard.map(|g| taxonomy.guard(g)) else { return Some(true) };
    if guard.never.iter().any(|other| other == name.span.of(scan.text)) {
        return Some(false);
    }
    // "We look for a Go engineer": what somebody is called by is meant, whatever stands before it.
    let called = || {
        well_written(guard, name.span.of(scan.text))
            && is_role(scan.word(name.tokens.1))
            && precedes_any(scan, name, &guard.after)
    };
    let well_written_here = || well_written(guard, name.span.of(scan.text));
    let excused = || {
        follows_any(scan, name, &guard.proof_over)
            || called()
            || well_written_here() && is_of_software(scan, name) && precedes_any(scan, name, &guard.after)
            || well_written_here() && is_gone_to(taxonomy, scan, name)
    };
    let refused = precedes_any(scan, name, &guard.not_after) && !(well_written_here() && is_left(scan, name))
        || follows_any(scan, name, &guard.not_before) && !excused();
    if refused {
        // In a list of skills "Go" stands alone; a neighbour that would refuse it in a sentence is another entry there.
        return if place == Place::List { None } else { Some(false) };
    }
    let word = name.span.of(scan.text);
    if place == Place::List {
        return Some(true);
    }
    if !well_written(guard, word) {
        return None;
    }
    if precedes_any(scan, name, &guard.weak_after) {
        let proved = follows_any(scan, name, &guard.before);
        // "Java/Perl/Go for automation": a slash before it leaves it to the list.
        let slashed = scan.text[..name.span.start as usize].ends_with('/');
        return if !proved && slashed { None } else { Some(proved) };
    }
    let alone = match guard.alone {
        Alone::Always => guard.case != Case::Upper || !is_shouted(piece.of(scan.text)),
        Alone::InsideSentence => !opens_sentence(scan, piece, name.span) && !is_shouted(piece.of(scan.text)),
        Alone::Never => false,
    };
    let in_title = place == Place::Title;
    // "C-arm", "R-value": a letter that a hyphen joins to a word is one name with it.
    let joined = word.len() == 1 && scan.text[name.span.end as usize..].starts_with('-');
    if joined && !precedes_any(scan, name, &guard.after) {
        return None;
    }
    if alone && !in_title
        || in_title && !guard.town
        || follows_any(scan, name, &guard.before)
        || precedes_any(scan, name, &guard.after)
        || has_version(scan, piece, name)
        || is_in_use(scan, piece, name)
        || is_spoken_of_as_skill(scan, piece, name)
    {
        return Some(true);
    }
    // An item that is nothing but the word: "• Go"; or the word and, behind a dash or in a bracket, how it is wanted: "Go – a must".
    let bare = piece.of(scan.text).trim().len() <= word.len() + 1;
    let before = scan.text[piece.start as usize..name.span.start as usize].trim_end_matches(' ');
    let opens = before.is_empty() || before.ends_with([',', ';', '/', '•']);
    (bare || opens && is_set_off_with_wish(scan, piece, name)).then_some(true)
}

/// Whether a name stands between an article and a kind of software: "the React app", "our Rails monolith", which no everyday word does.
fn is_of_software(scan: &Scan<'_>, name: &Name) -> bool {
    const ARTICLES: [&str; 14] =
        ["a", "an", "each", "every", "her", "his", "its", "my", "our", "that", "the", "their", "this", "your"];
    const SOFTWARE: [&str; 15] = [
        "api",
        "apis",
        "app",
        "apps",
        "back-end",
        "backend",
        "codebase",
        "component",
        "components",
        "front-end",
        "frontend",
        "microservice",
        "microservices",
        "monolith",
        "sdk",
    ];
    let is = |word: &str, of: &[&str]| of.iter().any(|known| word.eq_ignore_ascii_case(known));
    name.tokens.0.checked_sub(1).is_some_and(|before| is(scan.word(before), &ARTICLES))
        && is(scan.word(name.tokens.1), &SOFTWARE)
}

/// Whether a name is what somebody uses, and ends its phrase: "we use Go/gqlgen", "used Rails before". "Use Access cards" goes on.
fn is_in_use(scan: &Scan<'_>, piece: Span, name: &Name) -> bool {
    const BEHIND: [&str; 7] = [",", ".", ";", "/", ")", " and ", " before"];
    let uses = |word: &str| ["use", "used", "uses"].iter().any(|known| word.eq_ignore_ascii_case(known));
    let rest = &scan.text[name.span.end as usize..piece.end as usize];
    name.tokens.0.checked_sub(1).is_some_and(|before| uses(scan.word(before)))
        && (rest.is_empty() || BEHIND.iter().any(|end| rest.starts_with(end)))
}

/// Whether a number behind a name is that of a version: "Go 1.21", "Spring v5", "Swift 5 or newer". "Spring 2025" and "Chef 4 days a week"
/// are none.
fn has_version(scan: &Scan<'_>, piece: Span, name: &Name) -> bool {
    /// The highest version that is written without a dot, about.
    const HIGHEST: u32 = 21;
    let (last, number) = (name.tokens.1 - 1, name.tokens.1);
    let Some(token) = scan.tokens.get(number as usize).filter(|t| t.end <= piece.end) else { return false };
    let word = scan.word(number);
    if scan.gap(last) != " " || !word.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    if word.strip_prefix('v').is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit())) {
        return true;
    }
    let Ok(value) = word.parse::<u32>() else { return false };
    let rest = &scan.text[token.end as usize..piece.end as usize];
    let dotted = rest.strip_prefix('.').is_some_and(|part| part.starts_with(|c: char| c.is_ascii_digit() || c == 'x'));
    // "Spring 1, 2 or 3" are terms, "C 4" is a grade.
    let ends = || {
        let mut ends =
            [",", ")", ";", "/", "+", ". ", " or ", " and "].iter().filter_map(|end| rest.strip_prefix(*end));
        rest.is_empty()
            || rest == "."
            || ends.next().is_some_and(|next| !next.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    let is_letter = name.span.end - name.span.start == 1;
    value < 100 && dotted || !is_letter && (1..=HIGHEST).contains(&value) && ends()
}

/// Whether a name stands between "from" and "to" another: the Perl of "from Perl to Go".
fn is_left(scan: &Scan<'_>, name: &Name) -> bool {
    let (first, behind) = name.tokens;
    let next = || scan.names.get(scan.names.partition_point(|n| n.tokens.0 <= first));
    scan.word(behind) == "to"
        && first.checked_sub(1).is_some_and(|before| scan.word(before).eq_ignore_ascii_case("from"))
        && next().is_some_and(|n| n.tokens.0 == behind + 1)
}

/// Whether "to" stands between another name and this one: the React of "AngularJS to React".
fn is_gone_to(taxonomy: &Taxonomy, scan: &Scan<'_>, name: &Name) -> bool {
    let Some(before) = name.tokens.0.checked_sub(1) else { return false };
    let last = || scan.names[..scan.names.partition_point(|n| n.tokens.0 < before)].last();
    scan.word(before) == "to" && last().is_some_and(|n| n.tokens.1 == before && well_written_in(taxonomy, scan, n))
}

/// Whether the words right behind the name say how much it is wanted: "Go is a plus", "Spring or similar". One word
/// ("required") is too little: "Access required".
fn is_spoken_of_as_skill(scan: &Scan<'_>, piece: Span, name: &Name) -> bool {
    let rest = Span { start: name.span.end, end: piece.end };
    scan.cues_in(rest).iter().any(|c| {
        let between = c.tokens.0 - name.tokens.1;
        let joined = between == 0 || between == 1 && matches!(scan.word(name.tokens.1), "is" | "are" | "as");
        // "Ruby or willingness to learn it"
        let learnt = c.cue == Cue::Learn && between <= 2 && scan.word(name.tokens.1) == "or";
        // "Java required, Go desirable": one word is enough for an item of a list of demands.
        let item = || {
            let before = scan.text[piece.start as usize..name.span.start as usize].trim_end_matches(' ');
            let behind = scan.text[c.span.end as usize..piece.end as usize].trim_start_matches(' ');
            before.ends_with([',', ';']) && (behind.is_empty() || behind.starts_with([',', ';', '.']))
        };
        learnt
            || matches!(c.cue, Cue::SoftAfter | Cue::NeedAfter | Cue::OrSimilar)
                && joined
                && (c.tokens.1 - name.tokens.1 >= 2 || between == 0 && item())
    })
}

/// Whether a dash, colon or bracket right behind the name holds words that say how it is wanted: "Go – must", "React
/// (preferred), Angular".
fn is_set_off_with_wish(scan: &Scan<'_>, piece: Span, name: &Name) -> bool {
    let rest = &scan.text[name.span.end as usize..piece.end as usize];
    if ![" - ", " – ", " — ", ": ", " (", " via "].iter().any(|mark| rest.starts_with(mark)) {
        return false;
    }
    if rest.starts_with(" via ") {
        return true;
    }
    let next = Span { start: name.span.end, end: piece.end };
    let wished = scan.cues_in(next).iter().any(|c| {
        let wish = matches!(
            c.cue,
            Cue::SoftAfter | Cue::SoftBefore | Cue::NeedAfter | Cue::Years | Cue::OrSimilar | Cue::Learn
        );
        wish && c.tokens.0 - name.tokens.1 <= 3
    });
    wished
        || scan
            .tokens
            .get(name.tokens.1 as usize)
            .is_some_and(|_| scan.word(name.tokens.1).eq_ignore_ascii_case("must"))
}

/// Whether a word says what somebody is: the developer of "Java developer".
pub(super) fn is_role(word: &str) -> bool {
    const ROLES: [&str; 6] = ["developer", "developers", "engineer", "engineers", "programmer", "programmers"];
    ROLES.iter().any(|role| word.eq_ignore_ascii_case(role))
}

fn well_written_in(taxonomy: &Taxonomy, scan: &Scan<'_>, name: &Name) -> bool {
    name.guard.is_none_or(|g| well_written(taxonomy.guard(g), name.span.of(scan.text)))
}

fn well_written(guard: &Guard, word: &str) -> bool {
    match guard.case {
        Case::Any => true,
        Case::Capital => word.starts_with(char::is_uppercase),
        Case::Title => word.starts_with(char::is_uppercase) && !word.chars().skip(1).any(char::is_uppercase),
        Case::Upper => word.chars().all(|c| !c.is_lowercase()),
    }
}

/// Text in capitals says nothing by its capitals.
fn is_shouted(text: &str) -> bool {
    let (mut upper, mut lower) = (0, 0);
    // Counted in bytes that cannot overflow, sixteen at a time: a line may be a whole ad.
    for chunk in text.as_bytes().chunks(255) {
        let count =
            |n: (u8, u8), b: &u8| (n.0 + u8::from(b.is_ascii_uppercase()), n.1 + u8::from(b.is_ascii_lowercase()));
        let (more_upper, more_lower) = chunk.iter().fold((0, 0), count);
        upper += usize::from(more_upper);
        lower += usize::from(more_lower);
    }
    upper > 12 && lower * 4 < upper
}

fn opens_sentence(scan: &Scan<'_>, piece: Span, span: Span) -> bool {
    let before = scan.text[piece.start as usize..span.start as usize].trim_end_matches([' ', '"', '\'', '(', '*']);
    let abbreviated = before.strip_suffix('.').is_some_and(|lead| is_abbreviation(lead.as_bytes()));
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '•', '✓', '-', '–']) && !abbreviated
}

/// Whether one of the phrases stands right before the name, in the same line.
fn follows_any(scan: &Scan<'_>, name: &Name, phrases: &Phrases) -> bool {
    let last = name.tokens.0.checked_sub(1).and_then(|token| scan.word(token).bytes().next_back());
    last.is_some_and(|last| phrases.with(last).iter().any(|phrase| ends_with_phrase(scan, name, phrase)))
}

/// Whether one of the phrases stands right behind the name, in the same line.
fn precedes_any(scan: &Scan<'_>, name: &Name, phrases: &Phrases) -> bool {
    let first = scan.word(name.tokens.1).bytes().next();
    first.is_some_and(|first| phrases.with(first).iter().any(|phrase| starts_with_phrase(scan, name, phrase)))
}

fn ends_with_phrase(scan: &Scan<'_>, name: &Name, phrase: &str) -> bool {
    let mut token = name.tokens.0;
    let mut right = name.span.start;
    for word in phrase.rsplit(' ') {
        if token == 0 {
            return false;
        }
        token -= 1;
        let t = scan.tokens[token as usize];
        let gap = &scan.text[t.end as usize..right as usize];
        if !is_close(gap) || !scan.word(token).eq_ignore_ascii_case(word) {
            return false;
        }
        right = t.start;
    }
    true
}

/// A phrase that begins with a comma stands behind one: "Aurora, Colorado".
fn starts_with_phrase(scan: &Scan<'_>, name: &Name, phrase: &str) -> bool {
    let (phrase, comma) = phrase.strip_prefix(", ").map_or((phrase, false), |rest| (rest, true));
    let mut left = name.span.end;
    for (token, word) in (name.tokens.1..).zip(phrase.split(' ')) {
        let Some(t) = scan.tokens.get(token as usize) else { return false };
        let gap = &scan.text[left as usize..t.start as usize];
        let close = if comma && left == name.span.end { gap == ", " } else { is_close(gap) };
        if !close || !scan.word(token).eq_ignore_ascii_case(word) {
            return false;
        }
        left = t.end;
    }
    true
}

/// Nothing between two words that would part them.
fn is_close(gap: &str) -> bool {
    matches!(gap, " " | "-" | "/" | "" | " (" | "'" | "_" | " \"" | "\" " | " + ")
}
