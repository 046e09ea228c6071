//! Which system was worked on, told by the title that a statement has or is.

use super::cues::Cue;
use super::kinds::{TASKS_OF_MODELS, is_role, of_modality};
use super::signal::Facts;
use super::system::{is_abstract, is_plain};
use super::word::{Class, Word};
use crate::text::Span;

/// "Assistive keyboard for patients: wrote the word prediction": what stands before a colon and says whom it is for, where a deed
/// follows.
pub(super) fn label(facts: &Facts<'_>) -> Option<Span> {
    const LONGEST: usize = 8;
    let words = facts.words;
    let colon = words.iter().take(LONGEST).position(Word::ends_in_colon)?;
    let deed = words.get(colon + 1)?.is(Class::VERB);
    let whom = words[1..=colon].iter().position(|w| w.lower == "for")? + 1;
    let plain = |w: &Word<'_>| is_plain(facts, w) && !w.is(Class::NO_THING) && !w.is(Class::VERB) && !w.is(Class::END);
    let named = deed && whom > 1 && words[..whom].iter().all(plain);
    named.then(|| Span { start: words[0].span.start, end: words[whom - 1].span.end })
}

/// "Pocket Herbarium: an Android app", "Tide Watch: small tool": a name in capitals before a colon, and behind it what it is.
pub(super) fn named_kind(facts: &Facts<'_>) -> Option<Span> {
    /// Words of the longest name, and words of what it is.
    const NAME: usize = 4;
    const WHAT: usize = 8;
    let words = facts.words;
    let colon = words.iter().take(NAME).position(Word::ends_in_colon)?;
    let capital = |w: &Word<'_>| w.span.of(facts.text).starts_with(char::is_uppercase);
    // "LedgerLite" is a name by itself, of "Backend" nobody could tell.
    let inner = |w: &Word<'_>| {
        let name = w.span.of(facts.text);
        name.chars().skip(1).any(char::is_uppercase) && name.contains(char::is_lowercase)
    };
    let own = |w: &Word<'_>| {
        capital(w)
            && is_plain(facts, w)
            && !w.is(Class::COURSE | Class::TRADE | Class::LABEL | Class::LIST)
            && !w.gives(Cue::System)
    };
    let name = &words[..=colon];
    let whole = name.iter().all(own) && (colon > 0 || inner(&name[0])) && !name.iter().all(|w| w.is(Class::NO_THING));
    let what = (colon + 1..words.len()).take(WHAT).take_while(|at| *at == colon + 1 || !words[at - 1].ends_phrase);
    let kind = what.clone().any(|at| words[at].gives(Cue::System) || words[at].is(Class::PROGRAM | Class::SOFTWARE));
    (whole && kind).then(|| Span { start: words[0].span.start, end: words[colon].span.end })
}

/// "Radiology worklist in Qt", "ray tracer in Rust": a statement without a verb that opens with a thing and says with what it was made.
pub(super) fn titled(facts: &Facts<'_>) -> Option<Span> {
    /// The most words of the thing.
    const LONGEST: usize = 5;
    /// What work is told by, whatever the system.
    const PIECES: [&str; 25] = [
        "support",
        "animations",
        "configuration",
        "customisations",
        "customizations",
        "enhancements",
        "fixes",
        "functions",
        "interfaces",
        "layouts",
        "macros",
        "objects",
        "procedures",
        "queries",
        "scripts",
        "styles",
        "templates",
        "tickets",
        "triggers",
        "views",
        "policies",
        "charts",
        "rotation",
        "training",
        "planning",
    ];
    let words = facts.words;
    let end = (0..words.len().min(LONGEST + 1))
        .find(|at| matches!(words[*at].lower, "in" | "on" | "using" | "with") || facts.within(facts.skills, *at))?;
    let made = |at: usize| (at + 1..at + 3).any(|n| facts.within(facts.skills, n));
    let head = end.checked_sub(1).filter(|head| *head > 0 && !facts.within(facts.skills, end) && made(end))?;
    let deed = |w: &Word<'_>| w.is(Class::VERB) || w.is(Class::FINITE) || w.is(Class::END) || w.lower.ends_with("ed");
    let plain =
        |n: &usize| is_plain(facts, &words[*n]) && !words[*n].is(Class::NO_THING) && !words[*n].is(Class::OF_THE_WORK);
    let word = &words[head];
    let cues = [Cue::System, Cue::Generic, Cue::Api, Cue::Store, Cue::Buzz, Cue::Observe];
    let other = is_abstract(word)
        || word.is(Class::PEOPLE)
        || word.is(Class::TRADE)
        || is_role(word)
        || PIECES.contains(&word.lower)
        || cues.iter().any(|cue| word.gives(*cue))
        // "Vulnerability scanning with Trivy", "object detection with YOLO" are what many do.
        || word.is(Class::DOES) && words[..head].iter().all(|w| w.is(Class::OF_ALL))
        || TASKS_OF_MODELS.contains(&word.lower) && words[..head].iter().all(|w| of_modality(w.lower));
    let thing = !other && !words[0].lower.ends_with("ing");
    let phrase = || 0..=head;
    (thing && phrase().all(|n| plain(&n) && !deed(&words[n]) && (n == head || !words[n].ends_phrase)))
        .then(|| Span { start: words[0].span.start, end: word.span.end })
}
