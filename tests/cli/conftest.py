"""The intake form of the examples, the case it makes, and what a refusal looks like."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Desk, Result
from vp import locale

FORM = """\
opened: 2026-03-05          # first conversation
nature: support             # contact_nature
domain: conduct
kinds: [bullying, exclusion]        # the first is the main kind
integrity_status: irregularity
role: affected              # reporter_role
position: employee          # reporter_position
left_on: 2025-11-01         # former_employee
unit: Logistiek
accused_relation: manager
repeated: true
channel: phone
identity: confidential      # known | confidential | anonymous
keep_file: yes              # yes | minimal | no: what the reporter agreed to
wish: ...                   # free text
told: {limits_explained: 2026-03-05, role_explained: 2026-03-05}
people:
  reporter: {name: Noor de Wit, contact: 06-00000000, safe_contact: evenings}
  accused-1: {name: Bas Hoek}
"""

WORD = "zwaluwstaart"
"""A word of a case: it may stand in no message."""

TEXT = f"The {WORD} was there."


def kept(desk: Desk) -> dict[str, bytes]:
    """Every file of the dossier and every key, with its bytes."""
    places = (desk.folder, desk.private / "keys")
    paths = [path for place in places for path in place.rglob("*") if path.is_file()]
    return {str(path): path.read_bytes() for path in paths}


def refused(result: Result, code: int) -> str:
    """The sentence of an error: one line, a hint after it, and no word of a case."""
    assert result.code == code, result
    sentence, hint = (line for line in result.err.splitlines() if line.startswith("vp: "))
    assert sentence.startswith("vp: error: ")
    assert hint.startswith("vp: hint: ")
    assert result.out == ""
    assert WORD not in result.err
    assert "Traceback" not in result.err
    return sentence.removeprefix("vp: error: ")


@pytest.fixture
def dutch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk in Dutch, without a dossier yet."""
    monkeypatch.chdir(tmp_path)
    yield Desk(tmp_path, "nl")
    locale.use("en")


@pytest.fixture
def case(desk: Desk) -> str:
    """An open case made from the form."""
    (desk.root / "intake.yaml").write_text(FORM)
    found: str = desk.do("intake", "--from", "intake.yaml", "--json").json["id"]
    return found
