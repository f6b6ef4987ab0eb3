"""What `vp help` explains: each subject as parts, made from what the domain itself holds."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from vp.domain import consent as ledger
from vp.domain import protocol, sources
from vp.domain.protocol import Late, Step
from vp.domain.term import Term
from vp.domain.vocabulary import BreachEnd, BreachGround, ConsentForm, ConsentGiven, ConsentKind
from vp.locale import N_, _, label


class Subject(Term):
    """What vp explains, beside each command's own help."""

    START = "start", "begin", "start", "D"
    BREACH = "breach", "geheimhouding doorbreken", "breaking secrecy", "D"
    CONSENT = "consent", "toestemming", "consent", "D"
    DESTRUCTION = "destruction", "vernietigen", "destruction", "D"
    KEYS = "keys", "sleutels", "keys", "D"
    REPORT = "report", "jaarverslag", "annual report", "D"
    DATES = "dates", "datums", "dates", "D"
    MOVING_IN = "moving-in", "verhuizen", "moving in", "D"


class Part(NamedTuple):
    """A heading, what is said under it, and rows of words with their meaning."""

    head: str = ""
    text: str = ""
    rows: tuple[tuple[str, str], ...] = ()


Parts = Iterable[Part]

_WORD = re.compile(r"[a-z]+")
_WORDS = (N_("code"), N_("profile"), N_("annex"), N_("complaints"))
"""Of the references to sources; the others are names."""

ABOUT = {
    Subject.START: N_("the first quarter of an hour, and a week of practice"),
    Subject.BREACH: N_("when secrecy may give way: the protocol, step by step, with its sources"),
    Subject.CONSENT: N_("what may leave a case, and what a consent covers"),
    Subject.DESTRUCTION: N_("when a case goes, what that means, and the timer that does it"),
    Subject.KEYS: N_("passphrase, recovery key, second copy, deputy, and a lost laptop"),
    Subject.REPORT: N_("how the annual report is made, and how small numbers stay hidden"),
    Subject.DATES: N_("how a day may be written"),
    Subject.MOVING_IN: N_("what the columns of a spreadsheet can be, field by field"),
}
"""What each subject tells, in a line."""

COMMANDS = {
    "breach": (Subject.BREACH,),
    "consent": (Subject.CONSENT,),
    "share": (Subject.CONSENT,),
    "purge": (Subject.DESTRUCTION,),
    "key": (Subject.KEYS,),
    "report": (Subject.REPORT,),
    "init": (Subject.START,),
    "import": (Subject.MOVING_IN,),
    "help": tuple(Subject),
}
"""The subjects that belong to a command: they stand in its manual page."""


def explained(subject: Subject) -> Parts:
    """The parts of the explanation, in the language in use."""
    from vp.cli import explanations, sheet_fields

    makers: dict[Subject, Callable[[], Parts]] = {
        Subject.START: explanations.start,
        Subject.BREACH: breach,
        Subject.CONSENT: consent,
        Subject.DESTRUCTION: explanations.destruction,
        Subject.KEYS: explanations.keys,
        Subject.REPORT: explanations.report,
        Subject.DATES: explanations.dates,
        Subject.MOVING_IN: sheet_fields.moving_in,
    }
    return makers[subject]()


def breach() -> Parts:
    """The protocol as the step table has it: grounds, steps, ends, sources."""
    steps = protocol.VERSIONS[protocol.VERSION]
    yield Part(
        text=_(
            "Secrecy gives way only on one of these grounds, and step by step. Not breaking it is"
            " as good an end as any. With the reporter's consent nothing is broken: then vp share"
            " is enough."
        )
    )
    yield Part(_("Grounds"), rows=tuple((one.key, label(one)) for one in BreachGround))
    yield Part(
        _("Steps"),
        _(
            "A step that must come first is asked for before anything is told. In an emergency"
            " (--urgent) you act first and record it afterwards; what was left out stays visible."
        ),
        tuple(_step(number, one) for number, one in enumerate(steps, start=1)),
    )
    yield Part(_("Ends"), rows=tuple((one.key, label(one)) for one in BreachEnd))
    yield _sources(
        *(one.source for one in steps),
        *(one.source for one in BreachGround),
    )
    yield Part(
        _("Commands"),
        rows=(
            ("vp breach open", _("the weighing begins, on a ground")),
            ("vp breach step", _("a step was taken, or could not be, and why")),
            ("vp breach show", _("what was done, what is next, what is missing")),
            ("vp share --breach", _("what was told, to whom")),
            ("vp breach end", _("how it ended")),
            ("vp letter memo", _("the reasons, to account for it afterwards")),
        ),
    )


def _step(number: int, step: Step) -> tuple[str, str]:
    """The step's name, and what it asks: for whom it holds, when it may come, who says so."""
    told = [f"{_(step.explained)}."]
    if set(step.grounds) != set(BreachGround):
        short = (label(ground).partition(" (")[0] for ground in step.grounds)
        told.append(_("Only for: {grounds}.").format(grounds="; ".join(short)))
    late = {
        Late.NO: _("Never afterwards."),
        Late.YES: _("In an emergency also afterwards."),
        Late.WITH_REASON: _("In an emergency also afterwards, with the reason."),
        None: "",
    }
    told += [late[step.late], _reference(step)]
    return f"{number}. {label(step)} ({step.key})", " ".join(filter(None, told))


def consent() -> Parts:
    """What a consent says and covers, and the words for it."""
    yield Part(
        text=_(
            "Nothing leaves a case without a consent that covers it, or a weighing by which secrecy"
            " may give way. vp share and vp relay refuse everything else."
        )
    )
    yield Part(
        _("When a consent covers something"),
        rows=(
            (_("to whom"), _("the recipient is the one it names, and no other")),
            (_("form"), _("it is told in that form, or in a less open one")),
            (_("day"), _("on or after the day it was given, and not after --until")),
            (_("standing"), _("it was not withdrawn; withdrawing is final until given anew")),
            (_("text"), _("what may be told stands in its text: you hold to it, vp cannot")),
        ),
    )
    yield _words(_("For what"), ConsentKind)
    yield Part(
        text=_("Under these something may be told to somebody: {kinds}.").format(
            kinds=", ".join(label(one) for one in ledger.SHARING)
        )
    )
    yield _words(_("In which form"), ConsentForm)
    yield _words(_("How it was given"), ConsentGiven)
    yield Part(
        text=_(
            "What was given by word of mouth only stays on vp check until it is confirmed in"
            " writing; vp letter consent makes that letter."
        )
    )
    yield _sources(*(one.source for one in ConsentKind), *(one.source for one in ConsentForm))


def _words(head: str, terms: Iterable[Term]) -> Part:
    return Part(head, rows=tuple((one.key, f"{label(one)} {_reference(one)}") for one in terms))


def _reference(term: Term) -> str:
    """Where the term comes from, its words in the language in use."""
    return f"[{_WORD.sub(lambda found: _(found[0]), term.source)}]"


def _sources(*references: str) -> Part:
    cited = sources.cited(references)
    return Part(_("Sources"), rows=tuple((_(name), _(title)) for name, title in cited.items()))
