"""One sync: what lies in the folder and what lies on the remote become the same.

1. the folder .git is looked at, and what lies in the folder gets its ids; 2. the remote's branch
is fetched, to a ref of our own; it must go on from what was seen last; 3. what it holds must be
what vp writes; 4. what was destroyed elsewhere is destroyed here where the rules allow;
5. every file is taken, sent or merged (`vp.store.reconciling`); 6. what the folder holds now is one
commit on top of the remote's, pushed; 7. what was seen is remembered.

The folder is the truth, not git: cut off anywhere, the next sync begins anew with what lies there,
and ends the same. Where the remote cannot be reached the commit is made here.
"""

import os
from collections.abc import Callable, Collection
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from vp.errors import Attention, NotThere
from vp.locale import N_
from vp.store import git, lineage, obeying, objects, remarks, remote, repository, seen
from vp.store.incoming import LIST
from vp.store.opened import name_of
from vp.store.plumbing import reach_disk
from vp.store.reconciling import Reconciling
from vp.store.remarks import Remark
from vp.store.remote import Address, Unreachable
from vp.store.seen import Seen
from vp.store.settlement import Decided, Sides

if TYPE_CHECKING:
    from vp.store.dossier import Dossier

NEWEST = "newest"
"""What a person confirms who knows what the remote holds: that it is the latest there is."""
_TRIES = 3


class Wish(NamedTuple):
    """What is asked of a sync."""

    today: date
    believes_clock: bool = True
    remote: Address | None = None
    there: Collection[str] = ()
    """Names of files that count as the remote has them, and NEWEST."""
    here: Collection[str] = ()
    """Names of files that count as they are here."""


class Synced(NamedTuple):
    """What was done, by the names of the files; without a remote only a version was made."""

    remote: str = ""
    sent: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    destroyed: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


def sync(dossier: "Dossier", wish: Wish) -> Synced:
    """Folder and remote hold the same, but for what the remarks name.

    Raises NotAllowed or NotReadable, with nothing taken and nothing sent, for a remote or a folder
    .git that cannot be trusted; Attention when the remote could not be reached.
    """
    with dossier.writing():
        dossier.cabinet.unlock()
        dossier.resume()
        known = _remembered(dossier, wish)
        if not os.path.lexists(dossier.folder / ".git"):
            git.begin(dossier.folder)
        looked_at = repository.require_harmless(dossier.folder, known.settings)
        known = msgspec.structs.replace(known, settings=looked_at)
        if not known.remote:
            git.commit(dossier.folder, wish.today)
            return Synced()
        done = Synced(known.remote)
        for _try in range(_TRIES):
            more, is_taken = _once(dossier, wish, known)
            done = _with(done, more)
            if is_taken:
                return done
        raise _not_taken()


def _with(done: Synced, more: Synced) -> Synced:
    """What was done in two tries; of remarks the later ones count."""

    def both(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted({*old, *new}))

    return Synced(
        done.remote,
        both(done.sent, more.sent),
        both(done.taken, more.taken),
        both(done.merged, more.merged),
        both(done.destroyed, more.destroyed),
        more.remarks,
    )


def _remembered(dossier: "Dossier", wish: Wish) -> Seen:
    """What was seen, with the remote that is meant."""
    known = seen.read(dossier)
    if wish.remote is not None and wish.remote.text != known.remote:
        remote.prepare(wish.remote)
        marks = {
            name: msgspec.structs.replace(mark, synced=0) for name, mark in known.files.items()
        }
        known = msgspec.structs.replace(
            known, remote=wish.remote.text, commit="", files=marks, waiting={}
        )
        seen.write(dossier, known)
    return known


