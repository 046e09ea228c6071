//! Short texts, written for this table: what each asks for, what it does not, and why. `extraction.csv`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use gaprank::extract::Extractor;
use gaprank::taxonomy::Taxonomy;
use gaprank::text::posting_text;

/// A row of the table.
struct Row {
    line: u64,
    why: String,
    title: String,
    text: String,
    /// Sorted, each in the form of [`written`].
    asks: BTreeSet<String>,
    not: Vec<String>,
}

/// The best-known skills with a guarded spelling; for each at least two texts find it and at least two must not.
const GUARDED: &str = include_str!("guarded.txt");

fn rows() -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(include_str!("extraction.csv").as_bytes());
    assert_eq!(reader.headers().unwrap(), vec!["why", "text", "asks", "not"]);
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            let (title, text) = match record[1].strip_prefix("TITLE: ").and_then(|t| t.split_once('\n')) {
                Some((title, text)) => (title.to_owned(), text.to_owned()),
                None => ("Engineer".to_owned(), record[1].to_owned()),
            };
            Row {
                line: record.position().map_or(0, csv::Position::line),
                why: record[0].to_owned(),
                title,
                text,
                asks: parts(&record[2], " | ").map(|ask| parsed(&ask)).collect(),
                not: parts(&record[3], " | ").collect(),
            }
        })
        .collect()
}

fn parts<'a>(cell: &'a str, mark: &'a str) -> impl Iterator<Item = String> + 'a {
    cell.split(mark).map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned)
}

/// One requirement of the table: `importance keyword[/keyword...][ Ny]`.
fn parsed(ask: &str) -> String {
    let (importance, rest) = ask.split_once(' ').unwrap_or((ask, ""));
    let years = rest.rsplit_once(' ').and_then(|(names, y)| Some((names, y.strip_suffix('y')?.parse::<u8>().ok()?)));
    let (keywords, years) = years.map_or((rest, None), |(names, y)| (names, Some(y)));
    written(importance, names(keywords), years)
}

/// The names that `text` joins with slashes; a slash inside a known name ("CI/CD") joins nothing.
fn names(text: &str) -> Vec<String> {
    static SLASHED: LazyLock<Vec<String>> = LazyLock::new(|| {
        let taxonomy = Taxonomy::built_in().unwrap();
        taxonomy.skills().iter().map(|s| s.name.clone()).filter(|n| n.contains('/')).collect()
    });
    let mut hidden = text.to_owned();
    for name in SLASHED.iter() {
        hidden = hidden.replace(name, &name.replace('/', "\u{1}"));
    }
    hidden.split('/').map(|n| n.trim().replace('\u{1}', "/")).collect()
}

fn written(importance: &str, mut keywords: Vec<String>, years: Option<u8>) -> String {
    keywords.sort();
    let years = years.map(|y| format!(" {y}y")).unwrap_or_default();
    format!("{importance} {}{years}", keywords.join("/"))
}

/// What the extractor finds: the requirements, written as in the table, and all names in them.
fn found(extractor: &Extractor, row: &Row) -> (BTreeSet<String>, BTreeSet<String>) {
    let profile = extractor.posting(&posting_text(&row.title, &[], &row.text));
    let name = |id| extractor.taxonomy().skill(id).name.clone();
    let mut asks = BTreeSet::new();
    let mut all = BTreeSet::new();
    for requirement in profile.requirements.iter() {
        let keywords: Vec<String> = requirement.any_of.iter().map(name).collect();
        all.extend(keywords.iter().cloned());
        asks.insert(written(requirement.importance.as_str(), keywords, requirement.min_years));
    }
    (asks, all)
}

#[test]
fn short_texts_ask_for_what_a_careful_reader_reads() {
    let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
    let rows = rows();
    let mut failures = Vec::new();
    for row in &rows {
        let (asks, all) = found(&extractor, row);
        let missing: Vec<&String> = row.asks.difference(&asks).collect();
        let invented: Vec<&String> = asks.difference(&row.asks).collect();
        let refused: Vec<&String> = row.not.iter().filter(|n| all.contains(*n)).collect();
        if !missing.is_empty() || !invented.is_empty() || !refused.is_empty() {
            failures.push(format!(
                "line {}: {}\n  text: {:?}\n  missing: {missing:?}\n  invented: {invented:?}\n  must not: {refused:?}",
                row.line, row.why, row.text
            ));
        }
    }
    assert!(failures.is_empty(), "{} of {} rows fail:\n{}", failures.len(), rows.len(), failures.join("\n"));
}

