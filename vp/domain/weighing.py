"""A run through the protocol, read from the log: its steps, what was disclosed, what is missing.

A run is never stored: it is its opening and every later entry that points at it. What may be
done next is decided in `vp.domain.breach`.
"""

from datetime import date
from typing import NamedTuple

from vp.domain.case import Case, entry_called, of_kind
from vp.domain.entries import BreachEnded, BreachOpened, BreachStep, Disclosure
from vp.domain.protocol import Late, Sort, Step, steps_for
from vp.domain.vocabulary import BreachEnd
from vp.errors import NotThere
from vp.locale import N_


class Run(NamedTuple):
    """One weighing whether secrecy must give way, with everything recorded under it."""

    opened: BreachOpened
    entries: tuple[BreachStep | Disclosure | BreachEnded, ...]
    """In the order of the log."""

    @property
    def steps(self) -> list[BreachStep]:
        """The steps recorded, attempts and repetitions included."""
        return [entry for entry in self.entries if isinstance(entry, BreachStep)]

    @property
    def disclosures(self) -> list[Disclosure]:
        """What left the room under this run."""
        return [entry for entry in self.entries if isinstance(entry, Disclosure)]

    @property
    def ended(self) -> BreachEnded | None:
        """How it ended, or None while it runs."""
        return next((entry for entry in self.entries if isinstance(entry, BreachEnded)), None)

    @property
    def table(self) -> tuple[Step, ...]:
        """The steps for its ground, in order, of the version it was opened under."""
        return steps_for(self.opened.ground, self.opened.protocol)

    @property
    def done(self) -> tuple[Step, ...]:
        """The steps of the table that were recorded; opening names the ground."""
        taken = {Step.GROUND_NAMED.key} | {entry.step for entry in self.steps}
        if self.disclosures:
            taken.add(Step.DISCLOSED.key)
        return tuple(step for step in self.table if step.key in taken)

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """The steps not recorded yet; none once it ended otherwise than broken."""
        left = tuple(step for step in self.table if step not in self.done)
        if self.ended is None:
            return left
        if self.ended.end is not BreachEnd.BROKEN:
            return ()
        return tuple(step for step in left if self.opened.ground in step.grounds)

    @property
    def next(self) -> Step | None:
        """The first open step that may be taken now."""
        for step in self.open_steps:
            held = step is Step.DISCLOSED and not self.opened.urgent
            if not missing_before(self, step) and not (
                held and (unweighed(self) or refuting(self))
            ):
                return step
        return None


def runs(case: Case) -> list[Run]:
    """Every run of the case, in the order of their opening."""
    parts = [
        entry for entry in case.log if isinstance(entry, BreachStep | Disclosure | BreachEnded)
    ]
    return [
        Run(opened, tuple(entry for entry in parts if entry.breach == opened.id))
        for opened in of_kind(case, BreachOpened)
    ]


def run_called(case: Case, name: str) -> Run:
    """The run with this id, or with an id that begins so. Raises NotThere."""
    opened = entry_called(of_kind(case, BreachOpened), name, case)
    return next(run for run in runs(case) if run.opened.id == opened.id)


def current(case: Case) -> Run:
    """The run that is open, or else the last one. Raises NotThere when there never was one."""
    found = runs(case)
    if not found:
        raise NotThere(
            N_("no breach protocol was begun in case {case}"),
            N_("begin one: vp breach open {case} --ground GROUND"),
            case=case.id,
        )
    return next((run for run in found if run.ended is None), found[-1])


def asked_before(run: Run) -> list[Step]:
    """The steps asked for before a disclosure; the ground was named by opening the run."""
    before = run.table[: run.table.index(Step.DISCLOSED)]
    ground = run.opened.ground
    return [step for step in before if step is not Step.GROUND_NAMED and ground in step.grounds]


def missing_before(run: Run, taken: Step) -> list[Step]:
    """The steps that must come before this one and are not recorded: those that may not be late."""
    before = run.table[: run.table.index(taken)]
    return [step for step in before if step.late is Late.NO and step not in run.done]


def unweighed(run: Run) -> list[Step]:
    """The steps still wanted before the next disclosure; what is told is settled for each."""
    last = run.entries.index(run.disclosures[-1]) if run.disclosures else 0
    recent = {entry.step for entry in run.entries[last:] if isinstance(entry, BreachStep)}
    return [
        step
        for step in asked_before(run)
        if step not in run.done or (step is Step.SCOPE_LIMITED and step.key not in recent)
    ]


def refuting(run: Run) -> list[Step]:
    """The criteria that were last recorded as not holding."""
    last = {entry.step: entry.possible for entry in run.steps}
    return [
        step
        for step in asked_before(run)
        if step.sort is Sort.CRITERION and not last.get(step.key, True)
    ]


def is_informed(run: Run, on: date) -> bool:
    """Whether the reporter knew by then, or it is recorded why not (LVV protocol 2016, point 6)."""
    return any(
        entry.on <= on or not entry.possible
        for entry in run.steps
        if entry.step == Step.REPORTER_INFORMED.key
    )


def gaps(run: Run) -> list[Step]:
    """The steps that should have come before a disclosure, and are missing or came after it.

    Nothing disclosed, no gaps. In an urgent run a step that may come late is a gap until it is
    recorded; any other stays one. Days decide, and within a day the order of the log.
    """
    return [step for step in asked_before(run) if run.disclosures and _is_gap(run, step)]


def _is_gap(run: Run, step: Step) -> bool:
    taken = [entry for entry in run.steps if entry.step == step.key]
    excused = step.late is Late.WITH_REASON and any(not entry.possible for entry in taken)
    if step.late is not Late.NO and (run.opened.urgent or excused):
        return not taken
    last: BreachStep | None = None
    for entry in sorted(run.entries, key=lambda entry: entry.on):
        match entry:
            case BreachStep() if entry.step == step.key:
                last = entry
            case Disclosure():
                if last is None or (step.sort is Sort.CRITERION and not last.possible):
                    return True
                last = None if step is Step.SCOPE_LIMITED else last
            case _:
                pass
    return False
