from datetime import date

import msgspec
import pytest
import yaml

from tests.store.conftest import refused
from tests.strategies import (
    OPENED,
    closing,
    consent,
    make_case,
    make_profile,
    note,
    wish,
)
from vp.domain.case import FORMAT, REPORTER, Case, Person
from vp.domain.profile import Profile
from vp.errors import NotReadable, NotWritten
from vp.store import codec

CASE = make_case(
    wish(text="dat het ophoudt"),
    note(text="Eerste gesprek.\n\n- wat er gebeurde\n- sinds wanneer", minutes=45),
    consent(),
    closing(),
    people={REPORTER: Person(name="Anna Bos", contact="0612345678")},
    unit="Logistiek",
)


def changed(old: str, new: str) -> bytes:
    """The YAML of CASE with one thing in it changed."""
    text = codec.dump(CASE).decode()
    assert text.count(old) >= 1
    return text.replace(old, new, 1).encode()


def test_a_case_reads_back_as_it_was_written() -> None:
    data = codec.dump(CASE)
    assert codec.load(data, Case, "k") == CASE
    assert codec.dump(codec.load(data, Case, "k")) == data


def test_a_case_is_written_as_its_format_says() -> None:
    read = yaml.safe_load(codec.dump(CASE))
    assert list(read) == ["format", "dossier", "id", "alias", "revision", "facts", "people", "log"]
    assert read["format"] == FORMAT
    assert read["facts"] == {"opened": OPENED, "domain": "conduct", "unit": "Logistiek"}
    assert read["people"] == {"reporter": {"name": "Anna Bos", "contact": "0612345678"}}
    assert [entry["entry"] for entry in read["log"]] == ["wish", "note", "consent", "closing"]
    assert read["log"][1]["day"] == OPENED
    assert read["log"][1]["text"] == "Eerste gesprek.\n\n- wat er gebeurde\n- sinds wanneer"


def test_padding_is_newlines_which_change_nothing_for_a_reader() -> None:
    data = codec.dump(CASE)
    padded = codec.pad(data)
    assert padded.rstrip(b"\n") + b"\n" == data
    assert codec.load(padded, Case, "k") == CASE
    assert yaml.safe_load(padded) == yaml.safe_load(data)


@pytest.mark.parametrize(
    ("size", "padded"),
    [
        (0, 16),
        (1, 16),
        (16 * 1024, 16),
        (16 * 1024 + 1, 64),
        (64 * 1024, 64),
        (64 * 1024 + 1, 256),
        (256 * 1024, 256),
        (256 * 1024 + 1, 1024),
        (1024 * 1024, 1024),
        (1024 * 1024 + 1, 4096),
        (4 * 1024 * 1024, 4096),
    ],
)
def test_the_ladder_has_five_steps(size: int, padded: int) -> None:
    data = codec.pad(b"x" * size)
    assert len(data) == padded * 1024
    assert data == b"x" * size + b"\n" * (padded * 1024 - size)


def test_above_the_ladder_nothing_is_written() -> None:
    with refused(NotWritten, "beyond 4 MiB", "was not saved"):
        codec.pad(b"x" * (4 * 1024 * 1024 + 1))


def test_a_new_note_does_not_show_in_the_size() -> None:
    more = msgspec.structs.replace(CASE, log=(*CASE.log, note(number=2, text="kort " * 200)))
    assert len(codec.pad(codec.dump(more))) == len(codec.pad(codec.dump(CASE)))


# What is refused


@pytest.mark.parametrize(
    ("number", "shown"),
    [(str(FORMAT + 1), str(FORMAT + 1)), ("99", "99"), ("9" * 5000, "9" * 9), ("'2'", "2")],
)
def test_a_newer_format_is_refused_with_a_clear_sentence(number: str, shown: str) -> None:
    with refused(
        NotReadable,
        f"k7fm was written by a newer vp (format {shown}; this vp reads {FORMAT})",
        "install the newest vp",
    ):
        codec.load(changed(f"format: {FORMAT}", f"format: {number}"), Case, "k7fm")


