"""Cases that come from outside: every part is looked at before anything of them is kept.

The file may be written by anyone: a text, a handle, an id or a number that vp itself would never
have written is refused here, so that what is kept can be shown, counted and destroyed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from vp.domain.case import HANDLE, TEXTS, Case, Facts, append
from vp.domain.entries import BreachStep, Closing, Entry
from vp.domain.ids import CASE_ID, ENTRY_ID
from vp.domain.profile import RETENTION_MONTHS
from vp.domain.protocol import Step
from vp.domain.text import clean, clean_line
from vp.errors import NotAllowed, NotReadable, Usage, VpError
from vp.locale import N_, _, ngettext

if TYPE_CHECKING:
    from vp.cli.context import Context

LIMIT = 1_000_000
"""The highest number in a case: minutes, copies, a revision."""
STEPS = frozenset(step.key for step in Step)
HORIZON = timedelta(days=36_525)
"""How far ahead a date may lie, so that a term can still be added to it."""


def checked(plain: object, name: str, today: date) -> Case:
    """The case in a document called `name`: every text cleaned, every day at most today.

    Raises NotReadable, naming at most the path of a field, for what vp does not write.
    """
    from vp.store import codec

    case = codec.convert(plain, Case, name)
    for path in _odd_places(case, today):
        raise NotReadable(
            N_("{name} is not what vp writes, at {path}"),
            N_("correct that field, or put back a copy from your backup"),
            name=name,
            path=path,
        )
    try:
        cleaned = [_cleaned(entry) for entry in case.log]
        people = {
            handle: type(one)(**{key: clean_line(value) for key, value in _fields(one).items()})
            for handle, one in case.people.items()
        }
        facts = msgspec.structs.replace(case.facts, unit=clean_line(case.facts.unit))
        alias = clean_line(case.alias)
    except VpError as error:
        raise Usage(
            N_("{name}: a text in it cannot be kept"), error.hint, name=name, **error.fields
        ) from None
    _require_days(case.facts, case.log, today, name)
    bare = msgspec.structs.replace(case, alias=alias, facts=facts, people=people, log=())
    return append(bare, *cleaned)


def require_new(case: str, known: set[str]) -> None:
    """Nothing, when no case of this id is or was here; it is among `known` from here on."""
    if case in known:
        raise NotAllowed(
            N_("there is, or was, a case {case} already"),
            N_("take it out of the file; nothing was taken in"),
            case=case,
        )
    known.add(case)


@contextmanager
def told_when_broken_off(context: "Context") -> Iterator[None]:
    """Where the block breaks off, the user has heard how many cases are in, and how to go on."""
    before = set(context.dossier.ids())
    try:
        yield
    except BaseException as error:
        number = len(set(context.dossier.ids()) - before)
        is_stopped = isinstance(error, KeyboardInterrupt)
        if is_stopped and context.is_watched:
            context.tell()  # the cursor stands behind ^C
        if number or is_stopped:
            told = ngettext("{n} case taken in.", "{n} cases taken in.", number).format(n=number)
            again = _("Give the same command again: it takes in the rest.")
            context.tell(f"{told} {again}")
        raise


def _odd_places(case: Case, today: date) -> Iterator[str]:
    """The paths of the fields that no vp would have written so."""
    if not CASE_ID.fullmatch(case.id):
        yield "$.id"
    if not 0 <= case.revision <= LIMIT:
        yield "$.revision"
    if not all(map(HANDLE.fullmatch, case.people)):
        yield "$.people"
    seen: set[str] = set()
    for number, entry in enumerate(case.log):
        if not ENTRY_ID.fullmatch(entry.id) or entry.id in seen:
            yield f"$.log[{number}].id"
        seen.add(entry.id)
        for field, value in _fields(entry).items():
            if field not in (*TEXTS, "at") and _is_odd(value, today):
                yield f"$.log[{number}].{field}"
        match entry:
            case Closing() if not 1 <= entry.retention <= RETENTION_MONTHS:
                yield f"$.log[{number}].retention"
            case BreachStep() if entry.step not in STEPS:
                yield f"$.log[{number}].step"
            case _:
                pass


def _is_odd(value: object, today: date) -> bool:
    match value:
        case bool():
            return False
        case int():
            return not 0 <= value <= LIMIT
        case str():
            try:
                return clean_line(value) != value
            except VpError:
                return True
        case date():
            return value > today + HORIZON
        case tuple():
            return any(_is_odd(one, today) for one in value)
        case _:
            return False


def _cleaned(entry: Entry) -> Entry:
    changed = {name: clean(value) for name in TEXTS if (value := getattr(entry, name, ""))}
    return msgspec.structs.replace(entry, **changed) if changed else entry


def _fields(value: msgspec.Struct) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__struct_fields__}


def _require_days(facts: Facts, log: tuple[Entry, ...], today: date, name: str) -> None:
    if any(day > today for day in (facts.opened, *(entry.on for entry in log))):
        raise NotAllowed(
            N_("{name}: a day in it has not come yet"),
            N_("today is {today}"),
            name=name,
            today=today,
        )
