//! What kind of line a statement is: work on software, other work, or no work at all.
//!
//! Resumes put everything under a job: meetings, degrees, phone numbers. What the guide asks of a statement (which system, how
//! big, what came of it) is asked of software alone; a coach who asks a treasurer for requests a second is not heard again.

use super::beside::is_beside_work;
use super::cues::Cue;
use super::enumeration::{is_headed_list, is_list_of_technologies, is_list_of_things};
use super::signal::{Facts, opens_list};
use super::word::{Class, Word};

/// Whether a statement names a technology, or has a cue that only technology gives.
pub(super) fn is_technical(facts: &Facts<'_>) -> bool {
    const CUES: u64 = Cue::bits(&[
        Cue::Api,
        Cue::Style,
        Cue::Spec,
        Cue::Layout,
        Cue::Store,
        Cue::StoreName,
        Cue::Reliable,
        Cue::Secure,
    ]);
    // Offices are partitioned and people rotate, too.
    !facts.skills.is_empty()
        || facts.present & CUES != 0
        || facts.has(Cue::Rotate) && facts.has(Cue::Secret)
        || facts.has(Cue::Partition) && facts.has(Cue::System)
}

/// Whether a statement speaks of work on software: a technology, a kind of system or of software, a cue of one, or a deed on a
/// property that only software has ("reduced memory usage").
pub(super) fn is_of_software(facts: &Facts<'_>) -> bool {
    // "Daily stand-ups, code reviews and sprint planning" are meetings.
    let meets = || facts.classes.has(Class::MEETING) && facts.skills.is_empty();
    // "Mentored engineers and championed a culture of excellence" is work with people.
    let leads = || {
        const LEADS: [&str; 7] = ["coach", "coached", "hired", "interviewed", "mentor", "mentored", "recruited"];
        const ELSE: u64 = Cue::bits(&[Cue::System, Cue::Generic, Cue::ApiOwn, Cue::Observe, Cue::Build, Cue::Improve]);
        facts.words.first().is_some_and(|w| LEADS.contains(&w.lower)) && facts.present & ELSE == 0
    };
    (is_technical(facts) || speaks_of_software(facts) && !meets() && !leads()) && !leads_team(facts)
}

/// "Leading seven backend engineers in Cork and Kyiv", "hired and line-managed six Android engineers": work with people, whatever they make.
pub(super) fn leads_team(facts: &Facts<'_>) -> bool {
    const LEADS: [&str; 12] = [
        "coached",
        "coaching",
        "hired",
        "lead",
        "leading",
        "led",
        "line-managed",
        "managed",
        "managing",
        "mentored",
        "mentoring",
        "supervised",
    ];
    const TRADES: [&str; 9] = [
        "analysts",
        "colleagues",
        "designers",
        "developers",
        "engineers",
        "interns",
        "juniors",
        "programmers",
        "testers",
    ];
    const ELSE: u64 = Cue::bits(&[
        Cue::Build,
        Cue::Improve,
        Cue::Move,
        Cue::Design,
        Cue::Reliable,
        Cue::Secure,
        Cue::ApiOwn,
        Cue::Store,
        Cue::Reason,
    ]);
    // "Built and led a data group of twelve"
    const FORMS: [&str; 5] = ["assembled", "built", "formed", "grew", "recruited"];
    const GROUPS: [&str; 7] = ["crew", "department", "group", "organisation", "squad", "team", "unit"];
    let words = facts.words;
    let trade = |at: usize| words[at + 1..].iter().take(3).any(|w| TRADES.contains(&w.lower));
    let of_group = |at: usize| at > 1 && words[at - 1].lower == "of" && GROUPS.contains(&words[at - 2].lower);
    let leads = |at: usize| words.get(at).is_some_and(|w| LEADS.contains(&w.lower));
    let forms = words.first().is_some_and(|w| FORMS.contains(&w.lower))
        && words.iter().take(5).any(|w| matches!(w.lower, "and" | "then"))
        && (1..5).any(leads);
    let built = if forms { Cue::Build.bit() } else { 0 };
    (leads(0) || forms)
        && facts.present & ELSE & !built == 0
        && facts.metrics.is_empty()
        && (0..words.len().min(10)).any(|at| words[at].tells_number() && (trade(at) || of_group(at)))
}

