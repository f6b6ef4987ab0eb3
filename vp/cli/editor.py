"""A text in the user's own editor, because he asked for it with --editor."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from vp.cli import ask
from vp.locale import _
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context


def text(context: "Context", begun: str, keep: Callable[[str], None]) -> str:
    """What was written and saved there. Raises KeyboardInterrupt when it was broken off."""
    from vp.store import editor

    program = editor.choose(context.environ)
    context.tell(paragraph(_("Write, save and close the editor; the text lies in memory only.")))

    def kept(data: bytes) -> None:
        keep(data.decode("utf-8", "replace"))

    try:
        written = editor.write(program, begun.encode(), context.environ, kept)
    except editor.BrokenOff as broken:
        rescued = broken.text
        ask.surely(lambda: kept(rescued))
        raise KeyboardInterrupt from None
    found = ask.decode(written).removesuffix("\n")
    keep(found)
    return found
