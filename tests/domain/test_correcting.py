from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests import strategies as build
from tests.strategies import AT, KINDS, OPENED, TODAY, cases, day, entries, make_case, note
from vp.domain.case import TEXTS, Case, append, hold, texts
from vp.domain.correcting import amend, corrections, quotes, redact, redactions
from vp.domain.entries import Amendment, Entry, Note, Redaction
from vp.domain.retention import destroy_on
from vp.domain.vocabulary import Domain, KeepFile
from vp.errors import NotAllowed, NotThere, Usage, VpError

TEXT = "Zij vertelde over haar ziekte en over haar broer."
WHY = "Het hoort niet bij de melding."
NOTE = note(text=TEXT, minutes=45, on=day(3))


def amendment(entry: str = NOTE.id, number: int = 1, **fields: Any) -> Amendment:
    fixed: dict[str, Any] = {
        "id": f"t-{number:06d}",
        "at": AT,
        "on": TODAY,
        "text": "Het was haar zus.",
    }
    return Amendment(entry=entry, **(fixed | fields))


def redaction(entry: str = NOTE.id, number: int = 1, **fields: Any) -> Redaction:
    fixed: dict[str, Any] = {"id": f"z-{number:06d}", "at": AT, "on": TODAY, "text": WHY}
    return Redaction(entry=entry, **(fixed | fields))


def refused(case: Case, entry: Amendment | Redaction) -> VpError:
    """The error of correcting or taking out, which leaves everything as it was."""
    correct: Any = amend if isinstance(entry, Amendment) else redact
    with pytest.raises(VpError) as caught:
        correct(case, entry, TODAY)
    assert TEXT not in str(caught.value.fields)
    return caught.value


# Correcting


@pytest.mark.requirement("KL-10")
@given(cases())
def test_a_correction_is_a_later_entry_and_changes_no_earlier_one(case: Case) -> None:
    case = append(case, msgspec.structs.replace(NOTE, id="n-zzzzzz"))
    opened = max(case.facts.opened, TODAY)
    corrected = amend(case, amendment("n-zzzzzz", on=opened), opened)
    assert corrected.log[:-1] == case.log
    assert corrected.log[-1] == amendment("n-zzzzzz", on=opened)
    assert msgspec.structs.replace(corrected, log=case.log) == case


def test_the_entry_is_called_by_the_beginning_of_its_id() -> None:
    case = amend(make_case(NOTE, build.wish()), amendment("n"), TODAY)
    assert case.log[-1] == amendment(NOTE.id)


@pytest.mark.parametrize("name", ["n-000009", "x", "", "n"])
def test_an_entry_that_is_not_there_or_not_the_only_one_is_refused(name: str) -> None:
    case = make_case(NOTE, note(number=2))
    for entry in (amendment(name), redaction(name)):
        assert type(refused(case, entry)) is NotThere


def test_a_correction_without_text_is_refused() -> None:
    assert type(refused(make_case(NOTE), amendment(text=""))) is Usage


def test_where_no_file_is_kept_no_correction_is_kept() -> None:
    case = make_case(note(text=""), keep_file=KeepFile.NO)
    assert type(refused(case, amendment())) is NotAllowed


@pytest.mark.requirement("KL-10")
def test_a_closed_case_can_be_corrected_and_keeps_its_term() -> None:
    closed = make_case(NOTE, build.closing(on=day(5)))
    assert destroy_on(closed) is not None
    for case in (amend(closed, amendment(), TODAY), redact(closed, redaction(), TODAY)):
        assert destroy_on(case) == destroy_on(closed)


def test_a_correction_can_be_corrected() -> None:
    once = amend(make_case(NOTE), amendment(), TODAY)
    twice = amend(once, amendment("t-000001", number=2), TODAY)
    assert corrections(twice, NOTE) == ["t-000001"]
    assert corrections(twice, once.log[-1]) == ["t-000002"]


def test_the_corrections_of_an_entry_are_found_in_their_order() -> None:
    case = make_case(NOTE, note(number=2))
    for number, entry in enumerate((NOTE.id, "n-000002", NOTE.id), start=1):
        case = amend(case, amendment(entry, number), TODAY)
    assert corrections(case, NOTE) == ["t-000001", "t-000003"]
    assert redactions(case, NOTE) == []


# Taking out


@pytest.mark.requirement("KL-13")
@pytest.mark.requirement("HK-20")
def test_the_text_goes_and_a_tombstone_stays_that_a_later_entry_explains() -> None:
    case = redact(make_case(build.wish(), NOTE, note(number=2)), redaction("n-000001"), TODAY)
    bare = msgspec.structs.replace(NOTE, text="")
    assert case.log == (build.wish(), bare, note(number=2), redaction())
    assert redactions(case, bare) == ["z-000001"]
    assert redactions(case, case.log[2]) == []


def full(kind: Any) -> Any:
    """Entries of that kind in which every field of text holds one."""
    held = [name for name in TEXTS if name in kind.__struct_fields__]
    return entries(kind, **{name: st.just(f"{name} met dit erin") for name in held})


