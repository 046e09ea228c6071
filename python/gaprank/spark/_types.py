"""The tables' schemas in Spark's terms. Spark has no unsigned numbers: counts are ``bigint``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pyarrow as pa
from pyspark.sql.types import (
    ArrayType,
    BinaryType,
    BooleanType,
    DataType,
    DoubleType,
    LongType,
    StringType,
    StructField,
    StructType,
)

from .. import _native
from ._settings import rules


def _signed(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_unsigned_integer(kind):
        return pa.int64()
    if pa.types.is_list(kind):
        return pa.list_(_signed(kind.value_type))
    if pa.types.is_large_string(kind):
        return pa.string()
    if pa.types.is_large_binary(kind):
        return pa.binary()
    return kind


def _of(kind: pa.DataType) -> DataType:
    if pa.types.is_list(kind):
        return ArrayType(_of(kind.value_type))
    simple = {pa.string(): StringType(), pa.binary(): BinaryType(), pa.bool_(): BooleanType(), pa.int64(): LongType()}
    return simple.get(kind, DoubleType())


def _native_schema(table: str) -> pa.Schema:
    return pa.schema(_native.schema(table, rules(()) if table == "packed" else None))


@lru_cache
def arrow_schema(table: str) -> pa.Schema:
    """A table's columns, each nullable, of types that Spark has."""
    return pa.schema([pa.field(field.name, _signed(field.type)) for field in _native_schema(table)])


@lru_cache
def spark_schema(table: str) -> StructType:
    """The same for ``mapInArrow``, with the columns' descriptions as comments."""
    says = {field.name: (field.metadata or {}).get(b"description", b"").decode() for field in _native_schema(table)}
    fields = arrow_schema(table)
    return StructType([StructField(f.name, _of(f.type), True, {"comment": says[f.name]}) for f in fields])


def batches(table: pa.Table, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """A table as batches of exactly this schema."""
    yield from table.select(schema.names).cast(schema).to_batches()
