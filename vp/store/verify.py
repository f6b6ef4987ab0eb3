"""Whether any version of what was destroyed opens with any key that is held: it must not."""

from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from vp.domain.case import Case
from vp.errors import VpError
from vp.store import codec, files, git, key_names, mirror, redaction, upkeep
from vp.store.age import Identity, unseal
from vp.store.dossier import Dossier


class Verified(NamedTuple):
    """How many versions were tried, and of which cases one opened that must not."""

    tried: int
    opened: list[str]


def verify(dossier: Dossier, identity: Identity, step: Callable[[int, int], None]) -> Verified:
    """Every sealed version in git that nothing may open is tried with every key held.

    Versions of destroyed cases, and of a case that got a new key those from before it. Versions
    of other living cases are left alone: whether they open is nobody's loss.
    """
    gone, _pending = dossier.recorded()
    keys = [identity, *dossier.cabinet.keys(), *_mirrored(dossier)]
    own = _own_keys(dossier)
    alone = {f"cases/{name}.age" for name in dossier.ids() if name not in own}
    tried, opened = 0, []
    if not git.is_begun(dossier.folder):
        return Verified(0, [])
    for version in git.versions(dossier.folder):
        if version.path in alone or _is_paper(version.path):
            continue
        name = _opens(version.data, keys)
        rightly = name in own and _opens(version.data, own[name])
        if not rightly and (not name or name in gone or name in own):
            tried += 1
            opened += [name] if name else []
        step(tried, tried)
    return Verified(tried, opened)


def _mirrored(dossier: Dossier) -> list[Identity]:
    """Every key in the mirrors that are in reach."""
    held = []
    for one in upkeep.read(dossier.private).mirrors:
        place = one.folder / mirror.KEYS
        for entry in filter(key_names.opens, files.names(place)):
            with suppress(VpError):
                held.append(dossier.cabinet.key(files.read(place / entry), key_names.opens(entry)))
    return held


def _own_keys(dossier: Dossier) -> dict[str, list[Identity]]:
    """Of each living case that got a new key: the keys that open it as it is now."""
    redacted = set(redaction.recorded(dossier.register_path)[0].values())
    own = {}
    for name in redacted.intersection(dossier.ids()):
        held = dossier.cabinet.keys(name)
        with suppress(VpError):
            sealed = files.read(dossier.path_of(name))
            held = [key for key in held if _opens(sealed, [key])]
        own[name] = held
    return own


def _opens(sealed: bytes, keys: list[Identity]) -> str:
    """The id of the case these bytes hold, or an empty string when no key opens them."""
    try:
        return codec.load(unseal(sealed, keys, "version"), Case, "version").id
    except VpError:
        return ""


def _is_paper(path: str) -> bool:
    return path == "profile.age" or path.startswith("journal/")
