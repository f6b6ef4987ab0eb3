"""Everything a command takes from outside: clock, randomness, environment, terminal.

No other module reads these. A test builds a Context of its own; time stands still in it.
"""

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from vp.cli import places
from vp.cli.manner import Manner
from vp.errors import NotReadable
from vp.locale import N_

if TYPE_CHECKING:
    from vp.domain.profile import Profile
    from vp.store.age import Identity
    from vp.store.clock import Uptime
    from vp.store.dossier import Dossier
    from vp.store.index import Overview
    from vp.store.shelf import Shelf

T = TypeVar("T")


def _local_clock() -> datetime:
    return datetime.now().astimezone()  # noqa: TID251 (the one place that reads the clock)


class Context:
    """One run of one command."""

    def __init__(
        self,
        environ: Mapping[str, str] = os.environ,
        clock: Callable[[], datetime] = _local_clock,
        random: Callable[[int], bytes] = os.urandom,
        stdin: TextIO | None = None,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        folder: Path | None = None,
        machine: Path = Path("/"),
    ) -> None:
        self.environ = environ
        self.machine = machine
        """The root under which the system tells of its disks."""
        self.command = ""
        """The command that runs, so that a draft can say what it was typed for."""
        self.passphrase_fd: int | None = None
        """The file descriptor that passphrases come from, a line each, and not the terminal."""
        self.asks_anew = False
        """Whether the passphrase is asked although `vp unlock` was given before."""
        self.manner = Manner()
        self._clock = clock
        self._random = random
        self.stdin = stdin or sys.stdin
        self.stdout = stdout or sys.stdout
        self.stderr = stderr or sys.stderr
        self._here = folder or places.here()

    # Time and chance

    def now(self) -> datetime:
        """The moment in UTC, to the second: when an entry is written."""
        return self._clock().astimezone(UTC).replace(microsecond=0)

    def today(self) -> date:
        """The day on the counsellor's own calendar."""
        return self._clock().date()

    def local(self, moment: datetime) -> datetime:
        """The moment on the counsellor's own clock."""
        return moment.astimezone(self._clock().tzinfo)

    def uptime(self) -> "Uptime":
        """How long the machine has been running, sleep included, and which start that is."""
        from vp.store.clock import Uptime

        ticks = getattr(time, "CLOCK_BOOTTIME", None)
        seconds = time.clock_gettime(ticks) if ticks is not None else time.monotonic()
        try:
            boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        except OSError:
            boot = ""
        return Uptime(int(seconds), boot)

    def pick(self, choices: Sequence[T]) -> T:
        """One of at most 256 choices, each as likely as another."""
        limit = 256 - 256 % len(choices)
        while True:
            number = self._random(1)[0]
            if number < limit:
                return choices[number % len(choices)]

    def secret(self, size: int) -> bytes:
        """So many random bytes."""
        return self._random(size)

    def new_id(self, prefix: str = "") -> str:
        """A random id: `k7fm-2qxd` for a case, `n-4t7wq2` for an entry with that prefix."""
        from vp.domain.ids import ALPHABET

        letters = "".join(self.pick(ALPHABET) for _ in range(6 if prefix else 8))
        return f"{prefix}-{letters}" if prefix else f"{letters[:4]}-{letters[4:]}"

    def stamp(self, prefix: str, on: date | None = None) -> dict[str, Any]:
        """What every new entry begins with: its id, this moment, and the day it is about."""
        return {"id": self.new_id(prefix), "at": self.now(), "on": on or self.today()}

    # Places

    @cached_property
    def home(self) -> Path:
        """Where identity and cabinets are."""
        return places.home(self.environ)

    @cached_property
    def folder(self) -> Path:
        """The dossier's folder."""
        return places.folder(self.environ, self._here, self.home)

    @cached_property
    def language(self) -> str:
        """--lang, VP_LANG, the dossier's own language, or the computer's: `nl` or `en`."""
        return places.language(self.environ, lambda: self.folder)

    # The dossier

    @cached_property
    def shelf(self) -> "Shelf":
        """Folder and cabinet by name alone, half-done states put right: what a purge needs."""
        from vp.store.shelf import Shelf

        return Shelf(self.folder, self.home, lambda: self.identity)

    @cached_property
    def dossier(self) -> "Dossier":
        """The dossier, half-done states put right; still locked."""
        from vp.store.dossier import Dossier

        return Dossier(self.folder, self.home, lambda: self.identity)

    @cached_property
    def identity(self) -> "Identity":
        """The counsellor's identity; asks the passphrase at most once a command."""
        from vp.cli import ask, unlocking
        from vp.store import session

        return unlocking.recalled(self) or session.unlock(
            self.home, lambda: ask.passphrase(self), self.tell
        )

    @cached_property
    def profile(self) -> "Profile":
        """The counsellor's settings."""
        from vp.store.papers import load_profile

        return load_profile(self.dossier)

    def overview(self) -> "Overview":
        """The summaries of all cases, with progress shown when it takes long."""
        from vp.store.index import overview

        self.identity  # noqa: B018 (a wrong passphrase is told once, and is no unreadable case)
        with self.progress() as step:
            return overview(self.dossier, lambda: self.profile.tag_key, step)

    def case(self, name: str) -> str:
        """The id of the case that is meant by an id, a beginning of one, or an alias."""
        return self.dossier.find(
            name, lambda: {one.id: one.alias for one in self.overview().summaries}
        )

    # Terminal

    @property
    def is_interactive(self) -> bool:
        """Whether somebody sits there who can be asked."""
        return _is_terminal(self.stdin) and _is_terminal(self.stderr)

    @property
    def is_watched(self) -> bool:
        """Whether somebody reads what is told."""
        return _is_terminal(self.stderr)

    def say(self, text: str = "") -> None:
        """The text stands on standard output."""
        self.stdout.write(f"{text}\n")

    def tell(self, text: str = "") -> None:
        """The text stands on standard error: for whoever sits there, not for a program."""
        with suppress(OSError):  # the terminal is gone: what is under way goes on without it
            self.stderr.write(f"{text}\n")
            self.stderr.flush()

    def json(self, value: object) -> None:
        """The value stands on standard output as JSON, dates and terms as their keys."""
        import msgspec

        data = msgspec.json.format(msgspec.json.encode(value), indent=2)
        self.say(data.decode())

    def read(self) -> bytes:
        """What was piped in; nothing when standard input is closed. Raises NotReadable."""
        if self.stdin is None or self.stdin.closed:
            return b""
        try:
            source = getattr(self.stdin, "buffer", None)
            return bytes(source.read()) if source else self.stdin.read().encode()
        except OSError as error:
            from vp.store.reasons import why

            raise NotReadable(
                N_("what was piped in cannot be read: {why}"),
                N_("nothing was saved; try again, or give the text in another way"),
                why=why(error),
            ) from None

    def progress(self, told: str = "") -> Any:
        """A context manager that gives a step function; shows itself after half a second.

        `told` says what is done: `taking in the cases: {done} of {whole}`; else they are opened.
        """
        from vp.cli.progress import Progress

        return Progress(self, time.monotonic, told)

    def warn_unreadable(self, unreadable: Mapping[str, Exception]) -> None:
        """Raises NotReadable naming the cases that could not be opened, if any."""
        if unreadable:
            raise NotReadable(
                N_("these cases could not be read: {cases}"),
                N_("vp check tells what is wrong with each"),
                cases=", ".join(sorted(unreadable)),
            )


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
