"""Making the counsellor's identity and his key on paper, for `vp init` and `vp key`."""

from pathlib import Path
from typing import TYPE_CHECKING

from vp.cli import ask, given
from vp.errors import Attention, NotReadable, Usage
from vp.locale import N_, _, words
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.store.age import Identity

PASSPHRASE_LEAST = 12
"""The fewest characters a passphrase of one's own may have."""

_LIMIT = 64 * 1024


def made(context: "Context", asks: bool, no_passphrase: bool, file: Path | None) -> "Identity":
    """The counsellor's identity: the one in home, the one in the file, or a new one.

    The file of a hardware key or an SSH key does not hold it, but seals and opens it. One behind
    a passphrase, as home keeps it, stays behind that one.
    """
    from vp.store import session
    from vp.store.age import is_token, new_identity

    if session.has_identity(context.home):
        return context.identity
    data = given.read(context, file, _LIMIT) if file else b""
    text = data.decode("utf-8", "replace")
    if file and is_token(text):
        identity = new_identity()
        answers = session.Answers(context.tell, lambda: ask.passphrase(context))
        session.entrust(context.home, identity, file.expanduser(), text, answers)
        return identity
    name = given.name(file, "standard input") if file else ""
    identity, passphrase = _held(context, data, name) if file else (new_identity(), "")
    if not (asks or no_passphrase or passphrase) and context.passphrase_fd is None:
        raise Usage(
            N_("a passphrase is asked on a terminal, and there is none"),
            N_("run vp init in a terminal, or add --no-passphrase or --passphrase-fd"),
        )
    kept = None if no_passphrase else passphrase or choose_passphrase(context)
    session.keep(context.home, identity, kept)
    return identity


def _held(context: "Context", data: bytes, name: str) -> "tuple[Identity, str]":
    """The identity in the file, and the passphrase it is behind, where that is one to keep."""
    from vp.store.age import unseal_with_passphrase, work_factor

    if work_factor(data) is None:
        return _native(data.decode("utf-8", "replace"), name), ""
    passphrase = ask.passphrase(context)
    text = unseal_with_passphrase(data, passphrase, name).decode("utf-8", "replace")
    is_long = len(passphrase) >= PASSPHRASE_LEAST
    return _native(text, name), passphrase if is_long else ""


def _native(text: str, name: str) -> "Identity":
    from vp.store.age import identities

    found = identities(text)
    if len(found) != 1:
        raise NotReadable(
            N_("{name} does not hold one identity"),
            N_("it is a line that begins with AGE-SECRET-KEY-1"),
            name=name,
        )
    return found[0]


def choose_passphrase(context: "Context") -> str:
    """The words proposed, or a passphrase of one's own; typed once more before it counts.

    With --passphrase-fd it is the next line there.
    """
    if context.passphrase_fd is not None:
        return _given_passphrase(context)
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


def _given_passphrase(context: "Context") -> str:
    given_one = ask.passphrase(context)
    if len(given_one) < PASSPHRASE_LEAST:
        raise Usage(
            N_("that passphrase is too short"),
            N_("at least {least} characters"),
            least=PASSPHRASE_LEAST,
        )
    return given_one


def shown_paper(context: "Context", key: "Identity | None" = None) -> "Identity":
    """A recovery key, new or this one, shown once and written down by whoever sits there."""
    from vp.store.age import new_identity

    key = key or new_identity()
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
    return key


def printed_paper(context: "Context", place: Path) -> "Identity":
    """A new recovery key on a page that can be printed, in this file, for its owner alone."""
    from vp.render.recovery import page
    from vp.store import files
    from vp.store.age import new_identity

    key = new_identity()
    dossier = context.dossier.marker.id
    text = page(key.secret(), key.recipient, dossier, context.today(), context.language)
    files.create(place, text.encode())
    return key


def after_printing(context: "Context", place: Path) -> None:
    """Whoever sits there has printed the page, and the file is destroyed, or he is told to."""
    from vp.store import files

    context.tell(
        paragraph(
            _(
                "The recovery key is in {name}. Print it, keep the paper apart from the laptop, for"
                " example in a safe, and destroy the file: it opens everything."
            ).format(name=place.name)
        )
    )
    if context.is_interactive and ask.yes(
        context, _("Is it printed, and may the file be destroyed"), default=False
    ):
        files.destroy(place)


def require_recipients(*public: str) -> None:
    """Nothing, when every one can be sealed to: asked before anything is written."""
    from vp.store.age import is_recipient

    if not all(map(is_recipient, public)):
        raise Usage(N_("that is not an age recipient"), N_("it is a line that begins with age1"))


def tell_left(left: list[str]) -> None:
    """Raises Attention for what keeps its key because it could not be opened."""
    if left:
        raise Attention(
            N_("these could not be opened, and keep their key until they are: {cases}"),
            N_("vp check tells what is wrong with each"),
            cases=", ".join(left),
        )
