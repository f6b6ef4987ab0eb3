"""What lists, agenda and report ask of all cases at once: their summaries."""

from collections.abc import Callable
from typing import NamedTuple

from vp.domain.summary import Summary, summarise
from vp.errors import VpError
from vp.store.dossier import Dossier


class Overview(NamedTuple):
    """The summaries of all cases, and the errors of those that could not be read."""

    summaries: list[Summary]
    unreadable: dict[str, VpError]


def overview(
    dossier: Dossier, tag_key: str, step: Callable[[int, int], None] = lambda _done, _all: None
) -> Overview:
    """Every case opened once; `step` hears how many of how many are done."""
    found: list[Summary] = []
    unreadable: dict[str, VpError] = {}
    ids = dossier.ids()
    if ids:
        dossier.cabinet.unlock()  # a wrong passphrase damages no case, and is not asked for each
    for number, name in enumerate(ids, start=1):
        try:
            found.append(summarise(dossier.load(name), tag_key))
        except VpError as error:
            unreadable[name] = error
        step(number, len(ids))
    return Overview(found, unreadable)
