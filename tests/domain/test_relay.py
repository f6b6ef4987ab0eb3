from typing import Any

import pytest
from hypothesis import assume, given

from tests.domain.relays import (
    DESK,
    PEOPLE,
    allowed,
    allowed_by_name,
    came,
    peopled,
    sent,
)
from tests.strategies import (
    TODAY,
    cases,
    clean_text,
    closing,
    day,
    entry_id,
    note,
    withdrawal,
)
from vp.domain.case import Case
from vp.domain.entries import Entry, Note
from vp.domain.leaving import Relayed
from vp.domain.naming import named_in
from vp.domain.relay import (
    Turn,
    other_side,
    others_named,
    receive,
    require_consent,
    send,
    whose_turn,
)
from vp.domain.vocabulary import (
    Actor,
    ConsentForm,
    ConsentKind,
    Direction,
    KeepFile,
    NoteKind,
)
from vp.errors import NotAllowed, NotThere, Usage, VpError


def refusal(*log: Entry, **fields: Any) -> VpError:
    """The error of a message out, given this log."""
    with pytest.raises(NotAllowed) as error:
        send(peopled(*log), sent(**fields), TODAY)
    return error.value


# What goes out


@pytest.mark.requirement("GC-08")
def test_what_went_out_is_recorded_with_to_whom_when_and_under_which_consent() -> None:
    text = "Op de afdeling klopt de kas niet."
    case = send(peopled(allowed()), sent(text=text, report=True, on=day(3)), TODAY)
    kept = case.log[-1]
    assert isinstance(kept, Relayed)
    assert (kept.party, kept.on, kept.text, kept.report) == (DESK, day(3), text, True)
    assert (kept.consent, kept.form) == (entry_id("c"), ConsentForm.UNNAMED)


@pytest.mark.requirement("GC-08")
@pytest.mark.requirement("HK-09")
@pytest.mark.requirement("HK-28")
@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("Noor de Wit zag het.", "reporter"),
        ("de wit en NÓÓR", "reporter"),
        ("bel 06 12 34 56 78", "reporter"),
        ("Bas doet dat", "accused-1"),
        ("Hoek en Wit", "accused-1, reporter"),
    ],
)
def test_a_text_with_a_name_is_refused_by_handle_and_never_shows_the_name(
    text: str, handles: str
) -> None:
    error = refusal(allowed(), text=text)
    assert error.fields == {"handles": handles, "kind": "identity"}
    assert "{" not in error.hint.replace("{kind}", "")
    assert "{" not in error.sentence.replace("{handles}", "")


@pytest.mark.requirement("HK-28")
def test_the_name_goes_out_only_named_and_under_a_consent_to_disclose_it() -> None:
    text = "Noor de Wit zag het."
    both = (allowed(form=ConsentForm.NAMED), allowed_by_name())
    case = send(peopled(*both), sent(text=text, form=ConsentForm.NAMED), TODAY)
    assert case.log[-1].consent == entry_id("c", 2)  # type: ignore[union-attr]
    assert refusal(*both, text=text).fields["handles"] == "reporter"
    refusal(both[0], text=text, form=ConsentForm.NAMED)
    refusal(allowed_by_name(to="board"), text=text, form=ConsentForm.NAMED)
    refusal(allowed_by_name(until=day(3)), text=text, form=ConsentForm.NAMED, on=day(4))


@given(clean_text())
def test_a_text_without_names_goes_out_as_it_is(text: str) -> None:
    ready = peopled(allowed())
    assume(not named_in(PEOPLE, text))
    assert send(ready, sent(text=f"{text}."), TODAY).log[-1].text == f"{text}."


@given(cases(kinds=(Relayed, Note)))
def test_the_turn_is_that_of_the_latest_message(case: Case) -> None:
    days = [entry.on for entry in case.log if isinstance(entry, Relayed)]
    turn = whose_turn(case)
    assert (turn and turn.since) == max(days, default=None)


@pytest.mark.parametrize(
    ("log", "fields", "why"),
    [
        ([allowed(to="board")], {}, "it is for another recipient"),
        ([allowed(form=ConsentForm.ANONYMISED)], {}, "it allows less than this form"),
        ([allowed(on=day(5))], {"on": day(4)}, "it was given later"),
        ([allowed(until=day(5))], {"on": day(6)}, "it has expired"),
        ([allowed(), withdrawal(on=day(2))], {"on": day(2)}, "it was withdrawn"),
    ],
)
@pytest.mark.requirement("GC-08")
def test_a_consent_that_does_not_cover_it_is_named_with_the_reason(
    log: list[Entry], fields: dict[str, Any], why: str
) -> None:
    error = refusal(*log, **fields)
    assert (error.fields["consent"], error.fields["why"]) == (entry_id("c"), why)
    assert error.hint.startswith("ask the reporter")
    assert (error.fields["kind"], error.fields["to"]) == ("relay_report", DESK)


