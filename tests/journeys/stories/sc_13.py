"""SC-13: people who need help first, who cannot hear or see, who are in danger, who write again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from tests.builders import london
from tests.journeys.desk import A_CALL, MANAGER, OFFICE, RECEPTION, SECRETARY, TRIAGE, Desk
from tests.journeys.stories.told import (
    GRACE,
    SUSAN,
    mail_to,
    mails_to,
    minute,
    on_page,
    recorded,
    timeline,
)
from tests.journeys.town import Program, Town
from tests.visitor import ANSWERS, Visitor

EVE_OF_GOOD_FRIDAY = london(date(2027, 3, 25), 14, 20)
HELP = "Told to call 999 at 14:15; the doctor on duty knows"
DEAF = {
    **A_CALL,
    "received_via": "phone",
    "what_happened": "She asked for an appointment for her chest pain and was sent away.",
    "email": "petra@patients.example",
    "may_email": True,
    "channels": ["email"],
    "never": ["telephone"],
    "formats": ["bsl_video"],
    "interpreter": "BSL",
    "callback_offered": False,
    "meeting_offered": True,
}
CHEST_PAIN = {**DEAF, "urgent_need": True}
COMPLAINT = {**DEAF, "contact_type": "complaint"}
WRITTEN = {
    **A_CALL,
    "contact_type": "complaint",
    "received_via": "letter",
    "first_name": "Rhona",
    "email": "rhona@patients.example",
    "may_email": True,
    "channels": ["email"],
}


def help_comes_first(town: Town) -> Iterator[datetime]:
    """(a): a deaf person with chest pain on the eve of Good Friday."""
    yield EVE_OF_GOOD_FRIDAY
    tom = Program(town).sign_in(RECEPTION)
    status, answer = tom.post("/api/cases", CHEST_PAIN, **{"Idempotency-Key": "no help yet"})
    assert (status, [each["field"] for each in answer["errors"]]) == (422, ["urgent_action"])
    desk = recorded(town, RECEPTION, {**CHEST_PAIN, "urgent_action": HELP})
    assert desk.case["state"] == "urgent_hold"
    assert HELP in [each["text"] for each in timeline(desk, "urgent.raised")]
    assert minute(desk.deadline("URGENT")["due_at"]) == "2027-03-25T14:35"
    mail_to(town, SUSAN, desk, "A case needs you")
    assert "A medical need comes first" in desk.refused("promotion", OFFICE, text="A complaint")

    yield london(date(2027, 3, 25), 14, 36)
    mail_to(town, SUSAN, desk, "Late")
    desk.does("urgent-need-met", OFFICE, text="The ambulance took her in")
    promoted = desk.does("promotion", OFFICE, text="She wants an answer")
    assert promoted["received_on"] == "2027-03-25"
    assert desk.deadline("ACK")["due"] == "2027-04-01"
    _her_needs_stand_everywhere(desk)

    yield london(date(2027, 3, 30), 11)
    for never in (
        {"how": "telephone", "offered": ["meeting"]},
        {"how": "meeting", "offered": ["telephone"]},
    ):
        assert desk.tries("acknowledgement", **never)[0] == 422, never
    desk.does("prepared-acknowledgement", offered=["meeting"])
    mail_to(town, DEAF["email"], desk, "Our reply to your message")
    assert desk.deadline("ACK")["stopped_at"] is None, "the video has not gone"
    desk.posted()
    assert minute(desk.deadline("ACK")["stopped_at"]) == "2027-03-30T10:00"


def a_complaint_with_a_need(town: Town) -> Iterator[datetime]:
    """(a) as a complaint from the beginning: the people on call are called, within the hour."""
    yield EVE_OF_GOOD_FRIDAY
    desk = recorded(town, RECEPTION, {**COMPLAINT, "urgent_need": True, "urgent_action": HELP})

    (raised,) = timeline(desk, "alarm.raised")
    assert raised["facts"]["kinds"] == ["health"]
    assert minute(desk.deadline("ALARM")["due_at"]) == "2027-03-25T15:20"


def _her_needs_stand_everywhere(desk: Desk) -> None:
    """On the page of the case and on the form of what one would do, so that nobody rings."""
    for page in (on_page(desk), desk.visitor(MANAGER).get(f"{desk.page}/do/acknowledgement").text):
        assert "BSL" in page
        assert "telephone" in page.lower()
    called = desk.tries("callback", person=MANAGER, question="?", slot="2027-03-30T09:00:00Z")
    assert called[0] == 422, called


def polish_in_braille_by_post(town: Town) -> Iterator[datetime]:
    """(b): no mail goes, and it is not acknowledged before both documents have gone."""
    yield EVE_OF_GOOD_FRIDAY
    reads = {"formats": ["braille"], "other_language": "Polish", "address": "3 Long Row, Exampleton"}
    only = {"channels": ["letter"], "never": ["telephone", "email"], "may_email": False}
    told = {**COMPLAINT, **reads, **only, "received_via": "letter", "interpreter": ""}
    told |= {"email": "ewa@patients.example", "first_name": "Ewa"}
    desk = recorded(town, MANAGER, told)
    desk.does("prepared-acknowledgement", offered=["meeting"])

    desk.settled()
    waiting = [each for each in desk.case["messages"] if each["state"] == "to_send"]
    assert {each["medium"] for each in waiting} == {"braille", "translation"}
    first, second = (each["key"] for each in waiting)
    desk.does("dispatch", message=first)
    assert desk.deadline("ACK")["stopped_at"] is None
    desk.does("dispatch", message=second)
    assert desk.deadline("ACK")["stopped_at"]
    assert mails_to(town, "ewa@patients.example", desk) == []


def a_night_to_saturday(town: Town) -> Iterator[datetime]:
    """(c): at twenty past midnight, which is still Friday in UTC, people on call are told at once."""
    yield london(date(2027, 4, 3), 0, 20)
    visitor = Visitor(town.browser)
    visitor.answer(ANSWERS | {"what-happened": {"what_happened": "I will end my life."}})
    seen = visitor.post("/complain/check")
    desk = Desk(town, f"/api/cases/WLP-{seen.path.split('/')[2].partition('-')[2]}")

    call = mail_to(town, GRACE, desk, "Read this now")
    assert "life" not in call.subject + call.text
    assert town.now() < london(date(2027, 4, 3), 0, 30)
    assert minute(desk.deadline("ALARM")["due_at"]) == "2027-04-03T00:20"


def a_child_tells(town: Town) -> Iterator[datetime]:
    """(d): the other procedure is linked, and the complaint is not paused."""
    yield EVE_OF_GOOD_FRIDAY
    desk = recorded(town, RECEPTION, COMPLAINT)
    before = desk.deadline("ACK")

    desk.does("triage", **{**TRIAGE, "child_safeguarding": True}, text="The lead was told at 14:30")

    # The case is sensitive now: whoever opens it says why, and it is recorded.
    assert desk.program(MANAGER).post(f"{desk.href}/reads", {"reason": "works_on_it"})[0] == 200
    assert desk.case["state"] == "received"
    assert desk.deadline("ACK") == before


def the_fifth_repeat(town: Town) -> Iterator[datetime]:
    """(e): proposed by one, limited by another with advice and an end; what is new is a new case."""
    yield london(date(2027, 1, 6), 10)
    answered = recorded(town, MANAGER, WRITTEN)
    answered.closed()
    yield london(date(2027, 1, 20), 10)
    fifth = recorded(town, MANAGER, WRITTEN)
    limits = {
        "all_answered": True,
        "earlier_responses": "Four letters, the last of 6 January",
        "advice": "The adviser of the defence organisation",
        "text": "By letter only",
        "review_on": "2027-04-20",
    }
    fifth.does("restriction-proposal", OFFICE, text="The fifth time, after four full answers")
    mail_to(town, GRACE, fifth, "A case needs you")
    for who in (RECEPTION, OFFICE, SECRETARY):
        assert fifth.tries("restriction", who, **limits)[0] == 403, who
    assert "Answer every issue in full first" in fifth.refused("restriction", **limits)
    fifth.does("link", other=answered.case["reference"], how="same_matter", text="The same")
    for missing in ("advice", "review_on"):
        assert fifth.tries("restriction", **{**limits, missing: None})[0] == 422, missing
    assert fifth.does("restriction", **limits)["restricted_until"] == "2027-04-20"

    yield london(date(2027, 2, 1), 10)
    new = {**WRITTEN, "what_happened": "My record is wrong too."}
    sixth = recorded(town, SECRETARY, new)
    assert sixth.case["reference"] != fifth.case["reference"]
    assert sixth.deadline("ACK")["due"] == "2027-02-04"
    sixth.does("acknowledgement", how="email", offered=["meeting"])
    assert (
        "ombudsman" in mail_to(town, WRITTEN["email"], sixth, "Our reply to your message").text.lower()
    )


def wishes_for_discipline(town: Town) -> Iterator[datetime]:
    """(f): passed on, and nothing of it is kept."""
    yield EVE_OF_GOOD_FRIDAY
    desk = recorded(town, RECEPTION, COMPLAINT)

    desk.does("referral-to-management")
    status, answer = desk.tries("referral-to-management", text="Dismiss the nurse")

    (passed,) = timeline(desk, "management.referred")
    assert set(passed["facts"]) == {"happened_at"}
    assert status == 422, answer


STORIES = (
    help_comes_first,
    a_complaint_with_a_need,
    polish_in_braille_by_post,
    a_night_to_saturday,
    a_child_tells,
    the_fifth_repeat,
    wishes_for_discipline,
)
