"""`vp key backup` and `vp key restore`: the mirror of the cabinet."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import identities
from vp.cli.options import AsJson, desk
from vp.errors import Attention, NotReadable, NotThere, VpError
from vp.locale import N_, _, ngettext
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vp.cli.context import Context
    from vp.store.restoring import Restored

Place = Annotated[Path, typer.Argument(metavar="DIR", help=_("a folder on a disk of your own"))]


def backup(
    ctx: typer.Context,
    folder: Place,
    new: Annotated[
        bool, typer.Option("--new", help=_("begin another copy where one was before"))
    ] = False,
    as_json: AsJson = False,
) -> None:
    from vp.store import mirror, mirror_place

    context = desk(ctx)
    dossier = context.dossier
    meant = mirror_place.chosen(dossier, folder, context.new_id().replace("-", ""), another=new)
    with dossier.writing():
        dossier.resume()
        copied = mirror.copy(dossier, meant, context.today(), lambda *pair: _same(context, *pair))
    if as_json:
        context.json({"keys": copied.number, "folder": str(meant.folder), "other": copied.other})
    else:
        context.say(
            ngettext(
                "The copy in {folder} holds {number} key.",
                "The copy in {folder} holds {number} keys.",
                copied.number,
            ).format(folder=meant.folder, number=copied.number)
        )
    if mirror_place.shares_disk(dossier, meant.folder):
        context.tell(
            paragraph(
                _(
                    "It lies on the same disk as the keys themselves, and is lost with it. A USB"
                    " stick that you keep elsewhere is better."
                )
            )
        )
    if copied.other:
        raise Attention(
            N_("the copy keeps another key than the cabinet for: {cases}"),
            N_("vp check tells which of them opens; or begin another copy elsewhere"),
            cases=", ".join(copied.other),
        )


def restore(
    ctx: typer.Context,
    folder: Place,
    identity_file: Annotated[
        Path | None,
        typer.Option(
            "--identity", metavar="FILE", help=_("on a new laptop: identity or recovery key")
        ),
    ] = None,
    no_passphrase: Annotated[
        bool, typer.Option("--no-passphrase", help=_("keep the identity in a plain file"))
    ] = False,
    confirm: Annotated[
        list[str] | None,
        typer.Option(
            "--confirm", metavar="CASE", help=_("replace the key here, which does not open it")
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    from vp.store import restoring

    context = desk(ctx)
    keys = restoring.source(
        folder.expanduser().resolve(), _settled(context, identity_file, no_passphrase)
    )
    dossier = context.dossier
    context.identity  # noqa: B018 (the passphrase is asked before the lock is held)
    with dossier.writing():
        done = restoring.restore(dossier, keys, confirm or ())
    _tell(context, done, as_json)


def refresh(context: "Context") -> None:
    """The copies in reach hold the keys as they are now; which ones do not is told.

    After a rotation a copy opens with the old paper alone, and that is destroyed.
    """
    from vp.store import mirror, upkeep

    dossier, left = context.dossier, []
    for one in upkeep.read(dossier.private).mirrors:
        copied = None
        if mirror.is_in_reach(one, dossier.marker.id):
            with suppress(VpError), dossier.writing():
                now = next(it for it in upkeep.read(dossier.private).mirrors if it.id == one.id)
                copied = mirror.copy(
                    dossier, now, context.today(), lambda *pair: _same(context, *pair)
                )
        if copied is None or copied.other:
            left.append(str(one.folder))
    if left:
        context.tell(
            paragraph(
                _(
                    "These copies of the keys are as they were before; connect each and run vp key"
                    " backup, before you destroy an old paper: {folders}"
                ).format(folders=", ".join(left))
            )
        )


def _settled(context: "Context", file: Path | None, no_passphrase: bool) -> str:
    """The dossier's id, with a place for it in this home and an identity to open it."""
    from vp.store import founding, session
    from vp.store.marker import read_marker

    dossier = read_marker(context.folder).id
    if not session.has_identity(context.home):
        if file is None:
            raise NotThere(
                N_("there is no identity in {home}"),
                N_("give yours, or the recovery key in a file: --identity FILE"),
                home=context.home,
            )
        identities.made(context, context.is_interactive, no_passphrase, file)
    if not founding.is_at_home(context.home, dossier):
        founding.settle_in(context.home, dossier, context.identity, context.today())
        founding.remember(context.home, context.folder)
    return dossier


def _same(context: "Context", one: bytes, other: bytes) -> bool:
    """Whether two sealed keys are one; only asked where nothing else tells."""
    cabinet = context.dossier.cabinet
    try:
        return cabinet.key(one, "key").secret() == cabinet.key(other, "key").secret()
    except NotReadable:
        return False


def _tell(context: "Context", done: "Restored", as_json: bool) -> None:
    from vp.store import restoring

    why: Mapping[str, str] = {
        restoring.DESTROYED: N_("destroyed; its key in the copy is destroyed too: {cases}"),
        restoring.NO_FILE: N_("no file to open, so the key was left where it is: {cases}"),
        restoring.UNREADABLE: N_("the key is sealed for somebody else, or damaged: {cases}"),
        restoring.NO_FIT: N_("the key does not open the file as it is now: {cases}"),
        restoring.OTHER: N_(
            "the key here does not open the file, the one in the copy does: {cases}"
        ),
    }
    if as_json:
        context.json({"restored": done.taken, "left": done.left, "destroyed": done.destroyed})
    else:
        context.say(_("Keys put back: {number}.").format(number=len(done.taken)))
    for reason, sentence in why.items():
        if cases := sorted(name for name, found in done.left.items() if found == reason):
            context.tell(paragraph(f"- {_(sentence).format(cases=', '.join(cases))}"))
    for one in done.strangers:
        context.tell(
            paragraph(
                _(
                    "{name} could open the keys where they come from, and not here. If that is"
                    " right for you: vp key add {recipient} --name {name}"
                ).format(name=one.name, recipient=one.public)
            )
        )
    asking = sorted(name for name, found in done.left.items() if found == restoring.OTHER)
    if asking:
        raise Attention(
            N_("these have a key here that does not open them: {cases}"),
            N_("to replace it by the one in the copy: vp key restore DIR --confirm {first}"),
            cases=", ".join(asking),
            first=asking[0],
        )
