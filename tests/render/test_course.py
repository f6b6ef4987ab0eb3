"""What an entry is called, and its texts."""

from tests.domain.intakes import opened
from vp.render.course import told, words


def test_what_the_reporter_saw_himself_is_named_apart_from_what_he_wants() -> None:
    (both,) = opened(wish="Rust.", knows="Haar jas lag buiten.").case.log
    assert list(words(both)) == ["wish of the reporter"]
    assert list(told(both)) == [
        "Rust.",
        "What the reporter knows at first hand: Haar jas lag buiten.",
    ]
    (seen,) = opened(knows="Haar jas lag buiten.").case.log
    assert list(words(seen)) == ["what the reporter knows at first hand"]
