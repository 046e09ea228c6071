//! Who designed the contract of an API (GUIDE section 2).

use super::alternative::{alternatives, why};
use super::cues::{Cue, Found};
use super::signal::{Facts, joined};
use super::word::{Class, Word};
use crate::text::Span;

/// A contract by its name, a property of an API's contract, or a verb of design whose object is an API. Somebody else's
/// specification is none.
pub(super) fn api_design(facts: &Facts<'_>) -> Option<Span> {
    // "Contract tests caught 17 breaking changes" guard what others designed.
    let tests = |pair: &[Word<'_>]| pair[0].lower.ends_with("contract") && pair[1].lower.starts_with("test");
    let tested = || facts.has(Cue::Spec) && !facts.has(Cue::ApiOwn) && facts.words.windows(2).any(tests);
    if facts.has(Cue::ApiForeign) || facts.only_helped || tested() {
        return None;
    }
    let apart = |a: &&Found, words: (usize, usize)| a.words.1 <= words.0 || a.words.0 >= words.1;
    let api_beside = |words: (usize, usize)| facts.all(Cue::Api).find(|a| apart(a, words));
    // "Consistent error codes" are those of an API only where one is spoken of.
    let of_api = |own: &&Found| {
        let of = |w: &str| {
            [
                "api",
                "spec",
                "contract",
                "openapi",
                "proto",
                "idempotency-key",
                "schema",
                "catalog",
                "event",
                "breaking",
                "additive",
                "props",
                "sunset",
            ]
            .iter()
            .any(|name| w.contains(name))
        };
        // "Gave each failure a documented error code"; "documented error codes of the PLC" tells of somebody else's.
        let given = own.words.0 > 0
            && facts.words[own.words.0].lower == "documented"
            && !facts.words[own.words.0 - 1].ends_clause;
        if given {
            return true;
        }
        facts.words[own.words.0..own.words.1].iter().any(|w| of(w.lower)) || api_beside(own.words).is_some()
    };
    // "Implemented a partner's OpenAPI specification": it was there; "designed and implemented" it was not.
    let given = |own: &&Found| {
        let noun = facts.words[own.words.1 - 1].lower;
        let spec = ["spec", "contract", "document", "description"].iter().any(|stem| noun.starts_with(stem));
        let verb = (own.words.0.saturating_sub(4)..own.words.0).rev().take_while(|at| !facts.words[*at].ends_phrase);
        let verb = verb.into_iter().find(|at| {
            ["implement", "integrat", "follow", "connect", "consum"]
                .iter()
                .any(|v| facts.words[*at].lower.starts_with(v))
        });
        spec && verb.is_some_and(|at| facts.before(at, 1) != "and")
    };
    // "Integrated the Stripe API and handled error codes": those of somebody else.
    let handled = |own: &&Found| {
        facts.words[own.words.0].lower.starts_with("error")
            && matches!(
                facts.before(own.words.0, 1),
                "handled" | "handle" | "handling" | "logged" | "mapped" | "parsed"
            )
    };
    if let Some(own) = facts.all(Cue::ApiOwn).filter(|own| !given(own) && !handled(own)).find(of_api) {
        // "Documented them in OpenAPI": what was done tells more than what it was done to.
        let deed = own.words.0.checked_sub(1).filter(|_| matches!(facts.words[own.words.0].lower, "it" | "them"));
        return Some(deed.map_or(own.span, |at| joined(facts.words[at].span, own.span)));
    }
    if let Some(ruled) = ruled(facts).or_else(|| introduced_keys(facts)).or_else(|| carries(facts)) {
        return Some(ruled);
    }
    if let Some((with, api)) =
        facts.all(Cue::ApiTrait).filter(|t| !handled(t)).find_map(|t| Some((t, api_beside(t.words)?)))
    {
        return Some(joined(with.span, api.span));
    }
    if let Some(evolves) = evolves(facts) {
        return Some(evolves);
    }
    let mut hints = facts.all(Cue::ApiHint);
    // "Owner of the public API: versions, error codes"
    let owned = || facts.words.iter().take(3).any(|w| matches!(w.lower, "owner" | "owned" | "own" | "owning"));
    if let (Some(one), Some(two)) = (hints.next(), hints.next())
        && facts.has(Cue::Api)
        && (facts.has(Cue::Design) || owned())
    {
        return Some(joined(one.span, two.span));
    }
    // "Wrote the TypeScript contract for the widget events"
    let written = facts.all(Cue::Spec).find_map(|spec| {
        let close = |f: &&Found| {
            f.words.1 <= spec.words.0 && spec.words.0 - f.words.1 <= 4 && facts.one_clause(f.words.0, spec.words.0)
        };
        // "GraphQL schema for the course catalogue, designed with the app team"
        let behind = |f: &&Found| {
            let word = facts.words[f.words.0].lower;
            let past = ["designed", "specified", "written", "defined", "agreed", "drafted", "modelled"].contains(&word);
            // "Contract between app and depot written down as protobuf"
            let next = facts.words.get(f.words.1).map_or("", |w| w.lower);
            if past
                && matches!(next, "after" | "as" | "down" | "in")
                && f.words.0 >= spec.words.1
                && facts.one_clause(spec.words.0, f.words.0)
            {
                return f.words.0 - spec.words.1 <= 9;
            }
            past && f.words.0 >= spec.words.1 && f.words.0 - spec.words.1 <= 6 && facts.words[f.words.0 - 1].ends_phrase
        };
        let verb = facts.all(Cue::Write).find(close).or_else(|| facts.all(Cue::Write).find(behind))?;
        // A contract may be one on paper; the schema of events is not.
        let certain = || {
            facts.words[spec.words.0..spec.words.1].iter().any(|w| {
                [
                    "api",
                    "event",
                    "proto",
                    "graphql",
                    "openapi",
                    "asyncapi",
                    "interface",
                    "avro",
                    "data",
                    "message",
                    "protocol",
                    "rest",
                ]
                .iter()
                .any(|n| w.lower.contains(n))
            })
        };
        let of_messages = || {
            let behind = facts.words[spec.words.1..].iter().take(4);
            behind.into_iter().any(|w| w.is(Class::MESSAGE)).then_some(spec)
        };
        // "Agreed with six insurers on one schema for claims, never renamed"
        let agreed = || {
            let verb = facts.words[verb.words.0].lower;
            let schema = facts.words[spec.words.1 - 1].lower == "schema";
            (schema && facts.has(Cue::ApiTrait) && (verb.starts_with("agree") || verb.starts_with("negotiat")))
                .then_some(spec)
        };
        let api = api_beside(spec.words)
            .or_else(of_messages)
            .or_else(|| facts.first(Cue::ApiTrait))
            .or_else(|| certain().then_some(spec))
            .or_else(agreed)?;
        Some(joined(joined(verb.span, spec.span), api.span))
    });
    // "gRPC between services, REST for partners because they asked for it"
    let two_styles = || {
        let mut styles = facts.all(Cue::Style).filter(|f| is_of_calls(facts, f));
        let (one, two) = (styles.next()?, styles.next()?);
        let cause = facts.all(Cue::Reason).find(|r| {
            r.words.0 > two.words.1
                && matches!(facts.words[r.words.0].lower, "because" | "since")
                && r.words.0 < two.words.1 + 6
        })?;
        (facts.words[one.words.0].lower != facts.words[two.words.0].lower).then(|| joined(one.span, cause.span))
    };
    let told = || attributes(facts).or_else(|| statuses(facts));
    written
        .or_else(|| style_chosen(facts))
        .or_else(|| designed(facts))
        .or_else(two_styles)
        .or_else(|| answers(facts))
        .or_else(told)
}

/// "A date picker as a custom element; specified its props and slots": what others build on.
fn attributes(facts: &Facts<'_>) -> Option<Span> {
    const PARTS: [&str; 5] = ["attributes", "events", "hooks", "props", "slots"];
    const MADE: [&str; 6] = ["component", "components", "element", "elements", "widget", "widgets"];
    let words = facts.words;
    let its = (1..words.len()).find(|at| {
        matches!(words[*at].lower, "its" | "their")
            && (at.saturating_sub(2)..*at).any(|n| words[n].gives(Cue::Design) || words[n].lower == "specified")
    })?;
    let part = words.get(its + 1).filter(|w| PARTS.contains(&w.lower))?;
    let made = words[..its].iter().any(|w| MADE.contains(&w.lower));
    (made && !facts.only_helped).then(|| joined(words[its - 1].span, part.span))
}

/// "Agreed the replies with the maker of the scales (422 when a crate has no weight)": which status tells what was agreed on.
fn statuses(facts: &Facts<'_>) -> Option<Span> {
    const SETTLES: [&str; 7] = ["agreed", "defined", "designed", "fixed", "settled", "specified", "standardised"];
    const SENT: [&str; 6] = ["answers", "codes", "errors", "replies", "responses", "statuses"];
    let words = facts.words;
    if !facts.classes.has(Class::STATUS) || facts.only_helped {
        return None;
    }
    let code = (1..words.len()).find(|at| {
        let next = words.get(at + 1).map_or("", |w| w.lower);
        words[*at].is(Class::STATUS) && matches!(next, "for" | "if" | "unless" | "when" | "where")
    })?;
    let verb = (0..code).rev().find(|at| SETTLES.contains(&words[*at].lower))?;
    // "Fixed the errors (502 when the cache was cold)" mends.
    let mended = words[verb].lower == "fixed" && words.get(verb + 2).is_some_and(|w| w.lower == "errors");
    let sent = words[verb + 1..code].iter().take(4).any(|w| SENT.contains(&w.lower));
    (sent && !mended && facts.one_clause(verb, code)).then(|| joined(words[verb].span, words[code].span))
}

/// Whether a style is one of calls, and not of pages or programs.
pub(super) fn is_of_calls(facts: &Facts<'_>, style: &Found) -> bool {
    matches!(facts.words[style.words.0].lower, "graphql" | "grpc" | "rest" | "restful" | "soap" | "odata")
}

/// "Tariff API: I laid it down that an order is a wish with a deadline": a rule of an API was set.
fn ruled(facts: &Facts<'_>) -> Option<Span> {
    const RULES: [&str; 6] = ["decreed", "decided", "down", "ruled", "specified", "stipulated"];
    let words = facts.words;
    let api = facts.first(Cue::Api)?;
    let that = words.iter().position(|w| w.lower == "that")?;
    let verb = that.checked_sub(1).filter(|at| RULES.contains(&words[*at].lower) && !words[*at].ends_phrase)?;
    // "Laid down that", "laid it down that"; "broke down that"
    let laid = || (1..3).any(|n| matches!(facts.before(verb, n), "laid" | "set" | "put"));
    let own = words[verb].lower != "down" || laid();
    (own && (api.words.1 <= verb || api.words.0 > that)).then(|| joined(words[verb].span, api.span))
}

/// "After double bookings I introduced idempotency keys per till": whoever asks callers for them designs the contract.
fn introduced_keys(facts: &Facts<'_>) -> Option<Span> {
    const ASKS: [&str; 8] =
        ["demanded", "designed", "introduced", "introducing", "mandated", "prescribed", "required", "specified"];
    let words = facts.words;
    if !facts.has(Cue::ApiTrait) {
        return None;
    }
    let key = words.windows(2).position(|w| w[0].lower.starts_with("idempotency") && w[1].lower.starts_with("key"))?;
    let verb = (key.saturating_sub(3)..key).find(|at| ASKS.contains(&words[*at].lower))?;
    // "Introduced idempotency keys in the payouts service" keeps it from paying twice.
    let next = words.get(key + 2).map_or("", |w| w.lower);
    let of_callers = !words[verb].lower.starts_with("introduc") || matches!(next, "for" | "from" | "on" | "per");
    if !of_callers {
        return None;
    }
    words[verb..key].iter().all(|w| !w.ends_phrase).then(|| joined(words[verb].span, words[key + 1].span))
}

/// "Errors carry a code, a field and a hint", "each booking call takes an idempotency key": what the contract says is told itself.
fn carries(facts: &Facts<'_>) -> Option<Span> {
    const SENT: [&str; 16] = [
        "call",
        "callback",
        "callbacks",
        "calls",
        "command",
        "commands",
        "error",
        "errors",
        "event",
        "events",
        "request",
        "requests",
        "response",
        "responses",
        "webhook",
        "webhooks",
    ];
    const TRAITS: [&str; 11] =
        ["attempt", "code", "cursor", "etag", "expiry", "field", "hint", "id", "idempotency", "signature", "version"];
    /// Words before and behind the verb.
    const NEAR: usize = 6;
    let words = facts.words;
    if !facts.classes.has(Class::CARRIES) {
        return None;
    }
    let verb = words.iter().position(|w| w.is(Class::CARRIES))?;
    let what = verb.saturating_sub(NEAR)..verb;
    let sent = what.into_iter().rev().find(|at| SENT.contains(&words[*at].lower))?;
    // "Requests carry a trace id" is how they are followed.
    let of_tracing = |at: usize| {
        matches!(facts.before(at, 1), "correlation" | "request" | "span" | "trace" | "tracing" | "customer" | "caller")
    };
    let part = (verb + 1..words.len().min(verb + 4)).find(|at| {
        let word = words[*at].lower;
        TRAITS.iter().any(|t| word == *t || word.strip_suffix('s') == Some(*t)) && !of_tracing(*at)
    })?;
    (!words[0].is(Class::MENDS) && facts.one_clause(sent, part)).then(|| joined(words[sent].span, words[part].span))
}

/// "New fields in an event are optional, old ones are kept for two releases": how events, messages and interfaces may change.
fn evolves(facts: &Facts<'_>) -> Option<Span> {
    const CHANGES: [&str; 15] = [
        "additive", "backward", "breaking", "compat", "deprecat", "field", "forward", "frozen", "never", "new", "old",
        "only", "reserv", "schema", "version",
    ];
    /// Words between what is sent and how it may change.
    const NEAR: usize = 8;
    let words = facts.words;
    if !facts.classes.has(Class::MESSAGE) || words.first()?.is(Class::MENDS) {
        return None;
    }
    // "The user interface", "commit messages", "error messages"
    let sent = |at: usize| {
        words[at].is(Class::MESSAGE)
            && !matches!(
                facts.before(at, 1),
                "admin" | "chat" | "commit" | "error" | "graphical" | "text" | "user" | "web" | "line" | "sms"
            )
    };
    let near = |t: &Found| {
        let around = t.words.0.saturating_sub(NEAR)..(t.words.1 + NEAR).min(words.len());
        around
            .into_iter()
            .filter(|at| !(t.words.0..t.words.1).contains(at))
            .find(|at| sent(*at) && facts.one_clause(t.words.0, *at))
    };
    let of_change = |t: &&Found| CHANGES.iter().any(|stem| words[t.words.0].lower.starts_with(stem));
    let (rule, message) = facts.all(Cue::ApiTrait).filter(of_change).find_map(|t| Some((t, near(t)?)))?;
    Some(joined(rule.span, words[message].span))
}

/// "A name in use answers 409 and says why": which status tells what.
fn answers(facts: &Facts<'_>) -> Option<Span> {
    const ANSWERS: [&str; 8] = ["answer", "answered", "answers", "get", "gets", "return", "returned", "returns"];
    const MENDS: [&str; 6] = ["debugged", "fixed", "found", "investigated", "solved", "resolved"];
    let words = facts.words;
    if !facts.classes.has(Class::STATUS) {
        return None;
    }
    let code = (1..words.len()).find(|at| words[*at].is(Class::STATUS))?;
    // "202 with a link for long scans, 409 for a plate twice": each case has its own.
    let told = |at: usize| {
        let next = words.get(at + 1).map_or("", |w| w.lower);
        words[at].is(Class::STATUS) && !words[at].ends_phrase && matches!(next, "for" | "if" | "on" | "when" | "with")
    };
    if told(code)
        && facts.has(Cue::Api)
        && let Some(other) = (code + 2..words.len()).find(|at| told(*at) && words[*at].lower != words[code].lower)
    {
        return Some(joined(words[code].span, words[other].span));
    }
    let verb = (code.saturating_sub(3)..code).find(|at| ANSWERS.contains(&words[*at].lower))?;
    // "Returns 409 rows"
    const BEHIND: [&str; 12] =
        ["accepted", "and", "conflict", "for", "gone", "if", "instead", "on", "rather", "when", "where", "with"];
    let next = words.get(code + 1).map_or("with", |w| w.lower);
    let status = words[code].ends_phrase || BEHIND.contains(&next);
    let mends = words.iter().take(2).any(|w| MENDS.contains(&w.lower));
    (status && !mends).then(|| joined(words[verb].span, words[code].span))
}

/// "gRPC over REST because", "GraphQL was refused because", "exposed it as GraphQL, since web and app want different slices".
fn style_chosen(facts: &Facts<'_>) -> Option<Span> {
    if !facts.has(Cue::Style) {
        return None;
    }
    let by_other = alternatives(facts).find_map(|other| {
        let (from, to) = other.words;
        let style = facts
            .all(Cue::Style)
            .find(|s| s.words.1 <= from && from - s.words.1 <= 4 || s.words.0 >= to && s.words.0 - to <= 2)?;
        let carried = facts.has(Cue::Api) || facts.all(Cue::Style).count() > 1;
        (carried && why(facts, &other).is_some()).then(|| joined(style.span, other.span))
    });
    // "Decided for gRPC between the services and kept REST at the edge, because ..."
    let decided = || {
        let two = facts.has(Cue::Api) || facts.all(Cue::Style).count() > 1;
        let style = facts.all(Cue::Style).find(|style| {
            let replaced = |verb: &Found| facts.words[verb.words.0].lower.starts_with("replac");
            facts
                .all(Cue::Choose)
                .any(|verb| !replaced(verb) && verb.words.1 <= style.words.0 && style.words.0 - verb.words.1 <= 1)
        })?;
        (two && facts.has(Cue::Reason)).then_some(style.span)
    };
    by_other.or_else(decided).or_else(|| {
        let style = facts.all(Cue::Style).find(|s| facts.has(Cue::Api) && s.span.end > s.span.start)?;
        let reason = facts.all(Cue::Reason).find(|r| r.words.0 >= style.words.1 && r.words.0 - style.words.1 <= 4)?;
        facts.one_clause(style.words.0, reason.words.0).then(|| joined(style.span, reason.span))
    })
}

/// "Designed a pipeline that calls REST APIs": the API is not what was designed.
fn designed(facts: &Facts<'_>) -> Option<Span> {
    const APART: [&str; 14] = [
        "that",
        "which",
        "using",
        "with",
        "calling",
        "consuming",
        "integrating",
        "behind",
        "against",
        "from",
        "via",
        "through",
        "for",
        "to",
    ];
    // "Negotiated the support contract": one on paper.
    const ON_PAPER: [&str; 11] = [
        "employment",
        "hosting",
        "lease",
        "licence",
        "license",
        "maintenance",
        "purchase",
        "rental",
        "supplier",
        "support",
        "vendor",
    ];
    let negotiated = facts.words.iter().take(2).any(|w| w.lower.starts_with("negotiat"));
    let on_paper = |api: &Found| {
        let (at, before) = (api.words.0, facts.before(api.words.0, 1));
        facts.words[at].lower.starts_with("contract")
            && (ON_PAPER.contains(&before) || negotiated && at > 0 && facts.within(facts.skills, at - 1))
    };
    facts.all(Cue::Design).find_map(|verb| {
        let near = |api: &&Found| api.words.0 >= verb.words.1 && api.words.0 - verb.words.1 <= 8 && !on_paper(api);
        let api = facts.all(Cue::Api).find(near)?;
        let between = &facts.words[verb.words.1 - 1..api.words.0];
        // "Designed and developed RESTful services using Java": the contract is not what it speaks of.
        let built = |at: usize| {
            facts.words.get(at).is_some_and(|w| {
                ["develop", "implement", "built", "build", "cod", "creat", "maintain", "deploy", "program"]
                    .iter()
                    .any(|stem| w.lower.starts_with(stem))
            })
        };
        let routine = facts.words.get(verb.words.1).is_some_and(|w| matches!(w.lower, "and" | "&"))
            && built(verb.words.1 + 1)
            && (facts.words[api.words.1..].iter().take(4).any(|w| matches!(w.lower, "using" | "with" | "in"))
                // "Designed and implemented robust REST APIs."
                || facts.words[api.words.0..].iter().all(|w| w.gives(Cue::Api) || w.gives(Cue::Style)));
        let apart = routine
            || between.iter().skip(1).any(|w| APART.contains(&w.lower))
            || between.iter().any(|w| w.ends_clause);
        (!apart).then(|| joined(verb.span, api.span))
    })
}
