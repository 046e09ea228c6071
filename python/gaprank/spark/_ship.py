"""How functions, files and the package itself reach the executors.

What goes to a task is a function that travels by value and plain values: it finds the package where :func:`install` put it, or where the
executors' Python has it. Files go by ``addArtifact``, which classic Spark and Spark Connect both have.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

#: The folder among Spark's files that holds the package, where :func:`install` sent it.
SITE = "gaprank-site"


@lru_cache
def folder() -> Path:
    """For files that executors fetch: here until this process ends."""
    made = tempfile.mkdtemp(prefix="gaprank-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


def install(spark: SparkSession) -> None:
    """Sends the package, as it is installed here, to the executors of a session. They need the same kind of machine, Python 3.11 or later and
    pyarrow. The other ways: the wheel in the executors' image, or in ``spark.archives`` with an environment.

    Once a session; again does nothing.
    """
    package = Path(__file__).resolve().parents[1]
    # Name and bytes tell the content, so that sending it again is no conflict.
    files = sorted(p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    digest = hashlib.blake2b(digest_size=8)
    for file in files:
        digest.update(str(file.relative_to(package)).encode() + b"\0" + file.read_bytes())
    path = folder() / f"gaprank-{digest.hexdigest()}.tar.gz"
    if not path.exists():
        with tarfile.open(path, mode="w:gz", compresslevel=1) as archive:
            for file in files:
                archive.add(file, arcname=f"gaprank/{file.relative_to(package)}")
    spark.addArtifact(f"{path}#{SITE}", archive=True)


def task(name: str, *arguments: Any) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """The function of this name in ``_tasks``, for ``mapInArrow``. Defined in here, it travels by value."""

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        import os
        import sys

        from pyspark import SparkFiles

        site = os.path.abspath(os.path.join(SparkFiles.getRootDirectory(), "gaprank-site"))
        if site not in sys.path and os.path.isdir(site):
            sys.path.insert(0, site)
        from gaprank.spark import _tasks

        return getattr(_tasks, name)(batches, *arguments)

    return work


def ship(spark: SparkSession, path: Path) -> str:
    """Sends a file to every executor, once; the name to ask :func:`shipped` for."""
    spark.addArtifact(str(path), file=True)
    return path.name


def shipped(name: str) -> str:
    """The path of a file in a task: one that was shipped, or one that every node sees."""
    if os.path.isabs(name):
        return name
    from pyspark import SparkFiles

    return SparkFiles.get(name)
