//! `gaprank run` over the sample data: the tables, and how they hang together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::command::{Row, parquet, points, sample, table, texts};

const TABLES: [&str; 7] = ["matches", "gaps", "requirements", "postings", "resumes", "skills", "rejects"];

/// The files of `sample_data/`.
const POSTINGS: usize = 24;
const RESUME_FILES: usize = 13;

fn sample_table(name: &str) -> Vec<Row> {
    table(sample(), name)
}

/// An optional rank, so that "none" sorts last.
fn rank(cell: &str) -> u64 {
    if cell.is_empty() { u64::MAX } else { cell.parse().unwrap() }
}

fn by_pair(gaps: &[Row]) -> BTreeMap<(&str, &str), Vec<&Row>> {
    let mut pairs: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for gap in gaps {
        pairs.entry((gap["resume_id"].as_str(), gap["posting_id"].as_str())).or_default().push(gap);
    }
    pairs
}

#[test]
fn every_input_is_a_row_or_a_reject() {
    let rejects = sample_table("rejects");
    let of = |kind: &str| rejects.iter().filter(|r| r["kind"] == kind).count();
    assert_eq!(sample_table("postings").len() + of("posting"), POSTINGS);
    assert_eq!(sample_table("resumes").len() + of("resume"), RESUME_FILES);
    let broken: Vec<_> = rejects.iter().map(|r| (r["source_path"].as_str(), r["code"].as_str())).collect();
    assert_eq!(broken, [("broken_export.pdf", "damaged")]);
    let refused: BTreeSet<&str> = rejects.iter().map(|r| r["source_path"].as_str()).collect();
    assert!(sample_table("resumes").iter().all(|r| !refused.contains(r["source_path"].as_str())));
}

#[test]
fn both_formats_hold_the_same_tables() {
    let run: serde_json::Value = serde_json::from_slice(&std::fs::read(sample().join("run.json")).unwrap()).unwrap();
    for name in TABLES {
        let (rows, frame) = (sample_table(name), parquet(sample(), name));
        assert_eq!(rows.len(), frame.height(), "{name}");
        assert_eq!(run["rows"][name], rows.len(), "{name}");
        if let Some(row) = rows.first() {
            let columns: BTreeSet<&str> = frame.get_column_names().iter().map(|n| n.as_str()).collect();
            assert_eq!(row.keys().map(String::as_str).collect::<BTreeSet<_>>(), columns, "{name}");
        }
    }
    assert_eq!(texts(sample()).len(), sample_table("postings").len() + sample_table("resumes").len());
}

#[test]
fn the_manifest_names_every_file() {
    let run: serde_json::Value = serde_json::from_slice(&std::fs::read(sample().join("run.json")).unwrap()).unwrap();
    let named: BTreeMap<String, u64> = run["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["path"].as_str().unwrap().to_owned(), f["bytes"].as_u64().unwrap()))
        .collect();
    let there: BTreeMap<String, u64> = walkdir::WalkDir::new(sample())
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != "run.json")
        .map(|entry| {
            let path = entry.path().strip_prefix(sample()).unwrap().to_str().unwrap().replace('\\', "/");
            (path, entry.metadata().unwrap().len())
        })
        .collect();
    assert_eq!(named, there);
    assert_eq!(run["as_of"], "2026-11-20", "the newest posting's day");
}

#[test]
fn points_sum_to_the_score_and_to_a_hundred() {
    let gaps = sample_table("gaps");
    let pairs = by_pair(&gaps);
    for row in sample_table("matches") {
        let own = pairs.get(&(row["resume_id"].as_str(), row["posting_id"].as_str()));
        let own = own.map_or(&[][..], Vec::as_slice);
        let sum = |column: &str| own.iter().map(|gap| points(&gap[column])).sum::<u32>();
        let scored = own.iter().filter(|gap| gap["tier"] != "other").count();
        assert_eq!(row["score"].is_empty(), scored == 0, "a score is null where nothing is asked for: {row:?}");
        if scored == 0 {
            assert_eq!((sum("points_possible"), row["potential"].as_str()), (0, ""));
            continue;
        }
        assert_eq!(sum("points_possible"), 10_000, "{row:?}");
        assert_eq!(sum("points_earned"), points(&row["score"]), "{row:?}");
        let wording = own.iter().filter(|gap| matches!(gap["fix"].as_str(), "show" | "name_it"));
        let won: u32 = wording.map(|gap| points(&gap["fix_points"])).sum();
        assert_eq!(points(&row["score"]) + won, points(&row["potential"]), "{row:?}");
        for (importance, total, met) in
            [("required", "required_total", "required_met"), ("preferred", "preferred_total", "preferred_met")]
        {
            let asked: Vec<_> = own.iter().filter(|g| g["tier"] != "other" && g["importance"] == importance).collect();
            let meets = |gap: &&&&Row| matches!(gap["status"].as_str(), "demonstrated" | "listed" | "implied");
            assert_eq!(asked.len().to_string(), row[total], "{row:?}");
            assert_eq!(asked.iter().filter(meets).count().to_string(), row[met], "{row:?}");
        }
    }
}

