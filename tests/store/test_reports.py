"""Published reports: what the ledger says was told, and no other file, whatever happens."""

import os
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.domain.published_reports import AT, DECOY, INTERVALS, UNITS, frozen, large
from tests.faults.seam import Seam, fork, through
from tests.store.conftest import DUE, Laptop, fresh_key, make_laptop, plain_git, refused
from tests.strategies import CASE, DOSSIER, TODAY, make_profile
from vp.domain.frozen import Cell, Certificate, Frozen, Shape
from vp.domain.ledger import Ledger, issue
from vp.domain.period import parse
from vp.domain.published import Code
from vp.errors import NotAllowed, NotReadable, NotThere, NotWritten
from vp.store import files, git, index, papers, reports, strict
from vp.store.leaks import measure
from vp.store.reports import (
    author,
    dump,
    file_name,
    named,
    published,
    read_file,
    read_ledger,
    restore,
)

CODE, SHAPE = Code(code="bullying", nl="pesten", en="bullying"), Shape(dimensions=("kind",))
KILLED = 7
STRANGE = (
    *("2024.1.yaml", "2024.0.yaml", "2024.age", "2024-2026.yaml", "2024-13..2025-01.yaml"),
    *("../2024.yaml", "2024-02..2024-01.yaml", "²⁰²⁴.yaml", "2024.yaml\n", "brief.yaml"),
)
"""Names of no report."""


def publish(laptop: Laptop, report: Frozen | None = None) -> Path:
    """The report is published."""
    return reports.publish(laptop.open(), report or frozen(), DECOY, INTERVALS, AT, UNITS)


def told(laptop: Laptop) -> list[str]:
    """What is wrong with the reports, as it is shown."""
    return [error.sentence.format(**error.fields) for _key, error in reports.faults(laptop.open())]


def store(laptop: Laptop, ledger: Ledger) -> None:
    """The ledger lies in the dossier as it is."""
    dossier = laptop.open()
    with dossier.writing():
        papers.save_ledger(dossier, ledger)


# Publishing


def test_before_the_first_report_the_ledger_is_empty_and_nothing_is_made(laptop: Laptop) -> None:
    ledger = read_ledger(laptop.open())
    assert (ledger.dossier, ledger.revision, ledger.issued) == (DOSSIER, 0, ())
    assert published(laptop.open()) == []
    assert told(laptop) == []
    assert restore(laptop.open()) == []
    assert laptop.key_names() == ["profile.age"]
    assert not (laptop.folder / "reports").exists()


def test_a_published_report_is_a_file_for_anyone_and_an_entry_in_the_ledger(
    laptop: Laptop,
) -> None:
    path = publish(laptop)
    assert path == laptop.folder / "reports" / "2024.yaml"
    assert read_file(path, path.name) == frozen()
    assert published(laptop.open()) == [frozen()]
    ledger = read_ledger(laptop.open())
    assert (ledger.revision, [one.at for one in ledger.issued]) == (1, [AT])
    assert laptop.key_names() == ["ledger.age", "profile.age"]
    assert told(laptop) == []
    assert laptop.debris() == []


def test_of_each_period_the_newest_edition_counts_and_the_first_stays(laptop: Laptop) -> None:
    for one in (frozen("2025"), frozen(), frozen("2024-01..2024-06"), frozen(edition=2, new=31)):
        publish(laptop, one)
    found = published(laptop.open())
    assert [(one.period.label, one.edition) for one in found] == [
        ("2024-01..2024-06", 1),
        ("2024", 2),
        ("2025", 1),
    ]
    assert files.names(laptop.folder / "reports") == [
        "2024-01..2024-06.yaml",
        "2024.2.yaml",
        "2024.yaml",
        "2025.yaml",
    ]
    assert read_ledger(laptop.open()).revision == 4
    assert told(laptop) == []


def test_an_edition_that_is_not_the_next_is_refused_and_changes_nothing(laptop: Laptop) -> None:
    publish(laptop)
    with refused(NotAllowed, "edition 1 of 2024", "make the report anew"):
        publish(laptop, frozen(new=26))
    assert published(laptop.open()) == [frozen()]
    assert read_ledger(laptop.open()).revision == 1


