"""Which pairs are kept, and why: two passes over the postings with one bounded shuffle between them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import pyarrow as pa
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

from .._errors import GaprankError
from ._profiles import Profiled, name_on_nodes
from ._settings import rules
from ._ship import folder, ship, task
from ._survey import CONTENT, ID, Survey
from ._types import arrow_schema, spark_schema

PAIRS = "gaprank_pairs"
#: Pairs of a posting that one row carries: a posting that suits everybody is spread over many rows, and they over tasks.
PAIRS_A_ROW = 512


@dataclass(frozen=True)
class Ranked:
    """The pairs that are kept."""

    candidates: DataFrame
    """What tasks found, kept on the executors' disks."""
    pairs: DataFrame
    """What is left of it: the schema of candidates."""
    resumes: str
    """What tasks open the packed profiles by."""


def ranked(survey: Survey, profiles: Profiled, sample: float | None) -> Ranked:
    """Ranks all pairs. The work is done when the result is first used."""
    rows, settings = survey.postings, survey.settings
    top = rules(settings).top
    resumes = name_on_nodes(profiles, rows.sparkSession)
    floors = None
    if sample is not None:
        if not 0 < sample < 1:
            raise GaprankError("sample is a share of the postings, more than 0 and less than 1", "config")
        # Any part of the postings will do; the seed only makes runs alike.
        first = _candidates(rows.sample(sample, seed=1), survey, resumes, None)
        last = _merged(first, top).where(F.col("rank_in_resume") == top)
        path = folder() / f"floors-{uuid.uuid4().hex}.arrow"
        with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, arrow_schema("candidates")) as file:
            file.write_table(last.toArrow().cast(arrow_schema("candidates")))
        floors = ship(rows.sparkSession, path)
    candidates = _candidates(rows, survey, resumes, floors).persist()
    certain = candidates.where("rank_in_resume is null")
    return Ranked(candidates, certain.unionByName(_merged(candidates, top)), resumes)


def _candidates(rows: DataFrame, survey: Survey, resumes: str, floors: str | None) -> DataFrame:
    return rows.mapInArrow(task("rank", survey.settings, resumes, floors), spark_schema("candidates"))


def _merged(candidates: DataFrame, top: int) -> DataFrame:
    """The one shuffle by resume: of every task at most ``top`` pairs a resume."""
    several = candidates.where("rank_in_resume is not null").repartition("resume_id")
    return several.mapInArrow(task("merge", top), spark_schema("candidates"))


def explained(survey: Survey, ranking: Ranked, table: str) -> DataFrame:
    """The table ``matches`` or ``gaps``: postings that a pair is kept of meet their pairs, and each pair is explained."""
    fields = [f for f in spark_schema("candidates") if f.name != "posting_id"]
    place = F.row_number().over(Window.partitionBy("posting_id").orderBy("resume_id"))
    pairs = ranking.pairs.withColumn("row", F.floor(place / PAIRS_A_ROW))
    pairs = pairs.groupBy("posting_id", "row").agg(F.collect_list(F.struct(*(f.name for f in fields))).alias(PAIRS))
    pairs = pairs.select(F.col("posting_id").alias(ID), PAIRS)
    # A row that is refused may have the id of one that is not.
    keyed = survey.keyed().where(F.col(CONTENT).isNotNull()).drop(CONTENT)
    meant = keyed.join(pairs, ID)
    return meant.mapInArrow(task("explain", survey.settings, ranking.resumes, table), spark_schema(table))
