//! Lines beside the work on software: another trade before it, hobbies and talks; how long and how well somebody does it, posts, schooling
//! and awards without a deed.

use super::cues::Cue;
use super::kinds::is_role;
use super::signal::Facts;
use super::word::{Class, Word};

/// Whether a line tells of that alone.
pub(super) fn is_beside_work(facts: &Facts<'_>) -> bool {
    let life = || had_a_trade(facts) || has_hobbies(facts) || gives_talks(facts) || is_of_life(facts);
    let told = || is_headed_post(facts) || heads_stack(facts) || is_schooling(facts) || was_awarded(facts);
    changes_career(facts)
        || counts_experience(facts.words)
        || claims_ability(facts)
        || facts.present & DEEDS == 0 && (life() || told())
}

const DEEDS: u64 = Cue::bits(&[Cue::Build, Cue::Improve, Cue::Move, Cue::Design, Cue::Secure, Cue::Reliable]);

/// "Customer support at a hotel before switching to programming": work of another trade, which was left for this one.
fn changes_career(facts: &Facts<'_>) -> bool {
    const LEAVES: [&str; 7] = ["becoming", "changing", "moving", "retrained", "retraining", "switching", "turning"];
    const FOR: [&str; 6] = ["coding", "development", "engineering", "programming", "software", "tech"];
    // "Before moving it to production"
    let of = |w: &Word<'_>| FOR.contains(&w.lower) || w.span.of(facts.text) == "IT";
    let leaves = |at: usize| {
        let moves = || facts.words.get(at + 1).is_some_and(|w| w.lower == "into");
        LEAVES.contains(&facts.words[at].lower) && (facts.words[at].lower != "moving" || moves())
    };
    facts.skills.is_empty()
        && facts.words.windows(2).enumerate().any(|(at, pair)| {
            matches!(pair[0].lower, "before" | "then")
                && leaves(at + 1)
                && (pair[1].lower.starts_with("retrain") || facts.words[at + 2..].iter().take(4).any(of))
        })
}

/// "Six years a baker before I learned to code", "came to programming at 30", "ten years in hotels, then a career in software": what was
/// done before the trade.
fn had_a_trade(facts: &Facts<'_>) -> bool {
    /// Words to "before" or "then", and from there to the trade.
    const HEAD: usize = 14;
    const REACH: usize = 8;
    const BEGINS: [&str; 12] = [
        "began",
        "came",
        "career",
        "discovered",
        "found",
        "learned",
        "learnt",
        "life",
        "started",
        "taught",
        "turned",
        "first",
    ];
    const TRADE: [&str; 12] = [
        "code",
        "coding",
        "computers",
        "developer",
        "development",
        "engineering",
        "it",
        "program",
        "programmer",
        "programming",
        "software",
        "tech",
    ];
    let words = facts.words;
    let trade = |w: &Word<'_>| TRADE.contains(&w.lower) && (w.lower != "it" || w.span.of(facts.text) == "IT");
    let begins = |at: usize| {
        let near = &words[at + 1..words.len().min(at + 1 + REACH)];
        near.iter().take(4).any(|w| BEGINS.contains(&w.lower)) && near.iter().any(trade)
    };
    let years = || words.iter().take(10).any(|w| w.is(Class::TIME)) && words.iter().take(10).any(Word::tells_number);
    let before = || {
        (1..words.len().min(HEAD))
            .any(|at| matches!(words[at].lower, "before" | "then" | "until" | "when") && begins(at))
    };
    // "Former violinist; came to software late"
    let came = || {
        words.windows(3).take(HEAD).any(|w| w[0].lower == "came" && matches!(w[1].lower, "into" | "to") && trade(&w[2]))
    };
    // "Trained carpenter who taught himself to program", "first job in software after eight years as a cook"
    let taught = || {
        words.windows(2).any(|w| w[0].lower == "taught" && matches!(w[1].lower, "herself" | "himself" | "myself"))
            && words.iter().any(trade)
    };
    let first_job = || {
        matches!(words, [first, job, of, ..] if first.lower == "first" && job.lower == "job" && of.lower == "in")
            && words.iter().take(6).any(trade)
            && words.iter().any(|w| w.lower == "after")
    };
    // "Wrote the till software before I learned to code properly" tells of work on software.
    let head = || {
        let first = words.first();
        first.is_some_and(|w| {
            w.tells_number() || matches!(w.lower, "a" | "former" | "formerly" | "i" | "was" | "worked")
        })
    };
    facts.skills.is_empty() && (head() && years() && before() || came() || taught() || first_job())
}

