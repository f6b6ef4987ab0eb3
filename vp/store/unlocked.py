"""Unlocked for a while: the identity, sealed to a secret that only the system's key store has.

    until: 2026-11-23T14:32:00+00:00    when it is over
    since: 2026-11-23T14:02:00+00:00    when it began,
    boot: ...                           on which start of the machine,
    uptime: 3600                        and what the machine's own counter said then
    identity: ...                       the digest of the identity's file

and after a blank line, sealed: these lines once more, and the identity. Whoever can write in home
cannot make it last longer. It is over at its time by the clock or by the machine's counter,
whichever comes first, after a restart, and when the identity's file is another: a rotation, a
passphrase changed, a copy put back. Then any command that looks destroys it, and asks again.
The secret is new each time; without it the file is worthless, and the other way round.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vp.errors import NotAllowed, NotReadable, NotThere, VpError
from vp.locale import N_
from vp.store import files, rotation
from vp.store.keystore import KeyStore, account, out_of_reach
from vp.store.lock import lock
from vp.store.rotation import UNLOCKED

if TYPE_CHECKING:
    from vp.store.age import Identity
    from vp.store.clock import Uptime

_LIMIT = 64 * 1024
_LINE = re.compile(r"(until|since|boot|uptime|identity): ([0-9A-Za-z:+-]{0,64})")


class Span(NamedTuple):
    """From when until when, and for which identity's file."""

    since: datetime
    until: datetime
    boot: str
    uptime: int
    identity: str

    def is_over(self, now: datetime, uptime: "Uptime") -> bool:
        """Whether it does not hold at this moment; a clock that went back makes it hold no more."""
        ran, whole = uptime.seconds - self.uptime, (self.until - self.since).total_seconds()
        holds = self.since <= now < self.until and 0 <= ran < whole
        return not holds or self.boot != uptime.boot

    def text(self) -> bytes:
        """The lines that say so."""
        lines = [f"until: {self.until.isoformat()}", f"since: {self.since.isoformat()}"]
        lines += [f"boot: {self.boot}", f"uptime: {self.uptime}", f"identity: {self.identity}"]
        return "".join(f"{line}\n" for line in lines).encode()


_DAMAGED = Span(datetime.min.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC), "", 0, "")


class Found(NamedTuple):
    """What is unlocked, and until when."""

    identity: "Identity"
    until: datetime


def keep(
    home: Path,
    store: KeyStore,
    identity: "Identity",
    lasting: timedelta,
    now: datetime,
    uptime: "Uptime",
) -> Found:
    """The identity opens without a passphrase for so long. Raises NotThere, NotWritten."""
    from vp.store.age import new_identity, seal

    with lock(home / "rotation.lock"):
        require_settled(home)
        files.sweep(home)
        span = Span(now, now + lasting, uptime.boot, uptime.seconds, _digest(home))
        secret = new_identity()
        store.keep(account(home), secret.secret())
        sealed = seal(span.text() + identity.secret().encode(), [secret.recipient])
        files.replace(home / UNLOCKED, span.text() + b"\n" + sealed)
    found = recall(home, lambda: store, now, uptime)
    if found is None:  # it took the secret, and does not give it back
        raise out_of_reach()
    return found


def recall(
    home: Path, reach: Callable[[], KeyStore], now: datetime, uptime: "Uptime"
) -> Found | None:
    """What is unlocked, or None; what is over or was tampered with is gone.

    Where the key store is out of reach, as in another session, nothing is opened and all is left.
    """
    span, sealed = _read(home)
    if span is None:
        return None
    identity = None
    if not span.is_over(now, uptime) and _is_for(home, span):
        try:
            identity = _opened(sealed, reach().find(account(home)), span)
        except NotThere:
            return None
    if identity is None:
        with suppress(VpError):
            forget(home, reach)
        return None
    return Found(rotation.both(home, identity), span.until)


def forget(home: Path, reach: Callable[[], KeyStore]) -> None:
    """Nothing is unlocked. Raises NotWritten for what is still in home."""
    with suppress(NotThere):
        reach().forget(account(home))
    files.destroy(home / UNLOCKED)


def settle(home: Path, now: datetime, uptime: "Uptime") -> None:
    """What is over is gone from home, which makes the secret in the key store worthless."""
    span, _sealed = _read(home)
    if span and span.is_over(now, uptime):
        with suppress(VpError):
            files.destroy(home / UNLOCKED)


def require_settled(home: Path) -> None:
    """Nothing, unless an identity is being replaced by another: then raises NotAllowed."""
    if rotation.is_begun(home):
        raise NotAllowed(
            N_("a rotation is under way already"), N_("open a case: that goes on with it")
        )


def _read(home: Path) -> tuple[Span | None, bytes]:
    """What stands in home, and the sealed part; what is damaged was over long ago."""
    try:
        head, _blank, sealed = files.read(home / UNLOCKED, limit=_LIMIT).partition(b"\n\n")
        lines = filter(None, map(_LINE.fullmatch, head.decode("ascii", "replace").splitlines()))
        said = {line[1]: line[2] for line in lines}
        since, until = (datetime.fromisoformat(said[name]) for name in ("since", "until"))
        span = Span(since, until, said["boot"], int(said["uptime"]), said["identity"])
    except NotThere:
        return None, b""
    except (NotReadable, KeyError, ValueError):
        return _DAMAGED, b""
    return (span, sealed) if since.tzinfo and until.tzinfo else (_DAMAGED, b"")


def _opened(sealed: bytes, secret: str, span: Span) -> "Identity | None":
    """The identity, if the secret opens it and what is sealed says the same."""
    from vp.store.age import identities, unseal

    try:
        text = unseal(sealed, identities(secret), UNLOCKED)
    except NotReadable:
        return None
    if not text.startswith(span.text()):
        return None
    return next(iter(identities(text.decode("ascii", "replace"))), None)


def _is_for(home: Path, span: Span) -> bool:
    with suppress(NotThere, NotReadable):
        return span.identity == _digest(home)
    return False


def _digest(home: Path) -> str:
    """The digest of the file that the identity is in."""
    from vp.store import session

    return sha256(files.read(home / session.place(home), limit=_LIMIT)).hexdigest()
