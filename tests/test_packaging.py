"""What is shipped: exactly the files of vp, and a wheel that works by itself."""

import ast
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.utils import canonicalize_name

from tests import needs, smoke
from vp import __version__

ROOT = Path(__file__).parent.parent
NAME = f"vp-{__version__}"
DIST_INFO = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE", "top_level.txt"}
EGG_INFO = {
    "PKG-INFO", "SOURCES.txt", "dependency_links.txt", "entry_points.txt", "requires.txt",
    "top_level.txt",
}  # fmt: skip
TOP = {"LICENSE", "PKG-INFO", "README.md", "pyproject.toml", "setup.cfg"}
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist")


class Built(NamedTuple):
    """The archives, and the wheel that the sdist makes."""

    sdist: Path
    wheel: Path
    again: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("built")
    source = shutil.copytree(ROOT, folder / "source", ignore=LEFT_OUT)
    _build(source, folder / "dist", "--sdist", "--wheel")
    sdist = folder / "dist" / f"{NAME}.tar.gz"
    subprocess.run(["tar", "-xzf", sdist], cwd=folder, check=True)
    _build(folder / NAME, folder / "again", "--wheel")
    wheel = f"{NAME}-py3-none-any.whl"
    return Built(sdist, folder / "dist" / wheel, folder / "again" / wheel)


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel in an environment of its own, with what it needs and nothing that tests need."""
    folder = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "--python", str(folder), "install", "--no-deps")
    for command in ((sys.executable, "-m", "venv", "--without-pip", str(folder)), pip):
        more = (str(built.wheel), "--no-index", "--quiet") if command is pip else ()
        subprocess.run([*command, *more], check=True, capture_output=True)
    (site,) = folder.glob("lib/python3*/site-packages")
    for name in needs.needed():
        for place in needs.places(name):
            (site / place.name).symlink_to(place)
    return folder


def _build(source: Path, target: Path, *what: str) -> None:
    options = ("--no-isolation", *what, "--outdir", str(target), str(source))
    subprocess.run([sys.executable, "-m", "build", *options], check=True, capture_output=True)


def _sources() -> Iterator[str]:
    """Where the files that ship lie in the working folder: the rule of what is shipped."""
    patterns = (
        "vp/**/*.py",
        "vp/py.typed",
        "vp/locale/*/LC_MESSAGES/vp.mo",
        "vp/locale/*/man1/*.1",
        "templates/__init__.py",
        "templates/*/*.j2",
        "examples/__init__.py",
        "examples/*.yaml",
        "examples/*.csv",
        "examples/identity.txt",
    )
    for pattern in patterns:
        found = [path.relative_to(ROOT).as_posix() for path in ROOT.glob(pattern)]
        assert found, f"nothing answers to {pattern}"
        yield from found


def _in_wheel(source: str) -> str:
    if page := re.fullmatch(r"vp/locale/(\w+)/(man1/[\w.-]+)", source):
        where = page[2] if page[1] == "en" else f"{page[1]}/{page[2]}"
        return f"{NAME}.data/data/share/man/{where}"
    return source if source.startswith("vp/") else f"vp/{source}"


def test_the_wheel_holds_vp_and_nothing_else(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        names = archive.namelist()
    expected = [_in_wheel(source) for source in _sources()]
    expected += [f"{NAME}.dist-info/{name}" for name in DIST_INFO]
    assert sorted(names) == sorted(expected)


def test_the_sdist_holds_the_sources_and_nothing_else(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = {member.name for member in archive if member.isfile()}
    expected = {*TOP, *_sources(), *(f"vp.egg-info/{name}" for name in EGG_INFO)}
    # setuptools takes these along unasked; they are in no wheel.
    expected |= {path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/test*.py")}
    assert names == {f"{NAME}/{name}" for name in expected}


def test_the_sdist_makes_the_same_wheel(built: Built) -> None:
    contents = []
    for wheel in (built.wheel, built.again):
        with zipfile.ZipFile(wheel) as archive:
            contents.append({name: archive.read(name) for name in archive.namelist()})
    assert contents[0] == contents[1]


def test_the_installed_wheel_is_the_one_that_runs_and_has_what_it_needs(installed: Path) -> None:
    python = installed / "bin" / "python"
    told = subprocess.check_output([python, "-P", "-c", _TELL], text=True, env={})
    place, *absent = told.splitlines()
    assert Path(place).is_relative_to(installed)
    assert absent == ["babel", "hypothesis", "pytest"]


_TELL = """
import vp
from importlib.util import find_spec
print(vp.__file__)
for name in ("babel", "hypothesis", "pytest"):
    find_spec(name) or print(name)
"""


def test_a_first_session_goes_well_with_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    smoke.work(installed / "bin" / "vp", tmp_path / "user")


def test_the_version_is_said_in_one_place(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        metadata = archive.read(f"{NAME}.dist-info/METADATA").decode()
    assert f"\nVersion: {__version__}\n" in metadata
    assert __version__ not in (ROOT / "pyproject.toml").read_text("utf-8").split()


def test_vp_declares_exactly_what_it_imports() -> None:
    owners = {"jeepney": ["jeepney"], "win32ctypes": ["pywin32-ctypes"]}  # on one system each
    owners |= packages_distributions()
    imported = {
        canonicalize_name(owner)
        for path in (ROOT / "vp").rglob("*.py")
        for module in _imports(path) - sys.stdlib_module_names - {"vp"}
        for owner in owners[module]
    }
    declared = {canonicalize_name(one.name) for one in needs.declared()}
    assert imported - {"pyrage-stubs"} == declared  # the stubs share a name with what they type


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import():
                found.update(alias.name.split(".")[0] for alias in node.names)
            case ast.ImportFrom(module=str(module)):
                found.add(module.split(".")[0])
            case _:
                pass
    return found
