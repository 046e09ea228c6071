"""The tables are the command line's, whatever the input comes as."""

from __future__ import annotations

import datetime
from pathlib import Path

import duckdb
import gaprank
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from conftest import POSTINGS, RESUMES, run, table

TABLES = ["matches", "gaps", "postings", "requirements", "resumes", "skills", "bullets", "rejects"]


@pytest.fixture(scope="module")
def found() -> gaprank.Matches:
    return gaprank.match(POSTINGS, RESUMES)


@pytest.mark.parametrize("name", TABLES)
def test_tables_equal_the_command_lines(found: gaprank.Matches, out: Path, name: str) -> None:
    own, theirs = getattr(found, name), pq.read_table(out / f"{name}.parquet")
    assert own.to_pylist() == theirs.to_pylist()
    assert own.schema.names == theirs.schema.names
    assert [field.type for field in own.schema] == [field.type for field in theirs.schema]
    assert own.schema.metadata[b"gaprank.table"] == name.encode()
    assert all(field.metadata[b"description"] for field in own.schema)


def test_settings_reach_the_rules(tmp_path: Path) -> None:
    config = tmp_path / "gaprank.toml"
    config.write_text('top = 4\ntop_resumes = 3\nas_of = "2026-06-01"\n[score.credit]\nlisted = 0.8\n')
    theirs = table(run(tmp_path / "out", "--config", str(config)), "gaps")
    assert gaprank.match(POSTINGS, RESUMES, config=config).gaps.to_pylist() == theirs
    keys = {"top": 1, "score": {"credit": {"listed": 0.8}}}
    found = gaprank.match(POSTINGS, RESUMES, config=keys, top=4, top_resumes=3, as_of="2026-06-01", threads=1)
    assert found.gaps.to_pylist() == theirs and found.as_of == "2026-06-01"


def rows() -> pa.Table:
    return pyarrow.csv.read_csv(POSTINGS, parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True))


def as_dicts(rows: pa.Table) -> list[dict[str, object]]:
    return [{k: v for k, v in row.items() if v is not None} for row in rows.to_pylist()]


@pytest.mark.parametrize(
    "given",
    [
        lambda rows: rows,
        lambda rows: pa.RecordBatchReader.from_batches(rows.schema, rows.to_batches(max_chunksize=5)),
        lambda rows: rows.to_pandas(),
        lambda rows: pl.from_arrow(rows),
        lambda rows: pl.from_arrow(rows).with_columns(pl.col("company").cast(pl.Categorical)),
        lambda rows: duckdb.from_arrow(rows),
        lambda rows: rows.cast(pa.schema([f.with_type(pa.large_string()) if f.type == pa.string() else f for f in rows.schema])),
        as_dicts,
    ],
    ids=["pyarrow", "stream", "pandas", "polars", "categorical", "duckdb", "large_string", "dicts"],
)
def test_postings_come_as_anything(given, out: Path) -> None:  # type: ignore[no-untyped-def]
    postings = gaprank.extract(given(rows()))
    assert postings.requirements.to_pylist() == table(out, "requirements")
    own = [{**row, "source_path": "postings.csv"} for row in postings.postings.to_pylist()]
    assert own == table(out, "postings")


def test_near_duplicates_count_once_as_in_a_run(tmp_path: Path) -> None:
    given = rows().to_pandas()
    again = given.assign(id=given["id"].astype(str) + "-again", description=given["description"] + " Apply now.")
    path = tmp_path / "postings.csv"
    pd.concat([given, again, again.assign(id=again["id"] + "-2")]).to_csv(path, index=False)
    theirs = run(tmp_path / "out", postings=path)
    assert sum(row["duplicate_of"] is not None for row in table(theirs, "postings")) >= 2 * len(given)
    found = gaprank.match(path, RESUMES)
    for name in ["postings", "skills", "bullets", "matches"]:
        assert getattr(found, name).to_pylist() == table(theirs, name)