def test_a_report_that_contradicts_itself_is_not_published(laptop: Laptop) -> None:
    dossier = laptop.open()
    with refused(NotWritten, "contradicts itself"):
        reports.publish(dossier, frozen(), DECOY, {"new": (0, 6)}, AT, UNITS)
    assert laptop.key_names() == ["profile.age"]
    assert not (laptop.folder / "reports").exists()


def test_a_file_in_the_way_is_not_written_over(laptop: Laptop) -> None:
    (laptop.folder / "reports").mkdir()
    path = laptop.folder / "reports" / "2024.yaml"
    path.write_text("van iemand anders\n")
    with refused(NotWritten, "reports/2024.yaml is there already"):
        publish(laptop)
    assert path.read_text() == "van iemand anders\n"
    assert read_ledger(laptop.open()).issued == ()


@pytest.mark.parametrize(
    "report",
    [
        frozen(dimensions={"kind": (replace(CODE, nl=3),)}),
        frozen(dimensions={"kind": (replace(CODE, nl="een\ntwee"),)}),
        frozen(dimensions={"kind": (replace(CODE, nl="\x1b[2J"),)}),
        frozen(tables={"kinds": replace(SHAPE, adds_up="yes")}),
        frozen(tables={"kinds": replace(SHAPE, of="\x1b[2J")}),
        frozen(cells=(Cell(table="a", name="a", value=float("inf")),)),
        frozen(cells=(Cell(table="a", name="a", value=3, hidden=True),)),
    ],
)
def test_what_would_not_read_back_the_same_is_not_published(report: Frozen, laptop: Laptop) -> None:
    with refused(NotWritten, "reads back the same"):
        publish(laptop, report)
    assert read_ledger(laptop.open()).issued == ()


def test_the_author_is_the_dossier_and_cannot_be_read_as_its_id(laptop: Laptop) -> None:
    found = author(laptop.open())
    assert len(found) == 16
    assert found == author(laptop.open())
    assert DOSSIER not in found


# Cut off


def test_killed_anywhere_it_is_told_and_whole_or_not_told_at_all(tmp_path: Path) -> None:
    """Nothing is told that the ledger does not know, and the file comes back by itself."""
    base = make_laptop(tmp_path / "base")
    publish(base, frozen("2023"))
    seen, status = set(), KILLED
    for at in range(1, 500):
        laptop = base.copy(tmp_path / str(at))

        def doomed(at: int = at, laptop: Laptop = laptop) -> None:
            with through(Seam(at, partial(os._exit, KILLED))):
                publish(laptop)

        status = fork(doomed)
        labels = [one.period.label for one in read_ledger(laptop.write()).issued]
        there = files.names(laptop.folder / "reports")
        assert labels in (["2023"], ["2023", "2024"])
        assert set(there) <= {f"{label}.yaml" for label in labels}
        seen.add((len(labels), len(there)))
        restore(laptop.open())
        assert [one.period.label for one in published(laptop.open())] == labels
        assert told(laptop) == []
        assert laptop.debris() == []
        if "2024" not in labels:
            publish(laptop)
        assert published(laptop.open())[1:] == [frozen()]
        if status == 0:
            break
    assert status == 0
    assert seen == {(1, 1), (2, 1), (2, 2)}


def test_the_first_publication_cut_off_leaves_nothing_in_the_way(laptop: Laptop) -> None:
    fresh_key(laptop, "ledger")
    publish(laptop)
    assert published(laptop.open()) == [frozen()]
    assert laptop.key_names() == ["ledger.age", "profile.age"]


def test_a_first_ledger_cut_off_before_its_last_step_is_finished(laptop: Laptop) -> None:
    publish(laptop)
    (laptop.keys / "ledger.age").rename(laptop.keys / "ledger.new.age")
    assert published(laptop.open()) == [frozen()]
    assert laptop.key_names() == ["ledger.age", "profile.age"]


def test_temporaries_among_the_reports_are_swept_and_are_no_reports(laptop: Laptop) -> None:
    publish(laptop)
    (laptop.folder / "reports" / ".vp-0123456789abcdef.tmp").write_bytes(b"half")
    assert published(laptop.open()) == [frozen()]
    assert told(laptop) == []
    laptop.write()
    assert laptop.debris() == []


