"""What the ordinary suite has already, at the figures of the long run: vectors, bombs, mutants."""

import os
import re
import subprocess
import sys
from pathlib import Path

from hypothesis import core, given, settings
from hypothesis import strategies as st

from tests.assurance.harness import Outcome, Share, Wish, shared, tried
from tests.interop import test_cctv
from tests.properties import test_codec
from tests.store.test_strict import BOMBS
from tests.strategies import cases, clean_lines, clean_text
from vp.domain.case import Case

ROOT = Path(__file__).parent.parent.parent
VECTORS = 143
LAWS = 20_000
_PASSED = re.compile(r"(\d+) passed")


def try_vectors(_wish: Wish) -> Outcome:
    """All vectors that the implementations of age share, but for the pinned differences."""
    folder = os.environ.get("VP_CCTV")
    if not folder:
        return Outcome(0, not_run="VP_CCTV does not name the folder with the vectors")
    vectors = [test_cctv.read(path) for path in sorted(Path(folder).iterdir())]
    expected = dict.fromkeys(test_cctv.REFUSED, "refused")
    expected |= dict.fromkeys(test_cctv.ACCEPTED, "accepted")
    found = dict(test_cctv.different(vectors))
    wrong = {name for name, _how in found.items() ^ expected.items()}
    return Outcome(len(vectors), tuple(f"{name}: not as pinned" for name in sorted(wrong)))


def endure_bombs(_wish: Wish) -> Outcome:
    """Every shape of bomb is refused within a second and 200 MB, in a process of its own."""
    code = "from tests.store.test_strict import endure; endure()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    if done.returncode == 0 and done.stdout == f"{len(BOMBS)}\n":
        return Outcome(len(BOMBS))
    return Outcome(0, (done.stderr.strip()[-300:],))


def catch_mutants(_wish: Wish) -> Outcome:
    """Each mistake in the protocol, made on purpose, is caught."""
    return _suite("tests/faults/test_mutants.py", "tests/faults/test_more_mutants.py")


def merge_lawfully(wish: Wish) -> Outcome:
    """Each law on 20,000 triples."""
    if wish.short:
        os.environ.pop("VP_LONG", None)
    else:
        os.environ["VP_LONG"] = "1"
    found = _suite(f"--hypothesis-seed={wish.seed}", "tests/properties/test_merge_laws.py")
    each = 2_000 if wish.short else LAWS
    points = each if found.points else 0
    return Outcome(points, found.violations, f"hypothesis, seed {wish.seed}; {found.points} laws")


def _suite(*words: str) -> Outcome:
    """What pytest counted: passed as points, and every failure a violation."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "--no-header", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    passed = _PASSED.search(done.stdout)
    failed = re.findall(r"^(?:FAILED|ERROR) (.*)$", done.stdout, re.MULTILINE)
    if done.returncode and not failed:
        failed = [done.stdout.strip()[-300:] + done.stderr.strip()[-300:]]
    return Outcome(int(passed[1]) if passed else 0, tuple(failed))


def write_and_read_texts(wish: Wish) -> Outcome:
    """20,000 texts, and a tenth as many whole cases, read back as they were written."""
    number = 200 if wish.short else LAWS

    def part(share: Share) -> Outcome:
        return tried(lambda: _texts(number // share.all, wish.seed + share.mine))

    return shared(wish, part)._replace(seeded=f"hypothesis, seed {wish.seed} and on")


def _texts(number: int, seed: int) -> int:
    core.global_force_seed = seed  # type: ignore[assignment]
    chosen = settings(max_examples=number, deadline=None, database=None)
    fewer = settings(max_examples=max(1, number // 10), deadline=None, database=None)
    case = test_codec.test_a_case_reads_back_as_it_was_written.hypothesis.inner_test  # type: ignore[attr-defined]
    text = test_codec.test_text_that_passed_the_border_is_kept_to_the_letter.hypothesis.inner_test  # type: ignore[attr-defined]

    @fewer
    @given(cases())
    def cases_read_back(one: Case) -> None:
        case(one)

    @chosen
    @given(st.lists(clean_text(400), max_size=4), clean_lines())
    def texts_read_back(several: list[str], name: str) -> None:
        text(several, name)

    cases_read_back()
    texts_read_back()
    return number
