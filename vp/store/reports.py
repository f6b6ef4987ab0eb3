"""Published reports: each edition is a file in `reports/` that counts only as the ledger has it.

    reports/2024.yaml                 the first edition of 2024
    reports/2024.2.yaml               the second; the first stays
    reports/2024-01..2024-06.yaml     half a year

Whoever can write the folder can put anything there, and the next report is protected against
what earlier ones told. So the sealed ledger decides, and it is written first: what stands in it
counts as told. Cut off before its file was there, the file is written again from the ledger's own
copy, by the next publication or by `vp check --repair`.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from vp.domain.frozen import Frozen
from vp.domain.ledger import Issued, Ledger, Range, agrees, is_whole, issue, latest, report_of
from vp.domain.period import Period, parse
from vp.domain.record import Moment
from vp.errors import NotReadable, NotWritten, VpError
from vp.locale import N_
from vp.store import files, papers, strict
from vp.store.dossier import Dossier
from vp.store.report_file import dump, read_file

__all__ = [
    "author", "dump", "faults", "file_name", "named", "publish", "published", "read_file",
    "read_ledger", "restore",
]  # fmt: skip

FOLDER = "reports"
MISSING = "report_missing"
"""The key of a fault that `restore` puts right."""
_MONTHS = "[0-9]{4}-(?:0[1-9]|1[0-2])"
_NAME = re.compile(
    rf"([0-9]{{4}}|[0-9]{{4}}-[0-9]{{4}}|{_MONTHS}\.\.{_MONTHS})(?:\.([2-9]|[1-9][0-9]+))?\.yaml"
)


def author(dossier: Dossier) -> str:
    """Which dossier a report was made from, for whoever merges it; nobody's name or id."""
    return _sha256(f"report author {dossier.marker.id}".encode())[:16]


def file_name(period: Period, edition: int) -> str:
    """The name of this edition's file in `reports/`."""
    return f"{period.label}.yaml" if edition == 1 else f"{period.label}.{edition}.yaml"


def named(name: str) -> tuple[Period, int] | None:
    """The period and the edition that a file name says; None for another name."""
    found = _NAME.fullmatch(name)
    try:
        return (parse(found[1]), int(found[2] or 1)) if found else None
    except VpError:
        return None


def read_ledger(dossier: Dossier) -> Ledger:
    """What was ever told; empty where nothing was. Raises NotReadable for a broken chain."""
    ledger = papers.load_ledger(dossier)
    if not is_whole(ledger):
        raise NotReadable(
            N_("the ledger of published reports does not fit its chain"),
            N_("somebody changed it; put back a copy from your backup"),
        )
    return ledger


def publish(
    dossier: Dossier,
    frozen: Frozen,
    decoy: Mapping[str, int],
    intervals: Mapping[str, Range],
    at: Moment,
    units: Mapping[str, int],
) -> Path:
    """The report counts as told, and its file is there: its path.

    Raises NotAllowed for an edition that is not the next, NotWritten when something was not saved.
    """
    data = dump(frozen)
    with dossier.writing():
        restore(dossier)
        ledger = read_ledger(dossier)
        after = issue(ledger, frozen, decoy, intervals, at, units, _sha256(data))
        if not is_whole(after) or report_of(after.issued[-1]) != frozen:
            raise NotWritten(
                N_("the report contradicts itself and was not published"),
                N_("this is a fault of vp; nothing was published"),
            )
        path = _path(dossier, after.issued[-1])
        _require_free(path)
        papers.save_ledger(dossier, after)
        _put(path, data)
    return path


def restore(dossier: Dossier) -> list[str]:
    """Every published report has its file; the names of those that were written again."""
    if not any(_is_missing(_path(dossier, one)) for one in read_ledger(dossier).issued):
        return []
    with dossier.writing():
        missing = [one for one in read_ledger(dossier).issued if _is_missing(_path(dossier, one))]
        for one in missing:
            _put(_path(dossier, one), dump(report_of(one)))
    return [file_name(one.period, one.edition) for one in missing]


def published(dossier: Dossier) -> list[Frozen]:
    """The newest edition of each period, the earliest period first, as the ledger has them.

    Raises NotReadable when one is not what was published, is not there, or was never published.
    """
    ledger = read_ledger(dossier)
    for name in _unknown(dossier, ledger):
        if named(name):
            raise _stray(name)
    return [_read(dossier, one) for one in latest(ledger)]


def faults(dossier: Dossier) -> Iterator[tuple[str, VpError]]:
    """What is wrong with ledger and reports, each with a key; every edition is read."""
    try:
        ledger = read_ledger(dossier)
        unknown = _unknown(dossier, ledger)
    except VpError as error:
        yield f"unreadable {papers.LEDGER}", error
        return
    for one in ledger.issued:
        try:
            _read(dossier, one)
        except VpError as error:
            gone = _is_missing(_path(dossier, one))
            yield MISSING if gone else f"unreadable {file_name(one.period, one.edition)}", error
    for name in unknown:
        yield "report_unknown", _stray(name)


def _read(dossier: Dossier, issued: Issued) -> Frozen:
    """The report in its file, when that is the one that was issued."""
    path = _path(dossier, issued)
    name = f"{FOLDER}/{path.name}"
    if _is_missing(path):
        raise NotReadable(
            N_("{name} was published, and is not there"),
            N_("vp check --repair writes it again"),
            name=name,
        )
    data = files.read(path, limit=strict.LIMIT)
    if _sha256(data) == issued.file:  # nobody touched it, and reading YAML is slow
        return report_of(issued)
    with suppress(NotReadable):
        frozen = read_file(data, name)
        if agrees(issued, frozen):
            return frozen
    raise NotReadable(
        N_("{name} is not what was published"),
        N_("put it elsewhere, and vp check --repair writes the published one again"),
        name=name,
    )


def _unknown(dossier: Dossier, ledger: Ledger) -> list[str]:
    """The names in `reports/` of what the ledger does not know."""
    known = {file_name(one.period, one.edition) for one in ledger.issued}
    found = files.names(_folder(dossier))
    return [name for name in found if name not in known and not name.startswith(".")]


def _stray(name: str) -> NotReadable:
    return NotReadable(
        N_("{name} was not published from this dossier"),
        N_("put it elsewhere; vp report can add a colleague's report from any place"),
        name=f"{FOLDER}/{name}",
    )


def _folder(dossier: Dossier) -> Path:
    folder = dossier.folder / FOLDER
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NotReadable(
            N_("{name} is not an ordinary folder"),
            N_("put the folder itself there, not a link or a file"),
            name=FOLDER,
        )
    return folder


def _path(dossier: Dossier, issued: Issued) -> Path:
    return _folder(dossier) / file_name(issued.period, issued.edition)


def _is_missing(path: Path) -> bool:
    return not os.path.lexists(path) or files.is_claim(path)


def _require_free(path: Path) -> None:
    if not _is_missing(path):
        raise NotWritten(
            N_("{name} is there already, and was not published from this dossier"),
            N_("put it elsewhere; then publish again"),
            name=f"{FOLDER}/{path.name}",
        )


def _put(path: Path, data: bytes) -> None:
    """The file is there; the ledger has it already."""
    try:
        files.make_folder(path.parent)
        if os.path.lexists(path):
            files.remove(path)
        files.create(path, data)
    except NotWritten as error:
        raise NotWritten(
            N_("the report counts as published, but {name} could not be written: {why}"),
            N_("vp check --repair writes it again"),
            name=f"{FOLDER}/{path.name}",
            why=error.fields.get("why", ""),
        ) from None


def _sha256(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()
