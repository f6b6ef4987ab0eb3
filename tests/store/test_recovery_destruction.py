"""Destructions that were cut off, and destroyed cases that came back, met by the next command."""

from collections.abc import Callable

import pytest

from tests.store.conftest import DUE, OTHER, Laptop, fresh_key, opens
from tests.strategies import CASE
from vp.store import register
from vp.store.dossier import Dossier


def read_only(laptop: Laptop) -> None:
    laptop.open()


def writing(laptop: Laptop) -> None:
    laptop.write()


# 6. a destruction that is pending


def begin(laptop: Laptop, name: str) -> Dossier:
    """Destroying the case has begun: the record says so, and nothing else was done."""
    dossier = laptop.open()
    (term,) = [one for one in dossier.cabinet.terms() if one.case == name]
    one = register.Destruction(
        id=name, term=DUE, case=term.digest, key=dossier.cabinet.key_digest(name)
    )
    record = register.read(dossier.register_path, dossier.marker.id)
    register.write(dossier.register_path, register.begin(record, [one]))
    return dossier


@pytest.mark.parametrize("command", [read_only, writing])
@pytest.mark.parametrize("done", ["nothing", "key", "key and case", "list"])
def test_a_destruction_that_was_begun_is_finished(
    done: str, command: Callable[[Laptop], None], laptop: Laptop
) -> None:
    laptop.closed(CASE)
    laptop.add(OTHER)
    dossier = begin(laptop, CASE)
    if done != "nothing":
        dossier.cabinet.destroy(CASE)
    if done in ("key and case", "list"):
        (laptop.cases / f"{CASE}.age").unlink()
    if done == "list":
        (laptop.folder / "destroyed.txt").write_text(f"{CASE}\n")
    command(laptop)
    record = laptop.record()
    assert [(one.id, one.term) for one in record.destroyed] == [(CASE, DUE)]
    assert record.pending == ()
    register.require_whole(record)
    assert laptop.key_names() == [f"{OTHER}.age", "profile.age"]
    assert laptop.open().ids() == [OTHER]
    assert (laptop.folder / "destroyed.txt").read_text() == f"{CASE}\n"


# 7. a key of a destroyed case


@pytest.mark.parametrize("command", [read_only, writing])
@pytest.mark.parametrize("name", ["{}.age", "{}.new.age", "{}.2031-01-01." + "0" * 32 + ".age"])
def test_a_key_that_came_back_is_destroyed_again(
    name: str, command: Callable[[Laptop], None], laptop: Laptop
) -> None:
    laptop.closed(CASE)
    key = (laptop.keys / laptop.key_names()[0]).read_bytes()
    case = (laptop.cases / f"{CASE}.age").read_bytes()
    assert laptop.purge(DUE) == [CASE]
    (laptop.keys / name.format(CASE)).write_bytes(key)
    (laptop.cases / f"{CASE}.age").write_bytes(case)
    command(laptop)
    assert laptop.key_names() == ["profile.age"]
    assert laptop.open().ids() == []
    assert not opens(laptop, CASE)


def test_recovery_is_done_with_the_second_time(laptop: Laptop) -> None:
    """Nothing of the folder or the home changes when there is nothing to put right."""
    laptop.add(OTHER)
    laptop.closed(CASE)
    laptop.purge(DUE)
    fresh_key(laptop, "0000-0000")
    laptop.write()

    def state() -> dict[str, bytes]:
        places = (laptop.folder, laptop.home)
        found = [path for place in places for path in place.rglob("*") if path.is_file()]
        return {str(path): path.read_bytes() for path in found}

    before = state()
    laptop.write()
    assert state() == before
