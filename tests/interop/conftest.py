import os
import shutil

import pytest


@pytest.fixture(scope="session")
def age() -> str:
    """The path of the age program; skipped visibly where it is missing, but never in CI."""
    found = shutil.which("age")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("the age program is missing, and CI must show that files open without vp")
    if found is None:
        pytest.skip("the age program is not installed (Debian: apt install age)")
    return found
