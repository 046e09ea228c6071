//! `gaprank compare`: every change is the sum of its parts, and each part is put down to what caused it.

use std::path::Path;
use std::sync::LazyLock;

use gaprank::compare::{Cause, Run, compare};
use gaprank::config::Config;
use gaprank::extract::Extractor;
use gaprank::gap::{PostingSide, Rarity, ResumeSide, compile, explain};
use gaprank::report::RunJson;
use gaprank::taxonomy::{Source, Taxonomy};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::command::{Case, gaprank, stderr, stdout, table};

/// Two taxonomies: in the second, two skills are of one family, one skill proves another, and one is not scored.
static TAXONOMIES: LazyLock<[Source; 2]> = LazyLock::new(|| {
    let skills = |redis: &str, family: &str, implies: &str| {
        format!(
            "id,name,tier,family,implies,aliases\nkafka,Kafka,messaging,{family},,\nrabbitmq,RabbitMQ,messaging,{family},,\n\
             postgresql,PostgreSQL,databases,,,\nredis,Redis,{redis},,,\nkubernetes,Kubernetes,infrastructure,,,\n\
             eks,Amazon EKS,infrastructure,,{implies},\npython,Python,languages,,,\ndjango,Django,frameworks,,,\n"
        )
    };
    [
        Source { skills: skills("databases", "", ""), ..Source::built_in() },
        Source { skills: skills("other", "brokers", "kubernetes"), ..Source::built_in() },
    ]
});

const SKILLS: [&str; 8] = ["Kafka", "RabbitMQ", "PostgreSQL", "Redis", "Kubernetes", "Amazon EKS", "Python", "Django"];

/// What one random run is made of.
#[derive(Debug, Clone)]
struct Drawn {
    taxonomy: usize,
    preferred: f64,
    rarity: bool,
    profile: &'static str,
    postings: Vec<Vec<usize>>,
    resumes: Vec<(Vec<usize>, Vec<usize>)>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let skills = || proptest::collection::vec(0usize..8, 0..5);
    let weighing =
        (0usize..2, prop_oneof![Just(0.5), Just(0.8)], any::<bool>(), prop_oneof![Just("backend"), Just("data")]);
    let documents = (proptest::collection::vec(skills(), 1..4), proptest::collection::vec((skills(), skills()), 1..4));
    (weighing, documents).prop_map(|((taxonomy, preferred, rarity, profile), (postings, resumes))| Drawn {
        taxonomy,
        preferred,
        rarity,
        profile,
        postings,
        resumes,
    })
}

fn lines(skills: &[usize], before: &str) -> String {
    skills.iter().map(|s| format!("- {before} {}\n", SKILLS[*s])).collect()
}

/// The run as it would be read back, its scores by the plain explanation of each pair.
fn run(drawn: &Drawn) -> Run {
    let mut config = Config { profile: drawn.profile.to_owned(), ..Config::default() };
    config.score.importance.preferred = drawn.preferred;
    config.score.rarity = drawn.rarity;
    let extractor = Extractor::new(Taxonomy::from_source(TAXONOMIES[drawn.taxonomy].clone()).unwrap()).unwrap();
    let document = |id: String, text: String| {
        let hash = text.clone();
        (id, gaprank::compare::Document { name: "name".to_owned(), hash, text: Some(text), company: String::new() })
    };
    let posting = |(at, skills): (usize, &Vec<usize>)| {
        let (required, preferred) = skills.split_at(skills.len() / 2);
        let text = format!(
            "Engineer\n\nRequirements\n{}\nNice to have\n{}",
            lines(required, "Work with"),
            lines(preferred, "Use of")
        );
        document(format!("p{at}"), text)
    };
    let resume = |(at, (shown, listed)): (usize, &(Vec<usize>, Vec<usize>))| {
        let listed: Vec<&str> = listed.iter().map(|s| SKILLS[*s]).collect();
        let shown = lines(shown, "Built the order service on");
        let text = format!(
            "Ada Sample\n\nSkills\n\n{}\n\nExperience\n\nEngineer, Example Ltd, 2020 - 2022\n{shown}",
            listed.join(", ")
        );
        document(format!("r{at}"), text)
    };
    let mut run = Run {
        dir: "run".into(),
        manifest: RunJson::default(),
        config,
        postings: drawn.postings.iter().enumerate().map(posting).collect(),
        resumes: drawn.resumes.iter().enumerate().map(resume).collect(),
        scores: Default::default(),
        extractor,
    };
    let taxonomy = run.extractor.taxonomy();
    let profiles: Vec<_> =
        run.postings.values().map(|p| run.extractor.posting_of(p.text.as_deref().unwrap(), &p.company)).collect();
    let rarity = if drawn.rarity {
        let asks = |p: &gaprank::extract::PostingProfile, s| p.requirements.skills().any(|skill| skill == s);
        let frequency = |s: u32| profiles.iter().filter(|p| asks(p, gaprank::taxonomy::SkillId(s))).count() as u64;
        let skills = taxonomy.skills().len() as u32;
        Rarity::from_frequencies(&(0..skills).map(frequency).collect::<Vec<_>>(), profiles.len() as u64)
    } else {
        Rarity::off()
    };
    let (weights, credits) = (run.config.importance_weights(), run.config.credits().unwrap());
    let mut scores = std::collections::BTreeMap::new();
    for ((id, document), asked) in run.postings.iter().zip(&profiles) {
        let compiled = compile(taxonomy, &taxonomy.profiles()[drawn.profile], &weights, &rarity, &credits, asked);
        for (resume, shown) in &run.resumes {
            let (text, posting) = (shown.text.as_deref().unwrap(), document.text.as_deref().unwrap());
            let shown = run.extractor.resume(text);
            let posting = PostingSide { profile: asked, shares: compiled.shares(), words: posting };
            let explained = explain(taxonomy, posting, &ResumeSide::new(taxonomy, &shown, text, None));
            scores.insert((resume.clone(), id.clone()), explained.score);
        }
    }
    run.scores = scores;
    run
}

