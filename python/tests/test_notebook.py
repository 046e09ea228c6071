"""`notebooks/gaps.ipynb` runs over two nights of the sample data, shows what it says, and stays small."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from conftest import RESUMES, ROOT, run
from nbclient import NotebookClient

NOTEBOOK = ROOT / "notebooks" / "gaps.ipynb"
CHART = "application/vnd.vegalite"


def two_nights(folder: Path) -> None:
    """The sample's clients, one of whom shows more on the second night."""
    resumes, state = folder / "resumes", str(folder / "state")
    shutil.copytree(RESUMES, resumes)
    run(folder / "report", "--state", state, "--as-of", "2026-11-20", resumes=resumes)
    better = resumes / "ruben_ashgrove_career_changer.md"
    text = better.read_text(encoding="utf-8").replace("## Skills", "- Moved 3 services to Docker and Kubernetes on AWS.\n\n## Skills", 1)
    better.write_text(text, encoding="utf-8")
    assert "Moved 3 services" in text
    run(folder / "report", "--state", state, "--as-of", "2026-11-21", resumes=resumes)


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    folder = tmp_path_factory.mktemp("notebook")
    two_nights(folder)
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()
    return notebook


def shown(notebook: nbformat.NotebookNode, name: str) -> dict[str, object]:
    cell = next(cell for cell in notebook.cells if cell.id == name)
    data: dict[str, object] = {}
    for output in cell.outputs:
        data |= output.get("data", {})
    return data


def test_it_is_kept_without_output() -> None:
    kept = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(kept)
    assert not any(cell.get("outputs") for cell in kept.cells)


def test_every_cell_shows_something_small(executed: nbformat.NotebookNode) -> None:
    assert len(json.dumps(executed)) < 400_000
    for cell in executed.cells:
        if cell.cell_type == "code":
            assert cell.outputs, cell.id
            assert all(output.output_type == "execute_result" for output in cell.outputs), cell.id
    for name in ("demand", "unlocks", "progress"):
        chart = next(value for kind, value in shown(executed, name).items() if kind.startswith(CHART))
        data = next(iter(chart["datasets"].values()))  # type: ignore[index]
        assert len(json.dumps(chart)) < 20_000 and len(data) > 4, name


def test_it_shows_who_got_on(executed: nbformat.NotebookNode) -> None:
    progress = next(value for kind, value in shown(executed, "progress").items() if kind.startswith(CHART))
    points = next(iter(progress["datasets"].values()))  # type: ignore[index]
    score = {(p["run"], p["resume_id"]): p["score"] for p in points}
    client = next(resume for _, resume in score if resume.startswith("ruben-ashgrove"))
    assert score["2026-11-21", client] > score["2026-11-20", client]
    assert client in str(shown(executed, "moved")["text/html"])
    assert "What to do" in str(shown(executed, "gaps")["text/html"])
