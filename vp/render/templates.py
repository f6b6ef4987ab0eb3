"""What report and letters have in common: a sandbox for templates, and texts made harmless.

Every string is escaped before a template gets it: what people typed reads as they typed it and
can hold no markup, image, link or raw HTML.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vp.render.child import LIMITS, Limits

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
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$@^])|(?<=[^\W\d])(\.)(?=[^\W\d])|(:)(?=//)")
_LINE_START = re.compile(r"(?:([-+=#:])|([0-9]{1,9})([.)]))")


def fill(
    name: str,
    content: Mapping[str, Any],
    language: str,
    own: Path | None = None,
    limits: Limits = LIMITS,
) -> str:
    """The template of this name, filled in with plain values, as Markdown.

    `own` is a folder with the counsellor's own templates, laid out as those of vp
    (`nl/report.md.j2`); what is not there comes from vp. Where there is any, a child fills it in
    under these limits. Raises NotReadable for a mistake in one, with its line.
    """
    file = f"{language}/{name}.md.j2"
    if own is not None:
        # Imported here: they need jinja2, and what is in this module is imported without.
        from vp.render.overrides import filled, has_any

        if has_any(own):
            return _tidy(filled(file, content, language, own, limits))
    return _tidy(environment(language).get_template(file).render(content))


def environment(language: str, own: Path | None = None) -> "ImmutableSandboxedEnvironment":
    """A sandbox in which a template can read what it is given, and write; nothing else."""
    from jinja2 import BaseLoader, ChoiceLoader, FunctionLoader, PackageLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from vp.render.masked import teach

    loaders: list[BaseLoader] = []
    if own:
        from vp.render.overrides import source

        loaders.append(FunctionLoader(partial(source, own)))
    loaders.append(PackageLoader("vp.templates", ""))
    sandbox = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        undefined=StrictUndefined,
        autoescape=False,  # Markdown, not HTML: every string was escaped before it came here
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name in ("cycler", "joiner", "namespace", "lipsum"):
        del sandbox.globals[name]
    teach(sandbox, language)
    sandbox.filters["day"] = lambda value: day(value, language)
    return sandbox


def escape(text: str) -> str:
    """Markdown that shows exactly this text: no markup, HTML, image, link or list comes from it.

    Line breaks and empty lines stay; blanks at the start of a line go.
    """
    return "\n".join(_escape_line(line.strip()) for line in text.split("\n"))


def number(value: float | None, language: str) -> str:
    """The number as it is read: `1.250` and `2,5` in Dutch; a hidden one is `x`."""
    if value is None:
        return HIDDEN
    rounded = round(float(value), 1)
    text = f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def day(value: date, language: str) -> str:
    """The day in words: `1 januari 2024`, `1 January 2024`."""
    return f"{value.day} {_MONTHS[language].split()[value.month - 1]} {value.year}"


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _escape_line(line: str) -> str:
    line = _SPECIAL.sub(r"\\\g<0>", line)
    found = _LINE_START.match(line)
    if found is None:
        return line
    if found[1]:
        return "\\" + line
    return f"{found[2]}\\{line[found.end(2) :]}"
