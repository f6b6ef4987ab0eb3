"""A key that is not the one in use: a person put an old copy of the cabinet over it.

vp itself never puts an older key in the place of a newer one. Where a person did, the key in use is
gone here, and is left only in a mirror that has it. Of what lies there instead there are two kinds:

1. a key that was replaced: the record knows its digest, and it is destroyed, since it opens what
was taken out of the file; the file opens no more, and whoever opens it is told where its key is;
2. a key as it was before the keys were sealed anew (`vp.store.sealings`), which opens with no
identity that is left: it stays until `vp key restore` puts the one in use in its place.

One that lies beside the key in use, under the name it had before, is passed over, and goes when the
key is next put right.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from vp.errors import NotAllowed, NotReadable, NotThere, VpError
from vp.locale import N_
from vp.store import files, key_names, mirror, redaction, sealings, upkeep
from vp.store.upkeep import Mirror

if TYPE_CHECKING:
    from vp.store.cabinet import Cabinet
    from vp.store.dossier import Dossier

_OLDER = N_("{name} is an old copy, from before the keys were sealed anew")
_WRONG = N_("{name} is not the key of the file as it is now")
_GONE = N_("there is no key for {name}: one from an old copy that is put over it is destroyed")
_NEAR = N_("a copy of the keys opens it: vp key restore {folders}")
_AWAY = N_("connect the disk of a copy of the keys and run vp key restore DIR: {folders}")
_NONE = N_("look for a copy of the keys, and run vp key restore DIR; nothing else opens it")


def explained(cabinet: "Cabinet", name: str, sealed: bytes, error: VpError) -> VpError:
    """The error with which the file of this name did not open, and where its key may be.

    `sealed` is the file as it is stored. An error about anything but file and key stays as it is.
    """
    if error.fields.get("name") not in (name, f"keys/{name}"):
        return error  # a wrong passphrase, for example
    near = [str(one.folder) for one in _near(cabinet) if _opens(cabinet, one, name, sealed)][:1]
    if not near and cabinet.has(name) and error.fields["name"] == name:
        return error  # the key is one that opens: it may be the file that is damaged
    known = [str(one.folder) for one in upkeep.read(cabinet.private).mirrors]
    if older(cabinet, name):
        sentence, what = _OLDER, f"keys/{name}"
    elif not cabinet.has(name) and name in _replaced(cabinet):
        sentence, what = _GONE, name
    elif near and cabinet.has(name) and error.fields["name"] == name:
        sentence, what = _WRONG, f"keys/{name}"
    elif near or known:
        sentence, what = error.sentence, str(error.fields["name"])
    else:
        return error
    hint = _NEAR if near else _AWAY if known else _NONE
    return type(error)(sentence, hint, name=what, folders=", ".join(near or known))


def older(cabinet: "Cabinet", name: str) -> str:
    """The file name of a key that lies here as it was before it was sealed anew, and opens not."""
    former = sealings.read(cabinet.private).get(name, [])
    for entry in filter(key_names.is_settled, cabinet.entries(name) if former else ()):
        with suppress(NotThere):
            wrapped = files.read(cabinet.folder / entry)
            if key_names.digest(wrapped) in former and not _is_key(cabinet, wrapped, name):
                return entry
    return ""


def beside(
    cabinet: "Cabinet", name: str, stray: str, sealed: bytes, error: NotReadable
) -> tuple[str, bytes]:
    """The file name of another key than `stray` that opens these bytes, and what is in them.

    Raises the error where there is none.
    """
    for entry in filter(key_names.is_settled, cabinet.entries(name)):
        if entry != stray:
            with suppress(NotThere, NotReadable):
                return entry, cabinet.unseal_with(entry, sealed)
    raise error


def require_none(dossier: "Dossier") -> None:
    """Nothing, when no file has its key in a mirror in reach alone; else NotAllowed.

    A rotation seals anew what is here: what opens what is there is destroyed with the old identity.
    """
    cabinet, near = dossier.cabinet, [*_near(dossier.cabinet)]
    found = []
    for name in sorted({name for one in near for name in map(key_names.opens, _entries(one))}):
        with suppress(NotThere, NotReadable):
            sealed = files.read(dossier.path_of(name))
            try:
                cabinet.unseal(name, sealed)
            except (NotThere, NotReadable):
                found += [name] * any(_opens(cabinet, one, name, sealed) for one in near)
    if found:
        raise NotAllowed(
            N_("only a copy of the keys still opens these, and it would not any more: {cases}"),
            N_("put their keys back first: vp key restore {folder}"),
            cases=", ".join(found),
            folder=near[0].folder,
        )


def _replaced(cabinet: "Cabinet") -> Collection[str]:
    """The files whose key was once replaced."""
    return redaction.recorded(cabinet.private / mirror.RECORD)[0].values()


def _near(cabinet: "Cabinet") -> Iterator[Mirror]:
    for one in upkeep.read(cabinet.private).mirrors:
        if mirror.is_in_reach(one, cabinet.private.name):
            yield one


def _entries(one: Mirror) -> list[str]:
    with suppress(NotReadable):
        return [*filter(key_names.opens, files.names(one.folder / mirror.KEYS))]
    return []


def _opens(cabinet: "Cabinet", one: Mirror, name: str, sealed: bytes) -> bool:
    from vp.store import age

    for entry in _entries(one):
        if key_names.opens(entry) == name:
            with suppress(NotThere, NotReadable):
                key = cabinet.key(files.read(one.folder / mirror.KEYS / entry), name)
                return bool(age.unseal(sealed, [key], name))
    return False


def _is_key(cabinet: "Cabinet", wrapped: bytes, name: str) -> bool:
    with suppress(NotReadable):
        return bool(cabinet.key(wrapped, name))
    return False
