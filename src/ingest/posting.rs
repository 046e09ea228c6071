//! Job postings, one record at a time, whatever file they come in.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::format::{self, Record, Records, Terms};
use super::reject::{Fault, in_one_line};
use super::{InputFile, KnownPostings, Limits, PostingHashes, PostingId, Reject, RejectCode, RejectKind, hash_of};

/// A posting as its input has it; text is not yet cleaned of markup.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PostingRecord {
    /// The input's id as it stands, or a hash of the content.
    pub posting_id: PostingId,
    /// The file, relative to the folder given, with "/"; `-` for standard input.
    pub source_path: String,
    /// The record in that file, 1-based; none where the file is the posting.
    pub record: Option<u64>,
    /// Job title; may be empty.
    pub title: String,
    /// Employer; may be empty.
    pub company: String,
    /// Place as written; may be empty.
    pub location: String,
    /// Whether the input says that the work is remote.
    pub is_remote: Option<bool>,
    /// `YYYY-MM-DD`.
    pub date_posted: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// The input's own skill tags, in its order.
    pub tags: Vec<String>,
    /// Level as the input has it (`Mid-Senior level`), not judged.
    pub job_level: Option<String>,
    /// Lower end of the salary in `currency`, for `salary_interval`.
    pub salary_min: Option<f64>,
    /// Upper end of the salary.
    pub salary_max: Option<f64>,
    /// What the amounts are for, as the input has it (`yearly`, `hourly`), not judged.
    pub salary_interval: Option<String>,
    /// ISO 4217 code, as the input has it.
    pub currency: Option<String>,
    /// Description with its markup: Markdown, HTML or plain text.
    pub description: String,
}

/// Reads postings from files, one after the other, each record as it is asked for.
///
/// What comes out is in input order. A posting whose description has no letter is refused, and so is one whose id came
/// before: as `duplicate_record` where all of its content is the same, else as `duplicate_id`.
pub struct PostingReader {
    files: std::vec::IntoIter<InputFile>,
    terms: Terms,
    current: Option<(String, Records)>,
    /// 128-bit hash of an id to that of its content: 32 bytes a posting, however long they are.
    seen: FxHashMap<u128, u128>,
}

/// Records that were read at a time.
#[derive(Debug, Default)]
pub struct PostingBatch {
    /// The postings among them, each with what it is known again by.
    pub postings: Vec<(PostingRecord, PostingHashes)>,
    /// The postings that the reader knew: the place of each, and the file that it stands in.
    pub again: Vec<(u32, String)>,
    /// All records, those that were refused with them; 0 at the end.
    pub taken: u64,
}

/// A posting that was not refused.
enum Admitted {
    New(Box<PostingRecord>, PostingHashes),
    Again(u32, String),
}

impl PostingReader {
    /// A reader of `files`, none of which is opened yet.
    pub fn new(files: Vec<InputFile>, limits: Limits) -> Self {
        Self::by(files, Terms { limits, known: None })
    }

    /// The same, for somebody who keeps the hashes of records: those of `known` postings are not read again.
    pub fn knowing(files: Vec<InputFile>, limits: Limits, known: KnownPostings) -> Self {
        Self::by(files, Terms { limits, known: Some(Arc::new(known)) })
    }

    fn by(files: Vec<InputFile>, terms: Terms) -> Self {
        Self { files: files.into_iter(), terms, current: None, seen: FxHashMap::default() }
    }

    /// A reader of records that a program hands over, each with its 1-based number: admitted by the same rules, and refused
    /// as records of `source_path`.
    pub fn of_records(source_path: &str, records: impl Iterator<Item = (u64, PostingRecord)> + Send + 'static) -> Self {
        let records: Records = Box::new(records.map(|(number, record)| (Some(number), Ok(record.into()))));
        Self { current: Some((source_path.to_owned(), records)), ..Self::new(Vec::new(), Limits::default()) }
    }

