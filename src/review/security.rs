//! Security inside the work (GUIDE section 2), and what only sounds like it.

use super::cues::{Cue, Found};
use super::reach::limited;
use super::signal::{Facts, joined};
use super::word::{Class, Word};
use crate::text::Span;

/// The first pair of these cues that stand at most `apart` words from each other, in either order.
fn near(facts: &Facts<'_>, one: Cue, other: Cue, apart: usize) -> Option<Span> {
    if !(facts.has(one) && facts.has(other)) {
        return None;
    }
    facts.all(one).find_map(|a| {
        let b = facts.all(other).find(|b| {
            let gap = if b.words.0 >= a.words.1 { b.words.0 - a.words.1 } else { a.words.0.saturating_sub(b.words.1) };
            gap <= apart && facts.one_clause(a.words.0, b.words.0)
        })?;
        Some(joined(a.span, b.span))
    })
}

/// A topic of security; tokens, keys and secrets that are rotated, hashed or revoked; messages that are signed; quotas by key.
pub(super) fn security(facts: &Facts<'_>) -> Option<Span> {
    // To help with an audit is no security inside a feature; to help with a login is.
    let test = |f: &&Found| {
        facts.only_helped
            && facts.words[f.words.0..f.words.1].iter().any(|w| {
                ["pen", "test", "audit", "review", "scan", "vulnerab", "ssl", "tls", "certificat"]
                    .iter()
                    .any(|stem| w.lower.starts_with(stem))
            })
    };
    // "The card authorisation platform" lets payments through.
    const PAID: [&str; 9] =
        ["card", "payment", "credit", "loan", "leave", "travel", "prior", "purchase", "transaction"];
    let business = |f: &Found| {
        let counted = || f.words.0 > 0 && facts.words[f.words.0 - 1].is_number();
        const MEASURED: [&str; 6] = ["p50", "p95", "p99", "latency", "rate", "rates"];
        let measured = || facts.words.get(f.words.1).is_some_and(|w| MEASURED.contains(&w.lower));
        // "Authorising a withdrawal takes 90 ms"
        let lets_through = |f: &Found| {
            let behind = facts.words[f.words.1..].iter().take(2);
            behind.into_iter().any(|w| {
                w.lower != "leave" && PAID.contains(&w.lower)
                    || matches!(w.lower, "purchases" | "payments" | "refund" | "swap" | "trip" | "withdrawal" | "sale")
            })
        };
        facts.words[f.words.0].lower.starts_with("authori")
            && (PAID.contains(&facts.before(f.words.0, 1)) || counted() || measured() || lets_through(f))
    };
    // "Because of row-level security", "after GDPR deletes had slowed it" tell why the work was done.
    let why = |f: &Found| {
        let before = |n: usize| facts.before(f.words.0, n);
        before(1) == "of" && before(2) == "because"
            || before(1) == "after" && facts.words[f.words.0].lower.starts_with("gdpr")
    };
    let other = |f: &Found| test(&f) || is_listed(facts, f) || is_among_resources(facts, f) || business(f) || why(f);
    let topic = facts.all(Cue::Secure).find(|f| !other(f)).map(|f| f.span);
    topic
        .or_else(|| near(facts, Cue::Rotate, Cue::Secret, 6))
        .or_else(|| near(facts, Cue::Sign, Cue::Signable, 1))
        .or_else(|| signed_with(facts))
        .or_else(|| limit(facts))
        .or_else(|| {
            let quota = facts.first(Cue::Quota)?;
            (facts.has(Cue::Api) || facts.has(Cue::Secret)).then_some(quota.span)
        })
}

/// "A queue on the till, signed with a key of its own": whatever a key signs.
fn signed_with(facts: &Facts<'_>) -> Option<Span> {
    facts.all(Cue::Sign).find_map(|sign| {
        let behind = &facts.words[sign.words.1..];
        let by = behind.first().filter(|w| matches!(w.lower, "with" | "by"))?;
        let key = behind.iter().take(6).take_while(|w| !w.ends_clause);
        let key = key.into_iter().find(|w| matches!(w.lower, "key" | "hmac"))?;
        (key.span.start > by.span.end).then(|| joined(sign.span, key.span))
    })
}

/// "Limited each key to 20 calls a minute": how much one of them may take.
fn limit(facts: &Facts<'_>) -> Option<Span> {
    facts.metrics.iter().find_map(|m| Some(joined(limited(facts, m)?, m.span)))
}

