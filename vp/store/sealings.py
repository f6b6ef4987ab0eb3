"""Under which digests each key was known before it was sealed anew.

A key that was taken out of use is recognised by the digest of its sealed bytes. Sealing it for
other recipients changes those, so an older mirror holds the same key under another digest: when
the key goes, all of them go into the destruction record.

One line for each key: its name, and the digests it had, oldest first. It tells nothing that the
names of the keys do not tell.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from vp.errors import NotThere
from vp.store import files

NAME = "sealings.txt"
_LIMIT = 256 * 1024 * 1024


def read(private: Path) -> dict[str, list[str]]:
    """The earlier digests of each key that was sealed anew."""
    try:
        lines = files.read(private / NAME, limit=_LIMIT).decode("ascii", "replace").splitlines()
    except NotThere:
        return {}
    return {words[0]: words[1:] for words in map(str.split, lines) if len(words) > 1}


def remember(private: Path, digests: Mapping[str, Collection[str]]) -> None:
    """These are known as digests of these keys too. One write."""
    known = read(private)
    for name, more in digests.items():
        known[name] = list(dict.fromkeys([*known.get(name, []), *more]))
    _write(private, known)


def forget(private: Path, names: Collection[str]) -> None:
    """Nothing is remembered of these: their keys are in the destruction record."""
    known = read(private)
    if not known.keys().isdisjoint(names):
        _write(private, {name: one for name, one in known.items() if name not in names})


def _write(private: Path, known: Mapping[str, Collection[str]]) -> None:
    lines = (f"{name} {' '.join(digests)}\n" for name, digests in sorted(known.items()))
    files.replace(private / NAME, "".join(lines).encode())
