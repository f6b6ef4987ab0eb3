"""`vp export --all`: everything that is kept stands readable in a folder; and its way back in."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from vp.cli import ask, given
from vp.errors import NotAllowed, NotReadable, NotThere, NotWritten, VpError
from vp.locale import N_, _, ngettext
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.domain.activity import Activity, Journal
    from vp.store.dossier import Dossier

CASES, JOURNAL, REPORTS = "cases", "journal", "reports"


def move_out(context: "Context", folder: Path, *, confirmed: bool) -> None:
    """Every case, the settings, the journals and the destruction record are in the folder."""
    place = _place(context, folder)
    context.identity  # noqa: B018 (the passphrase comes before the question)
    _require_will(context, place, confirmed=confirmed)
    try:
        number, unreadable = _write(context, place)
    except BaseException:
        context.tell(
            paragraph(_("What was written stands readable in {folder}.").format(folder=place))
        )
        raise
    told = ngettext("{n} case is in {folder}.", "{n} cases are in {folder}.", number)
    context.say(paragraph(told.format(n=number, folder=place)))
    context.tell(
        paragraph(
            _(
                "All of it can be read by anyone who gets at it. What vp destroys later lives on"
                " there: destroy the folder when it has served its end."
            )
        )
    )
    context.warn_unreadable(unreadable)


def documents(folder: Path) -> list[Path]:
    """The cases in a folder that was moved out; it may hold only journals.

    Raises NotThere when it holds neither.
    """
    found = sorted((folder / CASES).glob("*.yaml"))
    if not found and not _journals(folder):
        raise NotThere(
            N_("{folder} holds no cases and no activities"),
            N_("vp export --all puts them in its folders cases and journal; name the one above"),
            folder=folder,
        )
    return found


def _journals(folder: Path) -> list[Path]:
    return sorted((folder / JOURNAL).glob("*.yaml"))


def read_journals(context: "Context", folder: Path) -> "dict[int, list[Activity]]":
    """The activities of each year in a folder that was moved out, fit to be kept."""
    from vp.domain.activity import Journal
    from vp.store import codec, strict
    from vp.store.papers import load_journal

    found: dict[int, list[Activity]] = {}
    for path in _journals(folder):
        journal = codec.load(given.read(context, path, strict.LIMIT), Journal, path.name)
        found.setdefault(journal.year, []).extend(map(_checked, journal.activities))
    for year, added in found.items():
        _with(added, context.today(), load_journal(context.dossier, year))
    return found


def keep_journals(context: "Context", found: "dict[int, list[Activity]]") -> int:
    """These activities are in the journals of their years, each once; returns how many are new."""
    from vp.store.papers import load_journal, update_journal

    number = 0
    with context.dossier.writing():
        for year, added in found.items():
            here = {one.id for one in load_journal(context.dossier, year).activities}
            if new := {one.id for one in added} - here:
                update_journal(context.dossier, year, partial(_with, added, context.today()))
                number += len(new)
    return number


def _with(added: "list[Activity]", today: date, journal: "Journal") -> "Journal":
    """The journal with these activities. Raises NotAllowed for one that is here, and differs."""
    from vp.domain.activity import add

    here = {one.id: one for one in journal.activities}
    for activity in added:
        if here.setdefault(activity.id, activity) != activity:
            raise NotAllowed(
                N_("activity {activity} is here already, and not as in what is imported"),
                N_("vp activity list shows it; take it out of there; nothing was taken in"),
                activity=activity.id,
            )
    for activity in list(here.values())[len(journal.activities) :]:
        journal = add(journal, activity, today)
    return journal


def _checked(activity: "Activity") -> "Activity":
    """The activity as vp would have written it; the file may come from anyone."""
    from vp.domain.ids import ENTRY_ID
    from vp.domain.text import clean, clean_line

    bare = (activity.report, activity.follows)
    if not ENTRY_ID.fullmatch(activity.id) or bare != tuple(map(clean_line, bare)):
        raise NotReadable(
            N_("{name} is not what vp writes, at {path}"),
            N_("correct that field, or put back a copy from your backup"),
            name=JOURNAL,
            path="$.activities",
        )
    return msgspec.structs.replace(activity, text=clean(activity.text))


def _place(context: "Context", folder: Path) -> Path:
    """Where the folder will be. Raises NotAllowed or NotWritten where it cannot or may not be."""
    from vp.store import surroundings

    full = folder.expanduser().absolute()
    given.require_outside(context, full)
    if full.exists() and not (full.is_dir() and next(full.iterdir(), None) is None):
        raise NotAllowed(
            N_("{folder} is not an empty folder"), N_("choose a new one"), folder=folder
        )
    if not full.parent.is_dir():
        raise NotWritten(
            N_("{name} cannot be written there"),
            N_("name a folder in a folder that exists"),
            name=full.name,
        )
    if surroundings.synced_by(full) or surroundings.git_above(full):
        raise NotAllowed(
            N_("{folder} is copied elsewhere by git or by a sync program"),
            N_("choose a place that stays on this computer, or a stick"),
            folder=folder,
        )
    return full


def _require_will(context: "Context", place: Path, *, confirmed: bool) -> None:
    """Nothing, when the counsellor knows that the folder is not encrypted and wants it."""
    if confirmed:
        return
    if not context.is_interactive:
        raise NotAllowed(
            N_("an export of everything is not encrypted"),
            N_("if that is meant, add --unencrypted"),
        )
    told = _(
        "Every case will stand readable in {folder}: names, contacts and all that was told. It is"
        " not encrypted, no passphrase protects it, and vp does not destroy it when its term is"
        " over."
    )
    context.tell(paragraph(told.format(folder=place)))
    if not ask.yes(context, _("Write it all the same"), default=False):
        raise NotAllowed(N_("nothing was written"), N_("vp show CASE shows one case"))


def _write(context: "Context", place: Path) -> tuple[int, dict[str, Exception]]:
    """All is in the folder; returns how many cases, and why others could not be opened."""
    from vp.cli.profile import shown
    from vp.store import codec, files, strict
    from vp.store.papers import load_journal, years

    dossier = context.dossier
    for folder in (place, place / CASES, place / JOURNAL, place / REPORTS):
        files.make_folder(folder)
    with suppress(OSError):  # a disk that knows no rights (FAT)
        place.chmod(0o700)
    files.create(place / _("README.txt"), _readme().encode())
    settings = {key: value for key, value in shown(context.profile).items() if value is not None}
    files.create(place / "profile.yaml", strict.dump(settings))
    for year in years(dossier):
        journal = codec.dump(load_journal(dossier, year))
        files.create(place / JOURNAL / f"{year}.yaml", journal)
    for path in _as_they_are(dossier):
        below = REPORTS if path.parent.name == REPORTS else ""
        files.create(place / below / path.name, files.read(path))
    unreadable: dict[str, Exception] = {}
    ids = dossier.ids()
    with context.progress(_("writing the cases: {done} of {whole}")) as step:
        for number, name in enumerate(ids, start=1):
            try:
                found = codec.dump(dossier.load(name))
            except VpError as error:
                unreadable[name] = error
            else:
                files.create(place / CASES / f"{name}.yaml", found)
            step(number, len(ids))
    return len(ids) - len(unreadable), unreadable


def _as_they_are(dossier: "Dossier") -> Iterator[Path]:
    """The files that are never sealed: published reports, and what was destroyed."""
    from vp.store import files

    folder = dossier.folder / REPORTS
    yield from (folder / name for name in files.names(folder) if name.endswith(".yaml"))
    if dossier.register_path.exists():
        yield dossier.register_path


def _readme() -> str:
    return (
        paragraph(
            _(
                "Everything that vp kept on this day, readable and NOT encrypted. Whoever has this"
                " folder can read it all. Destroy it when it has served its end, with every copy.\n"
                "\n"
                "cases: one file per case. journal: the work without a case, per year. reports: the"
                " published figures. profile.yaml: the settings. destroyed.yaml: which cases were"
                " destroyed, when, and under which term; it holds nothing of them.\n"
                "\n"
                "The files are YAML in UTF-8; any editor shows them. Into another dossier:\n"
                "vp profile --from profile.yaml\n"
                "vp import ."
            )
        )
        + "\n"
    )
