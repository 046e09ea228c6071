//! `--state`: whatever came before, the tables are those of a cold run over the same inputs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use gaprank::config::{Config, Format};
use gaprank::pipeline::{Outcome, Request, run};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::command::{gaprank, stderr, table};

/// A posting in one of its wordings.
fn posting(id: u8, wording: u8) -> String {
    const ASKS: [&str; 6] = [
        "Requirements:\\n- Go and PostgreSQL\\n- Nice to have: Kafka",
        "You bring three years of Python, Django or FastAPI, and Redis.",
        "Must have: Java 17, Spring Boot, Kafka. Docker is a plus.",
        "We want Rust, gRPC and Kubernetes (EKS). Salary: EUR 60.000 a year",
        "Our stack: Node.js, MongoDB, AWS Lambda",
        "A friendly place with fruit and no technology named.",
    ];
    let asks = ASKS[usize::from((id ^ wording) % 6)];
    let title = ["Backend Engineer", "Senior Developer", "Junior Data Engineer"][usize::from(id % 3)];
    let day = 1 + (id + 3 * wording) % 28;
    // Two wordings in seven are another board's copy of the same text.
    let company = if id % 7 < 2 { "Acme".to_owned() } else { format!("Firm {id}") };
    format!(
        "{{\"id\":\"p{id}\",\"title\":\"{title}\",\"company\":\"{company}\",\"date_posted\":\"2026-10-{day:02}\",\"description\":\"{asks} ({wording})\"}}"
    )
}

/// A resume in one of three wordings: the third says what the first does, with other spellings.
fn resume(id: u8, wording: u8) -> String {
    const SHOWS: [&str; 5] = [
        "- Built the billing API in Go on PostgreSQL, 400 requests per second",
        "- Led the move of 12 services to Kubernetes (EKS)",
        "- Worked on Django pages and Redis caches",
        "- Wrote Kafka consumers in Java with Spring Boot",
        "- Helped with Node.js scripts on AWS",
    ];
    let shown = wording % 2;
    let one = SHOWS[usize::from((id + shown) % 5)];
    let other = SHOWS[usize::from((id + 2 * shown + 1) % 5)];
    let text = format!(
        "Person {id}\n\nExperience\n\nDeveloper, Acme\nJan 2020 - Mar 2026\n{one}\n{other}\n\nSkills\nPython, Docker, Rust\n"
    );
    let spellings = [("PostgreSQL", "Postgres"), ("Kubernetes", "k8s"), ("Node.js", "NodeJS"), (" Go ", " Golang ")];
    spellings.iter().filter(|_| wording == 2).fold(text, |text, (from, to)| text.replace(from, to))
}

/// What there is to be matched.
#[derive(Debug, Clone, Default)]
struct World {
    postings: BTreeMap<u8, u8>,
    resumes: BTreeMap<u8, u8>,
}

/// A night.
#[derive(Debug, Clone)]
struct Night {
    /// Postings that are given, each with its wording.
    given: Vec<(u8, u8)>,
    snapshot: bool,
    /// The whole caseload.
    resumes: Vec<(u8, u8)>,
    top: usize,
    query: bool,
    rarity: bool,
    /// All but the postings is that of the night before.
    as_before: bool,
}

struct Place {
    folder: TempDir,
    runs: usize,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), runs: 0 }
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    /// Runs over these documents and returns the output folder.
    fn run(&mut self, world: &World, night: &Night, state: bool) -> (PathBuf, Outcome) {
        self.runs += 1;
        let home = self.folder.path().join(format!("{}", self.runs));
        let (postings, resumes) = (home.join("jobs.jsonl"), home.join("resumes"));
        fs::create_dir_all(&resumes).unwrap();
        let lines: Vec<String> = world.postings.iter().map(|(id, wording)| posting(*id, *wording)).collect();
        fs::write(&postings, lines.join("\n")).unwrap();
        for (id, wording) in &world.resumes {
            fs::write(resumes.join(format!("{id}.txt")), resume(*id, *wording)).unwrap();
        }
        let config = Config {
            top: night.top,
            top_resumes: 2,
            format: vec![Format::Csv, Format::Parquet],
            threads: Some(2),
            score: gaprank::config::ScoreConfig { text_relevance: true, rarity: night.rarity, ..Default::default() },
            ..Config::default()
        };
        let request = Request {
            postings: vec![postings],
            resumes: vec![resumes],
            out: home.join("out"),
            query: night.query.then(|| "NOT title:junior".to_owned()),
            state: state.then(|| self.state()),
            snapshot: state && night.snapshot,
            ..Request::default()
        };
        let outcome = run(&config, &request, &()).unwrap();
        (home.join("out"), outcome)
    }
}

