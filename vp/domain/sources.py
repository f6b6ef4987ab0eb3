"""What the short names of sources beside terms and steps stand for."""

import re
from collections.abc import Iterable

from vp.locale import N_

SOURCES = {
    "code": N_("code of conduct of the Dutch association of confidential counsellors (LVV), 2021"),
    "LVV": N_("what a confidential counsellor is, page of the LVV"),
    "profile": N_("professional profile of the LVV, 2017"),
    "Huis": N_("brochure of the Huis voor Klokkenluiders on confidential counsellors, 2023"),
    "complaints": N_("article on complaints about a confidential counsellor"),
    "W1": "https://bureauvanesrbb.nl/protocol-doorbreken-geheimhoudingvertrouwelijkheid-vp",
    "W4": "https://www.schoolenveiligheid.nl/veelgestelde-vragen/moet-en-mag-registreren-klachten/",
    "W5": "https://www.rijksoverheid.nl/onderwerpen/voortgezet-onderwijs/vraag-en-antwoord/"
    "moet-de-school-seksueel-misbruik-melden-en-aangeven",
    "W6": "http://seksueelmisdrijf.nl/onderwijs/vertrouwenspersoon",
    "W7": "https://centrumveiligesport.nl/een-melding-maken/waar-kan-ik-terecht",
    "W8": "https://trustool.nl/klokkenluiders/",
    "W10": "https://www.complianceinsightsacademy.nl/nl/nieuws/"
    "avg-en-het-vertrouwenswerk-zo-richt-je-je-dossiervoering-veilig-in",
    "W14": "https://emtrust.nl/juridisch-spreekplicht-vertrouwenspersonen/",
    "W15": "https://yspeert.nl/yspeert-learning/kennisbank/"
    "doorbreken-beroepsgeheim-blijft-verantwoordelijkheid-arts/",
    "W16": "https://www.rijksfinancien.nl/jaarverslag/2020/X/onderdeel/872926",
    "W17": "https://centrumveiligesport.nl/een-melding-maken/wie-kan-melden",
    "D": N_("our own choice: no source says it"),
}
"""English message ids, or web addresses: pages about the texts, and not always the texts."""

_NAME = re.compile(r"W[0-9]+|[A-Za-z]+")


def cited(references: Iterable[str]) -> dict[str, str]:
    """The sources that are named in the references, in the order of the list above.

    A reference is names with a place in them: `code; Huis §6.2.1`, `W1.3`.
    """
    named = {_name(part) for reference in references for part in reference.split(";")}
    return {name: title for name, title in SOURCES.items() if name in named}


def _name(part: str) -> str:
    found = _NAME.match(part.strip())
    return found[0] if found else ""
