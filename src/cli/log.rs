//! `--log json`: what a run does and what came of it, as an object a line on standard error.

use std::sync::Mutex;
use std::time::Instant;

use tracing::{info, warn};

use super::interrupt;
use crate::ingest::Reject;
use crate::pipeline::{Outcome, Progress};

/// A stage under way.
struct Stage {
    name: &'static str,
    started: Instant,
    steps: u64,
}

/// Tells each stage when it is over.
#[derive(Default)]
pub(super) struct JsonLog {
    stage: Mutex<Option<Stage>>,
}

impl JsonLog {
    pub(super) fn start() -> Self {
        let subscriber = tracing_subscriber::fmt().json().flatten_event(true).with_writer(std::io::stderr).finish();
        // Fails where a subscriber is there already, which is then another caller's wish.
        let _ = tracing::subscriber::set_global_default(subscriber);
        Self::default()
    }

    /// Ends the stage under way.
    pub(super) fn finish(&self) {
        if let Ok(mut stage) = self.stage.lock()
            && let Some(Stage { name, started, steps }) = stage.take()
        {
            info!(stage = name, steps, seconds = started.elapsed().as_secs_f64(), "stage");
        }
    }

    /// The figures of the run, in one line, after a line for each reject and note.
    pub(super) fn outcome(outcome: &Outcome) {
        for Reject { kind, source_path, record, code, reason } in &outcome.rejects {
            let kind = kind.as_str();
            warn!(kind, source_path, record = record.unwrap_or(0), code = code.as_str(), reason, "reject");
        }
        outcome.run.notes.iter().for_each(|note| warn!(note, "note"));
        let run = &outcome.run;
        let s = run.seconds;
        info!(
            as_of = run.as_of.as_deref().unwrap_or(""),
            rejects = outcome.rejects.len(),
            rows = serde_json::json!(run.rows).to_string(),
            counts = serde_json::json!(run.counts).to_string(),
            bytes = run.files.iter().map(|file| file.bytes).sum::<u64>(),
            read = s.read,
            extract = s.extract,
            index = s.index,
            score = s.score,
            explain = s.explain,
            write = s.write,
            html = s.html,
            state = s.state,
            total = s.total,
            threads = run.threads,
            "run"
        );
    }
}

impl Progress for JsonLog {
    fn stage(&self, name: &'static str, _: Option<u64>) {
        self.finish();
        if let Ok(mut stage) = self.stage.lock() {
            *stage = Some(Stage { name, started: Instant::now(), steps: 0 });
        }
    }

    fn step(&self, steps: u64) {
        if let Ok(mut stage) = self.stage.lock()
            && let Some(stage) = stage.as_mut()
        {
            stage.steps += steps;
        }
    }

    fn is_cancelled(&self) -> bool {
        interrupt::is_wanted()
    }
}
