//! `gaprank.toml`: everything that is not worth a flag, with the defaults of the design.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::gap::Weights;
use crate::ingest::{Limits, check_pdfium};
use crate::rewriter::{Patience, Rewriter};
use crate::score::Credits;
use crate::taxonomy::{Profile, Taxonomy};

/// The settings of a run. Flags of the command line go before keys of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Best postings a resume that are kept.
    pub top: usize,
    /// Best resumes a posting that are kept.
    pub top_resumes: usize,
    /// What is written: csv, parquet, html, xlsx.
    pub format: Vec<Format>,
    /// A taxonomy of one's own: a folder or a skills.csv. Built in where it is not given.
    pub taxonomy: Option<PathBuf>,
    /// The profile of tier weights.
    pub profile: String,
    /// The day by which ages and years are judged, YYYY-MM-DD; the newest posting's where it is not given.
    pub as_of: Option<String>,
    /// Threads; one for each core where it is not given.
    pub threads: Option<usize>,
    /// The library libpdfium, or the folder that holds it, to read PDFs with; the environment variable `GAPRANK_PDFIUM`
    /// names it too. PDFs are read by a reader of Rust where neither does.
    pub pdfium: Option<PathBuf>,
    /// Whether the table `texts` is written.
    pub keep_text: bool,
    /// The score from which a posting counts as within reach, 0 to 100: what `unlocks` lifts postings to.
    pub unlock_threshold: f64,
    /// Unlocks are left out of runs with more pairs than this: every pair is looked at for them.
    pub unlock_pairs: u64,
    /// Figures about the cohort are left out where fewer clients than this count; 1 leaves none out.
    pub min_group: u32,
    /// A program that words drafts, with its arguments: JSON lines on its standard input and output. What it invents is
    /// refused, and our own draft stays. Drafts then depend on that program.
    pub rewriter: Option<Vec<String>>,
    /// Seconds that the rewriter has for one statement.
    pub rewriter_seconds: u64,
    /// Statements that the rewriter is asked for at most, in the order of the table `bullets`.
    pub rewriter_calls: u64,
    /// What counts how much.
    pub score: ScoreConfig,
    /// What one input may ask of the machine.
    pub limits: Limits,
}

/// A format of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Comma-separated values, for spreadsheets.
    Csv,
    /// Apache Parquet, for notebooks.
    Parquet,
    /// Pages for people, in `report/`.
    Html,
    /// An Excel workbook with a sheet a table, `gaprank.xlsx`.
    Xlsx,
}

/// What counts how much in the score.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ScoreConfig {
    /// Weight of a requirement by its importance.
    pub importance: ImportanceWeights,
    /// Share of a requirement's points that evidence earns.
    pub credit: CreditConfig,
    /// Whether rare skills weigh more, by the postings' own document frequencies.
    pub rarity: bool,
    /// Whether `text_relevance` is computed for kept pairs.
    pub text_relevance: bool,
}

/// Decimals from 0 to 100, with three digits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ImportanceWeights {
    /// Said to be needed.
    pub required: f64,
    /// Nice to have.
    pub preferred: f64,
    /// Named in passing.
    pub mentioned: f64,
}

/// Decimals from 0 to 1, with three digits, never rising from demonstrated to missing.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CreditConfig {
    /// Named in a statement of work or of a project.
    pub demonstrated: f64,
    /// Named in a list of skills, a summary or a certificate.
    pub listed: f64,
    /// Proved by another skill.
    pub implied: f64,
    /// Another skill of the family.
    pub adjacent: f64,
    /// Not there.
    pub missing: f64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            top: 50,
            top_resumes: 50,
            format: vec![Format::Csv, Format::Parquet, Format::Html],
            taxonomy: None,
            profile: "backend".to_owned(),
            as_of: None,
            threads: None,
            pdfium: None,
            keep_text: true,
            unlock_threshold: 70.0,
            unlock_pairs: 5_000_000,
            min_group: 1,
            rewriter: None,
            rewriter_seconds: 30,
            rewriter_calls: 500,
            score: ScoreConfig::default(),
            limits: Limits::default(),
        }
    }
}

impl Default for ImportanceWeights {
    fn default() -> Self {
        Self { required: 1.0, preferred: 0.5, mentioned: 0.25 }
    }
}

impl Default for CreditConfig {
    fn default() -> Self {
        Self { demonstrated: 1.0, listed: 0.6, implied: 0.5, adjacent: 0.25, missing: 0.0 }
    }
}

