"""Text for a case that is typed or piped in, and kept sealed until it is saved."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from vp.cli import ask, writing
from vp.domain.case import Case
from vp.domain.vocabulary import KeepFile
from vp.errors import NotAllowed, NotReadable, Usage, VpError
from vp.locale import N_, _
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context


class Own:
    """What this run keeps under one name: the texts that are done, and what the file holds.

    `before` is what another run left there and nobody went on with, and its command: it stays.
    """

    def __init__(self) -> None:
        self.done = ""
        self.held = ""
        self.before = ("", "")


def text(context: "Context", case: str, question: str, *, needed: bool = False) -> str:
    """The text for this case; what an earlier try left behind comes first.

    None is asked where the reporter did not agree to a file. Raises Usage when a text is needed
    and none was given, NotAllowed when it is needed and may not be kept.
    """
    begun = ""
    if context.is_interactive:
        context.identity  # noqa: B018 (a wrong passphrase comes before the typing, not after it)
        if not _may_keep(context, case):
            _tell_none_is_kept(context, case, needed)
            return ""
        begun = _earlier(context, case)
    own = _own(context, case)

    def keep(typed: str) -> None:
        _keep(context, case, _join(own.done, typed))

    try:
        whole = writing.text(context, question, begun, keep)
    except KeyboardInterrupt:
        _tell_kept(context, own)
        raise
    if needed and not whole:
        raise Usage(
            N_("a text is needed, and none was given"),
            N_("type it, or give it on standard input"),
        )
    own.done = _join(own.done, whole)
    return whole


def update(context: "Context", case: str, typed: str, change: Callable[[Case], Case]) -> Case:
    """The changed case is saved; when it is not, the text is kept as a draft, sealed."""
    with safe(context, case, typed):
        return context.dossier.update(case, change)


@contextmanager
def safe(context: "Context", name: str, typed: str) -> Iterator[None]:
    """What was typed is saved by the block, or kept as a draft of this name."""
    from vp.store import drafts

    own = _own(context, name)
    try:
        yield
    except (VpError, KeyboardInterrupt):
        if typed:
            ask.surely(lambda: _keep(context, name, typed if typed not in own.held else own.held))
            _tell_kept(context, own)
        raise
    if drafts.exists(context.dossier, name) and kept(context, name)[1] in typed:
        drafts.drop(context.dossier, name)
    forget(context, name)


def forget(context: "Context", name: str) -> None:
    """What this run kept under the name is gone again; what was there before stays."""
    own = context.manner.drafts.pop(name, None)
    if own and own.held:
        with suppress(VpError):
            _put_back(context, name, own)


def kept(context: "Context", case: str) -> tuple[str, str]:
    """The command that a kept text was typed for, and the text."""
    from vp.store import drafts

    data = drafts.load(context.dossier, case, context.identity) or b""
    command, _line, text = data.decode().partition("\n")
    return command, text


def _earlier(context: "Context", case: str) -> str:
    """A text that was not saved, if whoever sits there wants to begin with it."""
    from vp.store import drafts

    own = _own(context, case)
    if not drafts.exists(context.dossier, case):
        return ""
    command, found = kept(context, case)
    if found == own.held:  # of the question before, in this very command
        return ""
    context.tell(_("An earlier text was not saved:"))
    context.tell(paragraph(found, "| "))
    if ask.yes(context, _("Begin with it"), default=command == context.command):
        own.held = found
        return found
    if ask.yes(context, _("Throw it away"), default=False):
        drafts.drop(context.dossier, case)
    return ""


def _keep(context: "Context", case: str, typed: str) -> None:
    """The text is kept in place of what this run kept before, and after what was there already."""
    from vp.store import drafts

    own, typed = _own(context, case), typed.rstrip("\n")  # as it comes out of the draft again
    if typed == own.held or not _may_keep(context, case):
        return
    with suppress(VpError):
        if not typed:
            _put_back(context, case, own)
            own.held = ""
            return
        if (found := _found(context, case))[1] != own.held:
            own.before = found
        before = own.before[1]
        whole = before if typed in before else _join(before if before not in typed else "", typed)
        drafts.save(context.dossier, case, f"{context.command}\n{whole}".encode())
        own.held = whole


def _found(context: "Context", case: str) -> tuple[str, str]:
    """The kept text and its command; one that is damaged is lost anyway."""
    from vp.store import drafts

    if drafts.exists(context.dossier, case):
        context.identity  # noqa: B018 (who cannot open the earlier text does not overwrite it)
        with suppress(NotReadable):
            return kept(context, case)
    return "", ""


def _put_back(context: "Context", case: str, own: Own) -> None:
    """Of what the file holds only that is left which was there before."""
    from vp.store import drafts

    if _found(context, case)[1] != own.held:
        return
    command, before = own.before
    if before:
        drafts.save(context.dossier, case, f"{command}\n{before}".encode())
    else:
        drafts.drop(context.dossier, case)


def _tell_none_is_kept(context: "Context", case: str, needed: bool) -> None:
    """Says so before anything is typed; raises it where there is no going on without a text."""
    refusal = NotAllowed(
        N_("in case {case} the reporter did not agree to a file: no text is kept"),
        N_("record the consent first, if it was given since: vp edit {case}"),
        case=case,
    )
    if needed:
        raise refusal
    ask.tell(context, refusal)


def _tell_kept(context: "Context", own: Own) -> None:
    if own.held:
        context.tell()
        context.tell(_("Your text is kept, sealed; the same command offers it again."))


def _own(context: "Context", name: str) -> Own:
    own: Own = context.manner.drafts.setdefault(name, Own())
    return own


def _may_keep(context: "Context", case: str) -> bool:
    """Whether the reporter agreed that text is kept; yes for what is no case, or cannot be read."""
    with suppress(VpError):
        return context.dossier.load(case).facts.keep_file is not KeepFile.NO
    return True


def _join(*parts: str) -> str:
    return "\n".join(filter(None, parts))
