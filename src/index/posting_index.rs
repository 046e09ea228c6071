//! The index itself: postings are added and removed, committed, and then picked, searched and counted.

use std::fs;
use std::path::Path;

use tantivy::indexer::NoMergePolicy;
use tantivy::schema::{Field, Value};
use tantivy::{
    DocAddress, Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term,
};

use super::PostingDoc;
use super::fields::Fields;
use super::matches::{Matches, posting_ids};
use super::statistics::Statistics;
use super::{query, relevance};
use crate::error::{Error, Result};

/// Memory that a writing thread fills before it writes a segment, in bytes.
const ARENA: usize = 128 << 20;

/// A posting that a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchHit {
    /// The posting.
    pub posting_id: String,
    /// Job title.
    pub title: String,
    /// Employer.
    pub company: String,
    /// Place as written.
    pub location: String,
    /// Day of publication, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// BM25 of the query, with the statistics of live postings.
    pub score: f32,
}

/// The postings of a run, or of every run that shares a state. What was added or removed shows after [`commit`](Self::commit).
pub struct PostingIndex {
    fields: Fields,
    index: Index,
    reader: IndexReader,
    writer: Option<IndexWriter>,
    threads: usize,
    statistics: Statistics,
}

impl PostingIndex {
    /// An index that lives as long as the run. `threads` write it; no result depends on their number.
    ///
    /// # Errors
    /// [`Error::Index`] where tantivy fails.
    pub fn in_memory(threads: usize) -> Result<Self> {
        let fields = Fields::new();
        let index = Index::create_in_ram(fields.schema.clone());
        let mut made = Self::new(fields, index, threads)?;
        // It is read for minutes at most: merging would cost more than it saves.
        made.writer()?.set_merge_policy(Box::new(NoMergePolicy));
        Ok(made)
    }

    /// A new index in the folder `dir`, which is created.
    ///
    /// # Errors
    /// [`Error::Io`] where the folder cannot be created, [`Error::Index`] where there is an index already.
    pub fn create(dir: &Path, threads: usize) -> Result<Self> {
        fs::create_dir_all(dir).map_err(Error::io("creating", dir))?;
        let fields = Fields::new();
        let index = Index::create_in_dir(dir, fields.schema.clone()).map_err(failed)?;
        Self::new(fields, index, threads)
    }

    /// The index that is in the folder `dir`.
    ///
    /// # Errors
    /// [`Error::Index`] where there is none, it is damaged, or another version of gaprank made it.
    pub fn open(dir: &Path, threads: usize) -> Result<Self> {
        let fields = Fields::new();
        let index = Index::open_in_dir(dir).map_err(failed)?;
        if index.schema() != fields.schema {
            let message = format!("{} was made by another version of gaprank; rebuild it", dir.display());
            return Err(Error::Index(message));
        }
        Self::new(fields, index, threads)
    }

    fn new(fields: Fields, index: Index, threads: usize) -> Result<Self> {
        Fields::register(&index);
        // Reloading is by hand: what a run sees must not change under it.
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(failed)?;
        let statistics = Statistics::new(reader.searcher());
        Ok(Self { fields, index, reader, writer: None, threads: threads.max(1), statistics })
    }

    /// The writer, which locks the index against other processes from its first use on.
    fn writer(&mut self) -> Result<&mut IndexWriter> {
        if self.writer.is_none() {
            let writer = self.index.writer_with_num_threads(self.threads, self.threads * ARENA).map_err(failed)?;
            self.writer = Some(writer);
        }
        self.writer.as_mut().ok_or_else(|| Error::Index("no writer".to_owned()))
    }

    /// Adds postings. A posting whose id the index has must be [removed](Self::remove) first.
    ///
    /// # Errors
    /// [`Error::Index`] where tantivy fails or another process is writing.
    pub fn add(&mut self, postings: &[PostingDoc]) -> Result<()> {
        let fields = self.fields.clone();
        let writer = self.writer()?;
        for posting in postings {
            writer.add_document(fields.document(posting)).map_err(failed)?;
        }
        Ok(())
    }

    /// Removes postings; an id that the index does not have is no error.
    ///
    /// # Errors
    /// [`Error::Index`] where tantivy fails or another process is writing.
    pub fn remove(&mut self, posting_ids: &[&str]) -> Result<()> {
        let field = self.fields.posting_id;
        let writer = self.writer()?;
        for id in posting_ids {
            writer.delete_term(Term::from_field_text(field, id));
        }
        Ok(())
    }

