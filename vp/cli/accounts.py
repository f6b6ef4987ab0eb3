"""The annual account at the counsellor's desk: made, merged, published, written where he asks."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import to_builtins

from vp.domain import annual, merging
from vp.domain.disclosure.earlier import Before
from vp.domain.freezing import audit, present
from vp.domain.ledger import digest
from vp.domain.workload import given, texts
from vp.errors import NotAllowed
from vp.locale import N_, _, language
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.domain.frozen import Frozen
    from vp.domain.period import Period
    from vp.domain.published import Published


def made(context: "Context", period: "Period") -> "tuple[Frozen, Published]":
    """The report as it was published; else a draft of it. Raises NotReadable for a lost case."""
    from vp.store.reports import published, restore

    restore(context.dossier)
    published(context.dossier)
    known = annual.as_published(_material(context, of_cases=False), period)
    if known is not None:
        return known
    account = annual.draft(_material(context), period)
    _warn(context, account)
    return account.frozen, account.published


def publish(context: "Context", period: "Period") -> None:
    """The figures are fixed, in the ledger and in `reports/`; nothing when they already are.

    Says first what a reader will see, and on a terminal asks. Raises NotAllowed when the next
    edition would tell too much, and where nobody can be asked, when the period is not over.
    """
    from vp.cli import ask
    from vp.render import reader
    from vp.store import reports

    known = annual.as_published(_material(context, of_cases=False), period)
    account = annual.next_edition(_material(context), period)
    if known is not None and not annual.is_changed(account, known[0]):
        context.tell(_("The report of {period} was published already.").format(period=period.label))
        return
    _warn(context, account)
    for text in reader.told(account.published):
        context.tell(text)
    if period.last >= context.today():
        _warn_early(context, period)
    if context.is_interactive and not ask.yes(
        context, _("Publish it? The figures do not change after this"), False
    ):
        context.tell(_("Nothing was published."))
        return
    path = reports.publish(
        context.dossier,
        account.frozen,
        account.protected.decoy,
        account.protected.intervals,
        context.now(),
        context.profile.units,
    )
    context.tell(_("The figures are published: {file}.").format(file=f"reports/{path.name}"))


def merged(
    context: "Context", period: "Period", others: Sequence[Path]
) -> "tuple[Frozen, Published]":
    """The counsellor's own published report and those of others, as one."""
    from vp.domain.disclosure.certificate import check
    from vp.store.reports import read_file

    material = _material(context, of_cases=False)
    own = annual.as_published(material, period)
    parts = [own[0]] if own else []
    for path in others:
        part = read_file(path.expanduser().absolute(), path.name)
        check(part, {})
        parts.append(part)
    digests = {part.author: digest(part) for part in parts}
    whole, intervals = merging.merge(parts, digests, period, context.today())
    work = material.activities
    shown = audit(whole, intervals, Before())
    return whole, present(whole, shown, texts=texts(work, period), given=given(work, period))


def plain(frozen: "Frozen", published: "Published") -> dict[str, object]:
    """The report as plain values: each cell, how cells hang together, the proof, the texts."""
    return {
        **to_builtins(frozen, order=None, builtin_types=(date,)),
        "label": frozen.period.label,
        "organisation": frozen.mandate.organisation,
        "audit": published.audit,
        "texts": published.texts,
        "given": published.given,
    }


def write(context: "Context", published: "Published", path: Path, form: str) -> None:
    """The report is in the file; the charts of a Markdown report lie beside it as SVG."""
    from vp.cli.given import place as place_for
    from vp.store.files import replace

    place = place_for(context, path)
    if form == "html" or (not form and path.suffix.lower() in (".html", ".htm")):
        files = {place: html(context, published)}
    else:
        files = _markdown(context, published, place)
    for file, text in files.items():
        replace(file, text.encode())
    context.tell(_("The report is in {file}.").format(file=path))


def html(context: "Context", published: "Published") -> str:
    """The report as one HTML file that needs nothing else."""
    from vp.render import markdown
    from vp.render.charts import charts
    from vp.render.html import document

    text = markdown.report(published, language(), context.home / "templates", "file")
    title = text.partition("\n")[0].lstrip("# ")
    return document(text, title, language(), charts(published, language()))


def show(context: "Context", published: "Published", form: str) -> None:
    """The report stands on the terminal, with its charts; piped, it is Markdown."""
    from vp.render import markdown

    on_screen = context.stdout.isatty() and not form
    drawn: Literal["text", "none"] = "text" if on_screen else "none"
    text = markdown.report(published, language(), context.home / "templates", drawn)
    if on_screen:
        from vp.render.screen import show_markdown

        show_markdown(text, context.stdout)
    else:
        context.say(text.rstrip("\n"))


def _markdown(context: "Context", published: "Published", place: Path) -> dict[Path, str]:
    from urllib.parse import quote

    from vp.render import markdown
    from vp.render.charts import charts

    own = context.home / "templates"
    text = markdown.report(published, language(), own, "file", place.stem)
    drawn = charts(published, language())
    return {place: text} | {
        place.with_name(f"{place.stem}-{name}.svg"): chart.svg
        for name, chart in drawn.items()
        if f"{quote(f'{place.stem}-{name}')}.svg" in text
    }


def _material(context: "Context", *, of_cases: bool = True) -> annual.Material:
    """What the account is made from; the cases are opened only where they are needed."""
    from vp.store import register
    from vp.store.papers import activities
    from vp.store.reports import author, read_ledger

    dossier = context.dossier
    summaries = []
    if of_cases:
        overview = context.overview()
        context.warn_unreadable(overview.unreadable)
        summaries = overview.summaries
    record = register.read(dossier.register_path, dossier.marker.id)
    return annual.Material(
        summaries=summaries,
        activities=activities(dossier),
        profile=context.profile,
        destroyed=tuple(one.on for one in record.destroyed if one.on),
        ledger=read_ledger(dossier),
        author=author(dossier),
        today=context.today(),
    )


def _warn_early(context: "Context", period: "Period") -> None:
    """Says that the period is not over. Raises NotAllowed where nobody reads it."""
    if not context.is_interactive:
        raise NotAllowed(
            N_("{period} is not over: it runs until {last}, and published figures do not change"),
            N_("publish it after that day, or at a terminal, where vp asks whether you mean it"),
            period=period.label,
            last=period.last,
        )
    context.tell(
        paragraph(
            _(
                "{period} is not over: it runs until {last}. What still happens in it changes"
                " nothing in figures that are published, and may not fit in a later report."
            ).format(period=period.label, last=period.last)
        )
    )


def _warn(context: "Context", account: annual.Account) -> None:
    """Says behind which numbers very few accused stand; the counsellor decides what to write."""
    rows = [nl if language() == "nl" else en for nl, en in annual.thin(account)]
    if rows:
        context.tell(
            _(
                "Fewer than {number} accused stand behind: {rows}. Weigh what you write there."
            ).format(number=annual.FEW_ACCUSED, rows="; ".join(rows))
        )
