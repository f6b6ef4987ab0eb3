"""Breaking secrecy: what may be done now, and what must come first.

Secrecy gives way only on a ground the code names, and by the protocol (LVV code 2021,
vertrouwelijkheid; LVV protocol 2016; Huis brochure 2023 §6.2). Without urgency the guards here
keep the order; in an emergency the disclosure is recorded as it happened, and `gaps` shows what
was left out. Not breaking secrecy is as good an end as any.
"""

from datetime import date

import msgspec

from vp.domain.case import Case, record
from vp.domain.entries import BreachEnded, BreachOpened, BreachStep, Disclosure
from vp.domain.protocol import VERSION, VERSIONS, Late, Sort, Step, find_step, steps_for
from vp.domain.vocabulary import BreachEnd, ConsentForm, KeepFile
from vp.domain.weighing import (
    Run,
    current,
    gaps,
    is_informed,
    missing_before,
    refuting,
    run_called,
    runs,
    unweighed,
)
from vp.errors import NotAllowed, Usage
from vp.locale import N_

__all__ = [
    "VERSION",
    "Late",
    "Run",
    "Sort",
    "Step",
    "current",
    "disclose",
    "end",
    "endings",
    "find_step",
    "gaps",
    "in_turn",
    "open_",
    "run_called",
    "runs",
    "step",
    "steps_for",
]


def open_(case: Case, entry: BreachOpened, today: date) -> Case:
    """The case in which the weighing begins; the ground is named with it. One run at a time."""
    for run in runs(case):
        if run.ended is None:
            raise NotAllowed(
                N_("breach {breach} of case {case} is still open"),
                N_("go on with it, or end it first: vp breach end {case} --as not_broken"),
                breach=run.opened.id,
                case=case.id,
            )
    if entry.protocol not in VERSIONS:
        raise Usage(
            N_("there is no version {version} of the protocol"),
            N_("install the newest vp on this computer too"),
            version=entry.protocol,
        )
    return record(case, entry, today)


def step(case: Case, entry: BreachStep, today: date) -> Case:
    """The case in which the step was taken, or could not be and its text says why.

    Steps that may not come late keep their order; any step may be recorded again, since each
    attempt and each answer counts. Late steps may still be taken after the end as broken.
    """
    run, taken = run_called(case, entry.breach), find_step(entry.step)
    _require_its_turn(case, run, taken)
    if not entry.text.strip() and case.facts.keep_file is not KeepFile.NO:
        _refuse_wordless(entry, run, taken)
    full = msgspec.structs.replace(entry, breach=run.opened.id, step=taken.key)
    return record(case, full, today)


def disclose(case: Case, disclosure: Disclosure, today: date) -> Case:
    """The case in which is recorded what left the room under this breach, weighed anew.

    The name stays out unless there is a reason for it (Huis §6.2.1). Without urgency every
    step before it was taken, every criterion holds, what is told was settled for this one
    disclosure, and the reporter was informed by then (LVV protocol 2016, point 6).
    """
    run = run_called(case, disclosure.breach)
    if run.ended is not None:
        raise _over(case, run)
    if disclosure.form is ConsentForm.NAMED and not disclosure.identity_reason.strip():
        raise NotAllowed(
            N_("the reporter's name stays out of a breach unless there is a reason for it"),
            N_("use --form unnamed, or say why the name is needed"),
        )
    if not disclosure.text.strip() and case.facts.keep_file is not KeepFile.NO:
        raise NotAllowed(
            N_("a disclosure under a breach says exactly what was told"), _OWN_WORDS, case=case.id
        )
    if not run.opened.urgent:
        _require_weighed(case, run, disclosure.on)
    full = msgspec.structs.replace(disclosure, breach=run.opened.id)
    return record(case, full, today)


