"""`vp note`: a conversation, an observation or a reflection is in the case."""

from typing import Annotated

import typer

from vp.cli import ask, draft
from vp.cli.options import CaseName, Minutes, On, desk, example, keys, one_of, several_of
from vp.domain.case import record
from vp.domain.entries import Note
from vp.domain.vocabulary import NoteAbout, NoteKind, NoteSource, Offered
from vp.errors import Usage
from vp.locale import N_, _
from vp.render.plain import paragraph

app = typer.Typer()

parse_offered = several_of(Offered, "offered")


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
    offered: Annotated[
        list[str] | None,
        typer.Option("--offered", metavar="WHAT", help=keys(Offered)),
    ] = None,
) -> None:
    from vp.domain.notices import verdict_words

    context = desk(ctx)
    name = context.case(case)
    offers = parse_offered(",".join(offered or []))
    question = _("What was said or seen")
    if about is NoteAbout.DISSATISFACTION:
        # First tried to be solved together (LVV code 2021, klachtenbehandeling).
        if context.is_interactive and not offers:
            offers = ask.terms(
                context, _("What did you offer (several with commas)"), tuple(Offered)
            )
        question = _("What the dissatisfaction is about, and the answer to what you offered")
    elif offers:
        raise Usage(
            N_("--offered goes with dissatisfaction about you only"),
            N_("add --about dissatisfaction"),
        )
    text = draft.text(context, name, question)
    entry = Note(
        **context.stamp(Note.prefix, on),
        kind=kind,
        about=about,
        source=source,
        minutes=minutes,
        offered=offers,
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
