"""Who can open the keys, and how easily: the counsellor's identity, and the recipients."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from vp.errors import VpError
from vp.locale import N_
from vp.store import age, files, key_names, recipients, resealing, session
from vp.store.dossier import Dossier
from vp.store.inspection import Finding, lost

SEALED_OTHERWISE = "sealed_otherwise"
"""The finding that `reseal` puts right."""
_STANZA = re.compile(rb"^-> X25519 ", re.MULTILINE)
_LIMIT = 64 * 1024


def inspect(dossier: Dossier, home: Path) -> Iterator[Finding]:
    """What makes it too easy to open the keys, or too hard."""
    yield from _identity(home)
    try:
        everyone = recipients.read(dossier.private)
    except VpError as error:
        yield lost("recipients", error, dossier)
        return
    if len(everyone) < 2:
        yield Finding(
            key="no_recovery",
            sentence=N_("nobody but you can open the keys: there is no recovery key"),
            repair=N_(
                "vp key recovery makes one on paper; if identity and passphrase cannot get lost:"
                " vp check --accept no_recovery"
            ),
        )
    if names := _sealed_otherwise(dossier):
        yield Finding(
            key=SEALED_OTHERWISE,
            sentence=N_("these open for other people than vp key list says: {cases}"),
            fields={"cases": ", ".join(names)},
            repair=N_("if the list is right, vp check --repair seals them for who is on it"),
        )


def reseal(dossier: Dossier) -> bool:
    """Whether every key is sealed for the recipients there are, and for nobody else."""
    with dossier.writing():
        dossier.resume()
        resealing.finish(dossier.private, dossier.cabinet.unlock())
        return not _sealed_otherwise(dossier)


def _identity(home: Path) -> Iterator[Finding]:
    """An identity that is easy to open for who has the disk."""
    found = files.names(home)
    if session.OPENER in found:
        with suppress(VpError):
            if files.read(home / session.OPENER, limit=_LIMIT).startswith(b"ssh: "):
                yield Finding(
                    key="ssh_key",
                    sentence=N_("your SSH key opens everything, and has no passphrase of its own"),
                    repair=N_(
                        "keep it on an encrypted disk or in a hardware key; if that is so: vp check"
                        " --accept ssh_key"
                    ),
                )
    elif session.SEALED in found:
        with suppress(VpError):
            factor = age.work_factor(files.read(home / session.SEALED, limit=_LIMIT))
            if factor is not None and factor < age.WORK_FACTOR:
                yield Finding(
                    key="weak_passphrase",
                    sentence=N_("your passphrase is protected too lightly against guessing"),
                    repair=N_("vp key rotate makes a new identity, and protects it well"),
                )
    elif session.PLAIN in found:
        yield Finding(
            key="no_passphrase",
            sentence=N_("your identity is not behind a passphrase: who has the disk has the keys"),
            repair=N_(
                "vp key rotate --passphrase makes a new one that is; if you choose it so: vp check"
                " --accept no_passphrase"
            ),
        )


def _sealed_otherwise(dossier: Dossier) -> list[str]:
    """What has a key that is sealed for more or fewer people than there are."""
    number = len(recipients.read(dossier.private))
    keys = dossier.cabinet.folder
    found = set()
    for entry in filter(key_names.opens, files.names(keys)):
        with suppress(VpError):
            if _addressees(files.read(keys / entry)) not in (0, number):
                found.add(key_names.opens(entry))
    return sorted(found)


def _addressees(sealed: bytes) -> int:
    """For how many native recipients it is sealed; 0 for what is not sealed at all."""
    head, end, _payload = sealed.partition(b"\n---")
    return len(_STANZA.findall(head)) if end and sealed.startswith(age.HEADER) else 0
