"""Why the system refused, in words the catalogue can translate."""

import errno
import os

from vp.locale import N_

_REASONS = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("your share of the disk is full"),
    errno.EROFS: N_("the folder is read-only here"),
    errno.EACCES: N_("you have no right to it"),
    errno.EPERM: N_("you have no right to it"),
    errno.ENOENT: N_("it is not there"),
    errno.ENOTDIR: N_("a folder on the way is none"),
    errno.EISDIR: N_("it is a folder"),
    errno.EEXIST: N_("something with that name is there already"),
    errno.EIO: N_("the disk reports an error"),
    errno.ELOOP: N_("it is a link"),
    errno.EFBIG: N_("it has become too large for this disk"),
}

_REMEDIES = {
    errno.ENOSPC: N_("the disk is full; make room and try again"),
    errno.EDQUOT: N_("the disk is full; make room and try again"),
    errno.EROFS: N_("the folder is read-only here; choose another place or open it for writing"),
    errno.EACCES: N_("you have no right to write there; look at the folder's owner"),
    errno.EEXIST: N_("something with that name is there already"),
}


def why(error: OSError) -> str:
    """An English message id for the reason; the system's own words for a rare one."""
    number = error.errno or 0
    return _REASONS.get(number, os.strerror(number))


def remedy(error: OSError) -> str:
    """An English message id for what can be done when something was not written."""
    return _REMEDIES.get(error.errno or 0, N_("look at the disk, then try again"))