def test_resumes_come_as_bytes_or_text(out: Path) -> None:
    files = sorted(path for path in RESUMES.iterdir() if path.is_file())
    given = [{"source_path": path.name, "content": path.read_bytes()} for path in files]
    as_table = pa.Table.from_pylist(given)
    for source in [given, as_table, pl.from_arrow(as_table)]:
        found = gaprank.match(POSTINGS, source)
        assert found.gaps.to_pylist() == table(out, "gaps")
        assert found.resumes.to_pylist() == table(out, "resumes")
        assert [(r["source_path"], r["code"]) for r in found.rejects.to_pylist()] == [
            (r["source_path"], r["code"]) for r in table(out, "rejects")
        ]
    text = "Rosa Quill\n\nExperience\n- Built a billing service in Go for 40 merchants.\n\nSkills\nGo, Kafka\n"
    read = gaprank.profile(pd.DataFrame({"id": ["rosa", "empty", "none"], "text": [text, "Go", None]}))
    assert [r["resume_id"] for r in read.resumes.to_pylist()] == ["rosa"]
    evidence = {s["keyword"]: s["evidence"] for s in read.skills.to_pylist()}
    assert evidence["Go"] == "demonstrated" and evidence["Kafka"] == "listed"
    assert sorted((r["source_path"], r["code"]) for r in read.rejects.to_pylist()) == [
        ("empty", "no_text"),
        ("none", "bad_record"),
    ]


def test_results_are_read_without_pyarrow_in_between(found: gaprank.Matches) -> None:
    native = found._native.matches()
    assert isinstance(native, gaprank.Table) and native.num_rows == len(native) == found.matches.num_rows
    assert pl.DataFrame(native).height == len(native) and native.column_names[0] == "posting_id"
    assert pl.DataFrame(found).equals(pl.from_arrow(found.matches))
    assert pa.table(gaprank.extract(POSTINGS)).num_rows == found.requirements.num_rows
    best = pl.DataFrame(found).filter(pl.col("rank_in_resume") == 1)
    assert best["resume_id"].n_unique() == best.height


def test_bad_rows_are_rejects() -> None:
    day = datetime.date(2026, 11, 3)
    given = [
        {"id": 1, "title": "Backend Engineer", "description": "You need Go and Kafka.", "date_posted": day},
        {"id": 1, "title": "Backend Engineer", "description": "You need Go and Kafka.", "date_posted": day},
        {"id": 1, "title": "Backend Engineer", "description": "You need Rust."},
        {"id": 2, "title": "Data Engineer", "description": None},
        {"id": 3, "title": "Data Engineer", "description": "Python is required.", "tags": ["Airflow"], "is_remote": True},
    ]
    read = gaprank.extract(given)
    assert [(r["record"], r["code"]) for r in read.rejects.to_pylist()] == [
        (2, "duplicate_record"),
        (3, "duplicate_id"),
        (4, "no_description"),
    ]
    first, second = read.postings.to_pylist()
    assert (first["date_posted"], second["is_remote"]) == ("2026-11-03", True)
    assert {r["keyword"] for r in read.requirements.to_pylist()} >= {"Go", "Kafka", "Python", "Airflow"}


def test_explain_prints_what_the_command_line_prints(out: Path) -> None:
    row = table(out, "matches")[0]
    found = gaprank.explain(POSTINGS, RESUMES, (row["posting_id"], row["resume_id"]))
    assert found.matches.to_pylist()[0]["score"] == row["score"]
    text = str(found)
    assert f"score {row['score']:.2f}" in text and "the sum of the points is the score" in text
    with pytest.raises(gaprank.GaprankError, match="no posting is called"):
        gaprank.explain(POSTINGS, RESUMES, [("nobody", row["resume_id"])])


def test_what_was_extracted_is_matched_again_without_reading(out: Path) -> None:
    postings, resumes = gaprank.extract(POSTINGS), gaprank.profile(RESUMES)
    assert gaprank.match(postings, resumes).gaps.to_pylist() == table(out, "gaps")
    assert gaprank.review(RESUMES, as_of="2026-11-20").bullets.num_rows == resumes.bullets.num_rows


def test_packed_profiles_match_and_know_who_packed_them(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "profiles.arrow"
    gaprank.profile(RESUMES).pack(path)
    profiles = gaprank.Profiles.open(path)
    found = gaprank.match(POSTINGS, profiles)
    assert found.gaps.to_pylist() == table(out, "gaps") and len(profiles) == len(table(out, "resumes"))
    with pytest.raises(gaprank.GaprankError) as error:
        found.skills  # noqa: B018
    assert error.value.code == "batch"
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(gaprank.GaprankError) as error:
        gaprank.Profiles.open(path)
    assert error.value.code == "batch"
