from datetime import date

import msgspec
import pytest

from tests import strategies as build
from tests.strategies import day, make_profile
from vp.domain.closing import close
from vp.domain.profile import (
    RETENTION_MONTHS,
    THRESHOLD,
    Body,
    Profile,
    Terms,
    conflicting_positions,
    recipient,
)
from vp.domain.retention import destroy_on
from vp.domain.vocabulary import Recipient, Scope, VpPosition
from vp.errors import NotAllowed, Usage
from vp.store import codec

WITH_DIRECTORY = make_profile(
    directory={
        "arbodienst": Body(name="ArboNoord"),
        "hr": Body(name="Personeelszaken"),
        "desk_2": Body(name="Meldpunt Zuid"),
    }
)


@pytest.mark.requirement("GC-23")
def test_a_file_is_kept_two_years_at_most_and_that_is_the_default() -> None:
    assert make_profile().terms.retention_months == RETENTION_MONTHS == 24
    assert make_profile(terms=Terms(retention_months=1)).terms.retention_months == 1
    for months in (25, 0, -1):
        with pytest.raises(ValueError, match=r"terms\.retention_months"):
            make_profile(terms=Terms(retention_months=months))


@pytest.mark.requirement("GC-23")
def test_a_profile_file_with_a_longer_term_is_not_accepted() -> None:
    plain = msgspec.to_builtins(make_profile(terms=Terms(retention_months=24)))
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(plain | {"terms": {"retention_months": 25}}, Profile)


@pytest.mark.requirement("GC-23")
def test_the_term_of_the_profile_decides_when_a_case_is_destroyed() -> None:
    months = make_profile(terms=Terms(retention_months=6)).terms.retention_months
    case = close(build.make_case(), build.closing(on=day(40), retention=months), build.TODAY)
    assert destroy_on(case) == date(2026, 10, 11)


def test_the_threshold_has_a_floor() -> None:
    assert make_profile().threshold == THRESHOLD
    assert make_profile(threshold=3).threshold == 3
    with pytest.raises(ValueError, match="threshold"):
        make_profile(threshold=2)


@pytest.mark.parametrize("key", ["", "A", "a", "J. Jansen", "1desk", "x" * 31])
def test_a_directory_has_keys_and_no_names(key: str) -> None:
    with pytest.raises(ValueError, match="directory"):
        make_profile(directory={key: Body(name="Meldpunt")})


@pytest.mark.requirement("GC-25")
@pytest.mark.parametrize("internal", [True, False])
@pytest.mark.parametrize("scope", Scope)
def test_internal_and_external_counsellors_of_both_fields_have_a_profile(
    internal: bool, scope: Scope
) -> None:
    profile = make_profile(internal=internal, scope=scope)
    assert codec.load(codec.dump(profile), Profile, "copy") == profile


# Recipients


@pytest.mark.parametrize("term", Recipient)
def test_a_recipient_is_known_by_key_and_by_label(term: Recipient) -> None:
    for word in (term.key, term.nl, term.en, term.nl.upper()):
        assert recipient(make_profile(), word) == term.key


@pytest.mark.parametrize("word", ["arbodienst", "ArboNoord", " arbonoord "])
def test_the_directory_adds_recipients_by_key_and_by_name(word: str) -> None:
    assert recipient(WITH_DIRECTORY, word) == "arbodienst"
    with pytest.raises(Usage):
        recipient(make_profile(), word)


def test_a_body_of_the_directory_may_stand_for_a_word_of_the_vocabulary() -> None:
    assert recipient(WITH_DIRECTORY, "personeelszaken") == recipient(WITH_DIRECTORY, "HR") == "hr"
    assert recipient(WITH_DIRECTORY, "desk-2") == "desk_2"


@pytest.mark.parametrize("word", ["J. Jansen", "j.  jansen", "J. JANSEN"])
def test_a_person_of_the_case_is_no_recipient(word: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        recipient(WITH_DIRECTORY, word, ("", "J. Jansen"))
    assert refused.value.fields == {}


def test_a_person_named_as_a_body_is_still_a_person() -> None:
    with pytest.raises(NotAllowed):
        recipient(WITH_DIRECTORY, "ArboNoord", ("ArboNoord",))


def test_no_name_forbids_nothing() -> None:
    with pytest.raises(Usage):
        recipient(make_profile(), "", ("",))


def test_an_unknown_recipient_is_refused_with_the_nearest_of_both_lists() -> None:
    with pytest.raises(Usage) as refused:
        recipient(WITH_DIRECTORY, "arbodiens")
    assert str(refused.value.fields["nearest"]).split(", ")[0] == "arbodienst"
    assert refused.value.fields["field"] == "to"


# Posts


def test_a_manager_may_be_a_counsellor_where_no_other_post_forbids_it() -> None:
    posts = (VpPosition.MANAGER, VpPosition.HR, VpPosition.LEGAL)
    assert conflicting_positions(make_profile(positions=posts)) == posts[1:]
    assert conflicting_positions(make_profile()) == ()


def test_the_secret_of_the_tags_is_not_shown_by_accident() -> None:
    assert repr(make_profile(tag_key="geheim")) == "<Profile>"
