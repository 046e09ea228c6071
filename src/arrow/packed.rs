//! Resume profiles packed for other machines: an Arrow table that can be written to a file, mapped into memory and shared by
//! every process of a node. What scoring needs lies in columns of its own; the profile and the text of a resume are looked
//! at only where one of its pairs is explained.

use std::io::Cursor;
use std::sync::{Arc, OnceLock};

use arrow_array::builder::{LargeBinaryBuilder, LargeStringBuilder, ListBuilder, StringBuilder, UInt32Builder};
use arrow_array::cast::AsArray;
use arrow_array::types::UInt32Type;
use arrow_array::{Array, LargeBinaryArray, LargeStringArray, ListArray, RecordBatch, StringArray, UInt32Array};
use arrow_ipc::reader::FileReader;
use arrow_ipc::writer::FileWriter;
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::resumes::{Cohort, Resumes, matrix_of};
use super::rules::Rules;
use crate::error::{Error, Result};
use crate::extract::{Evidence, Month, ResumeProfile};
use crate::pipeline::Resume;
use crate::report::Text;
use crate::score::EvidenceMatrix;

/// Keys of the schema's metadata.
const FORMAT: &str = "gaprank.packed";
const MADE_BY: &str = "gaprank.made_by";
/// The version of the columns below.
const VERSION: &str = "1";
/// Resumes of a record batch.
const ROWS: usize = 4096;
/// Bits of a level of evidence below the skill.
const LEVEL_BITS: u32 = 3;

/// Packed resume profiles, opened. Columns: `resume_id`; `newest`, the newest month the resume names (year x 12 + month - 1); `evidence`, a
/// skill's place in the taxonomy x 8 + its level; `profile`, a [`ResumeProfile`] in postcard; `text`.
#[derive(Debug, Clone)]
pub struct Packed {
    parts: Vec<Part>,
    /// Where each part begins, and after the last one the end.
    starts: Vec<usize>,
    matrix: OnceLock<EvidenceMatrix>,
}

#[derive(Debug, Clone)]
struct Part {
    ids: StringArray,
    newest: UInt32Array,
    evidence: ListArray,
    profiles: LargeBinaryArray,
    texts: LargeStringArray,
}

impl Packed {
    /// Packs resumes.
    ///
    /// # Errors
    /// [`Error::Batch`] where a profile cannot be written.
    pub fn pack(rules: &Rules, resumes: &Resumes) -> Result<Vec<RecordBatch>> {
        resumes.all().chunks(ROWS).map(|resumes| batch(rules, resumes)).collect()
    }

    /// The schema of packed profiles. Its metadata says which gaprank and which taxonomy they are of.
    pub fn schema(rules: &Rules) -> SchemaRef {
        let item = Field::new_list_field(DataType::UInt32, true);
        let fields = vec![
            Field::new("resume_id", DataType::Utf8, false),
            Field::new("newest", DataType::UInt32, true),
            Field::new("evidence", DataType::List(Arc::new(item)), false),
            Field::new("profile", DataType::LargeBinary, false),
            Field::new("text", DataType::LargeUtf8, false),
        ];
        let metadata = [(FORMAT, VERSION), (MADE_BY, rules.fingerprint())];
        let metadata = metadata.map(|(key, value)| (key.to_owned(), value.to_owned()));
        Arc::new(Schema::new_with_metadata(fields, metadata.into()))
    }

    /// The bytes of an Arrow IPC file of packed profiles.
    ///
    /// # Errors
    /// [`Error::Batch`] where they cannot be written.
    pub fn to_bytes(rules: &Rules, batches: &[RecordBatch]) -> Result<Vec<u8>> {
        let failed = |e: arrow_schema::ArrowError| Error::Batch(e.to_string());
        let mut writer = FileWriter::try_new(Vec::new(), &Self::schema(rules)).map_err(failed)?;
        batches.iter().try_for_each(|batch| writer.write(batch)).map_err(failed)?;
        writer.into_inner().map_err(failed)
    }

    /// Opens the bytes of an Arrow IPC file of packed profiles.
    ///
    /// # Errors
    /// [`Error::Batch`] where they are damaged, or were packed by another gaprank or with another taxonomy.
    pub fn of_bytes(rules: &Rules, bytes: &[u8]) -> Result<Self> {
        let failed = |e: arrow_schema::ArrowError| Error::Batch(format!("the packed profiles cannot be read: {e}"));
        let reader = FileReader::try_new(Cursor::new(bytes), None).map_err(failed)?;
        let schema = reader.schema();
        let batches = reader.collect::<Result<Vec<_>, _>>().map_err(failed)?;
        Self::open(rules, &schema, &batches)
    }

