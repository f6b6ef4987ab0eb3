"""`vp key recovery` and `vp key rotate`: a new key on paper, and a new identity along with it."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import given, identities, key_copies
from vp.cli.options import desk, replacement
from vp.errors import NotWritten, Usage, VpError
from vp.locale import N_, _
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vp.cli.context import Context
    from vp.store.age import Identity

Page = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help=_("a page to print, with a QR code")),
]


def recovery(ctx: typer.Context, output: Page = None) -> None:
    from vp.store import deputies

    context = desk(ctx)
    context.asks_anew = True
    place = _page(context, output)
    context.identity  # noqa: B018 (the passphrase is asked before a key is on paper)
    key = None
    try:
        key = _paper(context, place)
        with context.progress() as step:
            left = deputies.replace_paper(context.dossier, key.recipient, step)
    except (VpError, KeyboardInterrupt):
        _tell_which(context, place, key)
        raise
    context.say(_("The recovery key opens every key now; an older one opens nothing new."))
    key_copies.refresh(context)
    if place:
        identities.after_printing(context, place)
    identities.tell_left(left)


def rotate(
    ctx: typer.Context,
    output: Page = None,
    deputy: Annotated[
        list[str] | None,
        typer.Option(
            "--deputy",
            parser=replacement,
            metavar="NAME=AGE1...",
            help=_("the new recipient of a deputy"),
        ),
    ] = None,
    passphrase: Annotated[
        bool, typer.Option("--passphrase", help=_("put the new identity behind a passphrase"))
    ] = False,
) -> None:
    from vp.store import overwritten, rotation, session
    from vp.store.age import new_identity

    context = desk(ctx)
    context.asks_anew = True
    replaced = {name: public for name, _, public in (one.partition("=") for one in deputy or ())}
    identities.require_recipients(*replaced.values())
    has_paper = rotation.has_paper(context.home)
    place = _page(context, output) if has_paper or output else None
    context.dossier.resume()
    overwritten.require_none(context.dossier)
    own, old = new_identity(), context.identity
    rotation.replacements(context.home, own.recipient, own.recipient * has_paper, replaced)
    words, paper = None, None
    try:
        if passphrase or session.has_passphrase(context.home):
            words = identities.choose_passphrase(context)
        paper = _paper(context, place) if has_paper or place else None
        _rotate(context, old, own, paper.recipient if paper else "", replaced, words)
    except (VpError, KeyboardInterrupt):
        _tell_which(context, place, paper, own)
        raise
    context.say(_("Your identity is a new one; the old one opens nothing any more."))
    context.tell(
        paragraph(
            _(
                "Copies of the keys that vp does not know of are worthless, once the old paper is"
                " destroyed too."
            )
        )
    )
    key_copies.refresh(context)
    if place:
        identities.after_printing(context, place)


def _rotate(
    context: "Context",
    old: "Identity",
    own: "Identity",
    paper: str,
    deputies: "Mapping[str, str]",
    passphrase: str | None,
) -> None:
    from vp.store import rotation, session

    dossier = context.dossier
    with dossier.writing():
        replaced = rotation.replacements(context.home, own.recipient, paper, deputies)
        rotation.rotate(
            context.home,
            old,
            own,
            replaced,
            lambda home: session.write(home, rotation.NEW, own, passphrase),
            context.today(),
            dossier.private,
        )


def _page(context: "Context", output: Path | None) -> Path | None:
    """Where the page comes; None when the key is shown. Raises Usage or NotWritten."""
    if output is None and not context.is_interactive:
        raise Usage(
            N_("{option} is needed here"), N_("the recovery key comes on a page"), option="-o FILE"
        )
    place = given.place(context, output) if output else None
    if place and place.exists():
        raise NotWritten(
            N_("{name} is there already"), N_("choose another name for it"), name=place.name
        )
    return place


def _paper(context: "Context", place: Path | None) -> "Identity":
    if place is None:
        return identities.shown_paper(context)
    return identities.printed_paper(context, place)


def _tell_which(
    context: "Context", place: Path | None, paper: "Identity | None", own: "Identity | None" = None
) -> None:
    """Whoever sits there knows which keys count now; no page is left with one that opens nothing.

    Broken off after the point of no return, it is the new ones.
    """
    from vp.store import files, recipients, rotation

    context.tell()  # from the prompt that was broken off
    known = set()
    with suppress(VpError):
        known = {one.public for one in recipients.read(context.dossier.private)}
    new = {one.recipient for one in (paper, own) if one}
    if rotation.is_begun(context.home) or new & known:
        context.tell(
            paragraph(
                _(
                    "The new key counts already: keep it. The next command that opens a case ends"
                    " what is left to do; if it asks a passphrase, that may still be the old one."
                )
            )
        )
        return
    if place and paper:
        with suppress(VpError):
            files.destroy(place)
    context.tell(
        paragraph(
            _(
                "Nothing changed: passphrase and recovery key are those you had. A new one that was"
                " shown or printed opens nothing; throw it away."
            )
        )
    )
