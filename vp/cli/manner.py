"""How somebody is asked and told: plainly or not, in an editor of his own, with a way back."""

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vp.cli.context import Context


class Manner:
    """What holds for one run; `vp.cli.everywhere` and the conversation set it."""

    def __init__(self) -> None:
        self.plain = False
        """Line by line, without colour: --plain."""
        self.editor = False
        """Texts are written in the user's own editor: --editor."""
        self.goes_back = False
        """Whether < goes back to the question before."""
        self.drafts: dict[str, Any] = {}
        """What `vp.cli.draft` itself kept in this run, by name."""


def is_plain(context: "Context") -> bool:
    """Whether nothing but lines is shown: as asked, or because the terminal can do no more.

    `--plain` asks it once, `VP_PLAIN=1` for good: a screen reader reads lines best.
    """
    simple = os.name == "posix" and context.environ.get("TERM", "dumb") in ("", "dumb")
    return context.manner.plain or bool(context.environ.get("VP_PLAIN")) or simple


def is_edited(context: "Context") -> bool:
    """Whether what is typed can be edited as it is typed."""
    import sys

    here = context.stdin is sys.stdin and context.stderr is sys.stderr
    return here and context.is_interactive and not is_plain(context)


def in_colour(context: "Context") -> bool:
    """Whether headings may be bold: only for the eye, and never to mean something."""
    wanted = not is_plain(context) and not context.environ.get("NO_COLOR")
    return wanted and context.stdout.isatty()