/// "Hobbies: climbing, go", "outside work: jazz piano", "in my spare time I keep bees": be the label within the statement or before it.
fn has_hobbies(facts: &Facts<'_>) -> bool {
    const LABELS: [&str; 6] = ["hobbies", "hobby", "interests", "leisure", "pastimes", "sports"];
    let words = facts.words;
    let Some(first) = words.first() else { return false };
    let label = |text: &str| LABELS.iter().any(|label| text.eq_ignore_ascii_case(label));
    let before = || {
        let Some((head, before)) = label_before(facts) else { return false };
        let of_life = head.eq_ignore_ascii_case("work") && before.eq_ignore_ascii_case("outside");
        label(head) || of_life || head.eq_ignore_ascii_case("time") && before.eq_ignore_ascii_case("spare")
    };
    let second = words.get(1).map_or("", |w| w.lower);
    let spare = || {
        let (second, third) = (second, words.get(2).map_or("", |w| w.lower));
        match first.lower {
            "outside" => matches!(second, "work" | "interests" | "office") && words[1].opens_clause,
            "away" | "off" => second == "work" && words[1].opens_clause,
            "in" => {
                matches!(second, "my" | "spare" | "free") && (third == "spare" || third == "free" || third == "time")
            }
            "when" => second == "not",
            _ if first.opens_clause => label(first.lower),
            _ => words.get(1).is_some_and(|w| w.opens_clause && label(w.lower)),
        }
    };
    // "In my spare time I wrote a sailing log in Go" is work.
    (before() || spare()) && !words.iter().any(|w| w.is(Class::MAKER) && w.is(Class::VERB))
}

/// The last two words of a label that stands before a statement, the last one first: "Tech stack: ".
fn label_before<'a>(facts: &Facts<'a>) -> Option<(&'a str, &'a str)> {
    let line = facts.text.get(..facts.words.first()?.span.start as usize)?.trim_end().strip_suffix(':')?;
    let mut last = line.rsplit(['\n', ' ', '\t']);
    Some((last.next().unwrap_or_default(), last.next().unwrap_or_default()))
}

/// "Speaker at three meetups", "co-organiser of the local user group": what is done for the trade, and is no work of it.
fn gives_talks(facts: &Facts<'_>) -> bool {
    /// Words before it.
    const LEADS: usize = 2;
    const WHO: [&str; 9] = [
        "co-host",
        "co-organiser",
        "co-organizer",
        "organiser",
        "organizer",
        "panelist",
        "panellist",
        "speaker",
        "toastmaster",
    ];
    const EVENTS: [&str; 12] = [
        "barcamp",
        "chapter",
        "conference",
        "conferences",
        "group",
        "groups",
        "meetup",
        "meetups",
        "meet-up",
        "meet-ups",
        "summit",
        "university",
    ];
    const TALKS: [&str; 4] = ["lecture", "lightning", "talk", "talks"];
    let words = facts.words;
    // "Gave a talk on type systems at the local meetup", "talks at two conferences"
    let gave = usize::from(words.first().is_some_and(|w| matches!(w.lower, "gave" | "held")));
    let talk = words.iter().skip(gave).take(1 + 2 * gave).any(|w| TALKS.contains(&w.lower));
    if talk && words.iter().take(14).any(|w| EVENTS.contains(&w.lower)) {
        return true;
    }
    let who = |at: usize| {
        let lead = words[at].lower;
        WHO.contains(&lead) && !words[..at].iter().any(|w| w.ends_phrase || w.is(Class::VERB))
    };
    // "Mentor of four juniors; organiser of a meetup since 2017"
    let behind = || (1..words.len()).find(|at| words[at - 1].ends_clause && WHO.contains(&words[*at].lower));
    let at = (0..words.len().min(LEADS + 1)).find(|at| who(*at));
    let Some(at) = at.or_else(|| behind().filter(|_| !facts.classes.has(Class::VERB))) else { return false };
    let of = words.get(at + 1).is_some_and(|w| matches!(w.lower, "at" | "for" | "in" | "of" | "on"));
    let event = || words[at + 1..].iter().take(8).any(|w| EVENTS.contains(&w.lower));
    let speaks = matches!(words[at].lower, "speaker" | "panelist" | "panellist");
    of && (speaks || event())
}

