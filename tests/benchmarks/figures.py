"""A figure with the bar it must stay under, and the table of them."""

from typing import NamedTuple


class Figure(NamedTuple):
    """One line of the table; without a bar there is nothing to break."""

    what: str
    value: float
    unit: str = ""
    bar: float | None = None
    beside: str = ""
    """What the figure was made from, in seconds or in words."""

    @property
    def holds(self) -> bool:
        """Whether the figure stays under its bar."""
        return self.bar is None or self.value <= self.bar


class Absent(NamedTuple):
    """What could not be measured here, and why."""

    what: str
    why: str

    @property
    def holds(self) -> bool:
        """What is absent breaks no bar."""
        return True


def line(figure: Figure | Absent) -> str:
    """The figure as it stands in the table: what, value, bar, OVER, beside."""
    if isinstance(figure, Absent):
        return f"  {figure.what:<46}{'-':>9}  {figure.why}"
    digits = 0 if figure.unit in {"ms", "MB"} or figure.bar == 0 else 2
    value = f"{figure.value:,.{digits}f} {figure.unit}".strip()
    bar = "" if figure.bar is None else f"bar {figure.bar:g}"
    over = "" if figure.holds else "OVER"
    return f"  {figure.what:<46}{value:>9}  {bar:<8} {over:<5}{figure.beside}".rstrip()


def told(seconds: float) -> str:
    """A time in the unit that suits it."""
    return f"{seconds * 1000:.0f} ms" if seconds < 10 else f"{seconds:.0f} s"
