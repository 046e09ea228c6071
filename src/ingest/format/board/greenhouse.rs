//! A job of Greenhouse's job board interface.

use serde_json::{Map, Value};

use super::{employer, number, put, text};
use crate::ingest::format::columns::Column;
use crate::ingest::format::fields::Fields;

const HOSTS: [&str; 3] = ["boards.greenhouse.io", "job-boards.greenhouse.io", "job-boards.eu.greenhouse.io"];

pub(super) fn is(object: &Map<String, Value>) -> bool {
    object.contains_key("absolute_url") && (object.contains_key("internal_job_id") || object.contains_key("content"))
}

/// `content` is HTML that is escaped once more.
pub(super) fn fields(job: &Map<String, Value>) -> Fields {
    let mut fields = Fields::default();
    let url = text(job, &["absolute_url"]);
    put(&mut fields, Column::Id, [number(job.get("id")).as_str()]);
    put(&mut fields, Column::Title, [text(job, &["title"])]);
    put(&mut fields, Column::Company, [text(job, &["company_name"]), employer(url, &HOSTS)]);
    put(&mut fields, Column::Location, [text(job, &["location", "name"])]);
    put(&mut fields, Column::Date, [text(job, &["first_published"]), text(job, &["updated_at"])]);
    put(&mut fields, Column::Url, [url]);
    put(&mut fields, Column::Description, [text(job, &["content"])]);
    let Some(Value::Object(pay)) = job.get("pay_input_ranges").and_then(|ranges| ranges.get(0)) else {
        return fields;
    };
    let amount = |key: &str| {
        let cents = pay.get(key).and_then(Value::as_f64);
        cents.map_or_else(String::new, |cents| (cents / 100.0).to_string())
    };
    put(&mut fields, Column::MinAmount, [amount("min_cents").as_str()]);
    put(&mut fields, Column::MaxAmount, [amount("max_cents").as_str()]);
    put(&mut fields, Column::Currency, [text(pay, &["currency_type"])]);
    fields
}
