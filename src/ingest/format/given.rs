//! Records that a program hands over, in columns with names: a data frame, a list of dictionaries.

use super::columns::{self, Column};
use super::fields::{Field, Fields};
use crate::ingest::PostingRecord;

/// A value of a record.
#[derive(Debug, Clone, PartialEq)]
pub enum GivenCell {
    /// Text; numbers, days and truth values in their usual writing.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
}

/// What the columns of a table of postings stand for, by the names that files may use too.
#[derive(Debug, Clone)]
pub struct PostingColumns(Vec<Option<(Column, usize)>>);

impl PostingColumns {
    /// Of a table with these columns.
    ///
    /// # Errors
    /// A sentence, where none of them holds a description.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str> + Clone) -> Result<Self, String> {
        let known: Vec<_> = names.clone().into_iter().map(Column::of).collect();
        if known.iter().flatten().any(|(column, _)| *column == Column::Description) {
            Ok(Self(known))
        } else {
            Err(columns::no_description_column(names))
        }
    }

    /// Whether the column at this place says anything of a posting.
    pub fn knows(&self, column: usize) -> bool {
        self.0.get(column).is_some_and(Option::is_some)
    }

    /// The posting of a row, given by its cells with the places of their columns. An empty cell is left out.
    pub fn posting(
        &self,
        cells: impl IntoIterator<Item = (usize, GivenCell)>,
        source_path: &str,
        record: Option<u64>,
    ) -> PostingRecord {
        let mut fields = Fields::default();
        for (at, cell) in cells {
            if let Some(column) = self.0.get(at).copied().flatten() {
                let field = match cell {
                    GivenCell::Text(text) => Field::Text(text),
                    GivenCell::List(list) => Field::List(list),
                };
                fields.put(column, field);
            }
        }
        fields.into_posting(source_path, record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_reads_as_it_would_from_a_file() {
        let columns = PostingColumns::new(["job_id", "colour", "Text", "tags"]).unwrap();
        assert!(columns.knows(0) && !columns.knows(1) && !columns.knows(9));
        let text = |text: &str| GivenCell::Text(text.to_owned());
        let cells = [(0, text("7")), (1, text("red")), (2, text("Go")), (3, GivenCell::List(vec!["Kafka".into()]))];
        let posting = columns.posting(cells, "table", Some(1));
        assert_eq!((posting.posting_id.as_str(), posting.description.as_str()), ("7", "Go"));
        assert_eq!(
            (posting.tags, posting.source_path.as_str(), posting.record),
            (vec!["Kafka".to_owned()], "table", Some(1))
        );
        assert!(PostingColumns::new(["id", "title"]).unwrap_err().contains("found id, title"));
    }
}
