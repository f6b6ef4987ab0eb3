"""The counsellor's own templates: a mistake names its line, and none takes or reaches too much."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vp.errors import NotReadable
from vp.render.child import LIMITS, Limits
from vp.render.masked import Masked
from vp.render.overrides import LARGEST, filled
from vp.render.plain import phrase
from vp.render.templates import fill

BIRD = "zqxkanarie"
FEW = Limits(cpu=0.4, wall=8.0, memory=64 << 20, answer=2000)
CONTENT: dict[str, Any] = {
    "label": BIRD,
    "figures": {"new": Masked(30, "nl"), "closed": Masked(None, "nl")},
    "rows": [{"label": BIRD, "value": 7}, {"label": BIRD, "value": None}],
    "first": date(2026, 3, 1),
    BIRD: "a name that is a value too",
}
NAME = "nl/report.md.j2"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    (folder / "nl").mkdir(parents=True)
    return folder


def put(own: Path, source: str, name: str = NAME) -> None:
    (own / name).write_text(source, "utf-8")


def made(own: Path, limits: Limits = FEW) -> str:
    return fill("report", CONTENT, "nl", own, limits)


def refused(own: Path, limits: Limits = FEW) -> str:
    """The sentence of the refusal, which holds no word of the content."""
    with pytest.raises(NotReadable) as caught:
        made(own, limits)
    error = caught.value
    sentence, hint = phrase(error.sentence, error.fields), phrase(error.hint, error.fields)
    assert hint.startswith("mend it")
    assert BIRD not in sentence + hint + str(error.fields)
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None
    return sentence


# What is filled in


def test_an_own_template_is_filled_in_by_a_child(own: Path) -> None:
    put(
        own,
        "{{ figures.new | number }}, {{ figures.closed }}, {{ first | day }}\n\n\n\n{{ label }}",
    )
    assert made(own) == f"30, x, 1 maart 2026\n\n{BIRD}\n"


def test_every_value_survives_the_way_to_a_child_that_is_not_forked(own: Path) -> None:
    put(own, "{{ figures.new + 1 }} {{ figures.closed + 1 }} {{ first.year }} {{ rows[0].value }}")
    assert filled(NAME, CONTENT, "nl", own, LIMITS, "spawn") == "31 x 2026 7"


def test_a_part_of_our_own_template_may_be_of_the_counsellor(own: Path) -> None:
    put(own, "{% include 'nl/part.md.j2' %}")
    put(own, "\ufeffhoofd {{ label }}", "nl/part.md.j2")
    assert made(own) == f"hoofd {BIRD}\n"


@pytest.mark.parametrize("folder", ["empty", "missing"])
def test_without_templates_of_his_own_those_of_vp_are_filled_in_at_once(
    tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("a child was made"))
    with pytest.raises(Exception, match="undefined"):
        fill("letter_refusal", {}, "nl", tmp_path / folder)


def test_a_folder_of_templates_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "templates").write_text("")
    with pytest.raises(NotReadable) as caught:
        made(tmp_path / "templates")
    assert caught.value.sentence == "the templates of your own cannot be read"


# Mistakes


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("een\n{% if %}", "is not well formed in line 2 (Expected an expression"),
        ("\n{% for a in rows %}\nx", "is not well formed in line 3 (Unexpected end of template"),
        ("een\n\n{{ nothing }}", "asks in line 3 for nothing, which it is not given"),
        ("een\n{{ figures.nope }}", "asks in line 2 for figures.nope, which it is not given"),
        ("{{ figures['nope'] }}", "asks in line 1 for nope, which it is not given"),
        ("{% for a in rows %}\n{{ a.nope | number }}{% endfor %}", "asks in line 2 for a.nope"),
        ("\n{{ figures[label] }}", "cannot be filled in, see line 2: it asks for something it"),
        ("\n{{ first[label] }}", "cannot be filled in, see line 2: it asks for something it"),
        ("{# zqxkanarie #}\n{{ figures[label] }}", "see line 2: it asks for something it"),
        ("{% if figures.closed > 3 %}x{% endif %}", "see line 1: it asks how large a hidden"),
        ("een\n{{ 1 // 0 }}", "goes wrong in line 2 (ZeroDivisionError)"),
        ("een\n{{ label + 1 }}", "goes wrong in line 2 (TypeError)"),
        ("\n{{ '\\ud800' }}", "cannot be filled in (UnicodeEncodeError)"),
        ("\n{{ label | nope }}", "is not well formed in line 2 (No filter named 'nope'.)"),
        ("\n{% include 'nl/nope' %}", "asks in line 2 for template nl/nope, which is not there"),
        ("\n{% include label %}", "see line 2: a template that it needs is not there"),
        ("{% macro a() %}\n{{ a() }}{% endmacro %}{{ a() }}", "in line 2 (RecursionError)"),
        ("\n{% include 'nl/report.md.j2' %}", "goes wrong in line 2 (RecursionError)"),
        ("{% for a in rows %}" * 25 + "{% endfor %}" * 25, "cannot be filled in (SyntaxError)"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_without_a_value(
    own: Path, source: str, told: str
) -> None:
    put(own, source)
    sentence = refused(own, FEW._replace(cpu=5))
    assert sentence.startswith(f"template {NAME} ")
    assert told in sentence


def test_a_mistake_is_told_of_the_template_it_is_in(own: Path) -> None:
    put(own, "{% include 'nl/part.md.j2' %}")
    put(own, "een\n{{ figures.nope }}", "nl/part.md.j2")
    assert refused(own).startswith("template nl/part.md.j2 asks in line 2 for figures.nope")
    put(own, "een\n{% endif %}", "nl/part.md.j2")
    assert refused(own).startswith("template nl/part.md.j2 is not well formed in line 2 (")
    put(own, "{% from 'nl/part.md.j2' import a %}\n{{ a('x') }}")
    put(own, "{% macro a(b) %}\n\n{{ b + 1 }}\n{% endmacro %}", "nl/part.md.j2")
    assert refused(own) == "template nl/part.md.j2 goes wrong in line 3 (TypeError)"


def test_what_goes_wrong_in_a_template_of_vp_is_told_of_the_one_that_uses_it(own: Path) -> None:
    put(own, "een\n{% include 'nl/letter_head.md.j2' %}")
    assert refused(own).startswith(f"template {NAME} ")
    assert "line 2" in refused(own)


def _folder(path: Path) -> None:
    path.mkdir()


def _link(path: Path) -> None:
    (path.parent / "elsewhere").write_text("x")
    path.symlink_to("elsewhere")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _latin(path: Path) -> None:
    path.write_bytes("één".encode("latin-1"))


def _large(path: Path) -> None:
    path.write_bytes(b"x" * (LARGEST + 1))


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (_folder, "it is a folder"),
        (_link, "it is a link to another file, or lies in a folder that is a link"),
        (_pipe, "it is not a file"),
        (_latin, "it is not text in UTF-8"),
        (_large, "it is larger than 256 KiB"),
    ],
)
@pytest.mark.parametrize("name", [NAME, "nl/part.md.j2"])
def test_a_file_that_is_no_template_is_refused(own: Path, make: Any, why: str, name: str) -> None:
    if name != NAME:
        put(own, "{% include ['nl/part.md.j2', 'nl/letter_head.md.j2'] ignore missing %}")
    make(own / name)
    assert refused(own) == f"template {name} cannot be filled in: {why}"


def test_a_template_that_may_not_be_read_is_refused(own: Path) -> None:
    put(own, "x")
    (own / NAME).chmod(0)
    if os.access(own / NAME, os.R_OK):
        pytest.skip("everything is open to root")
    assert refused(own) == f"template {NAME} cannot be filled in: it may not be read"


def test_a_folder_that_is_a_link_is_refused(own: Path, tmp_path: Path) -> None:
    (own / "nl").rename(tmp_path / "nl")
    (own / "nl").symlink_to(tmp_path / "nl")
    put(own, "x")
    assert "lies in a folder that is a link" in refused(own)


# Escapes

UNSAFE = "which is not allowed"
FORBIDDEN = "it does something a template may not do"
NOT_GIVEN = "which it is not given"
NOT_THERE = "which is not there"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{{ ''.__class__ }}", UNSAFE),
        ("{{ ''['__class__'].__mro__[1].__subclasses__() }}", UNSAFE),
        ("{{ ().__class__.__bases__ }}", UNSAFE),
        ("{{ first.__reduce__() }}", UNSAFE),
        ("{{ figures.new._number }}", UNSAFE),
        ("{{ figures.closed.__init__.__globals__ }}", UNSAFE),
        ("{{ range.__globals__ }}", UNSAFE),
        ("{{ self.__init__.__globals__ }}", UNSAFE),
        ("{{ self._TemplateReference__context }}", UNSAFE),
        ("{% for a in rows %}{{ loop._iterator }}{% endfor %}", UNSAFE),
        ("{% for a in rows %}{{ loop.__init__.__globals__ }}{% endfor %}", UNSAFE),
        (
            "{% macro a() %}{{ caller.__code__ }}{% endmacro %}{% call a() %}{% endcall %}",
            NOT_GIVEN,
        ),
        ("{% macro a() %}{% endmacro %}{{ a._func.__code__ }}", UNSAFE),
        ("{{ '{0.__class__}'.format(label) }}", FORBIDDEN),
        ("{{ '{a.__class__}'.format_map({'a': label}) }}", FORBIDDEN),
        ("{{ ('{0.__class__}' | attr('format'))(label) }}", FORBIDDEN),
        ("{{ ['{0.__class__}'] | map('format', label) | list }}", "(TypeError)"),
        ("{{ label | attr('__class__') }}", UNSAFE),
        ("{{ [label] | map(attribute='__class__') | first }}", UNSAFE),
        ("{{ [label] | map('attr', '__class__') | join }}", UNSAFE),
        ("{{ [label] | sum(attribute='__class__.__mro__') }}", FORBIDDEN),
        ("{{ [label] | sort(attribute='__class__.__mro__') }}", FORBIDDEN),
        ("{{ ([1] | map('int')).gi_frame }}", UNSAFE),
        ("{{ ([1] | map('int')).gi_code.co_consts }}", UNSAFE),
        ("{{ cycler('a') }}", NOT_GIVEN),
        ("{{ joiner }}", NOT_GIVEN),
        ("{% set a = namespace() %}", NOT_GIVEN),
        ("{{ lipsum() }}", NOT_GIVEN),
        ("{{ rows.append(1) }}", UNSAFE),
        ("{{ figures.update({'new': 0}) }}", UNSAFE),
        ("{% do rows.clear() %}", "is not well formed"),
        ("{% include '../../../../etc/passwd' %}", NOT_THERE),
        ("{% include '/etc/passwd' %}", NOT_THERE),
        ("{% include './report.md.j2' %}", NOT_THERE),
        ("{% import '../../secret' as a %}", NOT_THERE),
        ("{% extends '/etc/passwd' %}", NOT_THERE),
        ("{{ __import__('os') }}", NOT_GIVEN),
        ("{{ open('/etc/passwd').read() }}", NOT_GIVEN),
        ("{{ environment }}", NOT_GIVEN),
        ("{{ context }}", NOT_GIVEN),
    ],
)
def test_a_template_reaches_nothing_but_what_it_is_given(own: Path, source: str, told: str) -> None:
    (own.parent / "secret").write_text(BIRD)
    put(own, f"een\n{source}")
    sentence = refused(own, FEW._replace(cpu=5))
    assert told in sentence
    assert "line 2" in sentence


# Limits

LONG = "it takes too long"
MUCH = "it asks for too much memory"
WORDY = "its text grows too long"


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("{% for a in range(10**9) %}{% endfor %}", MUCH),
        ("{{ 'x' * 10**10 }}", MUCH),
        ("{{ label | center(10**10) }}", MUCH),
        ("{{ label | indent(10**10, true) }}", MUCH),
        ("{{ '%10000000000d' | format(1) }}", MUCH),
        ("{{ [1] * 10**10 }}", MUCH),
        ("{{ [label] | batch(10**10, 1) | list }}", MUCH),
        (f"{'{% for a in range(10**4) %}' * 3}{'{% endfor %}' * 3}", LONG),
        ("{% set a %}{% for b in range(10**5) %}{{ 'x' * 10**4 }}{% endfor %}{% endset %}", MUCH),
        ("{% for a in range(10**4) %}{{ label }}{% endfor %}", WORDY),
    ],
)
def test_what_takes_too_much_is_stopped_and_told_with_its_line(
    own: Path, source: str, why: str
) -> None:
    put(own, f"een\n{source}")
    assert refused(own) == f"template {NAME} cannot be filled in, see line 2: {why}"


@pytest.mark.parametrize(
    "source",
    ["{{ [label] | map(attribute='__class__') | list }}", "{{ [label] | groupby('__class__') }}"],
)
def test_what_was_not_allowed_may_lie_in_a_list_but_is_nothing(own: Path, source: str) -> None:
    put(own, source)
    text = made(own)
    assert "Undefined" in text
    assert "class" not in text


@pytest.mark.parametrize("source", ["{{ 10 ** (10 ** 9) }}", "{{ first.year ** (10 ** 9) }}"])
def test_what_python_itself_cannot_stop_is_ended_by_the_system(own: Path, source: str) -> None:
    put(own, source)
    assert LONG in refused(own)


def test_the_true_limits_stop_a_loop_within_six_seconds(own: Path) -> None:
    put(own, f"een\n{'{% for a in range(10**5) %}' * 3}{'{% endfor %}' * 3}")
    assert LONG in refused(own, LIMITS)
