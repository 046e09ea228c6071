//! Work beside the interpreter.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use gaprank::error::{Error, Result};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

/// How long Ctrl-C may wait to be seen.
const POLL: Duration = Duration::from_millis(50);

/// Does `work` on a thread of its own, without the interpreter. A signal stops it; a panic becomes an error with the code `internal`.
pub(crate) fn run<T: Send>(py: Python<'_>, work: impl FnOnce(&AtomicBool) -> Result<T> + Send) -> PyResult<T> {
    let stop = AtomicBool::new(false);
    let (done, bell) = (Mutex::new(false), Condvar::new());
    let mut interrupt = None;
    let outcome = std::thread::scope(|scope| {
        let worker = scope.spawn(|| {
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&stop)));
            *done.lock().unwrap_or_else(PoisonError::into_inner) = true;
            bell.notify_all();
            outcome
        });
        loop {
            let finished = py.detach(|| {
                let done = done.lock().unwrap_or_else(PoisonError::into_inner);
                let waited = bell.wait_timeout_while(done, POLL, |done| !*done);
                *waited.unwrap_or_else(PoisonError::into_inner).0
            });
            if finished {
                break;
            }
            if let Err(signal) = py.check_signals() {
                stop.store(true, Ordering::Relaxed);
                interrupt.get_or_insert(signal);
            }
        }
        worker.join()
    });
    if let Some(signal) = interrupt {
        return Err(signal);
    }
    match outcome {
        Ok(Ok(Ok(value))) => Ok(value),
        Ok(Ok(Err(error))) => Err(raise(py, &error)),
        Ok(Err(panic)) | Err(panic) => {
            let message = panic.downcast_ref::<String>().map(String::as_str);
            let message = message.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic");
            Err(raise_as(py, &format!("a bug in gaprank: {message}"), "internal"))
        }
    }
}

/// The exception of an error of the library.
pub(crate) fn raise(py: Python<'_>, error: &Error) -> PyErr {
    raise_as(py, &error.to_string(), error.code())
}

/// A `gaprank.GaprankError`.
pub(crate) fn raise_as(py: Python<'_>, message: &str, code: &str) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    match CLASS.import(py, "gaprank._errors", "GaprankError") {
        Ok(class) => match class.call1((message, code)) {
            Ok(error) => PyErr::from_value(error),
            Err(error) => error,
        },
        Err(_) => PyRuntimeError::new_err(message.to_owned()),
    }
}
