"""`vp key`: who can open the keys, the recovery key on paper, rotation, the cabinet's mirror."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from vp.cli import identities, key_copies, key_paper
from vp.cli.options import AsJson, desk, example, recipient_name
from vp.errors import NotReadable, NotThere, VpError
from vp.locale import N_, _
from vp.render.plain import paragraph, printable

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.store.recipients import Recipient

_OWN_NAMES = (N_("counsellor"), N_("recovery"))
"""What vp itself calls the counsellor's own recipient and the one on paper."""

app = typer.Typer(no_args_is_help=True, help=_("Who can open the keys, and where copies are."))


@app.command(
    "list",
    help=_("Who can open the keys, and which copies of them there are."),
    epilog=example("vp key list"),
)
def list_(ctx: typer.Context, as_json: AsJson = False) -> None:
    from vp.store import mirror, recipients, renewal, upkeep

    context = desk(ctx)
    shelf = context.shelf
    everyone: list[Recipient] = []
    damage: VpError | None = None
    try:
        everyone = recipients.read(shelf.private)
    except (NotReadable, NotThere) as error:
        if as_json:
            raise
        damage = error  # the copies hold that file too: where they are is told first
    known = upkeep.read(shelf.private)
    away = mirror.away(shelf)
    mirrors = [
        {
            "folder": str(one.folder),
            "last": one.last,
            "in_reach": mirror.is_in_reach(one, shelf.marker.id),
            "pending": one in away,
        }
        for one in known.mirrors
    ]
    waiting = sorted(filter(shelf.cabinet.has, renewal.waiting(shelf.private)))
    if as_json:
        told = [{"name": name, "recipient": public} for name, public in everyone]
        context.json(
            {
                "recipients": told,
                "rotated": known.rotated,
                "mirrors": mirrors,
                "waiting": waiting,
                "unfinished": recipients.is_unfinished(shelf.private),
            }
        )
        return
    _show(context, everyone, mirrors)
    if damage:
        raise damage


def _show(context: "Context", everyone: list["Recipient"], mirrors: list[dict[str, Any]]) -> None:
    """Both stand on standard output, a line each; no recipient is cut off, so it can be copied."""
    widest = max((len(_called(one.name)) for one in everyone), default=0)
    for name, public in everyone:
        context.say(printable(f"{_called(name).ljust(widest)}  {public}"))
    for one in mirrors:
        state = _("in reach") if one["in_reach"] else _("out of reach")
        context.say(
            _("copy of the keys of {day}, {state}: {folder}").format(
                day=one["last"] or "-", state=state, folder=one["folder"]
            )
        )


def _called(name: str) -> str:
    """The name of a recipient as vp key list shows it: the two that vp gives are translated."""
    return _(name) if name in _OWN_NAMES else name


def _meant(context: "Context", name: str) -> str:
    """The name of the recipient that is called so."""
    from vp.store import recipients

    if name in {one.name for one in recipients.read(context.shelf.private)}:
        return name
    return next((own for own in _OWN_NAMES if _called(own) == name), name)


@app.command(
    help=_("Let somebody else open the keys too, a deputy for example."),
    epilog=example("vp key add age1... --name deputy"),
)
def add(
    ctx: typer.Context,
    recipient: Annotated[str, typer.Argument(metavar="AGE1...", help=_("his age recipient"))],
    name: Annotated[
        str, typer.Option("--name", parser=recipient_name, metavar="NAME", help=_("what he is"))
    ],
) -> None:
    from vp.store import deputies
    from vp.store.recipients import Recipient

    context = desk(ctx)
    context.asks_anew = True
    identities.require_recipients(recipient)
    with context.progress() as step:
        deputies.add(context.dossier, Recipient(name, recipient), step)
    context.say(_("{name} can open every key now.").format(name=name))
    key_copies.refresh(context)
    context.tell(
        paragraph(
            _(
                "He needs the dossier and a copy of the keys as well: vp key backup. What he once"
                " opens he can keep."
            )
        )
    )


@app.command(
    help=_("Take somebody out; what he could read gets new keys."),
    epilog=example("vp key remove deputy"),
)
def remove(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(parser=recipient_name, metavar="NAME", help=_("from vp key list"))
    ],
) -> None:
    from vp.store import deputies

    context = desk(ctx)
    with context.progress() as step:
        left = deputies.remove(context.dossier, _meant(context, name), step)
    context.say(_("{name} opens nothing that is written from now on.").format(name=name))
    context.tell(
        paragraph(
            _(
                "What he could read he may have copied. Closed cases get a new key when they are"
                " next written."
            )
        )
    )
    key_copies.refresh(context)
    identities.tell_left(left)


app.command(
    help=_("Make a recovery key on paper; it replaces the one there was."),
    epilog=example("vp key recovery -o recovery.html"),
)(key_paper.recovery)
app.command(
    help=_("Replace your identity and the recovery key, once a year for example."),
    epilog=example("vp key rotate -o recovery.html"),
)(key_paper.rotate)
app.command(
    help=_("Copy the keys to another disk; a copy forgets only what is destroyed."),
    epilog=example("vp key backup /media/stick"),
)(key_copies.backup)
app.command(
    help=_("Put back keys that are missing, from a copy of them."),
    epilog=example("vp key restore /media/stick"),
)(key_copies.restore)
