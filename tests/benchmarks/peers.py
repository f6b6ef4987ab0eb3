"""The same hundred texts in jrnl, pass and gopass: add one, list, find a word; to vp on them.

What is compared is not the same work. jrnl keeps one encrypted file: each command derives its key
and opens everything, an addition seals everything again. pass and gopass keep a file for each entry
under a name that anybody can read, so a list opens nothing; a search opens every file with gpg.
gopass makes a git commit of each addition. None of them brings what it wrote to the disk before it
says so, destroys anything on a day, or knows what a case is. No key here has a passphrase but
jrnl's, which it cannot do without; what one costs vp is told beside it.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median
from time import perf_counter

from tests.benchmarks import rivals
from tests.benchmarks.asked import SOME, Asked
from tests.benchmarks.figures import Absent, Figure, told
from tests.benchmarks.generated import RARE, texts
from tests.benchmarks.measure import Job, laps, ratio
from tests.benchmarks.places import Stock
from vp.store.age import new_identity, seal_with_passphrase, unseal_with_passphrase, work_factor

WORDS = "six words of no importance"
ACTS = ("add one", "list", "find a word")


def figures(stock: Stock, asked: Asked) -> Iterator[Figure | Absent]:
    """Each peer that is installed against vp, act by act; how long vp itself takes."""
    place, entries = stock.of(SOME), list(texts(SOME))
    jobs: dict[str, Job] = {}
    with ExitStack() as kept:
        own = (place.note(), place.job("list", "--all"), place.job("search", text=RARE))
        jobs |= zip(map("vp {}".format, ACTS), own, strict=True)
        for name, begin in rivals.ALL.items():
            made = begin(stock.new(), entries, kept)
            if isinstance(made, str):
                yield Absent(name, made)
                continue
            jobs |= {f"{name} {act}": job for act, job in zip(ACTS, made, strict=True)}
        taken = laps(jobs, asked.rounds)
    for name, each in taken.items():
        act = name.partition(" ")[2]
        value = ratio(taken, name, f"vp {act}")
        yield Figure(f"{name}, {SOME} entries, to vp", value, beside=told(median(each)))
    yield _passphrase()


def _passphrase() -> Figure:
    """How long it takes to open an identity that vp put behind a passphrase."""
    sealed = seal_with_passphrase(new_identity().secret().encode(), WORDS)
    begun = perf_counter()
    unseal_with_passphrase(sealed, WORDS, "identity")
    spent = (perf_counter() - begun) * 1000
    beside = f"work factor {work_factor(sealed)}"
    return Figure("a passphrase, more for every vp command", spent, "ms", beside=beside)
