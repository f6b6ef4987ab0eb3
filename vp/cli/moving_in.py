"""`vp import SHEET.csv`: the rows of a spreadsheet become cases, all of them or none.

Every row is read before anything is written. What was understood is shown, and what is wrong with
which row; a row that was taken in before is known again.
"""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vp.cli import ask, given, taking_in, when
from vp.domain.mapping import Column, Mapping
from vp.domain.moving import Here, Taken
from vp.errors import Attention, NotAllowed, NotReadable, NotThere, Usage
from vp.locale import N_, _, ngettext, words
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.store.sheet import Sheet


class Asked(NamedTuple):
    """What was asked of the import."""

    dry_run: bool
    skip: bool
    as_json: bool


class Read(NamedTuple):
    """The sheet, and what became of its rows."""

    sheet: "Sheet"
    columns: tuple[Column, ...]
    mapping: Mapping
    taken: Taken


def is_sheet(file: Path) -> bool:
    """Whether the name is one that spreadsheet programs give."""
    from vp.store.sheet import SUFFIXES

    return file.suffix.lower() in SUFFIXES


def move_in(context: "Context", file: Path, map_: Path | None, asked: Asked) -> None:
    """The rows of the sheet are cases; on a dry run it is only shown what they would be."""
    if map_ is None:
        raise Usage(
            N_("what the columns of a sheet mean stands in a mapping"),
            N_("have a first one made: vp import {name} --new-map MAP.yaml"),
            name=given.name(file, "-"),
        )
    name = given.name(file, "input")
    read = _read(context, file, name, map_)
    taken = read.taken
    if not asked.as_json:
        _tell(context, name, read, asked)
    if taken.problems and not asked.skip:
        if asked.as_json:
            context.json(_plain(read, []))
        rows = len({one.row for one in taken.problems})
        raise Usage(
            N_("nothing was taken in: rows with something wrong: {rows}"),
            N_(
                "correct them in the sheet, put words of your own in the mapping under values, or"
                " leave these rows out with --skip"
            ),
            rows=rows,
        )
    kept = [] if asked.dry_run else _keep(context, taken, asked)
    if asked.as_json:
        context.json(_plain(read, kept))
    elif asked.dry_run:
        context.say(_("This was a dry run: nothing was written."))
    elif kept:
        _tell_after(context, name, len(kept))
    if taken.problems and not asked.dry_run:
        raise Attention(
            N_("rows with something wrong were left out: {rows}"),
            N_("correct them and import the sheet again; the others are known by then"),
            rows=len({one.row for one in taken.problems}),
        )


def new_map(context: "Context", file: Path, target: Path) -> None:
    """A first mapping of the sheet's headings is in a new file, to be read and corrected."""
    from vp.domain.headings import KNOWN, propose
    from vp.domain.mapping import targets
    from vp.render.mapping import mapping_text
    from vp.store import files, sheet

    place = given.place(context, target)
    if place.exists():
        raise NotAllowed(N_("{name} is there already"), N_("give another name"), name=target.name)
    name = given.name(file, "input")
    found = sheet.read(given.read(context, file, sheet.LIMIT), name, KNOWN)
    proposed = propose(found.headings)
    if not proposed.columns:
        raise NotThere(
            N_("no heading of {name} is known"),
            N_("are there headings above the columns? See examples/register.map.yaml"),
            name=name,
        )
    files.create(place, mapping_text(proposed).encode())
    told = _(
        "The mapping is in {map}: {known} columns understood, {unknown} not. Look through it, then:"
        " vp import {name} --map {map} --dry-run"
    )
    known, unknown = len(targets(proposed)), len(proposed.ignore)
    context.say(paragraph(told.format(map=target, known=known, unknown=unknown, name=file)))
    if "reference" not in proposed.columns.values():
        numberless = _(
            "No column with a number of your own was found. Is there one, map it to reference: by"
            " that a row is known again."
        )
        context.say(paragraph(numberless))


def _read(context: "Context", file: Path, name: str, map_: Path) -> Read:
    from vp.domain import mapping, moving, rows
    from vp.store import sheet, strict

    try:
        plain = strict.load(given.read(context, map_, strict.LIMIT), map_.name)
    except NotReadable as error:
        hint = N_("compare it with examples/register.map.yaml")
        raise NotReadable(error.sentence, hint, **error.fields) from None
    meant = mapping.convert(plain, map_.name)
    mapping.check(meant, when.whole)
    headings = [heading for heading, _field in mapping.targets(meant)]
    found = sheet.read(given.read(context, file, sheet.LIMIT), name, headings)
    columns = mapping.columns(meant, found.headings)
    kinds = tuple(note.kind for note in meant.notes)
    reading = rows.Sheet(found.rows, columns, meant.fixed, when.whole, kinds)
    return Read(found, columns, meant, moving.take(reading, _here(context)))


