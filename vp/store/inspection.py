"""What can be wrong with folder, home and keys, found without trusting any of it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from vp.domain.record import Record
from vp.errors import NotReadable, VpError
from vp.locale import N_
from vp.store import (
    files,
    papers,
    register,
    reports,
    rotation,
    seen,
    session,
    surroundings,
    upkeep,
)
from vp.store.dossier import Dossier
from vp.store.marks import WentBack
from vp.store.seen import Seen

_FROM_BACKUP = N_("put it back from your backup")
_FROM_COPY = N_("put it back from a copy of the keys ({copies}), or from your backup")
_PUT_BACK = N_(
    "connect the disk it is on, or put the file back; vp check --repair takes it from git, where"
    " git has it"
)
_FROM_GIT = N_(
    "put the file back from your backup; or vp check --repair takes the newest version that git has"
)
UNREADABLE = "unreadable "
GONE = ("no_case", "no_file")

CLOSED = "identity"
"""The finding that nothing could be opened, so that only names and rights were looked at."""


class Finding(Record, kw_only=True):
    """Something that is wrong, and what puts it right."""

    key: str
    sentence: str
    fields: dict[str, str] = {}
    repair: str = ""
    """An English message id: what to do."""
    path: str = ""
    """The file or folder whose rights are too wide; empty for anything else."""
    name: str = ""
    """The sealed file that is not there or cannot be opened; empty for anything else."""


def inspect(dossier: Dossier, home: Path, step: Callable[[int, int], None]) -> Iterator[Finding]:
    """Everything that is wrong, one thing at a time; every case is opened."""
    yield from _places(dossier, home)
    yield from _rights(dossier, home)
    yield from _keys(dossier)
    yield from _readability(dossier, step)
    try:
        register.require_whole(register.read(dossier.register_path, dossier.marker.id))
    except VpError as error:
        yield lost("record", error, dossier)
    for key, fault in reports.faults(dossier):
        yield from_error(key, fault)


def _places(dossier: Dossier, home: Path) -> Iterator[Finding]:
    if above := surroundings.git_above(home):
        yield Finding(
            key="home_in_git",
            sentence=N_("the keys lie inside a git folder: {folder}"),
            fields={"folder": str(above)},
            repair=N_("move them out of it and set VP_HOME"),
        )
    if program := surroundings.synced_by(home):
        yield Finding(
            key="home_synced",
            sentence=N_("the keys lie in a folder that {program} copies elsewhere"),
            fields={"program": program},
            repair=N_("move them out of it and set VP_HOME"),
        )
    if surroundings.is_unseen(home):
        yield Finding(
            key="rights_unseen",
            sentence=N_("vp cannot see on Windows who else can get at {folder}"),
            fields={"folder": str(home)},
            repair=N_("keep the keys in your own user folder"),
        )
    if surroundings.synced_by(dossier.folder) or surroundings.looks_shared(dossier.folder):
        yield Finding(
            key="folder_shared",
            sentence=N_("the dossier folder looks shared; its owner sees when a case changes"),
            repair=N_(
                "move it to a disk of your own, outside the employer's reach; if that is what it"
                " is: vp check --accept folder_shared"
            ),
        )


def _rights(dossier: Dossier, home: Path) -> Iterator[Finding]:
    places = [home, dossier.private, dossier.cabinet.folder]
    places += [home / name for name in (session.SEALED, session.PLAIN, rotation.UNLOCKED)]
    places += [dossier.cabinet.folder / name for name in files.names(dossier.cabinet.folder)]
    for place in places:
        if place.exists() and surroundings.open_to_others(place):
            yield Finding(
                key="rights",
                sentence=N_("others on this computer can get at {name}"),
                fields={"name": place.name},
                repair=N_("vp check --repair closes it"),
                path=str(place),
            )
        if surroundings.owned_by_another(place):
            yield Finding(
                key="owner",
                sentence=N_("{name} belongs to another user of this computer"),
                fields={"name": place.name},
                repair=N_("find out why, and make yourself its owner"),
            )


def _keys(dossier: Dossier) -> Iterator[Finding]:
    """Cases without a key are lost; keys without a case may wait for an unmounted disk."""
    held = {term.case for term in dossier.cabinet.terms()}
    cases = set(dossier.ids())
    for name in sorted(cases - held):
        yield Finding(
            key="no_key",
            sentence=N_("there is no key for {case} in the cabinet"),
            fields={"case": name},
            repair=N_("restore the cabinet from its mirror; without the key nobody can read it"),
        )
    for name in sorted(held - cases):
        yield Finding(
            key="no_case",
            sentence=N_("there is a key for {case}, but no case"),
            fields={"case": name},
            repair=_PUT_BACK,
            name=name,
        )
    for year in sorted(set(papers.journal_keys(dossier)) - set(papers.years(dossier))):
        yield Finding(
            key="no_file",
            sentence=N_("there is a key for {name}, but no file"),
            fields={"name": f"journal-{year}"},
            repair=_PUT_BACK,
            name=f"journal-{year}",
        )


def _readability(dossier: Dossier, step: Callable[[int, int], None]) -> Iterator[Finding]:
    known = Seen(dossier=dossier.marker.id)
    with suppress(VpError):
        known = seen.read(dossier)
    names = dossier.ids()
    held = {term.case for term in dossier.cabinet.terms()}
    for number, name in enumerate(names, start=1):
        if name in held:
            yield from _opening(partial(dossier.load, name), name, known)
        step(number, len(names))
    yield from _opening(partial(papers.load_profile, dossier), papers.PROFILE, known)
    for year in papers.years(dossier):
        yield from _opening(partial(papers.load_journal, dossier, year), f"journal-{year}", known)


def _opening(load: Callable[[], Any], name: str, known: Seen) -> Iterator[Finding]:
    mark = seen.of(known, name)
    try:
        is_old = seen.went_back(mark, load().revision)
    except WentBack as error:
        if not mark.synced:  # no sync can bring the newer one
            yield from_error("went_back", error, name=name)
            return
        is_old = True
    except VpError as error:
        is_file = isinstance(error, NotReadable) and error.fields.get("name") == name
        yield from_error(f"{UNREADABLE}{name}", error, _FROM_GIT if is_file else "", name)
        return
    if is_old:
        yield Finding(
            key="went_back",
            sentence=N_("{name} here is older than what you had"),
            fields={"name": name},
            repair=N_(
                "put back the newer file; or vp sync --confirm {name} takes the remote's, and"
                " vp sync --keep {name} keeps this one"
            ),
        )


def lost(key: str, error: VpError, dossier: Dossier) -> Finding:
    """The finding for a file of home of which each copy of the keys has one too."""
    known = [str(one.folder) for one in upkeep.read(dossier.private).mirrors]
    told = from_error(key, error, _FROM_COPY if known else _FROM_BACKUP)
    return msgspec.structs.replace(told, fields=told.fields | {"copies": ", ".join(known)})


def from_error(key: str, error: VpError, repair: str = "", name: str = "") -> Finding:
    """The finding that says what the error says, with its hint where no better repair is known."""
    fields = {name: str(value) for name, value in error.fields.items()}
    mended = repair or error.hint or N_("put back a copy from your backup")
    return Finding(key=key, sentence=error.sentence, fields=fields, repair=mended, name=name)
