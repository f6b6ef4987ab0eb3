"""What home keeps beside the keys: clock, what was seen, drafts, what a crash left.

Each is looked at for what makes it weak, damaged or too old.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from vp.domain.retention import is_doubtful
from vp.errors import NotReadable, NotWritten, VpError
from vp.locale import N_
from vp.store import (
    altered,
    clock,
    drafts,
    files,
    git,
    plumbing,
    repository,
    rotation,
    seen,
    upkeep,
)
from vp.store.dossier import Dossier
from vp.store.inspection import Finding, from_error
from vp.store.lock import lock

DRAFT = timedelta(days=14)
"""How long an unfinished text may lie."""
LEFT = "left_behind"
"""The finding that `sweep` puts right."""
_LEFT = re.compile(r"\.vp-[0-9a-f]{16}\.tmp")


def inspect(dossier: Dossier, home: Path, today: date) -> Iterator[Finding]:
    """What is weak, damaged or forgotten in home."""
    yield from _clock(dossier, today)
    yield from _past_term(dossier, today)
    yield from _seen(dossier)
    yield from _settings(dossier)
    yield from _drafts(dossier, today)
    yield from _left(dossier, home)
    yield from _history(dossier)


def sweep(dossier: Dossier) -> None:
    """No temporary of a write that was cut off is left."""
    with dossier.writing(), lock(dossier.home / rotation.LOCK):
        files.sweep(dossier.home)


def _clock(dossier: Dossier, today: date) -> Iterator[Finding]:
    try:
        known = clock.read(dossier.private)
    except NotReadable as error:
        yield from_error("clock", error)
        return
    if known is None or known.is_new:
        yield Finding(
            key="clock",
            sentence=N_("whether the clock of this computer is right is not known yet"),
            repair=N_(
                "until then nothing is destroyed; if today is right: vp purge --confirm clock"
            ),
        )
    elif known.doubt or is_doubtful(today, known.last):
        yield Finding(
            key="clock",
            sentence=N_(
                "the clock says {today}, the last purge was on {last}; until that is cleared up"
                " nothing is destroyed"
            ),
            fields={"today": str(today), "last": str(known.last)},
            repair=N_("if today is right: vp purge --confirm clock"),
        )


def _past_term(dossier: Dossier, today: date) -> Iterator[Finding]:
    due = sorted(one.case for one in dossier.cabinet.terms() if one.due and one.due < today)
    if due:
        yield Finding(
            key="past_term",
            sentence=N_("these are past their term and were not destroyed: {cases}"),
            fields={"cases": ", ".join(due)},
            repair=N_("vp purge destroys them; have a timer run it every day"),
        )


def _seen(dossier: Dossier) -> Iterator[Finding]:
    try:
        seen.read(dossier)
    except VpError as error:
        yield from_error("seen", error)


def _settings(dossier: Dossier) -> Iterator[Finding]:
    with suppress(VpError):
        if found := altered.read(dossier):
            yield Finding(
                key="settings",
                sentence=N_("a sync of {day} changed your settings: {fields}"),
                fields={"day": found.day, "fields": ", ".join(found.fields)},
                repair=N_("look at them with vp profile; if right: vp check --accept settings"),
            )


def _drafts(dossier: Dossier, today: date) -> Iterator[Finding]:
    for entry in files.names(dossier.drafts):
        path = dossier.drafts / entry
        name = entry.removesuffix(".age")
        if name == entry or not path.is_file():
            continue
        day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
        if today - day > DRAFT:
            yield Finding(
                key="draft",
                sentence=N_("an unfinished text for {name} lies there since {day}"),
                fields={"name": name, "day": str(day)},
                repair=N_("vp intake --resume goes on with it")
                if name == drafts.INTAKE
                else N_("vp note {name} begins with it, or throws it away"),
            )


def _left(dossier: Dossier, home: Path) -> Iterator[Finding]:
    """Temporaries of a write that was cut off; another vp that writes now has some too."""
    if number := _number_left(dossier, home):
        yield Finding(
            key=LEFT,
            sentence=N_("writes that were cut off left files behind: {number}"),
            fields={"number": str(number)},
            repair=N_("vp check --repair takes them away"),
        )
    if upkeep.strays(dossier.private):
        yield Finding(
            key="upkeep",
            sentence=N_("{name} is damaged: vp may have forgotten a copy of the keys"),
            fields={"name": upkeep.NAME},
            repair=N_("connect each copy and run vp key backup DIR; that writes it anew"),
        )


def _number_left(dossier: Dossier, home: Path) -> int:
    """How many temporaries there are that no other vp is busy with."""
    places = [dossier.folder, dossier.private, dossier.cabinet.folder, dossier.drafts, home]
    places += [dossier.folder / name for name in ("cases", "journal", "reports")]
    with suppress(NotWritten), lock(dossier.private / "lock", patient=False):
        return sum(bool(_LEFT.fullmatch(one)) for place in places for one in files.names(place))
    return 0


def _history(dossier: Dossier) -> Iterator[Finding]:
    """The folder .git: settings that make git run something, and readable text in notes."""
    if not plumbing.is_there() or not git.is_begun(dossier.folder):
        return
    try:
        repository.require_harmless(dossier.folder)
    except VpError as error:
        yield from_error("git", error)
        return
    if plumbing.ask(dossier.folder, "for-each-ref", "--count=1", "refs/notes").out.strip():
        yield Finding(
            key="git_notes",
            sentence=N_("git keeps notes in the folder, which can hold what it once read"),
            repair=N_("move the folder .git elsewhere and destroy it: vp sync makes a new one"),
        )
