"""`vp init`: the dossier is there, the counsellor has an identity, a recovery key and settings."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import ask, identities
from vp.cli.options import desk, example
from vp.domain.profile import Profile
from vp.domain.text import clean_line
from vp.errors import Usage
from vp.locale import N_, _
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.store.age import Identity

app = typer.Typer()


@app.command(help=_("Make a dossier."), epilog=example("vp init ~/vertrouwelijk"))
def init(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help=_("where the dossier comes"))
    ] = None,
    organisation: Annotated[
        str, typer.Option("--organisation", help=_("for whom you are the counsellor"))
    ] = "",
    no_passphrase: Annotated[
        bool, typer.Option("--no-passphrase", help=_("keep the identity in a plain file"))
    ] = False,
    identity_file: Annotated[
        Path | None, typer.Option("--identity", help=_("an age identity file, or an SSH key"))
    ] = None,
    recipient: Annotated[
        list[str] | None,
        typer.Option("--recipient", help=_("somebody else who can open the keys (age1...)")),
    ] = None,
    no_git: Annotated[bool, typer.Option("--no-git", help=_("keep no versions with git"))] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help=_("ask nothing"))] = False,
) -> None:
    from vp.store import founding, git

    context = desk(ctx)
    asks = context.is_interactive and not no_input
    place = (folder or Path(_ask_folder(context, asks))).expanduser().absolute()
    founding.require_free(place)
    named = clean_line(organisation)
    identities.require_recipients(*(recipient or []))
    identity = identities.made(context, asks, no_passphrase, identity_file)
    recipients = {"counsellor": identity.recipient}
    recipients |= {f"recipient {n}": one for n, one in enumerate(recipient or [], start=1)}
    if asks:
        recipients |= {"recovery": key.recipient} if (key := _recovery(context)) else {}
    profile = Profile(dossier="", organisation=named, tag_key=context.secret(32).hex())
    if asks:
        from vp.cli.settings import converse

        profile = converse(context, profile)
    plan = founding.Plan(
        place, context.home, context.new_id(), context.language, recipients, context.today()
    )
    founding.found(plan, profile, identity)
    if not no_git and git.is_there():
        git.begin(place)
    context.say(
        _("The dossier is in {folder}; its keys are in {home}.").format(
            folder=place, home=context.home
        )
    )
    _warn(context, place)


def _ask_folder(context: "Context", asks: bool) -> str:
    if not asks:
        raise Usage(N_("{option} is needed here"), N_("see --help"), option="DIR")
    return ask.line(context, _("In which folder"), str(Path.home() / "vertrouwelijk"))


def _recovery(context: "Context") -> "Identity | None":
    """A recovery key on paper; None when it is not wanted."""
    context.tell(
        paragraph(_("A recovery key on paper opens the dossier when you lose your passphrase."))
    )
    if not ask.yes(context, _("Make a recovery key"), default=True):
        return None
    return identities.shown_paper(context)


def _warn(context: "Context", place: Path) -> None:
    """Says what around the folder could read along (LVV profile 2017, §4.6)."""
    from vp.store import surroundings

    if program := surroundings.synced_by(context.home):
        context.tell(
            _(
                "The keys lie in a folder that {program} copies elsewhere. Move them: see VP_HOME."
            ).format(program=program)
        )
    if surroundings.synced_by(place) or surroundings.looks_shared(place):
        context.tell(
            paragraph(
                _(
                    "This folder looks shared. What it holds is sealed, but its owner sees how"
                    " many cases there are and when one changes. It should not be your employer's."
                )
            )
        )