/// The same, by words that name no technology.
fn speaks_of_software(facts: &Facts<'_>) -> bool {
    let certain = |cue: Cue| facts.all(cue).any(|f| !facts.words[f.words.0].is(Class::OFFICE));
    const DEEDS: [&str; 8] = ["develop", "implement", "architect", "built", "build", "cod", "program", "automat"];
    let deed = || {
        facts.all(Cue::Build).any(|f| {
            // "The implementation of policies" is one of every office.
            let word = facts.words[f.words.0].lower;
            // So is "developed a training plan for the staff".
            let planned = || facts.words[f.words.1..].iter().take(6).any(|w| w.is(Class::PLANNED));
            !word.ends_with("ion") && DEEDS.iter().any(|deed| word.starts_with(deed)) && !planned()
        })
    };
    // "Development, testing and documentation": two tasks of every team that writes software.
    let tasks = || {
        const TASKS: [&str; 8] = [
            "coding",
            "debugging",
            "deployment",
            "development",
            "documentation",
            "monitoring",
            "programming",
            "testing",
        ];
        let named = facts.words.iter().filter(|w| TASKS.contains(&w.lower)).count();
        named > 1 && !facts.classes.has(Class::ELECTRICAL)
    };
    // "Assisted senior developers in daily tasks"
    let beside = || {
        facts.classes.has(Class::HELP) && facts.words.iter().any(|w| matches!(w.lower, "developers" | "programmers"))
    };
    tasks()
        || beside()
        || facts.has(Cue::Buzz)
        || moves_visitors(facts)
        || facts.has(Cue::ApiOwn)
        || certain(Cue::System)
        || certain(Cue::Generic)
        || certain(Cue::Observe)
        || deed()
        || facts.all(Cue::Property).any(|f| {
            // Code reviews are meetings.
            !facts
                .words
                .get(f.words.1)
                .is_some_and(|next| ["review", "walkthrough"].iter().any(|w| next.lower.starts_with(w)))
        })
}

/// "Increased conversion and engagement", "raised the click-through rate": what only a site or an app has more of.
fn moves_visitors(facts: &Facts<'_>) -> bool {
    const OF_SITES: [&str; 6] = ["bounce", "click-through", "conversion", "conversions", "page-views", "pageviews"];
    let gain = || facts.all(Cue::Improve).any(|f| f.words.0 < 2);
    gain() && facts.words.iter().take(8).any(|w| OF_SITES.contains(&w.lower))
}

