"""Sealing and opening, in memory; the only module that imports pyrage.

pyrage's `*_file` and `*_io` functions are banned: they report success on a full disk and leave
partial plaintext behind. Its messages change and cross categories, so only classes are used.
"""

import base64
import re
from typing import NoReturn

import pyrage

from vp.errors import NotReadable, NotWritten, Usage
from vp.locale import N_

HEADER = b"age-encryption.org/v1"
"""How a sealed file begins; one that is overwritten does not."""
WORK_FACTOR = 18
"""The least scrypt work factor (2^18) of a passphrase file; pyrage calibrates by the clock."""
WORK_FACTOR_LIMIT = 20
"""The most that is tried: beyond it a file is refused before it can stall the machine."""
_TRIES = 10
_SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]+")
_PLUGIN = re.compile(r"^AGE-PLUGIN-[0-9A-Z+._-]+1[0-9A-Z]+$", re.MULTILINE)
_SSH = re.compile(r"^-----BEGIN (?:OPENSSH|RSA) PRIVATE KEY-----$", re.MULTILINE)
_Opener = pyrage.plugin.IdentityPluginV1 | pyrage.ssh.Identity
_Sealer = pyrage.plugin.RecipientPluginV1 | pyrage.ssh.Recipient
_SCRYPT = re.compile(rb"-> scrypt \S+ ([0-9]{1,3})\n")


class Identity:
    """A native age identity; it shows itself nowhere and cannot be pickled.

    While one identity is being replaced by another, it opens what either of them opens.
    """

    __slots__ = ("_identity", "_other")

    def __init__(self, secret: str, other: "Identity | None" = None) -> None:
        self._other = other
        try:
            self._identity = pyrage.x25519.Identity.from_str(secret)
        except pyrage.IdentityError:
            raise NotReadable(
                N_("the identity is not a native age identity"),
                N_("it is a line that begins with AGE-SECRET-KEY-1"),
            ) from None

    @property
    def recipient(self) -> str:
        """The public key that belongs to it."""
        return str(self._identity.to_public())

    @property
    def recipients(self) -> list[str]:
        """The public keys for which it opens what was sealed."""
        return [self.recipient, *(self._other.recipients if self._other else [])]

    def opening(self) -> list[pyrage.x25519.Identity]:
        """The identities it stands for, for `unseal` alone."""
        return [self._identity, *(self._other.opening() if self._other else [])]

    def secret(self) -> str:
        """The secret key itself, for sealing it into a file; never for showing."""
        return str(self._identity)

    def __repr__(self) -> str:
        return "<Identity>"

    __str__ = __repr__

    def __reduce__(self) -> NoReturn:
        raise TypeError("an identity is never pickled")


def new_identity() -> Identity:
    """A fresh identity that exists nowhere else."""
    return Identity(str(pyrage.x25519.Identity.generate()))


def identities(text: str) -> list[Identity]:
    """The native identities in an identity file: comments and blank lines are passed over.

    One that was typed from paper may be in lower case.
    """
    lines = (line.strip().upper() for line in text.splitlines())
    return [Identity(line) for line in lines if _SECRET.fullmatch(line)]


