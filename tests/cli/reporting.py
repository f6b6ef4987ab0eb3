"""A desk with a year's cases, to make reports at."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.conftest import Desk

YEAR = {
    "bullying": 9,
    "stalking": 6,
    "exclusion": 2,
    "fraud_theft": 7,
    "corruption": 5,
    "reorganisation": 8,
}
"""So many cases of each kind: some to show, some to hide."""
FIELDS = {"fraud_theft": "integrity", "corruption": "integrity", "reorganisation": "out_of_scope"}
PUBLISHED_ON = "2025-02-03"


def open_cases(desk: Desk, kinds: dict[str, int], year: int = 2024, **form: Any) -> list[str]:
    """The cases are there, opened in June of the year and written down then; their ids."""
    desk.go_to(f"{year}-06-01")
    return [
        desk.intake(
            domain=FIELDS.get(kind, "conduct"), kinds=[kind], opened=f"{year}-05-30", **form
        )
        for kind, number in kinds.items()
        for _ in range(number)
    ]


def close_cases(desk: Desk, cases: Iterable[str]) -> None:
    """They are closed on the day it is."""
    for case in cases:
        desk.close(case)


def copied(desk: Desk, root: Path) -> Desk:
    """The same desk elsewhere."""
    root.mkdir(exist_ok=True)
    shutil.copytree(desk.home, root / "home")
    shutil.copytree(desk.folder, root / "dossier")
    copy = Desk(root)
    copy.now = desk.now
    copy.said = desk.said.copy()
    return copy


def reports(desk: Desk) -> dict[str, bytes]:
    """The files of published reports."""
    folder = desk.folder / "reports"
    found = sorted(folder.iterdir()) if folder.exists() else []
    return {path.name: path.read_bytes() for path in found}
