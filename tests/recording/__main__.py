"""What is played for the README, and by whom: invented people, a real folder."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.recording.drawing import drawn
from tests.recording.terminal import Act, Stage

EXAMPLES = Path(__file__).parent.parent.parent / "examples"

FORM = """\
opened: {day}
domain: conduct
kinds: [bullying, exclusion]
unit: Logistiek
accused_relation: manager
repeated: ja
channel: phone
identity: confidential
keep_file: ja
told: {{limits_explained: {day}, role_explained: {day}}}
minutes: 60
people: {{reporter: {{name: Noor de Wit}}, accused-1: {{name: Bas Hoek}}}}
"""

ACTS = {
    "en": (
        Act("vp note {case} --minutes 45", (
            "accused-1 makes remarks in the meeting;\nthe others laugh.\n.\n",)),
        Act("vp share {case} --to manager"),
        Act("vp consent give {case} --kind share_manager --to manager", (
            "unnamed\n", "\n", "That it happens, and has to stop. No name.\n.\n",)),
        Act("vp share {case} --to manager --form unnamed", (
            "Told that it happens, and has to stop.\n.\n",)),
        Act("vp remind {case} --on 'next Thursday'", ("Ask how the talk went.\n.\n",)),
        Act("vp"),
    ),
    "nl": (
        Act("vp note {case} --minutes 45", (
            "accused-1 maakt opmerkingen in het overleg;\nde anderen lachen.\n.\n",)),
        Act("vp share {case} --to leidinggevende"),
        Act("vp consent give {case} --kind share_manager --to leidinggevende", (
            "zonder\n", "\n", "Dat het speelt, en moet ophouden. Geen naam.\n.\n",)),
        Act("vp share {case} --to leidinggevende --form unnamed", (
            "Verteld dat het speelt, en moet ophouden.\n.\n",)),
        Act("vp remind {case} --on 'volgende donderdag'", ("Vragen hoe het gesprek ging.\n.\n",)),
        Act("vp"),
    ),
}  # fmt: skip


def recorded(language: str) -> str:
    """The session in that language, played now."""
    with TemporaryDirectory() as place:
        root = Path(place)
        environ = os.environ | {
            "HOME": place,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "TERM": "xterm-256color",
            "VP_HOME": f"{place}/home",
            "VP_DOSSIER": f"{place}/dossier",
            "VP_LANG": language,
        }
        today = date.today().isoformat()  # noqa: TID251 (the recording is of today)
        (root / "intake.yaml").write_text(FORM.format(day=today), "utf-8")
        _run(environ, root, "init", f"{place}/dossier", "--no-passphrase", "--no-input")
        made = _run(environ, root, "intake", "--from", "intake.yaml", "--json")
        stage = Stage(environ, root)
        for act in ACTS[language]:
            stage.play(Act(act.command.format(case=json.loads(made)["id"][:4]), act.replies))
        return drawn(stage.pictures, "vp")


def _run(environ: dict[str, str], folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "vp", *words]
    done = subprocess.run(
        command, env=environ, cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


if __name__ == "__main__":
    for one in ACTS:
        (EXAMPLES / f"vp.{one}.svg").write_text(recorded(one), "utf-8")