    /// Makes everything that was added and removed visible, and durable where the index is in a folder.
    ///
    /// # Errors
    /// [`Error::Index`] where tantivy fails.
    pub fn commit(&mut self) -> Result<()> {
        if let Some(writer) = &mut self.writer {
            writer.commit().map_err(failed)?;
        }
        self.show()
    }

    fn show(&mut self) -> Result<()> {
        self.reader.reload().map_err(failed)?;
        self.statistics = Statistics::new(self.reader.searcher());
        Ok(())
    }

    /// As [`commit`](Self::commit), and writes `generation` into the index in the same step.
    ///
    /// # Errors
    /// [`Error::Index`] where tantivy fails.
    pub fn commit_as(&mut self, generation: u64) -> Result<()> {
        let mut prepared = self.writer()?.prepare_commit().map_err(failed)?;
        prepared.set_payload(&generation.to_string());
        prepared.commit().map_err(failed)?;
        self.show()
    }

    /// What the last [`commit_as`](Self::commit_as) wrote.
    pub fn generation(&self) -> Option<u64> {
        self.index.load_metas().ok()?.payload?.parse().ok()
    }

    /// The files of the index that are not what tantivy wrote.
    ///
    /// # Errors
    /// [`Error::Index`] where tantivy fails.
    pub fn damaged_files(&self) -> Result<Vec<std::path::PathBuf>> {
        let damaged = self.index.validate_checksum().map_err(failed)?;
        let mut damaged: Vec<_> = damaged.into_iter().collect();
        damaged.sort();
        Ok(damaged)
    }

    /// Waits until segments that are being merged are; without it, what was merged by half is done again another day.
    ///
    /// # Errors
    /// [`Error::Index`] where tantivy fails.
    pub fn close(self) -> Result<()> {
        self.writer.map_or(Ok(()), |writer| writer.wait_merging_threads().map_err(failed))
    }

    pub(super) fn index(&self) -> &Index {
        &self.index
    }

    pub(super) fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(super) fn searcher(&self) -> &Searcher {
        self.statistics.searcher()
    }

    /// Postings in the index.
    pub fn len(&self) -> u64 {
        self.statistics.documents()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a query can be read, before there are postings to pick from.
    ///
    /// # Errors
    /// [`Error::Query`] with the place where reading the query stopped.
    pub fn check(query: &str) -> Result<()> {
        let fields = Fields::new();
        let index = Index::create_in_ram(fields.schema.clone());
        Fields::register(&index);
        query::read(&index, &fields, query).map(|_| ())
    }

    /// The ids of all postings that `query` picks, sorted. Words are looked for in title and body, and all must be there.
    ///
    /// # Errors
    /// [`Error::Query`] with the place where reading the query stopped, [`Error::Index`] where tantivy fails.
    pub fn select(&self, query: &str) -> Result<Vec<String>> {
        let query = query::read(&self.index, &self.fields, query)?;
        let found = self.statistics.searcher().search(&*query, &Matches { scored: false }).map_err(failed)?;
        let documents: Vec<_> = found.into_iter().map(|(document, _)| document).collect();
        let mut ids = posting_ids(self.statistics.searcher(), &documents).map_err(failed)?;
        ids.sort_unstable();
        Ok(ids)
    }

    /// The best `limit` postings that `query` picks, by score, ties by posting id.
    ///
    /// # Errors
    /// [`Error::Query`] with the place where reading the query stopped, [`Error::Index`] where tantivy fails.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<SearchHit>> {
        let query = query::read(&self.index, &self.fields, query)?;
        let searcher = self.statistics.searcher();
        let mut found = searcher
            .search_with_statistics_provider(&*query, &Matches { scored: true }, &self.statistics)
            .map_err(failed)?;
        if limit == 0 {
            return Ok(Vec::new());
        }
        if found.len() > limit {
            // All that tie with the last one kept stay until their ids decide.
            let (_, &mut (_, worst), _) = found.select_nth_unstable_by(limit - 1, |a, b| b.1.total_cmp(&a.1));
            found.retain(|(_, score)| *score >= worst);
        }
        let documents: Vec<_> = found.iter().map(|&(document, _)| document).collect();
        let ids = posting_ids(searcher, &documents).map_err(failed)?;
        let mut ranked: Vec<_> = ids.into_iter().zip(found).collect();
        ranked.sort_unstable_by(|(id_a, (_, a)), (id_b, (_, b))| b.total_cmp(a).then_with(|| id_a.cmp(id_b)));
        ranked.truncate(limit);
        ranked.into_iter().map(|(id, (document, score))| self.hit(id, document, score).map_err(failed)).collect()
    }

