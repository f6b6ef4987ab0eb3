"""A line on the terminal that says how far a long pass is; silent when it is short."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from vp.locale import _

if TYPE_CHECKING:
    from vp.cli.context import Context

PATIENCE = 0.5
"""Seconds before anything shows."""
INTERVAL = 0.1


class Progress:
    """Shows `told`, with {done} of {whole} in it, only on a terminal, and wipes itself."""

    def __init__(self, context: "Context", clock: Callable[[], float], told: str = "") -> None:
        self._context = context
        self._clock = clock
        self._told = told or _("opening the cases: {done} of {whole}")
        self._next = clock() + PATIENCE
        self._shown = False

    def __enter__(self) -> Callable[[int, int], None]:
        return self._step

    def __exit__(self, *_error: object) -> None:
        if self._shown:
            self._context.stderr.write("\r\x1b[K")
            self._context.stderr.flush()

    def _step(self, done: int, whole: int) -> None:
        if self._clock() < self._next or not self._context.is_interactive:
            return
        self._next = self._clock() + INTERVAL
        self._shown = True
        told = self._told.format(done=done, whole=whole)
        self._context.stderr.write(f"\r{told}\x1b[K")
        self._context.stderr.flush()
