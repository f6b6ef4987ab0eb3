"""What `vp check` found, as paragraphs; cases with the same points stand together."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from vp.locale import _
from vp.render.plain import beside, paragraph, typed

Point = Mapping[str, str]
"""A finding in the language in use: its `case`, if any, what it `says`, and its `repair`."""
_ANY = "\0"


def points(found: Sequence[Point]) -> Iterator[str]:
    """The findings in their order; those of a case under its id, what repairs several once."""
    alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for case, those in groupby(found, lambda one: one["case"]):
        told = tuple((_of_any(one["says"], case), _of_any(one["repair"], case)) for one in those)
        alike.setdefault(told, []).append(case)
    for told, cases in alike.items():
        called = cases[0] if len(cases) == 1 else _("CASE")
        if called:
            yield paragraph(f"{', '.join(cases)}:")
        for (says, repair), following in zip(told, [*told[1:], ("", "")], strict=True):
            yield beside("- ", says.replace(_ANY, called), 2)
            if repair != following[1]:
                yield paragraph(typed(repair.replace(_ANY, called)), "    ")


def _of_any(text: str, case: str) -> str:
    return text.replace(case, _ANY) if case else text
