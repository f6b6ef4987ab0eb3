"""How many readable copies there are of a closed case, kept where the certificate finds it.

The unattended purge opens no case, so the number stands in the journal of the year of closing
before the case can expire.
"""

from typing import TYPE_CHECKING

from vp.domain.case import Case, closing
from vp.domain.letters import copies

if TYPE_CHECKING:
    from vp.cli.context import Context


def keep_count(context: "Context", case: Case) -> int:
    """The number of copies of a closed case is in its journal; returns it, 0 while it runs."""
    import msgspec

    from vp.domain.activity import Journal
    from vp.store.papers import update_journal

    ended, number = closing(case), copies(case)
    if ended is None or not number:
        return 0

    def change(journal: Journal) -> Journal:
        return msgspec.structs.replace(journal, copies={**journal.copies, case.id: number})

    update_journal(context.dossier, ended.on.year, change)
    return number


def counted(context: "Context") -> dict[str, int]:
    """The number of copies of each case that was closed with some; the latest closing counts."""
    from vp.store.papers import load_journal, years

    return {
        case: number
        for year in years(context.dossier)
        for case, number in load_journal(context.dossier, year).copies.items()
    }
