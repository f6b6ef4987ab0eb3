"""`vp report --merge`: the published reports of several counsellors as one."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.cli.conftest import kept, refused
from tests.cli.reporting import PUBLISHED_ON, YEAR, copied, open_cases, reports
from tests.conftest import Desk
from vp.domain.disclosure.certificate import check
from vp.domain.frozen import Frozen
from vp.domain.ledger import exact
from vp.store.report_file import read_file

HERS = {"bullying": 12, "stalking": 3, "exclusion": 8, "fraud_theft": 9, "reorganisation": 11}


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Desk]:
    """Three counsellors with the same year published, and one who had few reporters."""
    found = {}
    for name, kinds in (("a", YEAR), ("b", HERS), ("c", YEAR), ("few", {"bullying": 3})):
        desk = Desk(tmp_path_factory.mktemp(name))
        desk.said[(name,)] = 1
        desk.begin("--organisation", f"Voorbeeld {name}")
        open_cases(desk, kinds)
        desk.go_to(PUBLISHED_ON)
        desk.do("report", "2024", "--publish")
        found[name] = desk
    return found


@pytest.fixture
def office(offices: dict[str, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The first of them, who has the files of the others."""
    monkeypatch.chdir(tmp_path)
    for name, desk in offices.items():
        (tmp_path / f"{name}.yaml").write_bytes(reports(desk)["2024.yaml"])
    return copied(offices["a"], tmp_path)


@pytest.fixture
def newcomer(office: Desk, tmp_path: Path) -> Desk:
    """One with a dossier of her own in which nothing was published, among the same files."""
    desk = Desk(tmp_path / "new")
    desk.root.mkdir()
    desk.begin()
    return desk


def values(data: Any) -> dict[str, float]:
    return {cell["name"]: cell["value"] for cell in data["cells"] if "value" in cell}


@pytest.mark.requirement("HK-18")
def test_the_sum_of_what_each_printed_is_one_report(office: Desk) -> None:
    before = kept(office)
    own = values(office.do("report", "2024", "--json").json)
    hers = {c.name: c.value for c in read_file(office.root / "b.yaml", "b").cells}
    data = office.do("report", "2024", "--merge", "b.yaml", "--json").json
    found = values(data)
    assert found["new"] == 37 + 43
    told = {name for name, number in own.items() if hers.get(name) is not None}
    assert found == {name: own[name] + (hers[name] or 0) for name in told - {"median_days"}}
    assert (data["parts"], data["edition"]) == (2, 0)
    parts = [read_file(office.root / f"{name}.yaml", name) for name in "ab"]
    assert check(exact(msgspec.convert(_frozen(data), Frozen), data), _named(parts))
    assert kept(office) == before


def _frozen(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key in Frozen.__struct_fields__}


def _named(parts: list[Frozen]) -> dict[str, Frozen]:
    return {f"{one.author}.{one.edition}": one for one in parts}


def test_of_three_counsellors_in_any_form(office: Desk) -> None:
    words = ("report", "2024", "--merge", "b.yaml", "--merge", "c.yaml")
    text = office.do(*words).out
    assert "| new | 117 |" in re.sub(" +", " ", text)
    assert "3 confidential counsellors" in text
    office.do(*words, "-o", "all.html")
    assert "<svg" in (office.root / "all.html").read_text()


def test_who_published_nothing_can_merge_the_reports_of_two_others(newcomer: Desk) -> None:
    data = newcomer.do("report", "2024", "--merge", "b.yaml", "--merge", "c.yaml", "--json").json
    assert values(data)["new"] == 43 + 37
    assert data["organisation"] == "Voorbeeld b"


def test_few_and_many_together_are_not_called_few(office: Desk, newcomer: Desk) -> None:
    """Three and forty-three cases: a band, of more than ten reporters."""
    text = newcomer.do("report", "2024", "--merge", "few.yaml", "--merge", "b.yaml").out
    assert "| new | 43 to 52 |" in re.sub(" +", " ", text)
    assert "fewer than 10 reporters" not in text.split("## Appendix")[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--merge", "a.yaml"), "same counsellor"),
        (("--merge", "b.yaml", "--merge", "b.yaml"), "same counsellor"),
        (("--merge", "c.yaml", "--merge", "2023.yaml"), "not about the same period"),
    ],
)
def test_what_cannot_be_added_up_is_refused(
    office: Desk, offices: dict[str, Desk], tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    other = copied(offices["b"], tmp_path / "other")
    other.do("report", "2023", "--publish")
    (office.root / "2023.yaml").write_bytes(reports(other)["2023.yaml"])
    before = kept(office)
    assert said in refused(office.run("report", "2024", *words), 4)
    assert kept(office) == before


def test_one_other_report_alone_is_no_sum(newcomer: Desk) -> None:
    assert "alone" in refused(newcomer.run("report", "2024", "--merge", "b.yaml"), 4)


def test_reports_of_another_period_than_was_asked_for_are_refused(newcomer: Desk) -> None:
    words = ("report", "2025", "--merge", "b.yaml", "--merge", "c.yaml")
    assert "not about the same period" in refused(newcomer.run(*words), 4)


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    """Damage: this text is another."""
    return lambda data: data.replace(old.encode(), new.encode(), 1)


DAMAGES = {
    "a number": replaced("{figure: new}, value: 43", "{figure: new}, value: 44"),
    "hours": lambda data: re.sub(rb"(name: work/hours_agreed.*value: )[\d.]+", rb"\g<1>999", data),
    "a hidden cell": replaced("{figure: start}, hidden: true", "{figure: start}, value: 6"),
    "a tie": replaced("right: [closed, end]", "right: [closed]"),
    "the proof": lambda data: re.sub(rb"(?m)^proof: \S+", b'proof: "' + b"0" * 64 + b'"', data),
    "a witness": lambda data: re.sub(rb"(?m)(^  - \{[^:]+: )\d+", rb"\g<1>77", data, count=1),
    "cut off": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "no text": lambda data: b"\xff\xfe",
    "something else": lambda data: b"verslag: ja\n",
    "a code": replaced("- {code: bullying,", "- {code: plagen,"),
    "a table": replaced("  conduct_kinds: {", "  andere: {"),
    "dimensions": replaced("dimensions: [kind]", "dimensions: [unit]"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_file_that_was_changed_on_the_way_is_refused(
    office: Desk, damage: Callable[[bytes], bytes]
) -> None:
    path = office.root / "b.yaml"
    bad = damage(path.read_bytes())
    assert bad != path.read_bytes()
    path.write_bytes(bad)
    before = kept(office)
    refused(office.run("report", "2024", "--merge", "b.yaml"), 5)
    assert kept(office) == before
    assert path.read_bytes() == bad
