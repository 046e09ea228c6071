//! Outcomes that are told by what came later: what ended, what nobody does any more, harm that did not come, what the thing has caught
//! or carried since, how many came.

use super::signal::Facts;
use super::word::{Class, Word};

/// Whether a statement tells so what came of it.
pub(super) fn has_ended(facts: &Facts<'_>) -> bool {
    let later = || {
        faults_end(facts)
            || nobody_does(facts)
            || is_quiet(facts)
            || becomes_frequent(facts)
            || it_catches(facts)
            || has_carried(facts)
            || many_came(facts)
            || is_counted_in_times(facts)
            || later_adopted(facts)
            || works_again(facts)
            || made_needless(facts)
    };
    facts.classes.has(Class::AFTERWARDS) && later()
        || facts.classes.has(Class::HARM | Class::FAILURE) && (harmless(facts) || harm_is_counted(facts))
        || is_live(facts)
        || facts.classes.has(Class::DIGIT) && (by_arrow(facts) || then_and_now(facts))
}

/// "Live in Lagos and Accra", "went live on schedule"
fn is_live(facts: &Facts<'_>) -> bool {
    let [first, second, ..] = facts.words else { return false };
    let went = first.lower == "went" && second.lower == "live";
    let next = if went { facts.words.get(2) } else { Some(second) };
    (went || first.lower == "live") && next.is_some_and(|w| matches!(w.lower, "at" | "for" | "in" | "on" | "since"))
}

/// Opens a clause that says when, why or which, and not what came of it.
fn subordinates(word: &Word<'_>) -> bool {
    matches!(
        word.lower,
        "after"
            | "as"
            | "because"
            | "before"
            | "if"
            | "once"
            | "since"
            | "that"
            | "until"
            | "when"
            | "where"
            | "which"
            | "while"
            | "who"
    )
}

/// "Complaints about late parcels ended", "double charges ceased": what went wrong before does so no longer.
fn faults_end(facts: &Facts<'_>) -> bool {
    /// Words of what ended.
    const SUBJECT: usize = 7;
    const ENDS: [&str; 5] = ["ceased", "dissolved", "ended", "subsided", "vanished"];
    const TROUBLE: [&str; 18] = [
        "arguments",
        "backlog",
        "calls",
        "complaint",
        "disputes",
        "double",
        "duplicate",
        "e-mails",
        "emails",
        "false",
        "late",
        "lost",
        "pages",
        "queue",
        "queues",
        "tickets",
        "wait",
        "wrong",
    ];
    let words = facts.words;
    (0..words.len()).filter(|at| ENDS.contains(&words[*at].lower)).any(|at| {
        let whole = facts.ends_phrase(at) || words.get(at + 1).is_some_and(|w| w.is(Class::END));
        let subject = || words[at.saturating_sub(SUBJECT)..at].iter().rev().take_while(|w| !w.ends_phrase);
        let trouble = |w: &Word<'_>| w.is(Class::FAILURE) || TROUBLE.contains(&w.lower);
        // "Ended the nightly calls"
        let object = || words[at + 1..].iter().take(SUBJECT - 1).take_while(|w| !w.is(Class::INTO)).any(trouble);
        let ended = words[at].lower == "ended" && !facts.ends_phrase(at) && object();
        let own = || at > 0 && !words[at - 1].ends_phrase && subject().any(trouble);
        (ended || whole && own()) && !subject().any(subordinates) && !facts.in_cause(at)
    })
}

/// "Nobody asks who broke it", "nobody retypes a form": what others need no longer do. "Tables that nobody owned" is what was wrong.
fn nobody_does(facts: &Facts<'_>) -> bool {
    const STATES: [&str; 24] = [
        "cared",
        "could",
        "dared",
        "documented",
        "had",
        "knew",
        "knows",
        "liked",
        "likes",
        "maintained",
        "needed",
        "needs",
        "owned",
        "owns",
        "read",
        "touched",
        "trusted",
        "understands",
        "understood",
        "uses",
        "wanted",
        "wants",
        "watched",
        "would",
    ];
    let words = facts.words;
    (0..words.len()).any(|at| {
        let verb = match words[at].lower {
            "nobody" => at + 1,
            "one" if at > 0 && words[at - 1].lower == "no" => at + 1,
            _ => return false,
        };
        let first = at - usize::from(words[at].lower == "one");
        let opens = first == 0
            || words[first - 1].ends_phrase
            || matches!(words[first - 1].lower, "and" | "so")
            || words[first - 1].is(Class::TIME);
        let acts = words.get(verb).is_some_and(|w| {
            w.lower.len() > 3
                && (w.lower.ends_with('s') && !w.lower.ends_with("ss") || w.lower.ends_with("ed"))
                && !STATES.contains(&w.lower)
        });
        opens && !words[at].ends_phrase && acts && !facts.in_cause(at)
    })
}

