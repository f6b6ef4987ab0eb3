"""A counsellor's first session with an installed vp: an empty home, and no program to help it."""

import json
import subprocess
from pathlib import Path

from vp import __version__

INTAKE = """
opened: 2024-03-05
domain: conduct
kinds: [bullying]
role: affected
unit: Logistiek
keep_file: yes
people:
  reporter: {name: Canary Canarissen}
"""


def said(program: Path, user: Path, *words: str, text: str = "") -> str:
    """What vp says to whoever has this home folder; raises CalledProcessError when it fails."""
    done = subprocess.run(
        [program, *words],
        # Nothing else is on the PATH: no git, no age.
        env={"HOME": str(user), "PATH": str(user / "nothing"), "LANG": "nl_NL.UTF-8"},
        cwd=user,
        input=text,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout


def work(program: Path, user: Path) -> None:
    """The session went well, in Dutch, from the first command to the annual report."""
    user.mkdir()
    assert said(program, user, "--version") == f"vp {__version__}\n"
    dossier = str(user / "vertrouwelijk")
    assert "dossiermap" in said(program, user, "init", dossier, "--no-passphrase", "--no-input")
    case = json.loads(said(program, user, "intake", "--from", "-", "--json", text=INTAKE))["id"]
    said(program, user, "note", case, "--minutes", "45", text="Eerste gesprek.\n")
    assert case in said(program, user, "list")
    assert "Eerste gesprek." in said(program, user, "show", case)
    report = said(program, user, "report", "2024")
    assert "# Jaarverslag" in report
    assert "Canary" not in report
    assert "<svg" in said(program, user, "report", "2024", "--format", "html")
    assert "zaak" in said(program, user, "--help")
    demo = user / "voorbeeld"
    said(program, user, "demo", str(demo))
    (report_file,) = demo.glob("*.md")
    assert "# Jaarverslag" in report_file.read_text("utf-8")
