"""A report in the form that tests read: tables with one blank beside each line."""

import re

from vp.domain.published import Published
from vp.render.markdown import report


def plain(text: str) -> str:
    """The text with its tables as they are without columns under each other."""
    return re.sub(r"(?<=\|) +| +(?=\|)", " ", text)


def told(published: Published, language: str = "nl", number: int = 0) -> str:
    """The report, or only its section of this number, with tables as in `plain`."""
    text = report(published, language)
    if number:
        text = text.split(f"\n## {number}. ")[1].split("\n## ")[0]
    return plain(text)
