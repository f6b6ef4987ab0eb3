"""The index saves time and nothing else: every answer is what it would be without one."""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.conftest import DUE, OTHER, Laptop, make_laptop
from tests.store.redactions import NOTE, redact
from tests.strategies import CASE, closing, hold_set, note, reopening
from vp.domain.case import is_open
from vp.domain.summarising import summarise
from vp.domain.summary import Summary
from vp.errors import NotReadable
from vp.store import files, pages, recipients, resealing
from vp.store.age import identities, new_identity, unseal
from vp.store.index import Overview, overview
from vp.store.lock import lock
from vp.store.papers import load_profile, update_profile
from vp.store.recipients import Recipient

THIRD = "0abc-1def"


def told(laptop: Laptop) -> tuple[Overview, list[int]]:
    """The overview, and what was heard of the cases that had to be opened for it."""
    dossier = laptop.open()
    opened: list[int] = []
    tag_key = lambda: load_profile(dossier).tag_key  # noqa: E731 (asked late, as a command does)
    return overview(dossier, tag_key, lambda done, _all: opened.append(done)), opened


def summaries(laptop: Laptop) -> list[Summary]:
    """What the cases say themselves, opened one after another."""
    dossier = laptop.open()
    key = load_profile(dossier).tag_key
    return [summarise(dossier.load(name), key) for name in dossier.ids()]


def require_same(laptop: Laptop) -> list[int]:
    """The overview tells what the cases say; returns what was heard of opening them."""
    found, opened = told(laptop)
    assert found == Overview(summaries(laptop), {})
    return opened


def on_pages(laptop: Laptop) -> set[str]:
    """The cases on all pages that open, for whoever has home and the identity."""
    found: set[str] = set()
    for path in (laptop.private / pages.FOLDER).glob("*.age"):
        key = unseal(path.with_suffix(".key").read_bytes(), [laptop.identity], "x").decode()
        data = unseal(path.read_bytes().partition(b"\n")[2], identities(key), "x")
        found |= msgspec.msgpack.decode(data, type=pages.Page).entries.keys()
    return found


def add_deputy(laptop: Laptop) -> None:
    """Somebody else can open the keys too."""
    everyone = [*recipients.read(laptop.private), Recipient("deputy", new_identity().recipient)]
    with laptop.open().writing():
        resealing.change(laptop.private, everyone, laptop.identity)


def change_profile(laptop: Laptop, **fields: str) -> None:
    """The profile says something else."""
    update_profile(laptop.open(), lambda profile: msgspec.structs.replace(profile, **fields))


@pytest.fixture
def kept(laptop: Laptop) -> Laptop:
    """A laptop with three cases, one of them closed, and an index of all."""
    laptop.add(CASE, NOTE)
    laptop.closed(OTHER)
    laptop.add(THIRD)
    assert require_same(laptop) == [1, 2, 3]
    return laptop


def test_what_did_not_change_is_not_opened_again_and_nothing_is_written(kept: Laptop) -> None:
    before = files.stamps(kept.private / pages.FOLDER)
    assert sorted(before) == ["2028-03.age", "2028-03.key", "open.age", "open.key"]
    assert require_same(kept) == []
    assert files.stamps(kept.private / pages.FOLDER) == before


def test_only_what_changed_is_opened(kept: Laptop) -> None:
    kept.append(CASE, note(number=2))
    assert require_same(kept) == [1]
    assert require_same(kept) == []


