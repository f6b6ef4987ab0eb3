"""The report as one HTML file: everything in it, nothing from outside, own texts harmless."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.drawings import FULL, LANGUAGES
from vp.render.charts import charts
from vp.render.html import document
from vp.render.templates import escape

CHARTS = charts(FULL, "nl")
VOID = {"meta", "br", "hr"}
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "main", "header"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "em", "strong", "ul", "ol", "li", "br", "hr"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "blockquote", "pre", "code"),
    *("figure", "figcaption", "svg", "desc", "text", "rect", "line", "circle", "polyline"),
}
ATTRIBUTES = {
    *("lang", "charset", "name", "content", "http-equiv", "class", "scope", "start", "style"),
    *("id", "viewbox", "role", "aria-labelledby", "font-family", "font-size", "font-weight"),
    *("font-style", "fill", "stroke", "stroke-width", "stroke-linejoin", "paint-order"),
    *("x", "y", "width", "height", "x1", "x2", "y1", "y2", "cx", "cy", "r", "points"),
    "text-anchor",
}

Place = tuple[str, dict[str, str]]


class Page(HTMLParser):
    """The elements of a page in their order, and its texts with the elements they stand in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Place] = []
        self.texts: list[tuple[str, str]] = []
        self.policy = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(("/".join(self._open[3:]), data))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self, place: str = "") -> str:
        """What stands in elements of this path below <main>, one line each."""
        return "\n".join(data for found, data in self.texts if found == place and data.strip())

    @property
    def read(self) -> str:
        return "".join(data for _, data in self.texts)


def page(markdown: str, language: str = "nl") -> Page:
    return Page(document(markdown, "Verslag", language, CHARTS))


def body(markdown: str) -> str:
    html = document(markdown, "Verslag", "nl", CHARTS)
    return html.split("<main>\n")[1].split("</main>")[0]


REPORT = """# Verslag

**Periode:** 2024

## 1. Cijfers

![de uren](verslag-2024-hours.svg)

**Zaken naar *soort***

| soort | aantal |
|:---|---:|
| pesten | 14 |
| stalking | x |
| **totaal** | **20** |

## 2. Bevindingen

> Schrijf hier: wat er speelt.
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_its_language_and_lets_nothing_load(language: str) -> None:
    found = page(REPORT, language)
    assert found.all("html") == [{"lang": language}]
    assert found.all("meta")[0] == {"charset": "utf-8"}
    assert {
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src 'unsafe-inline'",
    } in found.all("meta")
    assert "width=device-width, initial-scale=1" in [
        one.get("content") for one in found.all("meta")
    ]


def test_nothing_in_it_runs_or_points_outside() -> None:
    every = "\n\n".join(f"![{name}](verslag-2024-{name}.svg)" for name in CHARTS)
    html = document(f"{REPORT}\n{every}", "Verslag", "nl", CHARTS)
    assert {tag for tag, _ in Page(html).elements} <= ELEMENTS
    assert {name for _, attributes in Page(html).elements for name in attributes} <= ATTRIBUTES
    assert "http:" not in html
    assert "https:" not in html
    assert "url(" not in html
    assert "@import" not in html


PIECES = [*"<>&\"'[]()!*_`|#>-:=/ \n", "a", "1", "script", "onload=", "http://x.nl", "kinds.svg"]


@given(text=st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_markdown_whatever_makes_an_element_that_is_not_meant(text: str) -> None:
    found = page(text)
    assert {tag for tag, _ in found.elements} <= ELEMENTS
    for tag, attributes in found.elements:
        assert set(attributes) <= ATTRIBUTES, tag


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_what_the_counsellor_typed_reads_as_he_typed_it(text: str) -> None:
    found = page(f"# Verslag\n\n## Bevindingen\n\nbegin {escape(text)} eind")
    assert f"begin {text.strip()} eind".split() == found.text("p").replace("\n", " ").split()


def test_raw_html_stays_text() -> None:
    typed = "<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- weg -->"
    found = page(f"# Verslag\n\n## Bevindingen\n\n{typed}\n\n<div onclick='x()'>blok</div>")
    assert not {"script", "img", "div"} & {tag for tag, _ in found.elements}
    assert typed in found.read
    assert "<div onclick='x()'>blok</div>" in found.read


def test_a_title_cannot_leave_the_title_or_the_style() -> None:
    title = '</title></style><script>"\\ é\n'
    html = document("# Verslag", title, "nl", {})
    assert {tag for tag, _ in Page(html).elements} <= ELEMENTS
    assert title in Page(html).read
    style = html.split("<style>")[1]
    assert html.count("</style>") == style.count("</style>") == 1
    assert "@bottom-left { content: " + r'"\3c \2f title' in style


def test_links_are_their_text_with_the_address() -> None:
    text = "[hier](https://voorbeeld.nl/a?b=1&c) en <https://a.nl> en [x](mailto:x) [][]"
    assert (
        body(text)
        .strip()
        .endswith(
            "<p>hier (https://voorbeeld.nl/a?b=1&amp;c) en https://a.nl en x [][]</p>\n</header>"
        )
    )


def test_an_image_that_is_a_chart_becomes_a_figure_and_any_other_its_words() -> None:
    found = page("![uren](map/verslag-2024-hours.svg)\n\n![een *foto*](http://x.nl/f.png)")
    assert found.text("header/figure/figcaption") == "Uren per taak"
    assert len(found.all("svg")) == 1
    assert found.text("header/p") == "een foto"
    assert "xmlns" not in found.all("svg")[0]


@pytest.mark.parametrize(
    ("source", "drawn"),
    [
        ("kinds.svg", True),
        ("./kinds.svg", True),
        ("verslag-2023-2024-kinds.svg", True),
        ("mankinds.svg", False),
        ("kinds.svg.png", False),
        ("kinds", False),
        ("https://x.nl/kinds.svg?a", False),
    ],
)
def test_a_chart_is_known_by_the_end_of_its_file_name(source: str, drawn: bool) -> None:
    found = page(f"![soorten]({source})")
    assert len(found.all("svg")) == drawn
    assert ("soorten" in found.read) is not drawn


def test_a_chart_is_drawn_once_and_never_within_a_sentence() -> None:
    found = page("![a](hours.svg)\n\n![tweede](hours.svg)\n\nzie ![soorten](kinds.svg) hier")
    assert len(found.all("svg")) == 1
    assert found.text("header/p").split() == ["tweede", "zie", "soorten", "hier"]
    both = page("![a](hours.svg)\n![b](kinds.svg) ![c](trend.svg)")
    assert len(both.all("figure")) == 3


def test_tables_have_a_caption_heads_and_numbers_on_the_right() -> None:
    assert """<table class="short">
