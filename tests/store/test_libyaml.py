"""The binding without the rest of PyYAML, in a process of its own: here the rest is loaded."""

import subprocess
import sys

import pytest

MARK = """
import sys
from vp.store import strict
from vp.errors import NotReadable
before = {name for name in sys.modules if name.startswith("yaml")}
assert before == {"yaml", *(f"yaml.{one}" for one in PARTS)}, before
"""
PARTS = ("error", "events", "nodes", "tokens", "_yaml")


def runs(program: str) -> None:
    """The program ended well, after a first line that tells it the parts."""
    whole = f"PARTS = {PARTS!r}\n{program}"
    subprocess.run([sys.executable, "-c", whole], check=True, timeout=60)


def test_only_the_binding_and_what_it_takes_is_loaded() -> None:
    runs(MARK + "assert strict.load(b'a: [1, x]', 'f') == {'a': ['1', 'x']}")


@pytest.mark.parametrize(
    "text", ["a: [", "a: \\x01", "a: 'b", "- a\n b: c: d", "%YAML 1.1\n---\na"]
)
def test_what_cannot_be_parsed_is_refused_all_the_same(text: str) -> None:
    runs(
        f"""{MARK}
try:
    strict.load({text!r}.encode().decode("unicode_escape").encode(), "f")
except NotReadable:
    pass
else:
    raise AssertionError
"""
    )


def test_whoever_asks_for_more_gets_the_whole_package() -> None:
    runs(
        f"""{MARK}
import yaml
assert yaml.load("a: 2026-03-01", Loader=yaml.CSafeLoader)["a"].year == 2026
assert yaml.load("a: [1]", Loader=yaml.SafeLoader) == {{"a": [1]}}
assert yaml.dump({{"a": [1]}}, Dumper=yaml.CSafeDumper) == yaml.dump({{"a": [1]}})
assert issubclass(yaml.reader.ReaderError, yaml.YAMLError)
assert yaml.events.ScalarEvent is strict.events.ScalarEvent
assert strict.load(b"a: 1", "f") == {{"a": "1"}}
"""
    )


@pytest.mark.parametrize(
    "order", ["from yaml import safe_load", "import yaml.reader as r; r.Reader"]
)
def test_a_part_can_be_asked_for_by_its_own_name(order: str) -> None:
    runs(f"{MARK}{order}")


def test_a_package_that_is_there_already_is_left_alone() -> None:
    runs(
        """
import yaml
from vp.store import strict
assert strict.CParser is yaml.cyaml.CParser
assert yaml.safe_load("a: 1") == {"a": 1}
assert strict.load(b"a: 1", "f") == {"a": "1"}
"""
    )
