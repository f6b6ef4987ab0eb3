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
    from vp.store import founding, git, session

    context = desk(ctx)
    asks = context.is_interactive and not no_input
    place = (folder or Path(_ask_folder(context, asks))).expanduser().absolute()
    founding.require_free(place)
    named = clean_line(organisation)
    identities.require_recipients(*(recipient or []))
    if asks and session.has_passphrase(context.home):
        context.tell(paragraph(_("You have an identity already, behind the passphrase you chose.")))
    identity = identities.made(context, asks, no_passphrase, identity_file)
    recipients = {"counsellor": identity.recipient}
    recipients |= {f"recipient {n}": one for n, one in enumerate(recipient or [], start=1)}
    paper = _recovery(context) if asks else None
    recipients |= {"recovery": paper.recipient} if paper else {}
    profile = Profile(dossier="", organisation=named, tag_key=context.secret(32).hex())
    plan = founding.Plan(
        place, context.home, context.new_id(), context.language, recipients, context.today()
    )
    founding.found(plan, profile, identity)
    if not no_git and git.is_there():
        git.begin(place)
    if paper:
        _show(context, paper)
    context.say(
        _("The dossier is in {folder}; its keys are in {home}.").format(
            folder=place, home=context.home
        )
    )
    _warn(context, place)
    if asks:
        _converse(context, place, identity)


def _ask_folder(context: "Context", asks: bool) -> str:
    if not asks:
        raise Usage(N_("{option} is needed here"), N_("see --help"), option="DIR")
    return ask.line(context, _("In which folder"), str(Path.home() / "vertrouwelijk"))


def _recovery(context: "Context") -> "Identity | None":
    """A recovery key, which is not shown before it opens the dossier; None when not wanted."""
    from vp.store.age import new_identity

    context.tell(
        paragraph(_("A recovery key on paper opens the dossier when you lose your passphrase."))
    )
    return new_identity() if ask.yes(context, _("Make a recovery key"), default=True) else None


def _show(context: "Context", paper: "Identity") -> None:
    """The recovery key is written down; whoever breaks off knows that it counts."""
    try:
        identities.shown_paper(context, paper)
    except KeyboardInterrupt:
        context.tell()
        context.tell(
            paragraph(
                _(
                    "The dossier is there, and this recovery key opens it. If you did not write it"
                    " down, vp key recovery makes another."
                )
            )
        )
        raise


def _converse(context: "Context", place: Path, identity: "Identity") -> None:
    """The questions about the post are answered; the dossier is there without them too."""
    from vp.cli.settings import converse
    from vp.store.dossier import Dossier
    from vp.store.papers import load_profile, update_profile

    dossier = Dossier(place, context.home, lambda: identity)
    try:
        answered = converse(context, load_profile(dossier))
    except KeyboardInterrupt:
        context.tell()
        context.tell(
            paragraph(_("The dossier is there. These questions can wait: vp profile --ask."))
        )
        raise
    update_profile(dossier, lambda _old: answered)
    context.say(_("The settings are saved."))


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
