"""`vp demo`: the whole main job on the example casebook, in a throw-away folder.

It runs the real commands on real files; only the day is fixed, and the key is the published one.
"""

import io
import shlex
from datetime import UTC, datetime
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from vp.cli.context import Context
from vp.cli.options import desk, example
from vp.cli.scenes import (
    ACCOUNT,
    CLOSING,
    DESTRUCTION,
    OPENING,
    PERIOD,
    TALK,
    TODAY,
    WEIGHING,
    Scene,
)
from vp.domain.activity import Activity, Journal
from vp.errors import NotAllowed
from vp.locale import N_, _
from vp.render.plain import paragraph

app = typer.Typer()

LINES = 12
"""How much of a command's answer is shown."""


@app.command(
    help=_("Show the whole main job on invented cases, in a throw-away folder."),
    epilog=example("vp demo"),
)
def demo(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help=_("an empty or new folder"))
    ] = None,
) -> None:
    context = desk(ctx)
    place = _place(folder)
    context.say(
        paragraph(
            _("Everything here is invented. It all happens in {folder}.").format(folder=place)
        )
    )
    with as_file(files("vp.examples")) as book:
        stage = Stage(context, place, book)
        stage.play(*OPENING)
        stage.take_in_journals()
        stage.play(*TALK, *WEIGHING, *CLOSING)
        stage.keep_version()
        stage.play(*DESTRUCTION)
        stage.keep_version()
        stage.play(*ACCOUNT)
        stage.end()


class Stage:
    """The folder of the demonstration, its own context, and what the scenes refer to."""

    def __init__(self, context: Context, place: Path, book: Path) -> None:
        self._audience = context
        self._book = book
        self._environ = {
            "VP_HOME": str(place / "home"),
            "VP_DOSSIER": str(place / "dossier"),
            "VP_LANG": context.language,
        }
        self._names = {
            "folder": str(place / "dossier"),
            "key": str(book / "identity.txt"),
            "book": str(book),
            "case": "",
            "period": PERIOD,
            "report": str(place / f"verslag-{PERIOD}.md"),
        }

    def play(self, *scenes: Scene) -> None:
        """Each scene is told, run, and shown. Raises NotAllowed when one ends otherwise."""
        for scene in scenes:
            words = [word.format(**self._names) for word in shlex.split(scene.words)]
            self._audience.say()
            self._audience.say(paragraph(f"* {_(scene.says)}"))
            self._audience.say(f"  $ vp {self._brief(words)}")
            ended, said = self._run(words, scene.text)
            self._show(said.rstrip("\n").splitlines())
            if ended != scene.ends:
                raise NotAllowed(
                    N_("the demonstration stopped at: {step}"),
                    N_("this is a fault of vp; the folder can be thrown away"),
                    step=words[0],
                )
            if words[0] == "intake":
                self._names["case"] = said.split('"')[3]

    def _show(self, lines: list[str]) -> None:
        for line in lines[:LINES]:
            self._audience.say(paragraph(line, "    "))
        if len(lines) > LINES:
            self._audience.say(
                _("    ... and {number} lines more").format(number=len(lines) - LINES)
            )

    def take_in_journals(self) -> None:
        """The counsellor's own years are in the dossier too."""
        from vp.store import codec, strict
        from vp.store.papers import update_journal

        desk_ = self._context(io.StringIO(), io.StringIO())
        data = (self._book / "journals.yaml").read_bytes()
        for plain in strict.load_all(data, "journals.yaml"):
            journal = codec.convert(plain, Journal, "journals.yaml")
            update_journal(desk_.dossier, journal.year, partial(_filled, journal.activities))

    def keep_version(self) -> None:
        """What is in the folder now is a version in git, where git is installed."""
        from vp.store import git

        if git.is_there():
            git.commit(Path(self._names["folder"]), TODAY)

    def end(self) -> None:
        """The audience knows where to look further, and how to clean up."""
        place = Path(self._names["folder"]).parent
        case = self._names["case"]
        self._audience.say()
        self._audience.say(
            paragraph(
                _(
                    "Look around with VP_HOME={home} VP_DOSSIER={folder} vp list; the report is"
                    " {report}. Throw the folder away when you have seen enough."
                ).format(
                    home=place / "home", folder=place / "dossier", report=self._names["report"]
                )
            )
        )
        self._audience.say(_("Without vp, any case is read by hand with age:"))
        self._audience.say(
            f"  age -d -i {place}/home/identity.txt {place}/home/*/keys/{case}*.age \\\n"
            f"    | age -d -i - {place}/dossier/cases/{case}.age"
        )

    def _run(self, words: list[str], text: str) -> tuple[int, str]:
        from vp.cli.main import main

        said = io.StringIO()
        ended = main(words, self._context(io.StringIO(text), said))
        return ended, said.getvalue()

    def _context(self, stdin: io.StringIO, out: io.StringIO) -> Context:
        return Context(
            environ=self._environ,
            clock=lambda: datetime(TODAY.year, TODAY.month, TODAY.day, 10, 30, tzinfo=UTC),
            stdin=stdin,
            stdout=out,
            stderr=out,
        )

    def _brief(self, words: list[str]) -> str:
        """The command as a counsellor would type it, without the long paths of this folder."""
        place = str(Path(self._names["folder"]).parent)
        typed = " ".join(words).replace(self._names["book"], "examples")
        return typed.replace(f"{place}/", "")


def _filled(activities: tuple[Activity, ...], journal: Journal) -> Journal:
    return msgspec.structs.replace(journal, activities=activities)


def _place(folder: Path | None) -> Path:
    if folder is None:
        from tempfile import mkdtemp

        return Path(mkdtemp(prefix="vp-demo-"))
    place = folder.expanduser().absolute()
    try:
        place.mkdir(parents=True, exist_ok=True)
        taken = any(place.iterdir())
    except OSError:
        taken = True
    if taken:
        raise NotAllowed(
            N_("{folder} is not an empty folder"), N_("choose a new one, or none"), folder=folder
        )
    return place
