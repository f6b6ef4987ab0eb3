from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.strategies import (
    OPENED,
    TODAY,
    breach_opened,
    consent,
    consents,
    dates,
    day,
    disclosure,
    entry_id,
    make_case,
    withdrawal,
)
from vp.domain import consent as ledger
from vp.domain.case import Case, of_kind
from vp.domain.entries import Consent, Disclosure
from vp.domain.vocabulary import ConsentForm, ConsentGiven, ConsentKind
from vp.errors import NotAllowed, NotThere, Usage

C1, C2 = entry_id("c"), entry_id("c", 2)
OPENNESS = [ConsentForm.ANONYMISED, ConsentForm.UNNAMED, ConsentForm.NAMED]
NOT_SHARING = [kind for kind in ConsentKind if kind not in ledger.SHARING]
DAYS = dates(OPENED, TODAY)


def share(case: Case, **fields: Any) -> Case:
    told = {"to": "manager", "form": ConsentForm.UNNAMED, "consent": C1, "on": day(5)} | fields
    return ledger.disclose(case, disclosure(**told), TODAY)


def why_refused(case: Case, **fields: Any) -> object:
    with pytest.raises(NotAllowed) as refused:
        share(case, **fields)
    return refused.value.fields["why"]


# Giving


@pytest.mark.requirement("KL-02")
def test_the_ledger_keeps_what_to_whom_in_which_form_how_given_and_until_when() -> None:
    given_one = consent(
        text="dat er iets speelt in het team",
        to="manager",
        form=ConsentForm.ANONYMISED,
        given=ConsentGiven.WRITTEN,
        until=day(30),
    )
    assert of_kind(ledger.give(make_case(), given_one, TODAY), Consent) == [given_one]


@pytest.mark.requirement("BP-27")
@pytest.mark.parametrize(
    ("kind", "own"), [(ConsentKind.SHARE_MANAGER, "manager"), (ConsentKind.SHARE_HR, "hr")]
)
def test_a_manager_or_hr_is_asked_to_step_in_with_a_consent_of_its_own(
    kind: ConsentKind, own: str
) -> None:
    case = ledger.give(make_case(), consent(kind=kind, to=""), TODAY)
    told = of_kind(share(case, to=own, text="of u wilt ingrijpen"), Disclosure)
    assert [(entry.to, entry.on, entry.text) for entry in told] == [
        (own, day(5), "of u wilt ingrijpen")
    ]
    with pytest.raises(Usage) as refused:
        ledger.give(make_case(), consent(kind=kind, to="police"), TODAY)
    assert refused.value.fields["own"] == own


@pytest.mark.parametrize("kind", [ConsentKind.SHARE_OTHER, ConsentKind.IDENTITY])
def test_a_consent_to_share_names_its_recipient(kind: ConsentKind) -> None:
    with pytest.raises(Usage):
        ledger.give(make_case(), consent(kind=kind, to=""), TODAY)


@pytest.mark.parametrize("kind", NOT_SHARING)
def test_another_consent_has_no_recipient(kind: ConsentKind) -> None:
    case = ledger.give(make_case(), consent(kind=kind, to=""), TODAY)
    assert ledger.in_force(case, kind, day(5)) == case.log[-1]
    assert why_refused(case) == "it is not a consent to share"


def test_a_consent_does_not_end_before_it_was_given() -> None:
    with pytest.raises(NotAllowed) as refused:
        ledger.give(make_case(), consent(on=day(2), until=day(1)), TODAY)
    assert refused.value.fields["until"] == day(1)


# Sharing


@pytest.mark.requirement("GC-04")
@pytest.mark.parametrize(
    ("given_one", "told", "why"),
    [
        ({}, {"to": "hr"}, "it is for another recipient"),
        ({}, {"form": ConsentForm.NAMED}, "it allows less than this form"),
        ({"on": day(6)}, {}, "it was given later"),
        ({"until": day(4)}, {}, "it has expired"),
        ({"kind": ConsentKind.KEEP_FILE}, {}, "it is not a consent to share"),
    ],
)
def test_nothing_is_shared_that_the_consent_does_not_cover(
    given_one: dict[str, Any], told: dict[str, Any], why: str
) -> None:
    assert why_refused(make_case(consent(**given_one)), **told) == why


@pytest.mark.requirement("GC-04")
def test_without_any_consent_nothing_is_shared() -> None:
    with pytest.raises(NotThere):
        share(make_case())
    with pytest.raises(NotAllowed):
        ledger.require_covering(make_case(), "manager", ConsentForm.ANONYMISED, day(5))


@pytest.mark.parametrize("form", OPENNESS)
def test_who_may_hear_a_name_may_also_hear_less(form: ConsentForm) -> None:
    case = make_case(consent(form=form))
    allowed = [f for f in OPENNESS if ledger.covering(case, "manager", f, day(5))]
    assert allowed == OPENNESS[: OPENNESS.index(form) + 1]


@pytest.mark.parametrize(("on", "is_covered"), [(0, False), (1, True), (3, True), (4, False)])
def test_a_consent_holds_from_its_first_to_its_last_day(on: int, is_covered: bool) -> None:
    case = make_case(consent(on=day(1), until=day(3)))
    assert bool(ledger.covering(case, "manager", ConsentForm.UNNAMED, day(on))) is is_covered
    assert (ledger.in_force(case, ConsentKind.SHARE_MANAGER, day(on)) is None) is not is_covered


