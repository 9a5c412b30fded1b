"""Whether somebody may do something to a case: by role, by need to know, and by where it stands.

The one place that decides; pages, programs and commands ask here.
"""

from __future__ import annotations

from chalicelib.domain import workflow
from chalicelib.domain.case import CaseFile
from chalicelib.domain.errors import NotAllowed
from chalicelib.domain.need_to_know import circle_of, require_knowledge
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.staff import Staff


def require(file: CaseFile, action: Action, person: Staff, terms: Terms) -> None:
    """Role first, so that who may never do it learns nothing of the case; then what they may know.

    Source: S2-14, S4-9, S4-10; domain.md 4.2. Raises: NotAllowed, CaseRestricted.
    """
    terms.pack.require(person.roles, action)
    require_knowledge(circle_of(file), person, terms.pack)


def why_not(file: CaseFile, action: Action, person: Staff, terms: Terms) -> str:
    """Why this person may not do it now, in words fit for a page; empty where they may.

    Of somebody who may know the case, where it stands is said first: a role would not help then.
    """
    reason = workflow.why_not(file, action, terms)
    try:
        require(file, action, person, terms)
    except NotAllowed as refused:
        return reason or str(refused)
    return reason
