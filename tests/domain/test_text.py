import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import make_case, note
from vp.domain.case import Case
from vp.domain.text import LIMIT, LINE_LIMIT, clean, clean_line
from vp.errors import Usage
from vp.store import codec

REFUSED = ["\0", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x80", "\x9f", "\ud800", "\udfff"]
OVERRIDES = [
    "\u202a",
    "\u202b",
    "\u202c",
    "\u202d",
    "\u202e",
    "\u2066",
    "\u2067",
    "\u2068",
    "\u2069",
]
NO_CHARACTERS = ["\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\ufeff"]


def name(character: str) -> str:
    return f"U+{ord(character):04X}"


def cleaned(text: str) -> str | None:
    """The text as it is kept, or None where it is refused."""
    try:
        return clean(text)
    except Usage:
        return None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("e\u0301e\u0301n", "één"),
        ("een\r\ntwee\rdrie\x85vier\u2028vijf\u2029zes", "een\ntwee\ndrie\nvier\nvijf\nzes"),
        ("een\ttwee", "een    twee"),
        ("een  \ntwee\u00a0\n\n", "een\ntwee"),
        ("\n \n  ingesprongen", "  ingesprongen"),
        ("een\n\n\ntwee", "een\n\n\ntwee"),
        (" \r\n\t", ""),
        ("", ""),
    ],
)
def test_text_is_kept_in_one_form(given: str, kept: str) -> None:
    assert clean(given) == kept


@pytest.mark.parametrize(
    "text", ["🙂", "👩‍⚖️", "„aha” – € 5", "שלום", "مرحبا", "\ufffd", "a\u200bb"]
)
def test_what_people_write_is_kept_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("character", REFUSED + OVERRIDES + NO_CHARACTERS, ids=name)
def test_what_cannot_be_shown_or_misleads_is_refused_with_its_line(character: str) -> None:
    with pytest.raises(Usage) as refused:
        clean(f"geheim\r\nnog een geheim {character}")
    assert refused.value.fields == {"line": 2}
    with pytest.raises(Usage):
        clean_line(f"Jan{character}sen")


def test_a_text_of_one_mebibyte_is_kept_and_a_byte_more_is_not() -> None:
    assert len(clean("é" * (LIMIT // 2))) == LIMIT // 2
    with pytest.raises(Usage) as refused:
        clean("é" * (LIMIT // 2) + "e")
    assert refused.value.fields == {"limit": 1024}


def test_a_line_loses_the_blanks_around_it() -> None:
    assert clean_line("\n  J.  Jansen \r\n") == "J.  Jansen"


def test_a_name_is_one_line_of_limited_length() -> None:
    assert clean_line("a" * LINE_LIMIT) == "a" * LINE_LIMIT
    for wrong in ("a" * (LINE_LIMIT + 1), "een\ntwee", "een\u2028twee"):
        with pytest.raises(Usage) as refused:
            clean_line(wrong)
        assert refused.value.fields == {"limit": LINE_LIMIT}


@given(st.text(st.characters() | st.sampled_from("\r\n\t \x85\u2028\u0301\u00a0\u3000")))
def test_what_was_cleaned_stays_as_it_is(text: str) -> None:
    kept = cleaned(text)
    if kept is not None:
        assert clean(kept) == kept == unicodedata.normalize("NFC", kept)
        line = clean_line(kept.replace("\n", " ")[:LINE_LIMIT])
        assert clean_line(line) == line == line.strip()


@given(st.text(st.characters() | st.sampled_from("\r\n\t \x85\u2028'\"#:-{}%&*!|>\\é")))
@settings(deadline=None)
def test_whatever_passes_the_border_reads_back_from_a_file(text: str) -> None:
    kept = cleaned(text)
    if kept is not None:
        case = make_case(note(text=kept))
        assert codec.load(codec.dump(case), Case, "copy") == case


@given(st.text(st.characters()))
def test_a_refusal_never_repeats_the_text(text: str) -> None:
    with pytest.raises(Usage) as refused:
        clean(text + "\0")
    assert {type(value) for value in refused.value.fields.values()} == {int}
