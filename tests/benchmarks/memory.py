"""Peak memory of all processes of a command together, on many cases."""

from collections.abc import Iterator

from tests.benchmarks.asked import Asked
from tests.benchmarks.figures import Figure
from tests.benchmarks.generated import RARE, YEAR
from tests.benchmarks.measure import cost
from tests.benchmarks.places import VP, Stock
from tests.benchmarks.warm import form

WARM_BAR = 150.0
COLD_BAR = 400.0


def figures(stock: Stock, asked: Asked) -> Iterator[Figure]:
    """The daily commands with a warm index, then the index made from nothing."""
    many = stock.of(asked.many)
    note = ("note", many.open_cases()[0], "--kind", "call")
    for words, text in (
        (("list",), ""),
        (("list", "--all"), ""),
        (("agenda",), ""),
        (("report", str(YEAR)), ""),
        (("intake", "--from", "-"), form()),
        (note, "Gebeld."),
        (("search",), RARE),
        (("purge",), ""),
    ):
        spent = cost([VP, *words], many.environment, text)
        name = " ".join(word for word in words if word.isalpha() or word.startswith("--"))
        yield Figure(f"vp {name}, {asked.many:,} cases", spent.megabytes, "MB", WARM_BAR)
    many.forget()
    spent = cost([VP, "list"], many.environment)
    yield Figure(f"cold index, {asked.many:,} cases", spent.megabytes, "MB", COLD_BAR)
