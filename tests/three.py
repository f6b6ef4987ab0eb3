"""Three versions of a case, made by chance: what two laptops had, and what each made of it.

A number stands for one triple, so thousands can be tried in the time that drawing each takes.
"""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

import msgspec

from tests import strategies as build
from tests.strategies import ALIAS, CASE, DOSSIER, OPENED, TODAY, entry_id
from vp.domain.activity import Activity, Journal
from vp.domain.case import FORMAT, REPORTER, TEXTS, Case, Facts, Person, texts
from vp.domain.entries import Edited, Redaction
from vp.domain.profile import Profile, Terms
from vp.domain.vocabulary import (
    AccusedRelation,
    ActivityKind,
    Channel,
    ContactNature,
    Domain,
    IdentityKnown,
    IntegrityStatus,
    KeepFile,
    Kind,
    NoteAbout,
    ReporterPosition,
    ReporterRole,
    Told,
)

WORDS = ("", "", "noot", "mies", "wim: zus", "- jet\n\nteun", "é 🙂", "#", "null")
DAYS = tuple(OPENED + timedelta(days=number) for number in range(60))
HANDLES = (REPORTER, "accused-1", "accused-2", "witness-1")
KINDS = (
    build.note, build.note, build.wish, build.consent, build.withdrawal, build.disclosure,
    build.choice, build.referral, build.reminder, build.reminder_done, build.closing,
    build.closing, build.reopening, build.hold_set, build.hold_set, build.hold_lifted,
)  # fmt: skip
CHOICES: dict[str, tuple[Any, ...]] = {
    "opened": DAYS[:3],
    "nature": tuple(ContactNature),
    "domain": tuple(Domain),
    "kinds": ((), tuple(Kind)[:1], tuple(Kind)[1:3]),
    "integrity_status": (None, *IntegrityStatus),
    "role": tuple(ReporterRole),
    "position": (None, *ReporterPosition),
    "left_on": (None, *DAYS[:2]),
    "unit": WORDS,
    "accused_relation": tuple(AccusedRelation),
    "repeated": (None, True, False),
    "channel": tuple(Channel),
    "identity": tuple(IdentityKnown),
    "keep_file": tuple(KeepFile),
    "personal_tie": (None, True, False),
    "own_involvement": (None, True, False),
}


class Triple(NamedTuple):
    """What both began with, and what each made of it."""

    base: Any
    ours: Any
    theirs: Any


