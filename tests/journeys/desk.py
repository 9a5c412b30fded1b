"""Staff at their desks, working on one case through the API: each command by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.journeys.town import Program, Town, sign_in
from tests.visitor import Visitor

MANAGER, OFFICE, PARTNER = "complaints.manager", "office.manager", "partner"
HANDLER, RECEPTION, SECRETARY = "case.handler", "call.handler", "secretary"

A_CALL = {
    "urgent_need": False,
    "contact_type": "concern",
    "received_via": "in_person",
    "subject": "appointments",
    "what_happened": "I have waited for fifty minutes and nobody says why.",
    "first_name": "Petra",
    "last_name": "Examplova",
    "mobile": "07700 900456",
    "channels": ["telephone"],
}
"""A concern at the desk, as a program records it."""

TRIAGE = dict.fromkeys(
    ("patient_safety", "adult_safeguarding", "child_safeguarding", "counter_fraud", "duty_of_candour"),
    False,
)
ASSESSMENT = dict.fromkeys(
    (
        "consent_needed",
        "grade_right",
        "legal_implications",
        "timeframe_realistic",
        "early_meeting",
        "advocacy_suggested",
        "expectations_known",
    ),
    True,
)
CONSIDERATIONS = dict.fromkeys(
    (
        "statements_taken",
        "documents_read",
        "root_cause",
        "independent_view",
        "positive_outcome",
        "put_right",
        "remedy",
        "mediation",
        "explained_if_unjustified",
    ),
    False,
)


CASE_CHANGED = "urn:candour:problem:case_changed"
MOST_LOOKS = 4


@dataclass
class Desk:
    """One case, and whoever works on it. Each command is sent with the version seen last."""

    town: Town
    href: str
    programs: dict[str, Program] = field(default_factory=dict)
    version: int = 0
    reader: str = MANAGER
    visitors: dict[str, Visitor] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """The six digits, which stay whoever has the case."""
        return self.href.rpartition("-")[2]

    @property
    def page(self) -> str:
        """Where staff look at it."""
        return f"/staff/cases/{self.href.rpartition('/')[2]}"

    def visitor(self, who: str) -> Visitor:
        """Somebody at a browser, signed in once."""
        if who not in self.visitors:
            self.visitors[who] = sign_in(self.town, who)
        return self.visitors[who]

    def program(self, who: str) -> Program:
        """Somebody's program, signed in once."""
        if who not in self.programs:
            self.programs[who] = Program(self.town).sign_in(who)
        return self.programs[who]

    @property
    def case(self) -> dict[str, Any]:
        """The case as it stands."""
        status, case = self.program(self.reader).get(self.href)
        assert status == 200, case
        self.version = case["version"]
        return dict(case)

    def tries(self, command: str, by: str = MANAGER, **asked: Any) -> tuple[int, dict[str, Any]]:
        """What is answered to a command."""
        for _ in range(MOST_LOOKS):
            body = {"version": self.version or self.case["version"], **asked}
            status, answer = self.program(by).post(f"{self.href}/{command}", body)
            if answer.get("type") != CASE_CHANGED:
                break
            # A mail went out meanwhile: they look again, and still want it.
            self.version = 0
        if status == 200:
            self.href, self.version = answer["href"], answer["version"]
        return status, answer

    def does(self, command: str, by: str = MANAGER, **asked: Any) -> dict[str, Any]:
        """The case after a command that is done."""
        status, answer = self.tries(command, by, **asked)
        assert status == 200, (command, answer)
        return answer

    def refused(self, command: str, by: str = MANAGER, **asked: Any) -> str:
        """Why a command is refused."""
        status, answer = self.tries(command, by, **asked)
        assert status in (403, 409, 422), (command, status, answer)
        return str(answer["detail"])

    def deadline(self, clock: str) -> dict[str, Any]:
        """One of the case's clocks."""
        return next(each for each in self.case["deadlines"] if each["clock"] == clock)

    def settled(self) -> None:
        """Wait until everything that the case owes has gone, or waits for a person."""
        moving = self.town.sees(lambda: not self._moving() and "nothing")
        assert moving == "nothing", self._moving()

    def _moving(self) -> list[str]:
        messages = self.case["messages"]
        return [each["kind"] for each in messages if each["state"] in ("owed", "sending")]

    def reminders(self, clock: str) -> list[str]:
        """The moments at which somebody is told of it, in UTC."""
        return [each["at"] for each in self.deadline(clock)["milestones"]]

    def assessed(self, grade: int, *issues: str) -> None:
        """Acknowledged becomes assessed: level, other procedures, issues, seven questions."""
        self.does("grade", grade=grade, reason="By its consequences")
        self.does("triage", **TRIAGE)
        rows = [{"text": text, "subject": "clinical_treatment"} for text in issues]
        self.does("issues", issues=rows)
        self.does("assessment", **ASSESSMENT, text="A full investigation")

    def posted(self, by: str = MANAGER) -> dict[str, Any]:
        """Everything that waits to be sent goes out; the case after it."""
        case = self.case
        for message in [each for each in case["messages"] if each["state"] == "to_send"]:
            case = self.does("dispatch", by, message=message["key"])
        return case

    def closed(self, **triage: bool) -> None:
        """A new complaint becomes closed, everything on its way done on one day."""
        self.does("acknowledgement", how="telephone", offered=["telephone"])
        self.does("grade", grade=1, reason="By its consequences")
        self.does("triage", **{**TRIAGE, **triage}, **({"text": "Told today"} if triage else {}))
        self.does("issues", issues=[{"text": "Nobody rang back", "subject": "clinical_treatment"}])
        self.does("assessment", **ASSESSMENT, text="A short investigation")
        self.does("plan", **PLAN, investigate_by="2027-01-22", respond_by="2027-02-04")
        self.does("plan-answer", answer="accepted")
        self.does("commissioner-check", has="not", text="They were asked")
        self.does("investigation", text="The record is read")
        self.does("finding", issue="1", finding="upheld", reasons="The record shows it")
        self.does("considerations", **CONSIDERATIONS, text="Nothing more is needed")
        self.does("findings", text="It is upheld")
        self.does("sharing", people=[])
        self.signed_off()
        self.does("response", sent_by="letter", signed_as="partner")
        self.posted()
        self.does("minutes", minute="2026-12/4")
        self.does("closure")

    def signed_off(self) -> None:
        """Findings shared becomes a letter with both approvals."""
        self.does("letter-draft", **letter_for(self.case["issues"]))
        self.does("letter", second_reader=OFFICE)
        self.does("approval", role="complaints_manager")
        self.does("approval", PARTNER, role="partner")


