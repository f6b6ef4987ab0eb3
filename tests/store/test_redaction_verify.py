"""What `purge --verify` tries after a redaction, and the record that it goes by."""

from typing import Any

import msgspec
import pytest

from tests.store.conftest import DUE, OTHER, Laptop, refused
from tests.store.redactions import (
    begin,
    keys,
    redact,
)
from tests.strategies import CASE, OPENED, TODAY, closing, note
from vp.errors import NotReadable
from vp.store import git, register
from vp.store.verify import verify


@pytest.fixture
def told(laptop: Laptop) -> Laptop:
    """A laptop with the secret in an open case, another case, and both in git."""
    return begin(laptop)


# Verifying


def tried(laptop: Laptop) -> tuple[int, list[str]]:
    return verify(laptop.open(), laptop.identity, lambda _done, _all: None)


@pytest.mark.requirement("KL-13")
def test_verifying_tries_the_versions_from_before_and_none_opens(told: Laptop) -> None:
    """That they do not open any more is right; that the newer ones do is right too."""
    told.append(CASE, note(number=2))
    git.commit(told.folder, TODAY)
    assert tried(told) == (0, [])
    redact(told)
    git.commit(told.folder, TODAY)
    told.append(CASE, note(number=3))
    git.commit(told.folder, TODAY)
    assert tried(told) == (2, [])


@pytest.mark.parametrize("log", [(), (note(number=2),)])
def test_verifying_finds_an_old_key_under_another_name(log: tuple[Any, ...], told: Laptop) -> None:
    """Whatever stood in that version: its key was to be destroyed."""
    told.append(CASE, *log)
    (old,) = keys(told).values()
    redact(told)
    git.commit(told.folder, TODAY)
    dossier = told.open()
    (told.keys / "0000-0000.new.age").write_bytes(old)
    result = verify(dossier, told.identity, lambda _done, _all: None)
    assert set(result.opened) == {CASE}


def test_verifying_a_case_that_was_destroyed_after_a_redaction(told: Laptop) -> None:
    redact(told)
    told.append(CASE, closing(on=OPENED))
    git.commit(told.folder, TODAY)
    assert told.purge(DUE) == [CASE]
    assert tried(told) == (2, [])


# The record


def three(laptop: Laptop) -> register.Register:
    """A record of three old keys."""
    old = [
        register.OldKey(key=f"{number:032x}", case=name, on=TODAY)
        for number, name in enumerate((CASE, OTHER, CASE))
    ]
    return register.complete_redaction(register.begin_redaction(laptop.record(), old))


@pytest.mark.parametrize("field", ["key", "case", "on", "chain"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_changed_record_is_detected(field: str, place: int, laptop: Laptop) -> None:
    found = three(laptop)
    register.require_whole(found)
    done = list(found.redacted)
    value: Any = DUE if field == "on" else "0" * 31 + "9"
    done[place] = msgspec.structs.replace(done[place], **{field: value})
    with refused(NotReadable, "does not fit its chain", done[place].case):
        register.require_whole(msgspec.structs.replace(found, redacted=tuple(done)))


def test_the_same_key_is_recorded_once(laptop: Laptop) -> None:
    one = register.OldKey(key="0" * 32, case=CASE, on=TODAY)
    record = register.begin_redaction(register.begin_redaction(laptop.record(), [one]), [one])
    assert record.redacting == (one,)