def _here(context: "Context") -> Here:
    dossier, profile = context.dossier, context.profile
    return Here(
        dossier=dossier.marker.id,
        tag_key=profile.tag_key,
        retention=profile.terms.retention_months,
        today=context.today(),
        stamp=context.stamp,
        alias=lambda: words.alias(context.language, context.pick),
        known=frozenset(dossier.ids()) | dossier.destroyed(),
    )


def _keep(context: "Context", taken: Taken, asked: Asked) -> list[tuple[int, str]]:
    """The cases are in the dossier; returns each row with the id of its case."""
    fresh = taken.fresh
    if fresh and context.is_interactive and not asked.as_json:
        question = ngettext("Take this case in", "Take these {n} cases in", len(fresh))
        if not ask.yes(context, question.format(n=len(fresh)), default=True):
            raise NotAllowed(N_("nothing was taken in"), N_("the sheet can be imported later"))
    told = _("taking in the cases: {done} of {whole}")
    with (
        taking_in.told_when_broken_off(context),
        context.progress(told) as step,
        context.dossier.writing(),
    ):
        for number, one in enumerate(fresh, start=1):
            context.dossier.add(one.case)
            step(number, len(fresh))
    return [(one.row, one.case.id) for one in fresh]


def _tell(context: "Context", name: str, read: Read, asked: Asked) -> None:
    """What was understood, what is left out, and what is wrong."""
    from vp.domain import mapping
    from vp.render import moving

    sheet, taken = read.sheet, read.taken
    context.say(moving.how_read(name, len(sheet.rows), sheet.encoding, sheet.delimiter))
    context.say()
    context.say(moving.understood(read.columns, taken))
    context.say()
    for told in (
        moving.unread(mapping.unread(read.mapping, sheet.headings), sheet.headings),
        moving.problems(taken.problems),
        moving.left_out(taken, sheet.empty),
        moving.perhaps_twice(taken, is_first=not context.dossier.ids()),
    ):
        if told:
            context.say(f"{told}\n")
    number = len(taken.fresh)
    if taken.problems and not asked.skip:
        count = ngettext("{n} row is in order.", "{n} rows are in order.", number)
    else:
        count = ngettext("{n} row can be taken in.", "{n} rows can be taken in.", number)
    context.say(count.format(n=number))
    if withheld := sum(one.withheld for one in taken.fresh):
        sentence = ngettext(
            "In {n} row names and text stand that the reporter did not agree to keep: left out.",
            "In {n} rows names and text stand that the reporter did not agree to keep: left out.",
            withheld,
        )
        context.say(paragraph(sentence.format(n=withheld)))
    context.stdout.flush()  # before an error stands on the other stream


def _tell_after(context: "Context", name: str, number: int) -> None:
    context.say(ngettext("{n} case taken in.", "{n} cases taken in.", number).format(n=number))
    context.tell(
        paragraph(
            _(
                "{name} can be read by anyone who gets at it. Destroy it, with its copies in mail,"
                " cloud and wastebasket, when you have looked at the cases. vp check shows what"
                " is missing in them."
            ).format(name=name)
        )
    )


def _plain(read: Read, kept: list[tuple[int, str]]) -> dict[str, object]:
    """The outcome for a program: rows by their number, no word of a cell."""
    from vp.domain import mapping
    from vp.render.moving import message

    taken = read.taken
    return {
        "rows": len(read.sheet.rows),
        "new": [one.row for one in taken.fresh],
        "known": taken.known + taken.renumbered,
        "other_year": taken.other_year,
        "unnumbered": taken.unnumbered,
        "expired": taken.expired,
        "problems": [
            {
                "row": one.row,
                "column": mapping.letters(one.column.place) if one.column else None,
                "message": message(one),
            }
            for one in taken.problems
        ],
        "unmapped": list(map(mapping.letters, mapping.unread(read.mapping, read.sheet.headings))),
        "imported": [{"row": row, "id": case} for row, case in kept],
    }
