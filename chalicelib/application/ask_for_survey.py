"""The clock says that somebody is to be asked how we handled their complaint, or reminded of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chalicelib.application.ports import Ports
from chalicelib.application.survey_ports import SurveyReader
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.surveying import ReminderOutcome, decide_survey, remind_of_survey
from chalicelib.domain.clocks import Clock, Milestone, Notice
from chalicelib.domain.events import EventType, Occasion
from chalicelib.domain.history import each_of
from chalicelib.domain.messages import OPTIONAL, Message
from chalicelib.domain.policy import Terms
from chalicelib.domain.surveys.asking import ASKED, Drawn, why_left_alone, why_not_ask
from chalicelib.domain.surveys.invitations import invitation_for
from chalicelib.domain.surveys.questions import month_of

Told = tuple[Clock, Milestone]
Tell = Callable[[Told, CaseFile, Terms, Occasion, Ports], Change]


def ask_for_survey(
    told: Told, file: CaseFile, terms: Terms, occasion: Occasion, ports: Ports
) -> Change:
    """Ask whoever complained, or record why not. The link opens before the case says that it was sent:
    one that is never sent ends by itself, and no mail ever leads to nothing. Source: S0-25.
    """
    drawn = _drawn(file, ports)
    why_not = why_not_ask(file, drawn, terms, london_date(occasion.at))
    if why_not is None:
        _open_link(file, terms, occasion, ports)
    return decide_survey(file, told, why_not, lot=drawn.lot, terms=terms, occasion=occasion)


def remind(told: Told, file: CaseFile, terms: Terms, occasion: Occasion, ports: Ports) -> Change:
    """Remind of the survey, if it still waits and nothing has come up since. Source: issue 4.9."""
    asked = each_of(file.events, EventType.SURVEY_DECIDED)
    asking = next(each.facts["asking"] for each in reversed(asked) if each.facts["outcome"] == ASKED)
    return remind_of_survey(
        file,
        told,
        ReminderOutcome.REMINDED
        if _waits(file, asking, terms, occasion, ports)
        else ReminderOutcome.NOT_NEEDED,
        asking=asking,
        terms=terms,
        occasion=occasion,
    )


def has_opted_out(file: CaseFile, ports: Ports) -> bool:
    """Whether whoever complained said, in this case or another one, that they want no survey."""
    return ports.surveys.stopped(marks_of(file, ports))


def survey_link(file: CaseFile, message: Message, surveys: SurveyReader) -> str:
    """The end of a survey's link, made again from what asked it; "" for any other message."""
    if message.kind not in OPTIONAL:
        return ""
    cause = next(event for event in file.events if event.seq == message.cause)
    return surveys.link_of(cause.facts["asking"])


def marks_of(file: CaseFile, ports: Ports) -> tuple[str, ...]:
    """The fingerprints of whoever complained; none where nobody is held any more."""
    person = file.complainant
    return ports.surveys.marks_of(person, file.case.organisation) if person else ()


def _drawn(file: CaseFile, ports: Ports) -> Drawn:
    return Drawn(ports.surveys.lot_of(file.case.id), has_opted_out(file, ports))


def _open_link(file: CaseFile, terms: Terms, occasion: Occasion, ports: Ports) -> None:
    invitation = invitation_for(
        file.case.organisation, marks_of(file, ports), at=occasion.at, pack=terms.pack
    )
    link, month = ports.surveys.link_of(occasion.nonce), month_of(london_date(occasion.at))
    ports.surveys.invite(link, invitation, month)


def _waits(file: CaseFile, asking: str, terms: Terms, occasion: Occasion, ports: Ports) -> bool:
    invitation = ports.surveys.invitation(ports.surveys.link_of(asking), occasion.at)
    if invitation is None or not invitation.is_open(occasion.at):
        return False
    mailable = file.complainant is not None and file.complainant.can_be_mailed()
    today = london_date(occasion.at)
    return mailable and why_left_alone(file, _drawn(file, ports), terms, today) is None


ABOUT_SURVEYS: Mapping[Notice, Tell] = {
    Notice.SURVEY: ask_for_survey,
    Notice.SURVEY_REMINDER: remind,
}
"""What a milestone of the survey's clocks does in the place of telling staff."""
