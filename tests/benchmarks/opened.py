"""A dossier behind a passphrase, unlocked through a real key store."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from tests.benchmarks.generated import Place, place
from tests.session_bus import session_bus
from vp.cli.context import Context
from vp.store import keystore, session
from vp.store.unlocked import keep

PASSPHRASE = "six words that nobody will guess"  # of invented cases


@contextmanager
def unlocked(folder: Path) -> Iterator[Place]:
    """An empty dossier, within the session of somebody who is logged in and has unlocked it."""
    made = place(folder)
    home = Path(made.environment["VP_HOME"])
    identity = session.unlock(home, lambda: "")
    (home / session.PLAIN).unlink()
    session.keep(home, identity, PASSPHRASE)
    with session_bus() as environ:
        context = Context(environ)
        lasting = timedelta(hours=1)
        keep(home, keystore.here(environ), identity, lasting, context.now(), context.uptime())
        yield made._replace(environment=made.environment | environ)
