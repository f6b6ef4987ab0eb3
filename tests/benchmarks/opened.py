"""A note behind a passphrase, for whoever unlocked it once, through a real key store."""

import sys
from collections.abc import Iterator
from datetime import timedelta

from tests.benchmarks.asked import FEW, Asked
from tests.benchmarks.figures import Figure
from tests.benchmarks.measure import Job, laps, ratio
from tests.benchmarks.places import Stock
from tests.benchmarks.startup import BASE
from tests.session_bus import session_bus
from vp.cli.context import Context
from vp.store import keystore, session
from vp.store.unlocked import keep

PASSPHRASE = "six words that nobody will guess"  # of invented cases
BAR = 2.0


def figures(stock: Stock, asked: Asked) -> Iterator[Figure]:
    """Start-up of a note, within the session of somebody who is logged in and has unlocked it."""
    place = stock.copy(FEW)
    note = place.note()
    identity = session.unlock(place.home, lambda: "")
    (place.home / session.PLAIN).unlink()
    session.keep(place.home, identity, PASSPHRASE)
    with session_bus() as environ:
        context = Context(environ)
        store, lasting = keystore.here(environ), timedelta(hours=1)
        keep(place.home, store, identity, lasting, context.now(), context.uptime())
        around = place.environment | environ
        jobs = {
            "note": note._replace(environment=around),
            "base": Job(lambda _turn: [sys.executable, "-c", BASE], around),
        }
        taken = laps(jobs, asked.rounds)
    yield Figure("vp note, unlocked, to the bare start", ratio(taken, "note", "base"), "", BAR)
    stock.drop(place)
