"""The counsellor's identity: made once, opened once a command, never kept."""

from collections.abc import Callable
from pathlib import Path

from vp.errors import NotReadable, NotThere
from vp.locale import N_
from vp.store import files
from vp.store.age import (
    Identity,
    identities,
    seal_with_passphrase,
    unseal_with_passphrase,
)

SEALED = "identity.age"
PLAIN = "identity.txt"


def unlock(home: Path, ask: Callable[[], str]) -> Identity:
    """The counsellor's identity; `ask` is called for the passphrase when the file has one."""
    found = files.names(home)
    if SEALED in found:
        sealed = files.read(home / SEALED, limit=64 * 1024)
        data = unseal_with_passphrase(sealed, ask(), SEALED)
        name = SEALED
    elif PLAIN in found:
        data, name = files.read(home / PLAIN, limit=64 * 1024), PLAIN
    else:
        raise NotThere(
            N_("there is no identity in {home}"),
            N_("make one with vp init, or set VP_HOME to the place where it is"),
            home=home,
        )
    keys = identities(data.decode("utf-8", "replace"))
    if len(keys) != 1:
        raise NotReadable(
            N_("{name} does not hold one identity"),
            N_("put back a copy from your backup"),
            name=name,
        )
    return keys[0]


def has_identity(home: Path) -> bool:
    """Whether the counsellor has an identity here already."""
    return bool({SEALED, PLAIN} & set(files.names(home)))


def keep(home: Path, identity: Identity, passphrase: str | None) -> None:
    """The identity is in home: behind the passphrase, or in a plain native identity file."""
    text = f"# public key: {identity.recipient}\n{identity.secret()}\n".encode()
    files.make_folder(home)
    if passphrase is None:
        files.create(home / PLAIN, text)
    else:
        files.create(home / SEALED, seal_with_passphrase(text, passphrase))
