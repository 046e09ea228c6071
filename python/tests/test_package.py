"""What the package does to the program that it is in."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import gaprank
import pytest
from conftest import POSTINGS, RESUMES


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_importing_is_quick_and_pulls_in_nothing() -> None:
    code = (
        "import sys, time; t = time.process_time(); import gaprank; t = time.process_time() - t;"
        "print(t, [m for m in ('pyarrow', 'pyspark', 'pandas', 'polars', 'numpy') if m in sys.modules])"
    )
    seconds, modules = min(python(code).split(" ", 1) for _ in range(3))
    assert float(seconds) < 0.15 and modules == "[]"


def test_the_wheel_is_small() -> None:
    wheels = sorted(Path(os.environ["GAPRANK_WHEELS"]).glob("gaprank-*-abi3-*.whl")) if "GAPRANK_WHEELS" in os.environ else []
    if not wheels:
        pytest.skip("GAPRANK_WHEELS names no folder with the wheel")
    assert all(wheel.stat().st_size < 40_000_000 for wheel in wheels)


def test_it_works_without_pyarrow() -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        f"import gaprank; found = gaprank.match({str(POSTINGS)!r}, {str(RESUMES)!r})\n"
        "print(type(found.matches).__name__, found.matches.num_rows == len(found))\n"
        f"resumes = gaprank.profile({str(RESUMES)!r}); resumes.pack('/dev/null')\n"
        "print(gaprank.extract([{'text': 'You need Go.'}]).requirements)"
    )
    said = python(code).splitlines()
    assert said[0] == "Table True" and said[1].startswith("<gaprank table: 1 rows of posting_id")


def test_errors_are_of_one_family_with_codes() -> None:
    calls = [
        (lambda: gaprank.extract("no/such/file.csv"), "no_such_path"),
        (lambda: gaprank.extract([{"title": "without a text"}]), "batch"),
        (lambda: gaprank.extract(7), "batch"),
        (lambda: gaprank.profile([{"id": "a"}]), "batch"),
        (lambda: gaprank.match(POSTINGS, RESUMES, profile="nobody"), "config"),
        (lambda: gaprank.match(POSTINGS, RESUMES, as_of="yesterday"), "config"),
        (lambda: gaprank.match(POSTINGS, RESUMES, config={"tops": 3}), "config"),
        (lambda: gaprank.match(POSTINGS, RESUMES, config={"score": {"rarity": True}}), "config"),
        (lambda: gaprank.Taxonomy("no/such/folder"), "taxonomy"),
        (lambda: gaprank.match(POSTINGS, RESUMES, top=0, top_resumes=0), "config"),
    ]
    for call, code in calls:
        with pytest.raises(gaprank.GaprankError) as error:
            call()
        assert error.value.code in (code, "no_such_path"), code
        assert pickle.loads(pickle.dumps(error.value)).code == error.value.code


def test_a_taxonomy_is_looked_at() -> None:
    taxonomy = gaprank.Taxonomy()
    postgres = next(skill for skill in taxonomy.skills if skill["name"] == "PostgreSQL")
    assert postgres["tier"] == "databases" and len(taxonomy) > 600 and taxonomy.fingerprint.startswith("gaprank ")
    assert all(len(finding) == 2 for finding in taxonomy.lint())
    assert "GaprankError" in gaprank.__all__ and gaprank.__version__.count(".") == 2


def many(n: int) -> list[dict[str, object]]:
    text = "We build payments. You need Go, Kafka and PostgreSQL. Nice to have: Rust, AWS, Terraform. " * 8
    return [{"id": i, "title": "Backend Engineer", "company": f"C{i % 50}", "description": f"{text} Team {i}."} for i in range(n)]


def test_other_threads_go_on_while_it_works() -> None:
    postings = many(20_000)
    ticks: list[float] = []
    stop = threading.Event()

    def tick() -> None:
        while not stop.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.002)

    prepared = gaprank.profile(RESUMES)
    import pyarrow as pa

    given = pa.Table.from_pylist(postings)
    thread = threading.Thread(target=tick)
    thread.start()
    start = time.perf_counter()
    gaprank.match(given, prepared, threads=1)
    end = time.perf_counter()
    stop.set()
    thread.join()
    during = [t for t in ticks if start <= t <= end]
    gaps = [b - a for a, b in zip(during, during[1:])]
    assert len(during) > 5 and max(gaps) < max(0.25, (end - start) / 3)


def test_ctrl_c_stops_it() -> None:
    postings = many(40_000)
    import pyarrow as pa

    given = pa.Table.from_pylist(postings * 4)
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            for _ in range(200):
                gaprank.extract(given, threads=1)
    finally:
        timer.cancel()
    assert len(gaprank.extract(many(3))) == 3


def test_documents_are_read_apart_under_limits(tmp_path: Path) -> None:
    def document(name: str, body: str) -> None:
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", f"<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>")

    document("sound.docx", "<w:p><w:r><w:t>Jo Doe, engineer in Bern, Go and Rust</w:t></w:r></w:p>")
    document("bomb.docx", "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 1_500_000)
    limits = {"limits": {"max_memory_bytes": 150_000_000}}
    resumes = gaprank.profile(tmp_path, config=limits)
    refused = resumes.rejects.to_pylist()
    assert len(resumes) == 1 and [(row["source_path"], row["code"]) for row in refused] == [("bomb.docx", "too_large")]
    assert "memory" in refused[0]["reason"]
