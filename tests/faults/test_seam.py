"""Every call that writes fails once, or is the last one: old or new, and what was said is true."""

import errno
import os
from pathlib import Path

import pytest

from tests.faults.bench import OPERATIONS, Bench, Operation, fail_everywhere, kill_everywhere

FAULTS = (
    OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
    OSError(errno.EIO, os.strerror(errno.EIO)),
    OSError(errno.EACCES, os.strerror(errno.EACCES)),
    KeyboardInterrupt(),
)
LEAST = 8
"""Fewer calls than this and the fault was put in beside the writing."""

by_name = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)


@by_name
def test_whatever_call_fails_it_is_old_or_new(operation: Operation, quick: Path) -> None:
    assert fail_everywhere(Bench(quick, operation), *FAULTS) >= LEAST


@by_name
def test_at_whatever_call_it_is_killed_it_is_old_or_new(operation: Operation, quick: Path) -> None:
    assert kill_everywhere(Bench(quick, operation)) >= LEAST


@pytest.mark.parametrize("operation", OPERATIONS[:1], ids=lambda one: one.name)
def test_on_a_disk_without_links_it_is_old_or_new_too(
    operation: Operation, quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(_old: Path, _new: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    bench = Bench(quick, operation)
    monkeypatch.setattr(os, "link", link)
    assert fail_everywhere(bench, *FAULTS) >= LEAST
    assert kill_everywhere(bench) >= LEAST
