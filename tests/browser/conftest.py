"""Runs of gaprank whose pages are driven, and the browser that drives them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).parents[2]
SKILLS = ["Rust", "Kafka", "PostgreSQL", "Docker", "Kubernetes", "Redis", "Python", "Terraform", "GraphQL", "Prometheus"]

# What a posting or a resume may hold to do harm. Each would leave a mark in the page's `window` if it ran.
SCRIPT = "<script>window.planted=1</script>"
IMAGE = '"><img src=x onerror="window.planted=2">'
FORMULA = '=HYPERLINK("http://127.0.0.1:9/x","click")'
ADDRESS = "javascript:window.planted=3"


def gaprank(*args):
    subprocess.run([os.environ["GAPRANK"], *map(str, args)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def run(folder, postings, resumes):
    """The pages of a run over texts: postings as CSV lines, resumes by file name."""
    (folder / "resumes").mkdir(parents=True)
    (folder / "postings.csv").write_text("id,title,company,job_url,description\n" + "".join(postings))
    for name, text in resumes.items():
        (folder / "resumes" / name).write_text(text)
    out = folder / "out"
    gaprank("run", "--quiet", "--postings", folder / "postings.csv", "--resumes", folder / "resumes", "--out", out)
    return out


def cell(text):
    return '"' + text.replace('"', '""') + '"'


def posting(number, skills, title="Engineer", company="Example Ltd", url=""):
    asked = "\n".join(f"- {skill}" for skill in skills)
    return ",".join(map(cell, [f"p{number}", title, company, url, f"Requirements:\n{asked}"])) + "\n"


def resume(name, shown, listed=()):
    bullets = [f"- Worked on the order service with {skill} for 40,000 users" for skill in shown]
    bullets += [f"- Cut the latency of the search API from {800 + at} ms to 90 ms" for at in range(8)]
    bullets = "\n".join(bullets)
    # Words of each person's own, so that no two resumes say nearly the same.
    own = " ".join(f"{name.replace(' ', '')}{at}" for at in range(80))
    return (
        f"{name}\n\nSummary\n\n{own}\n\nSkills\n\n{', '.join(listed)}\n\nExperience\n\n"
        f"Engineer, Example Ltd, January 2020 - March 2024\n{bullets}\n"
    )


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The pages over sample_data, with a comparison of two of its runs beside them."""
    folder = tmp_path_factory.mktemp("sample")
    given = ["--postings", "sample_data/postings.csv", "--resumes", "sample_data/resumes"]
    for profile in ["backend", "data"]:
        gaprank("run", "--quiet", *given, "--profile", profile, "--out", folder / profile)
    gaprank("compare", folder / "backend", folder / "data", "--out", folder / "changes")
    return folder


@pytest.fixture(scope="session")
def large(tmp_path_factory):
    """A cohort that needs paging: 60 clients, 80 postings."""
    some = lambda n, many: [SKILLS[(n * 3 + step * (1 + n % 4)) % len(SKILLS)] for step in range(many)]
    postings = [posting(n, dict.fromkeys(some(n, 1 + n % 6)), f"Engineer {n}", f"Firm {n}") for n in range(80)]
    resumes = {f"client_{n:02}.txt": resume(f"Client {n}", some(n, 1 + n % 5), some(n + 1, 4)) for n in range(60)}
    return run(tmp_path_factory.mktemp("large"), postings, resumes | {"broken.pdf": "no PDF", "empty.txt": ""})


@pytest.fixture(scope="session")
def planted(tmp_path_factory):
    """Harm in every place that pages show: names of files, titles, companies, addresses, demands, statements."""
    postings = [
        posting(1, ["Rust", f"Kafka {SCRIPT}", "PostgreSQL", "Docker"], f"{SCRIPT} Engineer", IMAGE, ADDRESS),
        posting(2, ["Rust", f"Kafka {IMAGE}"], FORMULA, f"{FORMULA} Ltd", "https://example.com/?a=1&b=<script>"),
    ]
    resumes = {
        "a<img src=x onerror=window.planted=4>.txt": resume(f"Ada {SCRIPT}", [f"Rust {SCRIPT}", f"Kafka {IMAGE}", FORMULA]),
        "b'><script>window.planted=5<.txt": "no",
    }
    return run(tmp_path_factory.mktemp("planted"), postings, resumes)


@pytest.fixture(scope="session")
def browser():
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--window-size=1200,1000"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(service=Service(shutil.which(os.environ.get("CHROMEDRIVER", "chromedriver"))), options=options)
    yield driver
    driver.quit()


@pytest.fixture
def opened(browser):
    """Opens a page: its elements by CSS selectors, and what the browser complained of."""

    def open_page(path):
        browser.get_log("browser")
        browser.get(Path(path).as_uri())
        return browser

    yield open_page
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
