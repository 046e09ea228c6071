//! Whether a job can be done from elsewhere.
//!
//! `true` where the work can be wholly remote, also by choice ("onsite or remote"). A hybrid job, or one of some days at home,
//! is not remote. What a company merely allows or offers ("remote-friendly", "home office possible", "remote options") leaves
//! the question open, and so does what lasts only for a while.

use super::roots::Roots;

/// What a title or a place says: "Berlin (Remote)", "Hybrid - London", `[REMOTE] Backend Engineer`.
pub fn is_remote(place: &str) -> Option<bool> {
    let lower = place.to_ascii_lowercase();
    if !lower.contains("remote") && !lower.contains("hybrid") && !lower.contains("site") && !lower.contains("office") {
        return None;
    }
    let hit = |word: &'static str| lower.match_indices(word).map(move |(at, _)| (at, at + word.len()));
    for (start, end) in hit("remote") {
        let (before, behind) = (lower[..start].trim_end(), lower[end..].trim_start());
        if before.ends_with(char::is_alphabetic) && start == before.len() || of_machines(behind) {
            continue;
        }
        return Some(!["no", "not", "non", "non-"].iter().any(|w| ends_with_word(before, w)));
    }
    let alone = |word: &'static str| hit(word).any(|(start, end)| between_signs(&lower, start, end));
    ["hybrid", "onsite", "on-site", "on site", "in-office"].iter().any(|w| alone(w)).then_some(false)
}

/// How much a statement weighs: a field of its own above a sentence, a hashtag of the board above both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Sentence,
    Field,
    Hashtag,
}

/// What a posting's text says, its title first; `text` is in small letters.
pub(super) fn of_text(text: &str, roots: &Roots) -> Option<bool> {
    let title = text.split('\n').next().unwrap_or_default();
    if let Some(said) = is_remote(title) {
        return Some(said);
    }
    let mut best: Option<(Weight, usize, bool)> = None;
    let mut note = |at: usize, found: Option<(Weight, bool)>| {
        let Some((weight, says)) = found else { return };
        if best.is_none_or(|(w, first, _)| weight > w || weight == w && at < first) {
            best = Some((weight, at, says));
        }
    };
    for (at, word) in roots.starting(&["remote", "hybrid", "onsite", "on-site", "days", "anywhere"]) {
        if at < title.len() {
            continue;
        }
        let of_phrase = match word {
            "remote" => remote_phrase,
            "hybrid" => hybrid_phrase,
            "days" => office_days,
            "anywhere" => anywhere,
            _ => on_site_phrase,
        };
        note(at, of_word(&Around::new(text, at, word.len()), of_phrase));
    }
    best.map(|(_, _, says)| says)
}

/// A word with what stands around it, all in small letters.
struct Around<'t> {
    word: &'t str,
    /// Of the line and of the sentence, up to the word and behind it.
    line: (&'t str, &'t str),
    sentence: (&'t str, &'t str),
}

impl<'t> Around<'t> {
    fn new(text: &'t str, at: usize, len: usize) -> Self {
        let from = text[..at].rfind('\n').map_or(0, |n| n + 1);
        let to = text[at..].find('\n').map_or(text.len(), |n| at + n);
        let line = (&text[from..at], &text[at + len..to]);
        let first = [". ", "! ", "? ", "• ", "; "].iter().filter_map(|s| line.0.rfind(s).map(|n| n + s.len())).max();
        let last = [". ", "! ", "? ", "•", "; "].iter().filter_map(|s| line.1.find(s)).min();
        let sentence = (&line.0[first.unwrap_or(0)..], &line.1[..last.unwrap_or(line.1.len())]);
        Self { word: &text[at..at + len], line, sentence }
    }
}

