"""A laptop on which a command runs, fresh copies of it, and what may be left when it is struck.

The commands are the real ones, in a child of this process: with the imports done, chance and
calendar set by hand, and standard output written through, so that what was said is known.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.faults.bench import State, found, require_order
from tests.store.cabinets import Kept, make_kept
from tests.strategies import CASE, TODAY
from vp.cli.context import Context
from vp.cli.main import main
from vp.errors import NotReadable, NotWritten
from vp.store import drafts
from vp.store.age import Identity
from vp.store.dossier import Dossier


class Scene(NamedTuple):
    """A command, what it is given on standard input, and on which day and laptop it runs."""

    name: str
    words: str
    text: str = ""
    today: date = TODAY
    prepare: Callable[["World"], object] = lambda _world: None
    require: Callable[["World", State, bool], None] = lambda _world, _state, _saved: None
    """What must hold beyond old or new."""
    by_case: bool = False
    """Whether it does several cases, each of which may be done or not."""
    laptops: int = 1


class World:
    """One place that is filled anew from a prepared copy of itself; paths in it stay the same."""

    def __init__(self, root: Path, scene: Scene) -> None:
        self.scene = scene
        self.root = root
        self.place, self._base = root / "w", root / "base"
        self.said = root / "said"
        kept = make_kept(self.place / "one")
        self._paper, self._deputy = kept.paper, kept.deputy
        self.identity: Identity = kept.identity
        drafts.drop(kept.open(), CASE)
        scene.prepare(self)
        self.sealed = {path.stem: path.read_bytes() for path in self.one.cases.glob("*.age")}
        self.keys = set(self.sealed)
        self.place.rename(self._base)
        self.old = self.fresh()._end()
        code = self.fresh().act()
        assert code in (0, 7), (scene.name, code, self.told, self.errors)
        self.new = self._end()
        self.ended = self.old
        self.fresh()

    def fresh(self) -> "World":
        """Everything is as it was prepared."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self._base, self.place, symlinks=True)
        self.said.unlink(missing_ok=True)
        return self

    def keep(self) -> None:
        """What is there now is what copies are made of from here on."""
        shutil.rmtree(self._base)
        shutil.copytree(self.place, self._base, symlinks=True)

    @property
    def one(self) -> Kept:
        """The laptop on which the command runs."""
        return Kept(self.place / "one", self._paper, self._deputy)

    @property
    def two(self) -> Kept:
        """The other laptop, where there is one."""
        return Kept(self.place / "two", self._paper, self._deputy)

    @property
    def told(self) -> str:
        """What the command said on standard output."""
        return self.said.read_text("utf-8") if self.said.exists() else ""

    @property
    def errors(self) -> str:
        """What the command said on standard error."""
        return self.said.with_name("errors").read_text("utf-8")

    def act(self) -> int:
        """The command of the scene ran on the first laptop; its exit code."""
        return self.run(self.one, self.scene.words, self.scene.text, self.scene.today)

    def run(self, kept: Kept, words: str, text: str = "", today: date = TODAY) -> int:
        """A command ran on that laptop; its exit code."""
        chance = Random(f"{words} {kept.root.name}")
        moment = datetime.combine(today, time(9)).astimezone()
        filled = words.replace("REMOTE", str(self.place / "remote.git"))
        filled = filled.replace("PAGE", str(self.place / "page.html"))
        filled = filled.replace("STICK", str(kept.stick)).replace("SENT", str(self.place / "sent"))
        given = self.said.with_name("given")
        given.write_text(text, "utf-8")
        streams = (
            given.open(encoding="utf-8"),
            self.said.open("w", buffering=1, encoding="utf-8"),
            self.said.with_name("errors").open("w", buffering=1, encoding="utf-8"),
        )
        context = Context(
            environ={"VP_HOME": str(kept.home), "VP_DOSSIER": str(kept.folder), "VP_LANG": "en"},
            clock=lambda: moment,
            random=chance.randbytes,
            stdin=streams[0],
            stdout=streams[1],
            stderr=streams[2],
            folder=self.place,
        )
        code = main(filled.split(), context)
        for stream in streams:
            with suppress(OSError):  # where a closing fails on purpose all was said before
                stream.close()
        return code

    def require(self, *, saved: bool) -> None:
        """Old or new and never between; new where it was said to be saved."""
        require_order(self.one, self.keys)
        state = self.ended = self._end()
        between = self.scene.by_case and state == _without(self.old, state.destroyed)
        ended = self.scene.laptops > 1  # the next sync ends what was begun
        assert state == self.new or not ended, "the next sync did not end it"
        assert state == self.new or not saved, "it was said to be saved, and it was not"
        assert state in (self.old, self.new) or between, "it is neither old nor new"
        self.scene.require(self, state, saved)
        assert _comparable(self.one) == state, "putting right what is right changed something"

    def _end(self) -> State:
        """What the next commands find, after they ended what was cut off."""
        if self.scene.laptops > 1:
            for kept in (self.one, self.two, self.one):
                code = self.run(kept, "sync --json", today=self.scene.today)
                if code == NotWritten.exit_code:  # the git that was struck may be running still
                    code = self.run(kept, "sync --json", today=self.scene.today)
                assert code in (0, 7), f"the next sync left with {code}"
            assert _comparable(self.one) == _comparable(self.two), "the laptops differ"
        return _comparable(self.one)


def _comparable(kept: Kept) -> State:
    """All that the laptop holds, once every case was opened; a kept text opens too."""
    dossier = kept.open()
    assert all(case.id in dossier.ids() for case in dossier.each())
    if drafts.exists(dossier, CASE):
        assert _is_text(dossier, kept), "a kept text cannot be opened, and stands in the way"
    return found(kept)


def _is_text(dossier: Dossier, kept: Kept) -> bool:
    """Whether it opens; one that was being destroyed is none, and gone by now."""
    with suppress(NotReadable):
        text = drafts.load(dossier, CASE, kept.identity)
        return bool(text) or not drafts.exists(dossier, CASE)
    return False


def _without(state: State, gone: frozenset[str]) -> State:
    left = {name: case for name, case in state.cases.items() if name not in gone}
    return state._replace(cases=left, destroyed=gone)
