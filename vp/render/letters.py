"""A letter as Markdown: a plain record in a template, every text of a person made harmless."""

from datetime import date
from pathlib import Path
from typing import Any

from vp.domain.letters import LetterKind
from vp.domain.record import Record
from vp.domain.term import Term
from vp.errors import NotReadable
from vp.locale import N_
from vp.render.templates import escape, fill


def letter(kind: LetterKind, record: Record, language: str, own: Path | None = None) -> str:
    """The letter in `nl` or `en`; `own` is a folder with the counsellor's own templates.

    Raises NotReadable when a template of his own asks for what it is not given.
    """
    from jinja2 import TemplateError

    name = f"letter_{kind.key}"
    try:
        return fill(name, content(record, language), language, own)
    except TemplateError as error:
        raise NotReadable(
            N_("template {name} cannot be filled in ({error})"),
            N_("mend it, or take it out of templates in your home folder, to use the one of vp"),
            name=f"{language}/{name}.md.j2",
            error=type(error).__name__,
        ) from None


def content(record: Record, language: str) -> dict[str, Any]:
    """What a template is given: names with plain values, strings escaped, terms with a label."""
    return {name: _plain(getattr(record, name), language) for name in record.__struct_fields__}


def _plain(value: object, language: str) -> Any:
    match value:
        case str():
            return escape(value)
        case Term():
            return {"key": value.key, "label": escape(value.nl if language == "nl" else value.en)}
        case Record():
            return content(value, language)
        case tuple():
            return [_plain(one, language) for one in value]
        case None | bool() | int() | date():
            return value
        case _:
            raise TypeError(type(value).__name__)
