"""A paragraph is as textwrap makes it, whether its lines fit at once or not."""

import textwrap
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from vp.render.plain import WIDTH, paragraph, printable

LETTERS = st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs", "Cc", "Cf", "Co"])


@given(st.text(st.sampled_from("aé «»-  .")), st.sampled_from(["", "  ", "            "]))
def test_a_line_that_fits_stands_as_textwrap_would_set_it(line: str, indent: str) -> None:
    wrapped = textwrap.fill(
        line, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
    assert paragraph(line, indent) == wrapped


@given(st.text(LETTERS))
def test_what_is_shown_holds_no_sign_that_moves_the_cursor(text: str) -> None:
    shown = printable(text).replace("\n", "")
    assert not {unicodedata.category(one) for one in shown} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert shown == text or not text.isprintable()
