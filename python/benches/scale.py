"""What each stage costs a core, what is shuffled, and how both grow: the figures of `docs/scale.md`.

    target/python/bin/python python/benches/scale.py stages              # one core, in this process, without Spark
    target/python/bin/python python/benches/scale.py spark 1000x250 4000x500 16000x1000

Documents are made of the lines of the sample data, so that they ask and show as much as those do. Times are of the processor.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gaprank
import pyarrow as pa
import pyarrow.csv

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_data"
TOP, TOP_RESUMES = 10, 2


def postings(n: int) -> pa.Table:
    """Ads of the sample's lines, some 2 kB each."""
    options = pyarrow.csv.ParseOptions(newlines_in_values=True)
    given = pyarrow.csv.read_csv(SAMPLE / "postings.csv", parse_options=options).to_pylist()
    lines = [line for ad in given for line in ad["description"].splitlines() if line.strip()]
    pick = random.Random(1)
    rows = [
        {
            "id": f"posting-{at:09}",
            "title": pick.choice(given)["title"],
            "company": f"Company {at % 997}",
            "date_posted": "2026-11-20",
            "description": "\n".join(pick.sample(lines, 22)),
        }
        for at in range(n)
    ]
    return pa.Table.from_pylist(rows)


def resumes(n: int) -> pa.Table:
    """Resumes of the sample's lines below the headings that they need."""
    read = gaprank.profile(SAMPLE / "resumes").bullets.to_pylist()
    bullets = sorted({row["text"] for row in read if row["section"] != "education"})
    names = sorted({row["keyword"] for row in gaprank.profile(SAMPLE / "resumes").skills.to_pylist()})
    pick = random.Random(2)
    rows = []
    for at in range(n):
        work = "\n".join(f"- {text}" for text in pick.sample(bullets, 12))
        head = f"Person {at}\n\nExperience\n\nEngineer, Company {at % 89}, 2019 - 2026\n"
        rows.append({"resume_id": f"resume-{at:08}", "text": f"{head}{work}\n\nSkills\n{', '.join(pick.sample(names, 14))}\n"})
    return pa.Table.from_pylist(rows)


def processor(work: Callable[[], Any]) -> tuple[float, Any]:
    """The best of three: others use this machine too."""
    best, out = float("inf"), None
    for _ in range(3):
        start = time.process_time()
        out = work()
        best = min(best, time.process_time() - start)
    return best, out


def row(stage: str, unit: str, n: float, seconds: float) -> None:
    print(f"| {stage} | {seconds / n * 1e6:.3g} | {unit} |", flush=True)


def stages() -> None:
    """A line of Markdown a stage: microseconds of one core."""
    from gaprank import _native

    rules = _native.Rules(threads=1, top=TOP, top_resumes=TOP_RESUMES, as_of="2026-11-20")
    ads, people = postings(10_000), resumes(20_000)
    letters = sum(len(text) for text in ads.column("description").to_pylist())
    print(f"{ads.num_rows} postings of {letters // ads.num_rows} bytes; {people.num_rows} resumes\n")
    print("| stage | µs | for each |\n|---|---|---|")
    seconds, _ = processor(lambda: rules.posting_keys(ads))
    row("survey: ids, hashes, days", "posting", ads.num_rows, seconds)
    seconds, read = processor(lambda: rules.postings_of_rows(ads))
    row("read and extract", "posting", ads.num_rows, seconds)
    seconds, _ = processor(lambda: read.requirements())
    row("table requirements", "posting", ads.num_rows, seconds)
    seconds, own = processor(lambda: rules.resumes_of_rows(people))
    row("read and profile (text)", "resume", people.num_rows, seconds)
    files = [path for path in sorted((SAMPLE / "resumes").iterdir()) if path.suffix == ".pdf"]
    seconds, _ = processor(lambda: gaprank.profile(files, threads=1))
    row("read and profile (PDF)", "resume", len(files), seconds)
    seconds, packed = processor(lambda: own.pack_bytes())
    row(f"pack ({len(packed) // people.num_rows} bytes)", "resume", people.num_rows, seconds)
    profiles = rules.packed_bytes(packed)
    few = rules.postings_of_rows(ads.slice(0, 500))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    small, _ = processor(lambda: rules.rank(few, profiles))
    large, found = processor(lambda: rules.rank(read, profiles))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 / people.num_rows
    pair = (large - small) / (people.num_rows * (len(read) - len(few)))
    print(f"| score | {pair * 1e6:.3g} | pair ({1 / pair / 1e9:.2f}e9 a second) |")
    row(f"score, once a batch (memory {grown:.0f} bytes)", "resume", people.num_rows, small - pair * people.num_rows * len(few))
    seconds, candidates = processor(lambda: pa.table(found.candidates()))
    row("candidates to Arrow", "candidate", candidates.num_rows, seconds)
    seconds, _ = processor(lambda: _native.merge(candidates, TOP))
    row("merge", "candidate", candidates.num_rows, seconds)
    pairs = candidates.slice(0, 50_000)
    chosen = rules.of_pairs(read, profiles, pairs)
    seconds, _ = processor(lambda: chosen.matches())
    row("explain, table matches", "kept pair", len(chosen), seconds)
    seconds, gaps = processor(lambda: pa.table(chosen.gaps()))
    row(f"explain, table gaps ({gaps.num_rows / len(chosen):.1f} rows, {gaps.nbytes // len(chosen)} bytes in memory)", "kept pair", len(chosen), seconds)


