//! The native half of the Python package: values in and out, nothing decided here.
//!
//! Every call that works lets go of the interpreter, can be interrupted, and turns errors and panics into
//! `gaprank.GaprankError`.

mod engine;
mod input;
mod table;
mod work;

use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;

/// Reads documents from standard input until it ends: what `_reader.py` does.
#[pyfunction]
fn read_documents(py: Python<'_>) -> PyResult<()> {
    let served = py.detach(|| gaprank::ingest::serve(std::io::stdin(), std::io::stdout()));
    served.map_err(|error| PyOSError::new_err(error.to_string()))
}

/// Native classes of the package; what users call is in `gaprank`.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<engine::Rules>()?;
    module.add_class::<engine::Postings>()?;
    module.add_class::<engine::Resumes>()?;
    module.add_class::<engine::Packed>()?;
    module.add_class::<engine::Matches>()?;
    module.add_class::<engine::Floors>()?;
    module.add_class::<table::Table>()?;
    module.add_function(wrap_pyfunction!(read_documents, module)?)?;
    module.add_function(wrap_pyfunction!(engine::rejects, module)?)?;
    module.add_function(wrap_pyfunction!(engine::merge, module)?)?;
    module.add_function(wrap_pyfunction!(engine::is_read, module)?)?;
    module.add_function(wrap_pyfunction!(engine::schema, module)?)?;
    Ok(())
}
