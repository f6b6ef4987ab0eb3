"""The report in a real browser: it prints on A4, and each chart is there."""

import os
import re
import subprocess
from collections import Counter
from pathlib import Path
from shutil import which

import pytest

from tests.render.drawings import FULL
from vp.render.charts import charts
from vp.render.html import document

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
A4 = (595, 842)
"""In points."""

MARKDOWN = """# Jaarverslag vertrouwenspersoon 2024

**Organisatie:** Voorbeeld BV

## 1. Aard van de zaken

![de soorten](verslag-2024-kinds.svg)

**Nieuwe zaken**

| soort | aantal |
|:---|---:|
| pesten | 14 |

## 2. Routes

![de routes](verslag-2024-routes.svg)

## 3. Ontwikkeling

![de jaren](verslag-2024-trend.svg)

![de uren](verslag-2024-hours.svg)
"""


@pytest.fixture(scope="module")
def browser() -> str:
    """A browser without a window; skipped visibly where there is none, but never in CI."""
    found = next(filter(None, map(which, BROWSERS)), "")
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs chromium (Debian: apt install chromium)")
        pytest.skip("chromium is not installed (Debian: apt install chromium)")
    return found


def browse(browser: str, folder: Path, *options: str) -> str:
    """What the browser says of the report, as it was asked to look at it."""
    file = folder / "verslag.html"
    found = charts(FULL, "nl")
    file.write_text(document(MARKDOWN, "Jaarverslag 2024", "nl", found), "utf-8")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    command += [f"--user-data-dir={folder / 'browser'}", *options, file.as_uri()]
    told = subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=True, cwd=folder
    )
    return told.stdout


def test_it_prints_on_a4(browser: str, tmp_path: Path) -> None:
    browse(browser, tmp_path, f"--print-to-pdf={tmp_path / 'a.pdf'}", "--no-pdf-header-footer")
    pdf = (tmp_path / "a.pdf").read_bytes()
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
    assert {(round(float(wide)), round(float(high))) for wide, high in boxes} == {A4}
    assert 2 <= len(boxes) <= 4


def test_the_browser_shows_each_chart_with_its_words(browser: str, tmp_path: Path) -> None:
    dom = browse(browser, tmp_path, "--dump-dom")
    for chart in charts(FULL, "nl").values():
        assert f"<figcaption>{chart.title}</figcaption>" in dom
        assert f'<desc id="vp-{chart.name}-desc">{chart.alt}</desc>' in dom
        assert f'id="vp-{chart.name}-title"' in dom
    tags = Counter(re.findall(r"<([a-z]+)", dom))
    assert (tags["figure"], tags["svg"], tags["caption"]) == (4, 4, 1)
    groups = [group for chart in charts(FULL, "nl").values() for group in chart.groups]
    assert tags["rect"] + tags["circle"] == sum(len(group.shown) for group in groups)
