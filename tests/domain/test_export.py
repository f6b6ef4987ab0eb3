from typing import Any

import pytest

from tests.domain.breaches import RUN, finish, opened, take, weighed
from tests.strategies import (
    AT,
    CASE,
    TODAY,
    closing,
    consent,
    day,
    disclosure,
    entry_id,
    hold_lifted,
    hold_set,
    make_case,
    note,
    wish,
    withdrawal,
)
from vp.domain import consent as ledger
from vp.domain.breach import Step
from vp.domain.case import Case, append, of_kind
from vp.domain.entries import Disclosure, Entry
from vp.domain.export import GROUNDS, basis, give_committee, give_reporter
from vp.domain.leaving import Made
from vp.domain.vocabulary import BreachEnd, BreachGround, ConsentForm, ConsentKind, KeepFile
from vp.errors import NotAllowed

MADE = Made(id="k-000001", at=AT, on=TODAY, what="")
GIVEN = disclosure(number=90, to="", on=TODAY, text="")
NOTE, WISH = note(number=50), wish(number=51)
COVERING: dict[str, Any] = {
    "kind": ConsentKind.SHARE_OTHER,
    "to": "complaints_committee",
    "form": ConsentForm.UNNAMED,
}
each_ground = pytest.mark.parametrize("ground", GROUNDS, ids=lambda ground: ground.key)


def give(case: Case, *ids: str) -> Case:
    return give_committee(case, ids or (NOTE.id,), GIVEN, MADE, TODAY)


def with_texts(case: Case, *more: Entry) -> Case:
    return append(case, NOTE, WISH, *more)


def last(case: Case) -> Disclosure:
    return of_kind(case, Disclosure)[-1]


# For the reporter


@pytest.mark.requirement("KL-13")
@pytest.mark.requirement("GC-21")
def test_the_reporter_gets_his_own_file_without_consent_and_it_is_recorded() -> None:
    after = give_reporter(make_case(NOTE), MADE, TODAY)
    assert after.log[-1] == Made(id="k-000001", at=AT, on=TODAY, what="export_reporter")
    assert ledger.knowers(after) == []
    assert give_reporter(make_case(closing()), MADE, TODAY).log[-1].id == "k-000001"


@pytest.mark.requirement("KL-11")
def test_while_a_hold_stands_no_copy_goes_to_the_reporter() -> None:
    with pytest.raises(NotAllowed) as refused:
        give_reporter(make_case(hold_set(until=day(200))), MADE, TODAY)
    assert refused.value.fields == {"case": CASE, "until": day(200)}
    lifted = give_reporter(make_case(hold_set(), hold_lifted()), MADE, TODAY)
    assert lifted.log[-1].id == MADE.id


# For a committee


@pytest.mark.requirement("GC-21")
def test_without_consent_or_weighing_no_committee_gets_a_copy() -> None:
    with pytest.raises(NotAllowed) as refused:
        give(with_texts(make_case()))
    assert refused.value.fields == {"case": CASE}


@pytest.mark.requirement("GC-21")
@pytest.mark.parametrize(
    "log",
    [
        (consent(**COVERING | {"to": "huis"}),),
        (consent(**COVERING | {"form": ConsentForm.ANONYMISED}),),
        (consent(**COVERING, until=day(2)),),
        (consent(**COVERING), withdrawal()),
        (consent(kind=ConsentKind.TRANSFER_FILE, to="complaints_committee"),),
    ],
    ids=["another", "less", "expired", "withdrawn", "no sharing"],
)
def test_a_consent_that_does_not_cover_it_is_none(log: tuple[Entry, ...]) -> None:
    with pytest.raises(NotAllowed):
        give(with_texts(make_case(*log)))


@pytest.mark.requirement("GC-21")
@pytest.mark.requirement("HK-30")
def test_with_consent_the_passages_are_told_and_the_copy_is_counted() -> None:
    after = give(with_texts(make_case(consent(**COVERING))), WISH.id, NOTE.id)
    told, made = after.log[-2:]
    assert told == disclosure(
        number=90,
        to="complaints_committee",
        form=ConsentForm.UNNAMED,
        consent="c-000001",
        on=TODAY,
        text=f"{NOTE.id} {WISH.id}",
    )
    assert made == Made(
        id="k-000001", at=AT, on=TODAY, what="export_committee", to="complaints_committee"
    )
    assert ledger.knowers(after)[-1].to == "complaints_committee"


@pytest.mark.requirement("GC-10")
@pytest.mark.requirement("GC-19")
@each_ground
def test_without_consent_it_rests_on_a_weighing_that_was_made(ground: BreachGround) -> None:
    after = give(with_texts(weighed(ground)))
    assert (last(after).breach, last(after).text) == (RUN, NOTE.id)
    assert last(after).form is ConsentForm.UNNAMED


@pytest.mark.requirement("GC-10")
@each_ground
def test_the_guards_of_the_protocol_hold(ground: BreachGround) -> None:
    with pytest.raises(NotAllowed) as refused:
        give(with_texts(opened(ground)))
    assert "scope_limited" in str(refused.value.fields["missing"])
    with pytest.raises(NotAllowed):
        give(with_texts(weighed(ground, without=(Step.SCOPE_LIMITED,))))


@pytest.mark.requirement("GC-10")
def test_each_further_copy_is_weighed_anew() -> None:
    once = give(with_texts(weighed(BreachGround.OWN_DEFENCE)))
    with pytest.raises(NotAllowed):
        give(once, WISH.id)
    assert last(give(take(once, Step.SCOPE_LIMITED), WISH.id)).text == WISH.id


@pytest.mark.requirement("GC-10")
@pytest.mark.parametrize(
    "ground", [one for one in BreachGround if one not in GROUNDS], ids=lambda ground: ground.key
)
def test_a_weighing_on_another_ground_is_no_reason(ground: BreachGround) -> None:
    with pytest.raises(NotAllowed):
        basis(weighed(ground), TODAY)


@pytest.mark.requirement("GC-10")
def test_after_the_end_what_was_given_may_be_copied_again_and_nothing_more() -> None:
    once = give(with_texts(weighed(BreachGround.OWN_DEFENCE)))
    ended = finish(once, BreachEnd.BROKEN)
    again = give(ended)
    assert of_kind(again, Disclosure) == of_kind(ended, Disclosure)
    assert len(of_kind(again, Made)) == 2
    with pytest.raises(NotAllowed):
        give(ended, WISH.id)


def test_a_weighing_that_ended_otherwise_is_no_reason() -> None:
    ended = finish(weighed(BreachGround.OWN_DEFENCE), BreachEnd.NOT_BROKEN)
    with pytest.raises(NotAllowed):
        basis(ended, TODAY)


@pytest.mark.requirement("KL-11")
def test_while_a_hold_stands_a_committee_still_gets_its_copy() -> None:
    held = with_texts(weighed(BreachGround.SUPERVISORY_COMMITTEE), hold_set())
    assert last(give(held)).to == "complaints_committee"


def test_without_a_file_no_text_is_recorded() -> None:
    bare = make_case(note(number=50, text=""), consent(**COVERING, text=""), keep_file=KeepFile.NO)
    assert (last(give(bare)).text, last(give(bare)).consent) == ("", entry_id("c"))
