"""What `vp demo` shows: one case from intake to closing, then destruction and the account."""

from datetime import date
from typing import NamedTuple

from vp.locale import N_

TODAY = date(2026, 1, 15)
PERIOD = "2025"
FORM = """\
domain: conduct
kinds: [bullying, exclusion]
role: affected
position: employee
unit: Logistiek
accused_relation: manager
repeated: ja
channel: phone
identity: confidential
keep_file: ja
personal_tie: nee
told: {limits_explained: 2026-01-15, role_explained: 2026-01-15, nothing_without_you: 2026-01-15}
wish: De melder wil dat het stopt, zonder dat de hele ploeg ervan hoort.
account: |
  De melder wordt sinds oktober buiten het werkoverleg gehouden en hoort pas aan de band
  welke route hij rijdt. accused-1 noemt hem in de pauze 'de passagier'.
minutes: 60
people:
  reporter: {name: Joost Verdonk, contact: 06-0000 0001, safe_contact: 's avonds na achten'}
  accused-1: {name: Peer Lindeman}
"""


class Scene(NamedTuple):
    """One command of the demonstration: what it shows, its words, its input, how it ends."""

    says: str
    words: str
    text: str = ""
    ends: int = 0


OPENING = (
    Scene(
        N_("A dossier: a folder for sealed cases; the keys lie apart from it."),
        "init {folder} --identity {key} --no-passphrase --no-input",
    ),
    Scene(N_("The settings of an invented organisation."), "profile --from {book}/profile.yaml"),
    Scene(
        N_("Four years of invented cases are taken in, each sealed to a key of its own."),
        "import {book}/casebook.yaml",
    ),
)
TALK = (
    Scene(
        N_("Somebody calls. The intake is a form here; on a terminal it is a conversation."),
        "intake --from - --json",
        FORM,
    ),
    Scene(
        N_("A second talk is noted, as it was told."),
        "note {case} --kind call --minutes 20",
        "De melder sliep slecht en twijfelt. We hebben de wegen besproken; hij beslist.",
    ),
    Scene(
        N_("Telling the manager is refused: nothing leaves without consent."),
        "share {case} --to manager --form unnamed",
        "Dat er iets speelt.",
        4,
    ),
    Scene(
        N_("The reporter consents, in writing, without his name."),
        "consent give {case} --kind share_manager --form unnamed --given written --json",
        "Dat nieuwe collega's buiten het werkoverleg blijven; geen naam, geen route.",
    ),
    Scene(
        N_("Now it may be told, in that form and no other."),
        "share {case} --to manager --form unnamed",
        "Verteld dat niet iedereen bij het werkoverleg wordt gevraagd.",
    ),
)
WEIGHING = (
    Scene(
        N_("The reporter fears an accident. Must secrecy be broken? It is weighed, in steps."),
        "breach open {case} --ground conflict_of_duties",
        "De melder zegt dat er met een kapotte rem wordt gereden.",
    ),
    Scene(
        N_("The reporter is told at once."),
        "breach step {case} reporter_alerted",
        "Gebeld en gezegd dat ik dit moet wegen.",
    ),
    Scene(
        N_("The conscience speaks."),
        "breach step {case} conscience",
        "Zwijgen zou mij zwaar vallen als er iets gebeurt.",
    ),
    Scene(
        N_("Consent is sought."),
        "breach step {case} consent_sought",
        "De melder wil het zelf melden bij de werkplaats.",
    ),
    Scene(
        N_("There is another way, so the criterion does not hold."),
        "breach step {case} no_other_way --not-possible",
        "De melder meldt de rem vandaag zelf; de bus gaat naar de werkplaats.",
    ),
    Scene(
        N_("Not breaking secrecy is as good an end as any."),
        "breach end {case} --as not_broken",
        "De bus staat stil, het gevaar is weg.",
    ),
)
CLOSING = (
    Scene(
        N_("The case is closed; aftercare is planned and the term of two years begins."),
        "close {case} --reason completed --outcome conduct_stopped --aftercare 2026-02-26",
    ),
)
DESTRUCTION = (
    Scene(
        N_("Purge would destroy more than its share, so it keeps its hands off and says so."),
        "purge",
        "",
        7,
    ),
    Scene(N_("A person has looked, and says it is right."), "purge --confirm many --json"),
    Scene(N_("Every version in git is tried with every key that is left."), "purge --verify"),
)
ACCOUNT = (
    Scene(N_("What is due in the coming month."), "agenda --days 30"),
    Scene(
        N_("The account of the year, in which nobody can be recognised."),
        "report {period} --format md -o {report}",
    ),
)
