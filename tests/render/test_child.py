"""A child takes no more than it may, leaves nothing behind, and tells only its answer."""

import multiprocessing
import os
import signal
import sys
import threading
import time
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from vp.render.child import END, LENGTH, MEMORY, TIME, Ended, Limits, TooLong, confined

FORKED = "fork" in multiprocessing.get_all_start_methods()
FEW = Limits(cpu=1.0, wall=8.0, memory=64 << 20, answer=1000)

pytestmark = pytest.mark.skipif(not FORKED, reason="the limits are those of a forked child")


def twice(text: bytes) -> bytes:
    return text * 2


def forever() -> bytes:
    while True:
        pass


def deaf() -> bytes:
    while True:
        with suppress(TooLong):
            forever()


def asleep() -> bytes:
    time.sleep(60)
    return b""


def greedy() -> bytes:
    return bytes(1 << 30)


def growing() -> bytes:
    kept: list[bytes] = []
    while True:
        kept.append(bytes(1 << 20))


def wordy() -> bytes:
    return bytes(1001)


def failing() -> bytes:
    raise ValueError("zqxkanarie")


def leaving() -> bytes:
    sys.exit("zqxkanarie")


def killed() -> bytes:
    os.kill(os.getpid(), signal.SIGTERM)
    return b""


def crashed() -> bytes:
    os.abort()


def chatty() -> bytes:
    sys.stdout = sys.__stdout__
    print("zqxkanarie", flush=True)  # noqa: T201
    os.write(1, b"zqxkanarie")
    os.write(2, b"zqxkanarie")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("zqxkanarie", stacklevel=1)
    return b"said nothing"


def writing(path: str) -> bytes:
    try:
        Path(path).write_text("zqxkanarie")
    except OSError as error:
        return type(error).__name__.encode()
    return b"written"


def holding(number: int) -> bytes:
    try:
        os.fstat(number)
    except OSError:
        return b"closed"
    return b"open"


def surroundings() -> bytes:
    return f"{os.umask(0):o} {signal.getsignal(signal.SIGINT).name}".encode()  # type: ignore[union-attr]


def left_over() -> list[Any]:
    return multiprocessing.active_children()


def test_the_answer_comes_back() -> None:
    assert confined(twice, (b"ab",), FEW) == b"abab"


def test_a_child_that_is_not_forked_answers_too() -> None:
    assert confined(twice, (b"ab",), Limits(), "spawn") == b"abab"


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (forever, TIME),
        (greedy, MEMORY),
        (growing, MEMORY),
        (wordy, LENGTH),
        (failing, END),
        (leaving, END),
        (killed, END),
        (crashed, END),
    ],
)
def test_who_takes_too_much_or_fails_gets_no_answer(
    work: Any, why: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Ended) as caught:
        confined(work, (), FEW._replace(cpu=0.3))
    assert caught.value.why == why
    assert caught.value.__cause__ is None
    assert left_over() == []
    assert tuple(capfd.readouterr()) == ("", "")


def test_who_does_not_hear_that_its_time_is_over_is_ended_by_the_system() -> None:
    with pytest.raises(Ended) as caught:
        confined(deaf, (), FEW._replace(cpu=0.3, wall=30))
    assert caught.value.why == TIME


def test_who_sleeps_is_ended_by_the_clock() -> None:
    begun = time.monotonic()
    with pytest.raises(Ended) as caught:
        confined(asleep, (), FEW._replace(wall=0.2))
    assert caught.value.why == TIME
    assert time.monotonic() - begun < 5
    assert left_over() == []


def test_nothing_it_prints_is_seen(capfd: pytest.CaptureFixture[str]) -> None:
    print("before", end="")  # noqa: T201
    assert confined(chatty, (), FEW) == b"said nothing"
    assert tuple(capfd.readouterr()) == ("before", "")


def test_it_writes_no_word_to_a_disk(tmp_path: Path) -> None:
    path = tmp_path / "leak"
    assert confined(writing, (str(path),), FEW) == b"OSError"
    assert not path.exists() or path.read_bytes() == b""


def test_no_file_of_the_parent_is_open_to_it(tmp_path: Path) -> None:
    with (tmp_path / "secret").open("wb") as file:
        os.set_inheritable(file.fileno(), True)
        assert confined(holding, (file.fileno(),), FEW) == b"closed"
        assert file.write(b"still ours") == 10


def test_it_makes_private_files_and_hears_no_interruption() -> None:
    assert confined(surroundings, (), FEW) == b"77 SIG_IGN"


def test_the_parent_keeps_its_own_ways() -> None:
    before = signal.getsignal(signal.SIGPROF), signal.pthread_sigmask(signal.SIG_BLOCK, ())
    files = len(list(Path("/dev/fd").iterdir()))
    confined(twice, (b"ab",), FEW)
    after = signal.getsignal(signal.SIGPROF), signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert after == before
    assert len(list(Path("/dev/fd").iterdir())) == files


def test_an_interruption_ends_the_child_too() -> None:
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            confined(asleep, (), FEW)
    finally:
        timer.join()
        signal.signal(signal.SIGINT, before)
    assert left_over() == []


def test_threads_do_not_hinder_it() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert confined(twice, (b"ab",), FEW) == b"abab"
    finally:
        done.set()
        thread.join()