@pytest.mark.parametrize("claimed", [False, True])
def test_the_next_publication_writes_a_missing_file_again(claimed: bool, laptop: Laptop) -> None:
    path = publish(laptop)
    data = path.read_bytes()
    path.unlink()
    if claimed:
        path.touch()
    with refused(NotReadable, "reports/2024.yaml was published, and is not there", "--repair"):
        published(laptop.open())
    publish(laptop, frozen("2025"))
    assert path.read_bytes() == data
    assert told(laptop) == []


def test_a_disk_that_is_full_after_the_ledger_is_said_truthfully(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = files.create

    def full(path: Path, data: bytes) -> None:
        if path.suffix == ".yaml":
            raise NotWritten("{name}: {why}", name=path.name, why="full")
        create(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(files, "create", full)
        with refused(NotWritten, "counts as published", "reports/2024.yaml", "--repair"):
            publish(laptop)
    assert [one.period.label for one in read_ledger(laptop.open()).issued] == ["2024"]
    assert restore(laptop.open()) == ["2024.yaml"]
    assert published(laptop.open()) == [frozen()]


# What is not believed


def altered(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"value: 25", b"value: 26"))


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-400])


def foreign(path: Path) -> None:
    path.write_bytes(dump(frozen(author="f" * 16)))


def swapped(path: Path) -> None:
    path.write_bytes(path.with_name("2025.yaml").read_bytes())


def linked(path: Path) -> None:
    path.rename(path.parent.parent / "elsewhere.yaml")
    path.symlink_to(path.parent.parent / "elsewhere.yaml")


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [altered, damaged, foreign, swapped, linked, gone])
def test_a_file_that_is_not_what_was_published_is_named_and_not_used(
    damage: Any, laptop: Laptop
) -> None:
    publish(laptop, frozen("2025"))
    damage(publish(laptop))
    with refused(NotReadable, "2024.yaml"):
        published(laptop.open())
    (sentence,) = told(laptop)
    assert "2024.yaml" in sentence
    assert "2025" not in sentence


def test_a_file_written_another_way_is_the_same_report(laptop: Laptop) -> None:
    path = publish(laptop)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") + b"# gelezen door de OR\n")
    assert published(laptop.open()) == [frozen()]
    assert told(laptop) == []


def test_a_report_that_the_ledger_does_not_know_is_named_and_not_used(laptop: Laptop) -> None:
    publish(laptop)
    (laptop.folder / "reports" / "2023.yaml").write_bytes(dump(frozen("2023")))
    with refused(NotReadable, "reports/2023.yaml was not published from this dossier"):
        published(laptop.open())
    assert told(laptop) == ["reports/2023.yaml was not published from this dossier"]


def test_another_kind_of_file_is_named_and_stops_nobody(laptop: Laptop) -> None:
    publish(laptop)
    (laptop.folder / "reports" / "brief aan de OR.pdf").write_bytes(b"x")
    assert published(laptop.open()) == [frozen()]
    assert told(laptop) == ["reports/brief aan de OR.pdf was not published from this dossier"]


def test_a_link_in_place_of_the_folder_is_refused(laptop: Laptop) -> None:
    publish(laptop)
    (laptop.folder / "reports").rename(laptop.folder / "elsewhere")
    (laptop.folder / "reports").symlink_to(laptop.folder / "elsewhere")
    with refused(NotReadable, "reports is not an ordinary folder"):
        published(laptop.open())
    with refused(NotReadable, "reports is not an ordinary folder"):
        publish(laptop, frozen("2025"))
    assert told(laptop) == ["reports is not an ordinary folder"]


def test_a_ledger_whose_chain_is_broken_is_refused(laptop: Laptop) -> None:
    publish(laptop)
    publish(laptop, frozen("2025"))
    ledger = read_ledger(laptop.open())
    store(laptop, replace(ledger, issued=ledger.issued[1:]))
    for use in (read_ledger, published, restore):
        with refused(NotReadable, "does not fit its chain"):
            use(laptop.open())
    with refused(NotReadable, "does not fit its chain"):
        publish(laptop, frozen("2026"))
    assert told(laptop) == ["the ledger of published reports does not fit its chain"]


