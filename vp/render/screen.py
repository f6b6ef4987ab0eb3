"""The terminal in colour: the one place that uses rich, loaded only where something is laid out."""

from typing import TextIO


def show_markdown(text: str, stream: TextIO) -> None:
    """The Markdown stands on the terminal, at most 80 columns wide."""
    from rich.console import Console
    from rich.markdown import Markdown

    from vp.render.plain import WIDTH, printable

    console = Console(file=stream, width=min(WIDTH, Console(file=stream).width), highlight=False)
    # The one theme without a background: charts stand on the colours of the terminal.
    console.print(Markdown(printable(text), hyperlinks=False, code_theme="ansi_dark"))
