"""`vp export`: a readable copy, of a case for its reporter or of passages for a committee.

Of everything at once, for a counsellor who moves out: `vp.cli.moving_out`.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from vp.cli import ask, given
from vp.cli.copies import keep_count
from vp.cli.options import Output, desk, example, keys, one_of
from vp.domain import copies
from vp.domain import export as giving
from vp.domain.case import Case
from vp.domain.copies import Copy, Passage, Reader
from vp.domain.entries import Disclosure, Entry
from vp.domain.leaving import Made
from vp.errors import Usage
from vp.locale import N_, _
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.render.exports import Making

app = typer.Typer()


@app.command(
    help=_("Make a copy: the reporter's own file, chosen passages for a committee, or everything."),
    epilog=example("vp export k7fm --for reporter -o dossier.md"),
)
def export(
    ctx: typer.Context,
    case: Annotated[
        str | None,
        typer.Argument(metavar="CASE", help=_("id, unambiguous beginning of one, or alias")),
    ] = None,
    reader: Annotated[
        Reader | None, typer.Option("--for", parser=one_of(Reader, "for"), help=keys(Reader))
    ] = None,
    output: Output = None,
    everything: Annotated[
        Path | None,
        typer.Option("--all", metavar="FOLDER", help=_("all that is kept, readable, to a folder")),
    ] = None,
    unencrypted: Annotated[
        bool, typer.Option("--unencrypted", help=_("with --all: yes, I mean it"))
    ] = False,
) -> None:
    from vp.store.files import replace

    context = desk(ctx)
    if everything is not None:
        if case or reader or output:
            raise Usage(N_("--all takes no case, reader or file"), N_("see --help"))
        from vp.cli.moving_out import move_out

        move_out(context, everything, confirmed=unencrypted)
        return
    if case is None or reader is None or output is None:
        missing = "CASE" if case is None else "--for" if reader is None else "--output"
        raise Usage(N_("{option} is needed here"), N_("see --help"), option=missing)
    name = context.case(case)
    place = given.place(context, output)
    match reader:
        case Reader.REPORTER:
            text = _for_reporter(context, name)
        case Reader.COMMITTEE:
            text = _for_committee(context, name)
        case _:
            assert_never(reader)
    replace(place, text.encode())
    context.say(_("The copy is in {file}; that it was made is in the case.").format(file=output))
    context.tell(
        paragraph(
            _(
                "Only names that the case keeps as people are replaced by their handle. Read the"
                " copy before you hand it over, and destroy it when it has served its end."
            )
        )
    )


def _for_reporter(context: "Context", name: str) -> str:
    """The copy, after it was recorded that it is made."""
    from vp.render import exports

    found = context.dossier.load(name)
    made = _made(context)
    giving.give_reporter(found, made, context.today())  # a refusal comes before a question
    without = _left_out(context, copies.about_others(found))
    text = ""

    def change(current: Case) -> Case:
        nonlocal text
        after = giving.give_reporter(current, made, context.today())
        copy = copies.reporter_copy(after, without)
        text = exports.reporter_copy(copy, after, _making(context))
        return after

    keep_count(context, context.dossier.update(name, change))
    return text


def _for_committee(context: "Context", name: str) -> str:
    """The copy, after it was recorded which passages go, and under what."""
    from vp.render import exports

    found = context.dossier.load(name)
    giving.basis(found, context.today())
    ids = _chosen(context, found) if context.is_interactive else _read_ids(context)
    disclosure = Disclosure(**context.stamp(Disclosure.prefix), to=giving.COMMITTEE)
    made = _made(context)
    text = ""

    def change(current: Case) -> Case:
        nonlocal text
        under = giving.basis(current, context.today())
        after = giving.give_committee(current, ids, disclosure, made, context.today())
        text = exports.committee_copy(copies.committee_copy(current, ids), under, _making(context))
        return after

    keep_count(context, context.dossier.update(name, change))
    return text


def _made(context: "Context") -> Made:
    return Made(**context.stamp(Made.prefix), what="")


def _making(context: "Context") -> "Making":
    from vp.render.exports import Making

    return Making(context.today(), context.profile, context.language, context.home / "templates")


def _chosen(context: "Context", case: Case) -> list[str]:
    """Each entry is shown as it would stand in the copy, and chosen or not."""
    ids = []
    for entry in copies.choosable(case):
        _show(context, copies.committee_copy(case, [entry.id]))
        if ask.yes(context, _("Does the committee need this"), default=False):
            ids.append(entry.id)
    return ids


def _left_out(context: "Context", candidates: list[Entry]) -> list[str]:
    """The entries about somebody else's consent or rights: of those that name others, asked."""
    if not context.is_interactive:
        return _read_ids(context)
    if not candidates:
        return []
    context.tell(paragraph(_("Somebody else is named in these entries:")))
    for entry in candidates:
        _tell(context, Passage(entry))
    answer = ask.line(
        context,
        _("Which stay out, being about the consent or rights of another (ids, Enter: none)"),
    )
    return _ids(answer.replace(",", " ").split())


def _read_ids(context: "Context") -> list[str]:
    return _ids(ask.decode(context.read()).split())


def _ids(words: list[str]) -> list[str]:
    """The words, when each can be an entry's id; anything else could be somebody's story."""
    from vp.domain.ids import ENTRY_ID

    for number, word in enumerate(words, start=1):
        if not ENTRY_ID.fullmatch(word):
            raise Usage(
                N_("number {number} of the ids is not the id of an entry"),
                N_("give ids such as n-4t7wq2, one a line; vp show lists them"),
                number=number,
            )
    return words


def _show(context: "Context", copy: Copy) -> None:
    context.tell()
    for passage in copy.passages:
        _tell(context, passage)


def _tell(context: "Context", passage: Passage) -> None:
    from vp.render.exports import passage_texts

    head, *told = passage_texts(passage)
    context.tell(paragraph(f"{passage.entry.on}  {passage.entry.id}  {head}"))
    for text in told:
        context.tell(paragraph(text, "    "))
