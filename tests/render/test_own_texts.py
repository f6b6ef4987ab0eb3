"""Texts and templates of the counsellor: they say what they say, and can do no harm."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from tests.domain.hand_made import hand_made
from vp.domain.counts import Earlier, Texts
from vp.domain.published import Code, Shown
from vp.errors import NotReadable
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
def test_whatever_a_person_typed_is_escaped_wherever_it_comes() -> None:
    bad = "<b>BV</b> | *"
    full = hand_made()
    unit, grid = full.tables["unit"], full.grids["unit_field"]
    rows = (Shown(code=bad, nl=bad, en=bad, value=12), Shown(code="Kantoor", nl=bad, en=bad))
    codes = tuple(Code(code=row.code, nl=row.nl, en=row.en) for row in rows)
    lines: tuple[tuple[int | None, ...], ...] = ((12, None, None), (None, None, None))
    published = hand_made(
        organisation=bad,
        counsellor=bad,
        tables={**full.tables, "unit": replace(unit, rows=rows)},
        grids={"unit_field": replace(grid, rows=codes, values=lines, left_out="")},
        texts=Texts(
            findings=(bad,),
            recommendations=(bad,),
            earlier=(Earlier(year=2023, text=bad, state=bad),),
        ),
    )
    text = report(published, "nl")
    assert text.count("\\<b\\>BV\\</b\\> \\| \\*") == 11
    assert bad not in text


def _own(folder: Path, source: str) -> Path:
    (folder / "nl").mkdir()
    (folder / "nl" / "report.md.j2").write_text(source)
    return folder


def test_an_own_template_takes_the_place_of_ours(tmp_path: Path) -> None:
    own = _own(tmp_path, "{{ period.label }}: {{ figures.new | number }}")
    assert report(hand_made(), "nl", own) == "2024: 61\n"
    assert report(hand_made(), "en", own).startswith("# Annual report")


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
    with pytest.raises(NotReadable):
        report(hand_made(), "nl", _own(tmp_path, source))


def test_a_template_cannot_read_other_files(tmp_path: Path) -> None:
    own = _own(tmp_path, "{% include '../../../etc/passwd' %}")
    with pytest.raises(NotReadable):
        report(hand_made(), "nl", own)
    assert "nl/report.md.j2" in environment("nl").list_templates()
