"""A whole intake form, and a case made of answers."""

from datetime import date
from typing import Any

import pytest

from tests.strategies import ALIAS, AT, CASE, DOSSIER, TODAY, entry_id
from vp.domain.intake import Intake, open_case
from vp.errors import Usage

FIRST = date(2026, 3, 5)
FORM: dict[str, Any] = {
    "opened": "2026-03-05",
    "nature": "support",
    "domain": "gemengd",
    "kinds": ["pesten", "fraud_theft", "bullying"],
    "integrity_status": "public_interest",
    "role": "affected",
    "position": "vrijwilliger",
    "left_on": "1-2-2026",
    "unit": " Logistiek ",
    "accused_relation": "manager",
    "repeated": "ja",
    "channel": "phone",
    "identity": "confidential",
    "keep_file": "yes",
    "personal_tie": "no",
    "own_involvement": "Nee",
    "told": {"limits_explained": "5-3-2026", "niets zonder uw toestemming": "2026-03-06"},
    "people": {
        "reporter": {"name": "J. Jansen", "safe_contact": "06 12345678", "safe_times": "'s avonds"},
        "accused-1": {"name": "K. de Vries"},
    },
    "wish": "dat het ophoudt",
    "knows": "zelf gezien",
    "account": "het verhaal\r\n",
    "minutes": "45",
}


def stamp(prefix: str, on: date) -> dict[str, Any]:
    """The id and moment of a new entry, always the same."""
    return {"id": entry_id(prefix), "at": AT, "on": on}


def opened(**answers: Any) -> Intake:
    """The case these answers make, about conduct unless they say otherwise."""
    return open_case({"domain": "conduct"} | answers, DOSSIER, CASE, ALIAS, TODAY, stamp)


def refused(**answers: Any) -> Usage:
    """What is said of these answers."""
    with pytest.raises(Usage) as error:
        opened(**answers)
    return error.value