    /// Opens packed profiles where they lie, without a copy.
    ///
    /// # Errors
    /// [`Error::Batch`] where they are not sorted by id, or were packed by another gaprank or with another taxonomy.
    pub fn open(rules: &Rules, schema: &SchemaRef, batches: &[RecordBatch]) -> Result<Self> {
        let wanted = Self::schema(rules);
        let metadata = schema.metadata();
        if metadata.get(FORMAT).map(String::as_str) != Some(VERSION) {
            return Err(Error::Batch("these are no packed profiles of this version of gaprank: pack them anew".into()));
        }
        if metadata.get(MADE_BY) != wanted.metadata().get(MADE_BY) {
            let by = metadata.get(MADE_BY).map_or("", String::as_str);
            let message = format!("the profiles were packed by {by}, this is {}: pack them anew", rules.fingerprint());
            return Err(Error::Batch(message));
        }
        let same = schema
            .fields()
            .iter()
            .zip(wanted.fields())
            .all(|(a, b)| a.name() == b.name() && a.data_type() == b.data_type());
        if !same || schema.fields().len() != wanted.fields().len() {
            return Err(Error::Batch("the columns of the packed profiles are not those they were packed with".into()));
        }
        let mut out = Self { parts: Vec::new(), starts: vec![0], matrix: OnceLock::new() };
        let mut last: Option<String> = None;
        for batch in batches {
            let part = Part {
                ids: batch.column(0).as_string().clone(),
                newest: batch.column(1).as_primitive().clone(),
                evidence: batch.column(2).as_list().clone(),
                profiles: batch.column(3).as_binary().clone(),
                texts: batch.column(4).as_string().clone(),
            };
            for id in part.ids.iter().flatten() {
                if last.as_deref().is_some_and(|last| last >= id) {
                    return Err(Error::Batch("packed profiles are sorted by resume_id, each id once".into()));
                }
                last = Some(id.to_owned());
            }
            out.starts.push(out.starts.last().copied().unwrap_or(0) + part.ids.len());
            out.parts.push(part);
        }
        Ok(out)
    }

    fn at(&self, at: usize) -> (&Part, usize) {
        let part = self.starts.partition_point(|start| *start <= at) - 1;
        (&self.parts[part], at - self.starts[part])
    }
}

fn batch(rules: &Rules, resumes: &[Resume]) -> Result<RecordBatch> {
    let failed = |e: String| Error::Batch(format!("a profile cannot be packed: {e}"));
    let (mut ids, mut newest) = (StringBuilder::new(), UInt32Builder::new());
    let mut evidence = ListBuilder::new(UInt32Builder::new());
    let (mut profiles, mut texts) = (LargeBinaryBuilder::new(), LargeStringBuilder::new());
    for resume in resumes {
        ids.append_value(resume.document.resume_id.as_str());
        newest.append_option(resume.profile.newest.map(|m| m.0));
        resume
            .profile
            .skills
            .iter()
            .for_each(|e| evidence.values().append_value(e.skill.0 << LEVEL_BITS | e.evidence as u32));
        evidence.append(true);
        profiles.append_value(postcard::to_stdvec(&resume.profile).map_err(|e| failed(e.to_string()))?);
        texts.append_value(&resume.text);
    }
    let columns: Vec<Arc<dyn Array>> = vec![
        Arc::new(ids.finish()),
        Arc::new(newest.finish()),
        Arc::new(evidence.finish()),
        Arc::new(profiles.finish()),
        Arc::new(texts.finish()),
    ];
    RecordBatch::try_new(Packed::schema(rules), columns).map_err(|e| failed(e.to_string()))
}

impl Cohort for Packed {
    fn len(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    fn id(&self, at: usize) -> Text {
        let (part, row) = self.at(at);
        part.ids.value(row).into()
    }

    fn evidence(&self, at: usize) -> Vec<(u32, Evidence)> {
        let (part, row) = self.at(at);
        let cells = part.evidence.value(row);
        let level = |cell: u32| Evidence::ALL[(cell as usize & ((1 << LEVEL_BITS) - 1)).min(Evidence::ALL.len() - 1)];
        let cells = cells.as_primitive::<UInt32Type>();
        cells.values().iter().map(|cell| (cell >> LEVEL_BITS, level(*cell))).collect()
    }

    fn matrix(&self) -> &EvidenceMatrix {
        self.matrix.get_or_init(|| matrix_of(self))
    }

    fn newest(&self) -> Option<Month> {
        self.parts.iter().flat_map(|part| part.newest.iter().flatten()).max().map(Month)
    }

    fn show(&self, at: usize, to: &mut dyn FnMut(&ResumeProfile, &str)) -> Result<()> {
        let (part, row) = self.at(at);
        let damaged = |e: &str| Error::Batch(format!("the packed profile {} is damaged: {e}", part.ids.value(row)));
        let profile: ResumeProfile =
            postcard::from_bytes(part.profiles.value(row)).map_err(|e| damaged(&e.to_string()))?;
        to(&profile, part.texts.value(row));
        Ok(())
    }
}
