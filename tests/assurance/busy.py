"""A passphrase file that is made while sixteen programs keep the machine busy."""

import subprocess
import sys

from tests.assurance.harness import Outcome, Share, Wish, shared
from vp.errors import NotWritten
from vp.store.age import WORK_FACTOR, new_identity, seal_with_passphrase, work_factor

LOOPS, TIMES = 16, 100
TOGETHER = 8
"""So many are made at the same time: each of them takes its seconds, however fast the machine."""


def seal_while_busy(wish: Wish) -> Outcome:
    """Every one of 100 identities is behind a factor of at least 18, or was refused."""
    loops = 2 if wish.short else LOOPS
    together = wish._replace(jobs=1 if wish.short else TOGETHER)
    spinning = [subprocess.Popen([sys.executable, "-c", "while 1: pass"]) for _ in range(loops)]
    try:
        found = shared(together, _sealed, 1 if wish.short else 0)
        if any(one.poll() is not None for one in spinning):
            found = found.plus(Outcome(0, ("a busy loop ended: it was not as busy as said",)))
    finally:
        for one in spinning:
            one.kill()
            one.wait()
    return found._replace(seeded=f"{loops} busy loops, {together.jobs} at a time")


def _sealed(share: Share) -> Outcome:
    outcome = Outcome(0)
    for number in share.of(list(range(TIMES))):
        told: tuple[str, ...] = ()
        try:
            sealed = seal_with_passphrase(new_identity().secret().encode(), "zes woorden")
        except NotWritten:
            pass  # refused, and said so
        else:
            if (factor := work_factor(sealed) or 0) < WORK_FACTOR:
                told = (f"identity {number} is behind 2^{factor}",)
        outcome = outcome.plus(Outcome(1, told))
    return outcome
