//! Statements that only name things: lists of technologies, of fields, of what a team had.

use super::cues::Cue;
use super::kinds::is_role;
use super::opener::other_form;
use super::signal::Facts;
use super::word::{Class, Word};

/// "Frontend architecture, accessibility, design systems, micro-frontends": names of things in a row, and no word of what was done.
pub(super) fn is_list_of_things(facts: &Facts<'_>) -> bool {
    /// The fewest things, and the most words of one.
    const THINGS: usize = 4;
    const LONGEST: usize = 4;
    const DONE: [&str; 7] = ["tion", "tions", "ment", "ing", "ance", "sis", "port"];
    let words = facts.words;
    let commas = words.iter().filter(|w| w.ends_phrase).count();
    // "Prepare, inspect and assemble solar panels" and "a to-do app: React, Node" tell of work.
    let colon = || words.iter().any(Word::ends_in_colon);
    // "Design systems, micro-frontends" are kinds, "a to-do app" is one.
    let title = || words.iter().all(|w| w.span.of(facts.text).starts_with(char::is_uppercase));
    let one = || facts.all(Cue::System).any(|f| !words[f.words.1 - 1].lower.ends_with('s')) && !title();
    let told = || one() || facts.has(Cue::System) && facts.has(Cue::Buzz) || colon() || !facts.metrics.is_empty();
    let deed = |w: &Word<'_>| w.lower.ends_with("ing") || other_form(w.lower).is_some();
    if commas + 1 < THINGS || told() || words.first().is_none_or(deed) {
        return false;
    }
    // "... and a bit of Python"
    let bit = words.windows(2).any(|w| w[0].lower == "bit" && w[1].lower == "of");
    let acts = |w: &Word<'_>| {
        w.is(Class::VERB)
            || w.is(Class::FINITE)
            || w.is(Class::INTO) && !(bit && w.lower == "of")
            || w.is_number() && !w.is(Class::LETTERS) && w.lower.len() > 4
            || w.lower.len() > 4 && w.lower.ends_with("ed") && w.lower != "advanced"
            || matches!(
                w.lower,
                "to" | "with" | "using" | "by" | "from" | "that" | "which" | "as" | "at" | "my" | "our" | "team"
            )
    };
    // "Coding, testing, bug fixing and support" are tasks.
    if heads_tools(facts) {
        return false;
    }
    let tasks = words.iter().filter(|w| DONE.iter().any(|end| w.lower.ends_with(end))).count();
    let mut long = words.split_inclusive(|w| w.ends_phrase || w.lower == "and").map(<[_]>::len);
    tasks < 2 && !words.iter().any(acts) && long.all(|len| len <= LONGEST)
}

