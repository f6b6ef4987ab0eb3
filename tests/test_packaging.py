"""What is shipped: exactly the files of vp, and a wheel that works by itself."""

import ast
import json
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

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

INTAKE = """
opened: 2024-03-05
domain: conduct
kinds: [bullying]
role: affected
unit: Logistiek
keep_file: yes
people:
  reporter: {name: Canary Canarissen}
"""

# One process builds and installs, whichever worker it is.
pytestmark = pytest.mark.xdist_group("packaging")


class Built(NamedTuple):
    """The archives, and the wheel that the sdist makes."""

    sdist: Path
    wheel: Path
    again: Path


class Installed(NamedTuple):
    """The wheel in an environment of its own; the dependencies are the ones of this run."""

    folder: Path

    def run(self, *command: str, text: str = "") -> str:
        """What the program says; raises CalledProcessError when it fails."""
        environment = {
            "PATH": f"{self.folder / 'bin'}:/usr/bin:/bin",
            "VP_HOME": str(self.folder / "home"),
            "VP_DOSSIER": str(self.folder / "dossier"),
            "VP_LANG": "nl",
        }
        done = subprocess.run(
            [self.folder / "bin" / command[0], *command[1:]],
            env=environment,
            cwd=self.folder,
            input=text,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout


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
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "--python", str(folder), "install", "--no-deps")
    for command in ((sys.executable, "-m", "venv", "--without-pip", str(folder)), pip):
        more = (str(built.wheel), "--no-index", "--quiet") if command is pip else ()
        subprocess.run([*command, *more], check=True, capture_output=True)
    (site,) = folder.glob("lib/python3*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return Installed(folder)


def _build(source: Path, target: Path, *what: str) -> None:
    options = ("--no-isolation", *what, "--outdir", str(target), str(source))
    subprocess.run([sys.executable, "-m", "build", *options], check=True, capture_output=True)


def _sources() -> Iterator[str]:
    """Where the files that ship lie in the working folder: the rule of what is shipped."""
    patterns = (
        "vp/**/*.py",
        "vp/py.typed",
        "vp/locale/*/LC_MESSAGES/vp.mo",
        "templates/__init__.py",
        "templates/*/*.j2",
        "examples/__init__.py",
        "examples/*.yaml",
        "examples/identity.txt",
    )
    for pattern in patterns:
        found = [path.relative_to(ROOT).as_posix() for path in ROOT.glob(pattern)]
        assert found, f"nothing answers to {pattern}"
        yield from found


def _in_wheel(source: str) -> str:
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


def test_the_installed_wheel_is_the_one_that_runs(installed: Installed) -> None:
    told = installed.run("python", "-c", "import vp; print(vp.__file__)")
    assert Path(told.strip()).is_relative_to(installed.folder)
    assert installed.run("vp", "--version") == f"vp {__version__}\n"


def test_a_dossier_is_kept_and_a_report_made_with_the_wheel_alone(installed: Installed) -> None:
    dossier = str(installed.folder / "dossier")
    installed.run("vp", "init", dossier, "--no-passphrase", "--no-input", "--no-git")
    case = json.loads(installed.run("vp", "intake", "--from", "-", "--json", text=INTAKE))["id"]
    installed.run("vp", "note", case, "--minutes", "45", text="Eerste gesprek.\n")
    assert case in installed.run("vp", "list")
    assert "Eerste gesprek." in installed.run("vp", "show", case)
    report = installed.run("vp", "report", "2024")
    assert "# Jaarverslag" in report
    assert "Canary" not in report


def test_the_wheel_brings_its_own_demonstration(installed: Installed) -> None:
    folder = installed.folder / "demonstration"
    installed.run("vp", "demo", str(folder))
    (report,) = folder.glob("*.md")
    assert "# Jaarverslag" in report.read_text("utf-8")


def test_vp_declares_exactly_what_it_imports() -> None:
    owners = packages_distributions()
    imported = {
        canonicalize_name(owner)
        for path in (ROOT / "vp").rglob("*.py")
        for module in _imports(path) - sys.stdlib_module_names - {"vp"}
        for owner in owners[module]
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
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
