"""Every question of `docs/queries.md` is run, and DuckDB, polars and pandas give the same answer."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT

PAGE = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
QUESTIONS = [section.split("\n", 1) for section in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]]


def answers(text: str) -> list[Any]:
    out = []
    for language, code in re.findall(r"^```(\w+)\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL):
        if language == "sql":
            with duckdb.connect() as connection:
                out.append(connection.sql(code).to_arrow_table())
            continue
        names: dict[str, Any] = {}
        exec(code, names)  # noqa: S102
        out.append(names["answer"])
    return out


def plain(answer: Any) -> tuple[list[str], list[tuple]]:
    """Columns and rows, with numbers that do not tell whole ones from others."""
    if isinstance(answer, pd.DataFrame):
        answer = pl.from_pandas(answer.reset_index(drop=True))
    elif isinstance(answer, pa.Table):
        answer = pl.from_arrow(answer)
    rows = [tuple(float(cell) if isinstance(cell, (int, float)) else cell for cell in row) for row in answer.rows()]
    return answer.columns, rows


@pytest.mark.parametrize("question, text", QUESTIONS, ids=[question for question, _ in QUESTIONS])
def test_three_engines_give_one_answer(question: str, text: str, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "report").symlink_to(out)
    monkeypatch.chdir(tmp_path)
    sql, polars, pandas = map(plain, answers(text))
    assert sql == polars == pandas
    assert sql[1], "an answer without rows shows nothing"


TABLES = ["matches", "gaps", "requirements", "postings", "resumes", "skills", "bullets", "demand", "unlocks", "statistics", "rejects", "texts"]


@pytest.mark.parametrize("name", TABLES)
def test_every_file_says_what_its_columns_mean(name: str, out: Path) -> None:
    path = out / f"{name}.parquet"
    schema = pq.read_schema(path)
    says = json.loads(schema.metadata[b"gaprank.schema"])
    assert [column["name"] for column in says] == schema.names and all(column["description"] for column in says)
    assert json.loads(pl.read_parquet_metadata(path)["gaprank.schema"]) == says
    with duckdb.connect() as connection:
        query = "SELECT decode(value) FROM parquet_kv_metadata(?) WHERE decode(key) = 'gaprank.schema'"
        assert json.loads(connection.execute(query, [str(path)]).fetchall()[0][0]) == says
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    part = page.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]
    assert re.findall(r"^\| `(\w+)` \|", part, flags=re.MULTILINE) == schema.names