/// Every file of a run but the manifest; the two tables that tell of earlier runs without the columns that do.
fn content(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(out).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file()) {
        let name = entry.path().strip_prefix(out).unwrap().display().to_string();
        if name != "run.json" && name != "matches.parquet" && name != "postings.parquet" {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    for name in ["matches", "postings"] {
        let mut rows = table(out, name);
        rows.iter_mut()
            .for_each(|row| row.retain(|column, _| !["is_new", "first_seen", "last_seen"].contains(&&**column)));
        files.insert(format!("{name}.csv"), format!("{rows:?}").into_bytes());
    }
    files
}

fn assert_cold(place: &mut Place, world: &World, night: &Night, out: &Path) {
    let (cold, _) = place.run(world, night, false);
    let (warm, cold) = (content(out), content(&cold));
    assert!(warm.keys().eq(cold.keys()), "the same files");
    for (name, bytes) in &warm {
        assert!(
            *bytes == cold[name],
            "{name} differs from that of a cold run\n{}\n{}",
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&cold[name])
        );
    }
}

fn nights() -> impl Strategy<Value = Vec<Night>> {
    let given = prop::collection::vec((0u8..14, 0u8..3), 0..9);
    let resumes = prop::collection::vec((0u8..5, 0u8..3), 0..5);
    let night = (
        given,
        prop::bool::weighted(0.3),
        resumes,
        1usize..5,
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.7),
    );
    let night = night.prop_map(|(given, snapshot, resumes, top, query, rarity, as_before)| Night {
        given,
        snapshot,
        resumes,
        top,
        query,
        rarity,
        as_before,
    });
    prop::collection::vec(night, 1..6)
}

/// Runs nights one after the other and holds each against a cold run.
fn check(nights: &[Night]) {
    let mut place = Place::new();
    let mut open = BTreeMap::new();
    let mut before: Option<Night> = None;
    for night in nights {
        let mut night = night.clone();
        if let Some(before) = before.filter(|_| night.as_before) {
            night = Night { given: night.given, snapshot: night.snapshot, ..before };
        }
        before = Some(night.clone());
        let night = &night;
        let given: BTreeMap<u8, u8> = night.given.iter().copied().collect();
        let world = World { postings: given.clone(), resumes: night.resumes.iter().copied().collect() };
        let (out, _) = place.run(&world, night, true);
        if night.snapshot {
            open = given;
        } else {
            open.extend(given);
        }
        let union = World { postings: open.clone(), ..world };
        assert_cold(&mut place, &union, night, &out);
    }
}

/// Sequences that are tried; `GAPRANK_SEQUENCES` asks for more than fit into every test run.
fn sequences() -> u32 {
    std::env::var("GAPRANK_SEQUENCES").ok().and_then(|n| n.parse().ok()).unwrap_or(12)
}

#[test]
fn any_sequence_of_nights_ends_as_a_cold_run_does() {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(sequences()) };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    runner
        .run(&nights(), |nights| {
            check(&nights);
            Ok(())
        })
        .unwrap();
}

fn night(given: &[(u8, u8)], snapshot: bool) -> Night {
    Night {
        given: given.to_vec(),
        snapshot,
        resumes: vec![(1, 0), (2, 0)],
        top: 50,
        query: false,
        rarity: false,
        as_before: false,
    }
}

fn world(night: &Night) -> World {
    World { postings: night.given.iter().copied().collect(), resumes: night.resumes.iter().copied().collect() }
}

fn column(out: &Path, name: &str, id: &str, column: &str) -> BTreeMap<String, String> {
    table(out, name).into_iter().map(|row| (row[id].clone(), row[column].clone())).collect()
}

