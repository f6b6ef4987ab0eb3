"""How the report counts, in words for its reader: one rule for every table and figure.

Printed in the appendix of each report, in its language. The counting itself, with the same rule
as its docstring, is in `tally`, `breakdown`, `workload` and `disclosure`.
"""

from typing import NamedTuple


class Rule(NamedTuple):
    """The tables and figures it is about, and the rule in both languages."""

    covers: tuple[str, ...]
    nl: str
    en: str


RULES = (
    Rule(
        ("start", "new", "reopened", "closed", "end"),
        "Een zaak is één aangelegenheid van één melder, of één vraag. Zij telt als nieuw in de "
        "periode waarin zij voor het eerst werd geopend. Lopend bij het begin + nieuw + heropend "
        "- gesloten = lopend aan het eind. Een zaak die binnen de periode sloot en weer openging, "
        "telt één keer, zoals zij er aan het eind voor stond.",
        "A case is one matter of one reporter, or one question. It counts as new in the period in "
        "which it was first opened. Open at the start + new + reopened - closed = open at the "
        "end. A case that closed and reopened within the period counts once, as it stood at the "
        "end.",
    ),
    Rule(
        ("fields", "conduct_kinds", "integrity_kinds", "out_of_scope_kinds", "kinds"),
        "Elke nieuwe zaak telt één keer, bij haar hoofdsoort. De hoofdsoort bepaalt ook of de "
        "zaak bij omgangsvormen, bij integriteit of buiten het werkterrein telt; een gemengde "
        "zaak telt dus bij het veld van haar hoofdsoort.",
        "Each new case counts once, under its main kind. The main kind also decides whether the "
        "case counts under conduct, under integrity or as out of scope; so a mixed case counts "
        "in the field of its main kind.",
    ),
    Rule(
        ("also",),
        "Wat naast de hoofdsoort werd genoemd, telt apart. Een zaak kan hier vaker voorkomen of "
        "helemaal niet; de aantallen tellen niet op tot het totaal.",
        "What was mentioned beside the main kind is counted apart. A case may appear here several "
        "times or not at all; the numbers do not add up to the total.",
    ),
    Rule(
        ("integrity_status",),
        "De status bij integriteit is wat de melder vermoedt. De vertrouwenspersoon stelt niets "
        "vast.",
        "The status under integrity is what the reporter suspects. The counsellor establishes "
        "nothing.",
    ),
    Rule(
        ("nature", "role", "position", "channel", "relation"),
        "Aard van het contact, rol en positie van de melder, de weg naar de vertrouwenspersoon en "
        "de relatie met de beschuldigde: elke nieuwe zaak telt één keer, zoals vastgelegd.",
        "Nature of the contact, role and position of the reporter, the way to the counsellor and "
        "the relation to the accused: each new case counts once, as recorded.",
    ),
    Rule(
        ("unit",),
        "Een organisatieonderdeel wordt alleen genoemd als er ten minste 50 mensen werken en er "
        "ten minste 10 melders waren. De andere onderdelen zijn samengenomen.",
        "A unit is named only when at least 50 people work there and at least 10 reporters came "
        "from it. The other units are taken together.",
    ),
    Rule(
        ("routes", "referrals", "relayed"),
        "Gekozen routes en verwijzingen tellen in de periode waarin zij plaatsvonden, bij alle "
        "zaken die toen liepen. Een zaak telt bij elke route of verwijzing hoogstens één keer. "
        "Een melding die via de vertrouwenspersoon is gedaan, is zo'n route.",
        "Routes chosen and referrals count in the period in which they took place, in all cases "
        "that ran then. A case counts at most once for each route or referral. A report made "
        "through the counsellor is such a route.",
    ),
    Rule(
        ("conduct_ended", "results", "content"),
        "Uitkomsten tellen bij de zaken die in de periode zijn gesloten. Of het gedrag is gestopt "
        "en of de melder tevreden is, telt per zaak één keer; van de andere uitkomsten kan een "
        "zaak er meer hebben.",
        "Outcomes count for the cases that were closed in the period. Whether the conduct ended "
        "and whether the reporter is content counts once per case; of the other outcomes a case "
        "may have several.",
    ),
    Rule(
        ("median_days", "aftercare_done"),
        "De doorlooptijd is de middelste (mediaan) van alle gesloten zaken, in dagen van de eerste "
        "opening tot de laatste sluiting. Nazorg telt bij een gesloten zaak als er een contact "
        "voor nazorg was, ook na de periode.",
        "The duration is the middle one (median) of all closed cases, in days from the first "
        "opening to the last closing. Aftercare counts for a closed case when there was a contact "
        "for aftercare, also after the period.",
    ),
    Rule(
        ("talks", "hours_support", "hours_spent"),
        "Gesprekken zijn ontmoetingen, telefoon- en videogesprekken in de periode, ook in zaken "
        "die eerder begonnen. Uren zijn alle vastgelegde minuten, afgerond op een tiende uur. De "
        "afgesproken uren zijn de uren per week maal het aantal weken.",
        "Talks are meetings, phone calls and video calls in the period, also in cases that began "
        "earlier. Hours are all minutes recorded, rounded to a tenth of an hour. The hours agreed "
        "are the hours a week times the number of weeks.",
    ),
    Rule(
        ("breaches_weighed", "breaches_made"),
        "Doorbreken van de geheimhouding: het aantal zaken waarin dit volgens het protocol is "
        "afgewogen, en waarin het is gebeurd.",
        "Breaking secrecy: the number of cases in which it was weighed under the protocol, and in "
        "which it was done.",
    ),
    Rule(
        ("signal_cases",),
        "Werk zonder zaak (voorlichting, advies, uren, deskundigheid) telt per keer en heeft geen "
        "drempel. Het aantal zaken achter signalen heeft die wel, en is de som over de signalen.",
        "Work without a case (information, advice, hours, profession) is counted per occasion and "
        "has no threshold. The number of cases behind signals has one, and is their sum over the "
        "signals.",
    ),
    Rule(
        ("files_destroyed",),
        "Vernietigde dossiers zijn de dossiers waarvan de bewaartermijn voorbij was en die in de "
        "periode onleesbaar zijn gemaakt.",
        "Destroyed files are the files whose term had passed and that were made unreadable in the "
        "period.",
    ),
)
"""Every key of a table or figure with a threshold is covered by exactly one rule."""
