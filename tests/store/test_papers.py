import msgspec
import pytest

from tests.store.conftest import Laptop, refused
from tests.strategies import AT, DOSSIER, TODAY
from vp.domain.activity import Activity, Journal, add
from vp.domain.vocabulary import ActivityKind
from vp.errors import NotReadable, NotThere
from vp.store import codec
from vp.store.papers import activities, load_journal, update_journal, years


def note(laptop: Laptop, year: int, text: str) -> Journal:
    """The journal of the year has this activity too."""
    day = TODAY.replace(year=year)
    one = Activity(id="g-000001", at=AT, on=day, kind=ActivityKind.TRAINING_GIVEN, text=text)
    return update_journal(laptop.open(), year, lambda journal: add(journal, one, TODAY))


def test_a_journal_begins_with_its_first_activity(laptop: Laptop) -> None:
    assert years(laptop.open()) == []
    empty = load_journal(laptop.open(), 2026)
    assert (empty.year, empty.revision, empty.activities, empty.dossier) == (2026, 0, (), DOSSIER)
    assert laptop.key_names() == ["profile.age"]
    note(laptop, 2026, "een training")
    assert years(laptop.open()) == [2026]
    assert laptop.key_names() == ["journal-2026.age", "profile.age"]


def test_each_year_has_its_own_and_all_are_found_in_order(laptop: Laptop) -> None:
    for year, text in ((2026, "drie"), (2024, "een"), (2025, "twee"), (2026, "vier")):
        note(laptop, year, text)
    dossier = laptop.open()
    assert years(dossier) == [2024, 2025, 2026]
    assert [one.text for one in activities(dossier)] == ["een", "twee", "drie", "vier"]
    assert load_journal(dossier, 2026).revision == 2


def test_only_years_are_journals(laptop: Laptop) -> None:
    for name in ("26.age", "2026.yaml", "²⁰²⁶.age", "20261.age", "x2026.age"):
        (laptop.folder / "journal" / name).touch()
    assert years(laptop.open()) == []


def test_a_journal_whose_file_is_not_here_is_not_begun_anew(laptop: Laptop) -> None:
    """Its key waits for it; a new key in that place would make it unreadable for ever."""
    before = note(laptop, 2026, "een training")
    path = laptop.folder / "journal" / "2026.age"
    path.rename(laptop.home / "elsewhere")
    for _again in range(2):
        with refused(NotThere, "2026.age is not there"):
            note(laptop, 2026, "nog een")
    (laptop.home / "elsewhere").rename(path)
    assert load_journal(laptop.open(), 2026) == before
    assert laptop.debris() == []


def test_a_journal_whose_key_is_not_here_is_not_begun_anew(laptop: Laptop) -> None:
    note(laptop, 2026, "een training")
    (laptop.keys / "journal-2026.age").unlink()
    with refused(NotThere, "no key for journal-2026"):
        note(laptop, 2026, "nog een")


def test_two_journals_that_were_swapped_are_noticed(laptop: Laptop) -> None:
    note(laptop, 2025, "een")
    note(laptop, 2026, "twee")
    one, two = (laptop.folder / "journal" / f"{year}.age" for year in (2025, 2026))
    data = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(data)
    for year in (2025, 2026):
        with refused(NotReadable, f"journal-{year} cannot be opened"):
            load_journal(laptop.open(), year)


def test_a_journal_of_another_dossier_is_noticed(laptop: Laptop) -> None:
    before = note(laptop, 2026, "een")
    dossier = laptop.open()
    foreign = msgspec.structs.replace(before, dossier="0000-0000")
    path = dossier.path_of("journal-2026")
    dossier.cabinet.save("journal-2026", path, codec.pad(codec.dump(foreign)))
    with refused(NotReadable, "journal-2026 belongs to another dossier"):
        load_journal(laptop.open(), 2026)


@pytest.mark.requirement("GC-20")
def test_no_word_of_a_journal_stands_readable_anywhere(laptop: Laptop) -> None:
    note(laptop, 2026, "een training over pesten")
    for place in (laptop.folder, laptop.home):
        for path in place.rglob("*"):
            assert not path.is_file() or b"pesten" not in path.read_bytes()
