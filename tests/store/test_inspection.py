from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from tests.domain.published_reports import AT, DECOY, INTERVALS, UNITS, frozen
from tests.store.conftest import DUE, OTHER, Laptop, make_laptop
from tests.strategies import CASE, DOSSIER
from vp.store import register, reports, session
from vp.store.age import new_identity
from vp.store.inspection import Finding, inspect
from vp.store.mending import repair
from vp.store.papers import update_journal


@pytest.fixture
def whole(tmp_path: Path) -> Laptop:
    """A laptop with which nothing is wrong: two cases, a journal, a report, a recovery key."""
    laptop = make_laptop(tmp_path / "one", recovery=new_identity().recipient)
    session.keep(laptop.home, laptop.identity, None)
    laptop.closed("0abc-1def")
    laptop.purge(DUE)
    laptop.add(CASE)
    laptop.add(OTHER)
    update_journal(laptop.open(), 2026, lambda journal: journal)
    reports.publish(laptop.open(), frozen(), DECOY, INTERVALS, AT, UNITS)
    return laptop


def findings(laptop: Laptop) -> list[Finding]:
    """Everything that is wrong with it."""
    return list(inspect(laptop.open(), laptop.home, lambda _done, _all: None))


def told(laptop: Laptop) -> list[str]:
    """What is wrong, as it is shown."""
    found = findings(laptop)
    assert all(one.repair for one in found)
    return [one.sentence.format(**one.fields) for one in found]


def test_with_a_whole_dossier_nothing_is_wrong(whole: Laptop) -> None:
    steps: list[tuple[int, int]] = []
    found = inspect(whole.open(), whole.home, lambda done, of: steps.append((done, of)))
    assert list(found) == []
    assert steps == [(1, 2), (2, 2)]


def test_looking_changes_nothing(whole: Laptop) -> None:
    def state() -> dict[str, tuple[bytes, int]]:
        places = (whole.folder, whole.home)
        found = [path for place in places for path in place.rglob("*") if path.is_file()]
        return {str(path): (path.read_bytes(), path.stat().st_mode) for path in found}

    (whole.keys / f"{CASE}.age").chmod(0o644)
    before = state()
    assert findings(whole)
    assert state() == before


# What can be wrong


def no_key(laptop: Laptop) -> None:
    (laptop.keys / f"{CASE}.age").unlink()


def no_case(laptop: Laptop) -> None:
    (laptop.cases / f"{CASE}.age").unlink()


def damaged_case(laptop: Laptop) -> None:
    path = laptop.cases / f"{CASE}.age"
    path.write_bytes(path.read_bytes()[:-1])


def damaged_key(laptop: Laptop) -> None:
    (laptop.keys / f"{CASE}.age").write_bytes(b"x")


def swapped(laptop: Laptop) -> None:
    one = laptop.cases / f"{CASE}.age"
    one.write_bytes((laptop.cases / f"{OTHER}.age").read_bytes())


def damaged_profile(laptop: Laptop) -> None:
    (laptop.folder / "profile.age").write_bytes(b"x")


def no_profile(laptop: Laptop) -> None:
    (laptop.folder / "profile.age").unlink()


def damaged_journal(laptop: Laptop) -> None:
    (laptop.folder / "journal" / "2026.age").write_bytes(b"x")


def no_journal(laptop: Laptop) -> None:
    (laptop.folder / "journal" / "2026.age").unlink()


def no_journal_key(laptop: Laptop) -> None:
    (laptop.keys / "journal-2026.age").unlink()


def no_profile_key(laptop: Laptop) -> None:
    (laptop.keys / "profile.age").unlink()


def damaged_ledger(laptop: Laptop) -> None:
    (laptop.folder / "journal" / "ledger.age").write_bytes(b"x")


def no_ledger(laptop: Laptop) -> None:
    (laptop.folder / "journal" / "ledger.age").unlink()


def no_ledger_key(laptop: Laptop) -> None:
    (laptop.keys / "ledger.age").unlink()


def no_report(laptop: Laptop) -> None:
    (laptop.folder / "reports" / "2024.yaml").unlink()


def altered_report(laptop: Laptop) -> None:
    path = laptop.folder / "reports" / "2024.yaml"
    path.write_bytes(path.read_bytes().replace(b"value: 25", b"value: 26"))


def damaged_report(laptop: Laptop) -> None:
    (laptop.folder / "reports" / "2024.yaml").write_bytes(b"{")


def unknown_report(laptop: Laptop) -> None:
    (laptop.folder / "reports" / "2023.yaml").write_bytes(b"{")


