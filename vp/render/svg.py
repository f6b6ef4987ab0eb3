"""Bars and lines as SVG, drawn from what is printed and from nothing else.

A hidden number has its label and an `x`: no bar, no point, and no part in any scale. Everything is
black, grey and text, so that it reads the same on any printer. One unit is one pixel at 640 wide.
"""

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap
from typing import NamedTuple

from vp.render.plain import printable
from vp.render.templates import HIDDEN

XMLNS = ' xmlns="http://www.w3.org/2000/svg"'
"""What a file of its own needs, and an SVG within HTML does not."""

WIDTH = 640
_INK, _SOFT, _LINE, _FILL = "#111", "#555", "#999", "#5a5a5a"
_CHARACTER = 7.5
"""How wide a character of a label is at most, on average, in the fonts that systems have."""
_LEADING = 16
_ROW, _THICK = 23, 14
_STRIP, _RISE = 82, 40


class Bar(NamedTuple):
    """A label with its number; None is hidden."""

    label: str
    value: float | None
    text: str
    """The number as it is written in the report's language; a hidden one is `x`."""


class Group(NamedTuple):
    """Bars that belong together; a sentence in their place where they are left out."""

    label: str
    bars: tuple[Bar, ...]
    left_out: str = ""

    @property
    def shown(self) -> list[float]:
        """The numbers that are printed."""
        return [bar.value for bar in self.bars if bar.value is not None]


class Naming(NamedTuple):
    """What a chart is called, what it says in words, and what its `x` means."""

    name: str
    title: str
    alt: str
    legend: str


def bar_chart(groups: Sequence[Group], naming: Naming) -> str:
    """A bar for each printed number, all on one scale; the longest is the greatest of them."""
    labels = [bar.label for group in groups for bar in group.bars]
    left = round(min(max(len(label) for label in labels), 38) * _CHARACTER) + 14
    top = max(number for group in groups for number in group.shown) or 1
    reach = WIDTH - left - max(len(bar.text) for group in groups for bar in group.bars) * 8 - 12
    parts: list[str] = []
    y = 4.0
    for group in groups:
        if group.label:
            parts.append(_text(0, y + 14, group.label, ' font-weight="600"'))
            y += 24
        if group.left_out:
            parts.append(_text(0, y + 13, group.left_out, f' font-style="italic" fill="{_SOFT}"'))
            y += _ROW
        start = y
        for bar in group.bars:
            lines = wrap(printable(bar.label), 38) or [""]
            height = _ROW + _LEADING * (len(lines) - 1)
            parts += _row(bar, lines, (left, y, height), reach / top)
            y += height
        if group.bars:
            parts.append(_rule(left, start, left, y, _INK))
        y += 14
    return _frame(parts, y - 10, naming)


def strips(groups: Sequence[Group], naming: Naming) -> str:
    """A line for each figure in a strip of its own, from zero, over the periods they share.

    A strip has its own scale and each point its number; where a number is hidden the line breaks.
    """
    left = round(min(max(len(group.label) for group in groups), 24) * _CHARACTER) + 14
    column = (WIDTH - left) / len(groups[0].bars)
    parts: list[str] = []
    for place, group in enumerate(groups):
        base = (place + 1) * _STRIP - 14
        lines = wrap(printable(group.label), 24)
        first = base - _RISE / 2 + 5 - _LEADING * (len(lines) - 1) / 2
        parts += [_text(0, first + _LEADING * i, line) for i, line in enumerate(lines)]
        parts += _strip(group, left + column / 2, column, base)
        parts.append(_rule(left, base, WIDTH, base, _LINE))
    y = len(groups) * _STRIP
    below = [wrap(bar.label.replace("..", ".. "), int(column // 6.5)) for bar in groups[0].bars]
    for place, lines in enumerate(below):
        at = left + column * (place + 0.5)
        style = f' text-anchor="middle" font-size="12" fill="{_SOFT}"'
        parts += [_text(at, y + 6 + 14 * i, line, style) for i, line in enumerate(lines)]
    return _frame(parts, y + 14 * max(map(len, below)), naming)


def _row(
    bar: Bar, lines: Sequence[str], place: tuple[float, float, float], scale: float
) -> Iterator[str]:
    left, y, height = place
    middle = y + height / 2
    soft = f' fill="{_SOFT}"' if bar.value is None else ""
    first = middle + 4.5 - _LEADING * (len(lines) - 1) / 2
    for index, line in enumerate(lines):
        yield _text(0, first + _LEADING * index, line, soft)
    length = (bar.value or 0) * scale
    if length:
        yield (
            f'<rect x="{left}" y="{middle - _THICK / 2:g}" width="{length:.1f}" '
            f'height="{_THICK}" fill="{_FILL}" stroke="{_INK}" stroke-width="0.75"/>'
        )
    yield _text(left + length + 7, middle + 4.5, bar.text, soft or ' font-weight="600"')


def _strip(group: Group, first: float, column: float, base: float) -> Iterator[str]:
    scale = _RISE / (max(group.shown) or 1)
    runs: list[list[str]] = [[]]
    above: list[str] = []
    for place, bar in enumerate(group.bars):
        x = first + place * column
        if bar.value is None:
            runs.append([])
            above.append(_text(x, base - 6, HIDDEN, f' text-anchor="middle" fill="{_SOFT}"'))
            continue
        y = base - bar.value * scale
        runs[-1].append(f"{x:.1f},{y:.1f}")
        above.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{_INK}"/>')
        halo = ' stroke="#fff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
        above.append(_text(x, y - 8, bar.text, f' text-anchor="middle" font-weight="600"{halo}'))
    for run in runs:
        if len(run) > 1:
            points = " ".join(run)
            yield f'<polyline points="{points}" fill="none" stroke="{_INK}" stroke-width="1.75"/>'
    yield from above


def _frame(parts: Sequence[str], height: float, naming: Naming) -> str:
    legend = ""
    if naming.legend:
        style = f' font-size="12" font-style="italic" fill="{_SOFT}"'
        height += 22
        legend = _text(0, height - 4, naming.legend, style)
    told = f"vp-{naming.name}-title", f"vp-{naming.name}-desc"
    return "\n".join(
        [
            f'<svg{XMLNS} viewBox="0 0 {WIDTH} {height:g}" role="img" '
            f'aria-labelledby="{told[0]} {told[1]}" font-family="system-ui, sans-serif" '
            f'font-size="13" fill="{_INK}" style="background:#fff">',
            f'<title id="{told[0]}">{_safe(naming.title)}</title>',
            f'<desc id="{told[1]}">{_safe(naming.alt)}</desc>',
            *parts,
            *([legend] if legend else []),
            "</svg>\n",
        ]
    )


def _text(x: float, y: float, text: str, style: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}"{style}>{_safe(text)}</text>'


def _rule(x: float, y: float, to_x: float, to_y: float, colour: str) -> str:
    return f'<line x1="{x:g}" y1="{y:g}" x2="{to_x:g}" y2="{to_y:g}" stroke="{colour}"/>'


def _safe(text: str) -> str:
    return escape(printable(text))
