"""Stories that show a case in every state of its way: invented, about nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from chalicelib.domain.calendar import london_instant
from chalicelib.domain.casework import Acknowledgement, Assignment, CallBack
from chalicelib.domain.casework.assessing import (
    Assessment,
    Grading,
    Issues,
    ListedIssue,
    Triage,
)
from chalicelib.domain.casework.concerning import (
    PassingOn,
    Resolution,
    UrgentNeed,
)
from chalicelib.domain.casework.ending import (
    Closing,
    DeclineReason,
    Declining,
    OmbudsmanLetter,
    Reopening,
    Transfer,
    Withdrawal,
)
from chalicelib.domain.casework.improving import (
    ActionDone,
    ActionPromise,
    Minutes,
    OutcomeLetter,
)
from chalicelib.domain.casework.investigating import (
    Account,
    Beginning,
    Considerations,
    DraftFindings,
    Fairness,
    FairTreatment,
    Interview,
    IssueFinding,
    NamedStaff,
    Sharing,
)
from chalicelib.domain.casework.involving import CommissionerCheck
from chalicelib.domain.casework.planning import PlanProposal, PlanReply
from chalicelib.domain.casework.responding import Approval, LetterSubmission, ResponseSent
from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.grading import Grade
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.investigations import Concerned
from chalicelib.domain.involvement import CommissionerHas
from chalicelib.domain.issues import Finding, StaffGroup
from chalicelib.domain.parties import Channel
from chalicelib.domain.plans import PlanAnswer
from infra.demo.letters import response_to
from infra.demo.story import (
    BOTH,
    HANDLER,
    MANAGER,
    OFFICE,
    PARTNER,
    RECEPTION,
    Days,
    Posted,
    Story,
    Then,
)

Steps = tuple[Then, ...]
MANAGER_ROLE, PARTNER_ROLE = RoleCode("complaints_manager"), RoleCode("partner")


def acknowledged() -> Steps:
    """On the next working day, by letter, and given to a handler."""
    return (
        Then(1, 10, MANAGER, Acknowledgement(Channel.LETTER, BOTH)),
        Then(1, 11, MANAGER, Assignment(HANDLER)),
    )


def assessed(issue: str, *, grade: Grade = Grade.MAJOR) -> Steps:
    """The level, the other procedures, the issue, the seven questions."""
    yes = (True,) * 7
    listed = (ListedIssue(issue, "communications", StaffGroup.RECEPTION),)
    return (
        *acknowledged(),
        Then(2, 9, MANAGER, Grading(grade, "By what it meant to the person")),
        Then(2, 10, MANAGER, Triage(False, False, False, False, False)),
        Then(2, 11, MANAGER, Issues(listed)),
        Then(3, 9, MANAGER, Assessment(*yes, text="We ask those concerned and read the record")),
    )


def planned(issue: str, *, answered_in: int = 25) -> Steps:
    """A plan with a partner on it, which the person accepts."""

    def plan(day: Days) -> PlanProposal:
        return PlanProposal(
            investigate_by=day(answered_in - 5),
            respond_by=day(answered_in),
            steps="Daniel Okafor speaks with those concerned and reads the record and the policy.",
            achievable="An explanation, and a change where one is needed.",
            not_achievable="Nobody is disciplined through a complaint.",
            wishes="An explanation in writing, and a call before it comes.",
            sent_by=Channel.LETTER,
            partner=PARTNER,
        )

    return (
        *assessed(issue),
        Then(4, 10, MANAGER, plan),
        Then(4, 16, MANAGER, Posted()),
        Then(6, 10, MANAGER, PlanReply(PlanAnswer.ACCEPTED)),
    )


def investigating(issue: str) -> Steps:
    """Somebody of the staff is shown the complaint, offered support, and heard."""
    said = "We were two people short. I did not see the message until the afternoon."
    both = (Fairness.LETTER_SHOWN, Fairness.SUPPORT_OFFERED)
    return (
        *planned(issue),
        Then(6, 11, MANAGER, CommissionerCheck(CommissionerHas.NOT, "She was asked on the telephone.")),
        Then(7, 9, HANDLER, Beginning("I begin with the record and the desk’s diary.")),
        Then(7, 10, HANDLER, NamedStaff("Robin Example, receptionist", Concerned.SUBJECT)),
        Then(8, 9, HANDLER, FairTreatment("1", both)),
        Then(9, 14, HANDLER, Interview("1", Account.INTERVIEW, said)),
    )


def found(issue: str) -> Steps:
    """Upheld, and the findings are together."""
    nine = (True, True, False, False, True, True, False, False, True)
    return (
        *investigating(issue),
        Then(11, 9, HANDLER, IssueFinding("1", Finding.UPHELD, "The diary and the interview agree.")),
        Then(11, 10, HANDLER, Considerations(*nine, text="A change of the routine, no remedy.")),
        Then(12, 9, HANDLER, DraftFindings("The message lay unread for four hours.")),
    )


def signed_off(issue: str) -> Steps:
    """Shared with staff, read again, waiting for the second approval."""
    return (
        *found(issue),
        Then(13, 9, HANDLER, Sharing(("1",), "Nothing to add.")),
        Then(13, 11, HANDLER, response_to(issue)),
        Then(14, 9, HANDLER, LetterSubmission(OFFICE)),
        Then(14, 11, MANAGER, Approval(MANAGER_ROLE)),
    )


def answered(issue: str, *promised: Then) -> Steps:
    """The response is sent, with what was promised before it."""
    return (
        *signed_off(issue),
        *promised,
        Then(15, 10, PARTNER, Approval(PARTNER_ROLE)),
        Then(15, 15, MANAGER, ResponseSent(Channel.LETTER, PARTNER_ROLE)),
        Then(15, 16, MANAGER, Posted()),
    )


def promise(due: int) -> Then:
    """A change, to be made so many working days after receipt."""

    def asked(day: Days) -> ActionPromise:
        return ActionPromise("Two people look at the messages, at ten and at two.", OFFICE, day(due))

    return Then(14, 15, HANDLER, asked)


def closed(issue: str) -> Steps:
    """The change is made and told, the outcome minuted."""
    done = ActionDone("1", "The new routine hangs at the desk and has been kept for a week.")
    told = OutcomeLetter(Channel.LETTER, "What we promised is done.")
    return (
        *answered(issue, promise(25)),
        Then(22, 9, OFFICE, done),
        Then(23, 9, MANAGER, told),
        Then(23, 15, MANAGER, Posted()),
        Then(24, 12, MANAGER, Minutes("Monthly meeting, item 4")),
        Then(24, 14, MANAGER, Closing()),
    )


def complaint(
    days_ago: int, first_name: str, last_name: str, told: str, then: Steps, *, landline: str
) -> Story:
    """A letter of complaint about the desk."""
    return Story(
        days_ago, 9, ContactType.COMPLAINT, ReceivedVia.LETTER, "communications",
        first_name, last_name, told,
        happened_where="Reception",
        desired_outcome="To know why, and that it does not happen to others.",
        landline=landline, address="5 Example Mews\nExampleton", postcode="ZZ99 4WZ",
        channels=(Channel.LETTER, Channel.TELEPHONE),
        then=then,
    )  # fmt: skip


def concern(days_ago: int, first_name: str, last_name: str, told: str, then: Steps) -> Story:
    """Something said at the desk."""
    return Story(
        days_ago, 9, ContactType.CONCERN, ReceivedVia.IN_PERSON, "appointments",
        first_name, last_name, told,
        mobile="+447700900155", then=then,
    )  # fmt: skip


def _callback(then_at: int) -> Callable[[Days], CallBack]:
    return lambda day: CallBack(OFFICE, "About the door", london_instant(day(then_at), time(16)))


LONGER_STORIES = (
    complaint(
        8, "Ines", "Quarrington", "Nobody told me that the clinic had moved. I waited in the dark.",
        assessed("Nobody told her that the clinic had moved", grade=Grade.SIGNIFICANT),
        landline="+441632960161",
    ),
    complaint(
        10, "Tomas", "Birkenfield", "My letter to the doctor lay at the desk for eight days.",
        planned("A letter lay at the desk for eight days"),
        landline="+441632960162",
    ),
    complaint(
        13, "Amina", "Larkspur-Lee", "I rang three times for my child’s result and was put off.",
        investigating("Nobody gave her the result"),
        landline="+441632960163",
    ),
    complaint(
        14, "Gwen", "Ashdown-Price", "My repeat prescription was lost twice in one month.",
        found("The prescription was lost twice"),
        landline="+441632960164",
    ),
    complaint(
        16, "Pavel", "Novak-Example", "The message that my mother was worse did not reach the doctor.",
        signed_off("The message did not reach the doctor"),
        landline="+441632960165",
    ),
    complaint(
        18, "Ruth", "Okonjo-Hale", "I was told on the telephone, with others listening, what I have.",
        answered("Her illness was spoken of where others could hear"),
        landline="+441632960166",
    ),
    complaint(
        20, "Leif", "Storm-Example", "My message was read four hours late and the chemist had closed.",
        answered("His message was read four hours late", promise(40)),
        landline="+441632960167",
    ),
    complaint(
        28, "Mabel", "Thornbury", "Nobody read the message that I needed an interpreter.",
        closed("The message about an interpreter was not read"),
        landline="+441632960168",
    ),
    complaint(
        30, "Oskar", "Lindqvist-Low", "The answer that I got the first time did not speak of my wife.",
        (
            *answered("His wife was turned away"),
            Then(19, 10, MANAGER, Reopening("He asks about the second visit, which was not answered.")),
        ),
        landline="+441632960169",
    ),
    complaint(
        35, "Dorothea", "Venn-Example", "Nobody wrote down what I said about my tablets.",
        (
            *closed("What she said about her tablets was not written down"),
            Then(30, 10, MANAGER, OmbudsmanLetter("They ask for the file within ten working days.")),
        ),
        landline="+441632960170",
    ),
    complaint(
        12, "Basil", "Hartnell-Roe", "In 2019 the receptionist lost my form.",
        (
            *acknowledged(),
            Then(4, 10, MANAGER, Declining(
                DeclineReason.OUT_OF_TIME, "It was seven years ago and nobody of then works here.",
                Channel.LETTER,
            )),
        ),
        landline="+441632960171",
    ),
    complaint(
        9, "Celia", "Marchbanks", "The queue at the desk went out of the door.",
        (
            *acknowledged(),
            Then(5, 10, MANAGER, Withdrawal(in_writing=True, text="She wrote that it is settled.")),
        ),
        landline="+441632960172",
    ),
    complaint(
        7, "Hugo", "Penhallow", "The chemist next door gave me the wrong box.",
        (
            *acknowledged(),
            Then(2, 14, MANAGER, Transfer(
                "Exampleton Pharmacy", consented=True, reason="It is about the pharmacy.",
                sent_by=Channel.LETTER,
            )),
        ),
        landline="+441632960173",
    ),
    concern(
        5, "Nell", "Fairweather", "I waited for an hour and nobody said why.",
        (
            Then(0, 10, RECEPTION, PassingOn(caller_told=True, text="She will be at home from three.")),
            Then(1, 9, OFFICE, Resolution(
                satisfied=True, text="Explained the emergency and said sorry. She is content.",
            )),
        ),
    ),
    concern(
        1, "Idris", "Calloway", "The door at the side does not open for my chair.",
        (
            Then(0, 10, RECEPTION, PassingOn(caller_told=True)),
            Then(0, 11, OFFICE, _callback(2)),
        ),
    ),
    concern(
        0, "Wilf", "Draycott-Example", "I feel faint and nobody looks up from the desk.",
        (Then(0, 9, RECEPTION, UrgentNeed("Chest pain. The duty doctor is with him.")),),
    ),
)  # fmt: skip