    /// The next up to `most` records. What is refused is appended to `rejects`.
    pub fn batch(&mut self, most: usize, rejects: &mut Vec<Reject>) -> PostingBatch {
        let mut batch = PostingBatch { postings: Vec::with_capacity(most), ..PostingBatch::default() };
        while batch.taken < most as u64
            && let Some(outcome) = self.advance()
        {
            batch.taken += 1;
            match outcome {
                Ok(Admitted::New(posting, hashes)) => batch.postings.push((*posting, hashes)),
                Ok(Admitted::Again(place, source_path)) => batch.again.push((place, source_path)),
                Err(reject) => rejects.push(reject),
            }
        }
        batch
    }

    fn advance(&mut self) -> Option<Result<Admitted, Reject>> {
        loop {
            let Some((source_path, records)) = &mut self.current else {
                let file = self.files.next()?;
                match format::open(&file, &self.terms) {
                    Ok(records) => self.current = Some((file.source_path, records)),
                    Err(fault) => return Some(Err(reject(file.source_path, None, fault))),
                }
                continue;
            };
            let Some((number, outcome)) = records.next() else {
                self.current = None;
                continue;
            };
            let source_path = source_path.clone();
            let outcome = outcome.and_then(|record| self.admit(record, &source_path));
            return Some(outcome.map_err(|fault| reject(source_path, number, fault)));
        }
    }

    fn admit(&mut self, record: Record, source_path: &str) -> Result<Admitted, Fault> {
        match record {
            Record::Read(posting, raw) => {
                if !posting.has_description() {
                    return Err((RejectCode::NoDescription, "the posting has no description, so there is nothing to match: add one, or name its column `description`".into()));
                }
                let content = posting.content();
                admit_once(&mut self.seen, posting.posting_id.as_str(), content)?;
                Ok(Admitted::New(posting, PostingHashes { content, raw }))
            }
            Record::Again(number) => {
                let known = self.terms.known.as_ref().map(|known| known.at(number));
                let known = known.ok_or_else(|| (RejectCode::BadRecord, "the record is not known".to_owned()))?;
                admit_once(&mut self.seen, known.posting_id, known.content)?;
                Ok(Admitted::Again(known.place, source_path.to_owned()))
            }
        }
    }
}

/// Refuses an id that came before.
fn admit_once(seen: &mut FxHashMap<u128, u128>, id: &str, content: u128) -> Result<(), Fault> {
    match seen.entry(hash([id])) {
        Entry::Vacant(free) => {
            free.insert(content);
            Ok(())
        }
        Entry::Occupied(first) if *first.get() == content => Err((
            RejectCode::DuplicateRecord,
            format!("the posting {id} came before with the same content: nothing to do, the first is kept"),
        )),
        Entry::Occupied(_) => {
            let reason = format!(
                "the id {id} came before with other content, and the first is kept: give this one an id of its own"
            );
            Err((RejectCode::DuplicateId, reason))
        }
    }
}

/// Each record as it is read; one that is known is left out.
impl Iterator for PostingReader {
    type Item = Result<PostingRecord, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.advance()? {
                Ok(Admitted::New(posting, _)) => return Some(Ok(*posting)),
                Ok(Admitted::Again(..)) => {}
                Err(reject) => return Some(Err(reject)),
            }
        }
    }
}

fn reject(source_path: String, record: Option<u64>, (code, reason): Fault) -> Reject {
    Reject { kind: RejectKind::Posting, source_path, record, code, reason: in_one_line(&reason) }
}

impl PostingRecord {
    /// Whether the description has a letter: a posting without one is refused.
    pub fn has_description(&self) -> bool {
        self.description.chars().any(char::is_alphabetic)
    }

    /// Hash of everything the posting says, where it says it: what the file is called is no part of it.
    pub fn content(&self) -> u128 {
        let facts = format!("{:?} {:?} {:?} {:?}", self.is_remote, self.tags, self.salary_min, self.salary_max);
        let optional = [&self.date_posted, &self.url, &self.job_level, &self.currency, &self.salary_interval];
        let [date, url, level, currency, interval] = optional.map(|field| field.as_deref().unwrap_or_default());
        hash([
            &self.title,
            &self.company,
            &self.location,
            date,
            url,
            level,
            currency,
            interval,
            &facts,
            &self.description,
        ])
    }
}

