"""The key on paper and the identity of a deputy, used without vp."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.store.cabinets import SECRET, Kept, make_kept, remove_deputy
from tests.strategies import CASE, TODAY, note
from vp.render.recovery import page


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return make_kept(tmp_path / "laptop")


@pytest.fixture
def paper(kept: Kept) -> str:
    """The page with the recovery key that the laptop was made with."""
    return page(kept.paper.secret(), kept.paper.recipient, kept.private.name, TODAY, "nl")


def by_hand(identity: Path, keys: Path, cases: Path, age: str) -> bytes:
    line = f"{age} -d -i {identity} {keys}/{CASE}*.age | {age} -d -i - {cases}/{CASE}.age"
    return subprocess.run(["sh", "-c", line], capture_output=True, check=False).stdout


def test_the_line_on_paper_typed_back_opens_a_case(age: str, kept: Kept, paper: str) -> None:
    text = re.sub(r"<style>.*</style>|<[^>]*>", " ", paper, flags=re.DOTALL)
    typed = kept.root / "herstel.txt"
    typed.write_text("".join(re.findall(r"AGE-SECRET-KEY-1[0-9A-Z]{58}\b", text)) + "\n")
    assert SECRET.encode() in by_hand(typed, kept.keys, kept.cases, age)


def bitmap(page_text: str) -> bytes:
    """The QR code of a page as a bitmap, four dots a module."""
    (side,) = set(re.findall(r'<svg width="([0-9]+)" height="\1"', page_text))
    (drawn,) = re.findall(r'class="qrline"[^>]* d="([^"]*)"', page_text)
    modules = int(side) // 6
    dark = [[0] * modules for _row in range(modules)]
    x, y = 0, 0
    for kind, first, second in re.findall(r"([Mmh])(-?[0-9.]+)(?:[ ,]?(-?[0-9.]+))?", drawn):
        if kind == "h":
            dark[y][x : x + int(first)] = [1] * int(first)
            x += int(first)
        elif kind == "M":
            x, y = int(first), int(float(second))
        else:
            x, y = x + int(first), y + int(float(second))
    rows = [" ".join(str(dot) for dot in row for _n in range(4)) for row in dark for _n in range(4)]
    return f"P1\n{modules * 4} {modules * 4}\n{chr(10).join(rows)}\n".encode()


def test_the_code_on_paper_reads_as_the_line(kept: Kept, paper: str) -> None:
    found = shutil.which("zbarimg")
    if found is None:
        pytest.skip("zbarimg is not installed (Debian: apt install zbar-tools)")
    image = kept.root / "code.pbm"
    image.write_bytes(bitmap(paper))
    told = subprocess.run(
        [found, "--quiet", "--raw", image], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == kept.paper.secret()


def test_the_page_needs_nothing_from_elsewhere(paper: str) -> None:
    assert "default-src 'none'" in paper
    assert not re.findall(r"<(?:script|img|link|iframe|object)|url\(|@import", paper)
    assert set(re.findall(r"https?://[^\"' ]*", paper)) <= {"http://www.w3.org/2000/svg"}


def test_what_a_deputy_kept_opens_nothing_that_is_written_after_he_left(
    age: str, kept: Kept
) -> None:
    identity = kept.root / "deputy.txt"
    identity.write_text(f"{kept.deputy.secret()}\n")
    old = kept.twin(kept.root.parent / "old")
    assert SECRET.encode() in by_hand(identity, kept.keys, kept.cases, age)
    remove_deputy(kept)
    kept.append(CASE, note(number=9))
    assert by_hand(identity, kept.keys, kept.cases, age) == b""
    assert by_hand(identity, old.keys, kept.cases, age) == b""
    assert SECRET.encode() in by_hand(identity, old.keys, old.cases, age)
