"""Before a report goes out: the reporter's own answers, and what to think of."""

import pytest

from tests.domain.relays import PEOPLE, answer, peopled
from tests.strategies import TODAY, make_profile
from vp.domain.leaving import Prepared
from vp.domain.notices import Notice
from vp.domain.relay import notices, prepare, unanswered
from vp.domain.vocabulary import Kind, Preparation, ReporterRole
from vp.errors import Usage


def says(notices: list[Notice], word: str) -> bool:
    return any(word in notice.message for notice in notices)


# The preparation


@pytest.mark.requirement("HK-07")
def test_the_eight_questions_are_answered_in_the_reporters_words_and_never_scored() -> None:
    case = prepare(peopled(), [answer(one, n) for n, one in enumerate(Preparation)], TODAY)
    assert [entry.question for entry in case.log] == list(Preparation)  # type: ignore[union-attr]
    assert len(case.log) == 8
    assert unanswered(case) == ()
    assert set(Prepared.__struct_fields__) == {"id", "at", "on", "text", "question"}


@pytest.mark.requirement("HK-07")
def test_an_empty_answer_is_left_out_and_the_question_stays_open() -> None:
    known = answer(Preparation.EVIDENCE)
    case = prepare(peopled(), [answer(Preparation.CONCRETE, 2, text=""), known], TODAY)
    assert case.log == (known,)
    assert Preparation.CONCRETE in unanswered(case)
    assert Preparation.EVIDENCE not in unanswered(case)
    with pytest.raises(Usage):
        prepare(peopled(), [answer(Preparation.CONCRETE, text="")], TODAY)


# Notices


@pytest.mark.requirement("HK-29")
def test_a_report_about_ones_own_treatment_is_said_not_to_be_anonymous() -> None:
    profile = make_profile()
    assert says(notices(peopled(role=ReporterRole.AFFECTED), profile), "cannot be anonymous")
    assert says(notices(peopled(kinds=(Kind.DETRIMENT,)), profile), "cannot be anonymous")
    assert not says(notices(peopled(role=ReporterRole.OBSERVER), profile), "anonymous")


@pytest.mark.requirement("HK-08")
def test_an_unanswered_right_channel_is_noticed_until_it_is_answered() -> None:
    profile = make_profile()
    (found,) = [n for n in notices(peopled(), profile) if "scheme" in n.message]
    assert "vp relay {case} --prepare" in found.message
    case = prepare(peopled(), [answer(Preparation.RIGHT_CHANNEL)], TODAY)
    assert not says(notices(case, profile), "scheme")


@pytest.mark.requirement("HK-10")
def test_settings_that_do_not_say_who_decides_are_noticed() -> None:
    assert says(notices(peopled(), make_profile()), "who receives a report and decides")
    assert (
        notices(
            peopled(answer(Preparation.RIGHT_CHANNEL)), make_profile(report_desk="de directeur")
        )
        == []
    )


def test_no_notice_holds_a_word_of_the_case() -> None:
    told = " ".join(
        f"{one.message} {one.fields}"
        for one in notices(peopled(role=ReporterRole.AFFECTED), make_profile())
    )
    assert not [person for person in PEOPLE.values() if person.name in told]
