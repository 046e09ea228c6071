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

import json
import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Union

from . import _native
from ._errors import GaprankError
from ._native import Table

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

PathLike = Union[str, "os.PathLike[str]"]


def _table(native: Table) -> Any:
    """A pyarrow table where there is pyarrow."""
    try:
        import pyarrow
    except ImportError:
        return native
    return pyarrow.table(native)


class Taxonomy:
    """The skills that gaprank knows: built in, or read from a folder or a ``skills.csv``.

    Raises :class:`GaprankError` with the code ``taxonomy`` and the row where something in it is wrong.
    """

    def __init__(self, path: PathLike | None = None) -> None:
        self.path = None if path is None else os.fspath(path)
        self._rules = _native.Rules(taxonomy=self.path)

    @property
    def fingerprint(self) -> str:
        """The version of gaprank and a hash of the taxonomy: what is extracted with one fingerprint fits together."""
        return self._rules.fingerprint

    @cached_property
    def skills(self) -> list[dict[str, Any]]:
        """One dictionary a skill: id, name, tier, family, implies (ids) and aliases (spellings)."""
        names = ("id", "name", "tier", "family", "implies", "aliases")
        return [dict(zip(names, skill)) for skill in self._rules.skills()]

    def lint(self) -> list[tuple[str, str]]:
        """What is doubtful: pairs of a skill's id and a sentence."""
        return self._rules.lint()

    def __len__(self) -> int:
        return len(self.skills)

    def __repr__(self) -> str:
        return f"<gaprank.Taxonomy: {len(self)} skills, {self.path or 'built in'}>"


def _rules(
    *,
    taxonomy: Taxonomy | PathLike | None = None,
    config: Mapping[str, Any] | PathLike | None = None,
    **settings: Any,
) -> _native.Rules:
    path = taxonomy.path if isinstance(taxonomy, Taxonomy) else taxonomy
    given = {"taxonomy": None if path is None else os.fspath(path), **settings}
    if isinstance(config, Mapping):
        given["config_json"] = json.dumps(config)
    elif config is not None:
        given["config_path"] = os.fspath(config)
    return _native.Rules(**given)


def _paths(source: Any) -> list[str] | None:
    """The paths that ``source`` is; None where it is data."""
    if isinstance(source, (str, os.PathLike)):
        return [os.fspath(source)]
    if isinstance(source, (list, tuple)) and source and all(isinstance(s, (str, os.PathLike)) for s in source):
        return [os.fspath(s) for s in source]
    return None


def _arrow(source: Any) -> Any:
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


class Postings:
    """Postings with what they ask for, as :func:`extract` returns them. Reads as its table ``requirements``."""

    def __init__(self, native: _native.Postings, as_of: str | None = None) -> None:
        self._native = native
        self._as_of = as_of

    def __len__(self) -> int:
        return len(self._native)

    def __repr__(self) -> str:
        return f"<gaprank.Postings: {len(self)} postings>"

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._native.requirements().__arrow_c_stream__(requested_schema)

    @cached_property
    def requirements(self) -> Any:
        """Table: posting x requirement."""
        return _table(self._native.requirements())

    @cached_property
    def postings(self) -> Any:
        """Table: a row a posting."""
        return _table(self._native.postings(self._as_of))

    @cached_property
    def rejects(self) -> Any:
        """Table: what was refused, each with a code and a sentence."""
        return _table(self._native.rejects())


class Resumes:
    """Resumes with what they show, as :func:`profile` and :func:`review` return them. Reads as its table ``resumes``."""

    def __init__(self, native: _native.Resumes, as_of: str | None = None) -> None:
        self._native = native
        self._as_of = as_of

    def __len__(self) -> int:
        return len(self._native)

    def __repr__(self) -> str:
        return f"<gaprank.Resumes: {len(self)} resumes>"

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._native.resumes(self._as_of).__arrow_c_stream__(requested_schema)

    @cached_property
    def resumes(self) -> Any:
        """Table: a row a resume."""
        return _table(self._native.resumes(self._as_of))

    @cached_property
    def skills(self) -> Any:
        """Table: resume x skill. Without postings, what to drop goes by the length of the skills list."""
        return _table(self._native.skills(None, self._as_of))

    @cached_property
    def bullets(self) -> Any:
        """Table: a row a statement of work, with its signals, flags, strength and draft."""
        return _table(self._native.bullets(None, self._as_of))

    @cached_property
    def rejects(self) -> Any:
        """Table: what was refused, each with a code and a sentence."""
        return _table(self._native.rejects())

    def pack(self, path: PathLike) -> None:
        """Writes the profiles to a file that :meth:`Profiles.open` maps into memory: what other processes and machines match
        against. It is an Arrow IPC file and fits this version of gaprank and this taxonomy alone."""
        with open(path, "wb") as file:
            file.write(self._native.pack_bytes())


