"""`vp unlock`: the passphrase is asked once, and for a while no command asks it again."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import ask, unlocking
from vp.cli.options import AsJson, desk, example
from vp.locale import _
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.store.unlocked import Found

app = typer.Typer()

USUAL = 30
LONGEST = 480
"""In minutes: half an hour, and a working day."""


@app.command(
    help=_("Ask the passphrase once, and not again for a while."),
    epilog=example("vp unlock --minutes 60"),
)
def unlock(
    ctx: typer.Context,
    minutes: Annotated[
        int, typer.Option("--minutes", min=1, max=LONGEST, help=_("for how long, at most 480"))
    ] = USUAL,
    status: Annotated[
        bool, typer.Option("--status", help=_("only say whether it is unlocked"))
    ] = False,
    as_json: AsJson = False,
) -> None:
    from vp.store import session

    context = desk(ctx)
    asks = session.asks(context.home)
    found = None
    if asks:
        found = unlocking.look(context) if status else _kept(context, timedelta(minutes=minutes))
    if as_json:
        context.json({"unlocked": bool(found), "until": found and found.until, "asks": asks})
    else:
        context.say(paragraph(_told(context, found, asks)))


def _kept(context: "Context", lasting: timedelta) -> "Found":
    """It is unlocked from now on; where nothing could keep it, nobody types a passphrase first."""
    from vp.store import keystore, session, unlocked

    store = unlocking.reach(context)
    store.find(keystore.account(context.home))
    unlocked.require_settled(context.home)
    identity = session.unlock(context.home, lambda: ask.passphrase(context), context.tell)
    return unlocked.keep(context.home, store, identity, lasting, context.now(), context.uptime())


def _told(context: "Context", found: "Found | None", asks: bool) -> str:
    if found:
        return unlocking.sentence(context, found.until)
    if asks:
        return _("Locked: the passphrase is asked at each command.")
    return _("Your identity has no passphrase, so there is nothing to unlock.")
