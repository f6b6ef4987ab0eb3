"""Unfinished work, sealed: what was typed before Ctrl-C, a closed terminal or a failed save.

A draft lies in home, sealed to the counsellor's own recipients, and is destroyed as soon as
what it holds is saved. Writing one needs no passphrase; reading it does. It has a lock of its own,
so that a text can be kept while another vp holds the dossier.
"""

from pathlib import Path

from vp.errors import NotThere
from vp.store import files
from vp.store.age import HEADER, Identity, seal, unseal
from vp.store.codec import pad
from vp.store.dossier import Dossier
from vp.store.lock import lock

INTAKE = "intake"


def save(dossier: Dossier, name: str, text: bytes) -> None:
    """The draft holds the text and nothing older."""
    files.make_folder(dossier.drafts)
    sealed = seal(pad(text), dossier.cabinet.recipients())
    with lock(dossier.drafts / "lock"):
        files.replace(_path(dossier, name), sealed)


def load(dossier: Dossier, name: str, identity: Identity) -> bytes | None:
    """What the draft holds, or None where there is none.

    One that is not sealed any more was being destroyed when that was cut off: it goes now.
    """
    try:
        sealed = files.read(_path(dossier, name))
    except NotThere:
        return None
    if not sealed.startswith(HEADER):
        drop(dossier, name)
        return None
    return unseal(sealed, [identity], f"drafts/{name}").rstrip(b"\n")


def exists(dossier: Dossier, name: str) -> bool:
    """Whether there is a draft of this name."""
    return f"{name}.age" in files.names(dossier.drafts)


def drop(dossier: Dossier, name: str) -> None:
    """The draft is gone."""
    files.destroy(_path(dossier, name))


def _path(dossier: Dossier, name: str) -> Path:
    return dossier.drafts / f"{name}.age"
