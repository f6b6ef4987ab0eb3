"""The timer of macOS: an agent of launchd."""

import os
import plistlib
from pathlib import Path

from vp.store.timers import Run, Timer

_LAUNCHCTL = "/bin/launchctl"
_NOON = 12


def agent(run: Run, user: Path) -> Timer:
    """The property list of an agent that runs at noon, and when its user logs in.

    launchd makes up for a noon that was slept through, and logging in for one the computer was off.
    """
    path = user / "Library" / "LaunchAgents" / f"{run.name}.plist"
    told = {
        "Label": run.name,
        "ProgramArguments": list(run.words),
        "EnvironmentVariables": run.environ,
        "StartCalendarInterval": {"Hour": _NOON, "Minute": 0},
        "RunAtLoad": True,
        "ProcessType": "Background",
        "Umask": 0o077,
    }
    session = f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"
    return Timer(
        files={path: plistlib.dumps(told, sort_keys=False)},
        start=(_LAUNCHCTL, "bootstrap", session, str(path)),
        stop=(_LAUNCHCTL, "bootout", f"{session}/{run.name}"),
    )
