import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
import yaml

from vp.store import strict

AMBIGUOUS = (
    *("y", "n", "yes", "No", "ON", "off", "true", "False", "null", "Null", "~", "", "none", "nan"),
    *("1", "0612345678", "010", "0o17", "0x1f", "0b1", "1_000", "+31612345678", "-1", "1.", ".5"),
    *("1e3", "1E-3", "+1.5e3", ".inf", "-.INF", ".nan", "12:30", "190:20:30", "1:2", "685_230.15"),
    *("2026-03-05", "2026-3-5", "2026-03-05T10:00:00Z", "2026-03-05 10:00:00.5 +1", "=", "<<"),
    *("- a", "-", "? a", "?", ":", "a: b", "a:", ": a", "#", "a #b", "# a", "!x", "!!str a", "&a"),
    *("*a", "%a", "@a", "`a`", "|", ">", "|-", ">+1", "'", "''", '"', '"a"', "'a'", "{", "{a}"),
    *("[", "[a]", "]", "}", ",", "a, b", "---", "--- a", "...", " a", "a ", "  ", "\\", "\\n", "/"),
    *(
        "é",
        "日本",
        "🙂",
        "a🙂b",
        "\u00a0",
        "a\u00a0b",
        "«a»",
        "’t is",
        "O'Neil",
        "ij\u0301",
        "\u200d",
    ),
)
"""What one reader or another takes for something else than text, or stumbles over."""

CORE = re.compile(
    r"|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN"
)
"""What a plain scalar of YAML 1.2 is no text for (its core schema, §10.3.2)."""


def plain_scalars(data: bytes) -> list[str]:
    """The scalars that stand there without quotes."""
    events = yaml.parse(data, Loader=yaml.SafeLoader)
    return [one.value for one in events if isinstance(one, yaml.ScalarEvent) and one.style is None]


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_no_reader_takes_text_for_something_else(text: str) -> None:
    data = strict.dump({"a": text, "b": [text]})
    assert strict.load(data, "f") == {"a": text, "b": [text]}
    assert yaml.safe_load(data) == {"a": text, "b": [text]}
    assert [one for one in plain_scalars(data) if CORE.fullmatch(one)] == []


def test_a_key_is_quoted_like_any_text() -> None:
    value = {key: "x" for key in AMBIGUOUS if key and key != "<<"}
    data = strict.dump(value)
    assert yaml.safe_load(data) == value
    assert strict.load(data, "f") == value


def test_a_telephone_number_keeps_its_first_zero() -> None:
    data = strict.dump({"contact": "0612345678"})
    assert data == b"contact: '0612345678'\n"
    assert yaml.safe_load(data) == {"contact": "0612345678"}


def test_ordinary_words_stand_there_without_quotes() -> None:
    for word in ("Logistiek", "stille merel", "a.b@voorbeeld.nl", "Jansen (HR)", "’t Hof"[1:]):
        assert strict.dump({"a": word}) == f"a: {word}\n".encode()


def test_long_text_is_a_block_that_reads_as_it_was_typed() -> None:
    text = "Eerste regel.\n\n  - ingesprongen\n# geen commentaar\n\nLaatste: regel"
    data = strict.dump({"text": text, "day": date(2026, 3, 5)})
    assert data.decode() == (
        "day: 2026-03-05\ntext: |-\n  Eerste regel.\n\n    - ingesprongen\n"
        "  # geen commentaar\n\n  Laatste: regel\n"
    )
    assert strict.load(data, "f") == {"day": "2026-03-05", "text": text}


@pytest.mark.parametrize(
    "text",
    [
        "\n",
        "\n\n",
        "a\n",
        "a\n\n\n",
        "\na",
        "  a\nb",
        "\n  a\nb",
        "a \nb",
        "a\n \nb",
        " \n a",
        "a\n---\nb",
        "a\n...\nb",
        "a\n%b",
        "x" * 200,
        " " + "x" * 200,
        "x y " * 80,
        "x  y   " * 40,
        "🙂\n" * 3,
        "é" * 100 + "\n- é",
        "'\"\n\"'",
        "a: |\n  b",
    ],
)
def test_text_of_any_shape_reads_back_the_same(text: str) -> None:
    data = strict.dump({"a": {"b": [{"text": text}]}})
    assert strict.load(data, "f") == yaml.safe_load(data) == {"a": {"b": [{"text": text}]}}


def test_numbers_dates_moments_and_booleans_are_plain() -> None:
    value: dict[str, Any] = {
        "number": 4,
        "hours": 2.5,
        "yes": True,
        "day": date(2026, 3, 5),
        "at": datetime(2026, 3, 5, 9, 0, tzinfo=UTC),
        "none": [],
    }
    assert strict.dump(value).decode() == (
        "number: 4\nhours: 2.5\n'yes': true\nday: 2026-03-05\nat: 2026-03-05T09:00:00+00:00\n"
        "'none': []\n"
    )
    assert yaml.safe_load(strict.dump(value)) == value


def test_what_was_not_given_stays_empty() -> None:
    data = strict.dump({"day": None, "a": [{"b": None}]})
    assert "None" not in data.decode()
    assert yaml.safe_load(data) == {"day": None, "a": [{"b": None}]}
    assert strict.load(data, "f") == {"a": [{}]}


def test_keys_keep_their_order_but_for_text_which_comes_last() -> None:
    data = strict.dump({"z": "1", "text": "2", "a": "3"})
    assert list(strict.load(data, "f")) == ["z", "a", "text"]
