"""What a notebook does today, timed beside gaprank on the same postings and resumes.

    NIGHTS_INPUTS=inputs cargo bench --bench nights -- 10000x1000
    pip install numpy scikit-learn duckdb
    python benches/notebook.py target/release/gaprank inputs/all.jsonl inputs/resumes

Every figure is processor time, all threads together, so that a busy machine and the number of cores do not count. The
numpy and DuckDB rows begin with skills that gaprank has found already: they rank, they do not read.
"""

import json
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

import duckdb
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

TOP = 50
BLOCK = 1000
PART = 50


def top(scores):
    """The places of the best of each row, best first."""
    best = np.argpartition(-scores, TOP, axis=1)[:, :TOP]
    return np.take_along_axis(best, np.argsort(-np.take_along_axis(scores, best, axis=1), axis=1), axis=1)


def timed(work):
    before = time.process_time()
    out = work()
    return time.process_time() - before, out


def gaprank(program, postings, resumes, out):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    options = ["--top", str(TOP), "--top-resumes", "3", "--format", "parquet", "--quiet"]
    subprocess.run(
        [program, "run", "--postings", postings, "--resumes", resumes, "--out", out, *options],
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return busy, json.loads((pathlib.Path(out) / "run.json").read_text())


def tfidf(postings, resumes):
    """Each resume's best postings by TF-IDF and cosine."""
    vectors = TfidfVectorizer(stop_words="english")
    asked = vectors.fit_transform(postings)
    shown = vectors.transform(resumes)
    best = [top((shown[at : at + BLOCK] @ asked.T).toarray()) for at in range(0, len(resumes), BLOCK)]
    return np.concatenate(best)


def keywords(names, postings, resumes, best):
    """For each of those pairs, which names both texts have and which only the posting has."""
    patterns = [(name, re.compile(r"(?<!\w)" + re.escape(name.lower()) + r"(?!\w)")) for name in names]

    def found(text):
        text = text.lower()
        return {name for name, pattern in patterns if pattern.search(text)}

    asked = [found(text) for text in postings]
    shown = [found(text) for text in resumes]
    return sum(len(asked[at] & shown[of]) + len(asked[at] - shown[of]) for of, row in enumerate(best) for at in row)


def matrices(db):
    """Postings and resumes by skills: weights, each posting's summing to one, and credit."""
    skills = {name: at for at, (name,) in enumerate(db.execute("select distinct keyword from asked").fetchall())}
    ids = {
        table: {name: at for at, (name,) in enumerate(db.execute(f"select distinct id from {table} order by id").fetchall())}
        for table in ("asked", "shown")
    }
    out = {table: np.zeros((len(rows), len(skills)), dtype=np.float32) for table, rows in ids.items()}
    for table, value in (("asked", "share"), ("shown", "credit")):
        for name, keyword, number in db.execute(f"select id, keyword, {value} from {table}").fetchall():
            if keyword in skills:
                out[table][ids[table][name], skills[keyword]] = number
    return out["asked"], out["shown"]


def gemm(asked, shown):
    return np.concatenate([top(shown[at : at + BLOCK] @ asked.T) for at in range(0, len(shown), BLOCK)])


def sql(db):
    """Each resume's best postings by a join over skills."""
    return db.execute(
        f"""
        select shown.id, asked.id, sum(asked.share * shown.credit) as score
        from shown join asked using (keyword)
        group by shown.id, asked.id
        qualify row_number() over (partition by shown.id order by score desc, asked.id) <= {TOP}
        """
    ).fetchall()


def main(program, postings, resumes):
    with tempfile.TemporaryDirectory() as folder:
        out = str(pathlib.Path(folder) / "out")
        whole, run = gaprank(program, postings, resumes, out)
        db = duckdb.connect()
        db.execute(
            f"""
            create table asked as
                select posting_id as id, keyword, (weight / sum(weight) over (partition by posting_id))::float as share
                from '{out}/requirements.parquet' where weight > 0;
            create table shown as
                select resume_id as id, keyword, (case evidence when 'demonstrated' then 1 else 0.7 end)::float as credit
                from '{out}/skills.parquet';
            """
        )
        texts = {
            kind: [text for (text,) in db.execute(f"select text from '{out}/texts.parquet' where kind = '{kind}' order by id").fetchall()]
            for kind in ("posting", "resume")
        }
        names = [name for (name,) in db.execute("select distinct keyword from asked order by 1").fetchall()]
        similar, best = timed(lambda: tfidf(texts["posting"], texts["resume"]))
        # The loop takes time in proportion to its texts: a part of them tells.
        some = texts["posting"][::PART]
        looked, pairs = timed(lambda: keywords(names, some, texts["resume"][::PART], best[::PART] // PART))
        asked, shown = matrices(db)
        product, ranked = timed(lambda: gemm(asked, shown))
        joined, rows = timed(lambda: sql(db))
        assert best.shape == ranked.shape == (len(texts["resume"]), TOP) and pairs and rows

    score = run["seconds"]["score"]
    print(f"{len(texts['posting'])} postings, {len(texts['resume'])} resumes, {len(names)} skills; processor seconds")
    print(f"{'gaprank, all of it':<46}{whole:>9.2f}")
    for name, seconds in (
        ("TF-IDF and cosine", similar),
        (f"keyword loop, from one in {PART} of the documents", looked * PART),
    ):
        print(f"{name:<46}{seconds:>9.2f}{seconds / whole:>8.1f} x")
    print(f"{'gaprank, score (both ways, exact)':<46}{score:>9.2f}")
    for name, seconds in (("numpy GEMM and argpartition (one way)", product), ("DuckDB join over skills (one way)", joined)):
        print(f"{name:<46}{seconds:>9.2f}{seconds / score:>8.1f} x")


if __name__ == "__main__":
    main(*sys.argv[1:4])
