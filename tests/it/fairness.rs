//! Who a person is never enters a score.

use crate::command::{Case, Row};

/// A resume in which everything that must not count is a blank.
const RESUME: &str = "\
{name}
{address} | {mail} | {phone}
{pronoun}, {age}

SUMMARY
Backend developer. {child} three languages, which helps at work.

EXPERIENCE

Senior Backend Engineer, Harrowgate Logistics
January 2021 - present
- Built an order service in Java and Spring Boot on PostgreSQL that takes 900 requests a second
- Moved 40 jobs from cron to Kafka; {possessive} team of five halved the nightly run
- Set up alerts in Grafana with Prometheus

Developer, Wyndale Media
March 2018 - December 2020
- Wrote REST endpoints in Python and Django

SKILLS
Java, Python, Go, PostgreSQL, Redis, Docker, Kubernetes

EDUCATION
BSc Computer Science, {school}, 2014 - 2018
";

/// Another way to write the same things: a headline beside the name, contact under its heading, items, a foot of the page.
const OTHER_LAYOUT: &str = "\
{name} | Senior Kafka Engineer
Java · Spring Boot · PostgreSQL

CONTACT
{address}
{mail}
{phone}

PROFILE
{name} builds backends and has run streaming platforms for six years in three teams, from first sketch to on-call.

EDUCATION
• BSc Computer Science, {school}, 2014 - 2018
• Coursework: Python, Prolog
• Exchange year at {school}

WORK EXPERIENCE

Senior Backend Engineer, Harrowgate Logistics
January 2021 - present
- Built an order service in Go and PostgreSQL that takes 900 requests a second
- Held evening classes at {school} beside the job

REFERENCES
{name}, {address}

{name}
Page 1 of 1
";

struct Person {
    name: &'static str,
    address: &'static str,
    mail: &'static str,
    phone: &'static str,
    pronoun: &'static str,
    age: &'static str,
    child: &'static str,
    possessive: &'static str,
    school: &'static str,
}

const PLAIN: Person = Person {
    name: "Emily Walsh",
    address: "12 Maple Avenue, Springfield",
    mail: "emily.walsh@example.com",
    phone: "555-0101",
    pronoun: "she/her",
    age: "born 1996",
    child: "A mother of two who speaks",
    possessive: "her",
    school: "Wellesley College",
};

/// Each differs from the first in what must not count.
const OTHERS: [Person; 4] = [
    Person { name: "Greg Baker", pronoun: "he/him", child: "A father of two who speaks", possessive: "his", ..PLAIN },
    Person { name: "Lakisha Washington", school: "Howard University", address: "Baltimore, MD", ..PLAIN },
    Person { name: "Nguyễn Thị Minh Khai", address: "12 Lê Lợi, Huế", school: "Đại học Huế", ..PLAIN },
    Person { age: "aged 61", phone: "+1 (555) 010-1999", ..PLAIN },
];

/// These are called, live or studied as technologies are.
const NAMESAKES: [Person; 3] = [
    Person { name: "Julia Perl", mail: "julia.perl@example.com", address: "Java Street 7, Oracle, Arizona", ..PLAIN },
    Person { name: "RUBY SWIFT", mail: "ruby-go@example.com", school: "Rust College, Django Road", ..PLAIN },
    Person { name: "Django Kafka", address: "12 Docker Avenue, Kafka", school: "University of Kotlin", ..PLAIN },
];

impl Person {
    fn resume(&self, layout: &str) -> String {
        layout
            .replace("{name}", self.name)
            .replace("{address}", self.address)
            .replace("{mail}", self.mail)
            .replace("{phone}", self.phone)
            .replace("{pronoun}", self.pronoun)
            .replace("{age}", self.age)
            .replace("{child}", self.child)
            .replace("{possessive}", self.possessive)
            .replace("{school}", self.school)
    }
}

/// What a run says of a person, without the places of its quotes in the text.
fn judged(person: &Person, layout: &str) -> (Vec<Row>, Vec<Row>, Row) {
    let postings = std::fs::read(crate::command::repository("sample_data/postings.csv")).unwrap();
    let case = Case::new().with("postings/postings.csv", postings).with("resumes/client.txt", person.resume(layout));
    assert_eq!(case.run(&["--quiet"]).status.code(), Some(0));
    let without = |mut rows: Vec<Row>, columns: &[&str]| {
        rows.iter_mut().for_each(|row| columns.iter().for_each(|column| drop(row.remove(*column))));
        rows
    };
    let mut resume = case.table("resumes").remove(0);
    for column in ["chars", "content_hash"] {
        resume.remove(column);
    }
    let mut gaps = without(case.table("gaps"), &["resume_quote", "resume_start", "resume_end"]);
    // Advice quotes the resume's own words, as the quotes do; what it says outside them must be the same.
    for gap in &mut gaps {
        let said = gap["advice"].split('"').step_by(2).collect::<Vec<_>>().join("\"");
        gap.insert("advice".to_owned(), said);
    }
    (case.table("matches"), gaps, resume)
}

/// The first cell in which two lists of rows differ.
fn first_difference(one: &[Row], other: &[Row]) -> Option<String> {
    if one.len() != other.len() {
        return Some(format!("{} rows against {}", one.len(), other.len()));
    }
    let pairs = one.iter().zip(other);
    let mut cells = pairs.flat_map(|(a, b)| a.iter().zip(b.values()).map(move |(cell, other)| (a, cell, other)));
    let (row, (column, cell), other) = cells.find(|(_, (_, cell), other)| cell != other)?;
    Some(format!("{column} {cell:?} against {other:?} in {row:#?}"))
}

fn assert_judged_alike(others: &[Person]) {
    for layout in [RESUME, OTHER_LAYOUT] {
        let (matches, gaps, resume) = judged(&PLAIN, layout);
        assert!(matches.len() > 20 && gaps.iter().any(|gap| gap["status"] == "demonstrated"));
        assert_eq!(resume["level"], "senior");
        for person in others {
            let (other_matches, other_gaps, other_resume) = judged(person, layout);
            assert_eq!(first_difference(std::slice::from_ref(&resume), &[other_resume]), None, "{}", person.name);
            assert_eq!(first_difference(&matches, &other_matches), None, "{}", person.name);
            assert_eq!(first_difference(&gaps, &other_gaps), None, "{}", person.name);
        }
    }
}

#[test]
fn swapping_who_a_person_is_changes_nothing() {
    assert_judged_alike(&OTHERS);
}

#[test]
fn being_called_like_a_technology_changes_nothing() {
    assert_judged_alike(&NAMESAKES);
}

/// What stands beside a name still shows what it shows.
#[test]
fn a_headline_and_what_was_learnt_count() {
    let case = Case::new()
        .with("postings/one.txt", "Backend Engineer\n\nRequirements\n- Kafka\n")
        .with("resumes/client.txt", PLAIN.resume(OTHER_LAYOUT));
    assert_eq!(case.run(&["--quiet"]).status.code(), Some(0));
    let shown = case.table("skills");
    for (keyword, evidence) in [
        ("Kafka", "listed"),
        ("Java", "listed"),
        ("Spring Boot", "listed"),
        ("Prolog", "listed"),
        ("Go", "demonstrated"),
    ] {
        assert!(shown.iter().any(|s| s["keyword"] == keyword && s["evidence"] == evidence), "{keyword} is {evidence}");
    }
}
