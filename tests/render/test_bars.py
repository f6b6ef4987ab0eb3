"""The charts on a terminal: the same numbers as the drawn ones, within 80 columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.drawings import FULL, LANGUAGES, line, published
from tests.render.test_charts import reports
from vp.domain.published import Published, Trends
from vp.render.bars import NARROWEST, bars
from vp.render.charts import charts

BLOCKS = set(" ▏▎▍▌▋▊▉█")


def test_bars_stand_beside_their_labels_and_numbers() -> None:
    chart = charts(published(), "nl")["hours"]
    assert bars(chart, 60) == [
        "Uren per taak",
        "",
        "  opvang en begeleiding  x",
        "  voorlichting           ██████████████████████████████ 22,5",
        "  advies                 ██████████████████▋ 14",
        "  deskundigheid          ████████████████████████ 18",
        "  overig                 ████████▋ 6,5",
        "",
        "x = niet getoond",
    ]


def test_a_terminal_without_blocks_gets_plain_signs() -> None:
    lines = bars(charts(published(support=45), "en")["hours"], 80, blocks=False)
    assert "\n".join(lines).isascii()
    assert lines[2].endswith(f" {'#' * 61} 45")
    assert lines[3].endswith(f" {'#' * 30} 22.5")


def test_a_trend_has_a_bar_for_each_period_and_a_scale_for_each_figure() -> None:
    trends = Trends(
        periods=("2023", "2024"), lines=(line("nieuw", 10, 20), line("gesprekken", 400, 800))
    )
    lines = bars(charts(published(trends=trends), "nl")["trend"], 40)
    assert lines == [
        "Ontwikkeling over de jaren",
        "",
        "nieuw",
        f"  2023  {'█' * 14} 10",
        f"  2024  {'█' * 28} 20",
        "",
        "gesprekken",
        f"  2023  {'█' * 14} 400",
        f"  2024  {'█' * 28} 800",
    ]


def test_a_long_label_goes_on_below_itself() -> None:
    lines = bars(charts(FULL, "nl")["kinds"], 80)
    place = next(i for i, one in enumerate(lines) if "psychische" in one)
    assert lines[place].startswith("  psychische agressie (dreigen,  ")
    assert lines[place + 1] == "  chanteren, vernederen)"


@pytest.mark.parametrize("language", LANGUAGES)
@given(report=reports(), width=st.integers(1, 200), blocks=st.booleans())
def test_no_line_is_wider_than_the_terminal_and_hidden_rows_have_no_bar(
    report: Published, language: str, width: int, blocks: bool
) -> None:
    for chart in charts(report, language).values():
        lines = bars(chart, width, blocks=blocks)
        assert max(map(len, lines)) <= max(NARROWEST, min(width, 80))
        hidden = [bar for group in chart.groups for bar in group.bars if bar.value is None]
        assert len([one for one in lines if one.endswith(" x")]) == len(hidden)
        for one in lines:
            if one.endswith(" x"):
                assert not set(one) & (BLOCKS - {" "} | {"#"})
