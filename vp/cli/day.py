"""`vp` alone: the day as it stands, or the first step where there is no dossier yet."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vp.errors import NotThere, VpError
from vp.locale import N_

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.domain.day import Point


def show(context: "Context") -> int:
    """The day stands on standard output; returns the exit code. Raises VpError."""
    from vp.cli.manner import in_colour
    from vp.render.day import first_view

    try:
        context.folder  # noqa: B018 (whether there is one; what is wrong with it is told later)
    except NotThere:
        context.say(first_view(bold=in_colour(context)))
        return 0
    from vp.domain.agenda import due
    from vp.domain.day import day
    from vp.render.day import day_view
    from vp.store.papers import activities

    overview = context.overview()
    today, done = context.today(), activities(context.dossier)
    items = due(overview.summaries, done, context.profile, today)
    shown = day(overview.summaries, items, list(_points(context)), today)
    context.say(day_view(shown, bold=in_colour(context)))
    context.stdout.flush()
    context.warn_unreadable(overview.unreadable)
    return 0


def _points(context: "Context") -> Iterator["Point"]:
    """What needs attention outside the cases, as far as a glance can tell."""
    yield from _unfinished(context)
    yield from _purge(context)
    yield from _copies(context)


def _unfinished(context: "Context") -> Iterator["Point"]:
    from vp.cli import draft
    from vp.domain.day import Point
    from vp.domain.ids import CASE_ID
    from vp.store import drafts, files

    for file in files.names(context.dossier.drafts):
        name, dot, _rest = file.partition(".age")
        if name == drafts.INTAKE and dot:
            said = N_("an intake was broken off")
            yield Point(sentence=said, command="vp intake --resume", is_unfinished=True)
        elif dot:
            try:
                command, _text = draft.kept(context, name)
            except VpError:
                continue
            said = N_("a text for {case} was typed and not saved")
            words = ["vp", _CALLED.get(command, command), name]
            if not CASE_ID.fullmatch(name):
                said = N_("a text for the journal was typed and not saved")
                words.pop()
            yield Point(
                sentence=said, fields={"case": name}, command=" ".join(words), is_unfinished=True
            )


_CALLED = {"activity": "activity add", "consent": "consent give", "breach": "breach show"}
"""How a command is called on that has commands of its own."""


def _purge(context: "Context") -> Iterator["Point"]:
    """What has expired, and what keeps purge from destroying it."""
    from vp.domain.day import Point
    from vp.domain.retention import is_too_many
    from vp.store import clock

    dossier, today = context.dossier, context.today()
    try:
        seen = clock.read(dossier.private)
    except VpError:
        seen = None
    expired = sum(bool(term.due and term.due <= today) for term in dossier.cabinet.terms())
    if seen and seen.doubt and expired:
        said = N_("purge did not believe the clock, and destroyed nothing")
        yield Point(sentence=said, command="vp purge --confirm clock")
    elif is_too_many(expired, len(dossier.ids())):
        said = N_("{number} cases have expired: more than purge destroys by itself")
        yield Point(sentence=said, fields={"number": expired}, command="vp purge --dry-run")
    elif expired:
        said = N_("cases that have expired and wait for purge: {number}")
        yield Point(sentence=said, fields={"number": expired}, command="vp purge")


def _copies(context: "Context") -> Iterator["Point"]:
    from vp.domain.day import Point
    from vp.store import upkeep

    known = upkeep.read(context.dossier.private)
    if not known.is_overdue(context.today()):
        return
    places = [str(one.folder) for one in known.mirrors] or ["DIR"]
    sentence, fields = N_("the keys were never copied to another disk"), {}
    if known.mirrored:
        sentence = N_("the last copy of the keys is older than a week: {day}")
        fields = {"day": str(known.mirrored)}
    yield Point(sentence=sentence, fields=dict(fields), command=f"vp key backup {places[0]}")
