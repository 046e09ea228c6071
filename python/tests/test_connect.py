"""Spark Connect has no SparkContext: the same calls, with the package sent as an artefact, or as an archive of the session."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from pathlib import Path

import gaprank
import pytest
from cluster import rows, sample_postings, sample_resumes, settings

pytestmark = pytest.mark.spark

SCRIPT = '''
import json, sys
from cluster import rows, sample_postings, sample_resumes
from pyspark.sql import SparkSession
from pyspark.sql.connect.session import SparkSession as Remote

how, conf = sys.argv[1], json.loads(sys.argv[2])
builder = SparkSession.builder.remote("local-cluster[2,1,1024]")
for key, value in conf.items():
    builder = builder.config(key, value)
spark = builder.getOrCreate()
assert isinstance(spark, Remote)
import gaprank.spark

if how == "install":
    gaprank.spark.install(spark)
postings = spark.createDataFrame(sample_postings()).repartition(3)
found = gaprank.spark.match(postings, spark.createDataFrame(sample_resumes()), top=6, top_resumes=2, sample=0.5)
out = {name: rows(getattr(found, name).toArrow(), "duplicate_of") for name in ("matches", "gaps", "rejects")}
found.write(sys.argv[3], run="one", tables=["matches"])
assert spark.read.parquet(sys.argv[3] + "/matches").count() == len(out["matches"])
found.unpersist()
print(json.dumps(out))
'''


@pytest.mark.parametrize("how", ["install", "archive"])
def test_spark_connect_comes_to_the_same(how: str, tmp_path: Path) -> None:
    conf = settings(tmp_path)
    if how == "archive":
        # What a cluster's own settings would be: an archive of installed packages, and a path to it.
        archive = tmp_path / "packages.tar.gz"
        with tarfile.open(archive, "w:gz", compresslevel=1) as tar:
            tar.add(Path(gaprank.__file__).parent, arcname="gaprank")
        conf |= {"spark.archives": f"{archive}#packages", "spark.executorEnv.PYTHONPATH": "./packages"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, how, json.dumps(conf), str(tmp_path / "out")],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    own = json.loads(done.stdout.splitlines()[-1])
    whole = gaprank.match(sample_postings(), sample_resumes(), top=6, top_resumes=2)
    assert own["matches"] == rows(whole.matches) and own["gaps"] == rows(whole.gaps)
    assert len(own["rejects"]) == whole.rejects.num_rows
