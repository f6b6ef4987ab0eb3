"""Whether everything vp needs can be installed without a compiler: `python -m tests.wheels`.

Asks the registry, with pip, for the versions that are installed here, on every system and every
Python that vp is offered for; what is needed on another system only is asked for by its range.
"""

import json
import re
import subprocess
import sys
from datetime import date
from typing import Any, NamedTuple

from packaging.utils import canonicalize_name

from tests import needs

PYTHONS = ("3.11", "3.12", "3.13", "3.14")


class System(NamedTuple):
    """One system: what wheels call it, and what markers of requirements see there."""

    name: str
    tags: tuple[str, ...]
    sys_platform: str
    platform_system: str
    os_name: str
    platform_machine: str


SYSTEMS = (
    System("Windows, x86-64", ("win_amd64",), "win32", "Windows", "nt", "AMD64"),
    System("Windows, ARM", ("win_arm64",), "win32", "Windows", "nt", "ARM64"),
    System("macOS, Intel", ("macosx_11_0_x86_64",), "darwin", "Darwin", "posix", "x86_64"),
    System("macOS, Apple", ("macosx_11_0_arm64",), "darwin", "Darwin", "posix", "arm64"),
    *(
        System(f"Linux ({libc}), {machine}", tags, "linux", "Linux", "posix", machine)
        for machine in ("x86_64", "aarch64")
        for libc, tags in (
            ("glibc", (f"manylinux_2_28_{machine}", f"manylinux2014_{machine}")),
            ("musl", (f"musllinux_1_2_{machine}", f"musllinux_1_1_{machine}")),
        )
    ),
)


def asked(system: System, python: str) -> dict[str, str]:
    """What is needed there by name, as pip takes it."""
    told = system._asdict() | {"python_version": python, "python_full_version": f"{python}.0"}
    there = {key: str(value) for key, value in told.items()}
    return {
        name: f"{name}=={version}" if (version := needs.version(name)) else f"{name}{one.specifier}"
        for name, one in sorted(needs.needed(there).items())
    }


class Registry:
    """What the registry said; what is one wheel for every system is asked for once."""

    def __init__(self) -> None:
        self.versions: dict[str, str] = {}
        self._everywhere: set[str] = set()

    def lacking(self, system: System, python: str) -> list[str]:
        """What has no wheel there."""
        every = asked(system, python).items()
        wanted = [one for name, one in every if name not in self._everywhere]
        lack = []
        while wanted and (missing := self._missing(system, python, wanted)):
            wanted.remove(missing)
            lack.append(missing)
        return lack

    def _missing(self, system: System, python: str, wanted: list[str]) -> str:
        """The first that has no wheel there; empty when all have one."""
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--target=nowhere")
        where = (f"--platform={tag}" for tag in system.tags)
        which = ("--implementation=cp", f"--python-version={python}", "--only-binary=:all:")
        how = ("--ignore-installed", "--no-deps", "--report=-")
        command = (*pip, *where, *which, *how, *wanted)
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
        if done.returncode:
            told = re.findall(r"No matching distribution found for (\S+)", done.stderr)
            if not told:
                raise RuntimeError(done.stderr)
            return str(told[-1])
        packages: list[dict[str, Any]] = json.loads(done.stdout)["install"]
        for one in packages:
            name, version = one["metadata"]["name"], one["metadata"]["version"]
            self.versions[name] = version
            if one["download_info"]["url"].endswith("-none-any.whl"):
                self._everywhere.add(canonicalize_name(name))
        return ""


def tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> int:
    """The table stands on standard output; returns how many systems lack something."""
    registry, lacks = Registry(), 0
    tell(f"Asked of the registry on {date.today().isoformat()}.\n")  # noqa: TID251
    tell(f"| System | {' | '.join(PYTHONS)} |\n|---|{'---|' * len(PYTHONS)}")
    for system in SYSTEMS:
        told = [registry.lacking(system, python) for python in PYTHONS]
        lacks += any(told)
        cells = (f"not: {', '.join(lack)}" if lack else "all" for lack in told)
        tell(f"| {system.name} | {' | '.join(cells)} |")
    known = sorted(registry.versions.items(), key=lambda one: one[0].lower())
    tell(f"\nVersions: {', '.join(f'{name} {version}' for name, version in known)}.")
    return lacks


if __name__ == "__main__":
    sys.exit(main() > 0)
