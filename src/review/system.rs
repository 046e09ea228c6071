//! Whether a statement says which system was worked on: a kind of system with words that tell which one, or a thing that work
//! was done for.

use super::cues::{Cue, Found};
use super::kinds::{
    ADMINISTERED, KINDS_OF_MODEL, MODULES_OF_ERP, TASKS_OF_MODELS, is_any_data, is_any_of, is_foretold, is_generic,
    is_page_of_all, is_payer, is_role_of_server, of_modality,
};
use super::naming::{by_deed, feature, is_third_person, process};
use super::opener::other_form;
use super::signal::Facts;
use super::stored::kept_data;
use super::subject::subject;
use super::title::{label, named_kind, titled};
use super::word::{Class, Word, is_people};
use crate::text::Span;

/// Whether a statement names a system: not "REST APIs", "the application" or "our platform", but "the complaint portal",
/// "the backend of a book club" or "checkout".
pub(super) fn system(facts: &Facts<'_>) -> Option<Span> {
    facts
        .all(Cue::System)
        .find(|f| is_named(facts, f))
        .map(|f| f.span)
        .or_else(|| thing(facts))
        .or_else(|| label(facts))
        .or_else(|| named_kind(facts))
        .or_else(|| by_deed(facts))
        .or_else(|| process(facts))
        .or_else(|| feature(facts))
        .or_else(|| titled(facts))
        .or_else(|| subject(facts))
}

/// Ends like a word for an activity or a quality that no system is named by.
pub(super) fn is_abstract(word: &Word<'_>) -> bool {
    // "Workstations" are things.
    let place = || word.lower.contains("station");
    !word.is(Class::ACTIVITY) && ABSTRACT_ENDS.iter().any(|end| word.lower.ends_with(end)) && !place()
}

/// Whether a statement has what only work on software has: "Treasurer of the chess club" has nothing to do with systems.
pub(super) fn may_be_of_software(facts: &Facts<'_>) -> bool {
    const TECHNICAL: u64 = Cue::bits(&[
        Cue::Build,
        Cue::Improve,
        Cue::Api,
        Cue::Store,
        Cue::StoreName,
        Cue::Observe,
        Cue::Secure,
        Cue::Reliable,
        Cue::Generic,
        Cue::Partition,
        Cue::Style,
        Cue::Spec,
    ]);
    // "The system of values" may be of anything.
    let of_software = |word: &Word<'_>| {
        word.is(Class::SOFTWARE | Class::PROGRAM) && !word.is(Class::OFFICE) && word.lower != "system"
    };
    let kind = || facts.all(Cue::System).any(|f| of_software(&facts.words[f.words.1 - 1]));
    !facts.skills.is_empty() || facts.present & TECHNICAL != 0 || kind()
}

