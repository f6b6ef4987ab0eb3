"""The address of a remote, and what lies in a commit, one piece at a time."""

from pathlib import Path

import pytest

from tests.store.conftest import Laptop, refused
from tests.store.syncs import ask, bare, commit, everything, keys, synced
from tests.strategies import CASE, closing, note
from vp.errors import NotReadable, NotThere, Usage
from vp.store import changes, git, incoming, objects, remote
from vp.store.objects import Entry
from vp.store.remote import address


@pytest.mark.parametrize(
    ("word", "host"),
    [
        ("https://example.org/vp/dossier.git", "example.org"),
        ("https://me@git.example.org:8443/x", "git.example.org"),
        ("ssh://vp@example.org:22/srv/dossier.git", "example.org"),
        ("vp@example.org:dossier.git", "example.org"),
        ("example.org:~/dossier.git", "example.org"),
    ],
)
def test_an_address_elsewhere_names_its_host(word: str, host: str, tmp_path: Path) -> None:
    found = address(word, tmp_path)
    assert (found.text, found.host, found.is_local) == (word, host, False)
    assert found.is_web is word.startswith("https:")


@pytest.mark.parametrize("word", ["stick/x.git", "file:///media/stick/x.git", "/media/stick/x"])
def test_a_folder_is_named_in_full(word: str, tmp_path: Path) -> None:
    found = address(word, tmp_path)
    assert found.is_local
    assert found.host == ""
    assert found.text in (str(tmp_path / "stick/x.git"), "/media/stick/x.git", "/media/stick/x")


@pytest.mark.parametrize(
    "word",
    [
        "x\ny",
        "http://a/b",
        "https://a b/c",
        "https://u:p@a/b",
        "ext::x",
        "a::b",
        "-a",
        "ssh://-x/y",
    ],
)
def test_anything_else_is_no_address(word: str, tmp_path: Path) -> None:
    with pytest.raises(Usage):
        address(word, tmp_path)


def test_a_folder_that_is_not_there_becomes_an_empty_remote(laptop: Laptop, tmp_path: Path) -> None:
    synced(laptop)
    (tmp_path / "stick").mkdir()
    place = remote.Address(str(tmp_path / "stick" / "dossier.git"))
    remote.prepare(place)
    assert remote.fetch(laptop.folder, place) == ""
    before = everything(tmp_path / "stick")
    remote.prepare(place)
    remote.prepare(remote.Address(str(tmp_path / "nowhere" / "dossier.git")))
    assert everything(tmp_path / "stick") == before
    assert not (tmp_path / "nowhere").exists()


def test_a_remote_without_the_branch_is_no_empty_one(laptop: Laptop, tmp_path: Path) -> None:
    place = bare(tmp_path / "remote.git")
    synced(laptop, place)
    ask(place, "branch", "-m", "main", "master")
    with refused(NotReadable, "branch main"):
        remote.fetch(laptop.folder, remote.Address(str(place)))


def test_only_one_branch_is_pushed_and_no_tag(laptop: Laptop, tmp_path: Path) -> None:
    place = bare(tmp_path / "remote.git")
    synced(laptop, place)
    ask(laptop.folder, "tag", "-a", "x", "-m", "private")
    ask(laptop.folder, "branch", "other")
    ask(laptop.folder, "notes", "add", "-m", "private", "main")
    laptop.add(CASE)
    synced(laptop)
    assert ask(place, "for-each-ref", "--format=%(refname)") == "refs/heads/main"


def test_the_id_of_bytes_is_gits_own(laptop: Laptop) -> None:
    git.begin(laptop.folder)
    for data in (b"", b"a\n", b"\0\xff" * 999):
        assert objects.blob_id(data) == objects.store_bytes(laptop.folder, data)


def test_what_is_kept_is_what_may_come_in() -> None:
    names = ["cases/k7fm-2qxd.age", "journal/2026.age", "journal/ledger.age", "profile.age"]
    entry = Entry("100644", "blob", "0" * 40, 9)
    assert set(incoming.accepted((name, entry) for name in names)) == set(names)
    for name in ("cases/k7fm-2qxd.new.age", "journal/26.age", "x", "keys/profile.age", ""):
        assert not git.is_kept(name)


@pytest.mark.parametrize("size", [-1, 4 * 1024 * 1024 + 64 * 1024 + 1])
def test_a_size_that_no_file_of_vp_has_is_refused(size: int) -> None:
    with refused(NotReadable, "larger"):
        incoming.accepted([("profile.age", Entry("100644", "blob", "0" * 40, size))])


def test_a_name_that_could_be_anything_is_not_repeated() -> None:
    with pytest.raises(NotReadable) as caught:
        incoming.accepted([("the story of Anna", Entry("100644", "blob", "0" * 40, 9))])
    assert caught.value.fields["name"] == "?"


# The ledger of what was published: one chain


def ledgers(laptop: Laptop, *chains: list[str]) -> list[bytes]:
    """Ledgers of these chains, sealed to their own key."""
    from vp.store import codec, strict
    from vp.store.opened import LEDGER

    dossier = laptop.open()
    path = laptop.folder / "journal" / "ledger.age"
    found = []
    for chain in chains:
        plain: strict.Plain = {"dossier": dossier.marker.id, "issued": [*chain]}
        data = codec.pad(strict.dump(plain))
        put = dossier.cabinet.save if path.exists() else dossier.cabinet.make
        found.append(put(LEDGER, path, data))
    path.unlink()
    return found


def test_the_ledger_that_goes_on_counts_and_two_that_part_are_an_alarm(
    laptop: Laptop, tmp_path: Path
) -> None:
    short, long, other = ledgers(laptop, ["a"], ["a", "b"], ["a", "c"])
    place = bare(tmp_path / "remote.git")
    path = laptop.folder / "journal" / "ledger.age"
    path.write_bytes(short)
    synced(laptop, place)
    commit(place, ("100644", "journal/ledger.age", long))
    assert keys(synced(laptop)) == {}
    assert path.read_bytes() == long
    path.write_bytes(other)
    commit(place, ("100644", "journal/ledger.age", short))
    assert set(keys(synced(laptop)).values()) <= {"parted", "went_back", "went_back_here"}
    assert path.read_bytes() == other


def test_a_report_is_taken_when_the_ledger_vouches_for_it(laptop: Laptop, tmp_path: Path) -> None:
    from vp.store.key_names import digest

    report = b"total: 12\n"
    (sealed,) = ledgers(laptop, [digest(report)])
    place = bare(tmp_path / "remote.git")
    synced(laptop, place)
    commit(
        place,
        ("100644", "journal/ledger.age", sealed),
        ("100644", "reports/2025.yaml", report),
        ("100644", "reports/2024.yaml", b"total: 11\n"),
    )
    assert keys(synced(laptop)) == {"2024": "unvouched"}
    assert (laptop.folder / "reports" / "2025.yaml").read_bytes() == report


# Changes


def test_changes_are_found_from_one_version_to_the_next(laptop: Laptop) -> None:
    laptop.add(CASE)
    synced(laptop)
    laptop.append(CASE, note(), closing())
    found = changes.between(laptop.open(), changes.since_sync(laptop.open()))
    assert [one.id for one in found.cases] == [CASE]
    assert [entry.id for entry in found.cases[0].entries] == [note().id, closing().id]
    synced(laptop)
    dossier = laptop.open()
    again = changes.between(dossier, changes.back(dossier, 1), changes.back(dossier, 0))
    assert again == found


def test_without_git_there_is_nothing_to_compare_with(laptop: Laptop) -> None:
    with refused(NotThere, "no version"):
        changes.since_sync(laptop.open())
