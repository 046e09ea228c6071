"""What the tests share: the sample data, and the command line's tables over it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).resolve().parents[2]
POSTINGS = ROOT / "sample_data" / "postings.csv"
RESUMES = ROOT / "sample_data" / "resumes"


def program() -> Path:
    """The command line of the same build."""
    given = os.environ.get("GAPRANK")
    return Path(given) if given else ROOT / "target" / "release" / "gaprank"


def run(out: Path, *arguments: str, postings: Path = POSTINGS, resumes: Path = RESUMES) -> Path:
    command = [program(), "run", "--postings", postings, "--resumes", resumes, "--out", out, "--quiet", *arguments]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    return out


def table(out: Path, name: str) -> list[dict[str, Any]]:
    return pq.read_table(out / f"{name}.parquet").to_pylist()


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of the command line over the sample data."""
    return run(tmp_path_factory.mktemp("run") / "out")
