"""The protocol for breaking secrecy, as a table of steps with a version.

The LVV code of 2021 refers to a protocol that goes with it; of that protocol only the eight
points of 2016 are known to us (W1). The steps are those points, and what the code itself and
the Huis brochure (§6.2) ask. What a key means never changes, since files store it: a later
version adds members to `Step` and a tuple of its own to VERSIONS.
"""

from collections.abc import Iterable

from vp.domain.vocabulary import Actor, BreachGround, Recipient, Term, find
from vp.locale import N_

VERSION = 1
"""The version that a newly opened breach follows."""


class Sort(Term):
    """Whether a step asks what is so, or that something is done."""

    CRITERION = "criterion", "criterium", "criterion", "W1"
    ACTION = "action", "handeling", "action", "W1"


class Late(Term):
    """Whether a step may follow the disclosure in an emergency (our own decision)."""

    NO = "no", "nee", "no", "D"
    YES = "yes", "ja", "yes", "D"
    WITH_REASON = "with_reason", "ja, met reden", "yes, with a reason", "D; Huis §6.2"


_CRITERION, _ACTION = Sort.CRITERION, Sort.ACTION
_VP, _REPORTER = (Actor.VP,), (Actor.REPORTER,)
_S = (BreachGround.STATUTORY_DUTY,)
_C = (BreachGround.CONFLICT_OF_DUTIES,)
_L = (BreachGround.COURT_ORDER, BreachGround.OWN_DEFENCE, BreachGround.SUPERVISORY_COMMITTEE)
_ALL = tuple(BreachGround)


