"""What every stored record has in common, and the types its fields are made of."""

from datetime import datetime
from typing import Annotated, dataclass_transform

import msgspec

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A point in time with its zone; stored in UTC, to the second."""


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A value that is stored; its `repr` never shows what it holds."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"
