"""The published numbers as data: complete, addable, and of nobody."""

import json
from typing import Any

import pytest

from tests.domain.reports import CLOSED, OPENED, case, cases, of_kinds, publish
from vp.domain.disclosure import to_json
from vp.domain.summary import Step, Summary
from vp.domain.vocabulary import Kind, Route

K = 5


def cells(data: dict[str, Any], table: str) -> list[dict[str, Any]]:
    return [cell for cell in data["cells"] if cell["table"] == table]


def year() -> list[Summary]:
    """A plain year with something to show and something to hide."""
    return of_kinds(
        (Kind.BULLYING, 9),
        (Kind.STALKING, 6),
        (Kind.EXCLUSION, 2),
        (Kind.FRAUD_THEFT, 7),
        (Kind.CORRUPTION, 5),
        (Kind.REORGANISATION, 8),
        closed=CLOSED,
    )


@pytest.mark.requirement("HK-18")
def test_two_reports_can_be_added_up_from_their_data_alone() -> None:
    mine = json.loads(json.dumps(to_json(publish(year()))))
    hers = json.loads(json.dumps(to_json(publish(year()))))
    added: dict[str, int] = {}
    for data in (mine, hers):
        for cell in cells(data, "conduct_kinds"):
            if "value" in cell:
                code = cell["at"].get("kind", "total")
                added[code] = added.get(code, 0) + cell["value"]
    assert added == {"total": 34, "bullying": 18, "rest": 16}
    assert added["total"] == added["bullying"] + added["rest"]


@pytest.mark.requirement("HK-18")
def test_the_data_name_every_code_and_every_place_once() -> None:
    data = to_json(publish(year()))
    assert list(data) == [
        "period",
        "organisation",
        "threshold",
        "dimensions",
        "cells",
        "left_out",
        "texts",
    ]
    found: list[dict[str, Any]] = data["cells"]  # type: ignore[assignment]
    dimensions: dict[str, Any] = data["dimensions"]  # type: ignore[assignment]
    places = [(cell["table"], *sorted(cell["at"].items())) for cell in found]
    assert len(places) == len(set(places))
    for cell in found:
        assert len({"value", "hidden", "band"} & set(cell)) == 1
        assert set(cell["at"]) <= set(dimensions)


@pytest.mark.requirement("BP-03")
def test_no_case_no_name_and_no_small_number_is_in_what_is_published() -> None:
    found = [
        *year(),
        case(800, facts={"kinds": (Kind.DETRIMENT,), "unit": "Bestuurskamer"}, reporter="f00d"),
    ]
    text = json.dumps(to_json(publish(found)), ensure_ascii=False)
    assert not any(summary.id in text for summary in found)
    assert "Bestuurskamer" not in text
    assert "f00d" not in text
    data = json.loads(text)
    values = [c["value"] for c in data["cells"] if "value" in c and c["table"] != "work"]
    assert min(values) >= K
    detriment = [c for c in data["cells"] if c["at"].get("kind") == "detriment"]
    assert [cell.get("hidden") for cell in detriment] == [True]


def test_a_table_of_mentions_has_no_total_in_the_data() -> None:
    def chose(route: Route, numbers: range) -> list[Summary]:
        return cases(numbers, routes=(Step(on=OPENED, route=route),))

    found = [*chose(Route.TALK_ONLY, range(8)), *chose(Route.MEDIATION, range(8, 16))]
    data = to_json(publish([*found, *cases(range(20, 26)), *chose(Route.NO_ACTION, range(30, 35))]))
    routes = [cell for cell in cells(data, "routes") if "value" in cell]
    assert [(cell["at"], cell["value"]) for cell in routes] == [
        ({"route": "talk_only"}, 8),
        ({"route": "mediation"}, 8),
        ({"route": "rest"}, 5),
    ]
    dimensions: dict[str, Any] = data["dimensions"]  # type: ignore[assignment]
    assert dimensions["route"]["adds_up"] is False


def test_a_band_stands_in_the_data_in_place_of_the_number() -> None:
    data = to_json(publish(of_kinds((Kind.BULLYING, 4))))
    new = next(c for c in data["cells"] if c["at"].get("figure") == "new")  # type: ignore[attr-defined]
    assert new == {"table": "key_figures", "at": {"figure": "new"}, "band": [0, 9]}
    assert "role" in data["left_out"]  # type: ignore[operator]
