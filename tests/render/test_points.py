"""What check found is said once for all cases that have the same points."""

from collections.abc import Iterator

import pytest

from vp import locale
from vp.render.points import points

LACKS = [("the limits were not explained yet", "vp edit {}"), ("no role", "vp edit {}")]


@pytest.fixture
def _dutch() -> Iterator[None]:
    locale.use("nl")
    yield
    locale.use("en")


def of(case: str, *told: tuple[str, str]) -> list[dict[str, str]]:
    return [{"case": case, "says": says, "repair": repair.format(case)} for says, repair in told]


def shown(*found: list[dict[str, str]]) -> list[str]:
    return list(points([one for those in found for one in those]))


def test_what_repairs_several_points_stands_once() -> None:
    assert shown(of("k7fm-2qxd", *LACKS)) == [
        "k7fm-2qxd:",
        "- the limits were not explained yet",
        "- no role",
        "    vp edit k7fm-2qxd",
    ]


def test_cases_with_the_same_points_stand_together() -> None:
    other = of("m3nn-1abc", ("closed without aftercare in m3nn-1abc", "vp note {}"))
    told = shown(of("k7fm-2qxd", *LACKS), other, of("p4qr-9xyz", *LACKS))
    assert told == [
        "k7fm-2qxd, p4qr-9xyz:",
        "- the limits were not explained yet",
        "- no role",
        "    vp edit CASE",
        "m3nn-1abc:",
        "- closed without aftercare in m3nn-1abc",
        "    vp note m3nn-1abc",
    ]


def test_what_is_of_no_case_stands_under_none() -> None:
    assert shown(of("", ("there is no recovery key", "vp key recovery"))) == [
        "- there is no recovery key",
        "    vp key recovery",
    ]


@pytest.mark.usefixtures("_dutch")
def test_what_is_to_be_filled_in_is_said_in_the_language_in_use() -> None:
    told = shown(of("k7fm-2qxd", *LACKS), of("p4qr-9xyz", *LACKS))
    assert told[-1] == "    vp edit ZAAK"
    assert shown(of("", ("no date", "vp remind k7fm-2qxd --on DATE"))) == [
        "- no date",
        "    vp remind k7fm-2qxd --on DATUM",
    ]
