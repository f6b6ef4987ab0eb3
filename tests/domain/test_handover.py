import pytest

from tests.strategies import (
    AT,
    CASE,
    DOSSIER,
    TODAY,
    closing,
    consent,
    day,
    hold_set,
    make_case,
    note,
    withdrawal,
)
from vp.domain import consent as ledger
from vp.domain.case import Case, is_open
from vp.domain.closing import close
from vp.domain.entries import Consent, Entry
from vp.domain.handover import hand_over, handed_over, receive
from vp.domain.leaving import HandedOver, Received
from vp.domain.retention import destroy_on
from vp.domain.vocabulary import CloseReason, ConsentForm, ConsentKind
from vp.errors import NotAllowed

OWN, SUCCESSOR = "age1own", "age1successor"
GOES = HandedOver(id="g-000001", at=AT, on=TODAY, to=SUCCESSOR, consent="")
COMES = Received(id="u-000001", at=AT, on=TODAY, dossier="")
OURS = "0vr5-w1nk"


def agreed(**fields: object) -> Consent:
    return consent(kind=ConsentKind.TRANSFER_FILE, to="", **fields)


def transfer(case: Case, to: HandedOver = GOES) -> Case:
    return hand_over(case, to, {OWN}, TODAY)


@pytest.mark.requirement("GC-22")
@pytest.mark.requirement("HK-30")
def test_with_consent_the_file_goes_and_the_case_says_to_whom() -> None:
    after = transfer(make_case(note(), agreed()))
    assert handed_over(after) == after.log[-1]
    assert handed_over(after) == HandedOver(
        id="g-000001", at=AT, on=TODAY, to=SUCCESSOR, consent="c-000001"
    )
    assert ledger.knowers(after) == [("other_vp", TODAY, ConsentForm.NAMED, "c-000001")]
    assert handed_over(make_case()) is None


@pytest.mark.requirement("GC-22")
@pytest.mark.parametrize(
    "log",
    [
        (),
        (consent(),),
        (agreed(until=day(2)),),
        (agreed(), withdrawal()),
    ],
    ids=["none", "another", "expired", "withdrawn"],
)
def test_without_consent_to_the_hand_over_the_file_stays(log: tuple[Entry, ...]) -> None:
    with pytest.raises(NotAllowed) as refused:
        transfer(make_case(*log))
    assert "--kind transfer_file" in refused.value.hint
    assert refused.value.fields == {"case": CASE}


@pytest.mark.requirement("GC-22")
def test_a_key_of_ones_own_is_no_successor() -> None:
    own = HandedOver(id="g-000001", at=AT, on=TODAY, to=OWN, consent="")
    with pytest.raises(NotAllowed):
        transfer(make_case(agreed()), own)


@pytest.mark.requirement("GC-17")
def test_after_it_the_old_case_can_be_closed_as_transferred() -> None:
    ending = closing(on=TODAY, reason=CloseReason.TRANSFERRED)
    closed = close(transfer(make_case(agreed())), ending, TODAY)
    assert not is_open(closed)
    assert destroy_on(closed) is not None


def test_a_held_or_closed_file_can_be_handed_over_too() -> None:
    assert handed_over(transfer(make_case(agreed(), hold_set())))
    assert handed_over(transfer(make_case(agreed(), closing())))


def test_what_is_received_keeps_its_id_and_is_ours_from_then_on() -> None:
    sent = transfer(make_case(note(), agreed()))
    kept = receive(sent, OURS, COMES, TODAY)
    assert (kept.id, kept.dossier, kept.revision) == (CASE, OURS, 1)
    assert kept.log[:-1] == sent.log
    assert kept.log[-1] == Received(id="u-000001", at=AT, on=TODAY, dossier=DOSSIER)
