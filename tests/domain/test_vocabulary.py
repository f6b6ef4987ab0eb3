from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.vocabularies import FORMAL, KEYS, KINDS, RESULTS
from vp.domain.vocabulary import (
    CONDUCT_OUTCOMES,
    VOCABULARIES,
    Channel,
    CloseReason,
    ContactNature,
    Domain,
    IntegrityStatus,
    Kind,
    Outcome,
    Recipient,
    ReporterPosition,
    ReporterRole,
    Route,
    Term,
    find,
    fold,
    kinds_of,
    unknown,
)
from vp.domain.vocabulary.practice import TALKS
from vp.errors import Usage
from vp.locale import label, use

EVERY = {vocabulary.__name__: vocabulary for vocabulary in VOCABULARIES}
TERMS = [term for vocabulary in VOCABULARIES for term in vocabulary]


# The words


@pytest.mark.parametrize("name", KEYS)
def test_a_vocabulary_has_the_words_of_the_profession_and_no_other(name: str) -> None:
    assert [term.key for term in EVERY[name]] == KEYS[name].split()


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_term_has_a_key_of_its_own_both_labels_and_a_source(vocabulary: type[Term]) -> None:
    assert len({fold(term.key) for term in vocabulary}) == len(list(vocabulary))
    for term in vocabulary:
        assert term.key.replace("_", "").isalpha()
        assert term.key == term.key.lower()
        assert term.nl.strip() == term.nl != ""
        assert term.en.strip() == term.en != ""
        assert term.source


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_a_name_means_one_term_but_for_what_is_left_over_of_each_field(
    vocabulary: type[Term],
) -> None:
    meant = Counter(name for term in vocabulary for name in {fold(one) for one in term.names})
    shared = {name for name, number in meant.items() if number > 1}
    assert shared == ({"overig", "other"} if vocabulary is Kind else set())


@pytest.mark.requirement("WV-01")
@pytest.mark.parametrize("domain", Domain)
def test_a_domain_has_its_own_kinds_and_a_mixed_case_those_of_both_fields(domain: Domain) -> None:
    assert [kind.key for kind in kinds_of(domain)] == KINDS[domain.key].split()


@pytest.mark.requirement("BP-15")
def test_what_lies_outside_the_field_has_its_kinds_apart() -> None:
    outside = set(kinds_of(Domain.OUT_OF_SCOPE))
    assert {Kind.PERFORMANCE_REVIEW, Kind.LABOUR_DISPUTE, Kind.PRIVATE_PROBLEM} < outside
    assert not outside & set(kinds_of(Domain.MIXED))


@pytest.mark.requirement("BP-24")
def test_aggression_is_verbal_physical_or_psychological_and_bullying_says_it_is_repeated() -> None:
    aggression = {kind.key.removesuffix("_aggression") for kind in Kind if "aggress" in kind.key}
    assert aggression == {"verbal", "physical", "psychological"}
    assert "repeated" in Kind.BULLYING.en


@pytest.mark.requirement("HK-01")
def test_the_suspected_status_in_law_is_no_kind() -> None:
    assert not {status.key for status in IntegrityStatus} & {kind.key for kind in Kind}


@pytest.mark.requirement("HK-02")
def test_a_talk_that_leads_to_nothing_can_be_recorded() -> None:
    assert find(ContactNature, "klankbord, sparren") is ContactNature.SOUNDING_BOARD
    assert find(ContactNature, "informatievraag") is ContactNature.INFORMATION
    assert not Route.NO_ACTION.formal


@pytest.mark.requirement("HK-12")
def test_a_manager_may_ask_for_advice() -> None:
    assert find(ContactNature, "advies aan leidinggevende") is ContactNature.MANAGER_ADVICE
    assert find(ReporterRole, "leidinggevende met vraag") is ReporterRole.MANAGER


@pytest.mark.requirement("GC-25")
def test_who_works_otherwise_than_as_an_employee_has_a_place() -> None:
    words = ("inhuur, uitzend, zzp", "stagiair", "vrijwilliger")
    assert [find(ReporterPosition, word).key for word in words] == ["hired", "trainee", "volunteer"]


@pytest.mark.parametrize("route", Route, ids=lambda route: route.key)
def test_a_route_is_informal_or_formal_and_leads_to_its_results(route: Route) -> None:
    assert route.formal is (route.key in FORMAL.split())
    assert [result.key for result in route.results] == RESULTS.get(route.key, "").split()


