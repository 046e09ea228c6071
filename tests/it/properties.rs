//! What must hold for any text.

use std::sync::OnceLock;

use gaprank::config::Config;
use gaprank::extract::{Extractor, Requirement};
use gaprank::gap::{Explanation, PostingSide, Rarity, ResumeSide, Worded, compile, explain_into};
use gaprank::ingest::{Block, BlockKind};
use gaprank::taxonomy::Taxonomy;
use gaprank::text::{Span, posting_text, resume_text};
use proptest::prelude::*;

fn extractor() -> &'static Extractor {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    EXTRACTOR.get_or_init(|| Extractor::new(Taxonomy::built_in().unwrap()).unwrap())
}

/// Names that appear in postings, one of each guard and form.
const SKILLS: [&str; 24] = [
    "Java",
    "Go",
    "C++",
    "C#",
    ".NET",
    "Node.js",
    "Python",
    "Rust",
    "Spring Boot",
    "Django",
    "Express",
    "REST",
    "gRPC",
    "PostgreSQL",
    "MySQL",
    "Redis",
    "Kafka",
    "RabbitMQ",
    "Pub/Sub",
    "AWS",
    "EKS",
    "CI/CD",
    "Terraform",
    "Prometheus",
];

/// Pieces of ads and resumes, and what breaks readers of them.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(&SKILLS[..]).prop_map(str::to_owned),
        2 => prop::sample::select(vec![
            "\n", "\n\n", "\n- ", "• ", ", ", " or ", " and ", "/", ". ", ": ", " (", ") ", "**", "## ", "<li>", "\t",
            "Requirements", "Nice to have", "SKILLS", "EXPERIENCE", "Education", "5+ years of ", "at least 3 years ",
            "no ", "not ", "bonus", "must", "January 2020 - present", "2019 - 2021", "Senior Engineer", "e.g. ", "\u{301}",
            "İ", "ß", "ﬁ", "\u{200B}", "\u{202E}", "\u{0}", "🦀", "日本語", "é", "‑", "\u{FEFF}", "Ⅷ", "ǅ",
        ]).prop_map(str::to_owned),
        1 => ".{0,12}",
        1 => "\\PC{0,12}",
    ]
}

fn document() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

fn block() -> impl Strategy<Value = Block> {
    let kind = prop::sample::select(vec![BlockKind::Heading, BlockKind::Item, BlockKind::Paragraph, BlockKind::Line]);
    let text = prop::collection::vec(piece(), 0..8).prop_map(|pieces| pieces.concat());
    (kind, text).prop_map(|(kind, text)| Block { kind, text })
}

/// The span as text: it lies in the text and on its characters' boundaries.
fn quoted(text: &str, span: Span) -> Result<&str, TestCaseError> {
    let quote = text.get(span.start as usize..span.end as usize);
    prop_assert!(quote.is_some(), "{span:?} lies in {text:?}");
    Ok(quote.unwrap_or_default())
}

fn explained(posting: &str, resume: &str) -> Explanation {
    explained_twice(posting, resume)[0].clone()
}

/// As nobody knew anything of the pair, and as one who has what the first explanation found.
fn explained_twice(posting: &str, resume: &str) -> [Explanation; 2] {
    let (extractor, config) = (extractor(), Config::default());
    let taxonomy = extractor.taxonomy();
    let (asks, shows) = (extractor.posting(posting), extractor.resume(resume));
    let profile = &taxonomy.profiles()[&config.profile];
    let credits = config.credits().unwrap();
    let compiled = compile(taxonomy, profile, &config.importance_weights(), &Rarity::off(), &credits, &asks);
    let resume = ResumeSide::new(taxonomy, &shows, resume, None);
    let mut worded = Worded::default();
    ["first", "again"].map(|_| {
        let posting = PostingSide { profile: &asks, shares: compiled.shares(), words: posting };
        let mut gaps = Vec::new();
        let verdict = explain_into(&mut gaps, taxonomy, posting, &resume, &mut worded);
        Explanation { verdict, gaps }
    })
}

fn lines(text: &str) -> Vec<Block> {
    text.split('\n').map(|line| Block { kind: BlockKind::Line, text: line.to_owned() }).collect()
}

/// A resume that shows some skills and lists others.
fn resume_of(shown: &[&str], listed: &[&str]) -> String {
    let mut text = "Jo Doe\n\nEXPERIENCE\n\nEngineer, Acme\nJanuary 2020 - present\n".to_owned();
    for skill in shown {
        text += &format!("- Built the order service with {skill}\n");
    }
    text += &format!("\nSKILLS\n{}\n\nEDUCATION\nBSc, Example College\n", listed.join(", "));
    resume_text(&lines(&text))
}