/// "Zero weekend outages", "copied with no downtime": harm that did not come. "Ensured zero downtime" promises it.
fn harmless(facts: &Facts<'_>) -> bool {
    const PROMISES: [&str; 10] =
        ["aim", "ensur", "goal", "guarant", "maintain", "optimi", "promis", "provid", "responsib", "target"];
    let words = facts.words;
    if words.iter().take(3).any(|w| PROMISES.iter().any(|stem| w.lower.starts_with(stem))) {
        return false;
    }
    (1..words.len()).filter(|at| words[*at].is(Class::HARM)).any(|at| {
        let none = (1..4).find(|n| at >= *n && matches!(words[at - n].lower, "no" | "zero" | "0"));
        let Some(n) = none else { return false };
        let from = at - n;
        let one_phrase = words[from..at].iter().all(|w| !w.ends_phrase)
            && !words[from + 1..at].iter().any(|w| w.is(Class::END) && !matches!(w.lower, "a" | "an" | "any"));
        // "Zero-downtime releases" are of a kind, "no crash reports" are no reports.
        let whole = facts.ends_phrase(at)
            || words
                .get(at + 1)
                .is_some_and(|w| w.is(Class::END) && !matches!(w.lower, "as" | "because" | "when" | "if"));
        let promised = (1..4).any(|n| {
            PROMISES.iter().any(|stem| facts.before(from, n).starts_with(stem)) || facts.before(from, n) == "can"
        });
        one_phrase && whole && !promised && !(1..5).any(|n| from >= n && subordinates(&words[from - n]))
    })
}

/// "Downtime in the last season: 9 minutes"
fn harm_is_counted(facts: &Facts<'_>) -> bool {
    /// Words before the colon.
    const REACH: usize = 8;
    let words = facts.words;
    let Some(colon) = words.iter().take(REACH).position(Word::ends_in_colon) else { return false };
    let none = |w: &Word<'_>| w.is_number() || matches!(w.lower, "no" | "none" | "nil" | "zero");
    let head = &words[..=colon];
    // "Errors fixed: 30" counts the work.
    head.iter().take(4).any(|w| w.is(Class::HARM | Class::FAILURE))
        && !head.iter().any(|w| w.is(Class::VERB) || w.lower.ends_with("ed") && !w.is(Class::HARM))
        && words.get(colon + 1).is_some_and(none)
}

/// "; parcels leave on time again": how it should be, in a clause of its own.
fn works_again(facts: &Facts<'_>) -> bool {
    let words = facts.words;
    (2..words.len()).filter(|at| words[*at].lower == "again" && facts.ends_phrase(*at)).any(|at| {
        let first = (0..at).rev().find(|n| *n == 0 || words[n - 1].ends_clause).unwrap_or(0);
        first > 0
            && at > first + 1
            && !words[first].is(Class::VERB)
            && !words[first..at].iter().any(|w| matches!(w.lower, "i" | "we" | "to"))
    })
}

/// "Made a second shift unnecessary"
fn made_needless(facts: &Facts<'_>) -> bool {
    let words = facts.words;
    (2..words.len()).filter(|at| matches!(words[*at].lower, "needless" | "obsolete" | "redundant" | "unnecessary")).any(
        |at| {
            facts.ends_phrase(at)
                && words[at.saturating_sub(7)..at].iter().any(|w| matches!(w.lower, "made" | "makes" | "making"))
                && !words[at.saturating_sub(7)..at].iter().any(subordinates_why)
        },
    )
}

/// Says why.
fn subordinates_why(word: &Word<'_>) -> bool {
    matches!(word.lower, "because" | "as" | "since")
}

/// "On-call nights are quiet since", "the alarm has been silent": it stays quiet where it did not.
fn is_quiet(facts: &Facts<'_>) -> bool {
    let words = facts.words;
    (1..words.len()).filter(|at| matches!(words[*at].lower, "silent" | "quiet" | "calm" | "rare")).any(|at| {
        let state = matches!(
            words[at - 1].lower,
            "are" | "became" | "been" | "fell" | "is" | "remained" | "stayed" | "stays" | "went" | "were"
        );
        let ends = facts.ends_phrase(at)
            || words.get(at + 1).is_some_and(|w| matches!(w.lower, "ever" | "for" | "now" | "since" | "again"));
        state && ends && !words[at.saturating_sub(5)..at].iter().any(subordinates)
    })
}

