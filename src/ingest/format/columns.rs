//! The names that columns and keys go by.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a column or key of the input says of a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Title,
    Company,
    Location,
    Description,
    Date,
    Url,
    Skills,
    IsRemote,
    JobLevel,
    MinAmount,
    MaxAmount,
    Currency,
    Interval,
}

/// The names of each column, the one to believe first in front. Case and separators do not count: `jobTitle`,
/// `Job Title` and `job_title` are one name.
const NAMES: [(Column, &[&str]); Column::COUNT] = [
    (Column::Id, &["id", "job_id", "posting_id", "req_id", "external_id"]),
    (Column::Title, &["title", "job_title", "position", "name", "role"]),
    (Column::Company, &["company", "company_name", "employer", "organization", "hiring_organization"]),
    (Column::Location, &["location", "job_location", "city", "place"]),
    (Column::Description, &["description", "job_description", "text", "body", "content", "details", "full_text"]),
    (Column::Date, &["date_posted", "date", "posted_at", "posted_date", "published_at", "created_at", "listed_time"]),
    (Column::Url, &["job_url", "url", "link", "apply_url", "job_url_direct"]),
    (Column::Skills, &["skills", "tags", "so_tags", "keywords", "technologies"]),
    (Column::IsRemote, &["is_remote", "remote"]),
    (Column::JobLevel, &["job_level", "level", "seniority", "experience_level"]),
    (Column::MinAmount, &["min_amount", "salary_min", "min_salary"]),
    (Column::MaxAmount, &["max_amount", "salary_max", "max_salary"]),
    (Column::Currency, &["currency", "salary_currency"]),
    (Column::Interval, &["interval", "salary_interval", "salary_period", "pay_period"]),
];

impl Column {
    pub(super) const COUNT: usize = 14;

    /// The names under which this column is looked for, the first to believe in front.
    pub(super) fn names(self) -> &'static [&'static str] {
        NAMES[self as usize].1
    }

    /// The column that `name` stands for, and how far down its list the name is.
    pub(super) fn of(name: &str) -> Option<(Self, usize)> {
        static FOLDED: LazyLock<FxHashMap<String, (Column, usize)>> = LazyLock::new(|| {
            let all = NAMES.iter().flat_map(|&(column, names)| {
                names.iter().enumerate().map(move |(rank, name)| (fold(name), (column, rank)))
            });
            all.collect()
        });
        FOLDED.get(fold(name).as_str()).copied()
    }
}

/// Letters and digits of a name in lower case: separators and case carry no meaning.
fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What to say of an input of whose columns none is a description.
pub(super) fn no_description_column<'a>(seen: impl IntoIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 40;
    let seen: Vec<_> = seen.into_iter().take(SHOWN).collect();
    let looked_for = Column::Description.names().join(", ");
    format!("no column holds a description: name it one of {looked_for}; found {}", seen.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_whatever_their_case_and_separators() {
        let table = [
            ("Job Title", Some((Column::Title, 1))),
            ("jobTitle", Some((Column::Title, 1))),
            ("JOBID", Some((Column::Id, 1))),
            ("company-name", Some((Column::Company, 1))),
            (" description ", Some((Column::Description, 0))),
            ("job_url_direct", Some((Column::Url, 4))),
            ("company_url", None),
            ("", None),
        ];
        for (name, column) in table {
            assert_eq!(Column::of(name), column, "{name}");
        }
    }

    #[test]
    fn the_table_is_in_the_order_of_the_columns_and_unambiguous() {
        let mut all: Vec<_> = NAMES.iter().flat_map(|(_, names)| names.iter().map(|name| fold(name))).collect();
        assert!(NAMES.iter().enumerate().all(|(i, (column, _))| *column as usize == i));
        let n = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), n);
    }
}
