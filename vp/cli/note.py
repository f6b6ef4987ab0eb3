"""`vp note`: a conversation, an observation or a reflection is in the case."""

from typing import Annotated

import typer

from vp.cli import draft
from vp.cli.options import CaseName, Minutes, On, desk, example, keys, one_of
from vp.domain.case import record
from vp.domain.entries import Note
from vp.domain.vocabulary import NoteAbout, NoteKind, NoteSource
from vp.locale import _
from vp.render.plain import paragraph

app = typer.Typer()


@app.command(
    help=_("Write down a conversation, an observation or a reflection."),
    epilog=example("vp note k7fm --kind call --minutes 20"),
)
def note(
    ctx: typer.Context,
    case: CaseName,
    kind: Annotated[
        NoteKind, typer.Option("--kind", parser=one_of(NoteKind, "kind"), help=keys(NoteKind))
    ] = NoteKind.CONVERSATION,
    minutes: Minutes = 0,
    on: On = None,
    source: Annotated[
        NoteSource,
        typer.Option("--source", parser=one_of(NoteSource, "source"), help=keys(NoteSource)),
    ] = NoteSource.TOLD,
    about: Annotated[
        NoteAbout, typer.Option("--about", parser=one_of(NoteAbout, "about"), help=keys(NoteAbout))
    ] = NoteAbout.SUPPORT,
) -> None:
    from vp.domain.notices import verdict_words

    context = desk(ctx)
    name = context.case(case)
    text = draft.text(context, name, _("What was said or seen"))
    entry = Note(
        **context.stamp(Note.prefix, on),
        kind=kind,
        about=about,
        source=source,
        minutes=minutes,
        text=text,
    )
    draft.update(context, name, text, lambda found: record(found, entry, context.today()))
    context.say(_("Noted in {case}: {entry}.").format(case=name, entry=entry.id))
    if verdict_words(text):
        context.tell(
            paragraph(
                _(
                    "The text holds a word that passes a verdict nobody has given yet. A neutral"
                    " word, such as accused or reporter, reads better later."
                )
            )
        )