def test_one_outcome_says_whether_the_conduct_stopped() -> None:
    assert tuple(one for one in Outcome if one.key.startswith("conduct_")) == CONDUCT_OUTCOMES


def test_talks_are_the_notes_in_which_people_spoke() -> None:
    assert [kind.key for kind in TALKS] == ["conversation", "call", "video"]


# Finding


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_term_is_found_by_its_key_and_by_its_label_in_either_language(
    vocabulary: type[Term],
) -> None:
    for term in vocabulary:
        labels = () if term.nl == "overig" and vocabulary is Kind else (term.nl, term.en)
        for name in (term.key, *labels):
            assert find(vocabulary, name) is term
            assert find(vocabulary, f" {name.upper()} ") is term
            assert find(vocabulary, name.replace("_", "-")) is term


def test_a_label_that_two_fields_share_is_taken_where_it_means_one() -> None:
    assert find(kinds_of(Domain.INTEGRITY), "overig") is Kind.OTHER_INTEGRITY
    with pytest.raises(Usage) as refused:
        find(kinds_of(Domain.MIXED), "overig", field="kinds")
    assert refused.value.fields["nearest"] == "other_conduct, other_integrity"


def test_a_beginning_is_enough_only_when_that_is_asked() -> None:
    assert find(CloseReason, "repo", beginning=True) is CloseReason.REPORTER_STOPPED
    assert find(CloseReason, "melder", beginning=True) is CloseReason.REPORTER_STOPPED
    with pytest.raises(Usage) as refused:
        find(CloseReason, "repo", field="reason")
    assert refused.value.fields == {
        "field": "reason",
        "word": "repo",
        "nearest": "reporter_stopped",
    }


@pytest.mark.parametrize("word", ["via", "", " "])
def test_a_beginning_of_several_or_of_nothing_is_refused(word: str) -> None:
    with pytest.raises(Usage) as refused:
        find(Channel, word, beginning=True, field="channel")
    assert str(refused.value.fields["nearest"]).count("; ") == 5


def test_a_whole_word_wins_from_longer_ones_that_begin_so() -> None:
    assert find(Recipient, "huis", beginning=True) is Recipient.HUIS


def test_the_nearest_word_is_named() -> None:
    with pytest.raises(Usage) as refused:
        find(Kind, "bulying", field="kinds")
    assert str(refused.value.fields["nearest"]).split(", ")[0] == "bullying"


def test_where_nothing_is_near_the_first_words_are_named() -> None:
    assert unknown("zzz", ["een", "twee"], "role").fields["nearest"] == "een, twee"


@given(st.text(min_size=31) | st.text(st.sampled_from("ab 1@-."), min_size=1))
def test_a_wrong_value_that_could_be_somebodys_story_is_never_repeated(word: str) -> None:
    error = unknown(word, ["manager"], "to")
    is_short_word = len(word) <= 30 and word.isalpha()
    assert ("word" in error.fields) is is_short_word
    assert is_short_word or word not in error.fields.values()


def test_a_key_is_read_from_a_file_exactly_or_not_at_all() -> None:
    assert Route.of("no_action") is Route.NO_ACTION
    for word in ("No_action", "geen actie, keuze melder", ""):
        with pytest.raises(ValueError, match=word or "^$"):
            Route.of(word)


def test_a_label_is_shown_in_the_language_in_use() -> None:
    assert label(Domain.CONDUCT) == "conduct"
    use("nl")
    try:
        assert label(Domain.CONDUCT) == "omgangsvormen"
    finally:
        use("en")


def test_a_term_remembers_the_language_it_is_not_shown_in() -> None:
    assert all(term.names == (term.key, term.nl, term.en) for term in TERMS)


@pytest.mark.parametrize(
    ("word", "kind"), [("fraude", Kind.FRAUD_THEFT), ("geweld", Kind.PHYSICAL_AGGRESSION)]
)
def test_one_of_the_things_a_label_names_is_enough(word: str, kind: Kind) -> None:
    assert find(Kind, word) is kind


def test_a_thing_that_two_labels_name_is_asked_back() -> None:
    with pytest.raises(Usage):
        find(Route, "court")
