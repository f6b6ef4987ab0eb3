"""The least a program must do to keep a case: seal it and its key, and bring both to the disk."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

import pyrage

from vp.store.codec import pad


def keep_all(folder: Path, documents: Iterable[bytes], recipient: str) -> int:
    """Each document and its key lie sealed in the folder, durably; returns how many."""
    public = pyrage.x25519.Recipient.from_str(recipient)
    for name in ("keys", "cases"):
        (folder / name).mkdir(parents=True)
    number = 0
    for number, document in enumerate(documents, start=1):
        key = pyrage.x25519.Identity.generate()
        _write(folder / "keys" / f"{number}.age", pyrage.encrypt(str(key).encode(), [public]))
        _write(folder / "cases" / f"{number}.age", pyrage.encrypt(pad(document), [key.to_public()]))
    return number


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{secrets.token_hex(8)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.write(handle, data)
    os.fsync(handle)
    os.close(handle)
    temporary.rename(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(folder)
    os.close(folder)