def damaged_record(laptop: Laptop) -> None:
    (laptop.private / "destroyed.yaml").write_text("destroyed: {\n")


def changed_record(laptop: Laptop) -> None:
    record = laptop.record()
    (one,) = record.destroyed
    later = msgspec.structs.replace(one, term=DUE.replace(year=2031))
    path = laptop.private / "destroyed.yaml"
    register.write(path, msgspec.structs.replace(record, destroyed=(later,)))


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (no_key, f"there is no key for {CASE} in the cabinet"),
        (no_case, f"there is a key for {CASE}, but no case"),
        (damaged_case, f"{CASE} cannot be opened: it is damaged, or sealed for another key"),
        (damaged_key, f"keys/{CASE} cannot be opened: it is damaged, or sealed for another key"),
        (swapped, f"{CASE} cannot be opened: it is damaged, or sealed for another key"),
        (damaged_profile, "profile cannot be opened: it is damaged, or sealed for another key"),
        (no_profile, "profile.age is not there"),
        (
            damaged_journal,
            "journal-2026 cannot be opened: it is damaged, or sealed for another key",
        ),
        (no_journal, "there is a key for journal-2026, but no file"),
        (no_journal_key, "there is no key for journal-2026 in the cabinet"),
        (no_profile_key, "there is no key for profile in the cabinet"),
        (damaged_ledger, "ledger cannot be opened: it is damaged, or sealed for another key"),
        (no_ledger, "ledger.age is not there"),
        (no_ledger_key, "there is no key for ledger in the cabinet"),
        (no_report, "reports/2024.yaml was published, and is not there"),
        (altered_report, "reports/2024.yaml is not what was published"),
        (damaged_report, "reports/2024.yaml is not what was published"),
        (unknown_report, "reports/2023.yaml was not published from this dossier"),
        (damaged_record, "destroyed.yaml cannot be read (line 2): it is not YAML"),
        (
            changed_record,
            "the destruction record does not fit its chain, from 0abc-1def on",
        ),
    ],
)
def test_each_thing_that_is_wrong_is_found_and_nothing_else(
    damage: Callable[[Laptop], None], sentence: str, whole: Laptop
) -> None:
    damage(whole)
    assert told(whole) == [sentence]


def test_everything_is_found_at_once(whole: Laptop) -> None:
    for damage in (no_key, damaged_profile, damaged_journal, changed_record):
        damage(whole)
    assert len(told(whole)) == 4


@pytest.mark.parametrize(
    "name", ["", DOSSIER, f"{DOSSIER}/keys", "identity.txt", f"{DOSSIER}/keys/{CASE}.age"]
)
def test_rights_that_are_too_wide_are_found_and_narrowed(name: str, whole: Laptop) -> None:
    place = whole.home / name
    place.chmod(place.stat().st_mode | 0o044)
    (found,) = findings(whole)
    assert found.key == "rights"
    assert repair(found, whole.open())
    assert findings(whole) == []
    assert whole.open().load(CASE).id == CASE


def test_a_published_report_that_is_not_there_is_written_again(whole: Laptop) -> None:
    path = whole.folder / "reports" / "2024.yaml"
    data = path.read_bytes()
    no_report(whole)
    (found,) = findings(whole)
    assert repair(found, whole.open())
    assert path.read_bytes() == data
    assert findings(whole) == []


@pytest.mark.parametrize("damage", [no_key, no_journal, no_ledger, altered_report, unknown_report])
def test_what_takes_a_person_is_not_repaired(
    damage: Callable[[Laptop], None], whole: Laptop
) -> None:
    damage(whole)
    (found,) = findings(whole)
    assert not repair(found, whole.open())
    assert len(findings(whole)) == 1


def test_a_home_inside_a_git_folder_is_found(whole: Laptop) -> None:
    """`git clean -fdx` deletes it, and `git stash -a` puts the keys into the history."""
    (whole.home.parent / ".git").mkdir()
    assert [one.key for one in findings(whole)] == ["home_in_git"]


@pytest.mark.parametrize(
    "name", ["Dropbox", "OneDrive - Voorbeeld BV", "Nextcloud", "iCloud Drive"]
)
def test_places_that_are_copied_elsewhere_are_found(name: str, tmp_path: Path) -> None:
    laptop = make_laptop(tmp_path / name, recovery=new_identity().recipient)
    assert [one.key for one in findings(laptop)] == ["home_synced", "folder_shared"]


def test_no_finding_holds_a_word_of_a_case(whole: Laptop) -> None:
    no_key(whole)
    damaged_profile(whole)
    text = " ".join(told(whole))
    assert "merel" not in text
    assert "AGE-SECRET" not in text