/// Whether a line tells of no work: a degree, a grade, a certificate, how to reach somebody, when they may start, what they wish, what they
/// know; or names things and no deed. `opened`: it opens with words that say whose work it is.
pub(super) fn is_no_work(facts: &Facts<'_>, opened: bool) -> bool {
    let words = facts.words;
    const DEEDS: u64 = Cue::bits(&[Cue::Build, Cue::Improve, Cue::Move, Cue::Secure, Cue::Reliable]);
    let deed = || facts.present & DEEDS != 0;
    let opens = |class: Class| words.first().is_some_and(|w| w.is(class));
    let among = |n: usize, class: Class| facts.classes.has(class) && words.iter().take(n).any(|w| w.is(class));
    let degree = among(5, Class::DEGREE)
        || facts.classes.has(Class::GRADE)
        || facts.classes.has(Class::STUDY) && opens(Class::STUDIED);
    let labelled = words.first().is_some_and(|w| w.is(Class::LABEL))
        && (words[0].opens_clause || matches!(words[0].lower, "available" | "born" | "references"));
    let wish = among(2, Class::WISH)
        || words.len() > 2 && words[0].lower == "to" && matches!(words[1].lower, "find" | "obtain");
    let personal = words.len() < 12 && facts.classes.has(Class::PERSONAL) && facts.skills.is_empty();
    let project = || words.iter().any(|w| matches!(w.lower, "thesis" | "project")) && !facts.skills.is_empty();
    const NAMES: u64 = Cue::bits(&[Cue::Store, Cue::System, Cue::Business, Cue::Property, Cue::Craft]);
    // "Example Works, Bern": the name of an employer, a client or a place.
    let named = || {
        let small = |w: &Word<'_>| {
            w.is(Class::VERB) || w.is(Class::FINITE) || w.lower.ends_with("ing") || w.lower.ends_with("ed")
        };
        let capital = |w: &&Word<'_>| w.span.of(facts.text).starts_with(char::is_uppercase);
        let told = || words.iter().filter(|w| !w.is(Class::END));
        let few = |count: &usize| (2..8).contains(count);
        facts.skills.is_empty()
            && facts.present & !NAMES == 0
            && !words.iter().any(|w| small(w) || w.is_number())
            && Some(told().take(8).count())
                .filter(few)
                .is_some_and(|count| told().filter(capital).count() * 3 >= count * 2)
    };
    // "Strong problem-solving skills": a claim about oneself, as is "ability to lead others" (`beside`).
    let praised = || {
        let told = || words.iter().any(|w| matches!(w.lower, "was" | "were"));
        let of_traits = || words.len() < 16 && !told() && words.iter().skip(1).any(|w| w.is(Class::TRAIT));
        opens(Class::PRAISE) && facts.metrics.is_empty() && facts.skills.is_empty() && of_traits()
    };
    // "Exposure to boilers" is weak, "Strong knowledge of boilers" is no work.
    let known = || {
        const GOT: [&str; 4] = ["acquired", "exposure", "gained", "got"];
        // "Experience in integrating data sources" tells of work.
        let told = || {
            let work = words.first().is_some_and(|w| w.lower.starts_with("experience"))
                && words.get(1).is_some_and(|w| w.lower == "in");
            work || deed() || !facts.metrics.is_empty()
        };
        facts.only_known
            && (facts.skills.is_empty() || !told())
            && !words.first().is_some_and(|w| GOT.contains(&w.lower))
    };
    // "Over 15 years' experience in Java"
    let long = || {
        let opens = words.iter().take(4).position(Word::is_number);
        opens.is_some_and(|at| {
            const LEADS: [&str; 9] =
                ["about", "around", "having", "more", "nearly", "over", "overall", "than", "total"];
            words[..at].iter().all(|w| LEADS.contains(&w.lower))
                && words.get(at + 1).is_some_and(|w| w.lower.starts_with("year"))
                // "13+ years of IT experience"
                && {
                    let near = || words[at + 2..].iter().take(if facts.skills.is_empty() { 1 } else { 3 });
                    // "Over 2 years improved the experience of developers"
                    near().any(|w| w.lower == "experience") && !near().any(|w| w.is(Class::VERB))
                }
        })
    };
    // "Client-side languages: HTML, CSS", "4 months of experience as a trainee"
    let listed = || {
        opens_list(words, facts.classes)
            || words.len() > 3
                && words[0].is_number()
                && words.windows(2).take(5).any(|pair| pair[0].lower == "of" && pair[1].lower == "experience")
    };
    // "Certified Kubernetes Administrator, valid until 2026"
    let certified = || {
        let at = words.iter().take(3).position(|w| w.lower == "certified");
        // "Managed ISO certified data centres" is a deed.
        let plain = at.is_some_and(|at| !words[..at].iter().any(|w| w.is(Class::VERB)));
        plain
            && at
                .and_then(|at| words.get(at + 1))
                .is_some_and(|w| w.span.of(facts.text).starts_with(char::is_uppercase))
    };
    // "Trained on Java during the learning programme", "Got client appreciation and an award"
    let trained = || {
        words.len() > 2
            && facts.metrics.is_empty()
            && words[0].lower == "trained"
            && matches!(words[1].lower, "on" | "in")
            && !deed()
    };
    let awarded = || {
        let got = matches!(words[0].lower, "got" | "received" | "won" | "awarded" | "earned");
        let what = |w: &Word<'_>| matches!(w.lower, "award" | "awards" | "appreciation" | "recognition" | "prize");
        got && facts.skills.is_empty() && words.iter().take(6).any(what) && !deed()
    };
    // "Hobbies: climbing, chess"
    let particulars =
        labelled && matches!(words[0].lower, "hobbies" | "hobby" | "interests" | "nationality" | "references");
    // "Statistics course, nine weeks": the title of what was attended.
    let course = || {
        let end = words.iter().take(7).position(|w| w.ends_phrase);
        end.is_some_and(|end| {
            matches!(
                words[end].lower,
                "bootcamp" | "course" | "mooc" | "nanodegree" | "specialisation" | "specialization"
            ) && !words[..end].iter().any(|w| w.is(Class::VERB) || w.is(Class::INTO) || w.lower.ends_with("ed"))
                && !deed()
        })
    };
    known()
        || course()
        || particulars
        || learns(words, facts.classes)
        || is_fond(facts)
        || is_list_of_things(facts)
        || !opened && is_list_of_technologies(facts)
        || is_beside_work(facts)
        || tells_post(facts)
        || listed()
        || trained()
        || !words.is_empty() && awarded()
        || is_headed_list(facts)
        || long()
        || certified()
        || praised()
        || named()
        || !opened && !tells_deed(facts)
        || (degree && !project() || labelled || wish || personal) && !deed()
}

