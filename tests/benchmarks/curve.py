"""The cost of one command against the number of cases, measured and beyond what was measured."""

from typing import NamedTuple

BEYOND = (100_000, 1_000_000)
NOISE = 1.1
"""A cost that rose by less between the last two sizes did not rise."""
STEADY = 2.0
"""A command that costs less than so many times more on the most cases costs the same."""
KINDS = (
    "opens or seals every case or every key",
    "looks at all summaries or all names",
    "costs the same on any number of cases",
)


class Curve(NamedTuple):
    """A command, and its seconds on each number of cases on which it could be done."""

    name: str
    seconds: dict[int, float]
    most: int
    """The most cases it was tried on."""
    is_whole: bool
    """Whether its work is every case or every key."""

    @property
    def sizes(self) -> list[int]:
        """The numbers of cases on which it was done."""
        return sorted(self.seconds)

    @property
    def last(self) -> float:
        """The seconds on the most cases."""
        return self.seconds[self.sizes[-1]]

    @property
    def growth(self) -> float:
        """How many times the cost on the fewest cases it costs on the most."""
        return self.last / self.seconds[self.sizes[0]]

    @property
    def kind(self) -> int:
        """What it is in KINDS."""
        return 2 if self.growth < STEADY else 0 if self.is_whole else 1

    def at(self, size: int) -> float | None:
        """The seconds on so many cases: measured, or each case more as the last ones cost.

        None where it was tried and could not be done, and beyond that.
        """
        if size in self.seconds:
            return self.seconds[size]
        if self.most not in self.seconds:
            return None
        before, last = self.sizes[-2:]
        if self.last < NOISE * self.seconds[before]:
            return self.last
        return self.last + (size - last) * (self.last - self.seconds[before]) / (last - before)
