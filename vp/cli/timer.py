"""`vp purge --install-timer` and `--uninstall-timer`: the purge every day, without a thought."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from vp.errors import Attention, NotThere, Usage
from vp.locale import N_, _
from vp.store import timers
from vp.store.marker import read_marker

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.store.timers import Run, Timer


def require_alone(*others: object) -> None:
    """Nothing, when none of these was asked at the same time; else Usage."""
    if any(others):
        raise Usage(
            N_("a timer is set or taken away by itself"),
            N_("--install-timer goes with --dry-run and --json, --uninstall-timer with --json"),
        )


def install(context: "Context", only_told: bool, as_json: bool) -> None:
    """The timer is written, shown and started; with `only_told` it is only shown."""
    run = _run(context)
    timer = _timer(context, run)
    runs = not only_told and timers.install(timer, context.environ)
    _show(context, timer, runs, as_json)
    if not runs and not only_told:
        raise Attention(
            N_("the timer is written, but the system has not started it"),
            N_("log in on the desktop and type: {command}"),
            command=timers.typed(timer.start),
        )


def uninstall(context: "Context", as_json: bool) -> None:
    """There is no timer for this dossier."""
    found = timers.uninstall(_timer(context, _run(context)), context.environ)
    if as_json:
        context.json({"removed": found})
    elif found:
        context.say(_("The timer is gone; vp purge by hand still destroys what has expired."))
    else:
        context.say(_("There was no timer for this dossier."))


def _run(context: "Context") -> "Run":
    folder = context.folder.absolute()
    return timers.Run(Path(sys.executable), context.home, folder, read_marker(folder).id)


def _timer(context: "Context", run: "Run") -> "Timer":
    timer = timers.here(run, context.environ)
    if timer is None:
        raise NotThere(
            N_("vp knows no timer of this computer that it could set"),
            N_("where there is cron: type crontab -e and add this line: {line}"),
            line=timers.cron(run),
        )
    return timer


def _show(context: "Context", timer: "Timer", runs: bool, as_json: bool) -> None:
    told = {str(path): _text(data) for path, data in timer.files.items()}
    if as_json:
        context.json({"files": told, "runs": runs})
        return
    for path, text in told.items():
        context.say(f"{path}\n\n{text}")
    if runs:
        context.say(
            _(
                "vp purge now runs every day; a day on which the computer was off is made up for."
                " vp purge --uninstall-timer ends it."
            )
        )


def _text(data: bytes) -> str:
    return data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8")
