//! Pages for people: one a client, one for the cohort, and one of what moved between two runs. Values in, text out; everything
//! from a document is escaped.
//!
//! A page is one file without anything to fetch. It is whole without script; the script adds sorting, search and paging to what is
//! there. Its policy names the hashes of its own style sheet and script, so that a browser runs nothing else.

mod changes;
mod client;
mod cohort;
mod fixes;
mod marks;
mod plot;
mod tiers;
mod words;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use minijinja::Environment;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

pub use changes::{ChangesPage, changes_page};
pub use client::{ClientPage, ShownPosting, client_page};
pub use cohort::{BestOf, CohortPage, FitOf, cohort_page};

/// Demands from which a score says something. Below, one of them is worth more than a quarter of the score, and postings with a
/// single demand lead every list with 100.
pub const SOLID_DEMANDS: usize = 4;

/// The templates, compiled once for a run.
#[derive(Debug)]
pub struct Pages {
    environment: Environment<'static>,
}

impl Pages {
    /// Compiles the templates.
    ///
    /// # Errors
    /// [`Error::Table`] where one is no template, which a test rules out.
    pub fn new() -> Result<Self> {
        let (style, script) = (include_str!("style.css"), include_str!("pages.js"));
        let policy = format!(
            "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
            source(style),
            source(script)
        );
        let mut environment = Environment::new();
        environment.add_global("style", style);
        environment.add_global("script", script);
        environment.add_global("policy", policy);
        environment.add_global("version", env!("CARGO_PKG_VERSION"));
        environment.add_global("solid_demands", SOLID_DEMANDS);
        // Names that end in .html have everything escaped.
        for (name, text) in [
            ("base.html", include_str!("base.html")),
            ("lists.html", include_str!("lists.html")),
            ("changes.html", include_str!("changes.html")),
            ("client.html", include_str!("client.html")),
            ("cohort.html", include_str!("cohort.html")),
        ] {
            environment.add_template(name, text).map_err(|e| failed(name, &e))?;
        }
        Ok(Self { environment })
    }

    fn render(&self, name: &'static str, page: &impl Serialize) -> Result<String> {
        self.environment.get_template(name).and_then(|t| t.render(page)).map_err(|e| failed(name, &e))
    }
}

fn failed(name: &str, error: &minijinja::Error) -> Error {
    Error::Table { path: name.into(), message: format!("{error:#}") }
}

/// The text of an element as a Content-Security-Policy names it.
fn source(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// Points of 1/100 with one decimal, as a page shows them.
fn shown(points: u32) -> String {
    format!("{:.1}", f64::from(points) / 100.0)
}

/// A score of a configuration, without digits that say nothing.
fn plain(score: f64) -> String {
    let text = format!("{score:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The share of `part` in `whole` in whole percent; 0 of nothing.
fn percent(part: u64, whole: u64) -> u64 {
    (part * 100 + whole / 2).checked_div(whole).unwrap_or(0)
}

/// What a person calls a resume: its file's name without the extension.
fn name_of(source_path: &str) -> String {
    let file = source_path.rsplit('/').next().unwrap_or(source_path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    stem.replace('_', " ")
}