/// "Monthly releases became daily ones", "a train every four weeks became a deployment on any day": how often it happens, before and now.
fn becomes_frequent(facts: &Facts<'_>) -> bool {
    /// Words on each side.
    const REACH: usize = 6;
    const OFTEN: [&str; 12] = [
        "annual",
        "any",
        "daily",
        "each",
        "every",
        "fortnightly",
        "hourly",
        "monthly",
        "nightly",
        "quarterly",
        "weekly",
        "yearly",
    ];
    let words = facts.words;
    let often = |w: &Word<'_>| OFTEN.contains(&w.lower) || w.is(Class::TIME);
    words.iter().position(|w| w.lower == "became").is_some_and(|at| {
        words[at.saturating_sub(REACH)..at].iter().any(often)
            && words[at + 1..].iter().take(REACH).any(often)
            && !facts.in_cause(at)
    })
}

/// ". It blocked a forged order", "; it flagged two leaking tanks": what the thing itself has done.
fn it_catches(facts: &Facts<'_>) -> bool {
    const DOES: [&str; 12] = [
        "blocked",
        "carried",
        "caught",
        "exposed",
        "flagged",
        "foiled",
        "outlived",
        "revealed",
        "spotted",
        "survived",
        "uncovered",
        "weathered",
    ];
    let words = facts.words;
    let did = |at: usize| words.get(at + 1).is_some_and(|w| DOES.contains(&w.lower));
    (0..words.len()).any(|at| words[at].lower == "it" && (at == 0 || words[at - 1].ends_phrase) && did(at))
}

/// "It has carried three sale seasons", "has survived two elections": what it went through, counted.
fn has_carried(facts: &Facts<'_>) -> bool {
    const WENT: [&str; 5] = ["carried", "outlived", "survived", "weathered", "withstood"];
    let words = facts.words;
    // "Survived Black Friday untouched": the thing is what the line is about.
    let opens = words.len() > 2 && matches!(words[0].lower, "outlived" | "survived" | "weathered" | "withstood");
    opens
        || words.windows(3).enumerate().any(|(at, w)| {
            matches!(w[0].lower, "has" | "have" | "since")
                && WENT.contains(&w[1].lower)
                && w[2].tells_number()
                && !matches!(facts.before(at, 1), "i" | "we" | "that" | "which" | "who")
        })
}

/// "Two misprints last year versus 60 the year before", "120 alerts before, 14 after", "9 pages a night, then less than 1": a number and
/// that of another time.
fn then_and_now(facts: &Facts<'_>) -> bool {
    /// Words from a number to its time, and back to the other number.
    const REACH: usize = 9;
    let words = facts.words;
    let number = |n: usize| words.get(n).is_some_and(|w| w.tells_number() && !is_year(w));
    let before = |at: usize| (at.saturating_sub(REACH)..at).any(|n| number(n) && !words[n].ends_clause);
    (1..words.len()).any(|at| {
        let word = |n: usize| words.get(at + n).map_or("", |w| w.lower);
        let told = match word(0) {
            "versus" | "vs" => {
                let past =
                    |n: usize| matches!(word(n), "before" | "earlier" | "last" | "previous" | "previously" | "prior");
                number(at + 1) && (2..7).any(past)
            }
            // "19 last year"
            "last" => {
                let year = matches!(word(1), "month" | "quarter" | "season" | "winter" | "summer" | "year");
                let this = words[at.saturating_sub(REACH)..at]
                    .windows(2)
                    .any(|w| w[0].lower == "this" && w[1].is(Class::TIME));
                year && number(at - 1) && this
            }
            "before" => {
                let after = |n: usize| matches!(word(n), "after" | "afterwards" | "now" | "since" | "today");
                facts.ends_phrase(at) && (1..4).any(|n| number(at + n)) && (1..6).any(after)
            }
            // "Alarm rules (900 to 130)"
            "to" => {
                let value = |n: usize| words[n].lower.parse::<u32>().ok();
                let alone = at > 1
                    && words[at - 2].ends_phrase
                    && number(at - 1)
                    && number(at + 1)
                    && facts.ends_phrase(at + 1);
                let halved = || value(at - 1).zip(value(at + 1)).is_some_and(|(old, new)| old >= new * 2);
                return alone && halved();
            }
            "then" => {
                let less = usize::from(matches!(word(1), "fewer" | "less" | "under" | "below" | "only"));
                let than = usize::from(word(1 + less) == "than");
                words[at - 1].ends_phrase && number(at - 1) && number(at + 1 + less + than)
            }
            _ => false,
        };
        told && before(at) && !facts.in_cause(at)
    })
}

