"""Cases to test with: builders with fixed defaults, and strategies that draw whole cases.

A builder takes any field by name: `note(text="...", number=3)`. An entry's id is its letter and
its `number`, so entries of one kind in one case need different numbers.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

import msgspec
from hypothesis import strategies as st

from vp.domain import entries as e
from vp.domain.case import FORMAT, REPORTER, Case, Facts, Person
from vp.domain.ids import ALPHABET
from vp.domain.profile import Profile
from vp.domain.record import Record
from vp.domain.text import clean, clean_line
from vp.domain.vocabulary import (
    BreachEnd,
    BreachGround,
    CloseReason,
    ConsentForm,
    ConsentKind,
    Domain,
    KeepFile,
    Recipient,
    Referral,
    Route,
    Told,
)
from vp.errors import Usage

OPENED = date(2026, 3, 2)
TODAY = date(2026, 6, 1)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DOSSIER = "d0ss-1er0"
CASE = "k7fm-2qxd"
ALIAS = "stille merel"

R = TypeVar("R", bound=Record)


def day(number: int) -> date:
    """So many days after the case was opened."""
    return OPENED + timedelta(days=number)


def make_case(*log: e.Entry, people: dict[str, Person] | None = None, **facts: Any) -> Case:
    """A case opened on OPENED about conduct, with this log, these people and these facts."""
    fixed: dict[str, Any] = {"opened": OPENED, "domain": Domain.CONDUCT}
    return Case(
        format=FORMAT,
        dossier=DOSSIER,
        id=CASE,
        alias=ALIAS,
        revision=1,
        facts=Facts(**(fixed | facts)),
        people=people or {},
        log=log,
    )


def make_profile(**fields: Any) -> Profile:
    """A profile with defaults but for these fields."""
    fixed: dict[str, Any] = {"format": FORMAT, "dossier": DOSSIER, "tag_key": "0" * 32}
    return Profile(**(fixed | fields))


def _builder(kind: type[R], /, **defaults: Any) -> Callable[..., R]:
    def build(*, number: int = 1, **fields: Any) -> R:
        letter = kind.prefix  # type: ignore[attr-defined]
        fixed = {"id": entry_id(letter, number), "at": AT, "on": OPENED}
        return kind(**(fixed | defaults | fields))

    build.__doc__ = f"A {kind.__name__} on OPENED, with these fields."
    return build


def entry_id(letter: str, number: int = 1) -> str:
    """The id the builders give: `n-000001`."""
    return f"{letter}-{number:06d}"


wish = _builder(e.Wish, text="dat het ophoudt")
note = _builder(e.Note, text="een gesprek")
consent = _builder(
    e.Consent,
    kind=ConsentKind.SHARE_MANAGER,
    to="manager",
    form=ConsentForm.UNNAMED,
    text="dat er iets speelt",
)
withdrawal = _builder(e.Withdrawal, consent=entry_id("c"))
disclosure = _builder(e.Disclosure, to="police", text="wat er te zeggen is")
choice = _builder(e.Choice, route=Route.LINE_MANAGER)
referral = _builder(e.Referred, to=Referral.GP)
reminder = _builder(e.Reminder, due=day(30))
reminder_done = _builder(e.ReminderDone, reminder=entry_id("r"))
breach_opened = _builder(e.BreachOpened, ground=BreachGround.CONFLICT_OF_DUTIES, protocol=1)
breach_step = _builder(e.BreachStep, breach=entry_id("b"), step="conscience", text="waarom")
breach_ended = _builder(e.BreachEnded, breach=entry_id("b"), end=BreachEnd.NOT_BROKEN)
closing = _builder(e.Closing, reason=CloseReason.COMPLETED, retention=24)
reopening = _builder(e.Reopening, text="het begon opnieuw")
hold_set = _builder(e.HoldSet, until=day(180), text="er loopt een klacht")
hold_lifted = _builder(e.HoldLifted)


FIRST, LAST = date(2015, 1, 1), date(2040, 12, 31)
_AWKWARD = ("- a: b", "#", "null", "'", '"', "%", "{x}", "[/b]", "é\n\n  ë", "1e3", "🙂", "\\n")


def dates(first: date = FIRST, last: date = LAST) -> st.SearchStrategy[date]:
    """Days between the two."""
    return st.dates(first, last)


def moments() -> st.SearchStrategy[datetime]:
    """Moments as they are stored: UTC, whole seconds."""
    return st.integers(10**9, 2 * 10**9).map(lambda second: datetime.fromtimestamp(second, UTC))


def _is_plain(character: str) -> bool:
    try:
        return bool(clean_line(f"x{character}x"))
    except Usage:
        return False


_letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")).filter(_is_plain)


def clean_text(max_size: int = 80) -> st.SearchStrategy[str]:
    """Text that has passed the border: `clean(text) == text`."""
    odd = st.lists(st.sampled_from(_AWKWARD), max_size=4).map(" ".join)
    return (odd | st.text(_letters | st.just("\n"), max_size=max_size)).map(clean)


def clean_lines(max_size: int = 30) -> st.SearchStrategy[str]:
    """One line that has passed the border, such as a name."""
    return st.text(_letters, max_size=max_size).map(clean_line)


def case_ids() -> st.SearchStrategy[str]:
    """Ids of cases: `k7fm-2qxd`."""
    return st.text(ALPHABET, min_size=8, max_size=8).map(lambda id: f"{id[:4]}-{id[4:]}")


def entry_ids(letter: str) -> st.SearchStrategy[str]:
    """Ids of entries that begin with the letter."""
    return st.text(ALPHABET, min_size=6, max_size=6).map(lambda rest: f"{letter}-{rest}")


def recipients() -> st.SearchStrategy[str]:
    """Keys of recipients: of the vocabulary, or as a directory could have them."""
    return st.sampled_from([*(term.key for term in Recipient), "arbodienst", "desk_2"])


_TEXTS = ("text", "knows", "speaks_for", "speaks_against", "identity_reason")
_BY_FIELD: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("on", "due", "until"), dates()),
    **dict.fromkeys(_TEXTS, clean_text()),
    "at": moments(),
    "minutes": st.integers(0, 600),
    "retention": st.integers(1, 24),
    "protocol": st.just(1),
    "step": st.sampled_from(("reporter_alerted", "conscience", "scope_limited", "aftercare")),
    "consent": entry_ids("c"),
    "breach": entry_ids("b"),
    "reminder": entry_ids("r"),
}
_BY_KIND: dict[type[Record], dict[str, st.SearchStrategy[Any]]] = {
    e.Consent: {"to": recipients(), "until": st.none() | dates()},
    e.Disclosure: {"to": recipients()},
    e.Closing: {"aftercare": st.none() | dates(), "talk_on": st.none() | dates()},
}
Log = tuple[e.Entry, ...]
Kinds = tuple[type[Record], ...]
KINDS: Kinds = e.Entry.__args__
"""Every kind of entry a log is made of."""


def entries(kind: type[R], /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[R]:
    """Entries of one kind; any field may be given its own strategy."""
    named = {name: _BY_FIELD[name] for name in kind.__struct_fields__ if name in _BY_FIELD}
    named["id"] = entry_ids(kind.prefix)  # type: ignore[attr-defined]
    return st.builds(kind, **(named | _BY_KIND.get(kind, {}) | fields))


def consents(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[e.Consent]:
    """Consents of every kind, form and term."""
    return entries(e.Consent, **fields)


def facts(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Facts]:
    """Facts of every combination, sensible or not."""
    drawn: dict[str, st.SearchStrategy[Any]] = {
        "opened": dates(),
        "left_on": st.none() | dates(),
        "unit": clean_lines(),
        "told": st.dictionaries(st.sampled_from(Told), dates(), max_size=4),
    }
    return st.builds(Facts, **(drawn | fields))


def people() -> st.SearchStrategy[dict[str, Person]]:
    """Names and contacts behind handles."""
    handles = st.sampled_from((REPORTER, "accused-1", "accused-2", "other-12"))
    lines = dict.fromkeys(Person.__struct_fields__, st.just("") | clean_lines(12))
    return st.dictionaries(handles, st.builds(Person, **lines), max_size=2)


def logs(max_size: int = 12, kinds: Kinds = KINDS) -> st.SearchStrategy[Log]:
    """Random logs: these kinds in any order, with ids of their own, pointing at each other.

    They need not be lawful: what derives something from a log must stand up to all of them.
    """
    one = st.one_of([st.tuples(entries(kind), st.integers(0, 3)) for kind in kinds])
    return st.lists(one, max_size=max_size).map(_tied)


def _tied(drawn: list[tuple[Any, int]]) -> Log:
    """The entries with ids of their own, and most pointers at an earlier entry of that kind."""
    log: list[Any] = []
    for number, (entry, which) in enumerate(drawn):
        tied = {"id": entry_id(entry.prefix, number)}
        for field, letter in (("consent", "c"), ("breach", "b"), ("reminder", "r")):
            known = [earlier.id for earlier in log if earlier.id.startswith(letter)]
            if which < len(known) and field in entry.__struct_fields__:
                tied[field] = known[which]
        log.append(msgspec.structs.replace(entry, **tied))
    return tuple(log)


def cases(
    max_size: int = 12, kinds: Kinds = KINDS, **fields: st.SearchStrategy[Any]
) -> st.SearchStrategy[Case]:
    """Whole cases with random people and logs of these kinds; facts may have their own strategy."""
    keep = {"keep_file": st.sampled_from((KeepFile.YES, KeepFile.MINIMAL))}
    return st.builds(
        Case,
        format=st.just(FORMAT),
        dossier=case_ids(),
        id=case_ids(),
        alias=st.sampled_from((ALIAS, "rode beuk", "late trein")),
        revision=st.integers(0, 10_000),
        facts=facts(**(keep | fields)),
        people=people(),
        log=logs(max_size, kinds),
    )
