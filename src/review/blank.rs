//! What to ask for, by what a statement speaks of: the blanks of a draft and the questions that fill them.

use std::array;
use std::sync::LazyLock;

/// What a strong statement about a kind of system tells.
pub(super) struct Kind {
    /// Words of the statement that tell the kind.
    words: &'static [&'static str],
    /// Verbs that a person's part in it may have.
    pub part: &'static str,
    /// The blank for its size, as it would go on in the sentence.
    pub scale: &'static str,
}

/// The first that fits counts: what is special stands before what is general.
const KINDS: &[Kind] = &[
    Kind { words: &["migrat"], part: "planned, scripted, ran", scale: "moving how many rows, services or users?" },
    Kind {
        words: &["pipeline", "etl", "ingest", "stream", "feed", "batch"],
        part: "designed, built, ran",
        scale: "moving how many events or gigabytes a day?",
    },
    Kind {
        words: &["warehouse", "data lake", "data model"],
        part: "modelled, built, ran",
        scale: "holding how many rows or terabytes?",
    },
    Kind {
        words: &["queue", "broker", "worker", "job", "scheduler", "message"],
        part: "designed, built, ran",
        scale: "working off how many jobs or messages a day?",
    },
    Kind {
        words: &["payment", "checkout", "billing", "invoice"],
        part: "designed, built, led",
        scale: "handling how many payments, or how much money, a month?",
    },
    Kind {
        words: &["search"],
        part: "designed, built, tuned",
        scale: "over how many documents, at how many queries a second?",
    },
    Kind {
        words: &["login", "auth", "sign-in", "session", "identity"],
        part: "designed, built, hardened",
        scale: "signing in how many users a day?",
    },
    Kind {
        words: &["api", "endpoint", "graphql", "grpc", "gateway", "webhook"],
        part: "designed, built, documented",
        scale: "with how many endpoints, serving how many requests a second?",
    },
    Kind {
        words: &["database", "schema", "table", "index", "cache", "store", "query", "queries"],
        part: "designed, built, tuned",
        scale: "holding how many rows or gigabytes?",
    },
    Kind {
        words: &["cluster", "infrastructure", "cloud", "kubernetes", "terraform", "container"],
        part: "designed, built, ran",
        scale: "running how many services on how many nodes?",
    },
    Kind {
        words: &["ci", "cd", "deploy", "build", "release"],
        part: "designed, set up, ran",
        scale: "for how many repositories and deployments a day?",
    },
    Kind {
        words: &["dashboard", "report", "page", "frontend", "website", "screen"],
        part: "designed, built, led",
        scale: "used by how many people or teams?",
    },
    Kind {
        words: &["monitor", "alert", "observability", "logging"],
        part: "chose, built, set up",
        scale: "watching how many services, read by how many teams?",
    },
    Kind {
        words: &["test", "tests", "testing"],
        part: "designed, wrote, ran",
        scale: "covering how many services or screens?",
    },
    Kind {
        words: &["model", "prediction", "recommend", "classif"],
        part: "trained, evaluated, shipped",
        scale: "making how many predictions a day?",
    },
    Kind {
        words: &["service", "backend", "server", "microservice", "platform"],
        part: "designed, built, ran",
        scale: "serving how many requests a second, or how many users?",
    },
];

const GENERAL: Kind = Kind { words: &[], part: "designed, built, led", scale: "used by how many people?" };

/// Letters that the words of [`KINDS`] begin with.
const LETTERS: usize = 26;

/// The words of all kinds by their first letters, each behind the place of its kind: every word of a statement is looked up.
static BY_LETTER: LazyLock<[Vec<(usize, &str)>; LETTERS]> = LazyLock::new(|| {
    let words = || KINDS.iter().enumerate().flat_map(|(place, kind)| kind.words.iter().map(move |word| (place, *word)));
    array::from_fn(|letter| words().filter(|(_, word)| place_of(word) == Some(letter)).collect())
});

/// The place of a word's first letter in the alphabet.
fn place_of(word: &str) -> Option<usize> {
    let place = word.as_bytes().first()?.checked_sub(b'a').map(usize::from)?;
    (place < LETTERS).then_some(place)
}

/// What to ask about the first of `texts` that tells what it is, in small letters: the words of the system before those of
/// the statement.
pub(super) fn kind(texts: &[&str]) -> &'static Kind {
    // A short word stands for itself, a longer one for all that begin so.
    let begins = |rest: &str, word: &str| {
        rest.starts_with(word) && (word.len() > 4 || !rest[word.len()..].starts_with(char::is_alphanumeric))
    };
    // The first kind of the list that any word of the text tells.
    let first = |text: &&str| {
        let mut best = KINDS.len();
        let mut inside = false;
        for (at, c) in text.char_indices() {
            let starts = !inside && c.is_alphanumeric();
            inside = c.is_alphanumeric();
            if starts {
                let rest = &text[at..];
                let mut words = place_of(rest).into_iter().flat_map(|letter| &BY_LETTER[letter]);
                let told = words.find(|(place, word)| *place < best && begins(rest, word));
                best = told.map_or(best, |(place, _)| *place);
            }
        }
        KINDS.get(best)
    };
    texts.iter().find_map(first).unwrap_or(&GENERAL)
}

/// The blank for an improvement, by what was improved, and the question.
pub(super) fn change(statement: &str) -> (&'static str, &'static str) {
    const CHANGES: &[(&[&str], &str, &str)] = &[
        (
            &["cost", "spend", "bill"],
            "from how much to how much a month?",
            "What did it cost a month before, and what after?",
        ),
        (
            &["deploy", "build time", "release", "pipeline"],
            "from how many minutes to how many?",
            "How long did one run take before, and how long after?",
        ),
        (
            &["error", "bug", "incident", "outage", "failure", "downtime", "crash"],
            "from how many to how many a month?",
            "How many were there a month before, and how many after?",
        ),
        (&["coverage"], "from what share to what share?", "What was the share covered before, and what after?"),
        (
            &["latency", "performance", "speed", "response", "query", "queries", "load", "slow", "fast"],
            "from how many ms to how many, at which percentile?",
            "How long did it take before, and how long after, and how did you measure it?",
        ),
    ];
    let found = CHANGES.iter().find(|(words, ..)| words.iter().any(|w| statement.contains(w)));
    found
        .map_or(("from what to what?", "What was the number before, and what was it after?"), |(_, blank, question)| {
            (blank, question)
        })
}

/// The blank for what a big word stands for, and the question.
pub(super) fn meaning(word: &str) -> (&'static str, &'static str) {
    const MEANINGS: &[(&str, &str, &str)] = &[
        (
            "microservice",
            "how many services, each doing what?",
            "How many services were there, what did each do, and why were they apart?",
        ),
        ("scal", "up to what load?", "What load did it carry, and what did you build so that it could carry more?"),
        ("best practice", "which ones?", "Which practices were these, and what got better because of them?"),
        ("high performance", "how fast?", "How fast was it, under which load?"),
        ("robust", "surviving which failures?", "Which failures did it survive, and how?"),
    ];
    let found = MEANINGS.iter().find(|(head, ..)| word.contains(head));
    found.map_or(
        (
            "meaning what here?",
            "What does that word stand for here: what did you build, and how do you know that it holds?",
        ),
        |(_, blank, question)| (blank, question),
    )
}