fn of_word(around: &Around<'_>, of_phrase: fn(&Around<'_>) -> Option<bool>) -> Option<(Weight, bool)> {
    let remote = around.word == "remote";
    if around.line.0.ends_with("#li-") {
        return Some((Weight::Hashtag, remote));
    }
    if let Some(says) = field(around) {
        return Some((Weight::Field, says));
    }
    // Interviews, first weeks and lockdowns are not the job.
    const FOR_A_WHILE: [&str; 12] = [
        "interview",
        "onboard",
        "on-board",
        "current situation",
        "covid",
        "pandemic",
        "corona",
        "initially",
        "currently",
        "for now",
        "until",
        "lockdown",
    ];
    let whole = |word: &&str| around.sentence.0.contains(word) || around.sentence.1.contains(word);
    if FOR_A_WHILE.iter().any(whole) {
        return None;
    }
    of_phrase(around).map(|says| (Weight::Sentence, says))
}

/// "Location: Remote", "Work model: hybrid", "Remote: yes", or a line that says nothing else.
fn field(around: &Around<'_>) -> Option<bool> {
    let (before, behind) = around.line;
    let remote = around.word == "remote";
    if !remote && !matches!(around.word, "hybrid" | "onsite" | "on-site") {
        return None;
    }
    let value = behind.trim_start();
    if remote && before.trim_matches(['•', ' ', '-']).is_empty() && value.starts_with(':') {
        let value = value[1..].trim_start();
        return value.starts_with("yes").then_some(true).or_else(|| value.starts_with("no").then_some(false));
    }
    const LABELS: [&str; 14] = [
        "location",
        "locations",
        "location options",
        "workplace",
        "workplace type",
        "work type",
        "work model",
        "working model",
        "work mode",
        "work setting",
        "work arrangement",
        "working arrangement",
        "work location",
        "place of work",
    ];
    if let Some((label, between)) = before.rsplit_once(':') {
        let label = label.trim_end().rsplit(['•', '|', '.']).next().unwrap_or(label).trim();
        let is_label = LABELS.iter().any(|l| label == *l || label.ends_with(&format!(" {l}")));
        let between_words = between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
        if is_label && between_words <= 6 && !of_machines(value) {
            let no = ends_with_word(between.trim_end(), "no") || ends_with_word(between.trim_end(), "not");
            let also = around.line.1.contains("remote");
            return Some((remote || also) && !no);
        }
        return None;
    }
    // A part of a line of facts: "Full-time | Remote | Start: now".
    if (before.contains('|') || value.starts_with('|'))
        && before.trim_end().ends_with(['|', '/'])
        && (value.is_empty() || value.starts_with(['|', '/']))
    {
        return Some(remote);
    }
    // A line of its own: "Remote", "Remote (EU only)", "Remote, India", "Remote Visa sponsor Paid relocation".
    let begins = before.trim_matches(['•', ' ', '-', '(', '[']).is_empty();
    let signs = value.is_empty() || value.starts_with(['(', ',', '/', '|', ')', ']', '–']) || value.starts_with("- ");
    let offers = value.starts_with("visa sponsor") || value.starts_with("paid relocation");
    (begins && (signs || offers) && value.len() <= 60).then_some(remote || value.contains("remote"))
}

