"""A sample of each long harness, so that none of them rots; `make assurance` runs them whole."""

import os
import shutil

import pytest

from tests.assurance.__main__ import Line, row
from tests.assurance.catalogue import HARNESSES
from tests.assurance.harness import Harness, Outcome, Share, Wish, shared, tried
from tests.assurance.lives import lives
from tests.assurance.traced import Point, points

BY_NAME = {one.name: one for one in HARNESSES}
TRACED = ("kill", "errno", "recovery")
WISH = Wish(short=True)


def _holds(name: str) -> None:
    outcome = BY_NAME[name].run(WISH)
    if outcome.not_run:
        pytest.skip(outcome.not_run)
    assert outcome.violations == ()
    assert outcome.points >= 10


@pytest.mark.parametrize("name", TRACED)
def test_struck_at_a_system_call_it_is_old_or_new(name: str) -> None:
    if not shutil.which("strace") and os.environ.get("CI") == "true":
        pytest.fail("strace is missing, and CI must strike vp at its system calls")
    if not shutil.which("strace"):
        pytest.skip("strace is not installed (Debian: apt install strace)")
    _holds(name)


@pytest.mark.parametrize("name", ["cut-ext4", "damage", "fuzz", "schedules", "sizes"])
def test_a_sample_of_the_long_run_holds(name: str) -> None:
    _holds(name)


def test_a_hundred_lives_with_mirror_remote_and_clock() -> None:
    assert lives(100, 30, WISH.seed) >= 100


# The harnesses themselves


def test_the_walk_begins_at_the_first_lock_and_counts_each_call_by_itself() -> None:
    log = "read(3) = 1\nopenat(AT) = 3\nflock(3) = 0\nread(3) = 1\nexit_group(0)\n"
    assert points(log) == [Point("flock", 1), Point("read", 2)]


def test_the_shares_of_the_processes_are_all_there_is() -> None:
    every = list(range(23))
    assert sorted(one for mine in range(3) for one in Share(mine, 3).of(every)) == every
    assert len(Share(most=5).of(every)) == 5


def test_a_process_that_breaks_is_a_violation() -> None:
    def breaks(share: Share) -> Outcome:
        assert share.mine == 0, "on purpose"
        return Outcome(3)

    found = shared(Wish(jobs=2), breaks)
    assert found.points == 3
    assert ["on purpose" in one for one in found.violations] == [True]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome(5), "holds"),
        (Outcome(4), "TOO FEW"),
        (Outcome(9, ("lost",)), "BROKEN"),
        (Outcome(0, not_run="needs root"), "NOT RUN"),
    ],
)
def test_only_what_reached_its_figure_without_a_violation_holds(
    outcome: Outcome, state: str
) -> None:
    line = Line(Harness("a", "what", 5, lambda _wish: outcome), outcome, 1.0, 5)
    assert line.state == state
    assert row(line, markdown=True).endswith(f"| {state} |")


def test_what_stops_a_harness_is_told() -> None:
    def stops() -> int:
        raise ValueError("on purpose")

    assert "on purpose" in tried(stops).violations[0]
