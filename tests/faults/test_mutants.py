"""The harnesses here are worth something: each of these mistakes, made on purpose, is caught."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.faults.bench import OPERATIONS, Bench, kill_everywhere
from tests.faults.test_power_cut import cut_everywhere
from tests.store import conftest
from vp.store import destruction, durable, files, register, system
from vp.store.age import new_identity, seal
from vp.store.cabinet import Cabinet
from vp.store.shelf import Shelf

BY_NAME = {one.name: one for one in OPERATIONS}


def _nothing(*_given: Any) -> None:
    pass


def _in_place(path: Path, data: bytes) -> None:
    """Opens the old file and writes over it."""
    system: Any = files.os  # type: ignore[attr-defined]
    handle = system.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        half = len(data) // 2
        system.write(handle, data[:half])
        system.write(handle, data[half:])
        system.fsync(handle)
    finally:
        os.close(handle)
    durable.settle(path)


def _case_before_key(cabinet: Cabinet, name: str, path: Path, data: bytes) -> bytes:
    """The file first, and its key only then."""
    key = new_identity()
    sealed = seal(data, [key.recipient])
    files.create(path, sealed)
    files.create(cabinet.folder / f"{name}.age", seal(key.secret().encode(), cabinet.recipients()))
    return sealed


def _complete_before_destroy(shelf: Shelf, today: date | None = None) -> None:
    """The record says that the keys are gone, and only then they go."""
    record = register.read(shelf.register_path, shelf.marker.id)
    if record.pending:
        done = register.complete(record, today or record.pending[0].term)
        register.write(shelf.register_path, done)
    for one in record.pending:
        shelf.cabinet.destroy(one.id)
        files.remove(shelf.path_of(one.id))


def _destroy_before_record(shelf: Shelf, due: list[Any], today: date) -> None:
    """The keys go, and only then the record says so."""
    for term in due:
        shelf.cabinet.destroy(term.case)
    record = register.read(shelf.register_path, shelf.marker.id)
    intended = [register.Destruction(id=one.case, term=one.due, case=one.digest) for one in due]
    register.write(shelf.register_path, register.begin(record, intended))
    destruction.finish(shelf, today)


def _sweep_by_overwriting(folder: Path) -> None:
    """Temporaries are destroyed, second names of whole files among them."""
    for name in filter(files._STALE.fullmatch, files.names(folder)):
        files.destroy(folder / name)


CUT: dict[str, tuple[object, str, Callable[..., Any]]] = {
    "no file is synced": (system, "sync", _nothing),
    "no folder is synced": (durable, "settle", _nothing),
}
KILLED: dict[str, tuple[str, object, str, Callable[..., Any]]] = {
    "written in place": ("note", files, "replace", _in_place),
    "the case before its key": ("add", Cabinet, "make", _case_before_key),
    "complete before destroy": ("purge", destruction, "finish", _complete_before_destroy),
    "destroyed before the record": ("purge", conftest, "destroy", _destroy_before_record),
    "no debris is swept": ("note", files, "sweep", _nothing),
    "debris is overwritten": ("add", files, "sweep", _sweep_by_overwriting),
}


@pytest.mark.parametrize("mistake", CUT)
def test_a_simulated_power_cut_catches_it(
    mistake: str, quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, name, wrong = CUT[mistake]
    monkeypatch.setattr(where, name, wrong)
    with pytest.raises(AssertionError):
        cut_everywhere(quick)


@pytest.mark.parametrize("mistake", KILLED)
def test_a_kill_at_each_call_catches_it(
    mistake: str, quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    operation, where, name, wrong = KILLED[mistake]
    bench = Bench(quick, BY_NAME[operation])
    monkeypatch.setattr(where, name, wrong)
    with pytest.raises(AssertionError):
        kill_everywhere(bench)
