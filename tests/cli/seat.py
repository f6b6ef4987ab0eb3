"""A counsellor who sits at a terminal: what he types, and what he is told there."""

import io
from contextlib import redirect_stderr, redirect_stdout
from random import Random

from tests.conftest import Desk, Result
from vp.cli.context import Context
from vp.cli.main import main


class Terminal(io.StringIO):
    """A stream with somebody at it."""

    def isatty(self) -> bool:
        return True


def typed(desk: Desk, *words: str, lines: str) -> Result:
    """The command ran at a terminal where these lines were typed."""
    out, err = io.StringIO(), Terminal()
    context = Context(
        environ=desk.environ,
        clock=lambda: desk.now,
        random=Random(f"{words} {lines}").randbytes,
        stdin=Terminal(lines),
        stdout=out,
        stderr=err,
        folder=desk.root,
    )
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words, context)
    return Result(code, out.getvalue(), err.getvalue())
