"""The manual pages, made from the commands themselves: vp(1), and one for each command.

`python -m tests.manual` writes them to `vp/locale/LANGUAGE/man1`, where the wheel takes them from.
A process speaks one language, so each language is made in a process of its own.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from vp import __version__, locale

ROOT = Path(__file__).parent.parent
LANGUAGES = ("en", "nl")

ENVIRONMENT = {
    "en": {
        "VP_HOME": "the folder with your identity and the keys; else your system's own place.",
        "VP_DOSSIER": "the folder with the sealed cases; else the folder you are in, or the one"
        " that vp init made last.",
        "VP_LANG": "nl or en; --lang goes before it, the dossier's own language after it.",
    },
    "nl": {
        "VP_HOME": "de map met uw identiteit en de sleutels; anders de vaste plek op uw systeem.",
        "VP_DOSSIER": "de map met de verzegelde zaken; anders de map waarin u staat, of de map die"
        " vp init het laatst maakte.",
        "VP_LANG": "nl of en; --lang gaat ervoor, de taal van de dossiermap erna.",
    },
}
EXITS = {
    "en": ("done", "unforeseen", "the call or the input is wrong", "not there", "not allowed",
           "not readable", "not written", "done, but something needs a person", "broken off"),
    "nl": ("gedaan", "onvoorzien", "de opdracht of de invoer klopt niet", "bestaat niet",
           "mag niet", "niet te lezen", "niet geschreven", "gedaan, maar kijk er zelf naar",
           "afgebroken"),
}  # fmt: skip
HEADS = {
    "en": {"name": "NAME", "use": "SYNOPSIS", "about": "DESCRIPTION", "takes": "OPTIONS",
           "example": "EXAMPLE", "environment": "ENVIRONMENT", "exits": "EXIT STATUS",
           "further": "SEE ALSO", "book": "vp manual"},
    "nl": {"name": "NAAM", "use": "OVERZICHT", "about": "BESCHRIJVING", "takes": "OPTIES",
           "example": "VOORBEELD", "environment": "OMGEVING", "exits": "AFSLUITCODE",
           "further": "ZIE OOK", "book": "handleiding van vp"},
}  # fmt: skip


def folder(language: str) -> Path:
    """Where the pages of that language are."""
    return ROOT / "vp" / "locale" / language / "man1"


def made(language: str) -> dict[str, str]:
    """Every page by its name, as the commands say it now."""
    environ = os.environ | {"VP_LANG": language, "COLUMNS": "80"}
    words = [sys.executable, "-m", "tests.manual", language]
    told = subprocess.run(words, env=environ, cwd=ROOT, capture_output=True, check=True).stdout
    names = told.decode().split("\f")
    return dict(zip(names[::2], names[1::2], strict=False))


def pages(language: str) -> Iterator[tuple[str, str]]:
    """The name and the roff of each page, in the language of this process."""
    locale.use(language)
    from vp.cli import wording
    from vp.cli.main import COMMANDS
    from vp.cli.parsing import app

    wording.speak()
    index: Any = typer.main.get_command(app)
    index.help = locale._("The file cabinet of the confidential counsellor.")
    yield "vp.1", "".join(_front(language, index, COMMANDS))
    for name, about in COMMANDS.items():
        command = index.get_command(None, name)
        yield f"vp-{name}.1", "".join(_page(language, name, locale._(about), command))


def _front(language: str, index: Any, commands: dict[str, str]) -> Iterator[str]:
    from vp.cli.wording import SECTIONS

    heads = HEADS[language]
    yield _title(language, "vp")
    yield f".SH {heads['name']}\nvp \\- {roff(index.help.rstrip('.'))}\n"
    yield from _takes(language, index, "vp")
    for section, names in SECTIONS.items():
        yield f".SH {roff(locale._(section)).upper()}\n"
        for name in names.split():
            yield _term(f"vp {name}", locale._(commands[name]))
    yield f".SH {heads['environment']}\n"
    for name, about in ENVIRONMENT[language].items():
        yield _term(name, about)
    yield f".SH {heads['exits']}\n"
    for code, about in zip((*range(8), 130), EXITS[language], strict=True):
        yield _term(str(code), about)
    yield _further(language, [f"vp-{name}" for name in commands] + ["age"])


def _page(language: str, name: str, about: str, command: Any) -> Iterator[str]:
    from vp.cli import topics

    yield _title(language, f"vp-{name}")
    yield f".SH {HEADS[language]['name']}\nvp-{name} \\- {roff(about)}\n"
    yield from _takes(language, command, f"vp {name}")
    for part, one in getattr(command, "commands", {}).items():
        yield f'.SH "VP {name.upper()} {part.upper()}"\n'
        yield from _takes(language, one, f"vp {name} {part}", within=True)
    for subject in topics.COMMANDS.get(name, ()) if name != "help" else ():
        yield f".SH {roff(locale.label(subject)).upper()}\n"
        for each in topics.explained(subject):
            yield from _part(each)
    others = (one for one in ("vp", "vp-help") if one != f"vp-{name}")
    yield _further(language, list(others))


def _part(part: Any) -> Iterator[str]:
    if part.head:
        yield f'.SS "{roff(part.head)}"\n'
    if part.text:
        yield f".PP\n{roff(part.text)}\n"
    for term, text in part.rows:
        yield _term(term, text)


def _takes(language: str, command: Any, name: str, within: bool = False) -> Iterator[str]:
    """How the command is called, what it does, what it takes, and an example."""
    from typer._click.core import Context

    from vp.cli.wording import said, usage, value

    heads = HEADS[language]
    context = Context(command, info_name=name, help_option_names=["-h", "--help"])
    synopsis = usage(" ".join(command.collect_usage_pieces(context)))
    yield "" if within else f".SH {heads['use']}\n"
    yield f".B {roff(name)}\n{roff(synopsis)}\n"
    yield ".PP\n" if within else f".SH {heads['about']}\n"
    yield f"{roff(command.help or '')}\n"
    params = command.params if within else command.get_params(context)
    records = [one.get_help_record(context) for one in params]
    records = [(value(term), said(text)) for term, text in filter(None, records)]
    if records:
        yield "" if within else f".SH {heads['takes']}\n"
        yield from (_term(term, text) for term, text in records)
    if command.epilog and not getattr(command, "commands", {}):
        yield ".PP\n" if within else f".SH {heads['example']}\n"
        yield f".B {roff(command.epilog.partition(': ')[2])}\n"


def _title(language: str, name: str) -> str:
    book = HEADS[language]["book"]
    # Ragged and unbroken: what is to be typed stands there in one piece.
    return f'.TH {roff(name.upper())} 1 "" "vp {__version__}" "{book}"\n.ad l\n.nh\n'


def _term(term: str, text: str) -> str:
    return f".TP\n.B {roff(term)}\n{roff(text)}\n"


def _further(language: str, names: list[str]) -> str:
    told = " ,\n".join(f".BR {roff(name)} (1)" for name in names).replace(" ,", ",")
    return f".SH {HEADS[language]['further']}\n{told}\n"


def roff(text: str) -> str:
    """The text as roff reads it: nothing in it is a request."""
    plain = " ".join(text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq").split())
    plain = plain.replace("'", "\\(aq").replace("`", "\\(ga").replace("~", "\\(ti")
    plain = re.sub(r"(?<=[^\s/])(/|\\-)(?=\w)", r"\1\\:", plain) if "://" in plain else plain
    return f"\\&{plain}" if plain.startswith(".") else plain


def write() -> None:
    """The pages of both languages stand where the wheel takes them from."""
    for language in LANGUAGES:
        place = folder(language)
        place.mkdir(parents=True, exist_ok=True)
        found = made(language)
        for path in place.glob("*.1"):
            if path.name not in found:
                path.unlink()
        for name, text in found.items():
            (place / name).write_text(text, "utf-8")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write("".join(f"{name}\f{text}\f" for name, text in pages(sys.argv[1])))
    else:
        write()
