"""SC-3: a daughter complains for her mother."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from tests.builders import london
from tests.entry.test_any_contact import FOR_HER_MOTHER, sent
from tests.journeys.desk import CONSIDERATIONS, HANDLER, OFFICE, PLAN, Desk, letter_for
from tests.journeys.stories.told import mail_to, mails_to
from tests.journeys.town import Arrived, Town
from tests.visitor import ANSWERS, Visitor

DAUGHTER = ANSWERS["contact"]["email"]
BORN = {"date_of_birth-day": "1", "date_of_birth-month": "2", "date_of_birth-year": "1931"}
RECEIVED = london(date(2026, 11, 23), 10)
ACKNOWLEDGED = london(date(2026, 11, 26), 11)
OF_THE_PATIENT = ("Nell", "Olderly", "mother", "1931", "3 Testing Row", "blood test")
"""What no mail to the daughter may hold: that there is a patient, who it is, and what happened."""
WHEN = {
    "happened_on-day": "2",
    "happened_on-month": "11",
    "happened_on-year": "2026",
    "happened_when": "",
}
DATES = {"investigate_by": "2027-01-29", "respond_by": "2027-02-10"}
RESPONSE = {"sent_by": "email", "signed_as": "partner"}


def received(town: Town, answers: Mapping[str, Any] = FOR_HER_MOTHER) -> Desk:
    """The daughter sends the form."""
    seen = sent(Visitor(town.browser), {**answers, "when": WHEN})
    return Desk(town, f"/api/cases/WLP-{seen.path.split('/')[2].partition('-')[2]}")


def told(town: Town, desk: Desk) -> list[str]:
    """Every mail to the daughter so far, as it went."""
    return [_whole(mail) for mail in mails_to(town, DAUGHTER, desk)]


def _whole(mail: Arrived) -> str:
    return f"{mail.subject}\n{mail.text}"


def tells_nothing(town: Town, desk: Desk, expected: int) -> None:
    """So many mails went to the daughter, and none tells that there is a patient."""
    mails = told(town, desk)
    assert len(mails) == expected, [mail.partition("\n")[0] for mail in mails]
    for mail in mails:
        assert [word for word in OF_THE_PATIENT if word in mail] == []


def hold(desk: Desk) -> str | None:
    """Why nothing may be told."""
    return desk.case["representation"]["hold"]  # type: ignore[no-any-return]


class Mother:
    """The patient, who has a postbox of her own in each story."""

    def __init__(self, town: Town, name: str) -> None:
        self._town, self.address = town, f"nell.{name}@patients.example"

    def is_asked(self, desk: Desk) -> None:
        asked = {"purposes": ["discuss", "investigate"], "asked_by": "email", "email": self.address}
        desk.does("consent-request", **asked)

    def mails(self) -> list[Arrived]:
        return self._town.mails(self.address, "", expected=1)

    def answers(self, **answer: str) -> None:
        """By the link in her mail."""
        link = re.search(r"http://[^/]+(/\S*/consent/\S+)", self.mails()[-1].text)
        assert link
        visitor = Visitor(self._town.browser)
        visitor.get(link[1])
        page = visitor.send(link[1], dict(BORN))
        assert "Thank you. We have your answer" in visitor.send(page.path, answer).text


def acknowledged(town: Town, mother: Mother) -> Generator[datetime, None, Desk]:
    """From 23 to 26 November: the daughter has her acknowledgement, the mother her question."""
    yield RECEIVED
    desk = received(town)
    assert desk.deadline("ACK")["due"] == "2026-11-26"
    yield ACKNOWLEDGED
    desk.does("acknowledgement", how="email", offered=["telephone"])
    mother.is_asked(desk)
    tells_nothing(town, desk, 2)
    return desk


def investigated(desk: Desk, **plan: Any) -> None:
    """From the acknowledgement to findings that the staff have seen."""
    desk.assessed(2, "Nobody rang back")
    desk.does("plan", **PLAN, **DATES, **plan)
    desk.does("plan-answer", answer="accepted")
    desk.does("commissioner-check", has="not", text="They were asked")
    desk.does("investigation", text="We ask the team")
    desk.does("staff-concerned", name="Cara Witness", concerned="staff_witness", staff=HANDLER)
    desk.does("finding", issue="1", finding="upheld", reasons="The call list shows it")
    desk.does("considerations", **CONSIDERATIONS, text="Nothing more")
    desk.does("findings", text="Upheld")
    desk.does("sharing", people=["1"])


def nobody_answers(town: Town) -> Iterator[datetime]:
    """The question goes to the mother; a chase after ten working days, a decision after twenty."""
    mother = Mother(town, "silent")
    desk = yield from acknowledged(town, mother)
    (clock,) = (each for each in desk.case["deadlines"] if each["clock"].startswith("CONSENT"))
    assert clock["due"] == "2026-12-24"
    assert [each["at"] for each in clock["milestones"]] == [
        "2026-12-10T09:00:00Z",
        "2026-12-24T09:00:00Z",
    ]
    assert "Asha" not in mother.mails()[0].text

    yield london(date(2026, 12, 10), 9, 1)
    assert town.sees(lambda: len(mother.mails()) == 2), "she is asked once more"
    yield london(date(2026, 12, 24), 9, 1)
    mail_to(town, "complaints.manager@", desk, "24 December 2026")
    tells_nothing(town, desk, 2)


def while_she_is_asked(town: Town) -> Iterator[datetime]:
    """Staff look into what could be unsafe, and every command that tells is shut."""
    desk = yield from acknowledged(town, Mother(town, "asked"))
    later = {"due": "2027-03-01", "reason": "Ill", "agreed": True, "agreed_with": "Her"}
    for command, asked in (
        ("writing", {"text": "Your mother was seen"}),
        ("contact", {"how": "letter", "substantive": True, "text": "Your mother is better"}),
        ("extension", later),
    ):
        refusal = desk.refused(command, **asked)
        assert "agreed" in refusal or "Nothing about a patient" in refusal, command

    desk.assessed(2, "Nobody rang back")
    assert "Check what you wrote" in desk.refused("plan", **PLAN, **DATES)
    desk.does("plan", **PLAN, **DATES, within_consent=True)
    assert "not agreed" in desk.refused("plan-answer", answer="accepted")
    desk.does("plan-answer", answer="not_reachable", reason="The patient is still asked")
    desk.does("commissioner-check", has="not", text="They were asked")
    assert desk.does("investigation", text="We ask the team")["state"] == "investigating"
    tells_nothing(town, desk, 2)


def response_only(town: Town) -> Iterator[datetime]:
    """A: on 8 December she agrees to the response, not to the records."""
    mother = Mother(town, "response")
    desk = yield from acknowledged(town, mother)
    yield london(date(2026, 12, 8), 10)
    mother.answers(answer="response_only")
    assert desk.case["representation"]["consent"]["scope"] == "response_only"
    investigated(desk, within_consent=True)
    desk.signed_off()
    before = len(told(town, desk))

    assert "nothing from the records" in desk.refused("response", **RESPONSE)
    desk.does("response", **RESPONSE, within_consent=True)

    mail = told(town, desk)[before]
    assert "We have written to you" in mail
    assert [word for word in OF_THE_PATIENT if word in mail] == []


def refused(town: Town) -> Iterator[datetime]:
    """B: she refuses. The daughter's letter confirms nothing and names the ombudsman."""
    mother = Mother(town, "no")
    desk = yield from acknowledged(town, mother)
    mother.answers(answer="no")
    assert hold(desk) == "refused"

    desk.does("declining", why="no_consent", reason="She said no", sent_by="email")

    letter = told(town, desk)[-1]
    assert [word for word in (*OF_THE_PATIENT, "She said no", "refus") if word in letter] == []
    assert "does not say whether anybody is a patient of ours" in letter
    assert "If it shows that care could be safer, we look at that ourselves" in letter
    assert "If you are not happy with our answer" in letter.rpartition("--")[2]
    assert "ombudsman" in letter.lower()
    case = desk.case
    assert (case["state"], case["outcome"]) == ("declined", "declined_out_of_scope")


