"""How the report counts, in words for its reader: one rule for every table and figure.

Printed in the appendix of each report, in its language. The counting itself, with the same rule
as its docstring, is in `tally`, `breakdown`, `workload` and `disclosure`.
"""

from typing import NamedTuple


class Rule(NamedTuple):
    """The tables and figures it is about, or none for all of them, and the rule in words."""

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
        ("late",),
        "Een uitgebracht verslag verandert niet meer. Een zaak die pas is vastgelegd nadat het "
        "verslag over haar periode was uitgebracht, telt als nieuw in het eerstvolgende verslag "
        "en heet daar nagekomen. Met een sluiting, een gesprek of iets anders dat later werd "
        "vastgelegd, gaat het net zo.",
        "A published report no longer changes. A case that was recorded only after the report of "
        "its period was published counts as new in the next report, and is called late there. "
        "The same goes for a closing, a talk or anything else that was recorded later.",
    ),
    Rule(
        (),
        "Elke tabel telt zaken. Voor de drempel tellen melders: wie met meer zaken kwam, telt daar "
        "één keer. Een aantal wordt getoond als er ten minste zoveel verschillende melders achter "
        "staan als de drempel zegt; nul wordt behandeld als een klein aantal.",
        "Every table counts cases. For the threshold reporters count: who came with several cases "
        "counts there once. A number is shown when at least as many different reporters are "
        "behind it as the threshold says; zero is treated like a small number.",
    ),
    Rule(
        (),
        "Wie zelf melder was, kan zijn eigen zaak van een aantal aftrekken. Daarom is er één meer "
        "aangehouden: een aantal dat te klein was om te tonen, kan voor elke lezer nog nul zijn "
        "en ook hoger dan de drempel.",
        "Who was a reporter can take his own case off a number. So one more is kept: a number "
        "that was too small to show may, for any reader, still be zero and also higher than the "
        "threshold.",
    ),
    Rule(
        (),
        "Wat bij een zaak niet is vastgelegd, staat in de regel 'niet vastgelegd'. Zo komt elke "
        "zaak in elke tabel die optelt precies één keer voor.",
        "What was not recorded of a case stands in the row 'not recorded'. So each case is in "
        "each table that adds up exactly once.",
    ),
    Rule(
        ("fields", "conduct_kinds", "integrity_kinds", "out_of_scope_kinds"),
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
        "Een organisatieonderdeel heeft alleen een eigen regel als er ten minste 50 mensen werken; "
        "de andere staan samen in één regel. Een aantal wordt hier pas getoond bij ten minste 10 "
        "melders, want collega's weten van elkaar wie er weg is.",
        "A unit has a row of its own only when at least 50 people work there; the others stand "
        "together in one row. A number is shown here only from 10 reporters, because colleagues "
        "know of each other who is away.",
    ),
    Rule(
        ("role_field", "unit_field"),
        "Een kruistabel telt dezelfde nieuwe zaken naar twee kenmerken tegelijk: elke zaak één "
        "keer.",
        "A two-way table counts the same new cases by two properties at once: each case once.",
    ),
    Rule(
        ("routes", "referrals", "relayed"),
        "Gekozen routes en verwijzingen tellen in de periode waarin zij plaatsvonden, bij alle "
        "zaken die toen liepen. Een zaak telt bij elke route of verwijzing hoogstens één keer. "
        "Een melding die via de vertrouwenspersoon is gedaan, is zo'n route, ook als de keuze "
        "daarvoor niet apart is vastgelegd.",
        "Routes chosen and referrals count in the period in which they took place, in all cases "
        "that ran then. A case counts at most once for each route or referral. A report made "
        "through the counsellor is such a route, also where the choice was not recorded by itself.",
    ),
    Rule(
        ("conduct_ended", "results", "content"),
        "Uitkomsten tellen bij de zaken die in de periode zijn gesloten. Of het gedrag is gestopt "
        "en of de melder tevreden is, telt per zaak één keer; van de andere uitkomsten kan een "
        "zaak er meer hebben. De laatste sluiting in de periode telt; wat er later gebeurt, "
        "verandert daar niets aan.",
        "Outcomes count for the cases that were closed in the period. Whether the conduct ended "
        "and whether the reporter is content counts once per case; of the other outcomes a case "
        "may have several. The last closing in the period counts; what happens later changes "
        "nothing about it.",
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
        "afgewogen, en waarin het is gebeurd. Een afweging die eerder begon en nog liep, telt mee.",
        "Breaking secrecy: the number of cases in which it was weighed under the protocol, and in "
        "which it was done. A weighing that began earlier and still ran is counted.",
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
"""Every key of a table, grid or figure with a threshold is covered by exactly one rule."""
