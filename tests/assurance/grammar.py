"""What a hostile document is made of: a lawful one of which branches are broken, and its bytes."""

from random import Random
from typing import Any

import yaml

WORDS = (
    *("", " ", "null", "~", "yes", "0", "-1", "1e999", "9" * 40, "2026-02-30", "9999-12-31", "x"),
    *("0000-00-00", "k7fm-2qxd", "n-000001", "reporter", "accused-99999999999", "conduct", "<<"),
    *("../../x", "/etc/passwd", "a\nb", "é\u0301", "\u202e", "[/x]", "{0.__class__}", "%s%n"),
    *(
        "=1+1",
        "\x07",
        "\ud7ff",
        "👩‍👩‍👧",
        "a" * 5_000,
        "age1qqqq",
        "-----BEGIN",
        "!!str",
        "&a",
        "*a",
    ),
)
VALUES: tuple[Any, ...] = (*WORDS, *(None, True, 0, -1, 2**63, 1.5, [], {}, [[]], {"a": {}}))
PIECES = (
    b"&a ",
    b"*a",
    b"<<: ",
    b"!!x ",
    b"- ",
    b"? ",
    b"\x00",
    b"\xff",
    b"---\n",
    b"...\n",
    b"\t",
)

Document = Any


def document(seed: Document, chance: Random) -> bytes:
    """The lawful document with a few of its branches changed, sometimes of its bytes too."""
    broken = seed
    for _time in range(chance.choice((1, 1, 1, 2, 3))):
        broken = _broken(broken, chance)
    data = yaml.safe_dump(broken, allow_unicode=True, width=60).encode("utf-8", "surrogatepass")
    return spoilt(data, chance) if chance.random() < 0.2 else data


def _broken(tree: Document, chance: Random, depth: int = 0) -> Document:
    """The tree with one branch dropped, doubled, renamed, replaced or gone deeper into."""
    if isinstance(tree, dict) and tree and chance.random() < 0.9 - depth / 20:
        return _mapping(dict(tree), chance, depth)
    if isinstance(tree, list) and tree and chance.random() < 0.9:
        at = chance.randrange(len(tree))
        changed = [*tree]
        match chance.randrange(4):
            case 0:
                del changed[at]
            case 1:
                changed.insert(at, tree[chance.randrange(len(tree))])
            case 2:
                changed = changed * chance.choice((2, 30))
            case _:
                changed[at] = _broken(tree[at], chance, depth + 1)
        return changed
    return chance.choice(VALUES)


def _mapping(changed: dict[Any, Any], chance: Random, depth: int) -> Document:
    key = chance.choice([*changed])
    match chance.randrange(6):
        case 0:
            del changed[key]
        case 1:
            changed[chance.choice(WORDS)] = changed.pop(key)
        case 2:
            changed[chance.choice(WORDS)] = chance.choice(VALUES)
        case _:
            changed[key] = _broken(changed[key], chance, depth + 1)
    return changed


def spoilt(data: bytes, chance: Random) -> bytes:
    """The bytes with a few changed, taken out, put in or cut off."""
    raw = bytearray(data)
    for _time in range(chance.randrange(1, 5)):
        _spoil(raw, chance.randrange(len(raw) + 1), chance)
    return bytes(raw)


def _spoil(raw: bytearray, at: int, chance: Random) -> None:
    match chance.randrange(5):
        case 0:
            raw[at : at + 1] = bytes([chance.randrange(256)])
        case 1:
            del raw[at : at + chance.randrange(1, 40)]
        case 2:
            raw[at:at] = chance.choice(PIECES)
        case 3:
            raw[at:at] = raw[: chance.randrange(60)]
        case _:
            del raw[at:]
