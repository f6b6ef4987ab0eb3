"""Correcting what a log says: by a later entry, or by taking a text out for good.

Whether notes were made and kept by the rules can be assessed afterwards, so an entry is never
overwritten: a correction is an entry of its own. What the counsellor judges need not be kept
(Huis brochure 2023, §6.1), or what must be rectified, is taken out, and a tombstone stays: the
entry's kind, id, days and other facts, and a later entry that says when and why.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from vp.domain.case import TEXTS, Case, entry_called, hold, of_kind, record, texts
from vp.domain.entries import Amendment, Entry, Redaction
from vp.domain.record import Record
from vp.errors import NotAllowed, Usage
from vp.locale import N_

RUN = 3
"""So many words in a row are a quotation; a shorter text is quoted when it is repeated whole."""

_WORD = re.compile(r"\w+")


def amend(case: Case, amendment: Amendment, today: date) -> Case:
    """The case with the correction at the end of its log; the entry it names stays as it is."""
    entry = entry_called(case.log, amendment.entry, case)
    if not amendment.text:
        raise Usage(
            N_("a correction says what the entry should have said"),
            N_("type it, or give it on standard input"),
        )
    return record(case, msgspec.structs.replace(amendment, entry=entry.id), today)


def redact(case: Case, redaction: Redaction, today: date) -> Case:
    """The case without any text in the entry that is named, and an entry that says when and why.

    Refused while a hold stands, for an entry without text, and when the reason quotes the text.
    """
    entry = entry_called(case.log, redaction.entry, case)
    removed = tuple(texts(entry))
    if hold(case) is not None:
        raise NotAllowed(
            N_("case {case} is held for a complaint or lawsuit; nothing is taken out of it"),
            N_("correct it: vp amend {case} {entry}; or lift the hold: vp hold lift {case}"),
            case=case.id,
            entry=entry.id,
        )
    if not removed:
        raise NotAllowed(
            N_("there is no text in entry {entry} of case {case}"),
            N_("vp show {case} lists the entries with their texts"),
            entry=entry.id,
            case=case.id,
        )
    if not redaction.text:
        raise Usage(
            N_("taking a text out has a reason"), N_("type it, or give it on standard input")
        )
    if quotes(redaction.text, removed):
        raise NotAllowed(
            N_("the reason repeats words of the text that is taken out; it would stay"),
            N_("say why it goes, not what it says"),
        )
    log = tuple(_tombstone(one) if one is entry else one for one in case.log)
    trace = msgspec.structs.replace(redaction, entry=entry.id)
    return record(msgspec.structs.replace(case, log=log), trace, today)


def quotes(text: str, removed: Iterable[str]) -> bool:
    """Whether the text repeats RUN words in a row of what is removed, or a shorter one whole."""
    said = _words(text)
    for one in map(_words, removed):
        length = min(RUN, len(one))
        runs = set(_runs(one, length))
        if length and any(run in runs for run in _runs(said, length)):
            return True
    return False


def corrections(case: Case, entry: Record) -> list[str]:
    """The ids of the corrections of this entry, oldest first."""
    name = getattr(entry, "id", "")
    return [one.id for one in of_kind(case, Amendment) if one.entry == name]


def redactions(case: Case, entry: Record) -> list[str]:
    """The ids of the entries that say why the text of this one was taken out."""
    name = getattr(entry, "id", "")
    return [one.id for one in of_kind(case, Redaction) if one.entry == name]


def _tombstone(entry: Entry) -> Entry:
    held = {name: "" for name in TEXTS if getattr(entry, name, "")}
    return msgspec.structs.replace(entry, **held)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))
