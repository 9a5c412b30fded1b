"""SC-4: calls, mails and files of a medical defence organisation (S0)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from tests.builders import london
from tests.journeys.desk import Desk
from tests.journeys.stories.told import mail_to, on_page, recorded, timeline
from tests.journeys.town import Program, Town
from tests.raw_mails import mail as a_mail
from tests.samples import a_jpeg, a_pdf

SECRETARY, ABC, XYZ = "defence.secretary", "defence.handler", "defence.colleague"
LEADER = "defence.leader"
FRIDAY = london(date(2026, 11, 27), 15, 45)
DR_MEMBER = {
    "urgent_need": False,
    "contact_type": "concern",
    "received_via": "phone",
    "callback_offered": True,
    "meeting_offered": False,
    "subject": "complaint_about_member",
    "what_happened": "A patient complains about me, and I do not know what to answer.",
    "title": "Dr",
    "last_name": "Member",
    "may_email": True,
    "channels": ["telephone", "email"],
}
ADDRESS = {"address": "Flat 2, 14 Mill Road, Exampleton", "postcode": "ZZ99 3VZ"}


class Member:
    """A member of the organisation, known by everything that one can be known by."""

    def __init__(self, name: str, n: int) -> None:
        self.name = {"first_name": name, "last_name": "Member"}
        self.email, self.number = f"{name.lower()}@members.example", f"M00{n}"
        self.born, self.mobile, self.landline = f"1970-05-{n}", f"07700 9004{n}", f"01632 9601{n}"

    @property
    def items(self) -> dict[str, dict[str, str]]:
        """What they say, by what it is."""
        return {
            "membership number": {"membership_number": self.number},
            "date of birth": {"date_of_birth": self.born},
            "address": ADDRESS,
            "email": {"email": self.email},
            "telephone": {"telephone": self.mobile},
        }

    def calls(self, town: Town, **told: Any) -> Desk:
        """The secretary takes the call, and adds the membership number that she found."""
        known = {**self.name, **ADDRESS, "email": self.email, "date_of_birth": self.born}
        phones = {"mobile": self.mobile, "landline": self.landline}
        desk = recorded(town, SECRETARY, {**DR_MEMBER, **known, **phones, **told}, reader=LEADER)
        desk.does("details", LEADER, membership_number=self.number)
        return desk


def checked(desk: Desk, **said: str) -> bool:
    """Whether who rang is confirmed by what they said."""
    program = desk.program(ABC)
    status, answer = program.post("/api/callers/checks", {"channel": "they_rang", **said})
    assert status == 200, answer
    return bool(answer["passed"])


def who_rings(town: Town) -> Iterator[datetime]:
    """The ten pairs, the reference with the name, and what confirms nobody; the fifth failure locks."""
    yield FRIDAY
    sian, rhys, mair = Member("Sian", 21), Member("Rhys", 22), Member("Mair", 23)
    desk, his, hers = sian.calls(town), rhys.calls(town), mair.calls(town)
    ref, name = {"reference": desk.case["reference"]}, {"full_name": "Sian Member"}
    items = sian.items
    assert checked(desk, **ref, **name)
    pairs = [(one, two) for one in items for two in items if one < two]
    assert len(pairs) == 10
    refused = [pair for pair in pairs if not checked(desk, **items[pair[0]], **items[pair[1]])]
    assert refused == []

    theirs = {"reference": his.case["reference"]}
    wrong: dict[str, dict[str, str]] = {
        "reference and a wrong name": {**theirs, "full_name": "Wyn Member"},
        # The door takes one telephone and one email: a second of a kind is no second item.
        "a landline": {"telephone": rhys.landline},
        "an email": {"email": rhys.email},
        "a name only": {"full_name": "Rhys Member"},
        "three with one right": {
            **_born(rhys),
            "email": "no@members.example",
            "telephone": "07700 900499",
        },
    }
    assert [case for case, said in wrong.items() if checked(desk, **said)] == []

    two_phones, two_emails = [rhys.landline, rhys.mobile], [rhys.email, "rhys@other.example"]
    for twice in ({"telephone": two_phones}, {"email": two_emails}):
        status, answer = desk.program(ABC).post(
            "/api/callers/checks", {"channel": "they_rang", **twice}
        )
        assert (status, [each["field"] for each in answer["errors"]]) == (422, list(twice))

    half = {"channel": "they_rang", "address": ADDRESS["address"], **_born(rhys)}
    status, answer = desk.program(ABC).post("/api/callers/checks", half)
    assert (status, answer["errors"][0]["field"]) == (422, "postcode"), (
        "the first line alone is nothing"
    )
    _locks_at_the_fifth(town, hers)


def _born(member: Member) -> dict[str, str]:
    return {"date_of_birth": member.born}


def _locks_at_the_fifth(town: Town, desk: Desk) -> None:
    desk.does("assignment", LEADER, handler=ABC)
    ref, program = {"reference": desk.case["reference"]}, desk.program(ABC)
    for _ in range(5):
        assert not checked(desk, **ref, full_name="Wyn Member")
    said = {"channel": "they_rang", **ref, "full_name": "Mair Member"}
    status, locked = program.post("/api/callers/checks", said)
    assert (status, locked["type"]) == (409, "urn:candour:problem:identity_locked")
    mail_to(town, f"{ABC}@", desk, "locked")


def a_practice_manager(town: Town) -> Iterator[datetime]:
    """Confirmed, and told nothing without the member's consent, nor once it is withdrawn."""
    yield FRIDAY
    told = {
        **DR_MEMBER,
        "first_name": "Petra",
        "last_name": "Manager",
        "email": "pm@members.example",
        "standing": "representative",
        "basis": "asked",
        "relationship": "Practice manager",
        "patient_title": "Dr",
        "patient_first_name": "Ifor",
        "patient_last_name": "Member",
    }
    desk = recorded(town, SECRETARY, told, reader=LEADER)
    assert checked(desk, reference=desk.case["reference"], full_name="Petra Manager")
    tells = {"end": "spoke", "text": "The report is nearly ready"}
    assert "agreed" in desk.refused("told", ABC, **tells)

    agrees = {"answer": "agrees", "purposes": ["discuss"], "scope": "everything"}
    desk.does("consent", LEADER, **agrees, answered_by="telephone", text="Dr Member said yes")
    desk.does("told", ABC, **tells)
    desk.does("consent-withdrawal", ABC, text="Dr Member rang again", said_by="telephone")
    assert checked(desk, reference=desk.case["reference"], full_name="Petra Manager")
    assert "agreed" in desk.refused("told", ABC, **tells)


