"""What the counsellor can see of his own practice: what is missing, and how the whole stands.

It can be assessed afterwards whether notes were kept by the rules, secrecy was safeguarded and
options were told (complaints, onderzoek of beoordeling). Nothing here judges: it lists.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from vp.domain.agenda_cases import aftercare_left, had_aftercare, steps_left, unalerted, wants_talk
from vp.domain.notices import needs_huis_hint
from vp.domain.profile import Profile, conflicting_positions
from vp.domain.record import Record
from vp.domain.self_check import Answer, self_check
from vp.domain.summary import Summary
from vp.domain.term import fold
from vp.domain.vocabulary import (
    BreachEnd,
    CloseReason,
    ContactNature,
    KeepFile,
    Referral,
    Scope,
    Told,
    VpPosition,
)
from vp.locale import N_

__all__ = ["Answer", "Lack", "lacks", "self_check", "settings_lacking"]


class Lack(Record, frozen=True, kw_only=True):
    """Something asked for that is not there, and the command that puts it right."""

    key: str
    sentence: str
    """An English message id; `fields` hold ids, keys and numbers only."""
    fields: dict[str, object] = msgspec.field(default_factory=dict)
    command: str


_TOLD = {
    Told.ROLE_CONFLICT: N_("it is not recorded that a role conflict was looked for"),
    Told.LIMITS_EXPLAINED: N_("the limits of secrecy were not explained yet"),
    Told.ROLE_EXPLAINED: N_("your role was not explained yet"),
    Told.FILE_AND_RETENTION: N_("it was not said yet what is kept and for how long"),
    Told.COMPLAINT_RULES: N_("the rules for complaints about you were not told yet"),
    Told.OPTIONS_OUTLINED: N_("the formal and informal routes were not told yet"),
    Told.HUIS_ADVICE: N_("it was not said yet that the Huis advises too"),
}
"""What is told at intake and can be missed in any case, in the order of the checklist."""

_SETTINGS = {
    "complaint_address": N_("it is not set to whom a complaint about you goes"),
    "appointment": N_("date and place of your letter of appointment are not set"),
    "secrecy_agreement": N_("what was agreed on breaking secrecy and on sharing is not set"),
    "report_desk": N_("it is not set who receives a report and who decides what follows"),
    "replacement": N_("it is not set who replaces you and which other counsellors there are"),
    "legal_ground": N_("purpose and legal ground of keeping files are not set"),
    "help_address": N_("it is not set where you find help when a complaint is made about you"),
}

_EDIT = "vp edit {case}"
_CARE = "vp note {case} --about aftercare"
_AFTERWARDS = (_EDIT, _CARE)
"""What a closed case still takes; for anything else it is reopened."""

_BRIEF = (ContactNature.INFORMATION, ContactNature.REFERRED_ONLY)


def lacks(summary: Summary, profile: Profile, today: date) -> list[Lack]:
    """What the code of conduct asks for and this case does not show, in the order of its course."""
    found = [*_untold(summary), *_unkept(summary, profile, today), *_open_breaches(summary)]
    tie = summary.facts.personal_tie or summary.facts.own_involvement
    if tie and not any(step.to is Referral.OTHER_VP for step in summary.referrals):
        sentence = N_("you have a tie or a part in this matter, and pointed to nobody else")
        found.append(_lack(summary, "tie", sentence, "vp refer {case} --to other_vp"))
    if summary.reason is CloseReason.COMPLETED and _is_aftercare_unplanned(summary):
        sentence = N_("it was closed without a date for aftercare")
        found.append(_lack(summary, "aftercare", sentence, _CARE))
    elif (left := aftercare_left(summary)) and left < today:
        sentence = N_("the aftercare of {on} is not noted")
        found.append(_lack(summary, "aftercare", sentence, _CARE, on=left))
    return found


def settings_lacking(profile: Profile) -> list[Lack]:
    """What should be agreed beforehand and is not in the settings, or does not go together."""
    found = [
        Lack(key=key, sentence=sentence, command="vp profile --ask")
        for key, sentence in _SETTINGS.items()
        if not getattr(profile, key).strip() and not _is_needless(profile, key)
    ]
    name = fold(profile.counsellor)
    if name and name in fold(profile.complaint_address):
        sentence = N_("a complaint about you would go to yourself")
        found.insert(
            0, Lack(key="complaint_address", sentence=sentence, command="vp profile --ask")
        )
    if posts := conflicting_positions(profile):
        sentence = N_("these other posts do not go with the function: {posts}")
        fields: dict[str, object] = {"posts": posts}
        found.append(
            Lack(key="positions", sentence=sentence, fields=fields, command="vp profile --ask")
        )
    if VpPosition.MANAGER in profile.positions:
        sentence = N_("you are a manager: see that staff can also go to a counsellor who is not")
        found.append(Lack(key="manager", sentence=sentence, command="vp profile --ask"))
    return found


def _is_aftercare_unplanned(summary: Summary) -> bool:
    planned = summary.aftercare is not None or had_aftercare(summary)
    return not planned and summary.facts.nature not in _BRIEF


def _is_needless(profile: Profile, key: str) -> bool:
    """Whether the setting is about reports, and this counsellor's field has none."""
    return key == "report_desk" and profile.scope is Scope.CONDUCT


def _untold(summary: Summary) -> Iterator[Lack]:
    for told, sentence in _TOLD.items():
        if told not in summary.facts.told and _is_asked(summary, told):
            yield _lack(summary, told.key, sentence, _EDIT)


def _is_asked(summary: Summary, told: Told) -> bool:
    if told is Told.HUIS_ADVICE:
        return needs_huis_hint(summary.facts)
    if told is Told.OPTIONS_OUTLINED:
        return summary.facts.nature not in _BRIEF and not summary.routes
    return told is not Told.FILE_AND_RETENTION or summary.facts.keep_file is not KeepFile.NO


def _unkept(summary: Summary, profile: Profile, today: date) -> Iterator[Lack]:
    grace = timedelta(days=profile.terms.next_date_days)
    if summary.facts.keep_file is not KeepFile.NO and summary.facts.opened + grace <= today:
        if not summary.contacts:
            sentence = N_("no contact is noted")
            yield _lack(summary, "contacts", sentence, "vp note {case}")
        elif wants_talk(summary):
            sentence = N_("no talk with the reporter is noted")
            yield _lack(summary, "talk", sentence, "vp note {case} --kind conversation")
    for consent in summary.unconfirmed:
        sentence = N_("consent {consent} was given orally and is not confirmed in writing")
        command = "vp consent give {case} --given oral_confirmed"
        yield _lack(summary, "consent", sentence, command, consent=consent)


def _open_breaches(summary: Summary) -> Iterator[Lack]:
    for weighing in summary.weighings:
        if unalerted(weighing):
            sentence = N_("the reporter was not told at once that secrecy may have to give way")
            command = "vp breach step {case} reporter_alerted"
            yield _lack(summary, "reporter_alerted", sentence, command)
        left = steps_left(weighing)
        if left and (weighing.urgent or weighing.end is BreachEnd.BROKEN):
            sentence = N_("steps of breach {breach} are still open: {steps}")
            yield _lack(
                summary,
                "breach",
                sentence,
                f"vp breach step {{case}} {left[0]}",
                breach=weighing.id,
                steps=", ".join(left),
            )


def _lack(summary: Summary, key: str, sentence: str, command: str, **fields: object) -> Lack:
    can_do = summary.is_open or command in _AFTERWARDS
    what = (command if can_do else "vp reopen {case}").format(case=summary.id)
    return Lack(key=key, sentence=sentence, fields={"case": summary.id, **fields}, command=what)
