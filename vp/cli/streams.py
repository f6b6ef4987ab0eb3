"""Standard input, output and error: there when vp begins, emptied before it ends."""

import os
import sys
from typing import TextIO

from vp.errors import NotWritten
from vp.locale import N_
from vp.store.reasons import why


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


def let_go(stream: TextIO) -> OSError | None:
    """Nothing waits to be written any more; returns why it could not be, unless nobody reads it.

    Python would try once more as it ends, and fail with words and a code of its own.
    """
    try:
        stream.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return None if isinstance(error, BrokenPipeError) else error
    return None


def refusal(error: OSError) -> NotWritten:
    """What the system refused, where nobody had a sentence of his own for it."""
    return NotWritten(
        N_("the command was broken off: {why}"),
        N_("it may be saved or not; look with vp show or vp check before you try again"),
        why=why(error),
    )


def unsaid(error: OSError) -> NotWritten:
    """The command was carried out, and what it says did not arrive."""
    return NotWritten(
        N_("not all of the output could be written: {why}"),
        N_("the command itself was carried out; look at the place where its output goes"),
        why=why(error),
    )