def a_call_back(town: Town) -> Iterator[datetime]:
    """Agreed on Friday at four for Monday, 10:30: reminded at ten, missed at a quarter to eleven."""
    yield FRIDAY
    desk = Member("Gwen", 24).calls(town)
    yield london(date(2026, 11, 27), 16)
    agreed = {"person": ABC, "question": "When will you write?", "slot": "2026-11-30T10:30:00Z"}
    desk.does("callback", SECRETARY, **agreed)
    assert desk.reminders("CALLBACK:1")[:2] == ["2026-11-30T10:00:00Z", "2026-11-30T10:45:00Z"]

    yield london(date(2026, 11, 30), 10)
    mail_to(town, f"{ABC}@", desk, "Reminder")
    assert not desk.deadline("CALLBACK:1")["late"]
    yield london(date(2026, 11, 30), 10, 45)
    mail_to(town, f"{ABC}@", desk, "Late")


def mails_and_files(town: Town) -> Iterator[datetime]:
    """By their subjects; and what is a photo, holds an NHS number, or goes to an employer."""
    yield FRIDAY
    member = Member("Nerys", 25)
    desk = member.calls(town, email="dr.x@nhs.net", email_kind="work")
    other = Member("Owain", 26).calls(town)
    assert "at work" in on_page(desk, ABC)
    desk.does("assignment", LEADER, handler=ABC)
    reference = desk.case["reference"]
    assert reference == f"ABC/{desk.number}"
    inbox = desk.program(SECRETARY)

    _sends(town, f"RE: FW: [EXTERNAL] {reference.lower()} – response", "dr.x@nhs.net")
    (filed,) = town.sees(lambda: timeline(desk, "mail.received"))
    assert filed["facts"]["from_party"] == "complainant"
    _sends(town, f"{reference} – another", "somebody@elsewhere.example")
    unknown = town.sees(
        lambda: [e for e in timeline(desk, "mail.received") if not e["facts"]["from_party"]]
    )
    assert len(unknown) == 1
    mail_to(town, f"{ABC}@", desk, "an address that we do not know for it")
    _sends(town, f"{reference} & {other.case['reference']}", member.email)
    both = _waiting(town, inbox, other.case["reference"])
    assert set(both["suggestions"]) == {reference, other.case["reference"]}
    _sends(town, "A letter", member.email, body=f"It is about {reference}.")
    assert _waiting(town, inbox, reference, suggestions=1)["state"] == "waiting"

    status, refused = desk.program(ABC).post(f"{desk.href}/documents", {"title": "IMG_2041.jpg"})
    assert (status, "Its name does not say" in refused["detail"]) == (422, True)
    assert _added(town, desk, "Photo of the letter", a_jpeg(make="Apple")) == "blocked"
    assert _added(town, desk, "Patient response letter", a_pdf("NHS number 943 476 5919")) == "held"
    assert "It shows an NHS number, on page 1" in on_page(desk, ABC)
    assert _added(town, desk, "Letter of the clinic", a_pdf("Number 485 777 3456")) == "safe"


