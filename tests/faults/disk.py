"""What a power cut leaves: a model of a disk that knows what was synced, and what may be lost.

A file's data is safe once the file was synced, and its name once the folder was. What was not
synced may be there or not, so one moment leaves several images: nothing of it, all names without
their data, the names of one folder only, or the first few names in the order they were given.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from tests.faults.seam import Call

Image = dict[Path, bytes]
"""What stands on the disk after the cut."""


class _File:
    """The data of one file, and what of it was synced."""

    def __init__(self, data: bytes = b"") -> None:
        self.data = data
        self.synced = data


class _Change:
    """One change of a folder: these names are gone, and these are there."""

    def __init__(self, folder: Path, gone: list[Path], there: dict[Path, _File]) -> None:
        self.folder = folder
        self.gone = gone
        self.there = there

    def apply(self, names: dict[Path, _File]) -> None:
        for path in self.gone:
            names.pop(path, None)
        names.update(self.there)


class Disk:
    """The files below some roots, as they are and as they are safe."""

    def __init__(self, *roots: Path) -> None:
        every = [path for root in roots for path in root.rglob("*") if path.is_file()]
        self._names = {path: _File(path.read_bytes()) for path in every}
        self._safe = dict(self._names)
        self._pending: list[_Change] = []
        self._handles: dict[int, tuple[Path, _File | None]] = {}
        self._places: dict[int, int] = {}

    def replay(self, call: Call) -> None:
        """The call was carried out."""
        getattr(self, f"_{call.name}")(call.gave, *call.given)

    def images(self) -> Iterator[Image]:
        """What a cut at this moment may leave."""
        for count in range(len(self._pending) + 1):
            yield self._image(self._pending[:count])
        for folder in {change.folder for change in self._pending}:
            yield self._image([change for change in self._pending if change.folder == folder])

    def _image(self, reached: list[_Change]) -> Image:
        names = dict(self._safe)
        for change in reached:
            change.apply(names)
        return {path: file.synced for path, file in names.items()}

    def _changed(self, folder: Path, gone: list[Path], there: dict[Path, _File]) -> None:
        change = _Change(folder, gone, there)
        change.apply(self._names)
        self._pending.append(change)

    # The calls, by their names in `os`: what each gave, and what it was given.

    def _open(self, gave: int, path: Path, flags: int, _mode: int = 0) -> None:
        if flags & os.O_CREAT and path not in self._names:
            self._changed(path.parent, [], {path: _File()})
        file = self._names.get(path)
        if file and flags & os.O_TRUNC:
            file.data = b""
        self._handles[gave] = (path, file)
        self._places[gave] = 0

    def _write(self, gave: int, handle: int, data: bytes) -> None:
        file, at = self._handles[handle][1], self._places[handle]
        assert file is not None
        file.data = file.data[:at] + data[:gave] + file.data[at + gave :]
        self._places[handle] = at + gave

    def _fsync(self, _gave: None, handle: int) -> None:
        path, file = self._handles[handle]
        if file is not None:
            file.synced = file.data
            return
        for change in self._pending:
            if change.folder == path:
                change.apply(self._safe)
        self._pending = [change for change in self._pending if change.folder != path]

    def _link(self, _gave: None, old: Path, new: Path) -> None:
        self._changed(new.parent, [], {new: self._names[old]})

    def _rename(self, _gave: None, old: Path, new: Path) -> None:
        assert old.parent == new.parent, "no folder is synced for the old name"
        self._changed(new.parent, [old], {new: self._names[old]})

    def _unlink(self, _gave: None, path: Path) -> None:
        self._changed(path.parent, [path], {})

    def _mkdir(self, _gave: None, _path: Path, _mode: int) -> None:
        raise AssertionError("no folder is made while something is saved")
