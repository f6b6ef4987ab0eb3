"""A desk to make letters at: the settings they need, and what they are made of."""

from typing import Any

from tests.cli.conftest import WORD
from tests.conftest import Desk, Result
from vp.domain.letters import ABOUT_A_CASE, LetterKind

SETTINGS: dict[str, Any] = {
    "counsellor": "Anna Smit",
    "complaint_address": "de secretaris",
    "replacement": "Piet Bos",
    "report_desk": "Meldpunt",
    "directory": {"vp": {"name": "Anna", "address": "06-22222222"}},
}
ABOUT_NONE = [kind.key for kind in LetterKind if kind not in ABOUT_A_CASE]


def settled(desk: Desk) -> Desk:
    """The desk with these settings."""
    desk.set(**SETTINGS)
    return desk


def consented(desk: Desk, case: str, *words: str, text: str = f"That the {WORD} is there.") -> str:
    """The id of a consent with this text."""
    given = words or ("--kind", "share_manager", "--form", "unnamed")
    told = desk.do("consent", "give", case, *given, "--json", text=text)
    found: str = told.json["id"]
    return found


def relayed(desk: Desk, case: str, text: str = "Money goes missing.") -> None:
    """A message went out through the counsellor."""
    words = ("--kind", "relay_report", "--to", "integrity_officer", "--form", "unnamed")
    consented(desk, case, *words)
    desk.do("relay", case, "--direction", "out", text=text)


def weighed(desk: Desk, case: str) -> str:
    """The id of a weighing that was begun."""
    opened = desk.do("breach", "open", case, "--ground", "conflict_of_duties", "--json")
    found: str = opened.json["id"]
    return found


def made(desk: Desk, case: str) -> list[tuple[str, int]]:
    """What was counted in the case."""
    log = desk.shown(case)["log"]
    return [(one["what"], one.get("copies", 1)) for one in log if one["entry"] == "made"]


def spoken(result: Result) -> str:
    """What was said on standard error, without the line breaks of a terminal."""
    return " ".join(result.err.split())
