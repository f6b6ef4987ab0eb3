"""Before a report goes out: what its reader will be able to see in it, and what he will not."""

import re

from vp.domain.published import Published, PublishedTable
from vp.locale import _, ngettext
from vp.render.plain import paragraph

_DIGITS = re.compile(r"\d")


def told(published: Published) -> list[str]:
    """The paragraphs that say it, each fit for a terminal."""
    return [
        paragraph(text)
        for text in (_sees(published), *_works_out(published), *_not(published), *_prose(published))
    ]


def _sees(published: Published) -> str:
    audit = published.audit
    if published.band:
        return _(
            "The reader sees that there were {low} to {high} new cases, and no breakdown: there "
            "were fewer than {number} reporters."
        ).format(low=published.band[0], high=published.band[1], number=2 * published.threshold)
    left_out = sum(bool(table.left_out) for table in published.tables.values())
    left_out += sum(bool(grid.left_out) for grid in published.grids.values())
    return _(
        "The reader sees {shown} numbers; {hidden} are hidden, and {tables} tables are left out. "
        "Behind every number of people that is shown stand at least {threshold} reporters."
    ).format(shown=audit.shown, hidden=audit.hidden, tables=left_out, threshold=published.threshold)


def _works_out(published: Published) -> list[str]:
    """What follows from what is shown, and may be known."""
    sums = [table for table in published.tables.values() if table.rest is not None]
    if not sums:
        return []
    most = max(sums, key=lambda table: (_hidden(table), table.key))
    return [
        _(
            "He can work out what hidden numbers are together: in {number} tables, for instance "
            "{rest} in one with {rows} hidden rows."
        ).format(number=len(sums), rest=most.rest, rows=_hidden(most))
    ]


def _not(published: Published) -> list[str]:
    audit = published.audit
    guess = _(
        "He may guess that a hidden number is small. He cannot tell whether there was a report "
        "at all."
    )
    if audit.narrowest is None:
        return [guess] if audit.hidden else []
    low, high = audit.narrowest
    found = [
        _(
            "No hidden number can be worked out: each can still have at least {values} values "
            "(the narrowest lies between {low} and {high})."
        ).format(values=high - low + 1, low=low, high=high)
    ]
    if audit.earlier_reports:
        found.append(
            _("The {number} numbers of earlier reports were reckoned with.").format(
                number=audit.earlier_shown
            )
        )
    return [" ".join(found), guess]


def _prose(published: Published) -> list[str]:
    texts = published.texts
    own = [*texts.findings, *texts.recommendations, *(one.state for one in texts.earlier)]
    with_numbers = sum(bool(_DIGITS.search(text)) for text in own)
    if not with_numbers:
        return []
    return [
        ngettext(
            "Mind: there are numbers in {number} text of your own. Nobody checked them.",
            "Mind: there are numbers in {number} texts of your own. Nobody checked them.",
            with_numbers,
        ).format(number=with_numbers)
    ]


def _hidden(table: PublishedTable) -> int:
    return sum(row.value is None and not row.impossible for row in table.rows)
