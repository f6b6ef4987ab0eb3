"""`vp transfer`: a file is handed over to another counsellor, sealed for that counsellor alone."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import given
from vp.cli.options import CaseName, desk, example
from vp.domain.handover import hand_over
from vp.domain.leaving import HandedOver
from vp.errors import Usage
from vp.locale import N_, _
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context

app = typer.Typer()


@app.command(
    help=_("Hand a file over, sealed for your successor alone; only with the reporter's consent."),
    epilog=example("vp transfer k7fm --to age1... -o overdracht.age"),
)
def transfer(
    ctx: typer.Context,
    case: CaseName,
    to: Annotated[
        str, typer.Option("--to", metavar="RECIPIENT", help=_("your successor's line, age1..."))
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help=_("write it to this file"))
    ],
) -> None:
    from vp.store import codec
    from vp.store.age import seal
    from vp.store.files import replace

    context = desk(ctx)
    name = context.case(case)
    place = given.place(context, output)
    entry = HandedOver(**context.stamp(HandedOver.prefix), to=_recipient(to), consent="")
    own = _own(context)
    # Recorded first, so that what goes out says so itself, and nothing goes out unrecorded.
    saved = context.dossier.update(
        name, lambda found: hand_over(found, entry, own, context.today())
    )
    replace(place, seal(codec.pad(codec.dump(saved)), [entry.to]))
    context.say(
        _("Case {case} is in {file}, sealed for your successor.").format(case=name, file=output)
    )
    context.tell(
        paragraph(
            _(
                "Your successor takes it in with: vp receive FILE. When it has arrived, close it"
                " here: vp close {case} --reason transferred"
            ).format(case=name)
        )
    )


def _recipient(word: str) -> str:
    from vp.store.age import is_recipient

    public = word.strip().lower()
    if not is_recipient(public):
        raise Usage(N_("that is not an age recipient"), N_("it is a line that begins with age1"))
    return public


def _own(context: "Context") -> set[str]:
    """Every key that opens what is the counsellor's own: his, the paper one, his deputy's."""
    return {context.identity.recipient, *context.dossier.cabinet.recipients()}