def _once(dossier: "Dossier", wish: Wish, known: Seen) -> tuple[Synced, bool]:
    """One try, and whether the remote took it: somebody else may have pushed in the meantime."""
    folder, address = dossier.folder, Address(known.remote)
    lies = cache(partial(git.glance, folder))
    fetched = _fetched(dossier, address, wish.today, lies)
    if _is_unchanged(dossier, wish, known, fetched) and known.glance == lies():
        return Synced(known.remote), True
    there = lineage.accepted(dossier, fetched)
    base = lineage.began(dossier, known, fetched, there, believes=NEWEST in wish.there)
    listed = lineage.listed(dossier, there)
    sides = Sides(git.kept(folder), base, there)
    _require_named(wish, sides, listed)
    spared = {*known.kept, *wish.here} & listed
    obeyed = obeying.obey(
        dossier,
        listed,
        wish.today,
        believes_clock=wish.believes_clock,
        confirmed=wish.there,
        kept=spared,
    )
    sides = sides._replace(ours=git.kept(folder) if obeyed.gone else sides.ours)
    work = Reconciling(dossier, sides, known.files, Decided(wish.there, wish.here))
    work.run(obeyed.disputed, spared)
    for name in sorted(obeyed.disputed):
        work.remark(name, remarks.DISPUTED)
    if obeyed.there:
        work.keep(LIST, objects.store_bytes(folder, obeyed.there))
    made = _made(dossier, work, fetched, wish.today)
    is_taken = made == fetched or remote.push(folder, address, made)
    if is_taken:
        _remember(dossier, known, work, made, spared)
    elif _fetched(dossier, address, wish.today) == fetched:
        objects.set_head(folder, made)
        raise _not_taken()
    lists = (tuple(one) for one in (work.sent, work.taken, work.merged, obeyed.gone))
    sent, taken, merged, gone = lists
    return Synced(known.remote, sent, taken, merged, gone, tuple(work.remarks)), is_taken


def _is_unchanged(dossier: "Dossier", wish: Wish, known: Seen, fetched: str) -> bool:
    """Whether nothing was asked, nothing came, and both stand where they stood."""
    asked = wish.there or wish.here or fetched != known.commit
    return not asked and objects.stands_at(dossier.folder) == fetched


def _fetched(
    dossier: "Dossier",
    address: Address,
    today: date,
    meanwhile: Callable[[], object] = lambda: None,
) -> str:
    """The commit at which the remote stands. Raises Attention when it cannot be reached."""
    try:
        return remote.fetch(dossier.folder, address, meanwhile)
    except Unreachable as error:
        git.commit(dossier.folder, today)
        raise Attention(
            N_("the remote cannot be reached; a version was made here, nothing was sent"),
            error.hint,
        ) from None


def _require_named(wish: Wish, sides: Sides, listed: set[str]) -> None:
    """Nothing, when everything a person decided is there to decide; a slip of the pen is no yes."""
    named = {*wish.there, *wish.here} - {NEWEST}
    paths = {*sides.ours, *sides.theirs}
    reports = {path.rpartition("/")[2].removesuffix(".yaml") for path in paths}
    if not named <= listed.union(map(name_of, paths), reports):
        raise NotThere(N_("there is no such case"), N_("vp list shows the cases"))


def _made(dossier: "Dossier", work: Reconciling, fetched: str, today: date) -> str:
    """The commit that holds what was settled, on top of what was fetched; that one, if it does."""
    folder, there = dossier.folder, work.sides.theirs
    if work.tree == there:
        return fetched
    here = {path: blob for path, blob in work.tree.items() if path != LIST}
    objects.store(folder, here, known=there.values())
    tree, before = objects.make_tree(folder, work.tree), objects.head(folder)
    is_same = before and objects.tree_id(folder, before) == tree
    if is_same and (not fetched or objects.is_ancestor(folder, fetched, before)):
        return before
    # On top of what is there and nothing else: versions made meanwhile stay on this laptop.
    parent = fetched or before
    return objects.make_commit(folder, tree, [parent] if parent else [], today)


def _remember(
    dossier: "Dossier", known: Seen, work: Reconciling, made: str, spared: Collection[str]
) -> None:
    """Both the branch and what was seen stand where the remote stands."""
    if made and objects.head(dossier.folder) != made:
        objects.set_head(dossier.folder, made)
    gone = dossier.destroyed()
    after = msgspec.structs.replace(
        known,
        commit=made,
        files={name: mark for name, mark in work.marks.items() if name not in gone},
        waiting=work.waiting,
        kept=tuple(sorted({*known.kept, *spared})),
        glance="" if work.remarks else git.glance(dossier.folder),
    )
    if made != known.commit:
        reach_disk()
    if after != seen.read(dossier):
        seen.write(dossier, after)


def _not_taken() -> Attention:
    return Attention(
        N_("the remote did not take what was sent; a version was made here"),
        N_("look whether you may write there and whether there is room, and try again"),
    )
