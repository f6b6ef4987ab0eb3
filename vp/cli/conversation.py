"""The intake conversation on the terminal: what is said, then what is asked, one thing at a time.

Each answer goes into `answers` (the plain values of an intake form) and is kept before the next
question, so that a broken-off conversation goes on where it was.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from vp.cli import ask
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
from vp.locale import _, label
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context

Answers = dict[str, Any]
Question = Callable[["Context", Answers], Any]


def converse(context: "Context", answers: Answers, keep: Callable[[], None]) -> None:
    """Every question that is not answered yet is asked and its answer kept."""
    context.tell(paragraph(_("Enter takes what stands in brackets. Ctrl-C keeps what you typed.")))
    for key, question in _questions():
        if key in answers:
            continue
        answer = question(context, answers)
        answers[key] = "" if answer is None else answer
        keep()
    answers.pop("typing", None)
    for key in [key for key, given in answers.items() if given == "" or key.startswith("said ")]:
        del answers[key]


def _questions() -> Sequence[tuple[str, Question]]:
    return (
        ("opened", _opened),
        ("personal_tie", _role_check(_("Do you have a personal tie with somebody involved"))),
        ("own_involvement", _role_check(_("Do you have another part in this matter"))),
        ("said opening", _saying(OPENING)),
        ("nature", _choice(_("What the talk is for"), ContactNature, ContactNature.SUPPORT)),
        ("domain", _choice(_("What it is about"), Domain, Domain.CONDUCT)),
        ("kinds", _kinds),
        ("repeated", _repeated),
        ("integrity_status", _status),
        ("role", _choice(_("The reporter"), ReporterRole, ReporterRole.AFFECTED)),
        ("position", _choice(_("Works here as"), ReporterPosition, ReporterPosition.EMPLOYEE)),
        ("left_on", _left_on),
        ("unit", _unit),
        ("accused_relation", _choice(_("It concerns a"), AccusedRelation, AccusedRelation.UNKNOWN)),
        ("channel", _choice(_("Came by"), Channel, Channel.PHONE)),
        ("said first", _saying(FIRST_TALK)),
        ("said huis", _huis),
        ("identity", _choice(_("Name"), IdentityKnown, IdentityKnown.CONFIDENTIAL)),
        ("keep_file", _choice(_("May a file be kept"), KeepFile, KeepFile.YES)),
        ("people", _people),
        ("wish", _text(_("What the reporter wants to reach"))),
        ("knows", _text(_("What the reporter saw or heard himself"))),
        ("account", _text(_("What was told"))),
        ("minutes", lambda context, _answers: str(ask.number(context, _("Minutes"), 60))),
    )


def _opened(context: "Context", _answers: Answers) -> str:
    day = ask.day(context, _("Day of the first talk"), context.today())
    return (day or context.today()).isoformat()


def _role_check(question: str) -> Question:
    def ask_it(context: "Context", answers: Answers) -> str:
        answer = ask.yes(context, question, default=False)
        answers.setdefault("told", {})[Told.ROLE_CONFLICT.key] = context.today().isoformat()
        if answer:
            context.tell(
                paragraph(
                    _("Then another counsellor is probably better placed; you can still go on.")
                )
            )
        return "yes" if answer else "no"

    return ask_it


def _saying(items: Sequence[Told]) -> Question:
    """Shows the words and ticks what was said; what was not stays visible as not yet said."""

    def tick(context: "Context", answers: Answers) -> str:
        for item in items:
            context.tell()
            for said in words(item, context.profile):
                context.tell(paragraph(f"«{_(said)}»", "  "))
            if ask.yes(context, label(item), default=True):
                answers.setdefault("told", {})[item.key] = answers["opened"]
        return "done"

    return tick


def _choice(question: str, terms: type[Term], default: Term) -> Question:
    def ask_it(context: "Context", _answers: Answers) -> str:
        chosen = ask.term(context, question, terms, default)
        return (chosen or default).key

    return ask_it


def _kinds(context: "Context", answers: Answers) -> list[str]:
    known: tuple[Kind, ...] = kinds_of(Domain.of(answers["domain"]))
    context.tell(_("Several with commas; the first is the main one."))
    return [kind.key for kind in ask.terms(context, _("What happened"), known)]


def _repeated(context: "Context", answers: Answers) -> str:
    if answers["domain"] not in (Domain.CONDUCT.key, Domain.MIXED.key):
        return ""
    answer = ask.yes(context, _("Did it happen more than once"), default=True)
    if answer is False and Kind.BULLYING.key in answers["kinds"]:
        context.tell(paragraph(_("Bullying is repeated by definition.")))
        answer = ask.yes(context, _("Did it happen more than once"), default=False)
    return "yes" if answer else "no"


def _status(context: "Context", answers: Answers) -> str:
    if answers["domain"] not in (Domain.INTEGRITY.key, Domain.MIXED.key):
        return ""
    context.tell(_("What the reporter suspects; you rule on nothing."))
    found = ask.term(context, _("Suspected"), IntegrityStatus, IntegrityStatus.UNKNOWN)
    return found.key if found else ""


def _left_on(context: "Context", answers: Answers) -> str:
    if answers["position"] != ReporterPosition.FORMER_EMPLOYEE.key:
        return ""
    day = ask.day(context, _("Left on"))
    return day.isoformat() if day else ""


def _unit(context: "Context", _answers: Answers) -> str:
    units = list(context.profile.units)
    if units:
        context.tell("\n".join(f"{number:>4}  {unit}" for number, unit in enumerate(units, 1)))
    answer = ask.line(context, _("Unit"))
    if answer.isdecimal() and 1 <= int(answer) <= len(units):
        return units[int(answer) - 1]
    return answer


def _huis(context: "Context", answers: Answers) -> str:
    if answers.get("integrity_status") in ("union_law", "public_interest"):
        return str(_saying(WHEN_IT_APPLIES)(context, answers))
    return "done"


def _people(context: "Context", answers: Answers) -> dict[str, dict[str, str]] | str:
    """Names behind handles; the notes use the handles."""
    if answers["keep_file"] == KeepFile.NO.key:
        return ""
    people: dict[str, dict[str, str]] = {}
    fields = {"contact": _("Reached at")}
    if answers["identity"] != IdentityKnown.ANONYMOUS.key:
        fields = {"name": _("Name of the reporter")} | fields
    fields |= {
        "safe_contact": _("Safe contact, unseen by the employer"),
        "safe_times": _("Safe times"),
    }
    people["reporter"] = {key: ask.line(context, question) for key, question in fields.items()}
    if answers["keep_file"] == KeepFile.YES.key:
        for side, question in {
            "accused": _("Name of the accused (Enter: no more)"),
            "witness": _("Name of a witness (Enter: no more)"),
        }.items():
            number = 1
            while name := ask.line(context, f"{side}-{number}: {question}"):
                people[f"{side}-{number}"] = {"name": name}
                number += 1
    return people


def _text(question: str) -> Question:
    def ask_it(context: "Context", answers: Answers) -> str:
        if answers["keep_file"] == KeepFile.NO.key:
            return ""
        kept: list[str] = answers.pop("typing", "").splitlines()
        if kept:
            context.tell(_("You had typed:"))
            context.tell(paragraph("\n".join(kept), "| "))
        more = ask.text(
            context, question, lambda typed: answers.update(typing="\n".join([*kept, typed]))
        )
        return "\n".join([*kept, more]).strip("\n")

    return ask_it
