"""Strict YAML: bytes to plain values and back, through libyaml's events and nothing above them.

Reading: UTF-8, one document, at most 4 MiB; no anchors, aliases, tags, directives, merge keys
or duplicate keys, depth at most 12, at most 50,000 nodes. Every scalar is text: what it means is
decided by the record it becomes, never by a YAML dialect, so a telephone number keeps its first
zero. Only an empty, `~` or `null` plain scalar means "not given", and its key is left out.

Writing: keys in the given order, `text` last, long text in block form, and quotes around every
string that a YAML 1.1 or 1.2 reader could take for something else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import StringIO
from itertools import chain
from typing import Any, NamedTuple

from vp.errors import NotReadable
from vp.locale import N_
from vp.store.libyaml import CEmitter, CParser, YAMLError, events

LIMIT = 4 * 1024 * 1024
DEPTH = 12
NODES = 50_000


class Room(NamedTuple):
    """How much a document may hold: bytes, and keys, values, mappings and lists together."""

    size: int = LIMIT
    nodes: int = NODES


USUAL = Room()
OWN = Room(64 * LIMIT, 100 * NODES)
"""For what vp alone writes, in home: the destruction record grows with every case."""


Plain = Any
"""Text, or lists and mappings of Plain; None where nothing was given."""

_NOTHING = ("", "~", "null", "Null", "NULL")
_PLAIN = re.compile(r"[^\W\d_][\w .,'’()/@«»–+-]*")
_RESERVED = frozenset(
    ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"]
)
_DIRECTIVE = re.compile("(?:^|[\n\r\x85\u2028\u2029])\ufeff?%")
"""libyaml takes minutes over many directives before it gives the first event."""
_BETWEEN = re.compile(rb"^---[ \t]*\r?\n", re.MULTILINE)
_WIDTH = 96


def load(data: bytes, name: str, room: Room = USUAL) -> Plain:
    """The plain value in the data. Raises NotReadable, naming the file and never its content."""
    if len(data) > room.size:
        raise _refused(name, N_("it is larger than 4 MiB"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused(name, N_("it is not UTF-8 text")) from None
    if "%" in text and _DIRECTIVE.search(text):
        raise _refused(name, N_("lines that begin with % are not allowed"))
    try:
        return _build(CParser(text), name, room.nodes)
    except YAMLError as error:
        raise _refused(name, N_("it is not YAML"), _line(error)) from None


def documents(data: bytes) -> Iterator[slice]:
    """Where the documents in the data lie, with lines --- between them; empty ones are none."""
    lines = (found.span() for found in _BETWEEN.finditer(data))
    edges = (0, *chain.from_iterable(lines), len(data))
    for first, after in zip(edges[::2], edges[1::2], strict=True):
        if data[first:after].strip():
            yield slice(first, after)


def load_all(data: bytes, name: str) -> Iterator[Plain]:
    """The plain values of the documents in the data, one at a time."""
    return (load(data[place], name) for place in documents(data))


def dump(value: Mapping[str, Plain]) -> bytes:
    """The YAML of a mapping of plain values, dates, numbers, booleans and, left empty, None."""
    written = StringIO()
    emitter = CEmitter(written, allow_unicode=True, width=_WIDTH)
    emitter.emit(events.StreamStartEvent())
    emitter.emit(events.DocumentStartEvent(explicit=False))
    for event in _events(value):
        emitter.emit(event)
    emitter.emit(events.DocumentEndEvent(explicit=False))
    emitter.emit(events.StreamEndEvent())
    return written.getvalue().encode()


def _build(parser: CParser, name: str, nodes: int) -> Plain:
    """The value the events make, or NotReadable at the first that is not allowed."""
    tree = _Tree(name, nodes)
    documents = 0
    while (event := parser.get_event()) is not None:
        match event:
            case events.NodeEvent():
                tree.grow(event)
            case events.CollectionEndEvent():
                tree.close(event)
            case events.DocumentStartEvent():
                documents += 1
                if documents > 1:
                    raise _refused(name, N_("it holds more than one document"), _line(event))
            case _:
                pass
    return tree.root


class _Tree:
    """The value under construction: the open mappings and lists, outermost first."""

    def __init__(self, name: str, nodes: int) -> None:
        self.root: Plain = None
        self._name = name
        self._open: list[dict[str, Plain] | list[Plain]] = []
        self._keys: list[str | None] = []
        self._left = nodes

    def grow(self, event: Any) -> None:
        """One node more: a key, a value, or a mapping or list that opens."""
        self._left -= 1
        _require_plain(event, self._name, len(self._open), self._left)
        match event:
            case events.ScalarEvent():
                self._place(_scalar(event), event)
            case events.MappingStartEvent():
                self._require_place(event)
                self._open.append({})
                self._keys.append(None)
            case _:
                self._require_place(event)
                self._open.append([])
                self._keys.append(None)

    def close(self, event: Any) -> None:
        """The innermost mapping or list is complete."""
        self._keys.pop()
        done = self._open.pop()
        if isinstance(done, dict) and None in done.values():
            done = {key: value for key, value in done.items() if value is not None}
        self._place(done, event)

    def _place(self, value: Plain, event: Any) -> None:
        match self._open[-1] if self._open else None:
            case None:
                self.root = value
            case dict() as mapping:
                key = self._keys[-1]
                if key is None:
                    self._keys[-1] = _key(value, mapping, self._name, event)
                    return
                self._keys[-1] = None
                mapping[key] = value
            case items:
                items.append(value)

    def _require_place(self, event: Any) -> None:
        if self._open and isinstance(self._open[-1], dict) and self._keys[-1] is None:
            raise _refused(self._name, N_("a key is not a word"), _line(event))


def _require_plain(event: Any, name: str, depth: int, left: int) -> None:
    if isinstance(event, events.AliasEvent) or event.anchor is not None:
        raise _refused(name, N_("anchors and aliases are not allowed"), _line(event))
    if event.tag is not None and event.tag != "!":
        raise _refused(name, N_("tags are not allowed"), _line(event))
    if depth >= DEPTH:
        raise _refused(name, N_("it is nested too deeply"), _line(event))
    if left < 0:
        raise _refused(name, N_("it has too many parts"), _line(event))


def _scalar(event: Any) -> str | None:
    if event.implicit[0] and event.value in _NOTHING:
        return None
    return str(event.value)


def _key(value: Plain, mapping: dict[str, Plain], name: str, event: Any) -> str:
    if value is None or value == "<<":
        raise _refused(name, N_("a key is not a word"), _line(event))
    if value in mapping:
        raise _refused(name, N_("a key stands there twice"), _line(event))
    return str(value)


def _events(value: Plain) -> Iterator[Any]:
    match value:
        case Mapping():
            yield events.MappingStartEvent(None, None, implicit=True, flow_style=False)
            for key in sorted(value, key=lambda key: key == "text"):
                yield from _events(key)
                yield from _events(value[key])
            yield events.MappingEndEvent()
        case str():
            yield events.ScalarEvent(None, None, (True, True), value, style=_style(value))
        case None:
            yield events.ScalarEvent(None, None, (True, False), "")
        case Sequence():
            yield events.SequenceStartEvent(None, None, implicit=True, flow_style=not value)
            for item in value:
                yield from _events(item)
            yield events.SequenceEndEvent()
        case bool():
            yield events.ScalarEvent(None, None, (True, False), "true" if value else "false")
        case datetime() | date():
            yield events.ScalarEvent(None, None, (True, False), value.isoformat())
        case _:
            yield events.ScalarEvent(None, None, (True, False), str(value))


def _style(text: str) -> str | None:
    if "\n" in text or len(text) > _WIDTH:
        return "|"
    if _PLAIN.fullmatch(text) and text.casefold() not in _RESERVED and text == text.strip():
        return None
    return "'"


def _line(where: Any) -> int:
    mark = getattr(where, "problem_mark", None) or getattr(where, "start_mark", None)
    return mark.line + 1 if mark else 0


def _refused(name: str, why: str, line: int = 0) -> NotReadable:
    if line:
        return NotReadable(
            N_("{name} cannot be read (line {line}): {why}"),
            N_("look at that line: its indentation, colons and quotation marks"),
            name=name,
            line=line,
            why=why,
        )
    return NotReadable(
        N_("{name} cannot be read: {why}"),
        N_("look whether it is the right file; an editor saves it as UTF-8"),
        name=name,
        why=why,
    )
