"""A text of several lines: typed at the terminal, written in an editor, or piped in."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from vp.cli import ask
from vp.cli.manner import is_edited
from vp.domain.text import clean
from vp.errors import Usage, VpError
from vp.locale import N_, _

if TYPE_CHECKING:
    from vp.cli.context import Context

END = "."
"""A line with only this ends a text; so does Ctrl-D."""

Keep = Callable[[str], None]


def text(context: "Context", question: str, begun: str, keep: Keep) -> str:
    """The text, cleaned, with what it began as; piped in where nobody sits there.

    `keep` is handed what there is so far, every now and then and when the typing is broken off;
    it raises no VpError. Raises ask.Back where that is possible and asked.
    """
    if not context.is_interactive:
        if context.manner.editor:
            raise Usage(
                N_("an editor needs a terminal"), N_("without --editor the text is piped in")
            )
        return clean(ask.decode(context.read()))
    if is_edited(context):
        import vp.cli.keyboard  # noqa: F401 (loaded before the question: nobody types into a gap)
    context.tell(question)
    typed = begun
    while True:
        typed = _typed(context, typed, keep)
        try:
            return clean(typed)
        except VpError as error:
            if not (context.manner.editor or is_edited(context)):
                raise
            ask.tell(context, error)
            if not ask.yes(context, _("Write on"), default=True):
                raise


def _typed(context: "Context", begun: str, keep: Keep) -> str:
    """What was typed or written, as it is, and kept."""
    if context.manner.editor:
        from vp.cli import editor

        return editor.text(context, begun, keep)
    if is_edited(context):
        from vp.cli import keyboard

        context.tell(_("(Ctrl-D, or a line with only a full stop, ends it; Ctrl-Z undoes)"))
        whole, end = keyboard.text(begun, keep, lambda line: _is_end(context, line))
    else:
        context.tell(_("(end with a line that holds only a full stop)"))
        whole, end = _read(context, begun, keep)
    keep(whole)
    if end.strip() == ask.BACK:
        raise ask.Back
    return whole


def _read(context: "Context", begun: str, keep: Keep) -> tuple[str, str]:
    """The lines after `begun`, and the one that ended them; a line that cannot be kept is told."""
    lines = [begun] if begun else []
    answer: str | None = ""
    try:
        while (answer := ask.read_line(context, "| ")) is not None:
            if _is_end(context, answer):
                break
            try:
                lines.append(clean(answer))
                keep("\n".join(lines))
            except VpError as error:
                ask.tell(context, error)
    except KeyboardInterrupt:
        if any(lines):
            ask.surely(lambda: keep("\n".join(lines)))
        raise
    return "\n".join(lines), answer or ""


def _is_end(context: "Context", line: str) -> bool:
    return line == END or (context.manner.goes_back and line.strip() == ask.BACK)
