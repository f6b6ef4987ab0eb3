"""`vp sync`: what lies here and what lies on the remote become the same.

Without a remote it makes a version of the folder, here. It asks nothing on a timer and is silent
when all is well there.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli.options import AsJson, desk, example
from vp.errors import Attention, NotReadable, NotThere
from vp.locale import N_, _
from vp.render.plain import beside, paragraph, phrase

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.store.remote import Address
    from vp.store.syncing import Synced

app = typer.Typer()


@app.command(
    help=_("Bring folder and remote together; --remote says once where it is."),
    epilog=example("vp sync --remote ssh://vp@example.org/dossier.git"),
)
def sync(
    ctx: typer.Context,
    remote: Annotated[
        str,
        typer.Option(
            "--remote", metavar="ADDRESS", help=_("https, ssh or a folder; kept for next time")
        ),
    ] = "",
    confirm: Annotated[
        list[str] | None,
        typer.Option(
            "--confirm", metavar="WHAT", help=_("a case id: as the remote has it; or newest")
        ),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="CASE", help=_("a case id: as it is here")),
    ] = None,
    as_json: AsJson = False,
) -> None:
    from vp.store import altered, plumbing, syncing
    from vp.store.remote import address

    context = desk(ctx)
    if not plumbing.is_there():
        raise NotThere(N_("git is not installed"), N_("install git, or go on without versions"))
    to = address(remote, Path.cwd()) if remote else None
    wish = syncing.Wish(
        context.today(),
        believes_clock=_believes_clock(context),
        remote=to,
        there=confirm or (),
        here=keep or (),
    )
    if to is not None:
        _warn(context, to)
    with altered.watching(context.dossier, wish.today):
        done = syncing.sync(context.dossier, wish)
    _tell(context, done, as_json)


def _believes_clock(context: "Context") -> bool:
    """Whether today is such that something may be destroyed; only `vp purge` settles a doubt."""
    from vp.store import clock

    try:
        known = clock.read(context.dossier.private)
    except NotReadable:
        return False
    return clock.look(known, context.today(), context.uptime()).doubt is None


def _tell(context: "Context", done: "Synced", as_json: bool) -> None:
    if as_json:
        context.json(_plain(done))
    elif not done.remote:
        context.say(_("A version of the folder is in git, on this computer only."))
        context.tell(paragraph(_("Where it should go too is said once: vp sync --remote ADDRESS")))
    elif context.stdout.isatty() or done.remarks or done.destroyed:
        context.say(
            paragraph(
                _("Sent: {sent}. Taken in: {taken}. Merged: {merged}.").format(
                    sent=len(done.sent), taken=len(done.taken), merged=len(done.merged)
                )
            )
        )
        if done.destroyed:
            context.say(
                paragraph(_("Destroyed here too: {cases}.").format(cases=", ".join(done.destroyed)))
            )
        for one in done.remarks:
            context.say(beside("- ", phrase(one.sentence, one.fields), 2))
            context.say(paragraph(phrase(one.hint, one.fields), "    "))
    if done.remarks:
        raise Attention(
            N_("points that need attention: {number}"),
            N_("each stands above, with what puts it right"),
            number=len(done.remarks),
        )


def _plain(done: "Synced") -> dict[str, object]:
    return {
        "remote": done.remote,
        "sent": done.sent,
        "taken": done.taken,
        "merged": done.merged,
        "destroyed": done.destroyed,
        "attention": [{"name": one.fields["name"], "key": one.key} for one in done.remarks],
    }


def _warn(context: "Context", to: "Address") -> None:
    """Says what the owner of the remote sees, and whether that looks like the employer.

    The means of the counsellor are outside the employer's inspection (LVV profile 2017, §4.6).
    """
    from vp.store import surroundings

    context.tell(
        paragraph(
            _(
                "Whoever owns that place cannot read a word, but sees that you use vp, when you"
                " sync, and when a case appears, changes or goes. It should not be your employer's."
            )
        )
    )
    words = context.profile.organisation.casefold().split()
    named = [word for word in words if len(word) > 3 and word in to.host.casefold()]
    shared = to.is_local and (
        surroundings.synced_by(Path(to.text)) or surroundings.looks_shared(Path(to.text))
    )
    if named or shared:
        context.tell(paragraph(_("This one looks as if others, or your employer, run it.")))