def test_a_ledger_of_another_dossier_is_refused(laptop: Laptop) -> None:
    publish(laptop)
    dossier = laptop.open()
    path = dossier.path_of("ledger")
    data = dossier.cabinet.open("ledger", path).replace(DOSSIER.encode(), b"0000-0000")
    dossier.cabinet.save("ledger", path, data)
    with refused(NotReadable, "ledger belongs to another dossier"):
        read_ledger(laptop.open())


@pytest.mark.parametrize("page", [b"{}", b"x", b'{"period":1}'])
def test_a_ledger_that_is_no_ledger_is_refused(page: bytes, laptop: Laptop) -> None:
    publish(laptop)
    dossier = laptop.open()
    told = {"format": 1, "dossier": DOSSIER, "revision": 1, "pages": [page.decode()]}
    dossier.cabinet.save("ledger", dossier.path_of("ledger"), strict.dump(told))
    with refused(NotReadable, "ledger is not what vp writes"):
        read_ledger(laptop.open())


@pytest.mark.parametrize("lost", ["file", "key"])
def test_a_ledger_without_its_file_or_key_is_not_begun_anew(lost: str, laptop: Laptop) -> None:
    """Whoever can write the folder could else make the next report forget what was told."""
    publish(laptop)
    gone = laptop.folder / "journal" if lost == "file" else laptop.keys
    (gone / "ledger.age").unlink()
    with refused(NotThere, "ledger"):
        published(laptop.open())
    with refused(NotThere, "ledger"):
        publish(laptop, frozen("2025"))
    assert len(told(laptop)) == 1


# Files from anywhere


def test_names_and_periods_are_each_others() -> None:
    for label in ("2024", "2023-2024", "2024-01..2024-06"):
        for edition in (1, 2, 11):
            name = file_name(parse(label), edition)
            assert named(name) == (parse(label), edition)
            assert git.FOLDERS["reports"].fullmatch(name)
    for name in STRANGE:
        assert named(name) is None


@pytest.mark.parametrize("report", [frozen(), large("2024"), frozen("2024-01..2024-06", 3)])
def test_a_file_reads_back_to_the_last_number(report: Frozen) -> None:
    found = read_file(dump(report), "x")
    assert found == report
    whole = [type(cell.value) for cell in report.cells]
    assert [type(cell.value) for cell in found.cells] == whole


@pytest.mark.parametrize(
    "word", ["", "no", "12", "1e3", "a: b", "a #b", "{x}", "[y]", "~", "O'Neil", '"a"', "é", "🙂",
             "a, b", "\\n", "- a", "x ", " x", "een  twee", "true", "2024-01-01", "@a", "w" * 300],
)  # fmt: skip
def test_every_name_reads_back_as_the_text_it_is(word: str) -> None:
    name = f"unit/{word}".rstrip()
    report = frozen(
        dimensions={"unit": (Code(code=word.rstrip(), nl=word.rstrip(), en=word.rstrip()),)},
        tables={"unit": Shape(dimensions=("unit",), of=word.rstrip())},
        cells=(Cell(table="unit", name=name, at={"unit": word.rstrip()}, value=6),),
        certificate=Certificate(base={name: 6}, witnesses=({name: 0},), least={name: 0}),
    )
    assert read_file(dump(report), "x") == report


def test_a_cell_is_a_line_and_no_line_is_long() -> None:
    lines = dump(large("2024")).decode().splitlines()
    assert sum(line.startswith("- {table: ") for line in lines) == 250
    assert max(map(len, lines)) <= 110


