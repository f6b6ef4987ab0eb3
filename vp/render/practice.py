"""The self-check on the screen: calm, each figure with the cases behind what is missing."""

from collections.abc import Iterable

from vp.domain.practice import Answer
from vp.locale import _, ngettext
from vp.render.plain import beside, paragraph

COLUMN = 14
PEER_REVIEW = "peer_review"


def self_check_view(answers: Iterable[Answer]) -> str:
    """A line for each question: the figure, the question, and under it the cases without a yes."""
    lines = []
    for answer in answers:
        lines.append(beside(f"  {_figure(answer)}", _(answer.question), COLUMN))
        if answer.no:
            lines.append(paragraph(", ".join(answer.no), " " * COLUMN))
    return "\n".join(lines)


def _figure(answer: Answer) -> str:
    if answer.key == PEER_REVIEW:
        number = len(answer.yes)
        return ngettext("{n} time", "{n} times", number).format(n=number)
    if not answer.asked:
        return "-"
    return _("{yes} of {all}").format(yes=len(answer.yes), all=answer.asked)