PLAN = {
    "steps": "Dr A and the reception are asked, the record is read",
    "achievable": "An explanation, and a change where one is needed",
    "not_achievable": "Nobody is disciplined through a complaint",
    "wishes": "An explanation in writing",
    "sent_by": "meeting",
}

_CONCLUDED = {
    "upheld": "we uphold this part of your complaint.",
    "not_upheld": "we do not uphold this part of your complaint.",
    "cannot_determine": "we cannot say what happened.",
}


def letter_for(issues: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """A response in which nothing is missing, as a program sends it."""
    return {
        "bereaved": False,
        "thanks": "Thank you for telling us. You had every right to complain.",
        "apology": "We are sorry that we let you down.",
        "issues": "\n".join(f"Issue {each['id']}: {each['text']}" for each in issues),
        "method": "We asked everybody concerned and read the record.",
        "explanation": "\n".join(f"Issue {each['id']}: the record shows it." for each in issues),
        "conclusions": "\n".join(
            f"Issue {each['id']}: {_CONCLUDED[each['finding']]}" for each in issues
        ),
        "learning": "We look at the list every morning now.",
        "follow_up": "If you have questions, call us. We can meet.",
        "ombudsman": "You can go to the Parliamentary and Health Service Ombudsman: 0345 015 4033.",
        "closing": "We are sorry once more.",
        "left_out": [{"section": "condolences", "reason": "Nobody died"}],
    }
