"""The report as one HTML file that needs nothing else: style and charts are in it, scripts never.

It is made from the report's Markdown, so both say the same. Nothing in it can load anything: links
become text, images become charts or words, raw HTML stays text, and its policy forbids the rest.
"""

from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from vp.render.charts import Chart
from vp.render.style import STYLE
from vp.render.svg import XMLNS

if TYPE_CHECKING:
    from markdown_it.token import Token

PROMPTS = ("Schrijf hier:", "Write here:")
"""How a quotation begins that asks the counsellor to write something."""

SHORT = 14
"""A table of at most so many rows stays on one page."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_SIDES = {"text-align:right": "number", "text-align:center": "middle"}


def document(markdown: str, title: str, language: str, charts: Mapping[str, Chart]) -> str:
    """The whole file; `charts` are those that the Markdown may name as images, by their name."""
    style = STYLE.replace("FOOT", _css_string(title))
    return f"""<!DOCTYPE html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{escape(title)}</title>
<style>{style}</style>
</head>
<body>
<main>
{_body(markdown, charts)}</main>
</body>
</html>
"""


def _body(markdown: str, charts: Mapping[str, Chart]) -> str:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = list(_figures(reader.parse(markdown), charts))
    for change in (_in_order, _harmless, _captioned, _tables, _prompts, _opened):
        tokens = list(change(tokens))
    return str(reader.renderer.render(tokens, reader.options, {}))


def _figures(tokens: "list[Token]", charts: Mapping[str, Chart]) -> "Iterator[Token]":
    """A paragraph of nothing but charts becomes figures; a chart that stood before is not drawn."""
    left = dict(charts)
    for before, token, after in _paragraphs(tokens):
        images = [one for one in token.children or () if one.type == "image" or one.content.strip()]
        names = [_chart_of(one, left) for one in images]
        if names and all(names) and len(set(names)) == len(names):
            yield from (_raw(_figure(left.pop(name))) for name in names if name)
        else:
            yield from (*before, token, *after)


def _chart_of(token: "Token", charts: Mapping[str, Chart]) -> str | None:
    """Which chart an image shows: `kinds.svg` and `verslag-2024-kinds.svg` are both `kinds`."""
    if token.type != "image":
        return None
    file = str(token.attrs.get("src", "")).rsplit("/", 1)[-1]
    return next(
        (name for name in charts if file == f"{name}.svg" or file.endswith(f"-{name}.svg")), None
    )


def _figure(chart: Chart) -> str:
    caption = f"<figcaption>{escape(chart.title)}</figcaption>"
    return f"<figure>\n{caption}\n{chart.svg.replace(XMLNS, '', 1)}</figure>\n"


def _in_order(tokens: "list[Token]") -> "Iterator[Token]":
    """One heading of the first level, and no level left out on the way down."""
    level = 0
    for token in tokens:
        if token.type == "heading_open":
            level = min(max(int(token.tag[1]), 2 if level else 1), level + 1)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{level}"
        yield token


def _harmless(tokens: "list[Token]") -> "Iterator[Token]":
    """Links are their text with the address after it; images are their words."""
    for token in tokens:
        if token.children:
            token.children = list(_words(token.children))
        yield token


def _words(children: "list[Token]") -> "Iterator[Token]":
    address, text = "", ""
    for child in children:
        match child.type:
            case "link_open":
                address, text = str(child.attrs.get("href", "")), ""
            case "link_close":
                if address and address.removeprefix("mailto:") != text:
                    yield _text(f" ({address})")
            case "image":
                yield _text("".join(_plain(child.children or [])))
            case _:
                text += child.content
                yield child


def _plain(children: "list[Token]") -> Iterator[str]:
    for child in children:
        yield child.content if child.type != "image" else "".join(_plain(child.children or []))
        yield " " if child.type in {"softbreak", "hardbreak"} else ""


def _captioned(tokens: "list[Token]") -> "Iterator[Token]":
    """A paragraph in bold is the caption of the table after it, or the lead of what follows."""
    waiting: list[Token] = []
    for before, token, after in _paragraphs(tokens):
        bold = _bold(token) if before and not before[0].hidden else []
        if token.type == "table_open":
            yield token
            yield from _wrapped("caption", waiting)
        else:
            yield from _wrapped("p", waiting, "lead")
            yield from () if bold else (*before, token, *after)
        waiting = bold
    yield from _wrapped("p", waiting, "lead")


def _bold(token: "Token") -> "list[Token]":
    """What is within the bold, when all of it is one bold text; else nothing."""
    children = [one for one in token.children or () if one.type != "text" or one.content]
    kinds = [child.type for child in children]
    whole = kinds[:1] == ["strong_open"] and kinds.index("strong_close") == len(kinds) - 1
    return children[1:-1] if whole else []


def _tables(tokens: "list[Token]") -> "Iterator[Token]":
    """Heads and first cells say what they are the head of; columns keep their side."""
    rows, first, table = 0, False, None
    for token in tokens:
        if token.type in {"th_open", "td_open"}:
            if side := _SIDES.get(str(token.attrs.pop("style", ""))):
                token.attrSet("class", side)
            if token.type == "th_open":
                token.attrSet("scope", "col")
            elif first:
                token.tag = "th"
                token.attrSet("scope", "row")
        match token.type:
            case "table_open":
                rows, table = 0, token
            case "tr_open":
                rows, first = rows + 1, True
            case "td_close":
                token.tag, first = "th" if first else "td", False
            case "table_close" if table and rows <= SHORT + 1:
                table.attrSet("class", "short")
        yield token


def _prompts(tokens: "list[Token]") -> "Iterator[Token]":
    """What is not written yet looks like it, on paper too."""
    for place, token in enumerate(tokens):
        if token.type == "blockquote_open":
            told = next((one.content for one in tokens[place:] if one.type == "inline"), "")
            if told.startswith(PROMPTS):
                token.attrSet("class", "unwritten")
        yield token


def _opened(tokens: "list[Token]") -> "Iterator[Token]":
    """What stands before the first section is the front matter."""
    sections = [one for one in tokens if one.type == "heading_open" and one.tag != "h1"]
    yield _raw("<header>\n")
    for token in tokens:
        if sections and token is sections[0]:
            yield _raw("</header>\n")
        yield token
    if not sections:
        yield _raw("</header>\n")


def _paragraphs(
    tokens: "list[Token]",
) -> "Iterator[tuple[tuple[Token, ...], Token, tuple[Token, ...]]]":
    """Each token, but a paragraph in one piece: what opens it, its content, what closes it."""
    rest = iter(tokens)
    for token in rest:
        if token.type == "paragraph_open":
            yield (token,), next(rest), (next(rest),)
        else:
            yield (), token, ()


def _wrapped(tag: str, children: "list[Token]", name: str = "") -> "Iterator[Token]":
    """The words in an element of their own; nothing where there are none."""
    from markdown_it.token import Token

    if not children:
        return
    opening = Token(f"{tag}_open", tag, 1, block=True)
    if name:
        opening.attrSet("class", name)
    yield opening
    yield Token("inline", "", 0, children=children)
    yield Token(f"{tag}_close", tag, -1, block=True)


def _raw(html: str) -> "Token":
    from markdown_it.token import Token

    return Token("html_block", "", 0, content=html, block=True)


def _text(text: str) -> "Token":
    from markdown_it.token import Token

    return Token("text", "", 0, content=text)


def _css_string(text: str) -> str:
    """The text as CSS writes a string; nothing in it can end the string or the style."""
    safe = (one if one.isascii() and one.isalnum() else f"\\{ord(one):x} " for one in text)
    return f'"{"".join(safe)}"'
