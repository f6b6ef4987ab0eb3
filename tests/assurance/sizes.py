"""How often a new note can be seen from outside, by the size of the sealed file."""

from random import Random

from tests.assurance.harness import Outcome, Wish
from tests.strategies import make_case, note
from vp.domain.case import append
from vp.store import codec

CASES, LEAST_NOTES, MOST_NOTES = 1_000, 5, 25
SHARE = 0.95
"""So many of all notes must leave the size as it was, at least."""


def watch_sizes(wish: Wish) -> Outcome:
    """Notes of a few lines to a few pages, in a thousand simulated cases."""
    chance = Random(wish.seed)
    notes = seen = 0
    for _case in range(20 if wish.short else CASES):
        case = make_case(note(text="x" * 800))
        before = len(codec.pad(codec.dump(case)))
        for number in range(2, chance.randrange(LEAST_NOTES, MOST_NOTES)):
            length = min(20_000, int(chance.lognormvariate(6.2, 0.8)))
            case = append(case, note(number=number, text="woord " * (length // 6)))
            after = len(codec.pad(codec.dump(case)))
            notes, seen, before = notes + 1, seen + (after != before), after
    hidden = 1 - seen / notes
    wrong = () if hidden >= SHARE else (f"only {hidden:.1%} of the notes stay invisible",)
    told = f"seed {wish.seed}; {hidden:.1%} of {notes:,} notes leave the size as it was"
    return Outcome(notes, wrong, told)