class Chance:
    """A source of cases, journals and settings: the same for the same number."""

    def __init__(self, number: int) -> None:
        self._random = Random(number)

    def one(self, *choices: Any) -> Any:
        """One of these."""
        return self._random.choice(choices)

    def some(self, choices: Any, most: int) -> list[Any]:
        """At most so many of these, none twice."""
        known = list(choices)
        return self._random.sample(known, min(self._random.randint(0, most), len(known)))

    def cases(self) -> Triple:
        """Three versions of a case."""
        told = dict.fromkeys(self.some(Told, 2), self.one(*DAYS))
        fixed = {"opened": OPENED, "domain": Domain.CONDUCT, "keep_file": self.one(*KeepFile)}
        facts = {name: self.one(*CHOICES[name]) for name in self.some(CHOICES, 4)}
        base = Case(
            format=FORMAT,
            dossier=DOSSIER,
            id=CASE,
            alias=ALIAS,
            revision=self._random.randint(1, 9),
            facts=Facts(**(fixed | facts), told=told),
            people={handle: self._person() for handle in self.some(HANDLES, 2)},
            log=self._log(0, 4),
        )
        ours = self._changed(base, 1)
        return Triple(base, ours, self._changed(base, 2))

    def _changed(self, base: Case, side: int) -> Case:
        """What one place made of the case, which may be nothing."""
        if not self._random.randrange(12):
            return base
        facts = {name: self.one(*CHOICES[name]) for name in self.some(CHOICES, 3)}
        told = base.facts.told | dict.fromkeys(self.some(Told, 2), self.one(*DAYS))
        case = msgspec.structs.replace(
            base,
            alias=self.one(base.alias, base.alias, "late trein", "rode beuk"),
            revision=base.revision + self._random.randint(1, 4),
            facts=msgspec.structs.replace(base.facts, **facts, told=told),
            people=self._others(base.people),
            log=(*base.log, *self._log(side, 4)),
        )
        if facts and self._random.randrange(2):
            edited = Edited(**self._stamp("m", side * 1000 + 99), changed=tuple(sorted(facts)))
            case = msgspec.structs.replace(case, log=(*case.log, edited))
        return self._redacted(case, side) if not self._random.randrange(5) else case

    def _others(self, people: dict[str, Person]) -> dict[str, Person]:
        found = dict(people)
        for handle in self.some(HANDLES, 2):
            if handle in found and not self._random.randrange(3):
                del found[handle]
            elif handle in found:
                field = self.one(*Person.__struct_fields__)
                found[handle] = msgspec.structs.replace(
                    found[handle], **{field: self.one("", "x", "y")}
                )
            else:
                found[handle] = self._person()
        return found

    def _person(self) -> Person:
        return Person(name=self.one("A", "B", ""), contact=self.one("1", "2", ""))

    def _log(self, side: int, most: int) -> tuple[Any, ...]:
        """Entries with ids that nobody else gives, but for a few that may meet the other's."""
        log: list[Any] = []
        for number in range(1, self._random.randint(0, most) + 1):
            build_one = self.one(*KINDS)
            prefix = build_one().prefix
            named = 9000 if side and not self._random.randrange(9) else side * 1000 + number
            fields = self._stamp(prefix, named) | {"text": self.one(*WORDS)}
            if prefix == "n":
                fields["about"] = self.one(*NoteAbout)
            if fields["id"] not in {one.id for one in log}:
                log.append(build_one(**fields))
        return tuple(log)

    def _stamp(self, prefix: str, number: int) -> dict[str, Any]:
        day = self.one(*DAYS)
        at = datetime(day.year, day.month, day.day, self._random.randint(0, 2), tzinfo=UTC)
        return {"id": entry_id(prefix, number), "at": at, "on": day}

    def _redacted(self, case: Case, side: int) -> Case:
        with_text = [one for one in case.log if any(texts(one))]
        if not with_text:
            return case
        gone = self.one(*with_text)
        empty = {name: "" for name in TEXTS if hasattr(gone, name)}
        trace = Redaction(**self._stamp("z", side * 1000 + 500), entry=gone.id)
        log = [msgspec.structs.replace(one, **empty) if one is gone else one for one in case.log]
        return msgspec.structs.replace(case, log=(*log, trace))

    def journals(self) -> Triple:
        """Three versions of a journal."""
        base = Journal(dossier=DOSSIER, year=2026, revision=2, activities=self._activities(0))
        ours, theirs = (
            Journal(
                dossier=DOSSIER,
                year=2026,
                revision=self._random.randint(3, 6),
                activities=(*base.activities, *self._activities(side)),
                copies={name: self._random.randint(1, 4) for name in self.some("abc", 2)},
            )
            for side in (1, 2)
        )
        return Triple(base, ours, theirs)

    def _activities(self, side: int) -> tuple[Activity, ...]:
        return tuple(
            Activity(
                **self._stamp("i", side * 1000 + number),
                kind=self.one(*ActivityKind),
                text=self.one(*WORDS),
            )
            for number in range(self._random.randint(0, 3))
        )

    def profiles(self) -> Triple:
        """Three versions of the settings."""
        return Triple(
            *(self._profile(revision) for revision in (1, self.one(2, 3), self.one(2, 3)))
        )

    def _profile(self, revision: int) -> Profile:
        return Profile(
            dossier=DOSSIER,
            revision=revision,
            organisation=self.one("", "A", "B"),
            reach=self.one("", "A", "B"),
            threshold=self.one(3, 5, 7),
            renewal=self.one(None, TODAY, date(2027, 1, 1)),
            units={name: self.one(0, 1, 2) for name in self.some("uv", 2)},
            terms=Terms(retention_months=self.one(6, 12, 24), aftercare_days=self.one(1, 2)),
        )
