"""The table of `growth`, as it lies in `examples/growth.md`."""

import os
import platform
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tests.benchmarks.curve import BEYOND, KINDS, Curve

ABOUT = """\
# What each command costs, by number of cases

Seconds of whole commands on cases of 8 KB, with the index warm, on {machine}. The columns can be
compared with each other, not with another machine.

Up to {most:,} cases measured. The columns in brackets are reckoned: each case more costs what a
case more cost between the last two sizes; a rise of less than a tenth counts as none. "No" is what
vp refused at that size. `make bench BENCH='growth --accept'` makes this page and the plot anew.

![Seconds against number of cases, both axes logarithmic](growth.svg)
"""


class Weight(NamedTuple):
    """What so many cases weigh: megabytes, and the milliseconds to read the names of all files."""

    summaries: float
    keys: float
    cases: float
    warm: float
    cold: float
    names: float


WEIGHED = (
    "index, sealed",
    "keys, sealed",
    "cases, sealed",
    "memory of `vp list`",
    "memory of `vp list` (cold)",
    "names of all keys and cases read, ms",
)


def growth(curves: Sequence[Curve], weights: dict[int, Weight]) -> str:
    """The page: a table for each kind of command, then what lies on the disk and in memory."""
    sizes = list(weights)
    machine = f"{os.cpu_count()} processors with Python {platform.python_version()}"
    parts = [ABOUT.format(machine=machine, most=sizes[-1])]
    for kind, title in enumerate(KINDS):
        if some := [curve for curve in curves if curve.kind == kind]:
            parts.append(f"## {title.capitalize()}\n\n" + "\n".join(_table(sizes, some)) + "\n")
    parts.append("## On the disk and in memory\n\n" + "\n".join(_weights(weights)) + "\n")
    return "\n".join(parts)


def _table(sizes: Sequence[int], curves: Sequence[Curve]) -> Iterator[str]:
    yield _row("seconds", [*(f"{size:,}" for size in sizes), *(f"({size:,})" for size in BEYOND)])
    yield f"|---|{'---:|' * (len(sizes) + len(BEYOND))}"
    for curve in curves:
        yield _row(f"`vp {curve.name}`", [_seconds(curve.at(size)) for size in (*sizes, *BEYOND)])


def _weights(weights: dict[int, Weight]) -> Iterator[str]:
    yield _row("megabytes", [f"{size:,}" for size in weights])
    yield f"|---|{'---:|' * len(weights)}"
    for place, name in enumerate(WEIGHED):
        yield _row(name, [f"{weight[place]:,.1f}" for weight in weights.values()])


def _row(head: str, cells: Sequence[str]) -> str:
    return f"| {head} | {' | '.join(cells)} |"


def _seconds(value: float | None) -> str:
    if value is None:
        return "no"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
