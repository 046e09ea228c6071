//! Near-duplicates across boards, and one resume in two formats: linked, scored all the same, and counted once.

use crate::command::{Case, stderr};

/// An ad of some length, so that a word more or less leaves it the same.
fn ad(skill: &str, more: &str) -> String {
    let duties: Vec<String> = ["parcels", "invoices", "routes", "depots", "claims", "labels", "scanners", "tariffs"]
        .iter()
        .map(|thing| {
            format!("<li>Build and run the service that keeps track of {thing} for our drivers and customers</li>")
        })
        .collect();
    format!("<p>We ship things.{more}</p><ul>{}</ul><p>Requirements: {skill}</p>", duties.concat())
}

const RESUME: &str = "Jo Doe\n\nSkills\nRust, Kafka\n";

/// A CSV of the ads: id, day, description.
fn board(rows: &[(&str, &str, String)]) -> String {
    let row = |(id, day, text): &(&str, &str, String)| format!("{id},Engineer,Example Ltd,{day},\"{text}\"\n");
    format!("id,title,company,date_posted,description\n{}", rows.iter().map(row).collect::<String>())
}

fn links(case: &Case) -> Vec<String> {
    let done = case.run(&[]);
    assert!(done.status.success(), "{}", stderr(&done));
    let line = |row: &crate::command::Row| format!("{} -> {}", row["posting_id"], row["duplicate_of"]);
    case.table("postings").iter().map(line).collect()
}

#[test]
fn one_ad_on_several_boards_counts_once() {
    let case = || Case::new().with("resumes/a.txt", RESUME);
    let ads = [
        ("b", "2026-11-02", ad("Rust", "")),
        ("a", "2026-11-03", ad("Rust", " Apply.")),
        ("c", "", ad("Rust", "").replace("<li>", "<li>* ")),
        (
            "d",
            "2026-11-01",
            ad("Kafka", "").replace("Build and run", "Design, test and sell").replace("drivers", "guests"),
        ),
    ];
    let one = case().with("postings/all.csv", board(&ads));
    // The earliest day leads, whatever the id; without a day comes last.
    assert_eq!(links(&one), ["a -> b", "b -> ", "c -> b", "d -> "]);
    let mut turned = ads.clone();
    turned.reverse();
    let other = case().with("postings/1.csv", board(&turned[..2])).with("postings/0.csv", board(&turned[2..]));
    assert_eq!(links(&other), links(&one));
    // All are scored; demand, the plan and the page have it once.
    assert_eq!(one.table("matches").len(), 4);
    let demand = one.table("demand");
    let rust = demand.iter().find(|row| row["company"] == "all" && row["keyword"] == "Rust").unwrap();
    assert_eq!(rust["postings"], "1");
    let pages = std::fs::read_dir(one.path("out/report/resumes")).unwrap();
    let html = std::fs::read_to_string(pages.into_iter().next().unwrap().unwrap().path()).unwrap();
    assert_eq!(html.matches("<details class=\"posting\"").count(), 2, "two ads, one of them on three boards");
}

#[test]
fn other_jobs_of_one_employer_are_no_duplicates() {
    let about = "We are a company with a long history and many people in many places. ".repeat(3);
    let own =
        |things: [&str; 6]| things.map(|thing| format!("You will own {thing} from the first idea to the last fix. "));
    let ads = [
        ("1", "", about.clone() + &own(["ledgers", "payouts", "taxes", "audits", "limits", "refunds"]).concat()),
        ("2", "", about + &own(["maps", "tiles", "routes", "traffic", "stops", "fares"]).concat()),
    ];
    let case = Case::new().with("resumes/a.txt", RESUME).with("postings/all.csv", board(&ads));
    assert_eq!(links(&case), ["1 -> ", "2 -> "]);
}

#[test]
fn one_resume_in_two_formats_is_one_client() {
    let work: Vec<String> = ["queue", "search", "billing", "import", "login", "export", "report", "backup"]
        .iter()
        .map(|part| format!("Rebuilt the {part} of a shop in Rust and cut its cost by {} percent", part.len() * 7))
        .collect();
    let text = |mark: &str| {
        let lines: Vec<String> = work.iter().map(|line| format!("{mark} {line}\n")).collect();
        format!("Jo Doe\n\nExperience\n\nEngineer, Example Ltd, 2019 - 2021\n\n{}", lines.concat())
    };
    let case = Case::new()
        .with("postings/all.csv", board(&[("1", "", ad("Rust", ""))]))
        .with("resumes/jo.txt", text("-"))
        .with("resumes/jo.md", text("*").replace("Jo Doe", "# Jo Doe, page 1"))
        .with("resumes/other.txt", text("-").replace("Rebuilt the", "Sold a").replace("cut its cost", "saw it grow"));
    let done = case.run(&[]);
    assert!(done.status.success(), "{}", stderr(&done));
    let rows = case.table("resumes");
    let of = |path: &str| rows.iter().find(|row| row["source_path"] == path).unwrap();
    assert_eq!(of("jo.txt")["duplicate_of"], of("jo.md")["resume_id"]);
    assert_eq!((of("jo.md")["duplicate_of"].as_str(), of("other.txt")["duplicate_of"].as_str()), ("", ""));
    let statistics = case.table("statistics");
    assert!(statistics.iter().filter(|row| row["group"] == "all").all(|row| row["count"] == "2"), "{statistics:?}");
}
