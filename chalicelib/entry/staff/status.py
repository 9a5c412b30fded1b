"""Whether Candour works: for all staff, on a page and for programs."""

from __future__ import annotations

from chalice.app import Blueprint, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from chalicelib.application.ports import Reading
from chalicelib.application.read_status import read_status
from chalicelib.domain.health import Condition, Health, Job, Sign
from chalicelib.domain.policy import Action
from chalicelib.entry.doors import Request, page, resource
from chalicelib.entry.responses import html
from chalicelib.presentation.pages import render
from chalicelib.presentation.status_page import STATUS, status_page, worry

doors = Blueprint(__name__)


class WorryOut(BaseModel):
    """Something that a job found, how many of it, and what that means."""

    model_config = ConfigDict(defer_build=True)

    sign: Sign
    number: int
    means: str


class ConditionOut(BaseModel):
    """How one job is."""

    model_config = ConfigDict(defer_build=True)

    job: Job
    health: Health
    last_at: AwareDatetime | None = Field(description="When it last ran; null where it never did")
    worries: tuple[WorryOut, ...]


class StatusOut(BaseModel):
    """How every job is, for all organisations that share this system."""

    model_config = ConfigDict(defer_build=True)

    items: tuple[ConditionOut, ...]


@page(doors, "GET", STATUS, who=Action.LIST_CASES)
def status(request: Request, reading: Reading) -> Response:
    """What runs, what waits, what to do."""
    shown = status_page(read_status(reading))
    return html(render("staff/status.html", request.frame, page=shown))


@resource(doors, "GET", "/api/status", who=Action.LIST_CASES, gives=StatusOut)
def status_for_programs(request: Request, reading: Reading) -> StatusOut:
    """What runs, what waits."""
    return StatusOut(items=tuple(map(_out, read_status(reading))))


def _out(condition: Condition) -> ConditionOut:
    worries = condition.worries.items()
    return ConditionOut(
        job=condition.job,
        health=condition.health,
        last_at=condition.last_at,
        worries=tuple(WorryOut(sign=s, number=n, means=worry(s, n)) for s, n in worries),
    )
