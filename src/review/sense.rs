//! Which sense does a phrase have? The words around it tell a cue of software from the same words elsewhere.

use super::cues::Cue;
use super::security::is_other_security;
use super::word::{Class, Word};
use crate::ingest::opens_month;

/// Whether the words around a phrase say that it means something else.
pub(super) fn is_other(cue: Cue, words: &[Word<'_>], at: usize, end: usize) -> bool {
    let word = |at: usize| words.get(at).map_or("", |w| w.lower);
    let is = |at: usize, class: Class| words.get(at).is_some_and(|w| w.is(class));
    let number = |at: usize| words.get(at).is_some_and(Word::is_number);
    let before = |n: usize| at.checked_sub(n).map_or("", word);
    match cue {
        // "as the garages run simple sites" gives a reason, "as the lead developer" and "as well as" none.
        Cue::Reason if word(at) == "as" && end == at + 1 => {
            ["well", "soon", "of", "per", "specified", "described", "requested", "required", "planned"]
                .contains(&word(end))
                || matches!(word(end), "a" | "an" | "part") && !may(words, end)
                || !says(words, end)
        }
        // "as synonyms change weekly" is one behind an alternative, whatever its verb.
        Cue::Purpose if word(at) == "as" => {
            ["well", "part", "soon", "of", "needed", "possible", "per", "specified", "described", "requested"]
                .contains(&word(end))
                || matches!(word(end), "a" | "an") && !at.checked_sub(1).is_some_and(|b| words[b].ends_phrase)
        }
        // "after orphaned rows had broken invoices"
        Cue::Purpose if word(at) == "after" => {
            let mut clause = words[end..].iter().take(5);
            let (first, mut rest) = (clause.next(), clause.clone().take(3));
            // "After one customer filled half of it"
            let did =
                first.is_some_and(|w| !w.ends_phrase) && rest.any(|w| w.lower.len() > 4 && w.lower.ends_with("ed"));
            !(did || words[end..].iter().take(5).any(|w| w.is(Class::FINITE)))
        }
        Cue::Purpose if word(at) == "so" && end == at + 1 => ["far", "called", "on"].contains(&word(end)),
        // "Down to 2 % since I took it over" says when.
        Cue::Reason if word(at) == "since" && word(end) == "i" => {
            ["took", "joined", "started", "came"].contains(&word(end + 1))
        }
        // "They have since moved twice"
        Cue::Reason if word(at) == "since" && matches!(before(1), "had" | "has" | "have" | "long") => true,
        // "Written in Go with Redis", "backed up the database"
        Cue::Choose if word(at) == "go" && before(1) == "in" || word(at) == "backed" && word(end) == "up" => true,
        // "Turned down the log level"
        Cue::Reject if word(at) == "turned" && end == at + 2 => (end..end + 4).any(|n| DIALS.contains(&word(n))),
        // "since 2019", "since March", ", since adopted by three teams"
        Cue::Reason if word(at) == "since" => {
            // "since 2.6 PB a month broke the snapshots" gives a reason, "since 2019" and "since 3 years" tell when.
            // "since 10/2020": the last four are a year.
            let digits = word(end).bytes().rev().take_while(u8::is_ascii_digit).count();
            let year = digits == 4;
            let behind = &words[end.min(words.len())..];
            let when = year || is(end + 1, Class::TIME) || behind.first().is_some_and(|w| w.ends_phrase);
            let tells = behind.iter().take(10).any(|w| w.is(Class::FINITE) || w.lower.ends_with("ed"));
            number(end) && (when || !tells)
                || word(end).is_empty()
                || opens_month(word(end))
                || matches!(
                    word(end),
                    "then" | "adopted" | "used" | "copied" | "version" | "launch" | "go-live" | "release"
                )
        }
        // "over two quarters", "1.3 s instead of 4.2 s", "took over", "REST over HTTP"
        Cue::Over | Cue::Versus => {
            const SPANS: [&str; 14] = [
                "time", "the", "a", "an", "one", "two", "three", "four", "five", "six", "ten", "several", "many", "all",
            ];
            const VERBS: [&str; 11] =
                ["took", "take", "taking", "taken", "hand", "handed", "carried", "carry", "failed", "fail", "fails"];
            const CARRIERS: [&str; 16] = [
                "http", "https", "tcp", "udp", "tls", "ssl", "ssh", "ip", "wifi", "wi-fi", "mqtt", "usb", "lan", "vpn",
                "network", "internet",
            ];
            let carrier = |word: &str| CARRIERS.contains(&word) || matches!(word, "bluetooth" | "websockets");
            word(at) == "vs" && word(end) == "code"
                // "Chose it above sharded MySQL"
                || word(at) == "above" && !(1..4).any(|n| {
                    matches!(
                        before(n),
                        "chose" | "picked" | "preferred" | "proposed" | "recommended" | "selected" | "choosing"
                    )
                })
                // "Against which a linter checks"
                || word(at) == "against" && word(end) == "which"
                // "By merging, instead of emailing a zip": how others work now.
                || word(at) == "instead" && word(end).ends_with("ing") && (1..4).any(|n| before(n) == "by")
                || word(at) == "over"
                    && (number(end)
                        || VERBS.contains(&before(1))
                        || carrier(word(end))
                            && !(1..4).any(|n| matches!(before(n), "chose" | "favoured" | "favored" | "picked" | "preferred"))
                            && !words[end..].iter().any(|w| matches!(w.lower, "because" | "since" | "as"))
                        || SPANS.contains(&word(end)) && is_span(words, end))
        }
        // "designers", "software architecture", "two programmers": people and trades, no deeds.
        Cue::Design | Cue::Build if is(at, Class::TRADE) => true,
        // "Pulled the cart out of Mongo and into Postgres", "took us from MySQL to CockroachDB": only so they move something.
        Cue::Move if TAKES.contains(&word(at)) => {
            let near = |what: &[&str]| words[end..].iter().take(6).position(|w| what.contains(&w.lower));
            let out = near(&["out", "off"]).is_some_and(|n| word(end + n) == "off" || word(end + n + 1) == "of");
            // "Took checkout latency from 900 ms to 90 ms"
            let from = || near(&["from"]).is_some_and(|n| !words.get(end + n + 1).is_some_and(Word::is_number));
            let into = || words[end..].iter().take(12).any(|w| matches!(w.lower, "into" | "onto" | "to"));
            !(into() && (out || from()))
        }
        // "Fortran was faster in our runs, but nobody could maintain it" claims nothing of the work.
        Cue::Improve
            if word(at).ends_with("er")
                && matches!(before(1), "looked" | "was" | "were")
                && (end..end + 8).any(|n| matches!(word(n), "but" | "yet")) =>
        {
            true
        }
        // "Optimistic locking"
        Cue::Improve if word(at).starts_with("optimistic") => true,
        // "Word error rate" is that of a model.
        Cue::Fault if word(at) == "error" => {
            matches!(
                before(1),
                "bit" | "character" | "classification" | "equal" | "forecast" | "label" | "phoneme" | "word"
            )
        }
        // "For a telecom client" is who paid.
        Cue::System if word(at) == "client" && (1..7).any(|n| matches!(before(n), "for" | "with")) => true,
        // "Inspection test plans" are of building sites.
        Cue::Generic if word(at) == "test" && matches!(before(1), "inspection" | "and") => true,
        // "The library did the job"
        Cue::System
            if word(at) == "job" && before(1) == "the" && matches!(before(2), "did" | "do" | "does" | "doing") =>
        {
            true
        }
        // "Weekly sync with designers" is a meeting.
        Cue::System if word(at) == "sync" => {
            matches!(before(1), "daily" | "weekly") || (1..4).any(|n| before(n).starts_with("attend"))
        }
        // "Smart Forms" and "Oracle Forms" are products.
        Cue::System if word(at) == "forms" && matches!(before(1), "smart" | "adobe" | "oracle" | "google") => true,
        // "Answering client emails", "coordinate systems"
        Cue::System if word(at) == "client" && OF_CLIENTS.contains(&word(end)) => true,
        Cue::System
            if word(at).starts_with("system") && matches!(before(1), "coordinate" | "operating" | "numeral") =>
        {
            true
        }
        // "Programs in the deposits area": a part of the business.
        Cue::System if word(at) == "area" && end == at + 1 && before(2) == "the" && before(3) == "in" => true,
        // "Split the orders table by year", not "split the work"
        Cue::Partition if word(at).starts_with("split") => !words[end..].iter().take(5).any(|w| {
            matches!(w.lower, "table" | "tables" | "collection" | "collections" | "database" | "topic" | "topics")
        }),
        // "The disk-full page", where people are paged.
        Cue::System
            if matches!(word(at), "page" | "pages")
                && words.iter().any(|w| matches!(w.lower, "runbook" | "on-call" | "rota" | "pager" | "pagerduty")) =>
        {
            true
        }
        // "API guidelines", "front-end developers": the word only says of which kind; "direct reports" are people.
        Cue::System => {
            is(end, Class::KIND_OF) && !words[end - 1].ends_phrase || word(at) == "reports" && before(1) == "direct"
        }
        // "cost grew faster than the business", "for enhanced security"
        Cue::Improve => {
            word(at) == "enhancements"
                // "Broke cloud costs down by team"
                || word(end - 1) == "down"
                    && (1..5).any(|n| ["break", "broke", "drill", "split"].iter().any(|stem| before(n).starts_with(stem)))
                // "cutting edges", "cutting machine": what cuts
                || word(at) == "cutting" && ["edge", "tool", "machine", "list", "board", "plan"].iter().any(|w| word(end).starts_with(w))
                // "the reduced-fare tables", "cost-optimised": a kind of thing, no deed
                || word(at).split_once('-').is_some_and(|(verb, _)| verb != "speed" && verb.ends_with("ed"))
                || word(at).ends_with("ed") && before(1) == "for"
                // "a URL shortener", "the optimiser"
                || word(at).ends_with("er") && !matches!(word(at), "lower" | "better" | "faster" | "fewer" | "smoother" | "quicker")
                || word(at).ends_with("ers")
                || matches!(word(at), "faster" | "better") && word(end) == "than"
                // "Cut a release", "cut over"
                || word(at) == "cut" && matches!(word(end), "a" | "an" | "over" | "through" | "and")
                // "Defects raised by the client", "gradient boosting"
                || word(at) == "raised" && word(end) == "by"
                // "Went up to 0.81"
                || word(at) == "went" && word(end) == "to"
                || matches!(word(at), "boosting" | "boosted") && (before(1) == "gradient" || word(end).starts_with("tree"))
                || word(at) == "tuned" && word(end) == "to"
                // "Raised £2,300 for a hospice", "raising tickets"
                || word(at).starts_with("rais") && (number(end) || words[end..].iter().take(3).any(|w| w.is(Class::RAISED)))
                // "A better tomorrow", "to understand it better"
                || word(at) == "better"
                    && (matches!(before(1), "a" | "the")
                        && !["performance", "page", "speed", "load", "seo", "coverage", "throughput", "search", "readability"]
                            .contains(&word(end))
                        || (1..9).any(|n| before(n).starts_with("understand"))
                        || word(end).starts_with("understand"))
        }
        // "The health check mail" is a report, and an offline mode keeps nothing up unless work goes on and waits.
        Cue::Reliable if word(at) == "health" => {
            ["mail", "mails", "email", "emails", "report", "reports"].contains(&word(end))
        }
        Cue::Reliable if word(at) == "offline" && word(at + 1) == "mode" => !words
            .iter()
            .any(|w| matches!(w.lower, "queue" | "queued" | "queues" | "resume" | "resumes" | "returns" | "goes")),
        // "On call for my colleagues", "on call with customers", "call routing", "on-call stories"
        Cue::Reliable
            if matches!(word(at), "on" | "on-call")
                && (matches!(
                    word(end),
                    "routing" | "routers" | "centre" | "center" | "stories" | "recordings" | "volume" | "logs" | "with"
                ) || word(end) == "for"
                    && matches!(word(end + 1), "my" | "colleagues" | "everyone" | "everybody")) =>
        {
            true
        }
        // "Meets service levels" says none.
        Cue::Reliable if word(at) == "service" && word(at + 1).starts_with("level") && end == at + 2 => {
            !words.iter().any(Word::is_number)
        }
        // "Reduced incidents by new habits" claims it; by number it is one.
        Cue::Reliable
            if matches!(word(at), "incident" | "incidents" | "outage" | "outages")
                && !words.iter().any(|w| w.is(Class::DIGIT) || w.is(Class::NUMBER))
                && (1..4).any(|n| {
                    ["reduc", "fewer", "less", "minimi", "decreas", "lower", "lessen", "cut"]
                        .iter()
                        .any(|stem| before(n).starts_with(stem))
                }) =>
        {
            true
        }
        // A runbook for what breaks, and not one for a tool or a desk.
        Cue::Reliable if word(at).starts_with("runbook") => !words.iter().any(|w| {
            [
                "alert", "incident", "outage", "on-call", "failover", "recover", "disaster", "restor", "escalat",
                "page", "night", "down",
            ]
            .iter()
            .any(|stem| w.lower.starts_with(stem))
        }),
        // "Dynamic Host Configuration Protocol", "dynamic pages"; "end-to-end tests"
        Cue::Buzz if word(at) == "dynamic" => [
            "host", "dns", "program", "allocat", "memory", "sql", "rout", "pric", "data", "content", "cms", "page",
            "web", "form", "link", "load", "config", "schema", "quer",
        ]
        .iter()
        .any(|stem| word(end).starts_with(stem)),
        // "Scalable-vector export", "the best-practices chapter of a course": what the work was on.
        Cue::Buzz if word(at).starts_with("scalable-") => true,
        Cue::Buzz if word(at).starts_with("best") && end == at + 1 => {
            ["chapter", "guide", "document", "checklist", "wiki", "page", "section", "course"].contains(&word(end))
        }
        Cue::Buzz if word(at) == "end-to-end" => word(end).starts_with("test") || word(end).starts_with("encrypt"),
        // "Facets and saved searches" are things.
        Cue::Outcome if word(at) == "saved" => {
            ["search", "view", "filter", "quer", "game", "cart", "address", "card", "draft", "place", "report"]
                .iter()
                .any(|stem| word(end).starts_with(stem))
        }
        // "The specification shared by the client"
        Cue::Outcome if word(at) == "shared" => ["spec", "document", "requirement", "design", "mock", "wireframe"]
            .iter()
            .any(|stem| before(1).starts_with(stem)),
        // "The conversion of a batch to Java"
        Cue::Outcome if word(at) == "conversion" => {
            matches!(word(end), "of" | "from" | "to" | "into" | "for" | "project" | "projects")
                || matches!(
                    before(1),
                    "s/4hana"
                        | "hana"
                        | "sap"
                        | "data"
                        | "file"
                        | "currency"
                        | "unit"
                        | "format"
                        | "type"
                        | "brownfield"
                )
        }
        // "Enabled HTTP/2", "Adopted Scrum", "Reduced costs": as the opening verb it tells of no outcome.
        Cue::Outcome if !word(at).starts_with("get") => {
            at == 0
                && !(word(at) == "won" && end > at + 1)
                // "Allowed the county to close an office", "serves every pharmacy of the island"
                && !(words.iter().skip(1).take(3).any(|w| w.is(Class::DECIDES | Class::PLACE | Class::ORGANISATION))
                    && matches!(word(end), "all" | "both" | "every" | "our" | "the"))
                && ["enabl", "allow", "adopt", "went", "won", "dropp", "reduc", "lower", "cut", "serv", "praised"]
                    .iter()
                    .any(|stem| word(at).starts_with(stem))
        }
        // "smart contracts", "contract work", "contract developer", "under a contract"
        Cue::Spec | Cue::Api if word(at).starts_with("contract") => {
            before(2) == "under"
                || matches!(before(2), "secured" | "won" | "landed" | "lost")
                // "Negotiated contracts with hauliers"; those with other teams are of software.
                || before(1).starts_with("negotiat") && word(end) == "with" && !words[end..].iter().take(6).any(|w| {
                    ["team", "squad", "front", "back", "mobile", "client"].iter().any(|stem| w.lower.starts_with(stem))
                })
                || [
                    "extended",
                    "renewed",
                    "signed",
                    "smart",
                    "fixed-term",
                    "client",
                    "customer",
                    "insurance",
                    "rental",
                    "legal",
                    "employment",
                    "vendor",
                ]
                .contains(&before(1))
                || [
                    "work", "developer", "engineer", "basis", "position", "role", "management", "manager", "to",
                    "template", "templates", "form", "forms", "archive", "text", "texts", "clauses", "negotiations",
                    "law", "renewal", "renewals", "terms",
                ]
                .contains(&word(end))
        }
        Cue::Secure => is_other_security(words, at, end),
        // "Event contracts, consumed by 22 teams" are one's own; "the public API of a weather service" may be.
        Cue::ApiForeign => {
            word(at) == "consumed" && word(end) == "by"
                // "Reviewed it with the consuming teams"
                || word(at) == "consuming"
                    && (matches!(before(1), "the" | "all" | "its" | "our" | "with" | "every")
                        || at > 0 && (number(at - 1) || is(at - 1, Class::NUMBER)))
                || word(at) == "public" && matches!(word(end), "a" | "an" | "our" | "the")
        }
        // "The engineer who designed the protocol"
        Cue::Design if before(1) == "who" => true,
        // "Signed off releases", "signed with a club"; "signed with a key" is what keys do.
        Cue::Sign if word(end) == "with" => !words[end..].iter().take(6).any(|w| matches!(w.lower, "key" | "hmac")),
        Cue::Sign => matches!(word(end), "off" | "up" | "in" | "on"),
        // "Sends alerts when a storm comes"
        // "X-ray scans" are of a hospital.
        Cue::Observe if word(at) == "x-ray" => {
            before(1) != "aws"
                && !words.iter().any(|w| w.lower.starts_with("trac") || w.lower.starts_with("instrument"))
        }
        // "Highly available, fault-tolerant systems": adjectives, as long as nothing tells how.
        Cue::Observe if word(at) == "highly" => {
            words.len() < end + 7 && !words[end..].iter().any(|w| w.is_number() || ACROSS.contains(&w.lower))
        }
        Cue::Observe if word(at).starts_with("alert") || word(at).starts_with("alarm") => is_of_product(words, at),
        // "Implementations", "development": nouns of verbs.
        Cue::Operate => ["ion", "ions", "ment", "ments", "er", "ers"].iter().any(|end| word(at).ends_with(end)),
        // "Circuit breakers, relays and motors"
        Cue::Reliable => {
            ["circuit", "standby", "load"].contains(&word(at)) && words.iter().any(|w| w.is(Class::ELECTRICAL))
                || before(1) == "not"
                // "Chose it because the packages had to keep running" is what was asked of it.
                || word(at) == "keep" && before(1) == "to" && matches!(before(2), "had" | "have" | "has" | "needed")
                // "Rolled back the MongoDB experiment" is a decision.
                || word(at) == "rolled"
                    && words[end..].iter().take(6).any(|w| matches!(w.lower, "experiment" | "plan" | "pilot" | "rewrite"))
                // "The error budget of a telescope's optics"
                || word(at) == "error" && word(end - 1).starts_with("budget") && words.iter().any(|w| w.is(Class::MEASURING))
                // A volunteer at a fire brigade is on call for people.
                || (word(at).starts_with("on") || word(at) == "duty") && words.iter().any(|w| w.is(Class::RESCUE))
                // "Programmed the on-call duty roster of village pharmacies": others are on duty by it.
                || (word(at).starts_with("on") || word(at) == "duty")
                    && matches!(word(0), "programmed" | "coded" | "prototyped" | "built" | "developed" | "designed")
                    && words[end..].iter().take(4).any(|w| matches!(w.lower, "of" | "for"))
                    && words[end..].iter().any(|w| w.is(Class::ON_DUTY))
                // "Paged results", "incident reports of the fire brigade", "a power outage map": things of the product.
                || word(at) == "paged" && !words[at].ends_phrase && !matches!(word(end), "when" | "by" | "on" | "the" | "us" | "me" | "through")
                || matches!(word(at), "incident" | "incidents" | "outage" | "outages" | "alert" | "on-call" | "emergency")
                    && !(word(at) == "on-call" && matches!(word(end), "page" | "pages"))
                    && words.get(end).is_some_and(|w| w.gives(Cue::System) || THINGS.contains(&w.lower))
                // "The graceful degradation of leaves"
                || word(at) == "graceful" && word(end) == "of" && !words[end..].iter().take(5).any(|w| {
                    [Cue::System, Cue::Api, Cue::Store, Cue::Generic].iter().any(|cue| w.gives(*cue))
                })
                // A choir rehearses, too.
                || word(at).starts_with("rehears") && !words.iter().any(|w| OF_FAILURE.iter().any(|stem| w.lower.starts_with(stem)))
                // What is done "without downtime" is something else.
                || word(end - 1) == "downtime"
                    && words.iter().any(|w| w.lower.starts_with("rotat") || w.gives(Cue::Secret) || w.gives(Cue::Secure))
                || word(end - 1) == "alert" && is_of_product(words, at)
                || word(at).starts_with("incident")
                    && (before(1) == "security"
                        || words.iter().any(|w| matches!(w.lower, "desk" | "helpdesk" | "census")))
        }
        // "so as to get the data" is an aim; "replaced deprecated APIs" no design.
        Cue::Outcome if word(at).starts_with("get") => before(1) == "to",
        // "The customer chose us"
        Cue::Choose => matches!(word(end), "us" | "me"),
        // "Token machines" take coins.
        Cue::Secret => {
            word(end - 1).starts_with("token") && matches!(word(end), "machine" | "machines" | "ring" | "rings")
        }
        // "A churn model" is a system.
        Cue::Business => ["model", "predict", "forecast"].iter().any(|stem| word(end).starts_with(stem)),
        Cue::Design if word(at) == "deprecated" => at > 0,
        // "Version 2 of the SDK", "specifications": nouns.
        Cue::Design if matches!(word(at), "version" | "versions") => true,
        Cue::Design if word(at).ends_with("ion") || word(at).ends_with("ions") => true,
        // "Branch offices", "technical support": of every trade.
        Cue::Property | Cue::Craft if word(at) == "branch" => {
            ["office", "manager", "staff", "bank"].iter().any(|w| word(end).starts_with(w))
        }
        // "Worked closely with UX designers": people, no work on software.
        Cue::Property if is(end, Class::TRADE) && word(end).ends_with("ers") && !words[end - 1].ends_phrase => true,
        Cue::Property if word(at) == "technical" => matches!(
            word(end),
            "support" | "sales" | "drawings" | "writing" | "discussion" | "discussions" | "meetings"
        ),
        // "Expertise in API design"
        Cue::ApiOwn if word(end - 1) == "design" => (1..4).any(|n| {
            matches!(before(n), "expertise" | "experience" | "knowledge" | "robust" | "skills" | "understanding")
        }),
        _ => false,
    }
}

/// Verbs that move something from one thing to another, and mean much else.
pub(super) const TAKES: [&str; 6] = ["brought", "lifted", "pulled", "pulling", "taking", "took"];

/// What somebody gets from clients, or does with them.
const OF_CLIENTS: [&str; 20] = [
    "calls",
    "communication",
    "complaints",
    "data",
    "demos",
    "email",
    "emails",
    "expectations",
    "feedback",
    "issues",
    "meetings",
    "needs",
    "presentations",
    "queries",
    "questions",
    "requests",
    "requirements",
    "tickets",
    "visits",
    "workshops",
];

/// What makes a system available: "across two zones", "with replicas".
const ACROSS: [&str; 9] =
    ["across", "with", "by", "zones", "regions", "replicas", "replication", "cluster", "clustered"];

/// What is rehearsed where systems fail, by its stem.
const OF_FAILURE: [&str; 14] = [
    "fail", "restor", "recover", "incident", "outage", "disaster", "backup", "runbook", "switch", "region", "drill",
    "rollback", "cutover", "crash",
];

/// What is turned up and down.
const DIALS: [&str; 8] = ["brightness", "frequency", "level", "levels", "noise", "sampling", "verbosity", "volume"];

/// What a product shows of incidents and alerts: they are its domain then, not the work.
const THINGS: [&str; 18] = [
    "form", "forms", "map", "tickets", "data", "screen", "list", "lists", "view", "history", "entry", "table",
    "category", "calendar", "emails", "messages", "log", "diary",
];

/// Whether an alert is what a product sends to its users.
fn is_of_product(words: &[Word<'_>], at: usize) -> bool {
    const SENT: [&str; 17] = [
        "send", "sends", "sent", "sending", "email", "push", "sms", "receive", "receives", "weather", "storm", "price",
        "stock", "fire", "smoke", "burglar", "intruder",
    ];
    words[at.saturating_sub(4)..at].iter().any(|w| SENT.contains(&w.lower))
}

/// Whether what follows "as" has a verb of its own: "the garages run simple sites", "nobody in the team wanted to run it", "dumps no
/// longer fitted".
fn says(words: &[Word<'_>], at: usize) -> bool {
    const WHO: [&str; 4] = ["nobody", "none", "everybody", "everyone"];
    let behind = &words[at.min(words.len())..];
    let reach = match behind.first() {
        Some(w) if WHO.contains(&w.lower) => 9,
        // "As moving 30 years of exceptions would have been a project of its own"
        Some(w) if w.lower.len() > 5 && w.lower.ends_with("ing") => 7,
        _ => 5,
    };
    let finite = |w: &Word<'_>| w.is(Class::FINITE) || reach == 9 && w.lower == "wanted";
    let no_longer = |pair: &[Word<'_>]| pair[0].lower == "no" && pair[1].lower == "longer";
    behind.iter().take(reach).any(finite) || behind.windows(2).take(5).skip(1).any(no_longer)
}

/// Whether what follows is one thing that may or must do something: "a part may be nested", and not "a service that can scale".
fn may(words: &[Word<'_>], at: usize) -> bool {
    const MAY: [&str; 7] = ["can", "cannot", "could", "may", "might", "must", "would"];
    let mut clause = words[at..].iter().take(5).take_while(|w| !matches!(w.lower, "that" | "which" | "who" | "so"));
    clause.any(|w| MAY.contains(&w.lower))
}

/// Whether a length of time follows within three words.
fn is_span(words: &[Word<'_>], at: usize) -> bool {
    words[at..].iter().take(3).any(|w| w.is(Class::TIME))
}
