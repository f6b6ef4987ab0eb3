import pytest

from vp.domain.protocol import VERSION, VERSIONS, Late, Sort, Step, find_step, steps_for
from vp.domain.vocabulary import Actor, BreachGround
from vp.errors import Usage

GROUNDS = {
    "S": {BreachGround.STATUTORY_DUTY},
    "C": {BreachGround.CONFLICT_OF_DUTIES},
    "L": {
        BreachGround.COURT_ORDER,
        BreachGround.OWN_DEFENCE,
        BreachGround.SUPERVISORY_COMMITTEE,
    },
}
LATE = {"no": Late.NO, "yes": Late.YES, "reason": Late.WITH_REASON, "-": None}

VERSION_1 = """
ground_named         grond benoemd               action     S C L  no
reporter_alerted     melder direct ingelicht     action     S C L  reason
duty_checked         plicht geldt voor mij       action     S L    yes
duty_explained       op plicht gewezen           action     S      reason
reporter_goes_first  melder informeert zelf      action     S      reason
conscience           gewetensnood                criterion  C      no
consent_sought       toestemming gezocht         criterion  C      reason
no_other_way         geen andere weg             criterion  C      no
harm_if_silent       schade bij zwijgen          criterion  C      no
harm_averted         schade voorkomen            criterion  C      no
suspicion_weighed    ernst en vermoeden gewogen  criterion  S C    no
colleague_consulted  collega-VP geraadpleegd     action     S C    yes
scope_limited        zo weinig mogelijk          action     S C L  no
reporter_informed    melder vooraf ingelicht     action     S C L  reason
other_vp             andere VP                   action     S C L  yes
disclosed            verstrekking                action     S C L  -
reasons_recorded     motivering                  action     S C L  yes
aftercare            nazorg en terugblik         action     S C L  yes
"""


@pytest.mark.requirement("GC-13")
def test_version_1_has_eighteen_steps_in_this_order() -> None:
    expected = []
    for line in VERSION_1.strip().splitlines():
        key, nl, sort, grounds, late = (part.strip() for part in line.split("  ") if part.strip())
        expected.append(
            (key, nl, sort, set().union(*(GROUNDS[letter] for letter in grounds.split())), late)
        )
    found = [
        (
            step.key,
            step.nl,
            step.sort.key,
            set(step.grounds),
            next(word for word, late in LATE.items() if late is step.late),
        )
        for step in VERSIONS[1]
    ]
    assert found == expected
    assert max(VERSIONS) == VERSION


def test_every_step_says_in_one_sentence_what_it_asks() -> None:
    sentences = [step.explained for step in Step]
    assert len(set(sentences)) == len(Step)
    assert all(sentence[0].isupper() and sentence[-1] != "." for sentence in sentences)
    assert all(step.source and step.who for step in Step)


@pytest.mark.requirement("HK-27")
def test_under_a_duty_the_reporter_goes_first_and_the_counsellor_only_otherwise() -> None:
    table = steps_for(BreachGround.STATUTORY_DUTY, 1)
    order = [Step.DUTY_EXPLAINED, Step.REPORTER_GOES_FIRST, Step.DISCLOSED]
    assert [step for step in table if step in order] == order
    assert Step.REPORTER_GOES_FIRST.who == (Actor.REPORTER,)
    assert Step.REPORTER_GOES_FIRST.words


@pytest.mark.requirement("HK-26")
def test_the_duty_is_explained_with_legal_advice_and_without_a_list_of_crimes() -> None:
    with_it = [ground for ground in BreachGround if Step.DUTY_EXPLAINED in steps_for(ground, 1)]
    assert with_it == [BreachGround.STATUTORY_DUTY]
    assert "legal advice" in Step.DUTY_EXPLAINED.explained


@pytest.mark.requirement("HK-23")
def test_a_colleague_is_consulted_without_names_and_the_advice_desk_is_pointed_to() -> None:
    assert "without hearing who it is about" in Step.COLLEAGUE_CONSULTED.explained
    assert "huisvoorklokkenluiders.nl" in Step.COLLEAGUE_CONSULTED.explained


def test_consent_may_be_sought_under_a_duty_and_is_no_criterion_there() -> None:
    assert Step.CONSENT_SOUGHT in steps_for(BreachGround.STATUTORY_DUTY, 1)
    assert BreachGround.STATUTORY_DUTY not in Step.CONSENT_SOUGHT.grounds


def test_an_unknown_version_is_read_as_the_newest() -> None:
    ground = BreachGround.COURT_ORDER
    assert steps_for(ground, 99) == steps_for(ground, VERSION)


@pytest.mark.parametrize("step", Step, ids=lambda step: step.key)
def test_a_step_answers_to_its_key_and_to_both_labels(step: Step) -> None:
    assert {find_step(name) for name in step.names} == {step}


@pytest.mark.parametrize(
    ("beginning", "step"),
    [
        ("scope", Step.SCOPE_LIMITED),
        ("Gewetens", Step.CONSCIENCE),
        ("reporter-goes", Step.REPORTER_GOES_FIRST),
    ],
)
def test_a_clear_beginning_is_enough(beginning: str, step: Step) -> None:
    assert find_step(beginning) is step


@pytest.mark.parametrize("word", ["reporter", "harm", "", "nothing_like_it"])
def test_a_beginning_of_several_or_of_none_is_refused(word: str) -> None:
    with pytest.raises(Usage) as refused:
        find_step(word)
    assert refused.value.fields["field"] == "step"


def test_the_criteria_are_the_five_points_and_the_weighing() -> None:
    criteria = [step.source for step in Step if step.sort is Sort.CRITERION]
    assert criteria == ["W1.1", "W1.2", "W1.3", "W1.4", "W1.5", "Huis §6.2"]
