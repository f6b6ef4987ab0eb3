"""Asking somebody at the terminal.

Rules: a prompt stands on standard error, so that standard output stays what a program can read.
A wrong answer gets its sentence and the question again; nothing answered before is lost. Without
a terminal nobody is asked: text comes from standard input, and what is missing is an error.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from vp.cli import when
from vp.cli.manner import is_edited
from vp.domain.term import Term, find
from vp.domain.text import clean_line
from vp.errors import NotReadable, Usage, VpError
from vp.locale import N_, _, label
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context

T = TypeVar("T", bound=Term)
V = TypeVar("V")

BACK = "<"
"""This alone goes back to the question before, where there is one."""

NOTHING = "-"
"""This alone takes away what was answered before, where one can go back to it."""


class Back(Exception):
    """Whoever is asked wants to answer the question before once more."""


def line(context: "Context", question: str, default: str = "", words: Sequence[str] = ()) -> str:
    """One line of text, cleaned; the default where the answer is empty. Tab completes the words."""
    found = until(context, question, default, clean_line, words) or default
    return "" if context.manner.goes_back and found == NOTHING else found


def term(
    context: "Context", question: str, terms: Iterable[T], default: T | None = None
) -> T | None:
    """One term, by number, key, label or an unambiguous beginning; None where none was chosen."""
    known = tuple(terms)
    shown = [f"{number:>4}  {label(one)}" for number, one in enumerate(known, start=1)]
    context.tell("\n".join(shown))

    def parse(answer: str) -> T | None:
        if not answer.strip():
            return default
        if answer.strip().isdecimal() and 1 <= int(answer) <= len(known):
            return known[int(answer) - 1]
        return _meant(known, answer, question)

    return until(context, question, label(default) if default else "", parse, _labels(known))


def terms(
    context: "Context", question: str, known: Sequence[T], default: tuple[T, ...] = ()
) -> tuple[T, ...]:
    """Several terms, separated by commas, the first first; the default for an empty answer."""
    context.tell("\n".join(f"{number:>4}  {label(one)}" for number, one in enumerate(known, 1)))

    def parse(answer: str) -> tuple[T, ...]:
        chosen = []
        for word in filter(None, (part.strip() for part in answer.split(","))):
            if word.isdecimal() and 1 <= int(word) <= len(known):
                chosen.append(known[int(word) - 1])
            else:
                chosen.append(_meant(known, word, question))
        return tuple(dict.fromkeys(chosen)) or default

    shown = ", ".join(label(one).partition(",")[0] for one in default)
    return until(context, question, shown, parse, _labels(known))


def day(
    context: "Context", question: str, default: date | None = None, *, ahead: bool = False
) -> date | None:
    """A day, the last such one or with `ahead` the next; the default where the answer is empty."""

    def parse(answer: str) -> date | None:
        return when.day(context, answer, ahead=ahead) if answer.strip() else default

    return until(context, question, default.isoformat() if default else "", parse)


def number(context: "Context", question: str, default: int = 0, most: int = 100_000) -> int:
    """A whole number that is not negative, nor over `most`."""

    def parse(answer: str) -> int:
        if not answer.strip():
            return default
        if not answer.strip().isdecimal() or int(answer) > most:
            raise Usage(
                N_("a whole number of at most {limit} is expected"),
                N_("write it in digits"),
                limit=most,
            )
        return int(answer)

    return until(context, question, str(default), parse)


def yes(context: "Context", question: str, default: bool | None = None) -> bool | None:
    """Yes or no; the default where the answer is empty, None where there is no default."""
    words = {"j": True, "ja": True, "y": True, "yes": True, "n": False, "nee": False, "no": False}
    shown = {True: _("Y/n"), False: _("y/N"), None: _("y/n")}[default]

    def parse(answer: str) -> bool | None:
        if not answer.strip():
            return default
        if answer.strip().casefold() not in words:
            raise Usage(N_("that is neither yes nor no"), N_("type y or n, or nothing"))
        return words[answer.strip().casefold()]

    return until(context, question, shown, parse)


def surely(action: Callable[[], None]) -> None:
    """The action was done, though a closing terminal may interrupt it once more."""
    try:
        action()
    except KeyboardInterrupt:
        action()


def decode(data: bytes) -> str:
    """The text in piped bytes. Raises Usage when it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Usage(
            N_("the text on standard input is not UTF-8"),
            N_("save it as UTF-8 and try again"),
        ) from None


def passphrase(context: "Context", question: str = "") -> str:
    """The passphrase, typed on the terminal itself and not shown, or what --passphrase-fd gives."""
    if context.passphrase_fd is not None:
        from vp.cli.everywhere import next_passphrase

        return next_passphrase(context.passphrase_fd)
    from getpass import GetPassWarning, getpass
    from warnings import catch_warnings, simplefilter

    try:
        with catch_warnings():
            simplefilter("error", GetPassWarning)
            return " ".join(getpass(question or _("Passphrase: "), context.stderr).split())
    except (GetPassWarning, OSError, EOFError):
        raise NotReadable(
            N_("the passphrase is needed and there is no terminal to type it on"),
            N_("run vp in a terminal, or give it with --passphrase-fd"),
        ) from None


def wipe(context: "Context") -> None:
    """Nothing that was shown until now is left on the terminal or in its scrollback."""
    context.stderr.write("\x1b[H\x1b[2J\x1b[3J")
    context.stderr.flush()


def tell(context: "Context", error: VpError) -> None:
    """The error's sentence and hint stand on the terminal; the conversation goes on."""
    from vp.cli.main import sentence

    told = " ".join(f"{part[0].upper()}{part[1:]}." for part in sentence(error) if part)
    context.tell(paragraph(told, "  ! "))


def _meant(known: Sequence[T], word: str, question: str) -> T:
    """The term that was meant. Raises Usage, which does not repeat the list that stands above."""
    try:
        return find(known, word, beginning=True, field=question)
    except Usage as error:
        if error.fields["nearest"] == "; ".join(_labels(known)[:6]):  # nothing is near
            error.hint = N_("choose from the list: a number, or the beginning of a word")
        raise


def _labels(known: Iterable[T]) -> list[str]:
    return [label(one) for one in known]


def until(
    context: "Context",
    question: str,
    shown: str,
    parse: Callable[[str], V],
    words: Sequence[str] = (),
) -> V:
    """The first answer that parses; every other gets its sentence and the question again."""
    prompt = f"{question} [{shown}]: " if shown else f"{question}: "
    while True:
        answer = read_line(context, prompt, words)
        if answer is None:
            raise KeyboardInterrupt
        if context.manner.goes_back and answer.strip() == BACK:
            raise Back
        try:
            return parse(answer)
        except VpError as error:
            tell(context, error)


def read_line(context: "Context", prompt: str, words: Sequence[str] = ()) -> str | None:
    """One line from the terminal without its end, or None after Ctrl-D.

    Raises KeyboardInterrupt when the terminal was closed.
    """
    import sys

    if is_edited(context):
        from vp.cli import keyboard

        with suppress(EOFError):
            return keyboard.line(prompt, words)
        answer = ""
    elif context.stdin is sys.stdin and context.stdout.isatty():
        with suppress(ImportError):  # Windows has its own way to edit a line
            import readline

            readline.set_auto_history(False)
            readline.parse_and_bind("set enable-bracketed-paste off")
        try:
            return input(prompt)
        except EOFError:
            answer = ""
    else:
        context.stderr.write(prompt)
        context.stderr.flush()
        answer = context.stdin.readline()
    if not answer and not context.is_interactive:
        raise KeyboardInterrupt
    return answer.rstrip("\r\n") if answer else None
