"""What lists, agenda and report ask of all cases at once: their summaries.

They come from the pages of the index (`vp.store.pages`) as far as case, key and profile still lie
as they lay when the summary was made; the others are opened, and stand on a page from then on. Only
a case whose key has the right name does: a closing that was cut off is put right by opening it.
No answer tells whether there is an index.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from vp import __version__
from vp.domain.summarising import summarise
from vp.domain.summary import Summary
from vp.errors import NotReadable, NotWritten, VpError
from vp.store import files, pages, together
from vp.store.pages import Entry, Page, Sight, page_of
from vp.store.papers import PROFILE
from vp.store.shelf import ids_among

if TYPE_CHECKING:
    from vp.store.dossier import Dossier

Step = Callable[[int, int], None]
Entries = dict[str, Entry]
_NOWHERE = Sight(files.NOWHERE, "")
"""Where a summary was made that is not kept: its case is looked at again next time."""


class Overview(NamedTuple):
    """The summaries of all cases, and the errors of those that could not be read."""

    summaries: list[Summary]
    unreadable: dict[str, VpError]


def overview(
    dossier: "Dossier", tag_key: Callable[[], str], step: Step = lambda _done, _all: None
) -> Overview:
    """All cases as they are now; `step` hears how many of how many have been opened so far.

    `tag_key` is asked only when one has to be, or when the profile has changed.
    """
    sights = _sights(dossier)
    index = _Index(dossier, tag_key)
    known = index.entries()
    found = {name: one for name, one in known.items() if one.sight == sights.get(name)}
    unreadable: dict[str, VpError] = {}
    missing = [name for name in sights if name not in found]
    for name, opened in _opened(dossier, missing, index, step):
        if isinstance(opened, VpError):
            unreadable[name] = opened
        else:
            sight = sights[name] if opened.is_right else _NOWHERE
            found[name] = Entry(sight, opened.summary)
    if missing or len(found) < len(known) or not index.is_whole:
        with suppress(VpError):
            index.keep(found, missing)
    return Overview([found[name].summary for name in sights if name in found], unreadable)


class _Opened(NamedTuple):
    """A summary just made; `is_right` when the name of the key was right all along."""

    is_right: bool
    summary: Summary


class _Index:
    """The pages as they were found, and how the profile lies that holds the key of the tags."""

    def __init__(self, dossier: "Dossier", tag_key: Callable[[], str]) -> None:
        self._dossier = dossier
        self._ask = tag_key
        self._pages = pages.read(dossier)
        self._profile = files.stamp(dossier.path_of(PROFILE))

    @cached_property
    def tag_key(self) -> str:
        """The key of the tags; none while the profile cannot be read."""
        with suppress(VpError):
            return self._ask()
        return ""

    @cached_property
    def _tags(self) -> str:
        from hashlib import sha256

        return sha256(self.tag_key.encode()).hexdigest()

    @property
    def is_whole(self) -> bool:
        """Whether every page can be read, and is of the profile as it lies now."""
        return all(page and page.profile == self._profile for page in self._pages.values())

    def entries(self) -> Entries:
        """What stands on the pages whose tags are those of now."""
        fit = (page for page in self._pages.values() if page is not None and self._fits(page))
        return {name: entry for page in fit for name, entry in page.entries.items()}

    def _fits(self, page: Page) -> bool:
        return page.profile == self._profile or page.tags == self._tags

    def keep(self, found: Entries, opened: list[str]) -> None:
        """The pages hold this, as far as it is still there; what held more is gone with its key.

        Of those that were opened the marks are kept too: what stood on a page has been marked.
        Nothing is written where another vp is writing, or where nothing changed.
        """
        after: dict[str, Entries] = {name: {} for name in self._pages}
        for name, entry in found.items():
            if entry.sight != _NOWHERE:
                after.setdefault(page_of(entry.summary), {})[name] = entry
        if all(self._stands(name, entries) for name, entries in after.items()):
            return
        with self._dossier.writing(patient=False):
            seen = {name: found[name].summary.revision for name in opened if name in found}
            self._dossier.marks.see(seen)
            here = set(files.listing(self._dossier.cases))
            for name, entries in after.items():
                if not self._stands(name, entries):
                    self._write(
                        name, {one: entries[one] for one in entries if f"{one}.age" in here}
                    )

    def _stands(self, name: str, entries: Entries) -> bool:
        page = self._pages.get(name)
        return page is not None and page.profile == self._profile and page.entries == entries

    def _write(self, name: str, entries: Entries) -> None:
        page = self._pages.get(name)
        if page is None or not page.entries.keys() <= entries.keys():
            pages.drop(self._dossier.private, [name])
        if entries:
            whose = {"version": __version__, "dossier": self._dossier.marker.id}
            pages.write(
                self._dossier,
                name,
                Page(**whose, profile=self._profile, tags=self._tags, entries=entries),
            )


def _sights(dossier: "Dossier") -> dict[str, Sight]:
    """How each case lies, in the order of their ids."""
    keys: dict[str, str] = {}
    for entry in files.listing(dossier.cabinet.folder):
        name = entry.partition(".")[0]
        keys[name] = " ".join(sorted([*keys[name].split(), entry])) if name in keys else entry
    cases = files.stamps(dossier.cases)
    return {
        name: Sight(cases.get(f"{name}.age", files.NOWHERE), keys.get(name, ""))
        for name in ids_among(cases)
    }


def _opened(
    dossier: "Dossier", names: list[str], index: _Index, step: Step
) -> Iterator[tuple[str, _Opened | VpError]]:
    """The summary of each of these, opened on all cores, or why there is none."""
    if not names:
        return
    tag_key = index.tag_key

    def summary(name: str) -> bytes:
        case, is_right = dossier.glance(name)
        return msgspec.msgpack.encode(_Opened(is_right, summarise(case, tag_key)))

    dossier.cabinet.unlock()
    with suppress(NotWritten, NotReadable):  # either key will do for reading
        dossier.resume()
    with closing(together.each(names, summary)) as found:
        for number, (name, told) in enumerate(found, start=1):
            yield (
                name,
                told if isinstance(told, VpError) else msgspec.msgpack.decode(told, type=_Opened),
            )
            step(number, len(names))
