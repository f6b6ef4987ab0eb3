"""How large and how long a run of the benchmarks is."""

from typing import NamedTuple

FEW = 10
SOME = 100


class Asked(NamedTuple):
    """What was asked for on the command line."""

    many: int = 10_000
    """How many cases the large dossier holds."""
    rounds: int = 11
    """Runs of what takes a moment."""
    slow_rounds: int = 3
    """Runs of what takes seconds."""
    accept: bool = False
    """Whether the files in examples/ are written anew."""