#[test]
fn what_is_new_and_what_was_seen_when() {
    let mut place = Place::new();
    let first = night(&[(1, 0), (2, 0)], false);
    let (out, _) = place.run(&world(&first), &first, true);
    assert!(table(&out, "matches").iter().all(|row| row["is_new"] == "true"));

    let second = night(&[(9, 0), (2, 0)], false);
    let (out, outcome) = place.run(&world(&second), &second, true);
    let new: BTreeSet<_> =
        table(&out, "matches").into_iter().filter(|r| r["is_new"] == "true").map(|r| r["posting_id"].clone()).collect();
    assert_eq!(new.into_iter().collect::<Vec<_>>(), ["p9"]);
    let seen = |out: &Path, which: &str| column(out, "postings", "posting_id", which).into_values().collect::<Vec<_>>();
    assert_eq!(seen(&out, "first_seen"), ["2026-10-03", "2026-10-03", "2026-10-10"]);
    assert_eq!(seen(&out, "last_seen"), ["2026-10-03", "2026-10-10", "2026-10-10"]);
    let count = |outcome: &Outcome, name: &str| outcome.run.counts[name];
    assert_eq!(count(&outcome, "postings_new"), 1);
    assert_eq!(count(&outcome, "postings_same"), 1);
    assert_eq!(count(&outcome, "postings_of_earlier_runs"), 1);
    assert_eq!(outcome.run.notes, Vec::<String>::new());

    // One is gone, one says something else, one comes back the night after.
    let third = night(&[(2, 1), (9, 0)], true);
    let (out, outcome) = place.run(&world(&third), &third, true);
    assert_eq!(column(&out, "postings", "posting_id", "status").into_keys().collect::<Vec<_>>(), ["p2", "p9"]);
    assert_eq!((count(&outcome, "postings_closed"), count(&outcome, "postings_changed")), (1, 1));
    let fourth = night(&[(1, 0)], false);
    let (out, _) = place.run(&world(&fourth), &fourth, true);
    assert_eq!(column(&out, "postings", "posting_id", "first_seen")["p1"], "2026-10-03");
}

#[test]
fn an_incomplete_intake_closes_nothing() {
    let mut place = Place::new();
    let first = night(&[(1, 0), (2, 0)], false);
    place.run(&world(&first), &first, true);
    let folder = tempfile::tempdir().unwrap();
    let (jobs, out) = (folder.path().join("jobs.jsonl"), folder.path().join("out"));
    fs::write(&jobs, format!("{}\n{{\"id\": \"p2\", \"descr", posting(1, 0))).unwrap();
    let request = Request {
        postings: vec![jobs],
        resumes: vec![folder.path().to_owned()],
        out: out.clone(),
        state: Some(place.state()),
        snapshot: true,
        ..Request::default()
    };
    let outcome = run(&Config::default(), &request, &()).unwrap();
    assert_eq!(table(&out, "postings").len(), 2);
    assert!(outcome.run.notes[0].contains("none is marked as closed"), "{:?}", outcome.run.notes);
}

