"""Copies of a case as Markdown: plain values in a template, every text made harmless."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from vp.domain import consent
from vp.domain.case import REPORTER, Case, Facts, Person
from vp.domain.conflict import Side
from vp.domain.copies import Copy, Passage
from vp.domain.entries import Consent
from vp.domain.profile import Profile
from vp.domain.retention import destroy_on
from vp.domain.weighing import Run
from vp.locale import _, label
from vp.render.course import told, whom, words
from vp.render.templates import escape, fill


class Making(NamedTuple):
    """The day of a copy, whose settings stand in it, and how it is made up."""

    on: date
    profile: Profile
    language: str
    own: Path | None = None
    """The folder with the counsellor's own templates."""


def reporter_copy(copy: Copy, case: Case, making: Making) -> str:
    """The reporter's own file, each omission in its place and counted at the end."""
    content = _shared(copy, making) | {
        "person": _rows(_person(copy.case.people.get(REPORTER, Person()))),
        "facts": _rows(_facts(copy.case.facts)),
        "told": [
            {"day": day, "text": escape(label(item))} for item, day in copy.case.facts.told.items()
        ],
        "knowers": [
            {"day": one.since, "to": escape(whom(one.to)), "form": escape(label(one.form))}
            for one in consent.knowers(case)
        ],
        "legal_ground": escape(making.profile.legal_ground),
        "destroyed": destroy_on(case),
        "omitted": copy.omitted,
    }
    return fill("export_reporter", content, making.language, making.own)


def committee_copy(copy: Copy, under: Consent | Run, making: Making) -> str:
    """The passages chosen for the committee, and on what the copy rests."""
    entry = under if isinstance(under, Consent) else under.opened
    content = _shared(copy, making) | {
        "ground": escape(label(entry.kind if isinstance(entry, Consent) else entry.ground)),
        "ground_id": entry.id,
        "ground_day": entry.on,
        "is_consent": isinstance(entry, Consent),
        "entries": copy.entries,
    }
    return fill("export_committee", content, making.language, making.own)


def passage_texts(passage: Passage) -> list[str]:
    """What the copy says of an entry beside its day: what it is, and its texts."""
    entry = passage.entry
    return [", ".join(filter(None, words(entry))), *told(entry)]


def _shared(copy: Copy, making: Making) -> dict[str, Any]:
    return {
        "case": copy.case.id,
        "made": making.on,
        "counsellor": escape(making.profile.counsellor),
        "organisation": escape(making.profile.organisation),
        "handles": [{"handle": one, "side": escape(_side(one))} for one in copy.handles],
        "passages": [_passage(one) for one in copy.passages],
        "hidden": copy.hidden,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    head, *below = passage_texts(passage)
    gone = passage.omitted
    return {
        "id": passage.entry.id,
        "day": passage.entry.on,
        "head": "" if gone else escape(head),
        "texts": [] if gone else [escape(text) for text in below],
        "omitted": label(gone) if gone else "",
    }


def _side(handle: str) -> str:
    return label(Side.of(handle.split("-")[0]))


def _rows(rows: Iterator[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": escape(value)} for name, value in rows if value]


def _person(person: Person) -> Iterator[tuple[str, str]]:
    yield _("name"), person.name
    yield _("contact"), person.contact
    yield _("safe contact"), person.safe_contact
    yield _("safe times"), person.safe_times
    yield _("safe place"), person.safe_place


def _facts(facts: Facts) -> Iterator[tuple[str, str]]:
    """Every fact that is recorded, in the order of the intake."""
    yield _("first conversation"), str(facts.opened)
    yield _("nature of the contact"), label(facts.nature)
    yield _("field"), label(facts.domain)
    yield _("kinds"), ", ".join(map(label, facts.kinds))
    yield _("suspected"), label(facts.integrity_status) if facts.integrity_status else ""
    yield _("role"), label(facts.role)
    yield _("position"), label(facts.position) if facts.position else ""
    yield _("left on"), str(facts.left_on or "")
    yield _("unit"), facts.unit
    yield _("concerns"), label(facts.accused_relation)
    yield _("happened more than once"), _answer(facts.repeated)
    yield _("way in"), label(facts.channel)
    yield _("name known"), label(facts.identity)
    yield _("keeping a file"), label(facts.keep_file)
    yield _("tie of the counsellor with somebody involved"), _answer(facts.personal_tie)
    yield _("other part of the counsellor in the matter"), _answer(facts.own_involvement)


def _answer(value: bool | None) -> str:
    return "" if value is None else _("yes") if value else _("no")
