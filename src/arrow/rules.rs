//! What everything goes by: the taxonomy and the configuration, made ready once.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::config::Config;
use crate::error::{Error, Result};
use crate::extract::{Extractor, PostingProfile, Requirement};
use crate::gap::{self, Rarity, Weights};
use crate::ingest::ReadingProgram;
use crate::report::Names;
use crate::score::{CompiledPosting, Credits};
use crate::taxonomy::{Profile, Taxonomy};

/// Asked now and then by work that takes long.
pub trait Watch: Sync {
    /// Whether the caller wants no more of it.
    fn stopped(&self) -> bool;

    /// Ends the work where the caller wants no more of it.
    ///
    /// # Errors
    /// [`Error::Stopped`].
    fn check(&self) -> Result<()> {
        if self.stopped() { Err(Error::Stopped) } else { Ok(()) }
    }
}

/// Never stopped.
impl Watch for () {
    fn stopped(&self) -> bool {
        false
    }
}

/// Stopped by setting it.
impl Watch for AtomicBool {
    fn stopped(&self) -> bool {
        self.load(Ordering::Relaxed)
    }
}

/// A taxonomy and a configuration, made ready. Making it takes some tens of milliseconds; using it from many threads is fine.
pub struct Rules {
    config: Config,
    extractor: Extractor,
    names: Names,
    profile: Profile,
    weights: Weights,
    credits: Credits,
    fingerprint: String,
    reader: Option<ReadingProgram>,
    /// With the process that made it: threads do not survive a fork.
    pool: Mutex<Option<(u32, Arc<ThreadPool>)>>,
}

impl Rules {
    /// Makes ready what the configuration asks for.
    ///
    /// # Errors
    /// [`Error::Config`] or [`Error::Taxonomy`], with the key or row. `score.rarity` and `score.text_relevance` are refused: they depend on
    /// all the postings of a run, which a batch is not.
    pub fn new(config: Config) -> Result<Self> {
        config.check()?;
        for (key, asked) in
            [("score.rarity", config.score.rarity), ("score.text_relevance", config.score.text_relevance)]
        {
            if asked {
                let message = "depends on every posting of a run: use the command line".to_owned();
                return Err(Error::Config { place: key.to_owned(), message });
            }
        }
        let taxonomy = config.taxonomy.as_deref().map_or_else(Taxonomy::built_in, Taxonomy::load)?;
        let profile = config.tier_weights(&taxonomy)?;
        let (weights, credits) = (config.importance_weights(), config.credits()?);
        let names = Names::new(&taxonomy);
        let fingerprint = fingerprint(&taxonomy);
        let extractor = Extractor::new(taxonomy)?;
        let (reader, pool) = (None, Mutex::new(None));
        Ok(Self { config, extractor, names, profile, weights, credits, fingerprint, reader, pool })
    }

    /// Has PDFs and DOCX read in processes of this program, under the limits of the configuration.
    pub fn with_reader(self, reader: Option<ReadingProgram>) -> Self {
        Self { reader, ..self }
    }

    /// The program that reads PDFs and DOCX, where it is not this one.
    pub fn reader(&self) -> Option<&ReadingProgram> {
        self.reader.as_ref()
    }

    /// The taxonomy.
    pub fn taxonomy(&self) -> &Taxonomy {
        self.extractor.taxonomy()
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What a packed profile must have been made by: the version of gaprank, a fingerprint of the code that extracts, and a hash
    /// of the taxonomy.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Does `work` on the configured number of threads.
    ///
    /// # Errors
    /// [`Error::Config`] where the threads cannot be started, and what `work` says.
    pub fn install<T: Send>(&self, work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
        self.pool()?.install(work)
    }

    fn pool(&self) -> Result<Arc<ThreadPool>> {
        let process = std::process::id();
        let mut held = self.pool.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((_, pool)) = held.as_ref().filter(|(made_in, _)| *made_in == process) {
            return Ok(pool.clone());
        }
        let threads = self.config.threads.unwrap_or(0);
        let pool = ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .map_err(|e| Error::Config { place: "threads".into(), message: e.to_string() })?;
        let pool = Arc::new(pool);
        // The threads of another process cannot be joined here: their pool is left as it is.
        if let Some(old) = held.replace((process, pool.clone())) {
            std::mem::forget(old);
        }
        Ok(pool)
    }

    pub(super) fn extractor(&self) -> &Extractor {
        &self.extractor
    }

    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    pub(super) fn compile(&self, posting: &PostingProfile) -> CompiledPosting {
        gap::compile(self.taxonomy(), &self.profile, &self.weights, &Rarity::off(), &self.credits, posting)
    }

    pub(super) fn weight(&self, requirement: Requirement<'_>) -> u64 {
        gap::weight(self.taxonomy(), &self.profile, &self.weights, &Rarity::off(), requirement)
    }
}

fn fingerprint(taxonomy: &Taxonomy) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, text) in taxonomy.source().files() {
        for part in [name, text] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    let mut out = format!("gaprank {} ({}), taxonomy ", env!("CARGO_PKG_VERSION"), env!("GAPRANK_EXTRACTION"));
    for byte in &hasher.finalize().as_bytes()[..8] {
        let _ = write!(out, "{byte:02x}");
    }
    out
}