/// Half of the hash: enough to tell a million postings apart, in half the room.
fn hash<const N: usize>(parts: [&str; N]) -> u128 {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash_of(parts).as_bytes()[..16]);
    u128::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{KnownPosting, discover};

    /// What a file of this name and content reads as: `id title` or `record code`.
    fn read(name: &str, content: &[u8]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), content).unwrap();
        let limits = Limits { max_record_bytes: 200, ..Limits::default() };
        let postings = PostingReader::new(discover(&[folder.path().into()]).unwrap(), limits);
        let shown = postings.map(|posting| match posting {
            Ok(posting) => format!("{} {}", posting.posting_id, posting.title),
            Err(reject) => format!("{} {}", reject.record.unwrap_or(0), reject.code),
        });
        shown.collect()
    }

    #[test]
    fn formats_read_the_same_postings() {
        let csv = "id,title,description\n1,Dev,\"Go\nKafka\"\n2,Ops,Linux\n";
        let jsonl =
            "{\"id\":1,\"title\":\"Dev\",\"text\":\"Go\"}\n\n{\"id\":\"2\",\"title\":\"Ops\",\"text\":\"Linux\"}";
        let array = "[ {\"id\":1,\"title\":\"Dev\",\"text\":\"Go\"},\n{\"id\":2,\"title\":\"Ops\",\"text\":\"Linux\"}]";
        let table = [
            ("a.csv", csv.to_owned()),
            ("a.tsv", "ID\tJob Title\tBody\n1\tDev\tGo\n2\tOps\tLinux\n".to_owned()),
            ("a.CSV", csv.replace(',', ";")),
            ("a.jsonl", jsonl.to_owned()),
            ("a.json", array.to_owned()),
            ("b.json", format!("{{\"total\": 2, \"jobs\": {array}}}")),
        ];
        for (name, content) in table {
            assert_eq!(read(name, content.as_bytes()), ["1 Dev", "2 Ops"], "{name}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_a_reject_and_the_rest_goes_on() {
        let long = format!("id,text\n1,Go\n2,\"{}\n", "x".repeat(900_000));
        let line = format!("{{\"text\":\"{}\"}}\n{{\"id\":7,\"text\":\"Go\"}}", "x".repeat(300));
        let table: &[(&str, &[u8], &[&str])] = &[
            ("a.csv", b"id,text\n1,Go,x\n2,Go\n", &["1 bad_record", "2 "]),
            ("a.csv", b"id,text\n1,G\xfc\n", &["1 "]),
            ("a.csv", b"id,salary\n1,9\n2,9\n", &["0 bad_record"]),
            ("a.csv", b"", &[]),
            ("a.csv", long.as_bytes(), &["1 ", "2 too_large"]),
            ("a.csv", &[0; 40], &["0 damaged"]),
            ("a.jsonl", b"{\"id\":1,\n{\"id\":2,\"text\":\"Go\"}\n[3]", &["1 bad_record", "2 ", "3 bad_record"]),
            ("a.jsonl", line.as_bytes(), &["1 too_large", "7 "]),
            ("a.jsonl", b"{\"id\":1,\"text\":\"--- 42\"}", &["1 no_description"]),
            ("a.json", b"{\"jobs\":[]}", &[]),
            ("a.json", b"{\"page\":[]}", &["1 bad_record"]),
            ("a.json", b"[{\"text\":Go,\"id\":1}, {\"id\":2,\"text\":\"Go\"}]", &["1 bad_record", "2 "]),
            ("a.json", b"[{\"text\":\"Go\",\"id\":1}, 5]", &["1 ", "2 bad_record"]),
            ("a.json", b"[{\"text\":\"Go\",\"id\":1}, {\"text", &["1 ", "2 bad_record"]),
            ("a.parquet", b"PAR1 and then nothing", &["0 damaged"]),
            ("a.png", b"\x89PNG", &["0 unsupported_type"]),
        ];
        for (name, content, expected) in table {
            assert_eq!(
                read(name, content),
                *expected,
                "{name} {}",
                String::from_utf8_lossy(&content[..content.len().min(60)])
            );
        }
    }

    #[test]
    fn an_id_is_admitted_once() {
        let csv = "id,text,city\n1,Go,Bern\n1,Go,Bern\n1,Rust,Bern\n,Go,Bern\n,Go,Bern\n,Go,Basel\n";
        let rejects: Vec<_> = read("a.csv", csv.as_bytes()).into_iter().filter(|row| !row.starts_with("h-")).collect();
        assert_eq!(rejects, ["1 ", "2 duplicate_record", "3 duplicate_id", "5 duplicate_record", "6 duplicate_id"]);
    }

    /// A batch of this file, by a reader that knows the postings of `before`: which are read (`title`), which are known
    /// (`= place`), and which are refused.
    fn known_again(before: &PostingBatch, name: &str, content: &str) -> (Vec<String>, PostingBatch) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), content).unwrap();
        let files = discover(&[folder.path().into()]).unwrap();
        let known = before.postings.iter().zip(0..).map(|((posting, hashes), place)| {
            let (posting_id, content) = (posting.posting_id.as_str(), hashes.content);
            (hashes.raw.expect("a hash"), KnownPosting { posting_id, content, place })
        });
        let mut rejects = Vec::new();
        let batch = PostingReader::knowing(files, Limits::default(), known.collect()).batch(100, &mut rejects);
        let read = batch.postings.iter().map(|(posting, _)| posting.title.clone());
        let known = batch.again.iter().map(|(place, source_path)| format!("{source_path} {place}"));
        let refused = rejects.iter().map(|reject| format!("{} {}", reject.record.unwrap_or(0), reject.code));
        (read.chain(known).chain(refused).collect(), batch)
    }

    #[test]
    fn records_are_known_again_by_all_that_they_are_read_by() {
        let jsonl = "{\"id\":1,\"title\":\"Dev\",\"text\":\"Go\"}\n{\"id\":2,\"title\":\"Ops\",\"text\":\"Linux\"}\n";
        let csv = "id,title,text,city\n1,Dev,Go,Bern\n2,Ops,Linux,\n";
        let array = format!("[{}]", jsonl.trim_end().replace('\n', ","));
        for (name, content) in [("a.jsonl", jsonl), ("a.csv", csv), ("a.json", array.as_str())] {
            let (read, first) = known_again(&PostingBatch::default(), name, content);
            assert_eq!(read, ["Dev", "Ops"], "{name}");
            assert_eq!(known_again(&first, name, content).0, [format!("{name} 0"), format!("{name} 1")]);
            let (other, moved) = (content.replace("Ops", "SRE"), content.replace("Linux", "Unix"));
            assert_eq!(known_again(&first, name, &other).0, ["SRE".to_owned(), format!("{name} 0")]);
            assert_eq!(known_again(&first, name, &moved).0, ["Ops".to_owned(), format!("{name} 0")]);
        }
        let (_, first) = known_again(&PostingBatch::default(), "a.csv", csv);
        // The same row under another header, and the same letters in other cells.
        assert_eq!(known_again(&first, "a.csv", &csv.replace("city", "company")).0, ["Dev", "Ops"]);
        assert_eq!(known_again(&first, "a.csv", &csv.replace("Dev,Go", "De,vGo")).0, ["De", "a.csv 1"]);
        assert_eq!(known_again(&first, "b.csv", &csv.replace(',', ";")).0, ["b.csv 0", "b.csv 1"]);
    }

    #[test]
    fn an_id_is_admitted_once_whoever_knows_it() {
        let line = |title: &str| format!("{{\"id\":1,\"title\":\"{title}\",\"text\":\"Go\"}}\n");
        let (_, first) = known_again(&PostingBatch::default(), "a.jsonl", &line("Dev"));
        let table: &[(&[&str], &[&str])] = &[
            (&["Dev", "Dev"], &["a.jsonl 0", "2 duplicate_record"]),
            (&["Ops", "Dev"], &["Ops", "2 duplicate_id"]),
            (&["Dev", "Ops", "Dev"], &["a.jsonl 0", "2 duplicate_id", "3 duplicate_record"]),
        ];
        for (titles, expected) in table {
            let lines: String = titles.iter().map(|title| line(title)).collect();
            assert_eq!(known_again(&first, "a.jsonl", &lines).0, *expected, "{titles:?}");
        }
    }
}