#[test]
fn a_gap_says_what_follows_from_its_status() {
    for gap in sample_table("gaps") {
        let (status, fix) = (gap["status"].as_str(), gap["fix"].as_str());
        let expected: &[&str] = match status {
            "demonstrated" => &["", "mirror_wording"],
            "listed" => &["show"],
            "implied" => &["name_it"],
            "adjacent" => &["bridge"],
            "missing" => &["learn"],
            _ => panic!("{gap:?}"),
        };
        assert!(expected.contains(&fix), "{gap:?}");
        assert_eq!(fix.is_empty(), gap["advice"].is_empty(), "{gap:?}");
        assert_eq!(status == "missing", gap["resume_quote"].is_empty(), "{gap:?}");
        assert!(points(&gap["points_earned"]) <= points(&gap["points_possible"]), "{gap:?}");
        assert!(
            points(&gap["points_earned"]) + points(&gap["fix_points"]) <= points(&gap["points_possible"]),
            "{gap:?}"
        );
        if status == "demonstrated" {
            assert_eq!(gap["points_earned"], gap["points_possible"], "{gap:?}");
            assert_eq!(gap["fix_points"], "0.00", "{gap:?}");
        }
        assert!(gap["any_of"].split("; ").next() == Some(&gap["keyword"]), "{gap:?}");
        if gap["tier"] == "other" {
            assert_eq!(gap["points_possible"], "0.00", "{gap:?}");
        }
    }
}

#[test]
fn ranks_follow_score_then_coverage_then_id() {
    let matches = sample_table("matches");
    for (side, other, rank_column) in
        [("resume_id", "posting_id", "rank_in_resume"), ("posting_id", "resume_id", "rank_in_posting")]
    {
        let mut groups: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
        for row in &matches {
            groups.entry(&row[side]).or_default().push(row);
        }
        for rows in groups.values_mut() {
            // Every pair of the sample is kept, so that the whole order can be checked. Null scores stand last.
            rows.sort_by_key(|row| {
                let score = if row["score"].is_empty() { -1 } else { i64::from(points(&row["score"])) };
                let (met, total): (u64, u64) =
                    (row["required_met"].parse().unwrap(), row["required_total"].parse().unwrap());
                (Reverse(score), Reverse(met * 720_720 / total.max(1)), row[other].clone())
            });
            for (row, place) in rows.iter().zip(1u64..) {
                assert_eq!(rank(&row[rank_column]), place, "{rank_column} of {row:?}");
            }
        }
    }
}

#[test]
fn offsets_quote_what_they_claim() {
    let texts = texts(sample());
    let check = |kind: &str, id: &str, start: &str, end: &str, quote: &str| {
        let text = &texts[&(kind.to_owned(), id.to_owned())];
        let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
        assert_eq!(text.get(start..end), Some(quote), "{kind} {id} {start}..{end}");
        assert_eq!(quote.trim(), quote, "a quote has no white space at its edges");
        assert!(!quote.is_empty(), "{kind} {id} {start}");
    };
    for row in sample_table("requirements") {
        check("posting", &row["posting_id"], &row["start"], &row["end"], &row["quote"]);
    }
    for row in sample_table("skills") {
        check("resume", &row["resume_id"], &row["start"], &row["end"], &row["quote"]);
    }
    for row in sample_table("gaps") {
        check("posting", &row["posting_id"], &row["posting_start"], &row["posting_end"], &row["posting_quote"]);
        if !row["resume_quote"].is_empty() {
            check("resume", &row["resume_id"], &row["resume_start"], &row["resume_end"], &row["resume_quote"]);
        }
    }
    for row in sample_table("postings") {
        let text = &texts[&("posting".to_owned(), row["posting_id"].clone())];
        assert_eq!(text.chars().count().to_string(), row["chars"]);
        assert_eq!(text.lines().next(), Some(row["title"].as_str()), "a posting's text opens with its title");
    }
}

