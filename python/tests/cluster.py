"""A small cluster of Spark whose executors have Python and pyarrow and nothing of ours."""

from __future__ import annotations

import os
import sys
import venv
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
from conftest import POSTINGS, RESUMES


def bare_python(folder: Path) -> str:
    """A Python as executors of a cluster may have it: with pyarrow and numpy, without gaprank."""
    venv.create(folder, symlinks=True, with_pip=False)
    own = next(path for path in map(Path, sys.path) if (path / "pyarrow").is_dir())
    there = next(folder.glob("lib*/python3.*/site-packages"))
    for name in ("pyarrow", "pyarrow.libs", "numpy", "numpy.libs"):
        if (own / name).exists():
            (there / name).symlink_to(own / name)
    return str(folder / "bin" / "python")


def settings(folder: Path) -> dict[str, str]:
    """Two executors of one core and a gigabyte each, on a Python without gaprank."""
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    # These machines live for seconds: what the best compiler would win it costs twice over.
    os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    python = bare_python(folder / "python")
    os.environ.pop("PYTHONPATH", None)
    os.environ.update(PYSPARK_PYTHON=python, PYSPARK_DRIVER_PYTHON=sys.executable)
    return {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "3",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "40",
        "spark.local.dir": str(folder / "local"),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }


def sample_postings() -> pa.Table:
    """The sample's postings, with the name of their file and their place in it."""
    rows = pyarrow.csv.read_csv(POSTINGS, parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True))
    rows = rows.append_column("source_path", pa.array([POSTINGS.name] * rows.num_rows))
    return rows.append_column("line", pa.array(range(rows.num_rows)))


def sample_resumes() -> pa.Table:
    files = sorted(path for path in RESUMES.iterdir() if path.is_file())
    return pa.Table.from_pylist([{"source_path": path.name, "content": path.read_bytes()} for path in files])


def rows(table: Any, *without: str) -> list[str]:
    """The rows of an Arrow table in an order of their own, to be compared."""
    return sorted(repr({k: v for k, v in row.items() if k not in without}) for row in table.to_pylist())
