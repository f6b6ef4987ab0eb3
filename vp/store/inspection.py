"""What can be wrong with folder, home and keys, found without trusting any of it."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from vp.domain.record import Record
from vp.errors import VpError
from vp.locale import N_
from vp.store import files, papers, register, reports, rotation, session, surroundings
from vp.store.dossier import Dossier

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
    """What `repair` can put right by itself; empty where a person must."""


def inspect(dossier: Dossier, home: Path, step: Callable[[int, int], None]) -> Iterator[Finding]:
    """Everything that is wrong, one thing at a time; every case is opened."""
    yield from _places(dossier, home)
    yield from _rights(dossier, home)
    yield from _keys(dossier)
    yield from _readability(dossier, step)
    try:
        register.require_whole(register.read(dossier.register_path, dossier.marker.id))
    except VpError as error:
        yield _from_error("record", error)
    for key, fault in reports.faults(dossier):
        yield _from_error(key, fault)


def repair(finding: Finding, dossier: Dossier | None = None) -> bool:
    """Whether it was put right: rights are narrowed, a published report is written again."""
    if finding.key == reports.MISSING and dossier:
        reports.restore(dossier)
        return True
    if not finding.path:
        return False
    path = Path(finding.path)
    try:
        path.chmod(0o700 if path.is_dir() else 0o600)
    except OSError:
        return False
    # A disk without rights of its own (FAT) takes it, and nothing changes.
    return not surroundings.open_to_others(path)


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
            repair=N_("move it to a disk of your own, outside the employer's reach"),
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
    try:
        alone = len(dossier.cabinet.recipients()) < 2
    except VpError as error:
        yield _from_error("recipients", error)
        return
    if alone:
        yield Finding(
            key="no_recovery",
            sentence=N_("nobody but you can open the keys: there is no recovery key"),
            repair=N_("keep identity and passphrase where they cannot get lost"),
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
            repair=N_("put the case file back, or leave the key for when it returns"),
        )
    for year in sorted(set(papers.journal_keys(dossier)) - set(papers.years(dossier))):
        yield Finding(
            key="no_file",
            sentence=N_("there is a key for {name}, but no file"),
            fields={"name": f"journal-{year}"},
            repair=N_("put the file back, or leave the key for when it returns"),
        )


def _readability(dossier: Dossier, step: Callable[[int, int], None]) -> Iterator[Finding]:
    try:
        dossier.cabinet.unlock()
    except VpError as error:
        yield _from_error(CLOSED, error)
        return
    names = dossier.ids()
    held = {term.case for term in dossier.cabinet.terms()}
    for number, name in enumerate(names, start=1):
        if name in held:
            yield from _opening(partial(dossier.load, name), name)
        step(number, len(names))
    yield from _opening(partial(papers.load_profile, dossier), papers.PROFILE)
    for year in papers.years(dossier):
        yield from _opening(partial(papers.load_journal, dossier, year), f"journal-{year}")


def _opening(load: Callable[[], object], name: str) -> Iterator[Finding]:
    try:
        load()
    except VpError as error:
        yield _from_error(f"unreadable {name}", error)


def _from_error(key: str, error: VpError) -> Finding:
    fields = {name: str(value) for name, value in error.fields.items()}
    repair = error.hint or N_("put back a copy from your backup")
    return Finding(key=key, sentence=error.sentence, fields=fields, repair=repair)
