"""What an intake asks, one question at a time, in an order that depends on the answers.

The answers are the plain values of an intake form, but flat: `said limits_explained` for what was
said, `people accused-1 name` for somebody's name.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from vp.cli import ask, writing
from vp.cli.manner import is_edited
from vp.domain.intake import MOST_MINUTES
from vp.domain.opening import FIRST_TALK, OPENING, WHEN_IT_APPLIES, words
from vp.domain.vocabulary import (
    AccusedRelation,
    Channel,
    ContactNature,
    Domain,
    IdentityKnown,
    IntegrityStatus,
    KeepFile,
    Kind,
    ReporterPosition,
    ReporterRole,
    Term,
    Told,
    kinds_of,
)
from vp.errors import VpError
from vp.locale import N_, _, label
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context

Answers = dict[str, Any]


class Talk(NamedTuple):
    """A conversation under way: who is asked, what he answered, and how an answer is kept."""

    context: "Context"
    answers: Answers
    keep: Callable[[], None]
    last: Callable[[str], str]
    """What was answered to this the last time, or nothing."""


class Question(NamedTuple):
    """The key of an answer, and what asks for it: it hands over the answer as a form has it."""

    key: str
    ask: Callable[[Talk, str], Any]


_TEXTS = {
    "wish": N_("What the reporter wants to reach"),
    "knows": N_("What the reporter saw or heard himself"),
    "account": N_("What was told"),
}
_FIELDS = {
    "name": N_("Name of the reporter"),
    "contact": N_("Reached at"),
    "safe_contact": N_("Safe contact, unseen by the employer"),
    "safe_times": N_("Safe times"),
}
_SIDES = {
    "accused": N_("Name of the accused (Enter: no more)"),
    "witness": N_("Name of a witness (Enter: no more)"),
}


def questions(answers: Answers) -> Iterator[Question]:
    """Every question that these answers call for; which come next depends on the answer."""
    yield Question("opened", _opened)
    yield Question(
        "personal_tie", partial(_tie, _("Do you have a personal tie with somebody involved"))
    )
    yield Question("own_involvement", partial(_tie, _("Do you have another part in this matter")))
    yield from _said(OPENING)
    yield _choice("nature", _("What the talk is for"), ContactNature, ContactNature.SUPPORT)
    yield _choice("domain", _("What it is about"), Domain, Domain.CONDUCT)
    yield Question("kinds", _kinds)
    if answers.get("domain") in (Domain.CONDUCT.key, Domain.MIXED.key):
        yield Question("repeated", _repeated)
    if answers.get("domain") in (Domain.INTEGRITY.key, Domain.MIXED.key):
        yield Question("integrity_status", _status)
    yield _choice("role", _("The reporter"), ReporterRole, ReporterRole.AFFECTED)
    yield _choice("position", _("Works here as"), ReporterPosition, ReporterPosition.EMPLOYEE)
    if answers.get("position") == ReporterPosition.FORMER_EMPLOYEE.key:
        yield Question("left_on", _left_on)
    yield Question("unit", _unit)
    unknown = AccusedRelation.UNKNOWN
    yield _choice("accused_relation", _("It concerns a"), AccusedRelation, unknown)
    yield _choice("channel", _("Came by"), Channel, Channel.PHONE)
    yield from _said(FIRST_TALK)
    if answers.get("integrity_status") in ("union_law", "public_interest"):
        yield from _said(WHEN_IT_APPLIES)
    yield _choice("identity", _("Name"), IdentityKnown, IdentityKnown.CONFIDENTIAL)
    yield Question("keep_file", _keep_file)
    if answers.get("keep_file") != KeepFile.NO.key:
        yield from _people(answers)
        for key, question in _TEXTS.items():
            yield Question(key, partial(_text, key, _(question)))
    yield Question("minutes", _minutes)


def _said(items: Sequence[Told]) -> Iterator[Question]:
    """Shows the words and asks whether they were said; what was not stays visible as such."""

    def tick(item: Told, talk: Talk, before: str) -> str:
        talk.context.tell(f"\n{label(item)}")
        for said in words(item, talk.context.profile):
            talk.context.tell(paragraph(f"«{_(said)}»", "  "))
        asked = _("Have you said or asked this")
        return _word(ask.yes(talk.context, asked, default=before != "no"))

    return (Question(f"said {item.key}", partial(tick, item)) for item in items)


def _choice(key: str, question: str, terms: type[Term], usual: Term) -> Question:
    def choose(talk: Talk, before: str) -> str:
        default = terms.of(before or talk.last(key) or usual.key)
        return (ask.term(talk.context, question, terms, default) or default).key

    return Question(key, choose)


def _people(answers: Answers) -> Iterator[Question]:
    """Names behind handles; the notes use the handles."""
    for field, question in _FIELDS.items():
        if field != "name" or answers.get("identity") != IdentityKnown.ANONYMOUS.key:
            yield Question(f"people reporter {field}", partial(_line, _(question)))
    if answers.get("keep_file") != KeepFile.YES.key:
        return
    for side, question in _SIDES.items():
        number = 1
        while True:
            key = f"people {side}-{number} name"
            yield Question(key, partial(_line, f"{side}-{number}: {_(question)}"))
            if not answers.get(key):
                break
            number += 1


def _opened(talk: Talk, before: str) -> str:
    from datetime import date

    default = date.fromisoformat(before) if before else talk.context.today()
    day = ask.day(talk.context, _("Day of the first talk"), default)
    return (day or default).isoformat()


def _tie(question: str, talk: Talk, before: str) -> str:
    answer = ask.yes(talk.context, question, default=before == "yes")
    if answer:
        hint = _("Then another counsellor is probably better placed; you can still go on.")
        talk.context.tell(paragraph(hint))
    return _word(answer)


def _kinds(talk: Talk, before: Sequence[str]) -> list[str]:
    known: tuple[Kind, ...] = kinds_of(Domain.of(talk.answers["domain"]))
    chosen = tuple(kind for key in before for kind in known if kind.key == key)
    talk.context.tell(_("Several with commas; the first is the main one."))
    return [kind.key for kind in ask.terms(talk.context, _("What happened"), known, chosen)]


def _repeated(talk: Talk, before: str) -> str:
    question = _("Did it happen more than once")
    default = {"yes": True, "no": False}.get(before)
    answer = ask.yes(talk.context, question, default)
    if answer is False and Kind.BULLYING.key in talk.answers["kinds"]:
        talk.context.tell(paragraph(_("Bullying is repeated by definition.")))
        answer = ask.yes(talk.context, question, default=False)
    return "" if answer is None else _word(answer)


def _status(talk: Talk, before: str) -> str:
    talk.context.tell(_("What the reporter suspects; you rule on nothing."))
    default = IntegrityStatus.of(before or IntegrityStatus.UNKNOWN.key)
    found = ask.term(talk.context, _("Suspected"), IntegrityStatus, default)
    return (found or default).key


def _keep_file(talk: Talk, before: str) -> str:
    """Consent is never taken from Enter: it is the reporter who gives it (W4)."""
    default = KeepFile.of(before) if before else None
    while not (found := ask.term(talk.context, _("May a file be kept"), KeepFile, default)):
        talk.context.tell(_("What the reporter said of this counts: choose one."))
    return found.key


def _left_on(talk: Talk, before: str) -> str:
    from datetime import date

    day = ask.day(talk.context, _("Left on"), date.fromisoformat(before) if before else None)
    return day.isoformat() if day else ""


def _unit(talk: Talk, before: str) -> str:
    units = list(talk.context.profile.units)
    if units:
        talk.context.tell("\n".join(f"{number:>4}  {unit}" for number, unit in enumerate(units, 1)))
    answer = ask.line(talk.context, _("Unit"), before, words=units)
    if answer.isdecimal() and 1 <= int(answer) <= len(units):
        return units[int(answer) - 1]
    return answer


def _line(question: str, talk: Talk, before: str) -> str:
    return ask.line(talk.context, question, before)


def _text(key: str, question: str, talk: Talk, before: str) -> str:
    """What was typed so far is kept as `typing` with the key, and it goes on from there."""
    typing = f"typing {key}"
    begun = talk.answers.get(typing) or before
    if begun and not is_edited(talk.context):
        talk.context.tell(_("You had typed:"))
        talk.context.tell(paragraph(begun, "| "))

    def keep(typed: str) -> None:
        talk.answers[typing] = typed
        with suppress(VpError):
            talk.keep()

    found = writing.text(talk.context, question, begun, keep)
    talk.answers.pop(typing, None)
    return found


def _minutes(talk: Talk, before: str) -> str:
    default = int(before or talk.last("minutes") or 60)
    return str(ask.number(talk.context, _("Minutes"), default, MOST_MINUTES))


def _word(answer: bool | None) -> str:
    return "yes" if answer else "no"