/// "Working as software engineer at Example Works since 2019": where somebody was and since when, and nothing of what was done.
fn tells_post(facts: &Facts<'_>) -> bool {
    /// Words of the longest such line.
    const LONGEST: usize = 24;
    const ELSE: u64 = Cue::bits(&[Cue::Build, Cue::Improve, Cue::Move, Cue::Api, Cue::Buzz]);
    let words = facts.words;
    let skipped =
        words.iter().take_while(|w| matches!(w.lower, "currently" | "presently" | "i" | "have" | "am" | "was"));
    let Some(rest) = words.get(skipped.count()..).filter(|rest| (4..LONGEST).contains(&rest.len())) else {
        return false;
    };
    let opens = matches!(rest[0].lower, "employed" | "work" | "worked" | "working")
        && matches!(rest[1].lower, "as" | "at" | "by" | "for" | "in");
    // Behind the role stand years and places alone: "on the billing service" tells of work.
    const BEHIND: [&str; 25] = [
        "a", "an", "and", "at", "based", "by", "company", "date", "firm", "for", "from", "in", "month", "months",
        "now", "of", "present", "product", "since", "the", "till", "to", "until", "year", "years",
    ];
    const LEADS: [&str; 7] = ["at", "by", "for", "from", "in", "on", "since"];
    let plain = |w: &Word<'_>| {
        w.is_number() || BEHIND.contains(&w.lower) || w.span.of(facts.text).starts_with(char::is_uppercase)
    };
    let role = || {
        let role = rest.iter().position(|w| w.lower == "as" && !w.ends_phrase);
        role.is_some_and(|at| rest[at + 1..].iter().skip_while(|w| !LEADS.contains(&w.lower)).all(plain))
    };
    let year =
        |w: &Word<'_>| w.lower.len() == 4 && w.is_number() && (w.lower.starts_with("19") || w.lower.starts_with("20"));
    let dated = || rest.iter().any(year);
    opens && role() && dated() && facts.skills.is_empty() && facts.present & ELSE == 0 && facts.metrics.is_empty()
}