def the_patient_dies(town: Town) -> Iterator[datetime]:
    """C: an executor is decided on with evidence, and condolences are owed."""
    desk = yield from acknowledged(town, Mother(town, "late"))
    yield london(date(2027, 1, 5), 10)
    decided = {"basis": "died", "text": "She is the executor", "right_person": True}
    assert desk.tries("consent-substitution", **decided, evidence="")[0] == 422
    desk.does("consent-substitution", **decided, evidence="The will and the certificate")
    investigated(desk)
    letter = letter_for(desk.case["issues"])

    desk.does("letter-draft", **letter)
    status, answer = desk.tries("letter", second_reader=OFFICE)

    assert (status, "condolences" in str(answer["errors"])) == (422, True)
    mourning = {"bereaved": True, "condolences": "We are so sorry for your loss.", "left_out": []}
    desk.does("letter-draft", **letter | mourning)
    desk.does("letter", second_reader=OFFICE)


CHILD = {
    "basis": {"basis": "child"},
    "their-birth": {"patient_born-day": "3", "patient_born-month": "4", "patient_born-year": "2017"},
}


def for_a_child(town: Town, who: str) -> Desk:
    """A complaint for somebody of nine."""
    answers: dict[str, Any] = {}
    for step, given in FOR_HER_MOTHER.items():
        answers[step] = CHILD.get(step, given)
        if step == "basis":
            answers["child"] = {"child_basis": who}
    return received(town, answers)


def a_child(town: Town) -> Iterator[datetime]:
    """D: a parent needs nothing more, a step-parent evidence, who is not the right person a letter."""
    yield RECEIVED
    parents, step_parents, strangers = (
        for_a_child(town, who) for who in ("child_parent", "child_carer", "child_carer")
    )
    assert parents.case["representation"]["patient_is_child"] is True
    assert hold(parents) is None

    decided = {"basis": "child_carer", "text": "He has brought her up", "right_person": True}
    assert hold(step_parents) == "not_decided"
    assert "not agreed" in step_parents.refused("writing", text="News")
    assert step_parents.tries("consent-substitution", **decided, evidence=" ")[0] == 422
    step_parents.does("consent-substitution", **decided, evidence="A letter of the mother")
    assert hold(step_parents) is None

    decided |= {"text": "No interest in her welfare", "right_person": False}
    strangers.does("consent-substitution", **decided, evidence="Has not seen her for years")
    assert hold(strangers) == "not_accepted"
    letter = told(town, strangers)[-1]
    assert [word for word in (*OF_THE_PATIENT, "welfare", "child") if word in letter] == []
    assert "not agreed" in strangers.refused("writing", text="News")


def taken_back(town: Town) -> Iterator[datetime]:
    """E: on the morning on which the letter would go."""
    mother = Mother(town, "withdraws")
    desk = yield from acknowledged(town, mother)
    mother.answers(answer="everything")
    investigated(desk)
    desk.signed_off()
    yield london(date(2027, 1, 20), 8)
    desk.does("consent-withdrawal", text="She rang at eight", said_by="telephone")

    assert "nothing before the patient agrees" in desk.refused("response", **RESPONSE)
    assert desk.case["state"] == "awaiting_signoff"


STORIES = (
    nobody_answers,
    while_she_is_asked,
    response_only,
    refused,
    the_patient_dies,
    a_child,
    taken_back,
)