def test_a_refusal_names_the_consent_that_would_cover_it() -> None:
    case = make_case(consent(), consent(number=2, kind=ConsentKind.SHARE_HR, to="hr"))
    with pytest.raises(NotAllowed) as refused:
        share(case, to="hr")
    assert refused.value.fields["would"] == C2


def test_the_latest_consent_that_covers_is_the_one_used() -> None:
    case = make_case(consent(), consent(number=2))
    assert ledger.require_covering(case, "manager", ConsentForm.UNNAMED, day(5)).id == C2


@given(consents(on=DAYS), st.sampled_from(OPENNESS), DAYS, st.sampled_from(("manager", "hr")))
@pytest.mark.requirement("GC-04")
def test_what_was_shared_was_covered_in_every_way(
    given_one: Consent, form: ConsentForm, on: date, to: str
) -> None:
    case = make_case(given_one)
    try:
        shared = share(case, consent=given_one.id, form=form, on=on, to=to)
    except NotAllowed:
        shared = case
    own = {"share_manager": "manager", "share_hr": "hr"}.get(given_one.kind.key, given_one.to)
    is_covered = (
        given_one.kind not in NOT_SHARING
        and own == to
        and OPENNESS.index(form) <= OPENNESS.index(given_one.form)
        and given_one.on <= on <= (given_one.until or TODAY)
    )
    assert bool(of_kind(shared, Disclosure)) is is_covered


# Withdrawing


@pytest.mark.requirement("GC-04")
@given(
    consents(on=DAYS, kind=st.sampled_from(ledger.SHARING)),
    DAYS,
    st.sampled_from(OPENNESS),
    st.integers(0, 4000),
)
def test_after_a_withdrawal_nothing_later_is_covered(
    given_one: Consent, until: date, form: ConsentForm, later: int
) -> None:
    assume(given_one.on <= until)
    case = make_case(given_one)
    withdrawn = ledger.withdraw(case, withdrawal(consent=given_one.id, on=until), TODAY)
    to = {"share_manager": "manager", "share_hr": "hr"}.get(given_one.kind.key, given_one.to)
    after = date.fromordinal(until.toordinal() + later)
    before = date.fromordinal(until.toordinal() - 1)
    assert ledger.covering(withdrawn, to, form, after) == []
    assert ledger.in_force(withdrawn, given_one.kind, after) is None
    assert ledger.covering(withdrawn, to, form, before) == ledger.covering(case, to, form, before)


def test_a_withdrawal_adds_to_the_ledger_and_takes_nothing_out() -> None:
    case = make_case(consent())
    withdrawn = ledger.withdraw(case, withdrawal(on=day(3)), TODAY)
    assert withdrawn.log[:-1] == case.log
    assert ledger.withdrawn_on(withdrawn, consent()) == day(3)


def test_a_withdrawal_is_final_until_consent_is_given_anew() -> None:
    case = ledger.withdraw(make_case(consent()), withdrawal(on=day(3)), TODAY)
    with pytest.raises(NotAllowed):
        ledger.withdraw(case, withdrawal(number=2, on=day(4)), TODAY)
    assert why_refused(case) == "it was withdrawn"
    anew = ledger.give(case, consent(number=2, on=day(4)), TODAY)
    assert share(anew, consent=C2).log[-1].on == day(5)


def test_a_consent_is_not_withdrawn_before_it_was_given() -> None:
    with pytest.raises(NotAllowed) as refused:
        ledger.withdraw(make_case(consent(on=day(3))), withdrawal(on=day(2)), TODAY)
    assert refused.value.fields["given"] == day(3)


def test_only_a_consent_of_the_case_is_withdrawn() -> None:
    with pytest.raises(NotThere):
        ledger.withdraw(make_case(consent()), withdrawal(consent=C2), TODAY)


# What is still to be confirmed, and who knows


@pytest.mark.requirement("KL-02")
def test_an_oral_consent_is_unconfirmed_until_it_is_in_writing() -> None:
    case = ledger.give(make_case(), consent(given=ConsentGiven.ORAL), TODAY)
    assert [entry.id for entry in ledger.unconfirmed(case)] == [C1]
    in_writing = consent(number=2, on=day(2), given=ConsentGiven.ORAL_CONFIRMED)
    assert ledger.unconfirmed(ledger.give(case, in_writing, TODAY)) == []
    assert ledger.unconfirmed(ledger.withdraw(case, withdrawal(), TODAY)) == []


def test_a_written_consent_for_another_confirms_nothing() -> None:
    other = consent(number=2, kind=ConsentKind.SHARE_HR, to="hr", given=ConsentGiven.WRITTEN)
    case = make_case(consent(given=ConsentGiven.ORAL), other)
    assert [entry.id for entry in ledger.unconfirmed(case)] == [C1]


@pytest.mark.requirement("HK-30")
def test_the_case_says_who_knows_since_when_and_on_which_ground() -> None:
    case = share(make_case(consent(), breach_opened()))
    in_breach = disclosure(number=2, to="police", on=day(7), breach=entry_id("b"))
    case = make_case(*case.log, in_breach)
    assert ledger.knowers(case) == [
        ("manager", day(5), ConsentForm.UNNAMED, C1),
        ("police", day(7), ConsentForm.ANONYMISED, entry_id("b")),
    ]
