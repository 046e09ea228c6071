"""What calls return: objects whose tables are made when they are first asked for."""

from __future__ import annotations

import os
from functools import cached_property
from typing import Any

from . import _native
from ._errors import GaprankError
from ._native import Table
from ._rules import PathLike, Taxonomy, rules_of


def _table(native: Table) -> Any:
    """A pyarrow table where there is pyarrow."""
    try:
        import pyarrow
    except ImportError:
        return native
    return pyarrow.table(native)


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
        rules = taxonomy._rules if isinstance(taxonomy, Taxonomy) else rules_of(taxonomy=taxonomy)
        return cls(packed_of(rules, path))

    def __len__(self) -> int:
        return len(self._native)

    def __repr__(self) -> str:
        return f"<gaprank.Profiles: {len(self)} resumes>"


def packed_of(rules: _native.Rules, path: PathLike) -> _native.Packed:
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
