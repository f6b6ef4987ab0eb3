import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.store.conftest import refused
from vp.errors import NotReadable
from vp.store import strict

ROOT = Path(__file__).parent.parent.parent
SECONDS, BYTES = 1.0, 200 * 1024 * 1024
"""What one hostile file may cost."""


def nested(name: str, piece: str) -> str:
    """Nine levels, each of nine times the one before."""
    letters = "abcdefghi"
    lines = [
        f"{one}: &{one} {piece.replace('?', before)}"
        for before, one in zip("_" + letters, letters, strict=False)
    ]
    return f"_: &_ {name}\n" + "\n".join(lines)


BOMBS: dict[str, str] = {
    "a billion laughs": nested("ha", "[" + ",".join(["*?"] * 9) + "]"),
    "merged mappings": nested("{a: 1}", "{<<: [*?, *?]}"),
    "open brackets": "[" * 100_000,
    "open braces": "{" * 100_000,
    "lists in lists": "- " * 100_000,
    "keys of keys": "? " * 100_000,
    "ever deeper": "".join(f"{' ' * depth}a:\n" for depth in range(2_500)),
    "a flat list of 5 MB": "- a\n" * 1_250_000,
    "a million items": "[" + "a," * 1_000_000 + "]",
    "very many keys": "".join(f"k{number}: 1\n" for number in range(200_000)),
    "very many documents": "---\n" * 1_000_000,
    "very many directives": "".join(f"%TAG !a{number}! tag:x\n" for number in range(200_000)),
    "directives after a document": "a: 1\n...\n" + "%TAG !a! tag:x\n" * 50_000,
    "an endless tag": "!<" + "%41" * 1_000_000 + "> a",
    "a program as a tag": "!!python/object/apply:os.system ['true']",
    "an endless quotation": "a: '" + "x" * 4_000_000,
}


@pytest.mark.parametrize("shape", BOMBS)
def test_a_bomb_is_refused(shape: str) -> None:
    with refused(NotReadable, "form.yaml cannot be read"):
        strict.load(BOMBS[shape].encode(), "form.yaml")


def test_no_bomb_takes_long_or_much() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from tests.store.test_strict import endure; endure()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"{len(BOMBS)}\n"), done.stderr


def endure() -> None:
    """Every bomb is refused in time, in a process that may not grow by more than BYTES."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    for shape, text in BOMBS.items():
        data = text.encode()
        begun = time.process_time()
        with refused(NotReadable):
            strict.load(data, "f")
        assert time.process_time() - begun < SECONDS, shape
    sys.stdout.write(f"{len(BOMBS)}\n")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: 1\na: 2\n", "twice"),
        ("a: {b: 1, c: 2, b: 3}\n", "twice"),
        ("'a': 1\n\"a\": 2\n", "twice"),
        ("a: ~\na: 2\n", "twice"),
        ("a: &x 1\n", "anchors"),
        ("a: *x\n", "anchors"),
        ("&x a: 1\n", "anchors"),
        ("<<: {a: 1}\n", "not a word"),
        ("'<<': {a: 1}\n", "not a word"),
        ("a: !!str 1\n", "tags"),
        ("a: !x 1\n", "tags"),
        ("a: !<tag:yaml.org,2002:str> 1\n", "tags"),
        ("!!map {a: 1}\n", "tags"),
        ("? [a]\n: 1\n", "not a word"),
        ("? {a: 1}\n: 1\n", "not a word"),
        ("~: 1\n", "not a word"),
        (": 1\n", "not YAML"),
        ("a: 1\n---\nb: 2\n", "more than one document"),
        ("%YAML 1.1\n---\na: 1\n", "begin with %"),
        ("a: 1\r%TAG ! x\r", "begin with %"),
        ("a: [1\n", "not YAML"),
        ("a: 'x\n", "not YAML"),
        ("a: b: c\n", "not YAML"),
        ("a:\tb\n\tc: d\n", "not YAML"),
        ("a: \x00\n", "not YAML"),
        ("a: \x07\n", "not YAML"),
        ('a: "\\q"\n', "not YAML"),
        ('a: "\\ud800"\n', "not YAML"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_the_reason(text: str, why: str) -> None:
    with refused(NotReadable, "form.yaml cannot be read", why):
        strict.load(text.encode(), "form.yaml")


def test_the_line_is_named_and_never_what_stands_on_it() -> None:
    with pytest.raises(NotReadable) as caught:
        strict.load(b"a: 1\nb: 2\ngeheim: &geheim 3\n", "form.yaml")
    assert caught.value.fields["line"] == 3
    assert "geheim" not in str(caught.value.fields) + caught.value.sentence + caught.value.hint


def test_the_depth_the_size_and_the_number_of_parts_have_an_end() -> None:
    for depth, fits in ((strict.DEPTH, True), (strict.DEPTH + 1, False)):
        data = b"[" * depth + b"]" * depth
        assert _reads(data) is fits, depth
    for nodes, fits in ((strict.NODES, True), (strict.NODES + 1, False)):
        assert _reads(b"- a\n" * (nodes - 1)) is fits, nodes
    for size, fits in ((strict.LIMIT, True), (strict.LIMIT + 1, False)):
        assert _reads(b"a: 1\n".ljust(size, b"\n")) is fits, size


def _reads(data: bytes) -> bool:
    try:
        strict.load(data, "f")
    except NotReadable:
        return False
    return True


def test_a_byte_order_mark_is_passed_over() -> None:
    assert strict.load(b"\xef\xbb\xbfa: 1\n", "f") == {"a": "1"}


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_what_is_not_utf8_is_refused(codec: str) -> None:
    with refused(NotReadable):
        strict.load("naam: café\n".encode(codec), "f")


def test_bytes_that_are_no_text_are_said_to_be_so() -> None:
    for data in (b"\xff\xfe", b"a: \xc3\n", b"a: \xed\xa0\x80\n", b"a: \xc0\x80\n"):
        with refused(NotReadable, "not UTF-8"):
            strict.load(data, "f")


def test_every_scalar_is_text() -> None:
    data = b"a: 0612345678\nb: no\nc: 12:30\nd: 1e3\ne: 2026-03-05\nf: [1, true, 0x1f]\n"
    assert strict.load(data, "f") == {
        "a": "0612345678",
        "b": "no",
        "c": "12:30",
        "d": "1e3",
        "e": "2026-03-05",
        "f": ["1", "true", "0x1f"],
    }


def test_only_what_stands_there_plain_and_empty_is_not_given() -> None:
    data = b"a:\nb: ~\nc: null\nd: ''\ne: '~'\nf: \"null\"\ng: nul\n"
    assert strict.load(data, "f") == {"d": "", "e": "~", "f": "null", "g": "nul"}


def test_an_empty_file_holds_nothing() -> None:
    for data in (b"", b"\n\n", b"# only a comment\n", b"~\n"):
        assert strict.load(data, "f") is None


def test_documents_are_read_one_at_a_time() -> None:
    data = b"---\na: 1\n---\t\r\nb: 2\n---\n\n---\ntext: |\n  x\n  ---\n  y\n"
    assert list(strict.load_all(data, "f")) == [{"a": "1"}, {"b": "2"}, {"text": "x\n---\ny\n"}]
    assert list(strict.load_all(b"", "f")) == []