/// "CDK stacks for SQS queues, IAM roles and a bastion host": one of the things that a cloud is made of.
fn is_among_resources(facts: &Facts<'_>, found: &Found) -> bool {
    let at = found.words.0;
    let listed = || at > 0 && (facts.words[at - 1].ends_phrase || facts.words[at - 1].lower == "and");
    facts.words[at].lower == "iam" && listed() && (at.saturating_sub(4)..at).any(|n| facts.within(facts.skills, n))
}

/// "EC2, RDS, IAM and S3": one name among others that are none of the topic says that it is there, no more.
pub(super) fn is_listed(facts: &Facts<'_>, found: &Found) -> bool {
    let (mut at, mut end) = found.words;
    let cued = |at: usize| facts.all(Cue::Secure).any(|f| f.words.0 <= at && at < f.words.1);
    // "MERN stack, JWT authentication, Stripe payments": a name and what it does are one.
    let authenticates = |at: usize| facts.words.get(at).is_some_and(|w| w.lower.starts_with("auth"));
    if authenticates(end) && !facts.words[end - 1].ends_phrase && end == at + 1 {
        end += 1;
    } else if authenticates(at)
        && at > 0
        && !facts.words[at - 1].ends_phrase
        && facts.within(facts.skills, at - 1)
        && cued(at - 1)
    {
        at -= 1;
    }
    let last_word = end - 1;
    let Some(before) = at.checked_sub(1) else { return false };
    let apart = |at: usize| facts.words[at].ends_phrase || facts.words.get(at + 1).is_some_and(|w| w.lower == "and");
    let name = |at: usize| facts.within(facts.skills, at) && !cued(at);
    let stack = || facts.words[before].lower == "stack" && before > 0 && name(before - 1);
    let behind = end + usize::from(facts.words.get(end).is_some_and(|w| w.lower == "and"));
    // "(..., RDS, IAM)"
    let closes = facts.text[facts.words[last_word].span.end as usize..].starts_with(')');
    // "VPC, RDS and IAM that five squads use"
    let last =
        || facts.words[before].lower == "and" && before > 1 && name(before - 1) && facts.words[before - 2].ends_phrase;
    let among =
        || facts.words[before].ends_phrase && apart(last_word) && (name(before) || stack()) && (closes || name(behind));
    found.words.1 == found.words.0 + 1 && (last() || among())
}

