"""What the machine says of its disks: which one a folder is on, whether it is encrypted, and swap.

Read from what Linux shows under /proc and /sys, asked of Apple's own programs on a Mac; where
neither can tell, the answer is None, never a guess. `machine` is the root under which all of that
lies. Linux inside Windows sees a disk that Windows made: only Windows knows more.
"""

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

ELSEWHERE = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "davfs", "fuse.sshfs",
    "fuse.rclone", "fuse.davfs2", "fuse.glusterfs", "9p", "vboxsf", "fuse.vmhgfs-fuse",
}  # fmt: skip
"""Kinds of file system that are on somebody else's machine."""
SNAPSHOTS = {"btrfs", "zfs", "bcachefs", "nilfs2"}
"""Kinds that can keep what was there before, at no cost and unseen."""
MEMORY = {"tmpfs", "ramfs"}
STICKS = {"vfat", "msdos", "exfat", "fuseblk", "ntfs", "ntfs3"}
"""Kinds without owners and rights, made to be carried about."""
_SEALED = {"ecryptfs", "fuse.gocryptfs", "fuse.cryfs", "fuse.encfs", "fuse.securefs"}
_OCTAL = re.compile(r"\\([0-7]{3})")
_DEEPEST = 8
_PATIENCE = 10.0


class Disk(NamedTuple):
    """Where a folder lies."""

    kind: str
    """The kind of file system; empty where that is not known."""
    is_encrypted: bool | None
    """Whether whoever takes the disk reads nothing; None where the machine cannot tell."""


class _Mount(NamedTuple):
    number: str
    place: Path
    kind: str
    source: str


def disk(path: Path, machine: Path) -> Disk:
    """The disk that the path is on."""
    place = path.resolve()
    over = [one for one in _mounts(machine) if place.is_relative_to(one.place)]
    if not over:
        return Disk("", _filevault(machine))
    # Of several mounted in one place the last is the one that is seen.
    mount = max(enumerate(over), key=lambda one: (len(one[1].place.parts), one[0]))[1]
    if mount.kind in _SEALED:
        return Disk(mount.kind, True)
    return Disk(mount.kind, _is_encrypted(_device(mount.number, mount.source, machine)))


def open_swap(machine: Path) -> list[str]:
    """The swap to which memory is written as it is; none where it is encrypted, or in memory."""
    found = []
    for line in _text(machine / "proc/swaps").splitlines()[1:]:
        name = _plain(line.split()[0])
        if name.startswith("/dev/"):
            sealed = _is_encrypted(_device("", name, machine))
            sealed = sealed or name.startswith("/dev/zram")
        else:
            sealed = disk(Path(name), machine).is_encrypted
        if not sealed:
            found.append(name)
    return found


def is_inside_windows(machine: Path) -> bool:
    """Whether this is a Linux whose disk is a file of Windows."""
    return "microsoft" in _text(machine / "proc/sys/kernel/osrelease").casefold()


def is_own_subvolume(path: Path) -> bool:
    """Whether a snapshot of what lies above leaves this folder out (btrfs)."""
    return path.exists() and path.stat().st_ino == 256


def is_in_time_machine(path: Path, machine: Path) -> bool:
    """Whether Time Machine copies the folder."""
    return "[Included]" in _asked(machine / "usr/bin/tmutil", "isexcluded", str(path))


def _mounts(machine: Path) -> list[_Mount]:
    found = []
    for line in _text(machine / "proc/self/mountinfo").splitlines():
        before, _dash, after = line.partition(" - ")
        left, right = before.split(" "), after.split(" ")
        if len(left) > 4 and len(right) > 1:
            found.append(_Mount(left[2], Path(_plain(left[4])), right[0], _plain(right[1])))
    return found


def _device(number: str, source: str, machine: Path) -> Path | None:
    """Where /sys tells of this block device; None for what is none."""
    known = machine / "sys/dev/block" / number
    if number and known.exists():
        return known
    if not source.startswith("/dev/"):
        return None
    name = source.rpartition("/")[2]
    if (known := machine / "sys/class/block" / name).exists():
        return known
    blocks = machine / "sys/class/block"
    mapped = blocks.glob("dm-*") if blocks.is_dir() else ()
    return next((one for one in mapped if _text(one / "dm/name").strip() == name), None)


def _is_encrypted(device: Path | None, depth: int = 0) -> bool | None:
    """Whether the device, or every one that it lies on, is encrypted."""
    if device is None or depth > _DEEPEST:
        return None
    mapped = _text(device / "dm/uuid").startswith("CRYPT-")
    if mapped or _text(device / "dm/name").startswith("veracrypt"):
        return True
    if (device / "partition").exists():
        return _is_encrypted(device.resolve().parent, depth + 1)
    below = list((device / "slaves").iterdir()) if (device / "slaves").is_dir() else []
    found = [_is_encrypted(one, depth + 1) for one in below]
    return bool(found) and all(found)


def _filevault(machine: Path) -> bool | None:
    said = _asked(machine / "usr/bin/fdesetup", "status")
    return "FileVault is On" in said if said else None


def _asked(program: Path, *words: str) -> str:
    """What the program says; nothing where it is not there, fails or takes too long."""
    if not program.exists():
        return ""
    try:
        done = subprocess.run(  # noqa: S603 (the system's own, by its absolute path, no shell)
            [program, *words],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def _plain(field: str) -> str:
    """The field with its spaces and tabs, which the kernel writes in octal."""
    return _OCTAL.sub(lambda found: chr(int(found[1], 8)), field)
