"""`vp import`: cases in YAML, as `vp show --raw` prints them, are in the dossier.

All documents are read and checked before the first is written: plan, then act.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from vp.cli import given
from vp.cli.options import AsJson, desk, example
from vp.domain.case import Case, Facts, append, texts
from vp.domain.entries import Entry
from vp.domain.ids import CASE_ID
from vp.domain.text import clean, clean_line
from vp.errors import NotAllowed, NotReadable, Usage, VpError
from vp.locale import N_, _, ngettext

if TYPE_CHECKING:
    from vp.cli.context import Context

app = typer.Typer()


@app.command(
    "import",
    help=_("Take in cases as `vp show --raw` prints them; several with a line --- between them."),
    epilog=example("vp import cases.yaml"),
)
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("YAML documents; - is input"))],
    as_json: AsJson = False,
) -> None:
    from vp.store import strict

    context = desk(ctx)
    data = given.read(context, file)
    name = given.name(file, "input")
    known = set(context.dossier.ids()) | context.dossier.destroyed()
    with context.progress() as step:
        cases = []
        for number, plain in enumerate(strict.load_all(data, name), start=1):
            case = _checked(context, plain, f"{name} #{number}")
            _require_new(case, known)
            cases.append(case)
            step(number, number)
        if not cases:
            raise Usage(N_("{name} holds no case"), N_("see vp show --raw for the form"), name=name)
        with context.dossier.writing():
            for number, case in enumerate(cases, start=1):
                context.dossier.add(case)
                step(number, len(cases))
    if as_json:
        context.json({"imported": [case.id for case in cases]})
    else:
        context.say(
            ngettext("{n} case taken in.", "{n} cases taken in.", len(cases)).format(n=len(cases))
        )


def _checked(context: "Context", plain: object, name: str) -> Case:
    """The case in a document: every text cleaned, every day at most today."""
    from vp.store import codec

    case = codec.convert(plain, Case, name)
    if not CASE_ID.fullmatch(case.id):
        raise NotReadable(
            N_("{name} is not what vp writes, at {path}"),
            N_("correct that field, or put back a copy from your backup"),
            name=name,
            path="$.id",
        )
    try:
        cleaned = [_clean_entry(entry) for entry in case.log]
        people = {
            handle: type(one)(**{key: clean_line(value) for key, value in _fields(one).items()})
            for handle, one in case.people.items()
        }
        facts = msgspec.structs.replace(case.facts, unit=clean_line(case.facts.unit))
    except VpError as error:
        raise Usage(
            N_("{name}: a text in it cannot be kept"), error.hint, name=name, **error.fields
        ) from None
    _require_days(case.facts, case.log, context.today(), name)
    alias = clean_line(case.alias)
    bare = msgspec.structs.replace(case, alias=alias, facts=facts, people=people, log=())
    return append(bare, *cleaned)


def _clean_entry(entry: Entry) -> Entry:
    if not any(texts(entry)):
        return entry
    names = ("text", "knows", "speaks_for", "speaks_against", "identity_reason")
    changed = {name: clean(getattr(entry, name)) for name in names if getattr(entry, name, "")}
    return msgspec.structs.replace(entry, **changed)


def _fields(person: msgspec.Struct) -> dict[str, str]:
    return {name: getattr(person, name) for name in person.__struct_fields__}


def _require_days(facts: Facts, log: tuple[Entry, ...], today: date, name: str) -> None:
    if any(day > today for day in (facts.opened, *(entry.on for entry in log))):
        raise NotAllowed(
            N_("{name}: a day in it has not come yet"),
            N_("today is {today}"),
            name=name,
            today=today,
        )


def _require_new(case: Case, known: set[str]) -> None:
    if case.id in known:
        raise NotAllowed(
            N_("there is, or was, a case {case} already"),
            N_("take it out of the file; nothing was taken in"),
            case=case.id,
        )
    known.add(case.id)
