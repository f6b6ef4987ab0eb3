"""The example casebook: all of it made anew from its source, and compared.

Each year's report is published in the January after it, so that the next is protected against it.
`pytest tests/test_examples.py --accept` writes the reports again.
"""

import hashlib
import io
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import msgspec
import pytest

from vp.cli.context import Context
from vp.cli.main import main
from vp.domain.activity import Journal
from vp.domain.case import Case, texts
from vp.domain.notices import verdict_words
from vp.domain.vocabulary import KeepFile
from vp.store import codec, strict
from vp.store.papers import update_journal

EXAMPLES = Path(__file__).parent.parent / "examples"
YEARS = (2022, 2023, 2024, 2025)
MADE_ON = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)


def casebook() -> list[Case]:
    data = (EXAMPLES / "casebook.yaml").read_bytes()
    return [codec.convert(one, Case, "casebook") for one in strict.load_all(data, "casebook")]


def journals() -> list[Journal]:
    data = (EXAMPLES / "journals.yaml").read_bytes()
    return [codec.convert(one, Journal, "journals") for one in strict.load_all(data, "journals")]


def _with_activities(source: Journal, journal: Journal) -> Journal:
    return msgspec.structs.replace(journal, activities=source.activities)


class Chance:
    """The same bytes each time, so that the dossier has the same id and the proof the same sum."""

    def __init__(self) -> None:
        self._asked = 0

    def __call__(self, size: int) -> bytes:
        self._asked += 1
        return hashlib.shake_256(b"casebook %d" % self._asked).digest(size)


class Book:
    """A dossier with the casebook in it, and the commands run on it."""

    def __init__(self, place: Path) -> None:
        self.place = place
        identity = str(EXAMPLES / "identity.txt")
        folder = str(place / "dossier")
        self.run("init", folder, "--identity", identity, "--no-passphrase", "--no-input")
        self.run("profile", "--from", str(EXAMPLES / "profile.yaml"))
        self.run("import", str(EXAMPLES / "casebook.yaml"))
        for journal in journals():
            update_journal(
                self.context().dossier,
                journal.year,
                partial(_with_activities, journal),
            )
        for year in YEARS:
            self.run("report", str(year), "--publish", at=MADE_ON.replace(year=year + 1))

    def context(
        self, language: str = "nl", said: io.StringIO | None = None, at: datetime = MADE_ON
    ) -> Context:
        places = {"VP_HOME": str(self.place / "home"), "VP_DOSSIER": str(self.place / "dossier")}
        return Context(
            environ=places | {"VP_LANG": language},
            clock=lambda: at,
            random=Chance(),
            stdin=io.StringIO(),
            stdout=said,
            stderr=said,
        )

    def run(self, *words: str, language: str = "nl", at: datetime = MADE_ON) -> str:
        said = io.StringIO()
        assert main(words, self.context(language, said, at)) == 0, said.getvalue()
        return said.getvalue()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return Book(tmp_path_factory.mktemp("book"))


def test_there_are_at_least_sixty_cases_over_four_years() -> None:
    cases = casebook()
    assert len(cases) >= 60
    assert {case.facts.opened.year for case in cases} == set(YEARS)
    assert {journal.year for journal in journals()} == set(YEARS)


def test_the_casebook_comes_out_as_it_went_in(book: Book) -> None:
    for case in casebook():
        raw = book.run("show", case.id, "--raw").encode()
        inside = codec.load(raw, Case, case.id)
        dossier = book.context().dossier.marker.id
        assert inside == msgspec.structs.replace(case, dossier=dossier)


def test_the_casebook_is_written_as_vp_writes_it() -> None:
    written = b"---\n".join(codec.dump(case) for case in casebook())
    assert (EXAMPLES / "casebook.yaml").read_bytes() == written


def test_no_name_stands_in_a_text_and_no_word_passes_a_verdict() -> None:
    for case in casebook():
        told = " ".join(text for entry in case.log for text in texts(entry))
        for person in case.people.values():
            assert not person.name or person.name not in told, case.id
        assert not verdict_words(told), case.id


def test_a_contact_without_a_file_holds_no_person_and_no_text() -> None:
    bare = [case for case in casebook() if case.facts.keep_file is KeepFile.NO]
    assert bare
    for case in bare:
        assert not case.people
        assert not any(text for entry in case.log for text in texts(entry))


def test_the_days_of_each_case_are_in_order() -> None:
    for case in casebook():
        days = [case.facts.opened, *(entry.on for entry in case.log)]
        assert days == sorted(days), case.id
        assert max(days) <= MADE_ON.date(), case.id


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("year", YEARS)
def test_the_reports_are_made_from_the_casebook(
    book: Book, year: int, language: str, form: str, request: pytest.FixtureRequest
) -> None:
    made = book.run("report", str(year), "--format", form, language=language)
    _is_as_committed(f"{year}.{language}.{form}", made, request)


@pytest.mark.parametrize("year", YEARS)
def test_the_published_figures_are_made_from_the_casebook(
    book: Book, year: int, request: pytest.FixtureRequest
) -> None:
    path = book.place / "dossier" / "reports" / f"{year}.yaml"
    _is_as_committed(path.name, path.read_text("utf-8"), request)


def _is_as_committed(name: str, made: str, request: pytest.FixtureRequest) -> None:
    path = EXAMPLES / "reports" / name
    if request.config.getoption("--accept"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, "utf-8")
    assert path.read_text("utf-8") == made
