"""The subject of `vp help` that tells what a column of a sheet can be mapped to.

Every field and value stands here because the tables say it: those that a mapping is read with.
"""

from typing import TYPE_CHECKING

from vp.cli.topics import Part
from vp.domain import cells
from vp.domain.case import Person
from vp.domain.conflict import Side
from vp.domain.term import Term
from vp.domain.vocabulary import NoteKind, Told
from vp.locale import _, label
from vp.render.moving import PARTS, field_in_words

if TYPE_CHECKING:
    from vp.cli.topics import Parts


def moving_in() -> "Parts":
    """How a sheet is taken in, and every field with what its cells can say."""
    name = _("MAP")
    yield Part(
        text=_(
            "A mapping says what the columns of your sheet are. A case that was taken in is not"
            " changed by importing again: see to it that the mapping is right first."
        ),
        rows=(
            (f"--new-map {name}", _("writes a first mapping from the headings")),
            (f"--map {name} --dry-run", _("shows what is understood, and which rows are wrong")),
            (f"--map {name}", _("takes the rows in")),
        ),
    )
    yield Part(
        _("In the mapping"),
        rows=(
            ("columns", _("heading: field, as Tel: people.reporter.contact")),
            ("values", _("words of your own, by column, as Aard: {pesterij: bullying}")),
            ("fixed", _("field: value, for rows that do not say it themselves")),
            ("notes", _("the headings of a further talk: text, day, minutes, kind")),
            ("ignore", _("headings that nothing is taken from")),
        ),
    )
    yield from _fields()
    yield _values(_("Kinds of further notes"), NoteKind)
    yield Part(
        text=_("The value of a field can be written as on the left below, or as on the right.")
    )
    for field, terms in (cells.ONE_TERM | cells.SEVERAL_TERMS).items():
        yield _values(_("Values of {field}").format(field=field), terms)


def _fields() -> "Parts":
    """Every field that a column can fill."""
    yield Part(_("Fields"), rows=tuple((one, _told(one)) for one in cells.FIELDS))
    yield Part(
        _("Whether it was told to the reporter, or on which day"),
        rows=tuple((f"told.{one.key}", label(one)) for one in Told),
    )
    yield Part(
        _("People"),
        _("As in people.accused-1.name. Of others than the reporter there can be several."),
        tuple((_handle(side), label(side)) for side in Side),
    )
    yield Part(
        _("What is held of them"),
        rows=tuple((part, _(PARTS[part])) for part in Person.__struct_fields__),
    )


def _told(field: str) -> str:
    """What the field is, and how its cells are read."""
    how = {
        "day": _("a day with its year"),
        "term": _("a value, see below"),
        "terms": _("one or more values, see below"),
        "answer": _("yes or no"),
        "amount": _("a number"),
        "line": _("a line"),
        "text": _("text"),
    }
    return f"{field_in_words(field)} ({how[cells.kind_of(field)]})"


def _handle(side: Side) -> str:
    return side.key if side is Side.REPORTER else f"{side.key}-1"


def _values(head: str, terms: type[Term]) -> Part:
    return Part(head, rows=tuple((one.key, label(one)) for one in terms))