#[test]
fn damage_is_told_and_mended() {
    let files = |place: &Place, what: &str| -> Vec<PathBuf> {
        let mut found: Vec<PathBuf> = walkdir::WalkDir::new(place.state())
            .into_iter()
            .map(|e| e.unwrap().into_path())
            .filter(|p| p.is_file() && p.to_string_lossy().contains(what))
            .collect();
        found.sort();
        assert!(!found.is_empty(), "{what}");
        found
    };
    let spoil = |path: &Path| {
        let mut bytes = fs::read(path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x55;
        fs::write(path, bytes).unwrap();
    };
    let whole = night(&[(1, 0), (2, 0), (9, 0)], false);
    // What is damaged, what the next run says, whether all postings have to be given again, and whether it asks for some of them
    // alone: it does not read all texts then, and checks their files before. Else a text of postings that stay is damaged.
    let table: &[(&str, &str, bool, bool)] = &[
        ("generations", "the state of the run before is used", false, false),
        ("-ledger", "the state of the run before is used", false, false),
        ("-postings-", "forgotten until they are given again", true, false),
        ("00000001-signatures-", "forgotten until they are given again", true, false),
        ("-signatures-", "forgotten until they are given again", true, true),
        ("00000001-texts", "forgotten until they are given again", true, false),
        ("-texts", "forgotten until they are given again", true, true),
        ("-readings", "all resumes are read again", false, false),
        ("-pairs", "every match counts as new", false, false),
        ("meta.json", "the index is not that of the last complete run", false, false),
    ];
    for (what, says, again, query) in table {
        let mut place = Place::new();
        place.run(&world(&whole), &whole, true);
        let one = night(&[(9, 1)], false);
        place.run(&world(&one), &one, true);
        spoil(files(&place, what).last().unwrap());
        let next = if *again { whole.clone() } else { one.clone() };
        let next = Night { query: *query, ..next };
        let (out, outcome) = place.run(&world(&next), &next, true);
        assert!(outcome.run.notes.iter().any(|note| note.contains(says)), "{what}: {:?}", outcome.run.notes);
        let mut union = world(&whole);
        if !again {
            union.postings.insert(9, 1);
        }
        assert_cold(&mut place, &union, &next, &out);
        let (_, outcome) = place.run(&world(&next), &next, true);
        assert_eq!(outcome.run.notes, Vec::<String>::new(), "{what}: mended for good");
    }
}

/// What was read and extracted is found again under its keys: only then does the next generation name the same file.
#[test]
fn nothing_is_found_twice_in_a_resume() {
    let mut place = Place::new();
    let mut readings = |night: &Night| {
        place.run(&world(night), night, true);
        let names = fs::read_dir(place.state().join("files")).unwrap().map(|e| e.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().contains("-readings")).count()
    };
    assert_eq!(readings(&night(&[(1, 0)], false)), 1);
    assert_eq!(readings(&night(&[(2, 0)], false)), 1);
    let other = Night { resumes: vec![(1, 0), (2, 1)], ..night(&[(3, 0)], false) };
    assert_eq!(readings(&other), 2);
}

#[test]
fn a_state_is_one_runs_at_a_time() {
    let place = Place::new();
    fs::create_dir_all(place.state()).unwrap();
    let lock = fs::File::create(place.state().join("lock")).unwrap();
    lock.lock().unwrap();
    fs::write(place.state().join("lock"), "4711\n").unwrap();
    let state = place.state().display().to_string();
    let out = place.folder.path().join("out").display().to_string();
    let args = ["run", "--postings", "sample_data/postings.csv", "--resumes", "sample_data/resumes"];
    let done = gaprank(&[&args[..], &["--quiet", "--out", &out, "--state", &state]].concat());
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr(&done).contains("process 4711 is using this state"), "{}", stderr(&done));
    assert!(!Path::new(&out).exists());
}

#[test]
fn the_state_is_told_verified_compacted_and_rebuilt() {
    let mut place = Place::new();
    let nights = [night(&[(1, 0), (2, 0)], false), night(&[(1, 1), (9, 0)], true), night(&[(3, 0)], false)];
    nights.iter().for_each(|night| drop(place.run(&world(night), night, true)));
    let state = place.state().display().to_string();
    let told = |command: &str| {
        let done = gaprank(&["state", command, &state]);
        (done.status.code(), crate::command::stdout(&done) + &stderr(&done))
    };
    let (code, info) = told("info");
    assert_eq!(code, Some(0), "{info}");
    for line in ["runs completed      3", "open postings       3", "closed postings     1", "up to date          yes"] {
        assert!(info.contains(line), "{line} in\n{info}");
    }
    assert_eq!(told("verify"), (Some(0), "every file is what was written\n".to_owned()));
    let before = fs::read_dir(place.state().join("files")).unwrap().count();
    assert_eq!(told("compact").0, Some(0));
    assert!(fs::read_dir(place.state().join("files")).unwrap().count() < before);
    assert_eq!(told("verify").0, Some(0));

    // Neither shows in what comes next.
    let next = night(&[(9, 2)], false);
    let union = night(&[(1, 1), (3, 0), (9, 2)], false);
    let (out, outcome) = place.run(&world(&next), &next, true);
    assert_eq!(outcome.run.notes, Vec::<String>::new());
    assert_cold(&mut place, &world(&union), &next, &out);
    assert_eq!(told("rebuild").0, Some(0));
    let (out, outcome) = place.run(&world(&next), &next, true);
    assert!(outcome.run.notes.iter().any(|note| note.contains("extracted again")), "{:?}", outcome.run.notes);
    assert_cold(&mut place, &world(&union), &next, &out);

    for file in fs::read_dir(place.state().join("files")).unwrap() {
        fs::write(file.unwrap().path(), "nothing").unwrap();
    }
    let (code, said) = told("verify");
    assert!(code == Some(2) && said.contains("damaged"), "{code:?} {said}");
}

