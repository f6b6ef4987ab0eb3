"""Many cases at once: all there, or none; and each as if it had been added by itself."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.store.conftest import DUE, OTHER, Laptop, fresh_key, named, opens, refused
from tests.strategies import AT, CASE, OPENED, closing, note
from vp.domain.case import Case
from vp.domain.retention import Term
from vp.errors import NotAllowed, NotReadable, NotWritten
from vp.store import key_names, moving_in, together

THIRD = "0abc-1def"
MANY = [f"0000-{number:04}" for number in range(2 * together.WORTH)]


def nothing(*_told: object) -> None:
    """Nothing is asked, and nobody looks how far it is."""


def take_in(
    laptop: Laptop,
    names: list[str],
    read: Callable[[str], Case] = named,
    require: Callable[[str], None] = nothing,
) -> list[str]:
    """These cases are taken in; returns which."""
    return moving_in.take_in(laptop.open(), names, read, require, nothing).fresh


def test_what_was_taken_in_is_as_if_it_was_added(laptop: Laptop, second: Laptop) -> None:
    cases = {
        CASE: named(CASE, note(text="het hele verhaal")),
        OTHER: named(OTHER, closing(at=AT, on=OPENED)),
    }
    assert take_in(laptop, [OTHER, CASE], cases.__getitem__) == [OTHER, CASE]
    for case in cases.values():
        second.open().add(case)
    assert list(laptop.open().each()) == list(second.open().each())
    digest = key_names.digest((laptop.cases / f"{OTHER}.age").read_bytes())
    terms = laptop.open().cabinet.terms()
    assert sorted(terms) == sorted([Term(CASE, None, ""), Term(OTHER, DUE, digest)])
    assert laptop.debris() == []
    assert laptop.purge(DUE) == [OTHER]


@pytest.mark.parametrize("group", [7, 256])
def test_many_are_taken_in_by_several_processes(
    laptop: Laptop, group: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "cores", lambda: 2)
    monkeypatch.setattr(moving_in, "GROUP", group)
    steps: list[tuple[int, int]] = []
    dossier = laptop.open()
    found = moving_in.take_in(dossier, MANY, named, nothing, lambda *told: steps.append(told))
    assert found.fresh == laptop.open().ids() == MANY
    assert steps == [(number, len(MANY)) for number in range(1, len(MANY) + 1)]
    assert [case.id for case in laptop.open().each()] == MANY
    assert laptop.key_names() == [*(f"{name}.age" for name in MANY), "profile.age"]


@pytest.mark.parametrize("names", [[CASE, OTHER, THIRD], [*MANY, OTHER, CASE]], ids=len)
def test_of_a_file_with_one_bad_case_nothing_is_taken_in(
    laptop: Laptop, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "cores", lambda: 2)
    before = laptop.key_names()

    def read(name: str) -> Case:
        if name == OTHER:
            raise NotReadable("{name} is not what vp writes", "correct it", name=name)
        return named(name)

    def require(name: str) -> None:
        if name == names[-1]:
            raise NotAllowed("there is, or was, a case {case} already", "leave it", case=name)

    with refused(NotReadable, OTHER):
        take_in(laptop, names, read)
    with refused(NotAllowed, names[-1]):
        take_in(laptop, names, require=require)
    assert (laptop.key_names(), laptop.open().ids(), laptop.debris()) == (before, [], [])


@pytest.mark.parametrize("group", [7, 256])
def test_what_is_here_just_so_is_passed_over_and_what_was_destroyed_stays_so(
    laptop: Laptop, group: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "cores", lambda: 2)
    monkeypatch.setattr(moving_in, "GROUP", group)
    laptop.closed(OTHER)
    laptop.purge(DUE)
    take_in(laptop, MANY[::2])
    before = laptop.key_names()
    found = moving_in.take_in(laptop.open(), [OTHER, *MANY], named, nothing, nothing)
    assert found == moving_in.Taken(MANY[1::2], MANY[::2], [OTHER])
    assert laptop.open().ids() == MANY
    assert set(before) < set(laptop.key_names())


@pytest.mark.parametrize("names", [[THIRD, CASE], [*MANY, CASE]], ids=len)
def test_what_is_here_and_differs_is_refused_before_anything_is_taken_in(
    laptop: Laptop, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "cores", lambda: 2)
    laptop.add(CASE, note(text="het hele verhaal"))
    before = laptop.key_names()
    with refused(NotAllowed, CASE):
        take_in(laptop, names)
    assert (laptop.key_names(), laptop.open().ids(), laptop.debris()) == (before, [CASE], [])


@pytest.mark.parametrize("entry", [f"{OTHER}.age", f"{OTHER}.2028-03-02.{'0' * 32}.age"])
def test_a_key_without_its_file_is_never_taken_for_another(laptop: Laptop, entry: str) -> None:
    """The file may be on a disk that is not connected."""
    laptop.add(OTHER)
    (laptop.keys / f"{OTHER}.age").rename(laptop.keys / entry)
    (laptop.cases / f"{OTHER}.age").rename(laptop.folder.parent / "away")
    before = laptop.key_names()
    with refused(NotWritten, OTHER):
        take_in(laptop, [CASE, OTHER])
    assert (laptop.key_names(), laptop.open().ids(), laptop.debris()) == (before, [], [])


def test_a_file_that_is_in_the_way_is_never_written_over(laptop: Laptop) -> None:
    (laptop.cases / f"{OTHER}.age").symlink_to(laptop.folder / "vp.yaml")
    with refused(NotReadable, OTHER):
        take_in(laptop, [CASE, OTHER])
    assert (laptop.cases / f"{OTHER}.age").is_symlink()


def test_what_a_cut_off_intake_left_is_put_right_first(laptop: Laptop) -> None:
    fresh_key(laptop, CASE)
    (laptop.keys / ".vp-0123456789abcdef.tmp").write_bytes(b"half")
    assert take_in(laptop, [CASE]) == [CASE]
    assert opens(laptop, CASE)
    assert laptop.debris() == []


def test_the_folder_that_is_away_takes_nothing_in(laptop: Laptop) -> None:
    laptop.cases.rename(laptop.folder / "elsewhere")
    before = laptop.key_names()
    with refused(NotWritten, CASE):
        take_in(laptop, [CASE])
    assert laptop.key_names() == before


def test_a_case_that_ran_out_of_its_term_elsewhere_waits_for_the_purge(laptop: Laptop) -> None:
    expired = named(CASE, closing(at=AT, on=OPENED))
    take_in(laptop, [CASE], {CASE: expired}.__getitem__)
    assert laptop.purge(date(2028, 3, 1)) == []
    assert laptop.purge(DUE) == [CASE]
