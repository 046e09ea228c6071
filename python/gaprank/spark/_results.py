"""What calls return: data frames that are worked out when they are used, and one way to write them that can be repeated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from pyspark.sql import DataFrame, Observation
from pyspark.sql import functions as F

from .._errors import GaprankError
from ._profiles import Profiled
from ._ranking import Ranked, explained
from ._ship import task
from ._survey import Survey
from ._types import spark_schema


class Extracted:
    """Postings with what they ask for."""

    #: The tables that are written, where none is named.
    TABLES: Sequence[str] = ("requirements", "postings", "rejects")

    def __init__(self, survey: Survey) -> None:
        self._survey = survey

    @property
    def as_of(self) -> str | None:
        """The day by which ages are judged, YYYY-MM-DD: the one given, else the newest posting's."""
        return dict(self._survey.settings).get("as_of")

    def _of_postings(self, table: str) -> DataFrame:
        survey = self._survey
        return survey.postings.mapInArrow(task(table, survey.settings), spark_schema(table))

    @cached_property
    def requirements(self) -> DataFrame:
        """posting x requirement."""
        return self._of_postings("requirements")

    @cached_property
    def postings(self) -> DataFrame:
        """A row a posting; ``duplicate_of`` is null."""
        return self._of_postings("postings")

    @cached_property
    def rejects(self) -> DataFrame:
        """What was refused, each with a code and a sentence. ``source_path`` is the row's own, else its id."""
        refused, repeats = self._of_postings("rejects"), self._survey.repeats
        return refused if repeats is None else refused.unionByName(repeats)

    def write(self, folder: str, *, run: str, tables: Sequence[str] | None = None) -> None:
        """Writes tables as Parquet to ``folder/NAME/run=RUN``. The same run again takes the place of its own rows and of no others: a job that
        was cut off, or came twice, is simply run again."""
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", run):
            raise GaprankError(f"a run is called by letters, digits, '.', '_' and '-', not {run!r}", "config")
        for name in tables or self.TABLES:
            if name not in self.TABLES:
                raise GaprankError(f"no table is called {name}; there are {', '.join(self.TABLES)}", "config")
            _replace(getattr(self, name), f"{folder.rstrip('/')}/{name}", run)


def _replace(rows: DataFrame, path: str, run: str) -> None:
    written = Observation()
    counted = rows.withColumn("run", F.lit(run)).observe(written, F.count(F.lit(1)).alias("rows"))
    counted.write.partitionBy("run").mode("overwrite").option("partitionOverwriteMode", "dynamic").parquet(path)
    # Dynamic overwrite leaves a partition alone for which no row comes.
    if not written.get["rows"]:
        none = rows.sparkSession.createDataFrame([], rows.schema)
        none.write.mode("overwrite").parquet(f"{path}/run={run}")


class Matched(Extracted):
    """Postings and resumes, matched."""

    TABLES = ("matches", "gaps", *Extracted.TABLES)

    def __init__(self, survey: Survey, profiles: Profiled, ranking: Ranked) -> None:
        super().__init__(survey)
        self.profiles = profiles
        self._ranking = ranking

    @cached_property
    def matches(self) -> DataFrame:
        """A row a kept pair."""
        return explained(self._survey, self._ranking, "matches")

    @cached_property
    def gaps(self) -> DataFrame:
        """Kept pair x requirement."""
        return explained(self._survey, self._ranking, "gaps")

    @cached_property
    def rejects(self) -> DataFrame:
        """What was refused of either side."""
        of_postings, refused = Extracted.rejects.func(self), self.profiles.rejects  # type: ignore[attr-defined]
        if not refused:
            return of_postings
        spark = of_postings.sparkSession
        return of_postings.unionByName(spark.createDataFrame([tuple(r.values()) for r in refused], spark_schema("rejects")))

    def unpersist(self) -> None:
        """Frees what the ranking keeps on the executors."""
        self._ranking.candidates.unpersist()
