//! The columns that a posting's input left empty, from its text.

use crate::extract::{Period, Stated, is_remote};
use crate::ingest::PostingRecord;

/// Fills the empty fields of `record` from its text and turns its salary into that of a year where the period is known. What
/// the input says wins; amounts, currency and interval are one statement and come from one side.
pub(super) fn complete(record: &mut PostingRecord, text: &str) {
    let stated = Stated::of(text);
    if record.salary_min.is_none() && record.salary_max.is_none() {
        if let Some(pay) = stated.pay {
            let yearly = |amount: Option<f64>| amount.map(|a| a * pay.period.map_or(1.0, Period::per_year));
            (record.salary_min, record.salary_max) = (yearly(pay.min), yearly(pay.max));
            record.currency = pay.currency.map(str::to_owned);
            record.salary_interval = pay.period.map(|_| "yearly".to_owned());
        }
    } else if let Some(period) = record.salary_interval.as_deref().and_then(Period::of_word) {
        let yearly = |amount: Option<f64>| amount.map(|a| a * period.per_year());
        (record.salary_min, record.salary_max) = (yearly(record.salary_min), yearly(record.salary_max));
        record.salary_interval = Some("yearly".to_owned());
    }
    record.is_remote = record.is_remote.or_else(|| is_remote(&record.location)).or(stated.is_remote);
    if record.location.is_empty() {
        record.location = stated.location.unwrap_or_default();
    }
    record.date_posted = record.date_posted.take().or(stated.date_posted);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::PostingId;

    fn record() -> PostingRecord {
        PostingRecord {
            posting_id: PostingId::given("1"),
            source_path: "a.csv".into(),
            record: Some(1),
            title: "Engineer".into(),
            company: String::new(),
            location: String::new(),
            is_remote: None,
            date_posted: None,
            url: None,
            tags: vec![],
            job_level: None,
            salary_min: None,
            salary_max: None,
            salary_interval: None,
            currency: None,
            description: String::new(),
        }
    }

    const TEXT: &str =
        "Engineer\n\nLocation: Bern\nSalary: CHF 8'000 to CHF 9'000 a month\nPosted: 2026-10-03\n#LI-Remote\n";

    #[test]
    fn empty_columns_are_filled() {
        let mut posting = record();
        complete(&mut posting, TEXT);
        assert_eq!((posting.salary_min, posting.salary_max), (Some(96e3), Some(108e3)));
        assert_eq!((posting.currency.as_deref(), posting.location.as_str()), (Some("CHF"), "Bern"));
        assert_eq!((posting.is_remote, posting.date_posted.as_deref()), (Some(true), Some("2026-10-03")));
    }

    #[test]
    fn what_the_input_says_wins() {
        let mut posting = PostingRecord {
            salary_max: Some(60.0),
            salary_interval: Some("hourly".into()),
            location: "Basel".into(),
            is_remote: Some(false),
            date_posted: Some("2026-11-01".into()),
            ..record()
        };
        complete(&mut posting, TEXT);
        assert_eq!((posting.salary_min, posting.salary_max, posting.currency), (None, Some(124_800.0), None));
        assert_eq!((posting.location.as_str(), posting.is_remote), ("Basel", Some(false)));
        assert_eq!(posting.date_posted.as_deref(), Some("2026-11-01"));
    }
}
