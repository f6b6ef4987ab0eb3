import re
from pathlib import Path

import msgspec
import pytest

from tests.store.conftest import OTHER, Laptop, named, refused
from tests.strategies import ALIAS, CASE, DOSSIER, make_case, note
from vp.domain.case import FORMAT, Case, append
from vp.domain.ids import CASE_ID
from vp.errors import NotAllowed, NotReadable, NotThere
from vp.store import codec
from vp.store.marker import Marker, read_marker
from vp.store.papers import load_profile, update_profile

THIRD = "0abc-1def"


def no_aliases() -> dict[str, str]:
    return {}


# Cases


def test_what_was_added_is_read_back_with_its_place_in_it(laptop: Laptop) -> None:
    case = named(CASE, note())
    saved = laptop.open().add(msgspec.structs.replace(case, format=0, dossier=""))
    assert saved == case
    assert (saved.format, saved.dossier) == (FORMAT, DOSSIER)
    assert laptop.open().load(CASE) == saved


def test_a_change_is_saved_as_one_revision_more(laptop: Laptop) -> None:
    before = laptop.add()
    after = laptop.append(CASE, note())
    assert after.revision == before.revision + 1
    assert after.log == (note(),)
    assert laptop.open().load(CASE) == after


def test_a_change_that_is_refused_saves_nothing(laptop: Laptop) -> None:
    laptop.add()
    before = (laptop.cases / f"{CASE}.age").read_bytes()

    def change(_case: Case) -> Case:
        raise NotAllowed("not so")

    with refused(NotAllowed):
        laptop.open().update(CASE, change)
    assert (laptop.cases / f"{CASE}.age").read_bytes() == before
    assert laptop.debris() == []


def test_a_change_works_on_the_newest_version_and_once(laptop: Laptop) -> None:
    """Two terminals: the second was opened before the first had saved."""
    laptop.add()
    first, second = laptop.open(), laptop.open()
    first.load(CASE), second.load(CASE)
    seen: list[int] = []

    def change(case: Case) -> Case:
        seen.append(len(case.log))
        return append(case, note(number=2))

    first.update(CASE, lambda case: append(case, note(number=1)))
    assert second.update(CASE, change).log == (note(number=1), note(number=2))
    assert seen == [1]


def test_all_cases_are_there_each_under_its_own_id(laptop: Laptop) -> None:
    for name in (OTHER, CASE, THIRD):
        laptop.add(name)
    for foreign in ("README.age", "k7fm-2qxd.age~", "ilou-ilou.age", "k7fm-2qxd.yaml"):
        (laptop.cases / foreign).touch()
    dossier = laptop.open()
    assert dossier.ids() == [THIRD, CASE, OTHER]
    assert [case.id for case in dossier.each()] == dossier.ids()


@pytest.mark.parametrize(
    "name", ["../profile", "profile", "k7fm", "K7FM-2QXD", "", "a/b", "journal-2026"]
)
def test_only_an_id_of_a_case_becomes_a_path(name: str, laptop: Laptop) -> None:
    with refused(NotThere, "there is no such case"):
        laptop.open().load(name)


def test_the_yaml_is_given_as_it_was_sealed(laptop: Laptop) -> None:
    saved = laptop.add(CASE, note(text="wat er is"))
    assert laptop.open().raw(CASE) == codec.dump(saved)


@pytest.mark.requirement("HK-21")
def test_a_file_name_tells_nothing_of_the_case(laptop: Laptop) -> None:
    """Random ids and no alias, name, number or year: the alias lies inside (Huis §6.1)."""
    laptop.add(CASE, note(text="wat er is"))
    names = {str(path.relative_to(laptop.folder)) for path in laptop.folder.rglob("*")}
    ordinary = {".gitattributes", ".gitignore", "vp.yaml", "profile.age", "cases", "journal"}
    assert names - ordinary == {f"cases/{CASE}.age"}
    assert CASE_ID.fullmatch(CASE)
    assert laptop.open().load(CASE).alias == ALIAS
    for path in laptop.folder.rglob("*"):
        assert not path.is_file() or ALIAS.encode() not in path.read_bytes()


@pytest.mark.requirement("GC-06")
@pytest.mark.requirement("GC-20")
def test_no_word_of_a_case_stands_readable_anywhere_open_or_closed(laptop: Laptop) -> None:
    words = re.compile(rb"merel|verhaal|Logistiek|conduct|2026-03-02", re.IGNORECASE)
    laptop.open().add(named(CASE, note(text="het hele verhaal"), unit="Logistiek"))
    laptop.closed(OTHER)
    laptop.append(OTHER, note(number=2, text="het hele verhaal"))
    for place in (laptop.folder, laptop.home):
        for path in place.rglob("*"):
            assert not words.search(path.name.encode())
            assert not path.is_file() or not words.search(path.read_bytes()), path
            assert path.stat().st_mode & 0o077 == 0, path


# Finding a case


