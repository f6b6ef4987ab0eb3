"""vp.yaml, the one file that says a folder is a dossier: format, id and language, nothing else."""

import re
from pathlib import Path
from typing import NamedTuple

from vp.errors import NotReadable, NotThere
from vp.locale import N_
from vp.store import files

MARKER = "vp.yaml"
FORMAT = 1
_LINE = re.compile(r"(format|id|language): *'?([0-9a-z-]+)'?")


class Marker(NamedTuple):
    """What vp.yaml says."""

    format: int
    id: str
    language: str


def read_marker(folder: Path) -> Marker:
    """What the folder's vp.yaml says. Raises NotThere, or NotReadable for a newer format.

    Three plain lines, read without a YAML library: every command starts with it.
    """
    try:
        text = files.read(folder / MARKER, limit=4096).decode("utf-8", "replace")
    except NotThere:
        raise NotThere(
            N_("{folder} is no dossier of vp"),
            N_("make one with vp init, or set VP_DOSSIER to the folder where it is"),
            folder=folder,
        ) from None
    lines = filter(None, map(_LINE.fullmatch, text.splitlines()))
    found: dict[str, str] = {line[1]: line[2] for line in lines}
    number = found.get("format", "")
    if not number.isdigit() or not found.get("id"):
        raise NotReadable(
            N_("{name} is damaged"), N_("put back a copy from your backup"), name=MARKER
        )
    if int(number) > FORMAT:
        raise NotReadable(
            N_("{name} was written by a newer vp (format {number}; this vp reads {known})"),
            N_("install the newest vp on this computer too"),
            name=MARKER,
            number=number,
            known=FORMAT,
        )
    return Marker(int(number), found["id"], found.get("language", ""))


def write_marker(folder: Path, marker: Marker) -> None:
    """The folder is a dossier."""
    lines = f"format: {marker.format}\nid: '{marker.id}'\nlanguage: {marker.language}\n"
    files.create(folder / MARKER, lines.encode())
