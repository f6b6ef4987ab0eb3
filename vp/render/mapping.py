"""A mapping as a file for the counsellor to read and correct: each part with a word on it."""

import json
import re
from collections.abc import Mapping as Pairs

from vp.domain.mapping import Mapping, NoteColumns
from vp.locale import _
from vp.render.moving import field_in_words
from vp.render.plain import paragraph

_BARE = re.compile(r"(?!null\b)[^\W\d_][\w -]*[^\W_]", re.IGNORECASE)


def mapping_text(mapping: Mapping) -> str:
    """The YAML of the mapping."""
    pairs = [f"  {_quoted(heading)}: {field}" for heading, field in mapping.columns.items()]
    words = [field_in_words(field) for field in mapping.columns.values()]
    width = max(map(len, pairs))
    parts = (
        (_("What each column of your sheet is, as a field of a case."), "columns:"),
        ("", *(f"{pair:<{width}}  # {told}" for pair, told in zip(pairs, words, strict=True))),
        (
            _("Your own words for a value, by column; what vp knows itself need not be here."),
            "#   aard: {pestgedrag: bullying, roddelen: exclusion}",
            "values: {}",
        ),
        (_("What holds for a row that does not say it itself."), f"fixed: {_flow(mapping.fixed)}"),
        (
            _("Further texts, each a note on a day of its own."),
            "#   - {text: vervolggesprek, day: datum vervolg, kind: conversation}",
            *_notes(mapping.notes),
        ),
        (_("Columns that nothing is taken from."), *_listed(mapping.ignore)),
    )
    blocks = []
    for told, *lines in parts:
        comment = [paragraph(told, "# ")] if told else []
        blocks.append("\n".join([*comment, *lines]))
    return "\n\n".join(blocks).replace("columns:\n\n", "columns:\n") + "\n"


def _quoted(word: str) -> str:
    """The word as YAML that can be nothing but this text."""
    return word if _BARE.fullmatch(word) else json.dumps(word, ensure_ascii=False)


def _flow(pairs: Pairs[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {_quoted(word)}" for key, word in pairs.items()) + "}"


def _notes(notes: tuple[NoteColumns, ...]) -> list[str]:
    parts = [{"text": one.text, "day": one.day} for one in notes]
    pairs = [_flow({part: heading for part, heading in one.items() if heading}) for one in parts]
    return ["notes:", *(f"  - {one}" for one in pairs)] if pairs else ["notes: []"]


def _listed(words: tuple[str, ...]) -> list[str]:
    return ["ignore:", *(f"  - {_quoted(word)}" for word in words)] if words else ["ignore: []"]
