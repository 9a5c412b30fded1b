"""What staff are asked before a copy of somebody's details is put together (UK GDPR Article 15)."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.copies import files_to_choose, others_in
from chalicelib.domain.data_rights import Wanted, open_requests
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Field, Form, Kind
from chalicelib.presentation.forms.questions import from_case


def _requests(opened: OpenFile) -> Iterable[tuple[str, str]]:
    asked = open_requests(opened.file.events)
    return ((each.id, f"Request {each.id}") for each in asked if each.wants is Wanted.COPY)


def _others(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return ((each.id, each.name) for each in others_in(opened.file))


def _files(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return ((each.id, each.title) for each in files_to_choose(opened.file))


ORDER_COPY = Form(
    action=Action.ORDER_COPY,
    name="copy",
    title="Put a copy of the person’s details together",
    why="It holds who they are, everything written or said in the case, and the files that you choose. "
    "Talks with staff, legal matters and other people’s details are left out and listed. Read it "
    "before you hand it over.",
    button="Put the copy together",
    done="The copy is being put together. It is under “Copies of details” in a moment",
    fields=(
        Field(
            Kind.LIST,
            "request",
            "Which request?",
            missing="Choose the request",
            choices=from_case(_requests),
        ),
        Field(
            Kind.SOME,
            "named",
            "Whose details may stay in it?",
            hint="The details of everybody else are taken out. Tick nobody unless they agreed, or it "
            "is fair to them.",
            optional=True,
            choices=from_case(_others),
        ),
        Field(
            Kind.SOME,
            "files",
            "Which files go with it?",
            hint="Only those that you have read: nothing is taken out of a file.",
            optional=True,
            choices=from_case(_files),
        ),
    ),
)
