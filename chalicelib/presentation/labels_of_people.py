"""What staff read for each code that says something of a person: for whom they speak, what they need,
what they may be in danger of. One row for each value.
"""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.domain.alarms import Alarm
from chalicelib.domain.media import Medium
from chalicelib.domain.needs import Format
from chalicelib.domain.representation import Basis, Hold, Standing

STANDINGS: Mapping[Standing, str] = {
    Standing.SELF: "For themselves",
    Standing.AFFECTED: "For themselves, as somebody whom it affects",
    Standing.REPRESENTATIVE: "For a patient",
}

BASES: Mapping[Basis, str] = {
    Basis.ASKED: "The patient asked them to",
    Basis.CHILD_PARENT: "A child: they are the mother or father",
    Basis.CHILD_CARER: "A child: they are the guardian or look after the child, the parents cannot",
    Basis.CHILD_LOCAL_AUTHORITY: "A child: authorised by the local authority",
    Basis.CHILD_VOLUNTARY: "A child: authorised by the voluntary organisation that cares for the child",
    Basis.LACKS_CAPACITY: "The patient cannot decide this for themselves",
    Basis.DIED: "The patient has died",
}

HOLDS: Mapping[Hold, str] = {
    Hold.NO_BASIS: "nobody has said yet what lets them speak for the patient",
    Hold.NO_BASIS_FOR_A_CHILD: "the patient is under 18 and no basis for a child is known",
    Hold.PATIENT_MUST_AGREE: "the patient has not agreed yet",
    Hold.NOT_DECIDED: "nobody has decided yet whether this is the right person",
    Hold.REFUSED: "the patient does not agree",
    Hold.WITHDRAWN: "the patient took their consent back",
    Hold.EXPIRED: "the patient did not answer in time, or agreed only until a day that has passed",
    Hold.NOT_ACCEPTED: "it was decided that this is not the right person to speak for them",
}
"""Completes: do not tell them anything about the patient, because …"""

ALARMS: Mapping[Alarm, str] = {
    Alarm.OWN_LIFE: "somebody may take their own life",
    Alarm.CHILD: "a child may be in danger",
    Alarm.HEALTH: "somebody may need medical help now",
    Alarm.VIOLENCE: "somebody may be in danger from another person",
}

FORMATS: Mapping[Format, str] = {
    Format.LARGE_PRINT: "Large print",
    Format.EASY_READ: "Easy read",
    Format.BRAILLE: "Braille",
    Format.AUDIO: "Audio",
    Format.BSL_VIDEO: "Video in British Sign Language",
}

MEDIA: Mapping[Medium, str] = {
    Medium.EMAIL: "Email",
    Medium.LETTER: "Letter on paper",
    Medium.LARGE_PRINT: "Large print",
    Medium.EASY_READ: "Easy read",
    Medium.BRAILLE: "Braille",
    Medium.AUDIO: "Audio",
    Medium.BSL_VIDEO: "Video in British Sign Language",
    Medium.TRANSLATION: "Translation",
    Medium.TEXT: "Text message",
}
