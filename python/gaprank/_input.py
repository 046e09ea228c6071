"""What callers hand over: paths, Arrow data, lists of dictionaries."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from ._errors import GaprankError


def paths_of(source: Any) -> list[str] | None:
    """The paths that ``source`` is; None where it is data."""
    if isinstance(source, (str, os.PathLike)):
        return [os.fspath(source)]
    if isinstance(source, (list, tuple)) and source and all(isinstance(s, (str, os.PathLike)) for s in source):
        return [os.fspath(s) for s in source]
    return None


def arrow_of(source: Any) -> Any:
    """Something with an Arrow stream, or a list of dictionaries."""
    if hasattr(source, "__arrow_c_stream__") or hasattr(source, "__arrow_c_array__"):
        return source
    if isinstance(source, (list, tuple)):
        if all(isinstance(row, Mapping) for row in source):
            return [dict(row) for row in source]
    elif hasattr(source, "to_arrow_table"):  # a DuckDB relation
        return source.to_arrow_table()
    elif type(source).__module__.split(".")[0] == "pandas":  # pandas before 2.2 has no stream of its own
        import pyarrow

        return pyarrow.Table.from_pandas(source, preserve_index=False)
    raise GaprankError(f"{type(source).__name__} is neither a path, nor Arrow data, nor a list of dictionaries", "batch")
