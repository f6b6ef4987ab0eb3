"""Reports that go out one after another, each protected against those before it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tests.domain.disclosure.reader import Report
from vp.domain.counts import Tally
from vp.domain.disclosure.earlier import Before, link
from vp.domain.disclosure.protection import Protected, protect
from vp.domain.freezing import freeze
from vp.domain.frozen import Frozen, edition_name
from vp.domain.ledger import digest


class Out(NamedTuple):
    """One edition that went out: what was counted, what was told, and what was reckoned with."""

    tally: Tally
    protected: Protected
    frozen: Frozen
    before: Before

    @property
    def name(self) -> str:
        """The edition's name."""
        return edition_name(self.frozen.period, self.frozen.edition)

    @property
    def report(self) -> Report:
        """The report, for a reader."""
        return Report(self.name, self.tally, self.frozen.cells, self.frozen.threshold)


def publish(tally: Tally, threshold: int, earlier: Sequence[Out] = ()) -> Out:
    """The next edition of the tally's period."""
    before = before_of(tally, earlier)
    protected = protect(tally, threshold, before)
    editions = [one for one in earlier if one.frozen.period == tally.period]
    frozen = freeze(
        tally,
        protected,
        before,
        author="0123456789abcdef",
        edition=len(editions) + 1,
        threshold=threshold,
        on=date(tally.period.after.year, 2, 1),
    )
    return Out(tally, protected, frozen, before)


def publish_all(tallies: Sequence[Tally], threshold: int) -> list[Out]:
    """A report of each tally, one after another."""
    found: list[Out] = []
    for tally in tallies:
        found.append(publish(tally, threshold, found))
    return found


def before_of(tally: Tally, earlier: Sequence[Out]) -> Before:
    """What was told before this report."""
    reports = {one.name: one.frozen for one in earlier}
    again = [one.name for one in earlier if one.frozen.period == tally.period]
    intervals = {}
    for one in earlier:
        for cell, found in one.protected.intervals.items():
            intervals[cell if ":" in cell else f"{one.name}:{cell}"] = found
    carried = {key: len(cases) for key, cases in tally.flow.items()}
    links, apart = link(tally.period, reports, carried)
    return Before(
        reports=reports,
        digests={one.name: digest(one.frozen) for one in earlier},
        links=links,
        apart=apart,
        intervals=intervals,
        first=again[-1] if again else "",
    )
