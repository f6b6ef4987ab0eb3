"""Redactions that were cut off, each state made by hand and met by the next command."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.conftest import DUE, OTHER, Laptop, fresh_key, refused
from tests.store.redactions import (
    NEW,
    aside,
    begin,
    destroyed,
    everything,
    half_destroyed,
    held,
    keys,
    locked,
    readable,
    recorded,
    redact,
    renamed,
    sealed,
    sealed_anew,
    shows_secret,
)
from tests.strategies import CASE, OPENED, TODAY, closing, note
from vp.errors import NotWritten
from vp.store import files, register
from vp.store.key_names import digest


@pytest.fixture
def told(laptop: Laptop) -> Laptop:
    """A laptop with the secret in an open case, another case, and both in git."""
    return begin(laptop)


# Cut off before the record


@pytest.mark.parametrize("state", [aside, sealed_anew])
def test_without_a_passphrase_a_new_key_beside_a_plain_one_is_left_alone(
    state: Callable[[Laptop], Laptop], told: Laptop
) -> None:
    before = everything(state(told))
    locked(told)
    assert everything(told) == before


def test_what_was_not_saved_is_undone_by_whoever_opens_a_case_next(told: Laptop) -> None:
    right = keys(told)
    aside(told).open().load(OTHER)
    assert keys(told) == right
    assert shows_secret(told)
    assert not (told.private / "destroyed.yaml").exists()


def by_load(laptop: Laptop) -> None:
    laptop.open().load(CASE)


def by_another(laptop: Laptop) -> None:
    laptop.open().load(OTHER)


def by_raw(laptop: Laptop) -> None:
    laptop.open().raw(CASE)


def by_update(laptop: Laptop) -> None:
    laptop.append(CASE, note(number=7))


@pytest.mark.parametrize("command", [by_load, by_another, by_raw, by_update])
def test_what_was_saved_is_finished_by_whoever_opens_a_case_next(
    command: Callable[[Laptop], None], told: Laptop
) -> None:
    before = sealed(told)
    (old,) = keys(told).values()
    command(sealed_anew(told))
    assert list(keys(told)) == [f"{CASE}.age"]
    assert [(one.key, one.on) for one in told.record().redacted] == [(digest(old), TODAY)]
    assert told.record().redacting == ()
    assert not shows_secret(told)
    assert not readable(before, held(told))
    assert told.debris() == []


def test_a_closed_case_gets_its_term_back_when_it_is_finished(told: Laptop) -> None:
    told.append(CASE, closing(on=OPENED))
    sealed_anew(told)
    assert told.purge(DUE + timedelta(days=999)) == []  # the file is not the one that was closed
    told.open().load(CASE)
    assert list(keys(told)) == [f"{CASE}.{DUE}.{digest(sealed(told))}.age"]
    assert told.purge(DUE) == [CASE]


def test_a_case_is_read_in_the_middle_even_when_nothing_can_be_written(
    told: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed_anew(told)
    dossier = told.open()

    def fail(*_paths: Path) -> None:
        raise NotWritten("{name}", name="k")

    for name in ("replace", "rename", "destroy"):
        monkeypatch.setattr(files, name, fail)
    assert dossier.load(CASE).revision == 9
    with refused(NotWritten):
        dossier.update(CASE, lambda case: case)
    assert set(keys(told)) == {f"{CASE}.age", NEW}


@pytest.mark.parametrize("damage", ["gone", "damaged", "another's"])
def test_both_keys_stay_while_neither_opens_the_case(damage: str, told: Laptop) -> None:
    sealed_anew(told)
    path = told.cases / f"{CASE}.age"
    whole, both = path.read_bytes(), keys(told)
    match damage:
        case "gone":
            path.unlink()
        case "damaged":
            path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        case _:
            path.write_bytes((told.cases / f"{OTHER}.age").read_bytes())
    told.open().load(OTHER)
    assert keys(told) == both
    path.write_bytes(whole)
    assert not shows_secret(told)
    assert list(keys(told)) == [f"{CASE}.age"]


def test_a_damaged_new_key_does_not_keep_anybody_from_reading(told: Laptop) -> None:
    aside(told)
    (told.keys / NEW).write_bytes(b"half")
    assert shows_secret(told)
    assert list(keys(told)) == [f"{CASE}.age"]


# Cut off after the record


@pytest.mark.parametrize("state", [recorded, half_destroyed, destroyed, renamed])
@pytest.mark.parametrize("closed", [False, True])
def test_from_the_record_on_the_next_command_ends_it_without_a_passphrase(
    closed: bool, state: Callable[[Laptop], Laptop], told: Laptop
) -> None:
    before = sealed(told)
    if closed:
        told.append(CASE, closing(on=OPENED))
    state(told)
    locked(told)
    assert list(keys(told)) == [f"{CASE}.age"]
    record = told.record()
    assert (len(record.redacted), record.redacting) == (1, ())
    register.require_whole(record)
    assert not readable(before, held(told))
    assert not shows_secret(told)
    assert [term.due for term in told.open().cabinet.terms()] == [DUE if closed else None, None]


def test_the_new_key_is_kept_though_the_case_file_is_not_there(told: Laptop) -> None:
    """A fresh key without a case is an intake nobody heard of; this one is not."""
    path = destroyed(told).cases / f"{CASE}.age"
    path.rename(told.home / "elsewhere")
    locked(told)
    assert list(keys(told)) == [f"{CASE}.age"]
    (told.home / "elsewhere").rename(path)
    assert not shows_secret(told)


def test_putting_right_is_done_with_the_second_time(told: Laptop) -> None:
    half_destroyed(told)
    told.write().load(CASE)
    before = everything(told)
    told.write().load(CASE)
    assert everything(told) == before


def test_an_error_after_the_text_is_out_says_what_is_left_to_do(
    told: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files.replace

    def full(path: Path, data: bytes) -> None:
        if path.name == "destroyed.yaml":
            raise NotWritten("{name}: {why}", name=path.name, why=os.strerror(28))
        real(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(files, "replace", full)
        with refused(NotWritten, f"the text is out of case {CASE}", os.strerror(28)):
            redact(told)
    assert not shows_secret(told)
    assert list(keys(told)) == [f"{CASE}.age"]


def test_a_strange_new_key_is_never_renamed_over_the_one_that_opens_the_case(
    told: Laptop,
) -> None:
    """The record waits, and a key that somebody once began to make came back from an old copy."""
    renamed(told)
    right = keys(told)
    fresh_key(told, CASE)
    locked(told)
    assert keys(told) == right | {NEW: (told.keys / NEW).read_bytes()}
    assert not shows_secret(told)
    locked(told)
    assert keys(told) == right
    assert (len(told.record().redacted), told.record().redacting) == (1, ())


def test_while_an_old_key_cannot_be_destroyed_nothing_new_is_sealed_to_it(
    told: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case is read with the new key, and neither changed nor marked for destruction."""
    told.append(CASE, closing(on=OPENED))
    sealed_anew(told)
    before, both, real = sealed(told), keys(told), files.replace

    def full(path: Path, data: bytes) -> None:
        if path.name == "destroyed.yaml":
            raise NotWritten("{name}", name="k")
        real(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(files, "replace", full)
        assert told.open().load(CASE).revision == 9
        with refused(NotWritten, "the text is out"):
            by_update(told)
    assert (sealed(told), keys(told)) == (before, both)
    told.append(CASE, note(number=7))
    assert list(keys(told)) == [f"{CASE}.{DUE}.{digest(sealed(told))}.age"]