/// Whether the words around a topic of security say that it means something else: "a zero-trust security strategy" is an aim, "access
/// control system" a thing on doors, as beside "fire alarm".
pub(super) fn is_other_security(words: &[Word<'_>], at: usize, end: usize) -> bool {
    let word = |at: usize| words.get(at).map_or("", |w| w.lower);
    let before = |n: usize| at.checked_sub(n).map_or("", word);
    const STORED: [&str; 15] = [
        "picked",
        "chose",
        "selected",
        "replaced",
        "switched",
        "took",
        "put",
        "moved",
        "stored",
        "kept",
        "archived",
        "migrated",
        "partitioned",
        "sharded",
        "keep",
    ];
    // "Row-level checks" are of data; "client-supplied keys" keep a call from being done twice; "TLS already in place" was there.
    let of_data = || CHECKS.iter().any(|stem| word(end).starts_with(stem));
    let keyed = || matches!(word(end), "id" | "ids" | "key" | "keys" | "reference" | "references");
    word(at) == "row-level" && end == at + 1 && of_data()
        || matches!(word(at), "client-supplied" | "user-supplied") && keyed()
        || matches!(word(at), "mtls" | "tls") && word(end) == "already"
        || ["strategy", "mindset", "culture", "awareness"].iter().any(|w| *w == word(end) || *w == word(end + 1))
        || word(at) == "access"
            && (word(end).starts_with("system")
                || words.iter().any(|w| w.is(Class::ELECTRICAL) || DOORS.contains(&w.lower)))
        // An audit log that only goes to another store is data.
        || word(at) == "audit" && words.iter().take(2).any(|w| STORED.contains(&w.lower))
        || word(at) == "authorization" && word(end) == "of"
        // "An authorised dealer", "an authorised service centre"
        || word(at).starts_with("authori")
            && (TRADERS.contains(&word(end)) || word(end) == "service" && SERVICE_POINTS.contains(&word(end + 1)))
        || word(at) == "locked" && word(at + 1) == "down" && AGREED.iter().any(|stem| word(end).starts_with(stem))
        // "Phoned critical findings to the physician"
        || word(end - 1).starts_with("finding")
            && matches!(word(at), "critical" | "high")
            && !words.iter().any(|w| OF_FINDINGS.iter().any(|stem| w.lower.starts_with(stem)))
        // "Server, domain and SSL": what a host sells.
        || word(at) == "ssl"
            && end == at + 1
            && HOSTED.contains(&if before(1) == "and" { before(2) } else { before(1) })
        // "API (key scope, ...)": a mark stands between.
        || word(at) == "api" && words[at].ends_phrase
        // "Servers, firewall, etc." names it only; what is done to it stands near.
        || word(at) == "firewall"
            && end == at + 1
            && !ON_FIREWALL.iter().any(|stem| (1..6).any(|n| before(n).starts_with(stem)))
        // "Signed-off releases"
        || word(at).starts_with("signed-") && matches!(word(at), "signed-off" | "signed-in" | "signed-up" | "signed-on")
        // "A port on the firewall" is a place; "since bursts throttled us" is what a store did.
        || word(at) == "firewall" && before(1) == "the" && matches!(before(2), "on" | "in" | "behind" | "through")
        || word(at) == "throttled" && (matches!(word(end), "us" | "our") || matches!(before(1), "got" | "was" | "were"))
        // "PCI DSS certified", "strong knowledge of OAuth": a name, no deed.
        || word(at) == "pci" && matches!(word(end), "dss" | "certified" | "certification")
        || (1..5).any(|n| {
            matches!(before(n), "knowledge" | "familiar" | "familiarity" | "understanding" | "experience" | "expertise")
        })
        || word(at).starts_with("encrypt") && before(1) == "let's"
        || word(at) == "audit" && SHOWN.contains(&word(end))
        // Words of a language are tokens, too; card numbers are none of them.
        || word(at).starts_with("tokeni")
            && (words[end..].iter().take(3).any(|w| OF_LANGUAGE.contains(&w.lower))
                || words.iter().any(|w| matches!(w.lower, "bpe" | "corpora" | "corpus" | "n-grams")))
            && !words.iter().any(|w| OF_PAYMENT.iter().any(|stem| w.lower.starts_with(stem)))
}

/// What is done to rows to see that they are right, by its stem.
const CHECKS: [&str; 8] = ["check", "compar", "diff", "error", "lineage", "lock", "reconcil", "valid"];

/// Who sells what others make.
const TRADERS: [&str; 6] = ["dealer", "dealers", "distributor", "distributors", "reseller", "resellers"];

/// "Authorised service ..." of a maker.
const SERVICE_POINTS: [&str; 6] = ["center", "centers", "centre", "centres", "partner", "partners"];

/// What is locked down by agreeing on it, by its stem.
const AGREED: [&str; 5] = ["requirement", "scope", "spec", "design", "release"];

/// Beside what a finding is one of security, by its stem.
const OF_FINDINGS: [&str; 13] =
    ["audit", "clos", "fix", "mend", "owasp", "patch", "pen", "remed", "resolv", "scan", "secur", "threat", "vulnerab"];

/// What a host sells.
const HOSTED: [&str; 5] = ["dns", "domain", "domains", "email", "hosting"];

/// Where an audit is shown, or gone through.
const SHOWN: [&str; 8] = ["api", "endpoint", "endpoints", "page", "screen", "service", "table", "viewer"];

/// What programs that read language take apart.
const OF_LANGUAGE: [&str; 5] = ["grammar", "language", "parser", "sentences", "words"];

/// What is paid with, by its stem.
const OF_PAYMENT: [&str; 4] = ["bank", "card", "iban", "pan"];

/// Where people are let in.
const DOORS: [&str; 10] =
    ["guard", "guards", "door", "doors", "gate", "gates", "barrier", "barriers", "stadium", "museum"];

/// What is done to a firewall, by its stem.
const ON_FIREWALL: [&str; 16] = [
    "config",
    "manag",
    "set",
    "up",
    "install",
    "maintain",
    "harden",
    "implement",
    "deploy",
    "administ",
    "utiliz",
    "utilis",
    "using",
    "built",
    "wrote",
    "put",
];