<caption>Zaken naar <em>soort</em></caption>
<thead>
<tr>
<th scope="col">soort</th>
<th class="number" scope="col">aantal</th>
</tr>
</thead>
<tbody>
<tr>
<th scope="row">pesten</th>
<td class="number">14</td>
</tr>
""" in body(REPORT)
    assert "Zaken naar" not in page(REPORT).text("p")


def test_a_caption_may_stand_right_above_its_table() -> None:
    found = page("**Zaken**\n| a | b |\n|:-:|---|\n| c | d |")
    assert found.text("header/table/caption") == "Zaken"
    assert found.all("th")[0] == {"scope": "col", "class": "middle"}


def test_bold_without_a_table_after_it_leads_what_follows() -> None:
    found = page(
        "# V\n\n## 1\n\n**Aanbeveling 1**\n\nDoe iets.\n\n- **een**\n\n## **Twee**\n\n**Slot**"
    )
    assert [one for tag, one in found.elements if tag == "p"] == [
        {"class": "lead"},
        {},
        {"class": "lead"},
    ]
    assert found.text("p") == "Aanbeveling 1\nDoe iets.\nSlot"
    assert found.text("ul/li/strong") == "een"
    assert found.text("h2/strong") == "Twee"


def test_a_long_table_may_be_cut_and_a_short_one_not() -> None:
    def rows(count: int) -> str:
        return "| a | b |\n|---|---:|\n" + "| r | 1 |\n" * count

    assert page(rows(14)).all("table") == [{"class": "short"}]
    assert page(rows(15)).all("table") == [{}]


@pytest.mark.parametrize("prompt", ["Schrijf hier:", "Write here:"])
def test_what_is_not_written_yet_stands_out(prompt: str) -> None:
    found = page(f"> {prompt} wat er speelt.\n\n> Een citaat.")
    assert found.all("blockquote") == [{"class": "unwritten"}, {}]
    assert f"{prompt} wat er speelt." in found.read


def test_headings_leave_no_level_out_and_the_first_is_alone() -> None:
    found = page("## Begin\n\n#### Diep\n\n# Weer\n\n### Onder\n\n# Slot")
    levels = [tag for tag, _ in found.elements if re.fullmatch("h[1-6]", tag)]
    assert levels == ["h1", "h2", "h2", "h3", "h2"]


def test_what_stands_before_the_first_section_is_the_header() -> None:
    found = page(REPORT)
    assert found.text("header/h1") == "Verslag"
    assert found.text("header/p/strong") == "Periode:"
    assert found.text("h2") == "1. Cijfers\n2. Bevindingen"


def test_on_paper_it_is_a4_black_on_white_and_numbered() -> None:
    style = document(REPORT, "Verslag 2024", "nl", {}).split("<style>")[1].split("</style>")[0]
    assert "size: 210mm 297mm" in style
    assert 'counter(page) " / " counter(pages)' in style
    assert r'"Verslag\20 2024"' in style
    for colour in re.findall(r"#([0-9a-f]{3,6})\b", style.split("@page")[1]):
        assert len(set(colour)) == 1
