"""The contacts of the demo practice: written for it, about nobody.

Each is dated in working days before today, so that whenever a stack is filled some are due today,
some overdue and some long settled.
"""

from __future__ import annotations

from chalicelib.domain.casework import Acknowledgement, Assignment, Note
from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.parties import Channel
from infra.demo.story import BOTH, HANDLER, MANAGER, OFFICE, Story, Then

STORIES = (
    Story(
        11, 10, ContactType.COMPLAINT, ReceivedVia.WEB_FORM, "clinical_treatment",
        "Joan", "Pemberton",
        "My husband saw the nurse about the sore on his heel three times. Each time it was dressed "
        "and nobody asked about his diabetes. On the Saturday the out-of-hours doctor sent us "
        "straight to hospital.\n\nHe was in for nine days. Nobody from the surgery has rung.",
        happened_when="Between 12 and 26 of last month",
        happened_where="The treatment room",
        who_was_involved="The practice nurse",
        desired_outcome="I want to know why nobody looked at his notes, and that it is changed.",
        email="joan.pemberton@patients.example", may_email=True, mobile="+447700900101",
        channels=(Channel.EMAIL, Channel.TELEPHONE),
        then=(
            Then(0, 15, MANAGER, Assignment(HANDLER)),
            Then(1, 11, HANDLER, Acknowledgement(Channel.EMAIL, BOTH, words="Thank you for telling us "
                 "what happened to your husband. I am sorry that he became so ill, and that nobody "
                 "rang you. I would like to hear it from you.")),
            Then(3, 14, HANDLER, Note("Rang Mrs Pemberton. She would rather meet here, on a "
                 "weekday morning. Her three questions are about the second visit.")),
        ),
    ),
    Story(
        9, 9, ContactType.COMPLAINT, ReceivedVia.LETTER, "appointments",
        "Desmond", "Achebe-Lowe",
        "I rang at eight every morning for six days and was told each time that the appointments "
        "had gone. I am 81 and I do not use the internet.",
        happened_when="Six mornings running, two weeks ago",
        happened_where="On the telephone",
        desired_outcome="A way to be seen that does not need a computer.",
        landline="+441632960143", address="14 Quarry Terrace\nExampleton", postcode="ZZ99 2XX",
        channels=(Channel.LETTER, Channel.TELEPHONE),
        then=(
            Then(2, 10, MANAGER, Acknowledgement(Channel.LETTER, BOTH)),
            Then(2, 10, MANAGER, Assignment(OFFICE)),
        ),
    ),
    Story(
        6, 16, ContactType.COMPLAINT, ReceivedVia.WEB_FORM, "staff_attitude",
        "Rowan", "Tse",
        "The person at the desk asked me out loud what my appointment was about, in front of "
        "everyone. When I said it was private she laughed.",
        happened_when="Monday morning",
        happened_where="Reception",
        who_was_involved="I do not know her name. Short grey hair, glasses.",
        desired_outcome="An apology.",
        email="rowan.tse@patients.example", may_email=True,
        channels=(Channel.EMAIL,),
        then=(
            Then(1, 12, MANAGER, Acknowledgement(Channel.EMAIL, ())),
            Then(1, 12, MANAGER, Note("Acknowledged by email. Still to offer a discussion: "
                 "Rowan asked not to be telephoned at work.")),
        ),
    ),
    Story(
        5, 11, ContactType.COMPLAINT, ReceivedVia.WEB_FORM, "prescriptions",
        "Birgit", "Halloran",
        "My repeat prescription was sent to the wrong chemist twice. The second time I was without "
        "my heart tablets for four days.",
        happened_when="Last week",
        who_was_involved="Whoever sends the prescriptions",
        desired_outcome="That it goes to the right place, and to be told how this could happen.",
        email="b.halloran@patients.example", may_email=True, mobile="+447700900117",
        channels=(Channel.TELEPHONE, Channel.EMAIL),
    ),
    Story(
        3, 13, ContactType.COMPLAINT, ReceivedVia.EMAIL, "communications",
        "Imran", "Sadiq-Foster",
        "I was told my results would be ready in five days. It has been five weeks. Every time I "
        "ring I get a different answer: they are back, they are not back, the doctor has to look.",
        happened_when="Since the start of last month",
        desired_outcome="My results, and somebody who knows what is going on.",
        email="imran.sf@patients.example", may_email=True,
        channels=(Channel.EMAIL,),
        then=(Then(0, 16, MANAGER, Assignment(HANDLER)),),
    ),
    Story(
        2, 10, ContactType.COMPLAINT, ReceivedVia.PHONE, "privacy",
        "Morwenna", "Tregear",
        "A letter about my daughter's appointment was sent to her father's address. We have been "
        "separated for two years and the surgery has known that all along.",
        happened_when="The letter is dated the 3rd",
        desired_outcome="To know who else has seen it.",
        mobile="+447700900129", channels=(Channel.TELEPHONE, Channel.MEETING),
        then=(Then(0, 11, OFFICE, Note("She is worried that he will turn up at the school. "
                   "Asked whether she feels safe tonight: yes, her sister is with her.")),),
    ),
    Story(
        0, 8, ContactType.COMPLAINT, ReceivedVia.WEB_FORM, "clinical_treatment",
        "Łukasz", "Wójcik-Brown",
        "My mother was discharged from hospital with new tablets. The surgery never changed her "
        "list and she took both the old and the new ones for a week.",
        happened_when="From the 9th to the 16th",
        happened_where="At home, after the surgery's pharmacist rang",
        who_was_involved="The pharmacist at the surgery",
        desired_outcome="Make sure that somebody reads what the hospital sends.",
        email="lukasz.wb@patients.example", may_email=True, mobile="+447700900133",
        channels=(Channel.EMAIL, Channel.TELEPHONE),
    ),
    Story(
        4, 15, ContactType.CONCERN, ReceivedVia.IN_PERSON, "premises",
        "Edwin", "Marchbanks",
        "The automatic door has been broken for a month. My wife cannot open the other one from "
        "her wheelchair.",
        landline="+441632960155",
        then=(
            Then(0, 16, OFFICE, Assignment(OFFICE)),
            Then(1, 9, OFFICE, Note("The firm comes on Thursday. Rang him; he is content.")),
        ),
    ),
    Story(
        1, 14, ContactType.CONCERN, ReceivedVia.PHONE, "appointments",
        "Oluchi", "Danvers",
        "She was cut off twice after waiting forty minutes. She does not want to complain, she wants "
        "us to know.",
        mobile="+447700900146",
    ),
    Story(
        7, 12, ContactType.COMPLIMENT, ReceivedVia.WEB_FORM, "clinical_treatment",
        "Niamh", "Rosewarne",
        "Dr M stayed after hours with my dad until the ambulance came. She rang the next day to ask "
        "how he was. Please tell her that we will not forget it.",
        email="niamh.r@patients.example", may_email=True, channels=(Channel.EMAIL,),
    ),
    Story(
        1, 10, ContactType.COMPLIMENT, ReceivedVia.LETTER, "staff_attitude",
        "Albert", "Finchley-Ward",
        "The young man on the telephone was kindness itself when I could not remember my own date of "
        "birth.",
        address="3 Mill Cottages\nExampleton", postcode="ZZ99 3VZ", channels=(Channel.LETTER,),
    ),
    Story(
        2, 17, ContactType.IDEA, ReceivedVia.WEB_FORM, "communications",
        "Seren", "Gallimore",
        "Could the screen in the waiting room say how late the clinics are running?",
        email="seren.g@patients.example", may_email=True, channels=(Channel.EMAIL,),
    ),
)  # fmt: skip
