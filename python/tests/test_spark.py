"""The cluster's tables are the command line's: with executors killed, bad rows, partitions of any shape, and run again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gaprank
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cluster import rows, sample_postings, sample_resumes, settings

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("gaprank")
    for key, value in settings(folder).items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    import gaprank.spark

    gaprank.spark.install(session)
    yield session
    session.stop()


def generated(n: int, resumes: int) -> tuple[pa.Table, pa.Table]:
    """Postings and resumes of our own, enough for ties and for every rank to be filled."""
    names = ["Go", "Kafka", "PostgreSQL", "Rust", "Docker", "Kubernetes", "React", "Python", "Terraform", "Redis", "AWS", "Java"]
    pick = lambda at, step, many: ", ".join(names[(at * step + i * i) % len(names)] for i in range(many))  # noqa: E731
    ads = [
        {"id": f"p{at:05}", "title": f"Engineer {at % 7}", "description": f"You need {pick(at, 5, 2 + at % 4)}. Nice to have: {pick(at, 7, 2)}."}
        for at in range(n)
    ]
    people = [
        {
            "resume_id": f"r{at:04}",
            "text": f"Person {at}\n\nExperience\n- Built {at % 9 + 2} services in {pick(at, 3, 1 + at % 3)} for 40 shops.\n\n"
            f"Skills\n{pick(at, 11, at % 5)}\n",
        }
        for at in range(resumes)
    ]
    return pa.Table.from_pylist(ads), pa.Table.from_pylist(people)


def test_importing_gaprank_does_not_import_pyspark() -> None:
    import subprocess

    code = "import sys, gaprank; assert not [m for m in sys.modules if m.startswith('pyspark')]"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_tables_equal_the_command_lines(spark: Any, out: Path) -> None:
    import gaprank.spark

    postings = spark.createDataFrame(sample_postings()).repartition(5, "company")
    found = gaprank.spark.match(postings, spark.createDataFrame(sample_resumes()).repartition(3))
    for name in gaprank.spark.Matched.TABLES:
        own, theirs = getattr(found, name).toArrow(), pq.read_table(out / f"{name}.parquet")
        # What near-duplicates there are is not known to a part of the postings.
        aside = ["duplicate_of"] if name == "postings" else []
        assert own.schema.names == theirs.schema.names and own.num_rows > 0, name
        assert rows(own, *aside) == rows(theirs, *aside), name
        comments = [field.metadata["comment"] for field in getattr(found, name).schema]
        assert all(comments), name
    assert len(found.profiles) == pq.read_table(out / "resumes.parquet").num_rows
    extracted = gaprank.spark.extract(postings)
    assert rows(extracted.requirements.toArrow()) == rows(pq.read_table(out / "requirements.parquet"))
    assert extracted.as_of == found.as_of
    found.unpersist()


def test_the_package_came_with_the_job(spark: Any) -> None:
    """The executors' Python has no gaprank: what works there was sent."""
    from gaprank.spark._ship import SITE

    def where(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import importlib.util
        import os

        from pyspark import SparkFiles

        for batch in batches:
            found = importlib.util.find_spec("gaprank")
            sent = os.path.isdir(os.path.join(SparkFiles.getRootDirectory(), "gaprank-site"))
            own = "none" if found is None else str(found.origin)
            yield pa.RecordBatch.from_pylist([{"own": own, "sent": sent}] * batch.num_rows)

    for row in spark.range(4).mapInArrow(where, "own string, sent boolean").collect():
        # A worker that has done a task of ours looks there from then on.
        assert row.sent and (row.own == "none" or SITE in row.own)


def test_an_executor_killed_in_mid_job_changes_nothing(spark: Any, tmp_path: Path) -> None:
    import gaprank.spark

    ads, people = generated(300, 40)
    whole = gaprank.match(ads, people, top=5, top_resumes=3, as_of="2026-11-20")
    tally = str(tmp_path / "tally")

    def deadly(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Passes rows on. The first time that it comes to the end of one partition, and the third, it kills its executor."""
        import os
        import signal

        last = False
        for batch in batches:
            yield batch
            last = last or "p00007" in batch.column("id").to_pylist()
        if last:
            with open(tally, "ab", buffering=0) as file:
                file.write(b".")
            if os.path.getsize(tally) in (1, 3):
                daemon = os.getppid()
                with open(f"/proc/{daemon}/stat") as stat:
                    executor = int(stat.read().rsplit(")", 1)[1].split()[1])
                os.kill(executor, signal.SIGKILL)
                os.kill(os.getpid(), signal.SIGKILL)

    postings = spark.createDataFrame(ads).repartition(6, "id")
    postings = postings.mapInArrow(deadly, postings.schema)
    options = {"top": 5, "top_resumes": 3, "as_of": "2026-11-20", "unique": True}
    found = gaprank.spark.match(postings, spark.createDataFrame(people), **options)
    # Once while pairs are ranked, and once while they are explained.
    assert rows(found.matches.toArrow()) == rows(whole.matches)
    assert Path(tally).stat().st_size >= 4
    assert rows(found.gaps.toArrow()) == rows(whole.gaps)
    found.unpersist()


def test_bad_rows_are_rejects(spark: Any) -> None:
    import gaprank.spark

    text = "You need Go and Kafka. Nice to have: Docker."
    given = [
        ("a", "Backend Engineer", text),
        ("a", "Backend Engineer", text),
        ("a", "Backend Engineer", "You need Rust."),
        ("a", "Backend Engineer", None),
        ("b", "Data Engineer", None),
        ("c", "Data Engineer", "12345 ---"),
        ("d", "Data Engineer", "Python is required.\x00\x01\ud7ff"),
        (None, "Tester", "Selenium is a must."),
        (None, "Tester", "Selenium is a must."),
    ]
    ads = pa.Table.from_pylist([{"id": i, "title": t, "description": d, "line": n} for n, (i, t, d) in enumerate(given)])
    person = b"Rosa Quill\n\nExperience\n- Built a billing service in Go for 40 merchants.\n\nSkills\nGo, Kafka, Docker\n"
    files = [
        ("rosa.txt", person),
        ("rosa.txt", person),
        ("broken.pdf", b"%PDF-1.7\n1 0 obj << /Type /Catalog"),
        ("broken.docx", b"PK\x03\x04 and then nothing"),
        ("empty.txt", b""),
        ("none.pdf", None),
        ("bytes.pdf", bytes(range(256)) * 40),
    ]
    people = pa.Table.from_pylist([{"source_path": name, "content": content} for name, content in files])
    whole = gaprank.match(ads, people)
    postings = spark.createDataFrame(ads).repartition(4)
    found = gaprank.spark.match(postings, spark.createDataFrame(people).repartition(3), order="line")
    assert rows(found.matches.toArrow()) == rows(whole.matches) and len(whole) > 0
    assert rows(found.gaps.toArrow()) == rows(whole.gaps)
    assert rows(found.requirements.toArrow()) == rows(whole.requirements)

    def codes(table: pa.Table) -> list[tuple[str, str]]:
        return sorted((row["kind"], row["code"]) for row in table.to_pylist())

    own = found.rejects.toArrow()
    assert codes(own) == codes(whole.rejects) and own.num_rows == 12
    named = {(row["source_path"], row["code"]) for row in own.to_pylist()}
    assert any(path.startswith("h-") and code == "duplicate_record" for path, code in named)
    assert {("b", "no_description"), ("a", "no_description"), ("a", "duplicate_id"), ("a", "duplicate_record"), ("none.pdf", "bad_record")} <= named
    found.unpersist()


@pytest.mark.parametrize("sample", [None, 0.4])
def test_partitions_of_any_shape_come_to_the_same(spark: Any, sample: float | None, monkeypatch: pytest.MonkeyPatch) -> None:
    import gaprank.spark
    from gaprank.spark import _ranking
    from pyspark.sql import functions as F

    # A posting's pairs in rows of few, as of one that suits everybody.
    monkeypatch.setattr(_ranking, "PAIRS_A_ROW", 2)
    ads, people = generated(200, 30)
    options = {"top": 4, "top_resumes": 2, "config": {"score": {"credit": {"listed": 0.7}}}}
    whole = gaprank.match(ads, people, **options)
    postings = spark.createDataFrame(ads)
    # One partition with nearly everything, one with a row, and four with nothing.
    skewed = postings.repartitionByRange(6, F.when(F.col("id") == "p00000", 0).otherwise(1))
    found = gaprank.spark.match(skewed, spark.createDataFrame(people), sample=sample, **options)
    assert rows(found.matches.toArrow()) == rows(whole.matches)
    assert rows(found.gaps.toArrow()) == rows(whole.gaps)
    found.unpersist()


def test_nothing_at_all_is_empty_tables(spark: Any) -> None:
    import gaprank.spark

    ads, people = generated(5, 3)
    postings, resumes = spark.createDataFrame(ads), spark.createDataFrame(people)
    for some, others in [(postings.limit(0), resumes), (postings, resumes.limit(0))]:
        found = gaprank.spark.match(some, others)
        assert found.matches.count() == found.gaps.count() == 0
        found.unpersist()


def test_a_run_written_again_takes_its_own_place(spark: Any, tmp_path: Path) -> None:
    import gaprank.spark

    ads, people = generated(30, 6)
    folder = str(tmp_path / "out")
    resumes = gaprank.spark.pack(spark.createDataFrame(people), path=tmp_path / "profiles.arrow", shared=True)
    shared = gaprank.spark.pack(tmp_path / "profiles.arrow")
    assert len(shared) == len(resumes) == 6 and shared.newest == resumes.newest

    def night(run: str, postings: pa.Table) -> None:
        found = gaprank.spark.match(spark.createDataFrame(postings), shared, top=3, top_resumes=1)
        found.write(folder, run=run, tables=["matches", "rejects"])
        found.unpersist()

    def there(table: str) -> dict[str, int]:
        counted = spark.read.parquet(f"{folder}/{table}").groupBy("run").count().collect()
        return {str(row["run"]): row["count"] for row in counted}

    bad = pa.Table.from_pylist([{"id": "bad", "title": "", "description": None}], schema=ads.schema)
    night("first", pa.concat_tables([ads.slice(0, 20), bad]))
    night("second", ads.slice(20))
    once = there("matches")
    assert there("rejects") == {"first": 1}
    night("first", pa.concat_tables([ads.slice(0, 20), bad]))
    assert there("matches") == once and there("rejects") == {"first": 1} and len(once) == 2
    # The bad row was mended: what is written again has no reject, and leaves none behind.
    night("first", ads.slice(0, 20))
    assert there("matches") == once and there("rejects") == {}
    with pytest.raises(gaprank.GaprankError):
        night("../elsewhere", ads)


def test_errors_come_before_any_work(spark: Any, tmp_path: Path) -> None:
    import gaprank.spark

    ads, people = generated(3, 2)
    postings, resumes = spark.createDataFrame(ads), spark.createDataFrame(people)
    calls = [
        (lambda: gaprank.spark.match(postings, resumes, profile="nobody"), "config"),
        (lambda: gaprank.spark.match(postings, resumes, config={"tops": 1}), "config"),
        (lambda: gaprank.spark.match(postings, resumes, sample=2.0), "config"),
        (lambda: gaprank.spark.match(postings.drop("description"), resumes), "batch"),
        (lambda: gaprank.spark.match(postings, resumes.drop("text")), "batch"),
        (lambda: gaprank.spark.extract(postings, order="nothing"), "batch"),
        (lambda: gaprank.spark.extract(postings, taxonomy=tmp_path / "none"), "no_such_path"),
    ]
    for call, code in calls:
        with pytest.raises(gaprank.GaprankError) as error:
            call()
        assert error.value.code == code
