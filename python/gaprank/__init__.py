"""Match job postings with resumes in batches: requirements per skill tier, scores, ranked gap reports.

>>> import gaprank
>>> found = gaprank.match("sample_data/postings.csv", "sample_data/resumes")
>>> found.matches, found.gaps            # Arrow tables, equal to those of the command line

Postings and resumes are given as a path or a list of paths (files and folders), as a list of dictionaries, or as anything that
speaks Arrow: a pyarrow table, a polars or pandas data frame, a DuckDB relation. Tables come out as ``pyarrow.Table`` where
pyarrow is installed, else as :class:`Table`, which polars, pandas and DuckDB take without a copy. Their columns are described in
their schemas' metadata.

Nothing is sent anywhere, and the same input gives the same tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from . import _native
from ._errors import GaprankError
from ._input import arrow_of, paths_of
from ._native import Table
from ._rules import PathLike, Taxonomy, rules_of
from ._tables import Explanation, Matches, Postings, Profiles, Resumes

__version__: str = _native.__version__
__all__ = [
    "Explanation",
    "GaprankError",
    "Matches",
    "Postings",
    "Profiles",
    "Resumes",
    "Table",
    "Taxonomy",
    "__version__",
    "explain",
    "extract",
    "match",
    "profile",
    "review",
]


def extract(
    postings: Any,
    *,
    taxonomy: Taxonomy | PathLike | None = None,
    profile: str | None = None,
    config: Mapping[str, Any] | PathLike | None = None,
    as_of: str | None = None,
    threads: int | None = None,
) -> Postings:
    """What postings ask for.

    ``postings``: paths, or rows with a column for the description and, where there are any, for id, title, company, location, date,
    url and tags, under any of the names that files may use (JobSpy's among them). A row without a readable
    description is in ``.rejects``.

    Raises :class:`GaprankError`: ``no_such_path``, ``batch`` (no column holds a description), ``config``, ``taxonomy``.
    """
    rules = rules_of(taxonomy=taxonomy, profile=profile, config=config, as_of=as_of, threads=threads)
    return Postings(_postings(rules, postings), as_of)


def _postings(rules: _native.Rules, source: Any) -> _native.Postings:
    if isinstance(source, Postings):
        return source._native
    paths = paths_of(source)
    return rules.postings_of_rows(arrow_of(source)) if paths is None else rules.postings_of_paths(paths)


def _resumes(rules: _native.Rules, source: Any) -> _native.Resumes | _native.Packed:
    if isinstance(source, (Resumes, Profiles)):
        return source._native
    paths = paths_of(source)
    return rules.resumes_of_rows(arrow_of(source)) if paths is None else rules.resumes_of_paths(paths)


def profile(
    resumes: Any,
    *,
    taxonomy: Taxonomy | PathLike | None = None,
    config: Mapping[str, Any] | PathLike | None = None,
    as_of: str | None = None,
    threads: int | None = None,
) -> Resumes:
    """What resumes show.

    ``resumes``: paths, or rows with the resume in a column ``content``, ``bytes``, ``text``, ``resume`` or ``body`` (bytes of a PDF, DOCX,
    HTML, Markdown, text or JSON Resume file; or text) and an id in ``resume_id``, ``id`` or ``source_path``. What cannot be read
    is in ``.rejects``. PDFs and DOCX are read in processes of their own, under the limits of the configuration.

    ``as_of`` (YYYY-MM-DD) is the day by which ages are judged; the newest month that a resume names, where it is not given.

    Raises :class:`GaprankError`: ``no_such_path``, ``batch``, ``config``, ``taxonomy``.
    """
    rules = rules_of(taxonomy=taxonomy, config=config, as_of=as_of, threads=threads)
    if isinstance(resumes, Resumes):
        return Resumes(resumes._native, as_of)
    native = _resumes(rules, resumes)
    if not isinstance(native, _native.Resumes):
        raise GaprankError("packed profiles can be matched, and nothing else: give the resumes themselves", "batch")
    return Resumes(native, as_of)


def review(resumes: Any, **settings: Any) -> Resumes:
    """What a hiring manager would say of resumes: ``.bullets`` has every statement with its signals, flags, strength, draft and
    questions, ``.resumes`` the counts and the readiness. Takes what :func:`profile` takes."""
    return profile(resumes, **settings)


def match(
    postings: Any,
    resumes: Any,
    *,
    top: int | None = None,
    top_resumes: int | None = None,
    profile: str | None = None,
    taxonomy: Taxonomy | PathLike | None = None,
    config: Mapping[str, Any] | PathLike | None = None,
    as_of: str | None = None,
    threads: int | None = None,
) -> Matches:
    """Scores every resume against every posting and keeps the best ``top`` (50) postings a resume and ``top_resumes`` (50) resumes a
    posting.

    ``postings`` and ``resumes`` are what :func:`extract` and :func:`profile` take, or what they returned, or (resumes)
    :class:`Profiles`. ``config`` is a ``gaprank.toml`` or its keys as a dictionary; ``profile`` names the weights of the tiers
    (``backend``).

    Raises :class:`GaprankError`: ``no_such_path``, ``batch``, ``config``, ``taxonomy``.
    """
    rules = rules_of(
        taxonomy=taxonomy,
        config=config,
        profile=profile,
        as_of=as_of,
        threads=threads,
        top=top,
        top_resumes=top_resumes,
    )
    return Matches(rules.rank(_postings(rules, postings), _resumes(rules, resumes)))


def explain(
    postings: Any,
    resumes: Any,
    pairs: Sequence[tuple[str, str]] | tuple[str, str],
    *,
    profile: str | None = None,
    taxonomy: Taxonomy | PathLike | None = None,
    config: Mapping[str, Any] | PathLike | None = None,
    as_of: str | None = None,
    threads: int | None = None,
) -> Explanation:
    """Every point of the scores of ``pairs``: one pair (posting_id, resume_id), or a list of them, ranked among themselves.

    >>> print(gaprank.explain(postings, resumes, ("posting-7", "cv-pdf-1f2e3d")))

    Takes postings and resumes as :func:`match` does. Raises :class:`GaprankError` (``batch``) where a pair names one that is not there.
    """
    rules = rules_of(taxonomy=taxonomy, config=config, profile=profile, as_of=as_of, threads=threads)
    named = [pairs] if len(pairs) == 2 and all(isinstance(p, str) for p in pairs) else list(pairs)
    given = [(str(p), str(r)) for p, r in named]  # type: ignore[misc]
    return Explanation(rules.only(_postings(rules, postings), _resumes(rules, resumes), given))
