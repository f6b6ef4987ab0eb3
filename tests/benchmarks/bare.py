"""The least a program must do, written without vp: what the figures are measured against.

`keep` seals each document and its key and brings both to the disk, one after the other. `open`
and `parse` take a dossier as a program of their own, over all processors: the key of each case is
opened, then the case, and with `parse` its YAML is loaded by libyaml.

    python -m tests.benchmarks.bare open|parse HOME DOSSIER
"""

import multiprocessing
import os
import secrets
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pyrage
import yaml

PADDED = 16 * 1024
CHUNK = 50


def keep(folder: Path, documents: Iterable[bytes]) -> None:
    """Each document and its key lie sealed in the folder, durably."""
    public = pyrage.x25519.Identity.generate().to_public()
    for name in ("keys", "cases"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for document in documents:
        key = pyrage.x25519.Identity.generate()
        name = f"{secrets.token_hex(8)}.age"
        data = document.ljust(PADDED, b"\n")
        _write(folder / "keys" / name, pyrage.encrypt(str(key).encode(), [public]))
        _write(folder / "cases" / name, pyrage.encrypt(data, [key.to_public()]))


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.write(handle, data)
    os.fsync(handle)
    os.close(handle)
    temporary.rename(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(folder)
    os.close(folder)


def open_all(home: Path, dossier: Path, *, parse: bool) -> int:
    """Every case was opened, and with `parse` loaded; returns the bytes that were in them."""
    identity = (home / "identity.txt").read_text("ascii").split()[-1]
    work = partial(_opened, identity, parse)
    with multiprocessing.get_context("fork").Pool(len(os.sched_getaffinity(0))) as pool:
        return sum(pool.imap_unordered(work, _pairs(home, dossier), CHUNK))


def _pairs(home: Path, dossier: Path) -> Iterator[tuple[str, str]]:
    """The sealed key of each case, and the sealed case."""
    for key in sorted(home.glob("*/keys/????-????.*")):
        yield str(key), str(dossier / "cases" / f"{key.name[:9]}.age")


def _opened(secret: str, parse: bool, pair: tuple[str, str]) -> int:
    identity = pyrage.x25519.Identity.from_str(secret)
    key = pyrage.decrypt(Path(pair[0]).read_bytes(), [identity]).decode("ascii").strip()
    data = pyrage.decrypt(Path(pair[1]).read_bytes(), [pyrage.x25519.Identity.from_str(key)])
    if parse:
        yaml.load(data, Loader=yaml.CSafeLoader)
    return len(data)


if __name__ == "__main__":
    sys.stdout.write(
        f"{open_all(Path(sys.argv[2]), Path(sys.argv[3]), parse=sys.argv[1] == 'parse')}\n"
    )