/// "Amateur radio, choir, gardening", "father of two", "sabbatical: cycled to Tallinn", "remote only": a person's life and terms.
fn is_of_life(facts: &Facts<'_>) -> bool {
    /// Words of the longest such line.
    const LONGEST: usize = 14;
    const PASTIMES: [&str; 32] = [
        "allotment",
        "badminton",
        "baking",
        "basketball",
        "beekeeping",
        "bouldering",
        "chess",
        "choir",
        "climbing",
        "cooking",
        "cricket",
        "cycling",
        "fishing",
        "football",
        "gardening",
        "guitar",
        "hiking",
        "jazz",
        "knitting",
        "marathon",
        "marathons",
        "painting",
        "photography",
        "piano",
        "running",
        "sailing",
        "skiing",
        "swimming",
        "tennis",
        "travelling",
        "violin",
        "yoga",
    ];
    let words = facts.words;
    if words.len() >= LONGEST || !facts.skills.is_empty() {
        return false;
    }
    let word = |at: usize| words.get(at).map_or("", |w| w.lower);
    let opens = match (word(0), word(1)) {
        ("father" | "mother" | "parent", "of") | ("parental" | "maternity" | "paternity", "leave") => true,
        ("remote", "only") | ("based", "in") | ("willing" | "open", "to") => true,
        ("married" | "sabbatical", _) => words[0].ends_phrase || words.len() < 3,
        ("board" | "committee" | "founding" | "honorary", "member") => {
            words.iter().skip(2).take(7).any(|w| matches!(w.lower, "association" | "club" | "choir" | "society"))
        }
        _ => false,
    };
    let deed = |w: &Word<'_>| w.is(Class::MAKER) && w.is(Class::VERB) || w.is(Class::SOFTWARE | Class::PROGRAM);
    let pastimes = || {
        words.iter().any(|w| w.ends_phrase)
            && !facts.classes.has(Class::VERB)
            && !facts.has(Cue::System)
            && !facts.has(Cue::Generic)
            && words.iter().filter(|w| PASTIMES.contains(&w.lower)).count() > 1
    };
    (opens || pastimes()) && !words.iter().any(deed)
}