def end(case: Case, entry: BreachEnded, today: date) -> Case:
    """The case in which the weighing is over; not breaking wants no further steps.

    It ends as broken after a disclosure, and only then; steps left open may come late.
    """
    run = run_called(case, entry.breach)
    fields = {"breach": run.opened.id, "case": case.id}
    if run.ended is not None:
        raise _over(case, run)
    if entry.end is not BreachEnd.BROKEN and run.disclosures:
        raise NotAllowed(
            N_("something was disclosed under breach {breach}"),
            N_("end it as broken: vp breach end {case} --as broken"),
            **fields,
        )
    if entry.end is BreachEnd.BROKEN:
        if not run.disclosures:
            raise NotAllowed(
                N_("nothing was disclosed under breach {breach}"),
                N_("end it as not_broken, consent_after_all or withdrawn"),
                **fields,
            )
        if left := [step for step in run.open_steps if step.late is Late.NO]:
            raise NotAllowed(
                N_("these steps may not stay open: {steps}"),
                N_("record them as they were, or why not: vp breach step {case} {first}"),
                steps=_keys(left),
                first=left[0].key,
                **fields,
            )
    return record(case, msgspec.structs.replace(entry, breach=run.opened.id), today)


def in_turn(run: Run) -> tuple[Step, ...]:
    """The open steps that may be recorded now; a disclosure is recorded with what was told."""
    return tuple(
        step
        for step in run.open_steps
        if step is not Step.DISCLOSED and not missing_before(run, step)
    )


def endings(run: Run) -> tuple[BreachEnd, ...]:
    """How the weighing can end: as broken after a disclosure, and only then."""
    return tuple(end for end in BreachEnd if (end is BreachEnd.BROKEN) == bool(run.disclosures))


_OWN_WORDS = N_("write it in a few words of your own")


def _refuse_wordless(entry: BreachStep, run: Run, taken: Step) -> None:
    comes_late = bool(run.disclosures) and taken not in run.done
    if not entry.possible:
        why = N_("step {step} could not be taken or does not hold, and does not say why")
    elif taken.words:
        why = N_("step {step} says nothing without words")
    elif comes_late and taken.late is Late.WITH_REASON:
        why = N_("step {step} comes after the disclosure, and does not say why")
    else:
        return
    raise NotAllowed(why, _OWN_WORDS, step=taken.key)


def _require_its_turn(case: Case, run: Run, taken: Step) -> None:
    fields = {"step": taken.key, "breach": run.opened.id, "case": case.id}
    if taken not in run.table:
        raise NotAllowed(
            N_("step {step} does not belong to ground {ground}"),
            N_("vp breach show {case} lists the steps that do"),
            ground=run.opened.ground.key,
            **fields,
        )
    if taken is Step.DISCLOSED:
        raise NotAllowed(
            N_("a disclosure is recorded with what was told and to whom"),
            N_("use vp share {case} --to WHO --breach {breach}"),
            **fields,
        )
    if run.ended is not None and (run.ended.end is not BreachEnd.BROKEN or taken.late is Late.NO):
        raise _over(case, run)
    if missing := missing_before(run, taken):
        raise NotAllowed(
            N_("before step {step} come: {missing}"),
            N_("first: vp breach step {case} {first}"),
            missing=_keys(missing),
            first=missing[0].key,
            **fields,
        )


def _require_weighed(case: Case, run: Run, on: date) -> None:
    fields = {"breach": run.opened.id, "case": case.id}
    if against := refuting(run):
        raise NotAllowed(
            N_("secrecy is kept, since this does not hold: {steps}"),
            N_("not breaking it is as good an end: vp breach end {case} --as not_broken"),
            steps=_keys(against),
            **fields,
        )
    if missing := unweighed(run):
        raise NotAllowed(
            N_("before anything is disclosed under breach {breach} come: {missing}"),
            N_("first: vp breach step {case} {first}; in an emergency: end it, open with --urgent"),
            missing=_keys(missing),
            first=missing[0].key,
            **fields,
        )
    if not is_informed(run, on):
        raise NotAllowed(
            N_("on {day} the reporter had not been informed yet"),
            N_("say why not: vp breach step {case} reporter_informed --not-possible"),
            day=on,
            **fields,
        )


def _over(case: Case, run: Run) -> NotAllowed:
    return NotAllowed(
        N_("breach {breach} of case {case} has ended"),
        N_("weigh anew: vp breach open {case} --ground {ground}"),
        breach=run.opened.id,
        case=case.id,
        ground=run.opened.ground.key,
    )


def _keys(steps: list[Step]) -> str:
    return ", ".join(step.key for step in steps)
