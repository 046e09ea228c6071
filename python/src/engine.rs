//! The classes behind the package's functions.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use gaprank::arrow::{self as ga, Cohort, Keep, RecordBatch};
use gaprank::config::Config;
use gaprank::error::{Error, Result};
use gaprank::extract::Month;
use gaprank::ingest::ReadingProgram;
use gaprank::report;
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;

use crate::input::{batches, cells};
use crate::table::Table;
use crate::work::{raise, raise_as, run};

fn table(py: Python<'_>, name: &str, batches: Vec<RecordBatch>) -> PyResult<Table> {
    let schema = ga::table_schema(name).ok_or_else(|| raise_as(py, &format!("no table is called {name}"), "batch"))?;
    Ok(Table::new(schema, batches))
}

/// A skill: id, name, tier, family, what it implies, spellings.
type Skill = (String, String, String, Option<String>, Vec<String>, Vec<String>);

/// A taxonomy and a configuration, made ready.
#[pyclass(frozen, module = "gaprank")]
pub(crate) struct Rules(Arc<ga::Rules>);

#[pymethods]
impl Rules {
    #[new]
    #[pyo3(signature = (config_path=None, config_json=None, taxonomy=None, profile=None, as_of=None, threads=None, top=None, top_resumes=None, reader=None))]
    #[allow(clippy::too_many_arguments)]
    fn new(
        py: Python<'_>,
        config_path: Option<PathBuf>,
        config_json: Option<&str>,
        taxonomy: Option<PathBuf>,
        profile: Option<String>,
        as_of: Option<String>,
        threads: Option<usize>,
        top: Option<usize>,
        top_resumes: Option<usize>,
        reader: Option<Vec<OsString>>,
    ) -> PyResult<Self> {
        let rules = run(py, |_| {
            let mut config = config_path.as_deref().map_or_else(|| Ok(Config::default()), Config::load)?;
            if let Some(json) = config_json {
                config = serde_json::from_str(json)
                    .map_err(|e| Error::Config { place: "config".into(), message: e.to_string() })?;
            }
            config.taxonomy = taxonomy.or(config.taxonomy);
            config.profile = profile.unwrap_or(config.profile);
            config.as_of = as_of.or(config.as_of);
            config.threads = threads.or(config.threads);
            config.top = top.unwrap_or(config.top);
            config.top_resumes = top_resumes.unwrap_or(config.top_resumes);
            let mut command = reader.unwrap_or_default().into_iter();
            let program = command.next().map(PathBuf::from);
            let reader = program.map(|program| ReadingProgram { program, arguments: command.collect() });
            Ok(ga::Rules::new(config)?.with_reader(reader))
        })?;
        Ok(Self(Arc::new(rules)))
    }

    /// The version of gaprank and a hash of the taxonomy.
    #[getter]
    fn fingerprint(&self) -> &str {
        self.0.fingerprint()
    }

    /// Best postings a resume that are kept.
    #[getter]
    fn top(&self) -> usize {
        self.0.config().top
    }

    /// Each skill: id, name, tier, family, what it implies, spellings.
    fn skills(&self) -> Vec<Skill> {
        let taxonomy = self.0.taxonomy();
        let skill = |s: &gaprank::taxonomy::Skill| {
            (
                s.id.clone(),
                s.name.clone(),
                taxonomy.tier(s.tier).id.clone(),
                s.family.map(|f| taxonomy.family_name(f).to_owned()),
                s.implies.iter().map(|i| taxonomy.skill(*i).id.clone()).collect(),
                s.aliases.iter().map(|a| a.text.clone()).collect(),
            )
        };
        taxonomy.skills().iter().map(skill).collect()
    }

    /// What is doubtful in the taxonomy: skill and message.
    fn lint(&self) -> Vec<(String, String)> {
        gaprank::taxonomy::lint(self.0.taxonomy()).into_iter().map(|f| (f.skill, f.message)).collect()
    }

    fn postings_of_paths(&self, py: Python<'_>, paths: Vec<PathBuf>) -> PyResult<Postings> {
        let rules = self.0.clone();
        let postings = run(py, |watch| ga::Postings::of_paths(&rules, &paths, watch))?;
        Ok(Postings { rules, postings: Arc::new(postings) })
    }

    fn postings_of_rows(&self, py: Python<'_>, source: &Bound<'_, PyAny>) -> PyResult<Postings> {
        let (rules, cells) = (self.0.clone(), cells(py, source)?);
        let postings = run(py, |watch| ga::Postings::of_cells(&rules, &cells, watch))?;
        Ok(Postings { rules, postings: Arc::new(postings) })
    }

