"""Cells of a sheet as values, as people fill them in; and refusals that repeat no cell."""

from datetime import date

import pytest

from vp.cli.when import whole
from vp.domain.cells import kind_of, value
from vp.domain.vocabulary import Channel, KeepFile, Kind, Outcome
from vp.errors import Usage


@pytest.mark.parametrize(
    ("field", "cell", "meant"),
    [
        ("opened", "12-3-2025", date(2025, 3, 12)),
        ("closed", "12 mrt 2025", date(2025, 3, 12)),
        ("channel", "Telefoon", Channel.PHONE),
        ("channel", "via HR", Channel.VIA_HR),
        ("keep_file", "nee", KeepFile.NO),
        ("kinds", "pesten", (Kind.BULLYING,)),
        ("kinds", "fraude, diefstal", (Kind.FRAUD_THEFT,)),
        ("kinds", "Pesten; Seksuele intimidatie", (Kind.BULLYING, Kind.SEXUAL_HARASSMENT)),
        ("kinds", "pesten en discriminatie", (Kind.BULLYING, Kind.DISCRIMINATION)),
        ("kinds", "pesten / pesten", (Kind.BULLYING,)),
        ("outcomes", "gedrag gestopt\ndoorverwezen",
         (Outcome.CONDUCT_STOPPED, Outcome.REFERRED_ON)),
        ("repeated", "Ja", True),
        ("repeated", "ONWAAR", False),
        ("content", "x", True),
        ("minutes", "60", 60),
        ("minutes", "60,0 min", 60),
        ("hours", "1,5", 90),
        ("hours", "0.25 uur", 15),
        ("hours", "1:30", 90),
        ("told.limits_explained", "ja", True),
        ("told.limits_explained", "12-3-2025", date(2025, 3, 12)),
        ("unit", " Logistiek \n Oost", "Logistiek Oost"),
        ("people.reporter.contact", "06-12345678", "06-12345678"),
        ("account", "een\r\ntwee", "een\ntwee"),
        ("notes.0.day", "12-3-2025", date(2025, 3, 12)),
        ("notes.0.text", "een", "een"),
        ("notes.0.minutes", "30", 30),
    ],
)  # fmt: skip
def test_a_cell_is_understood(field: str, cell: str, meant: object) -> None:
    assert value(field, cell, whole) == meant


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("opened", "zwaluwstaart"), ("opened", "12-3"), ("opened", "gisteren"),
        ("opened", "########"), ("channel", "zwaluwstaart"), ("kinds", "pesten, zwaluwstaart"),
        ("repeated", "zwaluwstaart"), ("minutes", "zwaluwstaart"), ("minutes", "1441"),
        ("minutes", "-5"), ("hours", "25"), ("hours", "zwaluwstaart"), ("hours", "1:75"),
        ("told.limits_explained", "zwaluwstaart"), ("people.reporter.contact", "6,12E+08"),
        ("reference", "zwaluwstaart" * 4), ("unit", "zwaluwstaart " * 20),
        ("account", "zwaluwstaart\x07"),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_understood_is_refused_and_not_repeated(field: str, cell: str) -> None:
    with pytest.raises(Usage) as refused:
        value(field, cell, whole)
    assert "zwaluwstaart" not in f"{refused.value.sentence} {refused.value.fields}"
    assert refused.value.hint


def test_the_nearest_terms_are_told_by_their_label_in_either_language() -> None:
    with pytest.raises(Usage) as refused:
        value("kinds", "pesterijen", whole)
    assert Kind.BULLYING in refused.value.fields["nearest"]  # type: ignore[operator]


def test_terms_that_look_nothing_like_it_are_not_proposed() -> None:
    with pytest.raises(Usage) as refused:
        value("kinds", "treiteren", whole)
    assert "nearest" not in refused.value.fields
    with pytest.raises(Usage) as refused:
        value("keep_file", "treiteren", whole)
    assert refused.value.fields["nearest"] == tuple(KeepFile)


@pytest.mark.parametrize(
    ("cell", "words"),
    [("3/14/2022", "month stands before"), ("3-14-22 0:00", "month"), ("45728", "a number of")],
)
def test_a_day_as_a_spreadsheet_can_spoil_it_is_explained(cell: str, words: str) -> None:
    with pytest.raises(Usage) as refused:
        value("opened", cell, whole)
    assert words in refused.value.sentence


def test_own_words_stand_for_a_whole_cell_or_a_part_of_it() -> None:
    own = {"roddelen": "exclusion", "gepest": "pesten", "weet niet": ""}
    assert value("kinds", "Roddelen", whole, own) == (Kind.EXCLUSION,)
    assert value("kinds", "roddelen, gepest", whole, own) == (Kind.EXCLUSION, Kind.BULLYING)


@pytest.mark.parametrize("field", ["opend", "people.boss.name", "people.reporter.age", "told.x"])
def test_an_unknown_field_is_refused(field: str) -> None:
    with pytest.raises(Usage):
        kind_of(field)