/// "Support calls 60 a week → under 10"
fn by_arrow(facts: &Facts<'_>) -> bool {
    let words = facts.words;
    let Some((first, last)) = words.first().zip(words.last()) else { return false };
    let from = first.span.start as usize;
    let text = &facts.text[from..last.span.end as usize];
    text.match_indices('→').any(|(place, _)| {
        let behind = facts.word_at((from + place) as u32);
        let number = |w: &Word<'_>| w.is_number() && !is_year(w);
        words[behind.saturating_sub(3)..behind].iter().any(number) && words[behind..].iter().take(2).any(number)
    })
}

/// A number that is a year.
fn is_year(word: &Word<'_>) -> bool {
    word.lower.len() == 4 && (word.lower.starts_with("19") || word.lower.starts_with("20")) && word.is_number()
}

/// "; 3,100 pupils enrolled", ", 800 votes cast in one evening": what others did since, counted, in a clause of its own.
fn many_came(facts: &Facts<'_>) -> bool {
    /// Words between the number and the verb.
    const REACH: usize = 4;
    const DID: [&str; 13] = [
        "booked",
        "borrowed",
        "cast",
        "enrolled",
        "filed",
        "joined",
        "lodged",
        "opened",
        "placed",
        "redeemed",
        "registered",
        "sold",
        "submitted",
    ];
    let words = facts.words;
    (2..words.len()).filter(|at| DID.contains(&words[*at].lower)).any(|at| {
        let ends = facts.ends_phrase(at)
            || words.get(at + 1).is_some_and(|w| {
                matches!(
                    w.lower,
                    "in" | "on" | "within" | "by" | "since" | "so" | "at" | "last" | "this" | "to" | "for" | "through"
                )
            });
        let first =
            (at.saturating_sub(REACH)..at).rev().take_while(|n| !words[*n].ends_phrase).find(|n| words[*n].is_number());
        // "25,000" is of two words.
        let thousands =
            |n: usize| n > 0 && words[n - 1].is_number() && words[n - 1].span.end + 1 == words[n].span.start;
        let first = first.map(|n| if thousands(n) { n - 1 } else { n });
        // The number opens its clause: "tickets opened by 40 users" is another thing.
        let opens = |first: usize| {
            first > 0
                && (words[first - 1].ends_phrase
                    || words[first - 1].lower == "and"
                    || first > 1
                        && words[first - 2].ends_phrase
                        && matches!(words[first - 1].lower, "over" | "some" | "about" | "nearly" | "almost"))
        };
        ends && first.is_some_and(|first| first + 1 < at && opens(first) && !is_year(&words[first]))
    })
}

/// "Downloaded 12,000 times", "cited four times": how often others took it.
fn is_counted_in_times(facts: &Facts<'_>) -> bool {
    const TAKEN: [&str; 12] = [
        "borrowed",
        "cited",
        "copied",
        "downloaded",
        "forked",
        "installed",
        "played",
        "printed",
        "shared",
        "starred",
        "viewed",
        "watched",
    ];
    let words = facts.words;
    // "Right in 9 of 10 cases"
    let of_all = |w: &[Word<'_>]| {
        w[0].tells_number() && w[1].lower == "of" && w[2].tells_number() && matches!(w[3].lower, "cases" | "times")
    };
    let taken = (2..words.len()).filter(|at| words[*at].lower == "times").any(|at| {
        words[at - 1].tells_number() && words[at.saturating_sub(4)..at - 1].iter().any(|w| TAKEN.contains(&w.lower))
    });
    taken || words.windows(4).any(of_all)
}

/// "Which the mobile group later adopted", "adopted unaltered by two squads": others took it over.
fn later_adopted(facts: &Facts<'_>) -> bool {
    let took = |w: &Word<'_>| matches!(w.lower, "adopted" | "copied" | "borrowed" | "reused");
    facts.words.windows(3).any(|w| {
        matches!(w[0].lower, "later" | "meanwhile" | "since") && took(&w[1])
            || took(&w[0]) && matches!(w[1].lower, "unaltered" | "unchanged" | "later") && w[2].lower == "by"
    })
}
