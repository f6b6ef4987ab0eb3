"""What changed in the folder since a version in git, each file opened with the keys there are."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from vp.domain.case import Case
from vp.domain.difference import CaseDifference, PaperDifference, of_case, of_paper
from vp.errors import NotThere
from vp.locale import N_
from vp.store import files, git, objects, repository, seen
from vp.store.opened import LEDGER, name_of, open_
from vp.store.plumbing import require

if TYPE_CHECKING:
    from vp.store.dossier import Dossier


class Changes(NamedTuple):
    """What became of each file, and the names of those that do not open (any more)."""

    cases: list[CaseDifference]
    papers: list[PaperDifference]
    unopened: list[str]


def since_sync(dossier: "Dossier") -> str:
    """The commit of the last sync, or the last version that was made here. Raises NotThere."""
    if git.is_begun(dossier.folder):
        repository.require_harmless(dossier.folder)
        if found := seen.read(dossier).commit or objects.head(dossier.folder):
            return found
    raise NotThere(N_("there is no version to compare with"), N_("vp sync makes one"))


def back(dossier: "Dossier", number: int) -> str:
    """The commit so many versions before the last. Raises NotThere."""
    start = since_sync(dossier)
    listed = require(dossier.folder, "rev-list", "--first-parent", f"--skip={number}", "-n1", start)
    if not listed.strip():
        raise NotThere(
            N_("there are not that many versions"), N_("take a smaller number, or leave it out")
        )
    return listed.decode("ascii").strip()


def between(
    dossier: "Dossier", older: str, newer: str = "", step: Callable[[int, int], None] | None = None
) -> Changes:
    """What changed from the one commit to the other; to what lies in the folder where none is."""
    before = _held(dossier, older)
    after = _held(dossier, newer) if newer else git.kept(dossier.folder)
    changes = Changes([], [], [])
    unlike = [path for path in sorted({*before, *after}) if before.get(path) != after.get(path)]
    for number, path in enumerate(filter(name_of, unlike), start=1):
        _compare(dossier, changes, path, before.get(path, ""), after.get(path, ""), newer)
        if step:
            step(number, len(unlike))
    return changes


def _compare(
    dossier: "Dossier", changes: Changes, path: str, old: str, new: str, commit: str
) -> None:
    name = name_of(path)
    if name == LEDGER:
        return
    sides = list(_opened(dossier, path, (old, new if commit else "")))
    if new and not commit:
        found = open_(dossier, name, files.read(dossier.folder / path))
        sides[1] = found.record if found else _UNOPENED
    if _UNOPENED in sides and not (new == "" and name in dossier.destroyed()):
        changes.unopened.append(name)
        return
    before, after = (None if one is _UNOPENED else one for one in sides)
    if isinstance(before or after, Case):
        if case := of_case(before, after):
            changes.cases.append(case)
    elif before or after:
        if paper := of_paper(name, before, after):
            changes.papers.append(paper)
    elif name in dossier.destroyed():
        changes.cases.append(CaseDifference(id=name, is_gone=True))


_UNOPENED = object()


def _opened(dossier: "Dossier", path: str, wanted: tuple[str, str]) -> Iterator[Any]:
    """The records under these ids; None for no id."""
    for blob in wanted:
        if not blob:
            yield None
            continue
        data = objects.blobs(dossier.folder, [blob])[blob]
        found = open_(dossier, name_of(path), data)
        yield found.record if found else _UNOPENED


def _held(dossier: "Dossier", commit: str) -> dict[str, str]:
    listed = objects.entries(dossier.folder, commit)
    return {path: entry.blob for path, entry in listed if git.is_kept(path)}
