"""Pictures of a terminal as one SVG: a row is drawn once for as long as it stands.

What shows no movement shows the last picture.
"""

from collections.abc import Iterator
from html import escape

from tests.recording.terminal import COLUMNS, ROWS, Picture, Row

WIDE, HIGH, EDGE, BAR = 8.4, 19, 16, 26
"""Of a character, of a row, around the terminal, and of the bar above it."""
STYLE = (
    "text{font:14px ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;fill:#e6e6e6;"
    "white-space:pre}.case{fill:#1c1f26}.title{fill:#8b93a1;text-anchor:middle;font-size:12px}"
    "rect{fill:#3a4150}.bold{font-weight:700}.red{fill:#ff8a80}.green{fill:#9ccc8f}"
    ".brown{fill:#e5c07b}.blue{fill:#8ab4f8}.magenta{fill:#d7a6f5}.cyan{fill:#7fd1d8}"
)


def drawn(pictures: list[Picture], title: str) -> str:
    """The pictures as one SVG: each row for as long as it stands, the last ones for good."""
    width, height = COLUMNS * WIDE + 2 * EDGE, ROWS * HIGH + 2 * EDGE + BAR
    words = "\n".join(filter(None, map(_text, pictures[-1].rows)))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
        f' width="{width:g}" role="img" aria-labelledby="title words">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="words">{escape(words)}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="case" width="{width:g}" height="{height:g}" rx="8"/>',
        f'<text class="title" x="{width / 2:g}" y="{BAR - 9:g}">{escape(title)}</text>',
    ]
    for number in range(ROWS):
        for row, begin, end in _spans(pictures, number):
            parts += _line(row, number, begin, end)
    return "\n".join([*parts, "</svg>\n"])


def _spans(pictures: list[Picture], number: int) -> Iterator[tuple[Row, float, float | None]]:
    """What the row holds, from when and until when; None is for good."""
    begin = 0
    for at in range(1, len(pictures) + 1):
        row = pictures[begin].rows[number]
        if at == len(pictures) or pictures[at].rows[number] != row:
            end = pictures[at].second if at < len(pictures) else None
            if row:
                yield row, pictures[begin].second, end
            begin = at


def _line(row: Row, number: int, begin: float, end: float | None) -> Iterator[str]:
    """The row where it belongs, seen while it stands; without movement only the last ones."""
    hidden = "" if end is None else ' visibility="hidden"'
    yield f'<g transform="translate({EDGE},{BAR + EDGE + (number + 0.75) * HIGH:g})"{hidden}>'
    if end is None and begin > 0:
        yield f'<set attributeName="visibility" to="hidden" begin="0s" end="{begin:.2f}s"/>'
    elif end is not None:
        yield (
            f'<set attributeName="visibility" to="visible" begin="{begin:.2f}s" end="{end:.2f}s"/>'
        )
    for column, style, text in row:
        x, length = column * WIDE, len(text.rstrip()) * WIDE
        if "reverse" in style:
            wide = len(text) * WIDE
            yield f'<rect x="{x:g}" y="{-0.75 * HIGH:g}" width="{wide:g}" height="{HIGH}"/>'
        if text.strip():
            kept = escape(text.rstrip())
            named = f' class="{style}"' if style else ""
            yield f'<text{named} x="{x:g}" textLength="{length:g}">{kept}</text>'
    yield "</g>"


def _text(row: Row) -> str:
    line = ""
    for column, _style, text in row:
        line = line.ljust(column) + text
    return line.rstrip()