impl Config {
    /// Reads a `gaprank.toml`; an unknown key is an error that names it.
    ///
    /// # Errors
    /// [`Error::NoSuchPath`], [`Error::Io`], or [`Error::Config`] with the line.
    pub fn load(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::NoSuchPath(path.to_owned()));
        }
        let text = std::fs::read_to_string(path).map_err(Error::io("reading", path))?;
        let config: Self = toml::from_str(&text).map_err(|e| Error::Config {
            place: path.display().to_string(),
            message: e.to_string().trim_end().to_owned(),
        })?;
        config.check()?;
        Ok(config)
    }

    /// Checks what the types cannot.
    ///
    /// # Errors
    /// [`Error::Config`] with the key.
    pub fn check(&self) -> Result<()> {
        let wrong =
            |key: &str, message: &str| Err(Error::Config { place: key.to_owned(), message: message.to_owned() });
        if self.top == 0 && self.top_resumes == 0 {
            return wrong("top", "top and top_resumes are both 0, so that nothing would be kept");
        }
        if self.threads == Some(0) {
            return wrong("threads", "must be 1 or more");
        }
        if !(0.0..=100.0).contains(&self.unlock_threshold) {
            return wrong("unlock_threshold", "must be a number from 0 to 100");
        }
        if self.rewriter_seconds == 0 || self.rewriter_seconds > 3600 {
            return wrong("rewriter_seconds", "must be a number from 1 to 3600");
        }
        if self.rewriter.as_ref().is_some_and(|command| command.first().is_none_or(String::is_empty)) {
            return wrong("rewriter", "must name a program: [\"program\", \"argument\"]");
        }
        if let Some(day) = &self.as_of
            && day.parse::<jiff::civil::Date>().is_err()
        {
            return wrong("as_of", "is not a day of the form YYYY-MM-DD");
        }
        let weights = &self.score.importance;
        for (key, weight) in [
            ("score.importance.required", weights.required),
            ("score.importance.preferred", weights.preferred),
            ("score.importance.mentioned", weights.mentioned),
        ] {
            if !(0.0..=100.0).contains(&weight) {
                return wrong(key, "must be a number from 0 to 100");
            }
        }
        self.credits().map(|_| ())
    }

    /// The library libpdfium that PDFs are to be read with; none where neither this configuration nor the environment names
    /// one.
    ///
    /// # Errors
    /// [`Error::Config`] where one is named and cannot be loaded.
    pub fn pdfium(&self) -> Result<Option<PathBuf>> {
        const VARIABLE: &str = "GAPRANK_PDFIUM";
        let variable = std::env::var_os(VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from);
        let (place, named) = match &self.pdfium {
            Some(path) => ("pdfium", Some(path.clone())),
            None => (VARIABLE, variable),
        };
        if let Some(path) = &named {
            check_pdfium(path).map_err(|message| Error::Config {
                place: place.to_owned(),
                message: format!("{}: {message}", path.display()),
            })?;
        }
        Ok(named)
    }

    /// Starts the rewriter, where one is named.
    ///
    /// # Errors
    /// [`Error::Config`] where it cannot be started.
    pub fn start_rewriter(&self) -> Result<Option<Rewriter>> {
        let patience =
            Patience { wait: std::time::Duration::from_secs(self.rewriter_seconds), calls: self.rewriter_calls };
        self.rewriter.as_deref().map(|command| Rewriter::start(command, patience)).transpose()
    }

    /// The credits in the kernel's unit.
    ///
    /// # Errors
    /// [`Error::Config`] where one is out of range or better evidence would earn less.
    pub fn credits(&self) -> Result<Credits> {
        let c = &self.score.credit;
        Credits::from_decimals([c.demonstrated, c.listed, c.implied, c.adjacent, c.missing])
    }

    /// The profile of tier weights that is asked for.
    ///
    /// # Errors
    /// [`Error::Config`] where the taxonomy has none of this name.
    pub fn tier_weights(&self, taxonomy: &Taxonomy) -> Result<Profile> {
        taxonomy.profiles().get(&self.profile).cloned().ok_or_else(|| Error::Config {
            place: "profile".into(),
            message: format!(
                "no profile is called {:?}; there are {}",
                self.profile,
                taxonomy.profiles().keys().cloned().collect::<Vec<_>>().join(", ")
            ),
        })
    }

    /// The weights of importance in thousandths.
    pub fn importance_weights(&self) -> Weights {
        let thousandths = |weight: f64| (weight * 1000.0).round() as u32;
        let w = &self.score.importance;
        Weights {
            required: thousandths(w.required),
            preferred: thousandths(w.preferred),
            mentioned: thousandths(w.mentioned),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_may_be_empty_and_nothing_in_it_unknown() {
        assert_eq!(toml::from_str::<Config>("").unwrap(), Config::default());
        let error = toml::from_str::<Config>("[score]\nrarety = true\n").unwrap_err().to_string();
        assert!(error.contains("rarety") && error.contains("rarity"), "{error}");
    }

    #[test]
    fn what_cannot_be_meant_is_refused_by_its_key() {
        for (text, key) in [
            ("top = 0\ntop_resumes = 0", "top"),
            ("threads = 0", "threads"),
            ("rewriter = []", "rewriter"),
            ("rewriter_seconds = 0", "rewriter_seconds"),
            ("as_of = \"yesterday\"", "as_of"),
            ("[score.importance]\nrequired = -1.0", "score.importance.required"),
            ("[score.credit]\nmissing = 0.9", "credits"),
        ] {
            let error = toml::from_str::<Config>(text).unwrap().check().unwrap_err().to_string();
            assert!(error.starts_with(key), "{text:?}: {error}");
        }
    }
}
