"""Settings as plain values, which travel to executors whatever is installed there."""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from .. import _native
from .._rules import PathLike, Taxonomy, reading_program

#: What :func:`rules` makes ready: keys and values in order, so that equal settings are one key of a cache.
Settings = tuple[tuple[str, Any], ...]


def settings_of(
    *, taxonomy: Taxonomy | PathLike | None = None, config: Mapping[str, Any] | PathLike | None = None, **given: Any
) -> Settings:
    """Settings with the contents of every file they name. Raises what is wrong with them."""
    if config is not None and not isinstance(config, Mapping):
        _native.Rules(config_path=os.fspath(config))  # says what is wrong with the file
        config = tomllib.loads(Path(config).read_text(encoding="utf-8"))
    keys = dict(config or {})
    own = keys.pop("taxonomy", None)
    path = taxonomy.path if isinstance(taxonomy, Taxonomy) else taxonomy
    path = own if path is None else path
    out = {name: value for name, value in given.items() if value is not None}
    if keys:
        out["config_json"] = json.dumps(keys, sort_keys=True)
    if path is not None:
        _native.Rules(taxonomy=os.fspath(path))
        out["taxonomy"] = _files(Path(path))
    settings = tuple(sorted(out.items()))
    rules(settings)
    return settings


def _files(path: Path) -> tuple[tuple[str, str], ...]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return tuple((file.name, file.read_text(encoding="utf-8")) for file in files if file.suffix in (".csv", ".toml"))


def updated(settings: Settings, **given: Any) -> Settings:
    """The same settings, but for those given."""
    return tuple(sorted({**dict(settings), **given}.items()))


@lru_cache(maxsize=4)
def rules(settings: Settings) -> _native.Rules:
    """The settings, made ready once a process. A document that breaks its reader costs itself, not the task."""
    given = {"reader": reading_program(), **dict(settings)}
    files = given.pop("taxonomy", None)
    if files is None:
        return _native.Rules(**given)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files:
            (Path(folder) / name).write_text(text, encoding="utf-8")
        alone = len(files) == 1 and files[0][0] != "skills.csv"
        return _native.Rules(taxonomy=str(Path(folder) / files[0][0]) if alone else folder, **given)