/// "MPI, OpenMP, CUDA, HDF5, Fortran where I must", "junior engineer, Snowflake, dbt, Looker; joined in March 2023": technologies in a
/// row, be it with a remark on them, and no word of what was done with them.
pub(super) fn is_list_of_technologies(facts: &Facts<'_>) -> bool {
    /// The fewest technologies, and the most words of one.
    const NAMES: usize = 3;
    const LONGEST: usize = 4;
    /// What a remark has.
    const REMARKS: [&str; 16] = [
        "basic",
        "basics",
        "bit",
        "if",
        "joined",
        "lately",
        "little",
        "mainly",
        "mostly",
        "occasionally",
        "rarely",
        "since",
        "some",
        "sometimes",
        "when",
        "where",
    ];
    const DEEDS: u64 = Cue::bits(&[Cue::Build, Cue::Improve, Cue::Move, Cue::Design, Cue::Choose, Cue::Secure]);
    let words = facts.words;
    if facts.skills.len() < 2 || facts.present & DEEDS != 0 || !facts.metrics.is_empty() {
        return false;
    }
    let colon = words.iter().any(Word::ends_in_colon);
    // "Web development (PHP, MySQL)": what was done, and with what.
    if heads_tools(facts) {
        return false;
    }
    let name = |item: &[Word<'_>]| {
        let at = facts.word_at(item[0].span.start);
        let skill = (at..at + item.len()).any(|n| facts.within(facts.skills, n));
        // "Todo list app – React" is what was made.
        let act = |w: &Word<'_>| {
            w.is(Class::VERB)
                || w.is(Class::FINITE)
                || w.is(Class::INTO) && w.lower != "for"
                || w.gives(Cue::System)
                || w.gives(Cue::Observe)
        };
        let written = |w: &Word<'_>| w.span.of(facts.text).contains(|c: char| c.is_uppercase() || c == '_');
        item.len() <= LONGEST && !item.iter().any(act) && (skill || item.iter().all(written))
    };
    // "Joined in March 2023", "Fortran where I must"; "mostly dealt with invoices" tells of work.
    let remark = |item: &[Word<'_>]| {
        // "A bit of Scala"
        let article = item[0].lower == "a";
        let named = usize::from(article || facts.within(facts.skills, facts.word_at(item[0].span.start)));
        let deed =
            |w: &Word<'_>| w.lower != "joined" && (w.is(Class::VERB) || w.lower.ends_with("ed") || w.lower == "dealt");
        item.iter().take(1 + named).any(|w| REMARKS.contains(&w.lower)) && !item.iter().any(deed)
    };
    let mut items = words.split_inclusive(|w| w.ends_phrase).peekable();
    // "Junior engineer, Snowflake, dbt"
    // "ETL tools (Talend, DataStage, ODI)"
    let kinds = |item: &[Word<'_>]| {
        let end = item.last().map_or(0, |w| w.span.end as usize);
        let bracket = facts.text.get(end..).is_some_and(|text| text.trim_start().starts_with('('));
        bracket
            && item
                .last()
                .is_some_and(|w| matches!(w.lower, "databases" | "frameworks" | "languages" | "platforms" | "tools"))
            && !item.iter().any(|w| w.is(Class::VERB))
    };
    if items.peek().is_some_and(|item| item.len() > 1 && item.last().is_some_and(is_role) || kinds(item)) {
        items.next();
    }
    let names = items.clone().take_while(|item| name(item)).count();
    !colon && names >= NAMES && items.skip(names).all(|item| name(item) || remark(item))
}

/// "Freelance data engineer for publishers: dbt, Looker", "Team of 5, two-week sprints, Java 8": what somebody is or was in, and things,
/// without a verb.
pub(super) fn is_headed_list(facts: &Facts<'_>) -> bool {
    /// Words of the longest heading.
    const HEADING: usize = 8;
    let words = facts.words;
    let colon = words.iter().take(HEADING).position(Word::ends_in_colon);
    // "Salesforce admin tasks:" heads deeds.
    let role = || {
        let heading = colon.map_or(&[][..], |colon| &words[..=colon]);
        let ends = |at: usize| heading.get(at + 1).is_none_or(|next| next.is(Class::INTO) || next.lower == "for");
        (0..heading.len()).any(|at| is_role(&heading[at]) && ends(at))
    };
    let team =
        matches!(words, [team, of, number, ..] if team.lower == "team" && of.lower == "of" && number.is_number());
    let acts = |w: &Word<'_>| {
        w.is(Class::VERB)
            || w.is(Class::FINITE)
            || w.lower.len() > 4 && w.lower.ends_with("ed")
            || w.lower.len() > 5 && w.lower.ends_with("ing")
    };
    (team || role()) && words.len() > 3 && !words.iter().any(acts)
}

/// Whether a statement opens with an activity and goes on in a bracket: "ETL development (Talend, Oracle)". "Databases (Oracle, MySQL)"
/// head a list.
pub(super) fn heads_tools(facts: &Facts<'_>) -> bool {
    /// Words of the activity.
    const LONGEST: usize = 4;
    const ACTIVITIES: [&str; 20] = [
        "administration",
        "analysis",
        "automation",
        "configuration",
        "debugging",
        "deployment",
        "design",
        "development",
        "engineering",
        "implementation",
        "integration",
        "maintenance",
        "migration",
        "modeling",
        "modelling",
        "programming",
        "scripting",
        "setup",
        "testing",
        "tuning",
    ];
    let words = facts.words;
    let head = words.iter().take(LONGEST).position(|w| w.ends_phrase);
    head.is_some_and(|head| {
        let (word, next) = (&words[head], words.get(head + 1));
        let bracket = next.is_some_and(|next| {
            facts.text.get(word.span.end as usize..next.span.start as usize).is_some_and(|gap| gap.contains('('))
        });
        bracket && ACTIVITIES.contains(&word.lower)
    })
}
