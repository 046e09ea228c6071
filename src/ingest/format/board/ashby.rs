//! A job of Ashby's job board interface.

use serde_json::{Map, Value};

use super::{employer, is_remote, number, put, text};
use crate::ingest::format::columns::Column;
use crate::ingest::format::fields::Fields;

pub(super) fn is(object: &Map<String, Value>) -> bool {
    let described = ["descriptionHtml", "descriptionPlain"].iter().any(|key| object.contains_key(*key));
    described && ["jobUrl", "isListed", "publishedAt"].iter().any(|key| object.contains_key(*key))
}

/// An object does not name the employer; its address does.
pub(super) fn fields(job: &Map<String, Value>) -> Fields {
    let mut fields = Fields::default();
    let url = text(job, &["jobUrl"]);
    put(&mut fields, Column::Id, [text(job, &["id"])]);
    put(&mut fields, Column::Title, [text(job, &["title"])]);
    put(&mut fields, Column::Company, [text(job, &["companyName"]), employer(url, &["jobs.ashbyhq.com"])]);
    let country = text(job, &["address", "postalAddress", "addressCountry"]);
    put(&mut fields, Column::Location, [text(job, &["location"]), country]);
    put(&mut fields, Column::Date, [text(job, &["publishedAt"])]);
    put(&mut fields, Column::Url, [url, text(job, &["applyUrl"])]);
    let remote = match job.get("isRemote") {
        Some(Value::Bool(true)) => "true",
        Some(Value::Bool(false)) => "false",
        _ => is_remote(text(job, &["workplaceType"])),
    };
    put(&mut fields, Column::IsRemote, [remote]);
    let plain = text(job, &["descriptionPlain"]);
    put(&mut fields, Column::Description, [text(job, &["descriptionHtml"]), plain]);
    if let Some(Value::Object(pay)) = salary(job) {
        put(&mut fields, Column::MinAmount, [number(pay.get("minValue")).as_str()]);
        put(&mut fields, Column::MaxAmount, [number(pay.get("maxValue")).as_str()]);
        put(&mut fields, Column::Currency, [text(pay, &["currencyCode"])]);
    }
    fields
}

/// The part of a compensation that is paid as a salary: equity and bonuses stand beside it.
fn salary(job: &Map<String, Value>) -> Option<&Value> {
    let compensation = job.get("compensation")?;
    let list = |value: &'static str| compensation.get(value).and_then(Value::as_array).into_iter().flatten();
    let tiers = list("compensationTiers").filter_map(|tier| tier.get("components")?.as_array()).flatten();
    let mut components = list("summaryComponents").chain(tiers);
    components.find(|component| component.get("compensationType").and_then(Value::as_str) == Some("Salary"))
}
