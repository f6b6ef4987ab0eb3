from typing import Any

import pytest

from vp.domain.opening import FIRST_TALK, OPENING, WHEN_IT_APPLIES, WORDS, words
from vp.domain.profile import Profile
from vp.domain.vocabulary import Sector, Told


@pytest.mark.requirement("GC-11")
def test_the_limits_of_secrecy_are_told_before_anything_else() -> None:
    assert OPENING[0] is Told.LIMITS_EXPLAINED
    assert OPENING[:3] == (Told.LIMITS_EXPLAINED, Told.NO_PRIVILEGE, Told.REPORTING_DUTY)


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(Told.NO_PRIVILEGE, marks=pytest.mark.requirement("GC-09")),
        pytest.param(Told.REPORTING_DUTY, marks=pytest.mark.requirement("HK-26")),
        pytest.param(Told.ROLE_EXPLAINED, marks=pytest.mark.requirement("GC-02")),
        pytest.param(Told.NOTHING_WITHOUT_YOU, marks=pytest.mark.requirement("KL-01")),
    ],
)
def test_it_is_said_before_the_story_begins(item: Told) -> None:
    assert item in OPENING
    assert WORDS[item]


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(Told.SIGNALS_EXPLAINED, marks=pytest.mark.requirement("KL-08")),
        pytest.param(Told.COMPLAINT_RULES, marks=pytest.mark.requirement("GC-18")),
        pytest.param(Told.ANONYMITY, marks=pytest.mark.requirement("HK-29")),
        pytest.param(Told.SAFE_CONTACT, marks=pytest.mark.requirement("HK-31")),
    ],
)
def test_it_is_said_somewhere_in_the_first_talk(item: Told) -> None:
    assert item in FIRST_TALK
    assert WORDS[item]


def test_every_item_but_the_conflict_check_is_told_once_and_has_its_words() -> None:
    order = (*OPENING, *FIRST_TALK, *WHEN_IT_APPLIES)
    assert order == tuple(item for item in Told if item is not Told.ROLE_CONFLICT)
    assert set(WORDS) == set(order)
    assert len(set(WORDS.values())) == len(order)


def test_the_check_for_a_role_conflict_comes_before_all_talking() -> None:
    assert next(iter(Told)) is Told.ROLE_CONFLICT


@pytest.mark.requirement("HK-26")
def test_no_list_of_crimes_is_read_out() -> None:
    said = " ".join(WORDS.values()).casefold()
    assert not {"murder", "rape", "theft", "160", "162"} & set(said.replace(".", " ").split())


@pytest.mark.requirement("HK-26")
@pytest.mark.parametrize(
    ("settings", "more"),
    [
        ({}, 0),
        ({"sector": Sector.EDUCATION}, 1),
        ({"sector": Sector.SPORT}, 1),
        ({"sector": Sector.GOVERNMENT}, 1),
        ({"civil_servant": True}, 1),
        ({"sector": Sector.EDUCATION, "civil_servant": True}, 2),
    ],
)
def test_sector_and_post_bring_their_own_duty_to_report(
    settings: dict[str, Any], more: int
) -> None:
    profile = Profile(dossier="x", **settings)
    assert len(words(Told.REPORTING_DUTY, profile)) == 1 + more
    assert words(Told.ROLE_EXPLAINED, profile) == (WORDS[Told.ROLE_EXPLAINED],)
    assert words(Told.ROLE_CONFLICT, profile) == ()
