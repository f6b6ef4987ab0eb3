"""Whether any version of a destroyed case opens with any key that is held: it must not."""

from collections.abc import Callable
from typing import NamedTuple

from vp.domain.case import Case
from vp.errors import VpError
from vp.store import codec, git
from vp.store.age import Identity, unseal
from vp.store.dossier import Dossier


class Verified(NamedTuple):
    """How many versions were tried, and which destroyed cases opened."""

    tried: int
    opened: list[str]


def verify(dossier: Dossier, identity: Identity, step: Callable[[int, int], None]) -> Verified:
    """Every sealed version in git that is of no living case is tried with every key held."""
    gone, _pending = dossier.recorded()
    keys = [identity, *dossier.cabinet.keys()]
    living = {f"cases/{name}.age" for name in dossier.ids()}
    tried, opened = 0, []
    if not git.is_begun(dossier.folder):
        return Verified(0, [])
    for version in git.versions(dossier.folder):
        if version.path in living or _is_paper(version.path):
            continue
        name = _opens(version.data, keys)
        if not name or name in gone:
            tried += 1
        if name in gone:
            opened.append(name)
        step(tried, tried)
    return Verified(tried, opened)


def _opens(sealed: bytes, keys: list[Identity]) -> str:
    """The id of the case these bytes hold, or an empty string when no key opens them."""
    try:
        return codec.load(unseal(sealed, keys, "version"), Case, "version").id
    except VpError:
        return ""


def _is_paper(path: str) -> bool:
    return path == "profile.age" or path.startswith("journal/")