    /// The id, a hash of the content and the day of every posting in some rows, in their order.
    fn posting_keys(&self, py: Python<'_>, source: &Bound<'_, PyAny>) -> PyResult<Table> {
        let cells = cells(py, source)?;
        let key = |watch: &AtomicBool| cells.iter().map(|c| ga::posting_keys(&self.0, c, watch)).collect();
        let keys: Vec<RecordBatch> = run(py, key)?;
        let schema = keys.first().map_or_else(|| Arc::new(arrow_schema::Schema::empty()), RecordBatch::schema);
        Ok(Table::new(schema, keys))
    }

    fn resumes_of_paths(&self, py: Python<'_>, paths: Vec<PathBuf>) -> PyResult<Resumes> {
        let rules = self.0.clone();
        let resumes = run(py, |watch| ga::Resumes::of_paths(&rules, &paths, watch))?;
        Ok(Resumes { rules, resumes: Arc::new(resumes) })
    }

    fn resumes_of_rows(&self, py: Python<'_>, source: &Bound<'_, PyAny>) -> PyResult<Resumes> {
        let (rules, cells) = (self.0.clone(), cells(py, source)?);
        let resumes = run(py, |watch| ga::Resumes::of_cells(&rules, &cells, watch))?;
        Ok(Resumes { rules, resumes: Arc::new(resumes) })
    }

    /// Opens packed profiles, from an Arrow stream where they lie.
    fn packed(&self, py: Python<'_>, source: AnyRecordBatch) -> PyResult<Packed> {
        let (schema, batches) = batches(py, source)?;
        let packed = ga::Packed::open(&self.0, &schema, &batches).map_err(|e| raise(py, &e))?;
        Ok(Packed(Arc::new(packed)))
    }

    /// Opens the bytes of a file of packed profiles.
    fn packed_bytes(&self, py: Python<'_>, bytes: Vec<u8>) -> PyResult<Packed> {
        let packed = run(py, |_| ga::Packed::of_bytes(&self.0, &bytes))?;
        Ok(Packed(Arc::new(packed)))
    }

    /// Ranks all pairs.
    fn rank(&self, py: Python<'_>, postings: PyRef<'_, Postings>, resumes: &Bound<'_, PyAny>) -> PyResult<Matches> {
        let (rules, cohort) = (self.0.clone(), self.cohort(py, resumes)?);
        let postings = self.same(py, &postings)?;
        let keep = Keep { top: rules.config().top, top_resumes: rules.config().top_resumes };
        let (p, c) = (postings.clone(), cohort.clone());
        let matches = run(py, |watch| ga::Matches::new(&rules, p, c, keep, watch))?;
        Matches::made(rules, postings, resumes, matches)
    }

    /// Ranks the pairs that are named, among themselves.
    fn only(
        &self,
        py: Python<'_>,
        postings: PyRef<'_, Postings>,
        resumes: &Bound<'_, PyAny>,
        pairs: Vec<(String, String)>,
    ) -> PyResult<Matches> {
        let (rules, cohort, postings) = (self.0.clone(), self.cohort(py, resumes)?, self.same(py, &postings)?);
        let p = postings.clone();
        let matches = run(py, |_| ga::Matches::only(&rules, p, cohort, &pairs))?;
        Matches::made(rules, postings, resumes, matches)
    }

    /// Takes pairs with their ranks as they are.
    fn of_pairs(
        &self,
        py: Python<'_>,
        postings: PyRef<'_, Postings>,
        resumes: &Bound<'_, PyAny>,
        pairs: AnyRecordBatch,
    ) -> PyResult<Matches> {
        let (rules, cohort, postings) = (self.0.clone(), self.cohort(py, resumes)?, self.same(py, &postings)?);
        let (_, batches) = batches(py, pairs)?;
        let p = postings.clone();
        let matches = run(py, |_| {
            let pairs = batches.iter().map(ga::Pairs::of_batch).collect::<Result<Vec<_>>>()?;
            ga::Matches::of_pairs(&rules, p, cohort, &pairs)
        })?;
        Matches::made(rules, postings, resumes, matches)
    }
}

impl Rules {
    fn cohort(&self, py: Python<'_>, resumes: &Bound<'_, PyAny>) -> PyResult<Arc<dyn Cohort>> {
        if let Ok(read) = resumes.cast::<Resumes>() {
            let read = read.get();
            self.alike(py, &read.rules)?;
            return Ok(read.resumes.clone());
        }
        Ok(resumes.cast::<Packed>()?.get().0.clone())
    }

