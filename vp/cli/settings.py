"""The questions about the counsellor's post, asked by `vp init` and `vp profile --ask`."""

from typing import TYPE_CHECKING

import msgspec

from vp.cli import ask
from vp.domain.profile import Profile, conflicting_positions
from vp.domain.vocabulary import Scope, Sector, VpPosition
from vp.locale import _, label
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context


def converse(context: "Context", profile: Profile) -> Profile:
    """The profile with the answers; every question can be passed with Enter."""
    context.tell(paragraph(_("A few questions about your post; Enter passes one by.")))
    organisation = ask.line(context, _("Organisation"), profile.organisation)
    counsellor = ask.line(context, _("Your name, for the report"), profile.counsellor)
    internal = ask.yes(context, _("Are you employed there (internal)"), profile.internal)
    scope = ask.term(context, _("Your field"), Scope, profile.scope)
    sector = ask.term(context, _("Sector"), Sector, profile.sector)
    civil = ask.yes(context, _("Are you a civil servant"), profile.civil_servant)
    positions = _posts(context, profile.positions)
    agreed = msgspec.structs.replace(
        profile,
        organisation=organisation,
        counsellor=counsellor,
        internal=bool(internal),
        scope=scope or profile.scope,
        sector=sector or profile.sector,
        civil_servant=bool(civil),
        positions=positions,
    )
    for post in conflicting_positions(agreed):
        context.tell(
            paragraph(
                _("{post} does not go with the work of a confidential counsellor.").format(
                    post=label(post)
                )
            )
        )
    return _agreements(context, agreed)


def _posts(context: "Context", held: tuple[VpPosition, ...]) -> tuple[VpPosition, ...]:
    """The other posts: those that were recorded, or those that are chosen anew."""
    if held:
        context.tell(
            paragraph(_("Your other posts: {posts}").format(posts="; ".join(map(label, held))))
        )
        if ask.yes(context, _("Is that still so"), default=True):
            return held
    context.tell(_("Do you also hold one of these posts (Enter: none)"))
    return ask.terms(context, _("Posts"), tuple(VpPosition))


def _agreements(context: "Context", profile: Profile) -> Profile:
    """The profile with what was agreed in writing, and where complaints go."""
    questions = {
        "appointment": _("Letter of appointment: date and place"),
        "secrecy_agreement": _("What was agreed about breaking secrecy"),
        "report_desk": _("Who receives a report and decides what follows"),
        "complaint_address": _("To whom a complaint about you goes"),
        "reach": _("How people reach you"),
        "replacement": _("Who replaces you, and which other counsellors there are"),
        "help_address": _("Where you find help when there is a complaint about you"),
        "legal_ground": _("Purpose and legal ground of your files (AVG)"),
    }
    answers = {
        name: ask.line(context, question, getattr(profile, name))
        for name, question in questions.items()
    }
    hours = ask.number(context, _("Hours a week that were agreed"), int(profile.hours_per_week))
    return msgspec.structs.replace(profile, hours_per_week=float(hours), **answers)
