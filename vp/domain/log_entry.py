"""What every entry of a case's log begins with."""

from datetime import date
from typing import ClassVar

from vp.domain.record import Moment, Record


class LogEntry(Record, kw_only=True, tag_field="entry", rename={"on": "day"}):
    """An entry: its id, when it was written, the day it is about, and its text."""

    prefix: ClassVar[str]
    """The letter its ids begin with, so that an id says what it points at."""
    # Stored as `day`: a YAML 1.1 reader takes the key `on` for the word "true".

    id: str
    at: Moment
    on: date
    text: str = ""