    fn hit(&self, posting_id: String, document: DocAddress, score: f32) -> tantivy::Result<SearchHit> {
        let stored: TantivyDocument = self.statistics.searcher().doc(document)?;
        let text = |field: Field| stored.get_first(field).and_then(|value| value.as_str()).map(str::to_owned);
        let Fields { title, company, location, date, .. } = self.fields;
        Ok(SearchHit {
            posting_id,
            title: text(title).unwrap_or_default(),
            company: text(company).unwrap_or_default(),
            location: text(location).unwrap_or_default(),
            date: text(date),
            score,
        })
    }

    /// How many postings ask for `skill`, an id of the taxonomy.
    ///
    /// # Errors
    /// [`Error::Index`] where tantivy fails.
    pub fn document_frequency(&self, skill: &str) -> Result<u64> {
        let term = Term::from_field_text(self.fields.skill, &skill.to_lowercase());
        self.statistics.document_frequency(&term).map_err(failed)
    }

    /// How close the wording of a resume is to each of `posting_ids`: BM25 in integers of 1/1000, in the order of the ids;
    /// 0 where the index has no such posting. The same whatever the threads and segments.
    ///
    /// # Errors
    /// [`Error::Index`] where tantivy fails.
    pub fn relevance(&self, resume: &str, posting_ids: &[&str]) -> Result<Vec<u64>> {
        let Fields { posting_id, title, body, .. } = self.fields;
        let mut analyzer = self.index.tokenizer_for_field(body).map_err(failed)?;
        let terms = relevance::terms(&mut analyzer, resume);
        relevance::relevance(&self.statistics, (posting_id, [title, body]), &terms, posting_ids).map_err(failed)
    }
}

pub(super) fn failed(error: TantivyError) -> Error {
    match error {
        TantivyError::LockFailure(..) => Error::Index("another process is writing into it".to_owned()),
        error => Error::Index(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_keeps_what_was_committed() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let dir = home.path().join("index");
        let posting = |id: &str| PostingDoc { posting_id: id.into(), body: "word".into(), ..PostingDoc::default() };
        let mut first = PostingIndex::create(&dir, 1).expect("an index");
        first.add(&[posting("b"), posting("a")]).expect("postings");
        assert!(first.is_empty(), "nothing shows before the commit");
        first.commit().expect("a commit");

        let mut second = PostingIndex::open(&dir, 1).expect("an index");
        assert_eq!(second.select("word").expect("ids"), ["a", "b"]);
        let error = second.add(&[posting("c")]).expect_err("the first holds the lock");
        assert!(error.to_string().contains("another process"), "{error}");
        first.close().expect("no merge fails");
        second.remove(&["a", "unknown"]).expect("ids");
        second.commit().expect("a commit");
        assert_eq!((second.select("word").expect("ids").concat(), second.len()), ("b".to_owned(), 1));
        assert!(PostingIndex::open(home.path(), 1).is_err());
    }

    #[test]
    fn a_score_does_not_tell_which_postings_share_a_segment() {
        let posting = |id: &str, date: &str| PostingDoc {
            posting_id: id.into(),
            body: "word".into(),
            date: Some(date.into()),
            ..PostingDoc::default()
        };
        let postings = [posting("a", "2026-11-02"), posting("b", "2026-11-03"), posting("c", "2026-10-01")];
        let scores = |cuts: &[&[PostingDoc]], query: &str| {
            let mut index = PostingIndex::in_memory(1).expect("an index");
            for cut in cuts {
                index.add(cut).expect("postings");
                index.commit().expect("a commit");
            }
            let hits = index.search(query, 9).expect("hits");
            hits.into_iter().map(|hit| (hit.posting_id, hit.score.to_bits())).collect::<Vec<_>>()
        };
        for query in ["word AND date:[2026-11-01 TO *]", "date:[2026-11-01 TO *]", "word AND date:*", "word OR *"] {
            // In the second division one segment lies in the range as a whole.
            let (whole, cut) = (scores(&[&postings], query), scores(&[&postings[..2], &postings[2..]], query));
            assert!(whole == cut && !whole.is_empty(), "{query}: {whole:?} and {cut:?}");
        }
    }
}
