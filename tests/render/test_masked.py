"""What a template can do with a number: read it, reckon with it; never learn a hidden one."""

import pickle
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from tests.domain.hand_made import hand_made
from vp.errors import NotReadable
from vp.render.markdown import environment, number, report
from vp.render.masked import Masked


def written(source: str, /, language: str = "nl", **values: Any) -> str:
    """What a template with these values says."""
    return environment(language).from_string(source).render(values)


def shown(value: float) -> Masked:
    return Masked(value, "nl")


HIDDEN = Masked(None, "nl")


@pytest.mark.parametrize(
    ("value", "text"), [(None, "x"), (0, "0"), (7.0, "7"), (2.5, "2,5"), (1250, "1.250")]
)
def test_a_number_reads_as_the_language_writes_it_with_or_without_the_filter(
    value: float | None, text: str
) -> None:
    for source in ("{{ one }}", "{{ one | number }}", "{{ one | string }}", "{{ '%s' % one }}"):
        assert written(source, one=Masked(value, "nl")) == text
    assert written("{{ one | number }}", one=value) == text
    assert written("{{ 1250.5 | number }}", "en") == "1,250.5"


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (None, "x", "x"),
        (0, "0", "0"),
        (7.0, "7", "7"),
        (2.5, "2,5", "2.5"),
        (1250, "1.250", "1,250"),
        (12345.67, "12.345,7", "12,345.7"),
    ],
)
def test_numbers_are_written_as_the_language_does(
    value: float | None, dutch: str, english: str
) -> None:
    assert (number(value, "nl"), number(value, "en")) == (dutch, english)


def test_what_cannot_occur_is_blank_and_counts_as_nothing() -> None:
    none = Masked(None, "nl", blank=True)
    assert written("[{{ one }}] {{ one is hidden }} {{ one + 6 }}", one=none) == "[] False 6"


@pytest.mark.parametrize(
    "source",
    [
        "one + 1",
        "1 + one",
        "one - two",
        "two - one",
        "one * 0",
        "two / one",
        "one / 2",
        "one // 2",
        "2 // one",
        "one % 3",
        "3 % one",
        "-one",
        "+one",
        "one | abs",
        "one | round",
        "one | round(1)",
        "[two, one, 3] | sum",
        "100 * one / two",
        "'{:.2f}'.format(one)",
        "'{:>4}'.format(one)",
        "[one] | pprint | trim('[]')",
    ],
)
def test_whatever_is_reckoned_with_a_hidden_number_is_hidden(source: str) -> None:
    assert written("{{ " + source + " }}", one=HIDDEN, two=shown(17)) == "x"


@pytest.mark.parametrize(
    "source",
    [
        "one == 0",
        "one != 0",
        "one == one + 0",
        "one < 5",
        "one >= 5",
        "5 > one",
        "two > one",
        "one in [1, 2]",
        "one and 1",
        "not one",
        "1 if one else 2",
        "one | int",
        "one | float",
        "'%d' % one",
        "[one, two] | sort",
        "[one, two] | max",
        "[one] | select | list",
    ],
)
def test_whoever_asks_how_large_a_hidden_number_is_gets_an_error_and_no_answer(source: str) -> None:
    with pytest.raises(UndefinedError, match="ask whether it is hidden first"):
        written("{{ " + source + " }}", one=HIDDEN, two=shown(17))


def test_a_template_can_ask_whether_a_number_is_hidden() -> None:
    source = "{{ one is hidden }} {{ one is not hidden }} {{ one.hidden }}"
    assert written(source, one=HIDDEN) == "True False True"
    assert written(source, one=shown(0)) == "False True False"
    assert written("{{ [one, two] | select('hidden') | list | length }}", one=HIDDEN, two=3) == "1"


def test_shown_numbers_are_reckoned_with_and_compared_like_any() -> None:
    values: dict[str, Any] = {"one": shown(12), "two": shown(2.5)}
    reckoned = "{{ one + two }} {{ 20 - one }} {{ one * 200 }} {{ one / 5 }} {{ one // 5 }}"
    assert written(reckoned, **values) == "14,5 8 2.400 2,4 2"
    compared = "{{ one > two }} {{ one == 12 }} {{ one != 12 }} {{ one <= 3 }} {{ not one }}"
    assert written(compared, **values) == "True True False False False"
    sorting = "{{ [one, two] | sort | join('; ') }} {{ '%.2f' % two }} {{ one | int }}"
    assert written(sorting, **values) == "2,5; 12 2.50 12"
    with pytest.raises(TypeError):
        written("{{ one + 'a' }}", **values)


def test_two_hidden_numbers_cannot_be_told_apart() -> None:
    """One is hidden because it is small, one beside it: nothing in either says which."""
    small, large = (Masked(None, "nl") for _number in (0, 17))
    assert pickle.dumps(small) == pickle.dumps(large)
    assert (hash(small), repr(small), f"{small:5.1f}") == (hash(large), repr(large), "x")
    assert str(pickle.loads(pickle.dumps(small))) == "x"
    assert str(pickle.loads(pickle.dumps(shown(1250)))) == "1.250"


@pytest.mark.parametrize("source", ["{{ one._number }}", "{{ one.__getstate__() }}"])
def test_what_is_inside_is_out_of_reach(source: str) -> None:
    with pytest.raises(SecurityError):
        written(source, one=shown(17))


@pytest.mark.requirement("BP-03")
def test_an_own_template_that_does_not_ask_first_is_told_its_line(tmp_path: Path) -> None:
    (tmp_path / "nl").mkdir()
    source = "# Verslag\n\n{% if figures.relayed > 0 %}ja{% endif %}"
    (tmp_path / "nl" / "report.md.j2").write_text(source)
    with pytest.raises(NotReadable) as raised:
        report(hand_made(), "nl", tmp_path)
    assert raised.value.fields["line"] == 3
