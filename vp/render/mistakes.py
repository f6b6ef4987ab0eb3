"""What a mistake in the counsellor's own template is called, and where it stands.

It is told by the template, the line and what stands there, never by a value: the messages
of jinja may hold one, and so may the name of what was asked for, so that is told only if the
template itself spells it.
"""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from jinja2 import (
    Environment,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    nodes,
)
from jinja2.exceptions import SecurityError

from vp.domain.record import Record
from vp.errors import NotReadable
from vp.locale import N_
from vp.render.child import END, LENGTH, MEMORY, TIME, Ended, TooLong
from vp.render.masked import Masked

_LONGEST = 120
"""Characters of what is told from a template."""

_WHOLE = N_("template {name} cannot be filled in: {why}")
_AT = N_("template {name} cannot be filled in, see line {line}: {why}")
_WHY = {
    "folder": N_("it is a folder"),
    "link": N_("it is a link to another file, or lies in a folder that is a link"),
    "special": N_("it is not a file"),
    "closed": N_("it may not be read"),
    "large": N_("it is larger than 256 KiB"),
    "text": N_("it is not text in UTF-8"),
    "syntax": N_("it is not well formed"),
    "missing": N_("a template that it needs is not there"),
    "undefined": N_("it asks for something it is not given"),
    "hidden": N_("it asks how large a hidden number is, before it asks whether it is hidden"),
    "unsafe": N_("it does something a template may not do"),
    TIME: N_("it takes too long"),
    MEMORY: N_("it asks for too much memory"),
    LENGTH: N_("its text grows too long"),
    END: N_("it broke off"),
}
_NAMED = {
    "syntax": N_("template {name} is not well formed in line {line} ({what})"),
    "missing": N_("template {name} asks in line {line} for template {what}, which is not there"),
    "undefined": N_("template {name} asks in line {line} for {what}, which it is not given"),
    "unsafe": N_("template {name} asks in line {line} for {what}, which is not allowed"),
    "other": N_("template {name} goes wrong in line {line} ({what})"),
}


class Unusable(TemplateError):
    """The file of this name is there, and cannot be read as a template."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.name = name


class Mistake(Record, kw_only=True):
    """What is wrong with which template, where that is known, and what stands there."""

    kind: str
    name: str
    line: int = 0
    what: str = ""


def error(mistake: Mistake) -> NotReadable:
    """The mistake as a sentence with its hint."""
    hint = N_("mend it, or take it out of templates in your home folder, to use the one of vp")
    name, line, what = mistake.name, mistake.line, mistake.what
    if mistake.kind in _NAMED and line and what:
        return NotReadable(_NAMED[mistake.kind], hint, name=name, line=line, what=what)
    if mistake.kind == "other":
        unplaced = N_("template {name} cannot be filled in ({error})")
        return NotReadable(unplaced, hint, name=name, error=what)
    why = _WHY[mistake.kind]
    if line:
        return NotReadable(_AT, hint, name=name, line=line, why=why)
    return NotReadable(_WHOLE, hint, name=name, why=why)


def find(raised: BaseException, sandbox: Environment, name: str, folder: Path) -> Mistake:
    """What the exception says is wrong, when the template of this name was filled in."""
    if isinstance(raised, Unusable):
        return Mistake(kind=raised.kind, name=raised.name)
    if isinstance(raised, TemplateSyntaxError):
        told = "".join(filter(str.isprintable, raised.message or ""))[:_LONGEST]
        return Mistake(kind="syntax", name=raised.name or name, line=raised.lineno, what=told)
    kind = _kind(raised)
    place, line = _place(raised.__traceback__, folder)
    if place is None or place.name is None:
        return Mistake(kind=kind, name=name, what=type(raised).__name__)
    what = type(raised).__name__
    if kind != "other":
        what = _spelled(sandbox, place.name, _asked(raised), line)
    return Mistake(kind=kind, name=place.name, line=line, what=what)


def _kind(raised: BaseException) -> str:
    match raised:
        case TemplateNotFound():
            return "missing"
        case SecurityError():
            return "unsafe"
        case UndefinedError():
            return "hidden" if isinstance(_asker(raised), Masked) else "undefined"
        case MemoryError() | OverflowError():
            return MEMORY
        case TooLong():
            return TIME
        case Ended():
            return raised.why
        case _:
            return "other"


def _frames(trace: TracebackType | None) -> Iterator[TracebackType]:
    while trace is not None:
        yield trace
        trace = trace.tb_next


def _place(trace: TracebackType | None, folder: Path) -> tuple[Template | None, int]:
    """The template and line where it went wrong: the innermost of his own, else of vp."""
    found: list[tuple[bool, Template, int]] = []
    for one in _frames(trace):
        template = one.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            is_own = Path(template.filename or "").is_relative_to(folder)
            found.append((is_own, template, template.get_corresponding_lineno(one.tb_lineno)))
    own = [place for place in found if place[0]]
    return next(((where, line) for _is_own, where, line in reversed(own or found)), (None, 0))


def _asker(raised: BaseException) -> Undefined | Masked | None:
    """What was not there, not allowed or hidden: it raised the exception itself."""
    values = [one.tb_frame.f_locals.get("self") for one in _frames(raised.__traceback__)]
    return next((one for one in reversed(values) if isinstance(one, Undefined | Masked)), None)


def _asked(raised: BaseException) -> object:
    """The name of the template, or of the value, that was asked for in vain."""
    if isinstance(raised, TemplateNotFound):
        return raised.name
    asker = _asker(raised)
    return asker._undefined_name if isinstance(asker, Undefined) else None


def _spelled(sandbox: Environment, template: str, what: object, line: int) -> str:
    """The name as the template itself spells it, nearest to the line; empty if it does not."""
    if not isinstance(what, str) or not what or sandbox.loader is None:
        return ""
    text = sandbox.loader.get_source(sandbox, template)[0]
    kinds = (nodes.Name, nodes.Getattr, nodes.Const)
    spelled = [
        (abs(node.lineno - line), -len(path), path)
        for node in sandbox.parse(text).find_all(kinds)
        if (path := _path(node)) == what or path.split(".")[-1] == what
    ]
    found = min(spelled)[2] if spelled else ""
    return found if found.isprintable() and len(found) <= _LONGEST else ""


def _path(node: nodes.Node) -> str:
    """`figures.new` for that expression, the text of a constant; else as much as has a name."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Const():
            return node.value if isinstance(node.value, str) else ""
        case nodes.Getattr():
            before = _path(node.node) if isinstance(node.node, nodes.Name | nodes.Getattr) else ""
            return f"{before}.{node.attr}" if before else node.attr
        case _:
            return ""
