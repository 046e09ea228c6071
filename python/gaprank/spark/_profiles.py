"""Resumes, read on the cluster and packed into one file that every node gets."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StringType, StructField, StructType

from .. import _native
from .._rules import PathLike
from .._tables import packed_of
from ._settings import Settings, rules, settings_of
from ._ship import folder, ship, task
from ._types import arrow_schema, spark_schema

#: Resumes of a batch of the file.
ROWS = 4096


@dataclass(frozen=True)
class Profiled:
    """Packed resume profiles."""

    path: Path
    """The file, on this machine or where every node sees it."""
    on_nodes: bool
    """Whether every node sees it under this path, so that it is not sent."""
    rejects: list[dict[str, Any]]
    """What was refused, as rows of the table ``rejects``."""
    newest: str | None
    """The newest month that a resume names, as its first day."""

    def __len__(self) -> int:
        with pa.memory_map(str(self.path)) as source:
            reader = pa.ipc.open_file(source)
            return sum(reader.get_batch(at).num_rows for at in range(reader.num_record_batches))


def pack(
    resumes: DataFrame | PathLike, *, path: PathLike | None = None, shared: bool = False, settings: Settings | None = None, **given: Any
) -> Profiled:
    """Reads resumes on the cluster and writes their profiles, packed, to ``path`` (a temporary file, where none is given) on this machine:
    what :func:`match` sends to every node. ``shared=True`` says that every node sees ``path`` as it is (a network file system),
    so that it is not sent. A path in place of a data frame is that of such a shared file.

    ``given`` are ``taxonomy`` and ``config``, as for :func:`match`. Of two resumes with one id, that with the smaller hash of its bytes stays.
    Memory here does not grow with the number of resumes.
    """
    settings = settings_of(**given) if settings is None else settings
    if not isinstance(resumes, DataFrame):
        return Profiled(Path(resumes), True, [], packed_of(rules(settings), resumes).newest)
    # What is wrong with the columns is said here, not in a task.
    rules(settings).resumes_of_rows(pa.table({c: pa.nulls(1, pa.string()) for c in resumes.columns}))
    rejects: list[dict[str, Any]] = []
    if path is None:
        path = folder() / f"profiles-{uuid.uuid4().hex}.arrow"
    schema = pa.schema(_native.schema("packed", rules(settings)))
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, schema) as file:
        for rows in _chunks(_distinct(_read(resumes, settings), rejects)):
            columns = [pa.array([row[field.name] for row in rows], field.type) for field in schema]
            file.write_batch(pa.record_batch(columns, schema=schema))
    rejects.sort(key=lambda row: (row["source_path"], row["code"]))
    return Profiled(Path(path), shared, rejects, packed_of(rules(settings), path).newest)


def _read(resumes: DataFrame, settings: Settings) -> Iterator[Any]:
    """Rows of packed profiles by id, and rejects."""
    rows = resumes.select([c for c in resumes.columns if _native.is_read(c)])
    fields = [*spark_schema("packed"), StructField("content", StringType()), *spark_schema("rejects")]
    # Sorting looks at its input twice, and reading documents is dear.
    read = rows.mapInArrow(task("pack", settings), StructType(fields)).persist()
    try:
        yield from read.orderBy("resume_id", "content").toLocalIterator(prefetchPartitions=True)
    finally:
        read.unpersist()


def _distinct(rows: Iterator[Any], rejects: list[dict[str, Any]]) -> Iterator[Any]:
    names = arrow_schema("rejects").names
    for resume_id, of_one in groupby(rows, key=lambda row: row["resume_id"]):
        if resume_id is None:
            rejects.extend({name: row[name] if name != "record" else None for name in names} for row in of_one)
            continue
        first = next(of_one)
        for row in of_one:
            same = row["content"] == first["content"]
            reason = "the same content" if same else "other content: the first is kept"
            code = "duplicate_record" if same else "duplicate_id"
            reason = f"the resume {resume_id} came before, with {reason}"
            rejects.append({"kind": "resume", "source_path": resume_id, "record": None, "code": code, "reason": reason})
        yield first


def _chunks(rows: Iterator[Any]) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == ROWS:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def name_on_nodes(profiles: Profiled, spark: SparkSession) -> str:
    """What tasks open: the path itself, or the name of the file that was sent."""
    return str(profiles.path.resolve()) if profiles.on_nodes else ship(spark, profiles.path)
