"""Somebody wants no survey: by the link in the mail, in answer to it, or because they told staff. It
holds for ever, for the person and not for the case, and stops nothing but surveys. Source: S0-26, C-29.
"""

from __future__ import annotations

from chalicelib.application.answer_survey import invited
from chalicelib.application.ask_for_survey import marks_of
from chalicelib.application.bring_in_attachments import POST_ROOM
from chalicelib.application.casework import Request, act, act_for_system
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.surveying import SurveyOptOut, opt_out_by_reply, opt_out_of_surveys
from chalicelib.domain.mail_in import ReceivedMail
from chalicelib.domain.messages import OPTIONAL
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.recipients import RecipientKind
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.surveys.asking import WayOut, leaves_by
from chalicelib.domain.surveys.replies import wants_no_more


def opt_out_by_link(link: str, ports: Ports) -> None:
    """Never ask whoever got this link again. Safe to send twice. Raises: NotFound."""
    now, organisation = ports.clock.now(), ports.policies.default_organisation()
    ports.surveys.stop(invited(link, organisation, ports.surveys, now).marks, now)


def opt_out_by_staff(request: Request, asked: SurveyOptOut, ports: Ports) -> CaseFile:
    """Never ask whoever complained again, as they told staff.

    What keeps us from asking is written first: it may stand without the note, never the other way.
    Raises: NotFound, NotAllowed, CaseChanged.
    """
    occasion = ports.occasion(request.by)

    def decide(file: CaseFile, terms: Terms) -> Change:
        ports.surveys.stop(marks_of(file, ports), occasion.at)
        return opt_out_of_surveys(file, asked, terms=terms, occasion=occasion)

    return act(request, Action.STOP_SURVEYS, decide, ports)


def heed_reply(mail: ReceivedMail, ports: Ports) -> None:
    """Never ask again whoever answers a survey with "stop". Safe to run twice.

    The mail must answer a mail of a survey, and its first line must say so: a complaint about a message
    that did not stop is no wish. Where the sender is not the person, too few surveys are sent.
    """
    if mail.machine is not None or not wants_no_more(mail.subject, mail.text):
        return
    for number in _surveyed(mail, ports):
        _stop(number, mail, ports)


def _surveyed(mail: ReceivedMail, ports: Ports) -> set[CaseNumber]:
    """The cases to whose surveys this mail is an answer."""
    return {
        number
        for each in mail.answers
        if (number := ports.cases.sent_as(each)) and _carried_survey(number, each, ports)
    }


def _carried_survey(number: CaseNumber, provider_id: str, ports: Ports) -> bool:
    sent = provider_id.partition("@")[0]
    return any(
        message.provider_id.partition("@")[0] == sent
        and message.kind in OPTIONAL
        and message.to.kind is RecipientKind.PARTY
        for message in ports.cases.load(number).messages
    )


def _stop(number: CaseNumber, mail: ReceivedMail, ports: Ports) -> None:
    file = ports.cases.load(number)
    pack = ports.policies.current(ports.policies.organisation(file.case.organisation)).pack
    if not leaves_by(pack, WayOut.REPLY):
        return
    occasion = ports.occasion(POST_ROOM)
    ports.surveys.stop(marks_of(file, ports), occasion.at)
    act_for_system(
        number,
        lambda file, terms: opt_out_by_reply(file, mail.id, terms=terms, occasion=occasion),
        ports,
    )