fn some_skills(most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(&SKILLS[..], 0..=most)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_posting_is_read_and_quoted_from(title in piece(), tags in prop::collection::vec(piece(), 0..4), body in document()) {
        let text = posting_text(&title, &tags, &body);
        prop_assert!(text.matches('\n').count() >= 1, "the title's line is there: {text:?}");
        let profile = extractor().posting(&text);
        let id = |r: Requirement<'_>| extractor().taxonomy().skill(r.any_of.first()).id.as_str();
        prop_assert!(profile.requirements.iter().map(id).is_sorted_by(|a, b| a < b));
        for requirement in profile.requirements.iter() {
            let quote = quoted(&text, requirement.quote)?;
            prop_assert!(!quote.is_empty() && quote == quote.trim(), "{quote:?}");
            prop_assert_eq!(requirement.quoted, requirement.quote);
            prop_assert!(!requirement.any_of.is_empty());
            for (_, spelled) in requirement.any_of.named() {
                prop_assert!(!quoted(&text, spelled)?.is_empty());
            }
        }
        prop_assert_eq!(profile, extractor().posting(&text), "reading again says the same");
    }

    #[test]
    fn any_resume_is_read_and_quoted_from(blocks in prop::collection::vec(block(), 0..12)) {
        let text = resume_text(&blocks);
        let profile = extractor().resume(&text);
        prop_assert!(profile.skills.is_sorted_by(|a, b| a.skill < b.skill));
        for evidence in &profile.skills {
            prop_assert!(!quoted(&text, evidence.quote)?.is_empty());
        }
        for role in &profile.roles {
            quoted(&text, role.span)?;
        }
        for span in &profile.relevant {
            quoted(&text, *span)?;
        }
    }

    #[test]
    fn any_text_is_read_even_if_it_was_never_normalised(text in document()) {
        for requirement in extractor().posting(&text).requirements.iter() {
            quoted(&text, requirement.quote)?;
        }
        for evidence in extractor().resume(&text).skills {
            quoted(&text, evidence.quote)?;
        }
    }

    /// A text that was kept can be kept again: no word is lost or added by a second reading.
    #[test]
    fn a_normalised_resume_keeps_its_words(blocks in prop::collection::vec(block(), 0..12)) {
        let once = resume_text(&blocks);
        let paragraphs: Vec<Block> =
            once.split('\n').map(|line| Block { kind: BlockKind::Paragraph, text: line.to_owned() }).collect();
        let twice = resume_text(&paragraphs);
        // Signs aside: a mark without an item may go, and what a sign folds into may fold again.
        let letters = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let words = |text: &str| -> Vec<String> {
            text.split_whitespace().map(letters).filter(|word| !word.is_empty()).collect()
        };
        prop_assert_eq!(words(&twice), words(&once));
    }

    #[test]
    fn a_wanted_skill_more_never_lowers_a_score(
        required in some_skills(8), preferred in some_skills(6), shown in some_skills(5), listed in some_skills(8),
        more in prop::sample::select(&SKILLS[..]), as_shown: bool,
    ) {
        let mut ad = "We build things.\n\nRequirements\n".to_owned();
        for pair in required.chunks(2) {
            ad += &format!("- Experience with {}\n", pair.join(" or "));
        }
        ad += "\nNice to have\n";
        for skill in &preferred {
            ad += &format!("- {skill}\n");
        }
        let posting = posting_text("Engineer", &[], &ad);
        let before = explained(&posting, &resume_of(&shown, &listed));
        let (mut shown, mut listed) = (shown, listed);
        if as_shown { shown.push(more) } else { listed.push(more) }
        let after = explained(&posting, &resume_of(&shown, &listed));
        prop_assert!(after.score >= before.score, "{:?} -> {:?} by {more} for {posting}", before.score, after.score);
        prop_assert_eq!(after.score, after.score.map(|_| after.gaps.iter().map(|gap| gap.earned).sum()));
        prop_assert!(after.potential >= after.score);
    }

    /// What an explanation found of a pair says all that the next one of the same pair has to look for.
    #[test]
    fn an_explanation_is_the_same_again(
        asked in some_skills(24), small: bool, long: bool, shown in some_skills(9), listed in some_skills(9),
    ) {
        // More than a number has bits.
        const MORE: [&str; 16] = [
            "Scala", "Kotlin", "Perl", "PHP", "Laravel", "Angular", "Vue.js", "Svelte", "MongoDB", "Cassandra", "Neo4j",
            "Elasticsearch", "Ansible", "Jenkins", "Grafana", "Docker",
        ];
        let more = MORE.iter().filter(|_| long);
        let ad: String = asked.iter().chain(more).map(|skill| format!("- Experience with {skill}\n")).collect();
        let ad = if small { ad.to_lowercase() } else { ad };
        let posting = posting_text("Engineer", &[], &format!("Requirements\n{ad}"));
        let [first, again] = explained_twice(&posting, &resume_of(&shown, &[&listed[..], &MORE[..]].concat()));
        prop_assert_eq!(first, again);
    }
}
