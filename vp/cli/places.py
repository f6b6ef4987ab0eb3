"""Where things are and which language is spoken, read off the environment that is handed in."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from vp.errors import NotThere, VpError
from vp.locale import LANGUAGES, N_

HOME_NOTE = "dossier.txt"
"""In home: the folder of the dossier that is meant when nothing else says so."""


def home(environ: Mapping[str, str]) -> Path:
    """VP_HOME, or the platform's own place for a program's data. Raises NotThere."""
    if given := environ.get("VP_HOME"):
        return Path(given).absolute()
    from platformdirs import user_data_path

    try:
        found = Path(user_data_path("vp", appauthor=False))
    except RuntimeError:
        found = Path()
    if not found.is_absolute():
        raise NotThere(
            N_("this computer does not say where your home folder is"),
            N_("set HOME, or VP_HOME to the folder for vp's keys"),
        )
    return found


def folder(environ: Mapping[str, str], here: Path, home: Path) -> Path:
    """VP_DOSSIER, here or above, or the dossier that `init` made last. Raises NotThere."""
    if given := environ.get("VP_DOSSIER"):
        return Path(given).absolute()
    for place in (here, *here.parents):
        if (place / "vp.yaml").is_file():
            return place
    try:
        return Path((home / HOME_NOTE).read_text("utf-8").strip())
    except (OSError, UnicodeDecodeError):
        raise NotThere(
            N_("there is no dossier here yet"),
            N_("make one with vp init, or set VP_DOSSIER to the folder where it is"),
        ) from None


def language(environ: Mapping[str, str], folder: Callable[[], Path]) -> str:
    """VP_LANG, the dossier's own language, or the computer's: `nl` or `en`."""
    asked = environ.get("VP_LANG", "")[:2].lower()
    if asked in LANGUAGES:
        return asked
    from vp.store.marker import read_marker

    try:
        if (chosen := read_marker(folder()).language) in LANGUAGES:
            return chosen
    except VpError:
        pass  # no dossier, or a damaged one: the command that needs it says so
    said = next(filter(None, map(environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "nl" if (said or _of_windows()).lower().startswith(("nl", "dutch")) else "en"


def _of_windows() -> str:
    """What Windows calls the user's language: it sets no variable for it."""
    if os.name != "nt":
        return ""
    import locale

    return locale.setlocale(locale.LC_CTYPE)


def here() -> Path:
    """The folder one stands in; the root where that one is gone."""
    try:
        return Path.cwd()
    except OSError:
        return Path("/")
