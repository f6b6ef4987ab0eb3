"""The index of the program: every command, and the only place that prints an error and exits."""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from vp.cli import everywhere, streams
from vp.cli.completion import ASKED, answer
from vp.cli.context import Context
from vp.errors import Attention, Interrupted, VpError
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
    "import": N_("take in cases: from a spreadsheet, or as show --raw prints them"),
    "key": N_("who can open the keys, the paper key, and the copy of the keys"),
    "sync": N_("bring the folder and its remote together, with git"),
    "diff": N_("what changed since the last sync"),
    "check": N_("what is wrong or missing, with its repair"),
    "demo": N_("the whole main job in a throw-away folder"),
    "help": N_("how things work: secrecy, consent, destruction, keys, the report"),
}


def main(arguments: Sequence[str], context: Context) -> int:
    """The command was carried out; returns its exit code, errors told in the user's language."""
    code = _carried_out(arguments, context)
    refused = streams.let_go(context.stdout)
    if refused and code in (0, Attention.exit_code):
        code = _tell(context, streams.unsaid(refused))
    streams.let_go(context.stderr)
    return code


def _carried_out(arguments: Sequence[str], context: Context) -> int:
    try:
        use(context.language)
        arguments = everywhere.taken(arguments, context)
        scratch.sweep(context.environ)
        if not arguments:
            from vp.cli import day

            return day.show(context)
        context.command = next(iter(arguments), "")
        if list(arguments) == ["purge"]:  # what a timer starts every day needs no parser
            from vp.cli.purge_due import purge

            purge(context)
        else:
            from vp.cli.parsing import obey  # in that language

            obey(arguments, context)
    except VpError as error:
        return _tell(context, error)
    except (KeyboardInterrupt, EOFError):
        if context.is_watched:
            context.tell()  # the cursor stands behind a question, or behind ^C
        return _tell(context, Interrupted(N_("interrupted")))
    except (BrokenPipeError, SystemExit):
        return 0  # whoever read the output has enough; typer leaves where it hears so
    except OSError as error:
        return _tell(context, streams.refusal(error))
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
    context = Context()
    code = answer(context) if ASKED in os.environ else main(sys.argv[1:], context)
    # The process ends here; looking through all of it for garbage first takes a fifth of its time.
    gc.freeze()
    sys.exit(code)


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
