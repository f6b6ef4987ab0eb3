"""When something became known here: with its entry, or with the file it came in."""

from datetime import datetime, timedelta

import msgspec

from tests import strategies as build
from tests.strategies import AT, day, entry_id, make_case, note
from vp.domain.entries import Edited, Entry
from vp.domain.leaving import Received
from vp.domain.summarising import summarise
from vp.domain.summary import Summary
from vp.domain.vocabulary import NoteAbout


def at(number: int) -> datetime:
    """The moment so many days after AT."""
    return AT + timedelta(days=number)


def summary(*log: Entry) -> Summary:
    return summarise(make_case(*log), "")


def test_an_opening_was_recorded_with_the_first_entry() -> None:
    (span,) = summary(note(at=at(2)), note(number=2, at=at(1))).spans
    assert span.recorded == at(2)


def test_a_file_opened_without_a_word_does_not_know_when() -> None:
    assert summary().spans[0].recorded is None
    assert summary(note(on=day(40), at=at(40))).spans[0].recorded is None


def test_an_opening_that_was_moved_was_still_recorded_with_the_first_entry() -> None:
    moved = Edited(id=entry_id("m"), at=at(50), on=day(50), changed=("opened",))
    assert summary(note(on=day(40), at=at(40)), moved).spans[0].recorded == at(40)
    other = msgspec.structs.replace(moved, changed=("unit",))
    assert summary(note(on=day(40), at=at(40)), other).spans[0].recorded is None


def test_what_came_with_a_file_from_elsewhere_was_recorded_when_it_came() -> None:
    came = Received(id=entry_id("u"), at=at(30), on=day(30), dossier="else-where")
    log = (note(on=day(1), at=at(1)), build.closing(on=day(3), at=at(3)), came)
    found = summary(*log, note(number=2, on=day(31), at=at(32), about=NoteAbout.AFTERCARE))
    (span,) = found.spans
    assert (span.recorded, span.closed_recorded) == (at(30), at(30))
    assert [contact.recorded for contact in found.contacts] == [at(30), at(32)]
