"""The day on the screen: short lines that read as well aloud; headings bold where wanted."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from vp.domain.agenda_items import Item
from vp.domain.day import SHOWN, Day
from vp.domain.days import WEEKDAYS
from vp.locale import _, label, language, ngettext
from vp.render.plain import paragraph, phrase, typed
from vp.render.templates import day as dated

_BOLD, _USUAL = "\x1b[1m", "\x1b[0m"
Heading = Callable[[str], str]


def day_view(day: Day, *, bold: bool) -> str:
    """The day in paragraphs of at most 80 columns; what there is nothing of is left out."""

    def heading(text: str) -> str:
        return f"{_BOLD}{text}{_USUAL}" if bold else text

    parts = [_head(day)]
    parts += _part(
        heading(_("Needs attention")), [*map(_point, day.points), *_items(day, "watched")]
    )
    parts += _part(
        heading(_("Due")), [*_items(day, "due")] or [paragraph(_("Nothing is due."), "  ")]
    )
    parts += _part(heading(_("Lately")), [*_lately(day)])
    following = heading(_("Next"))
    parts += [f"{following}: {typed(day.command)}\n" + _("All commands: vp --help")]
    return "\n\n".join(parts)


def first_view(*, bold: bool) -> str:
    """What to do where there is no dossier yet."""
    name = f"{_BOLD}vp{_USUAL}" if bold else "vp"
    steps = (
        _("Make a dossier: vp init"),
        _("Look around first, with invented cases: vp demo"),
        _("How things work: vp help"),
        _("All commands: vp --help"),
    )
    says = _("{name}: the file cabinet of the confidential counsellor. There is no dossier yet.")
    lines = "\n".join(paragraph(step, "  ") for step in steps)
    return f"{paragraph(says).format(name=name)}\n\n{lines}"


def _head(day: Day) -> str:
    weekday = WEEKDAYS[language()][day.today.weekday()]
    running = ngettext("{n} case runs", "{n} cases run", day.running).format(n=day.running)
    running = running if day.running else _("no case runs")
    said = f"{weekday} {dated(day.today, language())}: {running}."
    return f"{said[0].upper()}{said[1:]}"


def _part(heading: str, lines: list[str]) -> list[str]:
    return ["\n".join([heading, *lines])] if lines else []


def _point(point: Any) -> str:
    said = phrase(point.sentence, point.fields)
    return _with_command(f"{said[0].upper()}{said[1:]}", point.command)


def _items(day: Day, name: str) -> Iterator[str]:
    items: tuple[Item, ...] = getattr(day, name)
    for item in items[:SHOWN]:
        whom = f", «{item.alias}» ({item.case})" if item.case else ""
        yield _with_command(f"{_due(item, day.today)}: {label(item.kind)}{whom}", item.command)
    if (more := len(items) - SHOWN) > 0:
        yield _with_command(_("and {n} more").format(n=more), "vp agenda")


def _lately(day: Day) -> Iterator[str]:
    for one in day.lately[:SHOWN]:
        yield paragraph(f"{_ago((day.today - one.on).days)}: «{one.alias}» ({one.case})", "  ")
    if (more := len(day.lately) - SHOWN) > 0:
        yield _with_command(_("and {n} more").format(n=more), "vp list")


def _with_command(said: str, command: str) -> str:
    return f"{paragraph(said, '  ')}\n{paragraph(typed(command), '      ')}"


def _due(item: Item, today: date) -> str:
    """When; a breach has no date of its own to be late for."""
    days = (item.on - today).days
    if item.kind.on_top:
        return _("since {day}").format(day=dated(item.on, language()))
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=-days)
    if days < 2:
        return _("tomorrow") if days else _("today")
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


def _ago(days: int) -> str:
    if days < 2:
        return _("yesterday") if days else _("today")
    return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
