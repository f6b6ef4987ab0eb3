"""`vp lock`: what `vp unlock` opened is closed, and the passphrase is asked again."""

import typer

from vp.cli import unlocking
from vp.cli.options import desk, example
from vp.errors import Attention
from vp.locale import N_, _

app = typer.Typer()


@app.command(help=_("Ask the passphrase again from now on."), epilog=example("vp lock"))
def lock(ctx: typer.Context) -> None:
    from vp.store import session, unlocked

    context = desk(ctx)
    asks = session.asks(context.home)
    unlocked.forget(context.home, lambda: unlocking.reach(context))
    if not asks:
        raise Attention(
            N_("your identity has no passphrase: whoever uses this computer opens your cases"),
            N_("lock the computer itself when you leave it"),
        )
    context.say(_("Locked: the passphrase is asked at each command."))
