"""A D-Bus session of its own, with a real Secret Service in it: gnome-keyring, nothing unlocked."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_EMPTY = """<busconfig>
  <type>session</type><listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
"""A bus on which no service is started."""


@contextmanager
def session_bus(*, empty: bool = False) -> Iterator[dict[str, str]]:
    """What the environment of somebody who is logged in says of his session; then it is over."""
    for program in ("dbus-run-session", "gnome-keyring-daemon"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    with tempfile.TemporaryDirectory(prefix="vp-bus-") as folder:
        places = {"HOME": folder, "XDG_RUNTIME_DIR": folder}
        command = ["dbus-run-session"]
        if empty:
            Path(folder, "bus.conf").write_text(_EMPTY)
            command += ["--config-file", f"{folder}/bus.conf"]
        waiting = ["sh", "-c", 'echo "$DBUS_SESSION_BUS_ADDRESS"; exec cat']
        with subprocess.Popen(
            [*command, "--", *waiting],
            env=places | {"PATH": os.environ["PATH"]},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as session:
            assert session.stdin is not None
            assert session.stdout is not None
            address = session.stdout.readline().strip()
            yield places | {"DBUS_SESSION_BUS_ADDRESS": address}
            session.stdin.close()
