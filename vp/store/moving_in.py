"""Many new cases at once: sealed on all cores, and then there.

Key and file of each case are sealed, synced temporaries until every case of the import has been
seen to be good: when one is refused, or vp is cut off, none is there. Then they get their names, a
group at a time: the keys as `.new`, the files, the keys' own names, and the folder is synced after
each. So every case goes through the states of an intake (see `vp.store.shelf`), with its key always
there before it, and a cut leaves no more than one group to put right.
"""

from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from typing import NamedTuple

import msgspec

from vp.domain.case import FORMAT, Case
from vp.domain.retention import destroy_on
from vp.errors import VpError
from vp.store import codec, files, key_names, together
from vp.store.dossier import Dossier

GROUP = 256


class _Staged(NamedTuple):
    """A case, the temporaries that hold its key and its file, and what its key will be called."""

    case: str
    key: str
    file: str
    entry: str


def take_in(
    dossier: Dossier,
    names: Sequence[str],
    read: Callable[[str], Case],
    require: Callable[[str], None],
    step: Callable[[int, int], None],
) -> list[str]:
    """The cases that `read` makes of these names are in the dossier; returns their ids.

    `read` is asked in any order and in any process, `require` about every id, in the order of the
    names. None is there when one of them raises.
    """
    folders = (dossier.cabinet.folder, dossier.cases)
    with dossier.writing():
        try:
            staged = _staged(dossier, names, read, require, step)
            for first in range(0, len(staged), GROUP):
                _name(dossier, staged[first : first + GROUP])
        except BaseException:
            with suppress(VpError):
                for folder in folders:
                    files.sweep(folder)
            raise
    return [one.case for one in staged]


def _staged(
    dossier: Dossier,
    names: Sequence[str],
    read: Callable[[str], Case],
    require: Callable[[str], None],
    step: Callable[[int, int], None],
) -> list[_Staged]:
    held = set(map(key_names.opens, files.names(dossier.cabinet.folder)))
    recipients = dossier.cabinet.recipients()
    staged = []
    stages = together.each(names, lambda name: _stage(dossier, read(name), recipients))
    with closing(stages):
        for number, (_name, answer) in enumerate(stages, start=1):
            if isinstance(answer, VpError):
                raise answer
            one = msgspec.json.decode(answer, type=_Staged)
            require(one.case)
            if one.case in held:
                raise key_names.taken(one.case)
            staged.append(one)
            step(number, len(names))
    return staged


def _stage(dossier: Dossier, case: Case, recipients: list[str]) -> bytes:
    """The case and its key are sealed and synced, and count for nothing yet."""
    from vp.store import age

    case = msgspec.structs.replace(case, format=FORMAT, dossier=dossier.marker.id)
    data = codec.pad(codec.dump(case))
    path = dossier.case_path(case.id)
    key = age.new_identity()
    sealed = age.seal_for(key, data)
    wrapped = age.seal(key.secret().encode(), recipients)
    kept = files.stage(dossier.cabinet.folder / key_names.fresh(case.id), wrapped)
    entry = key_names.marked(case.id, destroy_on(case), sealed)
    return msgspec.json.encode(_Staged(case.id, kept.name, files.stage(path, sealed).name, entry))


def _name(dossier: Dossier, group: list[_Staged]) -> None:
    """These cases are there, each with its key. Raises NotWritten; then some may be there."""
    keys, cases = dossier.cabinet.folder, dossier.cases
    fresh = {one.case: keys / key_names.fresh(one.case) for one in group}
    files.create_staged({fresh[one.case]: keys / one.key for one in group})
    files.create_staged({dossier.case_path(one.case): cases / one.file for one in group})
    files.rename_all({fresh[one.case]: keys / one.entry for one in group})
