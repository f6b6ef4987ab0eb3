"""How far each case has come on this laptop, so that an older version cannot pass for the newest.

`marks/k.age` in home holds the highest revision that was seen of every case whose id begins with k.
It is sealed, holds no word of a case, and is no cache: the index may vanish, this may not. Without
it, or where it is damaged, vp knows only what it sees from then on.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from vp.domain.record import Record
from vp.errors import NotReadable, VpError
from vp.locale import N_
from vp.store import files

if TYPE_CHECKING:
    from vp.store.cabinet import Cabinet

FOLDER = "marks"
_LIMIT = 64 * 1024 * 1024


class WentBack(NotReadable):
    """An older version lies there than was seen."""


class _Marks(Record, kw_only=True):
    """The highest revisions of some cases of a dossier."""

    dossier: str
    revisions: dict[str, int]


def require_newest(name: str, revision: int, seen: int) -> None:
    """Nothing, unless a higher revision than this was seen; then WentBack."""
    if revision < seen:
        raise WentBack(
            N_("case {case} is older than what this laptop has seen of it: it went back"),
            N_("put the newest copy back; if you know why it is older: {command}"),
            case=name,
            command=f"vp check --accept {name}",
        )


class Marks:
    """The highest revisions seen of one dossier's cases."""

    def __init__(self, private: Path, dossier: str, cabinet: "Cabinet") -> None:
        self._folder = private / FOLDER
        self._dossier = dossier
        self._cabinet = cabinet
        self._read: dict[str, dict[str, int]] = {}

    def of(self, name: str) -> int:
        """The highest revision seen of this case; 0 where none is known."""
        return self._of(name[:1]).get(name, 0)

    def see(self, revisions: Mapping[str, int]) -> None:
        """These were seen; a mark never goes back. Call it under the dossier's lock."""
        self._read.clear()
        higher = {name: one for name, one in revisions.items() if one > self.of(name)}
        for first in {name[0] for name in higher}:
            these = {name: one for name, one in higher.items() if name[0] == first}
            self._write(first, {**self._of(first), **these})

    def accept(self, name: str, revision: int) -> None:
        """The case counts as newest at this revision. Call it under the dossier's lock."""
        self._read.clear()
        self._write(name[0], {**self._of(name[0]), name: revision})

    def _of(self, first: str) -> dict[str, int]:
        if first not in self._read:
            self._read[first] = {}
            with suppress(VpError, msgspec.MsgspecError):
                self._read[first] = self._opened(first)
        return self._read[first]

    def _opened(self, first: str) -> dict[str, int]:
        from vp.store.age import unseal

        sealed = files.read(self._path(first), limit=_LIMIT)
        data = unseal(sealed, [self._cabinet.unlock()], f"{FOLDER}/{first}")
        found = msgspec.json.decode(data, type=_Marks)
        return found.revisions if found.dossier == self._dossier else {}

    def _write(self, first: str, revisions: dict[str, int]) -> None:
        from vp.store.age import seal

        files.make_folder(self._folder)
        data = msgspec.json.encode(_Marks(dossier=self._dossier, revisions=revisions))
        files.replace(self._path(first), seal(data, self._cabinet.recipients()))
        self._read[first] = revisions

    def _path(self, first: str) -> Path:
        return self._folder / f"{first}.age"
