"""What the disks must give because vp cannot: encryption, one copy of a key, rights, a safe swap.

A key that was destroyed may lie on in old blocks of an SSD, in a snapshot or in a backup; against
whoever takes the disk only its encryption stands (SECURITY.md). What the machine cannot tell is
said too, and can be accepted (`vp.store.accepted`).
"""

from collections.abc import Iterator
from pathlib import Path

from vp.locale import N_
from vp.store import disks, surroundings
from vp.store.dossier import Dossier
from vp.store.inspection import Finding

_MOVE = N_("move {home} to a disk in this computer and set VP_HOME")


def inspect(dossier: Dossier, home: Path, machine: Path) -> Iterator[Finding]:
    """What is wrong with the disks under home and folder."""
    found = disks.disk(home, machine)
    fields = {"home": str(home), "kind": found.kind}
    if disks.is_inside_windows(machine):
        yield Finding(
            key="windows",
            sentence=N_("this Linux runs inside Windows, which vp cannot look into"),
            repair=N_(
                "see in Windows that BitLocker is on and that no shadow copies or backups are kept"
                " of this Linux; then vp check --accept windows"
            ),
        )
    elif found.kind in disks.ELSEWHERE:
        yield Finding(
            key="home_elsewhere",
            sentence=N_("the keys lie on a disk of another computer ({kind})"),
            fields=fields,
            repair=_MOVE,
        )
    elif found.kind in disks.MEMORY:
        yield Finding(
            key="home_in_memory",
            sentence=N_("the keys lie in memory, and are lost when the computer is turned off"),
            fields=fields,
            repair=_MOVE,
        )
    else:
        yield from _encryption(found, fields)
    yield from _copies(found, home, machine)
    yield from _swap(machine)
    told = surroundings.synced_by(dossier.folder) or surroundings.looks_shared(dossier.folder)
    if not told and disks.disk(dossier.folder, machine).kind in disks.ELSEWHERE:
        yield Finding(
            key="folder_shared",
            sentence=N_("the dossier folder is on another computer; its owner sees every change"),
            repair=N_(
                "move it to a disk of your own, outside the employer's reach; if the other computer"
                " is yours: vp check --accept folder_shared"
            ),
        )


def _encryption(found: disks.Disk, fields: dict[str, str]) -> Iterator[Finding]:
    if found.is_encrypted is None:
        yield Finding(
            key="disk",
            sentence=N_("vp cannot see whether the disk with the keys is encrypted"),
            repair=N_("look in the settings of your computer; if it is: vp check --accept disk"),
        )
    elif not found.is_encrypted:
        yield Finding(
            key="disk",
            sentence=N_("as far as vp can see, the disk with the keys is not encrypted"),
            repair=N_(
                "without that a destroyed key can be found again: have the disk encrypted; if it is"
                " already, outside the sight of vp: vp check --accept disk"
            ),
        )
    if found.kind in disks.STICKS:
        yield Finding(
            key="stick",
            sentence=N_(
                "the keys lie on a disk ({kind}) that keeps no rights, and does not stand a power"
                " cut"
            ),
            fields=fields,
            repair=N_(
                "move {home} to a disk in this computer and set VP_HOME; if the stick must be:"
                " make a copy each time you stop, and vp check --accept stick"
            ),
        )


def _copies(found: disks.Disk, home: Path, machine: Path) -> Iterator[Finding]:
    """Programs and file systems that keep what was there before."""
    fields = {"home": str(home), "kind": found.kind}
    if found.kind == "btrfs" and not disks.is_own_subvolume(home):
        yield Finding(
            key="snapshots",
            sentence=N_("a snapshot of the disk ({kind}) keeps keys that are destroyed later"),
            fields=fields,
            repair=N_(
                "give {home} a subvolume of its own (btrfs subvolume create), which snapshots leave"
                " out, and remove the snapshots there are; or, when none are made: vp check"
                " --accept snapshots"
            ),
        )
    elif found.kind in disks.SNAPSHOTS - {"btrfs"}:
        yield Finding(
            key="snapshots",
            sentence=N_("a snapshot of the disk ({kind}) keeps keys that are destroyed later"),
            fields=fields,
            repair=N_(
                "see that none are made of {home}, and remove those there are; then vp check"
                " --accept snapshots"
            ),
        )
    if disks.is_in_time_machine(home, machine):
        yield Finding(
            key="time_machine",
            sentence=N_("Time Machine copies the keys, also those that are destroyed later"),
            fields=fields,
            repair=N_("leave them out: tmutil addexclusion {home}"),
        )


def _swap(machine: Path) -> Iterator[Finding]:
    if names := disks.open_swap(machine):
        yield Finding(
            key="swap",
            sentence=N_("what vp holds in memory can reach the disk readable, by swap: {names}"),
            fields={"names": ", ".join(names)},
            repair=N_(
                "have the swap encrypted, or turn it off; if it is encrypted outside the sight of"
                " vp: vp check --accept swap"
            ),
        )
