"""The plot of `growth`: seconds against cases, both logarithmic, as SVG with a name at each line.

Measured lines are drawn whole, what is reckoned beyond them is dashed on a shaded ground. Commands
that cost the same on any number of cases are one band.
"""

from collections.abc import Iterator, Sequence
from html import escape
from math import log10

from tests.benchmarks.curve import BEYOND, KINDS, Curve
from tests.benchmarks.figures import told

STEADY = len(KINDS) - 1
WIDTH, HEIGHT, MARGIN = 960, 650, 22
LEFT, RIGHT, TOP, BOTTOM = 70, 700, 84, 560
STEP = 15.5
"""The least distance between two names."""
INK, SOFT, LINE, GROUND = "#1c2428", "#5d6a70", "#dfe5e8", "#f5f7f8"
COLOURS = ("#b4472e", "#1f6f8b", "#9aa7ad")
"""Of each kind of command."""
DURATIONS = {
    0.1: "0.1 s",
    1: "1 s",
    10: "10 s",
    60: "1 min",
    600: "10 min",
    3600: "1 h",
    36e3: "10 h",
}
"""The times that have a line of their own, as far as they are in the plot."""


class Scale:
    """From cases and seconds to places in the picture."""

    def __init__(self, curves: Sequence[Curve]) -> None:
        self.sizes = curves[0].sizes
        least = min(min(curve.seconds.values()) for curve in curves)
        most = max(curve.at(BEYOND[-1]) or curve.last for curve in curves)
        self.bounds = log10(least) - 0.12, log10(most) + 0.1

    def x(self, cases: float) -> float:
        """Where so many cases are."""
        first, last = log10(self.sizes[0]), log10(BEYOND[-1])
        return LEFT + (log10(cases) - first) / (last - first) * (RIGHT - LEFT)

    def y(self, seconds: float) -> float:
        """Where so many seconds are."""
        low, high = self.bounds
        return BOTTOM - (log10(seconds) - low) / (high - low) * (BOTTOM - TOP)


def growth(curves: Sequence[Curve]) -> str:
    """The picture of these commands, as a file of its own."""
    scale = Scale(curves)
    steady = [curve for curve in curves if curve.kind == STEADY]
    growing = [curve for curve in curves if curve.kind != STEADY]
    title = "Seconds of each command against the number of cases, both axes logarithmic."
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
            f'viewBox="-{MARGIN} -{MARGIN} {WIDTH} {HEIGHT}" '
            f'aria-label="{title}" font-family="system-ui, sans-serif" font-size="12.5" '
            f'fill="{INK}" style="background:#fff">',
            f"<title>{title}</title>",
            *_ground(scale),
            *(_band(scale, steady) if steady else []),
            *(line for curve in growing for line in _line(scale, curve)),
            *_names(scale, growing, steady),
            *_heading(),
            "</svg>\n",
        ]
    )


def _ground(scale: Scale) -> Iterator[str]:
    """The axes, and the shaded part that was not measured."""
    edge = scale.x(scale.sizes[-1])
    yield (
        f'<rect x="{edge:.1f}" y="{TOP}" width="{RIGHT - edge:.1f}" height="{BOTTOM - TOP}" '
        f'fill="{GROUND}"/>'
    )
    for seconds, name in DURATIONS.items():
        y = scale.y(seconds)
        if TOP <= y <= BOTTOM:
            yield _rule(LEFT, y, RIGHT, y, LINE)
            yield _text(LEFT - 10, y + 4, name, f'text-anchor="end" fill="{SOFT}"')
    for cases in (*scale.sizes, *BEYOND):
        x = scale.x(cases)
        yield _rule(x, BOTTOM, x, BOTTOM + 5, SOFT)
        yield _text(x, BOTTOM + 21, f"{cases:,}", f'text-anchor="middle" fill="{SOFT}"')
    yield _rule(LEFT, BOTTOM, RIGHT, BOTTOM, SOFT)
    yield _text((LEFT + RIGHT) / 2, BOTTOM + 44, "cases", 'text-anchor="middle"')
    style = f'font-style="italic" fill="{SOFT}"'
    yield _text(edge + 9, BOTTOM - 10, "reckoned, not measured", style)