def edited(old: str, new: str) -> bytes:
    """The file of a report with something else in one place."""
    text = dump(frozen()).decode()
    assert text.count(old) == 1
    return text.replace(old, new).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"verslag\n",
        b"x: 1\n",
        b"x" * (strict.LIMIT + 1),
        dump(frozen())[:-100],
        edited("format: 1", "format: 2"),
        edited("format: 1", "format: 1\nmore: 1"),
        edited("edition: 1", "edition: 0"),
        edited('label: "2024"', 'label: "2025"'),
        edited('label: "2024"', 'label: "../2024"'),
        edited("value: 25", "value: -25"),
        edited("value: 25", "value: nan"),
        edited("value: 25", f"value: {'9' * 5000}"),
        edited("value: 25", "value: [25]"),
        edited("value: 25", "value: 25, hidden: true"),
        edited("{figure: new}, value: 25", "{figure: new}"),
        edited("band: [10, 14]", "band: [14, 10]"),
        edited("name: hours", "name: new"),
        edited("{figure: new}, value: 25", "{kind: no}, value: 25"),
        edited("at: {kind: bullying}", "at: {kind: plagen}"),
        edited("at: {kind: bullying}", "at: {field: conduct}"),
        edited("{table: work,", "{table: elders,"),
        edited("Noor de Wit", '"Noor \\e[2J"'),
        edited("Noor de Wit", '"Noor\\nde Wit"'),
        edited("Noor de Wit", "&a Noor"),
    ],
)
def test_what_is_no_report_is_refused_and_not_repeated(data: bytes) -> None:
    with pytest.raises(NotReadable) as caught:
        read_file(data, "haar.yaml")
    assert caught.value.fields["name"] == "haar.yaml"
    assert caught.value.hint
    assert "Noor" not in str(caught.value.fields)


def test_a_path_is_read_with_care(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(dump(frozen()))
    assert read_file(tmp_path / "x.yaml", "x.yaml") == frozen()
    (tmp_path / "large.yaml").write_bytes(b" " * (strict.LIMIT + 1))
    with refused(NotReadable):
        read_file(tmp_path / "large.yaml", "large.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    with refused(NotReadable):
        read_file(tmp_path / "pipe.yaml", "pipe.yaml")
    with refused(NotThere):
        read_file(tmp_path / "nowhere.yaml", "nowhere.yaml")


# Beside the rest of the dossier


@pytest.mark.requirement("HK-18")
def test_reports_and_ledger_outlive_the_cases(laptop: Laptop) -> None:
    laptop.closed()
    publish(laptop)
    assert laptop.purge(DUE) == [CASE]
    assert published(laptop.open()) == [frozen()]
    assert laptop.key_names() == ["ledger.age", "profile.age"]
    assert told(laptop) == []


def test_reports_and_ledger_are_no_cases_and_no_journals(laptop: Laptop) -> None:
    laptop.add()
    publish(laptop)
    dossier = laptop.open()
    assert dossier.ids() == [CASE]
    assert [term.case for term in dossier.cabinet.terms()] == [CASE]
    assert (papers.years(dossier), papers.journal_keys(dossier)) == ([], [])
    found = index.overview(dossier, lambda: make_profile().tag_key)
    assert ([one.id for one in found.summaries], found.unreadable) == ([CASE], {})
    assert measure(dossier).reports == ("2024.yaml",)


def test_a_commit_takes_ledger_and_reports_along(begun: Laptop) -> None:
    publish(begun)
    publish(begun, frozen("2024-01..2024-06"))
    git.commit(begun.folder, TODAY)
    names = plain_git(begun.folder, "ls-tree", "-r", "--name-only", "main").splitlines()
    assert {"journal/ledger.age", "reports/2024.yaml", "reports/2024-01..2024-06.yaml"} < set(names)


@pytest.mark.requirement("GC-20")
def test_what_nobody_may_see_stands_readable_nowhere(laptop: Laptop) -> None:
    """The staff of a unit and the decoy are in the ledger only, and that is sealed."""
    publish(laptop)
    for place in (laptop.folder, laptop.home):
        for path in place.rglob("*"):
            assert not path.is_file() or b"Bestuur" not in path.read_bytes()


def test_fifteen_years_of_large_reports_fit(laptop: Laptop) -> None:
    ledger = Ledger(format=1, dossier=DOSSIER)
    for year in range(2011, 2026):
        for edition in (1, 2):
            one = large(str(year), edition)
            told = one.certificate.base
            ranges = dict.fromkeys(one.certificate.least, (0, 11))
            ledger = issue(ledger, one, told, ranges, AT, dict.fromkeys(map(str, range(21)), 90))
    store(laptop, ledger)
    found = read_ledger(laptop.open())
    assert found.issued == ledger.issued
    assert (laptop.folder / "journal" / "ledger.age").stat().st_size < files.SEALED_LIMIT