/// "Completed a 12-week bootcamp in Java", "learned the basics of Kotlin", "self-taught in Go": learning, as long as no deed follows.
fn learns(words: &[Word<'_>], classes: Class) -> bool {
    /// Words from an opening to the course that it is of.
    const REACH: usize = 9;
    let at = words
        .iter()
        .take(3)
        .take_while(|w| matches!(w.lower, "i" | "have" | "had" | "also" | "currently" | "am" | "been"));
    let words = &words[at.count()..];
    let Some(first) = words.first() else { return false };
    let next = words.get(1).map_or("", |w| w.lower);
    let opens = match first.lower {
        // "Learning management system in Django"
        "learning" => !matches!(
            next,
            "analytics" | "app" | "management" | "path" | "platform" | "portal" | "site" | "system" | "to"
        ),
        "learned" | "learnt" | "studying" | "self-taught" | "retrained" | "upskilled" | "upskilling" => true,
        "taught" | "teaching" => next == "myself",
        // "Trained on 4 million images, the classifier flags"
        "trained" => matches!(next, "on" | "in") && !words.iter().any(Word::is_number),
        "gained" | "acquired" | "obtained" => {
            let mut behind = words
                .iter()
                .skip(2)
                .skip_while(|w| !matches!(w.lower, "during" | "through" | "from"))
                .skip(1)
                .take(REACH);
            behind.any(|w| w.is(Class::COURSE) || matches!(w.lower, "program" | "programme" | "studies"))
        }
        _ => {
            // "Completed the migration of the course catalogue" is work on what is called so.
            const BEHIND: [&str; 18] = [
                "about", "and", "as", "at", "by", "covering", "during", "for", "from", "in", "of", "on", "or", "to",
                "where", "which", "while", "with",
            ];
            let whole = |at: usize| {
                let next = words.get(at + 1);
                words[at].ends_phrase || next.is_none_or(|w| BEHIND.contains(&w.lower) || w.is_number())
            };
            let course = || (0..words.len().min(REACH)).any(|at| words[at].is(Class::COURSE) && whole(at));
            // "Completed training for 20 end users" taught others, and meetings are work.
            const OTHERS: [&str; 12] = [
                "clients",
                "colleagues",
                "customers",
                "employees",
                "meetings",
                "nurses",
                "operators",
                "reviews",
                "staff",
                "stand-ups",
                "standups",
                "users",
            ];
            let other = |w: &Word<'_>| OTHERS.contains(&w.lower);
            classes.has(Class::COURSE) && first.is(Class::TAKES_PART) && course() && !words.iter().any(other)
        }
    };
    // "Learned dbt on the job and rewrote 19 procedures"; "before joining the payments team" is none.
    let deed = |at: usize| {
        let (before, word) = (&words[at - 1], &words[at]);
        let leads = before.ends_phrase || matches!(before.lower, "and" | "then" | "i" | "by" | "while" | "through");
        let past = word.is(Class::VERB) && !word.is(Class::TAKES_PART) && !word.lower.ends_with("ing");
        let how = before.lower == "by" && word.lower.ends_with("ing");
        leads && (past || how)
    };
    opens && !(2..words.len()).any(deed) && !words.iter().any(|w| matches!(w.lower, "app" | "apps" | "lets"))
}

/// "Passionate about clean code", "eager to grow", "keen interest in functional programming": what somebody likes.
fn is_fond(facts: &Facts<'_>) -> bool {
    const FOND: [&str; 8] =
        ["ambitious", "curious", "eager", "enthusiastic", "interested", "keen", "motivated", "passionate"];
    const HOW: [&str; 6] = ["big", "deep", "genuine", "great", "keen", "strong"];
    let [first, second, ..] = facts.words else { return false };
    let of = FOND.contains(&first.lower) && matches!(second.lower, "about" | "by" | "for" | "in" | "on" | "to");
    let leads = usize::from(HOW.contains(&first.lower));
    let interest = || facts.words.get(leads..leads + 2).is_some_and(|w| w[0].lower == "interest" && w[1].lower == "in");
    // "Motivated by slow builds, moved CI to Bazel"
    let deed = || facts.words.windows(2).any(|w| w[0].ends_phrase && w[1].is(Class::VERB));
    facts.metrics.is_empty() && (of || interest()) && !deed()
}

/// Whether any word of a statement tells of a deed or is a number with a unit; "Public Address system (Estimation)" and "HT & LT
/// panels, AMF panel" only name things.
fn tells_deed(facts: &Facts<'_>) -> bool {
    let words = facts.words;
    const DEEDS: u64 = Cue::bits(&[
        Cue::Build,
        Cue::Improve,
        Cue::Move,
        Cue::Design,
        Cue::Choose,
        Cue::Operate,
        Cue::Write,
        Cue::Reason,
        Cue::Reliable,
        Cue::Secure,
        Cue::ApiOwn,
        Cue::Buzz,
    ]);
    let small = |at: usize| at == 0 || !words[at].span.of(facts.text).starts_with(char::is_uppercase);
    let verb = |at: usize| {
        let word = &words[at];
        word.is(Class::VERB)
            || word.lower == "support"
            || word.gives(Cue::System)
            || word.is(Class::FINITE)
            || word.is(Class::USES)
            || word.lower.len() > 4 && (word.lower.ends_with("ing") || word.lower.ends_with("ed"))
    };
    // "Installation and maintenance of pumps"
    const ACTS: [&str; 5] = ["tion", "ment", "ance", "sion", "ysis"];
    let act = || words.first().is_some_and(|w| ACTS.iter().any(|end| w.lower.ends_with(end)));
    // "State machine for returns", "snapshot tests of the letters"
    let titled = || {
        facts.classes.has(Class::INTO) && facts.all(Cue::Generic).any(|f| f.words.0 < 3 && f.words.1 > f.words.0 + 1)
    };
    !facts.metrics.is_empty()
        || !facts.skills.is_empty()
        || titled()
        || facts.present & DEEDS != 0
        || act()
        || (0..words.len()).any(|at| small(at) && verb(at))
}
