"""The counsellor's identity: made once, opened once a command, never kept.

`identity.age` is behind a passphrase, or behind an SSH or hardware key: then `opener.txt` says
which, by the path of the SSH key or by the plugin's identity, and neither is a secret.
`identity.txt` is a plain native identity.
"""

from collections.abc import Callable
from pathlib import Path

from vp.errors import NotReadable, NotThere
from vp.locale import N_
from vp.store import files, rotation
from vp.store.age import (
    Identity,
    Token,
    identities,
    is_token,
    seal_with_passphrase,
    unseal_with_passphrase,
)
from vp.store.lock import lock

SEALED = "identity.age"
PLAIN = "identity.txt"
OPENER = "opener.txt"
_SSH = "ssh: "
_LIMIT = 64 * 1024


class Answers:
    """What a plugin asks of whoever sits there: a touch is told, a PIN is asked."""

    def __init__(self, tell: Callable[[str], None], ask: Callable[[], str]) -> None:
        self._tell, self._ask = tell, ask

    def display_message(self, message: str) -> None:
        self._tell(message)

    def confirm(self, message: str, yes_string: str, no_string: str | None) -> bool | None:
        self._tell(message)
        return None

    def request_public_string(self, description: str) -> str | None:
        return None

    def request_passphrase(self, description: str) -> str | None:
        self._tell(description)
        return self._ask()


def unlock(
    home: Path, ask: Callable[[], str], tell: Callable[[str], None] = lambda _text: None
) -> Identity:
    """The counsellor's identity; `ask` is called for the passphrase when the file has one.

    `tell` hears what a hardware key wants. While a rotation is under way it is both identities.
    """
    found, name = files.names(home), place(home)
    data = files.read(home / name, limit=_LIMIT)
    if name.endswith(".age") and OPENER in found:
        data = opener(home, Answers(tell, ask)).unseal(data, SEALED)
    elif name.endswith(".age"):
        data = unseal_with_passphrase(data, ask(), SEALED)
    keys = identities(data.decode("utf-8", "replace"))
    if len(keys) != 1:
        raise NotReadable(
            N_("{name} does not hold one identity"),
            N_("put back a copy from your backup"),
            name=name,
        )
    return rotation.both(home, keys[0])


def place(home: Path) -> str:
    """The name of the file that the identity is in. Raises NotThere when there is none."""
    found = files.names(home)
    for name in (SEALED, PLAIN, *rotation.NEW):
        if name in found:
            return name
    raise NotThere(
        N_("there is no identity in {home}"),
        N_("make one with vp init, or set VP_HOME to the place where it is"),
        home=home,
    )


def asks(home: Path) -> bool:
    """Whether opening the identity takes a passphrase or a key that is touched. Raises NotThere."""
    return place(home).endswith(".age")


def has_identity(home: Path) -> bool:
    """Whether the counsellor has an identity here already."""
    return bool({SEALED, PLAIN} & set(files.names(home)))


def has_passphrase(home: Path) -> bool:
    """Whether the identity is behind a passphrase."""
    found = files.names(home)
    return SEALED in found and OPENER not in found


def keep(home: Path, identity: Identity, passphrase: str | None) -> None:
    """The identity is in home: behind the passphrase, or in a plain native identity file."""
    files.make_folder(home)
    with lock(home / rotation.LOCK):
        write(home, (SEALED, PLAIN), identity, passphrase)


def write(home: Path, names: tuple[str, str], identity: Identity, passphrase: str | None) -> None:
    """The identity is in home, in the first of these files when it is sealed, else the second.

    Where an opener is known the identity is sealed for that, whatever the passphrase.
    """
    text = f"# public key: {identity.recipient}\n{identity.secret()}\n".encode()
    if OPENER in files.names(home):
        token = opener(home, Answers(lambda _text: None, lambda: ""))
        files.create(home / names[0], token.seal(text))
    elif passphrase is None:
        files.create(home / names[1], text)
    else:
        files.create(home / names[0], seal_with_passphrase(text, passphrase))


def entrust(home: Path, identity: Identity, key: Path, text: str, answers: Answers) -> None:
    """The identity is in home, sealed for an SSH key or a plugin's identity, which is remembered.

    `text` is what the file `key` holds. An SSH key stays where it is.
    """
    files.make_folder(home)
    token = Token(text, _public(key), answers)
    sealed = token.seal(f"# public key: {identity.recipient}\n{identity.secret()}\n".encode())
    token.unseal(sealed, SEALED)
    plugin = "\n".join(line for line in text.splitlines() if line.startswith("AGE-PLUGIN-"))
    with lock(home / rotation.LOCK):
        files.replace(home / OPENER, f"{plugin or _SSH + str(key.absolute())}\n".encode())
        files.create(home / SEALED, sealed)


def opener(home: Path, answers: Answers) -> Token:
    """The SSH or hardware key that opens the identity. Raises NotThere or NotReadable."""
    text = files.read(home / OPENER, limit=_LIMIT).decode("utf-8", "replace").strip()
    if not text.startswith(_SSH):
        return Token(text, "", answers)
    key = Path(text.removeprefix(_SSH))
    held = files.read(key, limit=_LIMIT).decode("utf-8", "replace")
    if not is_token(held):
        raise NotReadable(
            N_("{name} does not hold one identity"),
            N_("put back a copy from your backup"),
            name=key.name,
        )
    return Token(held, _public(key), answers)


def _public(key: Path) -> str:
    """The public half that ssh-keygen puts beside a key; empty where it is not there."""
    try:
        text = files.read(key.with_name(f"{key.name}.pub"), limit=_LIMIT)
    except (NotThere, NotReadable):
        return ""
    return text.decode("utf-8", "replace")
