//! A posting's record as a run holds it: of a million of them each has its texts in one piece of memory.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::id::PostingId;
use super::posting::PostingRecord;

/// How many texts a card has.
const TEXTS: usize = 9;

/// A [`PostingRecord`] without its description.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// See [`PostingRecord::source_path`]. What is kept of a card leaves it out, since it changes from day to day.
    #[serde(skip)]
    pub source_path: Arc<str>,
    /// See [`PostingRecord::record`].
    pub record: Option<u64>,
    /// See [`PostingRecord::is_remote`].
    pub is_remote: Option<bool>,
    /// See [`PostingRecord::salary_min`].
    pub salary_min: Option<f64>,
    /// See [`PostingRecord::salary_max`].
    pub salary_max: Option<f64>,
    tags: Box<[String]>,
    /// Id, title, company, location, date, URL, level, interval of the salary and currency, one after the other.
    texts: Box<str>,
    ends: [u32; TEXTS],
    /// A bit for each text that the record has, by its place.
    there: u16,
}

impl Card {
    /// Of a record.
    pub fn of(record: PostingRecord) -> Self {
        let PostingRecord { posting_id, title, company, location, date_posted, url, .. } = &record;
        let always = [posting_id.as_str(), title, company, location].map(Some);
        let PostingRecord { job_level, salary_interval, currency, .. } = &record;
        let maybe = [date_posted, url, job_level, salary_interval, currency].map(Option::as_deref);
        let (mut ends, mut there) = ([0; TEXTS], 0);
        let mut texts = String::with_capacity(always.iter().chain(&maybe).flatten().map(|text| text.len()).sum());
        for (place, text) in always.into_iter().chain(maybe).enumerate() {
            there |= u16::from(text.is_some()) << place;
            texts.push_str(text.unwrap_or_default());
            ends[place] = texts.len() as u32;
        }
        Self {
            source_path: record.source_path.into(),
            record: record.record,
            is_remote: record.is_remote,
            salary_min: record.salary_min,
            salary_max: record.salary_max,
            tags: record.tags.into(),
            texts: texts.into(),
            ends,
            there,
        }
    }

    /// The record again, without its description.
    pub fn to_record(&self) -> PostingRecord {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        PostingRecord {
            posting_id: PostingId::given(self.posting_id()),
            source_path: self.source_path.to_string(),
            record: self.record,
            title: self.title().to_owned(),
            company: self.company().to_owned(),
            location: self.location().to_owned(),
            is_remote: self.is_remote,
            date_posted: owned(self.date_posted()),
            url: owned(self.url()),
            tags: self.tags.to_vec(),
            job_level: owned(self.maybe(6)),
            salary_min: self.salary_min,
            salary_max: self.salary_max,
            salary_interval: owned(self.maybe(7)),
            currency: owned(self.currency()),
            description: String::new(),
        }
    }

    /// How long its texts are together.
    pub fn bytes(&self) -> usize {
        self.texts.len()
    }

    fn text(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.texts[start as usize..self.ends[place] as usize]
    }

    fn maybe(&self, place: usize) -> Option<&str> {
        (self.there >> place & 1 == 1).then(|| self.text(place))
    }

    /// See [`PostingRecord::posting_id`].
    pub fn posting_id(&self) -> &str {
        self.text(0)
    }

    /// See [`PostingRecord::title`].
    pub fn title(&self) -> &str {
        self.text(1)
    }

    /// See [`PostingRecord::company`].
    pub fn company(&self) -> &str {
        self.text(2)
    }

    /// See [`PostingRecord::location`].
    pub fn location(&self) -> &str {
        self.text(3)
    }

    /// See [`PostingRecord::date_posted`].
    pub fn date_posted(&self) -> Option<&str> {
        self.maybe(4)
    }

    /// See [`PostingRecord::url`].
    pub fn url(&self) -> Option<&str> {
        self.maybe(5)
    }

    /// See [`PostingRecord::currency`].
    pub fn currency(&self) -> Option<&str> {
        self.maybe(8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_comes_back_as_it_was() {
        let record = PostingRecord {
            posting_id: PostingId::given("1"),
            source_path: "a.csv".into(),
            record: Some(1),
            title: "Ingenieur für Züge".into(),
            company: String::new(),
            location: "Bern".into(),
            is_remote: Some(true),
            date_posted: None,
            url: Some(String::new()),
            tags: vec!["Go".into(), "Rust".into()],
            job_level: Some("Mid".into()),
            salary_min: None,
            salary_max: Some(9.5),
            salary_interval: Some("yearly".into()),
            currency: None,
            description: String::new(),
        };
        let card = Card::of(record.clone());
        assert_eq!(card.to_record(), record);
        let kept: Card = serde_json::from_str(&serde_json::to_string(&card).unwrap()).unwrap();
        assert_eq!(Card { source_path: "a.csv".into(), ..kept }, card);
        assert_eq!((card.title(), card.url(), card.currency()), ("Ingenieur für Züge", Some(""), None));
    }
}