    fn same(&self, py: Python<'_>, postings: &Postings) -> PyResult<Arc<ga::Postings>> {
        self.alike(py, &postings.rules)?;
        Ok(postings.postings.clone())
    }

    /// What was found with one taxonomy says nothing in another.
    fn alike(&self, py: Python<'_>, other: &ga::Rules) -> PyResult<()> {
        if self.0.fingerprint() == other.fingerprint() {
            return Ok(());
        }
        Err(raise_as(py, "these were extracted with another taxonomy: extract them anew", "taxonomy"))
    }
}

/// Postings with their requirements.
#[pyclass(frozen, module = "gaprank")]
pub(crate) struct Postings {
    rules: Arc<ga::Rules>,
    postings: Arc<ga::Postings>,
}

#[pymethods]
impl Postings {
    fn __len__(&self) -> usize {
        self.postings.len()
    }

    /// The day of the newest.
    #[getter]
    fn newest(&self) -> Option<&str> {
        self.postings.newest()
    }

    /// `all`: near-duplicates are linked, since these are all the postings that there are.
    #[pyo3(signature = (day=None, all=true))]
    fn postings(&self, py: Python<'_>, day: Option<&str>, all: bool) -> PyResult<Table> {
        table(py, "postings", run(py, |watch| self.postings.postings(&self.rules, day, all, watch))?)
    }

    fn requirements(&self, py: Python<'_>) -> PyResult<Table> {
        table(py, "requirements", run(py, |watch| self.postings.requirements(&self.rules, watch))?)
    }

    fn rejects(&self, py: Python<'_>) -> PyResult<Table> {
        table(py, "rejects", run(py, |_| self.postings.reject_rows())?)
    }
}

/// Resumes with their profiles.
#[pyclass(frozen, module = "gaprank")]
pub(crate) struct Resumes {
    rules: Arc<ga::Rules>,
    resumes: Arc<ga::Resumes>,
}

impl Resumes {
    /// The month that ages are judged by: the one asked for, else the configured, else the newest that a resume names.
    fn month(&self, as_of: Option<&str>) -> Option<Month> {
        let day = as_of.or(self.rules.config().as_of.as_deref());
        day.map_or_else(|| self.resumes.newest(), Month::of_iso)
    }
}

#[pymethods]
impl Resumes {
    fn __len__(&self) -> usize {
        Cohort::len(&*self.resumes)
    }

    #[pyo3(signature = (as_of=None))]
    fn resumes(&self, py: Python<'_>, as_of: Option<&str>) -> PyResult<Table> {
        let month = self.month(as_of);
        table(py, "resumes", run(py, |watch| self.resumes.resumes(&self.rules, month, watch))?)
    }

    #[pyo3(signature = (postings=None, as_of=None))]
    fn skills(&self, py: Python<'_>, postings: Option<PyRef<'_, Postings>>, as_of: Option<&str>) -> PyResult<Table> {
        let (month, postings) = (self.month(as_of), postings.map(|p| p.postings.clone()));
        let skills = run(py, |watch| self.resumes.skills(&self.rules, postings.as_deref(), month, watch))?;
        table(py, "skills", skills)
    }

    #[pyo3(signature = (postings=None, as_of=None))]
    fn bullets(&self, py: Python<'_>, postings: Option<PyRef<'_, Postings>>, as_of: Option<&str>) -> PyResult<Table> {
        let (month, postings) = (self.month(as_of), postings.map(|p| p.postings.clone()));
        let bullets = run(py, |watch| self.resumes.bullets(&self.rules, postings.as_deref(), month, watch))?;
        table(py, "bullets", bullets)
    }

    fn rejects(&self, py: Python<'_>) -> PyResult<Table> {
        table(py, "rejects", run(py, |_| self.resumes.reject_rows())?)
    }

    /// The profiles as a table for `Rules.packed`.
    fn pack(&self, py: Python<'_>) -> PyResult<Table> {
        let batches = run(py, |_| ga::Packed::pack(&self.rules, &self.resumes))?;
        Ok(Table::new(ga::Packed::schema(&self.rules), batches))
    }

    /// The bytes of a file of packed profiles.
    fn pack_bytes(&self, py: Python<'_>) -> PyResult<Vec<u8>> {
        run(py, |_| ga::Packed::to_bytes(&self.rules, &ga::Packed::pack(&self.rules, &self.resumes)?))
    }
}

/// Packed profiles, opened.
#[pyclass(frozen, module = "gaprank")]
pub(crate) struct Packed(Arc<ga::Packed>);

