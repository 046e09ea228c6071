"""Sessions of other kinds, each in a process of its own: Spark Connect, which has no SparkContext, and a cluster whose settings bring the package."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import gaprank
import pytest
from cluster import rows, sample_postings, sample_resumes, settings

pytestmark = pytest.mark.spark

START = """
import json, sys
from cluster import rows, sample_postings, sample_resumes
from pyspark.sql import SparkSession

master, conf, folder = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3]
builder = SparkSession.builder.remote(master) if CONNECT else SparkSession.builder.master(master)
for key, value in conf.items():
    builder = builder.config(key, value)
spark = builder.getOrCreate()
import gaprank.spark
"""

CONNECT = """
from pyspark.sql.connect.session import SparkSession as Remote

assert isinstance(spark, Remote)
gaprank.spark.install(spark)
postings = spark.createDataFrame(sample_postings()).repartition(3)
found = gaprank.spark.match(postings, spark.createDataFrame(sample_resumes()), top=6, top_resumes=2, sample=0.5)
out = {name: rows(getattr(found, name).toArrow(), "duplicate_of") for name in ("matches", "gaps", "rejects")}
found.write(folder, run="one", tables=["matches"])
assert spark.read.parquet(folder + "/matches").count() == len(out["matches"])
found.unpersist()
print(json.dumps(out))
"""

ARCHIVE = """
requirements = gaprank.spark.extract(spark.createDataFrame(sample_postings())).requirements
print(json.dumps(rows(requirements.toArrow())))
"""


def run(script: str, connect: bool, master: str, conf: dict[str, str], folder: Path) -> Any:
    code = START.replace("CONNECT", str(connect)) + script + "spark.stop()\n"
    command = [sys.executable, "-c", code, master, json.dumps(conf), str(folder / "out")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parent)
    assert done.returncode == 0, done.stderr[done.stderr.find("Traceback") :][:6000]
    return json.loads(done.stdout.splitlines()[-1])


def test_spark_connect_comes_to_the_same(tmp_path: Path) -> None:
    own = run(CONNECT, True, "local-cluster[2,1,1024]", settings(tmp_path), tmp_path)
    whole = gaprank.match(sample_postings(), sample_resumes(), top=6, top_resumes=2)
    assert own["matches"] == rows(whole.matches) and own["gaps"] == rows(whole.gaps)
    assert len(own["rejects"]) == whole.rejects.num_rows


def test_an_archive_of_packages_brings_the_wheel(tmp_path: Path) -> None:
    """What `pip install --target packages` and `tar` make, named in the cluster's settings: nothing is sent by the job."""
    archive = tmp_path / "packages.tar.gz"
    with tarfile.open(archive, "w:gz", compresslevel=1) as tar:
        tar.add(Path(gaprank.__file__).parent, arcname="gaprank")
    conf = settings(tmp_path) | {"spark.archives": f"{archive}#packages", "spark.executorEnv.PYTHONPATH": "./packages"}
    own = run(ARCHIVE, False, "local-cluster[1,1,1024]", conf, tmp_path)
    assert own == rows(gaprank.extract(sample_postings()).requirements)
