"""Which case is meant, asked of whoever sits there when the command line names none."""

from typing import TYPE_CHECKING

from vp.cli import ask
from vp.errors import NotThere, Usage
from vp.locale import N_, _
from vp.render.plain import table

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.domain.summary import Summary

SHOWN = 9
"""How many cases are listed; every other can be typed."""


def case(context: "Context") -> str:
    """The id of the case that was chosen. Raises Usage where nobody can be asked, and NotThere."""
    if not context.is_interactive:
        raise Usage(N_("{option} is needed here"), N_("see --help"), option="CASE")
    known = sorted(context.overview().summaries, key=_place, reverse=True)
    if not known:
        raise NotThere(N_("there is no case yet"), N_("begin one: vp intake"))
    rows = [(f"{number:>4}", one.id, one.alias) for number, one in enumerate(known[:SHOWN], 1)]
    context.tell(table(rows))
    if (more := len(known) - SHOWN) > 0:
        context.tell(_("     and {n} more: type the alias; Tab completes it").format(n=more))
    aliases = {one.id: one.alias for one in known}

    def parse(answer: str) -> str:
        if answer.strip().isdecimal() and 1 <= int(answer) <= min(SHOWN, len(known)):
            return known[int(answer) - 1].id
        asked = answer.strip().casefold()
        begun = [id_ for id_, alias in aliases.items() if asked and alias.startswith(asked)]
        return begun[0] if len(begun) == 1 else context.dossier.find(asked, lambda: aliases)

    return ask.until(context, _("Which case"), "", parse, list(aliases.values()))


def _place(one: "Summary") -> tuple[bool, object, str]:
    """Those that run first, and of these the one that was written in last."""
    return one.is_open, one.last, one.id
