"""What somebody learns who has the folder and no key: a thief, or the owner of a remote."""

from collections import Counter
from datetime import UTC, date, datetime

from vp.domain.record import Record
from vp.store import files, git, papers, remote_view
from vp.store.dossier import Dossier
from vp.store.remote_view import RemoteView


class Leaks(Record, kw_only=True):
    """What the folder tells without a key. Sizes are those of the sealed files, in KiB."""

    cases: int
    sizes: dict[str, int]
    journals: tuple[int, ...]
    reports: tuple[str, ...]
    """The files in `reports/`: what is in them is meant for anyone."""
    destroyed: int
    versions: int
    newest: date
    """The latest day on which a file of the folder changed."""
    remote: RemoteView
    """What the owner of a remote sees of each sync."""


def measure(dossier: Dossier) -> Leaks:
    """What the folder tells, counted from names, sizes and times alone."""
    paths = [dossier.path_of(name) for name in dossier.ids()]
    known = [path.stat() for path in [*paths, dossier.path_of(papers.PROFILE)]]
    sizes = Counter(f"{round(one.st_size / 1024)} KiB" for one in known[:-1])
    gone = files.names(dossier.folder)
    listed = files.read(dossier.folder / "destroyed.txt").split() if "destroyed.txt" in gone else []
    begun = git.is_there() and git.is_begun(dossier.folder)
    return Leaks(
        cases=len(paths),
        sizes=dict(sizes),
        journals=tuple(papers.years(dossier)),
        reports=tuple(files.names(dossier.folder / "reports")),
        destroyed=len(listed),
        versions=sum(1 for _version in git.versions(dossier.folder)) if begun else 0,
        newest=datetime.fromtimestamp(max(one.st_mtime for one in known), UTC).date(),
        remote=remote_view.measure(dossier.folder) if begun else RemoteView(),
    )
