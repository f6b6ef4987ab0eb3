"""Standard input, output and error as they must be before a command runs."""

import os
import sys


def settle() -> None:
    """All three are there, in UTF-8; what was closed or never there takes and gives nothing.

    A number below three that is free would be that of the next file, and what is told would go
    into it. A program without a window on Windows has no streams either.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) < 3:
        pass
    os.close(number)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