def _sends(town: Town, subject: str, sender: str, body: str = "Thank you.") -> None:
    town.arrives(a_mail(subject, body, sender=sender, to="contact@harbour-defence.example"))


def _waiting(town: Town, inbox: Program, reference: str, suggestions: int = 2) -> dict[str, Any]:
    """The mail that waits with so many suggestions, one of them this."""

    def found() -> list[dict[str, Any]]:
        items = inbox.get("/api/inbox")[1]["items"]
        read = [inbox.get(f"/api/inbox/{each['id']}")[1] for each in items]
        return [
            m for m in read if reference in m["suggestions"] and len(m["suggestions"]) == suggestions
        ]

    waiting = town.sees(found)
    assert waiting, inbox.get("/api/inbox")
    return waiting[0]


def _added(town: Town, desk: Desk, title: str, content: bytes) -> str:
    """What became of a file that the handler adds."""
    program, path = desk.program(ABC), f"{desk.href}/documents"
    status, form = program.post(path, {"title": title}, **{"Idempotency-Key": uuid.uuid4().hex})
    assert status in (200, 201), form
    town.sends_file(form, content)

    def state() -> str:
        items = program.get(path)[1]["items"]
        found = [each["state"] for each in items if each["document"] == form["document"]]
        return found[0] if found and found[0] != "checking" else ""

    return town.sees(state)


def others_are_awaited(town: Town) -> Iterator[datetime]:
    """28 days without a word: the handler is told to be in touch, in the way that was agreed."""
    yield FRIDAY
    desk = Member("Carys", 27).calls(town)
    desk.does("assignment", LEADER, handler=ABC)
    arranged = {"channel": "letter", "may_email": False, "rhythm": "monthly"}
    desk.does("contact-arrangement", ABC, **arranged)
    desk.does("third-party-wait", ABC, delay="third_party", text="The hospital's records")
    assert desk.deadline("INACTIVITY")["due"] == "2026-12-25"

    yield london(date(2026, 12, 29), 9, 1)
    told = mail_to(town, f"{ABC}@", desk, "Reminder")
    assert "As agreed with them: letter, every month." in told.text


def a_handler_leaves(town: Town) -> Iterator[datetime]:
    """The case goes to a colleague under her initials, and both references lead to it."""
    yield FRIDAY
    desk = Member("Dilys", 28).calls(town)
    desk.does("assignment", LEADER, handler=ABC)
    before = desk.case["reference"]
    desk.does("assignment", LEADER, handler=XYZ)
    after = desk.case["reference"]

    assert (before, after) == (f"ABC/{desk.number}", f"XYZ/{desk.number}")
    for reference in (before, after):
        status, case = desk.program(XYZ).get(f"/api/cases/{reference.replace('/', '-')}")
        assert (status, case["reference"]) == (200, after)
        assert checked(desk, reference=reference, full_name="Dilys Member")


STORIES = (
    who_rings,
    a_practice_manager,
    a_call_back,
    mails_and_files,
    others_are_awaited,
    a_handler_leaves,
)
