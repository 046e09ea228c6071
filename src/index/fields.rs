//! The fields that a query can name, and how each is indexed.

use tantivy::Index;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TEXT, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{LowerCaser, RawTokenizer, TextAnalyzer};

use super::PostingDoc;
use tantivy::TantivyDocument;

/// The tokenizer of fields whose value is one term, compared without case: `skill:Kafka` finds `kafka`.
const ONE_TERM: &str = "one_term";

/// Handles of the schema's fields. Their names are those of the columns of `postings`, where there is one.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub(super) schema: Schema,
    pub(super) posting_id: Field,
    pub(super) title: Field,
    pub(super) company: Field,
    pub(super) location: Field,
    pub(super) body: Field,
    pub(super) skill: Field,
    pub(super) tier: Field,
    pub(super) date: Field,
    pub(super) level: Field,
    pub(super) min_years: Field,
    pub(super) is_remote: Field,
    pub(super) n_required: Field,
}

impl Fields {
    pub(super) fn new() -> Self {
        let mut schema = Schema::builder();
        let exact = TextFieldIndexing::default().set_fieldnorms(false).set_index_option(IndexRecordOption::Basic);
        let one_term = TextOptions::default().set_indexing_options(exact.clone().set_tokenizer(ONE_TERM));
        // Ids and dates are compared as they stand. Dates sort as text, so that ranges work without a date type.
        let as_is = TextOptions::default().set_indexing_options(exact.set_tokenizer("raw")).set_fast("raw");
        Self {
            posting_id: schema.add_text_field("posting_id", as_is.clone()),
            title: schema.add_text_field("title", TEXT | STORED),
            company: schema.add_text_field("company", TEXT | STORED),
            location: schema.add_text_field("location", TEXT | STORED),
            body: schema.add_text_field("body", TEXT),
            // Fast, so that what a query's postings ask for is counted without the store; in small letters already.
            skill: schema.add_text_field("skill", one_term.clone().set_fast("raw")),
            tier: schema.add_text_field("tier", one_term.clone()),
            date: schema.add_text_field("date", as_is.set_stored()),
            level: schema.add_text_field("level", one_term.set_fast("raw")),
            min_years: schema.add_u64_field("min_years", INDEXED | FAST),
            is_remote: schema.add_bool_field("is_remote", INDEXED | FAST),
            n_required: schema.add_u64_field("n_required", INDEXED | FAST),
            schema: schema.build(),
        }
    }

    /// Tells `index` the tokenizer that the schema names; tantivy keeps names only.
    pub(super) fn register(index: &Index) {
        let one_term = TextAnalyzer::builder(RawTokenizer::default()).filter(LowerCaser).build();
        index.tokenizers().register(ONE_TERM, one_term);
    }

    /// The fields' names, as a person may use them in a query.
    pub(super) fn names(&self) -> String {
        let names: Vec<_> = self.schema.fields().map(|(_, entry)| entry.name()).collect();
        names.join(", ")
    }

    /// The posting as tantivy takes it.
    pub(super) fn document(&self, posting: &PostingDoc) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.posting_id, &posting.posting_id);
        document.add_text(self.title, &posting.title);
        document.add_text(self.company, &posting.company);
        document.add_text(self.location, &posting.location);
        document.add_text(self.body, &posting.body);
        // A name that reads like its id ("Kafka") would be counted twice.
        let mut terms: Vec<String> =
            posting.skills.iter().chain(&posting.skill_names).map(|skill| skill.to_lowercase()).collect();
        terms.sort_unstable();
        terms.dedup();
        terms.iter().for_each(|skill| document.add_text(self.skill, skill));
        posting.tiers.iter().for_each(|tier| document.add_text(self.tier, tier));
        if let Some(date) = &posting.date {
            document.add_text(self.date, date);
        }
        if let Some(level) = &posting.level {
            document.add_text(self.level, level);
        }
        if let Some(years) = posting.min_years {
            document.add_u64(self.min_years, u64::from(years));
        }
        if let Some(remote) = posting.is_remote {
            document.add_bool(self.is_remote, remote);
        }
        document.add_u64(self.n_required, u64::from(posting.n_required));
        document
    }
}
