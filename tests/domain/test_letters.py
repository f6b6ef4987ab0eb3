"""What a letter needs from the settings, and the letters about no case."""

import msgspec
import pytest

from tests.domain.post import PROFILE, refused, strings
from tests.strategies import AT, TODAY, make_case, make_profile, note
from vp.domain import letters
from vp.domain.leaving import Made
from vp.domain.letters import LetterKind, Place
from vp.domain.vocabulary import Scope, Sector, find
from vp.errors import NotAllowed, NotThere

# What the settings must say first


@pytest.mark.requirement("GC-18")
@pytest.mark.requirement("KL-09")
@pytest.mark.parametrize("kind", [LetterKind.LEAFLET, LetterKind.STATEMENT, LetterKind.CLOSING])
def test_no_letter_leaves_out_where_to_complain(kind: LetterKind) -> None:
    letters.require_settings(kind, PROFILE)
    without = msgspec.structs.replace(PROFILE, complaint_address=" ")
    error = refused(NotAllowed, letters.require_settings, kind, without)
    assert error.fields == {"settings": "complaint_address"}
    assert error.hint == "fill it in: vp profile --ask"


@pytest.mark.requirement("BP-17")
@pytest.mark.parametrize("kind", [LetterKind.LEAFLET, LetterKind.STATEMENT])
def test_no_leaflet_leaves_out_who_replaces_the_counsellor(kind: LetterKind) -> None:
    without = msgspec.structs.replace(PROFILE, replacement="")
    error = refused(NotAllowed, letters.require_settings, kind, without)
    assert error.fields == {"settings": "replacement"}


@pytest.mark.requirement("HK-08")
def test_a_report_needs_its_desk_and_so_does_the_statement_of_who_takes_reports() -> None:
    without = msgspec.structs.replace(PROFILE, report_desk="")
    for kind in (LetterKind.RELAY, LetterKind.STATEMENT):
        error = refused(NotAllowed, letters.require_settings, kind, without)
        assert error.fields == {"settings": "report_desk"}
    conduct_only = msgspec.structs.replace(without, scope=Scope.CONDUCT)
    letters.require_settings(LetterKind.STATEMENT, conduct_only)


@pytest.mark.parametrize(
    "kind",
    [
        LetterKind.REFUSAL,
        LetterKind.CONSENT,
        LetterKind.TRANSFER,
        LetterKind.MEMO,
        LetterKind.DESTRUCTION,
    ],
)
def test_other_letters_are_made_with_empty_settings(kind: LetterKind) -> None:
    letters.require_settings(kind, make_profile())


def test_every_kind_is_found_by_its_key_and_by_its_label() -> None:
    for kind in LetterKind:
        assert {find(LetterKind, name) for name in kind.names} == {kind}
        assert kind.source


# Letters about no case


@pytest.mark.requirement("GC-15")
def test_the_leaflet_names_the_bodies_of_the_directory_without_what_was_noted_of_them() -> None:
    role = letters.role(PROFILE, TODAY)
    assert role.head.reach == "06-22222222"
    assert role.scheme == Place(label="Regeling melden", address="intranet")
    assert role.places == (Place(label="Huisarts Dam", address="Dam 1"),)
    assert "alleen ochtend" not in strings(role)


@pytest.mark.parametrize(
    ("sector", "internal", "school"),
    [
        (Sector.EDUCATION, True, True),
        (Sector.EDUCATION, False, False),
        (Sector.GENERAL, True, False),
    ],
)
def test_only_staff_of_a_school_has_the_duty_of_a_school(
    sector: Sector, internal: bool, school: bool
) -> None:
    profile = msgspec.structs.replace(PROFILE, sector=sector, internal=internal)
    assert letters.role(profile, TODAY).school is school


def test_nobody_who_can_be_reached_through_the_directory_is_made_up() -> None:
    bare = letters.role(make_profile(), TODAY)
    assert (bare.head.reach, bare.scheme, bare.places) == ("", None, ())


def destroyed(id_: str, copies: int) -> letters.Destroyed:
    return letters.Destroyed(
        id=id_, term=TODAY, on=TODAY, case="aa", key="bb", chain="cc", copies=copies
    )


def test_the_certificate_adds_up_the_copies_it_does_not_cover() -> None:
    record = (destroyed("k7fm-2qxd", 3), destroyed("abcd-efgh", 0), destroyed("abzz-zzzz", 1))
    assert letters.certificate(PROFILE, record, TODAY).copies == 4
    one = letters.certificate(PROFILE, record, TODAY, "K7FM")
    assert ([it.id for it in one.destroyed], one.copies) == (["k7fm-2qxd"], 3)


def test_nothing_destroyed_needs_no_certificate() -> None:
    refused(NotThere, letters.certificate, PROFILE, (), TODAY)
    record = (destroyed("k7fm-2qxd", 0),)
    refused(NotThere, letters.certificate, PROFILE, record, TODAY, "zzzz")


def test_copies_are_counted_over_all_that_was_made() -> None:
    made = [
        Made(id=f"k-{number:06d}", at=AT, on=TODAY, what="consent", copies=number)
        for number in (1, 3)
    ]
    assert letters.copies(make_case(*made)) == 4
    assert letters.copies(make_case(note())) == 0
