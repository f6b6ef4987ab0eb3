"""A canary through every command, well and failing, typed, piped and killed; then one listens."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.assurance.harness import Outcome, Wish
from tests.assurance.listening import Heard, Sampler, in_files, in_git
from tests.cli.terminal import Session
from tests.conftest import Desk, Result
from tests.test_secrecy import BIRD, FAILING, READING, SHOWING, Aviary, work
from vp.store.age import new_identity

LEAST = 500
ROOT = Path(__file__).parent.parent.parent
CONTROL = b"zqxproefvogel"
"""A bird that is let out on purpose: where it is not heard nobody listened."""

KEYS = (
    "key list", "key add SUCCESSOR --name opvolger", "key backup STICK", "key restore STICK",
    "key remove opvolger", "key recovery -o PAGE", "key rotate -o SECOND", "key backup STICK",
    "sync --remote REMOTE", "sync", "diff", "diff --json",
)  # fmt: skip
REFUSED = (
    f"key add {BIRD} --name x", "key remove nobody", "key restore nowhere", "key recovery",
    f"sync --remote {BIRD}:x", "diff --nothing", "key backup nowhere/at/all",
)  # fmt: skip
ENDINGS = ("SIGKILL", "SIGTERM", "SIGHUP", "SIGINT", "SIGABRT", "SIGSEGV")
KILLS = 36


class RealDesk(Desk):
    """A desk at which every command is a process of its own."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        for name in ("TMPDIR", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "HOME"):
            (root / name).mkdir(parents=True)
            self.environ[name] = str(root / name)
        self.environ |= {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm"}

    def _command(self, *words: object) -> list[str]:
        module = "tests.assurance.process"
        return [sys.executable, "-m", module, str(self.now.date()), *map(str, words)]

    def run(self, *words: object, text: str | bytes = "") -> Result:
        data = text.encode() if isinstance(text, str) else text
        done = subprocess.run(
            self._command(*words), input=data, capture_output=True, env=self.environ, cwd=self.root
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def struck(self, text: str, number: int, after: float, *words: object) -> str:
        """The command was sent this signal after so many seconds; what it said on the way."""
        streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        with subprocess.Popen(
            self._command(*words),
            env=self.environ,
            cwd=self.root,
            **streams,  # type: ignore[call-overload]
        ) as child:
            child.stdin.write(text.encode())
            child.stdin.close()
            time.sleep(after)
            child.send_signal(number)
            return str(child.stdout.read().decode("utf-8", "replace"))


def listen(wish: Wish) -> Outcome:
    """Nothing of what was told in confidence is heard anywhere it should not be."""
    begun = time.time() - 1
    with tempfile.TemporaryDirectory(prefix="vp-canary-") as folder:
        aviary = Aviary(RealDesk(Path(folder) / "desk"))
        outside = Path(folder) / "outside"
        outside.mkdir()
        files = ("OUT", "COPY", "SEALED", "CAME", "STICK", "PAGE", "SECOND", "REMOTE")
        aviary.names |= {name: str(outside / name) for name in files}
        (outside / "STICK").mkdir()
        sampler = Sampler([BIRD.encode(), CONTROL])
        subprocess.run(["sleep", "0.5"], env={"X": CONTROL.decode()}, check=False)
        wrong = _let_out(aviary, wish)
        looked, sang = sampler.stop()
        heard = _search(aviary, outside, begun)
        wrong += [f"heard in {where}" for where in heard.where]
        # What vp refuses as an argument stood in the argument list all the same: it was put there.
        wrong += [f"heard in /proc: {name}" for bird, name in sang if bird != CONTROL]
        if (CONTROL, "environ") not in sang:
            wrong.append("the sampler did not hear what was let out on purpose")
    told = f"{len(aviary.said)} lines, {looked:,} looks in /proc, moments of kill by {wish.seed}"
    return Outcome(len(aviary.said) + heard.places, tuple(wrong), told)


def _let_out(aviary: Aviary, wish: Wish) -> list[str]:
    """The whole of a counsellor's work; what was said that nobody asked to be shown."""
    aviary.run("init DIR --no-passphrase --no-input")
    work(aviary)
    aviary.names["SUCCESSOR"] = new_identity().recipient
    failing = [one for one in FAILING if BIRD not in one[0]]
    lines = [*READING, *SHOWING] if not wish.short else SHOWING[:2]
    wrong = [f"{line}: it went well" for line, text in failing[: 3 if wish.short else None]
             if aviary.run(line, text).code in (0, 1)]  # fmt: skip
    wrong += [f"{line}: it failed" for line in lines if aviary.run(line).code not in (0, 7)]
    aviary.run("search --json", f"{BIRD}1")
    for line in () if wish.short else KEYS:
        if (told := aviary.run(line)).code not in (0, 7):
            wrong.append(f"{line}: {told.code} {told.err}")
    for line in (one for one in REFUSED if BIRD not in one):
        if aviary.run(line).code in (0, 1):
            wrong.append(f"{line}: it went well")
    wrong += _typed_and_killed(aviary, wish)
    loud = [one for one in aviary.said if BIRD in one.result.out + one.result.err]
    quiet = [one for one in loud if one.line not in {*SHOWING, "show ID --raw"}]
    wrong += [f"{one.line}: said what was confided" for one in quiet]
    wrong += [f"{one.line}: said it on stderr" for one in loud if BIRD in one.result.err]
    if not loud:
        wrong.append("the canaries sang nowhere: nothing was tried")
    return wrong


def _typed_and_killed(aviary: Aviary, wish: Wish) -> list[str]:
    chance, case, desk = Random(wish.seed), aviary.names["ID"], aviary.desk
    assert isinstance(desk, RealDesk)
    codes = [_typed(aviary, how) for how in ("through", "interrupt", "close_terminal")]
    wrong = [] if codes[0] == 0 and 0 not in codes[1:] else [f"at the terminal: {codes}"]
    for number in range(3 if wish.short else KILLS):
        words = chance.choice(
            (("note", case), ("amend", case, aviary.names["NOTE"]), ("import", "-"))
        )
        ending = getattr(signal, ENDINGS[number % len(ENDINGS)])
        said = desk.struck(f"alias: {aviary.bird()}\n", ending, chance.uniform(0.05, 0.4), *words)
        if BIRD in said:
            wrong.append(
                f"{words[0]} after {ENDINGS[number % len(ENDINGS)]}: said what was confided"
            )
    return wrong


def _typed(aviary: Aviary, how: str) -> int:
    """A note is typed at a terminal, and ended so; the exit code."""
    session = Session(aviary.desk, "note", aviary.desk.intake())
    session.answer(aviary.bird())
    if how == "through":
        session.answer(".")
        return session.code()
    return int(getattr(session, how)())


def _search(aviary: Aviary, outside: Path, begun: float) -> Heard:
    desk = aviary.desk
    control = desk.root / "TMPDIR" / "control"
    control.write_bytes(BIRD.encode())
    roots = {desk.root, Path("/dev/shm"), Path(tempfile.gettempdir()), Path.home()}
    heard = in_files(BIRD.encode(), sorted(roots), begun, outside)
    found = [where for where in heard.where if where != str(control)]
    if str(control) not in heard.where:
        found.append("nowhere, not even where it was put on purpose")
    heard = Heard(heard.places, tuple(dict.fromkeys(found)))
    if (desk.folder / ".git").is_dir():
        heard = heard.plus(in_git(BIRD.encode(), desk.folder))
    return heard
