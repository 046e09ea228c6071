//! A posting of Lever's postings interface.

use serde_json::{Map, Value};

use super::{employer, is_remote, number, put, text};
use crate::ingest::format::columns::Column;
use crate::ingest::format::fields::Fields;

pub(super) fn is(object: &Map<String, Value>) -> bool {
    object.get("text").is_some_and(Value::is_string)
        && object.get("categories").is_some_and(Value::is_object)
        && ["lists", "hostedUrl", "description", "descriptionPlain"].iter().any(|key| object.contains_key(*key))
}

/// `text` is the title. What is asked for stands in `lists`, between the description and what is added to it.
pub(super) fn fields(job: &Map<String, Value>) -> Fields {
    let mut fields = Fields::default();
    let url = text(job, &["hostedUrl"]);
    put(&mut fields, Column::Id, [text(job, &["id"])]);
    put(&mut fields, Column::Title, [text(job, &["text"])]);
    put(&mut fields, Column::Company, [employer(url, &["jobs.lever.co", "jobs.eu.lever.co"])]);
    put(&mut fields, Column::Location, [text(job, &["categories", "location"])]);
    put(&mut fields, Column::Date, [number(job.get("createdAt")).as_str()]);
    put(&mut fields, Column::Url, [url, text(job, &["applyUrl"])]);
    put(&mut fields, Column::IsRemote, [is_remote(text(job, &["workplaceType"]))]);
    put(&mut fields, Column::Description, [description(job).as_str()]);
    if let Some(Value::Object(pay)) = job.get("salaryRange") {
        put(&mut fields, Column::MinAmount, [number(pay.get("min")).as_str()]);
        put(&mut fields, Column::MaxAmount, [number(pay.get("max")).as_str()]);
        put(&mut fields, Column::Currency, [text(pay, &["currency"])]);
    }
    fields
}

/// HTML, put together from the parts in the order in which Lever shows them.
fn description(job: &Map<String, Value>) -> String {
    let mut html = part(job, "description", "descriptionPlain");
    for list in job.get("lists").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object) {
        let (heading, items) = (text(list, &["text"]), text(list, &["content"]));
        html.push_str(&format!("<h3>{}</h3><ul>{items}</ul>", escaped(heading)));
    }
    html + &part(job, "additional", "additionalPlain")
}

fn part(job: &Map<String, Value>, html: &str, plain: &str) -> String {
    match text(job, &[html]) {
        "" => escaped(text(job, &[plain])),
        html => html.to_owned(),
    }
}

/// Plain text as HTML, its lines kept.
fn escaped(plain: &str) -> String {
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>")
}
