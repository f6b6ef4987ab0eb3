"""A paragraph is as textwrap makes it, whether its lines fit at once or not."""

import textwrap
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vp.render.plain import WIDTH, paragraph, printable

LETTERS = st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs", "Cc", "Cf", "Co"])


@given(st.text(st.sampled_from("aé «»-  .")), st.sampled_from(["", "  ", "            "]))
def test_a_line_that_fits_stands_as_textwrap_would_set_it(line: str, indent: str) -> None:
    wrapped = textwrap.fill(
        line,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )
    assert paragraph(line, indent) == wrapped


@given(st.text(LETTERS))
def test_what_is_shown_holds_no_sign_that_moves_the_cursor(text: str) -> None:
    shown = printable(text).replace("\n", "")
    assert not {unicodedata.category(one) for one in shown} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert shown == text or not text.isprintable()


CRON = (
    "17 * * * * /usr/bin/env -i VP_HOME=/home/jan/.local/share/vp VP_DOSSIER=/home/jan/dossier"
    " /usr/bin/python3 -EP -m vp purge"
)
LOOK = "VP_HOME=/tmp/vp-demo-a1b2c3d4/home VP_DOSSIER=/tmp/vp-demo-a1b2c3d4/dossier vp list"


@pytest.mark.parametrize(
    "command",
    [
        CRON,
        LOOK,
        "vp consent give k7fm-2qxd --kind share_manager --to manager --form unnamed",
        "vp breach step k7fm-2qxd reporter_informed --not-possible",
        "vp import register.csv --map register.map.yaml --dry-run",
        "vp key restore /media/naam/STICK --identity herstel.txt",
        "vp edit ZAAK --from -",
        "vp help breach",
        "vp --help",
        "/usr/bin/systemctl --user enable --now vp-purge-k7fm.timer",
    ],
)
@pytest.mark.parametrize("told", ["ask", "ask the reporter first, " * 2, "and then look " * 5])
def test_a_command_stays_on_one_line_however_long_it_is(command: str, told: str) -> None:
    lines = paragraph(f"{told}: {command}", "  ").split("\n")
    assert lines[-1].endswith(command)
    assert len(lines[-1]) <= WIDTH or lines[-1] == f"  {command}"


def test_what_is_said_after_a_command_is_wrapped_as_ever() -> None:
    said = "first: vp breach step k7fm-2qxd conscience; in an emergency: end it, open with --urgent"
    assert paragraph(said) == said.replace(" --", "\n--")
    assert max(map(len, paragraph(f"{LOOK}; {said}").split("\n")[1:])) <= WIDTH
