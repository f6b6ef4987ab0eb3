"""Every command of vp once, in the order of a working life: with which words it is measured."""

from typing import NamedTuple

PLAIN = 1.6
TABLE = 2.2
ATTENTION = 7
"""What vp leaves with when something deserves attention: no recovery key, or no passphrase."""

FORM = """\
domain: conduct
kinds: [bullying]
role: affected
accused_relation: manager
keep_file: ja
told: {limits_explained: {today}, role_explained: {today}, nothing_without_you: {today}}
wish: De melder wil dat het stopt.
account: De melder hoort pas aan de band welke route hij rijdt.
minutes: 60
people: {reporter: {name: Joost Verdonk}, accused-1: {name: Peer Lindeman}}
"""
TEXT = "Gebeld. De melder denkt er een week over na.\n"


class Line(NamedTuple):
    """A command: its name, the rest of its words, its input, and the bar of its start-up.

    In words and text `{case}` and the like stand for what `tests.benchmarks.life` knows by then.
    """

    name: str
    words: str = ""
    text: str = ""
    learns: str = ""
    """Under which name the last id that it prints is kept, for the lines after it."""
    bar: float | None = PLAIN
    """None where the time is the work's: every key sealed anew or every case opened, git, or many
    commands at once."""
    ends: tuple[int, ...] = (0,)
    is_there: bool = False
    """Whether it is the successor who does it, in a dossier of his own."""
    is_whole: bool = False
    """Whether its work is every key or every case, so that it must grow with their number."""


READING = (
    Line("--version"),
    Line("list", bar=TABLE),
    Line("list --all", bar=TABLE),
    Line("agenda", bar=TABLE),
    Line("report", "{year}", bar=TABLE),
    Line("report --format md", "{year}", bar=TABLE),
    Line("report --format html", "{year}", bar=TABLE),
    Line("show", "{old}"),
    Line("search", text="{rare}", is_whole=True),
    Line("purge"),
    Line("option"),
    Line("consent list", "{old}", bar=TABLE),
    Line("breach show", "{old}", bar=TABLE),
    Line("activity list", bar=TABLE),
    Line("profile"),
    Line("help", "consent"),
    Line("unlock"),
    Line("lock", ends=(ATTENTION,)),
    Line("letter leaflet"),
    Line("key list", bar=TABLE),
    Line("check --leaks", ends=(0, ATTENTION), is_whole=True),
    Line("check --practice", is_whole=True),
)
WRITING = (
    Line("intake", "--from - --json", FORM, "case"),
    Line("edit", "{case} --from -", "role: witness"),
    Line("note", "{case} --kind call --minutes 20", TEXT, "note"),
    Line("amend", "{case} {note}", "Het was dinsdag."),
    Line("redact", "{case} {note}", "Op verzoek van de melder."),
    Line("option (choice)", "{case} line_manager"),
    Line("refer", "{case} --to gp"),
    Line("remind", "{case} --on {later}", learns="reminder"),
    Line("remind (done)", "{case} --done {reminder}"),
    Line("relay", "{case} --prepare", "concrete: Ja, met data."),
    Line(
        "consent give",
        "{case} --kind share_manager --form unnamed --given written --json",
        TEXT,
        "consent",
    ),
    Line("share", "{case} --to manager --consent {consent}", TEXT),
    Line("letter consent", "{case} --consent {consent}"),
    Line("consent withdraw", "{case} {consent}"),
    Line("breach open", "{case} --ground conflict_of_duties --json", TEXT, "breach"),
    Line("breach step", "{case} reporter_alerted"),
    Line("breach end", "{case} --as not_broken", TEXT),
    Line("export", "{case} --for reporter -o {folder}/copy.md"),
    Line("close", "{case} --reason completed --outcome conduct_stopped"),
    Line("hold set", "{case} --until {later}", TEXT),
    Line("hold lift", "{case}"),
    Line("reopen", "{case}"),
    Line("activity add", "--kind information --minutes 90", TEXT),
    Line("profile --from", "-", "hours_per_week: 3"),
    Line("import", "{file}"),
    Line("consent give (to hand over)", "{case} --kind transfer_file --given written --json", TEXT),
    Line("init", "{folder}/there/dossier --no-passphrase --no-input --no-git", is_there=True),
    Line("transfer", "{case} --to {successor} -o {folder}/over.age"),
    Line("receive", "{folder}/over.age --yes", is_there=True),
)
WHOLE = (
    Line("key recovery", "-o {folder}/page.html", bar=None, is_whole=True),
    Line("key add", "{deputy} --name deputy", bar=None, is_whole=True),
    Line("key backup", "{folder}/stick", bar=None, is_whole=True),
    Line("key remove", "deputy", bar=None, is_whole=True),
    Line("key restore", "{folder}/stick", bar=None, is_whole=True),
    Line("key rotate", "-o {folder}/new.html", bar=None, is_whole=True),
    Line("sync", "--remote {folder}/remote.git", bar=None, is_whole=True),
    Line("sync (again)", bar=None, is_whole=True),
    Line("diff", bar=None, is_whole=True),
    Line("purge --verify", bar=None, is_whole=True),
    Line("check", bar=None, ends=(0, ATTENTION), is_whole=True),
    Line("report --publish", "{year}", bar=TABLE, is_whole=True),
)
REFUSED = (
    Line("init (refused)", "{dossier} --no-passphrase --no-input", ends=(4,)),
    Line("key recovery (refused)", "-o {nowhere}/page.html", ends=(6,)),
    Line("key add (refused)", "{own} --name deputy", ends=(4,)),
    Line("key remove (refused)", "nobody", ends=(3,)),
    Line("key backup (refused)", "{dossier}", ends=(4,)),
    Line("key restore (refused)", "{nowhere}", ends=(3,)),
    Line("key rotate (refused)", "-o {nowhere}/new.html", ends=(6,)),
    Line("sync (refused)", "--remote ftp://nowhere", ends=(2,)),
    Line("diff (refused)", ends=(3,)),
    Line("demo (refused)", "{dossier}", ends=(4,)),
)
"""The start of what has no bar above, without its work: it finds that it cannot be done."""
SHOWING = (Line("demo", "{folder}/demo", bar=None),)
