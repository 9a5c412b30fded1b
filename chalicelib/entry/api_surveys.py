"""The JSON API of the survey: what people said of how we handle complaints, if it may be told."""

from __future__ import annotations

from collections.abc import Mapping

from chalice.app import Blueprint
from pydantic import BaseModel

from chalicelib.application.ports import Reading
from chalicelib.application.read_surveys import read_surveys
from chalicelib.domain.policy import Action
from chalicelib.domain.surveys.questions import Degree, Overall, Question
from chalicelib.domain.surveys.results import Group
from chalicelib.entry.doors import Request, resource

doors = Blueprint(__name__)


class SurveyGroupOut(BaseModel):
    """Some months that are over. Counts are rounded; null is about so few that it is not told."""

    first: str
    last: str
    asked: int | None
    answered: int | None
    overall: Mapping[Overall, int | None]
    others: Mapping[Question, Mapping[Degree, int | None]]
    comments: tuple[str, ...]


class SurveysOut(BaseModel):
    """The groups, newest first. `waits_for` is how many answers make a group."""

    groups: tuple[SurveyGroupOut, ...]
    waits_for: int
    waiting_since: str


@resource(doors, "GET", "/api/surveys", who=Action.READ_SURVEYS, gives=SurveysOut)
def surveys(request: Request, reading: Reading) -> SurveysOut:
    """What people said of how complaints are handled; nothing of groups that are too small."""
    found = read_surveys(request.staff, reading)
    return SurveysOut(
        groups=tuple(map(_group, found.groups)),
        waits_for=found.waits_for,
        waiting_since=found.waiting_since,
    )


def _group(group: Group) -> SurveyGroupOut:
    return SurveyGroupOut(
        first=group.first,
        last=group.last,
        asked=group.asked,
        answered=group.answered,
        overall=group.overall,
        others=group.others,
        comments=group.comments,
    )
