"""What several reports tell together: the ways in which a small number shows in a difference."""

from collections.abc import Mapping

from tests.domain.disclosure.oracle import by_solver
from vp.domain.disclosure.attacker import CEILING, Attacker
from vp.domain.frozen import Tie

Known = dict[str, tuple[int, int]]
Range = tuple[int, int]


def found(parts: Mapping[str, tuple[str, ...]], told: dict[str, int]) -> dict[str, Range]:
    """The interval of everything, when only these sums of unprinted numbers were told."""
    atoms = dict.fromkeys(atom for of in parts.values() for atom in of)
    known: Known = dict.fromkeys(atoms, (0, CEILING)) | dict.fromkeys(parts, (0, CEILING))
    known |= {name: (number, number) for name, number in told.items()}
    ties = [Tie(left=of, right=(name,)) for name, of in parts.items()]
    attacker = Attacker(ties, known)
    intervals = {name: attacker.interval(name)[:2] for name in known}
    assert intervals == by_solver(ties, known, known)
    return intervals


def test_a_rolling_total_beside_yearly_numbers_tells_the_hidden_year() -> None:
    rolling = {"2021-2023": ("2021", "2022", "2023")}
    assert found(rolling, {"2022": 5, "2023": 7, "2021-2023": 14})["2021"] == (2, 2)


def test_rolling_totals_alone_tell_less() -> None:
    rolling = {"2021-2023": ("2021", "2022", "2023"), "2022-2024": ("2022", "2023", "2024")}
    told = found(rolling, {"2021-2023": 14, "2022-2024": 20})
    assert (told["2021"], told["2024"]) == ((0, 14), (6, 20))


def test_a_second_edition_shows_who_was_added() -> None:
    kinds = ("bullying", "harassment", "discrimination", "aggression")
    added = tuple(f"added {kind}" for kind in kinds)
    parts: dict[str, tuple[str, ...]] = {"first total": kinds, "added total": added}
    parts |= {f"second {kind}": (kind, f"added {kind}") for kind in kinds}
    parts["second total"] = tuple(f"second {kind}" for kind in kinds)
    first = {"bullying": 12, "harassment": 6, "first total": 25}
    second = {"second bullying": 12, "second harassment": 7, "second total": 26}
    told = found(parts, first | second)
    assert told["added harassment"] == (1, 1)
    assert told["added discrimination"] == (0, 0)
    assert told["added total"] == (1, 1)
    assert told["second discrimination"] == (0, 7)


def test_two_reports_on_groups_that_overlap_tell_the_difference() -> None:
    parts = {
        "all": ("board", "works council", "staff"),
        "without staff": ("board", "works council"),
    }
    assert found(parts, {"all": 41, "without staff": 39})["staff"] == (2, 2)


def test_an_area_within_an_area_tells_of_the_ring_around_it() -> None:
    """Handbook on Statistical Disclosure Control, 5.2: three classes of men, then of women."""
    outer, inner = (52, 130, 39, 55, 140, 49), (50, 128, 39, 54, 140, 49)
    for number, part in zip(outer, inner, strict=True):
        told = found({"outer": ("inner", "ring")}, {"outer": number, "inner": part})
        assert told["ring"] == (number - part, number - part)


def test_two_ways_to_make_bands_tell_of_the_band_between() -> None:
    """Handbook, 5.2: under 20 and under 25 hours, of the same people."""
    parts = {"under 25": ("under 20", "20 to 24"), "20 to 39": ("20 to 24", "25 to 39")}
    men = found(parts, {"under 20": 6, "under 25": 7, "20 to 39": 9, "25 to 39": 8})
    assert men["20 to 24"] == (1, 1)


def test_open_and_closed_cases_tell_how_many_came() -> None:
    parts = {"handled": ("start", "new"), "gone": ("closed", "end")}
    told = found(parts, {"start": 6, "closed": 11, "end": 9, "handled": 20, "gone": 20})
    assert told["new"] == (14, 14)
