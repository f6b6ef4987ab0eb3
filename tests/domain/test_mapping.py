"""What is wrong with a mapping is told with the place and the word."""

from typing import Any

import pytest

from vp.cli.when import whole
from vp.domain.mapping import check, convert
from vp.domain.vocabulary import Kind
from vp.errors import Usage

COLUMNS = {"datum": "opened", "Soort melding": "kinds"}


def refused(**plain: Any) -> Usage:
    with pytest.raises(Usage) as found:
        check(convert({"columns": COLUMNS} | plain, "map"), whole)
    return found.value


@pytest.mark.parametrize(
    ("word", "nearest"), [("treiteren", None), ("pesterijen", (Kind.BULLYING,))]
)
def test_a_word_that_is_no_value_is_named_with_terms_that_look_like_it(
    word: str, nearest: object
) -> None:
    error = refused(values={"Soort melding": {"eigen woord": word}})
    place = {"place": "values.Soort melding", "word": word, "field": "kinds"}
    assert error.fields == place | {"nearest": nearest}
    assert ("{nearest}" in error.hint) == bool(nearest)


def test_a_word_as_long_as_a_sentence_is_not_repeated_in_full() -> None:
    error = refused(values={"Soort melding": {"a": "woord " * 50}})
    assert len(str(error.fields["word"])) < 50


def test_a_field_that_is_not_there_is_named_with_the_nearest() -> None:
    error = refused(columns={"naam": "people.melder.name"})
    assert error.fields["field"] == "people.melder.name"
    assert "people.reporter.name" in str(error.fields["nearest"])


def test_the_columns_of_a_note_are_named_under_notes_only() -> None:
    assert refused(columns=COLUMNS | {"verslag": "notes.x.text"}).fields["field"] == "notes.x.text"


def test_a_key_that_is_not_there_is_named() -> None:
    assert refused(vast={"channel": "phone"}).fields["path"] == "$.vast"
    with pytest.raises(Usage) as found:
        convert({"notes": [{"day": "datum"}]}, "map")
    assert found.value.fields["path"] in ("$.columns", "$.notes[0].text")


def test_a_heading_with_values_and_without_a_field_is_named() -> None:
    error = refused(values={"kleur": {"rood": "bullying"}})
    assert error.fields == {"heading": "kleur"}
    assert "fills no field" in error.sentence


def test_a_heading_that_stands_twice_is_named() -> None:
    error = refused(columns=COLUMNS | {"Datum:": "left_on"})
    assert error.fields == {"heading": "datum"}
