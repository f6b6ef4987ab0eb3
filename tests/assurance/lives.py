"""Years of a dossier's life with a mirror, a remote, a second laptop and a clock that jumps."""

import io
import os
import shutil
import sys
from datetime import UTC, datetime, time, timedelta

from hypothesis import HealthCheck, Phase, core, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from tests.assurance.harness import Outcome, Share, Wish, shared, tried
from tests.properties.test_cabinet_life import CabinetLife, _with, which
from tests.store.conftest import Laptop
from tests.strategies import AT, note
from vp.cli.context import Context
from vp.cli.main import main
from vp.domain import correcting
from vp.domain.case import Case, hold, is_open, of_kind
from vp.domain.entries import Note, Redaction
from vp.store import clock, mirror, mirror_place, restoring, syncing
from vp.store.remote import address

STEPS = 50
EXAMPLES = 2_000
FOLLOWED = 100
"""After so many lives it is said how far a process is."""
RARELY = st.integers(0, 19).map(lambda number: number == 0)
"""Starting git takes as long as a hundred steps without it."""


def _has_a_note(case: Case) -> bool:
    return is_open(case) and hold(case) is None and any(one.text for one in of_kind(case, Note))


class DossierLife(CabinetLife):
    """As CabinetLife; what goes on between cabinet, mirror and remote changes nothing else."""

    lived = 0

    def __init__(self) -> None:
        super().__init__()
        DossierLife.lived += 1
        if DossierLife.lived % FOLLOWED == 0:
            sys.stderr.write(f"    lives: {DossierLife.lived} begun by {os.getpid()}\n")
        self.stick, self.remote = self.root / "stick", self.root / "remote.git"
        self.stick.mkdir()
        self.is_mirrored = False

    # The mirror

    @rule()
    def back_up(self) -> None:
        dossier = self.laptop.open()
        meant = mirror_place.chosen(dossier, self.stick, "0123abcd")
        with dossier.writing():
            dossier.resume()
            mirror.copy(dossier, meant, self.today, lambda one, other: one == other)
        self.is_mirrored = True

    @precondition(lambda self: self.is_mirrored and self.cases)
    @rule(which=which)
    def lose_a_key_and_restore_it(self, which: int) -> None:
        self.back_up()
        names = sorted(self.cases)
        entry = self.laptop.open().cabinet.entries(names[which % len(names)])[0]
        (self.laptop.keys / entry).unlink()
        dossier = self.laptop.open()
        with dossier.writing():
            restoring.restore(dossier, restoring.source(self.stick, dossier.marker.id))

    @precondition(lambda self: self.copy)
    @rule()
    def restore_the_copy(self) -> None:
        """Put back by hand, and over nothing: whoever writes over a key that is in use loses it."""
        for name, data in self.copy.items():
            if not (self.laptop.keys / name).exists():
                (self.laptop.keys / name).write_bytes(data)

    # Taking out

    @precondition(lambda self: self._those(_has_a_note))
    @rule(which=which)
    def take_a_text_out(self, which: int) -> None:
        name = self._pick(which, _has_a_note)
        going = next(one for one in of_kind(self.cases[name], Note) if one.text)
        self.entries += 1
        trace = Redaction(
            id=f"z-{self.entries:06d}", at=AT, on=self.today, entry=going.id, text="hoort er niet"
        )
        self.cases[name] = self.laptop.open().redact(
            name, lambda case: correcting.redact(case, trace, self.today)
        )

    # The clock

    @rule(days=st.sampled_from((-366, -2, 61, 3_653)))
    def the_clock_jumps_and_a_purge_runs(self, days: int) -> None:
        clock.write(self.laptop.private, clock.Clock(last=self.today))
        moment = datetime.combine(self.today + timedelta(days=days), time(9), UTC)
        out, err = io.StringIO(), io.StringIO()
        environ = {"VP_HOME": str(self.laptop.home), "VP_DOSSIER": str(self.laptop.folder)}
        context = Context(environ, lambda: moment, stdout=out, stderr=err, stdin=io.StringIO())
        assert main(["purge"], context) == 7, err.getvalue()

    # The remote

    @rule(rarely=RARELY)
    def sync(self, rarely: bool) -> None:
        if rarely:
            self._sync(self.laptop)

    @precondition(lambda self: self._those(is_open))
    @rule(which=which, rarely=RARELY)
    def both_note_and_sync(self, which: int, rarely: bool) -> None:
        if not rarely:
            return
        name = self._pick(which, is_open)
        self._sync(self.laptop)
        second: Laptop = self.laptop.copy(self.root / "second")
        self.entries += 2
        there = note(number=self.entries - 1, on=self.today)
        here = note(number=self.entries, on=self.today, text="hier")
        second.append(name, there)
        self.laptop.append(name, here)
        for one in (second, self.laptop):
            self._sync(one)
        found = self.laptop.open().load(name)
        assert set(found.log) == {*_with(_with(self.cases[name], here), there).log}
        self.cases[name] = found
        shutil.rmtree(self.root / "second")

    def _sync(self, laptop: Laptop) -> None:
        wish = syncing.Wish(self.today, remote=address(str(self.remote), self.root))
        done = syncing.sync(laptop.open(), wish)
        assert not done.remarks, done.remarks


def lives(examples: int, steps: int, seed: int) -> int:
    """So many lives of so many steps were lived; raises what went wrong in the shortest of them."""
    core.global_force_seed = seed  # type: ignore[assignment]
    DossierLife.lived = 0
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
        phases=[Phase.generate],  # to shrink a whole life takes longer than to live it
    )
    run_state_machine_as_test(DossierLife, settings=chosen)
    return DossierLife.lived


def live(wish: Wish) -> Outcome:
    """2,000 lives of 50 steps, on a real folder."""
    examples = 4 if wish.short else EXAMPLES

    def part(share: Share) -> Outcome:
        return tried(lambda: lives(examples // share.all, STEPS, wish.seed + share.mine))

    return shared(wish, part)._replace(seeded=f"hypothesis, seed {wish.seed} and on")