#[test]
fn history_has_a_partition_a_day() {
    let mut place = Place::new();
    let nights = [night(&[(1, 0), (2, 0)], false), night(&[(9, 0)], false), night(&[(9, 1)], false)];
    let outs: Vec<PathBuf> = nights.iter().map(|night| place.run(&world(night), night, true).0).collect();
    let history = place.state().join("history/matches");
    let mut days: Vec<_> =
        fs::read_dir(&history).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    days.sort();
    assert_eq!(days, ["run=2026-10-03", "run=2026-10-10", "run=2026-10-13"]);
    for (day, out) in days.iter().zip(&outs) {
        let files: Vec<_> = fs::read_dir(history.join(day)).unwrap().map(|e| e.unwrap().path()).collect();
        assert_eq!(files.len(), 1);
        assert_eq!(fs::read(&files[0]).unwrap(), fs::read(out.join("matches.parquet")).unwrap());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_interrupted_run_leaves_what_was_there() {
    let mut place = Place::new();
    let first = night(&[(1, 0)], false);
    let (out, _) = place.run(&world(&first), &first, true);
    let before = content(&out);
    // The pipe is never closed, so that the run waits for postings until it is told to end.
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_gaprank"))
        .args(["run", "--log", "json", "--postings", "-", "--resumes"])
        .arg(place.folder.path().join("1/resumes"))
        .arg("--out")
        .arg(&out)
        .arg("--state")
        .arg(place.state())
        .stdin(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    while !place.state().join("lock").exists()
        || fs::read_to_string(place.state().join("lock")).unwrap().trim() != child.id().to_string()
    {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let signal = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(signal.success());
    std::thread::sleep(std::time::Duration::from_millis(50));
    std::io::Write::write_all(&mut stdin, posting(2, 0).as_bytes()).unwrap();
    drop(stdin);
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(
        stderr(&done).contains("interrupted: the output and the state are those of the last complete run"),
        "{}",
        stderr(&done)
    );
    assert!(content(&out) == before);
}

#[test]
fn a_log_is_an_object_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out").display().to_string();
    let done = gaprank(&[
        "run",
        "--postings",
        "sample_data/postings.csv",
        "--resumes",
        "sample_data/resumes",
        "--out",
        &out,
        "--log",
        "json",
    ]);
    assert_eq!((done.status.code(), crate::command::stdout(&done)), (Some(0), String::new()));
    let lines: Vec<serde_json::Value> = stderr(&done).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |message: &str| lines.iter().filter(|line| line["message"] == message).collect::<Vec<_>>();
    assert!(of("stage").iter().any(|line| line["stage"] == "resumes" && line["steps"].as_u64() > Some(0)));
    assert_eq!(of("reject").len(), table(Path::new(&out), "rejects").len());
    let [run] = of("run")[..] else { panic!("one line for the run") };
    assert!(run["total"].as_f64() > Some(0.0) && run["rows"].as_str().unwrap().contains("\"matches\""));
    assert!(std::ptr::eq(run, lines.last().unwrap()));
}

#[test]
fn another_taxonomy_extracts_what_is_kept_again() {
    let mut place = Place::new();
    let first = night(&[(1, 0), (3, 0)], false);
    place.run(&world(&first), &first, true);
    let skills = "id,name,tier,family,implies,aliases,esco,onet\nkafka,Kafka,messaging,,,Apache Kafka,,\nrust,Rust,languages,,,,,\n";
    let taxonomy = place.folder.path().join("skills.csv");
    fs::write(&taxonomy, skills).unwrap();
    let (jobs, resumes) = (place.folder.path().join("jobs.jsonl"), place.folder.path().join("1/resumes"));
    let mut outs = Vec::new();
    for (name, ids, state) in [("warm", &[2][..], Some(place.state())), ("cold", &[1, 2, 3], None)] {
        fs::write(&jobs, ids.iter().map(|id| posting(*id, 0)).collect::<Vec<_>>().join("\n")).unwrap();
        let request = Request {
            postings: vec![jobs.clone()],
            resumes: vec![resumes.clone()],
            out: place.folder.path().join(name),
            state,
            ..Request::default()
        };
        let config = Config { taxonomy: Some(taxonomy.clone()), ..Config::default() };
        let outcome = run(&config, &request, &()).unwrap();
        outs.push((content(&request.out), outcome));
    }
    assert!(outs[0].1.run.notes[0].contains("all postings kept are extracted again"), "{:?}", outs[0].1.run.notes);
    assert!(outs[0].0 == outs[1].0);
}

/// What the state's newest complete run left in the output folder: nothing half-written, every row of every table there.
#[cfg(target_os = "linux")]
#[test]
fn a_run_killed_at_any_moment_leaves_the_last_complete_one() {
    use std::time::{Duration, Instant};

    let kills: u32 = std::env::var("GAPRANK_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (jobs, resumes, out, state) = (path("jobs.jsonl"), path("resumes"), path("out"), path("state"));
    fs::create_dir(&resumes).unwrap();
    (0..5).for_each(|id| fs::write(format!("{resumes}/{id}.txt"), resume(id, 0)).unwrap());
    let give = |ids: std::ops::Range<u8>| {
        fs::write(&jobs, ids.map(|id| posting(id, 0)).collect::<Vec<_>>().join("\n")).unwrap();
    };
    let start = |out: &str, state: Option<&str>| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_gaprank"));
        command.args(["run", "--quiet", "--postings", &jobs, "--resumes", &resumes, "--out", out]);
        command.args(state.iter().flat_map(|state| ["--state", state])).stderr(std::process::Stdio::piped());
        command.spawn().unwrap()
    };
    let finish = |out: &str, state: Option<&str>| {
        let done = start(out, state).wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        content(Path::new(out))
    };
    give(0..20);
    let started = Instant::now();
    let mut complete = finish(&out, Some(&state));
    let whole = started.elapsed();
    let mut random = 88_172_645_463_325_252_u64;
    for n in 0..kills {
        // Each night brings one posting more, as long as there are ids; the run over it is killed, twice, and then let through.
        let many = 21 + n.min(200) as u8;
        give(0..many);
        for _ in 0..2 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let mut child = start(&out, Some(&state));
            std::thread::sleep(Duration::from_nanos(random % (whole.as_nanos() as u64 * 5 / 4)));
            child.kill().unwrap();
            let ended = child.wait().unwrap();
            if !ended.success() {
                let now = content(Path::new(&out));
                let next = now != complete;
                // The exchange may have come before the kill; then the output is the new one, whole.
                assert!(!next || table(Path::new(&out), "postings").len() == usize::from(many), "half a run");
            }
        }
        complete = finish(&out, Some(&state));
        assert!(complete == finish(&path("cold"), None), "night {n} differs from a cold run");
    }
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("gaprank-")), "leftovers: {left:?}");
}

