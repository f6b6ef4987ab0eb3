from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.conftest import OTHER, Laptop, named
from tests.strategies import CASE, cases, choice, clean_text, make_case, note
from vp.domain.case import REPORTER, Case, Person, texts
from vp.store import codec
from vp.store.finding import Hit, _may_hold, find


def hits(laptop: Laptop, word: str) -> list[Hit]:
    """Where the word stands."""
    return find(laptop.open(), word, lambda _done, _all: None).hits


def test_a_word_is_found_wherever_it_stands(laptop: Laptop) -> None:
    people = {REPORTER: Person(name="Anna Bos", safe_times="na vijven")}
    first = named(
        CASE,
        note(number=1, text="Over het rooster."),
        note(number=2, text="ROOSTER, opnieuw"),
        choice(number=3, speaks_against="het rooster"),
        people=people,
        unit="Roosterbureau",
    )
    laptop.open().add(first)
    laptop.add(OTHER, note(text="iets anders"))
    entries = [entry.id for entry in first.log]
    assert hits(laptop, "rooster") == [Hit(CASE, first.alias, ["facts", *entries])]
    assert hits(laptop, "anna bos") == [Hit(CASE, first.alias, ["people"])]
    assert hits(laptop, "VIJVEN") == [Hit(CASE, first.alias, ["people"])]
    assert hits(laptop, "het rooster") == [Hit(CASE, first.alias, [entries[0], entries[2]])]
    assert [hit.case for hit in hits(laptop, "iets")] == [OTHER]
    assert hits(laptop, "conduct") == []


def test_a_case_that_cannot_be_opened_hides_no_other(laptop: Laptop) -> None:
    laptop.add(CASE, note(text="rooster"))
    laptop.add(OTHER, note(text="rooster"))
    (laptop.cases / f"{CASE}.age").write_bytes(b"x")
    steps: list[tuple[int, int]] = []
    found = find(laptop.open(), "rooster", lambda done, of: steps.append((done, of)))
    assert [hit.case for hit in found.hits] == [OTHER]
    assert list(found.unreadable) == [CASE]
    assert steps == [(1, 2), (2, 2)]


@given(cases(max_size=4), st.data())
@settings(deadline=None)
def test_no_case_with_the_word_is_passed_over_unread(case: Case, data: st.DataObject) -> None:
    """Only bytes are looked at first, and those may write a word otherwise than it is read."""
    words = [word for entry in case.log for text in texts(entry) for word in text.split()]
    word = data.draw(st.sampled_from(words or [case.alias]))
    assert _may_hold(codec.dump(case), word.casefold())


@given(clean_text(), st.sampled_from(("rock''n", "'t", "a\\u", '"', "é", "🙂", "’s")))
@settings(deadline=None)
def test_a_word_is_found_however_it_is_quoted(text: str, word: str) -> None:
    for whole in (f"{word} {text}", f"{text}\n{word}", f"{text} {word}"):
        assert _may_hold(codec.dump(make_case(note(text=whole))), word.casefold())
