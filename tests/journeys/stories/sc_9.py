"""SC-9: the letter to a bereaved family, which goes nowhere while it lacks something (S2-92)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from tests.builders import london
from tests.journeys.desk import (
    A_CALL,
    CONSIDERATIONS,
    HANDLER,
    MANAGER,
    OFFICE,
    PARTNER,
    PLAN,
    Desk,
    letter_for,
)
from tests.journeys.stories.told import DANIEL, SUSAN, by_web, mail_to, mails_to, recorded
from tests.journeys.town import Town
from tests.visitor import ANSWERS

ASHA = ANSWERS["contact"]["email"]
RECEIVED = london(date(2027, 1, 6), 10)
ISSUES = (
    ("The fall was not noticed", "upheld"),
    ("Nobody rang the family", "upheld"),
    ("The record is wrong", "not_upheld"),
)
RESPONSE = {"sent_by": "email", "signed_as": "partner"}
HARD_TO_READ = "This is hard to read. We are here."
TWO_OF_THREE = "Issue 1: we uphold this.\nIssue 2: we uphold this."
GATES: Mapping[str, tuple[dict[str, str], str]] = {
    "no acknowledgement of their right": ({"thanks": ""}, ("Item 1: ")),
    "an apology only at the end": ({"apology": "We write to you."}, ("Item 2: ")),
    "no condolences to the bereaved": ({"condolences": ""}, ("Item 3: ")),
    "issue 3 of the plan unanswered": (
        {"conclusions": TWO_OF_THREE},
        ("Item 7: Issue 3 is not answered"),
    ),
    "no method": ({"method": ""}, ("Item 5: ")),
    "an explanation without documents": (
        {"explanation": "Issue 1: so.\nIssue 2: so.\nIssue 3: so."},
        ("Item 6: Name the documents"),
    ),
    "no conclusion": ({"conclusions": ""}, ("Item 7: ")),
    "no learning": ({"learning": ""}, ("Item 8: ")),
    "no offer to follow up": ({"follow_up": ""}, ("Item 9: ")),
    "no ombudsman": ({"ombudsman": ""}, ("Item 10: ")),
    "a promise of never again, quoted": (
        {"closing": "We are sorry. It will never happen again."},
        (
            "Item 11: Do not promise what nobody can be sure of: say what was changed so that it is "
            "less likely: “We are sorry. It will never happen again.”"
        ),
    ),
    "a placeholder, quoted": (
        {"thanks": "Dear [NAME SURNAME], thank you."},
        ("Item 1: Something is still to be filled in: “Dear [NAME SURNAME], thank you.”"),
    ),
    "issues missing": ({"issues": "Issue 1: The fall was not noticed"}, ("Item 4: ")),
    "a conclusion that was not found": (
        {"conclusions": f"{TWO_OF_THREE}\nIssue 3: we uphold this."},
        ("Item 7: Of issue 3 this does not say what was found"),
    ),
    "a wrong name": (
        {"apology": "We are sorry that Mrs Wrongname waited."},
        ("Item 2: Nobody of this case is called Wrongname"),
    ),
    "a sham apology": (
        {"apology": "We are sorry if you were upset."},
        ("Item 2: This says sorry for their feelings"),
    ),
    "no second apology": ({"closing": ""}, ("Item 11: Close the letter with a second apology")),
}
"""What a letter lacks or says, by its name, and how the refusal begins."""


def shared(town: Town, subject: str | None = PARTNER, desk: Desk | None = None) -> Desk:
    """A complaint of a bereaved family, looked into, its findings shared with the staff."""
    if desk is None:
        desk = by_web(town)
        desk.does("acknowledgement", how="letter", offered=["telephone"])
    desk.assessed(2, *(text for text, _ in ISSUES))
    desk.does("plan", **PLAN, investigate_by="2027-01-29", respond_by="2027-02-10")
    desk.does("plan-answer", answer="accepted")
    desk.does("commissioner-check", has="not", text="They were asked")
    desk.does("investigation", text="We ask the team")
    for name, how, staff in (
        ("Dr A", "staff_subject", subject),
        ("Ben Desk", "staff_mentioned", OFFICE),
        ("Cara Witness", "staff_witness", HANDLER),
    ):
        desk.does("staff-concerned", name=name, concerned=how, staff=staff)
    for number, (_, finding) in enumerate(ISSUES, 1):
        desk.does("finding", issue=str(number), finding=finding, reasons="The record shows it")
    desk.does("considerations", **CONSIDERATIONS, text="Nothing more")
    desk.does("findings", text="Two of three")
    desk.does("sharing", people=["1", "2", "3"])
    return desk


def whole(desk: Desk) -> dict[str, Any]:
    """A letter to a bereaved family that lacks nothing."""
    condolences = "We are so sorry for your loss."
    more = {"bereaved": True, "condolences": condolences, "left_out": []}
    return {**letter_for(desk.case["issues"]), **more}


def said_of(desk: Desk, **changed: Any) -> list[str]:
    """What is said when this letter is put forward."""
    desk.does("letter-draft", HANDLER, **whole(desk) | changed)
    status, answer = desk.tries("letter", second_reader=OFFICE)
    assert status == 422, answer
    return [error["message"] for error in answer["errors"]]


def every_gate_is_shut(town: Town) -> Iterator[datetime]:
    """Each attempt is refused with its item; then who may read, agree and sign."""
    yield RECEIVED
    desk = shared(town)
    for name, (changed, refusal) in GATES.items():
        assert any(said.startswith(refusal) for said in said_of(desk, **changed)), name
    excuse = [{"section": "condolences", "reason": "Not needed"}]
    said = said_of(desk, condolences="", left_out=excuse)
    assert any(each.startswith("Item 3") for each in said)

    desk.does("letter-draft", HANDLER, **whole(desk), covering=HARD_TO_READ)
    assert "other than the author" in desk.refused("letter", second_reader=HANDLER)
    desk.does("letter", second_reader=OFFICE)
    assert "about you" in desk.refused("approval", PARTNER, role="partner")
    desk.does("approval", MANAGER, role="complaints_manager")
    assert "agreement of the partner" in desk.refused("response", **RESPONSE)
    desk.does("letter-draft", HANDLER, **whole(desk), covering="Edited after the approval.")
    assert desk.case["state"] == "shared_with_staff"
    desk.does("letter", second_reader=OFFICE)
    refusal = desk.refused("response", **RESPONSE)
    assert "agreement of the complaints manager and the partner" in refusal


def it_goes_once(town: Town) -> Iterator[datetime]:
    """With the ombudsman in every letter before it, and a copy for each of the staff mentioned."""
    yield RECEIVED
    desk = by_web(town)
    desk.does("acknowledgement", how="email", offered=["telephone"])
    desk.does("writing", text="We are still looking into it.")
    shared(town, subject=None, desk=desk)
    later = {"due": "2027-02-17", "delay": "staff_away", "reason": "Dr A is away", "agreed": False}
    desk.does("extension", **later)
    earlier = mails_to(town, ASHA, desk)
    assert len(earlier) >= 4
    for mail in earlier:
        assert "ombudsman" in mail.text.lower(), mail.subject

    method = {"method": "We asked everybody, Cara Witness too, and read the record."}
    desk.does("letter-draft", HANDLER, **whole(desk) | method, covering=HARD_TO_READ)
    desk.does("letter", second_reader=OFFICE)
    desk.does("approval", PARTNER, role="partner")
    assert "agreement of the complaints manager" in desk.refused("response", **RESPONSE)
    desk.does("approval", MANAGER, role="complaints_manager")
    answered = desk.does("response", **RESPONSE)

    assert (answered["state"], answered["copies"]) == ("responded", ["1", "2"])
    told = mail_to(town, ASHA, desk, "We have written to you", "you can ask the ombudsman")
    assert "The fall" not in told.text
    assert "sent already" in desk.refused("response", **RESPONSE)
    assert len([m for m in mails_to(town, SUSAN, desk) if "copy" in m.subject]) == 1
    assert [m for m in mails_to(town, DANIEL, desk) if "copy" in m.subject] == []
    assert desk.case["state"] == "responded"
    _the_copy_is_redacted(desk)


def _the_copy_is_redacted(desk: Desk) -> None:
    """Who is mentioned reads the answer without the covering letter and who else was heard; a witness
    reads nothing.
    """
    copies = f"/api/copies/{desk.href.rpartition('/')[2]}"
    status, copy = desk.program(OFFICE).get(copies)
    assert (status, "The fall was not noticed" in copy["text"]) == (200, True)
    assert "[name removed] too" in copy["text"]
    assert "Witness" not in copy["text"]
    assert "hard to read" not in copy["text"]
    assert desk.program(HANDLER).get(copies)[0] == 404


def in_braille(town: Town) -> Iterator[datetime]:
    """Until the Braille has gone, the letter has not."""
    yield RECEIVED
    reads = {"address": "3 Long Row, Exampleton", "formats": ["braille"], "channels": ["letter"]}
    told = {**A_CALL, **reads, "contact_type": "complaint", "received_via": "letter"}
    desk = recorded(town, MANAGER, told)
    desk.does("acknowledgement", how="telephone", offered=["telephone"])
    shared(town, subject=None, desk=desk)
    desk.signed_off()

    waits = desk.does("response", sent_by="letter", signed_as="partner")
    assert waits["state"] == "awaiting_signoff"
    to_send = [each for each in desk.case["messages"] if each["state"] == "to_send"]
    assert [each["medium"] for each in to_send] == ["braille"]
    assert desk.posted()["state"] == "responded"


STORIES = (every_gate_is_shut, it_goes_once, in_braille)