CHANGES: dict[str, Callable[[Laptop], object]] = {
    "a note": lambda laptop: laptop.append(CASE, note(number=9)),
    "a closing": lambda laptop: laptop.append(CASE, closing(number=9)),
    "a reopening": lambda laptop: laptop.append(OTHER, reopening(number=9)),
    "a hold": lambda laptop: laptop.append(OTHER, hold_set(number=9)),
    "a redaction": redact,
    "a purge": lambda laptop: laptop.purge(DUE),
    "a new case": lambda laptop: laptop.add("zzzz-zzzz"),
    "a file that is gone": lambda laptop: laptop.open().case_path(THIRD).unlink(),
    "another tag key": lambda laptop: change_profile(laptop, tag_key="0" * 64),
    "another profile": lambda laptop: change_profile(laptop, organisation="Elders"),
    "a deputy": add_deputy,
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_every_change_it_tells_what_the_cases_say(change: str, kept: Laptop) -> None:
    CHANGES[change](kept)
    require_same(kept)
    assert require_same(kept) == []


STEPS = ("new", "note", "turn", "purge", "redact", "lose index", "old index", "old cases", "deputy")


@settings(max_examples=int(os.environ.get("VP_LONG", 0)) * 300 or 15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9)), max_size=14))
def test_after_any_life_it_is_the_same_with_and_without_an_index(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    laptop = make_laptop(tmp_path_factory.mktemp("life"))
    for number, (step, which) in enumerate([("new", 0), ("new", 1), *steps], start=100):
        ids = laptop.open().ids() or [CASE]
        live(laptop, step, ids[which % len(ids)], number)
        require_same(laptop)
    assert require_same(laptop) == []


def live(laptop: Laptop, step: str, name: str, number: int) -> None:
    """A step of a life is taken; what cannot be in it is left out."""
    index, aside = laptop.private / pages.FOLDER, laptop.home.parent / f"before-{number - 2}"
    if index.exists():
        shutil.copytree(index, laptop.home.parent / f"before-{number}" / "index")
    is_there = laptop.open().case_path(name).exists()
    match step:
        case "new":
            laptop.add(f"{number:04d}-1def", NOTE)
        case "note" if is_there and is_open(laptop.open().load(name)):
            laptop.append(name, note(number=number))
        case "turn" if is_there:
            turned = closing if is_open(laptop.open().load(name)) else reopening
            laptop.append(name, turned(number=number))
        case "purge":
            laptop.purge(DUE)
        case "redact" if is_there:
            laptop.open().redact(name, lambda case: case)
        case "lose index":
            shutil.rmtree(index, ignore_errors=True)
        case "old index" if (aside / "index").exists():
            shutil.rmtree(index, ignore_errors=True)
            shutil.copytree(aside / "index", index)
        case "old cases" if is_there:  # the same bytes, put back by hand
            data = laptop.open().case_path(name).read_bytes()
            laptop.open().case_path(name).unlink()
            laptop.open().case_path(name).write_bytes(data)
        case "deputy":
            add_deputy(laptop)
        case _:
            pass


# What is destroyed


@pytest.mark.parametrize("change", ["a purge", "a redaction"])
def test_what_is_destroyed_is_on_no_page_and_no_older_page_opens(change: str, kept: Laptop) -> None:
    name = OTHER if change == "a purge" else CASE
    assert name in on_pages(kept)
    older = {path.name: path.read_bytes() for path in (kept.private / pages.FOLDER).glob("*.age")}
    CHANGES[change](kept)
    assert name not in on_pages(kept)
    assert on_pages(kept), "the other page stands"
    for data in older.values():
        if name.encode() in data.partition(b"\n")[0]:
            keys = [path.read_bytes() for path in kept.private.rglob("*.key")]
            held = [identities(unseal(key, [kept.identity], "x").decode())[0] for key in keys]
            with pytest.raises(NotReadable):
                unseal(data.partition(b"\n")[2], held, "x")


def test_a_purge_takes_its_pages_without_a_passphrase(kept: Laptop) -> None:
    identity, kept.identity = kept.identity, None  # type: ignore[assignment]
    assert kept.purge(DUE) == [OTHER]
    kept.identity = identity
    assert OTHER not in on_pages(kept)


def test_an_old_index_that_is_put_back_after_a_purge_goes_again(kept: Laptop) -> None:
    index, old = kept.private / pages.FOLDER, kept.home.parent / "old"
    shutil.copytree(index, old)
    kept.purge(DUE)
    shutil.rmtree(index)
    shutil.copytree(old, index)
    assert OTHER in on_pages(kept)
    require_same(kept)
    assert OTHER not in on_pages(kept)
    data = (old / "2028-03.age").read_bytes()
    assert OTHER.encode() in data
    assert not (index / "2028-03.key").exists(), "so that what was put back opens no more"


# What is wrong with an index


@pytest.mark.parametrize("name", ["open.age", "open.key"])
def test_a_damaged_one_is_made_anew_without_a_word(name: str, kept: Laptop) -> None:
    path = kept.private / pages.FOLDER / name
    whole = path.read_bytes()
    for part in (0, 0.1, 0.3, 0.5, 0.7, 0.99):
        at = int(part * len(whole))
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            path.write_bytes(damaged)
            assert require_same(kept) == [1, 2], part
        whole = path.read_bytes()
    assert require_same(kept) == []


def test_one_of_another_dossier_tells_nothing_here(kept: Laptop) -> None:
    other = make_laptop(kept.home.parent / "other")
    other.add(CASE, note(number=4), note(number=5))
    require_same(other)
    other.identity = kept.identity
    shutil.copytree(other.private / pages.FOLDER, kept.private / pages.FOLDER, dirs_exist_ok=True)
    require_same(kept)


def test_one_of_another_version_of_vp_is_made_anew(
    kept: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "__version__", "99.0")
    assert require_same(kept) == [1, 2, 3]


def test_while_another_writes_it_answers_and_keeps_what_was(kept: Laptop) -> None:
    kept.append(CASE, note(number=2))
    before = files.stamps(kept.private / pages.FOLDER)
    with lock(kept.private / "lock"):
        assert require_same(kept) == [1]
    assert files.stamps(kept.private / pages.FOLDER) == before


def test_a_case_that_cannot_be_read_is_told_each_time(kept: Laptop) -> None:
    path = kept.open().case_path(CASE)
    path.write_bytes(path.read_bytes()[:-1])
    for _time in range(2):
        found, _opened = told(kept)
        assert list(found.unreadable) == [CASE]
        assert [one.id for one in found.summaries] == [THIRD, OTHER]


def test_a_case_without_its_key_is_not_told_from_the_index(kept: Laptop) -> None:
    (kept.keys / f"{CASE}.age").unlink()
    assert list(told(kept)[0].unreadable) == [CASE]


def test_a_closing_cut_off_before_the_keys_name_is_put_right(kept: Laptop) -> None:
    (named,) = (path for path in kept.keys.iterdir() if path.name.startswith(f"{OTHER}."))
    named.rename(kept.keys / f"{OTHER}.age")
    require_same(kept)
    assert named.exists()
    require_same(kept)
    assert require_same(kept) == []


def test_an_index_that_cannot_be_written_costs_time_alone(kept: Laptop) -> None:
    shutil.rmtree(kept.private / pages.FOLDER)
    (kept.private / pages.FOLDER).write_text("in the way")
    assert require_same(kept) == [1, 2, 3]
    assert require_same(kept) == [1, 2, 3]


def test_the_pages_of_a_month_that_is_over_go(kept: Laptop) -> None:
    kept.purge(DUE + timedelta(days=1))
    require_same(kept)
    assert not (kept.private / pages.FOLDER / "2028-03.age").exists()
