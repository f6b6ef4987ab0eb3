"""One case on the screen, in the order a counsellor needs it before a conversation."""

from datetime import date

from vp.domain import breach, consent, correcting
from vp.domain.case import Case, closing, hold, open_reminders
from vp.domain.entries import Entry
from vp.domain.opening import FIRST_TALK, OPENING
from vp.domain.retention import destroy_on
from vp.domain.vocabulary import Told
from vp.locale import _, label
from vp.render.course import told, whom, words
from vp.render.plain import beside, paragraph, printable


def case_view(case: Case, today: date, *, people: bool) -> str:
    """The case as text of 80 columns; names only with `people`."""
    parts = [_head(case), _facts(case)]
    if people:
        parts.append(_people(case))
    parts += [_open_matters(case, today), _course(case), _knowers(case)]
    return "\n\n".join(filter(None, parts))


def _head(case: Case) -> str:
    ended, held, due = closing(case), hold(case), destroy_on(case)
    if ended is None:
        state = _("open since {day}").format(day=case.facts.opened)
    else:
        state = _("closed on {day}, {reason}").format(day=ended.on, reason=label(ended.reason))
    if held:
        state += ", " + _("held, look again on {day}").format(day=held.until)
    elif due:
        state += ", " + _("destroyed on {day}").format(day=due)
    return f"{case.id}  «{printable(case.alias)}»\n{paragraph(state)}"


def _facts(case: Case) -> str:
    facts = case.facts
    about = [label(facts.domain), *map(label, facts.kinds)]
    if facts.integrity_status:
        about.append(label(facts.integrity_status))
    who = [label(facts.role)] + ([label(facts.position)] if facts.position else [])
    rows = {
        _("about"): ", ".join(about),
        _("reporter"): ", ".join(who + ([facts.unit] if facts.unit else [])),
        _("concerns"): label(facts.accused_relation),
        _("name"): label(facts.identity),
        _("file"): label(facts.keep_file),
    }
    return "\n".join(beside(key, value, 12) for key, value in rows.items())


def _people(case: Case) -> str:
    lines = []
    for handle, person in case.people.items():
        told = (
            person.name,
            person.contact,
            person.safe_contact,
            person.safe_times,
            person.safe_place,
        )
        lines.append(beside(handle, ", ".join(filter(None, told)), 12))
    return "\n".join(lines)


def _open_matters(case: Case, today: date) -> str:
    """What was not said yet, open agreements, open steps: what must not be forgotten."""
    untold = [item for item in (*OPENING, *FIRST_TALK) if item not in case.facts.told]
    if Told.ROLE_CONFLICT not in case.facts.told:
        untold.insert(0, Told.ROLE_CONFLICT)
    lines = [_("not said yet: {what}").format(what=", ".join(map(label, untold)))] if untold else []
    for entry in open_reminders(case):
        late = " ({})".format(_("late")) if entry.due < today else ""
        lines.append(f"{entry.due}{late}  {label(entry.purpose)}, {label(entry.by)}  {entry.id}")
    lines += [
        _("given orally, not confirmed yet: {id}").format(id=one.id)
        for one in consent.unconfirmed(case)
    ]
    for run in breach.runs(case):
        if run.open_steps:
            lines.append(
                _("breach {id}: steps open: {number}").format(
                    id=run.opened.id, number=len(run.open_steps)
                )
            )
    return "\n".join([_("OPEN"), *(paragraph(line, "  ") for line in lines)]) if lines else ""


def _course(case: Case) -> str:
    return "\n".join([_("COURSE"), *(_entry(case, entry) for entry in case.log)])


def _entry(case: Case, entry: Entry) -> str:
    head = beside(f"  {entry.on}  {entry.id}", ", ".join(filter(None, words(entry))), 24)
    below = list(told(entry))
    if taken_out := correcting.redactions(case, entry):
        below.append(_("text taken out: {entries}").format(entries=", ".join(taken_out)))
    if corrected := correcting.corrections(case, entry):
        below.append(_("corrected: {entries}").format(entries=", ".join(corrected)))
    return "\n".join([head, *(paragraph(text, " " * 6) for text in below)])


def _knowers(case: Case) -> str:
    rows = [
        f"  {one.since}  {printable(whom(one.to)):<26} {label(one.form)}  ({one.ground})"
        for one in consent.knowers(case)
    ]
    return "\n".join([_("WHO KNOWS"), *rows]) if rows else ""
