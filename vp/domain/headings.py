"""What headings of registration sheets usually mean: a first mapping for a sheet nobody mapped.

It proposes and never decides: the mapping is a file that the counsellor reads and corrects.
"""

from vp.domain.mapping import Mapping, heading_key

_TABLE = """
reference: nummer, nr, nr., no, volgnummer, zaaknummer, dossiernummer, meldingsnummer, kenmerk,
  registratienummer, number, case number, reference
opened: datum melding, datum, meldingsdatum, datum eerste gesprek, eerste gesprek, datum contact,
  datum intake, geopend op, startdatum, begindatum, opened, date, date of first talk, start date
closed: afgesloten op, afgesloten, datum afsluiting, datum afgesloten, einddatum, gesloten op,
  afgerond op, closed, closed on, end date
close_reason: reden afsluiting, reden van afsluiting, reden sluiting, wijze van afsluiting,
  close reason
outcomes: uitkomst, uitkomsten, resultaat, afloop, outcome, result
content: melder tevreden, tevreden, content, satisfied
ending: toelichting afsluiting, opmerking afsluiting
nature: soort contact, type contact, aard contact, aard van het contact, nature
domain: domein, gebied, terrein, werkterrein, domain
kinds: aard, aard 2, aard melding, aard van de melding, soort, soort melding, categorie,
  subcategorie, onderwerp, type, type melding, kind, kinds, category
integrity_status: status integriteit, vermoeden, integrity status
role: rol, rol melder, hoedanigheid, role
position: functie, positie, functie melder, soort medewerker, dienstverband, position
left_on: uit dienst, uit dienst op, left on
unit: afdeling, unit, locatie, team, organisatieonderdeel, onderdeel, vestiging, school,
  department
accused_relation: relatie, relatie beschuldigde, relatie tot beschuldigde, beklaagde, veroorzaker,
  aangeklaagde, relation, accused relation
repeated: herhaald, meermaals, vaker gebeurd, repeated
channel: via, kanaal, binnengekomen via, wijze van melden, channel
identity: anonimiteit, identiteit, vertrouwelijkheid, identity
keep_file: dossier, dossier toegestaan, dossier akkoord, toestemming dossier, file allowed
minutes: minuten, tijd (min), tijdsbesteding (min), duur (min), minutes
hours: uren, uur, tijd (uur), tijdsbesteding, tijdsbesteding (uur), hours
account: toelichting, omschrijving, beschrijving, verslag, verhaal, notitie, notities,
  opmerking, opmerkingen, notes, description, account
wish: wens, wens melder, gewenste uitkomst, wish
people.reporter.name: naam, naam melder, melder, name, name of reporter
people.reporter.contact: telefoon, telefoonnummer, e-mail, email, contact, contactgegevens,
  bereikbaar via, phone
people.accused-1.name: naam beschuldigde, naam beklaagde, naam veroorzaker, beschuldigde,
  name of accused
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

_TOGETHER = ("kinds",)
_INSTEAD = {"hours": "minutes", "minutes": "hours"}


def propose(headings: tuple[str, ...]) -> Mapping:
    """A mapping of the headings that are known; the others are named as ignored.

    Of two headings for one field the first counts.
    """
    columns: dict[str, str] = {}
    ignored = []
    for heading in filter(None, headings):
        field = KNOWN.get(heading_key(heading), "")
        taken = {*columns.values(), *map(_INSTEAD.get, columns.values())}
        if field and heading not in columns and (field not in taken or field in _TOGETHER):
            columns[heading] = field
        else:
            ignored.append(heading)
    fixed = {}
    if "closed" in columns.values() and "close_reason" not in columns.values():
        fixed["close_reason"] = "completed"
    return Mapping(columns=columns, fixed=fixed, ignore=tuple(ignored))