#[test]
fn the_table_is_as_large_as_promised_and_names_only_what_there_is() {
    let taxonomy = Taxonomy::built_in().unwrap();
    let known: BTreeSet<&str> = taxonomy.skills().iter().map(|s| s.name.as_str()).collect();
    let rows = rows();
    assert!(rows.len() >= 400, "{} rows", rows.len());
    let texts: BTreeSet<(&str, &str)> = rows.iter().map(|r| (r.title.as_str(), r.text.as_str())).collect();
    assert_eq!(texts.len(), rows.len(), "a text stands twice");
    let mut wrong = Vec::new();
    for row in &rows {
        assert!(!row.why.is_empty(), "line {}: no reason", row.line);
        let asked = row.asks.iter().flat_map(|a| asked_names(a));
        wrong.extend(asked.chain(row.not.iter().cloned()).filter(|n| !known.contains(n.as_str())));
    }
    assert!(wrong.is_empty(), "no skill is called {wrong:?}");
}

#[test]
fn every_well_known_guard_has_two_texts_on_each_side() {
    let taxonomy = Taxonomy::built_in().unwrap();
    let rows = rows();
    let mut few = Vec::new();
    let mut count = 0;
    for id in GUARDED.split_whitespace() {
        let skill = taxonomy.skill(taxonomy.find(id).unwrap_or_else(|| panic!("no skill has the id {id}")));
        let words: Vec<String> =
            skill.aliases.iter().filter(|a| a.guard.is_some()).map(|a| a.text.to_lowercase()).collect();
        assert!(!words.is_empty(), "{id} has no guarded spelling");
        // Only texts with a guarded word itself say anything of its guard.
        let (mut finds, mut refuses, mut capitals) = (0, 0, 0);
        for row in &rows {
            let text = format!("{}\n{}", row.title, row.text);
            let written = spelled(&text, &words);
            if written.is_empty() {
                continue;
            }
            finds += u32::from(row.asks.iter().any(|ask| asked_names(ask).contains(&skill.name)));
            if row.not.contains(&skill.name) {
                refuses += 1;
                capitals += u32::from(written.iter().any(|w| w.starts_with(char::is_uppercase)));
            }
        }
        if finds < 2 || refuses < 2 || capitals < 1 {
            few.push(format!(
                "{}: {finds} find it, {refuses} must not, {capitals} of these with a capital",
                skill.name
            ));
        }
        count += 1;
    }
    assert!(count >= 120, "{count} guards");
    assert!(few.is_empty(), "{} guards have too few texts:\n{}", few.len(), few.join("\n"));
}

/// Where `text` has one of `words`, which are in small letters, as a word of its own: as it is written there.
fn spelled<'t>(text: &'t str, words: &[String]) -> Vec<&'t str> {
    let lower = text.to_lowercase();
    assert_eq!(lower.len(), text.len(), "{text:?}");
    let plain = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    words
        .iter()
        .flat_map(|word| lower.match_indices(word.as_str()))
        .filter(|(at, word)| plain(lower[..*at].chars().next_back()) && plain(lower[at + word.len()..].chars().next()))
        .map(|(at, word)| &text[at..at + word.len()])
        .collect()
}

/// The names of one requirement as [`written`].
fn asked_names(ask: &str) -> Vec<String> {
    let rest = ask.split_once(' ').map_or("", |(_, rest)| rest);
    let is_years = |y: &str| y.strip_suffix('y').is_some_and(|n| n.parse::<u8>().is_ok());
    let keywords = rest.rsplit_once(' ').filter(|(_, y)| is_years(y)).map_or(rest, |(names, _)| names);
    names(keywords)
}
