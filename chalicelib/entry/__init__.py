"""The doors: everything that a person, a clock or a stream can knock on.

Each module here that has `doors` is named below. A function in AWS loads those that its first request
needs (`places.json`, which only the package has); everywhere else all are hung at once.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalice.app import Blueprint

# What a start makes mostly stays. To look through it for what can go, again and again, was a tenth of
# every cold start; seventy times as rarely is soon enough for a process that answers one at a time.
gc.set_threshold(50_000)

MODULES = (
    "public_pages",
    "details_form",
    "notices",
    "complaint_form",
    "complaint_check",
    "coming_back",
    "complaint_files",
    "consent",
    "contribute",
    "contributed_files",
    "follow",
    "followed",
    "followed_files",
    "own_complaints",
    "survey",
    "static_files",
    "staff.sign_in",
    "staff.sign_in_steps",
    "staff.forgotten_password",
    "staff.search",
    "staff.several",
    "staff.worklist",
    "staff.contact",
    "staff.inbox",
    "inbox_api",
    "staff.caller",
    "staff.case",
    "staff.why",
    "staff.own_copy",
    "staff.own_desk",
    "staff.register",
    "staff.status",
    "staff.letters",
    "staff.staff_papers",
    "staff.kept_files",
    "staff.documents",
    "staff.copies",
    "staff.erasures",
    "staff.answer",
    "staff.versions",
    "staff.organisation",
    "staff.members",
    "staff.surveys",
    "staff.figures",
    "staff.timetable",
    "staff.agenda",
    "staff.my_settings",
    "commands",
    "arranging",
    "calendars",
    "api_sign_in",
    "api_staff",
    "api",
    "api_desk",
    "api_documents",
    "api_figures",
    "api_agenda",
    "api_organisation",
    "api_settings",
    "api_several",
    "api_surveys",
    "api_timetable",
    "schedules",
    "streams",
    "files",
    "mail_feedback",
    "mail_in",
    "report",
)
"""In the order in which their doors are hung."""

PLACES = Path(__file__).with_name("places.json")


def doors_of(module: str) -> Blueprint:
    """The doors of one module."""
    doors: Blueprint = import_module(f"{__name__}.{module}").doors
    return doors


def all_doors() -> Iterator[Blueprint]:
    """Every door, module after module."""
    return map(doors_of, MODULES)


def places() -> Mapping[str, Sequence[str]]:
    """The modules behind each path of the gateway; nothing where the package has not said so."""
    known: Mapping[str, Sequence[str]] = json.loads(PLACES.read_text()) if PLACES.exists() else {}
    return known
