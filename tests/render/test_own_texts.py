"""Texts and templates of the counsellor: they say what they say, and can do no harm."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError
from markdown_it import MarkdownIt

from tests.domain.reports import of_kinds, profile, publish
from vp.domain.vocabulary import Kind
from vp.render.markdown import environment, escape, report

HOSTILE = [
    "<script>alert(1)</script>",
    "![foto](http://x.nl/p.png)",
    "[klik](javascript:alert(1))",
    "<https://x.nl>",
    "https://x.nl/?a=b www.x.nl jan@x.nl",
    "# kop\n\n- punt\n+ plus\n1. een\n2) twee\n> citaat",
    "kop\n===\nkop\n---",
    "    code\n\n```\nblok\n```\n~~~\nblok",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "*vet* __vet__ `code` ~~weg~~ &lt; \\ einde\\",
    "[a]: http://x.nl\n\n[a]",
]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf"))))
@example("\n\n".join(HOSTILE))
def test_an_own_text_reads_as_it_was_typed_and_is_nothing_but_paragraphs(text: str) -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = parser.parse(escape(text))
    inner = [child for token in tokens for child in token.children or []]
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert {child.type for child in inner} <= {"text", "softbreak"}
    read = "".join(child.content or "\n" for child in inner)
    assert "".join(read.split()) == "".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_no_address_is_left_for_a_reader_to_link(text: str) -> None:
    assert re.search(r"(?<!\\)(://|@)|www\.", escape(text)) is None


@pytest.mark.requirement("HK-16")
def test_names_and_units_are_escaped_wherever_they_come() -> None:
    told = profile(organisation="<b>BV</b> | *", counsellor="![x](y)")
    text = report(publish(of_kinds((Kind.BULLYING, 30)), settings=told), "nl")
    assert "\\<b\\>BV\\</b\\> \\| \\*" in text
    assert "!\\[x\\](y)" in text


def _own(folder: Path, source: str) -> Path:
    (folder / "nl").mkdir()
    (folder / "nl" / "report.md.j2").write_text(source)
    return folder


def test_an_own_template_takes_the_place_of_ours(tmp_path: Path) -> None:
    own = _own(tmp_path, "{{ period.label }}: {{ figures.new | number }}")
    assert report(publish(of_kinds((Kind.BULLYING, 30))), "nl", own) == "2024: 30\n"
    assert report(publish(of_kinds((Kind.BULLYING, 30))), "en", own).startswith("# Annual report")


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ tables.update({'a': 1}) }}",
        "{{ number.__globals__ }}",
        "{{ summaries }}",
        "{{ lipsum }}",
        "{{ cycler }}",
        "{% set n = namespace() %}",
    ],
)
def test_a_template_reaches_nothing_but_what_it_is_given(tmp_path: Path, source: str) -> None:
    with pytest.raises((SecurityError, UndefinedError)):
        report(publish(of_kinds((Kind.BULLYING, 30))), "nl", _own(tmp_path, source))


def test_a_template_cannot_read_other_files(tmp_path: Path) -> None:
    own = _own(tmp_path, "{% include '../../../etc/passwd' %}")
    with pytest.raises(Exception, match="passwd"):
        report(publish(of_kinds((Kind.BULLYING, 30))), "nl", own)
    assert "nl/report.md.j2" in environment("nl").list_templates()
