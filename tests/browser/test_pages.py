"""What a coach and a client do with the pages, in a real browser."""

import base64
import importlib.util
import re
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

AXE = (Path(importlib.util.find_spec("axe_playwright_python").origin).parent / "axe.min.js").read_text()


def all_of(where, css):
    return where.find_elements(By.CSS_SELECTOR, css)


def one(where, css):
    return where.find_element(By.CSS_SELECTOR, css)


def shown(where, css):
    return [element for element in all_of(where, css) if element.is_displayed()]


def list_of(page, section):
    """The list below the heading with this id."""
    return one(page, f"section[aria-labelledby='{section}'] [data-list]")


def clients(out):
    return sorted((out / "report" / "resumes").glob("*.html"))


def client(out, name):
    return next(page for page in clients(out) if name in page.name)


def numbers(rows, column):
    return [float(all_of(row, "th, td")[column].text) for row in rows]


@pytest.mark.parametrize("scheme, width", [("light", 1200), ("dark", 390)])
def test_axe_finds_no_violation(opened, sample, large, scheme, width):
    pages = [sample / "backend/report/index.html", *clients(sample / "backend")[:2], sample / "changes/changes.html"]
    for path in [*pages, large / "report/index.html", client(large, "client-07")]:
        page = opened(path)
        feature = {"name": "prefers-color-scheme", "value": scheme}
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        page.execute_script("document.querySelectorAll('details').forEach((d, at) => (d.open = at < 3))")
        page.execute_script(AXE)
        found = page.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
        assert not found["violations"], (path.name, [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]])
        wide = page.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{path.name} is wider than the window"


def test_a_table_is_sorted_by_its_heads_with_mouse_and_keyboard(opened, large):
    page = opened(large / "report/index.html")
    who = list_of(page, "who")
    heads = all_of(who, "thead th")
    rows = lambda: shown(who, "tbody tr")
    assert [head.text.split("\n")[0] for head in heads][:3] == ["Client", "Score", "Best posting"]
    one(heads[1], "button").click()
    assert heads[1].get_attribute("aria-sort") == "descending"
    falling = numbers(rows(), 1)
    assert falling == sorted(falling, reverse=True) and len(set(falling)) > 1
    one(heads[1], "button").send_keys(Keys.ENTER)
    assert heads[1].get_attribute("aria-sort") == "ascending"
    rising = numbers(rows(), 1)
    assert rising == sorted(rising) and rising[0] <= falling[-1]
    one(heads[0], "button").send_keys(Keys.SPACE)
    assert heads[1].get_attribute("aria-sort") is None
    names = [one(row, "th a").text for row in rows()]
    assert names == sorted(names) and names[0] == "client 00"


def test_search_filters_and_pages_narrow_a_list(opened, large):
    page = opened(large / "report/index.html")
    who = list_of(page, "who")
    status = one(who, "[role=status]")
    assert status.text == "60 clients" and len(shown(who, "tbody tr")) == 25
    one(who, "[data-next]").click()
    one(who, "[data-next]").click()
    assert len(shown(who, "tbody tr")) == 10 and not one(who, "[data-next]").is_enabled()
    one(who, "[data-search]").send_keys("CLIENT 07")
    assert status.text == "1 of 60 clients" and len(shown(who, "tbody tr")) == 1
    assert not one(who, "[data-turn]").is_displayed()
    one(who, "[data-search]").clear()
    one(who, "[data-search]").send_keys("no such client")
    assert status.text == "0 of 60 clients" and not shown(who, "tbody tr")
    one(who, "[data-search]").clear()
    one(who, "[data-search]").send_keys(" ")
    Select(one(who, "[data-filter]")).select_by_value("yes")
    reaching = int(status.text.split()[0])
    assert 0 < reaching < 60 and min(numbers(shown(who, "tbody tr"), 1)) >= 70

    demand = list_of(page, "demand")
    Select(one(demand, "[data-filter]")).select_by_visible_text("Databases")
    assert {all_of(row, "td")[0].text for row in shown(demand, "tbody tr")} == {"Databases"}
    # No table shows more than a few dozen rows at once.
    assert max(len(shown(table, "tbody tr")) for table in all_of(page, "table")) <= 25


