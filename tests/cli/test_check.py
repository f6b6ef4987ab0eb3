"""`vp check` on what was published: seen, named, and written again where that can be done."""

from pathlib import Path

import pytest

from tests.conftest import Desk
from tests.domain.published_reports import AT, DECOY, INTERVALS, UNITS, frozen
from vp.store import reports, session
from vp.store.dossier import Dossier


@pytest.fixture
def report(desk: Desk) -> Path:
    """The file of a report that was published."""
    dossier = Dossier(desk.folder, desk.home, lambda: session.unlock(desk.home, str))
    return reports.publish(dossier, frozen(), DECOY, INTERVALS, AT, UNITS)


def keys(desk: Desk, *words: str) -> set[str]:
    """What check finds, without what it finds at every new desk."""
    return {one["key"] for one in desk.run("check", "--json", *words).json}


def test_check_writes_a_published_report_again(desk: Desk, report: Path) -> None:
    data, usual = report.read_bytes(), keys(desk)
    report.unlink()
    assert keys(desk) == usual | {"report_missing"}
    told = desk.run("check")
    assert told.code == 7
    assert "reports/2024.yaml was published, and is not there" in told.out
    assert keys(desk, "--repair") == usual
    assert report.read_bytes() == data
    assert keys(desk) == usual


def test_check_never_writes_over_a_report_that_was_altered(desk: Desk, report: Path) -> None:
    usual = keys(desk)
    report.write_text("iets anders\n")
    assert keys(desk, "--repair") == usual | {"unreadable 2024.yaml"}
    assert report.read_text() == "iets anders\n"


def test_check_leaks_names_the_published_reports(desk: Desk, report: Path) -> None:
    assert desk.line("check --leaks --json").json["reports"] == [report.name]
    assert "the published reports: 2024.yaml" in desk.line("check --leaks").out
