"""The annual report as Markdown: published numbers in a template, own texts made harmless.

A template sees plain dictionaries, numbers, dates and strings made from `Published`, so what was
hidden there cannot come back here. Every string is escaped before the template gets it: the
counsellor's texts read as he typed them and can hold no markup, image, link or raw HTML.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from vp.domain.counting import RULES
from vp.domain.counts import NOT_RECORDED
from vp.domain.published import Code, Grid, Published, PublishedTable, Shown, Trend, Trends
from vp.domain.trends import MOST
from vp.render.masked import Masked
from vp.render.plain import WIDTH
from vp.render.templates import HIDDEN, day, environment, escape, fill, number

__all__ = ["HIDDEN", "content", "day", "environment", "escape", "number", "report"]

Charts = Literal["file", "text", "none"]

_CELL = re.compile(r"(?<!\\)\|")
_RULER = re.compile(r"\|(?: *:?-+:? *\|)+")
_WIDEST = 60
"""A cell that is longer than this does not make its column wider."""


def report(
    published: Published,
    language: str,
    own: Path | None = None,
    charts: Charts = "none",
    prefix: str = "",
) -> str:
    """The report in `nl` or `en`, as Markdown; `own` as in `vp.render.templates.fill`.

    Its charts are images from files named `PREFIX-NAME.svg` (or `NAME.svg`), bars in text, or
    not there.
    """
    drawn = Drawn(_charts(published, language, charts, prefix))
    return _aligned(fill("report", {**content(published, language), "chart": drawn}, language, own))


class Drawn:
    """What a template calls as `chart(NAME)`: the chart as Markdown, or nothing."""

    def __init__(self, charts: dict[str, str]) -> None:
        self._charts = charts

    def __call__(self, name: str) -> str:
        return self._charts.get(name, "")


def content(published: Published, language: str) -> dict[str, Any]:
    """What a template is given: plain values, every string of a person escaped."""
    mandate, texts = published.mandate, published.texts
    return {
        "organisation": escape(mandate.organisation),
        "counsellor": escape(mandate.counsellor),
        "internal": mandate.internal,
        "scope": mandate.scope.key,
        "hours_per_week": mandate.hours_per_week,
        "renewal": mandate.renewal,
        "period": {
            "label": published.period.label,
            "first": published.period.first,
            "last": published.period.last,
        },
        "edition": published.edition,
        "parts": published.parts,
        "threshold": published.threshold,
        "band": list(published.band) if published.band else None,
        "figures": {key: Masked(one, language) for key, one in published.figures.items()},
        "work": {key: Masked(one, language) for key, one in published.work.items()},
        "tables": {key: _table(table, language) for key, table in published.tables.items()},
        "grids": {key: _grid(grid, language) for key, grid in published.grids.items()},
        "trends": _trends(published.trends, language),
        "audit": _audit(published),
        "given": {to: list(days) for to, days in published.given.items()},
        "findings": [escape(text) for text in texts.findings],
        "recommendations": [escape(text) for text in texts.recommendations],
        "earlier": [
            {"year": one.year, "text": escape(one.text), "state": escape(one.state)}
            for one in texts.earlier
        ],
        "rules": [rule.nl if language == "nl" else rule.en for rule in RULES],
    }


def _table(table: PublishedTable, language: str) -> dict[str, Any]:
    """One breakdown; `rest` is what its hidden rows are together, where a reader can know."""
    return {
        "key": table.key,
        "rows": [
            {
                "label": _label(row, language),
                "value": Masked(row.value, language, blank=row.impossible),
                "impossible": row.impossible,
            }
            for row in table.rows
            if row.code != NOT_RECORDED or row.value != 0
        ],
        "total": Masked(table.total, language),
        "rest": Masked(table.rest, language),
        "adds_up": table.adds_up,
        "left_out": table.left_out,
    }


def _grid(grid: Grid, language: str) -> dict[str, Any]:
    return {
        "key": grid.key,
        "columns": [_label(column, language) for column in grid.columns],
        "rows": [
            {
                "label": _label(row, language),
                "numbers": [Masked(value, language) for value in values],
            }
            for row, values in zip(grid.rows, grid.values, strict=False)
        ],
        "left_out": grid.left_out,
    }


def _trends(trends: Trends, language: str) -> dict[str, Any]:
    """The figures, and again in `blocks` of so many periods as fit beside each other on a line."""
    periods = trends.periods[-MOST:]
    lines = [
        {
            "key": line.key,
            "label": _label(line, language),
            "values": [Masked(value, language) for value in line.values[-MOST:]],
        }
        for line in trends.lines
    ]
    label = max((len(line["label"]) for line in lines), default=0)
    fit = max(1, (WIDTH - label - 4) // (max(map(len, periods), default=1) + 3))
    blocks = -(-len(periods) // fit)
    size = -(-len(periods) // blocks) if blocks else 1
    return {
        "periods": list(periods),
        "lines": lines,
        "blocks": [
            {
                "periods": list(periods[at : at + size]),
                "lines": [{**line, "values": line["values"][at : at + size]} for line in lines],
            }
            for at in range(0, len(periods), size)
        ],
    }


def _audit(published: Published) -> dict[str, Any]:
    audit = published.audit
    return {
        "shown": audit.shown,
        "hidden": audit.hidden,
        "narrowest": list(audit.narrowest) if audit.narrowest else None,
        "proof": escape(audit.proof),
        "earlier_shown": audit.earlier_shown,
        "earlier_reports": audit.earlier_reports,
    }


def _label(code: Code | Shown | Trend, language: str) -> str:
    return escape(code.nl if language == "nl" else code.en)


def _charts(published: Published, language: str, form: Charts, prefix: str) -> dict[str, str]:
    if form == "none":
        return {}
    from vp.render.bars import bars
    from vp.render.charts import Chart, charts

    start = quote(f"{prefix}-") if prefix else ""

    def image(chart: Chart) -> str:
        return f"![{' '.join(escape(chart.alt).split())}]({start}{chart.name}.svg)"

    def text(chart: Chart) -> str:
        told = "\n".join(bars(chart, WIDTH - 4))
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", told)), default=0))
        return f"{fence}\n{told}\n{fence}"

    as_markdown: Callable[[Chart], str] = image if form == "file" else text
    found = charts(published, language)
    return {name: f"\n{as_markdown(chart)}\n" for name, chart in found.items()}


def _aligned(text: str) -> str:
    """The text with the columns of each table under each other, for who reads it as it is."""
    lines: list[str] = []
    table: list[str] = []
    fence = ""
    for line in [*text.split("\n"), ""]:
        if mark := re.match("```+", line):
            fence = "" if line == fence else fence or mark[0]
        if line.startswith("|") and not fence:
            table.append(line)
            continue
        lines += _columns(table)
        table = []
        lines.append(line)
    return "\n".join(lines[:-1])


def _columns(table: list[str]) -> list[str]:
    if len(table) < 2 or not _RULER.fullmatch(table[1]):
        return table
    rows = [[cell.strip() for cell in _CELL.split(line)[1:-1]] for line in table]
    ruler = rows.pop(1)
    if any(len(row) != len(ruler) for row in rows):
        return table
    widths = [
        max([3, *(len(cell) for cell in column if len(cell) <= _WIDEST)])
        for column in zip(*rows, strict=True)
    ]
    right = [cell.endswith(":") for cell in ruler]
    laid = [
        " | ".join(
            cell.rjust(width) if side else cell.ljust(width)
            for cell, width, side in zip(row, widths, right, strict=True)
        )
        for row in rows
    ]
    ruled = ("-" * (width + 1) for width in widths)
    marks = "|".join(f"{r}:" if side else f":{r}" for r, side in zip(ruled, right, strict=True))
    return [f"| {laid[0]} |", f"|{marks}|", *(f"| {row} |" for row in laid[1:])]