@pytest.mark.requirement("KL-13")
@given(st.sampled_from(KINDS).flatmap(full))
def test_every_text_of_every_kind_of_entry_goes_and_every_fact_stays(entry: Entry) -> None:
    case = make_case(entry)
    assume(hold(case) is None)
    bare = redact(case, redaction(entry.id), TODAY).log[0]
    assert list(texts(entry))
    assert list(texts(bare)) == []
    kept = {name: "" for name in TEXTS if name in entry.__struct_fields__}
    assert bare == msgspec.structs.replace(entry, **kept)
    assert not any("met dit erin" in str(value) for value in msgspec.to_builtins(bare).values())


def test_every_field_that_can_hold_a_story_is_known() -> None:
    """A new field of text must be added to TEXTS, or redacting would leave it behind."""
    words = {
        field.name for kind in KINDS for field in msgspec.structs.fields(kind) if field.type is str
    }
    names = {"id", "to", "consent", "breach", "reminder", "step", "entry", "party", "what"}
    assert words == names | {"dossier"} | set(TEXTS)


def test_what_has_no_text_has_nothing_to_take_out() -> None:
    assert type(refused(make_case(note(text="")), redaction())) is NotAllowed
    once = redact(make_case(NOTE), redaction(), TODAY)
    assert type(refused(once, redaction(number=2))) is NotAllowed


@pytest.mark.requirement("HK-20")
def test_taking_out_has_a_reason() -> None:
    assert type(refused(make_case(NOTE), redaction(text=""))) is Usage


def test_while_a_hold_stands_nothing_is_taken_out() -> None:
    """A file that a complaint or lawsuit waits for stays whole; it can be corrected."""
    held = make_case(NOTE, build.hold_set())
    assert type(refused(held, redaction())) is NotAllowed
    assert amend(held, amendment(), TODAY).log[-1] == amendment()
    lifted = make_case(NOTE, build.hold_set(), build.hold_lifted())
    assert redact(lifted, redaction(), TODAY).log[0] != NOTE


def test_the_reason_of_an_earlier_redaction_can_be_taken_out_too() -> None:
    once = redact(make_case(NOTE), redaction(), TODAY)
    twice = redact(once, redaction("z-000001", number=2, text="Dat zei te veel."), TODAY)
    assert [list(texts(one)) for one in twice.log] == [[], [], ["Dat zei te veel."]]


def test_no_later_day_than_today() -> None:
    assert type(refused(make_case(NOTE), redaction(on=TODAY.replace(year=2030)))) is NotAllowed
    assert type(refused(make_case(NOTE), amendment(on=TODAY.replace(year=2030)))) is NotAllowed


# The reason does not repeat the text


@pytest.mark.requirement("KL-13")
@pytest.mark.parametrize(
    "reason",
    [
        TEXT,
        "Er stond: «zij vertelde over» iets.",
        "OVER HAAR\n ziekte",
        "haar, broer... over haar-broer",
        "Niet nodig dat zij vertelde over dat.",
    ],
)
def test_a_reason_that_quotes_three_words_in_a_row_is_refused(reason: str) -> None:
    error = refused(make_case(NOTE), redaction(text=reason))
    assert type(error) is NotAllowed
    assert error.fields == {}


@pytest.mark.parametrize("reason", [WHY, "Haar ziekte hoort er niet bij.", "Zij wilde het niet."])
def test_a_reason_in_other_words_is_taken(reason: str) -> None:
    assert redact(make_case(NOTE), redaction(text=reason), TODAY).log[-1] == redaction(text=reason)


def test_a_reason_is_held_against_every_text_of_the_entry() -> None:
    choice = build.choice(speaks_for="hij is de enige", speaks_against="dan weet iedereen het")
    for reason in ("want hij is de baas", "omdat dan weet iedereen"):
        assert type(refused(make_case(choice), redaction(choice.id, text=reason))) is NotAllowed


@pytest.mark.parametrize(
    ("text", "removed", "found"),
    [
        ("de naam Jan stond er", ["Jan"], True),
        ("de naam stond er", ["Jan"], False),
        ("Jansen", ["Jan"], False),
        ("zei jan  DE vries dat", ["Jan de Vries"], True),
        ("jan vries", ["Jan de Vries"], False),
        ("belde Piet", ["Piet belde"], False),
        ("x", ["..."], False),
        ("", ["a b c"], False),
        ("a b c", [""], False),
        ("a b c", [], False),
    ],
)
def test_a_short_text_is_quoted_when_it_is_repeated_whole(
    text: str, removed: list[str], found: bool
) -> None:
    assert quotes(text, removed) is found


@given(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd")))
def test_quoting_agrees_with_looking_at_every_run(said: list[str], removed: list[str]) -> None:
    length = min(3, len(removed))
    runs = [removed[at : at + length] for at in range(len(removed) - length + 1)]
    expected = bool(removed) and any(
        said[at : at + length] in runs for at in range(len(said) - length + 1)
    )
    assert quotes(" ".join(said), [" ".join(removed)]) is expected


def test_facts_and_people_are_not_touched() -> None:
    case = make_case(NOTE, unit="Logistiek", domain=Domain.CONDUCT)
    after = redact(case, redaction(), TODAY)
    assert (after.facts, after.people, after.id) == (case.facts, case.people, case.id)
    assert isinstance(after.log[0], Note)
    assert (after.log[0].minutes, after.log[0].on, OPENED) == (45, day(3), case.facts.opened)
