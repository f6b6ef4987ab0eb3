"""What is said at the start, in words ready to say, in the order of telling.

Secrecy and its limits come first, at the start of the first conversation (LVV code 2021,
vertrouwelijkheid). The words are ours; the counsellor says them in his own way.
"""

from vp.domain.profile import Profile
from vp.domain.vocabulary import Sector, Told
from vp.locale import N_

OPENING = (
    Told.LIMITS_EXPLAINED,
    Told.NO_PRIVILEGE,
    Told.REPORTING_DUTY,
    Told.ROLE_EXPLAINED,
    Told.NOTHING_WITHOUT_YOU,
)
"""Before the story begins."""

FIRST_TALK = (
    Told.SIGNALS_EXPLAINED,
    Told.FILE_AND_RETENTION,
    Told.COMPLAINT_RULES,
    Told.SAFE_CONTACT,
    Told.ACUTE_DANGER,
    Told.ANONYMITY,
    Told.IN_SCOPE,
    Told.WISH,
    Told.OPTIONS_OUTLINED,
)
"""Somewhere in the first talk."""

WHEN_IT_APPLIES = (Told.HUIS_ADVICE,)

WORDS: dict[Told, str] = {
    Told.LIMITS_EXPLAINED: N_(
        "What you tell me stays between us, also after our talks have ended. There are a few"
        " limits, and I name them now."
    ),
    Told.NO_PRIVILEGE: N_(
        "I have no right to keep silent before a judge: in legal or complaint proceedings I may"
        " have to answer."
    ),
    Told.REPORTING_DUTY: N_(
        "For some very serious crimes, and for offences in office, there is a duty to report."
        " Should that come up, I tell you at once."
    ),
    Told.ROLE_EXPLAINED: N_(
        "I am beside you: I listen, think along and explain the ways there are. I do not"
        " investigate, mediate or judge."
    ),
    Told.NOTHING_WITHOUT_YOU: N_("I do nothing without your permission. You decide each step."),
    Told.SIGNALS_EXPLAINED: N_(
        "Once a year I tell the organisation in general terms what plays. Nobody can be"
        " recognised in it; otherwise I ask you first."
    ),
    Told.FILE_AND_RETENTION: N_(
        "May I keep a file? Only I can open it, and at the latest two years after we finish it"
        " is destroyed."
    ),
    Told.COMPLAINT_RULES: N_(
        "If you are not content with me, there is a complaint procedure. I tell you where it is."
    ),
    Told.SAFE_CONTACT: N_("How and when can I reach you without anybody noticing?"),
    Told.ACUTE_DANGER: N_("Are you, or is somebody else, in danger right now?"),
    Told.ANONYMITY: N_(
        "Anonymous is not the same as confidential: now I know your name and tell nobody."
    ),
    Told.IN_SCOPE: N_("Does this belong with me, or can somebody else help you better?"),
    Told.WISH: N_("What would you like to reach?"),
    Told.OPTIONS_OUTLINED: N_("There are informal and formal ways. Shall we look at them?"),
    Told.HUIS_ADVICE: N_(
        "For a suspected wrongdoing you can also ask the advice desk of the Huis voor"
        " Klokkenluiders, free and in confidence."
    ),
}

_DUTIES = {
    Sector.EDUCATION: N_(
        "If it is about a possible sexual offence by staff against a pupil who is a minor, staff"
        " of the school, and a counsellor employed there, must tell the board at once."
    ),
    Sector.SPORT: N_(
        "In a club a counsellor hands some signals to a board member, and takes no official"
        " report himself. I tell you beforehand."
    ),
}
"""What the sector adds to the duty to report (W5, W6, W7: secondary sources, so never law here)."""

_CIVIL_SERVANT = N_(
    "As a civil servant I may be bound to report an offence in office. I take legal advice first."
)


def words(item: Told, profile: Profile) -> tuple[str, ...]:
    """What is said about this item, message by message, with what sector and post add to it."""
    said = [WORDS[item]] if item in WORDS else []
    if item is Told.REPORTING_DUTY:
        if profile.sector in _DUTIES:
            said.append(_DUTIES[profile.sector])
        if profile.civil_servant or profile.sector is Sector.GOVERNMENT:
            said.append(_CIVIL_SERVANT)
    return tuple(said)