def test_a_case_is_found_by_its_id_its_beginning_or_its_alias(laptop: Laptop) -> None:
    laptop.add(CASE)
    laptop.add(OTHER)
    dossier = laptop.open()
    aliases = {CASE: "stille merel", OTHER: "rode beuk"}
    for name in (CASE, "k7fm", "k", " K7FM-2qxd ", "Stille Merel"):
        assert dossier.find(name, lambda: aliases) == CASE
    for name in ("rode beuk", "Rode", "r"):
        assert dossier.find(name, lambda: aliases) == OTHER
    for name in ("", "z", "merel", "k7fm-2qxdx"):
        with refused(NotThere, "there is no such case"):
            dossier.find(name, lambda: aliases)


def test_a_beginning_of_several_names_them(laptop: Laptop) -> None:
    laptop.add(CASE)
    laptop.add("k7aa-0000")
    with refused(NotThere, f"several cases answer to that name: k7aa-0000, {CASE}"):
        laptop.open().find("k7", no_aliases)
    with refused(NotThere, "several cases"):
        laptop.open().find("merel", lambda: {CASE: "merel", "k7aa-0000": "Merel"})
    with refused(NotThere, "several cases"):
        laptop.open().find("rode", lambda: {CASE: "rode beuk", "k7aa-0000": "rode merel"})


def test_no_alias_is_asked_for_while_an_id_will_do(laptop: Laptop) -> None:
    def never() -> dict[str, str]:
        raise AssertionError("every case was opened")

    laptop.add(CASE)
    assert laptop.open().find("k7", never) == CASE


# What does not belong


def test_two_case_files_that_were_swapped_are_noticed(laptop: Laptop) -> None:
    laptop.add(CASE)
    laptop.add(OTHER)
    swap(laptop.cases / f"{CASE}.age", laptop.cases / f"{OTHER}.age")
    for name in (CASE, OTHER):
        with refused(NotReadable, f"{name} cannot be opened"):
            laptop.open().load(name)


def test_two_cases_swapped_with_their_keys_are_noticed(laptop: Laptop) -> None:
    laptop.add(CASE)
    laptop.add(OTHER)
    swap(laptop.cases / f"{CASE}.age", laptop.cases / f"{OTHER}.age")
    swap(laptop.keys / f"{CASE}.age", laptop.keys / f"{OTHER}.age")
    for name in (CASE, OTHER):
        with refused(NotReadable, f"{name} holds another case than its name says"):
            laptop.open().load(name)


def test_a_case_of_another_dossier_is_noticed(laptop: Laptop) -> None:
    dossier = laptop.open()
    foreign = msgspec.structs.replace(make_case(), dossier="0000-0000")
    data = codec.pad(codec.dump(foreign))
    dossier.cabinet.make(CASE, dossier.path_of(CASE), data)
    with refused(NotReadable, f"{CASE} holds another case than its name says"):
        laptop.open().load(CASE)


def test_a_profile_of_another_dossier_is_noticed(laptop: Laptop) -> None:
    marker = laptop.folder / "vp.yaml"
    assert load_profile(laptop.open()).dossier == DOSSIER
    marker.write_text(marker.read_text().replace(DOSSIER, "0000-0000"))
    (laptop.home / DOSSIER).rename(laptop.home / "0000-0000")
    with refused(NotReadable, "profile belongs to another dossier"):
        load_profile(laptop.open())


def test_without_its_cabinet_a_dossier_is_not_opened(laptop: Laptop) -> None:
    """A new laptop has the folder, and no key yet."""
    laptop.private.rename(laptop.home / "elsewhere")
    with refused(NotThere, f"no cabinet for this dossier in {laptop.home}", "VP_HOME"):
        laptop.open()
    assert not laptop.private.exists()


def test_a_folder_that_is_no_dossier_says_so(tmp_path: Path, laptop: Laptop) -> None:
    with refused(NotThere, "is no dossier of vp"):
        Laptop(tmp_path, laptop.home, laptop.identity).open()


def test_vp_yaml_says_format_id_and_language(laptop: Laptop) -> None:
    assert read_marker(laptop.folder) == Marker(1, DOSSIER, "nl")
    path = laptop.folder / "vp.yaml"
    whole = path.read_text()
    assert whole == f"format: 1\nid: '{DOSSIER}'\nlanguage: nl\n"
    path.write_text(whole.replace("format: 1", "format: 2"))
    with refused(NotReadable, "written by a newer vp (format 2"):
        laptop.open()
    for damaged in ("", "format: 1\n", f"id: {DOSSIER}\n", "format: een\nid: x\n", "\x00" * 90):
        path.write_text(damaged)
        with refused(NotReadable, "vp.yaml is damaged"):
            laptop.open()


def test_a_changed_profile_is_saved_and_a_wrong_one_is_not(laptop: Laptop) -> None:
    def named_so(name: str, threshold: int) -> None:
        update_profile(
            laptop.open(),
            lambda one: msgspec.structs.replace(one, organisation=name, threshold=threshold),
        )

    named_so("Voorbeeld BV", 7)
    with pytest.raises((NotReadable, ValueError)):
        named_so("Ander BV", 2)
    profile = load_profile(laptop.open())
    assert (profile.organisation, profile.threshold, profile.revision) == ("Voorbeeld BV", 7, 1)


def swap(one: Path, two: Path) -> None:
    """Each file lies in the other's place."""
    aside = one.with_suffix(".aside")
    one.rename(aside)
    two.rename(one)
    aside.rename(two)
