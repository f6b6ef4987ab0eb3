"""`make assurance`: every promise is attacked at its full figure; leaves with 1 when one breaks.

python -m tests.assurance [NAME...] [--jobs N] [--seed N] [--hour] [--markdown] [--short]
"""

import argparse
import signal
import sys
import traceback
from collections.abc import Iterable
from time import perf_counter
from typing import NamedTuple

from tests.assurance.catalogue import HARNESSES
from tests.assurance.harness import SEED, Harness, Outcome, Wish

HEAD = (
    "| harness | what is tried | points | bar | violations | seconds | |",
    "| --- | --- | ---: | ---: | ---: | ---: | --- |",
)
TOLD = 8
"""So many violations of a harness are told in words; all of them count."""


class Line(NamedTuple):
    """A harness, what it found, and how long it took."""

    harness: Harness
    outcome: Outcome
    seconds: float
    bar: int

    @property
    def state(self) -> str:
        """Whether it holds; what could not be tried here is said to be so, and never holds."""
        if self.outcome.not_run:
            return "NOT RUN"
        if self.outcome.violations:
            return "BROKEN"
        return "holds" if self.outcome.points >= self.bar else "TOO FEW"


def main() -> int:
    """The table is printed; returns 1 for a violation, or where a figure was not reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.assurance", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these; all without a name")
    parser.add_argument("--jobs", type=int, default=2, help="processes that share the points")
    parser.add_argument("--seed", type=int, default=SEED, help="from which all chance is drawn")
    parser.add_argument("--hour", action="store_true", help="fuzz for an hour, not for a minute")
    parser.add_argument("--markdown", action="store_true", help="print the table for SECURITY.md")
    parser.add_argument("--short", action="store_true", help="a rehearsal: proves nothing")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what was mounted is unmounted
    known = {one.name: one for one in HARNESSES}
    if unknown := set(asked.names) - known.keys():
        parser.error(f"no harness {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    wish = Wish(asked.seed, asked.jobs, 3600.0 if asked.hour else 60.0, asked.short)
    chosen = [one for one in HARNESSES if not asked.names or one.name in asked.names]
    holds = True
    _print(HEAD if asked.markdown else ())
    for one in chosen:
        line = _line(one, wish)
        _tell(line)
        _print([row(line, markdown=asked.markdown)])
        holds = holds and line.state == "holds"
    return 0 if holds else 1


def _print(rows: Iterable[str]) -> None:
    """The rows stand in the table as soon as they are known."""
    sys.stdout.writelines(f"{one}\n" for one in rows)
    sys.stdout.flush()


def _line(harness: Harness, wish: Wish) -> Line:
    begun = perf_counter()
    try:
        outcome = harness.run(wish)
    except Exception:
        outcome = Outcome(0, (f"the harness itself broke: {traceback.format_exc(limit=-4)}",))
    return Line(harness, outcome, perf_counter() - begun, 1 if wish.short else harness.bar)


def _tell(line: Line) -> None:
    """How it was seeded, and what went wrong, while the others still run."""
    sys.stderr.write(f"{line.harness.name}: {line.outcome.seeded}; {line.seconds:.0f} s\n")
    for told in line.outcome.violations[:TOLD]:
        sys.stderr.write(f"  {told}\n")
    if line.outcome.not_run:
        sys.stderr.write(f"  NOT RUN: {line.outcome.not_run}\n")
    sys.stderr.flush()


def row(line: Line, *, markdown: bool) -> str:
    """The row of a harness, for a terminal or for SECURITY.md."""
    outcome = line.outcome
    figures = (f"{outcome.points:,}", f"{line.bar:,}", f"{len(outcome.violations):,}")
    cells = (line.harness.name, line.harness.what, *figures, f"{line.seconds:.0f}", line.state)
    if markdown:
        return f"| {' | '.join(cells)} |"
    return "{:<11}{:<58}{:>9}{:>9}{:>6}{:>7}  {}".format(*cells)


if __name__ == "__main__":
    sys.exit(main())
