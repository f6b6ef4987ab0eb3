"""Two or three laptops and a remote between them, with real git: nothing is lost on the way."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import TEXT, WORD, refused
from tests.cli.homes import Homes
from tests.conftest import Desk


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Homes:
    """One laptop with a dossier, and a place for a remote."""
    monkeypatch.chdir(tmp_path)
    return Homes(tmp_path)


def closes(desk: Desk, case: str, day: str = "2026-05-01") -> None:
    """The case is closed on that day."""
    desk.do("close", case, "--reason", "completed", "--outcome", "conduct_stopped", "--on", day)


# One laptop


def test_without_a_remote_it_makes_a_version_here(desk: Desk) -> None:
    case = desk.intake()
    told = desk.do("sync")
    assert "on this computer only" in told.out
    assert "--remote" in told.err
    desk.do("note", case, text="a text")
    assert [one["id"] for one in desk.do("diff", "--json").json["cases"]] == [case]
    desk.do("sync")
    assert desk.do("diff").out == "Nothing changed.\n"


@pytest.mark.requirement("BP-20")
def test_naming_a_remote_says_what_its_owner_sees(homes: Homes) -> None:
    told = homes.first.do("sync", "--remote", homes.remote)
    assert "should not be your employer's" in told.err.replace("\n", " ")
    assert "others, or your employer, run it" not in told.err.replace("\n", " ")
    (homes.root / "OneDrive").mkdir()
    other = homes.first.run("sync", "--remote", homes.root / "OneDrive" / "vp.git")
    assert "others, or your employer, run it" in other.err.replace("\n", " ")


def test_it_is_silent_when_all_is_well_and_nobody_is_there(homes: Homes) -> None:
    homes.first.do("sync", "--remote", homes.remote)
    case = homes.first.intake()
    told = homes.first.do("sync")
    assert (told.out, told.err) == ("", "")
    assert f"cases/{case}.age" in homes.files()


def test_a_remote_that_cannot_be_reached_leaves_a_version_here(homes: Homes) -> None:
    case = homes.first.intake()
    homes.first.do("sync", "--remote", homes.remote)
    homes.remote.rename(homes.root / "away")
    homes.first.do("note", case, text=TEXT)
    told = homes.first.run("sync")
    assert (told.code, told.out) == (7, "")
    assert "cannot be reached" in told.err
    assert homes.git("rev-list", "--count", "main", at=homes.first.folder) == b"2\n"
    (homes.root / "away").rename(homes.remote)
    assert homes.sync(homes.first)["sent"] == [case]
    assert homes.git("rev-list", "--count", "main") == b"2\n"


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/x.git",
        "git://example.org/x.git",
        "ext::sh -c touch% /tmp/x",
        "fd::3",
        "https://me:secret@example.org/x.git",
        "-oProxyCommand=x:y",
        "ssh://-oProxyCommand=x/y",
        "https://exa mple.org/x",
        "ssh://host/x;y",
        "evil:--upload-pack=x",
    ],
)
def test_what_is_no_address_is_refused(homes: Homes, address: str) -> None:
    before = sorted(homes.root.rglob("*"))
    told = homes.first.run("sync", f"--remote={address}")
    assert "secret" not in told.err
    assert "address" in refused(told, 2)
    assert sorted(homes.root.rglob("*")) == before


# Two laptops


def test_what_one_writes_the_other_reads(homes: Homes) -> None:
    one = homes.first
    case = one.intake()
    two = homes.begin()
    one.do("note", case, text="from the first")
    assert homes.sync(one)["sent"] == [case]
    assert homes.sync(two)["taken"] == [case]
    assert "from the first" in two.raw(case)
    assert homes.sync(two) == homes.sync(one)


def test_both_note_in_the_same_case(homes: Homes) -> None:
    one = homes.first
    case = one.intake()
    two = homes.begin()
    for number in range(3):
        one.do("note", case, text=f"from the first {number}")
        two.do("note", case, text=f"from the second {number}")
        homes.sync(one)
        assert homes.sync(two)["merged"] == [case]
        assert homes.sync(one)["taken"] == [case]
        assert one.raw(case) == two.raw(case)
    for number in range(3):
        assert f"from the first {number}" in one.raw(case)
        assert f"from the second {number}" in one.raw(case)
    assert homes.git("rev-list", "--count", "--merges", "main") == b"0\n"


def test_a_fact_changed_on_both_is_kept_twice_and_said(homes: Homes) -> None:
    one = homes.first
    case = one.intake(unit="Logistiek")
    two = homes.begin()
    one.do("edit", case, "--from", "-", text="unit: Magazijn")
    two.do("edit", case, "--from", "-", text="unit: Expeditie")
    homes.sync(one)
    assert homes.attention(two) == {case: "contested"}
    homes.sync(one)
    raw = one.raw(case)
    assert raw == two.raw(case)
    assert "Magazijn" in raw
    assert "Expeditie" in raw


def test_closed_here_and_added_to_there_is_closed_and_said(homes: Homes) -> None:
    one = homes.first
    case = one.intake()
    two = homes.begin()
    closes(one, case)
    two.do("note", case, text="there was more")
    homes.sync(one)
    assert homes.attention(two) == {case: "closed"}
    homes.sync(one)
    for desk in (one, two):
        assert "there was more" in desk.raw(case)
        assert desk.do("list", "--all", "--json").json[0]["status"] == "closed"
        assert [name for name in desk.key_names() if name.startswith(f"{case}.2028-05-01.")]


def test_a_reopening_arrives_and_takes_the_date_from_the_key(homes: Homes) -> None:
    one = homes.first
    case = one.intake()
    closes(one, case)
    two = homes.begin()
    one.do("reopen", case, text="it began again")
    homes.sync(one)
    homes.sync(two)
    assert f"{case}.age" in two.key_names()
    two.go_to("2028-06-01")
    assert two.do("purge", "--dry-run", "--json").json["destroyed"] == []


def test_a_hold_arrives_and_a_lift_that_did_not_know_it_does_not_undo_it(homes: Homes) -> None:
    one = homes.first
    case = one.intake()
    closes(one, case)
    one.do("hold", "set", case, "--until", "2029-01-01", text="a complaint")
    two = homes.begin()
    one.do("hold", "lift", case)
    two.do("hold", "set", case, "--until", "2030-01-01", text="a lawsuit")
    homes.sync(one)
    homes.sync(two)
    homes.sync(one)
    for desk in (one, two):
        assert desk.do("list", "--all", "--json").json[0]["hold"] == "2030-01-01"
        assert f"{case}.age" in desk.key_names()


def test_settings_and_journals_are_united(homes: Homes) -> None:
    one = homes.first
    one.do("activity", "add", "--kind", "peer_review", "--on", "2026-03-01")
    two = homes.begin()
    one.set(reach="room 1", threshold=5)
    two.set(replacement="somebody", threshold=7)
    one.do("activity", "add", "--kind", "information", "--on", "2026-03-02")
    two.do("activity", "add", "--kind", "training_taken", "--on", "2026-03-03")
    homes.sync(one)
    homes.sync(two)
    homes.sync(one)
    for desk in (one, two):
        settings = desk.do("profile", "--json").json
        assert (settings["reach"], settings["replacement"]) == ("room 1", "somebody")
        assert len(desk.do("activity", "list", "--json").json) == 3
    assert one.do("profile", "--json").json["threshold"] == 7


def test_three_laptops_come_to_the_same(homes: Homes) -> None:
    one = homes.first
    cases = [one.intake() for _case in range(3)]
    two = homes.begin()
    three = homes.other("three")
    desks = (one, two, three)
    for number, desk in enumerate(desks):
        for case in cases:
            desk.do("note", case, text=f"note {number} {case}")
        desk.do("edit", cases[number], "--from", "-", text=f"unit: Unit {number}")
    closes(two, cases[0], "2026-06-01")
    for desk in (*desks, *desks):
        assert desk.run("sync").code in (0, 7)
    for case in cases:
        assert one.raw(case) == two.raw(case) == three.raw(case)
        for number in range(3):
            assert f"note {number} {case}" in one.raw(case)


def test_a_case_whose_key_is_elsewhere_is_taken_along_unread(homes: Homes) -> None:
    two = homes.begin()
    case = homes.first.intake()
    homes.sync(homes.first)
    assert homes.attention(two) == {case: "no_key"}
    assert two.cases() == [case]
    sealed = homes.files()[f"cases/{case}.age"]
    own = two.intake()
    assert two.run("sync").code == 0
    assert homes.files()[f"cases/{case}.age"] == sealed
    homes.first.do("key", "backup", homes.root / "stick")
    two.do("key", "restore", homes.root / "stick")
    assert two.shown(case)["id"] == case
    assert own in {one["id"] for one in two.do("list", "--json").json}


# Destruction


def test_what_one_destroyed_and_is_due_on_the_other_goes_there_too(homes: Homes) -> None:
    one = homes.first
    case, other = one.intake(), one.intake()
    closes(one, case)
    two = homes.begin()
    for desk in (one, two):
        desk.go_to("2028-05-02")
        desk.run("purge", "--confirm", "clock") if desk is one else None
    assert one.cases() == [other]
    homes.sync(one)
    assert f"cases/{case}.age" not in homes.files()
    two.run("purge", "--dry-run")
    (two.private / "clock.yaml").write_text("last: 2028-05-01\n")
    assert homes.sync(two)["destroyed"] == [case]
    assert two.cases() == [other]
    assert not [name for name in two.key_names() if name.startswith(case)]
    assert two.do("purge", "--verify", "--json").json["opened"] == 0


def _purged(homes: Homes) -> tuple[Desk, str]:
    """The first laptop destroyed a case that the second holds; the second, and the case."""
    one = homes.first
    case = one.intake()
    closes(one, case)
    two = homes.begin()
    two.do("hold", "set", case, "--until", "2030-01-01", text="a complaint")
    for desk in (one, two):
        desk.go_to("2028-05-02")
        (desk.private / "clock.yaml").write_text("last: 2028-05-01\n")
    one.do("purge")
    homes.sync(one)
    return two, case


def test_what_is_held_here_stays_until_a_person_decides(homes: Homes) -> None:
    two, case = _purged(homes)
    assert homes.attention(two) == {case: "disputed"}
    assert homes.attention(two) == {case: "disputed"}
    assert two.shown(case)["id"] == case
    assert f"cases/{case}.age" not in homes.files()
    assert two.do("sync", "--confirm", case, "--json").json["destroyed"] == [case]
    assert two.cases() == []
    assert homes.sync(two)["destroyed"] == []


def test_a_person_may_keep_it_and_is_not_asked_again(homes: Homes) -> None:
    two, case = _purged(homes)
    homes.sync(two, "--keep", case)
    assert f"cases/{case}.age" in homes.files()
    assert homes.sync(two)["destroyed"] == []
    homes.first.run("sync")
    assert homes.first.cases() == []
    assert two.run("sync").code == 0
    assert two.shown(case)["id"] == case


def test_nothing_is_destroyed_while_the_clock_is_in_doubt(homes: Homes) -> None:
    one = homes.first
    case = one.intake()
    closes(one, case)
    two = homes.begin()
    for desk in (one, two):
        desk.go_to("2036-05-02")
    (one.private / "clock.yaml").write_text("last: 2036-05-01\n")
    one.do("purge")
    homes.sync(one)
    assert homes.attention(two) == {case: "disputed"}
    assert two.cases() == [case]


def test_no_more_is_destroyed_at_once_than_a_purge_would(homes: Homes) -> None:
    one = homes.first
    cases = [one.intake() for _case in range(7)]
    for case in cases[:6]:
        closes(one, case)
    two = homes.begin()
    for desk in (one, two):
        desk.go_to("2028-05-02")
        (desk.private / "clock.yaml").write_text("last: 2028-05-01\n")
    one.do("purge", "--confirm", "many")
    homes.sync(one)
    assert homes.attention(two) == dict.fromkeys(cases[:6], "disputed")
    assert two.cases() == sorted(cases)


def test_destroyed_wins_over_changed(homes: Homes) -> None:
    """Who destroyed it does not get it back from one that noted in it."""
    two, case = _purged(homes)
    two.do("note", case, "--about", "aftercare", text="one more")
    homes.attention(two)
    homes.sync(homes.first)
    assert homes.first.cases() == []
    assert two.do("show", case, "--json").json["id"] == case


def test_a_list_that_somebody_forged_destroys_nothing(homes: Homes) -> None:
    one = homes.first
    cases = [one.intake() for _case in range(2)]
    closes(one, cases[0])
    homes.begin()
    listed = "".join(f"{case}\n" for case in sorted(cases)).encode()
    gone: dict[str, bytes | None] = {f"cases/{case}.age": None for case in cases}
    homes.commit(gone | {"destroyed.txt": listed})
    assert homes.attention(one) == dict.fromkeys(cases, "disputed")
    assert one.cases() == sorted(cases)
    assert not (one.folder / "destroyed.txt").exists()
    homes.sync(one, *(word for case in cases for word in ("--keep", case)))
    assert {f"cases/{case}.age" for case in cases} <= homes.files().keys()
    assert "destroyed.txt" not in homes.files()


# What went back, and what is not what it was


def test_a_remote_whose_history_went_back_is_an_alarm(homes: Homes) -> None:
    one = homes.first
    case = one.intake()
    two = homes.begin()
    first = homes.git("rev-parse", "main").decode().strip()
    one.do("note", case, text="newer")
    homes.sync(one)
    homes.git("update-ref", "refs/heads/main", first)
    before = one.raw(case)
    assert "went back" in refused(one.run("sync"), 4)
    assert one.raw(case) == before
    assert homes.git("rev-parse", "main").decode().strip() == first
    homes.sync(one, "--confirm", "newest")
    homes.sync(two)
    assert "newer" in two.raw(case)


def test_a_remote_that_was_emptied_is_an_alarm(homes: Homes) -> None:
    homes.first.do("sync", "--remote", homes.remote)
    homes.git("update-ref", "-d", "refs/heads/main")
    assert "went back" in refused(homes.first.run("sync"), 4)


def test_an_older_version_of_a_case_on_top_is_an_alarm(homes: Homes) -> None:
    one = homes.first
    case = one.intake()
    homes.begin()
    path = f"cases/{case}.age"
    old = homes.files()[path]
    one.do("note", case, text="newer")
    homes.sync(one)
    homes.commit({path: old})
    assert homes.attention(one) == {case: "went_back"}
    assert "newer" in one.raw(case)
    one.do("note", case, text="newer still")
    assert homes.attention(one) == {case: "went_back"}
    homes.sync(one, "--keep", case)
    assert "newer still" in one.raw(case)
    assert homes.files()[path] == (one.folder / path).read_bytes()


def test_an_older_version_put_back_in_the_folder_is_an_alarm(homes: Homes) -> None:
    one = homes.first
    case = one.intake()
    homes.begin()
    path = one.folder / "cases" / f"{case}.age"
    old = path.read_bytes()
    one.do("note", case, text="newer")
    homes.sync(one)
    path.write_bytes(old)
    assert homes.attention(one) == {case: "went_back_here"}
    assert path.read_bytes() == old
    homes.sync(one, "--confirm", case)
    assert "newer" in one.raw(case)


def test_it_survives_the_loss_of_everything_but_its_own_memory(homes: Homes) -> None:
    """The index and .git may vanish; what was seen lies sealed in home."""
    one = homes.first
    case = one.intake()
    homes.begin()
    path = f"cases/{case}.age"
    old = homes.files()[path]
    one.do("note", case, text="newer")
    homes.sync(one)
    homes.commit({path: old})
    (one.folder / ".git").rename(homes.root / "gone")
    (one.private / "index.age").unlink(missing_ok=True)
    assert homes.attention(one) == {case: "went_back"}
    assert WORD not in (one.private / "seen.age").read_bytes().decode("latin-1")
    assert (one.private / "seen.age").read_bytes().startswith(b"age-encryption.org/v1")


def test_two_cases_that_were_swapped_are_an_alarm(homes: Homes) -> None:
    one = homes.first
    cases = [one.intake(), one.intake()]
    homes.begin()
    first, second = (f"cases/{case}.age" for case in cases)
    files = homes.files()
    homes.commit({first: files[second], second: files[first]})
    assert homes.attention(one) == dict.fromkeys(cases, "unopened")
    assert {one.shown(case)["id"] for case in cases} == set(cases)


def test_settings_that_were_forged_are_not_taken(homes: Homes) -> None:
    """Somebody who knows every recipient still does not know the key of the settings."""
    from vp.store.age import new_identity, seal

    one = homes.first
    one.set(threshold=7)
    homes.begin()
    homes.commit({"profile.age": seal(b"threshold: 3\n", [new_identity().recipient])})
    assert homes.attention(one) == {"profile": "unopened"}
    assert one.do("profile", "--json").json["threshold"] == 7


def test_a_report_that_was_forged_is_not_taken(homes: Homes) -> None:
    one = homes.first
    (one.folder / "reports").mkdir()
    (one.folder / "reports" / "2025.yaml").write_text("total: 12\n")
    homes.begin()
    homes.commit({"reports/2025.yaml": b"total: 11\n", "reports/2024.yaml": b"total: 1\n"})
    assert homes.attention(one) == {"2024": "unvouched", "2025": "unvouched"}
    assert (one.folder / "reports" / "2025.yaml").read_text() == "total: 12\n"
    assert not (one.folder / "reports" / "2024.yaml").exists()
    homes.attention(one, "--keep", "2025")
    assert homes.files()["reports/2025.yaml"] == b"total: 12\n"


def test_a_case_that_vanished_there_is_put_back(homes: Homes) -> None:
    one = homes.first
    case = one.intake()
    homes.begin()
    homes.commit({f"cases/{case}.age": None})
    assert homes.attention(one) == {case: "missing_there"}
    assert f"cases/{case}.age" in homes.files()
    homes.sync(one)


def test_a_case_that_vanished_here_is_put_back(homes: Homes) -> None:
    one = homes.first
    case = one.intake()
    homes.begin()
    (one.folder / "cases" / f"{case}.age").unlink()
    assert homes.sync(one)["taken"] == [case]
    assert one.shown(case)["id"] == case


def test_a_damaged_case_here_does_not_go_over_the_whole_one_there(homes: Homes) -> None:
    one = homes.first
    case = one.intake()
    homes.begin()
    path = one.folder / "cases" / f"{case}.age"
    path.write_bytes(path.read_bytes()[:-9])
    assert homes.attention(one) == {case: "damaged_here"}
    homes.sync(one, "--confirm", case)
    assert one.shown(case)["id"] == case


def test_a_case_redacted_elsewhere_waits_for_its_key_and_its_text_stays_out(homes: Homes) -> None:
    one = homes.first
    case = one.intake()
    entry = re.search(r"n-[0-9a-z]{6}", one.do("note", case, text=TEXT).out)
    assert entry
    two = homes.begin()
    one.do("redact", case, entry[0], text="not needed")
    homes.sync(one)
    two.do("note", case, text="on the other laptop")
    assert homes.attention(two) == {case: "unopened"}
    assert "on the other laptop" in two.raw(case)
    homes.sync(one)
    assert WORD not in one.raw(case)
    homes.attention(two, "--confirm", case)
    one.do("key", "backup", homes.root / "stick")
    two.do("key", "restore", homes.root / "stick", "--confirm", case)
    assert WORD not in two.raw(case)
    homes.sync(two)


# A remote nobody here knows


def test_a_remote_that_is_not_known_yet_shows_its_newest_entry_and_asks(homes: Homes) -> None:
    one = homes.first
    case = one.intake()
    two = homes.other()
    one.do("sync", "--remote", homes.remote)
    one.go_to("2026-06-20")
    one.do("note", case, text=TEXT)
    homes.sync(one)
    asked = two.run("sync", "--remote", homes.remote)
    assert "newest entry is of 2026-06-20" in refused_after_warning(asked.err)
    assert asked.code == 4
    assert WORD not in two.raw(case)
    assert homes.sync(two, "--confirm", "newest")["merged"] == []
    assert WORD in two.raw(case)


def refused_after_warning(told: str) -> str:
    """The error of a call that said something before it."""
    return next(line for line in told.splitlines() if line.startswith("vp: error: "))


def test_the_remote_of_another_dossier_is_refused(homes: Homes) -> None:
    homes.first.do("sync", "--remote", homes.remote)
    other = Desk(homes.root / "other")
    other.root.mkdir()
    other.begin()
    other.run("sync", "--remote", homes.remote)
    told = other.run("sync", "--confirm", "newest")
    assert "another dossier" in refused(told, 5)
    homes.commit({"vp.yaml": b"format: 1\nid: '0000-0000'\nlanguage: nl\n"})
    before = (homes.first.folder / "vp.yaml").read_bytes()
    assert "another dossier" in refused(homes.first.run("sync"), 5)
    assert (homes.first.folder / "vp.yaml").read_bytes() == before


def test_a_name_that_is_not_there_is_no_yes(homes: Homes) -> None:
    homes.first.do("sync", "--remote", homes.remote)
    for word in ("--confirm", "--keep"):
        assert "no such case" in refused(homes.first.run("sync", word, "0000-0000"), 3)


# What changed


def test_diff_says_in_words_what_changed_and_not_what_was_written(homes: Homes) -> None:
    one = homes.first
    case = one.intake()
    one.do("sync", "--remote", homes.remote)
    one.do("note", case, "--minutes", "30", text=TEXT)
    one.do("edit", case, "--from", "-", text="unit: Magazijn")
    new = one.intake()
    one.set(reach="room 1")
    one.do("activity", "add", "--kind", "peer_review", "--on", "2026-03-01")
    told = one.do("diff").out
    assert WORD not in told
    assert "Magazijn" not in told
    assert f"{case}:" in told
    assert f"{new}: new" in told
    assert "30 min" in told
    assert "changed: unit" in told
    found = one.do("diff", "--json").json
    assert {each["id"]: each["state"] for each in found["cases"]} == {case: "changed", new: "new"}
    assert {each["name"] for each in found["papers"]} == {"profile", "journal-2026"}
    homes.sync(one)
    assert one.do("diff").out == "Nothing changed.\n"
    assert one.do("diff", "--back", "1", "--json").json == found


def test_diff_without_a_version_says_so(desk: Desk) -> None:
    assert "no version" in refused(desk.run("diff"), 3)
    desk.do("sync")
    assert "not that many" in refused(desk.run("diff", "--back", "3"), 3)


def test_diff_tells_of_a_destroyed_case_that_it_is_gone(homes: Homes) -> None:
    one = homes.first
    case = one.intake()
    closes(one, case)
    one.do("sync", "--remote", homes.remote)
    one.go_to("2028-05-02")
    (one.private / "clock.yaml").write_text("last: 2028-05-01\n")
    one.do("purge")
    assert one.do("diff", "--json").json["cases"][0]["state"] == "gone"