#[test]
fn tables_are_in_their_order() {
    let sorted = |name: &str, key: &dyn Fn(&Row) -> Vec<(u64, String)>| {
        let keys: Vec<_> = sample_table(name).iter().map(key).collect();
        assert!(keys.is_sorted_by(|a, b| a < b), "{name} is sorted, no key twice");
    };
    let text = |row: &Row, column: &str| (0, row[column].clone());
    let number = |row: &Row, column: &str| (rank(&row[column]), String::new());
    sorted("matches", &|r| vec![text(r, "resume_id"), number(r, "rank_in_resume"), text(r, "posting_id")]);
    sorted("gaps", &|r| {
        vec![text(r, "resume_id"), number(r, "rank_in_resume"), text(r, "posting_id"), number(r, "gap_rank")]
    });
    sorted("requirements", &|r| vec![text(r, "posting_id"), text(r, "requirement_id")]);
    sorted("postings", &|r| vec![text(r, "posting_id")]);
    sorted("resumes", &|r| vec![text(r, "resume_id")]);
    sorted("skills", &|r| vec![text(r, "resume_id"), text(r, "tier"), text(r, "keyword")]);
    sorted("rejects", &|r| {
        let record = if r["record"].is_empty() { 0 } else { rank(&r["record"]) };
        vec![text(r, "kind"), text(r, "source_path"), (record, String::new()), text(r, "code")]
    });
    // Within a pair: by what the fix wins, most first, then by the requirement.
    let gaps = sample_table("gaps");
    for pair in by_pair(&gaps).values() {
        let keys: Vec<_> =
            pair.iter().map(|g| (Reverse(points(&g["fix_points"])), g["requirement_id"].as_str())).collect();
        assert!(keys.is_sorted(), "{keys:?}");
    }
}

#[test]
fn tables_refer_to_each_other() {
    let ids =
        |name: &str, column: &str| sample_table(name).into_iter().map(|mut r| r.remove(column).unwrap()).collect();
    let (postings, resumes): (BTreeSet<String>, BTreeSet<String>) =
        (ids("postings", "posting_id"), ids("resumes", "resume_id"));
    let requirements: BTreeSet<(String, String)> = sample_table("requirements")
        .into_iter()
        .map(|r| (r["posting_id"].clone(), r["requirement_id"].clone()))
        .collect();
    for row in sample_table("matches") {
        assert!(postings.contains(&row["posting_id"]) && resumes.contains(&row["resume_id"]), "{row:?}");
    }
    for row in sample_table("gaps") {
        assert!(requirements.contains(&(row["posting_id"].clone(), row["requirement_id"].clone())), "{row:?}");
    }
    for (name, column, all) in [("postings", "posting_id", &postings), ("resumes", "resume_id", &resumes)] {
        for row in sample_table(name).iter().filter(|row| !row["duplicate_of"].is_empty()) {
            assert!(all.contains(&row["duplicate_of"]) && row["duplicate_of"] != row[column], "{row:?}");
        }
    }
}

#[test]
fn a_skill_stands_in_one_requirement_of_a_posting() {
    let mut seen = BTreeSet::new();
    for row in sample_table("requirements") {
        for skill in row["any_of"].split("; ") {
            assert!(seen.insert((row["posting_id"].clone(), skill.to_owned())), "{skill} twice in {row:?}");
        }
    }
}

#[test]
fn what_is_known_of_the_samples_is_found() {
    let postings = sample_table("postings");
    let none = postings.iter().find(|p| p["title"] == "Office Manager").unwrap();
    let counts = ["n_required", "n_preferred", "n_mentioned"].map(|column| none[column].as_str());
    assert_eq!(counts, ["0", "0", "0"], "an office manager needs no technology");
    let score = |row: &&Row| row["posting_id"] == none["posting_id"] && !row["score"].is_empty();
    assert_eq!(sample_table("matches").iter().filter(score).count(), 0);
    let resumes = sample_table("resumes");
    let resume = |path: &str| resumes.iter().find(|r| r["source_path"] == path).unwrap();
    let best = |path: &str| {
        let id = &resume(path)["resume_id"];
        sample_table("matches").into_iter().find(|m| m["resume_id"] == *id && m["rank_in_resume"] == "1").unwrap()
    };
    let title = |id: &str| postings.iter().find(|p| p["posting_id"] == id).unwrap()["title"].clone();
    for (path, word) in [
        ("oluchi_brandvold_sre.pdf", "Reliability"),
        ("sunniva_kellander_mobile.md", "Mobile"),
        ("tobias_rennwick_two_columns.pdf", "Frontend"),
    ] {
        let best = best(path);
        assert!(title(&best["posting_id"]).contains(word), "{path} fits {}", title(&best["posting_id"]));
    }
    assert!(points(&best("gareth_mollinder_restaurant.txt")["score"]) < 3_000, "a restaurant manager fits no posting");
    assert_eq!(resume("tobias_rennwick_two_columns.pdf")["reading_quality"], "multi_column");
    let priya = ["docx", "pdf"].map(|format| resume(&format!("priya_hollowane_data_engineer.{format}")));
    let link = [&priya[0]["duplicate_of"], &priya[1]["duplicate_of"]];
    assert_eq!(link, ["", priya[0]["resume_id"].as_str()], "one text in two formats");
}
