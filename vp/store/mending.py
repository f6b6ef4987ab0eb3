"""What `vp check --repair` can put right by itself."""

from contextlib import suppress
from pathlib import Path

from vp.errors import VpError
from vp.store import belongings, holders, reports, salvage, surroundings
from vp.store.dossier import Dossier
from vp.store.inspection import GONE, UNREADABLE, Finding


def repair(finding: Finding, dossier: Dossier) -> bool:
    """Whether it was put right; what takes a person, or cannot be written now, is left."""
    try:
        if finding.key == reports.MISSING:
            reports.restore(dossier)
            return True
        if finding.key == belongings.LEFT:
            belongings.sweep(dossier)
            return True
        if finding.key == holders.SEALED_OTHERWISE:
            return holders.reseal(dossier)
        if finding.key in GONE or finding.key.startswith(UNREADABLE):
            return salvage.restore(dossier, finding.name)
        return bool(finding.path) and _narrowed(Path(finding.path))
    except VpError:
        return False


def _narrowed(path: Path) -> bool:
    """Whether nobody else can get at it now: a disk without rights takes none."""
    with suppress(OSError):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return not surroundings.open_to_others(path)
