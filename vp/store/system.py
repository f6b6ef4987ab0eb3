"""Where systems differ under a file: opening, moving, syncing and locking, with the same promise.

Windows cannot refuse a link while opening, cannot sync a folder, and has a lock of its own; some
disks (FAT, those of a network) have no hard links, or no sync of folders.
"""

import errno
import os
import sys
from pathlib import Path

if sys.platform == "win32":  # pragma: no cover (`tests/store/test_system.py` plays it)
    import msvcrt
else:
    import fcntl

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_PLAIN = _NO_LINK | getattr(os, "O_BINARY", 0)
"""Bytes as they are: Windows would write two for the end of a line, and stop at a 26."""
READ = os.O_RDONLY | _PLAIN | getattr(os, "O_NONBLOCK", 0)
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN
OVERWRITE = os.O_WRONLY | _PLAIN
LOCK = os.O_RDWR | os.O_CREAT | _PLAIN

_UNABLE = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENOTTY}
NO_LINKS = _UNABLE | {errno.EPERM, errno.EMLINK}
"""What a disk without hard links says."""
BUSY = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


def opened(path: Path, flags: int, mode: int = 0o600) -> int:
    """The file is open, and is no link. Raises OSError."""
    if not _NO_LINK and path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return os.open(path, flags, mode)


def move(old: Path, new: Path) -> None:
    """The file has its new name, whatever had it. Raises OSError."""
    # Windows renames over nothing.
    (os.replace if sys.platform == "win32" else os.rename)(old, new)


def sync(handle: int) -> None:
    """What was written is on the disk. Raises OSError."""
    full = getattr(fcntl, "F_FULLFSYNC", None) if sys.platform != "win32" else None
    if full is not None:  # macOS: fsync alone stops in the disk's own memory
        try:
            fcntl.fcntl(handle, full)
        except OSError as error:
            if error.errno not in _UNABLE:
                raise
        else:
            return
    os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """The names in the folder are on the disk, where a folder can be synced. Raises OSError."""
    if sys.platform == "win32":  # it cannot, and NTFS keeps a journal of its names
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
    finally:
        os.close(handle)


def lock(handle: int) -> None:
    """The file is locked until the handle is closed. Raises OSError, one of BUSY when another's."""
    if sys.platform == "win32":  # pragma: no cover (see above)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
