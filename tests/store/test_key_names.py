"""What the names of keys say about the days on which something is due."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import CASE
from vp.domain.retention import plan_purge
from vp.store import key_names

OTHER = "m4cd-77wz"
DAYS = st.dates(date(2027, 12, 30), date(2028, 1, 3)).map(date.isoformat)
ODD = st.sampled_from(["2028-02-30", "2028-00-01", "9999-12-31"])
NAMES = st.one_of(
    st.builds(
        "{}.{}.{}.age".format,
        st.sampled_from([CASE, OTHER, "0abc-1def", "profile", "ABCD-1def"]),
        DAYS | ODD,
        st.sampled_from(["0" * 32, "f" * 32, "F" * 32]),
    ),
    st.sampled_from([f"{CASE}.age", f"{OTHER}.new.age", f"{OTHER}.old.age", "journal-2026.age"]),
    st.text("0.-age", max_size=60),
)


@given(st.lists(NAMES, max_size=12, unique=True), st.dates(date(2027, 12, 29), date(2028, 1, 4)))
@settings(max_examples=500, deadline=None)
def test_a_purge_plans_the_same_from_the_few_names_it_reads(names: list[str], day: date) -> None:
    every, few = key_names.terms(names), key_names.until(names, day)
    assert set(few) <= set(every)
    found: list[dict[str, str | None]] = [{}, {one.case: one.digest for one in every}, {CASE: ""}]
    for digests in found:
        assert plan_purge(few, digests, day) == plan_purge(every, digests, day)


def test_of_two_names_the_one_without_a_date_counts_and_else_the_latest() -> None:
    early, late = (key_names.settled(CASE, date(year, 1, 1), "0" * 32) for year in (2027, 2028))
    assert [one.due for one in key_names.terms([late, early])] == [date(2028, 1, 1)]
    assert [one.due for one in key_names.terms([late, f"{CASE}.age", early])] == [None]
