"""What has to be known of all postings before any is ranked: which ids stand twice, and the newest day."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql.types import StringType, StructField, StructType

from .. import _native
from .._errors import GaprankError
from ._settings import Settings, rules, updated
from ._ship import task

#: Columns that are added to those of the postings.
ID, CONTENT, PLACE, ORDER = "gaprank_id", "gaprank_content", "gaprank_place", "gaprank_order"


@dataclass(frozen=True)
class Survey:
    """Postings to be ranked: each id once."""

    postings: DataFrame
    """Rows with the columns that gaprank reads."""
    repeats: DataFrame | None
    """Rows of the table ``rejects`` for those that were left out; None where there is none."""
    settings: Settings
    """With ``as_of``, where any day is known."""

    def keyed(self) -> DataFrame:
        """The postings with their ids in a column."""
        return _keyed(self.postings, self.settings)


def surveyed(
    postings: DataFrame, settings: Settings, *, order: str | None = None, unique: bool = False, otherwise: str | None = None
) -> Survey:
    """Looks at all postings once. ``otherwise`` is the day to go by where no posting has one."""
    if order and order not in postings.columns:
        raise GaprankError(f"no column is called {order}", "batch")
    rows = postings.select([c for c in postings.columns if _native.is_read(c) or c == order])
    # What is wrong with the columns is said here, not in a task.
    rules(settings).posting_keys(pa.table({c: pa.nulls(1, pa.string()) for c in postings.columns}))
    as_of = dict(settings).get("as_of")
    if unique and as_of:
        return Survey(rows, None, settings)
    carried = [StructField(ORDER, rows.schema[order].dataType)] if order else []
    window = Window.partitionBy("posting_id").orderBy(*(field.name for field in carried), "content")
    schema = StructType([StructField(n, StringType()) for n in ("posting_id", "content", "date")] + carried)
    keys = rows.mapInArrow(task("keys", settings, order), schema)
    places = keys.withColumn(PLACE, F.row_number().over(window) if not unique else F.lit(1))
    found = places.agg(
        F.max(F.when(F.col(PLACE) == 1, F.col("date"))).alias("newest"),
        F.count(F.when(F.col(PLACE) == 2, 1)).alias("repeated"),
    ).first()
    as_of = as_of or found["newest"] or otherwise
    settings = updated(settings, as_of=as_of) if as_of else settings
    if not found["repeated"]:
        return Survey(rows, None, settings)
    twice = places.where(F.col(PLACE) == 2).select(F.col("posting_id").alias("twice"))
    return _without_repeats(rows, twice, settings, [order] if order else [])


def _without_repeats(rows: DataFrame, twice: DataFrame, settings: Settings, first: list[str]) -> Survey:
    """Only rows whose id stands twice are sorted; all others stay where they are."""
    keyed = _keyed(rows, settings)
    # A row without a description is refused where it is read, and repeats nothing.
    repeats_one = (F.col(ID) == F.col("twice")) & F.col(CONTENT).isNotNull()
    alone = keyed.join(F.broadcast(twice), repeats_one, "left_anti")
    window = Window.partitionBy(ID).orderBy(*first, CONTENT, *(c for c in ["source_path"] if c in rows.columns))
    several = keyed.join(F.broadcast(twice), repeats_one, "left_semi").withColumn(PLACE, F.row_number().over(window))
    kept = alone.unionByName(several.where(F.col(PLACE) == 1).drop(PLACE))
    known = several.withColumn("same", F.col(CONTENT) == F.first(CONTENT).over(window)).where(F.col(PLACE) > 1)
    same = F.concat(F.lit("the posting "), F.col(ID), F.lit(" came before, with the same content"))
    other = F.concat(F.lit("the id "), F.col(ID), F.lit(" came before, with other content: the first is kept"))
    path = F.col("source_path") if "source_path" in rows.columns else F.col(ID)
    repeats = known.select(
        F.lit("posting").alias("kind"),
        path.cast("string").alias("source_path"),
        F.lit(None).cast("bigint").alias("record"),
        F.when(F.col("same"), F.lit("duplicate_record")).otherwise(F.lit("duplicate_id")).alias("code"),
        F.when(F.col("same"), same).otherwise(other).alias("reason"),
    )
    return Survey(kept.select(rows.columns), repeats, settings)


def _keyed(rows: DataFrame, settings: Settings) -> DataFrame:
    added = [StructField(name, StringType()) for name in (ID, CONTENT)]
    return rows.mapInArrow(task("keyed", settings), StructType(rows.schema.fields + added))
