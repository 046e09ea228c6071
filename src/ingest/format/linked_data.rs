//! schema.org's `JobPosting` in JSON-LD.

use serde_json::{Map, Value};

use super::columns::Column;
use super::fields::{Field, Fields};

/// The postings that a piece of JSON-LD describes, wherever in it they stand; none where it is no JSON.
pub(super) fn postings(json: &str) -> Vec<Fields> {
    let mut found = Vec::new();
    if let Some(value) = parse(json) {
        collect(value, &mut found);
    }
    found
}

/// Pages wrap the JSON into comments, and put line breaks into its texts as they are, which JSON forbids.
fn parse(json: &str) -> Option<Value> {
    const WRAPPERS: [&str; 7] = ["<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>", "/**/"];
    serde_json::from_str(json).ok().or_else(|| {
        let mut json = json.trim();
        while let Some(rest) = WRAPPERS.iter().find_map(|w| json.strip_prefix(w).or_else(|| json.strip_suffix(w))) {
            json = rest.trim();
        }
        // A control character means nothing outside of a text, and a space inside of one.
        let json: String = json.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(json.trim_end_matches([';', ' '])).ok()
    })
}

/// The depth of the value is bounded by its parser.
fn collect(value: Value, found: &mut Vec<Fields>) {
    match value {
        Value::Array(items) => items.into_iter().for_each(|item| collect(item, found)),
        Value::Object(object) if is_posting(&object) => found.push(fields(&object)),
        Value::Object(object) => object.into_iter().for_each(|(_, value)| collect(value, found)),
        _ => {}
    }
}

fn is_posting(object: &Map<String, Value>) -> bool {
    let names =
        |value: &Value| value.as_str().is_some_and(|name| name.rsplit(['/', ':', '#']).next() == Some("JobPosting"));
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().any(names),
        Some(name) => names(name),
        None => false,
    }
}

fn fields(job: &Map<String, Value>) -> Fields {
    let mut fields = Fields::default();
    let mut put = |column, text: String| fields.put((column, 0), Field::Text(text));
    let name = |key: &str| job.get(key).map(name).unwrap_or_default();
    put(Column::Id, job.get("identifier").map(identifier).unwrap_or_default());
    put(Column::Title, [name("title"), name("name")].into_iter().find(|t| !t.is_empty()).unwrap_or_default());
    put(Column::Company, name("hiringOrganization"));
    put(Column::Location, location(job));
    put(Column::Date, name("datePosted"));
    put(Column::Url, name("url"));
    put(Column::Description, description(job));
    if name("jobLocationType").to_ascii_uppercase().contains("TELECOMMUTE") {
        put(Column::IsRemote, "true".to_owned());
    }
    if let Some(pay) = job.get("baseSalary").or_else(|| job.get("estimatedSalary")).map(first) {
        let range = pay.get("value").map_or(pay, first);
        let amount = |keys: [&str; 2]| {
            let named = keys.iter().find_map(|key| range.get(*key).map(scalar)).filter(|text| !text.is_empty());
            named.unwrap_or_else(|| scalar(range))
        };
        put(Column::MinAmount, amount(["minValue", "value"]));
        put(Column::MaxAmount, amount(["maxValue", "value"]));
        let currency = pay.get("currency").or_else(|| job.get("salaryCurrency")).map(scalar);
        put(Column::Currency, currency.unwrap_or_default());
    }
    match job.get("skills") {
        Some(Value::Array(skills)) => {
            let skills = skills.iter().map(self::name).filter(|skill| !skill.is_empty()).collect();
            fields.put((Column::Skills, 0), Field::List(skills));
        }
        Some(skills) => fields.put((Column::Skills, 0), Field::Text(self::name(skills))),
        None => {}
    }
    fields
}

/// The description, and what some pages say beside it and not in it.
fn description(job: &Map<String, Value>) -> String {
    let text = |key: &str| job.get(key).map(self::texts).unwrap_or_default();
    let mut description = text("description");
    for (key, heading) in [
        ("responsibilities", "Responsibilities"),
        ("qualifications", "Qualifications"),
        ("experienceRequirements", "Experience"),
    ] {
        let more = text(key);
        if !more.trim().is_empty() && !description.contains(more.trim()) {
            let gap = if description.contains('<') { "<br><br>" } else { "\n\n" };
            let line = if description.contains('<') { "<br>" } else { "\n" };
            description.push_str(&format!("{gap}{heading}{line}{more}"));
        }
    }
    description
}

/// A text, or several, one a line.
fn texts(value: &Value) -> String {
    match value {
        Value::Array(items) => items.iter().map(texts).collect::<Vec<_>>().join("\n"),
        Value::String(text) => text.clone(),
        _ => String::new(),
    }
}