def is_recipient(text: str) -> bool:
    """Whether the text is a native age recipient."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def seal(data: bytes, recipients: list[str]) -> bytes:
    """The data, readable by these recipients only. Raises Usage for what is no recipient."""
    try:
        public = [pyrage.x25519.Recipient.from_str(line) for line in recipients]
    except pyrage.RecipientError:
        raise Usage(
            N_("that is not an age recipient"), N_("it is a line that begins with age1")
        ) from None
    return bytes(pyrage.encrypt(data, public))


def seal_for(key: Identity, data: bytes) -> bytes:
    """The data, sealed for this key, which was seen to open it. Raises NotWritten."""
    sealed = seal(data, [key.recipient])
    if unseal(sealed, [key], "copy") != data:
        raise NotWritten(
            N_("what was sealed does not open again; nothing was saved"),
            N_("look at the machine and its memory, then try again"),
        )
    return sealed


def unseal(sealed: bytes, opening: list[Identity], name: str) -> bytes:
    """The data. Raises NotReadable, naming the file, when it is damaged or not for these."""
    try:
        known = [own for one in opening for own in one.opening()]
        return bytes(pyrage.decrypt(sealed, known))
    except pyrage.DecryptError:
        raise NotReadable(
            N_("{name} cannot be opened: it is damaged, or sealed for another key"),
            N_("put back a copy from your backup; vp check looks at all files"),
            name=name,
        ) from None


class Token:
    """An SSH key, or the identity of a plugin (a hardware key): it opens `identity.age` alone.

    Sealing each case key to it would ask a touch for every case.
    """

    def __init__(self, text: str, public: str, answers: "pyrage.plugin.Callbacks") -> None:
        """Raises NotReadable for what is neither, or an SSH key behind a passphrase of its own."""
        plugin = _PLUGIN.search(text)
        try:
            if plugin:
                known = [pyrage.plugin.Identity.from_str(plugin[0])]
                name = known[0].plugin()
                self._identity: _Opener = pyrage.plugin.IdentityPluginV1(name, known, answers)
                self._recipient: _Sealer = pyrage.plugin.RecipientPluginV1(name, [], known, answers)
            else:
                self._identity = pyrage.ssh.Identity.from_buffer(text.encode())
                self._recipient = pyrage.ssh.Recipient.from_str(public.strip())
        except (
            pyrage.IdentityError,
            pyrage.RecipientError,
            pyrage.DecryptError,
            pyrage.EncryptError,
        ):
            raise NotReadable(
                N_("the identity is not a native one, of a plugin that is here, or an SSH key"),
                N_(
                    "install the plugin; an SSH key needs its .pub beside it, is of the kind"
                    " ed25519 or rsa, and has no passphrase of its own"
                ),
            ) from None

    def seal(self, data: bytes) -> bytes:
        """The data, readable by whoever has the key. Raises NotWritten."""
        try:
            return bytes(pyrage.encrypt(data, [self._recipient]))
        except pyrage.EncryptError:
            raise NotWritten(
                N_("the hardware key or its plugin refused; nothing was saved"),
                N_("connect it and try again"),
            ) from None

    def unseal(self, sealed: bytes, name: str) -> bytes:
        """The data. Raises NotReadable when the key is not there, or another one."""
        try:
            return bytes(pyrage.decrypt(sealed, [self._identity]))
        except pyrage.DecryptError:
            raise NotReadable(
                N_("your SSH or hardware key does not open {name}"),
                N_("connect the key it was made with, and touch it when it asks"),
                name=name,
            ) from None


def is_token(text: str) -> bool:
    """Whether an identity file holds a plugin's identity or a private SSH key."""
    return bool(_PLUGIN.search(text) or _SSH.search(text))


def seal_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """The data behind a passphrase, with a work factor of at least WORK_FACTOR.

    Armored, so that the file can be printed. A busy machine calibrates too low a factor:
    it is read back and written again, and refused with NotWritten when it stays low.
    """
    for _attempt in range(_TRIES):
        sealed = bytes(pyrage.passphrase.encrypt(data, passphrase, armored=True))
        if (work_factor(sealed) or 0) >= WORK_FACTOR:
            return sealed
    raise NotWritten(
        N_("the machine is too busy to protect the passphrase well enough"),
        N_("close other programs and try again"),
    )


def unseal_with_passphrase(sealed: bytes, passphrase: str, name: str) -> bytes:
    """The data. Raises NotReadable: too heavy a work factor before trying, else a wrong phrase."""
    factor = work_factor(sealed)
    if factor is None or factor > WORK_FACTOR_LIMIT:
        raise NotReadable(
            N_("{name} is not a passphrase file of vp"),
            N_("put back a copy from your backup"),
            name=name,
        )
    try:
        return bytes(pyrage.passphrase.decrypt(sealed, passphrase))
    except pyrage.DecryptError as error:
        # The one place where a text is looked at: under load pyrage refuses before it tries.
        if "work" in str(error).lower():
            raise NotReadable(
                N_("the machine is too busy to open {name} now"),
                N_("close other programs and try again; your passphrase may be right"),
                name=name,
            ) from None
        raise NotReadable(
            N_("that is not the right passphrase"),
            N_("the words are lower case with a space between them"),
        ) from None


def work_factor(sealed: bytes) -> int | None:
    """The scrypt work factor in the header (2^n), or None when it is no passphrase file."""
    head = sealed[:4096]
    if head.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----"):
        body = b"".join(head.splitlines()[1:-1])
        try:
            head = base64.b64decode(body[: len(body) // 4 * 4])
        except ValueError:
            return None
    found = _SCRYPT.search(head)
    return int(found[1]) if found else None
