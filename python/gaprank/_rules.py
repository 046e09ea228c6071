"""The taxonomy and the configuration that a call goes by."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Union

from . import _native

PathLike = Union[str, "os.PathLike[str]"]


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


def rules_of(
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
    return _native.Rules(reader=reading_program(), **given)


def reading_program() -> list[str] | None:
    """How PDFs and DOCX are read apart, under limits of time and memory; None where this process is no plain Python."""
    program = sys.executable or ""
    if not os.path.basename(program).lower().startswith("python") or getattr(sys, "frozen", False):
        return None
    return [program, "-S", "-E", os.path.join(os.path.dirname(__file__), "_reader.py")]