def _heading() -> Iterator[str]:
    yield _text(
        0, 18, "What each command costs, by number of cases", 'font-size="17" font-weight="600"'
    )
    x = 0.0
    for colour, what in zip(COLOURS, KINDS, strict=True):
        yield f'<rect x="{x:g}" y="35" width="18" height="4" rx="2" fill="{colour}"/>'
        yield _text(x + 25, 42, what, f'fill="{SOFT}"')
        x += 25 + len(what) * 6.3 + 26


def _band(scale: Scale, steady: Sequence[Curve]) -> Iterator[str]:
    """All that costs the same, from the quickest to the slowest."""
    ends = scale.sizes
    columns = [[curve.seconds[n] for curve in steady if n in curve.seconds] for n in ends]
    above = [(scale.x(n), scale.y(max(each))) for n, each in zip(ends, columns, strict=True)]
    below = [(scale.x(n), scale.y(min(each))) for n, each in zip(ends, columns, strict=True)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (*above, *reversed(below)))
    yield f'<polygon points="{points}" fill="{COLOURS[STEADY]}" fill-opacity="0.38"/>'


def _line(scale: Scale, curve: Curve) -> Iterator[str]:
    colour = COLOURS[curve.kind]
    points = [(scale.x(size), scale.y(curve.seconds[size])) for size in curve.sizes]
    yield _path(points, colour, "")
    steps = (round(curve.sizes[-1] * 10 ** (step / 10)) for step in range(51))
    told_ = ((size, curve.at(size)) for size in steps if size <= BEYOND[-1])
    beyond = [(scale.x(size), scale.y(seconds)) for size, seconds in told_ if seconds]
    yield _path(beyond, colour, ' stroke-dasharray="2 4" stroke-opacity="0.8"')
    for x, y in points:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{colour}"/>'


def _names(scale: Scale, growing: Sequence[Curve], steady: Sequence[Curve]) -> Iterator[str]:
    """A name at the end of each line, moved apart where lines end close together."""
    ends = [(curve.at(BEYOND[-1]), curve) for curve in growing]
    wanted = sorted((scale.y(end or curve.last), end or 0.0, curve) for end, curve in ends)
    places = _apart([y for y, _end, _curve in wanted])
    for (y, end, curve), place in zip(wanted, places, strict=True):
        colour = COLOURS[curve.kind]
        yield _rule(RIGHT + 2, y, RIGHT + 14, place, colour)
        told_ = told_long(end) if end else f"refused on {curve.most:,}"
        yield _text(RIGHT + 19, place + 4, f"{curve.name}, {told_}", f'fill="{colour}"')
    if steady:
        middle = scale.y(max(curve.last for curve in steady))
        least, most = (told(end(curve.last for curve in steady)) for end in (min, max))
        text = f"{len(steady)} commands: {least} to {most}"
        yield _text(scale.x(scale.sizes[-1]) + 9, middle + 14, text, f'fill="{SOFT}"')


def told_long(seconds: float) -> str:
    """A time of any length in its own unit."""
    for least, unit in ((3600, "h"), (60, "min"), (1, "s")):
        if seconds >= least:
            value = seconds / least
            return f"{value:.0f} {unit}" if value >= 10 else f"{value:.1f} {unit}"
    return told(seconds)


def _apart(wanted: Sequence[float]) -> list[float]:
    """Places in the same order, none closer than STEP, as near as can be to where they belong."""
    groups: list[tuple[float, int]] = []
    for place in wanted:
        middle, number = place, 1
        while groups and middle - (number - 1) * STEP / 2 < (
            groups[-1][0] + (groups[-1][1] + 1) * STEP / 2
        ):
            before, size = groups.pop()
            middle = (before * size + middle * number) / (size + number)
            number += size
        groups.append((middle, number))
    return [
        middle + (index - (number - 1) / 2) * STEP
        for middle, number in groups
        for index in range(number)
    ]


def _path(points: Sequence[tuple[float, float]], colour: str, style: str) -> str:
    told_ = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{told_}" fill="none" stroke="{colour}" stroke-width="1.8"{style}/>'


def _text(x: float, y: float, text: str, style: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(text)}</text>'


def _rule(x: float, y: float, to_x: float, to_y: float, colour: str) -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{colour}"/>'
