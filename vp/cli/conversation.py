"""The intake conversation on the terminal: what is said, then what is asked, one thing at a time.

Each answer is kept before the next question, so that a broken-off conversation goes on where it
was. One can go back; what was answered then is offered again, and what it made senseless is asked.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from vp.cli import ask
from vp.cli.ask import Back
from vp.cli.questions import Answers, Question, Talk, questions
from vp.domain.intake import read
from vp.domain.vocabulary import Domain, Told, kinds_of
from vp.errors import VpError
from vp.locale import _
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.domain.summary import Summary


def converse(context: "Context", answers: Answers, keep: Callable[[], None]) -> Answers:
    """Every question that is not answered yet is asked; the intake form the answers make.

    Where all were answered and the case could not be saved all the same, the last is asked again:
    from there one can go back to any other.
    """
    told = _("Enter takes what stands in brackets, < goes back. Ctrl-C keeps what you typed.")
    context.tell(paragraph(told))
    talk = Talk(context, answers, keep, _last_time(context))
    context.manner.goes_back = True
    _ask_again(context, answers)
    asked = list(questions(answers))
    is_answered = all(one.key in answers for one in asked)
    gone_back, has_gone_back = len(asked) - 1 if is_answered else None, False
    while True:
        asked = list(questions(answers))
        open_ = (number for number, one in enumerate(asked) if one.key not in answers)
        number = next(open_, None) if gone_back is None else gone_back
        if number is None:
            break
        question, gone_back = asked[number], None
        try:
            _ask(talk, question)
        except Back:
            gone_back = max(number - 1, 0)
            if number == 0:
                context.tell(_("This is the first question."))
            elif not has_gone_back:
                context.tell(_("Back: Enter leaves what was answered, - takes it away."))
            has_gone_back = True
            continue
        _drop_senseless(answers)
        keep()
    context.manner.goes_back = False
    return form(answers, context.today().isoformat())


def form(answers: Answers, today: str, last: str = "") -> Answers:
    """The intake form these answers make, as far as `last`: what was asked, and not passed by."""
    made: Answers = {}
    for key in (question.key for question in questions(answers)):
        first, _space, rest = key.partition(" ")
        answer = answers.get(key)
        if not answer or (first == "said" and answer != "yes"):
            pass
        elif first == "said":
            made.setdefault("told", {})[rest] = answers.get("opened", today)
        elif first == "people":
            handle, _space, field = rest.partition(" ")
            made.setdefault("people", {}).setdefault(handle, {})[field] = answer
        else:
            made[key] = answer
        if key == last:
            break
    made.setdefault("told", {})[Told.ROLE_CONFLICT.key] = today
    return made


def _ask(talk: Talk, question: Question) -> None:
    """The question has an answer that can be kept; any other is told and asked again."""
    before = talk.answers.get(question.key, "")
    while True:
        tried = talk.answers | {question.key: question.ask(talk, before)}
        if (error := _refusal(talk.context, tried, question.key)) is None:
            talk.answers[question.key] = tried[question.key]
            return
        ask.tell(talk.context, error)


def _ask_again(context: "Context", answers: Answers) -> None:
    """Answers of a draft that cannot be kept are told, and gone: they are open questions."""
    for key in (question.key for question in questions(answers)):
        if key in answers and (error := _refusal(context, answers, key)):
            ask.tell(context, error)
            del answers[key]


def _refusal(context: "Context", answers: Answers, key: str) -> VpError | None:
    """Why this answer, with those before it, cannot be kept; None where it can."""
    today = context.today()
    try:
        read({"domain": Domain.CONDUCT.key} | form(answers, today.isoformat(), key), today)
    except VpError as error:
        return error
    return None


def _drop_senseless(answers: Answers) -> None:
    """Kinds of another domain than the one that was chosen since are asked again."""
    if "domain" in answers and "kinds" in answers:
        known = {kind.key for kind in kinds_of(Domain.of(answers["domain"]))}
        if not known.issuperset(answers["kinds"]):
            del answers["kinds"]


def _last_time(context: "Context") -> Callable[[str], str]:
    """What was answered in the newest case, where that says nothing about this one."""

    @cache
    def newest() -> "Summary | None":
        with suppress(VpError):
            cases = context.overview().summaries
            return max(cases, key=lambda one: (one.facts.opened, one.id), default=None)
        return None

    def last(key: str) -> str:
        if key not in ("channel", "minutes") or (case := newest()) is None:
            return ""
        if key == "channel":
            return case.facts.channel.key
        return str(case.contacts[0].minutes or "") if case.contacts else ""

    return last