def test_a_posting_opens_with_the_words_of_both_sides(opened, large):
    page = opened(client(large, "client-07"))
    postings = list_of(page, "postings")
    first = one(postings, "details")
    assert not shown(first, ".demands")
    one(first, "summary").send_keys(Keys.ENTER)
    sides = {side.text.lower() for side in shown(first, ".side")}
    assert sides == {"posting", "resume"} and shown(first, ".quotes q")
    one(postings, "[data-open]").click()
    assert all(detail.get_attribute("open") for detail in shown(postings, "details"))
    one(postings, "[data-open]").click()
    assert not any(detail.get_attribute("open") for detail in shown(postings, "details"))


def test_a_clients_lists_are_sorted_and_filtered(opened, large):
    page = opened(client(large, "client-07"))
    postings = list_of(page, "postings")
    scores = lambda: [float(score.text) for score in shown(postings, ".score")]
    Select(one(postings, "[data-sort]")).select_by_value("score")
    assert scores() == sorted(scores(), reverse=True)
    Select(one(postings, "[data-filter=rests]")).select_by_value("thin")
    assert shown(postings, "details")
    assert all("Rests on" in detail.text for detail in shown(postings, "details"))
    work = list_of(page, "work")
    assert shown(work, "mark.number") and shown(work, "mark.flag")
    flags = Select(one(work, "[data-filter=flags]"))
    flags.select_by_value("weak_opener")
    assert 0 < len(shown(work, ".statement")) < len(all_of(work, ".statement"))
    assert all("weak opener" in statement.text.lower() for statement in shown(work, ".statement"))


def test_thin_scores_say_so_and_stand_last(opened, large):
    page = opened(client(large, "client-07"))
    demands = [int(d.get_attribute("data-demands")) for d in all_of(page, ".posting")]
    solid = [n >= 4 for n in demands]
    assert True in solid and False in solid and solid == sorted(solid, reverse=True)


@pytest.mark.parametrize("which", range(3))
def test_a_client_prints_on_two_to_four_pages(opened, sample, which):
    page = opened(clients(sample / "backend")[which * 3])
    pdf = base64.b64decode(page.print_page())
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 4


def test_what_documents_hold_does_nothing(opened, planted):
    for path in [planted / "report/index.html", *clients(planted)]:
        page = opened(path)
        page.execute_script("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        for link in all_of(page, "a[href]"):
            assert link.get_attribute("href").startswith(("file:", "https://example.com/"))
        assert page.execute_script("return window.planted") is None
        assert len(all_of(page, "script")) == 1 and not all_of(page, "img, iframe, object, form")
        assert "<script>window.planted=1" in page.execute_script("return document.body.textContent")
        assert not page.get_log("browser"), "the browser complains of nothing"


def test_a_page_fetches_nothing_and_runs_nothing_but_its_own_script(opened, sample):
    page = opened(clients(sample / "backend")[0])
    assert page.execute_script("return performance.getEntriesByType('resource').length") == 0
    page.execute_script(
        "const s = document.createElement('script'); s.textContent = 'window.planted = 1'; document.body.append(s);"
        "document.body.setAttribute('style', 'color: red');"
    )
    assert page.execute_script("return window.planted") is None
    assert page.execute_script("return getComputedStyle(document.body).color") != "rgb(255, 0, 0)"


def test_a_page_is_whole_without_script(opened, large, browser):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    page = opened(large / "report/index.html")
    who = list_of(page, "who")
    assert len(shown(who, "tbody tr")) == 60
    assert not shown(page, "[data-controls], [data-foot]") and not all_of(who, "thead button")


def test_refused_documents_say_what_to_do(opened, large):
    page = opened(large / "report/index.html")
    refused = {one(row, "th").text: all_of(row, "td")[1].text for row in shown(list_of(page, "rejects"), "tbody tr")}
    assert set(refused) == {"broken.pdf", "empty.txt"} and all(refused.values())