/// "I have 12 years of experience in IT", "six months work experience in Android": how long, and nothing of what was done.
fn counts_experience(words: &[Word<'_>]) -> bool {
    const LEADS: [&str; 14] = [
        "a", "about", "around", "have", "having", "i", "more", "nearly", "over", "overall", "possess", "than", "total",
        "with",
    ];
    const UNITS: [&str; 8] = ["day", "days", "month", "months", "week", "weeks", "year", "years"];
    const BETWEEN: [&str; 10] =
        ["and", "half", "hands-on", "industry", "of", "overall", "practical", "professional", "relevant", "work"];
    let at = words.iter().take_while(|w| LEADS.contains(&w.lower)).count();
    let numbers = words[at..].iter().take_while(|w| w.tells_number() || w.lower == "plus").count();
    let Some(rest) = words.get(at + numbers..).filter(|_| numbers > 0) else { return false };
    rest.first().is_some_and(|unit| UNITS.contains(&unit.lower))
        && rest[1..].iter().find(|w| !BETWEEN.contains(&w.lower)).is_some_and(|w| w.lower == "experience")
        && !words.iter().any(made)
}

/// "Good ability to handle accounts in Tally", "punctual in all tasks": a claim about oneself, whatever it names.
fn claims_ability(facts: &Facts<'_>) -> bool {
    const TRAITS: [&str; 7] =
        ["dedicated", "diligent", "disciplined", "hard-working", "hardworking", "punctual", "trustworthy"];
    let praised = facts.words.first().is_some_and(|w| w.is(Class::PRAISE));
    let able = facts.words.get(usize::from(praised)).is_some_and(|w| w.is(Class::ABLE));
    let trait_of = || facts.words.len() < 12 && facts.words.first().is_some_and(|w| TRAITS.contains(&w.lower));
    facts.metrics.is_empty() && (able || trait_of())
}

/// "Data engineer, 2019 - 2022 (two banks): Airflow, dbt": a post with its years, and what it was with.
fn is_headed_post(facts: &Facts<'_>) -> bool {
    /// Words of the longest title.
    const TITLE: usize = 5;
    let words = facts.words;
    let year = |w: &Word<'_>| {
        w.lower.len() >= 4 && w.is_number() && ["19", "20"].iter().any(|century| w.lower.starts_with(century))
    };
    let head = words.iter().take(TITLE).position(|w| w.ends_phrase);
    head.is_some_and(|head| is_role(&words[head]) && words.get(head + 1).is_some_and(year))
        && !facts.classes.has(Class::FINITE)
        && !words.iter().any(made)
}

/// "Tech stack: Java 21, Kafka, team of 9": what was used.
fn heads_stack(facts: &Facts<'_>) -> bool {
    const HEADS: [&str; 6] = ["environment", "stack", "technologies", "technology", "toolset", "tooling"];
    let within = || facts.words.iter().take(3).any(|w| w.opens_clause && HEADS.contains(&w.lower));
    let before = || label_before(facts).is_some_and(|(label, _)| HEADS.iter().any(|h| label.eq_ignore_ascii_case(h)));
    (within() || before()) && !facts.words.iter().any(|w| made(w) || w.is(Class::VERB) && w.is(Class::MAKER))
}

/// "Python (evening course, final mark 94 of 100)", "thesis on indexes, grade 1.3; semester abroad": what was learnt, where and how well.
fn is_schooling(facts: &Facts<'_>) -> bool {
    // The rarer words first, for every statement is asked.
    let marked =
        |w: &Word<'_>| matches!(w.lower, "coursework" | "final-year" | "grade" | "hackathon" | "mark" | "thesis");
    let of_school = |w: &&Word<'_>| {
        marked(w)
            || matches!(
                w.lower,
                "bootcamp"
                    | "certificate"
                    | "certificates"
                    | "certification"
                    | "course"
                    | "courses"
                    | "degree"
                    | "diploma"
                    | "exam"
                    | "marks"
                    | "module"
                    | "scholarship"
                    | "semester"
                    | "term"
            )
    };
    let words = facts.words;
    words.iter().any(marked)
        && words.iter().filter(of_school).count() > 1
        && !facts.classes.has(Class::FINITE)
        && !words.iter().any(made)
}

/// "Winner of the regional hackathon", "runner-up at a robotics contest".
fn was_awarded(facts: &Facts<'_>) -> bool {
    let [first, second, ..] = facts.words else { return false };
    matches!(first.lower, "finalist" | "laureate" | "recipient" | "runner-up" | "winner")
        && matches!(second.lower, "at" | "in" | "of")
}

/// Whether a word says that something was made or done; "design" and "run" may be what was learnt.
fn made(word: &Word<'_>) -> bool {
    word.is(Class::VERB)
        && (word.lower.ends_with("ed") || matches!(word.lower, "built" | "led" | "made" | "ran" | "took" | "wrote"))
}
