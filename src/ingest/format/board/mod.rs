//! The answers of job boards' own interfaces: told by the shape of a job, one file each, and one line in [`BOARDS`].

mod ashby;
mod greenhouse;
mod lever;

use serde_json::{Map, Value};

use super::columns::Column;
use super::fields::{Field, Fields};

/// A board's way of writing a job.
pub(super) struct Board {
    /// Whether an object is a job of this board.
    is: fn(&Map<String, Value>) -> bool,
    /// What it says.
    pub(super) fields: fn(&Map<String, Value>) -> Fields,
}

/// Every board whose jobs are known by their shape.
const BOARDS: &[Board] = &[
    Board { is: ashby::is, fields: ashby::fields },
    Board { is: greenhouse::is, fields: greenhouse::fields },
    Board { is: lever::is, fields: lever::fields },
];

/// The board that wrote this object.
pub(super) fn of(object: &Map<String, Value>) -> Option<&'static Board> {
    BOARDS.iter().find(|board| (board.is)(object))
}

/// Notes the first of `texts` that says something.
fn put<'a>(fields: &mut Fields, column: Column, texts: impl IntoIterator<Item = &'a str>) {
    if let Some(text) = texts.into_iter().find(|text| !text.trim().is_empty()) {
        fields.put((column, 0), Field::Text(text.to_owned()));
    }
}

/// The text at a path of keys; nothing if anything else is there.
fn text<'a>(object: &'a Map<String, Value>, path: &[&str]) -> &'a str {
    let found = path
        .split_first()
        .and_then(|(first, rest)| rest.iter().try_fold(object.get(*first)?, |value, key| value.get(*key)));
    found.and_then(Value::as_str).unwrap_or_default()
}

/// A number or text at a key, as text.
fn number(value: Option<&Value>) -> String {
    match value {
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::String(text)) => text.clone(),
        _ => String::new(),
    }
}

/// The part of a board's address that names the employer: the board's host is followed by it.
fn employer<'a>(url: &'a str, hosts: &[&str]) -> &'a str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let mut parts = rest.split(['/', '?', '#']);
    let host = parts.next().unwrap_or_default();
    if hosts.contains(&host) { parts.next().unwrap_or_default() } else { "" }
}

/// What a board's word for the place of work says of working elsewhere.
fn is_remote(word: &str) -> &'static str {
    match word.to_ascii_lowercase().as_str() {
        "remote" => "true",
        "hybrid" | "onsite" | "on-site" | "office" => "false",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::PostingRecord;

    fn posting(json: &str) -> PostingRecord {
        let Ok(Value::Object(object)) = serde_json::from_str(json) else { panic!("{json}") };
        (of(&object).expect("a board's").fields)(&object).into_posting("jobs.json", Some(1))
    }

    #[test]
    fn a_greenhouse_job_is_read() {
        let job = posting(
            r#"{"id": 71, "internal_job_id": 3, "absolute_url": "https://boards.greenhouse.io/examplesoft/jobs/71",
            "title": "Backend Engineer", "location": {"name": "Remote, Chile"}, "updated_at": "2026-10-02T00:00:00Z",
            "first_published": "2026-09-01T09:00:00-04:00", "content": "&lt;p&gt;Go&lt;/p&gt;",
            "pay_input_ranges": [{"min_cents": 9000000, "max_cents": 12000000, "currency_type": "USD"}]}"#,
        );
        assert_eq!((job.posting_id.as_str(), job.title.as_str()), ("71", "Backend Engineer"));
        assert_eq!((job.company.as_str(), job.location.as_str()), ("examplesoft", "Remote, Chile"));
        assert_eq!((job.date_posted.as_deref(), job.is_remote), (Some("2026-09-01"), Some(true)));
        assert_eq!((job.salary_min, job.salary_max, job.currency.as_deref()), (Some(90e3), Some(120e3), Some("USD")));
        assert_eq!(job.description, "&lt;p&gt;Go&lt;/p&gt;");
    }

    #[test]
    fn a_lever_posting_is_read_with_its_lists() {
        let job = posting(
            r#"{"id": "a-1", "text": "Backend Engineer", "hostedUrl": "https://jobs.lever.co/examplesoft/a-1",
            "createdAt": 1790000000000, "categories": {"location": "Lima"}, "workplaceType": "hybrid",
            "description": "<div>We ship.</div>", "descriptionPlain": "We ship.",
            "lists": [{"text": "You know", "content": "<li>Go</li>"}], "additional": "<div>Lunch.</div>",
            "salaryRange": {"currency": "EUR", "interval": "per-year-salary", "min": 50000, "max": 70000}}"#,
        );
        assert_eq!((job.title.as_str(), job.company.as_str()), ("Backend Engineer", "examplesoft"));
        assert_eq!((job.location.as_str(), job.is_remote), ("Lima", Some(false)));
        assert_eq!((job.date_posted.as_deref(), job.salary_max), (Some("2026-09-21"), Some(70e3)));
        assert_eq!(job.description, "<div>We ship.</div><h3>You know</h3><ul><li>Go</li></ul><div>Lunch.</div>");
        let plain = posting(r#"{"text": "Cook", "categories": {}, "lists": [], "descriptionPlain": "a < b"}"#);
        assert_eq!(plain.description, "a &lt; b");
    }

    #[test]
    fn an_ashby_job_is_read() {
        let job = posting(
            r#"{"id": "b-1", "title": "Backend Engineer", "location": "Oslo", "isRemote": true, "isListed": true,
            "publishedAt": "2026-05-04T00:00:00.000+00:00", "jobUrl": "https://jobs.ashbyhq.com/examplesoft/b-1",
            "descriptionHtml": "<p>Go</p>", "compensation": {"summaryComponents": [
            {"compensationType": "EquityPercentage", "minValue": 1}, {"compensationType": "Salary", "interval": "1 YEAR",
            "currencyCode": "NOK", "minValue": 600000, "maxValue": 700000}]}}"#,
        );
        assert_eq!((job.posting_id.as_str(), job.company.as_str()), ("b-1", "examplesoft"));
        assert_eq!((job.is_remote, job.date_posted.as_deref()), (Some(true), Some("2026-05-04")));
        assert_eq!((job.salary_min, job.currency.as_deref()), (Some(600e3), Some("NOK")));
        assert_eq!(job.url.as_deref(), Some("https://jobs.ashbyhq.com/examplesoft/b-1"));
        assert_eq!(job.description, "<p>Go</p>");
    }

    #[test]
    fn a_row_of_another_kind_is_of_no_board() {
        for json in [r#"{"id": 1, "title": "Cook", "text": "Soup"}"#, r#"{"text": "x", "content": "y"}"#, "{}"] {
            let Ok(Value::Object(object)) = serde_json::from_str(json) else { panic!("{json}") };
            assert!(of(&object).is_none(), "{json}");
        }
    }
}
