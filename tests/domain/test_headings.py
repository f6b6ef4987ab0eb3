"""What is proposed for headings as people write them."""

import pytest

from vp.domain.headings import propose


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Dossiernr", "reference"),
        ("Tel", "people.reporter.contact"),
        ("Tel.:", "people.reporter.contact"),
        ("Tegen wie", "accused_relation"),
        ("Hoe binnengekomen", "channel"),
        ("Korte omschrijving", "account"),
        ("Datum gesprek", "opened"),
    ],
)
def test_a_heading_is_known(heading: str, field: str) -> None:
    assert propose((heading,)).columns == {heading: field}


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("Datum vervolggesprek", "Verslag vervolggesprek"),
        ("Datum vervolg", "Vervolggesprek"),
        ("Datum tweede gesprek", "Tweede gesprek"),
        ("Follow-up date", "Follow-up"),
    ],
)
def test_a_further_talk_is_proposed_as_a_note_on_its_day(day: str, text: str) -> None:
    proposed = propose(("Datum", day, text, "Kleur"))
    (note,) = proposed.notes
    assert (note.text, note.day) == (text, day)
    assert (proposed.columns, proposed.ignore) == ({"Datum": "opened"}, ("Kleur",))


def test_each_further_talk_has_its_own_day() -> None:
    talks = ("Vervolggesprek 1", "Datum vervolggesprek 1", "Vervolggesprek 2")
    assert [(one.text, one.day) for one in propose(talks).notes] == [talks[:2], (talks[2], "")]


def test_a_day_of_a_further_talk_without_its_text_is_ignored() -> None:
    proposed = propose(("Datum vervolg",))
    assert (proposed.notes, proposed.ignore) == ((), ("Datum vervolg",))
