"""What headings of registration sheets usually mean: a first mapping for a sheet nobody mapped.

It proposes and never decides: the mapping is a file that the counsellor reads and corrects.
"""

import re

from vp.domain.mapping import Mapping, NoteColumns, heading_key

_TABLE = """
reference: nummer, nr, nr., no, volgnummer, volgnr, zaaknummer, zaaknr, dossiernummer, dossiernr,
  dossier nr, dossier nr., meldingsnummer, meldingsnr, casusnummer, kenmerk, registratienummer,
  number, case number, reference
opened: datum melding, datum, meldingsdatum, datum eerste gesprek, eerste gesprek, datum gesprek,
  datum 1e gesprek, datum contact, datum eerste contact, datum binnenkomst, datum intake, geopend
  op, startdatum, begindatum, opened, date, date of first talk, start date
closed: afgesloten op, afgesloten, afsluitdatum, sluitdatum, datum afsluiting, datum
  afgesloten, datum sluiting, einddatum, gesloten op, afgerond op, closed, closed on, end date
close_reason: reden afsluiting, reden van afsluiting, reden sluiting, wijze van afsluiting, close
  reason
outcomes: uitkomst, uitkomsten, resultaat, afloop, outcome, result
content: melder tevreden, tevreden, content, satisfied
ending: toelichting afsluiting, opmerking afsluiting
nature: soort contact, type contact, aard contact, aard van het contact, nature
domain: domein, gebied, terrein, werkterrein, domain
kinds: aard, aard 2, aard melding, aard van de melding, soort, soort melding, soort gedrag,
  categorie, subcategorie, onderwerp, type, type melding, kind, kinds, category
integrity_status: status integriteit, vermoeden, integrity status
role: rol, rol melder, hoedanigheid, role
position: functie, positie, functie melder, soort medewerker, dienstverband, position
left_on: uit dienst, uit dienst op, left on
unit: afdeling, unit, locatie, team, organisatieonderdeel, onderdeel, vestiging, school,
  department
accused_relation: relatie, relatie beschuldigde, relatie tot beschuldigde, beklaagde, veroorzaker,
  aangeklaagde, tegen wie, over wie, relation, accused relation
repeated: herhaald, meermaals, vaker gebeurd, repeated
channel: via, kanaal, binnengekomen via, hoe binnengekomen, wijze van melden, hoe gemeld, channel
identity: anonimiteit, identiteit, vertrouwelijkheid, identity
keep_file: dossier, dossier toegestaan, dossier akkoord, toestemming dossier, file allowed
minutes: minuten, tijd (min), tijdsbesteding (min), duur (min), minutes
hours: uren, uur, tijd (uur), tijdsbesteding, tijdsbesteding (uur), hours
account: toelichting, omschrijving, korte omschrijving, beschrijving, samenvatting, verslag,
  verslag eerste gesprek, verhaal, notitie, notities, opmerking, opmerkingen, notes, description,
  account
wish: wens, wens melder, gewenste uitkomst, wish
people.reporter.name: naam, naam melder, melder, name, name of reporter
people.reporter.contact: telefoon, telefoonnummer, telefoonnr, tel, tel., mobiel, e-mail,
  e-mailadres, email, contact, contactgegevens, bereikbaar via, phone
people.accused-1.name: naam beschuldigde, naam beklaagde, naam veroorzaker, beschuldigde, name of
  accused
told.limits_explained: geheimhouding, geheimhouding uitgelegd, secrecy explained
told.complaint_rules: klachtenregeling, klachtenregeling uitgelegd, complaint rules explained
"""
KNOWN = {
    heading.strip(): field
    for field, _colon, headings in (
        line.partition(":") for line in _TABLE.replace("\n  ", " ").strip().splitlines()
    )
    for heading in headings.split(",")
}
"""Each heading with the field it usually fills."""

_FURTHER = re.compile(
    r"((?:datum|dag|date)(?: of| van)? )?(?:(?:verslag|inhoud|notitie|text)(?: of| van)? )?"
    r"(?:(?:vervolg|tweede |second )(?:-?(?:gesprek|contact|talk))?|follow-?up)( datum| date)?"
    r"( [0-9])?"
)
"""The heading of a further talk: its day or its text, and which one it is."""
_TOGETHER = ("kinds",)
_INSTEAD = {"hours": "minutes", "minutes": "hours"}


def propose(headings: tuple[str, ...]) -> Mapping:
    """A mapping of the headings that are known; the others are named as ignored.

    Of two headings for one field the first counts.
    """
    columns: dict[str, str] = {}
    notes = _notes(headings)
    ignored = []
    for heading in filter(None, headings):
        if any(heading in (note.text, note.day) for note in notes):
            continue
        field = KNOWN.get(heading_key(heading), "")
        taken = {*columns.values(), *map(_INSTEAD.get, columns.values())}
        if field and heading not in columns and (field not in taken or field in _TOGETHER):
            columns[heading] = field
        else:
            ignored.append(heading)
    fixed = {}
    if "closed" in columns.values() and "close_reason" not in columns.values():
        fixed["close_reason"] = "completed"
    return Mapping(columns=columns, fixed=fixed, notes=notes, ignore=tuple(ignored))


def _notes(headings: tuple[str, ...]) -> tuple[NoteColumns, ...]:
    """A note for each heading of a further text, with the day that goes with it."""
    found: dict[str, dict[str, str]] = {}
    for heading in headings:
        if (one := _FURTHER.fullmatch(heading_key(heading))) and not KNOWN.get(one[0]):
            part = "day" if one[1] or one[2] else "text"
            found.setdefault(one[3] or "", {}).setdefault(part, heading)
    return tuple(
        NoteColumns(text=parts["text"], day=parts.get("day", ""))
        for parts in found.values()
        if "text" in parts
    )
