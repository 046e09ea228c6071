//! The fields of one record, from any format, and the posting they make.

use super::columns::Column;
use super::date;
use crate::ingest::{PostingId, PostingRecord, unescape};

/// A value as its format has it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Field {
    /// Text; numbers and truth values in their usual writing.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
}

/// The fields of a record by column. Where several names of one column have a value, the name to believe first wins.
#[derive(Debug, Default)]
pub(super) struct Fields([Option<(usize, Field)>; Column::COUNT]);

impl Fields {
    /// Notes a value that was found under the name with this rank in its column's list. Values that say "missing" in
    /// the manner of pandas are no values.
    pub(super) fn put(&mut self, (column, rank): (Column, usize), field: Field) {
        let slot = &mut self.0[column as usize];
        let better = slot.as_ref().is_none_or(|(held, _)| rank < *held);
        if better && !is_absent(&field) {
            *slot = Some((rank, field));
        }
    }

    /// The posting that the fields make. Its description may still be empty; its id is the input's, else a hash.
    pub(super) fn into_posting(mut self, source_path: &str, record: Option<u64>) -> PostingRecord {
        let title = self.text(Column::Title).unwrap_or_default();
        let company = self.text(Column::Company).unwrap_or_default();
        let description = self.text(Column::Description).unwrap_or_default();
        let posting_id = match self.text(Column::Id) {
            Some(id) => PostingId::given(id.trim()),
            None => PostingId::hashed(&title, &company, &description),
        };
        let location = self.text(Column::Location).unwrap_or_default();
        let is_remote = self.text(Column::IsRemote).and_then(|text| truth(&text));
        PostingRecord {
            posting_id,
            source_path: source_path.to_owned(),
            record,
            title,
            company,
            is_remote: is_remote.or_else(|| says_remote(&location).then_some(true)),
            location,
            date_posted: self.text(Column::Date).and_then(|text| date::day(&text)),
            url: self.text(Column::Url),
            tags: self.tags(),
            job_level: self.text(Column::JobLevel),
            salary_min: self.text(Column::MinAmount).and_then(|text| amount(&text)),
            salary_max: self.text(Column::MaxAmount).and_then(|text| amount(&text)),
            currency: self.text(Column::Currency),
            description,
        }
    }

    fn text(&mut self, column: Column) -> Option<String> {
        let text = match self.0[column as usize].take()?.1 {
            Field::Text(text) => text,
            Field::List(list) => list.join(", "),
        };
        Some(match column {
            // A description keeps its lines as they are; everything else is one line of a table.
            Column::Description => text,
            // Words of people; pages and boards escape them now and then.
            Column::Title | Column::Company | Column::Location => unescape(text.trim()).into_owned(),
            _ => text.trim().to_owned(),
        })
    }

    fn tags(&mut self) -> Vec<String> {
        let tags = match self.0[Column::Skills as usize].take() {
            None => Vec::new(),
            Some((_, Field::List(list))) => list,
            // A list may come as text in the writing of Python or JSON: ['Go', "Kafka"].
            Some((_, Field::Text(text))) => {
                let inner = text.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(&text);
                inner.split([',', ';', '|']).map(|tag| tag.trim().trim_matches(['\'', '"']).to_owned()).collect()
            }
        };
        tags.into_iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect()
    }
}

fn is_absent(field: &Field) -> bool {
    const WORDS: [&str; 5] = ["nan", "none", "nat", "null", "<na>"];
    match field {
        Field::Text(text) => {
            let text = text.trim();
            text.is_empty() || WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
        }
        Field::List(list) => list.is_empty(),
    }
}

/// Whether a place is said to be anywhere: `Remote - Canada`, `Lyon (remote)`.
fn says_remote(location: &str) -> bool {
    location.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("remote"))
}

fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" | "1.0" | "remote" => Some(true),
        "false" | "no" | "0" | "0.0" => Some(false),
        _ => None,
    }
}

fn amount(text: &str) -> Option<f64> {
    text.parse().ok().filter(|amount: &f64| amount.is_finite() && *amount > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posting(fields: &[(&str, &str)]) -> PostingRecord {
        let mut out = Fields::default();
        for (name, value) in fields {
            out.put(Column::of(name).unwrap(), Field::Text((*value).to_owned()));
        }
        out.into_posting("a.csv", Some(1))
    }

    #[test]
    fn the_name_to_believe_first_wins_unless_it_says_nothing() {
        assert_eq!(posting(&[("job_url_direct", "b"), ("job_url", "a")]).url.as_deref(), Some("a"));
        assert_eq!(posting(&[("job_url", "NaN"), ("job_url_direct", "b")]).url.as_deref(), Some("b"));
    }

    #[test]
    fn missing_values_are_absent_and_others_are_read() {
        let none = posting(&[("date", "NaT"), ("min_amount", "nan"), ("is_remote", ""), ("company", "None")]);
        assert_eq!((none.date_posted, none.salary_min, none.is_remote), (None, None, None));
        assert_eq!(none.company, "");
        let some = posting(&[("date", "2026-11-03"), ("min_amount", "90000.0"), ("is_remote", "True")]);
        assert_eq!((some.date_posted.as_deref(), some.salary_min), (Some("2026-11-03"), Some(90_000.0)));
        assert_eq!(some.is_remote, Some(true));
    }

    #[test]
    fn tags_come_as_lists_of_many_kinds() {
        for text in ["Go, Kafka", "Go;Kafka", "Go|Kafka|", "['Go', 'Kafka']", r#"["Go", "Kafka"]"#] {
            assert_eq!(posting(&[("skills", text)]).tags, ["Go", "Kafka"], "{text}");
        }
    }

    #[test]
    fn an_id_is_the_inputs_own_or_a_hash_of_the_content() {
        assert_eq!(posting(&[("id", "in-7")]).posting_id.as_str(), "in-7");
        let a = posting(&[("title", "Engineer"), ("text", "Go")]).posting_id;
        let b = posting(&[("id", "nan"), ("title", "Engineer"), ("text", "Go"), ("city", "Basel")]).posting_id;
        let c = posting(&[("title", "Engineer"), ("text", "Rust")]).posting_id;
        assert!(a.as_str().starts_with("h-") && a == b && a != c);
    }
}
