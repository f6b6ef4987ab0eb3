"""Sealing every key anew, for other people than before; never a case.

1. one write of `recipients.txt` says who can open the keys from here on, and that the keys are
not all sealed for them yet; 2. the digests the keys have now are remembered (`vp.store.sealings`);
3. each key, each draft and what else is sealed to the recipients is opened, sealed for them, opened
again, and put in its own place; 4. one write says that it is done.
New keys are sealed for the new people from 1 on. Cut off after it, whoever opens a case next begins
again at 2: a key that was done is done once more.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from vp.errors import NotAllowed, NotReadable, NotWritten
from vp.locale import N_
from vp.store import files, key_names, pages, recipients, sealings
from vp.store.age import Identity, seal, unseal
from vp.store.lock import lock
from vp.store.recipients import Recipient

Step = Callable[[int, int], None]


def silent(_done: int, _all: int) -> None:
    """Nobody is told how far it is."""


def change(
    private: Path, everyone: Sequence[Recipient], opening: Identity, step: Step = silent
) -> None:
    """These can open the keys, and of what is sealed from now on nobody else anything.

    Call it under the dossier's lock. Raises NotAllowed when `opening` is none of them, NotWritten
    when not every key could be sealed anew yet.
    """
    require_own(everyone, opening)
    recipients.write(private, everyone, unfinished=True)
    try:
        finish(private, opening, step)
    except (NotWritten, NotReadable) as error:
        raise NotWritten(
            N_("not every key is sealed for the new recipients yet: {why}"),
            N_("look at the disk; the next command that opens a case goes on with it"),
            why=error.fields.get("why", ""),
        ) from None


def finish(private: Path, opening: Identity, step: Step = silent) -> None:
    """Every key that opens is sealed for the recipients there are. Call it under the lock."""
    everyone = recipients.read(private)
    require_own(everyone, opening)
    public = [one.public for one in everyone]
    keys = private / "keys"
    names = [entry for entry in files.names(keys) if key_names.opens(entry)]
    sealings.remember(private, _digests(keys, names))
    for number, entry in enumerate(names, start=1):
        _reseal(keys / entry, public, opening)
        step(number, len(names))
    drafts = private / "drafts"
    with lock(drafts / "lock") if drafts.is_dir() else nullcontext():
        for path in _others(private, drafts, private / "marks"):
            _reseal(path, public, opening)
    pages.drop(private)
    recipients.write(private, everyone)


def require_own(everyone: Sequence[Recipient], opening: Identity) -> None:
    """Nothing, when this identity is among them; else NotAllowed."""
    if not {one.public for one in everyone}.intersection(opening.recipients):
        raise NotAllowed(
            N_("then you could not open the keys yourself any more"),
            N_("to replace your own identity: vp key rotate"),
        )


def _digests(keys: Path, names: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entry in names:
        digest = key_names.digest(files.read(keys / entry))
        found.setdefault(key_names.opens(entry), []).append(digest)
    return found


def _others(*folders: Path) -> Iterator[Path]:
    """What else may be sealed to the recipients."""
    for folder in folders:
        yield from (folder / name for name in files.names(folder) if name.endswith(".age"))


def _reseal(path: Path, public: list[str], opening: Identity) -> None:
    """The file is sealed for these; one that `opening` does not open stays as it is.

    One that cannot be read at this moment is no such file: it may be the last with its key.
    """
    before = files.read(path)
    try:
        data = unseal(before, [opening], path.name)
    except NotReadable:
        return
    sealed = seal(data, public)
    if unseal(sealed, [opening], path.name) != data:
        raise NotWritten(
            N_("what was sealed does not open again; nothing was saved"),
            N_("look at the machine and its memory, then try again"),
        )
    files.replace(path, sealed)
