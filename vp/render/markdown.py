"""The annual report as Markdown: published numbers in a template, own texts made harmless.

A template sees plain dictionaries, numbers, dates and strings made from `Published`, so what was
hidden there cannot come back here. Every string is escaped before the template gets it: the
counsellor's texts read as he typed them and can hold no markup, image, link or raw HTML.
"""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vp.domain.counting import RULES
from vp.domain.published import Published, PublishedTable

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

HIDDEN = "x"
"""The one sign for every hidden number, so that small and hidden beside small look the same."""

_MONTHS = {
    "nl": """januari februari maart april mei juni
        juli augustus september oktober november december""",
    "en": """January February March April May June
        July August September October November December""",
}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$@^])|(?<=\w)(\.)(?=\w)|(:)(?=//)")
_LINE_START = re.compile(r"(?:([-+=#:])|([0-9]{1,9})([.)]))")


def report(published: Published, language: str, own: Path | None = None) -> str:
    """The report in `nl` or `en`, as Markdown.

    `own` is a folder with the counsellor's own templates, laid out as those of vp
    (`nl/report.md.j2`); what is not there comes from vp.
    """
    template = environment(language, own).get_template(f"{language}/report.md.j2")
    text = template.render(content(published, language))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def environment(language: str, own: Path | None = None) -> "ImmutableSandboxedEnvironment":
    """A sandbox in which a template can read what it is given, and write; nothing else."""
    from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PackageLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    loaders: list[BaseLoader] = [FileSystemLoader(own)] if own else []
    loaders.append(PackageLoader("vp.templates", ""))
    sandbox = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        undefined=StrictUndefined,
        autoescape=False,  # Markdown, not HTML: `content` escapes every string
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name in ("cycler", "joiner", "namespace", "lipsum"):
        del sandbox.globals[name]
    sandbox.filters["number"] = lambda value: number(value, language)
    sandbox.filters["day"] = lambda value: day(value, language)
    return sandbox


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


def escape(text: str) -> str:
    """Markdown that shows exactly this text: no markup, HTML, image, link or list comes from it.

    Line breaks and empty lines stay; blanks at the start of a line go.
    """
    return "\n".join(_escape_line(line.strip()) for line in text.split("\n"))


def number(value: float | None, language: str) -> str:
    """The number as it is read: `1.250` and `2,5` in Dutch; a hidden one is `x`."""
    if value is None:
        return HIDDEN
    rounded = round(value, 1)
    text = f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def day(value: date, language: str) -> str:
    """The day in words: `1 januari 2024`, `1 January 2024`."""
    return f"{value.day} {_MONTHS[language].split()[value.month - 1]} {value.year}"


def _table(table: PublishedTable, language: str) -> dict[str, Any]:
    return {
        "rows": [
            {"label": escape(row.nl if language == "nl" else row.en), "value": row.value}
            for row in table.rows
        ],
        "total": table.total,
        "left_out": table.left_out,
    }


def _escape_line(line: str) -> str:
    line = _SPECIAL.sub(r"\\\g<0>", line)
    found = _LINE_START.match(line)
    if found is None:
        return line
    if found[1]:
        return "\\" + line
    return f"{found[2]}\\{line[found.end(2) :]}"
