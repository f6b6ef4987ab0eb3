"""Taking text out for good, on a real folder with real git."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.conftest import DUE, OTHER, Laptop, opens, refused
from tests.store.redactions import (
    NEW,
    NOTE,
    SECRET,
    WHY,
    begin,
    everything,
    held,
    keys,
    locked,
    readable,
    redact,
    sealed,
    shows_secret,
)
from tests.strategies import AT, CASE, OPENED, TODAY, closing, note
from vp.domain import correcting
from vp.domain.case import texts
from vp.domain.entries import Redaction
from vp.errors import NotAllowed, NotReadable
from vp.store import files, git, register
from vp.store.age import new_identity, unseal
from vp.store.key_names import digest


@pytest.fixture
def told(laptop: Laptop) -> Laptop:
    """A laptop with the secret in an open case, another case, and both in git."""
    return begin(laptop)


# What is gone


@pytest.mark.requirement("KL-13")
@pytest.mark.requirement("HK-20")
def test_the_text_is_gone_from_the_case_and_that_it_was_done_stays(told: Laptop) -> None:
    after = redact(told)
    assert told.open().load(CASE) == after
    assert not shows_secret(told)
    assert [entry.id for entry in after.log] == [NOTE.id, "z-000001"]
    assert list(texts(after.log[-1])) == [WHY]
    assert after.revision == 2
    assert told.debris() == []


@pytest.mark.requirement("KL-13")
@pytest.mark.requirement("GC-24")
def test_no_version_in_git_from_before_opens_with_any_key_that_is_held(told: Laptop) -> None:
    before = sealed(told)
    assert readable(before, held(told))
    redact(told)
    git.commit(told.folder, TODAY)
    after = sealed(told)
    every = {version.data for version in git.versions(told.folder)}
    assert {before, after} <= every
    assert not readable(before, held(told))
    assert readable(after, held(told))
    for data in every:
        with suppress(NotReadable):
            assert SECRET.encode() not in unseal(data, held(told), "k")


def test_the_old_key_is_overwritten_before_it_is_gone(told: Laptop) -> None:
    (told.home / "same file").hardlink_to(told.keys / f"{CASE}.age")
    before = sealed(told)
    redact(told)
    left = (told.home / "same file").read_bytes()
    with refused(NotReadable):
        unseal(left, [told.identity], "k")
    assert not readable(before, held(told))


def test_the_record_names_the_old_key_and_no_word_of_the_case(told: Laptop) -> None:
    (old,) = keys(told).values()
    redact(told)
    (one,) = told.record().redacted
    assert (one.key, one.case, one.on) == (digest(old), CASE, TODAY)
    assert told.record().redacting == ()
    register.require_whole(told.record())
    assert told.open().destroyed() == set()
    written = (told.private / "destroyed.yaml").read_text()
    assert SECRET not in written
    assert WHY not in written


def test_each_redaction_takes_the_key_before_it(told: Laptop) -> None:
    seen = [next(iter(keys(told).values()))]
    redact(told)
    seen.append(next(iter(keys(told).values())))
    told.append(CASE, note(number=5, text="nog iets over zijn broer"))
    version = sealed(told)
    trace = Redaction(id="z-000002", at=AT, on=TODAY, entry="n-000005", text=WHY)
    told.open().redact(CASE, lambda case: correcting.redact(case, trace, TODAY))
    assert [one.key for one in told.record().redacted] == list(map(digest, seen))
    register.require_whole(told.record())
    assert not readable(version, held(told))


def test_a_closed_case_keeps_its_term_and_is_destroyed_on_it(told: Laptop) -> None:
    told.append(CASE, closing(on=OPENED))
    assert [term.due for term in told.open().cabinet.terms()] == [DUE, None]
    redact(told)
    assert list(keys(told)) == [f"{CASE}.{DUE}.{digest(sealed(told))}.age"]
    assert told.purge(DUE - timedelta(days=1)) == []
    assert told.purge(DUE) == [CASE]
    assert told.key_names() == [f"{OTHER}.age", "profile.age"]
    register.require_whole(told.record())


def test_the_other_cases_are_left_alone(told: Laptop) -> None:
    before = (told.keys / f"{OTHER}.age").read_bytes()
    redact(told)
    assert (told.keys / f"{OTHER}.age").read_bytes() == before
    assert opens(told, OTHER)


# What is refused leaves everything as it was


def test_a_change_that_is_refused_writes_nothing(told: Laptop) -> None:
    told.append(CASE, closing(on=OPENED))
    redact(told)
    before = everything(told)
    with refused(NotAllowed, "there is no text in entry"):
        redact(told)
    assert everything(told) == before


def test_a_new_key_that_would_not_open_here_is_seen_before_anything_is_written(
    told: Laptop,
) -> None:
    """Else the case would be lost with its old key."""
    (told.private / "recipients.txt").write_text(f"{new_identity().recipient}\n")
    before = everything(told)
    with refused(NotReadable, f"keys/{CASE} cannot be opened"):
        redact(told)
    assert everything(told) == before


def test_a_damaged_record_is_seen_before_anything_is_written(told: Laptop) -> None:
    (told.private / "destroyed.yaml").write_text("format: 1\n")
    before = everything(told)
    with refused(NotReadable, "destroyed.yaml"):
        redact(told)
    assert everything(told) == before


# Old copies


DATED = f"{CASE}.2031-01-01.{'0' * 32}.age"


@pytest.mark.requirement("GC-24")
@pytest.mark.parametrize(
    ("name", "closed"),
    [(NEW, False), (DATED, False), (f"{CASE}.age", True), (NEW, True), (DATED, True)],
)
def test_an_old_key_that_comes_back_is_destroyed_by_the_next_command(
    name: str, closed: bool, told: Laptop
) -> None:
    (old,) = keys(told).values()
    if closed:
        told.append(CASE, closing(on=OPENED))
    before = sealed(told)
    redact(told)
    right = keys(told)
    (told.keys / name).write_bytes(old)
    locked(told)
    assert keys(told) == right
    assert not readable(before, held(told))
    assert not shows_secret(told)


def test_an_old_copy_of_the_key_in_place_of_the_new_one_does_not_open_older_versions(
    told: Laptop,
) -> None:
    """What the copy overwrote is lost; the key that was to be destroyed is destroyed."""
    (old,) = keys(told).values()
    redact(told)
    (told.keys / f"{CASE}.age").write_bytes(old)
    told.open()
    assert keys(told) == {}


def test_a_copy_of_the_new_key_itself_is_no_reason_to_destroy_it(told: Laptop) -> None:
    redact(told)
    (right,) = keys(told).values()
    (told.keys / NEW).write_bytes(right)
    locked(told)
    assert not shows_secret(told)
    assert keys(told) == {f"{CASE}.age": right}
    assert len(told.record().redacted) == 1


# Two at once


def test_a_reader_between_whose_file_and_key_a_redaction_comes_looks_again(
    told: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, real, first = told.open(), files.read, iter([True])

    def read(path: Path, **limit: int) -> bytes:
        data = real(path, **limit)
        if path.parent == told.cases and next(first, False):
            redact(told)
        return data

    monkeypatch.setattr(files, "read", read)
    assert list(texts(reader.load(CASE).log[0])) == []