def test_without_any_consent_the_kind_that_would_do_is_named() -> None:
    error = refusal()
    assert error.sentence.startswith("no consent covers a message")
    assert (error.fields["kind"], error.fields["form"]) == ("relay_report", "unnamed")
    assert refusal(form=ConsentForm.NAMED).fields["kind"] == "identity"


def test_another_kind_of_consent_does_not_do_and_the_one_that_would_is_named() -> None:
    other = allowed(3, kind=ConsentKind.SHARE_OTHER)
    assert refusal(other).sentence.startswith("no consent covers a message")
    error = refusal(allowed(), other, consent=other.id)
    assert error.fields["why"] == "it is not of the kind that this asks"
    assert (error.hint, error.fields["would"]) == ("this one would: {would}", entry_id("c"))
    with pytest.raises(NotThere):
        require_consent(peopled(allowed()), sent(consent="c-zzzzzz"))


def test_the_latest_consent_that_covers_it_is_taken_unless_one_is_named() -> None:
    case = peopled(allowed(), allowed(2))
    assert require_consent(case, sent()).id == entry_id("c", 2)
    assert require_consent(case, sent(consent="c-000001")).id == entry_id("c")


def test_nothing_goes_out_without_a_text_unless_no_text_is_kept() -> None:
    with pytest.raises(Usage):
        send(peopled(allowed()), sent(text=""), TODAY)
    bare = peopled(allowed(text=""), keep_file=KeepFile.NO)
    assert send(bare, sent(text=""), TODAY).log[-1].text == ""
    with pytest.raises(NotAllowed):
        send(bare, sent(text="Er is iets."), TODAY)


@pytest.mark.parametrize("fields", [{"on": day(-1)}, {"on": day(500)}])
def test_a_message_lies_between_the_opening_and_today(fields: dict[str, Any]) -> None:
    with pytest.raises(NotAllowed):
        receive(peopled(), came(**fields), TODAY)


def test_a_closed_case_takes_no_message() -> None:
    with pytest.raises(NotAllowed):
        send(peopled(allowed(), closing(on=day(5))), sent(on=day(3)), TODAY)


def test_others_in_a_named_text_are_told_by_handle() -> None:
    assert others_named(peopled(), "Noor zag Bas.") == ("accused-1",)
    assert others_named(peopled(), "Noor zag het.") == ()


# What comes in, and whose turn it is


@pytest.mark.requirement("HK-09")
def test_what_comes_in_is_recorded_as_it_is_whatever_names_it_holds() -> None:
    case = receive(peopled(), came(text="Was het Noor?", party="board"), TODAY)
    kept = case.log[-1]
    assert isinstance(kept, Relayed)
    assert (kept.direction, kept.party, kept.text) == (Direction.IN, "board", "Was het Noor?")


@pytest.mark.requirement("HK-10")
def test_it_is_always_clear_whose_turn_it_is() -> None:
    talk = note(on=day(6))
    assert whose_turn(peopled(talk)) is None
    assert whose_turn(peopled(sent(on=day(2)))) == Turn(Actor.OTHER, DESK, day(2))
    asked = (sent(on=day(2)), came(on=day(5)))
    assert whose_turn(peopled(*asked)) == Turn(Actor.VP, "", day(5))
    assert whose_turn(peopled(*asked, talk)) == Turn(Actor.REPORTER, "", day(5))
    again = sent(3, on=day(7), party="board")
    assert whose_turn(peopled(*asked, talk, again)) == Turn(Actor.OTHER, "board", day(7))


def test_the_turn_follows_the_days_and_only_what_reaches_the_reporter_passes_it_on() -> None:
    late = (came(on=day(5)), sent(on=day(2)))
    assert whose_turn(peopled(*late)) == Turn(Actor.VP, "", day(5))
    thought = note(kind=NoteKind.REFLECTION, on=day(6))
    before = note(number=2, on=day(4))
    assert whose_turn(peopled(*late, thought, before)) == Turn(Actor.VP, "", day(5))
    mailed = note(number=3, kind=NoteKind.MAIL, on=day(5))
    assert whose_turn(peopled(*late, mailed)) == Turn(Actor.REPORTER, "", day(5))


@pytest.mark.requirement("HK-10")
def test_a_message_has_no_field_for_a_decision() -> None:
    every = {"id", "at", "on", "text"}
    own = {"direction", "party", "form", "consent", "report"}
    assert set(Relayed.__struct_fields__) == every | own
    assert set(Turn._fields) == {"by", "party", "since"}


def test_an_answer_comes_from_where_the_last_message_went() -> None:
    assert other_side(peopled()) == DESK
    assert other_side(peopled(sent(on=day(1), party="board"), came(on=day(2)))) == "board"
