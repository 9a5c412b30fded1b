"""What somebody who follows their complaint can wish for: the next stage, an appeal, to withdraw; and
where else they can turn at this moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.application.follow_case import Followed
from chalicelib.domain.contact import ContactType
from chalicelib.domain.disagreeing import Course, Courses, course_of
from chalicelib.domain.events import EventType
from chalicelib.domain.parties import COMPLAINANT
from chalicelib.domain.wishes import About
from chalicelib.presentation import signposts
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.followed_way import happened, has_ended
from chalicelib.presentation.language import Language, marked


@dataclass(frozen=True, slots=True)
class Disagreeing:
    """What somebody who disagrees reads; and the question and the button, where they can ask now."""

    words: str
    about: str = ""
    question: str = ""
    button: str = ""


_WORDS: Mapping[Course, str] = {
    Course.ASK: marked("Somebody more senior then looks at it. You do not have to give a reason."),
    Course.WAIT_FOR_ANSWER: marked(
        "We will answer you first. You can ask for the next stage after our answer, or if we are late."
    ),
    Course.REOPEN: marked(
        "Tell us what we did not answer, or what is new. We look into it again. You can also go to the "
        "ombudsman now. You can read below how."
    ),
    Course.APPEAL: marked(
        "Somebody who did not decide before looks at it again. We tell you by when they decide."
    ),
    Course.WAIT_FOR_DECISION: marked("You have appealed. We are still deciding, and we will tell you."),
    Course.ELSEWHERE: marked(
        "Everybody here who can look at it has answered you. Others who do not work for us can help "
        "you now. You can read below who they are."
    ),
}
_BY = marked("We said that we would do this by {day}.")

_ASKING = {
    Course.ASK: (
        About.NEXT_STAGE,
        marked("Why are you not happy? You do not have to say."),
        marked("Ask for the next stage"),
    ),
    Course.REOPEN: (
        About.NOT_ANSWERED,
        marked("What did we not answer, or what is new?"),
        marked("Ask us to look again"),
    ),
    Course.APPEAL: (
        About.APPEAL,
        marked("Why do you not agree?"),
        marked("Appeal"),
    ),
}

REFUSED = (
    marked("There are no appeals here. Ask for the next stage"),
    marked("We have not answered you at this stage yet"),
    marked("You have our answer. Tell us what it leaves out"),
    marked("There are no stages here. You can appeal"),
    marked("We are still deciding about your appeal"),
    marked("Everybody here who can look at it has answered you"),
    marked("Say why you do not agree"),
    marked("There is no plan to agree at the moment"),
    marked("Write your message"),
    marked("We do not hold what we need for this. Choose another way"),
    marked("Choose yes, or choose another way than email"),
    marked("You chose this way above. Leave it out here, or change it there"),
    marked("We hold no email address of yours. Choose no"),
    marked("We hold no UK mobile number of yours. Choose no"),
)
"""What the domain answers somebody on their own page, for the catalogues."""


def disagreeing(followed: Followed, language: Language, now: datetime) -> Disagreeing | None:
    """What whoever complained can do if they are not happy; None for anything but a complaint.

    Source: S3-12, S1-54, S2-94.
    """
    complains = followed.file.case.contact_type is ContactType.COMPLAINT
    if not complains or followed.person.id != COMPLAINANT or _was_ended_by_them(followed):
        return None
    courses = course_of(followed.file, followed.terms, now)
    about, question, button = _ASKING.get(courses.course, ("", "", ""))
    _ = language.said
    return Disagreeing(_told(courses, language), about, _(question), _(button))


def _told(courses: Courses, language: Language) -> str:
    _ = language.said
    lines = [_(_WORDS[courses.course])]
    if courses.waits_for:
        lines.append(_(_BY).format(day=full_date(courses.waits_for.due, language)))
    return " ".join(lines)


def _was_ended_by_them(followed: Followed) -> bool:
    return has_ended(followed) and EventType.CASE_WITHDRAWN in happened(followed)


def may_withdraw(followed: Followed) -> bool:
    """Whether there is a complaint that goes on and can be withdrawn."""
    return followed.file.case.contact_type is ContactType.COMPLAINT and not has_ended(followed)


def elsewhere(followed: Followed, language: Language, now: datetime) -> tuple[str, ...]:
    """Where else to turn at this moment: the commissioner looks into it instead of us and not as well,
    the ombudsman sends back who comes before our final answer.

    Source: C-14, C-30, S2-68, S2-94.
    """
    contacts, final = followed.terms.pack.contacts, _is_final(followed, now)
    told = (
        signposts.advocacy(contacts, language),
        "" if final else signposts.commissioner(contacts, language),
        (signposts.ombudsman_now if final else signposts.ombudsman_so_far)(contacts, language),
        signposts.care_regulator(contacts, language),
    )
    return tuple(line for line in told if line)


def _is_final(followed: Followed, now: datetime) -> bool:
    """Whether we have said our last word so far."""
    if EventType.RESPONSE_SENT in happened(followed) or has_ended(followed):
        return True
    return course_of(followed.file, followed.terms, now).course is Course.ELSEWHERE