/// A full disk, by a limit on what a file may hold.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_costs_nothing_that_was_there() {
    let mut place = Place::new();
    let first = night(&[(1, 0), (2, 0)], false);
    let (out, _) = place.run(&world(&first), &first, true);
    let before = content(&out);
    let jobs = place.folder.path().join("jobs.jsonl");
    fs::write(&jobs, (0..90).map(|id| posting(id, 0)).collect::<Vec<_>>().join("\n")).unwrap();
    for blocks in [0, 1, 4, 16, 40] {
        // Files end at so many half kilobytes: what would go beyond fails as it does on a disk that is full.
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let done = std::process::Command::new("bash")
            .args(["-c", &script, "bash", env!("CARGO_BIN_EXE_gaprank"), "run", "--quiet", "--postings"])
            .arg(&jobs)
            .arg("--resumes")
            .arg(place.folder.path().join("1/resumes"))
            .arg("--out")
            .arg(&out)
            .arg("--state")
            .arg(place.state())
            .output()
            .unwrap();
        assert_eq!(done.status.code(), Some(2), "{blocks}: {}", stderr(&done));
        assert!(stderr(&done).starts_with("error: "), "{blocks}: {}", stderr(&done));
        assert!(content(&out) == before, "{blocks}: the old output is intact");
    }
    let next = night(&[(3, 0)], false);
    let (out, _) = place.run(&world(&next), &next, true);
    assert_cold(&mut place, &world(&night(&[(1, 0), (2, 0), (3, 0)], false)), &next, &out);
}
