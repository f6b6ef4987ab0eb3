"""Messages through the counsellor to test with, and a case with names in it."""

from typing import Any

from tests.strategies import AT, OPENED, consent, entry_id, make_case
from vp.domain.case import Case, Person
from vp.domain.entries import Consent, Entry
from vp.domain.leaving import Prepared, Relayed
from vp.domain.vocabulary import ConsentForm, ConsentKind, Direction, Preparation

DESK = "integrity_officer"
PEOPLE = {
    "reporter": Person(name="Noor de Wit", contact="noor@voorbeeld.org, 06-12345678"),
    "accused-1": Person(name="Bas van der Hoek"),
}


def sent(number: int = 1, **fields: Any) -> Relayed:
    """A message out to the desk on OPENED."""
    return _relayed(number, Direction.OUT, {"party": DESK, "text": "Er is iets mis."} | fields)


def came(number: int = 2, **fields: Any) -> Relayed:
    """A message in from the desk on OPENED."""
    return _relayed(number, Direction.IN, {"party": DESK, "text": "Dank u."} | fields)


def answer(question: Preparation, number: int = 1, **fields: Any) -> Prepared:
    """An answer of the reporter to a question of the preparation."""
    fixed: dict[str, Any] = {"id": entry_id("p", number), "at": AT, "on": OPENED, "text": "Zo."}
    return Prepared(question=question, **(fixed | fields))


def allowed(number: int = 1, **fields: Any) -> Consent:
    """A consent to pass a report on to the desk without a name."""
    fixed = {"kind": ConsentKind.RELAY_REPORT, "to": DESK, "form": ConsentForm.UNNAMED}
    made: Consent = consent(number=number, **(fixed | fields))
    return made


def allowed_by_name(number: int = 2, **fields: Any) -> Consent:
    """A consent to tell the desk the name."""
    named = {"kind": ConsentKind.IDENTITY, "form": ConsentForm.NAMED}
    return allowed(number, **(named | fields))


def peopled(*log: Entry, **facts: Any) -> Case:
    """A case with a reporter and an accused in it."""
    return make_case(*log, people=PEOPLE, **facts)


def _relayed(number: int, direction: Direction, fields: dict[str, Any]) -> Relayed:
    fixed: dict[str, Any] = {"id": entry_id("y", number), "at": AT, "on": OPENED}
    return Relayed(direction=direction, **(fixed | fields))
