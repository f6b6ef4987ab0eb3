"""What vp needs to run, each thing with what it needs in turn, on this system or another."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent


def declared() -> list[Requirement]:
    """What pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"]]


def needed(environment: Mapping[str, str] | None = None) -> dict[str, Requirement]:
    """All of it by name where the markers are as in this environment; this system's by default.

    What is needed elsewhere only is not installed here, so what that needs is unknown.
    """
    here = {key: str(value) for key, value in default_environment().items()}
    there = here | dict(environment or {}) | {"extra": ""}
    found: dict[str, Requirement] = {}
    asked = declared()
    while asked:
        one = asked.pop()
        name = canonicalize_name(one.name)
        if name not in found and (one.marker is None or one.marker.evaluate(there)):
            found[name] = one
            asked += _needs_of(name)
    return found


def version(name: str) -> str:
    """The version that is installed here; empty when it is not."""
    try:
        return distribution(name).version
    except PackageNotFoundError:
        return ""


def places(name: str) -> Iterator[Path]:
    """Where the parts of an installed package lie: modules, packages, and what is known of it."""
    found = distribution(name)
    tops = {file.parts[0] for file in found.files or () if not file.parts[0].startswith(".")}
    yield from (Path(str(found.locate_file(top))) for top in sorted(tops - {"__pycache__"}))


def _needs_of(name: str) -> list[Requirement]:
    try:
        return [Requirement(line) for line in distribution(name).requires or ()]
    except PackageNotFoundError:
        return []