/// The places of work; for work from anywhere, where one may live.
fn location(job: &Map<String, Value>) -> String {
    let places = |key: &str| {
        let mut places: Vec<String> = Vec::new();
        for value in job.get(key).map(list).unwrap_or_default() {
            let place = place(value);
            if !place.is_empty() && !places.contains(&place) {
                places.push(place);
            }
        }
        places.join("; ")
    };
    let work = places("jobLocation");
    if work.is_empty() { places("applicantLocationRequirements") } else { work }
}

/// `Lyon, FR` of an address, else the place's name.
fn place(value: &Value) -> String {
    let address = value.get("address").map_or(value, first);
    let parts = ["addressLocality", "addressRegion", "addressCountry"];
    let parts: Vec<String> =
        parts.iter().filter_map(|key| address.get(*key)).map(name).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { name(if address.is_string() { address } else { value }) } else { parts.join(", ") }
}

/// An identifier is a text or a `PropertyValue`, whose `name` is that of the employer.
fn identifier(value: &Value) -> String {
    let value = first(value);
    value.get("value").map_or_else(|| scalar(value), scalar)
}

/// The text of a value, or the name of an object that stands for one.
fn name(value: &Value) -> String {
    let value = first(value);
    value.get("name").or_else(|| value.get("@value")).map_or_else(|| scalar(value), scalar)
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// JSON-LD writes one value with or without a list around it.
fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        value => vec![value],
    }
}

fn first(value: &Value) -> &Value {
    match value {
        Value::Array(items) => items.first().unwrap_or(&Value::Null),
        value => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_are_found_wherever_they_stand() {
        let job = r#"{"@type": "JobPosting", "title": "Cook", "description": "Soup"}"#;
        for json in [
            job.to_owned(),
            format!("[{job}]"),
            format!(r#"{{"@graph": [{{"@type": "WebPage", "mainEntity": {job}}}]}}"#),
            format!("<!--\n{job}\n-->"),
            format!("//<![CDATA[\n{job}\n//]]>"),
            job.replace("JobPosting", "http://schema.org/JobPosting"),
            job.replace("Soup", "Soup\n\tand bread"),
        ] {
            let found = postings(&json);
            assert_eq!(found.len(), 1, "{json}");
        }
        for json in ["", "{", "[1]", r#"{"@type": "Person", "name": "JobPosting"}"#] {
            assert!(postings(json).is_empty(), "{json}");
        }
    }

    #[test]
    fn each_way_of_writing_a_fact_is_read() {
        let job = |more: &str| {
            let json = format!(r#"{{"@type": "JobPosting", "description": "Soup", {more}}}"#);
            postings(&json).remove(0).into_posting("a.html", None)
        };
        for (json, company) in [
            (r#""hiringOrganization": "Inn""#, "Inn"),
            (r#""hiringOrganization": [{"name": "Inn"}]"#, "Inn"),
            (r#""hiringOrganization": {"@type": "Organization"}"#, ""),
        ] {
            assert_eq!(job(json).company, company);
        }
        for (json, location) in [
            (r#""jobLocation": "Lyon""#, "Lyon"),
            (r#""jobLocation": {"address": "Lyon"}"#, "Lyon"),
            (r#""jobLocation": {"name": "Lyon office"}"#, "Lyon office"),
            (
                r#""jobLocation": [{"address": {"addressLocality": "Lyon"}}, {"address": {"addressLocality": "Nice"}}]"#,
                "Lyon; Nice",
            ),
            (r#""jobLocation": {"address": {"addressCountry": {"name": "France"}}}"#, "France"),
            (r#""applicantLocationRequirements": {"@type": "Country", "name": "France"}"#, "France"),
        ] {
            assert_eq!(job(json).location, location, "{json}");
        }
        for (json, salary) in [
            (r#""baseSalary": {"currency": "EUR", "value": 40000}"#, Some(40e3)),
            (r#""baseSalary": {"currency": "EUR", "value": {"value": "40000"}}"#, Some(40e3)),
            (r#""baseSalary": 40000, "salaryCurrency": "EUR""#, Some(40e3)),
            (r#""baseSalary": "a good one""#, None),
        ] {
            let job = job(json);
            assert_eq!((job.salary_min, job.salary_max), (salary, salary), "{json}");
        }
        assert_eq!(job(r#""qualifications": "Knife""#).description, "Soup\n\nQualifications\nKnife");
        assert_eq!(job(r#""qualifications": "Soup""#).description, "Soup");
    }
}