#[test]
fn parts_sum_to_the_change_over_200_pairs_of_runs() {
    let mut runner = TestRunner::deterministic();
    let (mut moved, mut seen) = (0, [0; 6]);
    for _ in 0..200 {
        let (old, new) = (drawn(), drawn()).new_tree(&mut runner).unwrap().current();
        let (old, new) = (run(&old), run(&new));
        for change in compare(&old, &new).unwrap().changes {
            let key = (change.resume_id.clone(), change.posting_id.clone());
            let (Some(was), Some(is)) = (old.scores.get(&key), new.scores.get(&key)) else { continue };
            let parts = change.parts.unwrap();
            let value = |score: &Option<u16>| score.map_or(0, i32::from);
            assert_eq!(parts.sum(), value(is) - value(was), "{change:?}");
            assert_eq!(parts.of(Cause::Other), 0, "nothing is left over: {change:?}");
            Cause::ALL.iter().for_each(|cause| seen[*cause as usize] += usize::from(parts.of(*cause) != 0));
            moved += 1;
        }
    }
    assert!(moved > 300, "{moved}");
    let [date, taxonomy, weights, posting, resume, _] = seen;
    assert!(date == 0 && taxonomy.min(weights).min(posting).min(resume) > 50, "{seen:?}");
}

#[test]
fn what_alone_differs_has_the_whole_change() {
    let mut runner = TestRunner::deterministic();
    for _ in 0..40 {
        let (old, other) = (drawn(), drawn()).new_tree(&mut runner).unwrap().current();
        let one = |change: fn(&mut Drawn, Drawn)| {
            let mut new = old.clone();
            change(&mut new, other.clone());
            new
        };
        for (new, cause) in [
            (one(|d, o| d.taxonomy = o.taxonomy), Cause::Taxonomy),
            (one(|d, o| (d.preferred, d.profile) = (o.preferred, o.profile)), Cause::Weights),
            (one(|d, o| d.resumes = o.resumes), Cause::Resume),
        ] {
            for texts in [true, false] {
                let (mut was, is) = (run(&old), run(&new));
                if !texts {
                    was.resumes.values_mut().for_each(|document| document.text = None);
                }
                let found = compare(&was, &is).unwrap();
                assert_eq!(found.notes.len(), usize::from(!texts));
                let parts = found.changes.iter().filter_map(|change| change.parts);
                // Without texts, rarity may move with anything, so that nothing can be put down to one cause.
                let told = |parts: &gaprank::compare::Parts| {
                    texts || !old.rarity || cause == Cause::Weights || parts.sum() == 0
                };
                parts.filter(told).for_each(|parts| assert_eq!(parts.of(cause), parts.sum(), "{cause:?} {texts}"));
            }
        }
    }
}

fn compared(case: &Case, old: &Path, more: &[&str]) -> String {
    let (old, new) = (old.display().to_string(), case.path("out").display().to_string());
    let mut args = vec!["compare", &old, &new];
    args.extend(more);
    let done = gaprank(&args);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    stdout(&done)
}

#[test]
fn a_better_resume_newly_qualifies() {
    let resume = |shown: &str| {
        format!(
            "Ada Sample\n\nSkills\n\nKafka\n\nExperience\n\nEngineer, <b>Example</b> Ltd, 2020 - 2022\n- Built the order service with {shown}\n"
        )
    };
    let posting =
        "id,title,company,description\np1,Engineer <script>alert(1)</script>,=1+1,\"Requirements:\n- Rust\n- Kafka\"\n";
    let case = Case::new().with("postings/a.csv", posting).with("resumes/ada.txt", resume("Python"));
    assert!(case.run(&["--quiet"]).status.success());
    let old = case.path("old");
    std::fs::rename(case.path("out"), &old).unwrap();
    let case = case.with("resumes/ada.txt", resume("Rust"));
    assert!(case.run(&["--quiet"]).status.success());
    let to = case.path("changes");
    let said = compared(&case, &old, &["--out", &to.display().to_string()]);
    assert!(
        said.contains("Who newly qualifies") && said.contains("30.00 ->  80.00") && said.contains("resume +50.00"),
        "{said}"
    );
    let rows = table(&to, "changes");
    let cells = ["old_score", "new_score", "change", "by_resume", "by_posting", "because", "newly_qualifies"]
        .map(|c| rows[0][c].as_str());
    assert_eq!(cells, ["30.00", "80.00", "50", "50", "0", "resume", "true"]);
    let html = std::fs::read_to_string(to.join("changes.html")).unwrap();
    assert!(
        html.contains("&lt;script&gt;alert") && !html.contains("<script>alert") && html.contains("default-src 'none'"),
        "{html}"
    );
    // The same run twice: nothing moved.
    let same = gaprank(&["compare".as_ref(), old.as_os_str(), old.as_os_str()]);
    assert!(stdout(&same).contains("1, of which 0 moved"), "{}", stdout(&same));
    // A run is never written over.
    let refused = gaprank(&["compare".as_ref(), old.as_os_str(), old.as_os_str(), "--out".as_ref(), old.as_os_str()]);
    assert_eq!(refused.status.code(), Some(2));
}
