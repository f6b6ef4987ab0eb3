"""`vp search`: where a word stands, in the words of whoever reads it."""

from tests.cli.terminal import nl
from tests.conftest import Desk


def test_a_name_and_a_fact_are_found_in_the_language_in_use(dutch: Desk) -> None:
    dutch.begin()
    people = {"reporter": {"name": "Jan-Willem de Boer"}}
    case = dutch.intake(unit="Logistiek", people=people, account="Over de planning.")
    found = {word: dutch.do("search", text=word).out.split() for word in ("jan-willem", "logis")}
    assert [words[0] for words in found.values()] == [case, case]
    assert found["jan-willem"][-1] == nl("people")
    assert found["logis"][-1] == nl("facts")
    (hit,) = dutch.do("search", "--json", text="Jan-Willem").json
    assert hit["entries"] == ["people"]
