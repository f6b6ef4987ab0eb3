from datetime import timedelta
from typing import Any

import msgspec
import pytest

from tests.store.conftest import DUE, OTHER, Laptop, refused
from tests.strategies import CASE
from vp.errors import NotReadable
from vp.store import files, register

THIRD = "0abc-1def"


def test_the_record_says_what_was_destroyed_when_and_no_word_of_it(laptop: Laptop) -> None:
    laptop.closed(CASE)
    (term,) = laptop.open().cabinet.terms()
    key = laptop.open().cabinet.key_digest(CASE)
    laptop.purge(DUE + timedelta(days=3))
    (one,) = laptop.record().destroyed
    assert (one.id, one.term, one.on) == (CASE, DUE, DUE + timedelta(days=3))
    assert (one.case, one.key) == (term.digest, key)
    assert laptop.open().recorded() == ({CASE}, False)
    assert laptop.open().destroyed() == {CASE}
    assert (laptop.folder / "destroyed.txt").read_text() == f"{CASE}\n"


def three(laptop: Laptop) -> register.Register:
    """A record of three destructions on two days."""
    for number, name in enumerate((CASE, OTHER, THIRD)):
        laptop.closed(name)
        if number != 1:
            laptop.purge(DUE + timedelta(days=number))
    return laptop.record()


def test_the_record_is_a_chain_that_fits(laptop: Laptop) -> None:
    found = three(laptop)
    register.require_whole(found)
    assert [one.id for one in found.destroyed] == [CASE, THIRD, OTHER]
    assert len({one.chain for one in found.destroyed}) == 3
    register.require_whole(register.Register(dossier="d"))


@pytest.mark.parametrize("field", ["id", "term", "case", "key", "on", "chain"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_changed_record_is_detected(field: str, place: int, laptop: Laptop) -> None:
    found = three(laptop)
    value: Any = DUE + timedelta(days=99) if field in ("term", "on") else "0abc-1deg"
    done = list(found.destroyed)
    done[place] = msgspec.structs.replace(done[place], **{field: value})
    with refused(NotReadable, "does not fit its chain", done[place].id):
        register.require_whole(msgspec.structs.replace(found, destroyed=tuple(done)))


def test_a_record_with_one_taken_out_or_put_elsewhere_is_detected(laptop: Laptop) -> None:
    first, second, third = three(laptop).destroyed
    for done in ((second, third), (first, third), (second, first, third), (first, third, second)):
        with refused(NotReadable, "does not fit its chain"):
            register.require_whole(register.Register(dossier="d", destroyed=done))


def test_the_ids_are_seen_at_a_glance_however_they_are_quoted(laptop: Laptop) -> None:
    ids = {"k7fm-2qxd", "0123-4567", "1e32-0000", "null-null", "0x1f-0000"}
    done = tuple(register.Destruction(id=one, term=DUE) for one in sorted(ids))
    dossier = laptop.open()
    assert dossier.recorded() == (set(), False)
    for whole, pending in (
        (register.Register(dossier="d", destroyed=done), False),
        (register.Register(dossier="d", pending=done), True),
        (register.Register(dossier="d", pending=done[:2], destroyed=done[2:]), True),
    ):
        register.write(dossier.register_path, whole)
        assert dossier.recorded() == (ids, pending)


def test_the_record_of_twenty_five_thousand_cases_is_written_and_read(laptop: Laptop) -> None:
    laptop.closed(CASE)
    laptop.purge(DUE)
    before = laptop.record()
    many = [f"{number:04d}-0a{part}{part}" for number in range(2500) for part in range(10)]
    one = before.destroyed[0]
    whole = register.begin(before, [msgspec.structs.replace(one, id=name) for name in many])
    path = laptop.private / "destroyed.yaml"
    register.write(path, whole)
    assert register.read(path, whole.dossier) == whole
    register.write(path, register.complete(whole, DUE))
    assert path.stat().st_size > files.SEALED_LIMIT
    laptop.closed(OTHER)
    assert laptop.purge(DUE) == [OTHER]
    assert len(laptop.record().destroyed) == len(many) + 2
