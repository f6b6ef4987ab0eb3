import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_MEMORY = Path("/dev/shm")


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: thousands of synced files cost little there."""
    if not _MEMORY.is_dir():
        yield tmp_path
        return
    place = Path(tempfile.mkdtemp(dir=_MEMORY, prefix="vp-faults-"))
    try:
        yield place
    finally:
        shutil.rmtree(place)