# A table reads as a table: names; sort, who, grounds, late, words; what it asks.
# fmt: off
class Step(Term):
    """One step: what must be true, or done, before or after secrecy is broken."""

    sort: Sort
    who: tuple[Term, ...]
    grounds: tuple[BreachGround, ...]
    """The grounds under which the step is asked for."""
    late: Late | None
    """Whether it may follow the disclosure; None for the disclosure itself."""
    words: bool
    """Whether it says nothing without words of the counsellor's own."""
    explained: str
    """What must be true or done: an English message id, translated where it is shown."""
    offered: tuple[BreachGround, ...]
    """The grounds under which it may be recorded and nothing waits for it."""

    def __init__(
        self, key: str, nl: str, en: str, source: str, sort: Sort, who: tuple[Term, ...],
        grounds: tuple[BreachGround, ...], late: Late | None, words: bool, explained: str,
        offered: tuple[BreachGround, ...] = (),
    ) -> None:
        super().__init__(key, nl, en, source)
        self.sort, self.who, self.grounds, self.late = sort, who, grounds, late
        self.words, self.explained, self.offered = words, explained, offered

    GROUND_NAMED = (
        "ground_named", "grond benoemd", "ground named", "code; Huis §6.2",
        _ACTION, _VP, _ALL, Late.NO, False,
        N_("The ground is named, and whether there is danger that cannot wait"),
    )
    REPORTER_ALERTED = (
        "reporter_alerted", "melder direct ingelicht", "reporter alerted", "code",
        _ACTION, _VP, _ALL, Late.WITH_REASON, False,
        N_("The reporter has heard at once that secrecy may have to give way"),
    )
    DUTY_CHECKED = (
        "duty_checked", "plicht geldt voor mij", "duty binds me", "W6; W14; D",
        _ACTION, (Actor.VP, Recipient.LEGAL), _S + _L, Late.YES, True,
        N_("You have found out, with legal advice, whether this duty binds you in your post"),
    )
    DUTY_EXPLAINED = (
        "duty_explained", "op plicht gewezen", "duty explained", "Huis §6.2.1",
        _ACTION, _VP, _S, Late.WITH_REASON, False,
        N_("The reporter knows of the duty to report; take legal advice on what falls under it"),
    )
    REPORTER_GOES_FIRST = (
        "reporter_goes_first", "melder informeert zelf", "reporter goes first", "Huis §6.2.1",
        _ACTION, _REPORTER, _S, Late.WITH_REASON, True,
        N_("The reporter tells the employer himself, or it is said why you do it instead"),
    )
    CONSCIENCE = (
        "conscience", "gewetensnood", "distress of conscience", "W1.1",
        _CRITERION, _VP, _C, Late.NO, True,
        N_("Keeping silent brings you into distress of conscience"),
    )
    CONSENT_SOUGHT = (
        "consent_sought", "toestemming gezocht", "consent sought", "W1.2",
        _CRITERION, _VP, _C, Late.WITH_REASON, True,
        N_("You have tried everything to get the reporter's consent: each attempt, each answer"),
        _S,
    )
    NO_OTHER_WAY = (
        "no_other_way", "geen andere weg", "no other way", "W1.3",
        _CRITERION, _VP, _C, Late.NO, True,
        N_("Nothing else solves it: say which other ways you considered"),
    )
    HARM_IF_SILENT = (
        "harm_if_silent", "schade bij zwijgen", "harm if silent", "W1.4",
        _CRITERION, _VP, _C, Late.NO, True,
        N_("Silence will almost certainly bring demonstrable harm or danger to someone"),
    )
    HARM_AVERTED = (
        "harm_averted", "schade voorkomen", "harm averted", "W1.5",
        _CRITERION, _VP, _C, Late.NO, True,
        N_("Speaking will almost certainly prevent that harm, or limit it a great deal"),
    )
    SUSPICION_WEIGHED = (
        "suspicion_weighed", "ernst en vermoeden gewogen", "suspicion weighed", "Huis §6.2",
        _CRITERION, _VP, _S + _C, Late.NO, True,
        N_("You have weighed how serious it is and how reasonable the suspicion, and both suffice"),
    )
    COLLEAGUE_CONSULTED = (
        "colleague_consulted", "collega-VP geraadpleegd", "colleague consulted", "Huis §6.2; D",
        _ACTION, _VP, _S + _C, Late.YES, False,
        N_("A fellow counsellor thought along, without hearing who it is about;"
           " the Huis advises too: huisvoorklokkenluiders.nl"),
    )
    SCOPE_LIMITED = (
        "scope_limited", "zo weinig mogelijk", "as little as possible", "Huis §6.2.1; W15",
        _ACTION, _VP, _ALL, Late.NO, True,
        N_("It is settled what is told and to whom: no more than is needed, no name without need"),
    )
    REPORTER_INFORMED = (
        "reporter_informed", "melder vooraf ingelicht", "reporter informed", "W1.6; Huis §6.2",
        _ACTION, _VP, _ALL, Late.WITH_REASON, False,
        N_("The reporter knows beforehand what you are going to tell, or it is said why not"),
    )
    OTHER_VP = (
        "other_vp", "andere VP", "another VP", "W1.7",
        _ACTION, _VP, _ALL, Late.YES, True,
        N_("The reporter can turn to another counsellor: say to whom, or why there is none"),
    )
    DISCLOSED = (
        "disclosed", "verstrekking", "disclosure", "W15; D",
        _ACTION, _VP, _ALL, None, True,
        N_("It is recorded when, to whom, how and exactly what was told, each time anew"),
    )
    REASONS_RECORDED = (
        "reasons_recorded", "motivering", "reasons recorded", "W1.8",
        _ACTION, _VP, _ALL, Late.YES, True,
        N_("You can give the reasons for your choice, and they are written down"),
    )
    AFTERCARE = (
        "aftercare", "nazorg en terugblik", "aftercare and review", "D",
        _ACTION, _VP, _ALL, Late.YES, False,
        N_("You have spoken with the reporter afterwards, or set the date on which you will"),
    )


# fmt: on
VERSIONS: dict[int, tuple[Step, ...]] = {1: tuple(Step)}
"""The steps of each version, in their order."""


def steps_for(ground: BreachGround, version: int) -> tuple[Step, ...]:
    """The steps under this ground, in order; of the newest version when this one is unknown."""
    steps = VERSIONS.get(version, VERSIONS[VERSION])
    return tuple(step for step in steps if ground in step.grounds + step.offered)


def find_step(word: str, steps: Iterable[Step] = tuple(Step)) -> Step:
    """The step that `word` means: by key or label in either language, or a clear beginning.

    Raises Usage, with the nearest keys, when none or several fit.
    """
    return find(steps, word, beginning=True, field="step")
