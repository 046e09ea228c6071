//! How a run gets on: bars on a terminal, plain lines elsewhere, nothing with --quiet.

use std::io::IsTerminal;
use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressStyle};

use crate::pipeline::Progress;

/// A bar a stage, drawn on standard error.
pub(super) struct Bars {
    terminal: bool,
    current: Mutex<Option<(&'static str, ProgressBar)>>,
}

impl Bars {
    pub(super) fn new() -> Self {
        Self { terminal: std::io::stderr().is_terminal(), current: Mutex::new(None) }
    }

    /// Ends the stage under way.
    pub(super) fn finish(&self) {
        if let Ok(mut current) = self.current.lock()
            && let Some((name, bar)) = current.take()
        {
            self.end(name, &bar);
        }
    }

    fn end(&self, name: &str, bar: &ProgressBar) {
        bar.finish_and_clear();
        let seconds = bar.elapsed().as_secs_f64();
        if !self.terminal || seconds >= 1.0 {
            let steps = bar.position();
            let count = if steps > 0 { format!("{steps} in ") } else { String::new() };
            eprintln!("{name:<9} {count}{seconds:.1} s");
        }
    }
}

/// Nothing is shown.
pub(super) struct Silent;

impl Progress for Silent {
    fn stage(&self, _: &'static str, _: Option<u64>) {}
    fn step(&self, _: u64) {}
    fn is_cancelled(&self) -> bool {
        super::interrupt::is_wanted()
    }
}

impl Progress for Bars {
    fn stage(&self, name: &'static str, total: Option<u64>) {
        self.finish();
        let bar = match (self.terminal, total) {
            (false, _) => ProgressBar::hidden(),
            (true, Some(total)) => ProgressBar::new(total)
                .with_style(style("{prefix:<9} {bar:32} {human_pos}/{human_len} {per_sec} {eta} left")),
            (true, None) => {
                ProgressBar::new_spinner().with_style(style("{prefix:<9} {spinner} {human_pos} {per_sec} {elapsed}"))
            }
        };
        if self.terminal {
            bar.enable_steady_tick(std::time::Duration::from_millis(100));
        }
        if let Ok(mut current) = self.current.lock() {
            *current = Some((name, bar.with_prefix(name)));
        }
    }

    fn step(&self, steps: u64) {
        if let Ok(current) = self.current.lock()
            && let Some((_, bar)) = current.as_ref()
        {
            bar.inc(steps);
        }
    }

    fn is_cancelled(&self) -> bool {
        super::interrupt::is_wanted()
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
