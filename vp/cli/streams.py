"""Standard input, output and error: there when vp begins, emptied before it ends."""

import os
import sys
from typing import TextIO

from vp.errors import NotWritten
from vp.locale import N_
from vp.store.reasons import why


def make_open() -> None:
    """The three streams are there, so that no file of a case gets the number of one."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))


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
