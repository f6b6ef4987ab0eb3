"""What a person should know after a sync, each with what can be done about it.

The field `name` is the id of a case, `profile`, or the name of a journal or report.
"""

from vp.domain.record import Record
from vp.locale import N_


class Remark(Record, kw_only=True):
    """One thing that asks for a person."""

    key: str
    sentence: str
    """An English message id."""
    hint: str
    fields: dict[str, str] = {}


_CHOICE = N_("vp sync --confirm {name} takes the remote's; vp sync --keep {name} keeps yours")

NO_KEY = Remark(
    key="no_key",
    sentence=N_("there is no key for {name} here; it was taken along unread"),
    hint=N_("bring the keys from the other laptop: vp key restore DIR"),
)
UNOPENED = Remark(
    key="unopened",
    sentence=N_(
        "{name} on the remote does not open with the key here: it got a new key elsewhere, or"
        " somebody changed it; both are left as they are"
    ),
    hint=N_(
        "if it got a new key: vp sync --confirm {name}, then vp key restore DIR --confirm"
        " {name}; else vp sync --keep {name}"
    ),
)
WENT_BACK = Remark(
    key="went_back",
    sentence=N_("the remote holds an older {name} than it did; it was not taken"),
    hint=_CHOICE,
)
WENT_BACK_HERE = Remark(
    key="went_back_here",
    sentence=N_("{name} here is older than what you had; it was not sent"),
    hint=_CHOICE,
)
DAMAGED_HERE = Remark(
    key="damaged_here",
    sentence=N_("{name} here cannot be opened; it was not sent"),
    hint=N_("vp sync --confirm {name} takes the remote's in its place"),
)
MISSING_THERE = Remark(
    key="missing_there",
    sentence=N_("{name} was gone from the remote without having been destroyed; it was put back"),
    hint=N_("look who can write there"),
)
CONTESTED = Remark(
    key="contested",
    sentence=N_("{name} was changed in two places: {fields}; both are in the case"),
    hint=N_("look which is right: vp show {name}"),
)
CLOSED = Remark(
    key="closed",
    sentence=N_("{name} was closed in one place and added to in the other; it is closed"),
    hint=N_("look at what was added: vp show {name}; if it goes on: vp reopen {name}"),
)
SETTING = Remark(
    key="setting",
    sentence=N_("the setting {field} was changed in two places; given up was: {lost}"),
    hint=N_("look which is right: vp profile"),
)
PARTED = Remark(
    key="parted",
    sentence=N_("two laptops published reports without knowing of each other; both are kept apart"),
    hint=_CHOICE,
)
UNVOUCHED = Remark(
    key="unvouched",
    sentence=N_("report {name} on the remote is not in your own record of what was published"),
    hint=_CHOICE,
)
DISPUTED = Remark(
    key="disputed",
    sentence=N_("{name} is listed as destroyed elsewhere, and is not due here; it was kept"),
    hint=N_("vp sync --confirm {name} destroys it here too; vp sync --keep {name} keeps it"),
)
