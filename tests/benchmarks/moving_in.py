"""Moving in: `vp import`, against nothing but sealing and durable writing.

Half of the bare writes are done before the import and half after it, so that a disk that grows
slower or faster meanwhile counts for both.
"""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from tests.benchmarks import bare
from tests.benchmarks.asked import Asked
from tests.benchmarks.figures import Figure, told
from tests.benchmarks.measure import cost
from tests.benchmarks.places import SEPARATOR, VP, Stock

BAR = 2.0


def figures(stock: Stock, asked: Asked) -> Iterator[Figure]:
    """The import of the large dossier, which the other figures go on with."""
    file, place = stock.file(asked.many), stock.empty()
    plain = file.read_bytes().split(SEPARATOR)
    half = len(plain) // 2
    least = _kept(stock.new(), plain[:half])
    spent = cost([VP, "import", file], place.environment)
    least += _kept(stock.new(), plain[half:])
    stock.hold(asked.many, place)
    beside = f"{told(spent.seconds)} / {told(least)}"
    what = f"vp import, {asked.many:,} cases"
    yield Figure(f"{what}, to bare durable writes", spent.seconds / least, "", BAR, beside)
    yield Figure(f"{what}, peak memory", spent.megabytes, "MB")


def _kept(folder: Path, plain: list[bytes]) -> float:
    begun = perf_counter()
    bare.keep(folder, plain)
    return perf_counter() - begun