fn remote_phrase(around: &Around<'_>) -> Option<bool> {
    let before = around.sentence.0.trim_end();
    let behind = around.sentence.1;
    if of_machines(behind.trim_start()) {
        return None;
    }
    let near = last_bytes(before, 24);
    let ends = |words: &[&str]| words.iter().any(|w| ends_with_word(before, w));
    let denied =
        ["not ", "no ", "n't ", "cannot ", "never "].iter().any(|w| near.contains(w)) || ends(&["not", "no", "non"]);
    let jobs = [" role", " position", " job", " opportunity", " contract", " opening"];
    let of_job = jobs.iter().any(|w| behind.trim_start_matches("ly").starts_with(w));
    let wholly = ends(&["fully", "100%", "100 %", "completely", "entirely", "purely", "truly", "permanently"])
        || before.ends_with("all-")
        || behind.starts_with("-only")
        || behind.starts_with(" only");
    let first = behind.starts_with("-first") || behind.starts_with(" first") || behind.starts_with(", first");
    let choice =
        ends(&["onsite or", "on-site or", "office or", "hybrid or", "onsite /", "on-site /", "hybrid /", "hybrid/"])
            || [" or onsite", " or on-site", " or hybrid", "/hybrid", " / hybrid", "/onsite"]
                .iter()
                .any(|w| behind.starts_with(w));
    if denied && (wholly || of_job || behind.is_empty() || ends(&["not", "no", "not a"])) {
        return Some(false);
    }
    if denied {
        return None;
    }
    let in_part =
        ["partly", "partially", "part ", "days", "up to", "occasional", "sometimes", "when ", "flexib", "weeks"]
            .iter()
            .any(|w| before.contains(w) || behind.contains(w));
    if wholly || first || choice {
        return Some(true);
    }
    if in_part {
        return None;
    }
    let subject = ["role", "roles", "position", "positions", "job", "opportunity", "team", "this"];
    let is = ["is", "are", "will be", "is a", "is an", "are all", "can be"];
    let stated = is.iter().any(|verb| {
        before.strip_suffix(verb).is_some_and(|rest| subject.iter().any(|s| ends_with_word(rest.trim_end(), s)))
    });
    let works = behind.starts_with("ly") && (ends(&["can work", "will work", "'ll work", "free to work"]));
    (stated || works || (of_job && ends(&["a", "this", "is", "fully"]))).then_some(true)
}

fn hybrid_phrase(around: &Around<'_>) -> Option<bool> {
    let behind = around.sentence.1.trim_start_matches([' ', '-']);
    const WAYS: [&str; 12] = [
        "role",
        "position",
        "job",
        "work ",
        "working",
        "work model",
        "work schedule",
        "schedule",
        "arrangement",
        "office",
        "workplace",
        "remote",
    ];
    let is =
        ["role is", "position is", "job is", "we are", "work is"].iter().any(|w| ends_with_word(around.sentence.0, w));
    let remote_too = around.sentence.0.trim_end().ends_with("remote or") || behind.starts_with("or remote");
    ((is || WAYS.iter().any(|w| behind.starts_with(w))) && !remote_too).then_some(false)
}

fn on_site_phrase(around: &Around<'_>) -> Option<bool> {
    let (before, behind) = (around.sentence.0.trim_end(), around.sentence.1.trim_start());
    let only = ["only", "role", "position", "job"].iter().any(|w| behind.starts_with(w));
    let wholly = ["fully", "100%", "role is", "position is", "job is"].iter().any(|w| ends_with_word(before, w));
    (only || wholly).then_some(false)
}

/// "3 days a week in the office", "two days a week from home": not wholly remote.
fn office_days(around: &Around<'_>) -> Option<bool> {
    let behind = &around.sentence.1[..around.sentence.1.floor_char_boundary(36)];
    let counted = around.sentence.0.trim_end().ends_with(|c: char| c.is_ascii_digit())
        || ["two", "three", "four", "five"].iter().any(|w| ends_with_word(around.sentence.0, w));
    let office = [
        "in the office",
        "in our office",
        "in office",
        "in-office",
        "from the office",
        "from our office",
        "on-site",
        "onsite",
    ]
    .iter()
    .any(|w| behind.contains(w));
    let home = behind.starts_with(" a week") || behind.starts_with(" per week");
    let home = home && ["from home", "home office", "remote"].iter().any(|w| behind.contains(w));
    (counted && (office || home)).then_some(false)
}

fn anywhere(around: &Around<'_>) -> Option<bool> {
    let works = ["work from", "working from"].iter().any(|w| ends_with_word(around.sentence.0, w));
    let limited = ["week", "days", "month", "up to"]
        .iter()
        .any(|w| around.sentence.0.contains(w) || around.sentence.1.contains(w));
    (works && !limited).then_some(true)
}

