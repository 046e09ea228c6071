//! What callers hand over: Arrow streams, or rows of Python values.

use gaprank::arrow::{Cells, RecordBatch, SchemaRef};
use gaprank::ingest::GivenCell;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyByteArray, PyBytes, PyDict, PyList, PyTuple};
use pyo3_arrow::input::AnyRecordBatch;

use crate::work::{raise, raise_as};

/// The batches of anything with `__arrow_c_stream__` or `__arrow_c_array__`. The producer runs without the interpreter's lock.
pub(crate) fn batches(py: Python<'_>, source: AnyRecordBatch) -> PyResult<(SchemaRef, Vec<RecordBatch>)> {
    let reader = source.into_reader()?;
    let schema = reader.schema();
    let batches = py.detach(|| reader.collect::<Result<Vec<_>, _>>());
    Ok((schema, batches.map_err(|e| raise_as(py, &e.to_string(), "batch"))?))
}

/// Cells of Arrow data, or of a list of dictionaries.
pub(crate) fn cells(py: Python<'_>, source: &Bound<'_, PyAny>) -> PyResult<Vec<Cells>> {
    if let Ok(rows) = source.cast::<PyList>() {
        return Ok(vec![of_dicts(rows)?]);
    }
    let (_, batches) = batches(py, source.extract()?)?;
    let cells = batches.iter().map(|batch| Cells::of_batch(batch, is_read)).collect::<Result<Vec<_>, _>>();
    cells.map_err(|e| raise(py, &e))
}

/// Whether the cells of a column are wanted: what no reader looks at may have any type.
fn is_read(_: usize, name: &str) -> bool {
    gaprank::arrow::is_read(name)
}

fn of_dicts(rows: &Bound<'_, PyList>) -> PyResult<Cells> {
    let mut names: Vec<String> = Vec::new();
    let mut given: Vec<Vec<Option<GivenCell>>> = Vec::new();
    // Bytes stay bytes: one column of them, under the name that it first has.
    let mut bytes: Vec<Option<Vec<u8>>> = Vec::new();
    let mut bytes_name = None;
    for row in rows.iter() {
        let row = row.cast_into::<PyDict>()?;
        let mut out = vec![None; names.len()];
        let mut binary = None;
        for (name, value) in row.iter() {
            let name: String = name.extract()?;
            if value.is_none() {
                continue;
            }
            if value.is_instance_of::<PyBytes>() || value.is_instance_of::<PyByteArray>() {
                binary = Some(value.extract::<Vec<u8>>()?);
                bytes_name.get_or_insert(name);
                continue;
            }
            let at = names.iter().position(|own| *own == name).unwrap_or_else(|| {
                names.push(name);
                out.push(None);
                names.len() - 1
            });
            out[at] = Some(cell(&value)?);
        }
        given.push(out);
        bytes.push(binary);
    }
    let cells = Cells::of_texts(names, &given);
    Ok(match bytes_name {
        Some(name) => cells.with_bytes(&name, bytes),
        None => cells,
    })
}

fn cell(value: &Bound<'_, PyAny>) -> PyResult<GivenCell> {
    if let Ok(truth) = value.cast::<PyBool>() {
        return Ok(GivenCell::Text(truth.is_true().to_string()));
    }
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        let items = value.try_iter()?.map(|item| Ok(item?.str()?.to_string())).collect::<PyResult<_>>()?;
        return Ok(GivenCell::List(items));
    }
    Ok(GivenCell::Text(value.str()?.to_string()))
}
