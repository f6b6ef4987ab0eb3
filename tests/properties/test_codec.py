"""What is written reads back the same, with vp and with any other YAML reader."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import cases, clean_lines, clean_text, make_case, note
from vp.domain.case import REPORTER, Case, Person
from vp.store import codec, strict

PIECES = st.sampled_from(
    (
        *("\n", "\n\n", " ", "  ", "- ", "? ", ": ", ":", "#", " #", "a", "é", "'", '"', "\\", "%"),
        *("---", "...", "|", ">", "&a", "*a", "!", "!!str", "<<", "{", "}", "[", "]", ",", "~"),
        *("null", "yes", "no", "0", "012", "1e3", "12:30", "0x1f", "2026-03-05", "@", "`", "🙂"),
        *("\u00a0", "\u200d", "\u0301", "\ufffd", "\t", "x" * 97, "regel " * 20),
    )
)
"""What YAML is made of, and what its readers differ about."""

nasty = st.lists(PIECES, max_size=12).map("".join)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def strings(value: Any) -> Iterator[str]:
    """Every text in it, keys too, in the order they stand."""
    match value:
        case dict():
            for key, one in value.items():
                yield from strings(key)
                yield from strings(one)
        case list() | tuple():
            for one in value:
                yield from strings(one)
        case str():
            yield value
        case _:
            pass


def _listed(value: Any) -> Any:
    """The value with lists for tuples, as every reader gives them."""
    match value:
        case dict():
            return {key: _listed(one) for key, one in value.items()}
        case list() | tuple():
            return [_listed(one) for one in value]
        case _:
            return value


@given(cases())
@settings(deadline=None)
def test_a_case_reads_back_as_it_was_written(case: Case) -> None:
    data = codec.dump(case)
    assert codec.load(data, Case, "k") == case
    assert codec.load(codec.pad(data), Case, "k") == case


@given(cases())
@settings(deadline=None)
def test_writing_what_was_read_changes_no_byte(case: Case) -> None:
    data = codec.dump(case)
    assert codec.dump(codec.load(data, Case, "k")) == data


@given(cases())
@settings(deadline=None)
def test_another_reader_finds_the_same_in_it(case: Case) -> None:
    """PyYAML reads YAML 1.1; nothing in it may become a number, a date or a truth value there."""
    plain = msgspec.to_builtins(case, builtin_types=(date, datetime))
    read = yaml.safe_load(codec.dump(case))
    assert sorted(strings(read)) == sorted(strings(plain))
    assert read == _listed(plain)


@given(st.lists(clean_text(400), max_size=4), clean_lines())
@settings(deadline=None)
def test_text_that_passed_the_border_is_kept_to_the_letter(texts: list[str], name: str) -> None:
    log = [note(number=number, text=text) for number, text in enumerate(texts)]
    case = make_case(*log, people={REPORTER: Person(name=name, safe_times=name)}, unit=name)
    data = codec.dump(case)
    assert codec.load(data, Case, "k") == case
    read = yaml.safe_load(data)
    assert [entry.get("text", "") for entry in read.get("log", [])] == texts
    assert read["facts"].get("unit", "") == name


@given(nasty | anything, st.integers(0, 8))
@settings(deadline=None, max_examples=400)
def test_no_text_at_all_is_taken_for_yaml(text: str, depth: int) -> None:
    value: Any = {"a": text, "b": [text, {"c": text}]}
    for _level in range(depth):
        value = {"d": value}
    data = strict.dump(value)
    assert strict.load(data, "f") == value
    assert yaml.safe_load(data) == value


@given(st.dictionaries(nasty.filter(lambda key: key != "<<"), nasty, max_size=6))
@settings(deadline=None)
def test_no_key_at_all_is_taken_for_yaml(value: dict[str, str]) -> None:
    data = strict.dump(value)
    assert yaml.safe_load(data) == value
    assert strict.load(data, "f") == value