def test_a_newer_format_is_refused_before_anything_else_is_looked_at() -> None:
    with refused(NotReadable, "written by a newer vp"):
        codec.load(b"format: 2\nwhatever: [is, new]\n", Case, "k7fm")


@pytest.mark.parametrize("number", ["-1", "1.5", "een", "²", "''", "[1]", "{a: 1}", "true"])
def test_a_format_that_is_no_number_is_refused_without_repeating_it(number: str) -> None:
    with refused(NotReadable, "format ?;"):
        codec.load(changed(f"format: {FORMAT}", f"format: {number}"), Case, "k7fm")


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("domain: conduct", "domain: geheim", "$.facts.domain"),
        ("opened: 2026-03-02", "opened: geheim", "$.facts.opened"),
        ("opened: 2026-03-02", "opened: 2026-02-30", "$.facts.opened"),
        ("opened: 2026-03-02", "opened: ~", "$.facts"),
        ("unit: Logistiek", "unit: [geheim]", "$.facts.unit"),
        ("unit: Logistiek", "geheim: Logistiek", "$.facts"),
        ("revision: 1", "revision: geheim", "$.revision"),
        ("revision: 1", "revision: " + "7" * 100_000, "$.revision"),
        ("name: Anna Bos", "geheim: Anna Bos", "$.people[...]"),
        ("  reporter:", "  geheim: {geheim: x}\n  reporter:", "$.people[...]"),
        ("minutes: 45", "minutes: geheim", "$.log[1].minutes"),
        ("minutes: 45", "geheim: 45", "$.log[1]"),
        ("entry: note", "entry: geheim", "$.log[1].entry"),
        ("at: 2026-03-02T09:00:00", "at: 2026-03-02T09:00:61", "$.log[0].at"),
        ("retention: 24", "retention: ''", "$.log[3].retention"),
    ],
)
def test_an_error_shows_the_place_and_never_what_stands_there(
    old: str, new: str, path: str
) -> None:
    with pytest.raises(NotReadable) as caught:
        codec.load(changed(old, new), Case, "k7fm")
    error = caught.value
    assert error.fields["path"] == path
    told = f"{error}{error.sentence}{error.hint}{error.fields}"
    assert not any(word in told for word in ("geheim", "Anna", "Logistiek", "777"))
    assert error.__cause__ is None
    assert error.__suppress_context__


@pytest.mark.parametrize("data", [b"", b"[]", b"geheim", b"- a\n", b"a: 1\n", b"~"])
def test_what_is_no_case_at_all_is_refused(data: bytes) -> None:
    with refused(NotReadable):
        codec.load(data, Case, "k7fm")


def test_a_moment_without_a_zone_is_refused() -> None:
    data = codec.dump(CASE)
    assert b"at: 2026-03-02T09:00:00Z" in data or b"at: 2026-03-02T09:00:00+00:00" in data
    bare = data.replace(b"09:00:00Z", b"09:00:00").replace(b"09:00:00+00:00", b"09:00:00")
    with refused(NotReadable, "$.log[0].at"):
        codec.load(bare, Case, "k7fm")


def test_a_profile_is_checked_as_it_is_read() -> None:
    profile = make_profile(organisation="Voorbeeld BV", threshold=7, renewal=date(2027, 1, 1))
    data = codec.dump(profile)
    assert codec.load(data, Profile, "profile") == profile
    with refused(NotReadable, "profile is not what vp writes"):
        codec.load(data.replace(b"threshold: 7", b"threshold: 2"), Profile, "profile")


def test_what_would_not_read_back_the_same_is_not_written() -> None:
    """A record made by hand is not checked by its own constructor."""
    wrong = msgspec.structs.replace(CASE, revision="4")
    with refused(NotWritten, "nothing was saved"):
        codec.dump(wrong)