/// What work was done for or on, where no word says that it is a system: "the speed of the exam calendar", "alerts for a
/// blood bank". An article makes it one thing; people, activities and qualities are none.
fn thing(facts: &Facts<'_>) -> Option<Span> {
    const WORDS_MAX: usize = 4;
    if !may_be_of_software(facts) {
        return None;
    }
    let words = facts.words;
    // "Half of the load" is a share of something.
    let is_share = |word: &Word<'_>| word.is_number() || word.is(Class::SHARE);
    let tells = |at: usize| {
        let word = &words[at];
        is_plain(facts, word)
            && ![Cue::System, Cue::Buzz, Cue::Generic]
                .iter()
                .any(|cue| facts.all(*cue).any(|f| f.words.0 <= at && at < f.words.1))
    };
    let article = |at: usize| words.get(at).is_some_and(|w| matches!(w.lower, "the" | "a" | "an") && !w.ends_phrase);
    // "For a manufacturing client in Pune": what stands behind "in" tells where.
    let at_client =
        |last: usize| (last.saturating_sub(3)..last).any(|n| is_payer(&words[n]) && words[n + 1].lower == "in");
    // The phrase that begins at `first`, where it names something that could run.
    // After an article "charging" is a quality, "for charging a phone" a deed.
    let named = |first: usize, least: usize| {
        let more = (first + 1..words.len()).take_while(|n| !words[n - 1].ends_phrase && !words[*n].is(Class::END));
        let last = more.take(WORDS_MAX - 1).last().unwrap_or(first);
        // "The screens drawn by an agency"
        let made = last > first
            && !words[last].ends_phrase
            && ["ed", "built", "drawn", "given", "made", "taken", "written"]
                .iter()
                .any(|end| words[last].lower.ends_with(end))
            && words.get(last + 1).is_some_and(|w| matches!(w.lower, "by" | "over"));
        let last = last - usize::from(made);
        let head = words.get(last)?;
        let does = words.get(first)?.lower.ends_with("ing")
            && !words[first].is(Class::ACTIVITY)
            && !(article(first - 1) && last > first);
        // A hotel chain pays, a supply chain does not.
        let chain = head.lower == "chain" && !matches!(facts.before(last, 1), "block" | "supply" | "tool" | "value");
        // "For the HR department", "for automotive customers": for whom, not what.
        // "The transformation of a European bank"; a blood bank is a thing.
        let firm = (head.is(Class::CUSTOMER) || matches!(head.lower, "telco" | "utility"))
            && !matches!(facts.before(last, 1), "blood" | "food" | "milk" | "seed");
        let whom = is_payer(head) || chain || firm || at_client(last);
        // "For order events": what stands before such records tells which.
        let records = |last: usize| {
            let before = last.checked_sub(1).filter(|before| *before >= first).map(|before| &words[before]);
            // "A bottling line"
            let line = matches!(words[last].lower, "line" | "lines");
            let of_plant =
                |w: &Word<'_>| w.lower.ends_with("ing") && !matches!(w.lower, "ordering" | "operating" | "reporting");
            let record = matches!(
                words[last].lower,
                "alarms" | "alerts" | "data" | "documents" | "events" | "files" | "records" | "tables"
            );
            before.is_some_and(|w| line && of_plant(w))
                || record
                    && before.is_some_and(|w| {
                        is_plain(facts, w) && !w.is(Class::NO_THING) && !w.is(Class::RECORDS) && !is_any_data(w.lower)
                    })
        };
        let runs = !does
            && !whom
            && !head.is_number()
            && (!head.is(Class::NO_THING) || records(last))
            && !head.is(Class::END)
            && !is_abstract(head)
            // "For the MM and SD modules"
            && !MODULES_OF_ERP.contains(&head.lower)
            && last + 1 - first >= least;
        (runs && (first..=last).any(tells)).then(|| Span { start: words[first].span.start, end: head.span.end })
    };
    let phrase = |at: usize| {
        if !words[at].is(Class::INTO) || words[at].ends_phrase {
            return None;
        }
        // "The finance department of the county"
        if at.checked_sub(1).is_some_and(|before| is_share(&words[before]) || is_payer(&words[before])) {
            return None;
        }
        // "Of our appointment reminders"
        if words[at].lower == "of"
            && words.get(at + 1).is_some_and(|w| matches!(w.lower, "our" | "my") && !w.ends_phrase)
        {
            return named(at + 2, 2);
        }
        // "Between tachograph and back office", "between the till and the bank"
        if words[at].lower == "between" && words.iter().take(at + 5).skip(at + 2).any(|w| w.lower == "and") {
            return named(at + 1 + usize::from(article(at + 1)), 1);
        }
        if article(at + 1) {
            return named(at + 2, if matches!(words[at].lower, "of" | "for") { 1 } else { 2 });
        }
        // "for ingredient recalls", "between kitchen displays and till"
        let plural = |span: &Span| {
            let name = span.of(facts.text);
            name.ends_with('s') || name.ends_with(" data")
        };
        let bare = || named(at + 1, 2).filter(plural);
        let for_firms = |span: &Span| {
            let last = (at + 1..words.len()).find(|n| words[*n].span.end == span.end);
            let counted = words.get(at + 1).is_some_and(Word::tells_number);
            counted && last.is_some_and(|n| words[n].is(Class::ORGANISATION))
        };
        // "For various microcontrollers" tells none from others.
        // "Charts for our services" neither.
        let first =
            || words.get(at + 1).is_some_and(|w| w.tells_number() || !w.is(Class::GENERIC) && !w.is(Class::END));
        match words[at].lower {
            // "Demand forecasting for frozen food"
            "for" | "in" | "of" | "on" if at > 0 && is_foretold(&words[at - 1]) => named(at + 1, 2).filter(|_| first()),
            // "First contact for two ministries"
            "for" | "between" => bare().filter(|span| first() && !for_firms(span)),
            // "Ingestion of smart-meter readings"
            "of" if at > 0 && words[at - 1].is(Class::DATA_ACTION) => bare().filter(|_| first()),
            _ => None,
        }
    };
    // "Programmed a weather station"
    let made = || {
        let verb = usize::from(matches!(words.first()?.lower, "i" | "we"));
        let maker = |at: usize| words.get(at).is_some_and(|w| w.is(Class::MAKER));
        // "Designed and shipped a weather station"
        let second = maker(verb) && words.get(verb + 1).is_some_and(|w| w.lower == "and" && !words[verb].ends_phrase);
        let verb = if second { verb + 2 } else { verb };
        let deed = words.get(verb)?;
        let done = deed.is(Class::MAKER) || second && deed.lower.ends_with("ed");
        // "Built a scalable gaming backend" was asked before.
        let kind = |span: &Span| {
            facts.all(Cue::System).any(|f| f.span.end == span.end && words[f.words.0].is(Class::SOFTWARE))
        };
        (done && article(verb + 1)).then(|| named(verb + 2, 2)).flatten().filter(|span| !kind(span))
    };
    (0..words.len()).find_map(phrase).or_else(made).or_else(|| kept_data(facts))
}

