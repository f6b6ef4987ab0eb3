"""The questions with which a counsellor examines himself, answered from the files.

Was the role explained, is consent in writing, is the way to complain known, was it followed up,
what was done with feedback, and was there peer review (complaints, checklists)?
"""

from collections.abc import Callable, Iterable
from datetime import date

from vp.domain.activity import Activity
from vp.domain.agenda_cases import aftercare_left
from vp.domain.record import Record
from vp.domain.retention import add_months
from vp.domain.summary import Summary
from vp.domain.vocabulary import ActivityKind, NoteAbout, NoteKind, Told
from vp.locale import N_


class Answer(Record, frozen=True, kw_only=True):
    """A question, and what is behind its answer: ids of cases, or of activities."""

    key: str
    question: str
    """An English message id."""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    @property
    def asked(self) -> int:
        """In how many cases the question arises."""
        return len(self.yes) + len(self.no)


def self_check(
    summaries: Iterable[Summary], activities: Iterable[Activity], today: date
) -> list[Answer]:
    """The answers, each with the ids behind its figure.

    Peer review looks one year back and has activities behind it; no other question has a term.
    """
    cases = list(summaries)
    told = [
        _told(cases, Told.ROLE_EXPLAINED, N_("was the role explained?")),
        _told(cases, Told.LIMITS_EXPLAINED, N_("were the limits of secrecy explained?")),
        _told(cases, Told.COMPLAINT_RULES, N_("were the complaint rules told?")),
    ]
    unhappy = [case for case in cases if _dissatisfied(case)]
    return [
        *told,
        _answer(
            "consent",
            N_("is there no oral consent left to confirm in writing?"),
            cases,
            lambda case: not case.unconfirmed,
        ),
        _answer(
            "follow_up",
            N_("was everything followed up that was due?"),
            cases,
            lambda case: _is_followed_up(case, today),
        ),
        _answer("reflection", N_("was criticism of you reflected on?"), unhappy, _has_reflection),
        Answer(
            key="peer_review",
            question=N_("was there peer review in the past year?"),
            yes=tuple(
                done.id
                for done in activities
                if done.kind is ActivityKind.PEER_REVIEW
                and add_months(today, -12) < done.on <= today
            ),
        ),
    ]


def _told(cases: list[Summary], told: Told, question: str) -> Answer:
    return _answer(told.key, question, cases, lambda case: told in case.facts.told)


def _answer(
    key: str, question: str, cases: list[Summary], holds: Callable[[Summary], bool]
) -> Answer:
    return Answer(
        key=key,
        question=question,
        yes=tuple(case.id for case in cases if holds(case)),
        no=tuple(case.id for case in cases if not holds(case)),
    )


def _is_followed_up(case: Summary, today: date) -> bool:
    """Whether no reminder and no aftercare is late."""
    aftercare = aftercare_left(case)
    late = any(reminder.due < today for reminder in case.reminders)
    return not late and not (aftercare and aftercare < today)


def _dissatisfied(case: Summary) -> date | None:
    """The day of the first dissatisfaction with the counsellor, or None."""
    days = [note.on for note in case.contacts if note.about is NoteAbout.DISSATISFACTION]
    return min(days, default=None)


def _has_reflection(case: Summary) -> bool:
    since = _dissatisfied(case)
    return since is not None and any(
        note.kind is NoteKind.REFLECTION and note.on >= since for note in case.contacts
    )
