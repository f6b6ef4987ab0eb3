"""Published reports made by hand: small and whole, or as large as they get."""

from datetime import UTC, date, datetime
from random import Random
from typing import Any

from vp.domain.counts import Mandate
from vp.domain.frozen import Cell, Certificate, Frozen, Shape, Tie
from vp.domain.period import parse
from vp.domain.published import SMALL, Code
from vp.domain.vocabulary import Scope

AT = datetime(2025, 2, 3, 9, tzinfo=UTC)
DECOY = {"new": 25, "fields/conduct": 14, "fields/integrity": 11, "kinds/bullying": 14}
INTERVALS = {"kinds/bullying": (0, 14), "kinds/exclusion": (0, 14)}
UNITS = {"Logistiek west": 120, "Bestuur & staf": 55}
MANDATE = Mandate(
    organisation="Voorbeeld: B.V. “Zuid”",
    counsellor="Noor de Wit",
    internal=True,
    scope=Scope.BOTH,
    hours_per_week=12.5,
    renewal=None,
)
DIMENSIONS = {
    "field": (
        Code(code="conduct", nl="Gedrag", en="Conduct"),
        Code(code="integrity", nl="Integriteit: geld, macht", en="Integrity"),
    ),
    "kind": (
        Code(code="bullying", nl="pesten", en="bullying"),
        Code(code="no", nl="", en="Yes: 12"),
        Code(code="2024", nl="“2024”", en="true"),
    ),
}
TABLES = {
    "fields": Shape(dimensions=("field",), of="new"),
    "kinds": Shape(dimensions=("kind",), of="fields/conduct"),
    "also": Shape(dimensions=("kind",), of="new", adds_up=False, left_out=SMALL),
    "field_kind": Shape(dimensions=("field", "kind"), of="new", left_out=SMALL),
}


def frozen(label: str = "2024", edition: int = 1, new: int = 25, **fields: Any) -> Frozen:
    """The report of this period: of so many new cases, with two hidden kinds."""
    told: dict[str, Any] = {
        "author": "0123456789abcdef",
        "period": parse(label),
        "edition": edition,
        "published": date(2025, 2, 3),
        "threshold": 5,
        "mandate": MANDATE,
        "dimensions": DIMENSIONS,
        "tables": TABLES,
        "cells": (
            Cell(table="key_figures", name="new", at={"figure": "new"}, value=new),
            Cell(table="fields", name="fields/conduct", at={"field": "conduct"}, value=14),
            Cell(
                table="fields", name="fields/integrity", at={"field": "integrity"}, value=new - 14
            ),
            Cell(table="kinds", name="kinds/bullying", at={"kind": "bullying"}, hidden=True),
            Cell(table="kinds", name="kinds/exclusion", at={"kind": "no"}, hidden=True),
            Cell(table="kinds", name="kinds/none", at={"kind": "2024"}, impossible=True),
            Cell(table="figures", name="relayed", at={"figure": "Logistiek west"}, band=(10, 14)),
            Cell(table="figures", name="median_days", at={"figure": "median_days"}, value=9.0),
            Cell(table="work", name="hours", at={"work": "hours"}, value=0.5),
        ),
        "ties": (
            Tie(left=("new",), right=("fields/conduct", "fields/integrity")),
            Tie(left=("fields/conduct",), right=("kinds/bullying", "kinds/exclusion")),
        ),
        "certificate": Certificate(
            base=DECOY,
            witnesses=({"kinds/bullying": 0, "kinds/exclusion": 14}, {"kinds/bullying": 14}),
            least={"kinds/bullying": 0, "kinds/exclusion": 1},
            greatest={"kinds/bullying": 1, "kinds/exclusion": 0},
        ),
        "proof": "ab" * 32,
    }
    return Frozen(**(told | fields))


def large(label: str, edition: int = 1, *, cells: int = 250, ties: int = 60) -> Frozen:
    """A report as large as they get, half of it hidden, with two witnesses for each hidden cell."""
    chance = Random(f"{label} {edition}")
    names = [f"unit_kind/Vestiging Noord {row // 12}/soort_{row % 12}" for row in range(cells)]
    hidden = set(names[::2])
    witnesses = tuple(
        {name: chance.randrange(12) for name in chance.sample(names, 24)} for _ in range(cells)
    )
    places = {name: number for number, name in enumerate(sorted(hidden))}
    units = dict.fromkeys(name.split("/")[1] for name in names)
    kinds = dict.fromkeys(name.split("/")[2] for name in names)
    return frozen(
        label,
        edition,
        dimensions={
            "unit": tuple(Code(code=one, nl=one, en=one) for one in units),
            "kind": tuple(Code(code=one, nl=one, en=one) for one in kinds),
        },
        tables={"unit_kind": Shape(dimensions=("unit", "kind"), of="new")},
        cells=tuple(
            Cell(
                table="unit_kind",
                name=name,
                at={"unit": name.split("/")[1], "kind": name.split("/")[2]},
                value=None if name in hidden else chance.randrange(5, 60),
                hidden=name in hidden,
            )
            for name in names
        ),
        ties=tuple(
            Tie(left=(f"total_{number}",), right=tuple(chance.sample(names, 12)))
            for number in range(ties)
        ),
        certificate=Certificate(
            base=decoy_of(names, chance),
            witnesses=witnesses,
            least=places,
            greatest={name: place + len(places) for name, place in places.items()},
        ),
    )


def decoy_of(names: list[str], chance: Random) -> dict[str, int]:
    """A number for each name."""
    return {name: chance.randrange(60) for name in names}
