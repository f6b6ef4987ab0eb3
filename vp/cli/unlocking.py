"""What `vp unlock` opened, and until when: used by every command, and always said."""

from datetime import datetime
from typing import TYPE_CHECKING

from vp.locale import _

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.store.age import Identity
    from vp.store.keystore import KeyStore
    from vp.store.unlocked import Found


def recalled(context: "Context") -> "Identity | None":
    """The identity that is unlocked, which whoever sits there is told; None when vp must ask."""
    if context.asks_anew or context.passphrase_fd is not None:
        return None
    found = look(context)
    if found is None:
        return None
    if context.is_watched:
        context.tell(sentence(context, found.until))
    return found.identity


def look(context: "Context") -> "Found | None":
    """What is unlocked at this moment."""
    if not _is_there(context):
        return None
    from vp.store import unlocked

    return unlocked.recall(context.home, lambda: reach(context), context.now(), context.uptime())


def settle(context: "Context") -> None:
    """What is over is gone from home, also where nothing is opened."""
    if _is_there(context):
        from vp.store import unlocked

        unlocked.settle(context.home, context.now(), context.uptime())


def reach(context: "Context") -> "KeyStore":
    """The key store of this computer. Raises NotThere."""
    from vp.store import keystore

    return keystore.here(context.environ)


def sentence(context: "Context", until: datetime) -> str:
    """Until when, on the counsellor's own clock."""
    time = context.local(until).strftime("%H:%M")
    return _("Unlocked until {time}; vp lock ends it sooner.").format(time=time)


def _is_there(context: "Context") -> bool:
    from vp.store.rotation import UNLOCKED

    return (context.home / UNLOCKED).exists()
