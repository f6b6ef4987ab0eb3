"""A desk whose `vp check` has little to say, and what it says."""

import re

from tests.cli.conftest import TEXT
from tests.conftest import Desk

STICK = "stick"
PHRASE = "merel zingt in de tuin"


def prepared(desk: Desk) -> Desk:
    """The desk with two cases, a closed one, a copy of the keys, a version in git."""
    desk.set(reach="telefonisch")
    for wish in (TEXT, "nog een zaak"):
        desk.intake(wish=wish)
    desk.close(desk.cases()[0], "--outcome", "conduct_stopped", "--on", "2026-05-01")
    desk.do("key", "backup", desk.root / STICK)
    desk.do("sync")
    return desk


def told(desk: Desk, *words: str) -> dict[str, str]:
    """What check says, by key: what puts it right."""
    found = desk.run("check", "--json", *words).json
    return {one["key"]: one["repair"] for one in found if not one["case"]}


def follow(desk: Desk, repair: str) -> None:
    """The first command that stands in the repair is given, as it stands there."""
    found = re.search(r"vp (check --(repair|accept \S+)|(purge|sync) --confirm \S+)", repair)
    assert found, repair
    desk.run(*found[1].split())
