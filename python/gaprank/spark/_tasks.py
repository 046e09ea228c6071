"""What runs in tasks: record batches in, record batches out. Each function takes the batches of a partition and plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from .. import _native
from .._tables import packed_of
from ._settings import Settings, rules
from ._ship import shipped
from ._types import arrow_schema, batches

Batches = Iterator[pa.RecordBatch]

#: Candidates that wait to be merged, at the least: merging few again and again costs more than it frees.
WAITING = 200_000


def keys(rows: Batches, settings: Settings, order: str | None) -> Batches:
    """posting_id, content and date of every row that can be read, and the column ``order`` after them."""
    for batch in rows:
        found = pa.table(rules(settings).posting_keys(batch))
        if order:
            found = found.append_column("gaprank_order", batch.column(order))
        yield from found.filter(pc.is_valid(found.column("content"))).to_batches()


def keyed(rows: Batches, settings: Settings) -> Batches:
    """The rows with posting_id and content after their own columns."""
    for batch in rows:
        found = pa.table(rules(settings).posting_keys(batch)).combine_chunks()
        own = [found.column(name).chunk(0) if batch.num_rows else pa.array([], pa.string()) for name in ("posting_id", "content")]
        names = [*batch.schema.names, "gaprank_id", "gaprank_content"]
        yield pa.RecordBatch.from_arrays([*batch.columns, *own], names=names)


def requirements(rows: Batches, settings: Settings) -> Batches:
    for batch in rows:
        found = rules(settings).postings_of_rows(batch).requirements()
        yield from batches(pa.table(found), arrow_schema("requirements"))


def postings(rows: Batches, settings: Settings) -> Batches:
    for batch in rows:
        # Near-duplicates of a batch would depend on what happens to be in it.
        found = rules(settings).postings_of_rows(batch).postings(None, False)
        yield from batches(pa.table(found), arrow_schema("postings"))


def rejects(rows: Batches, settings: Settings) -> Batches:
    for batch in rows:
        found = pa.table(rules(settings).postings_of_rows(batch).rejects())
        if found.num_rows and "source_path" not in batch.schema.names:
            # What a row is called: its place in a batch says nothing to anyone.
            ids = pa.table(rules(settings).posting_keys(batch)).column("posting_id")
            place = pc.subtract(found.column("record").cast(pa.int64()), 1)
            found = found.set_column(1, "source_path", ids.take(place))
        found = found.set_column(2, "record", pa.nulls(found.num_rows, pa.int64()))
        yield from batches(found, arrow_schema("rejects"))


def pack(rows: Batches, settings: Settings) -> Batches:
    """Packed profiles with the hashes of their contents, and what was refused, in rows of their own."""
    packed, refused = arrow_schema("packed"), arrow_schema("rejects")
    schema = pa.schema([*packed, pa.field("content", pa.string()), *refused])
    for batch in rows:
        for part in _apart(batch):
            read = rules(settings).resumes_of_rows(part)
            profiles = pa.table(read.pack())
            hashes = pa.table(read.resumes()).column("content_hash")
            found = profiles.append_column("content", hashes.cast(pa.string()))
            yield from batches(_widened(found, schema), schema)
            yield from batches(_widened(pa.table(read.rejects()), schema), schema)


def _widened(table: pa.Table, schema: pa.Schema) -> pa.Table:
    for field in schema:
        if field.name not in table.schema.names:
            table = table.append_column(field.name, pa.nulls(table.num_rows, field.type))
    return table


def _apart(batch: pa.RecordBatch) -> list[pa.RecordBatch]:
    """Parts of a batch in each of which an id stands once: which of two resumes stays is not for a batch to say."""
    named = [c for c in batch.schema.names if c.lower() in ("resume_id", "id", "source_path", "path", "filename", "file_name", "file")]
    if not named:
        return [batch]
    seen: dict[tuple, int] = {}
    parts: dict[int, list[int]] = {}
    for at, row in enumerate(zip(*(batch.column(c).to_pylist() for c in named))):
        seen[row] = seen.get(row, -1) + 1
        parts.setdefault(seen[row], []).append(at)
    return [batch.take(pa.array(part)) for part in parts.values()] if len(parts) > 1 else [batch]


@lru_cache(maxsize=1)
def profiles(settings: Settings, name: str) -> _native.Packed:
    """Packed profiles, mapped into memory once a process."""
    return packed_of(rules(settings), shipped(name))


@lru_cache(maxsize=1)
def _floors(name: str | None, top: int) -> _native.Floors:
    """What a sample of the postings said, where one was ranked."""
    if name is None:
        return _native.Floors()
    with pa.memory_map(shipped(name)) as source:
        return _native.Floors().raised(pa.ipc.open_file(source).read_all(), top)


def rank(rows: Batches, settings: Settings, resumes: str, floors: str | None) -> Batches:
    """Pairs of these postings: those that only their posting keeps, and those that may be among the best of their resume."""
    own, top = rules(settings), rules(settings).top
    kept = _Best(top, _floors(floors, top))
    for batch in rows:
        found = own.rank(own.postings_of_rows(batch), profiles(settings, resumes))
        yield from kept.add(pa.table(found.candidates(kept.floors)))
    yield from kept.rest()


def merge(rows: Batches, top: int) -> Batches:
    """Candidates of many tasks, all those of a resume among them: the pairs that are kept."""
    kept = _Best(top, _native.Floors())
    for batch in rows:
        yield from kept.add(pa.Table.from_batches([batch]))
    yield from kept.rest()


class _Best:
    """The best of each resume so far. What is certain leaves at once, so that memory follows resumes and not postings."""

    def __init__(self, top: int, floors: _native.Floors) -> None:
        self._top = top
        #: What comes from now on need not hold pairs below these.
        self.floors = floors
        self._waiting: list[pa.Table] = []
        self._merged = self._more = 0

    def add(self, found: pa.Table) -> Iterable[pa.RecordBatch]:
        ranked = pc.is_valid(found.column("rank_in_resume"))
        self._waiting.append(found.filter(ranked))
        self._more += self._waiting[-1].num_rows
        yield from _sent(found.filter(pc.invert(ranked)))
        if self._more > max(WAITING, self._merged):
            yield from self._merge()

    def _merge(self) -> Iterable[pa.RecordBatch]:
        if not self._waiting:
            return
        schema = pa.schema(_native.schema("candidates"))
        merged = pa.table(_native.merge(pa.concat_tables([t.cast(schema) for t in self._waiting]), self._top))
        self.floors = self.floors.raised(merged, self._top)
        ranked = pc.is_valid(merged.column("rank_in_resume"))
        self._waiting = [merged.filter(ranked)]
        self._merged, self._more = self._waiting[0].num_rows, 0
        yield from _sent(merged.filter(pc.invert(ranked)))

    def rest(self) -> Iterable[pa.RecordBatch]:
        yield from self._merge()
        for table in self._waiting:
            yield from _sent(table)
        self._waiting = []


def _sent(candidates: pa.Table) -> Iterable[pa.RecordBatch]:
    return batches(candidates, arrow_schema("candidates"))


def explain(rows: Batches, settings: Settings, resumes: str, table: str) -> Batches:
    """Rows of postings, each with a list of its kept pairs, to the table ``matches`` or ``gaps``."""
    own = rules(settings)
    for batch in rows:
        pairs = batch.column("gaprank_pairs")
        of_each = pairs.flatten()
        ids = batch.column("gaprank_id").take(pc.list_parent_indices(pairs))
        names = ["resume_id", "points", "standing", "rank_in_posting", "rank_in_resume"]
        named = pa.table([ids, *(of_each.field(name) for name in names)], names=["posting_id", *names])
        postings = own.postings_of_rows(batch.drop_columns(["gaprank_pairs", "gaprank_id"]))
        found = own.of_pairs(postings, profiles(settings, resumes), named)
        yield from batches(pa.table(getattr(found, table)()), arrow_schema(table))