class Profiles:
    """Packed resume profiles, opened from a file that :meth:`Resumes.pack` wrote. They can be matched, and nothing else."""

    def __init__(self, native: _native.Packed) -> None:
        self._native = native

    @classmethod
    def open(cls, path: PathLike, *, taxonomy: Taxonomy | PathLike | None = None) -> Profiles:
        """Opens a file of packed profiles. With pyarrow it is mapped into memory and shared by all processes of a machine;
        without, it is read. Raises :class:`GaprankError` (``batch``) where another gaprank or taxonomy packed it."""
        rules = taxonomy._rules if isinstance(taxonomy, Taxonomy) else _rules(taxonomy=taxonomy)
        return cls(_open(rules, path))

    def __len__(self) -> int:
        return len(self._native)

    def __repr__(self) -> str:
        return f"<gaprank.Profiles: {len(self)} resumes>"


def _open(rules: _native.Rules, path: PathLike) -> _native.Packed:
    try:
        import pyarrow
    except ImportError:
        with open(path, "rb") as file:
            return rules.packed_bytes(file.read())
    try:
        with pyarrow.memory_map(os.fspath(path)) as source:
            return rules.packed(pyarrow.ipc.open_file(source).read_all())
    except pyarrow.ArrowException as error:
        raise GaprankError(f"the packed profiles cannot be read: {error}", "batch") from error


class Matches:
    """Postings and resumes matched, as :func:`match` returns them. Reads as its table ``matches``.

    Every table is made when it is first asked for, and equals the command line's of the same name.
    """

    def __init__(self, native: _native.Matches) -> None:
        self._native = native

    def __len__(self) -> int:
        return len(self._native)

    def __repr__(self) -> str:
        return f"<gaprank.Matches: {len(self)} pairs kept>"

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._native.matches().__arrow_c_stream__(requested_schema)

    @property
    def as_of(self) -> str | None:
        """The day by which ages and years are judged, YYYY-MM-DD."""
        return self._native.as_of

    @cached_property
    def matches(self) -> Any:
        """Table: a row a kept pair, by resume_id, rank_in_resume (null last), posting_id."""
        return _table(self._native.matches())

    @cached_property
    def gaps(self) -> Any:
        """Table: kept pair x requirement, in the order of the report."""
        return _table(self._native.gaps())

    @cached_property
    def postings(self) -> Any:
        """Table: a row a posting."""
        return _table(self._native.postings.postings(self.as_of))

    @cached_property
    def requirements(self) -> Any:
        """Table: posting x requirement."""
        return _table(self._native.postings.requirements())

    def _read(self) -> _native.Resumes:
        resumes = self._native.resumes
        if not isinstance(resumes, _native.Resumes):
            raise GaprankError("packed profiles can be matched, and nothing else: give the resumes themselves", "batch")
        return resumes

    @cached_property
    def resumes(self) -> Any:
        """Table: a row a resume."""
        return _table(self._read().resumes(self.as_of))

    @cached_property
    def skills(self) -> Any:
        """Table: resume x skill."""
        return _table(self._read().skills(self._native.postings, self.as_of))

    @cached_property
    def bullets(self) -> Any:
        """Table: a row a statement of work."""
        return _table(self._read().bullets(self._native.postings, self.as_of))

    @cached_property
    def rejects(self) -> Any:
        """Table: what was refused of either side, each with a code and a sentence."""
        return _table(_native.rejects(self._native.postings, self._read()))


class Explanation(Matches):
    """Pairs asked for by name. ``print`` shows every point of each, with both quotes."""

    def __str__(self) -> str:
        from ._text import explained

        return explained(self)


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
    rules = _rules(taxonomy=taxonomy, profile=profile, config=config, as_of=as_of, threads=threads)
    return Postings(_postings(rules, postings), as_of)


def _postings(rules: _native.Rules, source: Any) -> _native.Postings:
    if isinstance(source, Postings):
        return source._native
    paths = _paths(source)
    return rules.postings_of_rows(_arrow(source)) if paths is None else rules.postings_of_paths(paths)


def _resumes(rules: _native.Rules, source: Any) -> _native.Resumes | _native.Packed:
    if isinstance(source, (Resumes, Profiles)):
        return source._native
    paths = _paths(source)
    return rules.resumes_of_rows(_arrow(source)) if paths is None else rules.resumes_of_paths(paths)


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
    is in ``.rejects``. Documents are read in this process: one that a reader hangs on hangs the call.

    ``as_of`` (YYYY-MM-DD) is the day by which ages are judged; the newest month that a resume names, where it is not given.

    Raises :class:`GaprankError`: ``no_such_path``, ``batch``, ``config``, ``taxonomy``.
    """
    rules = _rules(taxonomy=taxonomy, config=config, as_of=as_of, threads=threads)
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
    rules = _rules(
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
    rules = _rules(taxonomy=taxonomy, config=config, profile=profile, as_of=as_of, threads=threads)
    named = [pairs] if len(pairs) == 2 and all(isinstance(p, str) for p in pairs) else list(pairs)
    given = [(str(p), str(r)) for p, r in named]  # type: ignore[misc]
    return Explanation(rules.only(_postings(rules, postings), _resumes(rules, resumes), given))
