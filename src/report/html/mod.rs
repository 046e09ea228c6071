//! Pages for people: one a client, one for the cohort, and one of what moved between two runs. Values in, text out; everything from a document is escaped.

mod changes;
mod client;
mod cohort;

use minijinja::Environment;
use serde::Serialize;

use crate::error::{Error, Result};

pub use changes::{ChangesPage, changes_page};
pub use client::{ClientPage, ShownPosting, client_page};
pub use cohort::{BestOf, CohortPage, cohort_page};

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
        let mut environment = Environment::new();
        environment.add_global("style", include_str!("style.css"));
        environment.add_global("version", env!("CARGO_PKG_VERSION"));
        // Names that end in .html have everything escaped.
        for (name, text) in [
            ("base.html", include_str!("base.html")),
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

/// Points of 1/100 with one decimal, as a page shows them.
fn shown(points: u32) -> String {
    format!("{:.1}", f64::from(points) / 100.0)
}
