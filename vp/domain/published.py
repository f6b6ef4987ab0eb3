"""What a reader may see: plain values only. A template gets this, and nothing else of a case."""

from datetime import date

from vp.domain.counting import RULES
from vp.domain.counts import Mandate, Texts
from vp.domain.period import Period
from vp.domain.record import Record

REST = "rest"
REST_NL = "overige (samengenomen)"
REST_EN = "other (taken together)"

KEY_FIGURES = ("start", "new", "reopened", "closed", "end", "carried")
"""The figures that balance; `carried` is start and reopened together, where they are hidden."""

FEW = "few"
"""Left out, because the period has too few reporters for any breakdown."""
SMALL = "small"
"""Left out, because the rows that would be shown are too few or too small."""


class Code(Record, kw_only=True):
    """A code of a dimension with its labels."""

    code: str
    nl: str
    en: str


class Shown(Record, kw_only=True):
    """One number that is shown."""

    code: str
    nl: str
    en: str
    value: int


class PublishedTable(Record, kw_only=True):
    """A table as it is shown, or the reason why it is left out.

    What is not among `rows` is in the row `rest`, or hidden; nobody can tell whether it is zero.
    """

    key: str
    dimension: str
    codes: tuple[Code, ...]
    rows: tuple[Shown, ...] = ()
    total: int | None = None
    adds_up: bool = True
    within: tuple[str, ...] = ()
    """The codes of the fields whose cases this table breaks down; empty means all."""
    left_out: str = ""


class Published(Record, kw_only=True):
    """The report's numbers, after disclosure control; None is a hidden number."""

    period: Period
    mandate: Mandate
    threshold: int
    band: tuple[int, int] | None = None
    """Between which numbers `new` lies, when it is too small to be given."""
    tables: dict[str, PublishedTable]
    figures: dict[str, float | None]
    work: dict[str, float]
    given: dict[str, tuple[date, ...]]
    texts: Texts


def to_json(published: Published) -> dict[str, object]:
    """The published numbers as data that a coordinator can add up, of plain JSON values.

    `cells` holds, per table and place, a `value`, a `band` or `hidden`; a place without a
    dimension is the total over it. The row `rest` takes the hidden codes of its table together.
    """
    period = published.period
    tables = published.tables.values()
    return {
        "period": {
            "label": period.label,
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
        },
        "organisation": published.mandate.organisation,
        "threshold": published.threshold,
        "dimensions": _dimensions(published),
        "cells": [
            *_figure_cells(published),
            *(cell for table in tables if not table.left_out for cell in _cells(table)),
        ],
        "left_out": [table.key for table in tables if table.left_out],
        "texts": _texts(published),
    }


def _dimensions(published: Published) -> dict[str, object]:
    dimensions: dict[str, object] = {
        "figure": {"codes": [*published.figures], "adds_up": False},
        "work": {"codes": [*published.work], "adds_up": True},
    }
    codes: dict[str, dict[str, Code]] = {}
    adding: dict[str, bool] = {}
    for table in published.tables.values():
        codes.setdefault(table.dimension, {}).update({code.code: code for code in table.codes})
        adding[table.dimension] = table.adds_up
    rest = Code(code=REST, nl=REST_NL, en=REST_EN)
    for dimension, found in codes.items():
        dimensions[dimension] = {
            "codes": [
                {"code": code.code, "nl": code.nl, "en": code.en}
                for code in (*found.values(), rest)
            ],
            "adds_up": adding[dimension],
        }
    return dimensions


def _figure_cells(published: Published) -> list[dict[str, object]]:
    cells: list[dict[str, object]] = []
    for key, value in published.figures.items():
        table = "key_figures" if key in KEY_FIGURES else "figures"
        cell: dict[str, object] = {"table": table, "at": {"figure": key}}
        if key == "new" and published.band:
            cell["band"] = [*published.band]
        elif value is None:
            cell["hidden"] = True
        else:
            cell["value"] = value
        cells.append(cell)
    for key, value in published.work.items():
        cells.append({"table": "work", "at": {"work": key}, "value": value})
    return cells


def _cells(table: PublishedTable) -> list[dict[str, object]]:
    place = {"field": "+".join(table.within)} if table.within else {}
    values = {row.code: row.value for row in table.rows}
    cells: list[dict[str, object]] = []
    if table.total is not None:
        cells.append({"table": table.key, "at": place, "value": table.total})
    for code in (*(code.code for code in table.codes), REST):
        cell: dict[str, object] = {"table": table.key, "at": {**place, table.dimension: code}}
        if code in values:
            cells.append({**cell, "value": values[code]})
        elif code != REST:
            cells.append({**cell, "hidden": True})
    return cells


def _texts(published: Published) -> dict[str, object]:
    texts = published.texts
    return {
        "findings": [*texts.findings],
        "recommendations": [*texts.recommendations],
        "earlier": [
            {"year": one.year, "text": one.text, "state": one.state} for one in texts.earlier
        ],
        "rules": [{"nl": rule.nl, "en": rule.en} for rule in RULES],
        "given": {to: [day.isoformat() for day in days] for to, days in published.given.items()},
    }
