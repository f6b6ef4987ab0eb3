"""What every stored record has in common, and the types its fields are made of."""

import re
from datetime import datetime
from typing import Annotated, dataclass_transform

import msgspec

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A point in time with its zone; stored in UTC, to the second."""

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base32: no letter that looks like another."""

CASE_ID = re.compile(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}")
ENTRY_ID = re.compile(f"[a-z]-[{ALPHABET}]{{6}}")


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A value that is stored; its `repr` never shows what it holds."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"
