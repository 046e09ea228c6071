"""The same functions on a cluster: ``extract`` and ``match`` over Spark data frames, by ``mapInArrow``.

>>> import gaprank.spark
>>> found = gaprank.spark.match(postings_df, resumes_df, top=50)
>>> found.write("s3a://bucket/gaprank", run="2026-11-28")     # matches, gaps, requirements ...: one partition a run

Every number is worked out by the code of the command line, and the tables are its tables. Works in Spark 4 with a driver of its own and through
Spark Connect alike. Executors need Python, pyarrow and this package: see :func:`install` for one way to get it there.

Columns of postings and resumes have the names that :func:`gaprank.extract` and :func:`gaprank.profile` take.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyspark.sql import DataFrame

from .._rules import PathLike, Taxonomy
from ._ranking import ranked
from ._results import Extracted, Matched, Profiled
from ._settings import settings_of
from ._ship import install
from ._profiles import pack
from ._survey import surveyed

__all__ = ["Extracted", "Matched", "Profiled", "extract", "install", "match", "pack"]


def extract(
    postings: DataFrame,
    *,
    taxonomy: Taxonomy | PathLike | None = None,
    profile: str | None = None,
    config: Mapping[str, Any] | PathLike | None = None,
    as_of: str | None = None,
    order: str | None = None,
    unique: bool = False,
) -> Extracted:
    """What postings ask for: ``.requirements``, ``.postings`` and ``.rejects``, data frames that are worked out when they are used.

    ``order`` names a column that says which of two rows with one id came first, as the order of a file does; without it the one whose
    content has the smaller hash stays. ``unique=True`` says that no id stands twice, which with ``as_of`` spares one reading of the
    postings.

    ``postings.duplicate_of`` is null: near-duplicates are linked only where all postings are on one machine.

    Raises :class:`gaprank.GaprankError` as :func:`gaprank.extract` does, for settings at once, for columns when the data frames are used.
    """
    settings = settings_of(taxonomy=taxonomy, profile=profile, config=config, as_of=as_of)
    return Extracted(surveyed(postings, settings, order=order, unique=unique))


def match(
    postings: DataFrame,
    resumes: DataFrame | Profiled | PathLike,
    *,
    top: int | None = None,
    top_resumes: int | None = None,
    profile: str | None = None,
    taxonomy: Taxonomy | PathLike | None = None,
    config: Mapping[str, Any] | PathLike | None = None,
    as_of: str | None = None,
    threads: int = 1,
    order: str | None = None,
    unique: bool = False,
    sample: float | None = None,
) -> Matched:
    """Scores every resume against every posting and keeps the best ``top`` (50) postings a resume and ``top_resumes`` (50) resumes a
    posting: ``.matches``, ``.gaps`` and the tables of :func:`extract`, data frames.

    ``resumes`` is a data frame, which is read and packed into a file that every node gets; what :func:`pack` returned; or the path of a
    packed file that every node sees. Postings stay where they are: a task finds the best resumes of its postings by itself, and sends
    on only what may be among a resume's best. Pairs are explained when all that are kept are known.

    ``threads`` is for each task: set it to ``spark.task.cpus``. ``sample`` (0 to 1) has that share of the postings ranked beforehand: the places it fills
    spare the tasks from sending pairs below them, from ``tasks x top`` pairs a resume down to about ``top / sample``. The result is the same.
    ``order`` and ``unique`` are those of :func:`extract`.

    Ranking is done once and kept on the executors' disks: call ``.unpersist()`` when all is written.

    Raises :class:`gaprank.GaprankError` as :func:`gaprank.match` does.
    """
    settings = settings_of(
        taxonomy=taxonomy, profile=profile, config=config, as_of=as_of, threads=threads, top=top, top_resumes=top_resumes
    )
    profiles = resumes if isinstance(resumes, Profiled) else pack(resumes, settings=settings)
    survey = surveyed(postings, settings, order=order, unique=unique, otherwise=profiles.newest)
    return Matched(survey, profiles, ranked(survey, profiles, sample))
