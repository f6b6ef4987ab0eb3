"""The annual report as Markdown: published numbers in a template, own texts made harmless.

A template sees plain dictionaries, numbers, dates and strings made from `Published`, so what was
hidden there cannot come back here. Every string is escaped before the template gets it: the
counsellor's texts read as he typed them and can hold no markup, image, link or raw HTML.
"""

from pathlib import Path
from typing import Any

from vp.domain.counting import RULES
from vp.domain.published import Published, PublishedTable
from vp.render.templates import HIDDEN, day, environment, escape, fill, number

__all__ = ["HIDDEN", "content", "day", "environment", "escape", "number", "report"]


def report(published: Published, language: str, own: Path | None = None) -> str:
    """The report in `nl` or `en`, as Markdown; `own` as in `vp.render.templates.fill`."""
    return fill("report", content(published, language), language, own)


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
        "threshold": published.threshold,
        "band": list(published.band) if published.band else None,
        "figures": dict(published.figures),
        "work": dict(published.work),
        "tables": {key: _table(table, language) for key, table in published.tables.items()},
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
    return {
        "rows": [
            {"label": escape(row.nl if language == "nl" else row.en), "value": row.value}
            for row in table.rows
        ],
        "total": table.total,
        "left_out": table.left_out,
    }