def events(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "appstatus" not in path.name and not path.name.endswith(".crc"):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield json.loads(line)


def spark(sizes: list[tuple[int, int]], tasks: int) -> None:
    """A line of Markdown a size: seconds by the clock and of the processor, and bytes that went through shuffles."""
    from pyspark.sql import SparkSession

    import gaprank.spark

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.update(PYSPARK_PYTHON=sys.executable)
    print("| postings x resumes | sample | tasks | ranked, s | written, s | candidates | pairs kept | shuffled by resume, MB | all shuffles, MB | peak of a Python worker, MB |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for n, m in sizes:
        for sample in (None, 0.1):
            folder = Path(tempfile.mkdtemp(prefix="scale-"))
            log = folder / "events"
            log.mkdir()
            session = (
                SparkSession.builder.master("local-cluster[2,1,1024]")
                .config("spark.ui.enabled", "false")
                .config("spark.eventLog.enabled", "true")
                .config("spark.eventLog.compress", "false")
                .config("spark.eventLog.dir", log.as_uri())
                .config("spark.executor.processTreeMetrics.enabled", "true")
                .config("spark.eventLog.logStageExecutorMetrics", "true")
                .config("spark.sql.shuffle.partitions", "4")
                .config("spark.sql.execution.arrow.maxRecordsPerBatch", "500")
                .config("spark.driver.memory", "2g")
                .getOrCreate()
            )
            session.sparkContext.setLogLevel("OFF")
            ads = session.createDataFrame(postings(n)).repartition(tasks).persist()
            ads.count()
            profiles = gaprank.spark.pack(session.createDataFrame(resumes(m)))
            start = time.perf_counter()
            options = {"top": TOP, "top_resumes": TOP_RESUMES, "as_of": "2026-11-20", "unique": True, "sample": sample}
            found = gaprank.spark.match(ads, profiles, **options)
            candidates = found._ranking.candidates.count()
            ranked = time.perf_counter() - start
            session.sparkContext.setJobDescription("merge")
            kept = found._ranking.pairs.count()
            session.sparkContext.setJobDescription("write")
            start = time.perf_counter()
            found.write(str(folder / "out"), run="one", tables=["matches", "gaps"])
            written = time.perf_counter() - start
            session.stop()
            jobs: dict[int, str] = {}
            moved = {"merge": 0, "write": 0}
            peak = 0
            for event in events(log):
                if event["Event"] == "SparkListenerJobStart":
                    about = event.get("Properties", {}).get("spark.job.description", "")
                    jobs |= {stage: about for stage in event["Stage IDs"]}
                if event["Event"] == "SparkListenerTaskEnd":
                    metrics = event.get("Task Metrics") or {}
                    written_bytes = metrics.get("Shuffle Write Metrics", {}).get("Shuffle Bytes Written", 0)
                    about = jobs.get(event["Stage ID"], "")
                    if about in moved:
                        moved[about] += written_bytes
                    peak = max(peak, (event.get("Task Executor Metrics") or {}).get("ProcessTreePythonRSSMemory", 0))
                if event["Event"] == "SparkListenerStageExecutorMetrics":
                    peak = max(peak, event.get("Executor Metrics", {}).get("ProcessTreePythonRSSMemory", 0))
            all_bytes = moved["merge"] + moved["write"]
            print(
                f"| {n:,} x {m:,} | {sample or '-'} | {tasks} | {ranked:.1f} | {written:.1f} | {candidates:,} | {kept:,} | "
                f"{moved['merge'] / 1e6:.2f} | {all_bytes / 1e6:.1f} | {peak / 1e6:.0f} |",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["stages", "spark"])
    parser.add_argument("sizes", nargs="*", default=["1000x250", "4000x500", "16000x1000"])
    parser.add_argument("--tasks", type=int, default=8)
    given = parser.parse_args()
    if given.what == "stages":
        stages()
    else:
        spark([(int(n), int(m)) for n, m in (size.split("x") for size in given.sizes)], given.tasks)


if __name__ == "__main__":
    main()
