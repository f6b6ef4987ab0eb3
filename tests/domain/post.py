"""Letters to test with: a profile that says all, and what a case may hold on the way out."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.domain.breaches import opened, take, tell
from tests.strategies import AT, consent, day, make_profile
from vp.domain.breach import Step
from vp.domain.case import Case, Person
from vp.domain.entries import Amendment
from vp.domain.leaving import Relayed
from vp.domain.profile import Body
from vp.domain.record import Record
from vp.domain.vocabulary import ConsentKind, Direction
from vp.errors import VpError

PEOPLE = {
    "reporter": Person(name="Noor de Wit", contact="06-12345678"),
    "accused-1": Person(name="Bas Hoek"),
}
PROFILE = make_profile(
    organisation="Voorbeeld BV",
    counsellor="Anna Smit",
    complaint_address="de secretaris van de klachtencommissie",
    replacement="Piet Bos, van buiten",
    report_desk="Meldpunt integriteit",
    directory={
        "vp": Body(name="Anna", address="06-22222222"),
        "scheme": Body(name="Regeling melden", address="intranet"),
        "gp": Body(name="Huisarts Dam", address="Dam 1", note="alleen ochtend"),
    },
)
WORD = "zwaluwstaart"


def sent(number: int = 1, **fields: Any) -> Relayed:
    fixed: dict[str, Any] = {
        "id": f"y-{number:06d}",
        "at": AT,
        "on": day(5),
        "direction": Direction.OUT,
    }
    told = {"party": "integrity_officer", "consent": "c-000001", "text": "Er verdwijnt geld."}
    return Relayed(**(fixed | told | fields))


def allowed(**fields: Any) -> Any:
    told: dict[str, Any] = {"kind": ConsentKind.RELAY_REPORT, "to": "integrity_officer"}
    return consent(**(told | fields))


def amended(entry: str, text: str) -> Amendment:
    return Amendment(id="t-000001", at=AT, on=day(9), entry=entry, text=text)


def refused(kind: type[VpError], call: Callable[..., object], *given: object) -> VpError:
    with pytest.raises(kind) as caught:
        call(*given)
    assert WORD not in str(caught.value.fields)
    return caught.value


def strings(value: object) -> list[str]:
    """Every string anywhere in a record."""
    match value:
        case str():
            return [value]
        case tuple():
            return [text for one in value for text in strings(one)]
        case Record():
            return [
                text for name in value.__struct_fields__ for text in strings(getattr(value, name))
            ]
        case _:
            return []


def told_first() -> Case:
    """In an emergency the disclosure goes first; one step before it, one after it."""
    case = take(opened(urgent=True), Step.REPORTER_ALERTED, text="gebeld")
    case = tell(case, text="er dreigt gevaar")
    case = take(case, Step.CONSCIENCE, on=day(2), text="ik kon niet zwijgen")
    return take(case, Step.CONSENT_SOUGHT, possible=False, text="niet te bereiken")
