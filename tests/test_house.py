"""The rules of the house that no linter holds: sizes, places, docstrings, what is never there."""

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "vp").rglob("*.py"))
FOLDERS = {"vp", "templates", "tests", "examples"}
FILES = {
    "pyproject.toml", "Makefile", "LICENSE", "README.md", "README.nl.md", "CHANGELOG.md",
    "CONTRIBUTING.md", "DECISIONS.md", "PLATFORMS.md", "SECURITY.md",
}  # fmt: skip
GENERATED = re.compile(
    r"build|dist|__pycache__|.*\.egg-info|\.(?!ci|gitignore|gitattributes|pre-commit).*"
)
"""What tools leave in the working folder; git ignores it."""
BINARY = (".mo", ".age", ".png")

MODULE_LINES = 250
FUNCTION_LINES = 40
"""Of the body: the signature of a command is its list of options, one a line."""
ELSEWHERE = re.compile(r"(?:\.\./|work/)shared\b")
SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{58}")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    """The path as it reads from the root."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """The module, parsed once."""
    return ast.parse(path.read_text("utf-8"))


def texts() -> Iterator[tuple[str, str]]:
    """Name and content of every text file that belongs to the project."""
    for place, folders, files in os.walk(ROOT):
        folders[:] = sorted(one for one in folders if not GENERATED.fullmatch(one))
        for file in sorted(files):
            if not GENERATED.fullmatch(file) and not file.endswith(BINARY):
                path = Path(place, file)
                yield name(path), path.read_text("utf-8")


def imports(path: Path) -> Iterator[str]:
    """The first word of every module that the module imports."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import():
                yield from (alias.name.split(".")[0] for alias in node.names)
            case ast.ImportFrom():
                yield (node.module or "").split(".")[0]
            case _:
                pass


modules = pytest.mark.parametrize("path", MODULES, ids=name)
inner_modules = pytest.mark.parametrize(
    "path", [one for one in MODULES if one.parent.name in {"domain", "store"}], ids=name
)


@modules
def test_a_module_fits_in_250_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MODULE_LINES


@modules
def test_a_function_fits_in_40_lines(path: Path) -> None:
    long = {
        node.name: length
        for node in ast.walk(tree(path))
        if isinstance(node, Function)
        and (length := (node.end_lineno or 0) - node.body[0].lineno + 1) > FUNCTION_LINES
    }
    assert long == {}


@modules
def test_a_module_says_why_it_is_there(path: Path) -> None:
    assert ast.get_docstring(tree(path))


@inner_modules
def test_a_public_name_of_domain_and_store_says_what_is_true_afterwards(path: Path) -> None:
    bare = [
        node.name
        for node in tree(path).body
        if isinstance(node, Function | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert bare == []


@modules
def test_vp_keeps_no_log(path: Path) -> None:
    assert not {"logging", "syslog"} & set(imports(path))


def test_the_top_holds_four_folders_and_the_files_of_the_house() -> None:
    entries = [one for one in ROOT.iterdir() if not GENERATED.fullmatch(one.name)]
    assert {one.name for one in entries if one.is_dir() and one.name[0] != "."} == FOLDERS
    assert {one.name for one in entries if one.is_file() and one.name[0] != "."} <= FILES


def test_nothing_points_outside_the_project() -> None:
    found = [file for file, text in texts() if ELSEWHERE.search(text)]
    assert found in ([".ci/run"], [])


def test_a_secret_key_lies_only_in_examples_and_tests() -> None:
    found = [file for file, text in texts() if SECRET.search(text)]
    assert [file for file in found if not file.startswith(("examples/", "tests/"))] == []


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_every_error_has_a_hint(path: Path) -> None:
    kinds = {"Usage", "NotThere", "NotAllowed", "NotReadable", "NotWritten", "Attention"}
    calls = [
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    ]
    made = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in kinds]
    assert [call.lineno for call in made if len(call.args) < 2] == []
