"""A published report as a file: YAML that anyone may read, and that reads back the same.

What fits stands in one line, so that a cell is a line. Who reads it needs neither vp nor a key.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import isfinite
from pathlib import Path

import msgspec

from vp.domain import ledger, period, text
from vp.domain.frozen import FORMAT, Cell, Frozen, Shape
from vp.errors import NotReadable, NotWritten, VpError
from vp.locale import N_
from vp.store import codec, files, strict

_ALONE = {"key_figures": "figure", "figures": "figure", "work": "work"}
"""What is in no table, and what it is named by."""
_WIDTH = 96
_PLAIN = re.compile(r"[^\W\d_](?:[\w ./()@+-]*[\w.)/])?")
_RESERVED = frozenset(
    ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"]
)


def dump(frozen: Frozen) -> bytes:
    """The YAML of the report, which reads back as an equal report. Raises NotWritten."""
    data = written(frozen)
    try:
        same = ledger.digest(read_file(data, "copy")) == ledger.digest(frozen)
    except NotReadable:
        same = False
    if not same:
        raise NotWritten(
            N_("the report cannot be written so that it reads back the same"),
            N_("this is a fault of vp; nothing was published"),
        )
    return data


def written(frozen: Frozen) -> bytes:
    """The YAML of the report, not read back yet."""
    plain = {"format": FORMAT} | msgspec.to_builtins(frozen, builtin_types=(date,))
    return "".join(f"{line}\n" for line in _mapping(plain, "")).encode()


def read_file(source: Path | bytes, name: str) -> Frozen:
    """The report in a file from anywhere. Raises NotReadable, and repeats nothing of it."""
    data = source if isinstance(source, bytes) else files.read(source, limit=strict.LIMIT)
    plain = strict.load(data, name)
    _require_clean(plain, name)
    if isinstance(plain, dict) and isinstance(mandate := plain.get("mandate"), dict):
        mandate.setdefault("renewal", None)  # strict YAML leaves out what is not given
    frozen = codec.convert(plain, Frozen, name)
    try:
        frozen = ledger.exact(frozen, plain)
    except ValueError:
        raise _unsound(name) from None
    _require_sound(frozen, name)
    return frozen


def _require_clean(plain: strict.Plain, name: str) -> None:
    """Nothing, when every text may be shown on a terminal and put into a document."""
    try:
        for one in set(_texts(plain)):
            if text.clean(one) != one or "\n" in one:
                raise _unsound(name)
    except VpError:
        raise _unsound(name) from None


def _texts(plain: strict.Plain) -> Iterator[str]:
    match plain:
        case str():
            yield plain
        case dict():
            for key, value in plain.items():
                yield key
                yield from _texts(value)
        case list():
            for one in plain:
                yield from _texts(one)
        case _:
            pass


def _require_sound(frozen: Frozen, name: str) -> None:
    """Nothing, when the period is one, and each cell says one thing at one place."""
    try:
        meant = period.parse(frozen.period.label)
    except VpError:
        raise _unsound(name) from None
    places = Counter((one.table, one.name, *sorted(one.at.items())) for one in frozen.cells)
    said: dict[str, object] = {}
    fits = meant == frozen.period and frozen.edition >= 1 and set(places.values()) <= {1}
    codes = {key: {one.code for one in found} for key, found in frozen.dimensions.items()}
    for cell in frozen.cells:
        fits = fits and _has_place(cell, frozen.tables, codes)
        what = (cell.value, cell.band, cell.hidden, cell.impossible)
        fits = fits and _says_one_thing(cell) and said.setdefault(cell.name, what) == what
    if not fits:
        raise _unsound(name)


def _has_place(cell: Cell, tables: Mapping[str, Shape], codes: Mapping[str, set[str]]) -> bool:
    """Whether the cell is where its table has one; figures and work are no tables."""
    if cell.table not in tables:
        return list(cell.at) == [_ALONE.get(cell.table)]
    known = all(code in codes.get(dimension, ()) for dimension, code in cell.at.items())
    return known and sorted(cell.at) == sorted(tables[cell.table].dimensions)


def _says_one_thing(cell: Cell) -> bool:
    said = (cell.value is not None, cell.band is not None, cell.hidden, cell.impossible)
    least, greatest = cell.band or (0, 0)
    value = cell.value or 0
    return sum(said) == 1 and isfinite(value) and value >= 0 and 0 <= least <= greatest


def _unsound(name: str) -> NotReadable:
    return NotReadable(
        N_("{name} is not a report as vp publishes it"),
        N_("ask for the file from reports/ as it was published, unchanged"),
        name=name,
    )


# Writing


def _mapping(value: Mapping[str, strict.Plain], indent: str) -> Iterator[str]:
    """The lines of a mapping: a value that fits stands behind its key, another below it."""
    for key, one in value.items():
        begun = f"{indent}{_scalar(key)}:"
        short = "".join(_parts(one))
        fits = len(begun) + 1 + len(short) <= _WIDTH
        if isinstance(one, Mapping) and not fits:
            yield begun
            yield from _mapping(one, f"{indent}  ")
        elif isinstance(one, list | tuple) and one and not (fits and _is_flat(one)):
            yield begun
            for item in one:
                yield from _wrapped(item, f"{indent}- ")
        else:
            yield f"{begun} {short}"


def _is_flat(items: Sequence[strict.Plain]) -> bool:
    return not any(isinstance(one, Mapping) for one in items)


def _wrapped(item: strict.Plain, begun: str) -> Iterator[str]:
    """The lines of one item of a list, broken between its parts where it is long."""
    line = begun
    for part in _parts(item):
        if len(line) + len(part) > _WIDTH and line.strip(" -"):
            yield line.rstrip()
            line = " " * (len(begun) + 1)
        line += part
    yield line


def _parts(value: strict.Plain, before: str = "", after: str = "") -> list[str]:
    """The value in flow style, in parts between which a line may end."""
    match value:
        case Mapping():
            items = [_parts(one, f"{_scalar(key)}: ", ", ") for key, one in value.items()]
            opened, closed = "{", "}"
        case list() | tuple():
            items = [_parts(one, "", ", ") for one in value]
            opened, closed = "[", "]"
        case _:
            return [f"{before}{_simple(value)}{after}"]
    parts = [part for item in items for part in item] or [""]
    parts[0] = before + opened + parts[0]
    parts[-1] = parts[-1].removesuffix(", ") + closed + after
    return parts


def _simple(value: strict.Plain) -> str:
    if isinstance(value, str):
        return _scalar(value)
    return value.isoformat() if isinstance(value, date) else msgspec.json.encode(value).decode()


def _scalar(word: str) -> str:
    """The text as every YAML reader takes it for text: plain where that is safe, else in JSON."""
    if _PLAIN.fullmatch(word) and word.casefold() not in _RESERVED:
        return word
    return msgspec.json.encode(word).decode()
