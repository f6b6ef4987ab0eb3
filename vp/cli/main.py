"""The index of the program: every command, and the only place that prints an error and exits."""

import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from types import FrameType
from typing import Annotated, Any

import typer
import typer.main
from typer._click import exceptions as click
from typer.core import TyperGroup

from vp import __version__
from vp.cli import day, everywhere, streams, wording
from vp.cli.context import Context
from vp.cli.refusals import refusal
from vp.errors import Interrupted, Usage, VpError
from vp.locale import N_, _, use
from vp.store import scratch

COMMANDS = {
    "init": N_("make a dossier: folder, identity, recovery key, settings"),
    "intake": N_("begin a conversation: what to say, facts, people, consent to keep a file"),
    "note": N_("write down a conversation, an observation or a reflection"),
    "consent": N_("what the reporter allows: give, withdraw, list"),
    "share": N_("record what left the room, under a consent or a breach"),
    "option": N_("the choice model: routes, what each may lead to, the choice"),
    "refer": N_("record a referral"),
    "remind": N_("keep a date: follow-up, agreement, aftercare"),
    "relay": N_("carry messages as intermediary, both ways"),
    "breach": N_("weigh breaking secrecy, step by step"),
    "close": N_("end a case: outcome, aftercare, start of the term"),
    "reopen": N_("let a closed case run again"),
    "hold": N_("keep a case from being destroyed while a complaint runs"),
    "transfer": N_("hand a file over to another counsellor, sealed"),
    "receive": N_("take in a file another counsellor handed over"),
    "purge": N_("destroy what has expired"),
    "activity": N_("the work without a case: advice, information, training, talks"),
    "report": N_("the annual account"),
    "list": N_("the cases, by number and alias"),
    "letter": N_("make a letter, leaflet or certificate"),
    "export": N_("make a copy for the reporter or the committee"),
    "amend": N_("correct an entry; what stood there stays"),
    "redact": N_("take the text of an entry out for good"),
    "edit": N_("change facts and people, and tick what was said later"),
    "show": N_("one case, without names unless asked"),
    "search": N_("find a word in all cases"),
    "agenda": N_("what is due"),
    "unlock": N_("ask the passphrase once, and not again for a while"),
    "lock": N_("ask the passphrase again from now on"),
    "profile": N_("the settings: organisation, agreements, terms, directory"),
    "import": N_("take in cases as show --raw prints them"),
    "key": N_("who can open the keys, the paper key, and the copy of the keys"),
    "sync": N_("bring the folder and its remote together, with git"),
    "diff": N_("what changed since the last sync"),
    "check": N_("what is wrong or missing, with its repair"),
    "demo": N_("the whole main job in a throw-away folder"),
    "help": N_("how things work: secrecy, consent, destruction, keys, the report"),
}


ABOUT = N_("The file cabinet of the confidential counsellor.")


class Index(TyperGroup):
    """The commands by name; a command's module is imported when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names in the order of the index."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name. Raises Usage, with the nearest one."""
        if cmd_name not in COMMANDS:
            raise _no_such(cmd_name)
        name = f"{cmd_name}_" if cmd_name == "import" else cmd_name
        program = import_module(f"vp.cli.{name}").app
        # Set here once instead of in every command: help as plain text, and nothing installed.
        program.rich_markup_mode, program._add_completion = None, False
        command = typer.main.get_command(program)
        command.name = cmd_name
        command.short_help = _(COMMANDS[cmd_name])
        return wording.whole(command)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands are listed by what they are for, and none is imported for it."""
        wording.listed(formatter, COMMANDS)


app = typer.Typer(
    cls=Index,
    name="vp",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def vp(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=lambda asked: _version(asked),
            is_eager=True,
            help=N_("show the version and stop"),
        ),
    ] = False,
    language: Annotated[str, everywhere.LANGUAGE] = "",
    passphrase_fd: Annotated[int | None, everywhere.PASSPHRASE_FD] = None,
    plain: Annotated[bool, everywhere.PLAIN] = False,
    editor: Annotated[bool, everywhere.EDITOR] = False,
) -> None:
    """Nothing happens before a command is named."""


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"vp {__version__}")
        raise typer.Exit


def main(arguments: Sequence[str], context: Context) -> int:
    """The command was carried out; returns its exit code, errors told in the user's language."""
    try:
        use(context.language)
        arguments = everywhere.taken(arguments, context)
        scratch.sweep(context.environ)
        if not arguments:
            return day.show(context)
        context.command = next(iter(arguments), "")
        wording.speak()
        index = typer.main.get_command(app)
        index.help, index.epilog = _(ABOUT), wording.more()
        ended = index.main(args=list(arguments), prog_name="vp", standalone_mode=False, obj=context)
        context.stdout.flush()
        if ended == Interrupted.exit_code:
            return _tell(context, Interrupted(N_("interrupted")))
    except VpError as error:
        return _tell(context, error)
    except (KeyboardInterrupt, EOFError, typer.Abort):
        return _tell(context, Interrupted(N_("interrupted")))
    except typer.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        return _tell(context, refusal(error))
    except BrokenPipeError:
        # Whoever read the output has enough; nothing is left to tell and nowhere to tell it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except Exception as error:
        return _tell(
            context,
            VpError(
                N_("something unforeseen happened ({kind})"),
                N_("try vp check; if it stays, report this line, which holds no word of a case"),
                kind=type(error).__name__,
            ),
        )
    return 0


def run() -> None:
    """The process: private files, no core dump, a closed terminal is an interruption; exits."""
    os.umask(0o077)
    _forbid_core_dumps()
    for number in _ENDINGS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)
    streams.settle()
    sys.exit(main(sys.argv[1:], Context()))


def sentence(error: VpError) -> tuple[str, str]:
    """The error's sentence and hint in the language in use, its fields filled in."""
    from vp.render.plain import phrase

    return phrase(error.sentence, error.fields), phrase(error.hint, error.fields)


def _tell(context: Context, error: VpError) -> int:
    """The error stands on standard error: a line each, wrapped only where somebody reads it."""
    from vp.render.plain import paragraph

    told, hint = sentence(error)
    laid = paragraph if context.is_interactive else str
    marks = (N_("attention"), N_("error"))
    context.tell(laid(f"vp: {_(marks[error.exit_code != 7])}: {told}"))
    if hint:
        mark = _("hint")
        context.tell(laid(f"vp: {mark}: {hint}"))
    return error.exit_code


def _no_such(command: str) -> Usage:
    from difflib import get_close_matches

    near = get_close_matches(command, COMMANDS, n=1, cutoff=0.5) or ["--help"]
    return Usage(N_("there is no such command"), N_("did you mean vp {command}?"), command=near[0])


_ENDINGS = [
    getattr(signal, name) for name in ("SIGINT", "SIGHUP", "SIGTERM") if hasattr(signal, name)
]


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    # A closing terminal sends several: the next would break off the keeping of what was typed.
    for number in _ENDINGS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _forbid_core_dumps() -> None:
    try:
        import resource
    except ImportError:  # pragma: no cover (Windows writes none)
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
