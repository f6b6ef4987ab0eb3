"""Finding a word: the opened bytes are searched first, and only a case that may hold it is read."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from vp.domain.case import Case, texts
from vp.errors import VpError
from vp.store import codec
from vp.store.dossier import Dossier


class Hit(NamedTuple):
    """A case in which the word stands, and where: entry ids, `people`, or `facts`."""

    case: str
    alias: str
    entries: list[str]


class Found(NamedTuple):
    """The hits, and the errors of the cases that could not be opened."""

    hits: list[Hit]
    unreadable: dict[str, VpError]


def find(dossier: Dossier, word: str, step: Callable[[int, int], None]) -> Found:
    """Every case in which the word stands, whatever the case of its letters."""
    wanted = word.casefold()
    hits: list[Hit] = []
    unreadable: dict[str, VpError] = {}
    ids = dossier.ids()
    if ids:
        dossier.cabinet.unlock()  # a wrong passphrase damages no case, and is not asked for each
    for number, name in enumerate(ids, start=1):
        try:
            data = dossier.raw(name)
            if _may_hold(data, wanted):
                case = codec.load(data, Case, name)
                if places := list(_places(case, wanted)):
                    hits.append(Hit(name, case.alias, places))
        except VpError as error:
            unreadable[name] = error
        step(number, len(ids))
    return Found(hits, unreadable)


def _may_hold(data: bytes, wanted: str) -> bool:
    """Whether the first word asked for stands in the bytes; folding and line breaks aside.

    Block text keeps a line as it was typed, but quoted text may be broken between words or
    written with escapes, so only one plain word is looked for here.
    """
    text, word = data.decode("utf-8", "replace").casefold(), wanted.split()[0]
    return "\\u" in text or word in text or word in text.replace("''", "'")


def _places(case: Case, wanted: str) -> Iterator[str]:
    facts = (case.alias, case.facts.unit)
    if any(wanted in one.casefold() for one in facts):
        yield "facts"
    for person in case.people.values():
        told = (getattr(person, name) for name in person.__struct_fields__)
        if any(wanted in str(one).casefold() for one in told):
            yield "people"
            break
    for entry in case.log:
        if any(wanted in one.casefold() for one in texts(entry)):
            yield entry.id
