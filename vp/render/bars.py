"""The charts of the report as text bars for a terminal: the same numbers, and no others."""

from collections.abc import Iterator
from textwrap import wrap

from vp.render.charts import Chart
from vp.render.plain import WIDTH, printable
from vp.render.svg import Bar, Group

NARROWEST = 30
"""No narrower than this, however narrow the terminal says it is."""

_EIGHTHS = " ▏▎▍▌▋▊▉█"
"""A block of none to eight eighths; a terminal that cannot show them gets `#`."""


def bars(chart: Chart, width: int, *, blocks: bool = True) -> list[str]:
    """The chart's title and a line for each bar, none longer than `width` or 80 columns.

    A hidden number is an `x` without a bar. `blocks` is whether the stream can show blocks.
    """
    width = max(NARROWEST, min(width, WIDTH))
    rows = [bar for group in chart.groups for bar in group.bars]
    column = min(max(len(printable(bar.label)) for bar in rows), width * 9 // 20)
    reach = width - column - 5 - max(len(bar.text) for bar in rows)
    greatest = max(number for group in chart.groups for number in group.shown)
    lines = wrap(printable(chart.title), width)
    for group in chart.groups:
        lines.append("")
        lines += wrap(printable(group.label), width)
        if group.left_out:
            lines.append(f"  {group.left_out}")
        top = greatest if chart.one_scale else max(group.shown, default=0)
        lines += _rows(group, column, reach / (top or 1), blocks)
    return [*lines, "", chart.legend] if chart.legend else lines


def _rows(group: Group, column: int, scale: float, blocks: bool) -> Iterator[str]:
    for bar in group.bars:
        first, *others = wrap(printable(bar.label), column) or [""]
        yield f"  {first:<{column}}  {_drawn(bar, scale, blocks)}{bar.text}"
        yield from (f"  {line}" for line in others)


def _drawn(bar: Bar, scale: float, blocks: bool) -> str:
    """The bar and a blank; nothing for what is hidden or zero."""
    if not bar.value:
        return ""
    if not blocks:
        return "#" * max(1, round(bar.value * scale)) + " "
    whole, rest = divmod(max(1, round(bar.value * scale * 8)), 8)
    return _EIGHTHS[8] * whole + _EIGHTHS[rest].strip() + " "
