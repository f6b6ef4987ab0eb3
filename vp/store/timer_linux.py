"""The timer of systemd: a service and what starts it, both of the user's own."""

from pathlib import Path
from shutil import which

from vp.store.timers import Run, Timer, clean

_PLACES = "/usr/bin:/bin:/run/current-system/sw/bin"
_SERVICE = """\
[Unit]
Description=vp: destroy what has expired

[Service]
Type=oneshot
ExecStart={words}
StandardInput=null
UMask=0077
LimitCORE=0
NoNewPrivileges=yes
"""

_TIMER = """\
[Unit]
Description=vp: destroy what has expired, every day

[Timer]
OnCalendar=daily
Persistent=true

[Install]
WantedBy=timers.target
"""


def units(run: Run, config: Path) -> Timer:
    """The units under the user's configuration; a day that was missed is made up for."""
    folder, timer = config / "systemd" / "user", f"{run.name}.timer"
    words = " ".join(map(_quoted, clean(run)))
    program = which("systemctl", path=_PLACES) or "/usr/bin/systemctl"
    return Timer(
        files={
            folder / f"{run.name}.service": _SERVICE.format(words=words).encode(),
            folder / timer: _TIMER.encode(),
        },
        start=(program, "--user", "enable", "--now", timer),
        stop=(program, "--user", "disable", "--now", timer),
    )


def _quoted(word: str) -> str:
    """The word as systemd reads it: `%` and `$` mean nothing, quotation marks only where needed."""
    told = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return told if word and not set(word) & set(" '\"\\;") else f'"{told}"'
