"""Mistakes that show only between two commands, two writers or two laptops; each is caught."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.cli.homes import Homes
from tests.faults.test_writers import ended, spawn
from tests.store.conftest import DUE, OTHER, make_laptop, opens
from tests.strategies import CASE, note
from vp.domain.case import of_kind
from vp.domain.entries import Note
from vp.store import destruction, obeying, shelf
from vp.store.shelf import Shelf


def writers_lose_nothing(root: Path) -> None:
    """Several terminals note in one case at the same time."""
    laptop = make_laptop(root)
    laptop.add()

    def write(writer: int) -> None:
        for number in range(8):
            laptop.append(CASE, note(number=writer * 100 + number, text=f"{writer} {number}"))

    assert ended(*(spawn(partial(write, writer)) for writer in range(4))) == [0] * 4
    assert len(of_kind(laptop.open().load(CASE), Note)) == 32


def a_restored_key_goes_again(root: Path) -> None:
    """An old copy of the cabinet is put back after a purge."""
    laptop = make_laptop(root)
    laptop.closed()
    copy = {path: path.read_bytes() for path in laptop.keys.iterdir()}
    assert laptop.purge(DUE) == [CASE]
    for path, data in copy.items():
        path.write_bytes(data)
    assert CASE not in {term.case for term in laptop.write().cabinet.terms()}


def another_file_is_kept(root: Path) -> None:
    """The file of a closed case is not the one that was closed: it was changed elsewhere."""
    laptop = make_laptop(root / "one")
    laptop.add()
    second = laptop.copy(root / "two")
    second.append(CASE, note(text="nog een gesprek"))
    laptop.append(CASE, *_closing())
    (laptop.cases / f"{CASE}.age").write_bytes((second.cases / f"{CASE}.age").read_bytes())
    assert laptop.purge(DUE) == []
    assert opens(laptop, CASE)


def a_key_waits_for_its_file(root: Path) -> None:
    """The folder is half there: a stick that is not in, a copy under way."""
    laptop = make_laptop(root)
    laptop.add()
    laptop.add(OTHER)
    file = laptop.cases / f"{CASE}.age"
    data = file.read_bytes()
    file.unlink()
    laptop.append(OTHER, note())
    file.write_bytes(data)
    assert opens(laptop, CASE)


def a_forged_list_destroys_nothing(root: Path) -> None:
    """Whoever can push says that a case was destroyed."""
    homes = Homes(root)
    case = homes.first.intake()
    homes.begin()
    homes.commit({"destroyed.txt": f"{case}\n".encode()})
    homes.first.run("sync", "--json")
    assert case in homes.first.raw(case)


def _closing() -> list[Any]:
    from tests.strategies import AT, OPENED, closing

    return [closing(at=AT, on=OPENED)]


@contextmanager
def _no_lock(*_given: object, **_named: object) -> Iterator[None]:
    yield


def _as_closed(_shelf: Shelf, terms: list[Any], _today: object) -> dict[str, str | None]:
    return {term.case: term.digest for term in terms}


_put_right = Shelf._put_right


def _undo_what_has_no_file(one: Shelf) -> None:
    _put_right(one)
    for term in one.cabinet.terms():
        if term.case not in one.ids():
            one.cabinet.destroy(term.case)


_obey = obeying.obey


def _obey_blindly(one: Shelf, listed: set[str], *given: Any, **named: Any) -> Any:
    return _obey(one, listed, *given, **(named | {"confirmed": listed}))


Check = Callable[[Path], None]
MISTAKES: dict[str, tuple[Check, object, str, object]] = {
    "no lock": (writers_lose_nothing, shelf, "lock", _no_lock),
    "no replay": (a_restored_key_goes_again, destruction, "came_back", lambda *_: set()),
    "digest unchecked": (another_file_is_kept, destruction, "digests", _as_closed),
    "plain key undone": (a_key_waits_for_its_file, Shelf, "_put_right", _undo_what_has_no_file),
    "remote list obeyed": (a_forged_list_destroys_nothing, obeying, "obey", _obey_blindly),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_it_holds_and_the_mistake_breaks_it(
    mistake: str, quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check, where, name, wrong = MISTAKES[mistake]
    for place in ("right", "wrong"):
        (quick / place).mkdir()
    monkeypatch.chdir(quick)
    check(quick / "right")
    monkeypatch.setattr(where, name, wrong)
    with pytest.raises(AssertionError):
        check(quick / "wrong")
