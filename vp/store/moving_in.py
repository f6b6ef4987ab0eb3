"""Many new cases at once: sealed on all cores, and then there.

Key and file of each case are sealed, synced temporaries until every case of the import has been
seen to be good: when one is refused, or vp is cut off, none is there. Then they get their names, a
group at a time: the keys as `.new`, the files, the keys' own names, and the folder is synced after
each. So every case goes through the states of an intake (see `vp.store.shelf`), with its key always
there before it, and a cut leaves no more than one group to put right. The same import again goes on
from there: what is here already, just as it was given, is passed over.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from typing import NamedTuple

import msgspec

from vp.domain.case import FORMAT, Case
from vp.domain.retention import destroy_on
from vp.errors import NotAllowed, VpError
from vp.locale import N_
from vp.store import codec, files, key_names, together
from vp.store.dossier import Dossier

GROUP = 256


class Taken(NamedTuple):
    """The ids of the cases that were taken in, of those that were here, and of those destroyed."""

    fresh: list[str]
    here: list[str]
    gone: list[str]


class _Staged(NamedTuple):
    """A case, the temporaries that hold its key and its file, and what its key will be called.

    Of a case that is passed over there is only its id.
    """

    case: str
    key: str = ""
    file: str = ""
    entry: str = ""


def take_in(
    dossier: Dossier,
    names: Sequence[str],
    read: Callable[[str], Case],
    require: Callable[[str], None],
    step: Callable[[int, int], None],
) -> Taken:
    """The cases that `read` makes of these names are in the dossier, but for what was destroyed.

    `read` is asked in any order and in any process, `require` about every id, in the order of the
    names. No more are there than before when one of them raises, or when a case that is here is
    not the same: NotAllowed.
    """
    folders = (dossier.cabinet.folder, dossier.cases)
    with dossier.writing():
        staging = _Staging(dossier, read)
        held = set(map(key_names.opens, files.names(dossier.cabinet.folder)))
        try:
            found = list(_staged(staging, names, held, require, step))
            staged = [one for one in found if one.file]
            for first in range(0, len(staged), GROUP):
                _name(dossier, staged[first : first + GROUP])
        except BaseException:
            with suppress(VpError):
                for folder in folders:
                    files.sweep(folder)
            raise
    return Taken(
        fresh=[one.case for one in staged],
        here=[one.case for one in found if one.case in staging.here],
        gone=[one.case for one in found if one.case in staging.gone],
    )


class _Staging:
    """What is done with each case before any of them counts."""

    def __init__(self, dossier: Dossier, read: Callable[[str], Case]) -> None:
        self._dossier = dossier
        self._read = read
        self._recipients = dossier.cabinet.recipients()
        self.gone = dossier.destroyed()
        self.here = set(dossier.ids()) - self.gone

    def stage(self, name: str) -> bytes:
        """The case is staged, or to be passed over. Raises LookupError for one that is here."""
        case = self._case(name)
        if case.id in self.here:
            raise LookupError  # opening it may ask for a secret, and that the parent does
        return self._answer(case)

    def compare(self, name: str) -> bytes:
        """As `stage`; one that is here has been compared. Raises NotAllowed when it differs."""
        case = self._case(name)
        if case.id in self.here:
            _require_same(self._dossier, case)
        return self._answer(case)

    def _case(self, name: str) -> Case:
        found = self._read(name)
        return msgspec.structs.replace(found, format=FORMAT, dossier=self._dossier.marker.id)

    def _answer(self, case: Case) -> bytes:
        is_known = case.id in self.here or case.id in self.gone
        staged = _Staged(case.id) if is_known else _stage(self._dossier, case, self._recipients)
        return msgspec.json.encode(staged)


def _staged(
    staging: _Staging,
    names: Sequence[str],
    held: set[str],
    require: Callable[[str], None],
    step: Callable[[int, int], None],
) -> Iterator[_Staged]:
    """What became of each of these names; nothing counts yet."""
    with closing(together.each(names, staging.stage, staging.compare)) as answers:
        for number, (_name, answer) in enumerate(answers, start=1):
            if isinstance(answer, VpError):
                raise answer
            one = msgspec.json.decode(answer, type=_Staged)
            require(one.case)
            if one.file and one.case in held:
                raise key_names.taken(one.case)
            yield one
            step(number, len(names))


def _require_same(dossier: Dossier, case: Case) -> None:
    if codec.load(dossier.raw(case.id), Case, case.id) != case:
        raise NotAllowed(
            N_("case {case} is here already, and not as in what is imported"),
            N_("look at it with vp show {case}, and take it out of there; nothing was taken in"),
            case=case.id,
        )


def _stage(dossier: Dossier, case: Case, recipients: list[str]) -> _Staged:
    """The case and its key are sealed and synced, and count for nothing yet."""
    from vp.store import age

    data = codec.pad(codec.dump(case))
    path = dossier.case_path(case.id)
    key = age.new_identity()
    sealed = age.seal_for(key, data)
    wrapped = age.seal(key.secret().encode(), recipients)
    kept = files.stage(dossier.cabinet.folder / key_names.fresh(case.id), wrapped)
    entry = key_names.marked(case.id, destroy_on(case), sealed)
    return _Staged(case.id, kept.name, files.stage(path, sealed).name, entry)


def _name(dossier: Dossier, group: list[_Staged]) -> None:
    """These cases are there, each with its key. Raises NotWritten; then some may be there."""
    keys, cases = dossier.cabinet.folder, dossier.cases
    fresh = {one.case: keys / key_names.fresh(one.case) for one in group}
    files.create_staged({fresh[one.case]: keys / one.key for one in group})
    files.create_staged({dossier.case_path(one.case): cases / one.file for one in group})
    files.rename_all({fresh[one.case]: keys / one.entry for one in group})