#[pymethods]
impl Packed {
    fn __len__(&self) -> usize {
        Cohort::len(&*self.0)
    }

    /// The newest month that a resume names, as its first day.
    #[getter]
    fn newest(&self) -> Option<String> {
        self.0.newest().map(|month| format!("{month}-01"))
    }
}

/// Kept pairs.
#[pyclass(frozen, module = "gaprank")]
pub(crate) struct Matches {
    rules: Arc<ga::Rules>,
    matches: ga::Matches,
    postings: Py<Postings>,
    resumes: Py<PyAny>,
}

impl Matches {
    fn made(
        rules: Arc<ga::Rules>,
        postings: Arc<ga::Postings>,
        resumes: &Bound<'_, PyAny>,
        matches: ga::Matches,
    ) -> PyResult<Self> {
        let postings = Py::new(resumes.py(), Postings { rules: rules.clone(), postings })?;
        Ok(Self { rules, matches, postings, resumes: resumes.clone().unbind() })
    }
}

#[pymethods]
impl Matches {
    fn __len__(&self) -> usize {
        self.matches.len()
    }

    /// The day that ages are judged by.
    #[getter]
    fn as_of(&self) -> Option<&str> {
        self.matches.as_of()
    }

    /// The postings.
    #[getter]
    fn postings(&self, py: Python<'_>) -> Py<Postings> {
        self.postings.clone_ref(py)
    }

    /// The resumes, or their packed profiles.
    #[getter]
    fn resumes(&self, py: Python<'_>) -> Py<PyAny> {
        self.resumes.clone_ref(py)
    }

    fn matches(&self, py: Python<'_>) -> PyResult<Table> {
        table(py, "matches", run(py, |watch| self.matches.matches(&self.rules, watch))?)
    }

    fn gaps(&self, py: Python<'_>) -> PyResult<Table> {
        table(py, "gaps", run(py, |watch| self.matches.gaps(&self.rules, watch))?)
    }

    #[pyo3(signature = (floors=None))]
    fn candidates(&self, py: Python<'_>, floors: Option<PyRef<'_, Floors>>) -> PyResult<Table> {
        let floors = floors.as_ref().map(|floors| &floors.0);
        let batch = run(py, |_| self.matches.candidates(floors))?;
        Ok(Table::new(batch.schema(), vec![batch]))
    }
}

/// The table `rejects` of both sides.
#[pyfunction]
pub(crate) fn rejects(py: Python<'_>, postings: PyRef<'_, Postings>, resumes: PyRef<'_, Resumes>) -> PyResult<Table> {
    let (postings, resumes) = (&postings.postings, &resumes.resumes);
    let batches = run(py, |_| {
        let mut all: Vec<_> = postings.rejects().iter().chain(resumes.rejects()).collect();
        all.sort();
        ga::batches_of(&all.into_iter().map(report::reject_row).collect::<Vec<_>>())
    })?;
    table(py, "rejects", batches)
}

/// Whether a column of this name says anything of a posting or of a resume.
#[pyfunction]
pub(crate) fn is_read(name: &str) -> bool {
    ga::is_read(name)
}

/// Candidates of parts of the postings, put together.
#[pyfunction]
pub(crate) fn merge(py: Python<'_>, candidates: AnyRecordBatch, top: usize) -> PyResult<Table> {
    let (_, batches) = batches(py, candidates)?;
    let merged = run(py, |_| ga::merge(&batches, top))?;
    Ok(Table::new(merged.schema(), vec![merged]))
}

/// What is known of the last places of resumes from some of the postings.
#[pyclass(frozen, module = "gaprank")]
#[derive(Default)]
pub(crate) struct Floors(ga::Floors);

#[pymethods]
impl Floors {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// The same, raised by merged candidates.
    fn raised(&self, py: Python<'_>, merged: AnyRecordBatch, top: usize) -> PyResult<Self> {
        let (_, batches) = batches(py, merged)?;
        Ok(Self(run(py, |_| self.0.clone().raised(&batches, top))?))
    }
}

/// An empty table with the columns of one of the tables, of `candidates` or, given the rules, of packed profiles.
#[pyfunction]
#[pyo3(signature = (name, rules=None))]
pub(crate) fn schema(py: Python<'_>, name: &str, rules: Option<PyRef<'_, Rules>>) -> PyResult<Table> {
    match (name, rules) {
        ("candidates", _) => Ok(Table::new(ga::candidates_schema(), Vec::new())),
        ("packed", Some(rules)) => Ok(Table::new(ga::Packed::schema(&rules.0), Vec::new())),
        _ => table(py, name, Vec::new()),
    }
}