/// "Remote" of machines, not of people: "remote access", "remote sensing", "remote teams".
fn of_machines(behind: &str) -> bool {
    const MACHINES: [&str; 24] = [
        "access",
        "sensing",
        "control",
        "desktop",
        "support",
        "server",
        "gaming",
        "device",
        "monitor",
        "procedure",
        "location",
        "provision",
        "edge",
        "data",
        "team",
        "distributed",
        "development",
        "cloud",
        "environment",
        "site",
        "user",
        "api",
        "configuration",
        "repositor",
    ];
    MACHINES.iter().any(|w| behind.starts_with(w))
}

/// Whether nothing but signs touches the word: "(Hybrid)", "- Hybrid -", "Hybrid".
fn between_signs(text: &str, start: usize, end: usize) -> bool {
    let sign = |c: char| matches!(c, '(' | ')' | '[' | ']' | '-' | '–' | '|' | '/' | ',' | ':' | ';' | '·');
    let (before, behind) = (text[..start].trim_end(), text[end..].trim_start());
    (before.is_empty() || before.ends_with(sign)) && (behind.is_empty() || behind.starts_with(sign))
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.trim_end().strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

fn last_bytes(text: &str, n: usize) -> &str {
    &text[text.floor_char_boundary(text.len().saturating_sub(n))..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Option<bool> {
        let text = format!("backend engineer\n\n{}", body.to_ascii_lowercase());
        of_text(&text, &Roots::of(&text))
    }

    #[test]
    fn a_title_or_place_says_it() {
        for (place, says) in [
            ("Remote (US)", Some(true)),
            ("Berlin, Germany (Remote)", Some(true)),
            ("[REMOTE] Backend Engineer", Some(true)),
            ("Remote Software Engineer", Some(true)),
            ("[Remote/Hybrid] Go Developer", Some(true)),
            ("London (Hybrid)", Some(false)),
            ("Hybrid - Zurich", Some(false)),
            ("Oslo, on-site", Some(false)),
            ("Vienna (no remote)", Some(false)),
            ("Hybrid Cloud Engineer", None),
            ("Remote Sensing Scientist", None),
            ("Remote Support Technician", None),
            ("Berlin", None),
            ("", None),
        ] {
            assert_eq!(is_remote(place), says, "{place}");
        }
    }

    #[test]
    fn a_text_says_it_or_leaves_it_open() {
        for (body, says) in [
            ("This is a fully remote position.", Some(true)),
            ("You can work 100% remote.", Some(true)),
            ("All of our roles are remote, in many time zones.", Some(true)),
            ("We are a remote-first company.", Some(true)),
            ("Location: Remote", Some(true)),
            ("Location options: Remote Job type: Full-time", Some(true)),
            ("Apply now\n#LI-Remote", Some(true)),
            ("Remote\n", Some(true)),
            ("Remote, Portugal", Some(true)),
            ("Work with us onsite or remote.", Some(true)),
            ("Work from anywhere you like.", Some(true)),
            ("Remote: yes", Some(true)),
            ("Remote: no", Some(false)),
            ("This is a hybrid role.", Some(false)),
            ("We use a hybrid work model of 3 days in the office.", Some(false)),
            ("You spend 3 days a week in our office.", Some(false)),
            ("Full-time contract | Ghent / Remote | Start: now", Some(true)),
            ("You may work up to two days a week from home.", Some(false)),
            ("Location: On-site only", Some(false)),
            ("Work type: Hybrid", Some(false)),
            ("This is not a remote position.", Some(false)),
            ("There is no remote work here; we are not fully remote.", Some(false)),
            ("We are remote-friendly.", None),
            ("Home office possible, remote options available.", None),
            ("Lead remote teams and keep remote servers safe over remote access.", None),
            ("Our interviews are fully remote.", None),
            ("We work 100% remotely during the pandemic.", None),
            ("For six weeks a year you may work from anywhere.", None),
            ("Hybrid cloud on AWS and hybrid mobile apps", None),
            ("Flexible working, up to 2 days remote", None),
            ("Go developer wanted", None),
        ] {
            assert_eq!(read(body), says, "{body}");
        }
    }
}
