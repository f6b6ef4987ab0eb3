"""The subjects of `vp help` that are told rather than listed; every number is the domain's own."""

from typing import TYPE_CHECKING

from vp.cli.topics import Part
from vp.domain import profile, retention
from vp.locale import _

if TYPE_CHECKING:
    from vp.cli.topics import Parts


def start() -> "Parts":
    """What to do first, and what a week looks like."""
    yield Part(
        _("The first quarter of an hour"),
        rows=(
            ("vp demo", _("look how it works, on invented cases")),
            ("vp init", _("make your folder; write down the passphrase and the recovery key")),
            ("vp profile --ask", _("for whom you work, and what was agreed")),
            ("vp key backup", _("a second copy of the keys, on a stick kept somewhere else")),
            ("vp purge --install-timer", _("destruction on time, without you")),
        ),
    )
    yield Part(
        _("A week of practice"),
        rows=(
            ("vp", _("what is due today")),
            ("vp unlock", _("the passphrase once, for half an hour")),
            ("vp intake", _("somebody comes to you: what to say first, then what to ask")),
            ("vp note", _("after each talk")),
            ("vp consent give", _("what you may share, with whom, in which form")),
            ("vp share", _("what you told; refused where no consent covers it")),
            ("vp remind", _("a date you must not forget")),
            ("vp close", _("it is finished; the term begins")),
            ("vp lock", _("when you walk away")),
        ),
    )
    yield Part(
        text=_(
            "A case is called by its id (k7fm-2qxd), by an unambiguous beginning of it, or by its"
            " two words. Names and texts are typed when vp asks for them, never on the command"
            " line. Ctrl-C loses nothing."
        )
    )


def destruction() -> "Parts":
    """The term, what destroying does, what it waits for, and what it cannot reach."""
    terms = profile.Terms()
    yield Part(
        text=_(
            "A case is kept for {months} months after the matter ended, as the code asks (LVV code"
            " 2021); a shorter term can be set in the profile. The matter ends with the closing,"
            " or with the aftercare talk after it. Reopening stops the term; so does vp hold,"
            " while a complaint or a lawsuit runs."
        ).format(months=profile.RETENTION_MONTHS)
    )
    yield Part(
        _("What destroying does"),
        _(
            "Each case is sealed with a key of its own. vp purge overwrites and removes that key,"
            " here and in every second copy within reach. What is left of the case, in git or in"
            " a backup of the folder, can then be opened by nobody, you included."
        ),
        (
            ("vp agenda", _("announces it {days} days ahead").format(
                days=terms.destruction_notice_days)),
            ("vp purge --dry-run", _("says what would go; with --as-of: on that day")),
            ("vp purge --install-timer", _("does it by itself from then on")),
            ("vp purge --uninstall-timer", _("takes that timer away")),
            ("vp purge --verify", _("tries every old version with every key there is")),
            ("vp letter destruction", _("the certificate")),
        ),
    )  # fmt: skip
    yield from _limits()


def _limits() -> "Parts":
    """What destruction waits for, and what it cannot reach."""
    yield Part(
        _("When vp keeps its hands off"),
        _("It then says so, leaves with exit code 7, and names the command for going on."),
        (
            (_("the clock"), _("it went back, or more than {days} days ahead").format(
                days=retention.CLOCK_AHEAD.days)),
            (_("too many"), _("more than {share} % of all cases, and more than {least}").format(
                share=round(retention.SHARE * 100), least=retention.AT_LEAST)),
            (_("another file"), _("it is not the one that was closed")),
        ),
    )  # fmt: skip
    yield Part(
        _("What vp cannot reach"),
        _(
            "What was printed, mailed or exported; a second copy that is not connected; a copy of"
            " your home folder that vp knows nothing of; old blocks on a disk that is not"
            " encrypted. SECURITY.md says it in full."
        ),
    )


def keys() -> "Parts":
    """What opens the cases, and what to do before and after something is lost."""
    yield Part(
        text=_(
            "Two folders matter. The dossier holds sealed cases and may be copied by anyone. Home"
            " holds your identity and the cabinet: the key of each case. Lose the cabinet and"
            " every second copy of it, and all cases are lost; that is what makes destruction"
            " real."
        )
    )
    yield Part(
        _("What there is"),
        rows=(
            (_("passphrase"), _("opens your identity; six words, on paper, not on the laptop")),
            (_("recovery key"), _("opens everything when the passphrase is lost; in a safe")),
            (_("second copy"), _("of the cabinet, on a stick: vp key backup, once a week")),
            (_("the folder"), _("a copy of the dossier too, anywhere: or vp sync with git")),
            (_("deputy"), _("a second person who can open the keys: vp key add")),
        ),
    )
    yield Part(
        _("For each working day"),
        rows=(
            ("vp unlock", _("no passphrase for half an hour, or for --minutes")),
            ("vp lock", _("asks it again from now on")),
            ("vp key rotate", _("once a year: forgotten copies become worthless")),
            ("vp check", _("tries each key in each copy within reach")),
        ),
    )
    yield Part(
        _("The laptop is lost or stolen"),
        _(
            "Without your passphrase nobody reads the cases, unless vp was unlocked just then. On"
            " the new laptop: install vp, put the dossier back from its copy, type the recovery"
            " key into a file, and in that folder, with the stick: vp key restore DIR --identity"
            " FILE. Then vp key rotate -o PAGE.html makes a new identity and a new page to print:"
            " what was on the old laptop opens nothing that is written from now on. Destroy that"
            " file and the old paper."
        ),
    )


def report() -> "Parts":
    """How the account is made, and what is hidden."""
    yield Part(
        text=_(
            "The report counts cases and never tells of one. vp report YEAR shows it as it stands;"
            " --publish fixes its figures. What is recorded later counts in the next year."
        )
    )
    yield Part(
        _("How small numbers stay hidden"),
        rows=(
            (_("small"), _("fewer than {number} different reporters stand behind it; nothing"
                " (zero) is hidden too").format(number=profile.THRESHOLD)),
            (_("following"), _("what a small number could be worked out from is hidden with it:"
                " in totals, in other tables, from earlier reports")),
            (_("proof"), _("reports/YEAR.yaml shows for each hidden number two tables that fit what"
                " is printed; anybody can check it by adding")),
            (_("too few"), _("where nothing is safe, the number of cases is a range and nothing is"
                " broken down")),
            (_("beforehand"), _("--publish first says what a reader will and will not see")),
        ),
    )  # fmt: skip
    yield Part(
        text=_(
            "The threshold is a setting, never below {floor}. vp hides numbers, not words: read"
            " your own text in the report once more before it goes out."
        ).format(floor=profile.THRESHOLD_FLOOR)
    )


def dates() -> "Parts":
    """The ways in which a day is understood."""
    yield Part(
        text=_(
            "Wherever a day is asked for, these are understood, in Dutch and in English. What vp"
            " understood is said back with its weekday."
        ),
        rows=(
            ("2026-03-05", _("year, month, day")),
            ("5-3-2026, 5-3-26", _("day, month, year")),
            ("5-3, 3 maart, 3 March", _("without a year: the last one that was")),
            ("gisteren, yesterday", _("and eergisteren, vandaag, morgen")),
            ("dinsdag, Tuesday", _("the last one that was; also afgelopen dinsdag, last Tuesday")),
            ("2 weken geleden", _("and 3 days ago, over 2 weken, in 3 days")),
        ),
    )
    yield Part(
        text=_(
            "For what is still to come (remind, hold, consent --until, aftercare) a day without a"
            " year is the first that comes."
        )
    )
