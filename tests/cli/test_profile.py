"""`vp profile`: what it prints is what it takes."""

import pytest

from tests.cli.seat import typed
from tests.conftest import Desk
from vp.store import strict

FILLED = {
    "renewal": "2027-01-01",
    "positions": ["manager"],
    "units": {"Logistiek": "40", "12": "0"},
    "hours_per_week": "2.5",
    "cannot_occur": ["position/volunteer"],
    "terms": {"retention_months": "12"},
    "directory": {"desk": {"name": "Meldpunt: intern", "note": "- on\n- off"}},
    "reach": "06-00000000",
}


@pytest.mark.parametrize("settings", [{}, FILLED])
def test_what_it_prints_it_takes_and_nothing_changes(
    desk: Desk, settings: dict[str, object]
) -> None:
    desk.set(**settings)
    told, before = desk.do("profile").out, desk.do("profile", "--json").json
    assert "None" not in told
    assert list(strict.load(told.encode(), "told")) != []
    desk.do("profile", "--from", "-", text=told)
    assert desk.do("profile").out == told
    assert desk.do("profile", "--json").json == before


@pytest.mark.parametrize(("answer", "kept"), [("", ["hr", "legal"]), ("n", [])])
def test_posts_that_are_recorded_are_shown_and_enter_leaves_them(
    desk: Desk, answer: str, kept: list[str]
) -> None:
    desk.set(positions=["hr", "legal"])
    answers = f"{5 * chr(10)}\n{answer}\n{20 * chr(10)}"
    told = typed(desk, "profile", "--ask", lines=answers)
    assert told.code == 0
    assert "Your other posts: HR; " in told.err
    assert desk.do("profile", "--json").json["positions"] == kept
