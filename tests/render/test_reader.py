"""What vp says before a report goes out, of what its reader will see and what he will not."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from tests.domain.hand_made import hand_made, hand_made_of_few
from vp import locale
from vp.domain.counts import Earlier, Texts
from vp.domain.published import Audit, Published
from vp.render.plain import WIDTH
from vp.render.reader import told


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    locale.use("en")
    yield
    locale.use("en")


def words(published: Published) -> str:
    """All of it as running text."""
    return " ".join(" ".join(told(published)).split())


def test_it_counts_what_is_shown_hidden_and_left_out() -> None:
    text = words(hand_made())
    assert "The reader sees 38 numbers; 121 are hidden, and 3 tables are left out." in text
    assert "Behind every number of people that is shown stand at least 5 reporters." in text


def test_a_two_way_table_that_is_left_out_counts_as_one() -> None:
    full = hand_made()
    grids = {key: replace(grid, left_out="small") for key, grid in full.grids.items()}
    assert "and 4 tables are left out" in words(hand_made(grids=grids))


@pytest.mark.requirement("HK-17")
def test_it_says_which_sums_follow_with_the_table_that_hides_most() -> None:
    text = words(hand_made())
    sums = [table for table in hand_made().tables.values() if table.rest is not None]
    assert f"He can work out what hidden numbers are together: in {len(sums)} tables" in text
    rows = {table.key: sum(row.value is None for row in table.rows) for table in sums}
    most = max(sums, key=lambda table: rows[table.key])
    assert f"for instance {most.rest} in one with {rows[most.key]} hidden rows" in text


def test_a_row_that_cannot_occur_is_not_a_hidden_one() -> None:
    full = hand_made()
    scope = full.tables["out_of_scope_kinds"]
    only = hand_made(tables={scope.key: scope})
    hidden = [row for row in scope.rows if row.value is None and not row.impossible]
    assert any(row.impossible for row in scope.rows)
    assert f"5 in one with {len(hidden)} hidden rows" in words(only)


def test_it_says_how_near_a_reader_can_come_and_what_he_may_guess() -> None:
    text = words(hand_made())
    assert "each can still have at least 7 values (the narrowest lies between 0 and 6)" in text
    assert "The 112 numbers of earlier reports were reckoned with." in text
    assert "He cannot tell whether there was a report at all." in text
    without = hand_made(audit=Audit(shown=38, hidden=121, narrowest=(2, 8)))
    assert "earlier reports" not in words(without)


def test_a_hidden_number_that_nothing_bounds_has_no_narrowest_range_to_tell() -> None:
    text = words(hand_made(audit=Audit(shown=12, hidden=1)))
    assert "He cannot tell whether there was a report at all." in text
    assert "values" not in text


def test_where_nothing_is_hidden_nothing_is_said_of_it() -> None:
    full = hand_made()
    shown = {
        key: replace(
            table, rows=tuple(replace(row, value=7, impossible=False) for row in table.rows)
        )
        for key, table in full.tables.items()
    }
    text = words(hand_made(tables=shown, audit=Audit(shown=160, hidden=0)))
    assert "The reader sees 160 numbers; 0 are hidden" in text
    assert "work out" not in text
    assert "guess" not in text


def test_of_few_reporters_it_says_that_there_is_only_a_band() -> None:
    text = words(hand_made_of_few())
    assert "there were 0 to 9 new cases, and no breakdown" in text
    assert "fewer than 10 reporters" in text
    assert "numbers; " not in text


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (Texts(findings=("Er waren 3 meldingen in de nachtploeg.",)), "1 text"),
        (
            Texts(
                findings=("Het was druk.", "Afdeling 7 valt op."),
                recommendations=("Doe dit voor 1 mei.",),
                earlier=(Earlier(year=2023, text="In 2023 schreef ik dit.", state="2 keer."),),
            ),
            "3 texts",
        ),
    ],
)
def test_numbers_in_texts_of_his_own_are_a_warning(texts: Texts, number: str) -> None:
    assert f"there are numbers in {number} of your own. Nobody checked them." in words(
        hand_made(texts=texts)
    )


def test_texts_without_numbers_need_no_warning() -> None:
    assert "Mind:" not in words(hand_made(texts=Texts(findings=("Het was druk.",))))


def test_it_says_the_same_in_dutch_and_no_line_is_too_wide() -> None:
    english = told(hand_made())
    locale.use("nl")
    dutch = told(hand_made())
    assert len(dutch) == len(english)
    assert not set(dutch) & set(english)
    assert "38" in dutch[0]
    for paragraph in (*english, *dutch):
        assert max(map(len, paragraph.splitlines())) <= WIDTH