/// Ends of words for activities and qualities: "maintenance", "scalability".
const ABSTRACT_ENDS: [&str; 8] = ["tion", "tions", "ment", "ing", "ity", "ness", "ance", "ence"];

/// Whether a word may tell one system from others: no technology, no number, not "internal" or "web".
pub(super) fn is_plain(facts: &Facts<'_>, word: &Word<'_>) -> bool {
    !word.is(Class::GENERIC)
        && !word.is_number()
        && !word.lower.ends_with("-old")
        && !facts.skills.iter().any(|s| s.contains(word.span))
}

/// Whether the words around a kind of system tell which one: what stands before it in its phrase, or what it is of or for.
fn is_named(facts: &Facts<'_>, system: &Found) -> bool {
    let words = facts.words;
    // Systems that are named by their kind alone: there is one of them, and everybody knows what it does.
    // "Lead for Search & Discovery"
    let capital = |at: usize| at > 0 && words[at].span.of(facts.text).starts_with(char::is_uppercase);
    let own = |at: usize| words[at].is(Class::OWN) || words[at].lower == "search" && capital(at);
    let (first, last) = (system.words.0, system.words.1 - 1);
    // "A payments company" is who paid.
    // "Several game studios" are others.
    let company = !words[last].ends_phrase
        && words.get(last + 1).is_some_and(|w| {
            w.is(Class::CUSTOMER)
                || matches!(
                    w.lower,
                    "agencies" | "companies" | "firms" | "operators" | "publishers" | "studio" | "studios"
                )
        });
    // "Published it in the App Store"
    let shop = first > 0 && words[first].lower == "store" && matches!(words[first - 1].lower, "app" | "play");
    // "The Perl code of a telecom client", "for banking client": who paid, too; "for the chat client" is for software.
    let payer = || {
        let phrase = (first.saturating_sub(3)..first).rev().take_while(|at| !words[*at].ends_phrase);
        let mut phrase =
            phrase.map(|at| words[at].lower).filter(|w| matches!(*w, "of" | "for" | "at" | "with" | "the"));
        words[last].lower == "client" && phrase.next().is_some_and(|w| w != "the")
    };
    // "At client site", "student job"
    let place = first > 0
        && match words[last].lower {
            "site" | "sites" => matches!(words[first - 1].lower, "client" | "customer"),
            "job" => matches!(words[first - 1].lower, "student" | "summer" | "side" | "day" | "part-time"),
            _ => false,
        };
    // "Game designers" make games.
    let maker = || {
        let next = words.get(last + 1).filter(|_| !words[last].ends_phrase);
        let people = |w: &Word<'_>| {
            w.is(Class::TRADE) && (w.lower.ends_with("er") || w.lower.ends_with("ers")) || w.lower == "artists"
        };
        // "Game days" are drills, and "the payments department" is people.
        let other = |w: &Word<'_>| {
            matches!(w.lower, "department" | "departments" | "guild")
                || words[last].lower == "game" && matches!(w.lower, "day" | "days" | "jam" | "jams")
                || words[last].lower.starts_with("catalog") && matches!(w.lower, "item" | "items")
                || words[last].lower == "onboarding" && w.lower == "time"
        };
        (own(last) || words[last].lower == "software") && next.is_some_and(|w| people(w) || own(last) && other(w))
    };
    // "Spark jobs on EMR" is a cloud's.
    let cloud = words[last].lower == "emr" && matches!(facts.before(first, 1), "amazon" | "aws" | "in" | "on" | "to");
    // "Fact checker at a magazine" is a person.
    let person =
        || matches!(words[last].lower, "assembler" | "checker" | "sorter" | "verifier") && !may_be_of_software(facts);
    if company || shop || place || cloud || payer() || maker() || person() {
        return false;
    }
    // "Bug fixes in an existing CRM": any firm has one.
    let any = matches!(words[last].lower, "cms" | "crm" | "erp" | "hrms" | "lms")
        && first > 0
        && !words[first - 1].ends_phrase
        && is_any_of(words[first - 1].lower);
    // "The order flow", "core banking": the first word of the kind tells which.
    let by_kind = || {
        let kind = words[last].lower;
        first < last
            && (matches!(kind, "flow" | "banking" | "switch" | "terminal")
                || matches!((words[first].lower, kind), ("web", "shop")))
    };
    // "The tracker": a firm has one.
    let one = || {
        facts.before(first, 1) == "the"
            && matches!(words[last].lower, "archive" | "configurator" | "recommender" | "tracker")
    };
    if !any && (first == last && (own(first) || one()) || by_kind()) {
        return true;
    }
    // "Machine learning models", "the MM and SD modules": of which kind, not which.
    let of_kind = |word: &str| match words[last].lower {
        "model" | "models" => KINDS_OF_MODEL.contains(&word),
        "module" | "modules" => MODULES_OF_ERP.contains(&word),
        "pages" => is_page_of_all(word),
        "libraries" | "plugins" | "tools" => word == "open-source",
        "proxy" => matches!(word, "forward" | "reverse"),
        "broker" | "brokers" => word == "message",
        "worker" | "workers" => word == "service",
        "bus" => matches!(word, "event" | "message" | "service"),
        kind if is_generic(kind) => matches!(word, "e-commerce" | "ecommerce"),
        "queue" | "queues" => {
            matches!(word, "background" | "dead-letter" | "event" | "job" | "message" | "task" | "work")
        }
        "search" => matches!(word, "full-text" | "vector"),
        "controller" | "controllers" => matches!(word, "mvc" | "pid"),
        "servers" => is_role_of_server(word),
        _ => false,
    };
    let tells = |at: usize| {
        let word = &words[at];
        // "Cross platform apps", "long running jobs"
        let cross = at > 0
            && matches!(
                (words[at - 1].lower, word.lower),
                ("cross", "platform") | ("long", "running") | ("third", "party")
            );
        if of_kind(word.lower) || cross || !is_plain(facts, word) {
            return false;
        }
        let buzz = facts.all(Cue::Buzz).any(|f| f.words.0 <= at && at < f.words.1);
        let other = |f: &Found| {
            let next = || words.get(f.words.1);
            let team = next().is_some_and(|w| w.lower.starts_with("team"));
            // "An application for warehouse scanning"
            let activity = next().is_some_and(|w| w.is(Class::ACTIVITY) || w.lower == "management");
            let named = team || activity && !words[at].ends_phrase;
            f.words.0 == at && !word.is(Class::OWN) && at > system.words.0 && !named
        };
        !buzz && !facts.all(Cue::System).any(other)
    };
    // "Installing and tuning databases", "by regularly updating plugins"
    let is_deed = |at: usize| {
        // "Logging pipeline, 4 TB a day"
        const KINDS: [&str; 6] = ["caching", "imaging", "indexing", "logging", "monitoring", "rendering"];
        let kind = at + 1 == first && KINDS.contains(&words[at].lower);
        let named = words[at].is(Class::ACTIVITY) || kind || words[at].lower.contains('-');
        let leads = |w: &Word<'_>| {
            w.ends_phrase
                || matches!(w.lower, "by" | "while" | "when")
                // "Tasked with improving database performance"
                || matches!(w.lower, "with" | "for" | "of" | "in") && other_form(words[at].lower).is_some()
                || w.lower.len() > 4 && w.lower.ends_with("ly")
                || at < 3 && w.lower == "and"
        };
        !named && at.checked_sub(1).is_none_or(|before| leads(&words[before]))
    };
    let helped = facts.classes.has(Class::HELP);
    let ends = |at: usize| {
        // Verbs that are nouns as well.
        const DEEDS: [&str; 12] = [
            "adopt", "allow", "control", "ensure", "let", "monitor", "perform", "plan", "review", "support", "test",
            "track",
        ];
        let word = &words[at];
        word.ends_phrase
            || word.is(Class::END)
            // "Set up pipelines", "rolled out builds"
            || at == 0 && words.get(1).is_some_and(|w| matches!(w.lower, "up" | "out" | "off" | "down" | "over"))
            || word.is(Class::VERB)
                && (word.lower.ends_with("ed") || matches!(word.lower, "built" | "made" | "ran" | "wrote" | "rewrote"))
                && at > 0
                && (words[at - 1].ends_phrase || words[at - 1].lower == "and")
            || word.lower.ends_with("ing") && is_deed(at)
            // "To architect pipelines", "to monitor system health"
            || at > 0
                && words[at - 1].lower == "to"
                && (other_form(word.lower).is_some() || DEEDS.contains(&word.lower))
            // "Helped the developers migrate jobs"
            || helped && word.classes.has(Class::VERB) && !word.lower.ends_with("ing") && !word.lower.ends_with("ed")
            || helped && !word.lower.ends_with('s') && !word.lower.ends_with("ing") && other_form(word.lower).is_some()
            // "The team that operates clusters"
            || at > 0 && matches!(words[at - 1].lower, "that" | "which" | "who") && is_third_person(word)
            || at < 3 && (word.is(Class::VERB) || facts.all(Cue::Improve).any(|f| f.words.1 == at + 1))
            // "To improve performance and reduce cluster cost"
            || at > 0
                && matches!(words[at - 1].lower, "and" | "to")
                && facts.all(Cue::Improve).any(|f| f.words.1 == at + 1 && !words[at].lower.ends_with("ed"))
            || facts.all(Cue::Build).any(|f| f.words.0 == at)
            // "Exported reports"
            || at == 0
                && word.lower.ends_with("ed")
                && (!word.lower.contains('-') || word.lower.ends_with("tuned") || word.lower.ends_with("tested"))
    };
    // "The team of the tax portal", "a project for the city library": only what it is of tells which.
    let loose = matches!(words[first].lower, "project" | "team");
    // "A backup solution" is any that an administrator sets up.
    let solution = words[last].lower == "solution"
        && first > 0
        && (ADMINISTERED.contains(&words[first - 1].lower) || words[first - 1].is(Class::END));
    // "A highly scalable gaming backend": big words and a trade.
    let hollow = matches!(words[last].lower, "backend" | "backends" | "solution" | "solutions" | "systems") && {
        let phrase = (0..first).rev().take_while(|at| !ends(*at)).take(4).last().unwrap_or(first);
        facts.all(Cue::Buzz).any(|f| phrase <= f.words.0 && f.words.1 <= first)
    };
    let before =
        !any && !loose && !solution && !hollow && (0..system.words.0).rev().take_while(|at| !ends(*at)).any(tells);
    // "dashboards in Tableau for the sales team"
    let of = (system.words.1..words.len())
        .take_while(|at| !words[at - 1].ends_phrase && !matches!(words[*at].lower, "and" | "or" | "because" | "since"))
        .take(6)
        .find(|at| {
            // "A report on bed occupancy"
            let on = || {
                matches!(words[last].lower, "report" | "reports" | "dashboard" | "dashboards" | "cube")
                    && *at == system.words.1
            };
            // "Semantic search over patent claims"
            let over = || words[last].lower == "search" && *at == system.words.1;
            // "A CMS instead of an own one"
            matches!(words[*at].lower, "of" | "for") && words[at - 1].lower != "instead"
                || matches!(words[*at].lower, "on" | "about") && on()
                || matches!(words[*at].lower, "over" | "across") && over()
        });
    let article_behind = |of: usize| words.get(of + 1).is_some_and(|w| matches!(w.lower, "a" | "an" | "the"));
    let told = of.is_some_and(|of| {
        let article = words.get(of + 1).is_some_and(|w| w.lower == "the");
        let phrase = (of + 1..words.len()).take_while(|at| *at == of + 1 || !words[at - 1].ends_phrase);
        let mut rest =
            phrase.skip_while(|at| words[*at].is(Class::END)).take_while(|at| !words[*at].is(Class::END)).take(4);
        let Some(first) = rest.next() else { return false };
        let head = &words[rest.last().unwrap_or(first)];
        // "Microservices for an insurance firm" says who paid.
        let kind = words[last].lower;
        // "The databases of a bank"
        let stores = matches!(kind, "clusters" | "databases" | "servers") && head.is(Class::CUSTOMER);
        let several = kind.ends_with('s') && is_generic(kind) || matches!(kind, "software" | "solution" | "product");
        // "Landing pages for three restaurants"
        let payer =
            head.is(Class::CUSTOMER) || is_payer(head) || head.is(Class::ORGANISATION) && kind.ends_with("pages");
        // "Reports for the sales director"
        let reader = matches!(kind, "report" | "reports") && is_people(head.lower, head.classes);
        // "CLI tools for the platform team"
        let helper =
            matches!(kind, "cli" | "jobs" | "libraries" | "library" | "scripts" | "tool" | "tools" | "tooling")
                && matches!(head.lower, "developers" | "engineers" | "team" | "teams");
        // "Data pipelines for the analytics team"
        let team = several
            && !matches!(kind, "dashboards" | "reports")
            && matches!(head.lower, "department" | "departments" | "squad" | "squads" | "team" | "teams");
        let whom = stores || words[of].lower == "for" && ((several || any) && payer || reader || helper || team);
        let people = ["ers", "ors", "ists"].iter().any(|end| head.lower.ends_with(end));
        // "Modules of the insurance product"
        // "Models for image classification" says of which kind, too.
        let task =
            kind.starts_with("model") && TASKS_OF_MODELS.contains(&head.lower) && of_modality(words[first].lower);
        let study = matches!(head.lower, "project" | "projects")
            || task
            || head.lower == "product" && kind == "modules"
            || kind.starts_with("program") && head.is(Class::CUSTOMER);
        // "The app of a young meal-kit start-up"
        let start_up = || {
            head.is(Class::CUSTOMER)
                && words[of].lower == "of"
                && (first..of + 5).any(|at| words.get(at).is_some_and(|w| w.lower.contains('-')) && tells(at))
        };
        // "A screen for policy surrender": what cannot run, with what is done to it.
        let done_to = || {
            let told = head.span.start > words[first].span.start && is_plain(facts, head);
            words[first].lower == "policy" && told && !head.is(Class::NO_THING) && !is_abstract(head)
        };
        let thing = !words[first].is(Class::NO_THING) || done_to();
        // Behind big words only what is done, or one thing, tells which: "scalable solutions for hospital bed planning".
        let clear = !hollow || head.lower.ends_with("ing") || head.is(Class::ACTIVITY) || article_behind(of);
        (tells(first) || start_up()) && !study && thing && clear && !whom && !(loose && (!article || people))
    });
    before || told
}
