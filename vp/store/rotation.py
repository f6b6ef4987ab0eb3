"""A new identity in place of the old one, and everybody else replaced along with it.

    home/rotation.next.age   the new identity, sealed to the old one: whoever unlocks has both
    home/rotation.new.age    the new identity as it will be kept (or rotation.new.txt)
    home/rotation.txt        who is replaced by whom, a line each: the intention
    home/rotation.old.age    the old identity, about to be destroyed (or rotation.old.txt)

1. the new identity is in home beside the old one; 2. one write says who is replaced: from here on
there is no way back; 3. of each dossier in this home the recipients are replaced, and every key is
sealed anew (`vp.store.resealing`); 4. the old identity stands aside, the new one takes its name;
5. the intention goes, and the old identity is destroyed.
Cut off before 2, nothing was rotated, and the new identity is destroyed. Between 2 and 4 the old
passphrase counts, and whoever opens a case next goes on at 3. From 4 on no secret is needed.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vp.errors import NotAllowed, NotReadable, NotThere, NotWritten
from vp.locale import N_
from vp.store import files, recipients, upkeep
from vp.store.lock import lock
from vp.store.recipients import OWN, PAPER, Recipient

if TYPE_CHECKING:
    from vp.store.age import Identity

KEPT = ("identity.age", "identity.txt")
NEW = ("rotation.new.age", "rotation.new.txt")
OLD = ("rotation.old.age", "rotation.old.txt")
NEXT = "rotation.next.age"
INTENTION = "rotation.txt"
LOCK = "rotation.lock"
"""Held by whoever writes in home itself: what lies there belongs to no one dossier."""
UNLOCKED = "unlocked"
"""What `vp unlock` keeps (see `vp.store.unlocked`): the old identity too."""
NOBODY = "-"
"""In the intention, in place of a recovery key where there was none."""


def is_begun(home: Path) -> bool:
    """Whether there is an intention, which only somebody who unlocks can carry out."""
    found = files.names(home)
    return INTENTION in found and not set(OLD).intersection(found)


def needs_settling(home: Path) -> bool:
    """Whether something is left of a rotation that no secret is needed for."""
    found = set(files.names(home))
    begun = found.intersection({*NEW, NEXT}) and INTENTION not in found
    return bool(begun or found.intersection(OLD))


def settle(home: Path) -> None:
    """What is left of a rotation or a crashed write in home is ended or undone.

    While another vp writes there nothing happens.
    """
    if not (needs_settling(home) or files.stale(home)):
        return
    with suppress(NotWritten), lock(home / LOCK, patient=False):
        files.sweep(home)
        if set(OLD).intersection(files.names(home)):
            _exchange(home)
        elif not is_begun(home):
            for name in (*NEW, NEXT):
                files.destroy(home / name)


def both(home: Path, identity: "Identity") -> "Identity":
    """What opens everything while a rotation is under way: the new identity and the old one."""
    from vp.store.age import Identity, identities, unseal

    if not is_begun(home):
        return identity
    try:
        sealed = files.read(home / NEXT)
    except NotThere:
        return identity
    try:
        text = unseal(sealed, [identity], NEXT).decode("ascii", "replace")
    except NotReadable:
        return identity  # it is the new one already
    return Identity(identities(text)[0].secret(), identity)


def replacements(home: Path, own: str, paper: str, deputies: Mapping[str, str]) -> dict[str, str]:
    """The new recipient for each there is in this home, by the old one.

    Old copies of the keys open with any of them, so nobody can be left as he is: raises NotAllowed
    for a deputy without a new recipient, NotThere for one there is not.
    """
    everyone = [one for private in dossiers(home) for one in recipients.read(private)]
    if unknown := sorted(deputies.keys() - {one.name for one in everyone}):
        raise NotThere(
            N_("there is no recipient of the name {name}"),
            N_("vp key list shows them"),
            name=unknown[0],
        )
    replaced: dict[str, str] = {}
    for name, public in everyone:
        new = {OWN: own, PAPER: paper}.get(name) or deputies.get(name, "")
        if not new:
            raise NotAllowed(
                N_("old copies of the keys would still open for {name}"),
                N_("ask him for a new recipient: --deputy {name}=age1...; or vp key remove {name}"),
                name=name,
            )
        replaced[public] = new
    if paper and paper not in replaced.values():
        replaced[NOBODY] = paper
    return replaced


def has_paper(home: Path) -> bool:
    """Whether there is a recovery key on paper for any dossier in this home."""
    return any(one.name == PAPER for place in dossiers(home) for one in recipients.read(place))


def rotate(
    home: Path,
    old: "Identity",
    new: "Identity",
    replaced: Mapping[str, str],
    keep: Callable[[Path], None],
    today: date,
    held: Path,
) -> None:
    """No key in this home opens with any of the replaced recipients any more.

    `replaced` gives the new recipient for each old one, `keep` writes the new identity into home.
    `held` is the dossier's place whose lock is held. Raises NotWritten when it is not ended yet.
    """
    from vp.store.age import Identity, seal

    with lock(home / LOCK):
        if is_begun(home):
            raise NotWritten(
                N_("a rotation is under way already"), N_("open a case: that goes on with it")
            )
        files.sweep(home)
        for name in (*NEW, NEXT):
            files.destroy(home / name)
        files.create(home / NEXT, seal(new.secret().encode(), [old.recipient]))
        keep(home)
        lines = [f"day {today}", f"{old.recipient} {new.recipient}"]
        lines += [" ".join(pair) for pair in replaced.items()]
        files.create(home / INTENTION, "".join(f"{line}\n" for line in lines).encode())
        try:
            _carry_out(home, Identity(new.secret(), old), held)
        except (NotWritten, NotReadable) as error:
            raise NotWritten(
                N_("the rotation was begun and is not ended yet: {why}"),
                N_(
                    "look at the disk; the next command that opens a case goes on with it, and asks"
                    " the old passphrase until it is ended"
                ),
                why=error.fields.get("why", ""),
            ) from None


def resume(home: Path, opening: "Identity", held: Path) -> None:
    """A rotation that was cut off is ended. Call it under the lock of the dossier in `held`."""
    with lock(home / LOCK):
        if is_begun(home):
            _carry_out(home, opening, held)


def _carry_out(home: Path, opening: "Identity", held: Path) -> None:
    from vp.store import resealing

    day, replaced = _intention(home)
    for private in dossiers(home):
        with nullcontext() if private == held else lock(private / "lock"):
            before = recipients.read(private)
            after = _replaced(before, replaced)
            if after != before:
                recipients.write(private, after, unfinished=True)
            if recipients.needs_sealing(private):
                resealing.finish(private, opening)
            upkeep.write(private, upkeep.read(private)._replace(rotated=day))
    files.sweep(home)
    _exchange(home)


def dossiers(home: Path) -> Iterator[Path]:
    """The places in home of each dossier that this identity opens."""
    for name in files.names(home):
        if (home / name / recipients.NAME).is_file():
            yield home / name


def _intention(home: Path) -> tuple[date, dict[str, str]]:
    lines = files.read(home / INTENTION).decode("ascii", "replace").splitlines()
    said = dict(line.split(" ", 1) for line in lines)
    return date.fromisoformat(said.pop("day")), said


def _replaced(before: list[Recipient], replaced: Mapping[str, str]) -> list[Recipient]:
    """The recipients with the new ones in place of the old; a first recovery key at the end."""
    after = [one._replace(public=replaced.get(one.public, one.public)) for one in before]
    first = replaced.get(NOBODY, "")
    if first and first not in {one.public for one in after}:
        after.append(Recipient(PAPER, first))
    return after


def _exchange(home: Path) -> None:
    """The new identity has its place, and the old one is gone."""
    found = set(files.names(home))
    for new in found.intersection(NEW):
        for name, aside in zip(KEPT, OLD, strict=True):
            if name in found:
                files.rename(home / name, home / aside)
        files.rename(home / new, home / new.replace("rotation.new", "identity"))
    files.destroy(home / NEXT)
    files.remove(home / INTENTION)
    for name in (UNLOCKED, *OLD):
        files.destroy(home / name)
