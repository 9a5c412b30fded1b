"""Somebody follows the link of a survey and answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from chalicelib.application.ports import Ports
from chalicelib.application.survey_ports import SurveyReader
from chalicelib.domain.calendar import london_date, london_instant
from chalicelib.domain.clocks.calendar_periods import months_after
from chalicelib.domain.errors import NotFound
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.staff import Organisation
from chalicelib.domain.surveys.asking import KEEP_MONTHS
from chalicelib.domain.surveys.invitations import Invitation
from chalicelib.domain.surveys.questions import (
    Answer,
    Degree,
    Overall,
    Question,
    is_answer_id,
    month_of,
)


def invited(link: str, organisation: Organisation, surveys: SurveyReader, now: datetime) -> Invitation:
    """What a link of this organisation's stands for. Raises: NotFound, for any other."""
    invitation = surveys.invitation(link, now)
    if invitation is None or invitation.organisation != organisation.id:
        raise NotFound("There is no such page")
    return invitation


def answer_survey(link: str, page: str, overall: Overall, ports: Ports) -> bool:
    """Keep the first answer; False where the link was used or its time is over. `page` is the id of
    the page on which it was given.

    Safe to send twice: the same page again changes nothing. Source: issue 4.9.
    Raises: NotFound.
    """
    now, organisation = ports.clock.now(), ports.policies.default_organisation()
    invitation = invited(link, organisation, ports.surveys, now)
    if now >= invitation.open_until or not is_answer_id(page):
        return False
    today = london_date(now)
    pack = ports.policies.current(organisation).pack
    until = london_instant(months_after(today, _months_kept(pack)), time())
    answer = Answer(page, month_of(today), overall)
    return ports.surveys.record(link, answer, invitation, until=until)


def _months_kept(pack: PolicyPack) -> int:
    return int(str(pack.settings[KEEP_MONTHS].value))


def complete_answer(
    link: str, page: str, others: dict[Question, Degree], comment: str, ports: Ports
) -> None:
    """Keep what was answered besides, with the first answer of the same page. Raises: NotFound."""
    now, organisation = ports.clock.now(), ports.policies.default_organisation()
    invited(link, organisation, ports.surveys, now)
    first = ports.surveys.answer(organisation.id, page) if is_answer_id(page) else None
    if first is None:
        raise NotFound("There is no such page")
    ports.surveys.complete(organisation.id, replace(first, others=others, comment=comment))
