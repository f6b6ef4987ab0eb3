"""`vp init`: the dossier is there, the counsellor has an identity, a recovery key and settings."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import ask
from vp.cli.options import desk, example
from vp.domain.profile import Profile
from vp.domain.text import clean_line
from vp.errors import NotReadable, NotThere, Usage
from vp.locale import N_, _, words
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.store.age import Identity

app = typer.Typer()

PASSPHRASE_LEAST = 12
"""The fewest characters a passphrase of one's own may have."""


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
        Path | None, typer.Option("--identity", help=_("use this native age identity file"))
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
    _require_recipients(recipient or [])
    identity = _identity(context, asks, no_passphrase, identity_file)
    recipients = {"counsellor": identity.recipient}
    recipients |= {f"recipient {n}": one for n, one in enumerate(recipient or [], start=1)}
    if asks:
        recipients |= _recovery(context)
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


def _require_recipients(given: list[str]) -> None:
    """Nothing, when every one can be sealed to: asked before anything is written."""
    from vp.store.age import is_recipient

    if not all(map(is_recipient, given)):
        raise Usage(N_("that is not an age recipient"), N_("it is a line that begins with age1"))


def _ask_folder(context: "Context", asks: bool) -> str:
    if not asks:
        raise Usage(N_("{option} is needed here"), N_("see --help"), option="DIR")
    return ask.line(context, _("In which folder"), str(Path.home() / "vertrouwelijk"))


def _identity(
    context: "Context", asks: bool, no_passphrase: bool, identity_file: Path | None
) -> "Identity":
    """The counsellor's identity: the one in home, the one given, or a new one."""
    from vp.store import session
    from vp.store.age import identities, new_identity

    if session.has_identity(context.home):
        return context.identity
    if identity_file is not None:
        try:
            found = identities(identity_file.read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            raise NotThere(
                N_("{name} is not there"),
                N_("look at the name, and at the folder it is in"),
                name=identity_file.name,
            ) from None
        if len(found) != 1:
            raise NotReadable(
                N_("{name} does not hold one identity"),
                N_("it is a line that begins with AGE-SECRET-KEY-1"),
                name=identity_file.name,
            )
        identity = found[0]
    else:
        identity = new_identity()
    if no_passphrase:
        session.keep(context.home, identity, None)
    elif asks:
        session.keep(context.home, identity, _choose_passphrase(context))
    else:
        raise Usage(
            N_("a passphrase is asked on a terminal, and there is none"),
            N_("run vp init in a terminal, or add --no-passphrase"),
        )
    return identity


def _choose_passphrase(context: "Context") -> str:
    """The words proposed, or a passphrase of one's own; typed once more before it counts."""
    proposed = words.passphrase(context.language, context.pick)
    context.tell(
        paragraph(
            _(
                "These six words open everything you keep. Write them down and keep that paper"
                " safe; nobody can give them back to you."
            )
        )
    )
    context.tell(f"\n    {proposed}\n")
    while True:
        own = ask.passphrase(context, _("Enter to take them, or type a passphrase of your own: "))
        if own and len(own) < PASSPHRASE_LEAST:
            context.tell(_("At least {least} characters, please.").format(least=PASSPHRASE_LEAST))
            continue
        chosen = own or proposed
        if ask.passphrase(context, _("Type it once more: ")) == chosen:
            ask.wipe(context)
            return chosen
        context.tell(_("That was not the same. Once more from the start."))


def _recovery(context: "Context") -> dict[str, str]:
    """A recovery key on paper, as one more recipient; nothing when it is not wanted."""
    from vp.store.age import new_identity

    context.tell(
        paragraph(_("A recovery key on paper opens the dossier when you lose your passphrase."))
    )
    if not ask.yes(context, _("Make a recovery key"), default=True):
        return {}
    key = new_identity()
    context.tell(f"\n    {key.secret()}\n")
    context.tell(
        paragraph(
            _(
                "Print this line or write it down, and keep it apart from the laptop, for example"
                " in a safe. It is shown only now."
            )
        )
    )
    while ask.line(context, _("Type its last four characters")).upper() != key.secret()[-4:]:
        context.tell(_("Those are not its last four characters; look once more."))
    ask.wipe(context)
    return {"recovery": key.recipient}


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
