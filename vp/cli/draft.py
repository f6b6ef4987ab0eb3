"""Text for a case that is typed or piped in, and kept sealed until it is saved."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from vp.cli import ask
from vp.domain.case import Case
from vp.domain.vocabulary import KeepFile
from vp.errors import NotReadable, Usage, VpError
from vp.locale import N_, _
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context


def text(context: "Context", case: str, question: str, *, needed: bool = False) -> str:
    """The text for this case; what an earlier try left behind comes first.

    Raises Usage when a text is needed and none was given.
    """
    from vp.store import drafts

    earlier = ""
    if context.is_interactive:
        context.identity  # noqa: B018 (a wrong passphrase comes before the typing, not after it)
    if context.is_interactive and drafts.exists(context.dossier, case):
        command, earlier = kept(context, case)
        context.tell(_("An earlier text was not saved:"))
        context.tell(paragraph(earlier, "| "))
        if not ask.yes(context, _("Begin with it"), default=command == context.command):
            earlier = ""
            if ask.yes(context, _("Throw it away"), default=False):
                drafts.drop(context.dossier, case)
    found = ask.text(context, question, lambda typed: _keep(context, case, _join(earlier, typed)))
    whole = _join(earlier, found)
    if needed and not whole:
        raise Usage(
            N_("a text is needed, and none was given"),
            N_("type it, or give it on standard input"),
        )
    return whole


def update(context: "Context", case: str, typed: str, change: Callable[[Case], Case]) -> Case:
    """The changed case is saved; when it is not, the text is kept as a draft, sealed."""
    with safe(context, case, typed):
        return context.dossier.update(case, change)


@contextmanager
def safe(context: "Context", name: str, typed: str) -> Iterator[None]:
    """What was typed is saved by the block, or kept as a draft of this name."""
    from vp.store import drafts

    try:
        yield
    except (VpError, KeyboardInterrupt):
        if typed:
            ask.surely(lambda: _keep(context, name, typed))
        raise
    if drafts.exists(context.dossier, name) and kept(context, name)[1] in typed:
        drafts.drop(context.dossier, name)


def _keep(context: "Context", case: str, typed: str) -> None:
    from vp.store import drafts

    if not _may_keep(context, case):
        return
    with suppress(VpError):
        whole = _with_earlier(context, case, typed)
        drafts.save(context.dossier, case, f"{context.command}\n{whole}".encode())
        context.tell()
        context.tell(_("Your text is kept, sealed; the same command offers it again."))


def _with_earlier(context: "Context", case: str, typed: str) -> str:
    """The text, after one that is kept already; one that is damaged is lost anyway."""
    from vp.store import drafts

    earlier = ""
    if drafts.exists(context.dossier, case):
        context.identity  # noqa: B018 (who cannot open the earlier text does not overwrite it)
        with suppress(NotReadable):
            earlier = kept(context, case)[1]
    if typed in earlier:
        return earlier
    return typed if earlier in typed else _join(earlier, typed)


def kept(context: "Context", case: str) -> tuple[str, str]:
    """The command that a kept text was typed for, and the text."""
    from vp.store import drafts

    data = drafts.load(context.dossier, case, context.identity) or b""
    command, _line, text = data.decode().partition("\n")
    return command, text


def _may_keep(context: "Context", case: str) -> bool:
    """Whether the reporter agreed that text is kept; yes for what is no case, or cannot be read."""
    with suppress(VpError):
        return context.dossier.load(case).facts.keep_file is not KeepFile.NO
    return True


def _join(*parts: str) -> str:
    return "\n".join(filter(None, parts))
