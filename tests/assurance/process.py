"""`python -m tests.assurance.process DAY WORD...`: vp in a process of its own."""

import os
import sys
from datetime import UTC, datetime

from vp.cli import main as program
from vp.cli.context import Context


def run() -> None:
    """As the program itself begins and ends, but for the clock."""
    day = datetime.fromisoformat(sys.argv[1]).replace(tzinfo=UTC)
    os.umask(0o077)
    program._forbid_core_dumps()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.exit(program.main(sys.argv[2:], Context(clock=lambda: day)))


if __name__ == "__main__":
    run()
